// Questions to the city as a part of the window: by location, by value, by expression, by a list.
#pragma once

namespace gis::ui {

class MainWindow;

void addQueries(MainWindow& window);

}  // namespace gis::ui
