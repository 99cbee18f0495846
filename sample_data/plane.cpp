#include "sample_data/plane.h"

#include <algorithm>
#include <limits>

namespace gis::sample {

double areaOf(std::span<const Point> ring) {
  double twice = 0;
  for (std::size_t k = 1; k + 1 < ring.size(); ++k) {
    twice += cross(ring[k] - ring[0], ring[k + 1] - ring[0]);
  }
  return twice / 2;
}

Point centroidOf(std::span<const Point> ring) {
  double twice = 0;
  Point sum;
  for (std::size_t k = 1; k + 1 < ring.size(); ++k) {
    const Point a = ring[k] - ring[0], b = ring[k + 1] - ring[0];
    const double w = cross(a, b);
    twice += w;
    sum = sum + (a + b) * (w / 3);
  }
  return twice != 0 ? ring[0] + sum * (1 / twice) : ring[0];
}

bool inside(std::span<const Point> ring, Point p) {
  bool in = false;
  for (std::size_t k = 0, j = ring.size() - 1; k < ring.size(); j = k++) {
    const Point a = ring[j], b = ring[k];
    if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) in = !in;
  }
  return in;
}

bool segmentsMeet(Point a, Point b, Point c, Point d) {
  const double d1 = cross(b - a, c - a), d2 = cross(b - a, d - a);
  const double d3 = cross(d - c, a - c), d4 = cross(d - c, b - c);
  return ((d1 <= 0 && d2 >= 0) || (d1 >= 0 && d2 <= 0)) && ((d3 <= 0 && d4 >= 0) || (d3 >= 0 && d4 <= 0));
}

double distanceToSegment(Point p, Point a, Point b) {
  const Point d = b - a;
  const double l2 = dot(d, d);
  const double t = l2 > 0 ? std::clamp(dot(p - a, d) / l2, 0.0, 1.0) : 0;
  return distance(p, a + d * t);
}

bool ringInside(std::span<const Point> outer, std::span<const Point> inner, double margin) {
  for (const Point p : inner) {
    if (!inside(outer, p)) return false;
  }
  for (std::size_t k = 0, j = outer.size() - 1; k < outer.size(); j = k++) {
    const Point a = outer[j], b = outer[k];
    for (std::size_t m = 0, l = inner.size() - 1; m < inner.size(); l = m++) {
      if (segmentsMeet(a, b, inner[l], inner[m])) return false;
      if (distanceToSegment(inner[m], a, b) < margin || distanceToSegment(b, inner[l], inner[m]) < margin) return false;
    }
  }
  return true;
}

std::optional<double> crossingAlong(Point a, Point b, Point p, Point d) {
  const Point e = b - a;
  const double den = cross(d, e);
  if (den == 0) return std::nullopt;
  return cross(d, p - a) / den;
}

OrientedBox orientedBox(std::span<const Point> ring) {
  OrientedBox best;
  double bestArea = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0, j = ring.size() - 1; k < ring.size(); j = k++) {
    const Point edge = ring[k] - ring[j];
    const double l = length(edge);
    if (l < 1e-6) continue;
    const Point u = edge * (1 / l), v = leftOf(u);
    double minU = std::numeric_limits<double>::infinity(), maxU = -minU, minV = minU, maxV = -minU;
    for (const Point p : ring) {
      const Point q = p - ring[0];
      const double a = dot(q, u), b = dot(q, v);
      minU = std::min(minU, a), maxU = std::max(maxU, a);
      minV = std::min(minV, b), maxV = std::max(maxV, b);
    }
    const double w = maxU - minU, h = maxV - minV;
    if (w * h < bestArea) {
      bestArea = w * h;
      best.centre = ring[0] + u * ((minU + maxU) / 2) + v * ((minV + maxV) / 2);
      best.axis = w >= h ? u : v;
      best.longSide = std::max(w, h);
      best.shortSide = std::min(w, h);
    }
  }
  return best;
}

namespace {

/// Twice the area of the part of the ring with dot(x, direction) < t.
double areaBelow(std::span<const Point> ring, std::span<const double> height, double t) {
  // The cut-off polygon may fall apart for rings that are not convex; the shoelace sum over the clipped
  // outline is right all the same, because the pieces of it along the cut line cancel.
  Point first, last;
  bool any = false;
  double twice = 0;
  const auto put = [&](Point p) {
    if (!any) {
      first = p;
      any = true;
    } else {
      twice += cross(last - first, p - first);
    }
    last = p;
  };
  for (std::size_t k = 0; k < ring.size(); ++k) {
    const std::size_t n = k + 1 == ring.size() ? 0 : k + 1;
    const double a = height[k] - t, b = height[n] - t;
    if (a < 0) put(ring[k]);
    if ((a < 0) != (b < 0)) put(between(ring[k], ring[n], a / (a - b)));
  }
  return twice;
}

}  // namespace

double offsetForArea(std::span<const Point> ring, Point direction, double fraction) {
  std::vector<double> height;
  height.reserve(ring.size());
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const Point p : ring) {
    height.push_back(dot(p - ring[0], direction));
    low = std::min(low, height.back());
    high = std::max(high, height.back());
  }
  const double wanted = 2 * areaOf(ring) * fraction;
  const double sharp = (high - low) * 1e-3;
  double t = low + (high - low) * fraction;
  // regula falsi with bisection as the safe step: city blocks are nearly boxes, so few rounds do
  double fLow = -wanted, fHigh = 2 * areaOf(ring) - wanted;
  for (int round = 0; round < 24 && high - low > sharp; ++round) {
    const double f = areaBelow(ring, height, t) - wanted;
    if (std::abs(f) < std::abs(wanted) * 2e-3) break;
    if (f < 0) {
      low = t, fLow = f;
    } else {
      high = t, fHigh = f;
    }
    t = round % 3 == 2 ? (low + high) / 2 : low + (high - low) * std::clamp(fLow / (fLow - fHigh), 0.02, 0.98);
  }
  return t + dot(ring[0], direction);
}

