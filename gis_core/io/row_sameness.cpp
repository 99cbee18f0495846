#include "gis_core/io/row_sameness.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>

namespace gis::io {
namespace {

using store::Value;

constexpr double kSameNumber = 1e-9;

std::uint64_t scrambled(std::uint64_t x) {  // SplitMix64
  x += 0x9E3779B97F4A7C15ULL;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

/// What two places of the same shape have in common, whatever the direction of rings: sums over the vertices in two
/// rasters that are half a step apart, so that a vertex at the border of a cell of one is inside in the other.
struct ShapePrint {
  std::uint64_t sums[2] = {0, 0};
  std::uint64_t count = 0;
  friend bool operator==(const ShapePrint&, const ShapePrint&) = default;
  [[nodiscard]] bool agrees(const ShapePrint& other) const {
    return count == other.count && (sums[0] == other.sums[0] || sums[1] == other.sums[1]);
  }
};

class ShapeSum final : public geom::WkbVisitor {
 public:
  ShapeSum(double step, bool withZ) : m_step(step), m_withZ(withZ) {}
  void beginGeometry(geom::GeometryType type, std::uint32_t) override { m_hasZ = type.hasZ; }
  void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t) override {
    const double* last = xyzm + std::size_t(count - (count > 0 ? 1 : 0)) * std::size_t(stride);
    const bool closed = count > 3 && xyzm[0] == last[0] && xyzm[1] == last[1];
    for (std::uint32_t i = 0; i < count - (closed ? 1U : 0U); ++i, xyzm += stride) {
      if (std::isnan(xyzm[0])) continue;
      ++print.count;
      for (int raster = 0; raster < 2; ++raster) {
        const auto cell = [&](double v) {
          return static_cast<std::uint64_t>(static_cast<std::int64_t>(std::floor(v / m_step + 0.5 * raster)));
        };
        std::uint64_t vertex = scrambled(cell(xyzm[0]) * 31 + scrambled(cell(xyzm[1])));
        if (m_withZ && m_hasZ) vertex = scrambled(vertex + cell(xyzm[2]));
        print.sums[raster] += vertex;
      }
    }
  }
  ShapePrint print;

 private:
  const double m_step;
  const bool m_withZ;
  bool m_hasZ = false;
};

ShapePrint printOf(geom::BytesView wkb, double step, bool withZ) {
  if (wkb.empty() || geom::isEmpty(wkb)) return {};
  ShapeSum sum(step, withZ);
  geom::visit(wkb, sum);
  return sum.print;
}

}  // namespace

bool sameShape(geom::BytesView a, geom::BytesView b, double step) {
  const bool noA = a.empty() || geom::isEmpty(a), noB = b.empty() || geom::isEmpty(b);
  if (noA || noB) return noA == noB;
  if (geom::typeOf(a).dimension() != geom::typeOf(b).dimension()) return false;
  const bool withZ = geom::typeOf(a).hasZ && geom::typeOf(b).hasZ;
  return printOf(a, step, withZ).agrees(printOf(b, step, withZ));
}

bool isNothing(const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return std::holds_alternative<std::monostate>(value) || (text != nullptr && text->empty());
}

bool sameValue(const Value& a, const Value& b) {
  if (isNothing(a) || isNothing(b)) return isNothing(a) && isNothing(b);
  if (a == b) return true;
  const auto number = [](const Value& v) -> std::optional<double> {
    if (const auto* real = std::get_if<double>(&v)) return *real;
    if (const auto* whole = std::get_if<std::int64_t>(&v)) return static_cast<double>(*whole);
    return std::nullopt;
  };
  const auto x = number(a), y = number(b);
  return x && y && std::fabs(*x - *y) <= kSameNumber * std::max({1.0, std::fabs(*x), std::fabs(*y)});
}

}  // namespace gis::io
