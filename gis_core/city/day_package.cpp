// Writing day packages.
#include "gis_core/city/day_package.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/scratch_folder.h"
#include "gis_core/base/sha256.h"
#include "gis_core/city/day_rows.h"
#include "gis_core/city/photo_marks.h"
#include "gis_core/io/zip_file.h"

namespace gis::city {
namespace {

using nlohmann::json;

std::string sentSetting(const store::CityDatabase& city, const std::string& peer) {
  return fmt::format("day_sent.{}.{}", city.station(), peer);
}

json parsedImage(const std::string& text) {
  json image = text.empty() ? json() : json::parse(text, nullptr, false);
  return image.is_object() ? image : json();
}

/// The journal of cases as steps, oldest first; the UUIDs of the cases that they touch.
json stepsSince(const store::CityDatabase& city, std::int64_t after, const std::string& from,
                std::set<std::string>& uids, Progress& progress) {
  json steps = json::array();
  auto row = city.connection().prepare(
      "SELECT tx, at, actor, reason, undoes, table_name, feature, fid, op, before, after FROM city_history"
      " WHERE seq > ?1 AND at >= ?2 AND table_name IN ('city_incident', 'city_request') AND kind <> 'load'"
      " ORDER BY seq");
  row.bindAll(after, from);
  while (row.step()) {
    progress.check();
    const std::string tx = row.text(0);
    if (steps.empty() || steps.back()["tx"] != tx) {
      steps.push_back({{"tx", tx},
                       {"at", row.text(1)},
                       {"actor", row.text(2)},
                       {"reason", row.text(3)},
                       {"undoes", row.text(4)},
                       {"rows", json::array()}});
    }
    const json before = parsedImage(row.text(9)), image = parsedImage(row.text(10));
    steps.back()["rows"].push_back({{"table", row.text(5)},
                                    {"uid", row.text(6)},
                                    {"fid", row.integer(7)},
                                    {"op", row.text(8)},
                                    {"before", before},
                                    {"after", image}});
    if (row.text(5) == "city_incident") uids.insert(row.text(6));
  }
  return steps;
}

/// The rows as they are now, for a copy that never had them.
json casesOf(const store::CityDatabase& city, const std::set<std::string>& uids, Progress& progress) {
  json cases = json::array();
  for (const std::string& uid : uids) {
    progress.check();
    const auto row = dayRow(city, "city_incident", uid);
    if (row) cases.push_back({{"uid", uid}, {"fid", row->fid}, {"image", row->image}});
  }
  return cases;
}

struct PackedPhotos {
  json list = json::array();
  std::vector<std::pair<std::string, std::filesystem::path>> files;
};

/// Cleaned copies in `scratch`; the row tells of the copy, not of the original.
PackedPhotos photosOf(const store::CityDatabase& city, const std::set<std::string>& uids,
                      const std::filesystem::path& scratch, Progress& progress) {
  PackedPhotos packed;
  for (const std::string& uid : uids) {
    for (const Attachment& photo : attachmentsOf(city, uid)) {
      progress.check();
      const auto marks = photoMarks(city, photo.uid);
      const auto copy = scratch / photo.uid;
      if (marks.empty()) {
        raster::copyWithoutNotes(city.mediaFile(photo.sha256), copy);
      } else {
        raster::copyBlackened(city.mediaFile(photo.sha256), copy, marks);
      }
      const std::string bytes = platform::readFile(copy);
      const std::string name = "photos/" + photo.uid;
      packed.list.push_back({{"uid", photo.uid},
                             {"incident", uid},
                             {"stage", photo.stage},
                             {"name", photo.name},
                             {"added_at", photo.addedAt},
                             {"file", name},
                             {"sha256", sha256(std::as_bytes(std::span(bytes)))}});
      packed.files.emplace_back(name, copy);
    }
  }
  return packed;
}

}  // namespace

DayExported writeDayPackage(const store::CityDatabase& city, const std::filesystem::path& file,
                            const DayExport& options, Progress& progress) {
  const store::Connection& c = city.connection();
  if (std::filesystem::exists(file)) {
    throw Error(ErrorCode::exists, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(file)}},
                GIS_TR("there is already a file of this name"), GIS_TR("choose another name"));
  }
  const std::string sent = city.setting(sentSetting(city, options.peer), city.setting("copied_at_seq", "0"));
  const std::int64_t after = options.since ? 0 : std::strtoll(sent.c_str(), nullptr, 10);
  const std::int64_t last = c.intValue("SELECT coalesce(max(seq), 0) FROM city_history");
  std::set<std::string> uids;
  json package = {{"format", kDayFormat},         {"version", kDayVersion}, {"city", city.uid()},
                  {"station", city.station()},    {"desk", options.desk},   {"peer", options.peer},
                  {"made_at", toIsoUtc(utcNow())}};
  package["steps"] = stepsSince(city, after, options.since ? toIsoUtc(*options.since) : std::string(), uids, progress);
  package["cases"] = casesOf(city, uids, progress);
  const platform::ScratchFolder scratch("citydesk-day");
  PackedPhotos photos;
  if (options.photos) photos = photosOf(city, uids, scratch.path(), progress);
  package["photos"] = photos.list;
  DayExported told;
  told.steps = package["steps"].size();
  told.cases = package["cases"].size();
  told.photos = photos.list.size();
  if (!options.photos) {
    for (const std::string& uid : uids) told.withoutPhotos += attachmentsOf(city, uid).size();
  }
  const std::string text = package.dump();
  const std::string sum = sha256(std::as_bytes(std::span(text)));
  const auto day = scratch.path() / kDayFile, check = scratch.path() / "day.sha256";
  platform::writeFileAtomically(day, std::as_bytes(std::span(text)));
  platform::writeFileAtomically(check, std::as_bytes(std::span(sum)));
  std::vector<std::pair<std::string, std::filesystem::path>> files{{kDayFile, day}, {"day.sha256", check}};
  files.insert(files.end(), photos.files.begin(), photos.files.end());
  io::writeZip(file, files, progress);
  if (!c.isReadOnly()) {
    store::Transaction transaction(c);
    city.setSetting(sentSetting(city, options.peer), std::to_string(last));
    transaction.commit();
  }
  return told;
}

}  // namespace gis::city
