#include "gis_core/query/overlay.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/query/cutter.h"
#include "gis_core/query/geometry_set.h"
#include "gis_core/query/layer_rows.h"
#include "gis_core/query/new_layer.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/set_aside.h"
#include "gis_core/query/sound_set.h"
#include "gis_core/snapshot/read_rows.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/features.h"

namespace gis::query {

namespace {

constexpr std::size_t kCutRows = 32768;     // features whose pieces are in memory at a time
constexpr std::size_t kCutAtOnce = 64;      // of them to a core at a time
constexpr std::size_t kMostSetAside = 100;  // told by name
constexpr std::array<const char*, 5> kKinds{"intersection", "union", "difference", "symmetric_difference", "identity"};

class Overlay {
 public:
  Overlay(const store::CityDatabase& city, const OverlayQuery& query, Progress& progress, OriginNote* origin)
      : m_city(city), m_work(city, origin), m_query(query), m_progress(progress) {}

  OverlayResult run() {
    m_a = store::layerByName(m_reader, m_query.a);
    m_b = store::layerByName(m_reader, m_query.b);
    requireComparable(m_a, m_b);
    store::BulkLoad load(m_city, draft());  // a taken name is refused before the work
    const GeometrySet readA = loadGeometry(m_reader, m_a, m_query.whereA, {}, {}, m_progress.token());
    const GeometrySet readB = loadGeometry(m_reader, m_b, m_query.whereB, {}, m_a.crs, m_progress.token());
    const SoundSet a(readA, m_a, m_progress);
    const SoundSet b(readB, m_b, m_progress);
    refuseDimensions(a.dimension(), b.dimension());
    m_result.withoutGeometry = readA.withoutGeometry() + readB.withoutGeometry();
    m_result.broken = readA.broken() + readB.broken();
    m_result.repaired = a.repaired() + b.repaired();
    m_hasZ = m_a.geometryType->hasZ || m_b.geometryType->hasZ;
    RowWriter out(load, m_fields, m_progress.token());
    write(a, b, out);
    out.flush();
    m_result.rows = out.rows();
    m_work.finish(load, m_progress, m_result);
    m_result.setAsideTable = m_setAside.write(m_city, m_result.into, m_a.crs, m_progress);
    tellFigures();
    return m_result;
  }

 private:
  using Kind = OverlayKind;

  [[nodiscard]] bool wantsCommon() const {
    return m_query.kind == Kind::intersection || m_query.kind == Kind::combined || m_query.kind == Kind::identity;
  }
  [[nodiscard]] bool wantsRestOfA() const { return m_query.kind != Kind::intersection; }
  [[nodiscard]] bool wantsRestOfB() const {
    return m_query.kind == Kind::combined || m_query.kind == Kind::symmetricDifference;
  }

  store::LayerDraft draft() {
    store::LayerDraft draft;
    draft.name = m_query.into;
    m_fields = m_a.fields;
    if (m_query.kind != Kind::difference) {
      for (store::Field field : m_b.fields) {
        field.name = freeFieldName(m_fields, m_b.name, field.name);
        m_fields.push_back(std::move(field));
      }
    }
    draft.fields = m_fields;
    draft.crs = m_a.crs;
    if (m_a.geometryType->dimension() == 2 &&
        (m_query.kind != Kind::intersection || m_b.geometryType->dimension() == 2))
      draft.type = geom::GeometryType{geom::GeometryKind::multiPolygon};
    draft.provenance = m_a.provenance;
    draft.provenance.sourceLayer = m_a.name + " + " + m_b.name;
    draft.provenance.driver = std::string("overlay ") + overlayKindName(m_query.kind);
    draft.provenance.reportTable.clear();
    return draft;
  }

