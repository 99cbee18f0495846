// Land use of the pieces of a quarter, and their cutting into parcels.
#include <algorithm>
#include <cmath>
#include <limits>

#include "sample_data/purpose.h"
#include "sample_data/quarter_steps.h"

namespace gis::sample {

namespace {

struct UseShare {
  const char* code;  ///< GB/T 21010-2017
  double share;      ///< of the land of such a quarter
  double typical;    ///< area of a parcel, m²
};

struct ZoneUses {
  std::vector<UseShare> usual;
  UseShare dense, sparse;  ///< to fill up or to thin out until the number of parcels fits
};

const ZoneUses& usesOf(Zone zone) {
  static const std::vector<ZoneUses> kUses{
      // old town
      {{{"0701", 66, 330},
        {"0501", 6, 210},
        {"0807", 3, 900},
        {"0810", 4, 1500},
        {"0803", 5, 3500},
        {"0801", 3, 1500},
        {"0904", 2, 1200},
        {"0906", 2, 1600},
        {"0504", 3, 700},
        {"0805", 2, 1800}},
       {"0701", 0, 170},
       {"0701", 0, 640}},
      // core
      {{{"0701", 42, 1900},
        {"0501", 12, 1000},
        {"0505", 12, 2400},
        {"0504", 4, 1900},
        {"0801", 6, 2600},
        {"0803", 6, 7000},
        {"0805", 3, 5500},
        {"0810", 7, 6500},
        {"0807", 3, 3200},
        {"0809", 2, 1300},
        {"0502", 2, 2500},
        {"1005", 1, 3500}},
       {"0501", 0, 420},
       {"0810", 0, 9000}},
      // residential
      {{{"0701", 56, 4600},
        {"0701", 8, 300},
        {"0501", 9, 1500},
        {"0803", 7, 9500},
        {"0810", 7, 7500},
        {"0801", 2, 2600},
        {"0806", 2, 3000},
        {"0809", 2, 1600},
        {"1201", 3, 5500},
        {"0505", 4, 3200}},
       {"0701", 0, 300},
       {"0701", 0, 9000}},
      // industry
      {{{"0601", 66, 9500},
        {"0604", 13, 8500},
        {"0505", 4, 3000},
        {"0809", 4, 2600},
        {"1201", 6, 9000},
        {"0501", 3, 1500},
        {"0701", 4, 3000}},
       {"0601", 0, 2500},
       {"0601", 0, 16000}},
      // campus
      {{{"0803", 60, 13000}, {"0804", 12, 6500}, {"0808", 8, 9500}, {"0701", 13, 4200}, {"0810", 7, 8000}},
       {"0701", 0, 900},
       {"0803", 0, 20000}},
      // park
      {{{"0810", 60, 17000}, {"1104", 7, 9000}, {"0906", 10, 8000}, {"0807", 6, 4200}, {"0301", 10, 15000}},
       {"0906", 0, 2500},
       {"0810", 0, 24000}},
      // town
      {{{"0701", 48, 420},
        {"0501", 12, 330},
        {"0803", 7, 5500},
        {"0801", 5, 1900},
        {"0601", 11, 4600},
        {"0805", 3, 2600},
        {"0810", 4, 4000},
        {"0702", 10, 260}},
       {"0702", 0, 230},
       {"0601", 0, 9000}},
      // rural
      {{{"0101", 70, 6800}, {"0103", 16, 5200}, {"0201", 4, 5600}, {"0301", 5, 8200}, {"1104", 4, 4800}},
       {"0702", 0, 290},
       {"0101", 0, 12000}},
      // water
      {{{"1101", 1, 60000}}, {"1101", 0, 40000}, {"1101", 0, 90000}},
  };
  return kUses[static_cast<std::size_t>(zone)];
}

Point middle(const QuarterWork& work, const Piece& piece) {
  return centroidOf(work.mesh.ring(piece.land));
}

void drawUses(QuarterWork& work, Random& random, const ZoneUses& uses) {
  double shares = 0;
  for (const UseShare& u : uses.usual) shares += u.share;
  for (Piece& piece : work.pieces) {
    double at = random.range(0, shares);
    const UseShare* chosen = &uses.usual.front();
    for (const UseShare& u : uses.usual) {
      chosen = &u;
      at -= u.share;
      if (at < 0) break;
    }
    piece.landUse = chosen->code;
    piece.typical = chosen->typical * std::exp(0.35 * random.bell());
  }
  if (work.quarter.zone == Zone::water) {
    const bool river = work.plan.nodes[work.plan.node(work.quarter.column, work.quarter.row)].y < work.plan.centre.y;
    for (Piece& piece : work.pieces) piece.landUse = river ? "1101" : "1102";
  }
}

/// Turns pieces dense or sparse, nearest to (farthest from) a hamlet's middle first, until the usual parcels would
/// come to about the wanted number.
void balance(QuarterWork& work, Random& random, const ZoneUses& uses, double wanted) {
  std::vector<Piece*> order;
  double holds = 0;
  for (Piece& piece : work.pieces) {
    if (piece.land.empty()) continue;
    order.push_back(&piece);
    holds += piece.area / piece.typical;
  }
  if (order.empty()) return;
  const Point hamlet = middle(work, *order[static_cast<std::size_t>(random.below(static_cast<int>(order.size())))]);
  std::stable_sort(order.begin(), order.end(), [&](const Piece* a, const Piece* b) {
    return distance(middle(work, *a), hamlet) < distance(middle(work, *b), hamlet);
  });
  const auto change = [&](Piece& piece, const UseShare& use) {
    holds += piece.area / use.typical - piece.area / piece.typical;
    piece.landUse = use.code;
    piece.typical = use.typical * std::exp(0.25 * random.bell());
  };
  for (std::size_t k = 0; k < order.size() && holds < 0.8 * wanted; ++k) {
    if (order[k]->typical > 2 * uses.dense.typical) change(*order[k], uses.dense);
  }
  for (std::size_t k = order.size(); k-- > 0 && holds > 1.3 * wanted;) {
    if (order[k]->typical * 2 < uses.sparse.typical) change(*order[k], uses.sparse);
  }
}

/// Puts as many homesteads as are missing into a hamlet beside a middle of its own; fields keep the rest.
void layHamlet(QuarterWork& work, Random& random, double wanted) {
  constexpr double kHomestead = 290;
  std::vector<std::size_t> order;
  double holds = 0;
  for (std::size_t k = 0; k < work.pieces.size(); ++k) {
    if (work.pieces[k].land.empty()) continue;
    order.push_back(k);
    holds += work.pieces[k].area / work.pieces[k].typical;
  }
  if (order.empty() || holds >= wanted) return;
  double ground = (wanted - holds) * kHomestead;
  const Point hamlet =
      middle(work, work.pieces[order[static_cast<std::size_t>(random.below(static_cast<int>(order.size())))]]);
  const auto away = [&](std::size_t k) { return distance(middle(work, work.pieces[k]), hamlet); };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return away(a) < away(b); });
  for (const std::size_t k : order) {
    if (ground < 1500) break;
    Piece& piece = work.pieces[k];
    const double share = ground / piece.area;
    if (share < 0.8) {
      const Ring ring = work.mesh.ring(piece.land);
      const Point direction = turned(orientedBox(ring).axis, 0.1 * random.bell()) * (random.chance(0.5) ? 1 : -1);
      const double t = offsetForArea(ring, direction, share);
      const auto cut = work.mesh.cut(piece.land, {direction * t, leftOf(direction), {}, 2, 400, {}});
      if (cut) {
        Piece fields = piece;
        fields.grid.clear();
        fields.land = cut->right;
        fields.area = areaOf(work.mesh.ring(fields.land));
        piece.land = cut->left;
        piece.area = areaOf(work.mesh.ring(piece.land));
        piece.landUse = "0702";
        piece.typical = kHomestead;
        work.pieces.push_back(std::move(fields));
        return;
      }
    }
    ground -= piece.area;
    piece.landUse = "0702";
    piece.typical = kHomestead;
  }
}

}  // namespace

