// What a package says of itself to people. Private to the room.
#pragma once

#include <string>

#include "gis_core/city/exchange_package.h"
#include "gis_core/store/layer.h"

namespace gis::city {

/// README in Chinese or English (UTF-8 with its mark and CRLF, as Notepad wants them).
[[nodiscard]] std::string packageReadme(const PackageReport& report, const PackageRequest& request,
                                        const std::string& cityName, const std::string& madeAt, bool chinese,
                                        const io::Say& say);
/// The dictionary of a layer's fields as CSV.
[[nodiscard]] std::string packageFields(const store::LayerInfo& layer, const io::ExportReport& shapefile);

}  // namespace gis::city
