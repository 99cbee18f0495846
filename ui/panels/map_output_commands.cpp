// Commands: print the map, style of the layer.
#include "ui/dialogs/layer_style_dialog.h"
#include "ui/dialogs/print_map_dialog.h"
#include "ui/jobs/translate.h"
#include "ui/panels/main_window.h"

namespace gis::ui {

namespace {

void printMap(MainWindow& window) {
  const auto scene = window.document().scene();
  if (scene == nullptr) return;
  auto* dialog = new PrintMapDialog(window.session(), scene, window.canvas().view(), &window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void layerStyle(MainWindow& window) {
  const QString name = window.currentLayer();
  const store::LayerInfo* info = window.session().layer(name);
  if (info == nullptr || !info->geometryType) return;
  const auto scene = window.document().scene();
  const SceneLayer* shown = scene != nullptr ? scene->layer(toUtf8(name)) : nullptr;
  auto* dialog = new LayerStyleDialog(window.session(), *info, shown != nullptr ? shown->data : nullptr, &window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

}  // namespace

void addMapOutput(MainWindow& window) {
  window.commands().handle("actionPrintMap", &window, [&window] { printMap(window); });
  window.commands().handle("actionLayerStyle", &window, [&window] { layerStyle(window); });
}

}  // namespace gis::ui
