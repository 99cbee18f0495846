#include "gis_core/geometry/operations.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "gis_core/base/error.h"

namespace gis::geom {
namespace {

bool related(const char* a, const char* relation, const char* b) {
  const Relation r = Relation::parse(relation);
  const Bytes one = fromWkt(a);
  const Bytes other = fromWkt(b);
  const bool plain = relate(one, other, r);
  EXPECT_EQ(Prepared(one).relate(other, r), plain) << a << ' ' << relation << ' ' << b;
  EXPECT_EQ(Prepared(other).relatedBy(one, r), plain) << a << ' ' << relation << ' ' << b;
  return plain;
}

constexpr const char* kSquare = "POLYGON ((0 0,10 0,10 10,0 10,0 0))";
constexpr const char* kAnnulus = "POLYGON ((0 0,10 0,10 10,0 10,0 0),(3 3,7 3,7 7,3 7,3 3))";

TEST(Relation, namesAndPatterns) {
  EXPECT_EQ(Relation::parse("Covered_By").predicate, Predicate::coveredBy);
  EXPECT_EQ(Relation::parse("t*f**f***").pattern, "T*F**F***");
  EXPECT_THROW((void)Relation::parse("near"), Error);
  EXPECT_THROW((void)Relation::parse("T*F**F**"), Error);
  EXPECT_TRUE(Relation::parse("touches").needsMeetingBoxes());
  EXPECT_FALSE(Relation::parse("disjoint").needsMeetingBoxes());
  EXPECT_FALSE(Relation::parse("FF*FF****").needsMeetingBoxes());
  EXPECT_FALSE(Relation::parse("*********").needsMeetingBoxes());
  EXPECT_TRUE(Relation::parse("T*F**F***").needsMeetingBoxes());
}

TEST(Operations, placesAreFiniteOrOfAnEmptyPoint) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto withSecond = [](const char* wkt, double x, double y) {
    Bytes wkb = fromWkt(wkt);
    transformCoordinates(wkb, [&](double* xyzm, std::uint32_t count, int stride) {
      if (count > 1) xyzm[stride] = x, xyzm[stride + 1] = y;
    });
    return wkb;
  };
  EXPECT_TRUE(hasFinitePlaces(fromWkt(kAnnulus)));
  EXPECT_TRUE(hasFinitePlaces(fromWkt("POINT EMPTY")));
  EXPECT_TRUE(hasFinitePlaces(fromWkt("MULTIPOINT (EMPTY,(5 5))"))) << "an empty member has no place";
  EXPECT_FALSE(hasFinitePlaces(pointWkb(nan, 1)));
  EXPECT_FALSE(hasFinitePlaces(pointWkb(1, HUGE_VAL)));
  EXPECT_FALSE(hasFinitePlaces(withSecond("LINESTRING (0 0,1 1,2 2)", nan, nan))) << "a vertex is no empty point";
  EXPECT_FALSE(hasFinitePlaces(withSecond(kAnnulus, 10, -HUGE_VAL)));
}

TEST(Operations, pointsAgainstAreas) {
  EXPECT_TRUE(related(kSquare, "contains", "POINT (5 5)"));
  EXPECT_FALSE(related(kSquare, "contains", "POINT (10 5)"));
  EXPECT_TRUE(related(kSquare, "covers", "POINT (10 5)"));
  EXPECT_TRUE(related(kSquare, "touches", "POINT (10 10)"));
  EXPECT_TRUE(related(kSquare, "disjoint", "POINT (11 5)"));
  EXPECT_FALSE(related(kAnnulus, "intersects", "POINT (5 5)"));
  EXPECT_TRUE(related(kAnnulus, "touches", "POINT (3 5)"));
  EXPECT_TRUE(related("POINT (5 5)", "within", kSquare));
  EXPECT_TRUE(related("POINT (10 5)", "covered_by", kSquare));
  EXPECT_TRUE(related("POINT (5 5)", "T*F**F***", kSquare));
  EXPECT_FALSE(related("POINT (5 5)", "equals", kSquare));
}

TEST(Operations, emptyTakesNoPart) {
  EXPECT_FALSE(related(kSquare, "intersects", "POINT EMPTY"));
  EXPECT_FALSE(related(kSquare, "intersects", "MULTIPOINT EMPTY"));
  EXPECT_TRUE(related(kSquare, "disjoint", "POLYGON EMPTY"));
  // GEOS 3.11 crashes or errs on empty members
  EXPECT_TRUE(related(kSquare, "intersects", "MULTIPOINT (EMPTY,(5 5))"));
  EXPECT_TRUE(related(kSquare, "contains", "GEOMETRYCOLLECTION (POINT EMPTY, POINT (5 5))"));
  EXPECT_THROW((void)distance(fromWkt(kSquare), fromWkt("POINT EMPTY")), Error);
}

TEST(Operations, notFiniteIsRefused) {
  const double inf = std::numeric_limits<double>::infinity();
  EXPECT_THROW((void)relate(fromWkt(kSquare), pointWkb(inf, 1), Relation::parse("intersects")), Error);
  EXPECT_THROW((void)Prepared(pointWkb(std::nan(""), 1)), Error);
  EXPECT_TRUE(invalidity(pointWkb(inf, 1)).has_value());
  EXPECT_FALSE(certainlyValid(pointWkb(inf, 1)));
}

TEST(Operations, mixedCollections) {
  const char* mixed = "GEOMETRYCOLLECTION (POINT (50 50), LINESTRING (5 5,20 20))";
  EXPECT_TRUE(related(kSquare, "intersects", mixed));
  EXPECT_TRUE(related(mixed, "disjoint", "POINT (60 60)"));
  EXPECT_TRUE(related("GEOMETRYCOLLECTION (POLYGON ((0 0,6 0,6 6,0 6,0 0)), POLYGON ((4 4,9 4,9 9,4 9,4 4)))",
                      "contains", "POINT (5 5)"));
}

TEST(Operations, measures) {
  EXPECT_DOUBLE_EQ(distance(fromWkt(kSquare), fromWkt("POINT (13 14)")), 5);
  EXPECT_DOUBLE_EQ(Prepared(fromWkt(kSquare)).distanceTo(pointWkb(5, 5)), 0);
  EXPECT_DOUBLE_EQ(Prepared(fromWkt(kAnnulus)).distanceTo(pointWkb(5, 5)), 2);
  EXPECT_TRUE(Prepared(fromWkt("LINESTRING (0 0,10 0)")).withinDistance(pointWkb(5, 3), 3));
  EXPECT_FALSE(Prepared(fromWkt("LINESTRING (0 0,10 0)")).withinDistance(pointWkb(5, 3), 2.999));
}

TEST(Operations, overlay) {
  const Bytes half = intersection(fromWkt(kSquare), fromWkt("POLYGON ((5 -1,20 -1,20 20,5 20,5 -1))"));
  EXPECT_DOUBLE_EQ(area(half), 50);
  EXPECT_DOUBLE_EQ(area(difference(fromWkt(kSquare), half)), 50);
  const Bytes other = fromWkt("POLYGON ((10 0,20 0,20 10,10 10,10 0))");
  const Bytes square = fromWkt(kSquare);
  const BytesView both[] = {square, other};
  const Bytes united = unionOf(both);
  EXPECT_EQ(typeOf(united).kind, GeometryKind::polygon);
  EXPECT_DOUBLE_EQ(area(united), 200);
  EXPECT_NEAR(area(buffer(pointWkb(0, 0), 10)), 314, 1.5);
  const MapPoint inside = interiorPoint(fromWkt(kAnnulus));
  EXPECT_TRUE(Prepared(fromWkt(kAnnulus)).containsPoint(inside));
  EXPECT_LT(vertexCount(simplified(fromWkt("LINESTRING (0 0,5 0.01,10 0)"), 1)), 3U);
}

TEST(Operations, whatARepairLeavesIsRepairedAgain) {
  // found by the laws of validity: GEOS 3.11 gives a self-intersection at (440013, 3585001)
  const Bytes ring = fromWkt(
      "POLYGON ((440013 3585000,440014 3585000,440013 3585008,440013 3585000,440000 3585000,440013 3585001,"
      "440013 3585000))");
  ASSERT_TRUE(invalidity(ring));
  const Bytes repaired = makeValid(ring, {GeometryKind::multiPolygon});
  EXPECT_FALSE(invalidity(repaired));
  EXPECT_NEAR(area(repaired), 10.5, 1e-6);
}

TEST(Operations, partsOfOneDimension) {
  std::size_t others = 0;
  const Bytes mixed = fromWkt(
      "GEOMETRYCOLLECTION (POINT (1 1),POLYGON ((0 0,1 0,1 1,0 0)),GEOMETRYCOLLECTION (LINESTRING (0 0,1 1),"
      "POLYGON ((5 0,6 0,6 1,5 0)),POINT EMPTY))");
  EXPECT_EQ(toWkt(assembled(partsOfDimension(mixed, 2, &others))),
            "MULTIPOLYGON (((0 0,1 0,1 1,0 0)),((5 0,6 0,6 1,5 0)))");
  EXPECT_EQ(others, 2U);
  EXPECT_EQ(toWkt(assembled(partsOfDimension(mixed, 1))), "LINESTRING (0 0,1 1)");
  EXPECT_TRUE(assembled(partsOfDimension(fromWkt("POINT (1 1)"), 2)).empty());
}

TEST(Operations, preparedOnesCutEachOther) {
  const Prepared square(fromWkt(kSquare));
  const Prepared east(fromWkt("POLYGON ((6 -1,20 -1,20 20,6 20,6 -1))"));
  const Prepared west(fromWkt("POLYGON ((-5 -1,2 -1,2 20,-5 20,-5 -1))"));
  EXPECT_EQ(area(square.intersection(east)), 40);
  EXPECT_TRUE(square.relate(east, Relation::parse("overlaps")));
  EXPECT_TRUE(east.relate(Prepared(fromWkt("POINT (7 7)")), Relation::parse("covers")));
  const Prepared* both[] = {&east, &west};
  EXPECT_EQ(area(square.without(both)), 40);
  EXPECT_EQ(toWkt(square.without({})), kSquare);
  EXPECT_EQ(length(boundary(fromWkt(kAnnulus))), 56);
  EXPECT_TRUE(isEmpty(boundary(fromWkt("POINT (1 1)"))));
}

/// A ring of `count` vertices with many small waves.
Bytes wavyRing(int count, double x, double phase) {
  constexpr double kTurn = 6.283185307179586;
  std::vector<MapPoint> ring;
  for (int i = 0; i < count; ++i) {
    const double radius = 1000 + 20 * std::sin(i * 0.9 + phase);
    ring.push_back({x + radius * std::cos(i * kTurn / count), radius * std::sin(i * kTurn / count)});
  }
  ring.push_back(ring.front());
  return polygonWkb(ring);
}

TEST(Operations, aLongCallEndsWhenItIsCancelled) {
  const Bytes one = wavyRing(4000, 0, 0);
  const Bytes other = wavyRing(4000, 300, 1);
  const double common = area(intersection(one, other));
  EXPECT_GT(common, 1e6);
  const CancelToken token;
  {
    const Interruptible interruptible(token);
    EXPECT_DOUBLE_EQ(area(intersection(one, other)), common);
    token.cancel();
    try {
      (void)intersection(one, other);
      FAIL() << "went on";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::cancelled);
    }
    const CancelToken inner;
    const Interruptible again(inner);
    EXPECT_DOUBLE_EQ(area(intersection(one, other)), common);
  }
  EXPECT_DOUBLE_EQ(area(intersection(one, other)), common);  // outside nothing asks
}

