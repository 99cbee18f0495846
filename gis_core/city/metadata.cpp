#include "gis_core/city/metadata.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <nlohmann/json.hpp>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/code_check.h"
#include "gis_core/crs/height_datum.h"

namespace gis::city {
namespace {

using nlohmann::json;
using Words = std::vector<MetadataField::Word>;

const Words& sharingWords() {
  static const Words words{{"unconditional", "无条件共享", "unconditional"},
                           {"conditional", "有条件共享", "conditional"},
                           {"none", "不予共享", "not shared"}};
  return words;
}
const Words& opennessWords() {
  static const Words words{
      {"open", "无条件开放", "open"}, {"conditional", "有条件开放", "conditional"}, {"none", "不予开放", "not open"}};
  return words;
}
const Words& cycleWords() {
  static const Words words{{"continual", "实时", "continual"},
                           {"daily", "每日", "daily"},
                           {"weekly", "每周", "weekly"},
                           {"monthly", "每月", "monthly"},
                           {"quarterly", "每季度", "quarterly"},
                           {"half_yearly", "每半年", "half-yearly"},
                           {"yearly", "每年", "yearly"},
                           {"irregular", "不定期", "irregular"},
                           {"not_planned", "不再更新", "not planned"}};
  return words;
}
const Words& securityWords() {
  static const Words words{{"public", "公开", "public"},
                           {"internal", "内部", "internal"},
                           {"confidential", "秘密", "confidential"},
                           {"secret", "机密", "secret"},
                           {"top_secret", "绝密", "top secret"}};
  return words;
}

std::string settingOf(const store::LayerInfo& layer) {
  return "metadata:" + layer.uid;
}

/// The day, or nothing for a text that is none.
std::optional<std::chrono::year_month_day> dayOf(std::string_view text) {
  int y = 0;
  unsigned m = 0, d = 0;
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto read = [&](std::size_t at, std::size_t size, auto& value) {
    const char* end = text.data() + at + size;
    const auto [next, fault] = std::from_chars(text.data() + at, end, value);
    return fault == std::errc() && next == end;
  };
  if (!read(0, 4, y) || !read(5, 2, m) || !read(8, 2, d)) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year(y), std::chrono::month(m), std::chrono::day(d)};
  if (!day.ok()) return std::nullopt;
  return day;
}

std::string dayText(std::chrono::sys_days days) {
  const std::chrono::year_month_day day(days);
  char out[32];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", int(day.year()), unsigned(day.month()), unsigned(day.day()));
  return out;
}

/// The same day so many months later; the last of the month where there is none.
std::chrono::sys_days monthsLater(std::chrono::year_month_day day, int months) {
  const std::chrono::year_month month = day.year() / day.month() + std::chrono::months(months);
  const std::chrono::year_month_day last(std::chrono::sys_days(month / std::chrono::last));
  return std::chrono::sys_days(month / std::min(day.day(), last.day()));
}

std::optional<std::chrono::sys_days> dueAfter(std::chrono::year_month_day since, const std::string& cycle) {
  const std::chrono::sys_days from(since);
  if (cycle == "continual" || cycle == "daily") return from + std::chrono::days(1);
  if (cycle == "weekly") return from + std::chrono::days(7);
  if (cycle == "monthly") return monthsLater(since, 1);
  if (cycle == "quarterly") return monthsLater(since, 3);
  if (cycle == "half_yearly") return monthsLater(since, 6);
  if (cycle == "yearly") return monthsLater(since, 12);
  return std::nullopt;
}

/// Of the file that the layer came from: the layer's own system is plane.
std::string heightDatumOf(const store::LayerInfo& layer) {
  if (!layer.geometryType || !layer.geometryType->hasZ) return {};
  try {
    return crs::heightDatumOf(crs::Crs::parse(layer.provenance.sourceCrs));
  } catch (const Error&) {
    return {};  // a system by a name of ours, such as GCJ-02
  }
}

}  // namespace

