#include "gis_core/query/dissolve.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/query/city_union.h"
#include "gis_core/query/layer_rows.h"
#include "gis_core/query/new_layer.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/set_aside.h"
#include "gis_core/query/sound_set.h"
#include "gis_core/snapshot/read_rows.h"

namespace gis::query {

namespace {

constexpr std::size_t kGroupsAtOnce = 4096;                   // small ones, united side by side
constexpr std::size_t kBytesAtOnce = 32 << 20;                // of their geometry
constexpr std::size_t kSmallGroup = kUnionVertices * 16 / 2;  // bytes: one call to GEOS, one thread

/// Features of one value.
struct DissolveGroup {
  std::vector<store::Value> values;
  std::vector<std::uint32_t> members;  // places in the set, ascending
  std::size_t bytes = 0;
};

class Dissolve {
 public:
  Dissolve(const store::CityDatabase& city, const DissolveQuery& query, Progress& progress, OriginNote* origin)
      : m_city(city), m_work(city, origin), m_query(query), m_progress(progress) {}

  DissolveResult run() {
    prepare();
    store::BulkLoad load(m_city, draft());  // a taken name is refused before the work
    readGroups();
    const SoundSet sound(m_set, m_layer, m_progress);
    m_result.repaired = sound.repaired();
    m_setAside.add(sound, m_layer);
    write(sound, load);
    m_result.setAside = m_setAside.count();
    m_work.finish(load, m_progress, m_result);
    m_result.setAsideTable = m_setAside.write(m_city, m_result.into, m_layer.crs, m_progress);
    return m_result;
  }

 private:
  void prepare() {
    m_layer = store::layerByName(m_reader, m_query.layer);
    requireGeometry(m_layer);
    m_fields = chosenFields(m_layer, m_query.by);
    std::set<std::string> names;
    for (const store::Field& field : m_fields) names.insert(field.name);
    if (m_fields.empty() || names.size() < m_fields.size()) {
      throw Error(ErrorCode::usage, {GIS_TR("layer \"{0}\" cannot be dissolved"), {m_layer.name}},
                  GIS_TR("at least one field must be given, and none twice"));
    }
  }
  store::LayerDraft draft() {
    store::LayerDraft draft;
    draft.name = m_query.into;
    draft.fields = m_fields;
    draft.fields.push_back({freeFieldName(m_fields, m_layer.name, "count"), store::FieldType::integer, 0, 0});
    m_draftFields = draft.fields;
    draft.crs = m_layer.crs;
    if (m_layer.geometryType->dimension() >= 0) {
      draft.type = geom::GeometryType{
          geom::GeometryKind(int(geom::GeometryKind::multiPoint) + m_layer.geometryType->dimension())};
    }
    draft.provenance = m_layer.provenance;
    draft.provenance.sourceLayer = m_layer.name;
    draft.provenance.driver = "dissolve";
    draft.provenance.reportTable.clear();
    return draft;
  }
  void readGroups() {
    std::map<std::vector<store::Value>, std::vector<std::uint32_t>> groups;
    store::FeatureRequest request;
    request.allFields = false;
    for (const store::Field& field : m_fields) request.fields.push_back(field.name);
    request.where = m_query.where;
    snapshot::readBatches(
        m_reader, m_layer, request, kRowsAtOnce,
        [&](store::FeatureBatch& batch) {
          for (std::size_t row = 0; row < batch.rows(); ++row) {
            std::vector<store::Value> values;
            values.reserve(m_fields.size());
            for (std::size_t k = 0; k < m_fields.size(); ++k) values.push_back(batch.valueOf(k, row));
            groups[std::move(values)].push_back(std::uint32_t(m_set.size()));
            m_set.add(batch.fids[row], batch.geometryOf(row));
          }
          return true;
        },
        m_progress.token());
    m_set.complete(m_layer.crs, {}, m_progress.token());
    m_result.withoutGeometry = m_set.withoutGeometry();
    m_result.broken = m_set.broken();
    m_groups.reserve(groups.size());
    for (auto& [values, members] : groups) m_groups.push_back({values, std::move(members), 0});
  }

