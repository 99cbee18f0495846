// Which parts the window has.
#pragma once

namespace gis::ui {

class MainWindow;

/// Makes ":/icons" known; before the first window.
void loadIcons();
/// Adds every panel, command and tool to the window, in the order of the tabs.
void addWindowParts(MainWindow& window);

}  // namespace gis::ui