  /// Where no one dimension would be that of the answer.
  void refuseDimensions(int a, int b) const {
    if (a < 0 || b < 0 || a == b) return;
    const std::vector<std::string> both{m_a.name, m_b.name};
    if (wantsRestOfB()) {
      const std::vector<std::string> lowerFirst = a < b ? both : std::vector<std::string>{m_b.name, m_a.name};
      throw Error(ErrorCode::unsupported,
                  {m_query.kind == Kind::combined ? GIS_TR("layers \"{0}\" and \"{1}\" have no union")
                                                  : GIS_TR("layers \"{0}\" and \"{1}\" have no symmetric difference"),
                   both},
                  {std::min(a, b) == 1   ? GIS_TR("the features of \"{0}\" are lines, those of \"{1}\" areas")
                   : std::max(a, b) == 1 ? GIS_TR("the features of \"{0}\" are points, those of \"{1}\" lines")
                                         : GIS_TR("the features of \"{0}\" are points, those of \"{1}\" areas"),
                   lowerFirst},
                  GIS_TR("ask for their intersection, difference or identity (--op)"));
    }
    if (m_query.kind == Kind::identity && a > b) {
      throw Error(ErrorCode::unsupported, {GIS_TR("layers \"{0}\" and \"{1}\" have no identity"), both},
                  GIS_TR("lines or points do not part areas, nor points lines"),
                  GIS_TR("ask for their intersection (--op), or name them the other way round"));
    }
  }

  void write(const SoundSet& a, const SoundSet& b, RowWriter& out) {
    const bool aIsHigher = b.dimension() >= 0 && a.dimension() > b.dimension();
    const bool cutsB = aIsHigher && m_query.kind == Kind::intersection;
    tellFaults(a, m_a.name, !cutsB);
    tellFaults(b, m_b.name, cutsB || wantsRestOfB());
    m_figures.dimension = std::max(cutsB ? b.dimension() : a.dimension(), 0);
    m_slots = m_a.fields.size();
    if (cutsB) {
      cutHigher(a, b, out);
    } else {
      cutA(a, b, aIsHigher, out);
    }
    if (wantsRestOfB()) restOfB(a, b, out);
  }

  /// A by B, in the order of A's fids.
  void cutA(const SoundSet& a, const SoundSet& b, bool uncut, RowWriter& out) {
    const Cutter cutter(a, b);
    std::optional<AttributeRows> right;
    if (m_query.kind != Kind::difference)
      right.emplace(m_reader, m_b, b.source(), m_b.fields, m_progress.token(), m_query.whereB);
    eachBatch(m_a, m_query.whereA, [&](store::FeatureBatch& batch, std::uint32_t first) {
      std::vector<Cut> cuts(batch.rows());
      cutBlock(cutter, first, cuts, [&](std::uint32_t i, Cutter::Cache& cache, Cut& cut) {
        if (!uncut) return cutter.cut(i, wantsRestOfA(), cache, cut, m_progress.token());
        cut.rest.assign(a.wkb(i).begin(), a.wkb(i).end());  // a lower dimension takes nothing away
        cut.measure = cut.restMeasure = a.measure(i);
      });
      for (std::size_t row = 0; row < cuts.size(); ++row) {
        const std::uint32_t i = first + std::uint32_t(row);
        if (!a.takesPart(i)) continue;
        if (wantsCommon()) addCommon(batch, row, cuts[row], *right, out);
        if (wantsRestOfA() && !cuts[row].rest.empty()) {
          fill(&batch, row, nullptr, 0);
          out.add(-1, m_cells, shaped(cuts[row].rest));
          ++m_result.onlyA;
        }
        if (wantsRestOfB()) rememberPartners(i, cuts[row]);
        count(cuts[row], wantsCommon(), wantsRestOfA(), m_a.name, a, i);
      }
      m_progress.report(first + cuts.size(), a.size());
    });
  }
  void addCommon(const store::FeatureBatch& batch, std::size_t row, const Cut& cut, const AttributeRows& right,
                 RowWriter& out) {
    for (std::size_t k = 0; k < cut.partners.size(); ++k) {
      if (cut.common[k].empty()) continue;
      fill(&batch, row, nullptr, 0);
      for (std::size_t c = 0; c < m_b.fields.size(); ++c) m_cells[m_slots + c] = right.value(cut.partners[k].other, c);
      out.add(-1, m_cells, shaped(cut.common[k]));
      ++m_result.common;
    }
  }
  /// The fields of the side that has no part stay NULL.
  void fill(const store::FeatureBatch* ofA, std::size_t rowOfA, const store::FeatureBatch* ofB, std::size_t rowOfB) {
    m_cells.assign(m_fields.size(), {});
    for (std::size_t c = 0; ofA != nullptr && c < m_slots; ++c) m_cells[c] = ofA->valueOf(c, rowOfA);
    for (std::size_t c = 0; ofB != nullptr && c < m_b.fields.size(); ++c)
      m_cells[m_slots + c] = ofB->valueOf(c, rowOfB);
  }

