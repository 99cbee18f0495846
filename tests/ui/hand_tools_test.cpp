// The tools of editing by hand, driven without a window.
#include <gtest/gtest.h>

#include <QSignalSpy>

#include "gis_core/base/error.h"
#include "gis_core/geometry/shape_edit.h"
#include "tests/support/map_fixture.h"
#include "ui/map/map_scene.h"
#include "ui/tools/draw_tool.h"
#include "ui/tools/reshape_tool.h"
#include "ui/tools/transform_tool.h"

namespace gis::ui {
namespace {

/// A host with one layer of a square (0 0, 10 10) and a line to the right of it.
class HandHost : public ToolHost {
 public:
  HandHost() {
    const auto snapshot =
        test::snapshotOf(m_folder.path(), "plots", {},
                         {{"POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))", {}}, {"LINESTRING (20 0, 30 0)", {}}});
    MapScene scene;
    SceneLayer layer;
    layer.name = "plots";
    layer.data = std::make_shared<snapshot::LayerView>(snapshot);
    scene.layers.push_back(layer);
    m_scene = std::make_shared<const MapScene>(scene);
  }
  [[nodiscard]] std::shared_ptr<const MapScene> mapScene() const override { return m_scene; }
  [[nodiscard]] geom::Envelope visibleExtent() const override { return {0, 0, 100, 100}; }
  void showExtent(const geom::Envelope&) override {}
  void panBy(geom::MapPoint, geom::MapPoint) override {}
  void zoomBy(geom::MapPoint, double) override {}
  [[nodiscard]] std::vector<std::pair<QString, std::int64_t>> featuresAt(geom::MapPoint p) const override {
    if (p.x < 11) return {{QStringLiteral("plots"), 1}};
    return {};
  }
  void updateOverlay() override {}
  void showHint(const QString&) override {}

