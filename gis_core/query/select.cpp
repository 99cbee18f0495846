#include "gis_core/query/select.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "gis_core/base/error.h"
#include "gis_core/base/gather.h"
#include "gis_core/query/column_filter.h"
#include "gis_core/query/geometry_set.h"
#include "gis_core/query/layer_origin.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/spatial_pairs.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/snapshot/read_rows.h"
#include "gis_core/store/bulk_load.h"

namespace gis::query {

namespace {

constexpr std::size_t kSelectRows = 8192;
constexpr int kSidePoints = 33;  // of each side of a box that is carried into another CRS

bool isSpatial(const SelectQuery& query) {
  return query.bbox || !query.relations.empty() || !query.distances.empty() || !query.shapes.empty();
}

bool isDisjoint(const geom::Relation& relation) {
  return relation.pattern.empty() && relation.predicate == geom::Predicate::disjoint;
}

/// The box as a polygon with points along its sides, so that it can be bent by a transformation.
geom::Bytes denseBox(const geom::Envelope& box) {
  std::vector<geom::MapPoint> ring;
  const geom::MapPoint corners[] = {
      {box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}, {box.minX, box.minY}};
  for (int side = 0; side < 4; ++side) {
    for (int i = 0; i < kSidePoints; ++i) {
      const double t = double(i) / kSidePoints;
      ring.push_back({corners[side].x + t * (corners[side + 1].x - corners[side].x),
                      corners[side].y + t * (corners[side + 1].y - corners[side].y)});
    }
  }
  ring.push_back(corners[0]);
  return geom::polygonWkb(ring);
}

/// The box as a shape: a point or a line when it has no width or height.
geom::Bytes boxShape(const geom::Envelope& box, bool dense) {
  if (box.width() > 0 && box.height() > 0) return dense ? denseBox(box) : geom::boxWkb(box);
  if (box.width() == 0 && box.height() == 0) return geom::pointWkb(box.minX, box.minY);
  geom::Bytes line = geom::fromWkt("LINESTRING (0 0,0 0)");
  bool first = true;
  geom::transformCoordinates(line, [&](double* xy, std::uint32_t count, int stride) {
    for (std::uint32_t i = 0; i < count; ++i, xy += stride) {
      xy[0] = first ? box.minX : box.maxX;
      xy[1] = first ? box.minY : box.maxY;
      first = false;
    }
  });
  return line;
}

/// Works through the conditions; `m_alive` says which features are still in.
class Selection {
 public:
  Selection(const store::Connection& c, const SelectQuery& query, Progress& progress)
      : m_connection(c), m_query(query), m_progress(progress) {
    m_result.layer = store::layerByName(c, query.layer);
  }

  SelectResult run() {
    if (!isSpatial(m_query)) {
      readFids();
      return std::move(m_result);
    }
    refuseEarly();
    std::optional<geom::Envelope> box = m_query.bbox;
    if (box && carriesBox()) box = crs::Transformer(m_query.bboxCrs, m_result.layer.crs).apply(*box);
    m_set = loadGeometry(m_connection, m_result.layer, m_query.where, box, {}, m_progress.token());
    if (asksForNone() || box) m_set.findBroken(m_progress.token());
    if (box) countOutside(*box);
    m_alive.assign(m_set.size(), 1);
    if (m_set.withoutGeometry() + m_set.broken() > 0) {
      for (std::size_t i = 0; i < m_set.size(); ++i) m_alive[i] = m_set.takesPart(i) ? 1 : 0;
    }
    if (m_query.bbox) byBox();
    for (const ShapeCondition& shape : m_query.shapes) byShape(shape);
    for (const RelateCondition& condition : m_query.relations) byRelation(condition);
    for (const DistanceCondition& condition : m_query.distances) byDistance(condition);
    collect();
    return std::move(m_result);
  }

