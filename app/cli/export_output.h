// What export prints of its reports.
#pragma once

#include <vector>

#include "app/cli/command.h"
#include "gis_core/io/export.h"
#include "gis_core/io/receipt.h"

namespace gis::cli {

/// What was, or (`check`) would be, written.
struct ExportAnswer {
  std::vector<io::ExportReport> reports;
  bool several = false;  ///< layers were asked for as a set: answered as a list, even of one
  bool check = false;
  std::string receipt;  ///< its number, or empty
};

/// As JSON or as text for people, as the context wants.
void tellExport(const ExportAnswer& answer, const Context& context);

}  // namespace gis::cli
