// Identifiers of managed components: given to those that have none, never twice.
// Source: GB/T 47678.5: 17 digits: county 6, class 2, subclass 3, sequence 6.
// Functions belong to the thread of their city.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"

namespace gis::city {

struct ComponentNumbering {
  std::string layer;
  std::string idField;    ///< takes the identifiers; empty: the code field of the layer's role, else GLBJBSM
  std::string typeField;  ///< five-digit code or Chinese name of the component's type
  std::string county;     ///< six digits; empty: of the unit grid named in SZDYWGBSM, else of the district it lies in
  bool plan = false;      ///< only tell
};

struct ComponentNumbers {
  std::string idField;
  std::int64_t features = 0, kept = 0;  ///< kept: a well formed identifier was there
  struct Given {
    std::int64_t fid = 0;
    std::string id;
  };
  std::vector<Given> given;
  struct Refused {
    std::int64_t fid = 0;
    Message why;
  };
  std::vector<Refused> refused;  ///< no type, no county, or an identifier that is none
  std::string tx;                ///< the one journal entry; empty: nothing changed
};

/// One transaction and one undo. A sequence goes on behind the highest one that the layer has or that was ever given
/// here, so that the number of a component that is gone is not used again. Errors: noSuchLayer, noSuchField,
/// invalidValue (county), locked, diskFull, readOnly, cancelled.
ComponentNumbers giveComponentIds(const store::CityDatabase& city, const ComponentNumbering& numbering,
                                  const std::string& actor, Progress& progress);

}  // namespace gis::city
