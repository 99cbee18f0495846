// Topology, split and merge as parts of the window.
#pragma once

#include <cstdint>
#include <vector>

class QDialog;

namespace gis::ui {

class MainWindow;

void addCoverages(MainWindow& window);

/// The chosen features of the layer of role parcel.
[[nodiscard]] std::vector<std::int64_t> chosenParcels(MainWindow& window);
/// At the right edge, so that the middle of the map is to be seen.
void placeAside(QDialog& dialog, MainWindow& window);

}  // namespace gis::ui
