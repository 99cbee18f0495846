// Editing by hand: the drawing and changing tools, and what they write.
#pragma once

namespace gis::ui {

class MainWindow;

void addEditTools(MainWindow& window);

}  // namespace gis::ui
