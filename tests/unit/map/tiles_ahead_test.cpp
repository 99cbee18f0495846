// What is drawn before anybody asks for it.
#include "ui/map/tiles_ahead.h"

#include <gtest/gtest.h>

#include <QImage>
#include <QPainter>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <set>
#include <thread>

#include "gis_core/raster/base_map.h"
#include "tests/unit/map/parcel_scene.h"
#include "ui/map/tile_engine.h"
#include "ui/map/tile_painter.h"
#include "ui/map/tile_parts.h"

namespace gis::ui {
namespace {

using TilesAheadTest = MapTest;

/// Draws the view until it is complete and what comes after it is there, too.
bool comesToRest(TileEngine& engine, const MapView& view, QImage& canvas) {
  if (!engine.waitComplete(view, 20000)) return false;
  QPainter painter(&canvas);
  if (!engine.draw(painter, view).complete) return false;
  for (int k = 0; k < 2000 && !engine.isIdle(); ++k) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return engine.isIdle();
}

TEST_F(TilesAheadTest, WhatComesInWithAShortPanIsThereAlready) {
  const auto s = scene(60, 50, 40);
  TileEngine engine({2, 64 << 20});
  engine.setScene(s);
  MapView view;
  view.size = {kTilePixels, kTilePixels};
  view.unitsPerPixel = 1;
  view.centre = {kTilePixels / 2.0 + 20, kTilePixels / 2.0 + 20};  // four tiles, none of them seen whole
  QImage canvas(view.size, QImage::Format_ARGB32_Premultiplied);
  ASSERT_TRUE(comesToRest(engine, view, canvas));
  QPainter painter(&canvas);
  EXPECT_EQ(engine.draw(painter, view.panned({0, 0}, {-15, 12})).tilesMissing, 0);
}

TEST_F(TilesAheadTest, AWholeViewAroundACompleteOneIsRightAtOnce) {
  const auto s = scene(60, 50, 40);
  TileEngine engine({2, 64 << 20});
  engine.setScene(s);
  MapView view;
  view.size = {600, 400};
  view.unitsPerPixel = 1;
  QImage canvas(view.size, QImage::Format_ARGB32_Premultiplied);
  ASSERT_TRUE(comesToRest(engine, view, canvas));
  for (const QPointF& far : {QPointF(600, -400), QPointF(-600, 400), QPointF(300, 200)}) {
    ASSERT_TRUE(comesToRest(engine, view, canvas));
    QPainter painter(&canvas);
    const FrameState panned = engine.draw(painter, view.panned({0, 0}, far));
    EXPECT_GT(panned.tilesMissing, 0);
    EXPECT_DOUBLE_EQ(panned.right, 1);
  }
  ASSERT_TRUE(comesToRest(engine, view, canvas));
  QPainter painter(&canvas);
  const FrameState zoomed = engine.draw(painter, view.zoomedAt({300, 200}, 0.35));
  EXPECT_GT(zoomed.tilesMissing, 0);
  EXPECT_DOUBLE_EQ(zoomed.right, 1);
}

TEST_F(TilesAheadTest, AnotherTurnOfTheWheelIsThereAlready) {
  const auto s = scene(60, 50, 40);
  TileEngine engine({2, 64 << 20});
  engine.setScene(s);
  MapView view;
  view.size = {600, 400};
  view.unitsPerPixel = 1.7;
  QImage canvas(view.size, QImage::Format_ARGB32_Premultiplied);
  const QPointF at(210, 130);
  for (const double turn : {1.2, 1 / 1.2, 2.0}) {
    ASSERT_TRUE(comesToRest(engine, view, canvas));
    view = view.zoomedAt(at, turn);
    ASSERT_TRUE(comesToRest(engine, view, canvas));
    view = view.zoomedAt(at, turn);
    QPainter painter(&canvas);
    EXPECT_EQ(engine.draw(painter, view).tilesMissing, 0) << turn;
  }
}

/// Coarse tiles are drawn ahead only as far as the budget goes, never instead of what is on the screen, and once they
/// are there nothing is drawn any more.
TEST_F(TilesAheadTest, WhatIsDrawnAheadKeepsTheBudgetAndEnds) {
  const auto s = scene(60, 50, 40);
  MapView view;
  view.size = {600, 400};
  view.unitsPerPixel = 1;
  QImage canvas(view.size, QImage::Format_ARGB32_Premultiplied);
  for (const std::size_t budget : {std::size_t(4) << 20, std::size_t(6) << 20, std::size_t(64) << 20}) {
    TileEngine engine({2, budget});
    engine.setScene(s);
    for (int k = 0; k < 3; ++k) {
      ASSERT_TRUE(comesToRest(engine, view.panned({0, 0}, QPointF(-200 * k, 90 * k)), canvas));
      EXPECT_LE(engine.cachedBytes(), budget);
    }
    const MapView last = view.panned({0, 0}, QPointF(-400, 180));
    (void)engine.takeFeaturesDrawn();
    ASSERT_TRUE(comesToRest(engine, last, canvas));
    EXPECT_EQ(engine.takeFeaturesDrawn(), 0U) << budget;
  }
}

/// Notes what is drawn ahead, and does not come to an end with it by itself.
class EndlessBaseMap : public raster::BaseMap {
 public:
  explicit EndlessBaseMap(double units) : m_units(units) {}
  [[nodiscard]] const raster::BaseMapInfo& info() const override { return m_info; }
  [[nodiscard]] raster::Window read(const crs::Crs& /*mapCrs*/, const geom::Envelope& box, int width, int /*height*/,
                                    const CancelToken& token) override {
    if (box.width() / width < m_units * 1.2) return {};
    ++begun;
    while (!token.cancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return {};
  }
  std::atomic<int> begun{0};

 private:
  raster::BaseMapInfo m_info;
  double m_units;
};

TEST_F(TilesAheadTest, WhatIsDrawnAheadIsGivenUpWhenAFrameIsAskedFor) {
  MapView view;
  view.size = {200, 200};  // so few tiles that no coarse one is drawn for the frame itself
  view.unitsPerPixel = 1;
  MapScene s = *scene(20, 20, 40);
  const auto base = std::make_shared<EndlessBaseMap>(view.deviceUnits());
  s.rasters.push_back({base, 1, true});
  TileEngine engine({2, 64 << 20});
  engine.setScene(finishScene(std::move(s)));
  for (int step = 0; step < 4; ++step) {
    const int before = base->begun;
    ASSERT_TRUE(engine.waitComplete(view, 20000)) << "the workers are not held up";
    for (int k = 0; k < 2000 && base->begun == before; ++k) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    ASSERT_GT(base->begun, before) << "work ahead has begun";
    view = view.panned({0, 0}, {-700, 30});
  }
}

TEST(TileParts, GrowByPiecesToWhatIsWanted) {
  for (const QRect& wanted : {kWholeTile, QRect(64, 0, 64, 256), QRect(0, 192, 256, 64), QRect(30, 40, 5, 7)}) {
    for (const QRect& start : {QRect(), QRect(wanted.topLeft(), QSize(3, 4)), QRect(wanted.center(), QSize(1, 1))}) {
      QRect there = start;
      for (int steps = 0; there != wanted; ++steps) {
        ASSERT_LT(steps, 64);
        const QRect next = nextPiece(there, wanted);
        ASSERT_TRUE(wanted.contains(next) && (there.isNull() || next.contains(there)) && next != there);
        const std::vector<QRect> rest = restOfTile(next, there);
        ASSERT_EQ(rest.size(), 1U);
        EXPECT_LE(rest[0].width() * rest[0].height(), 16384);
        there = next;
      }
    }
  }
}

TEST(TileParts, CoverPixelsOnBothSidesOfTheOrigin) {
  const std::vector<TilePart> parts = tilePartsOf({-300, -10, 5, 260}, 2, 1);
  std::int64_t pixels = 0;
  for (const TilePart& one : parts) {
    EXPECT_TRUE(kWholeTile.contains(one.part));
    pixels += std::int64_t(one.part.width()) * one.part.height();
  }
  EXPECT_EQ(pixels, 305 * 270);
  EXPECT_EQ(parts.size(), 9U);
  EXPECT_EQ(parts[0].key.column, -2);
  EXPECT_EQ(parts[0].part, QRect(212, 246, 44, 10));
}

TEST(TilesAhead, BeginWhereTheNextStepLeads) {
  TilesAhead ahead;
  MapView view;
  view.size = {1600, 1000};
  view.unitsPerPixel = 1;
  ahead.follow(view);
  ahead.follow(view.panned({0, 0}, {-400, 0}));  // the map moves left: the hand goes east
  const TilesAhead::Wanted wanted = ahead.wanted(1000);
  const auto holds = [](const std::vector<TilePart>& parts, geom::MapPoint p) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](const TilePart& one) { return one.key.box(one.part).contains(p); });
  };
  EXPECT_TRUE(holds(wanted.next, {400 + 800 + 390, 0}));
  EXPECT_FALSE(holds(wanted.next, {400 - 800 - 390, 0}));
  EXPECT_TRUE(holds(wanted.around, {400 - 800 - 1590, 1490}));
  std::set<TileKey> few;
  const TilesAhead::Wanted least = ahead.wanted(5);
  for (const auto* parts : {&least.next, &least.around}) {
    for (const TilePart& one : *parts) few.insert(one.key);
  }
  EXPECT_EQ(few.size(), 5U);
  for (const TilePart& one : wanted.around) EXPECT_EQ(one.key.units, 4);
  EXPECT_EQ(ahead.coarseUnits(2.9), 4) << "a wheel to and fro keeps its coarse tiles";
  EXPECT_EQ(ahead.coarseUnits(3.3), 8);
  EXPECT_EQ(ahead.coarseUnits(2), 8);
  EXPECT_EQ(ahead.coarseUnits(1.9), 4);
}

