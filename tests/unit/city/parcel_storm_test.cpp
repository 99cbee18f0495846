// Thousands of random changes of parcels: after each of them the coverage is sound with the same bits on both sides of
// every border, areas balance, lineage has no orphan and no circle; undo takes back exactly what was done, also after
// closing and opening. CITYDESK_EDITS=10000 is the long run.
#include <cmath>
#include <cstdlib>
#include <functional>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

#include "gis_core/base/error.h"
#include "gis_core/city/parcel_lineage.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/edit.h"
#include "tests/unit/city/parcel_grid.h"

namespace gis::city {
namespace {

class ParcelStormTest : public ParcelGrid {
 protected:
  struct State {
    std::map<std::int64_t, geom::Bytes> shapes;
    std::size_t digest = 0;  // of the rows and of how much there is in the other tables
    double area = 0;
  };
  [[nodiscard]] State state() const {
    State now;
    std::string all;
    store::readFeatures(m_city->connection(), layer(), {}, [&](store::Feature& feature) {
      all += std::to_string(feature.fid);
      for (const store::Value& value : feature.values) {
        if (const auto* text = std::get_if<std::string>(&value)) all += *text + ';';
        if (const auto* real = std::get_if<double>(&value)) all += std::to_string(*real) + ';';
      }
      all.append(feature.wkb.begin(), feature.wkb.end());
      now.area += geom::area(feature.wkb);
      now.shapes[feature.fid] = std::move(feature.wkb);
      return true;
    });
    for (const char* table : {"city_lineage", "city_parcel_past", "city_parcel_deed"}) {
      all +=
          m_city->connection().textValue(std::string("SELECT count(*) || ':' || coalesce(max(fid), 0) FROM ") + table);
    }
    now.digest = std::hash<std::string>{}(all);
    return now;
  }

  [[nodiscard]] double uniform(double a, double b) { return std::uniform_real_distribution<double>(a, b)(m_random); }
  [[nodiscard]] std::size_t below(std::size_t n) { return m_random() % n; }

  static geom::Bytes lineOver(geom::MapPoint p, double reach, double angle) {
    char text[200];
    std::snprintf(text, sizeof text, "LINESTRING (%.17g %.17g, %.17g %.17g)", p.x - reach * std::cos(angle),
                  p.y - reach * std::sin(angle), p.x + reach * std::cos(angle), p.y + reach * std::sin(angle));
    return geom::fromWkt(text);
  }
  /// A random triangle about a place.
  [[nodiscard]] geom::Bytes triangleAt(geom::MapPoint p, double size) {
    std::vector<geom::MapPoint> ring;
    const double turn = uniform(0, 2 * M_PI);
    for (int i = 0; i < 3; ++i) {
      const double angle = turn + i * 2 * M_PI / 3 + uniform(-0.5, 0.5);
      const double r = size * uniform(0.3, 1);
      ring.push_back({p.x + r * std::cos(angle), p.y + r * std::sin(angle)});
    }
    return geom::fromWkt(ringWkt(ring));
  }
  [[nodiscard]] std::vector<std::int64_t> touching(const State& now, std::int64_t fid) const {
    const geom::Bytes& shape = now.shapes.at(fid);
    const geom::Envelope box = geom::envelopeOf(shape);
    std::vector<std::int64_t> found;
    for (const auto& [other, wkb] : now.shapes) {
      if (other != fid && geom::envelopeOf(wkb).intersects(box) &&
          geom::relate(wkb, shape, {geom::Predicate::touches, "F***1****"})) {
        found.push_back(other);
      }
    }
    return found;
  }

