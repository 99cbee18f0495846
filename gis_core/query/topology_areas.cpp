#include "gis_core/query/topology_areas.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <optional>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/spatialite_blob.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/connection.h"
#include "gis_core/store/layer_names.h"

namespace gis::query {

namespace {

constexpr std::size_t kPieces = 64;
constexpr std::int64_t kFewAreas = 20'000;

/// What one thread reads.
struct AreaPiece {
  geom::CoverageShapes shapes;
  std::vector<geom::CoverageFinding> broken;
  std::vector<std::uint8_t> isInvalid;

  void add(std::int64_t fid, geom::BytesView wkb) {
    const bool isArea = shapes.add(fid, wkb);
    isInvalid.push_back(isArea && !geom::certainlyValid(wkb) ? 1 : 0);
  }
  /// As the table has it: what is no geometry is a finding.
  void addStored(std::int64_t fid, geom::BytesView blob, geom::Bytes& scratch) {
    scratch.clear();
    try {
      geom::appendWkbOfSpatialite(scratch, blob);
      add(fid, scratch);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::damaged) throw;
      geom::CoverageFinding finding;
      finding.fault = geom::CoverageFault::invalid;
      finding.fids = {fid};
      finding.reason = error.sentence();
      broken.push_back(std::move(finding));
      add(fid, {});
    }
  }
};

void readRows(const store::Connection& c, const std::string& table, std::int64_t first, std::int64_t last,
              AreaPiece& piece, const CancelToken& token) {
  store::Statement rows(c, "SELECT fid, geometry FROM " + store::quoted(table) + " WHERE fid BETWEEN ?1 AND ?2");
  rows.bind(1, first).bind(2, last);
  geom::Bytes scratch;
  while (rows.step()) {
    if ((piece.shapes.size() & 1023U) == 0) token.check();
    if (rows.isNull(1)) {
      piece.add(rows.integer(0), {});
    } else {
      piece.addStored(rows.integer(0), rows.blob(1), scratch);
    }
  }
}

/// The pieces one behind the other.
TopologyAreas joined(std::vector<AreaPiece>& pieces) {
  TopologyAreas areas;
  std::size_t points = 0;
  std::size_t features = 0;
  for (const AreaPiece& piece : pieces) {
    points += piece.shapes.points().size();
    features += piece.shapes.size();
  }
  areas.shapes.reserve(features, points);
  areas.isInvalid.reserve(features);
  for (AreaPiece& piece : pieces) {
    areas.shapes.append(piece.shapes);
    std::move(piece.broken.begin(), piece.broken.end(), std::back_inserter(areas.broken));
    areas.isInvalid.insert(areas.isInvalid.end(), piece.isInvalid.begin(), piece.isInvalid.end());
    piece = {};
  }
  return areas;
}

/// Fids are read in ranges, each thread by its own connection in the same state of the layer.
TopologyAreas areasOfTable(const store::CityDatabase& city, const store::LayerInfo& layer, const CancelToken& token) {
  const store::Connection& own = city.connection();
  const std::string table = store::quoted(layer.name);
  const std::int64_t first = own.intValue("SELECT coalesce(min(fid), 0) FROM " + table);
  const std::int64_t last = own.intValue("SELECT coalesce(max(fid), -1) FROM " + table);
  std::vector<AreaPiece> read(layer.count < kFewAreas ? 1 : kPieces);
  std::vector<std::optional<store::Connection>> connections(std::max(1U, threadCount()));
  std::atomic<bool> sameState = true;
  const auto step = (last - first) / std::int64_t(read.size()) + 1;
  parallelFor(read.size(), token, [&](std::size_t i, unsigned worker) {
    auto& connection = connections[worker];
    if (!connection) {
      connection.emplace(store::Connection::open(city.file(), store::OpenMode::readOnly));
      connection->exec("BEGIN");
      if (store::layerByName(*connection, layer.name).revision != layer.revision) sameState = false;
    }
    const std::int64_t from = first + std::int64_t(i) * step;
    readRows(*connection, layer.name, from, std::min(last, from + step - 1), read[i], token);
  });
  if (!sameState) {
    throw Error(ErrorCode::locked, {GIS_TR("cannot check the layer \"{0}\""), {layer.name}},
                GIS_TR("somebody changes it just now"), GIS_TR("try again in a moment"));
  }
  return joined(read);
}

/// A snapshot has no geometry where the table has one that cannot be read: the table tells.
void lookUpEmpty(const store::Connection& c, const store::LayerInfo& layer, const snapshot::LayerView& view,
                 const std::vector<snapshot::Index>& order, std::vector<AreaPiece>& pieces) {
  bool any = false;
  for (const snapshot::Index i : order) any = any || view.boxOf(i).isEmpty();
  if (!any) return;
  store::Statement row(c, "SELECT geometry FROM " + store::quoted(layer.name) + " WHERE fid = ?1");
  geom::Bytes scratch;
  for (AreaPiece& piece : pieces) {
    for (std::uint32_t k = 0; k < piece.shapes.size(); ++k) {
      if (!piece.shapes.boxes()[k].isEmpty()) continue;
      if (row.bind(1, piece.shapes.fid(k)).step() && !row.isNull(0)) {
        AreaPiece one;
        one.addStored(piece.shapes.fid(k), row.blob(0), scratch);
        std::move(one.broken.begin(), one.broken.end(), std::back_inserter(piece.broken));
      }
      row.reset();
    }
  }
}

/// In the order of the view: that is along a curve.
CurveOrder curveOf(const std::vector<snapshot::Index>& order, const geom::CoverageShapes& shapes) {
  constexpr std::uint32_t kNone = ~0U;
  std::vector<std::uint32_t> curve(order.empty() ? 0 : std::size_t{*std::max_element(order.begin(), order.end())} + 1,
                                   kNone);
  for (std::uint32_t k = 0; k < order.size(); ++k) {
    if (!shapes.boxes()[k].isEmpty()) curve[order[k]] = k;
  }
  std::erase(curve, kNone);
  return std::make_shared<const std::vector<std::uint32_t>>(std::move(curve));
}

TopologyAreas areasOfView(const store::Connection& c, const store::LayerInfo& layer, const snapshot::LayerView& view,
                          const CancelToken& token) {
  const std::vector<snapshot::Index> order = view.inFidOrder();
  std::vector<AreaPiece> read(order.size() < std::size_t(kFewAreas) ? 1 : kPieces);
  parallelFor(read.size(), token, [&](std::size_t i, unsigned) {
    const std::size_t last = order.size() * (i + 1) / read.size();
    for (std::size_t k = order.size() * i / read.size(); k < last; ++k) {
      if ((k & 1023U) == 0) token.check();
      read[i].add(view.fidOf(order[k]), view.wkbOf(order[k]));
    }
  });
  lookUpEmpty(c, layer, view, order, read);
  TopologyAreas areas = joined(read);
  areas.curve = curveOf(order, areas.shapes);
  return areas;
}

}  // namespace

TopologyAreas readTopologyAreas(const store::CityDatabase& city, const store::LayerInfo& layer,
                                const CancelToken& token) {
  if (const auto view = snapshot::existing(city.connection(), layer)) {
    try {
      return areasOfView(city.connection(), layer, *view, token);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::damaged) throw;  // the snapshot: the table has all
    }
  }
  return areasOfTable(city, layer, token);
}

}  // namespace gis::query