TEST(TilesAhead, FollowATurnOfTheWheelByAnother) {
  MapView view;
  view.size = {1600, 1000};
  view.unitsPerPixel = 1.3;
  const QPointF at(300, 900);
  for (const double turn : {2.0, 0.5, 1.2, 1 / 1.2, 1.25, 0.8}) {
    TilesAhead ahead;
    ahead.follow(view);
    EXPECT_TRUE(ahead.wanted(1000).turned.empty());
    const MapView once = view.zoomedAt(at, turn);
    ahead.follow(once);
    const MapView panned = once.panned({0, 0}, {-100, 40});
    ahead.follow(panned);
    const MapView twice = panned.zoomedAt(at, turn);
    const std::vector<TilePart> turned = ahead.wanted(1000).turned;
    for (const TilePart& one : turned) EXPECT_EQ(one.key.units, twice.deviceUnits()) << turn;
    EXPECT_EQ(std::int64_t(turned.size()), tilesOf(twice).count()) << turn;
    EXPECT_LE(ahead.wanted(5).turned.size(), 5U);
  }
  const auto follows = [&](const MapView& then) {
    TilesAhead ahead;
    ahead.follow(view);
    ahead.follow(then);
    return !ahead.wanted(1000).turned.empty();
  };
  EXPECT_FALSE(follows(view.zoomedAt(at, 1.03))) << "fingers on a pad";
  EXPECT_FALSE(follows(view.zoomedAt(at, 100))) << "a place that was searched for";
  EXPECT_FALSE(follows(view.zoomedAt({4000, 0}, 2))) << "another place";
  EXPECT_FALSE(follows(view.resized({800, 600}).zoomedAt({0, 0}, 2)));
}

}  // namespace
}  // namespace gis::ui