TEST(Operations, manyVerticesAreTakenAwayInGroups) {
  // a comb: 3,000 squares of 5 vertices, more than one group, and one that is large by itself
  const Prepared all(fromWkt("POLYGON ((0 0,6000 0,6000 2,0 2,0 0))"));
  std::vector<Prepared> teeth;
  for (int i = 0; i < 3000; ++i) {
    const double x = i * 2;
    teeth.emplace_back(boxWkb({x, 0, x + 1, 1}));
  }
  teeth.emplace_back(wavyRing(12000, 7500, 0));  // out of reach
  std::vector<const Prepared*> others;
  for (const Prepared& tooth : teeth) others.push_back(&tooth);
  EXPECT_NEAR(area(all.without(others)), 9000, 1e-6);
}

TEST(Operations, validity) {
  const Bytes bowTie = fromWkt("POLYGON ((0 0,10 10,10 0,0 10,0 0))");
  const auto fault = invalidity(bowTie);
  ASSERT_TRUE(fault.has_value());
  EXPECT_EQ(fault->place, (MapPoint{5, 5}));
  const Bytes repaired = makeValid(bowTie, GeometryType::fromName("MULTIPOLYGON"));
  EXPECT_EQ(typeOf(repaired).kind, GeometryKind::multiPolygon);
  EXPECT_FALSE(invalidity(repaired).has_value());
  EXPECT_DOUBLE_EQ(area(repaired), 50);
  const Bytes collapsed = makeValid(fromWkt("POLYGON ((0 0,1 1,2 2,0 0))"), GeometryType::fromName("MULTIPOLYGON"));
  EXPECT_TRUE(isEmpty(collapsed));
}

