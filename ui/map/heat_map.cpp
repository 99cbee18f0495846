#include "ui/map/heat_map.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

#include "gis_core/style/classification.h"
#include "gis_core/style/colour_ramps.h"

namespace gis::ui {

namespace {

using snapshot::Index;

constexpr double kCellsOfRadius = 8;
constexpr double kMetresOfDegrees = 1000;  ///< a map unit longer than this is a degree

/// The kernel as shares of cells: sums to one.
struct Kernel {
  int reach = 0;
  std::vector<float> taps;  ///< (2 · reach + 1)², row by row
  [[nodiscard]] float at(int dx, int dy) const {
    return taps[std::size_t(dy + reach) * std::size_t(2 * reach + 1) + std::size_t(dx + reach)];
  }
};

Kernel kernelOf(double radiusInCells) {
  Kernel k;
  k.reach = std::max(1, int(std::ceil(radiusInCells)));
  double sum = 0;
  for (int dy = -k.reach; dy <= k.reach; ++dy) {
    for (int dx = -k.reach; dx <= k.reach; ++dx) {
      const double d2 = (double(dx) * dx + double(dy) * dy) / (radiusInCells * radiusInCells);
      k.taps.push_back(d2 < 1 ? float((1 - d2) * (1 - d2)) : 0);
      sum += double(k.taps.back());
    }
  }
  for (float& tap : k.taps) tap = float(double(tap) / sum);
  return k;
}

double weightOf(const snapshot::LayerView& view, int column, Index i) {
  if (column < 0) return 1;
  const double w = view.numberOf(column, i);
  return std::isfinite(w) && w > 0 ? w : 0;
}

double roundedUp(double value) {
  if (!(value > 0)) return 1;
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double step : {1.0, 2.0, 5.0}) {
    if (value <= step * power) return step * power;
  }
  return 10 * power;
}

/// Sizes of cells: in metres (a circle on the ground) and in map units.
struct Cells {
  double metres, east, north, radiusInCells;
  Cells(const style::HeatSpec& heat, const GroundScale& ground, double pixelMetres) {
    metres = std::max(heat.radiusMetres / kCellsOfRadius, pixelMetres);
    east = metres / ground.east;
    north = metres / ground.north;
    radiusInCells = std::max(1.0, heat.radiusMetres / metres);
  }
};

}  // namespace

GroundScale::GroundScale(const snapshot::LayerView& view, double metresPerUnit)
    : east(metresPerUnit), north(metresPerUnit) {
  const geom::Envelope& extent = view.base().info().extent;
  if (metresPerUnit < kMetresOfDegrees || extent.isEmpty()) return;
  const double latitude = std::clamp((extent.minY + extent.maxY) / 2, -85.0, 85.0);
  east *= std::cos(latitude * std::numbers::pi / 180);
}

double heatMaximum(const snapshot::LayerView& view, const style::HeatSpec& heat, double metresPerUnit) {
  if (heat.maximum > 0) return heat.maximum;
  const GroundScale ground(view, metresPerUnit);
  const double side = heat.radiusMetres / 2;
  const snapshot::Snapshot& base = view.base();
  const int column = heat.weight.empty() ? -1 : base.columnOf(heat.weight);
  std::unordered_map<std::int64_t, double> cells;
  for (Index i = 0; i < base.info().count; ++i) {
    // the snapshot's own, so that an edit does not change every colour
    if (view.shownOfBase() != nullptr && !(*view.shownOfBase())[i]) continue;
    const geom::Envelope box = base.boxOf(i);
    if (box.isEmpty()) continue;
    const auto x = std::int64_t(std::floor((box.minX + box.maxX) / 2 * ground.east / side));
    const auto y = std::int64_t(std::floor((box.minY + box.maxY) / 2 * ground.north / side));
    cells[(y << 32) + x] += weightOf(view, column, i);
  }
  const Kernel kernel = kernelOf(2);
  double peak = 0;
  for (const auto& [key, own] : cells) {
    double sum = 0;
    for (int dy = -kernel.reach; dy <= kernel.reach; ++dy) {
      for (int dx = -kernel.reach; dx <= kernel.reach; ++dx) {
        const auto found = cells.find(key + (std::int64_t(dy) << 32) + dx);
        if (found != cells.end()) sum += found->second * double(kernel.at(dx, dy));
      }
    }
    peak = std::max(peak, sum);
  }
  return roundedUp(peak / (side * side) * 1e6);
}

