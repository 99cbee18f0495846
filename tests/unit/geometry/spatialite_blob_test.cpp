#include <gtest/gtest.h>

#include <cstring>
#include <random>

#include "gis_core/base/error.h"
#include "gis_core/geometry/spatialite_blob.h"
#include "gis_core/geometry/wkb.h"

namespace gis::geom {
namespace {

Bytes fromHex(std::string_view hex) {
  Bytes bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(std::uint8_t(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  }
  return bytes;
}

// SpatiaLite 5.0.1: SELECT hex(GeomFromText('LINESTRING(1 2,3 4)', 4549))
constexpr const char* kLine =
    "0001C5110000000000000000F03F000000000000004000000000000008400000000000001040"
    "7C0200000002000000000000000000F03F000000000000004000000000000008400000000000001040FE";

TEST(SpatialiteBlob, isWhatSpatialiteWrites) {
  EXPECT_EQ(toSpatialite(fromWkt("LINESTRING (1 2,3 4)"), 4549), fromHex(kLine));
  int srid = 0;
  EXPECT_EQ(toWkt(fromSpatialite(fromHex(kLine), &srid)), "LINESTRING (1 2,3 4)");
  EXPECT_EQ(srid, 4549);
  EXPECT_EQ(envelopeOfSpatialite(fromHex(kLine)), (Envelope{1, 2, 3, 4}));
}

TEST(SpatialiteBlob, roundTrips) {
  for (const char* text :
       {"POINT (1 2)", "POINT ZM (1 2 3 4)", "MULTIPOINT ((1 2),(3 4))", "LINESTRING M (0 0 1,1 1 2)",
        "POLYGON Z ((0 0 1,1 0 1,1 1 1,0 0 1))", "MULTIPOLYGON (((0 0,1 0,1 1,0 0),(0.5 0.1,0.6 0.1,0.6 0.2,0.5 0.1)))",
        "MULTILINESTRING ((0 0,1 1),(2 2,3 3))", "GEOMETRYCOLLECTION (POINT (1 2), POLYGON ((0 0,1 0,1 1,0 0)))",
        "MULTIPOLYGON EMPTY", "LINESTRING EMPTY"}) {
    const Bytes blob = toSpatialite(fromWkt(text), -1);
    EXPECT_TRUE(looksLikeSpatialite(blob));
    int srid = 0;
    EXPECT_EQ(toWkt(fromSpatialite(blob, &srid)), text);
    EXPECT_EQ(srid, -1);
    EXPECT_EQ(envelopeOfSpatialite(blob), envelopeOf(fromWkt(text)));
    Bytes appended;
    appendWkbOfSpatialite(appended, blob);
    EXPECT_EQ(appended, fromWkt(text));
  }
}

TEST(SpatialiteBlob, flattensNestedCollections) {
  const Bytes blob = toSpatialite(fromWkt("GEOMETRYCOLLECTION (MULTIPOINT ((1 2),(3 4)), POINT (5 6))"), 1);
  EXPECT_EQ(toWkt(fromSpatialite(blob)), "GEOMETRYCOLLECTION (POINT (1 2), POINT (3 4), POINT (5 6))");
}

TEST(SpatialiteBlob, leavesEmptyMembersOut) {
  const auto stored = [](const char* text) { return toWkt(fromSpatialite(toSpatialite(fromWkt(text), 1))); };
  EXPECT_EQ(stored("MULTIPOLYGON (EMPTY,((0 0,1 0,1 1,0 0)),EMPTY)"), "MULTIPOLYGON (((0 0,1 0,1 1,0 0)))");
  EXPECT_EQ(stored("MULTIPOINT (EMPTY,(5 5))"), "MULTIPOINT ((5 5))");
  EXPECT_EQ(stored("MULTILINESTRING (EMPTY,(0 0,1 1))"), "MULTILINESTRING ((0 0,1 1))");
  EXPECT_EQ(stored("GEOMETRYCOLLECTION (POINT EMPTY, POLYGON EMPTY, MULTIPOINT EMPTY, POINT (5 5))"),
            "GEOMETRYCOLLECTION (POINT (5 5))");
}

TEST(SpatialiteBlob, readsTinyPointsAndCompressedLines) {
  Bytes tiny = {0x00, 0x81, 0xC5, 0x11, 0, 0, 1};
  const Bytes point = pointWkb(3, 4);
  tiny.insert(tiny.end(), point.begin() + 5, point.end());
  tiny.push_back(0xFE);
  int srid = 0;
  EXPECT_EQ(toWkt(fromSpatialite(tiny, &srid)), "POINT (3 4)");
  EXPECT_EQ(srid, 4549);

  Bytes compressed = fromHex(kLine);
  Bytes body = {0x42, 0x42, 0x0F, 0x00};  // 1000002
  const auto put = [&](auto value) {
    std::uint8_t raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    body.insert(body.end(), raw, raw + sizeof value);
  };
  put(std::uint32_t(3));
  put(1.0), put(2.0), put(0.5F), put(0.25F), put(3.0), put(4.0);
  body.push_back(0xFE);
  compressed.resize(39);
  compressed.insert(compressed.end(), body.begin(), body.end());
  EXPECT_EQ(toWkt(fromSpatialite(compressed)), "LINESTRING (1 2,1.5 2.25,3 4)");
}

TEST(SpatialiteBlob, survivesBrokenBytes) {
  std::mt19937 random(5);
  for (const char* text : {"POINT (1 2)", "MULTIPOLYGON (((0 0,1 0,1 1,0 0)))", "GEOMETRYCOLLECTION (POINT (1 2))"}) {
    const Bytes whole = toSpatialite(fromWkt(text), 4549);
    for (int round = 0; round < 3000; ++round) {
      Bytes broken = whole;
      broken[random() % broken.size()] = std::uint8_t(random());
      if (round % 3 == 0) broken.resize(random() % broken.size());
      const Bytes before = {1, 2, 3};
      Bytes appended = before;
      try {
        const Bytes wkb = fromSpatialite(broken);
        EXPECT_EQ(structureFault(wkb), "");
        appendWkbOfSpatialite(appended, broken);
        EXPECT_TRUE(std::equal(wkb.begin(), wkb.end(), appended.begin() + 3, appended.end()));
      } catch (const Error&) {
        EXPECT_THROW(appendWkbOfSpatialite(appended, broken), Error);
        EXPECT_EQ(appended, before);
      }
    }
  }
}

}  // namespace
}  // namespace gis::geom
