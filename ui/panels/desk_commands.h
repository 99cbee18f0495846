// Commands of the incident desk that open a dialog: photos that leave, day packages, lists of other platforms,
// rankings, code tables, the check of grids.
#pragma once

#include <QStringList>
#include <functional>

namespace gis::ui {

class MainWindow;

/// `chosenCases`: the case in the form, else those chosen in the list or on the map; `openCase` shows one in the form.
/// Also shows how old a city on a network share is. Call once.
void addDeskCommands(MainWindow& window, const std::function<QStringList()>& chosenCases,
                     const std::function<void(const QString&)>& openCase);

}  // namespace gis::ui
