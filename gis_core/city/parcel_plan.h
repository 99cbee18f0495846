// Private to this room: what a change of parcels needs and how it is written.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "gis_core/city/parcel_edit.h"
#include "gis_core/geometry/coverage_repair.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"

namespace gis::city {

/// A parcel as it is in the city.
struct ParcelRow {
  store::Feature feature;  ///< all fields of the layer
  std::string uid;         ///< empty where the layer has none
  std::string code;
  std::string name;  ///< as in city_lineage
};

/// One parcel of the new state. `keeps`: the row that goes on with another shape; else a new parcel.
struct PlannedParcel {
  geom::Bytes wkb;
  std::vector<std::int64_t> parents;  ///< fids; the first gives the attributes
  bool keeps = false;                 ///< goes on as parents[0] when the rules let it
  bool isSameArea = false;            ///< a new code only: what was registered for the parent stays true
};

/// Reads parcels, then writes a plan. One object a change, inside one transaction of its own.
class ParcelPlan {
 public:
  ParcelPlan(const store::CityDatabase& city, std::string operation, const ParcelDeed& deed);

  [[nodiscard]] const store::LayerInfo& layer() const { return m_layer; }
  /// Error(notFound) when there is none, Error(invalidValue) when it has no sound area.
  const ParcelRow& parcel(std::int64_t fid);
  /// The areas that meet a box, the parcels of this change too.
  [[nodiscard]] std::vector<geom::CoverageArea> around(const geom::Envelope& box) const;
  /// Units of the layer for a square metre.
  [[nodiscard]] double squareUnits() const;
  void setFilled(double squareMetres) { m_filled = squareMetres; }

  /// All parcels that were asked for end or go on as planned. Commits, or rolls back when it was only tried.
  ParcelChange write(std::vector<PlannedParcel> planned);

  [[noreturn]] void refuse(Message why, Message what = {}) const;

 private:
  class Writing;
  void checkPlanned(const std::vector<PlannedParcel>& planned) const;
  std::vector<geom::CoverageArea> shareBorders(std::vector<PlannedParcel>& planned);
  [[nodiscard]] double squareMetresOf(const geom::Bytes& wkb) const;

  const store::CityDatabase& m_city;
  std::string m_operation;
  const ParcelDeed& m_deed;
  store::Transaction m_transaction;
  store::LayerInfo m_layer;
  std::map<std::int64_t, ParcelRow> m_parcels;
  double m_filled = 0;
};

}  // namespace gis::city
