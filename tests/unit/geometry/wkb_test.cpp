#include "gis_core/geometry/wkb.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "gis_core/base/error.h"

namespace gis::geom {
namespace {

const char* const kShapes[] = {
    "POINT (1 2)",
    "POINT Z (1 2 3)",
    "POINT EMPTY",
    "LINESTRING (0 0,10 0,10 5)",
    "LINESTRING EMPTY",
    "POLYGON ((0 0,10 0,10 10,0 10,0 0),(2 2,2 4,4 4,4 2,2 2))",
    "POLYGON M ((0 0 1,10 0 2,10 10 3,0 0 1))",
    "MULTIPOINT ((1 2),(3 4))",
    "MULTILINESTRING ((0 0,1 1),(2 2,3 3,4 5))",
    "MULTIPOLYGON (((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))",
    "MULTIPOLYGON ZM (((0 0 1 2,1 0 1 2,1 1 1 2,0 0 1 2)))",
    "MULTIPOLYGON EMPTY",
    "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0,1 1), MULTIPOINT ((7 8)))",
};

TEST(Wkb, tellsTypeBoxAndVertices) {
  const Bytes polygon = fromWkt(kShapes[5]);
  EXPECT_EQ(typeOf(polygon).name(), "POLYGON");
  EXPECT_EQ(vertexCount(polygon), 10U);
  EXPECT_EQ(envelopeOf(polygon), (Envelope{0, 0, 10, 10}));
  EXPECT_DOUBLE_EQ(area(polygon), 96);
  EXPECT_DOUBLE_EQ(length(polygon), 48);
  EXPECT_EQ(typeOf(fromWkt(kShapes[10])).code(), 3006);
  EXPECT_DOUBLE_EQ(length(fromWkt(kShapes[3])), 15);
}

TEST(Wkb, emptyIsEmpty) {
  for (const char* text : {"POINT EMPTY", "POINT Z EMPTY", "LINESTRING EMPTY", "POLYGON EMPTY", "MULTIPOINT EMPTY",
                           "GEOMETRYCOLLECTION (POINT EMPTY)"}) {
    const Bytes wkb = fromWkt(text);
    EXPECT_TRUE(isEmpty(wkb)) << text;
    EXPECT_TRUE(envelopeOf(wkb).isEmpty()) << text;
    EXPECT_EQ(toWkt(wkb), text);
  }
  EXPECT_FALSE(isEmpty(pointWkb(0, 0)));
}

TEST(Wkb, typeNamesGoBothWays) {
  for (int dims = 0; dims <= 3; ++dims) {
    for (int kind = 0; kind <= 7; ++kind) {
      const GeometryType type = GeometryType::fromCode(kind + 1000 * dims);
      EXPECT_EQ(GeometryType::fromName(type.name()), type);
      EXPECT_EQ(type.code(), kind + 1000 * dims);
    }
  }
  EXPECT_EQ(GeometryType::fromName("MultiPolygonZ").code(), 1006);
  EXPECT_THROW((void)GeometryType::fromName("SPLINE"), Error);
  EXPECT_THROW((void)GeometryType::fromCode(4001), Error);
}

// EWKB as PostGIS writes it: SELECT ST_AsEWKB('SRID=4326;POINT Z (1 2 3)')
TEST(Wkb, normalisesForeignForms) {
  Bytes ewkb = {1, 1, 0, 0, 0xA0, 0xE6, 0x10, 0, 0};
  const Bytes plain = fromWkt("POINT Z (1 2 3)");
  ewkb.insert(ewkb.end(), plain.begin() + 5, plain.end());
  EXPECT_EQ(toWkt(normaliseWkb(ewkb)), "POINT Z (1 2 3)");

  Bytes big = {0, 0, 0, 0, 1};
  for (const std::size_t at : {5U, 13U}) {
    for (std::size_t i = 8; i-- > 0;) big.push_back(plain[at + i]);
  }
  EXPECT_EQ(toWkt(normaliseWkb(big)), "POINT (1 2)");

  Bytes curve = fromWkt("LINESTRING (0 0,1 1,2 0)");
  curve[1] = 8;  // CIRCULARSTRING
  EXPECT_THROW((void)normaliseWkb(curve), Error);
  for (const char* text : kShapes) EXPECT_EQ(normaliseWkb(fromWkt(text)), fromWkt(text)) << text;
}

TEST(Wkb, promotesToWhatALayerWants) {
  const auto promote = [](const char* text, const char* type, bool mayDrop = false) {
    return toWkt(promoted(fromWkt(text), GeometryType::fromName(type), mayDrop));
  };
  EXPECT_EQ(promote("POLYGON ((0 0,1 0,1 1,0 0))", "MULTIPOLYGON"), "MULTIPOLYGON (((0 0,1 0,1 1,0 0)))");
  EXPECT_EQ(promote("POINT (1 2)", "MULTIPOINT Z"), "MULTIPOINT Z ((1 2 0))");
  EXPECT_EQ(promote("POINT ZM (1 2 3 4)", "POINT M", true), "POINT M (1 2 4)");
  EXPECT_EQ(promote("POLYGON EMPTY", "MULTIPOLYGON"), "MULTIPOLYGON EMPTY");
  EXPECT_EQ(promote("MULTIPOINT ((1 2))", "POINT"), "POINT (1 2)");
  EXPECT_EQ(promote("LINESTRING (0 0,1 1)", "GEOMETRY"), "LINESTRING (0 0,1 1)");
  EXPECT_EQ(promote("GEOMETRYCOLLECTION (POINT (1 2), POINT (3 4))", "MULTIPOINT"), "MULTIPOINT ((1 2),(3 4))");
  EXPECT_THROW((void)promote("POINT Z (1 2 3)", "POINT"), Error);
  EXPECT_THROW((void)promote("POINT (1 2)", "POLYGON"), Error);
  EXPECT_THROW((void)promote("GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (3 4,5 6))", "MULTIPOINT"), Error);
}

TEST(Wkb, takesPartsApart) {
  const std::vector<Bytes> members = parts(fromWkt(kShapes[12]));
  ASSERT_EQ(members.size(), 3U);
  EXPECT_EQ(toWkt(members[2]), "MULTIPOINT ((7 8))");
  EXPECT_EQ(parts(fromWkt("POINT (1 2)")).size(), 1U);
}

TEST(Wkb, transformsInPlace) {
  Bytes wkb = fromWkt("MULTILINESTRING Z ((0 0 1,1 1 1),(2 2 2,3 3 3))");
  transformCoordinates(wkb, [](double* xyzm, std::uint32_t count, int stride) {
    for (std::uint32_t i = 0; i < count; ++i, xyzm += stride) xyzm[0] += 100;
  });
  EXPECT_EQ(toWkt(wkb), "MULTILINESTRING Z ((100 0 1,101 1 1),(102 2 2,103 3 3))");
}

// Every cut and thousands of flipped bytes: an error or an answer, never a crash or a wild allocation.
TEST(Wkb, survivesBrokenBytes) {
  std::mt19937 random(20261123);
  for (const char* text : kShapes) {
    const Bytes whole = fromWkt(text);
    EXPECT_EQ(structureFault(whole), "") << text;
    for (std::size_t size = 0; size < whole.size(); ++size) {
      const BytesView cut(whole.data(), size);
      EXPECT_NE(structureFault(cut), "") << text << " cut to " << size;
      EXPECT_THROW((void)envelopeOf(cut), Error);
    }
    for (int round = 0; round < 500; ++round) {
      Bytes broken = whole;
      for (int flips = 0; flips < 3; ++flips) broken[random() % broken.size()] = std::uint8_t(random());
      const bool fault = !structureFault(broken).empty();
      try {
        (void)vertexCount(broken);
        (void)toWkt(broken);
        (void)toGeoJson(broken);
        (void)toSpatialite(broken, 4549);
        (void)parts(broken);
        EXPECT_FALSE(fault);
      } catch (const Error&) {
        EXPECT_TRUE(fault);
      }
      try {
        (void)normaliseWkb(broken);
      } catch (const Error&) {
      }
    }
  }
  Bytes nested;
  for (int depth = 0; depth < 100000; ++depth) {
    const std::uint8_t head[] = {1, 7, 0, 0, 0, 1, 0, 0, 0};
    nested.insert(nested.end(), std::begin(head), std::end(head));
  }
  EXPECT_NE(structureFault(nested), "");
  EXPECT_THROW((void)normaliseWkb(nested), Error);
}

TEST(Wkb, farEastingsKeepTheArea) {
  const double x = 40444751;
  const double y = 3585617;
  const MapPoint ring[] = {{x, y}, {x + 0.1, y}, {x + 0.1, y + 0.1}, {x, y + 0.1}, {x, y}};
  EXPECT_NEAR(area(polygonWkb(ring)), 0.01, 1e-8);
}

}  // namespace
}  // namespace gis::geom
