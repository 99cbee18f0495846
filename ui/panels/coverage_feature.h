// Topology, split and merge as parts of the window.
#pragma once

#include <cstdint>
#include <vector>

namespace gis::ui {

class MainWindow;

void addCoverages(MainWindow& window);

/// The chosen features of the layer of role parcel.
[[nodiscard]] std::vector<std::int64_t> chosenParcels(MainWindow& window);

}  // namespace gis::ui
