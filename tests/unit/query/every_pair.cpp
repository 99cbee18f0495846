#include "tests/unit/query/every_pair.h"

#include <algorithm>

#include "gis_core/geometry/operations.h"

namespace gis::query {

std::vector<Pair> everyPair(const GeometrySet& left, const GeometrySet& right, const PairTest& test) {
  std::vector<Pair> pairs;
  for (std::uint32_t i = 0; i < left.size(); ++i) {
    for (std::uint32_t j = 0; j < right.size(); ++j) {
      if (!left.takesPart(i) || !right.takesPart(j)) continue;
      if (test.distance) {
        const double distance = geom::distance(left.wkb(i), right.wkb(j));
        if (distance <= *test.distance) pairs.push_back({i, j, distance});
      } else if (geom::relate(left.wkb(i), right.wkb(j), test.relation)) {
        pairs.push_back({i, j, 0});
      }
    }
  }
  return pairs;
}

std::vector<Pair> nearestOfEvery(const GeometrySet& left, const GeometrySet& right, int count, double most) {
  PairTest all;
  all.distance = most;
  std::vector<Pair> pairs = everyPair(left, right, all);
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    if (a.left != b.left) return a.left < b.left;
    return a.distance != b.distance ? a.distance < b.distance : a.right < b.right;
  });
  std::vector<Pair> wanted;
  int same = 0;
  for (const Pair& pair : pairs) {
    if (wanted.empty() || wanted.back().left != pair.left) same = 0;
    if (same++ < count) wanted.push_back(pair);
  }
  return wanted;
}

}  // namespace gis::query
