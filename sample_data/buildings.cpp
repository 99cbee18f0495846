// Buildings on the parcels of a quarter: every one strictly inside its parcel.
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "sample_data/purpose.h"
#include "sample_data/quarter_steps.h"

namespace gis::sample {

namespace {

class Builder {
 public:
  Builder(QuarterWork& work, int parcel)
      : m_work(work),
        m_index(parcel),
        m_parcel(work.city.parcels[static_cast<std::size_t>(parcel)]),
        m_random(work.plan.random(
            Purpose::buildings,
            static_cast<std::uint64_t>(work.quarter.column) * 100003U + static_cast<std::uint64_t>(work.quarter.row),
            static_cast<std::uint64_t>(parcel))) {
    const auto points = work.city.pointsOf(m_parcel.ring);
    m_ring.assign(points.begin(), points.end());
  }

  void run() {
    const std::string_view use = m_parcel.landUse;
    if (use == "0701") {
      housing();
    } else if (use == "0702") {
      homestead();
    } else if (use.starts_with("05")) {
      if (m_parcel.area < 700) {
        filled(m_random.range(0.6, 0.85), m_random.below(3) + 1, "商业服务");
      } else {
        commerce(use == "0505");
      }
    } else if (use.starts_with("06")) {
      sheds();
    } else if (use == "0803" || use == "0804" || use == "0805") {
      institution(use == "0805");
    } else if (use == "0801" || use == "0806" || use == "0807" || use == "0904") {
      filled(0.38, 2 + m_random.below(use == "0801" ? 8 : 2), use == "0801" ? "机关办公" : "公共服务");
    } else if (use == "0809" || use == "1005" || use == "0808" || use == "0906") {
      filled(0.18, 1 + m_random.below(2), "公共设施");
    } else if (use == "0810" && m_random.chance(0.4)) {
      filled(0.03, 1, "园林建筑");
    }
  }

 private:
  /// Adds it when it lies inside the parcel with `margin` to spare.
  bool add(Ring ring, double margin, int storeys, const char* use) {
    for (Point& p : ring) p = surveyed(p);
    const double area = areaOf(ring);
    if (area < 12 || !ringInside(m_ring, ring, margin)) return false;
    Building b;
    b.ring = m_work.city.keep(ring);
    b.parcel = m_index;
    b.number = ++m_count;
    b.storeys = storeys;
    const bool old = m_work.quarter.zone == Zone::oldTown;
    b.year = old ? 1900 + m_random.below(95) : 1982 + static_cast<int>(42 * std::sqrt(m_random.unit()));
    b.structure = storeys > 7 ? "钢筋混凝土" : storeys > 2 || b.year > 1980 ? "混合" : old ? "砖木" : "混合";
    if (std::string_view(m_parcel.landUse).starts_with("06")) b.structure = "钢";
    b.use = use;
    b.area = area;
    m_work.city.buildings.push_back(b);
    return true;
  }

  static Ring box(Point centre, Point axis, double along, double across) {
    const Point u = axis * (along / 2), v = leftOf(axis) * (across / 2);
    return {centre - u - v, centre + u - v, centre + u + v, centre - u + v};
  }

  /// The parcel's own shape, drawn together, without its flat corners.
  Ring drawnTogether(double factor) const {
    const Point c = centroidOf(m_ring);
    Ring out;
    for (std::size_t k = 0; k < m_ring.size(); ++k) {
      const Point a = m_ring[(k + m_ring.size() - 1) % m_ring.size()], b = m_ring[k],
                  d = m_ring[(k + 1) % m_ring.size()];
      if (std::abs(cross(unit(b - a), unit(d - b))) < 0.06) continue;
      out.push_back(c + (b - c) * factor);
    }
    return out;
  }

