// A table of the city's handed out as a text file.
#pragma once

#include <string>

#include "app/cli/command.h"

namespace gis::cli {

/// Writes `text` beside the target and renames it; with --json tells the file. Errors: exists unless `overwrite`, and
/// those of writing.
void writeTextFile(const Context& context, const std::string& file, const std::string& text, bool overwrite);

}  // namespace gis::cli
