#include "gis_core/io/worker/members.h"
#include "gis_core/io/worker/little_endian.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <set>
#include <string_view>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/io/boundary_text.h"

namespace gis::io::worker {
namespace {

constexpr std::array<std::string_view, 41> kSuffixes{
    "shp", "tab", "mif", "gpkg",   "geojson", "json", "geojsonl", "geojsons", "topojson", "csv",  "tsv",
    "psv", "kml", "kmz", "gml",    "xml",     "dxf",  "dwg",      "dgn",      "fgb",      "xlsx", "xlsm",
    "xls", "ods", "gpx", "sqlite", "db",      "osm",  "pbf",      "vrt",      "gmt",      "000",  "ntf",
    "itf", "ili", "rss", "jml",    "svg",     "sxf",  "e00",      "edigeo"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::string fileNameOf(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  const auto slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

Member memberAt(const std::string& path, std::string shown) {
  Member member;
  member.path = path;
  member.shown = std::move(shown);
  member.stem = fileNameOf(path);
  if (const auto dot = member.stem.rfind('.'); dot != std::string::npos && dot > 0) {
    member.suffix = lower(std::string_view(member.stem).substr(dot + 1));
    member.stem.erase(dot);
  }
  return member;
}

bool isFolder(const std::string& path) {
  VSIStatBufL info;
  return VSIStatExL(path.c_str(), &info, VSI_STAT_EXISTS_FLAG | VSI_STAT_NATURE_FLAG) == 0 && VSI_ISDIR(info.st_mode);
}

bool exists(const std::string& path) {
  VSIStatBufL info;
  return VSIStatExL(path.c_str(), &info, VSI_STAT_EXISTS_FLAG) == 0;
}

/// The archives of Chinese systems carry GBK names without saying so; GDAL would take them for CP437.
/// Source: PKWARE APPNOTE 4.3.12 (central directory), bit 11 = UTF-8.
void tellZipNameEncoding(const std::string& archive) {
  const std::unique_ptr<VSILFILE, int (*)(VSILFILE*)> file(VSIFOpenL(archive.c_str(), "rb"), VSIFCloseL);
  if (!file) return;
  VSIFSeekL(file.get(), 0, SEEK_END);
  const vsi_l_offset size = VSIFTellL(file.get());
  const vsi_l_offset tail = std::min<vsi_l_offset>(size, vsi_l_offset{4} << 20);
  VSIFSeekL(file.get(), size - tail, SEEK_SET);
  std::string bytes(static_cast<std::size_t>(tail), '\0');
  bytes.resize(VSIFReadL(bytes.data(), 1, bytes.size(), file.get()));
  bool foreign = false;
  for (std::size_t at = bytes.find("PK\x01\x02"); at != std::string::npos && at + 46 < bytes.size();
       at = bytes.find("PK\x01\x02", at + 46)) {
    const std::size_t length = littleEndian(bytes, at + 28, 2);
    if (at + 46 + length > bytes.size()) break;
    const bool saysUtf8 = (littleEndian(bytes, at + 8, 2) & 0x800U) != 0;
    const std::string_view name(bytes.data() + at + 46, length);
    if (!saysUtf8 && !text::isValidUtf8(name)) foreign = true;
  }
  CPLSetThreadLocalConfigOption("CPL_ZIP_ENCODING", foreign ? "GB18030" : "UTF-8");
}

/// Texts are read from folders and archives only when their first lines say that they hold boundary points: a folder
/// is full of others that say how to read it.
bool isBoundaryText(const Member& member) {
  return member.suffix == "txt" && looksLikeBoundaryText(readHead(member.path, 4096));
}

/// "parcels.shp.xml" and "city.gpkg.parcels.xml" tell of a file that lies there.
bool tellsOfAnother(std::string name, const std::set<std::string>& all) {
  if (!name.ends_with(".xml")) return false;
  for (std::size_t dot = name.rfind('.'); dot != std::string::npos && dot > 0; dot = name.rfind('.')) {
    name.resize(dot);
    if (name.find('.') != std::string::npos && all.count(name) > 0) return true;
  }
  return false;
}

/// Data sets among the names of a folder or archive, in order of their names.
std::vector<Member> pick(const std::string& root, const std::vector<std::string>& names) {
  std::set<std::string> shapefiles;
  for (const std::string& name : names) {
    if (lower(name).ends_with(".shp")) shapefiles.insert(lower(name.substr(0, name.size() - 4)));
  }
  std::set<std::string> all;
  for (const std::string& name : names) all.insert(lower(name));
  std::vector<Member> members;
  for (const std::string& name : names) {
    if (name.empty() || fileNameOf(name).starts_with('.') || name.find("__MACOSX") != std::string::npos) continue;
    const std::string low = lower(name);
    if (tellsOfAnother(low, all)) continue;
    const bool inGeodatabase = low.find(".gdb/") != std::string::npos && !low.ends_with(".gdb/");
    if (inGeodatabase) continue;
    Member member = memberAt(root + "/" + name, name);
    const bool geodatabase = member.suffix == "gdb" && isFolder(member.path);
    const bool table = member.suffix == "dbf" && shapefiles.count(lower(name.substr(0, name.size() - 4))) == 0;
    if (geodatabase) {
      while (member.path.ends_with('/')) member.path.pop_back();
    }
    if (geodatabase || table || isBoundaryText(member) ||
        std::find(kSuffixes.begin(), kSuffixes.end(), member.suffix) != kSuffixes.end())
      members.push_back(std::move(member));
  }
  std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) { return a.shown < b.shown; });
  return members;
}

std::vector<std::string> namesIn(const std::string& folder, bool recursive) {
  const CPLStringList list(recursive ? VSIReadDirRecursive(folder.c_str()) : VSIReadDir(folder.c_str()));
  std::vector<std::string> names;
  names.reserve(static_cast<std::size_t>(list.Count()));
  for (int i = 0; i < list.Count(); ++i) names.emplace_back(list[i]);
  return names;
}

std::vector<Member> membersOfTree(const std::string& source, const std::string& root, bool recursive) {
  std::vector<Member> members = pick(root, namesIn(root, recursive));
  if (members.empty() && isFolder(root)) members.push_back(memberAt(root, {}));  // a coverage, say
  if (members.empty()) {
    throw Error(ErrorCode::unsupported, {GIS_TR("cannot read {0}"), {fileNameOf(source)}},
                GIS_TR("there is no file in it that can be read as a layer"));
  }
  return members;
}

[[noreturn]] void refuse(const std::string& source, Message why) {
  throw Error(ErrorCode::unsupported, {GIS_TR("cannot read {0}"), {source}}, std::move(why),
              GIS_TR("save the data as a file on this computer first"));
}

}  // namespace

std::string readHead(const std::string& path, std::size_t most) {
  const std::unique_ptr<VSILFILE, int (*)(VSILFILE*)> file(VSIFOpenL(path.c_str(), "rb"), VSIFCloseL);
  if (!file) return {};
  std::string bytes(most, '\0');
  bytes.resize(VSIFReadL(bytes.data(), 1, bytes.size(), file.get()));
  return bytes;
}

void checkVirtualFile(const Member& member) {
  const std::string content = readHead(member.path, std::size_t{1} << 20);
  const std::filesystem::path folder = std::filesystem::path(member.path).parent_path();
  for (std::size_t at = content.find("<SrcDataSource"); at != std::string::npos;
       at = content.find("<SrcDataSource", at + 1)) {
    const std::size_t begin = content.find('>', at);
    const std::size_t end = content.find('<', begin == std::string::npos ? at + 1 : begin);
    if (begin == std::string::npos || end == std::string::npos) break;
    const std::string target(text::trim(std::string_view(content).substr(begin + 1, end - begin - 1)));
    const std::filesystem::path full = (folder / target).lexically_normal();
    const auto relative = full.lexically_relative(folder.lexically_normal());
    const bool outside = relative.empty() || *relative.begin() == "..";
    if (outside || target.find(':') != std::string::npos || target.find("/vsi") != std::string::npos ||
        target.find('&') != std::string::npos)
      refuse(member.stem, {GIS_TR("this virtual file points to {0}, outside its folder"), {target}});
    if (member.path.starts_with("/vsi")) continue;
    std::error_code fault;
    if (!std::filesystem::exists(full, fault))
      refuse(member.stem, {GIS_TR("this virtual file points to {0}, which is not there"), {target}});
    // the sandbox would refuse it too, but in words that nobody understands
    const auto real =
        std::filesystem::canonical(full, fault).lexically_relative(std::filesystem::canonical(folder, fault));
    if (fault || real.empty() || *real.begin() == "..")
      refuse(member.stem, {GIS_TR("this virtual file points to {0}, a link that leads out of its folder"), {target}});
  }
}

namespace {

void checkPath(const std::string& source) {
  const std::string low = lower(source);
  if (low.starts_with("/vsizip/") || low.starts_with("/vsitar/") || low.starts_with("/vsigzip/")) {
    if (low.find("/vsi", 5) != std::string::npos)
      refuse(source, GIS_TR("only plain archives on this computer are read"));
    return;
  }
  if (low.starts_with("/vsi")) refuse(source, GIS_TR("only files on this computer are read"));
  if (!source.starts_with('/')) refuse(source, GIS_TR("only files on this computer are read"));
}

}  // namespace

std::vector<Member> membersOf(const std::string& source) {
  checkPath(source);
  const std::string low = lower(source);
  if (low.starts_with("/vsi")) {
    if (low.starts_with("/vsizip/")) {
      const std::size_t zip = low.find(".zip");
      if (zip != std::string::npos) tellZipNameEncoding(source.substr(7, zip + 4 - 7));
    }
    if (!exists(source)) refuse(source, GIS_TR("there is no such file in the archive"));
    return isFolder(source) ? membersOfTree(source, source, true) : std::vector<Member>{memberAt(source, {})};
  }
  if (isFolder(source)) {
    if (low.ends_with(".gdb") || low.ends_with(".gdb/")) return {memberAt(source, {})};
    return membersOfTree(source, source, false);
  }
  if (low.ends_with(".zip")) {
    tellZipNameEncoding(source);
    return membersOfTree(source, "/vsizip/{" + source + "}", true);
  }
  if (low.ends_with(".tar") || low.ends_with(".tgz") || low.ends_with(".tar.gz"))
    return membersOfTree(source, "/vsitar/{" + source + "}", true);
  if (low.ends_with(".gz")) {
    Member member = memberAt(source.substr(0, source.size() - 3), {});
    member.path = "/vsigzip/" + source;
    return {member};
  }
  return {memberAt(source, {})};
}

}  // namespace gis::io::worker
