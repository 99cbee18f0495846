// The rings of many areas in flat arrays, as a check of borders wants them.
// All coordinates are in ONE planar system; the functions never look at which.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "gis_core/geometry/wkb.h"

namespace gis::geom {

/// Areas, each one or more parts of a shell and its holes. Shells run anticlockwise and holes clockwise, so that the
/// inside lies left of every edge; vertices that repeat the one before are left out; Z and M are not kept.
/// An edge is named by the place of its first vertex in points(); the last point of a ring repeats the first one and
/// starts no edge. Thread rule: a plain value.
class CoverageShapes {
 public:
  struct Ring {
    std::uint32_t begin = 0, end = 0;  ///< in points(); the last one repeats the first
    bool isHole = false;
  };

  /// Adds an area; returns false for a geometry that is none (NULL, empty, points, lines, collections), which is kept
  /// with an empty box. Throws Error(damaged).
  bool add(std::int64_t fid, BytesView wkb);
  /// Adds all of the others behind.
  void append(const CoverageShapes& other);
  void reserve(std::size_t features, std::size_t points);

  [[nodiscard]] std::size_t size() const { return m_fids.size(); }
  [[nodiscard]] std::int64_t fid(std::uint32_t i) const { return m_fids[i]; }
  [[nodiscard]] const std::vector<std::int64_t>& fids() const { return m_fids; }
  [[nodiscard]] const std::vector<Envelope>& boxes() const { return m_boxes; }
  [[nodiscard]] std::span<const Ring> rings(std::uint32_t i) const {
    const std::uint32_t from = i == 0 ? 0 : m_ringEnds[i - 1];
    return std::span(m_rings).subspan(from, m_ringEnds[i] - from);
  }
  [[nodiscard]] const std::vector<MapPoint>& points() const { return m_points; }
  /// Whose vertex it is, by place in points().
  [[nodiscard]] std::uint32_t ownerOf(std::uint32_t point) const { return m_owners[point]; }
  [[nodiscard]] bool startsEdge(std::uint32_t point) const;
  /// Signed sum of the rings: the area, in square units.
  [[nodiscard]] double areaOf(std::uint32_t i) const;
  [[nodiscard]] double perimeterOf(std::uint32_t i) const;
  /// The area again: POLYGON, or MULTIPOLYGON for several shells.
  [[nodiscard]] Bytes wkb(std::uint32_t i) const;
  /// Does the point lie inside, by even-odd crossings? What lies on the border may be told either way.
  [[nodiscard]] bool covers(std::uint32_t i, MapPoint p) const;
  [[nodiscard]] Envelope extent() const;

 private:
  std::vector<std::int64_t> m_fids;
  std::vector<Envelope> m_boxes;
  std::vector<std::uint32_t> m_ringEnds;  // one a feature, in m_rings
  std::vector<Ring> m_rings;
  std::vector<MapPoint> m_points;
  std::vector<std::uint32_t> m_owners;  // one a point
};

}  // namespace gis::geom
