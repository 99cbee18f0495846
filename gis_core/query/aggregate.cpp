#include "gis_core/query/aggregate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/query/extended_layer.h"
#include "gis_core/query/geometry_set.h"
#include "gis_core/query/layer_rows.h"
#include "gis_core/query/new_layer.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/set_aside.h"
#include "gis_core/query/sound_set.h"
#include "gis_core/query/zone_shares.h"
#include "gis_core/snapshot/read_rows.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/features.h"

namespace gis::query {

namespace {

/// The figures of one row, gathered feature by feature.
struct Figures {
  std::int64_t count = 0;
  double measure = 0;
  std::vector<double> sums;
  std::vector<double> meanSums;
  std::vector<std::int64_t> meanCounts;
};

class Aggregate {
 public:
  Aggregate(const store::CityDatabase& city, const AggregateQuery& query, Progress& progress, OriginNote* origin)
      : m_city(city), m_work(city, origin), m_query(query), m_progress(progress) {}

  AggregateResult run() {
    prepare();
    store::BulkLoad load(m_city, draft());  // a taken name is refused before the work
    const GeometrySet readZones = loadGeometry(m_reader, m_zones, m_query.zonesWhere, {}, m_crs, m_progress.token());
    const GeometrySet readFeatures = loadGeometry(m_reader, m_layer, m_query.where, {}, m_crs, m_progress.token());
    const SoundSet zones(readZones, m_zones, m_progress);
    const SoundSet features(readFeatures, m_layer, m_progress);
    refuseDimensions(features.dimension(), zones.dimension());
    m_result.withoutGeometry = readZones.withoutGeometry() + readFeatures.withoutGeometry();
    m_result.broken = readZones.broken() + readFeatures.broken();
    m_result.repaired = zones.repaired() + features.repaired();
    findShares(features, zones);
    readValues();
    sortByValue();
    RowWriter out(load, m_fields, m_progress.token());
    write(features, out);
    out.flush();
    m_result.rows = out.rows();
    m_work.finish(load, m_progress, m_result);
    m_result.setAsideTable = m_setAside.write(m_city, m_result.into, m_crs, m_progress);
    return m_result;
  }

 private:
  void prepare() {
    m_layer = store::layerByName(m_reader, m_query.layer);
    m_zones = store::layerByName(m_reader, m_query.zones);
    requireComparable(m_zones, m_layer);
    m_counts = m_query.count || (m_query.sums.empty() && m_query.means.empty() && !m_query.area && !m_query.length);
    m_sums = numberFields(m_query.sums);
    m_means = numberFields(m_query.means);
    if (m_query.by) m_by = chosenFields(m_layer, std::vector<std::string>{*m_query.by}).front();
    m_crs = m_zones.crs.isGeographic() && !m_layer.crs.isGeographic() ? m_layer.crs : m_zones.crs;
    if (m_query.area || m_query.length) {
      if (m_crs.isGeographic()) (void)unitsOf(m_zones, 0);  // refuses degrees
      m_unit = std::pow(m_crs.metresPerUnit(), m_query.area ? 2 : 1);
    }
    if (m_query.area && m_query.length) refuseMeasure("area, length");
    const int declared = m_layer.geometryType->dimension();
    if (m_query.area && declared >= 0 && declared != 2) refuseMeasure("area");
    if (m_query.length && declared >= 0 && declared != 1) refuseMeasure("length");
  }
  [[noreturn]] void refuseMeasure(const char* figure) const {
    throw Error(ErrorCode::unsupported, {GIS_TR("layer \"{0}\" has no {1} to share out"), {m_layer.name, figure}},
                GIS_TR("areas have an area (--area), lines have a length (--length)"));
  }
  void refuseDimensions(int layer, int zones) const {
    if (zones >= 0 && zones != 2) {
      throw Error(ErrorCode::unsupported, {GIS_TR("layer \"{0}\" has no zones"), {m_zones.name}},
                  GIS_TR("its features are no areas"), GIS_TR("name a layer of areas (--zones)"));
    }
    if (m_query.area && layer >= 0 && layer != 2) refuseMeasure("area");
    if (m_query.length && layer >= 0 && layer != 1) refuseMeasure("length");
  }
  [[nodiscard]] std::vector<store::Field> numberFields(const std::vector<std::string>& names) const {
    std::vector<store::Field> fields;
    for (const std::string& name : names) {
      store::Field field = numberField(m_layer, name);
      if (std::find(fields.begin(), fields.end(), field) == fields.end()) fields.push_back(std::move(field));
    }
    return fields;
  }

