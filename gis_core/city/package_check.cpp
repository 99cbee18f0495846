// Is a package what its maker packed?
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <span>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/sha256.h"
#include "gis_core/city/exchange_package.h"
#include "gis_core/io/zip_file.h"

namespace gis::city {
namespace {

using nlohmann::json;

struct Promised {
  std::uint64_t bytes = 0;
  std::string sha256;
};

std::string stringOf(const json& tree, const char* key) {
  const auto at = tree.find(key);
  return at != tree.end() && at->is_string() ? at->get<std::string>() : std::string();
}

[[noreturn]] void noPackage(const std::filesystem::path& file, Message why) {
  throw Error(ErrorCode::damaged, {GIS_TR("{0} is no exchange package"), {platform::pathToUtf8(file.filename())}},
              std::move(why), GIS_TR("ask its sender for a sound one"));
}

/// The files that the manifest names; throws when it makes no sense.
std::map<std::string, Promised> promisedOf(const json& manifest, const std::filesystem::path& file) {
  if (!manifest.is_object() || stringOf(manifest, "format") != "citydesk-exchange-package")
    noPackage(file, GIS_TR("its manifest.json is none of ours"));
  const auto version = manifest.find("version");
  if (version == manifest.end() || !version->is_number_integer() || version->get<std::int64_t>() != 1)
    throw Error(ErrorCode::newerVersion, {GIS_TR("{0} cannot be checked"), {platform::pathToUtf8(file.filename())}},
                GIS_TR("it was made by a newer CityDesk"), GIS_TR("use that one"));
  const auto files = manifest.find("files");
  if (files == manifest.end() || !files->is_array()) noPackage(file, GIS_TR("its manifest.json names no files"));
  std::map<std::string, Promised> all;
  for (const json& one : *files) {
    const std::string path = one.is_object() ? stringOf(one, "path") : std::string();
    const std::string hash = one.is_object() ? stringOf(one, "sha256") : std::string();
    const auto bytes = one.is_object() ? one.find("bytes") : one.end();
    if (path.empty() || hash.size() != 64 || bytes == one.end() || !bytes->is_number_unsigned() ||
        !all.emplace(path, Promised{bytes->get<std::uint64_t>(), hash}).second)
      noPackage(file, GIS_TR("its manifest.json makes no sense"));
  }
  return all;
}

}  // namespace

const char* packageDifferenceName(PackageDifference::Kind kind) {
  switch (kind) {
    case PackageDifference::Kind::changed: return "changed";
    case PackageDifference::Kind::missing: return "missing";
    case PackageDifference::Kind::added: return "added";
    case PackageDifference::Kind::damaged: return "damaged";
  }
  return "";
}

PackageCheck checkPackage(const std::filesystem::path& file, Progress& progress) {
  using Kind = PackageDifference::Kind;
  const io::ZipReader zip(file);
  std::map<std::string, std::size_t> entries;
  for (std::size_t i = 0; i < zip.entries().size(); ++i)
    if (!zip.entries()[i].folder) entries.emplace(zip.entries()[i].name, i);
  const auto at = entries.find("manifest.json");
  if (at == entries.end()) noPackage(file, GIS_TR("it has no manifest.json"));
  const std::string text = zip.text(at->second);
  const json manifest = json::parse(text, nullptr, false);
  const std::map<std::string, Promised> promised = promisedOf(manifest, file);
  PackageCheck check;
  check.number = stringOf(manifest, "number");
  check.madeAt = stringOf(manifest, "made_at");
  check.city = stringOf(manifest, "city");
  check.giver = stringOf(manifest, "giver");
  check.receiver = stringOf(manifest, "receiver");
  check.security = stringOf(manifest, "security");
  check.manifestSha256 = sha256(std::as_bytes(std::span(text)));
  check.files = promised.size();
  std::map<std::string, std::string> layerOfFolder;
  if (const auto layers = manifest.find("layers"); layers != manifest.end() && layers->is_array()) {
    for (const json& layer : *layers) {
      if (!layer.is_object()) continue;
      check.layers.push_back(stringOf(layer, "name"));
      layerOfFolder[stringOf(layer, "folder")] = check.layers.back();
    }
  }
  const auto differ = [&](Kind kind, const std::string& path, std::uint64_t expected, std::uint64_t found) {
    const auto layer = layerOfFolder.find(path.substr(0, path.find('/')));
    check.differences.push_back(
        {kind, path, layer == layerOfFolder.end() ? std::string() : layer->second, expected, found});
  };
  std::uint64_t done = 0, total = 0;
  for (const io::ZipEntry& entry : zip.entries()) total += entry.bytes;
  for (const auto& [path, wanted] : promised) {
    const auto found = entries.find(path);
    if (found == entries.end()) {
      differ(Kind::missing, path, wanted.bytes, 0);
      continue;
    }
    const std::uint64_t bytes = zip.entries()[found->second].bytes;
    Sha256 hash;
    const bool whole = zip.read(
        found->second,
        [&](std::span<const std::byte> piece) {
          hash.add(piece);
          done += piece.size();
          progress.report(done, total);
          return true;
        },
        progress.token());
    if (!whole)
      differ(Kind::damaged, path, wanted.bytes, bytes);
    else if (bytes != wanted.bytes || hash.finish() != wanted.sha256)
      differ(Kind::changed, path, wanted.bytes, bytes);
  }
  for (const auto& [path, index] : entries) {
    if (path != "manifest.json" && promised.find(path) == promised.end())
      differ(Kind::added, path, 0, zip.entries()[index].bytes);
  }
  return check;
}

}  // namespace gis::city
