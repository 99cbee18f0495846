#include "gis_core/snapshot/opened.h"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"

namespace gis::snapshot {

namespace fs = std::filesystem;

namespace {

class OpenSnapshots {
 public:
  std::shared_ptr<const Snapshot> get(const fs::path& file) {
    const std::lock_guard lock(m_mutex);
    std::error_code none;
    const fs::file_time_type written = fs::last_write_time(file, none);
    auto at = std::find_if(m_all.begin(), m_all.end(), [&](const Entry& one) { return one.file == file; });
    std::shared_ptr<const Snapshot> snapshot;
    if (at != m_all.end()) {
      if (!none && at->time == written) snapshot = at->weak.lock();
      m_all.erase(at);
    }
    if (snapshot == nullptr) snapshot = Snapshot::open(file);
    if (snapshot->isDamaged()) {  // found by somebody who read it, and nobody wrote it since
      throw Error(ErrorCode::damaged, {GIS_TR("cannot use {0}"), {platform::pathToUtf8(file)}}, {},
                  GIS_TR("it will be made again from the city"));
    }
    fs::last_write_time(file, fs::file_time_type::clock::now(), none);
    const fs::file_time_type used = fs::last_write_time(file, none);  // as the disk keeps it
    if (!none) m_all.insert(m_all.begin(), Entry{file, used, snapshot, snapshot});
    for (std::size_t i = kKept; i < m_all.size(); ++i) m_all[i].kept.reset();
    std::erase_if(m_all, [](const Entry& one) { return one.weak.expired(); });
    return snapshot;
  }
  void letGoOfGone() {
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_all, [](const Entry& one) {
      std::error_code none;
      return !fs::exists(one.file, none);
    });
  }

 private:
  static constexpr std::size_t kKept = 8;
  struct Entry {
    fs::path file;
    fs::file_time_type time;  // of the last use; another one: somebody wrote it
    std::weak_ptr<const Snapshot> weak;
    std::shared_ptr<const Snapshot> kept;  // of the last few
  };
  std::mutex m_mutex;
  std::vector<Entry> m_all;  // the one asked for last is the first
};

OpenSnapshots& openSnapshots() {
  static auto* const all = new OpenSnapshots;  // until the process ends: threads may still ask while it does
  return *all;
}

}  // namespace

std::shared_ptr<const Snapshot> opened(const fs::path& file) {
  return openSnapshots().get(file);
}

void letGoOfGone() noexcept {
  try {
    openSnapshots().letGoOfGone();
  } catch (...) {
    // they are let go of when others have been asked for
  }
}

}  // namespace gis::snapshot
