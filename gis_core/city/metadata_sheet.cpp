// The metadata sheet as a Chinese spreadsheet.
#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/city/metadata.h"
#include "gis_core/io/sheet_file.h"
#include "gis_core/io/table_file.h"

namespace gis::city {
namespace {

std::string choiceText(const MetadataField& field) {
  std::string all;
  for (const MetadataField::Word& word : field.words) all += (all.empty() ? "" : "、") + std::string(word.zh);
  return all;
}

std::string hintOf(const MetadataField& field) {
  const std::string key = field.key;
  if (!field.words.empty()) return "可填：" + choiceText(field);
  if (key == "provider_code") return "统一社会信用代码，18 位";
  if (key == "published" || key == "updated") return "年-月-日，如 2026-11-26";
  if (key == "scale") return "如 500、1000、2000";
  if (key == "sharing_condition") return "有条件共享时填条件，不予共享时填理由和依据";
  return "";
}

/// Chinese, English and our own words mean the same; others stay to be told as a fault.
std::string keyOfWord(const MetadataField& field, const std::string& typed) {
  const std::string folded = text::fold(typed);
  for (const MetadataField::Word& word : field.words) {
    if (folded == text::fold(word.key) || folded == text::fold(word.zh) || folded == text::fold(word.en))
      return word.key;
  }
  return typed;
}

/// Spreadsheets make days of what looks like one: "2026/11/26 00:00:00" is the 26th.
std::string dayTyped(std::string typed) {
  if (typed.size() >= 10 && (typed[4] == '/' || typed[4] == '-') && (typed[7] == '/' || typed[7] == '-')) {
    typed[4] = typed[7] = '-';
    if (typed.size() > 10 && (typed[10] == ' ' || typed[10] == 'T')) typed.resize(10);
  }
  return typed;
}

}  // namespace

void writeMetadataSheet(const store::CityDatabase& city, const store::LayerInfo& layer, const Metadata& metadata,
                        const std::filesystem::path& file) {
  (void)city;
  io::Sheet sheet;
  sheet.name = "元数据";
  sheet.widths = {22, 60, 44};
  sheet.rows.push_back({"项目", "内容", "说明"});
  for (const MetadataField& field : metadataFields()) {
    if (!field.words.empty()) {
      io::Sheet::Choice choice{sheet.rows.size(), 1, {}};
      for (const MetadataField::Word& word : field.words) choice.values.emplace_back(word.zh);
      sheet.choices.push_back(std::move(choice));
    }
    sheet.rows.push_back({field.zh, wordText(field, metadata.*field.member, true), hintOf(field)});
  }
  const std::string own = "由图层得出，不必填写";
  sheet.rows.push_back({"（图层）", layer.name, own});
  sheet.rows.push_back({"（几何类型）", layer.geometryType ? layer.geometryType->name() : "无", own});
  sheet.rows.push_back({"（坐标系）", layer.crs.isKnown() ? layer.crs.identifier() : "未知", own});
  sheet.rows.push_back({"（记录数）", std::to_string(layer.count), own});
  std::string items;
  for (const store::Field& field : layer.fields)
    items += (items.empty() ? "" : "；") + field.name + "（" + store::fieldTypeName(field.type) + "）";
  sheet.rows.push_back({"（信息项）", items, own});
  io::writeSheet(sheet, file);
}

Metadata readMetadataSheet(const std::filesystem::path& file, Metadata base, const CancelToken& token) {
  const store::KeyTable table = io::tableFromFile(file, {}, token);
  const Message what{GIS_TR("cannot read metadata from {0}"), {platform::pathToUtf8(file.filename())}};
  std::size_t known = 0;
  const auto take = [&](const std::string& label, const std::string& typed) {
    for (const MetadataField& field : metadataFields()) {
      if (text::trim(label) != field.zh && text::trim(label) != field.key) continue;
      ++known;
      std::string value(text::trim(typed));
      const std::string key = field.key;
      if (key == "published" || key == "updated") value = dayTyped(std::move(value));
      base.*field.member = keyOfWord(field, value);
    }
  };
  if (table.columns.size() < 2)
    throw Error(ErrorCode::invalidValue, what, GIS_TR("it has no second column with the values"));
  take(table.columns[0].name, table.columns[1].name);  // a sheet without its head
  for (std::size_t row = 0; row < table.rows(); ++row)
    take(table.columns[0].cells[row], table.columns[1].isNull[row] != 0 ? "" : table.columns[1].cells[row]);
  if (known == 0)
    throw Error(ErrorCode::invalidValue, what, GIS_TR("no line of the form is in its first column"),
                GIS_TR("write an empty form first (--xlsx)"));
  return base;
}

}  // namespace gis::city
