// A wild hand on the map while an import runs: the window never freezes, and the map is right afterwards.
#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QRandomGenerator>
#include <QWheelEvent>
#include <fstream>
#include <iomanip>

#include "app/desktop/screenshot.h"
#include "gis_core/base/platform/thread_time.h"
#include "gis_core/io/import.h"
#include "tests/ui/city_fixture.h"
#include "ui/map/render_map.h"

namespace gis::ui {
namespace {

/// CPU time of this thread: what other programs take on a busy machine does not count.
double cpuMs() {
  return std::chrono::duration<double, std::milli>(platform::threadCpuTime()).count();
}

class StormTest : public WindowFixture {
 protected:
  /// A file of `count` squares inside the city.
  QString squares(int count) {
    std::ofstream out(path("squares.csv").toStdString());
    out << std::fixed << std::setprecision(2) << "code;wkt\n";
    const geom::Envelope box = m_window->document().fullExtent();
    for (int i = 0; i < count; ++i) {
      const double x = box.minX + box.width() * (i % 100) / 100, y = box.minY + box.height() * ((i / 100) % 100) / 100;
      out << i << ";\"POLYGON((" << x << ' ' << y << ',' << x + 20 << ' ' << y << ',' << x + 20 << ' ' << y + 20 << ','
          << x << ' ' << y << "))\"\n";
    }
    return path("squares.csv");
  }

  void beginImport(const QString& file, bool& done) {
    io::ImportRequest request;
    request.sources = {file.toStdString()};
    request.sourceCrs = "EPSG:4549";
    m_window->session().task(
        QStringLiteral("import"),
        [request, city = city().toStdString()](Progress& progress) {
          const auto own = store::CityDatabase::open(city);
          return io::importLayers(own, request, progress);
        },
        m_window.get(), [&done](const io::ImportReport&) { done = true; });
  }

  /// One wild movement: wheel, drag, key or a tool.
  void move(QRandomGenerator& dice) {
    MapCanvas& canvas = m_window->canvas();
    const QPointF at(dice.bounded(canvas.width()), dice.bounded(canvas.height()));
    const QPointF to(dice.bounded(canvas.width()), dice.bounded(canvas.height()));
    const auto global = [&](QPointF p) { return QPointF(canvas.mapToGlobal(p.toPoint())); };
    const auto mouse = [&](QEvent::Type type, QPointF p, Qt::MouseButton button, Qt::MouseButtons buttons) {
      QMouseEvent event(type, p, global(p), button, buttons, Qt::NoModifier);
      QCoreApplication::sendEvent(&canvas, &event);
    };
    if (dice.bounded(3) != 0) {
      QWheelEvent wheel(at, global(at), {}, {0, dice.bounded(2) == 0 ? 240 : -240}, Qt::NoButton, Qt::NoModifier,
                        Qt::NoScrollPhase, false);
      QCoreApplication::sendEvent(&canvas, &wheel);
      return;
    }
    const Qt::MouseButton button = dice.bounded(2) == 0 ? Qt::LeftButton : Qt::MiddleButton;
    mouse(QEvent::MouseButtonPress, at, button, button);
    for (int i = 1; i <= 4; ++i) mouse(QEvent::MouseMove, at + (to - at) * i / 4, Qt::NoButton, button);
    mouse(QEvent::MouseButtonRelease, to, button, {});
  }
};

TEST_F(StormTest, WheelAndDragWhileAnImportRuns) {
  m_window->document().setLabels(false);  // where a label stands may depend on where it stood before
  settle();
  bool done = false;
  beginImport(squares(20000), done);
  QRandomGenerator dice(20261125);
  QElapsedTimer clock;
  clock.start();
  double longest = 0;
  int turns = 0;
  while ((!done || clock.elapsed() < 3000) && clock.elapsed() < 60000) {
    const double before = cpuMs();
    move(dice);
    QCoreApplication::processEvents();
    longest = std::max(longest, cpuMs() - before);
    ++turns;
  }
  EXPECT_TRUE(done) << "the import came to its end";
  EXPECT_GT(turns, 50);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_LE(longest, 50) << "of the GUI thread's time between two turns";
#endif
  // the window hears of the new layer within the next look at the city
  ASSERT_TRUE(runUntil([this] { return m_window->session().layer(QStringLiteral("squares")) != nullptr; }, 60000));
  settle();
  EXPECT_EQ(m_window->session().layer(QStringLiteral("squares"))->count, 20000);

  // no wrong leftovers: the map shows what a fresh drawing of the same view shows
  const MapView view = m_window->canvas().view();
  QImage shown(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
  shown.setDevicePixelRatio(view.dpr);
  m_window->canvas().render(&shown, {}, {}, {});
  Progress progress;
  const QImage fresh = renderMap(*m_window->document().scene(), view, progress).image;
  ASSERT_EQ(shown.size(), fresh.size());
  int different = 0;
  for (int y = 0; y < fresh.height(); ++y)
    for (int x = 0; x < fresh.width(); ++x) different += shown.pixel(x, y) != fresh.pixel(x, y) ? 1 : 0;
  EXPECT_EQ(different, 0);
}

}  // namespace
}  // namespace gis::ui
