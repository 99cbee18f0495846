// Which commands there are, and where they stand in menus and tool bars.
#pragma once

#include <QStringList>
#include <vector>

#include "ui/models/commands.h"

namespace gis::ui {

void addAllCommands(Commands& commands);

struct MenuSpec {
  const char* id;                  ///< "menuProject"
  const char* title;               ///< context "Menus"
  std::vector<const char*> items;  ///< command ids; "-" a line; ">menuRecent" a menu in the menu
};
/// Top menus first, in their order; those in other menus after them (their place is where "> id" stands).
[[nodiscard]] const std::vector<MenuSpec>& menuCatalogue();

struct BarSpec {
  const char* id;     ///< "barProject"
  const char* title;  ///< context "Menus"
  std::vector<const char*> items;
  bool atTheLeft = false;  ///< down the left side, where it takes no room from the bars at the top
};
[[nodiscard]] const std::vector<BarSpec>& barCatalogue();

}  // namespace gis::ui
