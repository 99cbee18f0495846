#include "gis_core/geometry/vertex_edits.h"

#include <algorithm>
#include <cstring>

#include "gis_core/geometry/point_hash.h"
#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {

std::size_t VertexEdits::Hash::operator()(MapPoint p) const {
  return std::size_t(detail::hashOf({p.x + 0.0, p.y + 0.0}));
}

void VertexEdits::insert(MapPoint a, MapPoint b, MapPoint v) {
  if (v == a || v == b) return;
  m_inserts[a].push_back({b, v});
  m_inserts[b].push_back({a, v});
}

void VertexEdits::move(MapPoint from, MapPoint to) {
  if (from != to) m_moves[from] = to;
}

namespace {

/// Writes a geometry again, ring by ring.
template <class NewRing>
struct RingRewriter : detail::Ignore {
  Bytes out;
  NewRing newRing;
  GeometryKind kind = GeometryKind::unknown;
  explicit RingRewriter(NewRing f) : newRing(std::move(f)) {}

  void begin(GeometryType type, std::uint32_t count, std::size_t) {
    kind = type.kind;
    detail::putHeader(out, type);
    if (kind != GeometryKind::point && kind != GeometryKind::lineString) detail::putU32(out, count);
  }
  void coordinates(const std::uint8_t* p, std::uint32_t count, int stride, std::uint32_t) {
    std::vector<double> values(std::size_t(count) * std::size_t(stride));
    std::memcpy(values.data(), p, values.size() * 8);
    if (kind != GeometryKind::point) {
      values = newRing(values, std::size_t(stride));
      detail::putU32(out, std::uint32_t(values.size() / std::size_t(stride)));
    }
    const std::size_t at = out.size();
    out.resize(at + values.size() * 8);
    std::memcpy(out.data() + at, values.data(), values.size() * 8);
  }
};

}  // namespace

bool VertexEdits::applyTo(Bytes& wkb) const {
  if (empty()) return false;
  bool changed = false;
  const auto newRing = [&](const std::vector<double>& ring, std::size_t stride) {
    std::vector<double> out;
    out.reserve(ring.size() + 2 * stride);
    const auto push = [&](const double* values) {
      const std::size_t at = out.size();
      out.insert(out.end(), values, values + stride);
      const auto moved = m_moves.find({out[at], out[at + 1]});
      if (moved != m_moves.end()) {
        out[at] = moved->second.x;
        out[at + 1] = moved->second.y;
        changed = true;
      }
      if (at >= stride && out[at] == out[at - stride] && out[at + 1] == out[at - stride + 1]) {
        out.resize(at);
        changed = true;
      }
    };
    std::vector<std::pair<double, MapPoint>> put;
    for (std::size_t i = 0; i + stride <= ring.size(); i += stride) {
      push(ring.data() + i);
      if (i + 2 * stride > ring.size()) break;
      const double* a = ring.data() + i;
      const double* b = a + stride;
      const auto found = m_inserts.find({a[0], a[1]});
      if (found == m_inserts.end()) continue;
      const double dx = b[0] - a[0];
      const double dy = b[1] - a[1];
      put.clear();
      for (const Insert& insert : found->second) {
        if (insert.to != MapPoint{b[0], b[1]}) continue;
        const double along = ((insert.vertex.x - a[0]) * dx + (insert.vertex.y - a[1]) * dy) / (dx * dx + dy * dy);
        put.emplace_back(std::clamp(along, 0.0, 1.0), insert.vertex);
      }
      std::sort(put.begin(), put.end(), [](const auto& l, const auto& r) { return l.first < r.first; });
      for (const auto& [along, vertex] : put) {
        std::vector<double> values(stride);
        for (std::size_t k = 2; k < stride; ++k) values[k] = a[k] + along * (b[k] - a[k]);
        values[0] = vertex.x;
        values[1] = vertex.y;
        changed = true;
        push(values.data());
      }
    }
    return out;
  };
  RingRewriter rewriter(newRing);
  detail::walk(wkb, rewriter);
  if (changed) wkb = std::move(rewriter.out);
  return changed;
}

}  // namespace gis::geom
