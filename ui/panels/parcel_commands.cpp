#include "ui/panels/parcel_commands.h"

#include <optional>

#include "ui/dialogs/lineage_dialog.h"
#include "ui/dialogs/parcel_sheet_dialog.h"
#include "ui/dialogs/unit_table_dialog.h"
#include "ui/panels/coverage_feature.h"
#include "ui/panels/main_window.h"
#include "ui/panels/parcel_panel.h"
#include "ui/panels/past_feature.h"

namespace gis::ui {

namespace {

/// The one chosen parcel, else that of the card; a sentence when there is none.
std::optional<std::int64_t> wantedParcel(MainWindow& window) {
  const std::vector<std::int64_t> chosen = chosenParcels(window);
  if (chosen.size() == 1) return chosen.front();
  const auto* card = window.findChild<ParcelPanel*>();
  if (chosen.empty() && card != nullptr && card->fid()) return card->fid();
  window.session().messages().add(MessageKind::warning, MainWindow::tr("Select one parcel on the map first."));
  return std::nullopt;
}

void openParcelSheet(MainWindow& window) {
  const auto fid = wantedParcel(window);
  if (!fid) return;
  const QString key = QStringLiteral("parcelSheet/heading");
  auto* dialog = new ParcelSheetDialog(window.session(), *fid, window.settings().value(key).toString(), &window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &QDialog::finished, &window,
                   [&window, dialog, key] { window.settings().setValue(key, dialog->heading()); });
  dialog->open();
}

void openLineage(MainWindow& window) {
  const auto fid = wantedParcel(window);
  if (!fid) return;
  auto* dialog = new LineageDialog(window.session(), *fid, &window);
  QObject::connect(dialog, &LineageDialog::parcelWanted, &window, [&window](const QString& code) {
    window.showPanel(QStringLiteral("dockParcel"));
    if (auto* card = window.findChild<ParcelPanel*>()) card->showCode(code);
  });
  dialog->show();
}

}  // namespace

void addParcelCommands(MainWindow& window) {
  Commands& commands = window.commands();
  commands.handle(QStringLiteral("actionParcelSheet"), &window, [&window] { openParcelSheet(window); });
  commands.handle(QStringLiteral("actionParcelUnits"), &window, [&window] {
    if (const auto fid = wantedParcel(window)) (new UnitTableDialog(window.session(), *fid, &window))->show();
  });
  addPastFeature(window);
  commands.handle(QStringLiteral("actionParcelLineage"), &window, [&window] { openLineage(window); });
}

}  // namespace gis::ui