  store::LayerDraft draft() {
    store::LayerDraft draft;
    draft.name = m_query.into;
    m_fields = m_zones.fields;
    const auto add = [&](const std::string& name, store::FieldType type) {
      m_fields.push_back({freeFieldName(m_fields, m_layer.name, name), type, 0, 0});
    };
    if (m_by) add(m_by->name, m_by->type);
    if (m_counts) add("count", store::FieldType::integer);
    for (const store::Field& field : m_sums) add("sum_" + field.name, store::FieldType::real);
    for (const store::Field& field : m_means) add("mean_" + field.name, store::FieldType::real);
    if (m_query.area) add("area", store::FieldType::real);
    if (m_query.length) add("length", store::FieldType::real);
    draft.fields = m_fields;
    draft.crs = m_zones.crs;
    draft.type = m_zones.geometryType;
    draft.provenance = m_zones.provenance;
    draft.provenance.sourceLayer = m_zones.name + " + " + m_layer.name;
    draft.provenance.driver = "aggregate";
    draft.provenance.reportTable.clear();
    return draft;
  }

  void findShares(const SoundSet& features, const SoundSet& zones) {
    const bool parts = !m_sums.empty() || m_query.area || m_query.length;
    ZoneShares found = sharesOf(features, zones, parts, m_progress);
    m_shares = std::move(found.shares);
    m_result.zones = std::int64_t(zones.size());
    m_setAside.add(features, m_layer);
    m_setAside.add(zones, m_zones);
    for (const std::uint32_t i : found.undecided) {
      const geom::BytesView wkb = features.wkb(i);
      m_setAside.add({m_layer.name, features.fid(i), GIS_TR("its part in a zone cannot be computed"),
                      geom::Bytes(wkb.begin(), wkb.end())});
    }
    m_result.setAside = m_setAside.count();
    for (std::size_t i = 0; i < features.size(); ++i) m_result.features += features.takesPart(i) ? 1 : 0;
    m_result.counted = found.counted;
    m_result.outside = m_result.features - found.counted - std::int64_t(found.undecided.size());
  }

  /// The columns that figures are made of, and for each feature the number of its value of `by`.
  void readValues() {
    store::FeatureRequest request;
    request.allFields = false;
    request.geometry = false;
    request.where = m_query.where;
    for (const auto* fields : {&m_sums, &m_means}) {
      for (const store::Field& field : *fields) request.fields.push_back(field.name);
    }
    const std::size_t numbers = request.fields.size();
    if (m_by) request.fields.push_back(m_by->name);
    if (request.fields.empty()) return;
    m_numbers.resize(numbers);
    std::map<store::Value, std::uint32_t> known;
    snapshot::readBatches(
        m_reader, m_layer, request, kRowsAtOnce,
        [&](store::FeatureBatch& batch) {
          for (std::size_t row = 0; row < batch.rows(); ++row) {
            for (std::size_t k = 0; k < numbers; ++k) m_numbers[k].push_back(numberOf(batch.valueOf(k, row)));
            if (!m_by) continue;
            const auto number = std::uint32_t(known.size());
            m_values.push_back(known.emplace(batch.valueOf(numbers, row), number).first->second);
          }
          return true;
        },
        m_progress.token());
    std::vector<std::uint32_t> ranks(known.size());
    for (const auto& [value, number] : known) {
      ranks[number] = std::uint32_t(m_words.size());
      m_words.push_back(value);
    }
    for (std::uint32_t& value : m_values) value = ranks[value];
  }
  [[nodiscard]] std::uint32_t valueOf(const ZoneShare& share) const { return m_by ? m_values[share.feature] : 0; }
  /// Shares come by zone: each zone's are put in the order of their values, all cores.
  void sortByValue() {
    if (!m_by) return;
    constexpr std::size_t kSharesAtOnce = 16384;
    const auto zoneBegin = [&](std::size_t at) {  // the first share of the first zone that begins at `at` or later
      at = std::min(at, m_shares.size());
      while (at > 0 && at < m_shares.size() && m_shares[at].zone == m_shares[at - 1].zone) ++at;
      return at;
    };
    const std::size_t blocks = (m_shares.size() + kSharesAtOnce - 1) / kSharesAtOnce;
    parallelFor(blocks, m_progress.token(), [&](std::size_t block, unsigned) {
      const std::size_t end = zoneBegin((block + 1) * kSharesAtOnce);
      for (std::size_t from = zoneBegin(block * kSharesAtOnce), to = from; from < end; from = to) {
        while (to < end && m_shares[to].zone == m_shares[from].zone) ++to;
        const auto shareAt = [&](std::size_t at) { return m_shares.begin() + std::ptrdiff_t(at); };
        std::sort(shareAt(from), shareAt(to), [&](const ZoneShare& a, const ZoneShare& b) {
          const std::uint32_t one = valueOf(a);
          const std::uint32_t other = valueOf(b);
          return one != other ? one < other : a.feature < b.feature;
        });
      }
    });
  }

