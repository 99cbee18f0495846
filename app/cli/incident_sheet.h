// citydesk-cli incident sheet: cases on paper.
#pragma once

#include <string>
#include <vector>

#include "app/cli/command.h"

namespace gis::cli {

struct SheetRequest {
  std::vector<std::string> ids, signatures;
  std::string where, out, heading, layers;
  double scale = 2000, dpi = 150;
  bool photos = false;  ///< they leave only when asked for
};

/// Writes the sheets of the cases; JSON: {"written","pages","files":[…]}. Returns the exit status.
int writeCaseSheets(Context& context, const std::string& city, const SheetRequest& request);

}  // namespace gis::cli