 private:
  /// Everything that can be refused without reading a row is refused first.
  void refuseEarly() {
    const store::LayerInfo& layer = m_result.layer;
    for (const RelateCondition& condition : m_query.relations) {
      requireComparable(layer, layerOf(condition.other));
    }
    for (const DistanceCondition& condition : m_query.distances) {
      (void)unitsOf(layer, condition.metres);
      requireComparable(layer, layerOf(condition.other));
    }
    for (const ShapeCondition& shape : m_query.shapes) {
      if (shape.metres) (void)unitsOf(layer, *shape.metres);
    }
  }
  /// What has no place is found by no box, and took no part all the same.
  void countOutside(const geom::Envelope& box) {
    const OutOfBox out = countOutOfBox(m_connection, m_result.layer, m_query.where, box, m_progress.token());
    m_result.withoutGeometry = out.withoutGeometry;
    m_result.broken = out.broken;
  }
  void readFids() {
    store::FeatureRequest request;
    request.allFields = false;
    request.geometry = false;
    request.where = m_query.where;
    request.limit = m_query.limit;
    snapshot::readBatches(
        m_connection, m_result.layer, request, kSelectRows,
        [&](store::FeatureBatch& batch) {
          m_result.fids.insert(m_result.fids.end(), batch.fids.begin(), batch.fids.end());
          return true;
        },
        m_progress.token());
  }
  /// Read once each.
  const store::LayerInfo& layerOf(const std::string& name) {
    auto found = m_layers.find(name);
    if (found == m_layers.end()) found = m_layers.emplace(name, store::layerByName(m_connection, name)).first;
    return found->second;
  }
  [[nodiscard]] bool carriesBox() const {
    return m_query.bboxCrs.isKnown() && m_result.layer.crs.isKnown() &&
           !m_query.bboxCrs.equivalentTo(m_result.layer.crs);
  }
  void byBox() {
    const bool carried = carriesBox();
    if (!carried) {
      // a geometry whose box lies inside meets it; only those on the rim need the exact test
      std::vector<std::uint8_t> inside(m_set.size(), 0);
      std::vector<std::uint8_t> rim(m_set.size(), 0);
      for (std::size_t i = 0; i < m_set.size(); ++i) {
        if (m_alive[i] == 0) continue;
        inside[i] = m_query.bbox->contains(m_set.box(i)) ? 1 : 0;
        rim[i] = inside[i] == 0 && m_query.bbox->intersects(m_set.box(i)) ? 1 : 0;
      }
      m_alive = rim;
      byShape({{}, boxShape(*m_query.bbox, false), {}, {}});
      for (std::size_t i = 0; i < m_set.size(); ++i) m_alive[i] = m_alive[i] != 0 || inside[i] != 0 ? 1 : 0;
      return;
    }
    byShape({{}, boxShape(*m_query.bbox, true), m_query.bboxCrs, {}});
  }
  void byShape(const ShapeCondition& shape) {
    GeometrySet other;
    other.add(1, shape.wkb);
    const bool carried = shape.crs.isKnown() && m_result.layer.crs.isKnown();
    other.complete(carried ? shape.crs : m_result.layer.crs, m_result.layer.crs, m_progress.token());
    PairTest test{shape.relation, {}};
    if (shape.metres) test.distance = unitsOf(m_result.layer, *shape.metres);
    keep(other, test);
  }
  void byRelation(const RelateCondition& condition) {
    keep(otherSet(condition.other, condition.otherWhere), {condition.relation, {}});
  }
  void byDistance(const DistanceCondition& condition) {
    keep(otherSet(condition.other, condition.otherWhere), {{}, unitsOf(m_result.layer, condition.metres)});
  }
  const GeometrySet& otherSet(const std::string& name, const std::string& where) {
    std::unique_ptr<GeometrySet>& set = m_others[{name, where}];
    if (!set) {
      set = std::make_unique<GeometrySet>(
          loadGeometry(m_connection, layerOf(name), where, {}, m_result.layer.crs, m_progress.token()));
      if (asksForNone()) set->findBroken(m_progress.token());
      m_result.broken += set->broken();
    }
    return *set;
  }
  [[nodiscard]] bool asksForNone() const {
    return std::any_of(m_query.relations.begin(), m_query.relations.end(),
                       [](const RelateCondition& condition) { return isDisjoint(condition.relation); }) ||
           std::any_of(m_query.shapes.begin(), m_query.shapes.end(),
                       [](const ShapeCondition& shape) { return !shape.metres && isDisjoint(shape.relation); });
  }
  void keep(const GeometrySet& other, PairTest test) {
    const bool none = !test.distance && isDisjoint(test.relation);
    if (none) test.relation.predicate = geom::Predicate::intersects;
    std::vector<std::uint8_t> has = havePartner(m_set, m_alive, other, test, m_progress, m_report);
    for (std::size_t i = 0; none && i < has.size(); ++i) has[i] = m_alive[i] != 0 && has[i] == 0 ? 1 : 0;
    m_alive = std::move(has);  // of those that were in
  }
  void collect() {
    m_result.fids = gather<std::int64_t>(
        m_alive.size(), [&](std::size_t i) { return m_alive[i] != 0; }, [&](std::size_t i) { return m_set.fid(i); },
        m_progress.token());
    if (m_query.limit >= 0 && std::int64_t(m_result.fids.size()) > m_query.limit)
      m_result.fids.resize(std::size_t(m_query.limit));
    m_result.withoutGeometry += m_set.withoutGeometry();
    m_result.broken += m_set.broken();
    m_result.undecided = m_report.undecided;
  }

