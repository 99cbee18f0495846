#include "ui/panels/query_feature.h"

#include "ui/dialogs/buffer_dialog.h"
#include "ui/dialogs/dissolve_dialog.h"
#include "ui/dialogs/join_by_code_dialog.h"
#include "ui/dialogs/select_by_location_dialog.h"
#include "ui/dialogs/select_by_value_dialog.h"
#include "ui/panels/main_window.h"

namespace gis::ui {
namespace {

void openLocation(MainWindow& window, bool spatial) {
  auto* dialog =
      new SelectByLocationDialog(window.session(), window.currentLayer(), window.canvas().visibleExtent(), &window);
  dialog->setSpatial(spatial);
  QObject::connect(dialog, &SelectByLocationDialog::selected, &window,
                   [&window](const QString& layer, const std::vector<std::int64_t>& fids, SelectionMode mode) {
                     window.selection().select(layer, fids, mode);
                   });
  dialog->show();
}

}  // namespace

void addQueries(MainWindow& window) {
  Commands& commands = window.commands();
  commands.handle(QStringLiteral("actionSelectByLocation"), &window, [&window] { openLocation(window, true); });
  commands.handle(QStringLiteral("actionSelectByExpression"), &window, [&window] { openLocation(window, false); });
  commands.handle(QStringLiteral("actionSelectByValue"), &window, [&window] {
    const store::LayerInfo* layer = window.session().layer(window.currentLayer());
    if (layer == nullptr) return;
    auto* dialog = new SelectByValueDialog(window.session(), *layer, &window);
    QObject::connect(dialog, &SelectByValueDialog::selected, &window,
                     [&window](const QString& name, const std::vector<std::int64_t>& fids) {
                       window.selection().select(name, fids);
                     });
    dialog->show();
  });
  commands.handle(QStringLiteral("actionJoinByCode"), &window, [&window] {
    auto* dialog = new JoinByCodeDialog(window.session(), window.currentLayer(), &window);
    QObject::connect(dialog, &JoinByCodeDialog::selected, &window,
                     [&window](const QString& layer, const std::vector<std::int64_t>& fids) {
                       window.selection().select(layer, fids);
                     });
    dialog->show();
  });
  commands.handle(QStringLiteral("actionBuffer"), &window,
                  [&window] { (new BufferDialog(window.session(), window.currentLayer(), &window))->show(); });
  commands.handle(QStringLiteral("actionDissolve"), &window,
                  [&window] { (new DissolveDialog(window.session(), window.currentLayer(), &window))->show(); });
}

}  // namespace gis::ui
