#include "gis_core/store/feature_label.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "gis_core/store/layer.h"

namespace gis::store {
namespace {

std::string textIn(const std::string& image, const std::string& field) {
  const auto values = nlohmann::json::parse(image, nullptr, false);
  if (!values.is_object() || !values.contains(field)) return {};
  const auto& cell = values[field];
  if (cell.is_string()) return cell.get<std::string>();
  return cell.is_number() ? cell.dump() : std::string();
}

/// What the cell holds now; of a row that is gone, what it held when the journal last saw it.
std::string cellOrLast(const Connection& c, const std::string& table, std::int64_t fid, const std::string& field) {
  Statement row(c, fmt::format("SELECT {} FROM {} WHERE fid = ?1", quotedName(field), quotedName(table)));
  if (row.bind(1, fid).step()) return row.text(0);
  Statement images(c, "SELECT after, before FROM city_history WHERE table_name = ?1 AND fid = ?2 ORDER BY seq DESC");
  images.bindAll(table, fid);
  while (images.step()) {
    for (const int image : {0, 1}) {
      if (std::string text = textIn(images.text(image), field); !text.empty()) return text;
    }
  }
  return {};
}

std::string caseNumber(const Connection& c, std::int64_t fid) {
  for (const char* field : {"case_no", "report_no"}) {
    if (std::string number = cellOrLast(c, "city_incident", fid, field); !number.empty()) return number;
  }
  return {};
}

}  // namespace

Message aboutFeature(const Connection& c, const std::string& table, std::int64_t fid, const FeatureTexts& texts) {
  if (table == "city_incident") {
    if (std::string number = caseNumber(c, fid); !number.empty()) return {texts.ofCase, {std::move(number)}};
  }
  std::string code, english = table, chinese = table;
  // tables of the city's own, such as that of deeds, are no layers
  Statement isLayer(c, "SELECT 1 FROM city_layer WHERE name = ?1");
  if (isLayer.bind(1, table).step()) {
    const LayerInfo layer = layerByName(c, table);
    if (!layer.titleEn.empty()) english = layer.titleEn;
    if (!layer.titleZh.empty()) chinese = layer.titleZh;
    if (!layer.roleCodeField.empty()) code = cellOrLast(c, layer.name, fid, layer.roleCodeField);
  }
  if (!code.empty()) return {texts.ofCode, {std::move(code), std::move(english), std::move(chinese)}};
  return {texts.ofRowNumber, {std::to_string(fid), std::move(english), std::move(chinese)}};
}

}  // namespace gis::store
