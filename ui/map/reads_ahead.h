// What of the snapshots is read before anybody draws it: a page of a file costs most when it is touched first.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/geometry/envelope.h"
#include "ui/map/map_scene.h"
#include "ui/map/map_view.h"

namespace gis::ui {

/// What drawing `box` with so many map units per device pixel reads.
struct ReadAhead {
  double units = 1, dpr = 1;
  geom::Envelope box;
  friend bool operator==(const ReadAhead& a, const ReadAhead& b) = default;
};

/// Remembers what was read. Thread rule: one at a time.
class ReadsAhead {
 public:
  /// What pans from the view and zooms by an octave may need and was not read yet, the most likely first.
  [[nodiscard]] std::vector<ReadAhead> wanted(const MapView& view, std::uint64_t stamp);
  /// It was read for the scene `stamp`.
  void done(const ReadAhead& read, std::uint64_t stamp);

 private:
  std::map<double, geom::Envelope> m_read;  ///< by units
  std::uint64_t m_stamp = 0;
};

/// Goes through what drawing would read. Throws Error(damaged). Thread rule: any thread.
void readAhead(const MapScene& scene, const ReadAhead& read, const CancelToken& token);

}  // namespace gis::ui
