// Handing layers to others: every export carries the security mark of its layer, whoever asks for it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gis_core/io/export.h"
#include "gis_core/io/receipt.h"
#include "gis_core/store/city.h"

namespace gis::city {

/// The key of a mark ("internal") by key, Chinese or English word; another wording stays as it is.
[[nodiscard]] std::string securityKeyOf(const std::string& said);

/// What a request owes to the layer's metadata sheet: the security mark (`said`, else that of the sheet), the sheet
/// itself to be written beside the file when there is a mark or a datum of heights, and whether the data shows the
/// ground in detail. Errors: noSuchLayer.
void addSheet(const store::CityDatabase& city, io::ExportRequest& request, const std::string& said);

/// A warning in the report of a layer that went out without a mark.
void tellMissingMark(io::ExportReport& report);

struct HandOut {
  std::vector<io::ExportReport> reports;
  std::optional<io::Receipt> receipt;
};

/// Exports one layer (`several` false), or all or none of several, with their marks; makes a receipt of it when
/// `wantsReceipt`, whose mark is the one that was said, else the strictest of the layers. Errors as io::exportLayers.
[[nodiscard]] HandOut handOut(const store::CityDatabase& city, std::vector<io::ExportRequest> requests, bool several,
                              io::ReceiptWords words, bool wantsReceipt, bool chinese, Progress& progress);
/// The pre-flight of the same.
[[nodiscard]] std::vector<io::ExportReport> previewHandOut(const store::CityDatabase& city,
                                                           std::vector<io::ExportRequest> requests, bool several,
                                                           const std::string& security, Progress& progress);

}  // namespace gis::city
