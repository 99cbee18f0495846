// Commands: print the map, style of the layer.
#include "ui/dialogs/print_map_dialog.h"
#include "ui/jobs/translate.h"
#include "ui/panels/main_window.h"
#include "ui/panels/style_panel.h"

namespace gis::ui {

namespace {

void printMap(MainWindow& window) {
  const auto scene = window.document().scene();
  if (scene == nullptr) return;
  auto* dialog = new PrintMapDialog(window.session(), scene, window.canvas().view(), &window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

}  // namespace

void addMapOutput(MainWindow& window) {
  window.commands().handle("actionPrintMap", &window, [&window] { printMap(window); });
  window.commands().handle("actionLayerStyle", &window, [&window] { window.showPanel(QStringLiteral("dockStyle")); });
  window.addPanel({"dockStyle", QT_TRANSLATE_NOOP("Panels", "Style"), Side::right, false}, new StylePanel(window));
}

}  // namespace gis::ui