  /// One change of any kind; throws what is refused.
  ParcelChange changeAnything(const State& now) {
    auto at = now.shapes.begin();
    std::advance(at, below(now.shapes.size()));
    const std::int64_t fid = at->first;
    const geom::Bytes& shape = at->second;
    const geom::Envelope box = geom::envelopeOf(shape);
    const double reach = box.width() + box.height();
    // many parcels: merge them rather; few: split them
    const bool many = now.shapes.size() > 130;
    const bool few = now.shapes.size() < 40;
    ParcelSplit how;
    switch (below(8)) {
      case 0:
        if (many) break;
        how.lines = lineOver(geom::interiorPoint(shape), reach, uniform(0, M_PI));
        return splitParcel(*m_city, fid, how, deed());
      case 1:
        if (many) break;
        how.parts = 2 + int(below(3));
        if (below(2) == 0) how.bearing = uniform(0, 180);
        return splitParcel(*m_city, fid, how, deed());
      case 2:
        if (many) break;
        how.areas = {geom::area(shape) * uniform(0.1, 0.8)};
        return splitParcel(*m_city, fid, how, deed());
      case 3:
        if (many) break;
        return cutOutParcel(*m_city, fid, triangleAt(geom::interiorPoint(shape), reach / 6), deed());
      case 4: {
        const auto others = touching(now, fid);
        if (others.empty()) break;
        return moveParcelBorder(*m_city, fid, others[below(others.size())],
                                lineOver(geom::interiorPoint(shape), 2 * reach, uniform(0, M_PI)), deed());
      }
      case 5: {
        const auto others = touching(now, fid);
        if (others.empty()) break;
        geom::CoverageShapes one;
        one.add(fid, shape);
        const geom::MapPoint corner = one.points()[below(one.points().size())];
        return takeOverParcel(*m_city, fid, others[below(others.size())], triangleAt(corner, reach / 8), deed());
      }
      case 6:
        if (few || below(4) != 0) break;
        return emptyAndFill(now, fid);
      default: {
        geom::CoverageShapes one;
        one.add(fid, shape);
        const geom::MapPoint from = one.points()[below(one.points().size())];
        return moveParcelVertex(*m_city, from, {from.x + uniform(-2, 2), from.y + uniform(-2, 2)}, 0.1, deed());
      }
    }
    const auto others = touching(now, fid);
    if (few || others.empty()) return {};
    std::vector<std::int64_t> fids{fid, others[below(others.size())]};
    if (many) fids.push_back(others[below(others.size())]);
    return mergeParcels(*m_city, fids, deed());
  }
  /// A parcel goes, and a neighbour takes over what is left open; when it cannot, the parcel comes back.
  ParcelChange emptyAndFill(const State& now, std::int64_t fid) {
    const auto others = touching(now, fid);
    if (others.empty()) return {};
    store::EditCommand remove;
    remove.rows = {{.kind = store::RowEdit::Kind::remove, .table = "parcels", .fid = fid}};
    remove.mayBreakCoverage = true;
    store::apply(*m_city, remove);
    m_between = true;
    // one that touched itself leaves several
    if (check().counts[std::size_t(geom::CoverageFault::gap)] != 1) {
      store::undo(*m_city, "clerk");
      m_between = false;
      return {};
    }
    try {
      const ParcelChange change =
          fillParcelGap(*m_city, others[below(others.size())], geom::interiorPoint(now.shapes.at(fid)), deed());
      if (std::abs(change.filled - geom::area(now.shapes.at(fid))) < 1e-6) return change;
      store::undo(*m_city, "clerk");  // a part of it lay open to the rim
      store::undo(*m_city, "clerk");
      m_between = false;
      return {};
    } catch (const Error&) {
      store::undo(*m_city, "clerk");
      m_between = false;
      throw;
    }
  }

  /// By the check, and apart from it: an edge without the same bits on its other side has nobody there.
  void expectSound(const State& now, const std::string& after) {
    geom::CoverageShapes shapes;
    for (const auto& [fid, wkb] : now.shapes) shapes.add(fid, wkb);
    const geom::CoverageReport report = geom::checkCoverage(shapes, geom::searchByScan(shapes), {}, {});
    ASSERT_TRUE(report.isSound()) << after << ": " << geom::coverageFaultName(report.findings[0].fault) << " of "
                                  << report.findings[0].size << " between " << report.findings[0].fids[0] << " and "
                                  << report.findings[0].fids.back() << " at " << report.findings[0].place.x << ", "
                                  << report.findings[0].place.y << ", width " << report.findings[0].width;
    std::set<std::array<double, 4>> edges;
    const auto& points = shapes.points();
    const auto eachEdge = [&](const std::function<void(std::uint32_t, geom::MapPoint, geom::MapPoint)>& visit) {
      for (std::uint32_t i = 0; i < shapes.size(); ++i) {
        for (const geom::CoverageShapes::Ring& ring : shapes.rings(i)) {
          for (std::uint32_t p = ring.begin; p + 1 < ring.end; ++p) visit(i, points[p], points[p + 1]);
        }
      }
    };
    eachEdge([&](std::uint32_t, geom::MapPoint a, geom::MapPoint b) {
      ASSERT_TRUE(edges.insert({a.x, a.y, b.x, b.y}).second) << after << ": an edge twice in one direction";
    });
    eachEdge([&](std::uint32_t i, geom::MapPoint a, geom::MapPoint b) {
      const double length = std::hypot(b.x - a.x, b.y - a.y);
      if (edges.contains({b.x, b.y, a.x, a.y}) || length < 1e-3) return;
      // the inside lies on the left: a little to the right must be outside of all
      const geom::MapPoint beside{(a.x + b.x) / 2 + (b.y - a.y) / length * 1e-5,
                                  (a.y + b.y) / 2 - (b.x - a.x) / length * 1e-5};
      for (std::uint32_t k = 0; k < shapes.size(); ++k) {
        EXPECT_FALSE(k != i && shapes.covers(k, beside))
            << after << ": " << shapes.fid(i) << " and " << shapes.fid(k) << " do not share their border";
      }
    });
  }

