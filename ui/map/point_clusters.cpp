#include "ui/map/point_clusters.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

#include "gis_core/style/classification.h"
#include "ui/map/heat_map.h"
#include "ui/map/layer_painter.h"
#include "ui/map/symbols.h"

namespace gis::ui {

namespace {

constexpr int kMostLevels = 24;

std::int64_t cellOf(double x, double y, double side) {
  return (std::int64_t(std::floor(y / side)) << 32) + std::int64_t(std::floor(x / side));
}

using CellCounts = std::vector<std::pair<std::int64_t, std::uint32_t>>;

CellCounts cellsOf(const std::vector<Cluster>& nodes, double side, double east, double north) {
  CellCounts cells;
  cells.reserve(nodes.size());
  for (std::size_t k = 0; k < nodes.size(); ++k) {
    cells.emplace_back(cellOf(nodes[k].x * east, nodes[k].y * north, side), std::uint32_t(k));
  }
  std::sort(cells.begin(), cells.end());
  return cells;
}

}  // namespace

/// Calls `f(node)` for the nodes of every cell that meets a box, metres.
template <typename F>
void PointClusters::forEachNear(const CellCounts& cells, double side, double x0, double y0, double x1, double y1,
                                F&& f) {
  const auto firstRow = std::int64_t(std::floor(y0 / side)), lastRow = std::int64_t(std::floor(y1 / side));
  const auto first = std::int64_t(std::floor(x0 / side)), last = std::int64_t(std::floor(x1 / side));
  if (double(lastRow - firstRow) > double(cells.size())) {  // a box of many empty rows
    for (const auto& [key, node] : cells) f(node);
    return;
  }
  for (std::int64_t row = firstRow; row <= lastRow; ++row) {
    auto at = std::lower_bound(cells.begin(), cells.end(), std::pair((row << 32) + first, std::uint32_t(0)));
    for (; at != cells.end() && at->first <= (row << 32) + last; ++at) f(at->second);
  }
}

std::shared_ptr<const PointClusters> PointClusters::of(const snapshot::LayerView& view, const style::ClusterSpec& spec,
                                                       double metresPerUnit) {
  struct Kept {
    std::weak_ptr<const snapshot::Snapshot> base;
    std::weak_ptr<const std::vector<bool>> shown;
    bool filtered;
    double radiusMm, from, metresPerUnit;
    std::weak_ptr<const PointClusters> clusters;
  };
  static std::mutex mutex;
  static std::vector<Kept> kept;
  {
    const std::lock_guard lock(mutex);
    std::erase_if(kept, [](const Kept& k) { return k.clusters.expired(); });
    for (const Kept& k : kept) {
      if (k.base.lock() == view.baseShared() && k.filtered == view.isFiltered() &&
          k.shown.lock() == view.shownOfBase() && k.radiusMm == spec.radiusMm && k.from == spec.fromDenominator &&
          k.metresPerUnit == metresPerUnit) {
        if (auto clusters = k.clusters.lock()) return clusters;
      }
    }
  }
  auto made = std::make_shared<const PointClusters>(view, spec, metresPerUnit);
  const std::lock_guard lock(mutex);
  kept.push_back({view.baseShared(), view.shownOfBase(), view.isFiltered(), spec.radiusMm, spec.fromDenominator,
                  metresPerUnit, made});
  return made;
}

PointClusters::PointClusters(const snapshot::LayerView& view, const style::ClusterSpec& spec, double metresPerUnit)
    : m_from(spec.fromDenominator) {
  const GroundScale ground(view, metresPerUnit);
  m_east = ground.east;
  m_north = ground.north;
  const snapshot::Snapshot& base = view.base();
  m_nodeOf.assign(base.info().count, ~std::uint32_t{0});
  for (snapshot::Index i = 0; i < base.info().count; ++i) {
    if (view.shownOfBase() != nullptr && !(*view.shownOfBase())[i]) continue;
    const geom::Envelope box = base.boxOf(i);
    if (box.isEmpty()) continue;
    m_nodeOf[i] = std::uint32_t(m_points.size());
    m_points.push_back({(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2, 1, i});
  }
  double radius = spec.radiusMm / 1000 * spec.fromDenominator;
  for (int k = 0; k < kMostLevels; ++k, radius *= 2) {
    addLevel(m_levels.empty() ? m_points : m_levels.back().nodes, radius);
    if (m_levels.back().nodes.size() <= 1) return;
  }
}

void PointClusters::addLevel(const std::vector<Cluster>& below, double radius) {
  Level level;
  level.radius = radius;
  level.parents.assign(below.size(), ~std::uint32_t{0});
  const CellCounts cells = cellsOf(below, radius, m_east, m_north);
  std::vector<std::uint32_t> members;
  for (std::size_t k = 0; k < below.size(); ++k) {
    if (level.parents[k] != ~std::uint32_t{0}) continue;
    const double x = below[k].x * m_east, y = below[k].y * m_north;
    members.clear();
    forEachNear(cells, radius, x - radius, y - radius, x + radius, y + radius, [&](std::uint32_t node) {
      if (level.parents[node] != ~std::uint32_t{0}) return;
      if (std::hypot(below[node].x * m_east - x, below[node].y * m_north - y) <= radius) members.push_back(node);
    });
    Cluster made{0, 0, 0, below[k].first};
    for (const std::uint32_t node : members) {
      level.parents[node] = std::uint32_t(level.nodes.size());
      made.x += below[node].x * below[node].count;
      made.y += below[node].y * below[node].count;
      made.count += below[node].count;
    }
    made.x /= made.count;
    made.y /= made.count;
    level.nodes.push_back(made);
  }
  level.cells = cellsOf(level.nodes, radius, m_east, m_north);
  m_levels.push_back(std::move(level));
}

int PointClusters::levelFor(double denominator) const {
  if (denominator < m_from || m_levels.empty()) return -1;
  return std::clamp(int(std::floor(std::log2(denominator / m_from) + 0.5)), 0, levels() - 1);
}

std::vector<Cluster> PointClusters::in(int number, const geom::Envelope& box, const snapshot::LayerView& view) const {
  const Level& level = m_levels[std::size_t(number)];
  std::map<std::uint32_t, Cluster> found;
  forEachNear(level.cells, level.radius, box.minX * m_east, box.minY * m_north, box.maxX * m_east, box.maxY * m_north,
              [&](std::uint32_t node) {
                const Cluster& c = level.nodes[node];
                if (box.contains(geom::MapPoint{c.x, c.y})) found.emplace(node, c);
              });
  for (const std::int64_t fid : view.hiddenFids()) {
    const auto i = view.base().indexOfFid(fid);
    if (!i || m_nodeOf[*i] == ~std::uint32_t{0}) continue;
    std::uint32_t node = m_nodeOf[*i];
    for (int k = 0; k <= number; ++k) node = m_levels[std::size_t(k)].parents[node];
    const auto at = found.find(node);
    if (at != found.end() && at->second.count > 0) --at->second.count;
  }
  std::vector<Cluster> clusters;
  const auto base = snapshot::Index(view.base().info().count);
  for (std::size_t k = 0; k < view.added().size(); ++k) {
    const geom::Envelope place = view.added()[k].box;
    const snapshot::Index index = base + snapshot::Index(k);
    if (place.isEmpty() || view.isHidden(index)) continue;
    const double x = (place.minX + place.maxX) / 2, y = (place.minY + place.maxY) / 2, r = level.radius;
    double best = r;
    std::uint32_t nearest = ~std::uint32_t{0};
    const double ex = x * m_east, ny = y * m_north;
    forEachNear(level.cells, r, ex - r, ny - r, ex + r, ny + r, [&](std::uint32_t node) {
      const double d = std::hypot(level.nodes[node].x * m_east - ex, level.nodes[node].y * m_north - ny);
      if (d > best || (d == best && node >= nearest)) return;
      best = d;
      nearest = node;
    });
    if (nearest == ~std::uint32_t{0}) {
      if (box.contains(geom::MapPoint{x, y})) clusters.push_back({x, y, 1, index});
      continue;
    }
    const auto at = found.find(nearest);
    if (at == found.end()) continue;
    if (at->second.count == 0) at->second.first = index;
    ++at->second.count;
  }
  for (const auto& [node, c] : found) {
    if (c.count > 0) clusters.push_back(c);
  }
  return clusters;
}

namespace {

double clusterSize(const style::ClusterSpec& spec, std::uint32_t count) {
  return spec.sizeMm * std::min(1.8, 1 + 0.22 * std::log10(double(std::max(count, 1U))));
}

}  // namespace

QString clusterText(std::uint32_t count) {
  if (count < 10000) return QString::number(count);
  if (count < 1000000) return QString::number(count / 1000) + QLatin1Char('k');
  const std::uint32_t tenths = count / 100000;
  return QString::number(tenths / 10.0, 'f', 1) + QLatin1Char('M');
}

double clusterReach(const SceneLayer& layer, const PixelFrame& frame) {
  const style::ClusterSpec& spec = *layer.style->clusters;
  const int level = layer.clusters != nullptr ? layer.clusters->levelFor(frame.denominator) : -1;
  if (level < 0) return 0;
  // a cluster's middle lies within its radius and those of the levels below, which are half as long each time
  const double metres = 2 * layer.clusters->radiusMetres(level);
  const GroundScale ground(*layer.data, frame.metresPerUnit);
  return metres / std::min(ground.east, ground.north) / frame.units + spec.sizeMm * frame.pxPerMm + 3;
}

void paintCluster(QPainter& painter, const style::ClusterSpec& spec, std::uint32_t count, double pxPerMm) {
  const double size = clusterSize(spec, count) * pxPerMm;
  painter.setPen(Qt::NoPen);
  QColor ring = toQColor(spec.fill);
  ring.setAlphaF(ring.alphaF() * 0.35F);
  painter.setBrush(ring);
  painter.drawEllipse(QPointF(), size / 2, size / 2);
  painter.setBrush(toQColor(spec.fill));
  painter.drawEllipse(QPointF(), size * 0.41, size * 0.41);
  const QString text = clusterText(count);
  QFont font(QStringLiteral("Noto Sans CJK SC"));
  font.setBold(true);
  font.setPixelSize(std::max(5, int(std::lround(size * (text.size() > 3 ? 0.25 : 0.32)))));
  const QFontMetricsF metrics(font);
  QPainterPath path;
  path.addText(-metrics.horizontalAdvance(text) / 2, metrics.capHeight() / 2, font, text);
  painter.fillPath(path, toQColor(spec.text));
}

std::uint64_t paintClusters(QPainter& painter, const SceneLayer& layer, const PixelFrame& frame,
                            const CancelToken& token) {
  const int level = layer.clusters->levelFor(frame.denominator);
  const style::ClusterSpec& spec = *layer.style->clusters;
  const double reach = reachOf(layer, frame) * frame.units;
  std::vector<Cluster> clusters = layer.clusters->in(level, frame.box().grown(reach), *layer.data);
  // small ones below; the same order in every picture
  std::sort(clusters.begin(), clusters.end(), [](const Cluster& a, const Cluster& b) {
    return std::tie(a.count, a.x, a.y) < std::tie(b.count, b.x, b.y);
  });
  std::uint64_t points = 0;
  painter.save();
  painter.setOpacity(painter.opacity() * layer.style->opacity);
  for (const Cluster& c : clusters) {
    if (token.cancelled()) break;
    if (frame.box().contains(geom::MapPoint{c.x, c.y})) points += c.count;  // not those of the neighbours
    // the same pixel for every picture
    const QPointF at(std::floor(c.x / frame.units + 1e-6) + 0.5 - double(frame.left),
                     std::floor(-c.y / frame.units + 1e-6) + 0.5 - double(frame.top));
    const QTransform before = painter.transform();
    painter.translate(at);
    if (c.count > 1) {
      paintCluster(painter, spec, c.count, frame.pxPerMm);
    } else {
      const std::uint16_t k = layer.classes->classOf(c.first);
      if (k < layer.style->classes.size()) {
        const style::StyleClass& own = layer.style->classes[k];
        if (own.visible && own.scales.contains(frame.denominator)) {
          style::Symbol marked = own.symbol;
          if (!isDrawn(marked.outline, frame)) marked.outline.widthMm = 0;
          paintMarker(painter, marked, markerSize(marked, frame), frame.pxPerMm);
        }
      }
    }
    painter.setTransform(before);
  }
  painter.restore();
  return points;
}

}  // namespace gis::ui
