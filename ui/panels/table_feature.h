// The attribute table as a part of the window.
#pragma once

namespace gis::ui {

class MainWindow;

/// Adds the table's panel and its commands, and joins it to selection and map.
void addTable(MainWindow& window);

}  // namespace gis::ui
