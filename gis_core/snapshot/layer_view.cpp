#include "gis_core/snapshot/layer_view.h"

#include <algorithm>
#include <limits>

#include "gis_core/snapshot/snapshot_format.h"

namespace gis::snapshot {

LayerView::LayerView(std::shared_ptr<const Snapshot> base)
    : m_base(std::move(base)), m_seq(m_base->info().seq), m_revision(m_base->info().revision) {}

LayerView::LayerView(std::shared_ptr<const Snapshot> base, std::vector<std::int64_t> hidden,
                     std::vector<DeltaFeature> added, std::int64_t seq, std::string revision)
    : m_base(std::move(base)),
      m_hiddenFids(std::move(hidden)),
      m_added(std::move(added)),
      m_seq(seq),
      m_revision(std::move(revision)) {
  std::sort(m_hiddenFids.begin(), m_hiddenFids.end());
  for (const std::int64_t fid : m_hiddenFids) {
    if (const auto i = m_base->indexOfFid(fid)) m_hidden.push_back(*i);
  }
  std::sort(m_hidden.begin(), m_hidden.end());
  for (std::size_t k = 0; k < m_added.size(); ++k) {
    m_addedByFid[m_added[k].feature.fid] = static_cast<Index>(m_base->info().count + k);
  }
}

bool LayerView::isHidden(Index i) const {
  if (m_shown != nullptr) {
    const std::size_t n = m_shown->size();
    if (i < n ? !(*m_shown)[i] : !m_shownAdded.at(i - n)) return true;
  }
  return !m_hidden.empty() && std::binary_search(m_hidden.begin(), m_hidden.end(), i);
}

std::shared_ptr<const LayerView> LayerView::withShown(std::shared_ptr<const std::vector<bool>> base,
                                                      std::vector<bool> added) const {
  auto view = std::make_shared<LayerView>(*this);
  view->m_shown = std::move(base);
  view->m_shownAdded = std::move(added);
  view->m_filteredOut = 0;
  if (view->m_shown == nullptr) return view;
  view->m_shownAdded.resize(m_added.size());
  const std::vector<bool>& shown = *view->m_shown;
  std::uint64_t out = std::uint64_t(std::count(shown.begin(), shown.end(), false));
  for (const Index i : m_hidden) out -= shown.at(i) ? 0 : 1;  // those are counted as hidden already
  out += std::uint64_t(std::count(view->m_shownAdded.begin(), view->m_shownAdded.end(), false));
  view->m_filteredOut = out;
  return view;
}

std::uint64_t LayerView::count() const {
  return m_base->info().count - m_hidden.size() + m_added.size() - m_filteredOut;
}

geom::Envelope LayerView::extent() const {
  geom::Envelope box = m_base->info().extent;
  for (const DeltaFeature& f : m_added) box.include(f.box);
  return box;
}

namespace {
/// The delta's feature that index i names, or null for one of the snapshot.
const DeltaFeature* addedOf(const LayerView& view, Index i) {
  const std::uint64_t n = view.base().info().count;
  return i < n ? nullptr : &view.added().at(i - n);
}
}  // namespace

std::int64_t LayerView::fidOf(Index i) const {
  const DeltaFeature* added = addedOf(*this, i);
  return added != nullptr ? added->feature.fid : m_base->fidOf(i);
}

std::optional<Index> LayerView::indexOfFid(std::int64_t fid) const {
  if (const auto found = m_addedByFid.find(fid); found != m_addedByFid.end()) {
    return isHidden(found->second) ? std::nullopt : std::optional<Index>(found->second);
  }
  const auto i = m_base->indexOfFid(fid);
  return i && !isHidden(*i) ? i : std::nullopt;
}

geom::Envelope LayerView::boxOf(Index i) const {
  const DeltaFeature* added = addedOf(*this, i);
  return added != nullptr ? added->box : m_base->boxOf(i);
}

geom::BytesView LayerView::wkbOf(Index i) const {
  const DeltaFeature* added = addedOf(*this, i);
  return added != nullptr ? geom::BytesView(added->feature.wkb) : m_base->wkbOf(i);
}

store::Value LayerView::valueOf(int column, Index i) const {
  const DeltaFeature* added = addedOf(*this, i);
  return added != nullptr ? added->feature.values.at(std::size_t(column)) : m_base->valueOf(column, i);
}

std::string LayerView::textOf(int column, Index i) const {
  const DeltaFeature* added = addedOf(*this, i);
  return added != nullptr ? textOfValue(added->feature.values.at(std::size_t(column))) : m_base->textOf(column, i);
}

double LayerView::numberOf(int column, Index i) const {
  const DeltaFeature* added = addedOf(*this, i);
  if (added == nullptr) return m_base->numberOf(column, i);
  const store::Value& value = added->feature.values.at(std::size_t(column));
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return double(*whole);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* text = std::get_if<std::string>(&value)) return numberOfText(*text);
  return std::numeric_limits<double>::quiet_NaN();
}