  /// One building that covers about `share` of the parcel.
  bool filled(double share, int storeys, const char* use) {
    const OrientedBox frame = orientedBox(m_ring);
    const bool boxy = m_parcel.area > 0.86 * frame.longSide * frame.shortSide;
    // NOLINTNEXTLINE(clang-analyzer-security.FloatLoopCounter): it shrinks by a factor, it does not count
    for (double part = share; part > share * 0.25; part *= 0.72) {
      const double factor = std::sqrt(part);
      if (boxy &&
          add(box(frame.centre, frame.axis, frame.longSide * factor, frame.shortSide * factor), 0.4, storeys, use)) {
        return true;
      }
      Ring shape = drawnTogether(factor);
      if (shape.size() >= 3 && add(std::move(shape), 0.3, storeys, use)) return true;
    }
    return false;
  }

  void homestead() {
    const OrientedBox frame = orientedBox(m_ring);
    const double along = m_random.range(9.5, 13), across = m_random.range(8, 10.5);
    const Point axis = nearEastWest(frame.axis);
    const Point at = frame.centre + leftOf(axis) * m_random.range(0, 2.5);
    const int storeys = 1 + m_random.below(3);
    if (add(box(at, axis, along, across), 0.8, storeys, "农村住宅")) {
      if (m_random.chance(0.35)) {
        add(box(at - leftOf(axis) * (across / 2 + 4) + axis * (along / 2 - 2), axis, 4.2, 4), 0.5, 1, "农村住宅");
      }
      return;
    }
    filled(0.4, storeys, "农村住宅");
  }

  static Point nearEastWest(Point axis) {
    if (std::abs(axis.x) < std::abs(axis.y)) axis = leftOf(axis);
    return axis.x < 0 ? axis * -1 : axis;
  }

  void courtyard() {
    // old houses: a hall across the back and wings, or simply most of the plot
    const OrientedBox frame = orientedBox(m_ring);
    if (frame.longSide > 17 && frame.shortSide > 9 && m_random.chance(0.6)) {
      const Point u = frame.axis;
      const double l = frame.longSide * 0.84, s = frame.shortSide * 0.8;
      const double wing = s * m_random.range(0.3, 0.42), hall = l * m_random.range(0.3, 0.42);
      const Point v = leftOf(u) * (m_random.chance(0.5) ? 1 : -1);
      const Point o = frame.centre - u * (l / 2) - v * (s / 2);
      Ring ring{o, o + u * l, o + u * l + v * wing, o + u * hall + v * wing, o + u * hall + v * s, o + v * s};
      if (areaOf(ring) < 0) std::reverse(ring.begin(), ring.end());
      if (add(std::move(ring), 0.3, 1 + m_random.below(2), "住宅")) return;
    }
    filled(m_random.range(0.58, 0.78), 1 + m_random.below(2), "住宅");
  }

  void housing() {
    if (m_parcel.area < 700) {
      if (m_work.quarter.zone == Zone::oldTown) {
        courtyard();
      } else {
        filled(m_random.range(0.5, 0.7), 2 + m_random.below(3), "住宅");
      }
      return;
    }
    const bool tall = m_work.quarter.zone != Zone::oldTown && m_parcel.area > 5000 && m_random.chance(0.4);
    const int storeys = m_work.quarter.zone == Zone::oldTown ? 3 + m_random.below(3)
                        : tall                               ? 11 + m_random.below(20)
                                                             : 5 + m_random.below(3);
    slabs(storeys, tall ? m_random.range(28, 44) : m_random.range(40, 66), tall ? 16 : 12.5,
          tall ? m_random.range(42, 52) : m_random.range(23, 29));
    if (m_count == 0) filled(0.42, storeys, "住宅");
  }

