// Parcels that were otherwise at a date, as the map shows them.
#pragma once

#include <QString>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/crs/crs.h"
#include "gis_core/geometry/wkb.h"

namespace gis::ui {

/// A parcel that was otherwise at the date.
struct ParcelThen {
  enum class Kind { ended, made, changed };
  Kind kind = Kind::ended;
  std::int64_t fid = 0;
  QString code;
  geom::Bytes wkb;  ///< in the map's system: as it was then; of one made since: as it is now
};

struct ParcelsThen {
  std::int64_t count = 0, ended = 0, made = 0, changed = 0;
  std::shared_ptr<const std::vector<ParcelThen>> parcels;  ///< at most 20,000; never null
};

/// Opens the city file for itself, as it is today. Any thread but the GUI's. `at`: ISO UTC. Errors: those of
/// city::parcelsAsOf.
[[nodiscard]] ParcelsThen readParcelsThen(const std::string& file, const std::string& at, const crs::Crs& map,
                                          Progress& progress);

/// A moment (ISO UTC) in the city's time: its day, and the time when that is not the day's beginning.
[[nodiscard]] QString momentText(const QString& at);

}  // namespace gis::ui