const std::vector<MetadataField>& metadataFields() {
  static const std::vector<MetadataField> fields{
      {"title", "信息资源名称", "Title", &Metadata::title, {}},
      {"title_en", "英文名称", "English title", &Metadata::titleEn, {}},
      {"abstract", "摘要", "Abstract", &Metadata::abstract, {}},
      {"keywords", "关键词", "Keywords", &Metadata::keywords, {}},
      {"class", "信息资源分类", "Class of the catalogue", &Metadata::catalogueClass, {}},
      {"code", "信息资源代码", "Code in the catalogue", &Metadata::catalogueCode, {}},
      {"related", "关联资源代码", "Related resource", &Metadata::related, {}},
      {"provider", "信息资源提供方", "Provider", &Metadata::provider, {}},
      {"provider_code", "提供方代码", "Credit code of the provider", &Metadata::providerCode, {}},
      {"contact", "联系人", "Contact", &Metadata::contact, {}},
      {"sharing", "共享类型", "Sharing type", &Metadata::sharing, sharingWords()},
      {"sharing_condition", "共享条件", "Sharing condition", &Metadata::sharingCondition, {}},
      {"sharing_method", "共享方式", "Sharing method", &Metadata::sharingMethod, {}},
      {"open", "开放属性", "Open to society", &Metadata::openness, opennessWords()},
      {"update_cycle", "更新周期", "Update cycle", &Metadata::updateCycle, cycleWords()},
      {"published", "发布日期", "Published", &Metadata::published, {}},
      {"updated", "数据更新日期", "Updated", &Metadata::updated, {}},
      {"scale", "比例尺分母", "Scale denominator", &Metadata::scale, {}},
      {"height_datum", "高程基准", "Height datum", &Metadata::heightDatum, {}},
      {"lineage", "数据志", "Lineage", &Metadata::lineage, {}},
      {"quality", "数据质量", "Quality", &Metadata::quality, {}},
      {"security", "密级", "Security mark", &Metadata::security, securityWords()}};
  return fields;
}

std::string wordText(const MetadataField& field, const std::string& key, bool chinese) {
  for (const MetadataField::Word& word : field.words)
    if (key == word.key) return chinese ? word.zh : word.en;
  return key;
}

Metadata metadataOf(const store::CityDatabase& city, const store::LayerInfo& layer) {
  Metadata out;
  const std::string kept = city.setting(settingOf(layer));
  const json tree = json::parse(kept, nullptr, false);
  if (tree.is_object()) {
    for (const MetadataField& field : metadataFields()) {
      const auto at = tree.find(field.key);
      if (at != tree.end() && at->is_string()) out.*field.member = at->get<std::string>();
    }
  }
  if (out.title.empty()) out.title = layer.titleZh.empty() ? layer.name : layer.titleZh;
  if (out.titleEn.empty()) out.titleEn = layer.titleEn;
  if (out.provider.empty()) out.provider = layer.provenance.bureau;
  if (out.heightDatum.empty()) out.heightDatum = heightDatumOf(layer);
  return out;
}

std::optional<Message> metadataFault(const Metadata& metadata) {
  for (const MetadataField& field : metadataFields()) {
    const std::string& value = metadata.*field.member;
    if (!text::isValidUtf8(value)) return Message{GIS_TR("{0} is no text"), {field.key}};
    if (value.empty() || field.words.empty()) continue;
    std::string known;
    for (const MetadataField::Word& word : field.words) known += (known.empty() ? "" : ", ") + std::string(word.key);
    if (std::none_of(field.words.begin(), field.words.end(), [&](const auto& word) { return value == word.key; }))
      return Message{GIS_TR("{0} cannot be \"{1}\": it is one of {2}"), {field.key, value, known}};
  }
  if (!metadata.providerCode.empty()) {
    if (auto fault = creditCodeFault(metadata.providerCode)) return fault;
  }
  for (const auto& [key, day] : {std::pair{"published", metadata.published}, std::pair{"updated", metadata.updated}}) {
    if (!day.empty() && (day.size() != 10 || !dayOf(day))) return Message{GIS_TR("{0} is no day: {1}"), {key, day}};
  }
  if (!metadata.scale.empty() && (metadata.scale.size() > 9 || metadata.scale[0] == '0' ||
                                  metadata.scale.find_first_not_of("0123456789") != std::string::npos))
    return Message{GIS_TR("{0} is no scale denominator"), {metadata.scale}};
  if ((metadata.sharing == "conditional" || metadata.sharing == "none") && metadata.sharingCondition.empty())
    return Message(GIS_TR("conditional sharing needs its condition, and no sharing its reason (sharing_condition)"));
  return std::nullopt;
}

