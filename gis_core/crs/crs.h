// Coordinate systems. Axis order is east, north (or longitude, latitude) everywhere outside this room.
// Thread rule: Crs is an immutable value; the functions keep one PROJ context per thread, network off.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/geometry/envelope.h"

namespace gis::crs {

/// A coordinate system, or "unknown" (default). Equal when PROJ finds them equivalent apart from axis order.
class Crs {
 public:
  Crs() = default;
  /// "EPSG:4549", "4549", WKT1/WKT2/ESRI WKT, PROJ string, "CRS84"; "" = unknown. Throws Error(unknownCrs).
  [[nodiscard]] static Crs parse(std::string_view text);
  [[nodiscard]] static Crs fromEpsg(int code);
  /// A .prj's WKT: identified with an EPSG entry when it is one (ESRI names included), else kept as a custom CRS.
  [[nodiscard]] static Crs identify(std::string_view wkt);

  [[nodiscard]] bool isKnown() const { return !m_wkt.empty(); }
  [[nodiscard]] std::optional<int> epsg() const { return m_epsg; }
  [[nodiscard]] const std::string& wkt() const { return m_wkt; }  ///< WKT2:2019
  [[nodiscard]] std::string name() const;                         ///< "CGCS2000 / 3-degree Gauss-Kruger CM 120E"
  /// "EPSG:4549" or the WKT2; empty when unknown.
  [[nodiscard]] std::string identifier() const;
  /// The .prj text. ESRI WKT1.
  [[nodiscard]] std::string esriWkt() const;
  [[nodiscard]] std::string projString() const;
  [[nodiscard]] bool isGeographic() const;
  /// Metres per unit of a projected CRS; 0 for a geographic one.
  [[nodiscard]] double metresPerUnit() const;
  /// Where it is meant for, in degrees (west, south, east, north as an envelope); empty when not told.
  [[nodiscard]] geom::Envelope areaOfUse() const;
  [[nodiscard]] std::string datumName() const;
  [[nodiscard]] bool equivalentTo(const Crs& other) const;

 private:
  std::string m_wkt;
  std::optional<int> m_epsg;
};

/// A step from one CRS to another. Move-only; make one per thread (creation is cached per thread).
class Transformer {
 public:
  /// Picks the best operation (over `area`, degrees, when given). Throws Error(unknownCrs) for unknown
  /// ones, Error(ballparkCrs) when PROJ knows only a ballpark between datums that are not in one row of
  /// resources/codes/datum_equal.csv and `acceptBallpark` is false.
  Transformer(const Crs& from, const Crs& to, bool acceptBallpark = false);
  Transformer(Transformer&&) noexcept;
  Transformer& operator=(Transformer&&) noexcept;
  ~Transformer();
  [[nodiscard]] bool isIdentity() const;
  /// What was chosen, in words ("ballpark allowed: CGCS2000 and WGS 84 agree to about 1 m").
  [[nodiscard]] std::string description() const;
  /// Transforms `count` tuples of `stride` doubles in place (x, y, z if stride ≥ 3 and `withZ`); returns
  /// the number of tuples that could not be transformed (left as NaN).
  std::size_t apply(double* xyzm, std::size_t count, int stride, bool withZ = false) const;
  /// Throws Error(invalidValue) outside the domain.
  [[nodiscard]] geom::MapPoint apply(geom::MapPoint p) const;
  /// A box that holds the transformed box (sides densified with 21 points, their bend added).
  [[nodiscard]] geom::Envelope apply(const geom::Envelope& box) const;

 private:
  struct State;
  struct StateDeleter {
    void operator()(State*) const;
  };
  State* m_state = nullptr;
};

/// Is the operation between the datums only a ballpark that the table does not allow?
[[nodiscard]] bool isForbiddenBallpark(const Crs& from, const Crs& to);

}  // namespace gis::crs
