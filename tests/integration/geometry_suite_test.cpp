// Public geometry test suites through `select --relate` and `overlay`, against GEOS's own answers:
//   geometry_suite [--gtest_…] [FOLDER]
// FOLDER holds XML files as JTS and GEOS keep them; without one, the small set in tests/data.
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <iostream>
#include <limits>
#include <map>
#include <memory>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/query/overlay.h"
#include "gis_core/query/select.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/features.h"
#include "tests/integration/geometry_cases.h"

namespace gis::testing {
namespace {

std::filesystem::path& suiteFolder() {
  static std::filesystem::path folder = std::filesystem::path(CITYDESK_TEST_DATA) / "geometry_suite";
  return folder;
}

/// GEOS, asked without any of our code but the bytes.
class Geos {
 public:
  Geos() : m_context(GEOS_init_r()) {}
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;
  ~Geos() { GEOS_finish_r(m_context); }

  using Owned = std::unique_ptr<GEOSGeometry, std::function<void(GEOSGeometry*)>>;
  [[nodiscard]] Owned own(GEOSGeometry* geometry) const {
    return {geometry, [this](GEOSGeometry* one) { GEOSGeom_destroy_r(m_context, one); }};
  }
  [[nodiscard]] Owned read(geom::BytesView wkb) const {
    return own(GEOSGeomFromWKB_buf_r(m_context, wkb.data(), wkb.size()));
  }
  [[nodiscard]] GEOSContextHandle_t handle() const { return m_context; }
  [[nodiscard]] bool isValid(geom::BytesView wkb) const { return GEOSisValid_r(m_context, read(wkb).get()) == 1; }

  /// Nothing when GEOS refuses it.
  [[nodiscard]] std::optional<bool> relation(const GeometryOperation& op, geom::BytesView a, geom::BytesView b) const {
    const Owned x = read(a);
    const Owned y = read(b);
    if (!x || !y) return std::nullopt;
    static const std::map<std::string, char (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*)> asks{
        {"intersects", GEOSIntersects_r}, {"contains", GEOSContains_r},   {"within", GEOSWithin_r},
        {"covers", GEOSCovers_r},         {"coveredby", GEOSCoveredBy_r}, {"touches", GEOSTouches_r},
        {"crosses", GEOSCrosses_r},       {"overlaps", GEOSOverlaps_r},   {"equals", GEOSEquals_r},
        {"equalstopo", GEOSEquals_r},     {"disjoint", GEOSDisjoint_r}};
    char answer = 2;
    if (op.name == "relate") {
      answer = GEOSRelatePattern_r(m_context, x.get(), y.get(), op.pattern.c_str());
    } else {
      answer = asks.at(op.name)(m_context, x.get(), y.get());
    }
    if (answer == 2) return std::nullopt;
    return answer == 1;
  }
  /// Null when GEOS refuses it.
  [[nodiscard]] Owned overlay(const std::string& name, geom::BytesView a, geom::BytesView b) const {
    const Owned x = read(a);
    const Owned y = read(b);
    if (name == "intersection") return own(GEOSIntersection_r(m_context, x.get(), y.get()));
    if (name == "union") return own(GEOSUnion_r(m_context, x.get(), y.get()));
    if (name == "difference") return own(GEOSDifference_r(m_context, x.get(), y.get()));
    return own(GEOSSymDifference_r(m_context, x.get(), y.get()));
  }
  [[nodiscard]] geom::Bytes bytes(const Owned& geometry) const {
    GEOSWKBWriter* writer = GEOSWKBWriter_create_r(m_context);
    std::size_t size = 0;
    unsigned char* raw = GEOSWKBWriter_write_r(m_context, writer, geometry.get(), &size);
    geom::Bytes out(raw, raw + size);
    GEOSFree_r(m_context, raw);
    GEOSWKBWriter_destroy_r(m_context, writer);
    return out;
  }

