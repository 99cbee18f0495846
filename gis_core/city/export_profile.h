// How a bureau wants its data: format, encoding, coordinate system, names, what is left out. Kept in the city by name.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "gis_core/io/export.h"
#include "gis_core/io/receipt.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::city {

/// Empty members leave the choice to whoever exports.
struct ExportProfile {
  std::string name;  ///< of the bureau, as a rule
  std::string format, encoding, crs;
  bool pinyinNames = false;
  bool divisionCodes = false;  ///< the county of each feature goes along (division_columns.h)
  io::ExportRequest::TableGeometry tableGeometry = io::ExportRequest::TableGeometry::byKind;
  std::string dxfLayerField;
  std::vector<std::string> layers;                           ///< that it gets as a rule
  std::vector<std::pair<std::string, std::string>> renames;  ///< field → name in the file, in every layer that has it
  std::vector<std::string> leftOut;                          ///< fields that it never gets
  std::string giver, receiver, purpose, security;            ///< for the receipt
  std::string at, actor;                                     ///< when saved last (ISO UTC), by whom
  bool shipped = false;                                      ///< comes with the program
};

/// For the neighbours 宁镇扬 (Nanjing, Zhenjiang, Yangzhou): GeoPackages in the two 3-degree zones of the region, with
/// the county of each feature.
inline constexpr const char* kRegionalProfile = "宁镇扬";

/// All, by name, then those that come with the program and that the city has no own version of; what cannot be read is
/// left out.
[[nodiscard]] std::vector<ExportProfile> exportProfiles(const store::CityDatabase& city);
/// Throws Error(notFound) naming what there is, Error(damaged).
[[nodiscard]] ExportProfile exportProfile(const store::CityDatabase& city, const std::string& name);
/// Checks and keeps it under its name. Errors: invalidValue (a name of more than one line, an unknown format, encoding
/// or coordinate system, a field that is renamed and left out), exists (a name in use, unless `replace`).
void saveExportProfile(const store::CityDatabase& city, ExportProfile profile, const std::string& actor, bool replace);
/// Throws Error(notFound), Error(unsupported) for one that comes with the program.
void removeExportProfile(const store::CityDatabase& city, const std::string& name);

/// The request as the profile wants it. What the request says already stays: its format, encoding, coordinate system,
/// fields and names.
void applyProfile(const ExportProfile& profile, const store::LayerInfo& layer, io::ExportRequest& request);
/// Requests that write each layer as a file of its own into `folder`, or all into it when it names a GeoPackage
/// (io::isOneFile): what `base` says as far as the layer has it
/// (fields, names, the drawing's layers), then what the profile says. Errors: noSuchLayer, usage (an unknown format).
[[nodiscard]] std::vector<io::ExportRequest> requestsFor(const store::CityDatabase& city,
                                                         const std::vector<std::string>& layers,
                                                         const io::ExportRequest& base, const ExportProfile& profile,
                                                         const std::filesystem::path& folder);
/// Words that are not said yet.
void applyProfile(const ExportProfile& profile, io::ReceiptWords& words);

/// "byKind" … as on the command line: "", "xy", "wkt", "none".
[[nodiscard]] const char* tableGeometryWord(io::ExportRequest::TableGeometry form);
/// Throws Error(invalidValue).
[[nodiscard]] io::ExportRequest::TableGeometry tableGeometryOf(const std::string& word);

/// Without name, time and person.
[[nodiscard]] nlohmann::json toJson(const ExportProfile& profile);
/// Reads what toJson writes, and no other members. Throws Error(invalidValue).
[[nodiscard]] ExportProfile profileFromJson(const nlohmann::json& tree);

}  // namespace gis::city
