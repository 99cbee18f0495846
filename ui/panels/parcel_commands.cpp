#include "ui/panels/parcel_commands.h"

#include <QPainter>
#include <algorithm>
#include <optional>

#include "ui/canvas/shapes.h"
#include "ui/dialogs/lineage_dialog.h"
#include "ui/dialogs/parcel_sheet_dialog.h"
#include "ui/dialogs/parcels_as_of_dialog.h"
#include "ui/dialogs/unit_table_dialog.h"
#include "ui/panels/coverage_feature.h"
#include "ui/panels/main_window.h"
#include "ui/panels/parcel_panel.h"

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

/// Then over now: what was made since is veiled, what ended lies grey over it, what changed has its border of then.
void paintThen(QPainter& painter, const ToView& toView, const std::vector<ParcelThen>& parcels) {
  using Kind = ParcelThen::Kind;
  for (const Kind kind : {Kind::made, Kind::ended, Kind::changed}) {
    painter.setPen(kind == Kind::made ? QPen(QColor(0x9a, 0x9a, 0x9a), 1, Qt::DotLine)
                                      : QPen(QColor(0x3c, 0x3c, 0x3c), 1.6, Qt::SolidLine));
    painter.setBrush(kind == Kind::made    ? QBrush(QColor(255, 255, 255, 225))
                     : kind == Kind::ended ? QBrush(QColor(0x8c, 0x8c, 0x8c, 170))
                                           : QBrush(Qt::NoBrush));
    for (const ParcelThen& one : parcels) {
      if (one.kind == kind && !one.wkb.empty()) painter.drawPath(shapeOf(one.wkb, toView).path);
    }
  }
}

void openAsOf(MainWindow& window) {
  static const QString overlay = QStringLiteral("parcelsAsOf");
  auto* dialog = new ParcelsAsOfDialog(window.session(), &window);
  QObject::connect(dialog, &ParcelsAsOfDialog::parcelsChanged, &window, [&window, dialog] {
    if (dialog->parcels().empty()) {
      window.canvas().setOverlay(overlay, {});
      return;
    }
    window.canvas().setOverlay(overlay, [parcels = dialog->shared()](QPainter& painter, const ToView& toView) {
      paintThen(painter, toView, *parcels);
    });
  });
  QObject::connect(dialog, &ParcelsAsOfDialog::parcelChosen, &window, [&window](const geom::Envelope& box) {
    window.canvas().showExtent(box.grown(std::max({20.0, box.width(), box.height()})));
  });
  QObject::connect(dialog, &QDialog::finished, &window, [&window] { window.canvas().setOverlay(overlay, {}); });
  dialog->show();
}

}  // namespace

void addParcelCommands(MainWindow& window) {
  Commands& commands = window.commands();
  commands.handle(QStringLiteral("actionParcelSheet"), &window, [&window] { openParcelSheet(window); });
  commands.handle(QStringLiteral("actionParcelUnits"), &window, [&window] {
    if (const auto fid = wantedParcel(window)) (new UnitTableDialog(window.session(), *fid, &window))->show();
  });
  commands.handle(QStringLiteral("actionParcelLineage"), &window, [&window] { openLineage(window); });
  commands.handle(QStringLiteral("actionParcelAsOf"), &window, [&window] { openAsOf(window); });
}

}  // namespace gis::ui
