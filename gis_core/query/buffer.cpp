#include "gis_core/query/buffer.h"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/query/city_union.h"
#include "gis_core/query/geometry_set.h"
#include "gis_core/query/layer_rows.h"
#include "gis_core/query/new_layer.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/ring_places.h"
#include "gis_core/query/set_aside.h"
#include "gis_core/snapshot/read_rows.h"

namespace gis::query {

namespace {

constexpr std::size_t kRowsBuffered = 2048;  // their buffers are in memory at once
constexpr double kLargestUnits = 1e9;        // of a distance: no map is as large, and beyond digits are lost
constexpr std::size_t kBuffersAtOnce = 32;   // handed to a thread at a time

/// Buffers of single features, from any thread.
class Buffers {
 public:
  Buffers(double units, std::string layer) : m_units(units), m_layer(std::move(layer)) {}

  /// Polygon or multipolygon; nothing when the feature has none. What became of it is counted.
  geom::Bytes of(geom::BytesView wkb, std::int64_t fid) {
    try {
      if (wkb.empty() || geom::isEmpty(wkb)) {
        ++withoutGeometry;
        return {};
      }
      if (!geom::hasFinitePlaces(wkb)) {
        ++broken;
        return {};
      }
    } catch (const Error&) {
      ++broken;  // not a geometry
      return {};
    }
    try {
      geom::Bytes out = made(wkb);
      ++(out.empty() ? vanished : features);
      return out;
    } catch (const Error& error) {
      if (error.code() != ErrorCode::invalidValue && error.code() != ErrorCode::damaged) throw;
      setAside.add({m_layer, fid, Message("{0}", {error.sentence()}), geom::Bytes(wkb.begin(), wkb.end())});
      return {};
    }
  }

  std::atomic<std::int64_t> features = 0, withoutGeometry = 0, broken = 0, repaired = 0, vanished = 0;
  SetAsideList setAside;

 private:
  geom::Bytes made(geom::BytesView wkb) {
    const geom::GeometryType type = geom::typeOf(wkb);
    geom::Bytes sound;
    if (type.dimension() != 0 && type.dimension() != 1 && !geom::certainlyValid(wkb) && geom::invalidity(wkb)) {
      sound = geom::makeValid(wkb, type);
      ++repaired;
    }
    const geom::BytesView shape = sound.empty() ? wkb : geom::BytesView(sound);
    if (!sound.empty() && geom::isEmpty(sound)) return {};
    if (m_units != 0) return multi(piecesOf(geom::buffer(shape, m_units), true));
    if (type.kind == geom::GeometryKind::collection) {  // its areas may overlap
      const geom::BytesView all[] = {shape};
      return multi(piecesOf(geom::unionOf(all), true));
    }
    return multi(piecesOf(shape, true));
  }
  static geom::Bytes multi(const std::vector<Piece>& pieces) {
    return pieces.empty() ? geom::Bytes() : wkbOf(pieces, true);
  }

  double m_units;
  std::string m_layer;
};

/// Places that lie inside the feature's buffer, one for each of its parts.
Points insidesOf(geom::BytesView wkb, geom::BytesView buffer, double units) {
  Points places;
  if (units <= 0) {
    for (const geom::Bytes& part : geom::parts(buffer)) places.push_back(geom::interiorPoint(part));
    return places;
  }
  struct FirstPlaces : geom::WkbVisitor {
    explicit FirstPlaces(Points& out) : places(out) {}
    void coordinates(const double* xyzm, std::uint32_t count, int, std::uint32_t ring) override {
      if (ring == 0 && count > 0 && !std::isnan(xyzm[0])) places.push_back({xyzm[0], xyzm[1]});
    }
    Points& places;
  } first(places);
  geom::visit(wkb, first);
  return places;
}

class BufferWork {
 public:
  BufferWork(const store::CityDatabase& city, const BufferQuery& query, Progress& progress, OriginNote* origin)
      : m_city(city), m_work(city, origin), m_query(query), m_progress(progress) {}

  BufferResult run() {
    prepare();
    store::BulkLoad load(m_city, draft());  // a taken name is refused before the work
    Buffers buffers(m_units, m_layer.name);
    RowWriter writer(load, m_draftFields, m_progress.token());
    m_query.dissolve ? writeParts(buffers, writer) : writeFeatures(buffers, writer);
    writer.flush();
    BufferResult result;
    result.rows = writer.rows();
    result.features = buffers.features - m_refused;
    result.withoutGeometry = buffers.withoutGeometry;
    result.broken = buffers.broken;
    result.repaired = buffers.repaired;
    result.vanished = buffers.vanished;
    result.setAside = buffers.setAside.count();
    m_work.finish(load, m_progress, result);
    result.setAsideTable = buffers.setAside.write(m_city, result.into, m_layer.crs, m_progress);
    return result;
  }

