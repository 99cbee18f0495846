// Folders of tiles: what gdal2tiles and its kin write.
#include <charconv>
#include <limits>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/raster/picture_cache.h"
#include "gis_core/raster/tile_source.h"

namespace gis::raster {

namespace fs = std::filesystem;

namespace {

std::optional<std::int64_t> numberOf(const fs::path& name) {
  const std::string text = name.stem().string();
  std::int64_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size() || value < 0) return {};
  return value;
}

class TileFolder : public TileSource {
 public:
  TileFolder(fs::path folder, std::string ending, bool fromSouth)
      : m_folder(std::move(folder)), m_ending(std::move(ending)), m_fromSouth(fromSouth) {}

  TileAnswer tile(const TileKey& key, const geom::Envelope& /*box*/) override { return atHand(key); }

  TileAnswer atHand(const TileKey& key) override {
    if (auto known = m_cache.find(key)) return {TileState::here, std::move(known)};
    const std::int64_t row = m_fromSouth ? (std::int64_t(1) << key.level) - 1 - key.y : key.y;
    const fs::path file =
        m_folder / std::to_string(key.level) / std::to_string(key.x) / (std::to_string(row) + m_ending);
    std::error_code failed;
    if (!fs::is_regular_file(file, failed)) return {};
    std::optional<Picture> picture = decodePicture(platform::readFile(file));
    if (!picture) return {};
    auto shared = std::make_shared<const Picture>(std::move(*picture));
    m_cache.put(key, shared);
    return {TileState::here, std::move(shared)};
  }

 private:
  fs::path m_folder;
  std::string m_ending;
  bool m_fromSouth;
  PictureCache m_cache;
};

}  // namespace

std::shared_ptr<TileSource> openTileFolder(const fs::path& folder, TileScheme& scheme, geom::Envelope& box) {
  scheme = TileScheme::webMercator();
  std::error_code failed;
  bool fromSouth = false;
  if (const fs::path note = folder / "tilemapresource.xml"; fs::exists(note, failed)) {
    const std::string text = platform::readFile(note);
    fromSouth = true;  // OSGeo TMS counts rows from the south
    if (text.find("profile=\"mercator\"") == std::string::npos &&
        text.find("profile=\"global-mercator\"") == std::string::npos) {
      throw Error(ErrorCode::unsupported, {GIS_TR("cannot use the tiles in {0}"), {platform::pathToUtf8(folder)}},
                  GIS_TR("they are not in web Mercator"), GIS_TR("make them with gdal2tiles and its profile mercator"));
    }
  }
  int least = std::numeric_limits<int>::max(), most = -1;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    const auto level = entry.is_directory(failed) ? numberOf(entry.path().filename()) : std::nullopt;
    if (!level || *level > 24) continue;
    least = std::min(least, int(*level));
    most = std::max(most, int(*level));
  }
  std::string ending;
  if (most >= 0) {
    scheme.minLevel = least;
    scheme.maxLevel = most;
    for (const auto& column : fs::directory_iterator(folder / std::to_string(least), failed)) {
      const auto x = numberOf(column.path().filename());
      if (!x || !column.is_directory(failed)) continue;
      for (const auto& file : fs::directory_iterator(column.path(), failed)) {
        const auto y = numberOf(file.path().filename());
        const std::string suffix = file.path().extension().string();
        if (!y || (suffix != ".png" && suffix != ".jpg" && suffix != ".jpeg" && suffix != ".webp")) continue;
        ending = suffix;
        const std::int64_t row = fromSouth ? (std::int64_t(1) << least) - 1 - *y : *y;
        box.include(scheme.boxOf(least, *x, row));
      }
    }
  }
  if (ending.empty()) {
    throw Error(ErrorCode::unsupported, {GIS_TR("cannot use the tiles in {0}"), {platform::pathToUtf8(folder)}},
                GIS_TR("there are no pictures like 12/3371/1664.png in it"));
  }
  return std::make_shared<TileFolder>(folder, ending, fromSouth);
}

}  // namespace gis::raster
