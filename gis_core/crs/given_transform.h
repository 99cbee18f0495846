// Transformations between coordinate systems that people bring along: parameters, or control points.
// Parameters between national and local systems are state secrets: a value of these types lives for one job in memory;
// nothing here prints, stores or logs it, and errors do not repeat what was typed.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "gis_core/crs/crs.h"

namespace gis::crs {

/// Four parameters between two planes: E' = east + a E + b N, N' = north − b E + a N, with a = scale · cos(rotation),
/// b = scale · sin(rotation). Source: EPSG Guidance Note 7-2, method 9621 (similarity transformation).
struct PlaneTransform {
  double east = 0, north = 0;  ///< metres
  double a = 1, b = 0;
  [[nodiscard]] geom::MapPoint apply(geom::MapPoint p) const {
    return {east + a * p.x + b * p.y, north - b * p.x + a * p.y};
  }
};

/// Seven parameters between the geocentric systems of two datums. Source: EPSG Guidance Note 7-2, methods 9606 and
/// 9607.
struct SpaceTransform {
  double x = 0, y = 0, z = 0;     ///< metres
  double rx = 0, ry = 0, rz = 0;  ///< seconds of arc
  double ppm = 0;
  bool coordinateFrame = false;  ///< the frame is turned; else the position vector: the signs of the rotations differ
};

using GivenTransform = std::variant<PlaneTransform, SpaceTransform>;

/// "east=…,north=…,rotation=SECONDS,scale=1.00000155" (or ppm=1.55), or "x=…,y=…,z=…,rx=…,ry=…,rz=…,ppm=…,
/// convention=vector|frame". Throws Error(usage), which does not say the numbers.
[[nodiscard]] GivenTransform parseGivenTransform(std::string_view text);
/// Does the text look like parameters rather than the name of a file?
[[nodiscard]] bool looksLikeParameters(std::string_view text);

/// A place that is known in both systems.
struct ControlPoint {
  std::string name;
  geom::MapPoint from, to;  ///< metres, east first
};

/// The similarity that fits the points best, with what is left at each of them.
struct PlaneFit {
  PlaneTransform transform;
  std::vector<double> residuals;  ///< metres, in the order of the points
  double rms = 0;                 ///< root of the mean square of the residuals, metres
};
/// Least squares over at least two points. Throws Error(invalidValue) for fewer, and when all lie in one place.
[[nodiscard]] PlaneFit fitPlane(std::span<const ControlPoint> points);

/// Applies a given transformation. One for each thread.
class GivenTransformer {
 public:
  /// `from` and `to` matter for seven parameters only: both must be known then (Error(unknownCrs)).
  GivenTransformer(const GivenTransform& transform, const Crs& from, const Crs& to);
  GivenTransformer(GivenTransformer&&) noexcept;
  GivenTransformer& operator=(GivenTransformer&&) noexcept;
  ~GivenTransformer();
  /// Changes `count` tuples of `stride` doubles in place, x and y only: heights keep their own datum. Returns how many
  /// have no counterpart (left as NaN).
  std::size_t apply(double* xyzm, std::size_t count, int stride) const;

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace gis::crs