  /// Rows of slabs that face south.
  void slabs(int storeys, double along, double across, double spacing) {
    const Point u = nearEastWest(orientedBox(m_ring).axis), v = leftOf(u);
    double minU = 1e18, maxU = -1e18, minV = 1e18, maxV = -1e18;
    for (const Point p : m_ring) {
      minU = std::min(minU, dot(p - m_ring[0], u)), maxU = std::max(maxU, dot(p - m_ring[0], u));
      minV = std::min(minV, dot(p - m_ring[0], v)), maxV = std::max(maxV, dot(p - m_ring[0], v));
    }
    const double margin = 4;
    const double depth = maxV - minV - 2 * margin, width = maxU - minU - 2 * margin;
    if (depth < across || width < 14) return;
    const int rows = 1 + static_cast<int>((depth - across) / spacing);
    const double rowGap = rows > 1 ? (depth - across) / (rows - 1) : 0;
    const int columns = std::max(1, static_cast<int>((width + 9) / (along + 9)));
    const double slab = std::min(along, (width - 9 * (columns - 1)) / columns);
    for (int r = 0; r < rows; ++r) {
      for (int c = 0; c < columns; ++c) {
        const double y = rows > 1 ? minV + margin + across / 2 + r * rowGap : (minV + maxV) / 2;
        const double x = minU + margin + slab / 2 + c * (slab + 9);
        const Point centre = m_ring[0] + u * x + v * y;
        if (!add(box(centre, u, slab, across), 2.5, storeys, "住宅") && slab > 26) {
          add(box(centre, u, slab * 0.55, across), 2.5, storeys, "住宅");
        }
      }
    }
  }

  void commerce(bool offices) {
    const OrientedBox frame = orientedBox(m_ring);
    if (offices && m_parcel.area > 1500) {
      const double side = std::clamp(frame.shortSide * 0.4, 16.0, 42.0);
      const Point at = frame.centre + frame.axis * (frame.longSide * 0.16);
      if (add(box(at, frame.axis, side * 1.2, side), 2, 12 + m_random.below(22), "商务办公")) {
        add(box(frame.centre - frame.axis * (frame.longSide * 0.22), frame.axis, frame.longSide * 0.24,
                frame.shortSide * 0.6),
            2, 3 + m_random.below(3), "商业服务");
        return;
      }
    }
    filled(m_random.range(0.45, 0.62), 3 + m_random.below(6), offices ? "商务办公" : "商业服务");
  }

  void sheds() {
    const OrientedBox frame = orientedBox(m_ring);
    const int count = std::clamp(static_cast<int>(frame.longSide / 70), 1, 4);
    const double step = frame.longSide / count;
    for (int k = 0; k < count; ++k) {
      const Point at = frame.centre + frame.axis * (step * (k + 0.5) - frame.longSide / 2);
      add(box(at, frame.axis, step * 0.8, frame.shortSide * m_random.range(0.55, 0.74)), 2, 1, "工业仓储");
    }
    if (m_count == 0) filled(0.5, 1, "工业仓储");
  }

  void institution(bool hospital) {
    const char* use = hospital ? "医疗卫生" : "教育科研";
    const OrientedBox frame = orientedBox(m_ring);
    const Point u = nearEastWest(frame.axis), v = leftOf(u);
    const bool wide = std::abs(dot(u, frame.axis)) > 0.7;
    const double w = wide ? frame.longSide : frame.shortSide, d = wide ? frame.shortSide : frame.longSide;
    const int storeys = 3 + m_random.below(hospital ? 12 : 3);
    for (const double at : {0.33, 0.08, -0.17}) {
      add(box(frame.centre + v * (d * at) - u * (w * 0.1), u, std::min(w * 0.56, 90.0), std::min(15.0, d * 0.14)), 2,
          storeys, use);
    }
    add(box(frame.centre + v * (d * 0.08) + u * (w * 0.34), v, std::min(d * 0.44, 60.0), std::min(16.0, w * 0.13)), 2,
        std::max(2, storeys - 1), use);
    if (m_count == 0) filled(0.35, storeys, use);
  }

  QuarterWork& m_work;
  int m_index;
  Parcel m_parcel;  // a copy: the list of buildings' points grows beside it
  Random m_random;
  Ring m_ring;
  int m_count = 0;
};

}  // namespace

void build(QuarterWork& work) {
  for (int k = 0; k < static_cast<int>(work.city.parcels.size()); ++k) Builder(work, k).run();
}

}  // namespace gis::sample
