#include "gis_core/geometry/edge_matching.h"

#include <algorithm>
#include <utility>

#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/point_hash.h"

namespace gis::geom {

namespace {

struct Entry {
  std::uint64_t hash;
  std::uint32_t edge;
};

constexpr std::size_t kEdgesAtOnce = std::size_t{1} << 25U;
constexpr unsigned kBucketBits = 10;
constexpr std::size_t kBuckets = std::size_t{1} << kBucketBits;

using detail::hashOf;

class Matching {
 public:
  Matching(const CoverageShapes& shapes, const CancelToken& token) : m_shapes(shapes), m_token(token) {
    m_matches.partners.assign(shapes.points().size(), EdgeMatches::kAlone);
  }

  EdgeMatches run() {
    const std::size_t passes = m_shapes.points().size() / kEdgesAtOnce + 1;
    for (std::size_t pass = 0; pass < passes; ++pass) runPass(pass, passes);
    return std::move(m_matches);
  }

 private:
  template <class Visit>
  void forEachEdge(std::size_t block, std::size_t blocks, std::size_t pass, std::size_t passes, Visit&& visit) const {
    const auto& points = m_shapes.points();
    const std::size_t first = m_shapes.size() * block / blocks;
    const std::size_t last = m_shapes.size() * (block + 1) / blocks;
    for (std::size_t i = first; i < last; ++i) {
      for (const CoverageShapes::Ring& ring : m_shapes.rings(std::uint32_t(i))) {
        std::uint64_t from = hashOf(points[ring.begin]);
        for (std::uint32_t p = ring.begin; p + 1 < ring.end; ++p) {
          const std::uint64_t to = hashOf(points[p + 1]);
          const std::uint64_t hash = detail::mixedBits(from + to);  // the same for both directions
          if (passes == 1 || hash % passes == pass) visit(Entry{hash, p});
          from = to;
        }
      }
    }
  }

  void runPass(std::size_t pass, std::size_t passes) {
    const std::size_t blocks = std::clamp<std::size_t>(m_shapes.size() / 4096, 1, 64);
    std::vector<std::vector<std::uint32_t>> counts(blocks, std::vector<std::uint32_t>(kBuckets));
    parallelFor(blocks, m_token, [&](std::size_t block, unsigned) {
      forEachEdge(block, blocks, pass, passes, [&](Entry e) { ++counts[block][e.hash >> (64 - kBucketBits)]; });
    });
    std::vector<std::size_t> starts(kBuckets + 1);
    std::size_t total = 0;
    for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
      starts[bucket] = total;
      for (auto& count : counts) total += std::exchange(count[bucket], std::uint32_t(total));
    }
    starts[kBuckets] = total;
    std::vector<Entry> entries(total);
    parallelFor(blocks, m_token, [&](std::size_t block, unsigned) {
      auto& next = counts[block];
      forEachEdge(block, blocks, pass, passes, [&](Entry e) { entries[next[e.hash >> (64 - kBucketBits)]++] = e; });
    });
    parallelFor(kBuckets, m_token, [&](std::size_t bucket, unsigned) {
      const auto first = entries.begin() + std::ptrdiff_t(starts[bucket]);
      const auto last = entries.begin() + std::ptrdiff_t(starts[bucket + 1]);
      std::sort(first, last,
                [](const Entry& a, const Entry& b) { return a.hash != b.hash ? a.hash < b.hash : a.edge < b.edge; });
      for (auto from = first; from != last;) {
        auto to = from + 1;
        while (to != last && to->hash == from->hash) ++to;
        if (to - from > 1) decide(std::span<const Entry>(&*from, std::size_t(to - from)));
        from = to;
      }
    });
  }

  [[nodiscard]] bool sameWay(std::uint32_t a, std::uint32_t b) const {
    const auto& points = m_shapes.points();
    return points[a] == points[b] && points[a + 1] == points[b + 1];
  }
  [[nodiscard]] bool otherWay(std::uint32_t a, std::uint32_t b) const {
    const auto& points = m_shapes.points();
    return points[a] == points[b + 1] && points[a + 1] == points[b];
  }

  /// Edges of one hash: nearly always the two sides of one border.
  void decide(std::span<const Entry> group) {
    auto& partners = m_matches.partners;
    if (group.size() == 2) {
      const std::uint32_t a = group[0].edge;
      const std::uint32_t b = group[1].edge;
      if (otherWay(a, b) && m_shapes.ownerOf(a) != m_shapes.ownerOf(b)) {
        partners[a] = b;
        partners[b] = a;
      } else if (otherWay(a, b) || sameWay(a, b)) {
        partners[a] = partners[b] = EdgeMatches::kCrowded;
      }
      return;
    }
    for (const Entry& entry : group) {
      std::uint32_t others = 0;
      std::uint32_t partner = EdgeMatches::kAlone;
      for (const Entry& other : group) {
        if (other.edge == entry.edge) continue;
        const bool back = otherWay(entry.edge, other.edge);
        if (!back && !sameWay(entry.edge, other.edge)) continue;  // another edge with the same hash
        ++others;
        partner =
            back && m_shapes.ownerOf(entry.edge) != m_shapes.ownerOf(other.edge) ? other.edge : EdgeMatches::kCrowded;
      }
      partners[entry.edge] = others == 0 ? EdgeMatches::kAlone : others == 1 ? partner : EdgeMatches::kCrowded;
    }
  }

  const CoverageShapes& m_shapes;
  const CancelToken& m_token;
  EdgeMatches m_matches;
};

}  // namespace

EdgeMatches matchEdges(const CoverageShapes& shapes, const CancelToken& token) {
  return Matching(shapes, token).run();
}

}  // namespace gis::geom
