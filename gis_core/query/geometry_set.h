// The geometry of a layer's features for a question: looked at in the layer's snapshot, or read once and kept in
// memory.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/crs/crs.h"
#include "gis_core/geometry/wkb.h"
#include "gis_core/query/spatial_index.h"
#include "gis_core/snapshot/layer_view.h"
#include "gis_core/store/connection.h"
#include "gis_core/store/layer.h"

namespace gis::query {

/// Features in ascending order of fid. Those whose geometry takes no part in questions (NULL, empty, broken) have an
/// empty box and are counted. A plain value.
class GeometrySet {
 public:
  [[nodiscard]] std::size_t size() const { return m_view != nullptr ? m_places.size() : m_fids.size(); }
  [[nodiscard]] std::int64_t fid(std::size_t i) const {
    if (!m_viewFids.empty()) return m_viewFids[m_places[i]];
    return m_view != nullptr ? m_view->fidOf(m_places[i]) : m_fids[i];
  }
  [[nodiscard]] geom::Envelope box(std::size_t i) const {
    if (!m_viewBoxes.empty() && m_broken == 0) return m_viewBoxes[m_places[i]];
    return boxOfAny(i);
  }
  [[nodiscard]] bool takesPart(std::size_t i) const { return !box(i).isEmpty(); }
  /// ISO WKB; empty for NULL.
  [[nodiscard]] geom::BytesView wkb(std::size_t i) const {
    if (m_view != nullptr) return m_view->wkbOf(m_places[i]);
    const std::size_t from = i == 0 ? 0 : m_ends[i - 1];
    return geom::BytesView(m_bytes).subspan(from, m_ends[i] - from);
  }
  [[nodiscard]] std::size_t bytes() const { return m_view != nullptr ? m_shapeBytes : m_bytes.size(); }
  /// The features that have a box, neighbours near each other (along a Hilbert curve).
  [[nodiscard]] CurveOrder alongCurve() const;
  /// A tree over the boxes; the set outlives it. That of the snapshot where it holds just these features.
  [[nodiscard]] SpatialIndex index() const;
  /// The box of all that take part.
  [[nodiscard]] geom::Envelope extent() const;
  /// The snapshot that the features are looked at in, and their places there; null when they were read.
  [[nodiscard]] const std::shared_ptr<const snapshot::LayerView>& view() const { return m_view; }
  [[nodiscard]] std::span<const snapshot::Index> places() const { return m_places; }
  /// So much of it that soon every block of the file is touched.
  [[nodiscard]] bool isMuchOfSnapshot() const { return !m_viewBoxes.empty(); }
  [[nodiscard]] std::int64_t withoutGeometry() const { return m_withoutGeometry; }  ///< NULL or empty
  [[nodiscard]] std::int64_t broken() const { return m_broken; }

  void add(std::int64_t fid, geom::BytesView wkb);
  /// Computes boxes and counts, after re-projection when `from` and `to` differ. All cores.
  /// Errors: ballparkCrs, unknownCrs, cancelled.
  void complete(const crs::Crs& from, const crs::Crs& to, const CancelToken& token);
  /// Instead of both: all features of a view. Errors: cancelled, damaged.
  void take(std::shared_ptr<const snapshot::LayerView> view, const CancelToken& token);
  /// The same of those at these places, which ascend by fid.
  void take(std::shared_ptr<const snapshot::LayerView> view, std::vector<snapshot::Index> places,
            const CancelToken& token);
  /// Finds those broken ones that their box does not tell: with a vertex that is nowhere (NaN). A set that was read
  /// knows them; one that is looked at in a snapshot does not, and whoever answers with features because they have no
  /// partner asks first. All cores. Errors: cancelled, damaged.
  void findBroken(const CancelToken& token);

 private:
  [[nodiscard]] geom::Envelope boxOfAny(std::size_t i) const;
  void takeSnapshot(const CancelToken& token);
  void takePlaces(std::vector<snapshot::Index> places, const CancelToken& token);
  /// Are they features of the snapshot, none of the edits since?
  [[nodiscard]] bool isOfSnapshot() const { return m_view != nullptr && m_view->added().empty(); }
  /// Just what a snapshot holds, with a box that can be compared each, or none.
  [[nodiscard]] bool isWholeSnapshot() const;

  std::vector<std::int64_t> m_fids;
  std::vector<std::size_t> m_ends;
  geom::Bytes m_bytes;
  std::vector<geom::Envelope> m_boxes;
  std::shared_ptr<const snapshot::LayerView> m_view;  // instead of the four above
  std::span<const snapshot::Index> m_places;
  std::shared_ptr<const std::vector<snapshot::Index>> m_ownPlaces;  // unless the places are those of the snapshot
  CurveOrder m_curve;                                               // of all, whether they have a box or not
  std::span<const std::int64_t> m_viewFids;                         // by place, where all are of the snapshot
  std::span<const geom::Envelope> m_viewBoxes;                      // the same
  std::vector<std::uint32_t> m_nowhere;                             // found by findBroken(), ascending
  bool m_isSearched = false;
  std::size_t m_shapeBytes = 0;
  std::int64_t m_withoutGeometry = 0;
  std::int64_t m_broken = 0;
};

/// The features of `layer` where `where` holds (and the index box meets `box`, in the layer's CRS, when given), in
/// `target`'s coordinates (unknown: as they are). Errors: those of store::readBatches and GeometrySet::complete.
[[nodiscard]] GeometrySet loadGeometry(const store::Connection& c, const store::LayerInfo& layer,
                                       const std::string& where, const std::optional<geom::Envelope>& box,
                                       const crs::Crs& target, const CancelToken& token);

/// Features that take no part in a question and that loadGeometry() does not come by when it looks in a box.
struct OutOfBox {
  std::int64_t withoutGeometry = 0;  ///< NULL or empty
  std::int64_t broken = 0;           ///< with a box that has no end
};

/// Those of `layer` where `where` holds; `box` is the one that was looked in. The boxes of the snapshot tell, or what
/// is missing in the layer's tree: no shape is read. Errors: those of loadGeometry().
[[nodiscard]] OutOfBox countOutOfBox(const store::Connection& c, const store::LayerInfo& layer,
                                     const std::string& where, const geom::Envelope& box, const CancelToken& token);

}  // namespace gis::query
