#include "ui/panels/parcel_commands.h"

#include <algorithm>
#include <optional>

#include "gis_core/base/platform/files.h"
#include "gis_core/store/code_index.h"
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

/// In short transactions, by a connection of its own.
void makeCodeIndex(CitySession& session, const store::LayerInfo& parcels) {
  JobOptions quiet;
  quiet.onError = [](const QString&, const Error&) {};  // whoever needs it makes it, and says what is wrong
  session.task(
      MainWindow::tr("Index of parcel codes"),
      [file = toUtf8(session.city().file), parcels, sweeper = session.sweeper()](Progress& progress) {
        store::CityDatabase city = store::CityDatabase::open(platform::pathFromUtf8(file));
        city.leaveTidyingTo(sweeper);
        (void)store::makeCodeIndex(city, parcels, progress);
      },
      &session, [] {}, std::move(quiet));
}

/// The first split shall not wait for the index of codes: it is made when a city opens, and when rows in bulk or
/// another field for the codes took it away.
void keepCodesIndexed(CitySession& session) {
  QObject::connect(&session, &CitySession::layersChanged, &session, [&session] {
    if (!session.isOpen() || session.isReadOnly() || !session.city().asOf.isEmpty()) return;
    const LayerList& layers = *session.layers();
    const auto parcels =
        std::find_if(layers.begin(), layers.end(), [](const store::LayerInfo& one) { return one.role == "parcel"; });
    if (parcels == layers.end() || parcels->roleCodeField.empty()) return;
    session.read(
        MainWindow::tr("Index of parcel codes"),
        [parcels = *parcels](const store::CityDatabase& city, Progress&) {
          return store::hasCodeIndex(city.connection(), parcels);
        },
        &session,
        [&session, parcels = *parcels](bool isThere) {
          if (!isThere) makeCodeIndex(session, parcels);
        });
  });
}

}  // namespace

void addParcelCommands(MainWindow& window) {
  keepCodesIndexed(window.session());
  Commands& commands = window.commands();
  commands.handle(QStringLiteral("actionParcelSheet"), &window, [&window] { openParcelSheet(window); });
  commands.handle(QStringLiteral("actionParcelUnits"), &window, [&window] {
    if (const auto fid = wantedParcel(window)) (new UnitTableDialog(window.session(), *fid, &window))->show();
  });
  addPastFeature(window);
  commands.handle(QStringLiteral("actionParcelLineage"), &window, [&window] { openLineage(window); });
}

}  // namespace gis::ui
