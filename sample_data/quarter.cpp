#include "sample_data/quarter.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "sample_data/names.h"
#include "sample_data/purpose.h"
#include "sample_data/quarter_steps.h"

namespace gis::sample {

namespace {

constexpr double kFromBankRoad = 7.5;  // from the middle of the road on the bank to the land behind it

/// How streets are laid in a zone.
struct StreetStyle {
  double faceArea;  ///< between streets, m²
  double firstWidth, otherWidth;
  RoadClass first, other;
  double askew;  ///< how far streets turn from the square, radians
};

StreetStyle styleOf(Zone zone) {
  using enum RoadClass;
  switch (zone) {
    case Zone::oldTown: return {9500, 8, 4.5, local, lane, 0.13};
    case Zone::core: return {26000, 16, 10, local, local, 0.03};
    case Zone::residential: return {46000, 16, 12, local, local, 0.03};
    case Zone::industry: return {80000, 18, 14, local, local, 0.015};
    case Zone::campus: return {90000, 12, 9, local, local, 0.05};
    case Zone::park: return {110000, 8, 6, local, lane, 0.2};
    case Zone::town: return {17000, 12, 7, local, lane, 0.07};
    case Zone::rural: return {170000, 7, 5, country, country, 0.09};
    case Zone::water: return {1e12, 0, 0, none, none, 0};
  }
  return {1e12, 0, 0, none, none, 0};
}

/// Cuts a quarter's ground into faces by streets.
class StreetLayer {
 public:
  explicit StreetLayer(QuarterWork& work)
      : m_work(work),
        m_style(styleOf(work.quarter.zone)),
        m_random(work.plan.random(Purpose::streets, static_cast<std::uint64_t>(work.quarter.column),
                                  static_cast<std::uint64_t>(work.quarter.row))) {}

  void run() {
    Mesh::Face ground = layGround();
    int faces =
        std::clamp(static_cast<int>(std::lround(m_work.quarter.area / m_style.faceArea)), 1, m_work.quarter.grids);
    splitByStreets(std::move(ground), faces, 0);
    keepStreets();
    makePieces();
  }

 private:
  Mesh::Face layGround() {
    const CityPlan& plan = m_work.plan;
    const int i = m_work.quarter.column, j = m_work.quarter.row;
    const std::array<const Side*, 4> sides{
        &plan.eastward[plan.eastSide(i, j)], &plan.northward[plan.northSide(i + 1, j)],
        &plan.eastward[plan.eastSide(i, j + 1)], &plan.northward[plan.northSide(i, j)]};
    Ring ring;
    std::vector<Mesh::EdgeData> data;
    for (std::size_t k = 0; k < 4; ++k) {
      const Side& side = *sides[k];
      std::vector<Point> points = side.points;
      const bool road = side.road >= 0;
      m_work.city.roads.push_back({road ? plan.roads[static_cast<std::size_t>(side.road)].name : std::string(),
                                   side.cls,
                                   side.roadWidth,
                                   points.front(),
                                   points.back(),
                                   side.chainage,
                                   {}});
      if (k >= 2) std::reverse(points.begin(), points.end());
      m_corners.push_back(points.front());
      if (side.waterHalf > 0) m_banks.push_back(&side);
      for (std::size_t m = 0; m + 1 < points.size(); ++m) {
        ring.push_back(points[m]);
        data.push_back({road ? static_cast<int>(k) : -1, side.inset, true});
      }
    }
    return m_work.mesh.addFace(ring, data);
  }

