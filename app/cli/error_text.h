// Sentences in the language of the person at the terminal.
#pragma once

#include <string>

#include "gis_core/base/error.h"

namespace gis::cli {

/// The error as one line "WHAT: WHY; what to do" in `language` ("zh_CN", "en"; empty: the locale's).
[[nodiscard]] std::string sentenceIn(const Error& error, const std::string& language);

/// Is `language` ("zh_CN", "en"; empty: the locale's) Chinese?
[[nodiscard]] bool wantsChinese(const std::string& language);
/// One text of the core in `language`.
[[nodiscard]] std::string textIn(const Message& message, const std::string& language);

}  // namespace gis::cli
