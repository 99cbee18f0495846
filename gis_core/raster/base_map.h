// Base maps: pictures below the layers, out of local rasters, folders of tiles, or web maps by template.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/crs/crs.h"
#include "gis_core/geometry/envelope.h"

namespace gis::raster {

/// A picture of a box: rows from the north, 4 bytes a pixel (red, green, blue, alpha; premultiplied).
struct Window {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;  ///< empty when nothing of the base map lies there
};

struct BaseMapInfo {
  std::string place;                   ///< as given to openBaseMap
  crs::Crs crs;                        ///< unknown: taken for the map's own
  std::int64_t width = 0, height = 0;  ///< pixels of the finest level
  geom::Envelope box;                  ///< in `crs`
  bool isWeb = false;
  /// A large raster without reduced copies: far views read it whole and take seconds.
  bool wantsOverviews = false;
};

/// A base map that can be drawn. Thread rule: every member from any thread.
class BaseMap {
 public:
  virtual ~BaseMap() = default;
  [[nodiscard]] virtual const BaseMapInfo& info() const = 0;
  /// What lies in `box` (of `mapCrs`), width × height pixels, from the fitting level, re-projected. A web map never
  /// waits: tiles that are not in the cache are asked for, coarser ones stand in, and arrivals are told.
  /// Errors: damaged, cancelled; unknownCrs and ballparkCrs when its coordinates cannot become the map's.
  [[nodiscard]] virtual Window read(const crs::Crs& mapCrs, const geom::Envelope& box, int width, int height,
                                    const CancelToken& token) = 0;
  /// Tiles asked for that have neither come nor failed. 0 for local ones.
  [[nodiscard]] virtual std::size_t pending() const { return 0; }
  /// Called from a worker thread when tiles of a box given to read() came. Empty: nobody listens any more.
  virtual void onArrival(std::function<void(const geom::Envelope& box)> /*listener*/) {}
  /// Why the web map does not answer ("connection refused"), or empty. A note, not an error.
  [[nodiscard]] virtual std::string trouble() const { return {}; }
};

/// What of the network is allowed. The default is nothing.
struct WebAccess {
  bool allowed = false;
  std::vector<std::string> hosts;  ///< "t0.tianditu.gov.cn", "*.tianditu.gov.cn", "127.0.0.1:8080"
  std::string key;                 ///< for {key} in templates
  std::filesystem::path cache;     ///< folder for tiles; empty: userCacheFolder()/basemaps
  /// What a user is told to do when one of them is missing: the window's words, unless the caller has others.
  struct Remedies {
    const char* network = GIS_TR("allow web maps in the preferences");
    const char* host = GIS_TR("add it in the preferences");
    const char* key = GIS_TR("enter your key in the preferences");
  };
  Remedies remedies;
};

/// Opens a place. It is one of
///   - a raster file: GeoTIFF, MBTiles, GeoPackage, PNG or JPEG with a world file …;
///   - a folder of tiles {z}/{x}/{y}.png (or .jpg, .webp) in web Mercator;
///   - a template "http(s)://…{z}…{x}…{y}…", with {-y} counting from the south, {s:0-7} or {s:abc} for servers, {key},
///     {q} (quad key), or with {bbox}, {width}, {height} for WMS; "…#grid=c" for degrees of CGCS2000 (its levels begin
///     at 1; "grid=4326" the same for WGS 84), "&min=", "&max=" for the levels;
///   - "tianditu:vec", "tianditu:img" or "tianditu:ter": 天地图 with its lettering.
/// Several pictures (a map and its lettering) come bottom first. Opens the file: not in a GUI thread.
/// Errors: notFound, unsupported, unknownCrs, damaged; forbidden network and hosts: unsupported.
[[nodiscard]] std::vector<std::shared_ptr<BaseMap>> openBaseMap(const std::string& place, const WebAccess& access);

/// Is this a web map rather than something on this computer? Looks at the text only.
[[nodiscard]] bool isWebPlace(const std::string& place);

/// Makes reduced copies of a raster in the cache (never beside the file); openBaseMap finds them as long as the file
/// does not change. Long: a job. Errors: diskFull, damaged, cancelled, and those of openBaseMap.
void buildOverviews(const std::filesystem::path& file, Progress& progress);

}  // namespace gis::raster
