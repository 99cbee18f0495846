// Private to this room: how the tiles of web maps are numbered, and where one is fetched.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/crs/crs.h"
#include "gis_core/geometry/envelope.h"
#include "gis_core/raster/resample.h"

namespace gis::raster {

inline constexpr int kTileSide = 256;

/// Square tiles from the north-west corner; each level halves the side.
/// Source: OGC 17-083r2, annex D (WebMercatorQuad, WorldCRS84Quad); GB/T 35634 for the levels of 天地图.
struct TileScheme {
  crs::Crs crs;
  double left = 0, top = 0;  ///< of column 0, row 0, in `crs`
  double side = 1;           ///< of a tile of level 0
  double bottom = 0;         ///< the world ends here (degrees: half-way down the square of level 0)
  int minLevel = 0, maxLevel = 19;

  [[nodiscard]] static TileScheme webMercator();
  /// Longitude and latitude; its level 1 has two tiles, which is where it begins.
  [[nodiscard]] static TileScheme degrees(int epsg);

  /// The pixels of the finest level.
  [[nodiscard]] PixelGrid finest() const;
  [[nodiscard]] geom::Envelope boxOf(int level, std::int64_t x, std::int64_t y) const;
  [[nodiscard]] geom::Envelope world() const;
};

struct TileKey {
  int level = 0;
  std::int64_t x = 0, y = 0;
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the 0 that the compiler compares with for a pointer
  friend auto operator<=>(const TileKey&, const TileKey&) = default;
};

/// A template with places to fill; see openBaseMap().
class TileTemplate {
 public:
  /// Takes "#grid=…&min=…&max=…" off the end. Throws Error(unsupported) for one without places for a tile.
  static TileTemplate parse(const std::string& text, TileScheme& scheme);
  [[nodiscard]] std::string fill(const TileScheme& scheme, const TileKey& tile, const std::string& key) const;
  [[nodiscard]] const std::string& text() const { return m_text; }
  [[nodiscard]] bool wantsKey() const { return m_text.find("{key}") != std::string::npos; }

 private:
  std::string m_text;
};

/// "host" or "host:port" of a URL, in small letters; empty when it is none of http(s).
[[nodiscard]] std::string hostOf(const std::string& url);
/// Is the host in the list? "*.example.org" stands for every host below example.org. A port must be named alike
/// when the list names one.
[[nodiscard]] bool isListed(const std::string& host, const std::vector<std::string>& list);

}  // namespace gis::raster
