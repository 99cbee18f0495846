// Which features lie beyond a distance of the nearest of others: people without a school, a clinic, a market near.
#pragma once

#include <cstdint>
#include <string>

#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"

namespace gis::query {

class OriginNote;

struct ReachQuery {
  std::string layer, where;
  std::string to, toWhere;  ///< what shall be near
  double metres = 1000;     ///< in a straight line, or along the roads
  std::string into;
  std::string network{};  ///< layer of roads along which is measured, or empty
};

struct ReachResult {
  std::int64_t rows = 0;
  std::int64_t within = 0;
  std::int64_t beyond = 0;           ///< also all, when there is nothing to be near to
  std::int64_t unreachable = 0;      ///< of them: no way along the roads leads there; their distance is NULL
  std::int64_t withoutGeometry = 0;  ///< of `layer`: their figures are NULL
  std::int64_t setAside = 0;
  std::string setAsideTable;
  std::string beyondField;        ///< how the column `beyond` is called in the new layer
  double squareMetres = 0;        ///< of areas: all of them
  double squareMetresBeyond = 0;  ///< of areas: the parts beyond
  std::string into;
  double seconds = 0;
};

/// Writes the layer with distance (m, to the nearest of `to`: from the place of a point, along a straight line to the
/// nearest part of a line; of an area from its interior point), beyond (1 where that is more than `metres`) and, of
/// areas, share_within: how much of the area lies within `metres`. Along a network (RoadGraph; all ways both ways)
/// distances run from place to place, of lines and areas from a point inside: straight to the nearest road, along the
/// roads, and straight from there; areas are then within or beyond as a whole, without share_within. Work is done in
/// the layer's CRS, or in the city's where only that one is in metres. Errors: noSuchLayer, usage (a distance that is
/// none), unsupported (degrees; layers of several dimensions; a network that is no lines), unknownCrs, ballparkCrs,
/// sql, those of store::BulkLoad, cancelled.
[[nodiscard]] ReachResult reach(const store::CityDatabase& city, const ReachQuery& query, Progress& progress,
                                OriginNote* origin = nullptr);

}  // namespace gis::query
