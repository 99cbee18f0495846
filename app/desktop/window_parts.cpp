#include "app/desktop/window_parts.h"

#include "ui/panels/ask_feature.h"
#include "ui/panels/catalogue_panel.h"
#include "ui/panels/city_parts.h"
#include "ui/panels/coverage_feature.h"
#include "ui/panels/edit_feature.h"
#include "ui/panels/main_window.h"
#include "ui/panels/parcel_commands.h"
#include "ui/panels/quality_panel.h"
#include "ui/panels/query_feature.h"
#include "ui/panels/sharing_feature.h"
#include "ui/panels/table_feature.h"

// Icons are in a static library: the linker keeps them only when they are asked for. (Not in a namespace.)
static void keepIcons() {
  Q_INIT_RESOURCE(icons);
}

namespace gis::ui {

void loadIcons() {
  keepIcons();
}

void addWindowParts(MainWindow& window) {
  addProjectCommands(window);
  addViewCommands(window);
  addMapTools(window);
  addSelectionKeeper(window);
  addLayerCommands(window);
  addEditTools(window);
  addDataCommands(window);
  addBookmarks(window);
  addMapOutput(window);
  addIdentifyPanel(window);
  addTable(window);
  addQueries(window);
  addQuality(window);
  addCatalogue(window);
  addSharing(window);
  addCoverages(window);
  addParcelCommands(window);
  addAsk(window);
  addMessagePanels(window);
  addCityParts(window);
}

}  // namespace gis::ui
