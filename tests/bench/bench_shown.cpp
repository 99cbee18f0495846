// From an edit to the map: how long after the hand let go the edit is durable, and how long after that the map shows
// it. bench_shown CITY [LAYER FIELD]; it changes the city there and back. The whole window, offscreen, near
// a feature in the middle of the layer; every picture is compared with the one before.
#include <QApplication>
#include <QEventLoop>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <functional>
#include <stdexcept>
#include <vector>

#include "app/desktop/window_parts.h"
#include "gis_core/geometry/shape_edit.h"
#include "gis_core/store/features.h"
#include "tests/bench/timed_process.h"
#include "ui/jobs/translate.h"
#include "ui/map/pick.h"
#include "ui/panels/main_window.h"

namespace {

using namespace gis;
using namespace gis::ui;
using ShownClock = std::chrono::steady_clock;

constexpr int kEdits = 40;
constexpr int kPatienceSeconds = 300;
constexpr double kFrame = 1000.0 / 60;

double since(ShownClock::time_point start) {
  return std::chrono::duration<double, std::milli>(ShownClock::now() - start).count();
}

void waitFor(const std::function<bool()>& holds) {
  const auto start = ShownClock::now();
  while (!holds()) {
    QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    if (since(start) > kPatienceSeconds * 1e3) throw std::runtime_error("it never came");
  }
}

struct Times {
  std::vector<double> durable, scene, shown;  ///< ms: since the command; the others since it was durable
  void print(const char* what) {
    const auto middle = [](std::vector<double>& all) {
      std::sort(all.begin(), all.end());
      return all[all.size() / 2];
    };
    const double late = middle(durable), scened = middle(scene), seen = middle(shown);  // sorted by it
    std::printf("  %-18s durable %6.1f ms · scene +%5.1f · shown +%5.1f (least %.1f, worst %.1f; a frame is %.1f)\n",
                what, late, scened, seen, shown.front(), shown.back(), kFrame);
  }
};

/// One edit, until the map shows it.
void edit(MainWindow& window, store::RowEdit row, Times& times) {
  const QImage before = window.canvas().grab().toImage();
  double durable = -1, scene = -1, shown = -1;
  QObject context;
  const auto start = ShownClock::now();
  QObject::connect(&window.document(), &MapDocument::sceneChanged, &context, [&] {
    if (scene < 0) scene = since(start);
  });
  QObject::connect(&window.canvas(), &MapCanvas::completed, &context, [&] {
    if (scene >= 0 && shown < 0) shown = since(start);
  });
  store::EditCommand command;
  command.reason = "edit";
  command.rows.push_back(std::move(row));
  window.session().applyEdit(QStringLiteral("edit"), std::move(command), &context,
                             [&](const store::EditResult&) { durable = since(start); });
  waitFor([&] { return durable >= 0 && shown >= 0; });
  waitFor([&] { return window.isIdle(); });
  if (window.canvas().grab().toImage() == before) throw std::runtime_error("the map does not show the edit");
  times.durable.push_back(durable);
  times.scene.push_back(scene - durable);
  times.shown.push_back(shown - durable);
}

/// Tells when the map was painted.
class PaintWatch : public QObject {
 public:
  explicit PaintWatch(QWidget& watched) { watched.installEventFilter(this); }
  bool eventFilter(QObject*, QEvent* event) override {
    if (event->type() == QEvent::Paint) m_painted = true;
    return false;
  }
  bool m_painted = false;
};

/// A corner dragged by the mouse: from the release until the map is painted with it (ms).
double drag(MainWindow& window, geom::MapPoint from, geom::MapPoint to) {
  MapCanvas& canvas = window.canvas();
  const auto send = [&](QEvent::Type type, geom::MapPoint at, Qt::MouseButton button, Qt::MouseButtons buttons) {
    const QPointF place = canvas.view().toView(at);
    QMouseEvent event(type, place, canvas.mapToGlobal(place.toPoint()), button, buttons, Qt::AltModifier);
    QCoreApplication::sendEvent(&canvas, &event);
  };
  const QImage before = canvas.grab().toImage();
  send(QEvent::MouseMove, from, Qt::NoButton, Qt::NoButton);
  send(QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton);
  send(QEvent::MouseMove, {(from.x + to.x) / 2, (from.y + to.y) / 2}, Qt::NoButton, Qt::LeftButton);
  send(QEvent::MouseMove, to, Qt::NoButton, Qt::LeftButton);
  QCoreApplication::processEvents();
  PaintWatch watch(canvas);
  const auto start = ShownClock::now();
  send(QEvent::MouseButtonRelease, to, Qt::LeftButton, Qt::NoButton);
  waitFor([&] { return watch.m_painted; });
  const double painted = since(start);
  waitFor([&] { return window.isIdle(); });
  if (canvas.grab().toImage() == before) throw std::runtime_error("the map does not show the dragged corner");
  return painted;
}

void dragCorners(MainWindow& window, const QString& layer, std::int64_t fid, const geom::Bytes& wkb) {
  window.setCurrentLayer(layer);
  window.selection().select(layer, {fid});
  window.chooseTool(QStringLiteral("actionReshape"));
  waitFor([&] { return window.isIdle(); });
  const geom::MapPoint corner = geom::EditableShape(wkb).vertex({0, 0, 0});
  const geom::MapPoint away{corner.x + 8, corner.y + 8};
  std::vector<double> all;
  for (int i = 0; i < kEdits; ++i) all.push_back(i % 2 == 0 ? drag(window, corner, away) : drag(window, away, corner));
  std::sort(all.begin(), all.end());
  std::printf("  drag a corner      released to painted %.1f ms (least %.1f, worst %.1f; a frame is %.1f)\n",
              all[all.size() / 2], all.front(), all.back(), kFrame);
  window.chooseTool({});
}

void run(const QString& file, const QString& layer, const std::string& field) {
  const QTemporaryDir folder;
  UserSettings settings(folder.filePath(QStringLiteral("citydesk.ini")));
  MainWindow window(settings);
  addWindowParts(window);
  window.resize(1600, 1000);
  window.show();
  window.openCity(file);
  waitFor([&] { return window.session().isOpen() && window.isIdle(); });
  const auto city = store::CityDatabase::open(toUtf8(file), store::OpenMode::readOnly);
  const store::LayerInfo info = store::layerByName(city.connection(), toUtf8(layer));
  const geom::MapPoint middle = info.extent.centre();
  std::vector<std::int64_t> near;
  for (double reach = 50; near.empty(); reach *= 2) {
    near = fidsInBox(*window.document().scene(), info.name,
                     geom::Envelope{middle.x, middle.y, middle.x, middle.y}.grown(reach));
  }
  const std::int64_t fid = near.front();
  const auto feature = store::featureByFid(city.connection(), info, fid);
  window.canvas().showExtent(geom::envelopeOf(feature->wkb).grown(60));
  waitFor([&] { return window.isIdle(); });
  std::printf("  %s, feature %lld, 1 : %.0f, %zu features near by\n", info.name.c_str(), static_cast<long long>(fid),
              window.canvas().scaleDenominator(), near.size());

  dragCorners(window, layer, fid, feature->wkb);
  Times vertex, category;
  std::size_t column = 0;
  while (info.fields.at(column).name != field) ++column;
  const std::string other = store::Value(feature->values[column]) == store::Value(std::string("0702")) ? "05" : "0702";
  for (int i = 0; i < kEdits; ++i) {
    geom::EditableShape shape(feature->wkb);
    if (i % 2 == 0) {
      const geom::MapPoint corner = shape.vertex({0, 0, 0});
      shape.moveVertex({0, 0, 0}, {corner.x + 8, corner.y + 8});
    }
    edit(window, {store::RowEdit::Kind::update, info.name, fid, {}, {{"geometry", shape.wkb()}}}, vertex);
  }
  for (int i = 0; i < kEdits; ++i) {
    store::Value value = feature->values[column];
    if (i % 2 == 0) value = other;
    edit(window, {store::RowEdit::Kind::update, info.name, fid, {}, {{field, std::move(value)}}}, category);
  }
  vertex.print("move a vertex");
  category.print("change a category");
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const QApplication app(argc, argv);
    if (argc < 2) return std::puts("skipped: bench_shown CITY names a city of many parcels, a copy"), 0;
    std::printf("%s\n%s\n", argv[1], bench::machineLine().c_str());
    run(QString::fromLocal8Bit(argv[1]), argc > 2 ? QString::fromLocal8Bit(argv[2]) : QStringLiteral("parcels"),
        argc > 3 ? argv[3] : "dlbm");
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_shown: %s\n", error.what());
    return 1;
  }
}