void LayerView::appendCell(int column, Index i, store::FeatureBatch& to, std::size_t toColumn) const {
  const DeltaFeature* added = addedOf(*this, i);
  if (added == nullptr) {
    m_base->appendCell(column, i, to.columns[toColumn]);
  } else {
    to.addCell(toColumn, store::fitting(added->feature.values.at(std::size_t(column)), to.fields[toColumn].type));
  }
}

std::vector<Index> LayerView::inFidOrder() const {
  if (isPlain()) return {m_base->fidOrder().begin(), m_base->fidOrder().end()};
  std::vector<Index> order;
  order.reserve(count());
  std::size_t next = 0;  // in added(), which ascends too
  const auto n = static_cast<Index>(m_base->info().count);
  const auto addBefore = [&](std::int64_t fid) {
    for (; next < m_added.size() && m_added[next].feature.fid < fid; ++next) {
      const Index i = n + static_cast<Index>(next);
      if (!isHidden(i)) order.push_back(i);
    }
  };
  for (const Index i : m_base->fidOrder()) {
    if (isHidden(i)) continue;
    if (next < m_added.size()) addBefore(m_base->fidOf(i));
    order.push_back(i);
  }
  addBefore(std::numeric_limits<std::int64_t>::max());
  return order;
}

void LayerView::forEachIn(const geom::Envelope& box, const std::function<bool(Index)>& visit) const {
  bool more = true;
  m_base->forEachIn(box, [&](Index i) { return more = isHidden(i) || visit(i); });
  const auto n = static_cast<Index>(m_base->info().count);
  for (std::size_t k = 0; more && k < m_added.size(); ++k) {
    const Index i = n + static_cast<Index>(k);
    if (m_added[k].box.intersects(box) && !isHidden(i)) more = visit(i);
  }
}

void LayerView::forEachShape(const geom::Envelope& box, double unitsPerPixel, geom::MapPoint origin,
                             const std::function<bool(Index, const Shape&)>& visit) const {
  bool more = true;
  Shape exact;
  const int level = m_base->levelFor(unitsPerPixel);
  if (!visit) {
    if (level >= 0) {
      m_base->forEachShape(level, box, origin, {});
    } else {
      m_base->forEachIn(box, [&](Index i) {
        (void)m_base->wkbOf(i);
        return true;
      });
    }
    return;
  }
  if (level >= 0) {
    m_base->forEachShape(level, box, origin,
                         [&](Index i, const Shape& shape) { return more = isHidden(i) || visit(i, shape); });
  } else {
    m_base->forEachIn(box, [&](Index i) {
      if (isHidden(i)) return true;
      readShape(m_base->wkbOf(i), origin, exact);
      return more = visit(i, exact);
    });
  }
  const auto n = static_cast<Index>(m_base->info().count);
  for (std::size_t k = 0; more && k < m_added.size(); ++k) {
    if (!m_added[k].box.intersects(box) || isHidden(n + static_cast<Index>(k))) continue;
    readShape(m_added[k].feature.wkb, origin, exact);
    more = visit(n + static_cast<Index>(k), exact);
  }
}

std::vector<Index> LayerView::pick(geom::MapPoint p, double tolerance) const {
  struct Hit {
    double distance, size;
    Index index;
  };
  std::vector<Hit> hits;
  Shape shape;
  forEachIn(geom::Envelope{p.x, p.y, p.x, p.y}.grown(tolerance), [&](Index i) {
    readShape(wkbOf(i), p, shape);
    const double d = distanceTo(shape, {0, 0});
    if (d <= tolerance) {
      const geom::Envelope box = boxOf(i);
      hits.push_back({d, box.width() * box.height(), i});
    }
    return true;
  });
  std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    return a.distance != b.distance ? a.distance < b.distance : a.size < b.size;
  });
  std::vector<Index> found;
  found.reserve(hits.size());
  for (const Hit& hit : hits) found.push_back(hit.index);
  return found;
}

}  // namespace gis::snapshot