  struct Back {
    std::uint32_t b = 0;
    Partner partner;  // in A
  };
  void rememberPartners(std::uint32_t a, const Cut& cut) {
    for (const Partner& partner : cut.partners) m_back.push_back({partner.other, {a, partner.measure, partner.failed}});
  }
  /// What only B has, in the order of B's fids.
  void restOfB(const SoundSet& a, const SoundSet& b, RowWriter& out) {
    // they came by A: a stable sort keeps that order for each of B
    std::stable_sort(m_back.begin(), m_back.end(), [](const Back& x, const Back& y) { return x.b < y.b; });
    const Cutter cutter(b, a);
    eachBatch(m_b, m_query.whereB, [&](store::FeatureBatch& batch, std::uint32_t first) {
      std::vector<Cut> cuts(batch.rows());
      cutBlock(cutter, first, cuts, [&](std::uint32_t i, Cutter::Cache& cache, Cut& cut) {
        auto at =
            std::lower_bound(m_back.begin(), m_back.end(), i, [](const Back& x, std::uint32_t k) { return x.b < k; });
        std::vector<Partner> partners;
        for (; at != m_back.end() && at->b == i; ++at) partners.push_back(at->partner);
        cutter.restOf(i, partners, cache, cut, m_progress.token());
      });
      for (std::size_t row = 0; row < cuts.size(); ++row) {
        const std::uint32_t i = first + std::uint32_t(row);
        if (!b.takesPart(i)) continue;
        if (!cuts[row].rest.empty()) {
          fill(nullptr, 0, &batch, row);
          out.add(-1, m_cells, shaped(cuts[row].rest));
          ++m_result.onlyB;
        }
        count(cuts[row], wantsCommon(), true, m_b.name, b, i);
      }
      m_progress.report(first + cuts.size(), b.size());
    });
  }

  /// An intersection where B has the lower dimension: B is cut by A, and the pieces are put into A's order.
  void cutHigher(const SoundSet& a, const SoundSet& b, RowWriter& out) {
    struct Piece {
      std::uint32_t a, b;
      geom::Bytes wkb;
    };
    const Cutter cutter(b, a);
    std::vector<Piece> pieces;
    for (std::size_t first = 0; first < b.size(); first += kCutRows) {
      std::vector<Cut> cuts(std::min(kCutRows, b.size() - first));
      cutBlock(cutter, std::uint32_t(first), cuts, [&](std::uint32_t i, Cutter::Cache& cache, Cut& cut) {
        cutter.cut(i, false, cache, cut, m_progress.token());
      });
      for (std::size_t row = 0; row < cuts.size(); ++row) {
        const std::uint32_t i = std::uint32_t(first + row);
        if (!b.takesPart(i)) continue;
        for (std::size_t k = 0; k < cuts[row].partners.size(); ++k) {
          if (!cuts[row].common[k].empty())
            pieces.push_back({cuts[row].partners[k].other, i, std::move(cuts[row].common[k])});
        }
        count(cuts[row], true, false, m_b.name, b, i);
      }
      m_progress.report(first + cuts.size(), b.size());
    }
    std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& x, const Piece& y) { return x.a < y.a; });
    const AttributeRows left(m_reader, m_a, a.source(), m_a.fields, m_progress.token(), m_query.whereA);
    const AttributeRows right(m_reader, m_b, b.source(), m_b.fields, m_progress.token(), m_query.whereB);
    for (const Piece& piece : pieces) {
      m_cells.assign(m_fields.size(), {});
      for (std::size_t c = 0; c < m_slots; ++c) m_cells[c] = left.value(piece.a, c);
      for (std::size_t c = 0; c < m_b.fields.size(); ++c) m_cells[m_slots + c] = right.value(piece.b, c);
      out.add(-1, m_cells, shaped(piece.wkb));
      ++m_result.common;
    }
  }

