// Several layers of the city as files for others, at once: all of them or none.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "gis_core/io/export.h"

namespace gis::io {

/// FOLDER/LAYER.suffix, where the layer's name is made one that every system takes.
[[nodiscard]] std::filesystem::path fileOfLayer(const std::filesystem::path& folder, const std::string& layer,
                                                const std::string& suffix);
/// The layer's name as a name of files on every system.
[[nodiscard]] std::string fileNameOf(const std::string& layer);

/// Several layers go into one file when this names a GeoPackage and no folder. `format`: as it was asked for, or empty.
[[nodiscard]] bool isOneFile(const std::filesystem::path& place, const std::string& format);

/// What each export would lose, in their order; nothing is written. Errors as previewExport, and usage (two that
/// write the same file, unless it is a GeoPackage and the layers differ).
[[nodiscard]] std::vector<ExportReport> previewExports(const store::CityDatabase& city,
                                                       const std::vector<ExportRequest>& requests, Progress& progress);

/// Writes and reads back every layer beside its place before the first file is put there: a fault in one leaves
/// nothing of any. The files of all lie in one folder, or all layers in one GeoPackage; `overwrite` of the first
/// request holds for all. Errors as exportLayer, and usage. Thread rule: belongs to the thread of `city`.
[[nodiscard]] std::vector<ExportReport> exportLayers(const store::CityDatabase& city,
                                                     const std::vector<ExportRequest>& requests, Progress& progress);

}  // namespace gis::io
