#include "gis_core/query/sound_set.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <mutex>

#include "gis_core/base/error.h"
#include "gis_core/base/first_touch.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/query/blocks.h"

namespace gis::query {

namespace {

/// The highest dimension of what is in a geometry.
int dimensionOf(geom::BytesView wkb) {
  const geom::GeometryType type = geom::typeOf(wkb);
  if (type.kind != geom::GeometryKind::collection) return type.dimension();
  int highest = -1;
  for (const geom::Bytes& part : geom::parts(wkb)) {
    if (!geom::isEmpty(part)) highest = std::max(highest, dimensionOf(part));
  }
  return highest;
}

/// The valid form, when it is another one; empty bytes: nothing is left. Throws Error(invalidValue).
std::optional<geom::Bytes> mended(geom::BytesView wkb, int dimension) {
  const geom::GeometryType type = geom::typeOf(wkb);
  if (type.kind == geom::GeometryKind::collection) {
    const std::vector<geom::Bytes> parts = geom::partsOfDimension(wkb, dimension);
    std::vector<geom::Bytes> valid;
    valid.reserve(parts.size());
    for (const geom::Bytes& part : parts) valid.push_back(mended(part, dimension).value_or(part));
    std::erase_if(valid, [](const geom::Bytes& part) { return part.empty(); });
    return geom::assembled(
        geom::partsOfDimension(geom::unionOf(std::vector<geom::BytesView>(valid.begin(), valid.end())), dimension));
  }
  switch (dimension) {
    case 2: {
      if (geom::certainlyValid(wkb) || !geom::invalidity(wkb)) return std::nullopt;
      return geom::assembled(geom::partsOfDimension(geom::makeValid(wkb, type), 2));
    }
    case 1:
      if (geom::length(wkb) > 0) return std::nullopt;
      return geom::Bytes();
    default: {
      if (!type.isMulti()) return std::nullopt;
      const geom::BytesView all[] = {wkb};  // the same place twice is one place
      return geom::assembled(geom::partsOfDimension(geom::unionOf(all), 0));
    }
  }
}

Error notAlike(const store::LayerInfo& layer) {
  return Error(ErrorCode::unsupported, {GIS_TR("layer \"{0}\" cannot be cut or shared out"), {layer.name}},
               GIS_TR("it holds features of several kinds: points, lines, areas"),
               GIS_TR("make a layer of each kind first (import it with --split-types)"));
}

}  // namespace

double measureOf(geom::BytesView wkb, int dimension) {
  if (wkb.empty()) return 0;
  if (dimension == 2) return geom::area(wkb);
  if (dimension == 1) return geom::length(wkb);
  return double(geom::vertexCount(wkb));
}

SoundSet::SoundSet(const GeometrySet& set, const store::LayerInfo& layer, Progress& progress) : m_set(&set) {
  resizeOnAllCores(m_measures, set.size(), progress.token());
  m_dimension = layer.geometryType ? layer.geometryType->dimension() : -1;
  // what the layer declares is nearly always so; features of every kind (−1) are looked at first
  const unsigned seen = m_dimension >= 0 ? mend(progress) : dimensions(progress.token());
  if (std::popcount(seen) > 1) throw notAlike(layer);
  if (seen == 0 || std::countr_zero(seen) == m_dimension) return;
  m_dimension = std::countr_zero(seen);
  m_mended.clear();
  m_otherBoxes.clear();
  m_setAside.clear();
  (void)mend(progress);
}

/// Repairs and measures as features of m_dimension; returns the dimensions that were seen, a bit for each.
unsigned SoundSet::mend(Progress& progress) {
  const GeometrySet& set = *m_set;
  // a snapshot's memory is best gone through along the curve
  const CurveOrder order = set.view() != nullptr ? set.alongCurve() : nullptr;
  const std::size_t count = order != nullptr ? order->size() : set.size();
  const auto placeOf = [&](std::size_t k) { return order != nullptr ? std::size_t{(*order)[k]} : k; };
  std::mutex mutex;
  std::atomic<unsigned> seen = 0;
  inBlocks(
      count, progress,
      [&] {
        return [&](std::size_t, std::size_t k) {
          const std::size_t i = placeOf(k);
          if (!set.takesPart(i)) return;
          const geom::BytesView wkb = set.wkb(i);
          if (const int dimension = dimensionOf(wkb); dimension >= 0) {
            const unsigned bit = 1U << unsigned(dimension);
            if ((seen.load(std::memory_order_relaxed) & bit) == 0) seen |= bit;
            if (dimension != m_dimension) return;
          }
          std::optional<geom::Bytes> better;
          Message reason = GIS_TR("nothing is left of it when it is repaired");
          try {
            better = mended(wkb, m_dimension);
          } catch (const Error& error) {
            if (error.code() == ErrorCode::cancelled) throw;
            better.emplace();
            reason = Message("{0}", {error.sentence()});
          }
          m_measures[i] = measureOf(better && !better->empty() ? geom::BytesView(*better) : wkb, m_dimension);
          if (!better) return;
          const geom::Envelope box = better->empty() ? geom::Envelope() : geom::envelopeOf(*better);
          const std::lock_guard lock(mutex);
          m_otherBoxes.emplace(std::uint32_t(i), box);
          if (better->empty()) {
            m_setAside.push_back({std::uint32_t(i), std::move(reason)});
          } else {
            m_mended.emplace(std::uint32_t(i), std::move(*better));
          }
        };
      },
      kProbesAtOnce, false);
  std::sort(m_setAside.begin(), m_setAside.end(), [](const Fault& a, const Fault& b) { return a.at < b.at; });
  return seen;
}

CurveOrder SoundSet::alongCurve() const {
  CurveOrder order = m_set->alongCurve();
  if (m_otherBoxes.empty()) return order;
  return orderWithout(order, [&](std::uint32_t i) { return !takesPart(i); });
}

SpatialIndex SoundSet::index() const {
  if (m_otherBoxes.empty()) return m_set->index();
  CurveOrder items = alongCurve();
  std::vector<geom::Envelope> boxes(items->size());
  std::transform(items->begin(), items->end(), boxes.begin(), [&](std::uint32_t i) { return box(i); });
  return {std::move(boxes), std::move(items)};
}

geom::Envelope SoundSet::extent() const {
  if (m_otherBoxes.empty()) return m_set->extent();
  geom::Envelope all;
  for (std::size_t i = 0; i < size(); ++i) all.include(box(i));
  return all;
}

/// The dimensions of the features, a bit for each.
unsigned SoundSet::dimensions(const CancelToken& token) const {
  std::atomic<unsigned> seen = 0;
  const std::size_t blocks = (size() + kProbesAtOnce - 1) / kProbesAtOnce;
  parallelFor(blocks, token, [&](std::size_t block, unsigned) {
    unsigned here = 0;
    const std::size_t last = std::min(size(), (block + 1) * kProbesAtOnce);
    for (std::size_t i = block * kProbesAtOnce; i < last; ++i) {
      if (!m_set->takesPart(i)) continue;
      if (const int dimension = dimensionOf(m_set->wkb(i)); dimension >= 0) here |= 1U << unsigned(dimension);
    }
    seen |= here;
  });
  return seen;
}

}  // namespace gis::query