  const store::Connection& m_connection;
  const SelectQuery& m_query;
  Progress& m_progress;
  SelectResult m_result;
  GeometrySet m_set;
  std::vector<std::uint8_t> m_alive;
  std::map<std::string, store::LayerInfo> m_layers;  // the others
  std::map<std::pair<std::string, std::string>, std::unique_ptr<GeometrySet>> m_others;
  PairReport m_report;
};

}  // namespace

SelectResult select(const store::Connection& c, const SelectQuery& query, Progress& progress) {
  return Selection(c, query, progress).run();
}

std::int64_t countSelected(const store::Connection& c, const SelectQuery& query, Progress& progress) {
  if (isSpatial(query)) return std::int64_t(select(c, query, progress).fids.size());
  const store::LayerInfo layer = store::layerByName(c, query.layer);
  const auto counted = query.where.empty() ? std::nullopt : countInColumns(c, layer, query.where, progress.token());
  const std::int64_t all = counted ? *counted : store::countFeatures(c, layer, query.where, progress.token());
  return query.limit >= 0 ? std::min(all, query.limit) : all;
}

namespace {

/// The rows of the result in batches; a result that is the whole layer is read in one go.
void readBatchesOf(const store::Connection& c, const SelectResult& result,
                   const std::optional<std::vector<std::string>>& fields, bool geometry,
                   const std::function<bool(store::FeatureBatch&)>& batch, const CancelToken& token) {
  store::FeatureRequest request;
  request.allFields = !fields.has_value();
  if (fields) request.fields = *fields;
  request.geometry = geometry;
  constexpr std::size_t kFidsAtOnce = 4096;  // small enough to cancel between
  std::size_t at = 0;
  if (result.fids.empty()) return;
  if (std::int64_t(result.fids.size()) == result.layer.count) {
    snapshot::readBatches(c, result.layer, request, kSelectRows, batch, token);
    return;
  }
  bool more = true;
  while (more && at < result.fids.size()) {
    token.check();
    const std::size_t count = std::min(kFidsAtOnce, result.fids.size() - at);
    request.fids.assign(result.fids.begin() + std::ptrdiff_t(at), result.fids.begin() + std::ptrdiff_t(at + count));
    snapshot::readBatches(
        c, result.layer, request, count, [&](store::FeatureBatch& rows) { return more = batch(rows); }, token);
    at += count;
  }
}

}  // namespace

std::vector<store::Field> fieldsOf(const store::LayerInfo& layer,
                                   const std::optional<std::vector<std::string>>& names) {
  if (!names) return layer.fields;
  std::vector<store::Field> fields;
  for (const std::string& name : *names) {
    const bool own = name == "fid" || (name == "uid" && layer.hasUid);
    if (own) {
      fields.push_back({name, name == "fid" ? store::FieldType::integer : store::FieldType::text, 0, 0});
    } else {
      fields.push_back(chosenFields(layer, {{name}}).front());
    }
  }
  return fields;
}

void readSelected(const store::Connection& c, const SelectResult& result,
                  const std::optional<std::vector<std::string>>& fields, bool geometry,
                  const std::function<bool(store::Feature&)>& row, const CancelToken& token) {
  readBatchesOf(
      c, result, fields, geometry,
      [&](store::FeatureBatch& batch) {
        for (std::size_t i = 0; i < batch.rows(); ++i) {
          store::Feature feature;
          feature.fid = batch.fids[i];
          feature.values.reserve(batch.fields.size());
          for (std::size_t k = 0; k < batch.fields.size(); ++k) feature.values.push_back(batch.valueOf(k, i));
          if (geometry) {
            const geom::BytesView wkb = batch.geometryOf(i);
            feature.wkb.assign(wkb.begin(), wkb.end());
          }
          if (!row(feature)) return false;
        }
        return true;
      },
      token);
}

namespace {

/// SQLite copies the rows from table to table. False when the layer has no snapshot that tells the boxes, or was
/// changed since it was asked.
bool copySelected(store::BulkLoad& load, const store::CityDatabase& city, store::LayerInfo layer,
                  const std::vector<store::Field>& fields, const std::vector<std::int64_t>& fids, Progress& progress) {
  const std::shared_ptr<const snapshot::LayerView> view = snapshot::existing(city.connection(), layer);
  if (view == nullptr || view->revision() != layer.revision) return false;
  layer.fields = fields;
  for (std::size_t from = 0; from < fids.size(); from += kSelectRows) {
    progress.check();
    store::CopiedRows rows;
    rows.from.assign(fids.begin() + std::ptrdiff_t(from),
                     fids.begin() + std::ptrdiff_t(std::min(fids.size(), from + kSelectRows)));
    for (const std::int64_t fid : rows.from) {
      const auto at = view->indexOfFid(fid);
      if (!at) return false;
      rows.boxes.push_back(view->boxOf(*at));
    }
    rows.further.fids = rows.from;
    if (!load.appendCopies(layer, rows)) return false;
    progress.report(from + rows.from.size(), fids.size());
  }
  return true;
}

}  // namespace

std::int64_t writeSelected(const store::CityDatabase& city, const SelectResult& result,
                           const std::optional<std::vector<std::string>>& fields, const std::string& into,
                           Progress& progress, const OriginNote* origin) {
  store::LayerDraft draft;
  draft.name = into;
  draft.fields = chosenFields(result.layer, fields);
  draft.hasGeometry = result.layer.geometryType.has_value();
  draft.crs = result.layer.crs;
  draft.type = result.layer.geometryType;
  draft.provenance = result.layer.provenance;
  draft.provenance.sourceLayer = result.layer.name;
  draft.provenance.driver = "select";
  draft.provenance.reportTable.clear();
  {
    store::BulkLoad load(city, draft);
    if (copySelected(load, city, result.layer, draft.fields, result.fids, progress))
      return load.finish(progress, keeping(city, origin)).rows;
  }
  store::BulkLoad load(city, std::move(draft));
  std::int64_t written = 0;
  readBatchesOf(
      city.connection(), result, fields, true,
      [&](store::FeatureBatch& batch) {
        written += std::int64_t(batch.rows());
        load.append(store::encode(std::move(batch), load.srid()));
        progress.report(std::uint64_t(written), result.fids.size());
        return true;
      },
      progress.token());
  return load.finish(progress, keeping(city, origin)).rows;
}

}  // namespace gis::query
