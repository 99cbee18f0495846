// The inspector's and the planner's parts of the main window: incidents, the parcel card, Find.
#pragma once

namespace gis::ui {

class MainWindow;

/// Adds form, list, parcel card and Find with their commands and tools. Call once, before the window is shown.
void addCityParts(MainWindow& window);

}  // namespace gis::ui
