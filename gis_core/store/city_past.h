// The whole city as it was at a moment, to read: what was otherwise then lies over the tables of a connection.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/store/as_of.h"
#include "gis_core/store/city.h"

namespace gis::store {

/// What was otherwise, made once for all connections of a window. A plain value.
struct CityPast {
  struct Layer {
    LayerInfo now;
    LayerPast features;
    std::map<std::int64_t, std::string> uids;  ///< of those that are gone, where the layer has uids
  };
  std::string at;  ///< ISO 8601 in UTC
  std::vector<Layer> layers;
  std::vector<std::string> unknown;  ///< loaded since: what they held then is not kept, they are shown as they are now
};

/// Layers of people only; cases have a log of their own. Effort: the journal's entries since then. Errors: unsupported
/// when the parcels themselves were loaded since; damaged.
[[nodiscard]] CityPast cityPast(const CityDatabase& city, std::string_view at);

/// The city, read only, as it was: every question to this connection, by a layer's name, is answered from then. What
/// others change afterwards is not part of `past`: make both anew. Errors: those of CityDatabase::open.
[[nodiscard]] CityDatabase openCityAsOf(const std::filesystem::path& file, const CityPast& past);

/// The features of a layer that were otherwise then, ascending; empty on a connection of today.
[[nodiscard]] std::vector<std::int64_t> otherwiseThen(const Connection& c, const LayerInfo& layer);

}  // namespace gis::store
