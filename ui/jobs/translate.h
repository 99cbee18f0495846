// From the core's messages to sentences in the user's language.
#pragma once

#include <QString>

#include "gis_core/base/error.h"

namespace gis::ui {

/// The message in the language of the installed translators (context "gis"), its places filled, without the options of
/// the command line that a remedy names in brackets. Any thread.
[[nodiscard]] QString translated(const Message& message);
/// The same in Chinese or English, whichever the program speaks: for papers in a language of their own. Any thread
/// after it was called once in the GUI thread.
[[nodiscard]] QString translatedTo(const Message& message, bool chinese);
/// "WHAT: WHY; what to do" in the user's language. Any thread.
[[nodiscard]] QString sentence(const Error& error);

inline QString fromUtf8(const std::string& text) {
  return QString::fromStdString(text);
}
inline std::string toUtf8(const QString& text) {
  return text.toStdString();
}

}  // namespace gis::ui
