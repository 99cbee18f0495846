// Plays a file of steps into the real window.
#pragma once

#include <QString>
#include <nlohmann/json_fwd.hpp>

namespace gis::ui {

class MainWindow;

/// `citydesk --play`: one JSON object a line, see cli.md. Prints one JSON document on standard output; the
/// exit status. GUI thread.
[[nodiscard]] int playFile(MainWindow& window, const QString& file, const QString& shots, bool withCity);

/// The same for lines already read (tests): the document, with "error" when it stopped.
[[nodiscard]] nlohmann::json playLines(MainWindow& window, const QByteArray& lines, const QString& shots,
                                       bool withCity);

}  // namespace gis::ui
