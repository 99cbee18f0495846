// Find: one box for everything that has a name, a number or a place. Offline.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/geometry/envelope.h"
#include "gis_core/store/city.h"

namespace gis::city {

/// One thing found.
struct FindResult {
  /// coordinate case district subdistrict community road crossing poi address building parcel grid
  /// component feature layer command
  std::string kind;
  std::string label;                 ///< as written in the city, not folded; of a layer the Chinese title
  std::string labelEn;               ///< of a layer the English title; else empty
  std::string layer;                 ///< table name; empty for coordinates, crossings and commands
  std::int64_t id = 0;               ///< fid in `layer`; 0 when it is no feature
  std::optional<geom::MapPoint> at;  ///< in the city's CRS; nothing when the place is not known
  geom::Envelope box;                ///< what to zoom to, in the city's CRS; a point for points
  std::string command;               ///< id of a command
  /// 9: a coordinate away from where the city's system is meant for; else
  int rank = 0;  ///< 0 equal, 2 begins with it, 4 holds it; odd ones by pinyin
};

/// Something that is found by its names but lies in no table: a command of the window.
struct FindCommand {
  std::string id;
  std::vector<std::string> names;  ///< the first one is shown
};

struct FindState;

/// Everything of one city that can be found, in memory: about 60 bytes a name. An immutable value after
/// build(); search() may run in any thread, several at once.
class FindIndex {
 public:
  FindIndex();
  FindIndex(FindIndex&&) noexcept;
  FindIndex& operator=(FindIndex&&) noexcept;
  ~FindIndex();

  /// Reads the searchable columns: those of roles, ticked ones (LayerInfo::searchFields), and where nothing
  /// is ticked, columns that look like names or addresses; crossings of roads; numbers of cases; layers.
  /// Parts whose layer has not changed come from `previous` or from the user's cache folder.
  /// Belongs to the thread of `city`. Errors: cancelled, damaged, locked.
  [[nodiscard]] static FindIndex build(const store::CityDatabase& city, Progress& progress,
                                       const FindIndex* previous = nullptr);

  /// What fits, best first: equal, begins with, holds; by text, pinyin and initials; then by kind, then
  /// short ones first. Codes are compared without spaces and hyphens; "A与B", "A / B", "A & B" and the like
  /// ask for crossings; coordinates are read in every form that crs::parseCoordinate knows.
  [[nodiscard]] std::vector<FindResult> search(std::string_view text, std::size_t limit = 20) const;

  void setCommands(std::vector<FindCommand> commands);
  [[nodiscard]] std::size_t size() const;

 private:
  std::shared_ptr<FindState> m_state;
};

/// Puts `at` of features exactly on the feature (a point inside an area, on a line), read from the city.
void placeExactly(const store::CityDatabase& city, std::vector<FindResult>& results);

}  // namespace gis::city