TEST(Operations, repairKeepsHeightsAndMeasures) {
  const Bytes bowTie = fromWkt("POLYGON ZM ((0 0 1 10,10 10 2 20,10 0 3 30,0 10 4 40,0 0 1 10))");
  const Bytes repaired = makeValid(bowTie, GeometryType::fromName("MULTIPOLYGON ZM"));
  EXPECT_EQ(typeOf(repaired).name(), "MULTIPOLYGON ZM");
  const std::string wkt = toWkt(repaired);
  for (const char* vertex : {"0 0 1 10", "10 10 2 20", "10 0 3 30", "0 10 4 40"}) {
    EXPECT_NE(wkt.find(vertex), std::string::npos) << vertex << " in " << wkt;
  }
}

TEST(Operations, certainlyValidNeverErrs) {
  EXPECT_TRUE(certainlyValid(fromWkt(kSquare)));
  EXPECT_TRUE(certainlyValid(fromWkt(kAnnulus)));
  EXPECT_TRUE(certainlyValid(fromWkt("POLYGON ((0 0,5 0,10 0,10 10,0 10,0 0))")));  // a vertex on a straight side
  for (const char* bad :
       {"POLYGON ((0 0,10 10,10 0,0 10,0 0))", "POLYGON ((0 0,10 0,10 10,5 0,0 10,0 0))", "POLYGON ((0 0,1 0,0 0,0 0))",
        "POLYGON ((0 0,10 0,10 10,0 10,0 0),(20 20,21 20,21 21,20 20))",
        "POLYGON ((0 0,10 0,10 10,0 10,0 0),(1 1,8 1,8 8,1 8,1 1),(2 2,3 2,3 3,2 2))",
        "MULTIPOLYGON (((0 0,10 0,10 10,0 0)),((1 0.5,9 0.5,9 8,1 0.5)))", "POLYGON ((0 0,10 0,20 0,10 0,0 5,0 0))",
        "LINESTRING (1 1,1 1)"}) {
    EXPECT_FALSE(certainlyValid(fromWkt(bad))) << bad;
  }
  std::mt19937 random(11);
  int sure = 0;
  for (int round = 0; round < 3000; ++round) {
    std::vector<MapPoint> ring;
    const int n = 3 + int(random() % 5);
    for (int i = 0; i < n; ++i) ring.push_back({double(random() % 8), double(random() % 8)});
    ring.push_back(ring.front());
    const Bytes wkb = polygonWkb(ring);
    if (!certainlyValid(wkb)) continue;
    ++sure;
    EXPECT_FALSE(invalidity(wkb).has_value()) << toWkt(wkb);
  }
  EXPECT_GT(sure, 100);
}

