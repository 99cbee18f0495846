#include "gis_core/query/geometry_set.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/base/gather.h"
#include "gis_core/base/parallel_sort.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/query/column_filter.h"
#include "gis_core/query/condition_sql.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/spatial_index.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/features.h"
#include "gis_core/store/tree_lookup.h"

namespace gis::query {

namespace {

constexpr std::size_t kRowsRead = 8192;
constexpr std::size_t kBoxesAtOnce = 4096;
constexpr std::size_t kFewRows = 16;   // in so many rows of the layer one that is wanted: then each is looked up
constexpr std::size_t kFewMarks = 64;  // in so many one that is marked: sorting them is quicker than going through all

bool isFinite(const geom::Envelope& box) {
  return std::isfinite(box.width()) && std::isfinite(box.height());
}

/// Are all coordinates finite? What is no geometry has none.
bool hasPlaces(geom::BytesView wkb) {
  try {
    return geom::hasFinitePlaces(wkb);
  } catch (const Error&) {
    return false;
  }
}

/// The places of `fids` (ascending) in the view.
std::vector<snapshot::Index> placesOf(const snapshot::LayerView& view, const std::vector<std::int64_t>& fids) {
  std::vector<snapshot::Index> places;
  places.reserve(fids.size());
  if (fids.size() < view.count() / kFewRows) {
    for (const std::int64_t fid : fids) {
      if (const auto i = view.indexOfFid(fid)) places.push_back(*i);
    }
    return places;
  }
  std::size_t next = 0;
  for (const snapshot::Index i : view.inFidOrder()) {
    while (next < fids.size() && fids[next] < view.fidOf(i)) ++next;
    if (next == fids.size()) break;
    if (fids[next] == view.fidOf(i)) places.push_back(i);
  }
  return places;
}

void sortByFid(const snapshot::LayerView& view, std::vector<snapshot::Index>& places) {
  std::vector<std::pair<std::int64_t, snapshot::Index>> numbered;  // asked once each, not at every comparison
  numbered.reserve(places.size());
  for (const snapshot::Index place : places) numbered.emplace_back(view.fidOf(place), place);
  parallelSort(numbered);
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = numbered[i].second;
}

/// The same features by their marks, one for each Index of the view.
std::vector<snapshot::Index> placesOf(const snapshot::LayerView& view, const std::vector<std::uint8_t>& marks,
                                      const std::optional<geom::Envelope>& box, const CancelToken& token) {
  std::vector<snapshot::Index> places;
  if (box) {
    view.forEachIn(*box, [&](snapshot::Index i) {
      if (marks[i] != 0) places.push_back(i);
      return true;
    });
    sortByFid(view, places);
    return places;
  }
  if (std::size_t(std::count(marks.begin(), marks.end(), 1)) < marks.size() / kFewMarks) {
    places = gather<snapshot::Index>(
        marks.size(), [&](std::size_t i) { return marks[i] != 0; }, [](std::size_t i) { return snapshot::Index(i); },
        token);
    sortByFid(view, places);
    return places;
  }
  const auto made = view.isPlain() ? std::vector<snapshot::Index>() : view.inFidOrder();
  const std::span<const snapshot::Index> order = view.isPlain() ? view.base().fidOrder() : made;
  return gather<snapshot::Index>(
      order.size(), [&](std::size_t k) { return marks[order[k]] != 0; }, [&](std::size_t k) { return order[k]; },
      token);
}

/// The features of a view that a request asks for, ascending by fid.
std::vector<snapshot::Index> placesFor(const store::Connection& c, const store::LayerInfo& layer,
                                       const snapshot::LayerView& view, const store::FeatureRequest& request,
                                       const CancelToken& token) {
  std::vector<snapshot::Index> places;
  if (!request.where.empty()) {
    if (const auto filter = ColumnFilter::parse(request.where, layer.fields)) {
      if (const auto marks = filter->marks(view, token)) return placesOf(view, *marks, request.box, token);
    }
    // the table decides, and the snapshot has the shapes
    std::vector<std::int64_t> fids;
    store::FeatureRequest numbers = request;
    numbers.geometry = false;
    store::readBatches(
        c, layer, numbers, kRowsRead,
        [&](store::FeatureBatch& batch) {
          fids.insert(fids.end(), batch.fids.begin(), batch.fids.end());
          return true;
        },
        token);
    return placesOf(view, fids);
  }
  if (!request.box) return view.inFidOrder();
  view.forEachIn(*request.box, [&](snapshot::Index i) {
    places.push_back(i);
    return true;
  });
  sortByFid(view, places);
  return places;
}

/// The places of the features that have no box to be found by, or one without end that does not meet `box`; ascending.
std::vector<snapshot::Index> placesOutOf(const snapshot::LayerView& view, const geom::Envelope& box,
                                         const CancelToken& token) {
  const std::size_t base = view.base().info().count;
  const std::size_t count = base + view.added().size();
  const std::span<const geom::Envelope> boxes = view.base().boxTree().first(base);
  std::mutex mutex;
  std::vector<snapshot::Index> found;
  parallelFor((count + kBoxesAtOnce - 1) / kBoxesAtOnce, token, [&](std::size_t block, unsigned) {
    const std::size_t last = std::min(count, (block + 1) * kBoxesAtOnce);
    for (std::size_t k = block * kBoxesAtOnce; k < last; ++k) {
      const auto i = snapshot::Index(k);
      const geom::Envelope own = k < base ? boxes[k] : view.boxOf(i);
      if ((!own.isEmpty() && isFinite(own)) || own.intersects(box) || view.isHidden(i)) continue;
      const std::lock_guard lock(mutex);
      found.push_back(i);
    }
  });
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

void GeometrySet::add(std::int64_t fid, geom::BytesView wkb) {
  m_fids.push_back(fid);
  m_bytes.insert(m_bytes.end(), wkb.begin(), wkb.end());
  m_ends.push_back(m_bytes.size());
}

void GeometrySet::complete(const crs::Crs& from, const crs::Crs& to, const CancelToken& token) {
  const bool moves = to.isKnown() && !from.equivalentTo(to);
  if (moves) (void)crs::Transformer(from, to);  // refuse here, with one sentence, before the threads start
  m_boxes.assign(size(), {});
  std::atomic<std::int64_t> without = 0;
  std::atomic<std::int64_t> damaged = 0;
  const std::size_t blocks = (size() + kBoxesAtOnce - 1) / kBoxesAtOnce;
  parallelFor(blocks, token, [&](std::size_t block, unsigned) {
    std::optional<crs::Transformer> transformer;
    if (moves) transformer.emplace(from, to);
    const std::size_t last = std::min(size(), (block + 1) * kBoxesAtOnce);
    for (std::size_t i = block * kBoxesAtOnce; i < last; ++i) {
      const std::size_t start = i == 0 ? 0 : m_ends[i - 1];
      const std::span<std::uint8_t> bytes(m_bytes.data() + start, m_ends[i] - start);
      if (bytes.empty()) {
        ++without;
        continue;
      }
      try {
        std::size_t lost = 0;
        if (transformer) {
          geom::transformCoordinates(bytes, [&](double* xyzm, std::uint32_t count, int stride) {
            lost += transformer->apply(xyzm, count, stride);
          });
        }
        const geom::Envelope box = geom::envelopeOf(bytes);
        if (box.isEmpty() && lost == 0) {
          ++without;
        } else if (lost > 0 || !isFinite(box) || !hasPlaces(bytes)) {
          ++damaged;
        } else {
          m_boxes[i] = box;
        }
      } catch (const Error&) {
        ++damaged;  // not a geometry: counted, takes no part
      }
    }
  });
  m_withoutGeometry = without;
  m_broken = damaged;
}

void GeometrySet::take(std::shared_ptr<const snapshot::LayerView> view, const CancelToken& token) {
  m_view = std::move(view);
  if (m_view->isPlain()) {
    takeSnapshot(token);
  } else {
    takePlaces(m_view->inFidOrder(), token);
  }
}

void GeometrySet::take(std::shared_ptr<const snapshot::LayerView> view, std::vector<snapshot::Index> places,
                       const CancelToken& token) {
  m_view = std::move(view);
  takePlaces(std::move(places), token);
}

/// Nothing is copied or counted again: the next question finds what the first one has made.
void GeometrySet::takeSnapshot(const CancelToken& token) {
  const snapshot::Snapshot& base = m_view->base();
  base.checkShapes(token);  // whoever looks at it later finds no damage
  const std::shared_ptr<const snapshot::AllFeatures> all = base.allFeatures(token);
  m_places = base.fidOrder();
  m_curve = CurveOrder(all, &all->ranks);
  m_viewFids = base.fids();
  m_viewBoxes = base.boxTree();
  m_withoutGeometry = std::int64_t(all->withoutBox);
  m_shapeBytes = base.shapeBytes();
  if (m_viewBoxes.empty() || isFinite(m_viewBoxes.back())) return;  // the root has no end where one of all has none
  const auto boxes = m_viewBoxes.first(m_places.size());
  m_broken = std::count_if(boxes.begin(), boxes.end(), [](const geom::Envelope& box) { return !isFinite(box); });
}

void GeometrySet::takePlaces(std::vector<snapshot::Index> places, const CancelToken& token) {
  m_ownPlaces = std::make_shared<const std::vector<snapshot::Index>>(std::move(places));
  m_places = *m_ownPlaces;
  const std::size_t count = m_places.size();
  // the view's own order is along the curve, and its memory is best gone through in that order
  constexpr std::uint32_t kNone = ~0U;
  std::vector<std::uint32_t> ranks(m_view->base().info().count + m_view->added().size(), kNone);
  const std::size_t blocks = (count + kBoxesAtOnce - 1) / kBoxesAtOnce;
  parallelFor(blocks, token, [&](std::size_t block, unsigned) {
    const std::size_t last = std::min(count, (block + 1) * kBoxesAtOnce);
    for (std::size_t i = block * kBoxesAtOnce; i < last; ++i) ranks[m_places[i]] = std::uint32_t(i);
  });
  m_curve = std::make_shared<const std::vector<std::uint32_t>>(gather<std::uint32_t>(
      ranks.size(), [&](std::size_t k) { return ranks[k] != kNone; }, [&](std::size_t k) { return ranks[k]; }, token));
  if (isOfSnapshot() && count > m_view->base().info().count / kFewRows) {
    m_viewFids = m_view->base().fids();
    m_viewBoxes = m_view->base().boxTree();
  }
  std::atomic<std::int64_t> without = 0;
  std::atomic<std::int64_t> damaged = 0;
  std::atomic<std::size_t> bytes = 0;
  parallelFor(blocks, token, [&](std::size_t block, unsigned) {
    std::size_t blockBytes = 0;
    const std::size_t last = std::min(count, (block + 1) * kBoxesAtOnce);
    for (std::size_t k = block * kBoxesAtOnce; k < last; ++k) {
      const snapshot::Index place = m_places[(*m_curve)[k]];
      // whoever looks at it later finds no damage
      (void)m_view->fidOf(place);
      blockBytes += m_view->wkbOf(place).size();
      const geom::Envelope box = m_viewBoxes.empty() ? m_view->boxOf(place) : m_viewBoxes[place];
      if (box.isEmpty()) {
        ++without;
      } else if (!isFinite(box)) {
        ++damaged;
      }
    }
    bytes += blockBytes;
  });
  m_withoutGeometry = without;
  m_broken = damaged;
  m_shapeBytes = bytes;
}

void GeometrySet::findBroken(const CancelToken& token) {
  if (m_view == nullptr || std::exchange(m_isSearched, true)) return;
  std::mutex mutex;
  const std::size_t blocks = (m_curve->size() + kBoxesAtOnce - 1) / kBoxesAtOnce;
  std::vector<std::uint32_t> found;
  parallelFor(blocks, token, [&](std::size_t block, unsigned) {
    const std::size_t last = std::min(m_curve->size(), (block + 1) * kBoxesAtOnce);
    for (std::size_t k = block * kBoxesAtOnce; k < last; ++k) {
      const std::uint32_t i = (*m_curve)[k];
      if (!takesPart(i) || hasPlaces(wkb(i))) continue;
      const std::lock_guard lock(mutex);
      found.push_back(i);
    }
  });
  std::sort(found.begin(), found.end());
  m_broken += std::int64_t(found.size());
  m_nowhere = std::move(found);
}

geom::Envelope GeometrySet::boxOfAny(std::size_t i) const {
  if (m_view == nullptr) return m_boxes[i];
  if (!m_nowhere.empty() && std::binary_search(m_nowhere.begin(), m_nowhere.end(), std::uint32_t(i))) return {};
  const geom::Envelope box = m_view->boxOf(m_places[i]);
  return m_broken == 0 || isFinite(box) ? box : geom::Envelope();
}

CurveOrder GeometrySet::alongCurve() const {
  if (m_view == nullptr) return hilbertOrder(m_boxes);
  if (m_withoutGeometry + m_broken == 0) return m_curve;
  return orderWithout(m_curve, [&](std::uint32_t i) { return !takesPart(i); });
}

bool GeometrySet::isWholeSnapshot() const {
  return isOfSnapshot() && m_broken == 0 && m_places.size() == m_view->base().info().count;
}

geom::Envelope GeometrySet::extent() const {
  if (isWholeSnapshot() && !m_places.empty()) return m_view->base().boxTree().back();
  geom::Envelope all;
  for (std::size_t i = 0; i < size(); ++i) all.include(box(i));
  return all;
}

SpatialIndex GeometrySet::index() const {
  if (m_view == nullptr) return SpatialIndex(m_boxes);
  if (isWholeSnapshot()) return {m_view->base().boxTree(), m_curve};
  CurveOrder items = alongCurve();
  std::vector<geom::Envelope> boxes(items->size());
  const std::size_t blocks = (items->size() + kBoxesAtOnce - 1) / kBoxesAtOnce;
  parallelFor(blocks, {}, [&](std::size_t block, unsigned) {
    const std::size_t last = std::min(items->size(), (block + 1) * kBoxesAtOnce);
    for (std::size_t k = block * kBoxesAtOnce; k < last; ++k) boxes[k] = box((*items)[k]);
  });
  return {std::move(boxes), std::move(items)};
}

GeometrySet loadGeometry(const store::Connection& c, const store::LayerInfo& layer, const std::string& where,
                         const std::optional<geom::Envelope>& box, const crs::Crs& target, const CancelToken& token) {
  requireGeometry(layer);
  GeometrySet set;
  store::FeatureRequest request;
  request.allFields = false;
  request.where = where;
  request.box = box;
  const std::shared_ptr<const snapshot::LayerView> view = snapshot::existing(c, layer);
  if (view != nullptr && (!target.isKnown() || layer.crs.equivalentTo(target))) {
    if (where.empty() && !box) {
      set.take(view, token);
      return set;
    }
    set.take(view, placesFor(c, layer, *view, request, token), token);
    return set;
  }
  if (view != nullptr) {
    for (const snapshot::Index i : placesFor(c, layer, *view, request, token)) set.add(view->fidOf(i), view->wkbOf(i));
  } else {
    store::readBatches(
        c, layer, request, kRowsRead,
        [&](store::FeatureBatch& batch) {
          for (std::size_t row = 0; row < batch.rows(); ++row) set.add(batch.fids[row], batch.geometryOf(row));
          return true;
        },
        token);
  }
  set.complete(layer.crs, target, token);
  return set;
}

OutOfBox countOutOfBox(const store::Connection& c, const store::LayerInfo& layer, const std::string& where,
                       const geom::Envelope& box, const CancelToken& token) {
  OutOfBox out;
  const std::shared_ptr<const snapshot::LayerView> view = snapshot::existing(c, layer);
  if (view == nullptr) {
    const std::int64_t missing = layer.count - store::TreeLookup(c, layer).size();
    if (missing <= 0 || where.empty()) return {std::max<std::int64_t>(0, missing), 0};
    const std::string placeless = bothSql(where, "\"geometry\" IS NULL OR ST_IsEmpty(\"geometry\") <> 0");
    const GeometrySet set = loadGeometry(c, layer, placeless, {}, {}, token);
    return {set.withoutGeometry(), set.broken()};
  }
  std::vector<snapshot::Index> places = placesOutOf(*view, box, token);
  if (!places.empty() && !where.empty()) {  // mostly there is none, and nothing is asked
    store::FeatureRequest request;
    request.allFields = false;
    request.where = where;
    std::vector<std::uint8_t> wanted(view->base().info().count + view->added().size(), 0);
    for (const snapshot::Index i : placesFor(c, layer, *view, request, token)) wanted[i] = 1;
    std::erase_if(places, [&](snapshot::Index i) { return wanted[i] == 0; });
  }
  for (const snapshot::Index i : places) ++(view->boxOf(i).isEmpty() ? out.withoutGeometry : out.broken);
  return out;
}

}  // namespace gis::query