  /// A cut that leaves `fraction` of the area on one side, across the long side when it can be.
  std::optional<Mesh::Cut> cutAcross(const Mesh::Face& face, double fraction, double askew, Mesh::EdgeData data,
                                     double snap, std::span<const Point> avoid) {
    const Ring ring = m_work.mesh.ring(face);
    const OrientedBox box = orientedBox(ring);
    for (int attempt = 0; attempt < 8; ++attempt) {
      const Point axis = attempt < 5 ? box.axis : leftOf(box.axis);
      const Point direction = turned(axis, askew * m_random.bell() * (1 + 0.3 * attempt));
      const double f = std::clamp(fraction + 0.06 * attempt * m_random.bell(), 0.1, 0.9);
      const double t = offsetForArea(ring, direction, f);
      const Point through = direction * t;
      auto cut = m_work.mesh.cut(face, {through, leftOf(direction), data, snap, areaOf(ring) * 0.06, avoid});
      if (cut) return cut;
    }
    return std::nullopt;
  }

  void splitByStreets(Mesh::Face face, int count, int level) {
    if (count <= 1) {
      m_faces.push_back(std::move(face));
      return;
    }
    const int part = std::max(1, count / 2 - (count % 2 == 0 && count > 3 && m_random.chance(0.3) ? 1 : 0));
    const bool main = level <= 1;
    const double width = main ? m_style.firstWidth : m_style.otherWidth;
    const int road = static_cast<int>(m_work.city.roads.size());
    auto cut = cutAcross(face, static_cast<double>(part) / count + m_random.range(-0.05, 0.05), m_style.askew,
                         {road, width / 2, false}, 14, m_corners);
    if (!cut) {
      m_faces.push_back(std::move(face));
      return;
    }
    const RoadClass cls = main ? m_style.first : m_style.other;
    QuarterRoad street{streetName(cls, road), cls, width, cut->from, cut->to, 0, {}};
    // numbers begin in the west or south
    if (street.from.x + street.from.y > street.to.x + street.to.y) std::swap(street.from, street.to);
    m_work.city.roads.push_back(std::move(street));
    m_streetEdges.push_back(cut->edge);
    splitByStreets(std::move(cut->left), part, level + 1);
    splitByStreets(std::move(cut->right), count - part, level + 1);
  }

  [[nodiscard]] std::string streetName(RoadClass cls, int road) const {
    const CityPlan& plan = m_work.plan;
    const auto own = plan.quarter(m_work.quarter.column, m_work.quarter.row);
    const auto k = static_cast<std::uint64_t>(road - 4);
    if (m_work.quarter.zone != Zone::oldTown) return smallRoadName(cls, false, own * 29 + k);
    // the widest streets of all quarters of the old town get the famous names
    std::uint64_t rank = 0, count = 0;
    for (std::size_t q = 0; q < plan.quarters.size(); ++q) {
      if (plan.quarters[q].zone != Zone::oldTown) continue;
      if (q < own) ++rank;
      ++count;
    }
    return smallRoadName(cls, true, k * count + rank);
  }

  /// A street that runs to a river ends at the road on its bank.
  void endAtBank(std::vector<Point>& line) const {
    for (const Side* bank : m_banks) {
      const auto& points = bank->points;
      const auto at = std::find(points.begin(), points.end(), line.back());
      if (at == points.end() || at == points.begin() || at + 1 == points.end()) continue;
      const Point along = unit(*(at + 1) - *(at - 1));
      const Point way = line[line.size() - 2] - line.back();
      const double slant = std::max(0.4, std::abs(cross(along, unit(way))));
      const double back = (bank->inset - kFromBankRoad) / slant;
      if (length(way) > back + 1) line.back() = surveyed(line.back() + unit(way) * back);
    }
  }

  void keepStreets() {
    QuarterCity& city = m_work.city;
    for (std::size_t k = 0; k < m_streetEdges.size(); ++k) {
      QuarterRoad& road = city.roads[k + 4];
      const Mesh::Face line = m_work.mesh.leaves({{m_streetEdges[k], false}});
      std::vector<Point> points;
      for (const Mesh::Use use : line) points.push_back(m_work.mesh.from(use));
      points.push_back(m_work.mesh.to(line.back()));
      if (points.front() != road.from) std::reverse(points.begin(), points.end());
      endAtBank(points);
      std::reverse(points.begin(), points.end());
      endAtBank(points);
      std::reverse(points.begin(), points.end());
      road.line = city.keep(points);
    }
  }