  struct Dissolved {
    geom::Bytes wkb;
    std::int64_t count = 0;
    std::vector<std::uint32_t> refused;  // places in the set
  };
  [[nodiscard]] Dissolved united(const SoundSet& sound, const DissolveGroup& group, Progress& progress) const {
    Dissolved out;
    out.count = std::int64_t(group.members.size());
    if (out.count == 0) return out;
    if (sound.dimension() == 0) {
      out.wkb = placesOf(sound, group);
      return out;
    }
    UnionInput input;
    input.areas = sound.dimension() == 2;
    input.boxes.reserve(group.members.size());
    for (const std::uint32_t i : group.members) input.boxes.push_back(sound.box(i));
    input.shape = [&](std::uint32_t place) {
      const geom::BytesView wkb = sound.wkb(group.members[place]);
      return geom::Bytes(wkb.begin(), wkb.end());
    };
    UnionReport report;
    const std::vector<Piece> parts = unionParts(input, progress, report);
    for (const std::uint32_t place : report.setAside) out.refused.push_back(group.members[place]);
    out.count -= std::int64_t(out.refused.size());
    if (!parts.empty()) out.wkb = wkbOf(parts, input.areas);
    return out;
  }
  /// Each place once, by x and y.
  static geom::Bytes placesOf(const SoundSet& sound, const DissolveGroup& group) {
    struct Collector : geom::WkbVisitor {
      Points places;
      void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t) override {
        for (std::uint32_t i = 0; i < count; ++i, xyzm += stride) places.push_back({xyzm[0], xyzm[1]});
      }
    } collector;
    for (const std::uint32_t i : group.members) geom::visit(sound.wkb(i), collector);
    Points& places = collector.places;
    std::erase_if(places, [](geom::MapPoint p) { return std::isnan(p.x) || std::isnan(p.y); });  // empty members
    std::sort(places.begin(), places.end(),
              [](geom::MapPoint a, geom::MapPoint b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return wkbOfPlaces(places);
  }

  void write(const SoundSet& sound, store::BulkLoad& load) {
    std::uint64_t total = 0;
    for (DissolveGroup& group : m_groups) {
      std::erase_if(group.members, [&](std::uint32_t i) { return !sound.takesPart(i); });
      for (const std::uint32_t i : group.members) group.bytes += sound.wkb(i).size();
      total += group.bytes;
    }
    RowWriter writer(load, m_draftFields, m_progress.token());
    std::uint64_t done = 0;
    for (std::size_t first = 0; first < m_groups.size();) {
      std::size_t last = first;
      std::size_t bytes = 0;
      while (last < m_groups.size() && last - first < kGroupsAtOnce && bytes < kBytesAtOnce &&
             m_groups[last].bytes <= kSmallGroup) {
        bytes += m_groups[last++].bytes;
      }
      std::vector<Dissolved> results(std::max<std::size_t>(1, last - first));
      if (last > first) {
        parallelFor(results.size(), m_progress.token(), [&](std::size_t i, unsigned) {
          Progress quiet(m_progress.token());
          results[i] = united(sound, m_groups[first + i], quiet);
        });
      } else {  // a large one has all cores for itself
        bytes = m_groups[last].bytes;
        const double share = double(bytes);
        Progress within(m_progress.token(), [&](const ProgressState& state) {
          const double part = state.total == 0 ? 0 : double(state.done) / double(state.total);
          m_progress.report(done + std::uint64_t(part * share), total);
        });
        results[0] = united(sound, m_groups[last++], within);
      }
      for (std::size_t i = first; i < last; ++i) addRow(writer, sound, m_groups[i], results[i - first]);
      done += bytes;
      m_progress.report(done, total);
      first = last;
    }
    writer.flush();
    m_result.rows = writer.rows();
  }
  void addRow(RowWriter& writer, const SoundSet& sound, const DissolveGroup& group, const Dissolved& result) {
    for (const std::uint32_t i : result.refused) {
      const geom::BytesView wkb = sound.wkb(i);
      m_setAside.add({m_layer.name, sound.fid(i), GIS_TR("it cannot be merged with its neighbours"),
                      geom::Bytes(wkb.begin(), wkb.end())});
    }
    if (result.wkb.empty()) return;
    m_result.features += result.count;
    std::vector<store::Value> cells = group.values;
    cells.emplace_back(result.count);
    writer.add(-1, cells, result.wkb);
  }

  const store::CityDatabase& m_city;
  NewLayerWork m_work;
  const store::Connection& m_reader = m_work.reader();
  const DissolveQuery& m_query;
  Progress& m_progress;
  store::LayerInfo m_layer;
  std::vector<store::Field> m_fields, m_draftFields;
  GeometrySet m_set;
  std::vector<DissolveGroup> m_groups;
  SetAsideList m_setAside;
  DissolveResult m_result;
};

}  // namespace

DissolveResult dissolve(const store::CityDatabase& city, const DissolveQuery& query, Progress& progress,
                        OriginNote* origin) {
  return Dissolve(city, query, progress, origin).run();
}

}  // namespace gis::query
