#include "ui/panels/sharing_feature.h"

#include <QFileInfo>
#include <algorithm>

#include "ui/dialogs/package_check_dialog.h"
#include "ui/dialogs/package_dialog.h"
#include "ui/dialogs/update_dialog.h"
#include "ui/panels/main_window.h"

namespace gis::ui {

namespace {

QString folderOf(MainWindow& window) {
  return QFileInfo(window.session().city().file).absolutePath();
}

void openUpdate(MainWindow& window) {
  const QString layer = window.currentLayer();
  if (layer.isEmpty()) return;
  auto* dialog = new UpdateDialog(window.session(), layer, folderOf(window), &window);
  QObject::connect(dialog, &UpdateDialog::changeChosen, &window,
                   [&window](const QString& name, std::int64_t fid, const geom::Envelope& box) {
                     constexpr double kLeast = 30;  // map units: the surroundings of a small one
                     if (fid != 0) window.selection().select(name, {fid});
                     const store::LayerInfo* info = window.session().layer(name);
                     const bool onMap =
                         info != nullptr && info->crs.isKnown() && info->crs.equivalentTo(window.session().city().crs);
                     if (onMap && !box.isEmpty())
                       window.canvas().showExtent(box.grown(std::max({kLeast, box.width(), box.height()})));
                   });
  dialog->show();
}

}  // namespace

void addSharing(MainWindow& window) {
  Commands& commands = window.commands();
  commands.handle(QStringLiteral("actionUpdateLayer"), &window, [&window] { openUpdate(window); });
  commands.handle(QStringLiteral("actionPackage"), &window, [&window] {
    (new PackageDialog(window.session(), {window.currentLayer()}, folderOf(window), &window))->show();
  });
  commands.handle(QStringLiteral("actionPackageCheck"), &window,
                  [&window] { (new PackageCheckDialog(window.session(), folderOf(window), &window))->show(); });
}

}  // namespace gis::ui
