#include <gtest/gtest.h>

#include <QSignalSpy>

#include "ui/tools/basic_tools.h"
#include "ui/tools/measure_tool.h"
#include "ui/tools/measurement.h"
#include "ui/tools/select_tool.h"

namespace gis::ui {
namespace {

/// A host that remembers what the tools asked of it.
class FakeHost : public ToolHost {
 public:
  [[nodiscard]] std::shared_ptr<const MapScene> mapScene() const override { return nullptr; }
  [[nodiscard]] geom::Envelope visibleExtent() const override { return {0, 0, 100, 100}; }
  void showExtent(const geom::Envelope& box) override { shown = box; }
  void panBy(geom::MapPoint, geom::MapPoint) override {}
  void zoomBy(geom::MapPoint, double factor) override { zoomed = factor; }
  [[nodiscard]] std::vector<std::pair<QString, std::int64_t>> featuresAt(geom::MapPoint) const override {
    return {{QStringLiteral("parcels"), 7}};
  }
  void updateOverlay() override {}
  void showHint(const QString&) override {}

  geom::Envelope shown;
  double zoomed = 0;
};

MapMouse at(double x, double y, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {}) {
  MapMouse mouse;
  mouse.at = {x, y};
  mouse.button = button;
  mouse.modifiers = modifiers;
  mouse.tolerance = 1;
  return mouse;
}

QKeyEvent key(int code) {
  return QKeyEvent(QEvent::KeyPress, code, Qt::NoModifier);
}

TEST(ZoomTool, DragZoomsToTheBoxAndAClickByTwo) {
  FakeHost host;
  ZoomTool tool;
  tool.activate(host);
  tool.press(at(10, 10));
  tool.move(at(30, 40));
  tool.release(at(30, 40));
  EXPECT_EQ(host.shown, (geom::Envelope{10, 10, 30, 40}));
  tool.press(at(10, 10));
  tool.release(at(10, 10));
  EXPECT_EQ(host.zoomed, 2);
  tool.press(at(10, 10, Qt::RightButton));
  EXPECT_EQ(host.zoomed, 0.5);
}

TEST(SelectTool, RectangleAndModifiers) {
  FakeHost host;
  SelectTool tool(SelectTool::Shape::rectangle, QStringLiteral("t"));
  tool.activate(host);
  SelectArea area;
  SelectionMode mode = SelectionMode::replace;
  QObject::connect(&tool, &SelectTool::drawn, &tool, [&](const SelectArea& a, SelectionMode m) {
    area = a;
    mode = m;
  });
  tool.press(at(0, 0));
  tool.release(at(20, 10, Qt::LeftButton, Qt::ShiftModifier));
  EXPECT_EQ(geom::envelopeOf(area.wkb), (geom::Envelope{0, 0, 20, 10}));
  EXPECT_EQ(mode, SelectionMode::add);
  tool.press(at(5, 5));
  tool.release(at(5.5, 5, Qt::LeftButton, Qt::ControlModifier));
  EXPECT_TRUE(area.click);
  EXPECT_EQ(mode, SelectionMode::subtract);
}

TEST(SelectTool, PolygonTakesCornersBackAndEndsWithReturn) {
  FakeHost host;
  SelectTool tool(SelectTool::Shape::polygon, QStringLiteral("t"));
  tool.activate(host);
  std::vector<SelectArea> areas;
  QObject::connect(&tool, &SelectTool::drawn, &tool, [&](const SelectArea& a, SelectionMode) { areas.push_back(a); });
  for (const auto& [x, y] : {std::pair{0.0, 0.0}, {10.0, 0.0}, {99.0, 99.0}}) tool.press(at(x, y));
  EXPECT_TRUE(tool.key(key(Qt::Key_Backspace)));
  tool.press(at(10, 10));
  EXPECT_TRUE(tool.key(key(Qt::Key_Return)));
  ASSERT_EQ(areas.size(), 1U);
  EXPECT_DOUBLE_EQ(geom::area(areas.front().wkb), 50);
  tool.press(at(1, 1));
  EXPECT_TRUE(tool.key(key(Qt::Key_Escape)));
  EXPECT_FALSE(tool.key(key(Qt::Key_Return))) << "nothing is begun any more";
}

TEST(SelectTool, RadiusGivesItsCentre) {
  FakeHost host;
  SelectTool tool(SelectTool::Shape::radius, QStringLiteral("t"));
  tool.activate(host);
  SelectArea area;
  QObject::connect(&tool, &SelectTool::drawn, &tool, [&](const SelectArea& a, SelectionMode) { area = a; });
  tool.press(at(3, 4));
  tool.release(at(3, 29));
  EXPECT_DOUBLE_EQ(area.radius, 25);
  EXPECT_EQ(geom::envelopeOf(area.wkb), (geom::Envelope{3, 4, 3, 4}));
}

TEST(MeasureTool, AWrongEndIsTakenBackWithBackspace) {
  FakeHost host;
  MeasureTool tool(false, QStringLiteral("t"));
  tool.activate(host);
  std::vector<geom::MapPoint> points;
  bool finished = false;
  QObject::connect(&tool, &MeasureTool::changed, &tool, [&](const std::vector<geom::MapPoint>& p, bool f) {
    points = p;
    finished = f;
  });
  tool.press(at(0, 0));
  tool.press(at(3, 4));
  tool.press(at(9, 9, Qt::RightButton));
  EXPECT_TRUE(finished);
  EXPECT_EQ(points.size(), 2U);
  EXPECT_TRUE(tool.key(key(Qt::Key_Backspace)));
  EXPECT_FALSE(finished);
  tool.press(at(5, 0));
  EXPECT_TRUE(tool.key(key(Qt::Key_Return)));
  ASSERT_EQ(points.size(), 2U);
  EXPECT_EQ(points.back(), (geom::MapPoint{5, 0}));
}

TEST(Measurement, PlaneAndEllipsoidInTheUnitsOfTheCity) {
  const crs::Crs crs = crs::Crs::fromEpsg(4549);
  const std::vector<geom::MapPoint> square = {
      {445000, 3585000}, {446000, 3585000}, {446000, 3586000}, {445000, 3586000}};
  const Measurement m = measure(square, true, crs);
  EXPECT_NEAR(m.planeArea, 1e6, 1e-3);
  EXPECT_NEAR(m.planeLength, 4000, 1e-6);
  // 55 km west of the central meridian the plane is 37 ppm too large in length.
  EXPECT_NEAR(m.geodesicLength, 4000 * (1 - 37e-6), 0.02);
  EXPECT_TRUE(areaText(1e6).contains(QStringLiteral("1,500.00 mu"))) << areaText(1e6).toStdString();
  EXPECT_TRUE(lengthText(12345.678).startsWith(QStringLiteral("12.346 km")));
}

}  // namespace
}  // namespace gis::ui
