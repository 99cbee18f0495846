#include "gis_core/raster/base_map.h"

#include "gis_core/base/platform/files.h"
#include "gis_core/raster/file_map.h"
#include "gis_core/raster/tile_source.h"

namespace gis::raster {

namespace {

const std::string kTianditu = "tianditu:";

bool isTemplate(const std::string& place) {
  return place.rfind("http://", 0) == 0 || place.rfind("https://", 0) == 0;
}

/// The service of 天地图: a picture and its lettering, both in the CGCS2000 grid.
std::vector<std::string> tiandituTemplates(const std::string& name) {
  const std::string lettering = name == "img" ? "cia" : name == "ter" ? "cta" : "cva";
  std::vector<std::string> templates;
  for (const std::string& layer : {name == "img" || name == "ter" ? name : std::string("vec"), lettering}) {
    templates.push_back("https://t{s:0-7}.tianditu.gov.cn/" + layer +
                        "_c/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=" + layer +
                        "&STYLE=default&TILEMATRIXSET=c&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}"
                        "#grid=c&max=18");
  }
  return templates;
}

std::shared_ptr<BaseMap> openTemplate(const std::string& text, const WebAccess& access) {
  TileScheme scheme;
  const TileTemplate addresses = TileTemplate::parse(text, scheme);
  return makeTileMap(openWebTiles(addresses, scheme, access), scheme, scheme.world(), text, true);
}

}  // namespace

bool isWebPlace(const std::string& place) {
  return isTemplate(place) || place.rfind(kTianditu, 0) == 0;
}

std::vector<std::shared_ptr<BaseMap>> openBaseMap(const std::string& place, const WebAccess& access) {
  std::vector<std::shared_ptr<BaseMap>> maps;
  if (place.rfind(kTianditu, 0) == 0) {
    for (const std::string& text : tiandituTemplates(place.substr(kTianditu.size())))
      maps.push_back(openTemplate(text, access));
    return maps;
  }
  if (isTemplate(place)) {
    maps.push_back(openTemplate(place, access));
    return maps;
  }
  const std::filesystem::path path = platform::pathFromUtf8(place);
  std::error_code failed;
  if (std::filesystem::is_directory(path, failed)) {
    TileScheme scheme;
    geom::Envelope box;
    auto source = openTileFolder(path, scheme, box);
    maps.push_back(makeTileMap(std::move(source), scheme, box, place, false));
  } else {
    maps.push_back(openFileMap(path, place));
  }
  return maps;
}

}  // namespace gis::raster
