#include "gis_core/io/worker/gdal_setup.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "gis_core/base/text.h"

namespace gis::io::worker {
namespace {

// Formats that are plain files. CSV is read by our own parser (codes stay text, any encoding); the
// drivers left out talk to servers and databases, run SQL of the file's choosing, or are rasters.
constexpr std::array<std::string_view, 45> kAllowed{"ESRI Shapefile",
                                                    "MapInfo File",
                                                    "GPKG",
                                                    "SQLite",
                                                    "GeoJSON",
                                                    "GeoJSONSeq",
                                                    "ESRIJSON",
                                                    "TopoJSON",
                                                    "KML",
                                                    "LIBKML",
                                                    "GML",
                                                    "NAS",
                                                    "GPX",
                                                    "DXF",
                                                    "CAD",
                                                    "DGN",
                                                    "OpenFileGDB",
                                                    "FlatGeobuf",
                                                    "XLSX",
                                                    "XLS",
                                                    "ODS",
                                                    "OSM",
                                                    "OGR_VRT",
                                                    "CSV",  // of virtual files; tables are read by ourselves
                                                    "OGR_GMT",
                                                    "OGR_SDTS",
                                                    "S57",
                                                    "UK .NTF",
                                                    "LVBAG",
                                                    "Interlis 1",
                                                    "Interlis 2",
                                                    "WAsP",
                                                    "Geoconcept",
                                                    "GeoRSS",
                                                    "VFK",
                                                    "SOSI",
                                                    "EDIGEO",
                                                    "SVG",
                                                    "Idrisi",
                                                    "SXF",
                                                    "Selafin",
                                                    "JML",
                                                    "VDV",
                                                    "TIGER",
                                                    "AVCE00"};

constexpr std::size_t kMostWarnings = 20;

void CPL_STDCALL onComplaint(CPLErr severity, CPLErrorNum, const char* text) {
  if (severity < CE_Warning) return;
  auto* complaints = static_cast<GdalComplaints*>(CPLGetErrorHandlerUserData());
  if (complaints != nullptr && text != nullptr) complaints->add(severity >= CE_Failure, text);
}

void setOptions() {
  const auto set = [](const char* key, const char* value) { CPLSetConfigOption(key, value); };
  set("GDAL_PAM_ENABLED", "NO");  // no .aux.xml beside the source
  set("GDAL_DISABLE_READDIR_ON_OPEN", "NO");
  set("GML_DOWNLOAD_SCHEMA", "NO");
  set("GML_SKIP_RESOLVE_ELEMS", "ALL");  // no .resolved.gml beside the source
  set("OGR_GMLAS_XLINK_RESOLUTION", "NO");
  // the network, should a file point there: every name is refused
  set("CPL_VSIL_CURL_ALLOWED_FILENAME", "/nothing");
  set("CPL_CURL_ENABLE_VSIMEM", "NO");
  set("GDAL_HTTP_TIMEOUT", "1");
  set("GDAL_HTTP_MAX_RETRY", "0");
  set("GDAL_NUM_THREADS", "1");
  set("OGR_SQLITE_LOAD_EXTENSIONS", "");
  set("OGR_ENABLE_PARTIAL_REPROJECTION", "NO");
  set("SHAPE_RESTORE_SHX", "NO");           // it would write beside the source
  set("LIBKML_LAUNDER_FIELD_NAMES", "NO");  // it would make one field ______ of 编号 and 名称
  // lists have headings; the guess of the driver fails when every column is text
  set("OGR_XLSX_HEADERS", "FORCE");
  set("OGR_ODS_HEADERS", "FORCE");
  set("OGR_XLS_HEADERS", "FORCE");
}

}  // namespace

void registerReadingDrivers() {
  setOptions();
  GDALAllRegister();
  GDALDriverManager* manager = GetGDALDriverManager();
  for (int i = manager->GetDriverCount() - 1; i >= 0; --i) {
    GDALDriver* driver = manager->GetDriver(i);
    if (std::find(kAllowed.begin(), kAllowed.end(), std::string_view(driver->GetDescription())) == kAllowed.end())
      manager->DeregisterDriver(driver);
  }
}

std::vector<std::string> driverNames(const std::vector<std::string>& without) {
  std::vector<std::string> names;
  GDALDriverManager* manager = GetGDALDriverManager();
  for (int i = 0; i < manager->GetDriverCount(); ++i) {
    std::string name = manager->GetDriver(i)->GetDescription();
    if (std::find(without.begin(), without.end(), name) == without.end()) names.push_back(std::move(name));
  }
  return names;
}

GdalComplaints::GdalComplaints() {
  CPLPushErrorHandlerEx(onComplaint, this);
}

GdalComplaints::~GdalComplaints() {
  CPLPopErrorHandler();
}

void GdalComplaints::add(bool failure, const std::string& raw) {
  const std::string text = text::repairUtf8(raw);
  if (failure) m_lastFailure = text;
  auto [entry, isNew] = m_counts.try_emplace(text, 0);
  ++entry->second;
  if (isNew && m_order.size() < kMostWarnings * 4) m_order.push_back(text);
}

std::vector<Message> GdalComplaints::warnings() const {
  std::vector<Message> all;
  std::size_t hidden = 0;
  for (const auto& [text, count] : m_counts) {
    if (all.size() >= kMostWarnings || std::find(m_order.begin(), m_order.end(), text) == m_order.end())
      hidden += count;
    else if (count == 1)
      all.push_back({"{0}", {text}});
    else
      all.push_back({GIS_TR("{0} ({1} times)"), {text, std::to_string(count)}});
  }
  if (hidden > 0) all.push_back({GIS_TR("{0} more complaints of the reader"), {std::to_string(hidden)}});
  return all;
}

void GdalComplaints::forget(const std::string& part) {
  std::erase_if(m_counts, [&](const auto& entry) { return entry.first.find(part) != std::string::npos; });
}

void GdalComplaints::clear() {
  m_counts.clear();
  m_order.clear();
  m_lastFailure.clear();
}

}  // namespace gis::io::worker