void chooseLandUse(QuarterWork& work) {
  Random random = work.plan.random(Purpose::landUse, static_cast<std::uint64_t>(work.quarter.column),
                                   static_cast<std::uint64_t>(work.quarter.row));
  const ZoneUses& uses = usesOf(work.quarter.zone);
  const int wanted = work.quarter.parcels - static_cast<int>(work.quarter.reaches.size());
  drawUses(work, random, uses);
  if (work.quarter.zone == Zone::rural) {
    layHamlet(work, random, wanted);
  } else {
    balance(work, random, uses, wanted);
  }

  double total = 0;
  int withLand = 0;
  for (const Piece& piece : work.pieces) {
    if (piece.land.empty()) continue;
    total += piece.area / piece.typical;
    ++withLand;
  }
  double sum = 0;
  int given = 0;
  const int spare = std::max(0, wanted - withLand);
  for (Piece& piece : work.pieces) {
    if (piece.land.empty()) continue;
    sum += piece.area / piece.typical;
    const int until = static_cast<int>(std::lround(sum / total * spare));
    piece.parcels = 1 + until - given;
    given = until;
  }
}

namespace {

/// How parcels of a use lie: depth to width, and how uneven they are.
struct LotStyle {
  double aspect, uneven, askew;
};

LotStyle lotStyle(Zone zone, double area) {
  if (zone == Zone::oldTown) return {1.7, 0.22, 0.09};
  if (zone == Zone::rural && area > 1000) return {2.4, 0.18, 0.03};
  if (area < 700) return {1.45, 0.08, 0.02};
  return {1.25, 0.24, 0.02};
}

struct Lot {
  Mesh::Face face;
  int piece = 0;
};

class ParcelCutter {
 public:
  explicit ParcelCutter(QuarterWork& work)
      : m_work(work),
        m_random(work.plan.random(Purpose::parcels, static_cast<std::uint64_t>(work.quarter.column),
                                  static_cast<std::uint64_t>(work.quarter.row))) {}

