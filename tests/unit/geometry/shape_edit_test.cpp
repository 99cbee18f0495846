#include "gis_core/geometry/shape_edit.h"

#include <gtest/gtest.h>

#include <random>

#include "gis_core/base/error.h"
#include "gis_core/geometry/geojson_reader.h"
#include "gis_core/geometry/operations.h"

namespace gis::geom {
namespace {

EditableShape shape(const char* wkt) {
  return EditableShape(fromWkt(wkt));
}
/// With a blank after each comma, as people write it.
std::string wkt(const EditableShape& edited) {
  std::string text;
  for (const char c : toWkt(edited.wkb())) text += c == ',' ? std::string(", ") : std::string(1, c);
  return text;
}

TEST(ShapeEdit, WhatIsNotChangedComesBackAsItWas) {
  for (const char* text :
       {"POINT (1 2)", "POINT Z (1 2 3)", "LINESTRING (0 0, 1 1, 2 0)", "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))",
        "POLYGON Z ((0 0 1, 4 0 2, 4 4 3, 0 0 1), (2 1 5, 3 1 5, 3 2 5, 2 1 5))", "MULTIPOINT ((1 2), (3 4))",
        "MULTILINESTRING M ((0 0 7, 1 1 8), (5 5 9, 6 6 10))",
        "MULTIPOLYGON ZM (((0 0 1 2, 4 0 1 2, 4 4 1 2, 0 0 1 2)), ((9 9 0 0, 9 8 0 0, 8 8 0 0, 9 9 0 0)))"}) {
    EXPECT_EQ(toWkt(shape(text).wkb()), toWkt(fromWkt(text))) << text;
  }
  EXPECT_THROW(shape("GEOMETRYCOLLECTION (POINT (1 2))"), Error);
}

TEST(ShapeEdit, Vertices) {
  EditableShape area = shape("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))");
  area.insertVertex({0, 0, 1}, {2, -1});
  EXPECT_EQ(wkt(area), "POLYGON ((0 0, 2 -1, 4 0, 4 4, 0 4, 0 0))");
  area.moveVertex({0, 0, 0}, {-1, -1});
  EXPECT_EQ(wkt(area), "POLYGON ((-1 -1, 2 -1, 4 0, 4 4, 0 4, -1 -1))");
  area.removeVertex({0, 0, 0});
  EXPECT_EQ(wkt(area), "POLYGON ((2 -1, 4 0, 4 4, 0 4, 2 -1))");
  area.removeVertex({0, 0, 3});
  EXPECT_THROW(area.removeVertex({0, 0, 0}), Error);
  EXPECT_THROW(area.moveVertex({0, 0, 3}, {0, 0}), Error);
  EXPECT_THROW(area.moveVertex({0, 1, 0}, {0, 0}), Error);
  EXPECT_THROW(area.moveVertex({1, 0, 0}, {0, 0}), Error);
  EXPECT_EQ(wkt(area), "POLYGON ((2 -1, 4 0, 4 4, 2 -1))");
}

TEST(ShapeEdit, ANewVertexLiesHalfWayInHeight) {
  EditableShape line = shape("LINESTRING Z (0 0 10, 4 0 20)");
  line.insertVertex({0, 0, 1}, {2, 0});
  line.insertVertex({0, 0, 3}, {9, 0});
  EXPECT_EQ(wkt(line), "LINESTRING Z (0 0 10, 2 0 15, 4 0 20, 9 0 20)");
}

TEST(ShapeEdit, HolesAndParts) {
  EditableShape area = shape("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))");
  const MapPoint hole[] = {{2, 2}, {4, 2}, {4, 4}, {2, 2}};
  area.addHole(hole);
  EXPECT_DOUBLE_EQ(geom::area(area.wkb()), 98);
  const MapPoint outside[] = {{20, 2}, {24, 2}, {24, 4}};
  EXPECT_THROW(area.addHole(outside), Error);
  area.addPart(fromWkt("POLYGON ((20 0, 21 0, 21 1, 20 1, 20 0))"));
  EXPECT_EQ(area.wkb(), fromWkt("MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 4 2, 4 4, 2 2)), "
                                "((20 0, 21 0, 21 1, 20 1, 20 0)))"));
  EXPECT_THROW(area.addPart(fromWkt("POINT (1 1)")), Error);
  EXPECT_THROW(area.removeHole(0, 0), Error);
  area.removeHole(0, 1);
  area.removePart(1);
  EXPECT_EQ(wkt(area), "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))");
  EXPECT_THROW(area.removePart(0), Error);
}

TEST(ShapeEdit, TurnsClockwiseAndScales) {
  EditableShape line = shape("LINESTRING (1 1, 3 1)");
  line.transform(turn({1, 1}, 90));
  EXPECT_EQ(wkt(line), "LINESTRING (1 1, 1 -1)");
  line.transform(scale({1, 1}, 2, 3));
  EXPECT_EQ(wkt(line), "LINESTRING (1 1, 1 -5)");
  line.transform(shift(0.5, 0));
  EXPECT_EQ(wkt(line), "LINESTRING (1.5 1, 1.5 -5)");
  line.transform(turn({0, 0}, -90));
  EXPECT_EQ(wkt(line), "LINESTRING (-1 1.5, 5 1.5)");
}

TEST(ShapeEdit, TurningAllTheWayBackGivesTheSamePlaces) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> any(-1000, 1000);
  for (int i = 0; i < 500; ++i) {
    EditableShape line = shape("LINESTRING (0 0, 10 0, 10 20)");
    const MapPoint about{any(random), any(random)};
    const double angle = any(random);
    line.transform(turn(about, angle));
    EXPECT_NEAR(length(line.wkb()), 30, 1e-9);
    line.transform(turn(about, -angle));
    EXPECT_NEAR(line.vertex({0, 0, 2}).x, 10, 1e-9);
    EXPECT_NEAR(line.vertex({0, 0, 2}).y, 20, 1e-9);
  }
}

TEST(ShapeEdit, FindsWhatIsNear) {
  const EditableShape area = shape("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 6 4, 6 6, 4 4))");
  EXPECT_EQ(nearestVertex(area, {5.9, 4.1})->at, (VertexAt{0, 1, 1}));
  EXPECT_EQ(nearestEdge(area, {0.5, 5})->at, (VertexAt{0, 0, 4}));  // between the last vertex and the first
  EXPECT_EQ(nearestEdge(area, {5, 0.5})->at, (VertexAt{0, 0, 1}));
  EXPECT_DOUBLE_EQ(nearestEdge(area, {5, 0.5})->distance, 0.5);
  EXPECT_FALSE(nearestEdge(shape("POINT (1 1)"), {0, 0}));
}

TEST(ShapeEdit, RefusesABowTie) {
  EXPECT_NO_THROW(requireValid(fromWkt("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))")));
  EXPECT_THROW(requireValid(fromWkt("POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0))")), Error);
}

TEST(GeoJsonReader, ReadsWhatTheWriterWrites) {
  for (const char* text :
       {"POINT (1 2)", "POINT Z (1 2 3)", "LINESTRING (0 0, 1 1)", "MULTIPOINT ((1 2), (3 4))",
        "MULTILINESTRING ((0 0, 1 1), (5 5, 6 6))", "POLYGON ((0 0, 4 0, 4 4, 0 0), (2 1, 3 2, 3 1, 2 1))",
        "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((9 9, 8 8, 9 8, 9 9)))",
        "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))"}) {
    EXPECT_EQ(toWkt(fromGeoJson(toGeoJson(fromWkt(text)))), toWkt(fromWkt(text))) << text;
  }
  EXPECT_EQ(fromGeoJson(R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}})"),
            fromWkt("POINT (1 2)"));
}

TEST(GeoJsonReader, RefusesTheRest) {
  for (const char* text :
       {"", "{", "[]", "{}", R"({"type":"Point"})", R"({"type":"Point","coordinates":[1]})",
        R"({"type":"Point","coordinates":["a","b"]})", R"({"type":"Circle","coordinates":[1,2]})",
        R"({"type":"Polygon","coordinates":[[1,2]]})", R"({"type":"MultiPolygon","coordinates":[1]})",
        R"({"type":"Feature","geometry":null})", R"({"type":"GeometryCollection"})"}) {
    EXPECT_THROW((void)fromGeoJson(text), Error) << text;
  }
}

}  // namespace
}  // namespace gis::geom
