// Day packages: how a second desk works on a copy of the city. What was done to cases since the last package goes out
// as entries of the journal, is taken over by the other copy with its actors, reasons and times, and comes back the
// same way. Cases are told apart by UUID; where both desks changed a field of a case, a person decides, field by field.
// Functions belong to the thread of their city.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gis_core/base/clock.h"
#include "gis_core/base/progress.h"
#include "gis_core/city/incident.h"
#include "gis_core/store/city.h"

namespace gis::city {

struct DayExport {
  std::string peer;                ///< name of the other desk: what went to it is remembered under it
  std::string desk;                ///< name of this one
  std::optional<UtcMillis> since;  ///< steps from then on; nothing: since the last package for that desk
  /// Photos leave only when asked for: without what the camera noted, marked places black.
  bool photos = false;
};
struct DayExported {
  std::size_t steps = 0, cases = 0, photos = 0;
  std::size_t withoutPhotos = 0;  ///< photos of these cases that stay here
};
/// Writes the package and remembers how far it goes. Errors: exists, unsupported (a photo that cannot be cleaned),
/// diskFull, readOnly, cancelled.
DayExported writeDayPackage(const store::CityDatabase& city, const std::filesystem::path& file,
                            const DayExport& options, Progress& progress);

/// A field of a case that was changed here and there since both copies agreed.
struct DayConflict {
  std::string table;   ///< city_incident or city_request
  std::string uid;     ///< of the row
  std::string number;  ///< of the case, to show
  std::string field;   ///< column; "geometry": the place
  std::string base, mine, theirs;
  std::string theirActor, theirAt;  ///< who changed it there last, and when
  [[nodiscard]] std::string key() const { return uid + "." + field; }
};

enum class DaySide { mine, theirs };
struct DayImport {
  std::map<std::string, DaySide> decisions;  ///< by key(): UUID.FIELD
  std::optional<DaySide> others;             ///< for what is not among them; nothing: those cases wait
  bool plan = false;                         ///< only tell
};
struct DayImported {
  std::string desk, madeAt;
  std::size_t steps = 0;    ///< taken over
  std::size_t known = 0;    ///< were here already
  std::size_t waiting = 0;  ///< of cases with an open conflict: taken when the package is read again with decisions
  std::size_t newCases = 0, changedCases = 0, photos = 0;
  std::vector<DayConflict> conflicts;                           ///< all, decided or not
  std::vector<std::pair<std::string, std::string>> renumbered;  ///< case numbers that both desks had given: old, new
};
/// Takes a package over, in one transaction. Reading the same package twice changes nothing. Errors: damaged (no such
/// package, or changed on its way), newerVersion, unsupported (of another city, or made by this desk), locked,
/// diskFull, readOnly, cancelled.
DayImported readDayPackage(const store::CityDatabase& city, const std::filesystem::path& file, const DayImport& options,
                           Progress& progress);

}  // namespace gis::city
