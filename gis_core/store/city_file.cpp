#include "gis_core/store/city_file.h"

#include <array>
#include <fstream>
#include <string>
#include <string_view>

#include "gis_core/base/platform/files.h"
#include "gis_core/store/city.h"

namespace gis::store {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kSqlite{"SQLite format 3\0", 16};
/// Where a SQLite file keeps its application_id, most significant byte first (sqlite.org/fileformat2.html, 1.3.17).
constexpr std::size_t kMarkAt = 68;

/// "a.citydb" for "a.citydb-wal" and the other files that stand beside a city; empty for other names.
std::string cityBefore(const std::string& name) {
  for (const std::string_view ending : {"-wal", "-shm", "-journal"}) {
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  const std::size_t stage = name.rfind("-stage-");
  return stage == std::string::npos ? std::string() : name.substr(0, stage);
}

/// Is there a city in `folder` whose photos lie in its folder `media`?
bool isMediaFolder(const fs::path& media) {
  if (media.extension() != ".media") return false;
  std::error_code unreadable;
  for (const auto& entry : fs::directory_iterator(media.parent_path(), unreadable)) {
    if (entry.path().stem() == media.stem() && isCityFile(entry.path())) return true;
  }
  return false;
}

}  // namespace

bool isCityFile(const fs::path& file) {
  std::error_code unreadable;
  if (!fs::is_regular_file(file, unreadable)) return false;  // a pipe would not end
  std::array<char, kMarkAt + 4> head{};
  std::ifstream in(file, std::ios::binary);
  if (!in.read(head.data(), head.size()) || std::string_view(head.data(), kSqlite.size()) != kSqlite) return false;
  unsigned mark = 0;
  for (std::size_t i = 0; i < 4; ++i) mark = mark << 8U | static_cast<unsigned char>(head[kMarkAt + i]);
  return mark == static_cast<unsigned>(kApplicationId);
}

bool belongsToCity(const fs::path& file) {
  std::error_code unreadable;
  const fs::path real = fs::weakly_canonical(fs::absolute(file), unreadable);
  if (unreadable) return isCityFile(file);
  if (isCityFile(real)) return true;
  const std::string city = cityBefore(platform::pathToUtf8(real.filename()));
  if (!city.empty() && isCityFile(real.parent_path() / platform::pathFromUtf8(city))) return true;
  for (fs::path folder = real; folder.has_relative_path(); folder = folder.parent_path()) {
    if (isMediaFolder(folder)) return true;
  }
  return false;
}

}  // namespace gis::store