 private:
  GEOSContextHandle_t m_context;
};

int dimensionOf(geom::BytesView wkb) {
  return geom::typeOf(wkb).dimension();
}

/// The cases in a city: A and B of case n are the features n of layers by dimension ("a2": areas).
class SuiteCity {
 public:
  explicit SuiteCity(const std::vector<GeometryCase>& cases)
      : m_folder(platform::makeScratchFolder("geometry-suite")),
        m_city(store::CityDatabase::create(m_folder / "suite.citydb", crs::Crs::fromEpsg(4549))) {
    for (const int dimension : {0, 1, 2}) {
      addLayer(layer('a', dimension), cases, dimension, &GeometryCase::a);
      addLayer(layer('b', dimension), cases, dimension, &GeometryCase::b);
    }
  }
  SuiteCity(const SuiteCity&) = delete;
  SuiteCity& operator=(const SuiteCity&) = delete;
  ~SuiteCity() {
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
  }
  [[nodiscard]] const store::CityDatabase& city() const { return m_city; }
  [[nodiscard]] static std::string layer(char side, int dimension) { return side + std::to_string(dimension); }

 private:
  void addLayer(const std::string& name, const std::vector<GeometryCase>& cases, int dimension,
                geom::Bytes GeometryCase::*side) {
    store::LayerDraft draft;
    draft.name = name;
    draft.crs = m_city.crs();
    store::BulkLoad load(m_city, draft);
    auto batch = store::FeatureBatch::withFields({});
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const geom::Bytes& wkb = cases[i].*side;
      if (!wkb.empty() && dimensionOf(wkb) == dimension) batch.addRow(std::int64_t(i) + 1, {}, wkb);
    }
    load.append(store::encode(std::move(batch), load.srid()));
    Progress progress;
    (void)load.finish(progress);
  }

  std::filesystem::path m_folder;
  store::CityDatabase m_city;
};

/// What was asked, and what was not, and why.
struct Tally {
  int relations = 0, overlays = 0;
  std::map<std::string, int> left;
  int suiteDiffers = 0;  ///< GEOS answers otherwise than the file says
};

class GeometrySuite : public ::testing::Test {
 protected:
  static bool isRelation(const std::string& name) {
    static const char* const names[] = {"relate",  "intersects", "contains", "within", "covers",     "coveredby",
                                        "touches", "crosses",    "overlaps", "equals", "equalstopo", "disjoint"};
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
  }
  static bool isOverlay(const std::string& name) {
    return name == "intersection" || name == "union" || name == "difference" || name == "symdifference";
  }
  static geom::Relation relationOf(const GeometryOperation& op) {
    if (op.name == "relate") return geom::Relation::parse(op.pattern);
    if (op.name == "equalstopo") return geom::Relation::parse("equals");
    return geom::Relation::parse(op.name == "coveredby" ? "covered_by" : op.name);
  }

  /// Why an operation is not put to the engine; empty: it is.
  static std::string hindrance(const GeometryCase& one, const GeometryOperation& op) {
    if (!isRelation(op.name) && !isOverlay(op.name)) return "operations that are no relation and no overlay";
    if (one.b.empty() || op.self) return "one geometry alone";
    if (geom::isEmpty(one.a) || geom::isEmpty(one.b)) return "empty geometry, which takes no part in questions";
    if (dimensionOf(one.a) < 0 || dimensionOf(one.b) < 0) return "collections, which no layer of one kind holds";
    if (isOverlay(op.name) && !one.floating) return "overlays on a grid of fixed precision";
    if (op.name == "relate" && op.pattern.size() != 9) return "relate without a pattern";
    return {};
  }

