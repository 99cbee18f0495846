#include "ui/panels/past_feature.h"

#include <QPainter>
#include <algorithm>

#include "ui/canvas/shapes.h"
#include "ui/dialogs/parcels_as_of_dialog.h"
#include "ui/panels/coverage_feature.h"
#include "ui/panels/main_window.h"

namespace gis::ui {

namespace {

constexpr const char* kOverlay = "parcelsAsOf";

/// Then over now: what was made since is veiled, what ended lies grey over it, what changed has its border of then.
void paintThen(QPainter& painter, const ToView& toView, const std::vector<ParcelThen>& parcels) {
  using Kind = ParcelThen::Kind;
  for (const Kind kind : {Kind::made, Kind::ended, Kind::changed}) {
    painter.setPen(kind == Kind::made ? QPen(QColor(0x9a, 0x9a, 0x9a), 1, Qt::DotLine)
                                      : QPen(QColor(0x3c, 0x3c, 0x3c), 1.6, Qt::SolidLine));
    painter.setBrush(kind == Kind::made    ? QBrush(QColor(255, 255, 255, 225))
                     : kind == Kind::ended ? QBrush(QColor(0x8c, 0x8c, 0x8c, 120))
                                           : QBrush(Qt::NoBrush));
    for (const ParcelThen& one : parcels) {
      if (one.kind == kind && !one.wkb.empty()) painter.drawPath(shapeOf(one.wkb, toView).path);
    }
  }
}

void openDialog(MainWindow& window) {
  const QString overlay = QLatin1String(kOverlay);
  auto* dialog = new ParcelsAsOfDialog(window.session(), &window);
  QObject::connect(dialog, &ParcelsAsOfDialog::parcelsChanged, &window, [&window, dialog, overlay] {
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
  QObject::connect(dialog, &ParcelsAsOfDialog::cityWanted, &window, [&window, dialog](const QString& at) {
    const QString file = window.session().city().file;
    dialog->close();
    window.openCityAsOf(file, at);
  });
  QObject::connect(dialog, &QDialog::finished, &window, [&window, overlay] {
    if (window.session().city().asOf.isEmpty()) window.canvas().setOverlay(overlay, {});
  });
  placeAside(*dialog, window);
  dialog->show();
}

/// The map shows then; what is gone today is greyed, so that one sees it at a glance.
void greyTheEnded(MainWindow& window) {
  window.canvas().setOverlay(QLatin1String(kOverlay), {});
  const CityInfo& city = window.session().city();
  if (city.asOf.isEmpty()) return;
  JobOptions options;
  options.onError = [](const QString&, const Error&) {};  // a city without parcels has none that ended
  window.session().task(
      MainWindow::tr("Parcels that ended since"),
      [file = toUtf8(city.file), at = toUtf8(city.asOf), map = city.crs](Progress& progress) {
        auto ended = std::make_shared<std::vector<ParcelThen>>(*readParcelsThen(file, at, map, progress).parcels);
        std::erase_if(*ended, [](const ParcelThen& one) { return one.kind != ParcelThen::Kind::ended; });
        return ended;
      },
      &window,
      [&window, at = city.asOf](const std::shared_ptr<std::vector<ParcelThen>>& ended) {
        if (window.session().city().asOf != at || ended->empty()) return;
        window.canvas().setOverlay(QLatin1String(kOverlay), [ended](QPainter& painter, const ToView& toView) {
          paintThen(painter, toView, *ended);
        });
      },
      options);
}

}  // namespace

void addPastFeature(MainWindow& window) {
  window.commands().handle(QStringLiteral("actionParcelAsOf"), &window, [&window] { openDialog(window); });
  window.commands().handle(QStringLiteral("actionCityToday"), &window,
                           [&window] { window.openCityAsOf(window.session().city().file, {}); });
  QObject::connect(&window.session(), &CitySession::opened, &window, [&window] { greyTheEnded(window); });
}

}  // namespace gis::ui