  void run() {
    int missing = m_work.quarter.parcels - static_cast<int>(m_work.quarter.reaches.size());
    for (std::size_t k = 0; k < m_work.pieces.size(); ++k) {
      if (m_work.pieces[k].land.empty()) continue;
      divide(m_work.pieces[k].land, m_work.pieces[k].parcels, static_cast<int>(k));
    }
    missing -= static_cast<int>(m_lots.size());
    // where a cut found no way, the largest lots are cut instead: the number is a promise
    for (int round = 0; missing > 0 && round < 200; ++round) missing -= cutLargest();
    for (const Lot& lot : m_lots) keep(lot);
    keepReaches();
  }

 private:
  void divide(const Mesh::Face& face, int count, int piece) {
    if (count > 1) {
      const Ring ring = m_work.mesh.ring(face);
      const double area = areaOf(ring);
      const LotStyle style = lotStyle(m_work.quarter.zone, area / count);
      const OrientedBox box = orientedBox(ring);
      const double depth = std::sqrt(area / count * style.aspect);
      const double rows = box.shortSide / depth;
      const bool lengthwise = rows >= 1.5;
      int part = count / 2;
      if (lengthwise) {
        const int r = std::max(2, static_cast<int>(std::lround(rows)));
        const int half = r / 2;
        part = std::clamp(static_cast<int>(std::lround(count * static_cast<double>(half) / r)), 1, count - 1);
      }
      for (int attempt = 0; attempt < 7; ++attempt) {
        const bool turn = lengthwise != (attempt >= 4);
        const Point direction =
            turned(turn ? leftOf(box.axis) : box.axis, style.askew * m_random.bell() * (1 + attempt));
        const double share = static_cast<double>(part) / count;
        const double f = share + style.uneven * m_random.bell() * 0.5 * std::min(share, 1 - share);
        const double t = offsetForArea(ring, direction, std::clamp(f, 0.04, 0.96));
        const double snap = std::clamp(std::sqrt(area / count) * 0.05, 0.4, 4.0);
        const auto cut = m_work.mesh.cut(face, {direction * t, leftOf(direction), {}, snap, area * share * 0.2, {}});
        if (!cut) continue;
        // "left of the line" is where dot(x, direction) is smaller
        divide(cut->left, part, piece);
        divide(cut->right, count - part, piece);
        return;
      }
    }
    m_lots.push_back({face, piece});
  }

  int cutLargest() {
    std::size_t largest = 0;
    double area = 0;
    for (std::size_t k = 0; k < m_lots.size(); ++k) {
      const double a = areaOf(m_work.mesh.ring(m_lots[k].face)) * (m_stuck.size() > k && m_stuck[k] ? 0 : 1);
      if (a > area) area = a, largest = k;
    }
    const std::size_t before = m_lots.size();
    const Lot lot = m_lots[largest];
    m_lots.erase(m_lots.begin() + static_cast<std::ptrdiff_t>(largest));
    m_stuck.resize(before, false);
    m_stuck.erase(m_stuck.begin() + static_cast<std::ptrdiff_t>(largest));
    divide(lot.face, 2, lot.piece);
    const bool stuck = m_lots.size() == before;
    m_stuck.resize(m_lots.size(), stuck);
    return static_cast<int>(m_lots.size() - before);
  }