void setMetadata(const store::CityDatabase& city, const store::LayerInfo& layer, const Metadata& metadata) {
  if (const auto fault = metadataFault(metadata))
    throw Error(ErrorCode::invalidValue, {GIS_TR("the metadata of {0} is not taken"), {layer.name}}, *fault);
  city.setSetting(settingOf(layer), toJson(metadata).dump());
}

std::string securityOf(const store::CityDatabase& city, const std::vector<std::string>& layers, bool chinese) {
  const Words& ranks = securityWords();
  std::ptrdiff_t strictest = -1;
  for (const std::string& name : layers) {
    const Metadata metadata = metadataOf(city, store::layerByName(city.connection(), name));
    const auto at = std::find_if(ranks.begin(), ranks.end(),
                                 [&](const MetadataField::Word& word) { return metadata.security == word.key; });
    if (at != ranks.end()) strictest = std::max(strictest, at - ranks.begin());
  }
  if (strictest < 0) return {};
  const MetadataField::Word& word = ranks[static_cast<std::size_t>(strictest)];
  return chinese ? word.zh : word.en;
}

std::string securityWord(const std::string& security, bool chinese) {
  for (const MetadataField& field : metadataFields())
    if (field.member == &Metadata::security) return wordText(field, security, chinese);
  return security;
}

json toJson(const Metadata& metadata) {
  json out = json::object();
  for (const MetadataField& field : metadataFields()) {
    const std::string& value = metadata.*field.member;
    out[field.key] = value.empty() ? json(nullptr) : json(value);
  }
  return out;
}

Metadata merged(Metadata base, const json& tree) {
  const Message what(GIS_TR("the metadata cannot be read"));
  if (!tree.is_object()) throw Error(ErrorCode::invalidValue, what, GIS_TR("it is no JSON object"));
  for (const auto& [key, value] : tree.items()) {
    const auto field = std::find_if(metadataFields().begin(), metadataFields().end(),
                                    [&name = key](const MetadataField& one) { return name == one.key; });
    if (field == metadataFields().end()) {
      std::string known;
      for (const MetadataField& one : metadataFields()) known += (known.empty() ? "" : ", ") + std::string(one.key);
      throw Error(ErrorCode::invalidValue, what, {GIS_TR("there is no \"{0}\" in it"), {key}},
                  {GIS_TR("known are {0}"), {known}});
    }
    if (value.is_null()) {
      (base.*field->member).clear();
    } else if (value.is_string()) {
      base.*field->member = std::string(text::trim(value.get<std::string>()));
    } else if (value.is_number_integer()) {
      base.*field->member = std::to_string(value.get<std::int64_t>());
    } else {
      throw Error(ErrorCode::invalidValue, what, {GIS_TR("{0} is no text"), {key}});
    }
  }
  return base;
}

Freshness freshnessOf(const Metadata& metadata, const store::LayerInfo& layer, std::string_view today) {
  Freshness out;
  for (const std::string& day :
       {metadata.updated, metadata.published,
        layer.provenance.importedAt.substr(0, std::min<std::size_t>(10, layer.provenance.importedAt.size()))}) {
    if (!dayOf(day)) continue;
    out.since = day;
    break;
  }
  const auto since = dayOf(out.since);
  const auto now = dayOf(today);
  if (!since || !now) return out;
  const auto due = dueAfter(*since, metadata.updateCycle);
  if (!due) return out;
  out.due = dayText(*due);
  const auto over = (std::chrono::sys_days(*now) - *due).count();
  out.past = over > 0;
  out.daysOver = over > 0 ? static_cast<int>(over) : 0;
  return out;
}

std::string cityToday() {
  return toIsoWithOffset(utcNow(), kCityOffsetMinutes).substr(0, 10);
}

}  // namespace gis::city