  /// The attributes of the layer in its order, with the place of their first row.
  template <class Handle>
  void eachBatch(const store::LayerInfo& layer, const std::string& where, const Handle& handle) {
    store::FeatureRequest request;
    request.where = where;
    request.geometry = false;
    std::uint32_t first = 0;
    snapshot::readBatches(
        m_reader, layer, request, kCutRows,
        [&](store::FeatureBatch& batch) {
          handle(batch, first);
          first += std::uint32_t(batch.rows());
          return true;
        },
        m_progress.token());
  }
  /// Fills cuts[k] for feature first + k, all cores, near ones one after the other.
  template <class Work>
  void cutBlock(const Cutter& cutter, std::uint32_t first, std::vector<Cut>& cuts, const Work& work) {
    std::vector<geom::Envelope> boxes;
    boxes.reserve(cuts.size());
    for (std::size_t k = 0; k < cuts.size(); ++k) boxes.push_back(cutter.from().box(first + k));
    const CurveOrder curve = hilbertOrder(boxes);
    const std::vector<std::uint32_t>& order = *curve;
    inBlocks(
        order.size(), m_progress,
        [&] {
          return [&, cache = cutter.makeCache()](std::size_t, std::size_t k) mutable {
            work(first + order[k], cache, cuts[order[k]]);
          };
        },
        kCutAtOnce, false);
  }

  void count(const Cut& cut, bool keepsCommon, bool keepsRest, const std::string& layer, const SoundSet& set,
             std::uint32_t at) {
    m_figures.in += cut.measure;
    (keepsCommon ? m_figures.out : m_figures.leftOut) += cut.commonMeasure;
    (keepsRest ? m_figures.out : m_figures.leftOut) += cut.restMeasure;
    m_figures.setAside += cut.setAside;
    m_figures.gap += cut.gap;
    if (cut.gap != 0) m_figures.balanced = false;
    m_result.dropped += cut.dropped;
    if (cut.fault) tellFault(layer, set, at, *cut.fault);
  }
  void tellFault(const std::string& layer, const SoundSet& set, std::uint32_t at, const Message& reason) {
    const std::int64_t fid = set.fid(at);
    const geom::BytesView wkb = set.wkb(at);
    m_setAside.add({layer, fid, reason, geom::Bytes(wkb.begin(), wkb.end())});
    ++m_result.setAside;
    if (m_result.firstSetAside.size() < kMostSetAside) m_result.firstSetAside.push_back({layer, fid, reason});
  }
  void tellFaults(const SoundSet& set, const std::string& layer, bool inFigures) {
    for (const SoundSet::Fault& fault : set.setAside()) {
      tellFault(layer, set, fault.at, fault.reason);
      if (!inFigures) continue;
      m_figures.in += set.measure(fault.at);
      m_figures.setAside += set.measure(fault.at);
    }
  }

  void tellFigures() {
    m_result.balanced = m_figures.balanced;
    if (m_figures.dimension > 0 && m_a.crs.isGeographic()) return;
    const double unit = m_figures.dimension > 0 ? std::pow(m_a.crs.metresPerUnit(), m_figures.dimension) : 1;
    for (double* figure : {&m_figures.in, &m_figures.out, &m_figures.leftOut, &m_figures.setAside, &m_figures.gap}) {
      *figure *= unit;
    }
    m_result.figures = m_figures;
  }

  /// As the new layer has them: areas as multipolygons, no M.
  [[nodiscard]] geom::Bytes shaped(geom::BytesView wkb) const {
    geom::GeometryType type = geom::typeOf(wkb);
    if (type.kind == geom::GeometryKind::polygon) type.kind = geom::GeometryKind::multiPolygon;
    return geom::promoted(wkb, {type.kind, m_hasZ, false}, true);
  }

  const store::CityDatabase& m_city;
  NewLayerWork m_work;
  const store::Connection& m_reader = m_work.reader();
  const OverlayQuery& m_query;
  Progress& m_progress;
  store::LayerInfo m_a;
  store::LayerInfo m_b;
  std::vector<store::Field> m_fields;
  std::size_t m_slots = 0;  // fields of A
  std::vector<store::Value> m_cells;
  std::vector<Back> m_back;
  bool m_hasZ = false;
  SetAsideList m_setAside;
  OverlayBalance m_figures;
  OverlayResult m_result;
};

}  // namespace

OverlayKind parseOverlayKind(std::string_view text) {
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (text == kKinds[i]) return OverlayKind(i);
  }
  throw Error(ErrorCode::usage, {GIS_TR("\"{0}\" is no overlay"), {std::string(text)}}, {},
              GIS_TR("take intersection, union, difference, symmetric_difference or identity (--op)"));
}

const char* overlayKindName(OverlayKind kind) {
  return kKinds[std::size_t(kind)];
}

OverlayResult overlay(const store::CityDatabase& city, const OverlayQuery& query, Progress& progress,
                      OriginNote* origin) {
  return Overlay(city, query, progress, origin).run();
}

}  // namespace gis::query
