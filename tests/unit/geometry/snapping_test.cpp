#include "gis_core/geometry/snapping.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace gis::geom {
namespace {

/// Feeds shapes whose boxes meet the box asked for.
ShapeFeed feedOf(const std::vector<Bytes>& shapes) {
  return [&shapes](const Envelope& box, const std::function<bool(BytesView)>& visit) {
    for (const Bytes& wkb : shapes) {
      if (envelopeOf(wkb).intersects(box) && !visit(wkb)) return;
    }
  };
}

std::vector<Bytes> shapesOf(std::initializer_list<const char*> texts) {
  std::vector<Bytes> shapes;
  for (const char* text : texts) shapes.push_back(fromWkt(text));
  return shapes;
}

TEST(Snapping, AVertexWinsOverItsEdge) {
  const auto shapes = shapesOf({"LINESTRING (0 0, 10 0)"});
  const auto found = snap({.pointer = {9.5, 0.2}, .tolerance = 1, .from = {}}, feedOf(shapes));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, SnapKind::vertex);
  EXPECT_EQ(found->at, (MapPoint{10, 0}));
}

TEST(Snapping, EdgeCrossingExtensionPerpendicular) {
  const auto shapes = shapesOf({"LINESTRING (0 0, 10 0)", "LINESTRING (4 -5, 4 5)", "LINESTRING (50 0, 60 0)"});
  auto found = snap({.pointer = {7, 0.5}, .tolerance = 1, .from = {}}, feedOf(shapes));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, SnapKind::edge);
  EXPECT_EQ(found->at, (MapPoint{7, 0}));
  EXPECT_DOUBLE_EQ(found->distance, 0.5);

  found = snap({.pointer = {4.3, 0.4}, .tolerance = 1, .from = {}}, feedOf(shapes));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, SnapKind::crossing);
  EXPECT_EQ(found->at, (MapPoint{4, 0}));

  found = snap({.pointer = {14, 0.5}, .tolerance = 1, .from = {}}, feedOf(shapes));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, SnapKind::extension);
  EXPECT_EQ(found->at, (MapPoint{14, 0}));
  EXPECT_FALSE(snap({.pointer = {30, 0.5}, .tolerance = 1, .from = {}}, feedOf(shapes))) << "20 beyond its end";

  found = snap({.pointer = {7.6, 0.3}, .tolerance = 1, .from = MapPoint{7, 30}}, feedOf(shapes));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, SnapKind::perpendicular);
  EXPECT_EQ(found->at, (MapPoint{7, 0}));
}

TEST(Snapping, KindsCanBeSwitchedOff) {
  const auto shapes = shapesOf({"LINESTRING (0 0, 10 0)"});
  SnapRequest request{.pointer = {9.5, 0.2}, .tolerance = 1, .from = {}};
  request.vertex = false;
  EXPECT_EQ(snap(request, feedOf(shapes))->kind, SnapKind::edge);
  request.edge = false;
  EXPECT_FALSE(snap(request, feedOf(shapes)));
}

TEST(Snapping, AgreesWithATestOfEverything) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> any(0, 100);
  for (int round = 0; round < 300; ++round) {
    std::vector<Bytes> shapes;
    std::vector<MapPoint> vertices;
    for (int i = 0; i < 30; ++i) {
      const MapPoint a{any(random), any(random)}, b{any(random), any(random)}, c{any(random), any(random)};
      const MapPoint ring[] = {a, b, c, a};
      shapes.push_back(polygonWkb(ring));
      vertices.insert(vertices.end(), {a, b, c});
    }
    const MapPoint pointer{any(random), any(random)};
    SnapRequest request{.pointer = pointer, .tolerance = 5, .from = {}};
    request.edge = request.crossing = request.extension = request.perpendicular = false;
    const auto found = snap(request, feedOf(shapes));
    double nearest = 1e9;
    for (const MapPoint& v : vertices) nearest = std::min(nearest, std::hypot(v.x - pointer.x, v.y - pointer.y));
    ASSERT_EQ(found.has_value(), nearest <= 5);
    if (found) {
      EXPECT_DOUBLE_EQ(found->distance, nearest);
      EXPECT_NE(std::find(vertices.begin(), vertices.end(), found->at), vertices.end()) << "the very bits";
    }
  }
}

TEST(Snapping, LooksAtALimitedNumberHoweverMuchLiesThere) {
  std::vector<Bytes> shapes;
  for (int i = 0; i < 20'000; ++i) shapes.push_back(pointWkb(i % 100, i / 100));
  const Bytes huge = [] {
    std::vector<MapPoint> ring;
    for (int i = 0; i < 150'000; ++i) ring.push_back({std::cos(i * 4e-5), std::sin(i * 4e-5)});
    ring.push_back(ring.front());
    return polygonWkb(ring);
  }();
  shapes.insert(shapes.begin(), huge);
  SnapWork work;
  const auto found = snap({.pointer = {50.1, 10}, .tolerance = 60, .from = {}}, feedOf(shapes), &work);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->at, (MapPoint{50, 10})) << "the nearest vertex is found close by";
  EXPECT_FALSE(work.cutShort);
  EXPECT_LE(work.shapes, 20U) << "what lies farther off is not looked at";
  // without vertices all within the tolerance would have to be looked at
  EXPECT_FALSE(snap({.pointer = {50.1, 10}, .tolerance = 60, .from = {}, .vertex = false}, feedOf(shapes), &work));
  EXPECT_TRUE(work.cutShort);
  EXPECT_LE(work.shapes, kMostSnapShapes);
  EXPECT_LE(work.vertices, kMostSnapVertices);
}

}  // namespace
}  // namespace gis::geom
