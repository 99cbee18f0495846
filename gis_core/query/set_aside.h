// Features that a question could not answer for: kept in the city with the reason, so that somebody can mend them.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/geometry/wkb.h"
#include "gis_core/query/sound_set.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::query {

/// A plain list until it is written. Thread rule: add() from any thread, all else from one.
class SetAsideList {
 public:
  struct Item {
    std::string layer;
    std::int64_t fid = 0;
    Message reason;
    geom::Bytes wkb;  ///< in the coordinates of the work
  };

  void add(Item item);
  /// All that a set of this layer could not repair.
  void add(const SoundSet& set, const store::LayerInfo& layer);
  [[nodiscard]] bool empty() const { return m_items.empty(); }
  [[nodiscard]] const std::vector<Item>& items() const { return m_items; }
  [[nodiscard]] std::int64_t count() const { return std::int64_t(m_items.size()); }

  /// Writes them as the layer INTO_set_aside (layer, feature, reason and the geometry, in `crs`), names it in INTO's
  /// provenance and returns its name; nothing when there are none. When that fails or is cancelled, INTO is removed
  /// again and the error goes on.
  [[nodiscard]] std::string write(const store::CityDatabase& city, const std::string& into, const crs::Crs& crs,
                                  Progress& progress);

 private:
  std::mutex m_mutex;
  std::vector<Item> m_items;
};

}  // namespace gis::query
