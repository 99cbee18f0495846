// Features of a layer that meet every condition: the value that the window's query builder, saved queries and the
// command line make alike.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/crs/crs.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/city.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"

namespace gis::query {

class OriginNote;

/// "LAYER relation OTHER": true if some feature of OTHER matches; `disjoint`: no feature of OTHER meets it.
struct RelateCondition {
  geom::Relation relation;
  std::string other;       ///< layer name
  std::string otherWhere;  ///< SQL condition on OTHER, or empty
};

/// Some feature of OTHER lies within `metres`. Refused when LAYER is geographic.
struct DistanceCondition {
  double metres = 0;
  std::string other;
  std::string otherWhere;
};

/// relation(feature, shape) for a shape drawn or typed; or a distance to it of at most `metres`.
struct ShapeCondition {
  geom::Relation relation;
  geom::Bytes wkb;
  crs::Crs crs;  ///< of the shape; unknown: the layer's own
  std::optional<double> metres;
};

struct SelectQuery {
  std::string layer;
  std::string where;                   ///< SQL condition on the layer, or empty
  std::optional<geom::Envelope> bbox;  ///< the geometry itself must meet it (borders count)
  crs::Crs bboxCrs;                    ///< of the box; unknown: the layer's own
  std::vector<RelateCondition> relations;
  std::vector<DistanceCondition> distances;
  std::vector<ShapeCondition> shapes;
  std::int64_t limit = -1;  ///< of the result; −1 = none
};

struct SelectResult {
  store::LayerInfo layer;
  std::vector<std::int64_t> fids;    ///< ascending
  std::int64_t withoutGeometry = 0;  ///< NULL or empty in a spatial question: took no part
  std::int64_t broken = 0;           ///< no geometry at all, or outside what its CRS can carry: took no part
  std::int64_t undecided = 0;        ///< pairs that GEOS could not decide: taken as no
};

/// Answers the query in the connection's thread, all cores at work on the geometry. Layers in other CRSs are
/// re-projected for the question. Errors: noSuchLayer, noSuchField, sql, unknownCrs (a layer without CRS in a
/// question with another one), ballparkCrs, unsupported (distance on a geographic layer; a table without geometry),
/// cancelled.
[[nodiscard]] SelectResult select(const store::Connection& c, const SelectQuery& query, Progress& progress);

/// Only how many; quicker than select() for conditions without place.
[[nodiscard]] std::int64_t countSelected(const store::Connection& c, const SelectQuery& query, Progress& progress);

/// The fields that readSelected() hands out, in its order; also "fid" and "uid" may be asked for. Throws
/// Error(noSuchField).
[[nodiscard]] std::vector<store::Field> fieldsOf(const store::LayerInfo& layer,
                                                 const std::optional<std::vector<std::string>>& names);

/// Calls `row` for each selected feature in ascending order of fid until it returns false. `fields`: nothing = all.
/// Errors: noSuchField, cancelled.
void readSelected(const store::Connection& c, const SelectResult& result,
                  const std::optional<std::vector<std::string>>& fields, bool geometry,
                  const std::function<bool(store::Feature&)>& row, const CancelToken& token = {});

/// Writes the selected features as layer `into`: geometry, attributes (or only `fields`) and fids kept.
/// Errors: exists, invalidValue (a name that is refused), those of store::BulkLoad. Returns the rows written.
std::int64_t writeSelected(const store::CityDatabase& city, const SelectResult& result,
                           const std::optional<std::vector<std::string>>& fields, const std::string& into,
                           Progress& progress, const OriginNote* origin = nullptr);

}  // namespace gis::query
