// Private to this room: where the tiles of a base map come from.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "gis_core/raster/pixels.h"
#include "gis_core/raster/tile_scheme.h"

namespace gis::raster {

enum class TileState { here, absent, awaited };

struct TileAnswer {
  TileState state = TileState::absent;  ///< absent: the source has none there
  std::shared_ptr<const Picture> picture;
};

/// Thread rule: any thread.
class TileSource {
 public:
  virtual ~TileSource() = default;
  /// The tile, if it can be had at once; a web source asks for the others and tells `box` when they come.
  [[nodiscard]] virtual TileAnswer tile(const TileKey& key, const geom::Envelope& box) = 0;
  /// The tile only if it is at hand, without asking for it.
  [[nodiscard]] virtual TileAnswer atHand(const TileKey& key) = 0;
  [[nodiscard]] virtual std::size_t pending() const { return 0; }
  virtual void onArrival(std::function<void(const geom::Envelope&)> /*listener*/) {}
  [[nodiscard]] virtual std::string trouble() const { return {}; }
};

/// A folder z/x/y.ending. Fills scheme (levels, south or north) and the box that its coarsest level covers.
/// Throws Error(unsupported) when it is none.
[[nodiscard]] std::shared_ptr<TileSource> openTileFolder(const std::filesystem::path& folder, TileScheme& scheme,
                                                         geom::Envelope& box);

struct WebAccess;
/// A template on servers. Throws Error(unsupported) when the network or the host is not allowed.
[[nodiscard]] std::shared_ptr<TileSource> openWebTiles(const TileTemplate& addresses, const TileScheme& scheme,
                                                       const WebAccess& access);

class BaseMap;
/// A base map of tiles; `box` in the scheme's CRS.
[[nodiscard]] std::shared_ptr<BaseMap> makeTileMap(std::shared_ptr<TileSource> source, const TileScheme& scheme,
                                                   const geom::Envelope& box, const std::string& place, bool isWeb);

}  // namespace gis::raster
