// The catalogue of a city's layers: what is there, whose it is, how fresh, and how much it is used.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gis_core/city/handover.h"
#include "gis_core/city/metadata.h"

namespace gis::city {

struct CatalogueEntry {
  store::LayerInfo layer;
  Metadata metadata;
  Freshness fresh;
  LayerUsage usage;
  std::int64_t handovers = 0;      ///< that it was a part of
  std::vector<std::string> facts;  ///< folded texts that a search looks through, pinyin initials among them
};

/// All layers as people see them, the incidents left out; order of the layer list.
/// Thread rule: belongs to the thread of `city`.
[[nodiscard]] std::vector<CatalogueEntry> catalogue(const store::CityDatabase& city, std::string_view today);
/// Does every word of `text` occur (title, name, provider, abstract, keywords, columns; capitals, width and pinyin
/// initials forgiven)? An empty one finds all. Thread rule: free of state.
[[nodiscard]] bool isFoundBy(const CatalogueEntry& entry, std::string_view text);

}  // namespace gis::city