QRgb heatColour(const std::vector<style::Colour>& ramp, double share) {
  const double t = std::clamp(share, 0.0, 1.0);
  const style::Colour& c = ramp[std::size_t(std::lround(t * double(ramp.size() - 1)))];
  // what is hardly there is hardly seen
  const int alpha = int(std::lround(225 * std::min(1.0, t / 0.12)));
  return qPremultiply(qRgba(c.r, c.g, c.b, alpha));
}

double heatReach(const SceneLayer& layer, const PixelFrame& frame) {
  const style::HeatSpec& heat = *layer.style->heat;
  const GroundScale ground(*layer.data, frame.metresPerUnit);
  const Cells cells(heat, ground, frame.units * frame.metresPerUnit);
  return (heat.radiusMetres + 2 * cells.metres) / std::min(ground.east, ground.north) / frame.units + 2;
}

std::vector<float> heatDensities(const SceneLayer& layer, const PixelFrame& frame, const CancelToken& token,
                                 std::uint64_t* points) {
  const style::HeatSpec& heat = *layer.style->heat;
  const snapshot::LayerView& view = *layer.data;
  const GroundScale ground(view, frame.metresPerUnit);
  const Cells cells(heat, ground, frame.units * frame.metresPerUnit);
  const Kernel kernel = kernelOf(cells.radiusInCells);
  // corners of cells, counted in the world: column 0 at x = 0, rows downwards
  const double perColumn = frame.units / cells.east, perRow = frame.units / cells.north;
  const auto firstColumn = std::int64_t(std::floor((double(frame.left) + 0.5) * perColumn));
  const auto firstRow = std::int64_t(std::floor((double(frame.top) + 0.5) * perRow));
  const int columns =
      int(std::int64_t(std::floor((double(frame.left) + frame.width - 0.5) * perColumn)) - firstColumn) + 2;
  const int rows = int(std::int64_t(std::floor((double(frame.top) + frame.height - 0.5) * perRow)) - firstRow) + 2;
  const int r = kernel.reach, width = columns + 2 * r, height = rows + 2 * r;
  std::vector<double> counts(std::size_t(width) * std::size_t(height), 0);
  const int weight = heat.weight.empty() ? -1 : view.base().columnOf(heat.weight);
  const geom::Envelope box{(double(firstColumn) - r - 1) * cells.east, -(double(firstRow) + rows + r + 1) * cells.north,
                           (double(firstColumn) + columns + r + 1) * cells.east,
                           -(double(firstRow) - r - 1) * cells.north};
  std::uint64_t taken = 0;
  view.forEachIn(box, [&](Index i) {
    const std::uint16_t k = layer.classes->classOf(i);
    if (k >= layer.style->classes.size() || !layer.style->classes[k].visible) return true;
    const geom::Envelope place = view.boxOf(i);
    const double u = (place.minX + place.maxX) / 2 / cells.east - double(firstColumn) + r;
    const double v = -(place.minY + place.maxY) / 2 / cells.north - double(firstRow) + r;
    const double fu = std::floor(u), fv = std::floor(v);
    if (!(fu >= -1 && fv >= -1 && fu < width && fv < height)) return true;
    const double w = weightOf(view, weight, i);
    const auto add = [&](double x, double y, double share) {
      if (x >= 0 && y >= 0 && x < width && y < height)
        counts[std::size_t(y) * std::size_t(width) + std::size_t(x)] += share;
    };
    add(fu, fv, w * (1 - (u - fu)) * (1 - (v - fv)));
    add(fu + 1, fv, w * (u - fu) * (1 - (v - fv)));
    add(fu, fv + 1, w * (1 - (u - fu)) * (v - fv));
    add(fu + 1, fv + 1, w * (u - fu) * (v - fv));
    return (++taken & 1023) != 0 || !token.cancelled();
  });
  if (points != nullptr) *points = taken;
  if (taken == 0 || token.cancelled()) return {};
  const double perKm2 = 1e6 / (cells.metres * cells.metres);
  std::vector<float> corners(std::size_t(columns) * std::size_t(rows), 0);
  for (int y = 0; y < height; ++y) {
    if (token.cancelled()) return {};
    for (int x = 0; x < width; ++x) {
      const double count = counts[std::size_t(y) * std::size_t(width) + std::size_t(x)];
      if (count == 0) continue;
      for (int dy = std::max(-r, r - y); dy <= r && y - r + dy < rows; ++dy) {
        float* row = &corners[std::size_t(y - r + dy) * std::size_t(columns)];
        for (int dx = std::max(-r, r - x); dx <= r && x - r + dx < columns; ++dx) {
          row[x - r + dx] += float(count * perKm2) * kernel.at(dx, dy);
        }
      }
    }
  }
  std::vector<float> densities(std::size_t(frame.width) * std::size_t(frame.height));
  for (int y = 0; y < frame.height; ++y) {
    const double v = (double(frame.top) + y + 0.5) * perRow, fv = std::floor(v);
    const float ty = float(v - fv);
    const float* upper = &corners[std::size_t(std::int64_t(fv) - firstRow) * std::size_t(columns)];
    const float* lower = upper + columns;
    for (int x = 0; x < frame.width; ++x) {
      const double u = (double(frame.left) + x + 0.5) * perColumn, fu = std::floor(u);
      const auto c = std::size_t(std::int64_t(fu) - firstColumn);
      const float tx = float(u - fu);
      densities[std::size_t(y) * std::size_t(frame.width) + std::size_t(x)] =
          (upper[c] * (1 - tx) + upper[c + 1] * tx) * (1 - ty) + (lower[c] * (1 - tx) + lower[c + 1] * tx) * ty;
    }
  }
  return densities;
}

