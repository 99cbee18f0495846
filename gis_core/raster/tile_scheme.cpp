#include "gis_core/raster/tile_scheme.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "gis_core/base/error.h"

namespace gis::raster {

namespace {

/// Half the equator of web Mercator, metres (EPSG:3857).
constexpr double kHalfWorld = 20037508.342789244;

void replaceAll(std::string& text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return char(std::tolower(c)); });
  return text;
}

int number(const std::string& text, int fallback) {
  int value = fallback;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// Bing's way of naming a tile by one number to the base of four.
std::string quadKey(const TileKey& tile) {
  std::string key;
  for (int bit = tile.level - 1; bit >= 0; --bit) key += char('0' + ((tile.x >> bit) & 1) + 2 * ((tile.y >> bit) & 1));
  return key;
}

/// {s:0-7} or {s:abc}: one of several servers, by the tile, so that each tile has one address.
void fillServer(std::string& url, const TileKey& tile) {
  const std::size_t from = url.find("{s:");
  if (from == std::string::npos) return;
  const std::size_t end = url.find('}', from);
  if (end == std::string::npos) return;
  std::string list = url.substr(from + 3, end - from - 3);
  if (list.size() == 3 && list[1] == '-') {
    std::string all;
    for (char c = list[0]; c <= list[2]; ++c) all += c;
    list = all;
  }
  const char chosen = list.empty() ? '0' : list[std::size_t(tile.x + tile.y) % list.size()];
  url.replace(from, end - from + 1, 1, chosen);
}

}  // namespace

TileScheme TileScheme::webMercator() {
  TileScheme scheme;
  scheme.crs = crs::Crs::fromEpsg(3857);
  scheme.left = -kHalfWorld;
  scheme.top = kHalfWorld;
  scheme.side = 2 * kHalfWorld;
  scheme.bottom = -kHalfWorld;
  return scheme;
}

TileScheme TileScheme::degrees(int epsg) {
  TileScheme scheme;
  scheme.crs = crs::Crs::fromEpsg(epsg);
  scheme.left = -180;
  scheme.top = 90;
  scheme.side = 360;
  scheme.bottom = -90;
  scheme.minLevel = 1;
  scheme.maxLevel = 18;
  return scheme;
}

PixelGrid TileScheme::finest() const {
  PixelGrid grid;
  const std::int64_t pixels = std::int64_t(kTileSide) << maxLevel;
  const double unit = side / double(pixels);
  grid.a[0] = left;
  grid.a[1] = unit;
  grid.a[3] = top;
  grid.a[5] = -unit;
  grid.width = pixels;
  grid.height = std::int64_t(std::llround((top - bottom) / unit));
  return grid;
}

geom::Envelope TileScheme::boxOf(int level, std::int64_t x, std::int64_t y) const {
  const double tile = side / double(std::int64_t(1) << level);
  return {left + double(x) * tile, top - double(y + 1) * tile, left + double(x + 1) * tile, top - double(y) * tile};
}

geom::Envelope TileScheme::world() const {
  return {left, bottom, left + side, top};
}

TileTemplate TileTemplate::parse(const std::string& text, TileScheme& scheme) {
  TileTemplate made;
  const std::size_t hash = text.rfind('#');
  made.m_text = text.substr(0, hash);
  scheme = TileScheme::webMercator();
  std::string settings = hash == std::string::npos ? std::string() : text.substr(hash + 1);
  int least = -1, most = -1;
  while (!settings.empty()) {
    const std::size_t end = settings.find('&');
    const std::string one = settings.substr(0, end);
    settings = end == std::string::npos ? std::string() : settings.substr(end + 1);
    const std::size_t equals = one.find('=');
    const std::string name = one.substr(0, equals);
    const std::string value = equals == std::string::npos ? std::string() : one.substr(equals + 1);
    if (name == "grid" && (value == "c" || value == "4490")) {
      scheme = TileScheme::degrees(4490);
    } else if (name == "grid" && value == "4326") {
      scheme = TileScheme::degrees(4326);
    } else if (name == "grid" && value != "w" && value != "3857") {
      throw Error(ErrorCode::unsupported, {GIS_TR("there is no tile grid \"{0}\""), {value}}, {},
                  GIS_TR("use 3857 (web Mercator), c (CGCS2000) or 4326"));
    } else if (name == "min") {
      least = number(value, -1);
    } else if (name == "max") {
      most = number(value, -1);
    }
  }
  if (least >= 0) scheme.minLevel = std::clamp(least, scheme.minLevel, 22);
  if (most >= 0) scheme.maxLevel = std::clamp(most, scheme.minLevel, 22);
  replaceAll(made.m_text, "{TileMatrix}", "{z}");
  replaceAll(made.m_text, "{TileCol}", "{x}");
  replaceAll(made.m_text, "{TileRow}", "{y}");
  const auto has = [&](const char* place) { return made.m_text.find(place) != std::string::npos; };
  if (!has("{bbox}") && !has("{q}") && !(has("{z}") && has("{x}") && (has("{y}") || has("{-y}")))) {
    throw Error(ErrorCode::unsupported, {GIS_TR("cannot use the template {0}"), {text}},
                GIS_TR("it has no places for a tile"),
                GIS_TR("write {z}, {x} and {y} where level, column and row stand"));
  }
  return made;
}

std::string TileTemplate::fill(const TileScheme& scheme, const TileKey& tile, const std::string& key) const {
  std::string url = m_text;
  replaceAll(url, "{z}", std::to_string(tile.level));
  replaceAll(url, "{x}", std::to_string(tile.x));
  replaceAll(url, "{y}", std::to_string(tile.y));
  const double tileSide = scheme.side / double(std::int64_t(1) << tile.level);
  const auto rows = std::int64_t(std::llround((scheme.top - scheme.bottom) / tileSide));
  replaceAll(url, "{-y}", std::to_string(rows - 1 - tile.y));
  replaceAll(url, "{q}", quadKey(tile));
  const geom::Envelope box = scheme.boxOf(tile.level, tile.x, tile.y);
  replaceAll(url, "{bbox}", fmt::format("{:.10g},{:.10g},{:.10g},{:.10g}", box.minX, box.minY, box.maxX, box.maxY));
  replaceAll(url, "{width}", std::to_string(kTileSide));
  replaceAll(url, "{height}", std::to_string(kTileSide));
  replaceAll(url, "{crs}", scheme.crs.identifier());
  replaceAll(url, "{key}", key);
  fillServer(url, tile);
  return url;
}

std::string hostOf(const std::string& url) {
  const std::string small = lower(url);
  std::size_t from = 0;
  for (const char* scheme : {"http://", "https://"}) {
    if (small.rfind(scheme, 0) == 0) from = std::string(scheme).size();
  }
  if (from == 0) return {};
  std::string host = small.substr(from, small.find_first_of("/?#\\", from) - from);
  // "http://listed.host@other.host/" goes to the other one
  if (const std::size_t at = host.rfind('@'); at != std::string::npos) host.erase(0, at + 1);
  return host;
}

bool isListed(const std::string& host, const std::vector<std::string>& list) {
  const std::string bare = host.substr(0, host.find(':'));
  return std::any_of(list.begin(), list.end(), [&](const std::string& entry) {
    const std::string wanted = lower(entry);
    const std::string& asked = wanted.find(':') == std::string::npos ? bare : host;
    if (wanted.rfind("*.", 0) == 0) return asked.size() > wanted.size() - 1 && asked.ends_with(wanted.substr(1));
    return !wanted.empty() && asked == wanted;
  });
}

}  // namespace gis::raster
