// Packages, their check, and updates from a file.
#pragma once

namespace gis::ui {

class MainWindow;

void addSharing(MainWindow& window);

}  // namespace gis::ui