  void write(const SoundSet& features, RowWriter& out) {
    store::FeatureRequest request;
    request.where = m_query.zonesWhere;
    std::size_t at = 0;
    std::uint32_t zone = 0;
    snapshot::readBatches(
        m_reader, m_zones, request, kRowsAtOnce,
        [&](store::FeatureBatch& batch) {
          for (std::size_t row = 0; row < batch.rows(); ++row, ++zone) {
            if (!m_by) {
              Figures figures = noFigures();
              for (; isOf(at, zone); ++at) addTo(figures, m_shares[at], features);
              addRow(batch, row, nullptr, figures, batch.fids[row], out);
              continue;
            }
            while (isOf(at, zone)) {
              const std::uint32_t value = valueOf(m_shares[at]);
              Figures figures = noFigures();
              for (; isOf(at, zone) && valueOf(m_shares[at]) == value; ++at) addTo(figures, m_shares[at], features);
              addRow(batch, row, &m_words[value], figures, -1, out);
            }
          }
          m_progress.report(zone, std::uint64_t(std::max<std::int64_t>(m_zones.count, zone)));
          return true;
        },
        m_progress.token());
  }
  [[nodiscard]] bool isOf(std::size_t at, std::uint32_t zone) const {
    return at < m_shares.size() && m_shares[at].zone == zone;
  }
  [[nodiscard]] Figures noFigures() const {
    Figures figures;
    figures.sums.assign(m_sums.size(), 0);
    figures.meanSums.assign(m_means.size(), 0);
    figures.meanCounts.assign(m_means.size(), 0);
    return figures;
  }
  void addTo(Figures& figures, const ZoneShare& share, const SoundSet& features) const {
    if (share.counts) ++figures.count;
    figures.measure += share.measure;
    const double part = features.dimension() > 0 ? share.measure / features.measure(share.feature) : share.measure;
    for (std::size_t k = 0; k < m_sums.size(); ++k) {
      const double number = m_numbers[k][share.feature];
      if (!std::isnan(number)) figures.sums[k] += number * part;
    }
    for (std::size_t k = 0; share.counts && k < m_means.size(); ++k) {
      const double number = m_numbers[m_sums.size() + k][share.feature];
      if (std::isnan(number)) continue;
      figures.meanSums[k] += number;
      ++figures.meanCounts[k];
    }
  }
  void addRow(const store::FeatureBatch& batch, std::size_t row, const store::Value* value, const Figures& figures,
              std::int64_t fid, RowWriter& out) {
    m_cells.clear();
    for (std::size_t k = 0; k < batch.fields.size(); ++k) m_cells.push_back(batch.valueOf(k, row));
    if (value != nullptr) m_cells.push_back(*value);
    if (m_counts) m_cells.emplace_back(figures.count);
    for (const double sum : figures.sums) m_cells.emplace_back(sum);
    for (std::size_t k = 0; k < m_means.size(); ++k) {
      m_cells.emplace_back();
      if (figures.meanCounts[k] > 0) m_cells.back() = figures.meanSums[k] / double(figures.meanCounts[k]);
    }
    if (m_query.area || m_query.length) m_cells.emplace_back(figures.measure * m_unit);
    out.add(fid, m_cells, batch.geometryOf(row));
  }

  const store::CityDatabase& m_city;
  NewLayerWork m_work;
  const store::Connection& m_reader = m_work.reader();
  const AggregateQuery& m_query;
  Progress& m_progress;
  store::LayerInfo m_layer;
  store::LayerInfo m_zones;
  crs::Crs m_crs;  // that of the work
  double m_unit = 1;
  bool m_counts = false;
  std::vector<store::Field> m_sums;
  std::vector<store::Field> m_means;
  std::optional<store::Field> m_by;
  std::vector<store::Field> m_fields;
  std::vector<ZoneShare> m_shares;
  std::vector<std::vector<double>> m_numbers;  // of m_sums, then m_means
  std::vector<std::uint32_t> m_values;         // places in m_words
  SetAsideList m_setAside;
  std::vector<store::Value> m_words;  // the values of `by` in their order
  std::vector<store::Value> m_cells;
  AggregateResult m_result;
};

}  // namespace

AggregateResult aggregate(const store::CityDatabase& city, const AggregateQuery& query, Progress& progress,
                          OriginNote* origin) {
  return Aggregate(city, query, progress, origin).run();
}

}  // namespace gis::query
