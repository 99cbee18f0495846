#include "gis_core/query/geometry_set.h"

#include <atomic>
#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/store/features.h"

namespace gis::query {

namespace {

constexpr std::size_t kRowsRead = 8192;
constexpr std::size_t kBoxesAtOnce = 4096;

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
        const bool finite = std::isfinite(box.width()) && std::isfinite(box.height());
        if (box.isEmpty() && lost == 0) {
          ++without;
        } else if (lost > 0 || !finite) {
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

GeometrySet loadGeometry(const store::Connection& c, const store::LayerInfo& layer, const std::string& where,
                         const std::optional<geom::Envelope>& box, const crs::Crs& target, const CancelToken& token) {
  requireGeometry(layer);
  GeometrySet set;
  store::FeatureRequest request;
  request.allFields = false;
  request.where = where;
  request.box = box;
  store::readBatches(
      c, layer, request, kRowsRead,
      [&](store::FeatureBatch& batch) {
        for (std::size_t row = 0; row < batch.rows(); ++row) set.add(batch.fids[row], batch.geometryOf(row));
        return true;
      },
      token);
  set.complete(layer.crs, target, token);
  return set;
}

}  // namespace gis::query
