// Buildings under their parcel: units (户) with codes of 28 characters, the floor × unit table (楼盘表), and checks.
// Names of columns: resources/codes/parcel_building_fields.csv. Names of right holders are never taken.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/store/city.h"
#include "gis_core/store/key_table.h"

namespace gis::city {

struct BuildingUnit {
  std::string code;      ///< 28 characters: parcel 19, fixture letter, building 4, unit 4
  std::string building;  ///< the code's building number, "F0001"
  std::optional<std::int64_t> floor;
  std::string number, room, location, use;
  std::optional<double> plannedArea, measuredArea, innerArea, sharedArea;  ///< m²
  std::string state;  ///< for_sale, sold, mortgaged, sealed, notice, or as it was told
};

struct UnitImport {
  std::int64_t read = 0, added = 0, changed = 0, rejected = 0;
  struct Rejected {
    std::size_t row = 0;  ///< from 1
    std::string code;
    Message why;
  };
  std::vector<Rejected> reasons;  ///< of at most 100
  std::string tx;                 ///< one edit; empty: nothing to write
};

/// Takes the rows of a table by the exchange names (BDCDYH, CH or SJCS, HH, SHBW, ZL, FWYT1, YCJZMJ, SCJZMJ, SCTNJZMJ,
/// SCFTJZMJ, ZT) or their Chinese ones; a unit that is there is changed. A row whose code is not well formed, or comes
/// twice, is rejected. Errors: noSuchField (no column of codes), those of store::apply.
[[nodiscard]] UnitImport takeUnits(const store::CityDatabase& city, const store::KeyTable& table,
                                   const std::string& actor);

/// One floor of a building, its units by number.
struct UnitFloor {
  std::optional<std::int64_t> floor;
  std::vector<BuildingUnit> units;
};
/// A building as its units tell it, floors from the top down.
struct UnitBuilding {
  std::string number;  ///< "F0001"
  std::vector<UnitFloor> floors;
  std::size_t units = 0;
  double plannedArea = 0, measuredArea = 0;  ///< sums
};
/// The units whose codes begin with the parcel's. Empty in a city of an older version that is opened for reading only.
[[nodiscard]] std::vector<UnitBuilding> unitTable(const store::CityDatabase& city, std::string_view parcelCode);

/// What does not fit together at a parcel: a building that reaches beyond it, storeys above and below that are not
/// those in all, unit areas that are not the building's, inner and shared area that are not the unit's, a number of
/// units that is not the one told. Buildings: layer of role building, by the exchange names of its fields.
struct BuildingFault {
  std::int64_t building = 0;  ///< fid; 0: only told by units
  std::string code;           ///< of the building or the unit
  Message text;
};
[[nodiscard]] std::vector<BuildingFault> buildingFaults(const store::CityDatabase& city, std::int64_t parcelFid);

}  // namespace gis::city