  void keep(const Lot& lot) {
    const Piece& piece = m_work.pieces[static_cast<std::size_t>(lot.piece)];
    const Mesh::Face fine = m_work.mesh.leaves(lot.face);
    Ring ring;
    Parcel parcel;
    double best = 2.0;  // a front is at least that long, metres
    for (const Mesh::Use use : fine) {
      const Point a = m_work.mesh.from(use), b = m_work.mesh.to(use);
      ring.push_back(a);
      const int road = m_work.mesh.data(use.edge).road;
      if (road < 0 || distance(a, b) <= best) continue;
      best = distance(a, b);
      parcel.road = road;
      parcel.front = between(a, b, 0.5) + leftOf(unit(b - a)) * 1.0;
    }
    parcel.area = areaOf(ring);
    parcel.ring = m_work.city.keep(ring);
    parcel.landUse = piece.landUse;
    parcel.grid = piece.gridIndex;
    if (parcel.road < 0) parcel.front = centroidOf(ring);
    vary(parcel);
    finish(parcel);
  }

  /// What breaks the sameness of a piece: shops along the main roads, ponds and groves between the fields.
  void vary(Parcel& parcel) {
    const std::string_view use = parcel.landUse;
    if (use == "0701" && parcel.road >= 0 && parcel.area < 1200) {
      const RoadClass cls = m_work.city.roads[static_cast<std::size_t>(parcel.road)].cls;
      const double shops = cls == RoadClass::lane ? 0.03 : cls == RoadClass::local ? 0.18 : 0.6;
      if (m_random.chance(shops)) parcel.landUse = "0501";
    } else if (use == "0101" || use == "0103") {
      const double draw = m_random.unit();
      if (draw < 0.06) {
        parcel.landUse = "1104";
      } else if (draw < 0.09) {
        parcel.landUse = "0301";
      } else if (draw < 0.11) {
        parcel.landUse = "1202";
      }
    }
  }

  void finish(Parcel& parcel) {
    parcel.sequence = m_work.quarter.firstParcel + static_cast<int>(m_work.city.parcels.size());
    // deeds agree with the measured area but for a few old ones
    parcel.registered =
        std::round(parcel.area * (m_random.chance(0.06) ? m_random.range(0.93, 1.06) : 1.0) * 100) / 100;
    const std::string_view use = parcel.landUse;
    const bool collective = use.starts_with("01") || use.starts_with("02") || use.starts_with("03") || use == "0702" ||
                            use == "1104" || use == "1202";
    parcel.letters = use == "0702"           ? "JC"
                     : use.starts_with("03") ? "JE"
                     : use.starts_with("01") ? "JD"
                     : collective            ? "JA"
                                             : "GB";
    m_work.city.parcels.push_back(parcel);
  }

  void keepReaches() {
    for (const int index : m_work.quarter.reaches) {
      const WaterReach& reach = m_work.plan.reaches[static_cast<std::size_t>(index)];
      Parcel parcel;
      parcel.ring = m_work.city.keep(reach.ring);
      parcel.area = areaOf(reach.ring);
      parcel.landUse = reach.landUse;
      parcel.name = reach.name;
      parcel.front = between(reach.ring.front(), reach.ring[reach.ring.size() / 2], 0.5);
      finish(parcel);
    }
  }

  QuarterWork& m_work;
  Random m_random;
  std::vector<Lot> m_lots;
  std::vector<bool> m_stuck;
};

}  // namespace

void cutParcels(QuarterWork& work) {
  // the unit grids are done with being cut; their outlines are final
  for (const Piece& piece : work.pieces) {
    if (piece.grid.empty()) continue;
    const Ring ring = work.mesh.ring(piece.grid);
    work.city.grids.push_back(
        {work.city.keep(ring), work.quarter.firstGrid + static_cast<int>(work.city.grids.size()), areaOf(ring)});
  }
  ParcelCutter(work).run();
}

}  // namespace gis::sample