  /// "LAYER relation OTHER" for the one pair.
  static bool selected(const SuiteCity& suite, const GeometryCase& one, const GeometryOperation& op,
                       std::size_t place) {
    const std::string fid = "fid = " + std::to_string(place + 1);
    const char first = op.swapped ? 'b' : 'a';
    const char second = op.swapped ? 'a' : 'b';
    query::SelectQuery asked;
    asked.layer = SuiteCity::layer(first, dimensionOf(op.swapped ? one.b : one.a));
    asked.where = fid;
    asked.relations.push_back({relationOf(op), SuiteCity::layer(second, dimensionOf(op.swapped ? one.a : one.b)), fid});
    Progress progress;
    return !query::select(suite.city().connection(), asked, progress).fids.empty();
  }
  /// Everything that the overlay of the one pair made; nothing when the two kinds cannot be overlaid so.
  static std::optional<std::vector<geom::Bytes>> overlaid(const SuiteCity& suite, const GeometryCase& one,
                                                          const GeometryOperation& op, std::size_t place) {
    query::OverlayQuery asked;
    const char first = op.swapped ? 'b' : 'a';
    const char second = op.swapped ? 'a' : 'b';
    asked.a = SuiteCity::layer(first, dimensionOf(op.swapped ? one.b : one.a));
    asked.b = SuiteCity::layer(second, dimensionOf(op.swapped ? one.a : one.b));
    asked.whereA = asked.whereB = "fid = " + std::to_string(place + 1);
    asked.kind = query::parseOverlayKind(op.name == "symdifference" ? "symmetric_difference" : op.name);
    asked.into = "out";
    Progress progress;
    try {
      (void)query::overlay(suite.city(), asked, progress);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::unsupported) return std::nullopt;
      throw;
    }
    std::vector<geom::Bytes> pieces;
    const store::Connection& c = suite.city().connection();
    store::readFeatures(c, store::layerByName(c, "out"), {}, [&](store::Feature& feature) {
      pieces.push_back(feature.wkb);
      return true;
    });
    store::removeLayer(c, "out");
    return pieces;
  }

  /// Area, length or number of places, by dimension.
  static double measureOf(geom::BytesView wkb, int dimension) {
    if (dimension == 2) return geom::area(wkb);
    if (dimension == 1) return geom::length(wkb);
    return double(geom::partsOfDimension(wkb, 0).size());
  }
  /// What the last digits of the coordinates of `one` make in an area or length: their unit along all borders.
  static double noiseOf(const GeometryCase& one) {
    double noise = 0;
    for (const geom::Bytes& wkb : {one.a, one.b}) {
      const geom::Envelope box = geom::envelopeOf(wkb);
      const double largest = std::max({std::abs(box.minX), std::abs(box.maxX), std::abs(box.minY), std::abs(box.maxY)});
      const double unit = std::nextafter(largest, std::numeric_limits<double>::infinity()) - largest;
      noise += unit * (dimensionOf(wkb) == 2 ? geom::length(wkb) : double(wkb.size()) / 16);
    }
    return noise;
  }
  static geom::Bytes partsOf(geom::BytesView wkb, int dimension) {
    return geom::assembled(geom::partsOfDimension(wkb, dimension));
  }

  void relation(const SuiteCity& suite, const GeometryCase& one, const GeometryOperation& op, std::size_t place) {
    const auto geos = m_geos.relation(op, op.swapped ? one.b : one.a, op.swapped ? one.a : one.b);
    if (!geos) {
      ++m_tally.left["pairs that GEOS refuses"];
      return;
    }
    ++m_tally.relations;
    EXPECT_EQ(selected(suite, one, op, place), *geos);
    const bool expected =
        op.expected.find("true") != std::string::npos || op.expected.find("TRUE") != std::string::npos;
    if (expected != *geos) ++m_tally.suiteDiffers;
  }
  void overlay(const SuiteCity& suite, const GeometryCase& one, const GeometryOperation& op, std::size_t place) {
    if (!m_geos.isValid(one.a) || !m_geos.isValid(one.b)) {
      ++m_tally.left["overlays of invalid geometry, which is repaired first"];
      return;
    }
    const Geos::Owned geos = m_geos.overlay(op.name, op.swapped ? one.b : one.a, op.swapped ? one.a : one.b);
    if (!geos) {
      ++m_tally.left["pairs that GEOS refuses"];
      return;
    }
    const auto pieces = overlaid(suite, one, op, place);
    if (!pieces) {
      ++m_tally.left["overlays of different kinds that are refused"];
      return;
    }
    ++m_tally.overlays;
    // pieces have the lower dimension of the two, a difference that of the first
    const int first = dimensionOf(op.swapped ? one.b : one.a);
    const int second = dimensionOf(op.swapped ? one.a : one.b);
    const int dimension = op.name == "difference" ? first : std::min(first, second);
    const geom::Bytes wanted = partsOf(m_geos.bytes(geos), dimension);
    const std::vector<geom::BytesView> views(pieces->begin(), pieces->end());
    const geom::Bytes made = views.empty() ? geom::Bytes() : geom::unionOf(views);
    const double measure =
        wanted.empty() ? 0 : measureOf(geom::unionOf(std::vector<geom::BytesView>{wanted}), dimension);
    const double tolerance = std::max(1e-6 * std::max(1e-6, measure), noiseOf(one));
    EXPECT_NEAR(made.empty() ? 0 : measureOf(made, dimension), measure, tolerance);
    if (wanted.empty() || made.empty() || dimension == 0) return;
    EXPECT_NEAR(measureOf(geom::difference(made, wanted), dimension), 0, tolerance);
    EXPECT_NEAR(measureOf(geom::difference(wanted, made), dimension), 0, tolerance);
  }

