#include "gis_core/io/worker/titled_sheet.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <vector>

#include "gis_core/base/text.h"
#include "gis_core/io/worker/csv_layer.h"
#include "gis_core/io/worker/sheet_heading.h"

namespace gis::io::worker {
namespace {

constexpr std::size_t kRowsLookedAt = 8;

/// While it lives, the drivers take no row for a heading.
class WithoutHeadings {
 public:
  WithoutHeadings() { set("DISABLE"); }
  WithoutHeadings(const WithoutHeadings&) = delete;
  WithoutHeadings& operator=(const WithoutHeadings&) = delete;
  ~WithoutHeadings() { set(nullptr); }

 private:
  static void set(const char* value) {
    for (const char* option : {"OGR_XLSX_HEADERS", "OGR_XLS_HEADERS", "OGR_ODS_HEADERS"})
      CPLSetThreadLocalConfigOption(option, value);
  }
};

std::vector<std::string> cellsOf(const OGRFeature& feature) {
  std::vector<std::string> cells;
  cells.reserve(std::size_t(feature.GetFieldCount()));
  for (int i = 0; i < feature.GetFieldCount(); ++i)
    cells.emplace_back(feature.IsFieldSetAndNotNull(i) != 0 ? feature.GetFieldAsString(i) : "");
  return cells;
}

void appendRow(std::string& out, const std::vector<std::string>& cells, std::size_t width) {
  for (std::size_t c = 0; c < width; ++c) {
    if (c > 0) out += ',';
    if (c >= cells.size() || cells[c].empty()) continue;
    out += '"';
    for (const char ch : cells[c]) {
      if (ch == '"') out += '"';
      out += ch;
    }
    out += '"';
  }
  out += '\n';
}

}  // namespace

std::unique_ptr<LayerSource> titledSheet(const Member& member, const std::string& sheet, const std::string& driver,
                                         const SourceRequest& request) {
  const WithoutHeadings without;
  const char* const drivers[] = {driver.c_str(), nullptr};
  const std::unique_ptr<GDALDataset, void (*)(GDALDataset*)> dataset(
      GDALDataset::Open(member.path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, nullptr, nullptr),
      [](GDALDataset* opened) {
        if (opened != nullptr) GDALClose(opened);
      });
  OGRLayer* layer = dataset ? dataset->GetLayerByName(sheet.c_str()) : nullptr;
  if (layer == nullptr) return nullptr;
  std::vector<std::vector<std::string>> first;
  while (first.size() < kRowsLookedAt) {
    const std::unique_ptr<OGRFeature> feature(layer->GetNextFeature());
    if (!feature) break;
    first.push_back(cellsOf(*feature));
  }
  const auto heading = findSheetHeading(first);
  if (!heading) return nullptr;
  std::string table;
  appendRow(table, heading->names, heading->names.size());
  std::size_t row = 0;
  layer->ResetReading();
  while (const std::unique_ptr<OGRFeature> feature{layer->GetNextFeature()}) {
    if (row++ < heading->rows) continue;
    appendRow(table, cellsOf(*feature), heading->names.size());
  }
  static std::atomic<int> number{0};
  Member text = member;
  text.path = "/vsimem/sheet_" + std::to_string(++number) + ".csv";
  text.suffix = "csv";
  text.stem = sheet;
  const std::unique_ptr<VSILFILE, int (*)(VSILFILE*)> file(VSIFOpenL(text.path.c_str(), "wb"), VSIFCloseL);
  if (!file || VSIFWriteL(table.data(), 1, table.size(), file.get()) != table.size()) return nullptr;
  VSIFFlushL(file.get());
  SourceRequest asText = request;
  asText.encoding = "UTF-8";
  auto made = std::make_unique<CsvLayer>(text, asText);
  made->info.driver = driver;
  made->info.sourceLayer = sheet;
  made->info.encodings.clear();
  made->info.notes.push_back(
      {GIS_TR("the heading was found in row {0}, below a title or of two rows"), {std::to_string(heading->rows)}});
  return made;
}

}  // namespace gis::io::worker
