// What the export dialog asks for.
#pragma once

#include <QString>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "gis_core/io/export.h"
#include "gis_core/io/receipt.h"
#include "gis_core/store/city.h"

namespace gis::ui {

/// One layer as a file, or several, each as a file of its own in a folder.
struct ExportOrder {
  io::ExportRequest base;           ///< of one layer: layer and file too
  std::vector<std::string> layers;  ///< of several; empty: one
  std::filesystem::path folder;
  bool selectedOnly = false;
  std::map<std::string, std::vector<std::int64_t>> selected;  ///< fids by layer
  QString receipt;                                            ///< its file; empty: none
  io::ReceiptWords words;
};

/// What the exporter is asked, layer by layer. Errors: noSuchLayer, usage (nothing is selected in one of the layers).
/// Any thread.
[[nodiscard]] std::vector<io::ExportRequest> requestsOf(const store::CityDatabase& city, const ExportOrder& order);

}  // namespace gis::ui