 private:
  void prepare() {
    m_layer = store::layerByName(m_reader, m_query.layer);
    requireGeometry(m_layer);
    if (!std::isfinite(m_query.metres)) {
      throw Error(ErrorCode::usage, {GIS_TR("layer \"{0}\" cannot be buffered"), {m_layer.name}},
                  GIS_TR("the distance is no number of metres"));
    }
    m_units = std::copysign(unitsOf(m_layer, std::abs(m_query.metres)), m_query.metres);
    if (std::abs(m_units) > kLargestUnits) {
      throw Error(ErrorCode::usage, {GIS_TR("layer \"{0}\" cannot be buffered"), {m_layer.name}},
                  GIS_TR("the distance is larger than any map"), GIS_TR("give a smaller distance"));
    }
    const int dimension = m_layer.geometryType->dimension();
    if (m_units <= 0 && (dimension == 0 || dimension == 1)) {
      throw Error(ErrorCode::usage, {GIS_TR("layer \"{0}\" cannot be buffered"), {m_layer.name}},
                  GIS_TR("points and lines have no inside: nothing lies within 0 or fewer metres of them"),
                  GIS_TR("give a distance above 0"));
    }
  }
  store::LayerDraft draft() {
    store::LayerDraft draft;
    draft.name = m_query.into;
    if (m_query.dissolve) {
      draft.fields.push_back({"count", store::FieldType::integer, 0, 0});
    } else {
      draft.fields = m_layer.fields;
    }
    m_draftFields = draft.fields;
    draft.crs = m_layer.crs;
    draft.type = geom::GeometryType{geom::GeometryKind::multiPolygon};
    draft.provenance = m_layer.provenance;
    draft.provenance.sourceLayer = m_layer.name;
    draft.provenance.driver = "buffer";
    draft.provenance.reportTable.clear();
    return draft;
  }
  void writeFeatures(Buffers& buffers, RowWriter& writer) {
    store::FeatureRequest request;
    request.where = m_query.where;
    std::uint64_t done = 0;
    snapshot::readBatches(
        m_reader, m_layer, request, kRowsBuffered,
        [&](store::FeatureBatch& batch) {
          std::vector<geom::Bytes> made(batch.rows());
          const std::size_t blocks = (batch.rows() + kBuffersAtOnce - 1) / kBuffersAtOnce;
          parallelFor(blocks, m_progress.token(), [&](std::size_t block, unsigned) {
            const geom::Interruptible interruptible(m_progress.token());
            const std::size_t last = std::min(batch.rows(), (block + 1) * kBuffersAtOnce);
            for (std::size_t i = block * kBuffersAtOnce; i < last; ++i) {
              made[i] = buffers.of(batch.geometryOf(i), batch.fids[i]);
            }
          });
          std::vector<store::Value> cells(batch.fields.size());
          for (std::size_t i = 0; i < batch.rows(); ++i) {
            if (made[i].empty()) continue;
            for (std::size_t k = 0; k < cells.size(); ++k) cells[k] = batch.valueOf(k, i);
            writer.add(batch.fids[i], cells, made[i]);
          }
          done += batch.rows();
          m_progress.report(done, std::max<std::uint64_t>(done, std::uint64_t(m_layer.count)));
          return true;
        },
        m_progress.token());
  }
  void writeParts(Buffers& buffers, RowWriter& writer) {
    const GeometrySet set = loadGeometry(m_reader, m_layer, m_query.where, {}, {}, m_progress.token());
    buffers.withoutGeometry += set.withoutGeometry();
    buffers.broken += set.broken();
    std::vector<Points> insides(set.size());
    UnionInput input;
    input.boxes.reserve(set.size());
    for (std::size_t i = 0; i < set.size(); ++i) input.boxes.push_back(set.box(i));
    input.shape = [&](std::uint32_t i) {
      geom::Bytes made = buffers.of(set.wkb(i), set.fid(i));
      if (!made.empty()) insides[i] = insidesOf(set.wkb(i), made, m_units);
      return made;
    };
    UnionReport report;
    const std::vector<Piece> parts = unionParts(input, m_progress, report);
    m_refused = std::int64_t(report.setAside.size());
    for (const std::uint32_t i : report.setAside) {
      insides[i].clear();
      const geom::BytesView wkb = set.wkb(i);
      buffers.setAside.add({m_layer.name, set.fid(i), GIS_TR("it cannot be merged with its neighbours"),
                            geom::Bytes(wkb.begin(), wkb.end())});
    }
    const std::vector<std::int64_t> counts = countsOf(parts, insides);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const store::Value cells[] = {counts[i]};
      writer.add(-1, cells, wkbOf(std::vector<Piece>{parts[i]}, true));
    }
  }
  /// How many features each part holds; a feature whose buffer lies in several parts counts in each of them.
  [[nodiscard]] std::vector<std::int64_t> countsOf(const std::vector<Piece>& parts,
                                                   const std::vector<Points>& insides) const {
    const RingPlaces places(parts);
    std::vector<std::vector<std::uint32_t>> homes(insides.size());
    parallelFor((insides.size() + kRowsBuffered - 1) / kRowsBuffered, m_progress.token(),
                [&](std::size_t block, unsigned) {
                  const std::size_t last = std::min(insides.size(), (block + 1) * kRowsBuffered);
                  for (std::size_t i = block * kRowsBuffered; i < last; ++i) {
                    for (const geom::MapPoint& p : insides[i]) {
                      if (const auto home = places.smallestAround(p)) homes[i].push_back(*home);
                    }
                    std::sort(homes[i].begin(), homes[i].end());
                    homes[i].erase(std::unique(homes[i].begin(), homes[i].end()), homes[i].end());
                  }
                });
    std::vector<std::int64_t> counts(parts.size(), 0);
    for (const auto& of : homes) {
      for (const std::uint32_t home : of) ++counts[home];
    }
    return counts;
  }

  const store::CityDatabase& m_city;
  NewLayerWork m_work;
  const store::Connection& m_reader = m_work.reader();
  const BufferQuery& m_query;
  Progress& m_progress;
  store::LayerInfo m_layer;
  std::vector<store::Field> m_draftFields;
  double m_units = 0;  // of the layer's CRS
  std::int64_t m_refused = 0;
};

}  // namespace

BufferResult buffer(const store::CityDatabase& city, const BufferQuery& query, Progress& progress, OriginNote* origin) {
  return BufferWork(city, query, progress, origin).run();
}

}  // namespace gis::query
