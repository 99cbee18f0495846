#include <qtestkeyboard.h>
#include <qtestmouse.h>

#include <QWheelEvent>
#include <filesystem>

#include "app/desktop/screenshot.h"
#include "gis_core/snapshot/layer_view.h"
#include "tests/ui/city_fixture.h"
#include "ui/canvas/shapes.h"
#include "ui/canvas/view_history.h"

namespace gis::ui {
namespace {

class CanvasTest : public WindowFixture {
 protected:
  void wheel(QPointF at, int angle) {
    MapCanvas& canvas = m_window->canvas();
    QWheelEvent event(at, canvas.mapToGlobal(at), {}, QPoint(0, angle), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(&canvas, &event);
  }
};

TEST_F(CanvasTest, WheelZoomsByTwoAndKeepsThePlaceUnderThePointer) {
  MapCanvas& canvas = m_window->canvas();
  const QPointF pointer(canvas.width() * 0.3, canvas.height() * 0.7);
  const double before = canvas.view().unitsPerPixel;
  const geom::MapPoint place = canvas.view().toMap(pointer);
  wheel(pointer, 120);
  EXPECT_NEAR(canvas.view().unitsPerPixel, before / 2, before * 1e-9);
  const geom::MapPoint after = canvas.view().toMap(pointer);
  EXPECT_NEAR(after.x, place.x, before);
  EXPECT_NEAR(after.y, place.y, before);
}

TEST_F(CanvasTest, ASnapshotThatIsCutWhileItIsDrawnIsBuiltAnew) {
  MapCanvas& canvas = m_window->canvas();
  const auto snapshotOf = [&] { return canvas.mapScene()->layer("parcels")->data->baseShared(); };
  const auto cut = snapshotOf();
  std::filesystem::resize_file(cut->file(), 4096);
  wheel(canvas.rect().center(), 360);  // what it draws now is not there any more
  ASSERT_TRUE(runUntil([&] { return canvas.mapScene() && snapshotOf() != cut; }, 20000)) << "nobody noticed";
  settle();
  EXPECT_TRUE(cut->isDamaged());
  EXPECT_FALSE(snapshotOf()->isDamaged());
  EXPECT_TRUE(runUntil([&] { return canvas.isComplete(); }, 20000));
}

TEST_F(CanvasTest, MiddleDragAndArrowsPan) {
  MapCanvas& canvas = m_window->canvas();
  const geom::MapPoint centre = canvas.view().centre;
  const QPoint from = canvas.rect().center();
  QTest::mousePress(&canvas, Qt::MiddleButton, {}, from);
  QTest::mouseMove(&canvas, from + QPoint(50, 0));
  QTest::mouseRelease(&canvas, Qt::MiddleButton, {}, from + QPoint(50, 0));
  EXPECT_NEAR(canvas.view().centre.x, centre.x - 50 * canvas.view().unitsPerPixel, canvas.view().unitsPerPixel * 2);
  QTest::keyClick(&canvas, Qt::Key_Up);
  EXPECT_GT(canvas.view().centre.y, centre.y);
}

TEST_F(CanvasTest, ShiftDragZoomsToTheBox) {
  MapCanvas& canvas = m_window->canvas();
  const geom::MapPoint wanted = canvas.view().toMap(QPointF(150, 150));
  QTest::mousePress(&canvas, Qt::LeftButton, Qt::ShiftModifier, {100, 100});
  QTest::mouseMove(&canvas, {200, 200});
  QTest::mouseRelease(&canvas, Qt::LeftButton, Qt::ShiftModifier, {200, 200});
  EXPECT_NEAR(canvas.view().centre.x, wanted.x, canvas.view().unitsPerPixel * 3);
}

TEST_F(CanvasTest, FullExtentShowsEveryLayer) {
  wheel(QPointF(10, 10), 480);
  m_window->commands().action(QStringLiteral("actionZoomFull"))->trigger();
  EXPECT_TRUE(m_window->canvas().visibleExtent().contains(m_window->document().fullExtent()));
}

TEST_F(CanvasTest, AnAreaThatFillsTheViewIsOutlinedOnly) {
  MapCanvas& canvas = m_window->canvas();
  canvas.setScaleDenominator(1000);
  settle();
  const QImage plain = canvas.grab().toImage();
  for (const auto& [layer, fid] : canvas.featuresAt(canvas.visibleExtent().centre()))
    if (layer == QLatin1String("districts")) m_window->selection().select(layer, {fid});
  ASSERT_FALSE(m_window->selection().isEmpty());
  settle();
  const QImage marked = canvas.grab().toImage();
  int changed = 0;
  for (int y = 0; y < plain.height(); ++y)
    for (int x = 0; x < plain.width(); ++x) changed += plain.pixel(x, y) != marked.pixel(x, y) ? 1 : 0;
  EXPECT_LT(changed, plain.width() * plain.height() / 5) << "the map below is covered";
}

TEST(Shape, KnowsWhetherItCoversMostOfAView) {
  const QSizeF view(400, 300);
  const QRectF around(-1000, -1000, 3000, 3000);
  Shape area;
  area.area = true;
  area.path.addRect(around);
  EXPECT_TRUE(coversMostOf(area, view));
  area.path.addRect(QRectF(10, 10, 380, 280));
  EXPECT_FALSE(coversMostOf(area, view)) << "its box covers the view, its hole is in it";
  Shape narrow;
  narrow.area = true;
  narrow.path.addRect(QRectF(0, -50, 180, 500));
  EXPECT_FALSE(coversMostOf(narrow, view));
  Shape line;
  line.path.addRect(around);
  EXPECT_FALSE(coversMostOf(line, view));
}

TEST(ViewHistory, GoesBackAndForward) {
  ViewHistory history;
  MapView view;
  for (double scale : {1.0, 2.0, 3.0}) {
    view.unitsPerPixel = scale;
    history.add(view);
    history.add(view);
  }
  EXPECT_EQ(history.back()->unitsPerPixel, 2.0);
  EXPECT_EQ(history.back()->unitsPerPixel, 1.0);
  EXPECT_FALSE(history.back());
  EXPECT_EQ(history.forward()->unitsPerPixel, 2.0);
  view.unitsPerPixel = 9;
  history.add(view);
  EXPECT_FALSE(history.canGoForward()) << "a new view cuts what lay ahead";
}

}  // namespace
}  // namespace gis::ui
