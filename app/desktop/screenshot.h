// A picture of the whole window, without anybody at the desk.
#pragma once

#include <QString>
#include <functional>

namespace gis::ui {

class MainWindow;

/// Runs the event loop until `done` says so; false at the time limit. GUI thread.
bool runUntil(const std::function<bool()>& done, int timeoutMs);

/// Saves window and whatever lies over it (menus, dialogs). False when the file cannot be written.
[[nodiscard]] bool saveWindow(MainWindow& window, const QString& file);

/// Waits until the city is open and the map complete, saves the window; the exit status.
[[nodiscard]] int takeScreenshot(MainWindow& window, const QString& file, bool withCity);

}  // namespace gis::ui
