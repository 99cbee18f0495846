// Private to this room: on which side of a line a point lies.
#pragma once

#include <cmath>

namespace gis::geom::detail {

struct Side {
  int sign = 0;          ///< 1 left of a→b, −1 right, 0 on it
  bool certain = false;  ///< false: the double filter cannot tell
};

/// Source: Shewchuk 1997, "Adaptive precision floating-point arithmetic", ccwerrboundA = (3 + 16 ε) ε, ε = 2^−53.
[[nodiscard]] inline Side sideOf(double ax, double ay, double bx, double by, double px, double py) {
  constexpr double kErrorBound = 3.3306690738754716e-16;
  const double left = (ax - px) * (by - py);
  const double right = (ay - py) * (bx - px);
  const double det = left - right;
  const double bound = kErrorBound * (std::abs(left) + std::abs(right));
  // a determinant of products that underflowed is not certain either
  if (std::abs(det) > bound && std::abs(det) > 1e-290) return {det > 0 ? 1 : -1, true};
  return {0, false};
}

}  // namespace gis::geom::detail
