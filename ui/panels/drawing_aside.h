// Areas drawn on the map for a dialog.
#pragma once

#include <functional>

class QDialog;

namespace gis::ui {

class MainWindow;
class SelectTool;

/// Begins the drawing: the dialog makes room for it and comes back with what was drawn, or with another tool.
/// Thread rule: GUI thread; dialog, tool and window outlive the drawing.
[[nodiscard]] std::function<void()> drawingAside(MainWindow& window, QDialog* dialog, SelectTool* tool);

}  // namespace gis::ui
