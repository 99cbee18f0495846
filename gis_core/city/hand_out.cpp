#include "gis_core/city/hand_out.h"

#include <algorithm>
#include <cstdlib>

#include "gis_core/city/division_columns.h"
#include "gis_core/city/metadata.h"
#include "gis_core/io/export_set.h"
#include "gis_core/io/export_zones.h"

namespace gis::city {
namespace {

/// Larger than 1 : 5000 is what the rules of secrecy mean. Borders of divisions show no ground.
bool showsGround(const store::LayerInfo& layer, const Metadata& metadata) {
  constexpr long kLargeScale = 5000;
  if (!metadata.scale.empty()) return std::strtol(metadata.scale.c_str(), nullptr, 10) <= kLargeScale;
  return layer.role != "district" && layer.role != "subdistrict" && layer.role != "community";
}

}  // namespace

std::string securityKeyOf(const std::string& said) {
  for (const MetadataField& field : metadataFields()) {
    if (field.member != &Metadata::security) continue;
    for (const MetadataField::Word& word : field.words)
      if (said == word.key || said == word.zh || said == word.en) return word.key;
  }
  return said;
}

void tellMissingMark(io::ExportReport& report) {
  if (report.security.empty())
    report.warnings.push_back({GIS_TR("the layer \"{0}\" has no security mark: say one for this export, or enter it in "
                                      "the layer's metadata sheet"),
                               {report.layer}});
}

void addSheet(const store::CityDatabase& city, io::ExportRequest& request, const std::string& said) {
  const store::LayerInfo layer = store::layerByName(city.connection(), request.layer);
  Metadata metadata = metadataOf(city, layer);
  request.largeScale = showsGround(layer, metadata);
  if (!said.empty()) metadata.security = securityKeyOf(said);
  request.security = metadata.security;
  // a mark and the datum of heights have no place in most formats
  const bool isNeeded = !metadata.security.empty() || !metadata.heightDatum.empty();
  request.sheet = isNeeded ? metadataXml(city, layer, metadata) : std::string();
}

namespace {

/// With sheets and columns, and in zones where that is asked for; `several` becomes true when there are more files than
/// requests.
std::vector<io::ExportRequest> readyRequests(const store::CityDatabase& city, std::vector<io::ExportRequest> requests,
                                             const std::string& security, bool& several, Progress& progress) {
  std::vector<io::ExportRequest> ready;
  for (io::ExportRequest& request : requests) {
    addSheet(city, request, security);
    if (request.divisionCodes)
      request.added = divisionColumns(city, store::layerByName(city.connection(), request.layer));
    for (io::ExportRequest& one : io::byZones(city, request, progress)) ready.push_back(std::move(one));
  }
  several = several || ready.size() > requests.size();
  return ready;
}

void tellMissingMarks(std::vector<io::ExportReport>& reports) {
  for (io::ExportReport& report : reports) tellMissingMark(report);
}

}  // namespace

HandOut handOut(const store::CityDatabase& city, std::vector<io::ExportRequest> requests, bool several,
                io::ReceiptWords words, bool wantsReceipt, bool chinese, Progress& progress) {
  requests = readyRequests(city, std::move(requests), words.security, several, progress);
  std::vector<std::string> names;
  names.reserve(requests.size());
  for (const io::ExportRequest& request : requests) names.push_back(request.layer);
  HandOut made;
  made.reports = several ? io::exportLayers(city, requests, progress)
                         : std::vector{io::exportLayer(city, requests.front(), progress)};
  tellMissingMarks(made.reports);
  if (!wantsReceipt) return made;
  if (words.security.empty()) words.security = securityOf(city, names, chinese);
  std::vector<io::ReceiptLayer> layers;
  for (std::size_t i = 0; i < requests.size(); ++i)
    layers.push_back({made.reports[i], requests[i].where, requests[i].clip});
  made.receipt = io::makeReceipt(city, std::move(layers), std::move(words), progress.token());
  return made;
}

std::vector<io::ExportReport> previewHandOut(const store::CityDatabase& city, std::vector<io::ExportRequest> requests,
                                             bool several, const std::string& security, Progress& progress) {
  requests = readyRequests(city, std::move(requests), security, several, progress);
  std::vector<io::ExportReport> reports = several ? io::previewExports(city, requests, progress)
                                                  : std::vector{io::previewExport(city, requests.front(), progress)};
  tellMissingMarks(reports);
  return reports;
}

}  // namespace gis::city
