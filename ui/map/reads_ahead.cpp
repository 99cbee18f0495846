#include "ui/map/reads_ahead.h"

#include "gis_core/snapshot/layer_view.h"
#include "gis_core/style/layer_style.h"
#include "ui/map/tile_painter.h"

namespace gis::ui {

namespace {
/// Shares of a view on each side: to be there, and read along when that is not.
constexpr double kNear = 0.25, kAlong = 0.25;
constexpr std::size_t kMostScales = 16;
/// Along each side of a box: so soon work is given up.
constexpr int kPieces = 8;

geom::Envelope grownByShare(const geom::Envelope& box, double share) {
  const double dx = box.width() * share, dy = box.height() * share;
  return {box.minX - dx, box.minY - dy, box.maxX + dx, box.maxY + dy};
}
}  // namespace

std::vector<ReadAhead> ReadsAhead::wanted(const MapView& view, std::uint64_t stamp) {
  if (stamp != m_stamp || m_read.size() > kMostScales) m_read.clear();
  m_stamp = stamp;
  std::vector<ReadAhead> all;
  const geom::Envelope here = view.extent();
  const double units = view.deviceUnits();
  for (const double scale : {1.0, 0.5, 2.0}) {
    const double near = kNear * scale;  // nearer, less is shown
    const auto read = m_read.find(units * scale);
    if (read != m_read.end() && read->second.contains(grownByShare(here, near))) continue;
    all.push_back({units * scale, view.dpr, grownByShare(here, near + kAlong)});
  }
  return all;
}

void ReadsAhead::done(const ReadAhead& read, std::uint64_t stamp) {
  if (stamp == m_stamp) m_read[read.units] = read.box;
}

void readAhead(const MapScene& scene, const ReadAhead& read, const CancelToken& token) {
  const double denominator = tileFrame(scene, read.units, read.dpr, 0, 0).denominator;
  const double width = read.box.width() / kPieces, height = read.box.height() / kPieces;
  for (const SceneLayer& layer : scene.layers) {
    if (!layer.visible || layer.data == nullptr || !layer.style->scales.contains(denominator)) continue;
    for (int k = 0; k < kPieces * kPieces && !token.cancelled(); ++k) {
      const double x = read.box.minX + k % kPieces * width, y = read.box.minY + k / kPieces * height;
      layer.data->forEachShape({x, y, x + width, y + height}, read.units, {x, y}, {});
    }
  }
}

}  // namespace gis::ui
