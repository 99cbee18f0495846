// What is wrong with a line that cannot be parsed, in our words.
#pragma once

#include <CLI/App.hpp>

#include "gis_core/base/error.h"

namespace gis::cli {

/// The parser's complaint as Error(usage) that names the command, option or argument.
[[nodiscard]] Error usageError(const CLI::App& app, const CLI::ParseError& error);

/// An option that took the name of another one for its value ("--where --json") has none: throws Error(usage).
void checkValues(const CLI::App& app);

/// Help with titles and descriptions of commands in `language`.
void translateHelp(CLI::App& app, const std::string& language);

}  // namespace gis::cli
