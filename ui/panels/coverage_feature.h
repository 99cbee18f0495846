// Topology, split and merge as parts of the window.
#pragma once

namespace gis::ui {

class MainWindow;

void addCoverages(MainWindow& window);

}  // namespace gis::ui
