#include "gis_core/geometry/survey_order.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {

namespace {

/// Twice the area on the left of the ring, seen from its first point lest large eastings eat the digits.
double twiceAreaOnLeft(const double* xyzm, std::size_t points, int stride) {
  const auto x = [&](std::size_t i) { return xyzm[i * std::size_t(stride)] - xyzm[0]; };
  const auto y = [&](std::size_t i) { return xyzm[i * std::size_t(stride) + 1] - xyzm[1]; };
  double sum = 0;
  for (std::size_t i = 0; i + 1 < points; ++i) sum += x(i) * y(i + 1) - x(i + 1) * y(i);
  return sum;
}

void orderRing(double* xyzm, std::size_t count, int stride, bool isHole) {
  const std::size_t points = count - 1;  // without the closing one
  std::vector<std::size_t> order(points);
  for (std::size_t i = 0; i < points; ++i) order[i] = i;
  if ((twiceAreaOnLeft(xyzm, count, stride) > 0) != isHole) std::reverse(order.begin(), order.end());
  const auto isFartherNorthWest = [&](std::size_t a, std::size_t b) {
    const double* one = xyzm + a * std::size_t(stride);
    const double* two = xyzm + b * std::size_t(stride);
    // seen from the first point, as above; of two equally far the northern one
    const double first = (one[1] - xyzm[1]) - (one[0] - xyzm[0]);
    const double second = (two[1] - xyzm[1]) - (two[0] - xyzm[0]);
    return first != second ? first > second : one[1] > two[1];
  };
  std::rotate(order.begin(), std::min_element(order.begin(), order.end(), isFartherNorthWest), order.end());
  const std::vector<double> kept(xyzm, xyzm + count * std::size_t(stride));
  const auto put = [&](std::size_t to, std::size_t from) {
    std::memcpy(xyzm + to * std::size_t(stride), kept.data() + from * std::size_t(stride),
                sizeof(double) * std::size_t(stride));
  };
  for (std::size_t i = 0; i < points; ++i) put(i, order[i]);
  put(points, order.front());
}

/// Writes into `out`, which holds the bytes that are walked through.
struct SurveyOrder : detail::Ignore {
  const std::uint8_t* base = nullptr;
  Bytes out;
  std::vector<double> ring;
  bool isArea = false;

  void begin(GeometryType type, std::uint32_t, std::size_t) { isArea = type.kind == GeometryKind::polygon; }
  void coordinates(const std::uint8_t* at, std::uint32_t count, int stride, std::uint32_t number) {
    if (!isArea || count < 4) return;
    ring.resize(std::size_t(count) * std::size_t(stride));
    std::memcpy(ring.data(), at, ring.size() * sizeof(double));
    const double* last = ring.data() + ring.size() - std::size_t(stride);
    if (ring[0] != last[0] || ring[1] != last[1]) return;  // no ring
    orderRing(ring.data(), count, stride, number > 0);
    std::memcpy(out.data() + (at - base), ring.data(), ring.size() * sizeof(double));
  }
};

}  // namespace

Bytes inSurveyOrder(BytesView wkb) {
  SurveyOrder order;
  order.base = wkb.data();
  order.out.assign(wkb.begin(), wkb.end());
  detail::walk(wkb, order);
  return std::move(order.out);
}

}  // namespace gis::geom
