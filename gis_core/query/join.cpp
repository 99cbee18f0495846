#include "gis_core/query/join.h"

#include <algorithm>
#include <limits>

#include "gis_core/base/error.h"
#include "gis_core/query/geometry_set.h"
#include "gis_core/query/layer_rows.h"
#include "gis_core/query/new_layer.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/spatial_pairs.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/features.h"

namespace gis::query {

namespace {

class Join {
 public:
  Join(const store::CityDatabase& city, const JoinQuery& query, Progress& progress)
      : m_city(city), m_work(city), m_query(query), m_progress(progress) {}

  JoinResult run() {
    prepare();
    store::BulkLoad load(m_city, draft());  // a taken name is refused before the work
    findPairs();
    const AttributeRows right(m_reader, m_right, m_taken, m_progress.token());
    write(load, right);
    m_work.finish(load, m_progress, m_result);
    return m_result;
  }

 private:
  void prepare() {
    const int kinds =
        int(m_query.relation.has_value()) + int(m_query.withinMetres.has_value()) + int(m_query.nearest > 0);
    if (kinds != 1) {
      throw Error(ErrorCode::usage, GIS_TR("this is not one join"),
                  GIS_TR("exactly one of a relation, a distance and a number of nearest ones must be given"));
    }
    m_left = store::layerByName(m_reader, m_query.left);
    m_right = store::layerByName(m_reader, m_query.right);
    requireComparable(m_left, m_right);
    m_taken = chosenFields(m_right, m_query.take);
    if (!hasDistance()) return;
    m_reach = unitsOf(m_left, reachMetres());
    m_metresPerUnit = m_left.crs.metresPerUnit();
  }
  [[nodiscard]] bool hasDistance() const { return !m_query.relation; }
  [[nodiscard]] double reachMetres() const {
    if (m_query.withinMetres) return *m_query.withinMetres;
    return m_query.maxMetres.value_or(0);
  }
  /// The names of the new layer: LEFT's as they are, RIGHT's with its name in front where they clash.
  store::LayerDraft draft() {
    store::LayerDraft draft;
    draft.name = m_query.into;
    draft.fields = m_left.fields;
    draft.crs = m_left.crs;
    draft.type = m_left.geometryType;
    for (store::Field field : m_taken) {
      field.name = freeFieldName(draft.fields, m_right.name, field.name);
      draft.fields.push_back(std::move(field));
    }
    if (hasDistance()) {
      draft.fields.push_back({freeFieldName(draft.fields, m_right.name, "distance"), store::FieldType::real, 0, 0});
    }
    m_draftFields = draft.fields;
    draft.provenance = m_left.provenance;
    draft.provenance.sourceLayer = m_left.name + " + " + m_right.name;
    draft.provenance.driver = "join";
    draft.provenance.reportTable.clear();
    return draft;
  }
  void findPairs() {
    const store::Connection& c = m_reader;
    const GeometrySet left = loadGeometry(c, m_left, {}, {}, {}, m_progress.token());
    const GeometrySet right = loadGeometry(c, m_right, {}, {}, m_left.crs, m_progress.token());
    m_result.withoutGeometry = left.withoutGeometry() + right.withoutGeometry();
    m_result.broken = left.broken() + right.broken();
    PairReport report;
    if (m_query.nearest > 0) {
      const double reach = m_query.maxMetres ? m_reach : std::numeric_limits<double>::infinity();
      m_pairs = nearestPairs(left, right, m_query.nearest, reach, m_progress, report);
    } else {
      PairTest test;
      if (m_query.relation) test.relation = *m_query.relation;
      if (m_query.withinMetres) test.distance = m_reach;
      m_pairs = allPairs(left, right, test, m_progress, report);
    }
    m_result.undecided = report.undecided;
    if (m_query.one) keepFirst();
    if (m_query.nearest > 0) {
      std::sort(m_pairs.begin(), m_pairs.end(),
                [](const Pair& a, const Pair& b) { return a.left != b.left ? a.left < b.left : a.right < b.right; });
    }
  }
  /// One partner a feature: the nearest where distances are asked, else the one with the lowest fid.
  void keepFirst() {
    std::stable_sort(m_pairs.begin(), m_pairs.end(), [](const Pair& a, const Pair& b) {
      return a.left != b.left ? a.left < b.left : a.distance < b.distance;
    });
    const auto last =
        std::unique(m_pairs.begin(), m_pairs.end(), [](const Pair& a, const Pair& b) { return a.left == b.left; });
    m_pairs.erase(last, m_pairs.end());
  }
  void write(store::BulkLoad& load, const AttributeRows& right) {
    store::FeatureRequest request;
    std::size_t at = 0;
    std::uint32_t row = 0;
    RowWriter out(load, m_draftFields, m_progress.token());
    store::readBatches(
        m_reader, m_left, request, kRowsAtOnce,
        [&](store::FeatureBatch& batch) {
          for (std::size_t i = 0; i < batch.rows(); ++i, ++row) {
            const std::size_t first = at;
            for (; at < m_pairs.size() && m_pairs[at].left == row; ++at) addRow(out, batch, i, right, &m_pairs[at]);
            if (at > first) ++m_result.matched;
            if (at == first && m_query.keepAll) addRow(out, batch, i, right, nullptr);
          }
          m_progress.report(row, std::uint64_t(std::max<std::int64_t>(m_left.count, row)));
          return true;
        },
        m_progress.token());
    out.flush();
    m_result.rows = out.rows();
  }
  void addRow(RowWriter& out, const store::FeatureBatch& left, std::size_t i, const AttributeRows& right,
              const Pair* pair) {
    for (std::size_t k = 0; k < left.fields.size(); ++k) out.copyCell(left, k, i);
    for (std::size_t k = 0; k < m_taken.size(); ++k) {
      if (pair != nullptr) {
        const auto [batch, row] = right.placeOf(pair->right);
        out.copyCell(*batch, k, row);
      } else {
        out.addCell({});  // NULL without a partner
      }
    }
    if (hasDistance()) out.addCell(pair != nullptr ? store::Value(pair->distance * m_metresPerUnit) : store::Value());
    out.endRow(left.fids[i], left.geometryOf(i));
  }

  const store::CityDatabase& m_city;
  NewLayerWork m_work;
  const store::Connection& m_reader = m_work.reader();
  const JoinQuery& m_query;
  Progress& m_progress;
  store::LayerInfo m_left;
  store::LayerInfo m_right;
  double m_reach = 0;  // in units of LEFT's CRS
  double m_metresPerUnit = 1;
  std::vector<store::Field> m_taken;  // of RIGHT
  std::vector<store::Field> m_draftFields;
  std::vector<Pair> m_pairs;
  JoinResult m_result;
};

}  // namespace

JoinResult join(const store::CityDatabase& city, const JoinQuery& query, Progress& progress) {
  return Join(city, query, progress).run();
}

}  // namespace gis::query