  void makePieces() {
    std::vector<double> area;
    double total = 0;
    for (const Mesh::Face& face : m_faces) {
      area.push_back(areaOf(m_work.mesh.ring(face)));
      total += area.back();
    }
    const int grids = std::max(m_work.quarter.grids, static_cast<int>(m_faces.size()));
    double sum = 0;
    int given = 0;
    const int spare = grids - static_cast<int>(m_faces.size());
    for (std::size_t k = 0; k < m_faces.size(); ++k) {
      sum += area[k];
      const int until = static_cast<int>(std::lround(sum / total * spare));
      splitIntoPieces(blockIn(std::move(m_faces[k])), 1 + until - given);
      given = until;
    }
    for (std::size_t k = 0; k < m_work.pieces.size(); ++k) m_work.pieces[k].gridIndex = static_cast<int>(k);
  }

  /// The land of a face within the red lines.
  Piece blockIn(Mesh::Face face) {
    Piece piece;
    const Mesh::Face fine = m_work.mesh.leaves(face);
    Ring ring;
    std::vector<double> insets;
    for (const Mesh::Use use : fine) {
      ring.push_back(m_work.mesh.from(use));
      insets.push_back(m_work.mesh.data(use.edge).inset);
    }
    const InsetRing land = shrunk(ring, insets);
    piece.grid = std::move(face);
    if (land.ring.size() < 3) return piece;
    std::vector<Mesh::EdgeData> data;
    for (const int source : land.sources) {
      const Mesh::EdgeData& d = m_work.mesh.data(fine[static_cast<std::size_t>(source)].edge);
      data.push_back({d.road, 0, d.inset == 0 && d.frozen});
    }
    piece.land = m_work.mesh.addFace(land.ring, data);
    piece.area = areaOf(land.ring);
    return piece;
  }

  void splitIntoPieces(Piece piece, int count) {
    if (count <= 1 || piece.land.empty()) {
      m_work.pieces.push_back(std::move(piece));
      return;
    }
    const int part = count / 2;
    const Mesh::EdgeData wall{-1, 0, false};
    const auto cut = cutAcross(piece.grid, static_cast<double>(part) / count, m_style.askew * 0.5, wall, 4, m_corners);
    if (cut) {
      const Point direction = unit(cut->to - cut->from);
      const auto land = m_work.mesh.cut(piece.land, {cut->from, direction, wall, 1.5, 40, {}});
      if (land) {
        // the new edge runs from `from` to `to` with the left side of the cut on its left
        const auto half = [&](const Mesh::Face& grid, const Mesh::Face& ground) {
          return Piece{grid, ground, areaOf(m_work.mesh.ring(ground)), "", 1000, 0, 0};
        };
        splitIntoPieces(half(cut->left, land->left), part);
        splitIntoPieces(half(cut->right, land->right), count - part);
        return;
      }
    }
    m_work.pieces.push_back(std::move(piece));
  }

  QuarterWork& m_work;
  StreetStyle m_style;
  Random m_random;
  std::vector<Point> m_corners;
  std::vector<const Side*> m_banks;
  std::vector<Mesh::Face> m_faces;
  std::vector<int> m_streetEdges;
};

}  // namespace

void layStreets(QuarterWork& work) {
  StreetLayer(work).run();
}

QuarterCity makeQuarter(const CityPlan& plan, int quarter) {
  QuarterCity city;
  city.quarter = quarter;
  QuarterWork work{plan, plan.quarters[static_cast<std::size_t>(quarter)], city, {}, {}};
  layStreets(work);
  chooseLandUse(work);
  cutParcels(work);
  build(work);
  furnish(work);
  return city;
}

}  // namespace gis::sample
