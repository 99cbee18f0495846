#include "gis_core/store/layer_names.h"

#include <algorithm>
#include <array>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/store/layer.h"

namespace gis::store {
namespace {

/// Every table and view that InitSpatialMetaData of SpatiaLite 5.0.1 makes, and the ones its functions add later.
constexpr std::array kSpatialiteNames{"data_licenses",
                                      "elementarygeometries",
                                      "geom_cols_ref_sys",
                                      "geometry_columns",
                                      "geometry_columns_auth",
                                      "geometry_columns_field_infos",
                                      "geometry_columns_statistics",
                                      "geometry_columns_time",
                                      "iso_metadata",
                                      "iso_metadata_reference",
                                      "iso_metadata_view",
                                      "knn",
                                      "knn2",
                                      "layer_statistics",
                                      "networks",
                                      "raster_coverages",
                                      "raster_coverages_keyword",
                                      "raster_coverages_ref_sys",
                                      "raster_coverages_srid",
                                      "rl2map_configurations",
                                      "rl2map_configurations_view",
                                      "se_external_graphics",
                                      "se_external_graphics_view",
                                      "se_fonts",
                                      "se_fonts_view",
                                      "se_raster_styled_layers",
                                      "se_raster_styled_layers_view",
                                      "se_raster_styles",
                                      "se_raster_styles_view",
                                      "se_vector_styled_layers",
                                      "se_vector_styled_layers_view",
                                      "se_vector_styles",
                                      "se_vector_styles_view",
                                      "spatial_ref_sys",
                                      "spatial_ref_sys_all",
                                      "spatial_ref_sys_aux",
                                      "spatialindex",
                                      "spatialite_history",
                                      "sql_statements_log",
                                      "stored_procedures",
                                      "stored_variables",
                                      "topologies",
                                      "vector_coverages",
                                      "vector_coverages_keyword",
                                      "vector_coverages_ref_sys",
                                      "vector_coverages_srid",
                                      "vector_layers",
                                      "vector_layers_auth",
                                      "vector_layers_field_infos",
                                      "vector_layers_statistics",
                                      "views_geometry_columns",
                                      "views_geometry_columns_auth",
                                      "views_geometry_columns_field_infos",
                                      "views_geometry_columns_statistics",
                                      "virts_geometry_columns",
                                      "virts_geometry_columns_auth",
                                      "virts_geometry_columns_field_infos",
                                      "virts_geometry_columns_statistics",
                                      "wms_getcapabilities",
                                      "wms_getmap",
                                      "wms_ref_sys",
                                      "wms_settings"};

[[noreturn]] void refuse(std::string_view name, Message why) {
  throw Error(ErrorCode::invalidValue, {GIS_TR("a layer cannot be named \"{0}\""), {text::repairUtf8(name)}},
              std::move(why), GIS_TR("choose another name"));
}

std::size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::string lowerAscii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string similarNames(std::string_view wanted, const std::vector<std::string>& names) {
  const std::string low = lowerAscii(wanted);
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const std::string& name : names) {
    const std::string other = lowerAscii(name);
    const std::size_t distance = editDistance(low, other);
    const bool holds = !low.empty() && (other.find(low) != std::string::npos || low.find(other) != std::string::npos);
    if (holds || distance <= std::max<std::size_t>(2, low.size() / 3)) ranked.emplace_back(distance, name);
  }
  std::sort(ranked.begin(), ranked.end());
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, ranked.size()); ++i)
    out += (out.empty() ? "" : ", ") + ranked[i].second;
  return out;
}

void checkLayerName(std::string_view name) {
  if (text::trim(name).empty()) refuse(name, GIS_TR("the name is empty"));
  if (text::trim(name).size() != name.size()) refuse(name, GIS_TR("it begins or ends with a space"));
  if (!text::isValidUtf8(name)) refuse(name, GIS_TR("it is no valid UTF-8"));
  if (name.size() > 200) refuse(name, GIS_TR("it is longer than 200 bytes"));
  for (const char c : name) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) refuse(name, GIS_TR("it holds a control character"));
    if (c == '"' || c == '\'') refuse(name, GIS_TR("SpatiaLite allows no quotation marks in the name of a layer"));
  }
  const std::string low = lowerAscii(name);
  for (const char* prefix : {"city_", "sqlite_", "idx_"}) {
    if (low.rfind(prefix, 0) == 0)
      refuse(name, {GIS_TR("names that begin with {0} belong to the program"), {std::string(prefix)}});
  }
  if (std::find(kSpatialiteNames.begin(), kSpatialiteNames.end(), low) != kSpatialiteNames.end())
    refuse(name, GIS_TR("SpatiaLite has a table of this name"));
}

std::string freeLayerName(const Connection& c, std::string_view wanted) {
  std::string name(wanted);
  for (int number = 2; layerExists(c, name); ++number) name = std::string(wanted) + "_" + std::to_string(number);
  return name;
}

}  // namespace gis::store