  Geos m_geos;
  Tally m_tally;
};

TEST_F(GeometrySuite, SelectAndOverlayAnswerAsGeosDoes) {
  const GeometryCases suite = readGeometryCases(suiteFolder());
  ASSERT_FALSE(suite.cases.empty()) << "no cases in " << suiteFolder();
  const SuiteCity city(suite.cases);
  for (std::size_t place = 0; place < suite.cases.size(); ++place) {
    const GeometryCase& one = suite.cases[place];
    for (const GeometryOperation& op : one.operations) {
      SCOPED_TRACE(one.file + " case " + std::to_string(one.number) + " " + op.name + ": " + one.description);
      if (const std::string why = hindrance(one, op); !why.empty()) {
        ++m_tally.left[why];
        continue;
      }
      if (isRelation(op.name)) {
        relation(city, one, op, place);
      } else {
        overlay(city, one, op, place);
      }
    }
  }
  std::cout << suite.cases.size() << " cases: " << m_tally.relations << " relations and " << m_tally.overlays
            << " overlays compared with GEOS; it answers otherwise than the files in " << m_tally.suiteDiffers << "\n";
  for (const auto& [why, count] : m_tally.left) std::cout << "  left out " << count << ": " << why << "\n";
  for (const std::string& why : suite.unread) std::cout << "  not read: " << why << "\n";
  EXPECT_GT(m_tally.relations + m_tally.overlays, 0);
}

/// The small set's own answers are right in GEOS, too: what stands in our files is checked.
TEST(GeometrySuiteFolder, ThatIsNotThereIsASentence) {
  try {
    (void)readGeometryCases("no such folder");
    FAIL() << "it was read";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::notFound);
    EXPECT_NE(error.sentence().find("no such folder"), std::string::npos);
  }
}

TEST_F(GeometrySuite, TheSmallSetSaysWhatGeosSays) {
  const GeometryCases small = readGeometryCases(std::filesystem::path(CITYDESK_TEST_DATA) / "geometry_suite");
  EXPECT_TRUE(small.unread.empty());
  int asked = 0;
  for (const GeometryCase& one : small.cases) {
    for (const GeometryOperation& op : one.operations) {
      if (!isRelation(op.name) || one.b.empty()) continue;
      SCOPED_TRACE(one.file + " " + one.description + " " + op.name);
      const auto geos = m_geos.relation(op, op.swapped ? one.b : one.a, op.swapped ? one.a : one.b);
      ASSERT_TRUE(geos);
      EXPECT_EQ(*geos, op.expected == "true");
      ++asked;
    }
  }
  EXPECT_GT(asked, 40);
}

}  // namespace
}  // namespace gis::testing

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  if (argc > 1) gis::testing::suiteFolder() = argv[1];
  return RUN_ALL_TESTS();
}
