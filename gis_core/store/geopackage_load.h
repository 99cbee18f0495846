// Rows in bulk into an empty layer of a GeoPackage, its index written at once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "gis_core/geometry/wkb.h"
#include "gis_core/store/value.h"

namespace gis::store {

/// A layer of a GeoPackage that somebody made (a geometry column, an R*Tree and triggers for it) without rows. The
/// pages of its tables are written beside SQLite, which takes a third of the time; nobody else may have the file open.
/// Without finish() the file is of no use.
/// Source: OGC 12-128r18 (GeoPackage 1.3.1), §2.1.3 for the geometries, annex F.3 for the index.
/// Thread rule: one thread. Errors: damaged, diskFull, invalidValue (an id that is not above the last one).
class GeoPackageLoad {
 public:
  /// `table`: of the layer; its first column is the id, its second the geometry.
  GeoPackageLoad(const std::filesystem::path& file, const std::string& table);
  GeoPackageLoad(const GeoPackageLoad&) = delete;
  GeoPackageLoad& operator=(const GeoPackageLoad&) = delete;
  ~GeoPackageLoad();

  /// `values` in the order of the further columns; `wkb` empty: NULL.
  void add(std::int64_t fid, std::span<const Value> values, geom::BytesView wkb);
  void finish();

 private:
  struct MadeLayer;
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace gis::store
