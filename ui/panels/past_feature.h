// The city as of a date: chosen in a dialog, opened to look at, with the parcels that ended since in grey.
#pragma once

namespace gis::ui {

class MainWindow;

void addPastFeature(MainWindow& window);

}  // namespace gis::ui