// The fast way through a star of many edges and through small shapes on a grid agrees with GEOS, borders included.
TEST(Operations, pointFastPathEqualsGeos) {
  std::mt19937 random(3);
  const char* const kWords[] = {"contains", "covers", "intersects", "touches", "disjoint"};
  for (const int corners : {5, 12, 400}) {
    std::vector<MapPoint> ring;
    for (int i = 0; i < corners; ++i) {
      const double angle = 2 * 3.14159265358979 * i / corners;
      const double radius = i % 2 == 0 ? 100 : 40 + double(random() % 30);
      ring.push_back({std::round(radius * std::cos(angle)), std::round(radius * std::sin(angle))});
    }
    ring.push_back(ring.front());
    const Bytes star = polygonWkb(ring);
    const Bytes valid = invalidity(star) ? makeValid(star, {GeometryKind::multiPolygon}) : star;
    const Prepared prepared(valid);
    for (int round = 0; round < 600; ++round) {
      Bytes point = pointWkb(double(int(random() % 220)) - 110, double(int(random() % 220)) - 110);
      if (round % 4 == 0) {  // a corner, and the middle of a side
        const MapPoint a = ring[random() % (ring.size() - 1)];
        point = pointWkb(a.x, a.y);
      }
      for (const char* word : kWords) {
        const Relation relation = Relation::parse(word);
        ASSERT_EQ(prepared.relate(point, relation), relate(valid, point, relation)) << word << toWkt(point);
      }
      ASSERT_DOUBLE_EQ(prepared.distanceTo(point), distance(valid, point));
    }
  }
}

}  // namespace
}  // namespace gis::geom