 private:
  test::ScratchFolder m_folder;
  std::shared_ptr<const MapScene> m_scene;
};

/// Five pixels are one map unit; snapping reaches 12 pixels.
MapMouse mouseAt(double x, double y, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {}) {
  MapMouse mouse;
  mouse.at = {x, y};
  mouse.button = button;
  mouse.modifiers = modifiers;
  mouse.tolerance = 1;
  return mouse;
}

/// With a blank after each comma, as people write it.
std::string wktOf(geom::BytesView wkb) {
  std::string text;
  for (const char c : geom::toWkt(wkb)) text += c == ',' ? std::string(", ") : std::string(1, c);
  return text;
}

bool press(Tool& tool, int code) {
  return tool.key(QKeyEvent(QEvent::KeyPress, code, Qt::NoModifier));
}

class HandToolsTest : public testing::Test {
 protected:
  void drawWith(DrawTool& tool) {
    tool.activate(m_host);
    QObject::connect(&tool, &DrawTool::drawn, &tool, [this](const geom::Bytes& wkb) { m_drawn.push_back(wktOf(wkb)); });
  }
  HandHost m_host;
  Snapper m_snapper;
  std::vector<std::string> m_drawn;
};

TEST_F(HandToolsTest, APolygonSnapsToTheVeryVertices) {
  DrawTool tool(DrawTool::Shape::polygon, m_snapper, QStringLiteral("t"));
  drawWith(tool);
  tool.press(mouseAt(10.4, -0.3));
  EXPECT_EQ(m_snapper.found()->kind, geom::SnapKind::vertex);
  tool.press(mouseAt(19, 1));
  tool.press(mouseAt(10.2, 9.6));
  tool.press(mouseAt(50, 50, Qt::RightButton));
  ASSERT_EQ(m_drawn.size(), 1U);
  EXPECT_EQ(m_drawn[0], "POLYGON ((10 0, 20 0, 10 10, 10 0))");
}

TEST_F(HandToolsTest, SnappingCanBeSwitchedOffAndLeftOutOnce) {
  DrawTool tool(DrawTool::Shape::point, m_snapper, QStringLiteral("t"));
  drawWith(tool);
  tool.press(mouseAt(9.5, 9.5, Qt::LeftButton, Qt::AltModifier));
  m_snapper.setOn(false);
  tool.press(mouseAt(9.5, 9.5));
  m_snapper.setOn(true);
  tool.press(mouseAt(9.5, 9.5));
  tool.press(mouseAt(5, 10.5));  // the edge
  tool.press(mouseAt(15, 0.5));  // the extension of both
  EXPECT_EQ(m_drawn, (std::vector<std::string>{"POINT (9.5 9.5)", "POINT (9.5 9.5)", "POINT (10 10)", "POINT (5 10)",
                                               "POINT (15 0)"}));
}

TEST_F(HandToolsTest, BackspaceTakesBackAndAnEndedSketchGoesOn) {
  DrawTool tool(DrawTool::Shape::line, m_snapper, QStringLiteral("t"));
  drawWith(tool);
  tool.press(mouseAt(50, 50));
  tool.press(mouseAt(60, 50));
  tool.press(mouseAt(99, 99));
  EXPECT_TRUE(press(tool, Qt::Key_Backspace));
  EXPECT_TRUE(press(tool, Qt::Key_Return));
  EXPECT_EQ(m_drawn.back(), "LINESTRING (50 50, 60 50)");
  EXPECT_FALSE(tool.claims(QKeyEvent(QEvent::KeyPress, Qt::Key_Delete, Qt::NoModifier))) << "nothing is drawn";
  EXPECT_FALSE(press(tool, Qt::Key_Delete)) << "it is for the selected features then";
  EXPECT_TRUE(press(tool, Qt::Key_Backspace)) << "ended by mistake";
  tool.press(mouseAt(70, 50));
  EXPECT_TRUE(tool.claims(QKeyEvent(QEvent::KeyPress, Qt::Key_Delete, Qt::NoModifier))) << "not the selected features";
  EXPECT_FALSE(tool.claims(QKeyEvent(QEvent::KeyPress, Qt::Key_Delete, Qt::ShiftModifier)));
  EXPECT_TRUE(press(tool, Qt::Key_Delete));
  EXPECT_EQ(tool.places().size(), 2U);
  tool.press(mouseAt(60, 70));
  EXPECT_TRUE(press(tool, Qt::Key_Escape));
  EXPECT_TRUE(tool.places().empty());
  EXPECT_TRUE(tool.reopen());
  EXPECT_EQ(tool.places().size(), 3U) << "Escape loses nothing";
  tool.doubleClick(mouseAt(60, 70));
  EXPECT_EQ(m_drawn.back(), "LINESTRING (50 50, 60 50, 60 70)");
}

TEST_F(HandToolsTest, TooFewPlacesEndNothing) {
  DrawTool tool(DrawTool::Shape::polygon, m_snapper, QStringLiteral("t"));
  drawWith(tool);
  const QSignalSpy few(&tool, &DrawTool::tooFew);
  tool.press(mouseAt(50, 50));
  tool.press(mouseAt(60, 50));
  press(tool, Qt::Key_Return);
  EXPECT_EQ(few.count(), 1);
  EXPECT_TRUE(m_drawn.empty());
  EXPECT_EQ(tool.places().size(), 2U);
  const QSignalSpy up(&tool, &DrawTool::givenUp);
  press(tool, Qt::Key_Escape);
  press(tool, Qt::Key_Escape);
  EXPECT_EQ(up.count(), 1);
}

TEST_F(HandToolsTest, TypedPlacesRightAnglesParallelsAndArcs) {
  DrawTool tool(DrawTool::Shape::line, m_snapper, QStringLiteral("t"));
  drawWith(tool);
  tool.type(QStringLiteral("100,100"), geom::CoordinateOrder::eastNorth);
  tool.type(QStringLiteral("10<90"), geom::CoordinateOrder::eastNorth);
  EXPECT_THROW(tool.type(QStringLiteral("x"), geom::CoordinateOrder::eastNorth), Error);
  tool.setWay(DrawTool::Way::rightAngle);
  tool.press(mouseAt(123, 120));
  EXPECT_EQ(tool.places().back(), (geom::MapPoint{110, 120}));
  tool.setWay(DrawTool::Way::free);
  tool.move(mouseAt(5, 0.3));  // over the lower edge of the square
  tool.setWay(DrawTool::Way::parallel);
  tool.press(mouseAt(130, 127));
  EXPECT_EQ(tool.places().back(), (geom::MapPoint{130, 120}));
  tool.setWay(DrawTool::Way::arc);
  tool.setArcTolerance(0.01);
  tool.press(mouseAt(135, 125));
  EXPECT_EQ(tool.places().size(), 4U);
  tool.press(mouseAt(130, 130));
  EXPECT_GT(tool.places().size(), 20U);
  EXPECT_EQ(tool.places().back(), (geom::MapPoint{130, 130}));
  press(tool, Qt::Key_Backspace);
  EXPECT_EQ(tool.places().size(), 4U) << "an arc is taken back as one";
}

class ReshapeToolTest : public HandToolsTest {
 protected:
  void SetUp() override {
    m_tool.setLayer(QStringLiteral("plots"));
    m_tool.activate(m_host);
    QObject::connect(&m_tool, &ReshapeTool::edited, &m_tool,
                     [this](const ShapeEdit& edit) { m_edits.push_back(edit); });
    m_tool.press(mouseAt(5, 5));
    ASSERT_EQ(m_tool.fid(), 1);
  }
  void drag(double x, double y, double toX, double toY) {
    m_tool.press(mouseAt(x, y));
    m_tool.move(mouseAt((x + toX) / 2, (y + toY) / 2, Qt::NoButton));
    m_tool.move(mouseAt(toX, toY, Qt::NoButton));
    m_tool.release(mouseAt(toX, toY));
  }
  ReshapeTool m_tool{m_snapper, QStringLiteral("t")};
  std::vector<ShapeEdit> m_edits;
};

TEST_F(ReshapeToolTest, DragsAHandleAndAnEdge) {
  drag(10, 10, 14, 15);
  ASSERT_EQ(m_edits.size(), 1U);
  EXPECT_EQ(wktOf(m_edits[0].after), "POLYGON ((0 0, 10 0, 14 15, 0 10, 0 0))");
  EXPECT_EQ(wktOf(m_edits[0].before), "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))");
  drag(0, 5, -5, 5);
  EXPECT_EQ(m_edits.size(), 1U) << "the first is being written";
  m_tool.written(true);
  drag(0, 5, -5, 5);
  ASSERT_EQ(m_edits.size(), 2U);
  EXPECT_EQ(wktOf(m_edits[1].after), "POLYGON ((0 0, 10 0, 14 15, 0 10, -5 5, 0 0))");
  m_tool.written(false);
  m_tool.press(mouseAt(10, 0));
  m_tool.release(mouseAt(10, 0));
  EXPECT_TRUE(m_tool.claims(QKeyEvent(QEvent::KeyPress, Qt::Key_Delete, Qt::NoModifier)));
  EXPECT_TRUE(press(m_tool, Qt::Key_Delete));
  ASSERT_EQ(m_edits.size(), 3U);
  EXPECT_EQ(wktOf(m_edits[2].after), "POLYGON ((0 0, 14 15, 0 10, 0 0))");
  m_tool.written(true);
  QString said;
  QObject listener;  // goes before what it tells
  QObject::connect(&m_tool, &ReshapeTool::refused, &listener, [&](const QString& text) { said = text; });
  m_tool.press(mouseAt(0, 0));
  m_tool.release(mouseAt(0, 0));
  press(m_tool, Qt::Key_Delete);
  EXPECT_EQ(m_edits.size(), 3U);
  EXPECT_TRUE(said.contains(QLatin1String("three vertices"))) << said.toStdString();
}

TEST_F(ReshapeToolTest, ATrembleAndEscapeChangeNothing) {
  drag(10, 10, 10.2, 10.2);
  EXPECT_TRUE(m_edits.empty());
  m_tool.press(mouseAt(10, 10));
  m_tool.move(mouseAt(15, 15, Qt::NoButton));
  press(m_tool, Qt::Key_Escape);
  m_tool.release(mouseAt(15, 15));
  EXPECT_TRUE(m_edits.empty());
  EXPECT_EQ(m_tool.fid(), 1);
  press(m_tool, Qt::Key_Escape);
  EXPECT_EQ(m_tool.fid(), 0);
}

TEST_F(HandToolsTest, MovesWithSnappingAndTurnsInSteps) {
  TransformTool moves(TransformTool::Kind::move, m_snapper, QStringLiteral("m"));
  moves.setFeatures(QStringLiteral("plots"), {});
  moves.activate(m_host);
  std::vector<Transformation> asked;
  const auto remember = [&](const QString&, const std::vector<std::int64_t>&, const Transformation& how) {
    asked.push_back(how);
  };
  QObject::connect(&moves, &TransformTool::asked, &moves, remember);
  moves.press(mouseAt(10.3, 0.2));  // its lower right corner …
  moves.move(mouseAt(19, 0.5, Qt::NoButton));
  moves.release(mouseAt(19.6, 0.5));  // … to the end of the line
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].east, 10);
  EXPECT_EQ(asked[0].north, 0);
  moves.press(mouseAt(5, 5));
  moves.release(mouseAt(5.1, 5));
  EXPECT_EQ(asked.size(), 1U) << "a click moves nothing";

  TransformTool turns(TransformTool::Kind::turn, m_snapper, QStringLiteral("r"));
  turns.setFeatures(QStringLiteral("plots"), std::make_shared<const std::vector<std::int64_t>>(1, 1));
  turns.activate(m_host);
  QObject::connect(&turns, &TransformTool::asked, &turns, remember);
  turns.press(mouseAt(5, 15));
  turns.release(mouseAt(14.8, 5.3, Qt::LeftButton, Qt::ShiftModifier));
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_EQ(asked[1].degrees, 90);
  EXPECT_EQ(asked[1].about, (geom::MapPoint{5, 5}));
}

}  // namespace
}  // namespace gis::ui