namespace {

/// An edge of a ring on its way inwards.
struct MovedEdge {
  Point from, to;
  double inset;
  int source;
};

/// Where two moved edges that follow each other meet.
Point meeting(const MovedEdge& before, const MovedEdge& after) {
  const Point d0 = unit(before.to - before.from), d1 = unit(after.to - after.from);
  const double turn = cross(d0, d1);
  if (std::abs(turn) < 0.12) {
    const double inset = std::max(before.inset, after.inset);
    const Point corner = between(before.to, after.from, 0.5);
    return inset == 0 ? corner : corner + unit(leftOf(d0) + leftOf(d1)) * inset;
  }
  if (before.inset == 0 && after.inset == 0 && before.to == after.from) return after.from;
  const Point a = before.from + leftOf(d0) * before.inset;
  const Point b = after.from + leftOf(d1) * after.inset;
  return a + d0 * (cross(b - a, d1) / turn);
}

/// Mitred offset: edges that would turn over are left out and their neighbours made to meet; empty when that fails.
InsetRing mitred(std::span<const Point> ring, std::span<const double> insets) {
  std::vector<MovedEdge> edges;
  for (std::size_t k = 0; k < ring.size(); ++k) {
    edges.push_back({ring[k], ring[(k + 1) % ring.size()], insets[k], static_cast<int>(k)});
  }
  while (edges.size() >= 3) {
    const std::size_t n = edges.size();
    InsetRing out;
    for (std::size_t k = 0; k < n; ++k) {
      out.ring.push_back(meeting(edges[(k + n - 1) % n], edges[k]));
      out.sources.push_back(edges[k].source);
    }
    // the edge that turned over furthest goes first
    std::size_t worst = n;
    double worstTurn = 0;
    for (std::size_t k = 0; k < n; ++k) {
      const double way = dot(out.ring[(k + 1) % n] - out.ring[k], unit(edges[k].to - edges[k].from));
      if (way < worstTurn) worstTurn = way, worst = k;
    }
    if (worst == n) return out;
    edges.erase(edges.begin() + static_cast<std::ptrdiff_t>(worst));
  }
  return {};
}

/// Is the ring simple, and every point of it as far from the old outline as was asked (but for a little)?
bool sound(const InsetRing& inset, std::span<const Point> ring, std::span<const double> insets) {
  const std::size_t n = inset.ring.size();
  if (n < 3 || areaOf(inset.ring) <= 0) return false;
  for (std::size_t k = 0; k < n; ++k) {
    const Point a = inset.ring[k], b = inset.ring[(k + 1) % n];
    for (std::size_t m = k + 2; m < n; ++m) {
      if (k == 0 && m + 1 == n) continue;
      if (segmentsMeet(a, b, inset.ring[m], inset.ring[(m + 1) % n])) return false;
    }
    for (std::size_t e = 0; e < ring.size(); ++e) {
      if (distanceToSegment(a, ring[e], ring[(e + 1) % ring.size()]) < insets[e] * 0.9 - 0.01) return false;
    }
  }
  return true;
}

/// What lies inwards of every moved edge: always sound, cuts a little too much off behind hollow corners.
InsetRing clipped(std::span<const Point> ring, std::span<const double> insets) {
  const std::size_t n = ring.size();
  InsetRing now{{ring.begin(), ring.end()}, {}};
  for (std::size_t k = 0; k < n; ++k) now.sources.push_back(static_cast<int>(k));
  for (std::size_t k = 0; k < n && !now.ring.empty(); ++k) {
    const Point d = unit(ring[(k + 1) % n] - ring[k]);
    const Point normal = leftOf(d);
    const double limit = dot(ring[k], normal) + insets[k];
    InsetRing next;
    for (std::size_t m = 0; m < now.ring.size(); ++m) {
      const Point p = now.ring[m], q = now.ring[(m + 1) % now.ring.size()];
      const double a = dot(p, normal) - limit, b = dot(q, normal) - limit;
      if (a >= 0) {
        next.ring.push_back(p);
        next.sources.push_back(now.sources[m]);
      }
      if ((a >= 0) != (b >= 0)) {
        next.ring.push_back(between(p, q, a / (a - b)));
        next.sources.push_back(a >= 0 ? static_cast<int>(k) : now.sources[m]);
      }
    }
    now = std::move(next);
  }
  return now;
}

/// Takes out points nearer than `least` to the one before.
InsetRing tidied(InsetRing raw, double least) {
  InsetRing out;
  for (std::size_t k = 0; k < raw.ring.size(); ++k) {
    const Point p = surveyed(raw.ring[k]);
    if (!out.ring.empty() && distance(out.ring.back(), p) < least) {
      out.sources.back() = raw.sources[k];
      continue;
    }
    out.ring.push_back(p);
    out.sources.push_back(raw.sources[k]);
  }
  while (out.ring.size() > 1 && distance(out.ring.back(), out.ring.front()) < least) {
    out.ring.pop_back();
    out.sources.pop_back();
  }
  return out;
}

}  // namespace

InsetRing shrunk(std::span<const Point> ring, std::span<const double> insets) {
  InsetRing out = mitred(ring, insets);
  if (!sound(out, ring, insets)) out = clipped(ring, insets);
  out = tidied(std::move(out), 0.05);
  if (out.ring.size() < 3 || areaOf(out.ring) < 20) return {};
  return out;
}

}  // namespace gis::sample
