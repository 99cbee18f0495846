// The log that a person can send.
#pragma once

#include <QString>

namespace gis::ui {

/// Sends Qt's messages to the file (and standard error). The file is cut to its last megabyte at the start.
/// Home folder and user name are replaced, so no personal data is in it. Call once, from the GUI thread.
void startLog(const QString& file);

/// The text without the person's home folder and user name.
[[nodiscard]] QString withoutPersonalData(const QString& text);

}  // namespace gis::ui
