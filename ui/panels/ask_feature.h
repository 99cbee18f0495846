// The planner's questions in the window: Ask, and the SQL console.
#pragma once

namespace gis::ui {

class MainWindow;

/// Adds the panel with its commands. Call once, before the window is shown.
void addAsk(MainWindow& window);

}  // namespace gis::ui
