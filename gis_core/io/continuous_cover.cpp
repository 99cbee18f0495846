#include "gis_core/io/continuous_cover.h"

#include <algorithm>
#include <cmath>

namespace gis::io {
namespace {

constexpr double kMetresOfDegree = 111'320;
constexpr double kMostCellsAcross = 20'000;  // 2,000 km: what is wider is no map of a city

/// Rings of areas and lines in cells, points as rings of one place.
class CellRings final : public geom::WkbVisitor {
 public:
  CellRings(double cellX, double cellY) : m_cellX(cellX), m_cellY(cellY) {}
  void beginGeometry(geom::GeometryType type, std::uint32_t) override {
    m_isArea = type.kind == geom::GeometryKind::polygon;
  }
  void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t) override {
    auto& rings = m_isArea ? areas : lines;
    auto& ring = rings.emplace_back();
    ring.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i, xyzm += stride) {
      if (std::isfinite(xyzm[0]) && std::isfinite(xyzm[1])) ring.push_back({xyzm[0] / m_cellX, xyzm[1] / m_cellY});
    }
  }
  std::vector<std::vector<geom::MapPoint>> areas, lines;

 private:
  const double m_cellX, m_cellY;
  bool m_isArea = false;
};

std::int32_t floorOf(double value) {
  return static_cast<std::int32_t>(std::floor(std::clamp(value, -2e9, 2e9)));
}

}  // namespace

ContinuousCover::ContinuousCover(const crs::Crs& crs)
    : m_isKnown(crs.isKnown()), m_inDegrees(m_isKnown && crs.isGeographic()) {
  if (!m_inDegrees) m_cellX = m_cellY = kCellMetres;
}

/// How long a degree is where the features lie: the first one tells.
void ContinuousCover::measureDegree(const geom::Envelope& box) {
  const double latitude = std::clamp((box.minY + box.maxY) / 2, -85.0, 85.0);
  m_cellY = kCellMetres / kMetresOfDegree;
  m_cellX = m_cellY / std::cos(latitude * 3.14159265358979323846 / 180);
}

void ContinuousCover::addSegment(double x1, double y1, double x2, double y2) {
  const double steps = std::ceil(2 * std::max(std::fabs(x2 - x1), std::fabs(y2 - y1)));
  if (!(steps <= 2 * kMostCellsAcross)) return;  // no number is no place, either
  for (int i = 0; i <= int(steps); ++i) {
    const double t = steps > 0 ? i / steps : 0;
    m_cells[cellOf(floorOf(x1 + t * (x2 - x1)), floorOf(y1 + t * (y2 - y1)))] = 1;
  }
}

/// Cells whose middle lies inside, row by row.
void ContinuousCover::fill(const std::vector<std::vector<geom::MapPoint>>& rings) {
  geom::Envelope box;
  for (const auto& ring : rings) {
    for (const geom::MapPoint& p : ring) box.include(p.x, p.y);
  }
  if (box.isEmpty() || box.width() < 1 || box.height() < 1 || box.width() > kMostCellsAcross ||
      box.height() > kMostCellsAcross)
    return;
  std::vector<double> crossings;
  for (std::int32_t y = floorOf(box.minY); y <= floorOf(box.maxY); ++y) {
    const double middle = y + 0.5;
    crossings.clear();
    for (const auto& ring : rings) {
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const geom::MapPoint &a = ring[i - 1], &b = ring[i];
        if ((a.y <= middle) != (b.y <= middle)) crossings.push_back(a.x + (middle - a.y) / (b.y - a.y) * (b.x - a.x));
      }
    }
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
      for (std::int32_t x = floorOf(crossings[i] + 0.5); x + 0.5 < crossings[i + 1]; ++x) m_cells[cellOf(x, y)] = 1;
    }
  }
}

void ContinuousCover::add(geom::BytesView wkb) {
  constexpr std::int32_t kFew = 1;  // cells: what spans no more is all rim
  if (!m_isKnown || wkb.empty()) return;
  const geom::Envelope box = geom::envelopeOf(wkb);
  if (box.isEmpty() || !std::isfinite(box.width() + box.height())) return;
  if (m_cellX <= 0) measureDegree(box);
  const std::int32_t west = floorOf(box.minX / m_cellX), east = floorOf(box.maxX / m_cellX);
  const std::int32_t south = floorOf(box.minY / m_cellY), north = floorOf(box.maxY / m_cellY);
  if (east - west <= kFew && north - south <= kFew) {
    for (std::int32_t x = west; x <= east; ++x) {
      for (std::int32_t y = south; y <= north; ++y) m_cells[cellOf(x, y)] = 1;
    }
    return;
  }
  CellRings rings(m_cellX, m_cellY);
  geom::visit(wkb, rings);
  for (const auto* all : {&rings.areas, &rings.lines}) {
    for (const auto& ring : *all) {
      if (ring.size() == 1) addSegment(ring[0].x, ring[0].y, ring[0].x, ring[0].y);
      for (std::size_t i = 1; i < ring.size(); ++i) addSegment(ring[i - 1].x, ring[i - 1].y, ring[i].x, ring[i].y);
    }
  }
  fill(rings.areas);
}

double ContinuousCover::squareKilometres() const {
  std::unordered_map<Cell, std::uint8_t> left = m_cells;
  std::size_t largest = 0;
  std::vector<Cell> open;
  while (!left.empty()) {
    std::size_t size = 0;
    open.assign(1, left.begin()->first);
    left.erase(left.begin());
    while (!open.empty()) {
      const Cell cell = open.back();
      open.pop_back();
      ++size;
      const auto x = static_cast<std::int32_t>(cell >> 32), y = static_cast<std::int32_t>(std::uint32_t(cell));
      // a cell that is free between two does not part them
      for (std::int32_t dx = -2; dx <= 2; ++dx) {
        for (std::int32_t dy = -2; dy <= 2; ++dy) {
          const Cell next = cellOf(x + dx, y + dy);
          if (left.erase(next) > 0) open.push_back(next);
        }
      }
    }
    largest = std::max(largest, size);
  }
  return double(largest) * kCellMetres * kCellMetres / 1e6;
}

}  // namespace gis::io
