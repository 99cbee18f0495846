#include "gis_core/city/handover.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <tuple>

#include "gis_core/base/clock.h"
#include "gis_core/store/kept_settings.h"

namespace gis::city {
namespace {

using nlohmann::json;

constexpr std::string_view kHandoverKey = "handover:", kUsageKey = "layer_use:";
constexpr std::array<const char*, 5> kUses{"shown", "looked", "listed", "asked", "exported"};

/// Settings whose keys begin so: rest of the key → value.
std::vector<std::pair<std::string, json>> kept(const store::CityDatabase& city, std::string_view beginning) {
  std::vector<std::pair<std::string, json>> all;
  for (const auto& [rest, text] : store::settingsUnder(city, beginning)) {
    json value = json::parse(text, nullptr, false);
    if (value.is_object()) all.emplace_back(rest, std::move(value));
  }
  return all;
}

std::string handoverText(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}
std::int64_t numberIn(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

std::string dumped(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

Handover handoverIn(const std::string& number, const json& object) {
  Handover one{number,
               handoverText(object, "at"),
               handoverText(object, "giver"),
               handoverText(object, "receiver"),
               handoverText(object, "purpose"),
               handoverText(object, "security"),
               handoverText(object, "actor"),
               {},
               {}};
  if (object.contains("layers") && object["layers"].is_array()) {
    for (const json& layer : object["layers"]) {
      if (layer.is_object())
        one.parts.push_back({handoverText(layer, "layer"), numberIn(layer, "written"), handoverText(layer, "format")});
    }
  }
  if (object.contains("files") && object["files"].is_object()) {
    for (const auto& [name, sum] : object["files"].items()) {
      if (sum.is_string()) one.files.emplace_back(name, sum.get<std::string>());
    }
  }
  return one;
}

LayerUsage usageIn(const json& object) {
  LayerUsage usage;
  usage.last = handoverText(object, "last");
  for (const auto& [month, uses] : object.items()) {
    if (!uses.is_object()) continue;
    for (std::size_t k = 0; k < kUses.size(); ++k) {
      if (const std::int64_t times = numberIn(uses, kUses[k]); times > 0) usage.months[month][LayerUse(k)] = times;
    }
  }
  return usage;
}

/// The month `back` months before that of a day.
std::string monthBefore(std::string_view day, int back) {
  const int year = std::atoi(std::string(day.substr(0, 4)).c_str());
  const int months = year * 12 + std::atoi(std::string(day.substr(5, 2)).c_str()) - 1 - back;
  const std::string month = std::to_string(months % 12 + 1);
  return std::to_string(months / 12) + (month.size() < 2 ? "-0" : "-") + month;
}

}  // namespace

Handover handoverOf(const io::Receipt& receipt) {
  Handover one;
  one.number = receipt.words.number;
  one.at = receipt.madeAt;
  one.giver = receipt.words.giver;
  one.receiver = receipt.words.receiver;
  one.purpose = receipt.words.purpose;
  one.security = receipt.words.security;
  one.actor = receipt.words.actor;
  for (const io::ReceiptLayer& layer : receipt.layers)
    one.parts.push_back({layer.report.layer, layer.report.written, layer.report.format});
  for (const io::ReceiptFile& file : receipt.files) one.files.emplace_back(file.name, file.sha256);
  return one;
}

void keepHandover(const store::CityDatabase& city, const Handover& handover) {
  json layers = json::array(), files = json::object();
  for (const Handover::Part& part : handover.parts)
    layers.push_back({{"layer", part.layer}, {"written", part.written}, {"format", part.format}});
  for (const auto& [name, sum] : handover.files) files[name] = sum;
  city.setSetting(std::string(kHandoverKey) + handover.number, dumped({{"at", handover.at},
                                                                       {"kept", toIsoUtc(utcNow())},
                                                                       {"giver", handover.giver},
                                                                       {"receiver", handover.receiver},
                                                                       {"purpose", handover.purpose},
                                                                       {"security", handover.security},
                                                                       {"actor", handover.actor},
                                                                       {"layers", layers},
                                                                       {"files", files}}));
}

std::vector<Handover> handovers(const store::CityDatabase& city) {
  // receipts tell seconds; several of one second come as they were kept
  std::vector<std::pair<std::string, Handover>> dated;
  for (const auto& [number, object] : kept(city, kHandoverKey))
    dated.emplace_back(handoverText(object, "kept"), handoverIn(number, object));
  std::stable_sort(dated.begin(), dated.end(), [](const auto& a, const auto& b) {
    return std::tie(a.second.at, a.first) > std::tie(b.second.at, b.first);
  });
  std::vector<Handover> all;
  all.reserve(dated.size());
  for (auto& [moment, one] : dated) all.push_back(std::move(one));
  return all;
}

const char* layerUseName(LayerUse use) {
  return kUses[std::size_t(use)];
}

std::int64_t LayerUsage::total() const {
  std::int64_t sum = 0;
  for (const auto& [month, uses] : months) {
    for (const auto& [use, times] : uses) sum += times;
  }
  return sum;
}

std::int64_t LayerUsage::recently(std::string_view today) const {
  std::int64_t sum = 0;
  for (int back = 0; back < 3; ++back) {
    const auto month = months.find(monthBefore(today, back));
    if (month == months.end()) continue;
    for (const auto& [use, times] : month->second) sum += times;
  }
  return sum;
}

void noteUses(const store::CityDatabase& city, const std::map<std::string, std::map<LayerUse, std::int64_t>>& byUid,
              std::string_view today) {
  if (byUid.empty()) return;
  store::Transaction transaction(city.connection());
  const std::string month = monthBefore(today, 0);
  for (const auto& [uid, uses] : byUid) {
    const std::string key = std::string(kUsageKey) + uid;
    json object = json::parse(city.setting(key), nullptr, false);
    if (!object.is_object()) object = json::object();
    json& now = object[month];
    for (const auto& [use, times] : uses) now[layerUseName(use)] = numberIn(now, layerUseName(use)) + times;
    object["last"] = today;
    city.setSetting(key, dumped(object));
  }
  transaction.commit();
}

std::map<std::string, LayerUsage> layerUsages(const store::CityDatabase& city) {
  std::map<std::string, LayerUsage> all;
  for (const auto& [uid, object] : kept(city, kUsageKey)) all[uid] = usageIn(object);
  return all;
}

}  // namespace gis::city
