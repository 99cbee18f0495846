#include "gis_core/store/share_copy.h"

#include <fmt/format.h>

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/file_server.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/uuid.h"
#include "gis_core/store/connection.h"

namespace gis::store {
namespace fs = std::filesystem;
namespace {

struct Stamp {
  std::uintmax_t bytes = 0;
  std::int64_t changed = 0;  // file clock, milliseconds
  bool operator==(const Stamp&) const = default;
};

Stamp stampOf(const fs::path& file) {
  std::error_code missing;
  Stamp stamp;
  stamp.bytes = fs::file_size(file, missing);
  if (missing) stamp.bytes = 0;
  const auto time = fs::last_write_time(file, missing);
  if (!missing) {
    stamp.changed =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::file_clock::to_sys(time).time_since_epoch())
            .count();
  }
  return stamp;
}

/// Of the city and of what its writer keeps beside it.
std::string stampText(const fs::path& city) {
  std::string text;
  for (const char* ending : {"", "-wal", "-journal"}) {
    const Stamp stamp = stampOf(platform::pathFromUtf8(platform::pathToUtf8(city) + ending));
    text += fmt::format("{}:{};", stamp.bytes, stamp.changed);
  }
  return text;
}

std::string readStamp(const fs::path& file) {
  std::error_code missing;
  return fs::exists(file, missing) ? platform::readFile(file) : std::string();
}

void copyWhole(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::copy_file(from, to, fs::copy_options::overwrite_existing, error);
  if (!error) return;
  std::error_code ignored;
  fs::remove(to, ignored);
  throw Error(ErrorCode::diskFull, {GIS_TR("cannot open {0}"), {platform::pathToUtf8(from)}},
              {GIS_TR("the local copy of it cannot be made: {0}"), {error.message()}},
              GIS_TR("free some space and try again"));
}

/// What its writer has not merged yet is merged into the copy.
void mergeLog(const fs::path& city, const fs::path& part) {
  const fs::path log = platform::pathFromUtf8(platform::pathToUtf8(city) + "-wal");
  if (stampOf(log).bytes == 0) return;
  if (platform::isOnFileServer(fs::absolute(part))) {
    throw Error(ErrorCode::locked, {GIS_TR("cannot open {0}"), {platform::pathToUtf8(city)}},
                GIS_TR("it has changes that its writer has not merged"), GIS_TR("close it at the desk that writes it"));
  }
  copyWhole(log, platform::pathFromUtf8(platform::pathToUtf8(part) + "-wal"));
  Connection::open(part, OpenMode::readWrite).exec("PRAGMA journal_mode=DELETE");
}

}  // namespace

ShareCopy shareCopyOf(const fs::path& city) {
  static std::mutex mutex;  // the connections of one program share one copy
  const std::lock_guard lock(mutex);
  const fs::path real = fs::absolute(city);
  const fs::path folder = platform::userCacheFolder() / "shared-cities" /
                          fmt::format("{:016x}", std::hash<std::string>{}(platform::pathToUtf8(real)));
  fs::create_directories(folder);
  const ShareCopy copy{folder / real.filename(), stampOf(real).changed};
  fs::path stampFile = copy.file;
  stampFile += ".stamp";
  constexpr int kTries = 5;
  for (int i = 0; i < kTries; ++i) {
    const std::string before = stampText(real);
    std::error_code missing;
    if (fs::exists(copy.file, missing) && readStamp(stampFile) == before) return {copy.file, stampOf(real).changed};
    fs::path part = copy.file;
    part += "." + newRevision().substr(0, 8) + ".part";
    copyWhole(real, part);
    mergeLog(real, part);
    if (stampText(real) == before) {
      platform::replaceFile(part, copy.file);
      platform::writeFileAtomically(stampFile, std::as_bytes(std::span(before)));
      return {copy.file, stampOf(real).changed};
    }
    fs::remove(part, missing);  // it was written meanwhile
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  throw Error(ErrorCode::locked, {GIS_TR("cannot open {0}"), {platform::pathToUtf8(city)}},
              GIS_TR("it is being written on the network share all the time"), GIS_TR("try again in a while"));
}

Message shareNote(const std::filesystem::path& city, UtcMillis changedAt, UtcMillis now) {
  Message age = ageText(now - changedAt);
  // sentences whole, so that they can be translated
  static const std::map<std::string, const char*> kNotes = {
      {"{0} min",
       GIS_TR("{0} lies on a network share: you see a local copy of {1}, {2} min old. It is changed at the one "
              "desk that has it on its own disk; other desks work by day packages")},
      {"{0} h {1} min",
       GIS_TR("{0} lies on a network share: you see a local copy of {1}, {2} h {3} min old. It is "
              "changed at the one desk that has it on its own disk; other desks work by day packages")},
      {"{0} d {1} h", GIS_TR("{0} lies on a network share: you see a local copy of {1}, {2} d {3} h old. It is changed "
                             "at the one desk that has it on its own disk; other desks work by day packages")},
  };
  Message note{kNotes.at(age.text), {platform::pathToUtf8(city.filename())}};
  note.args.push_back(toIsoWithOffset(changedAt, kCityOffsetMinutes).replace(10, 1, " ").substr(0, 16));
  note.args.insert(note.args.end(), age.args.begin(), age.args.end());
  return note;
}

Message ageText(std::int64_t millis) {
  const std::int64_t minutes = std::max<std::int64_t>(0, millis / 60'000);
  constexpr std::int64_t kHour = 60, kDay = 24 * kHour;
  if (minutes < kHour) return {GIS_TR("{0} min"), {std::to_string(minutes)}};
  if (minutes < kDay)
    return {GIS_TR("{0} h {1} min"), {std::to_string(minutes / kHour), std::to_string(minutes % kHour)}};
  return {GIS_TR("{0} d {1} h"), {std::to_string(minutes / kDay), std::to_string(minutes % kDay / kHour)}};
}

}  // namespace gis::store