  std::mt19937 m_random{20261126};
  bool m_between = false;  // the last change was two edits
};

TEST_F(ParcelStormTest, RandomChangesKeepTheCoverageAndUndoGivesEverythingBack) {
  fill(8, 7);
  const std::string first = image();
  const char* more = std::getenv("CITYDESK_EDITS");
  const int steps = more == nullptr ? 400 : std::atoi(more);
  State now = state();
  std::vector<std::size_t> digests{now.digest};  // after each edit that can be undone; 0: in the middle of a filling
  const double areaAtFirst = now.area;
  int refused = 0;
  std::map<std::string, int> kinds;
  for (int step = 0; step < steps; ++step) {
    if (step % 97 == 96) *m_city = store::CityDatabase::open(m_folder / "p.citydb");
    if (below(12) == 0) {
      const std::size_t back = std::min(1 + below(6), digests.size() - 1);
      for (std::size_t i = 1; i <= back; ++i) {
        store::undo(*m_city, "clerk");
        ASSERT_TRUE(digests[digests.size() - 1 - i] == 0 || state().digest == digests[digests.size() - 1 - i])
            << "undo at step " << step;
      }
      if (below(2) == 0) *m_city = store::CityDatabase::open(m_folder / "p.citydb");
      // half a filling is no place to go on from
      std::size_t forth = below(back + 1);
      while (forth < back && digests[digests.size() - 1 - back + forth] == 0) ++forth;
      for (std::size_t i = 1; i <= forth; ++i) {
        store::redo(*m_city, "clerk");
        const std::size_t wanted = digests[digests.size() - 1 - back + i];
        ASSERT_TRUE(wanted == 0 || state().digest == wanted) << "redo at step " << step;
      }
      digests.resize(digests.size() - back + forth);
      now = state();
      continue;
    }
    m_between = false;
    std::string what;
    try {
      const ParcelChange change = changeAnything(now);
      if (change.tx.empty()) continue;
      what = "step " + std::to_string(step) + ", " + change.operation;
      ++kinds[change.operation];
      if (change.operation != "vertex") {
        ASSERT_NEAR(change.residue(), 0, 1e-5) << what;
      }
    } catch (const Error& error) {
      ++refused;
      ASSERT_TRUE(error.code() == ErrorCode::invalidValue || error.code() == ErrorCode::forbiddenStep)
          << error.sentence();
      ASSERT_EQ(state().digest, now.digest) << "refused, but something changed: " << error.sentence();
      continue;
    }
    now = state();
    if (m_between) digests.push_back(0);
    digests.push_back(now.digest);
    ASSERT_NO_FATAL_FAILURE(expectSound(now, what));
    if (step % 50 == 0) {
      ASSERT_TRUE(lineageFaults(*m_city).empty()) << what << ": " << lineageFaults(*m_city)[0];
    }
  }
  EXPECT_TRUE(lineageFaults(*m_city).empty());
  EXPECT_LT(refused, steps / 2);
  std::string counts;
  for (const auto& [kind, count] : kinds) counts += " " + kind + " " + std::to_string(count);
  RecordProperty("edits", counts);
  std::printf("%d steps, %d refused:%s; %zu parcels\n", steps, refused, counts.c_str(), now.shapes.size());
  for (const char* kind : {"split", "merge", "vertex", "border", "cut", "take"}) {
    EXPECT_GT(kinds[kind], steps / 200) << kind;
  }
  // what the deeds say of areas is what the parcels have; a filled gap was there before its parcel went
  const double told = std::stod(m_city->connection().textValue(
      "SELECT coalesce(sum(area_after - area_before), 0) FROM city_parcel_deed WHERE operation <> 'fill'"));
  EXPECT_NEAR(now.area, areaAtFirst + told, 1e-6 * std::max(1, steps));
  {
    std::set<std::string> codes;
    store::Statement all(m_city->connection(), "SELECT ZDDM FROM parcels UNION ALL SELECT code FROM city_parcel_past");
    while (all.step()) EXPECT_TRUE(codes.insert(all.text(0)).second) << all.text(0) << " was given twice";
  }
  for (std::size_t i = 1; i < digests.size(); ++i) {
    if (i % 100 == 0) *m_city = store::CityDatabase::open(m_folder / "p.citydb");
    store::undo(*m_city, "clerk");
  }
  EXPECT_EQ(image(), first);
}

}  // namespace
}  // namespace gis::city