namespace {

QImage heatImage(const SceneLayer& layer, const PixelFrame& frame, const CancelToken& token, std::uint64_t& points) {
  const std::vector<float> densities = heatDensities(layer, frame, token, &points);
  if (densities.empty()) return {};
  constexpr int kShades = 256;
  const std::vector<style::Colour> ramp = style::ramp(layer.style->heat->ramp, kShades);
  std::vector<QRgb> shades;
  shades.reserve(kShades);
  for (int k = 0; k < kShades; ++k) shades.push_back(heatColour(ramp, double(k) / (kShades - 1)));
  QImage image(frame.width, frame.height, QImage::Format_ARGB32_Premultiplied);
  const double scale = (kShades - 1) / layer.heatMaximum;
  std::size_t at = 0;
  for (int y = 0; y < frame.height; ++y) {
    auto* to = static_cast<QRgb*>(static_cast<void*>(image.scanLine(y)));
    for (int x = 0; x < frame.width; ++x, ++at) {
      to[x] = shades[std::size_t(std::min(double(kShades - 1), double(densities[at]) * scale))];
    }
  }
  return image;
}

}  // namespace

std::uint64_t paintHeat(QPainter& painter, const SceneLayer& layer, const PixelFrame& frame, const CancelToken& token) {
  std::uint64_t points = 0;
  const QImage image = heatImage(layer, frame, token, points);
  if (image.isNull()) return points;
  painter.save();
  painter.setOpacity(painter.opacity() * layer.style->opacity);
  painter.drawImage(0, 0, image);
  painter.restore();
  return points;
}

std::uint64_t paintHeat(QImage& image, const SceneLayer& layer, const PixelFrame& frame, const CancelToken& token) {
  QPainter painter(&image);
  return paintHeat(painter, layer, frame, token);
}

}  // namespace gis::ui
