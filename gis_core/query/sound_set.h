// Private to this room: the features of a layer as a construction wants them.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/query/geometry_set.h"
#include "gis_core/store/layer.h"

namespace gis::query {

/// Area, length or number of points, by the dimension; in units of the coordinates.
[[nodiscard]] double measureOf(geom::BytesView wkb, int dimension);

/// A set whose geometries are valid and of one kind: what is invalid is repaired, what is nothing after that (a polygon
/// without area) is set aside with its reason. The set it is made of outlives it. A plain value.
class SoundSet {
 public:
  struct Fault {
    std::uint32_t at = 0;  ///< place in the set
    Message reason;
  };

  /// All cores. Errors: unsupported when features of several dimensions are in `layer`; cancelled.
  SoundSet(const GeometrySet& set, const store::LayerInfo& layer, Progress& progress);

  /// What it was made of, place by place.
  [[nodiscard]] const GeometrySet& source() const { return *m_set; }
  [[nodiscard]] std::size_t size() const { return m_set->size(); }
  [[nodiscard]] std::int64_t fid(std::size_t i) const { return m_set->fid(i); }
  /// Empty for what takes no part.
  [[nodiscard]] geom::Envelope box(std::size_t i) const {
    if (m_otherBoxes.empty()) return m_set->box(i);
    const auto other = m_otherBoxes.find(std::uint32_t(i));
    return other == m_otherBoxes.end() ? m_set->box(i) : other->second;
  }
  [[nodiscard]] bool takesPart(std::size_t i) const { return !box(i).isEmpty(); }
  /// The features that take part, neighbours near each other (along a Hilbert curve).
  [[nodiscard]] CurveOrder alongCurve() const;
  /// A tree over the boxes; the set outlives it.
  [[nodiscard]] SpatialIndex index() const;
  /// The box of all that take part.
  [[nodiscard]] geom::Envelope extent() const;
  [[nodiscard]] geom::BytesView wkb(std::size_t i) const {
    const auto mended = m_mended.find(std::uint32_t(i));
    return mended == m_mended.end() ? m_set->wkb(i) : geom::BytesView(mended->second);
  }
  /// Of what takes part; of what is set aside as far as it can be told.
  [[nodiscard]] double measure(std::size_t i) const { return m_measures[i]; }
  /// 0 points, 1 lines, 2 areas; of a layer without usable features what it declares (−1: nothing).
  [[nodiscard]] int dimension() const { return m_dimension; }
  [[nodiscard]] std::int64_t repaired() const { return std::int64_t(m_mended.size()); }
  [[nodiscard]] const std::vector<Fault>& setAside() const { return m_setAside; }  ///< by place

 private:
  [[nodiscard]] unsigned mend(Progress& progress);
  [[nodiscard]] unsigned dimensions(const CancelToken& token) const;

  const GeometrySet* m_set;
  std::vector<double> m_measures;
  std::unordered_map<std::uint32_t, geom::Bytes> m_mended;
  std::unordered_map<std::uint32_t, geom::Envelope> m_otherBoxes;  // of what is mended; empty: set aside
  std::vector<Fault> m_setAside;
  int m_dimension = -1;
};

}  // namespace gis::query
