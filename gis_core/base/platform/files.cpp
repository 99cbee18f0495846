#include "gis_core/base/platform/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/new_file.h"
#include "gis_core/base/uuid.h"

namespace gis::platform {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void fail(const fs::path& file, int number) {
  const std::string name = targetOfPart(pathToUtf8(file));
  if (number == EEXIST) {
    throw Error(ErrorCode::exists, {GIS_TR("cannot make {0}"), {name}}, GIS_TR("there is already a file of this name"),
                GIS_TR("choose another name"));
  }
  if (number == EISDIR) {
    throw Error(ErrorCode::exists, {GIS_TR("cannot write {0}"), {name}}, GIS_TR("there is a folder of this name"),
                GIS_TR("choose another name"));
  }
  if (number == ENOSPC || number == EDQUOT) {
    throw Error(ErrorCode::diskFull, {GIS_TR("cannot write {0}"), {name}}, GIS_TR("the disk is full"),
                GIS_TR("free some space and try again"));
  }
  if (number == EROFS || number == EACCES || number == EPERM) {
    throw Error(ErrorCode::readOnly, {GIS_TR("cannot write {0}"), {name}}, GIS_TR("the place is read-only"),
                GIS_TR("choose another folder"));
  }
  if (number == ENOENT || number == ENOTDIR) {
    throw Error(ErrorCode::notFound, {GIS_TR("cannot open {0}"), {name}}, GIS_TR("there is no such file or folder"),
                GIS_TR("check the name"));
  }
  throw Error(ErrorCode::internal, {GIS_TR("cannot write {0}"), {name}}, std::strerror(number));
}

class Descriptor {
 public:
  Descriptor(const fs::path& file, int flags, mode_t mode = 0666)
      : m_fd(::open(file.c_str(), flags | O_CLOEXEC, mode)) {
    if (m_fd < 0) fail(file, errno);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { ::close(m_fd); }
  [[nodiscard]] int get() const { return m_fd; }

 private:
  int m_fd;
};

fs::path xdgFolder(const char* variable, const char* homeSuffix) {
  const char* value = std::getenv(variable);
  fs::path base;
  if (value != nullptr && *value == '/') {
    base = value;
  } else {
    const char* home = std::getenv("HOME");
    base = fs::path(home != nullptr ? home : "/tmp") / homeSuffix;
  }
  fs::path folder = base / "citydesk";
  std::error_code ignored;
  fs::create_directories(folder, ignored);
  return folder;
}

}  // namespace

fs::path pathFromUtf8(std::string_view text) {
  return fs::path(std::u8string(text.begin(), text.end()));
}

std::string pathToUtf8(const fs::path& path) {
  const std::u8string text = path.u8string();
  return {text.begin(), text.end()};
}

void syncFile(const fs::path& file) {
  const Descriptor fd(file, O_RDONLY);
  if (::fsync(fd.get()) != 0) fail(file, errno);
}

void syncFolder(const fs::path& folder) {
  const Descriptor fd(folder.empty() ? fs::path(".") : folder, O_RDONLY | O_DIRECTORY);
  if (::fsync(fd.get()) != 0 && errno != EINVAL) fail(folder, errno);
}

void replaceFile(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) fail(to, errno);
  syncFolder(to.parent_path());
}

void renameToNew(const fs::path& from, const fs::path& to) {
  int result = ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE);
  if (result != 0 && (errno == EINVAL || errno == ENOSYS)) {
    // some network file systems; a hard link fails on a taken name too
    result = ::link(from.c_str(), to.c_str());
    if (result == 0) ::unlink(from.c_str());
  }
  if (result != 0) fail(to, errno);
  syncFolder(to.parent_path());
}

std::string targetOfPart(std::string name) {
  constexpr std::string_view kEnd = ".part";
  constexpr std::size_t kDigits = 8;
  const std::size_t tail = 1 + kDigits + kEnd.size();
  if (name.size() <= tail || name.compare(name.size() - kEnd.size(), kEnd.size(), kEnd) != 0) return name;
  const std::size_t dot = name.size() - tail;
  const bool hex = name[dot] == '.' && std::all_of(name.begin() + static_cast<std::ptrdiff_t>(dot) + 1,
                                                   name.begin() + static_cast<std::ptrdiff_t>(dot + 1 + kDigits),
                                                   [](unsigned char c) { return std::isxdigit(c) != 0; });
  if (hex) name.resize(dot);
  return name;
}

void writeFileAtomically(const fs::path& file, std::span<const std::byte> bytes) {
  fs::path beside = file;
  beside += "." + newRevision().substr(0, 8) + ".part";
  try {
    const Descriptor fd(beside, O_WRONLY | O_CREAT | O_EXCL);
    std::size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t n = ::write(fd.get(), bytes.data() + done, bytes.size() - done);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) fail(file, errno);
      done += static_cast<std::size_t>(n);
    }
    if (::fsync(fd.get()) != 0) fail(file, errno);
    replaceFile(beside, file);
  } catch (...) {
    std::error_code ignored;
    fs::remove(beside, ignored);
    throw;
  }
}

std::string readFile(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || fs::is_directory(file)) fail(file, ENOENT);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

bool isOnNetworkShare(const fs::path& path) {
  struct statfs info {};
  if (::statfs(path.c_str(), &info) != 0 && ::statfs(path.parent_path().c_str(), &info) != 0) return false;
  // magic numbers of linux/magic.h and the kernel's network file systems
  constexpr std::array<unsigned long, 9> kNetwork{
      0x6969UL /* NFS */,      0x517BUL /* SMB */,    0xFF534D42UL /* CIFS */,
      0xFE534D42UL /* SMB2 */, 0x564CUL /* NCP */,    0x65735546UL /* FUSE */,
      0x5346414FUL /* AFS */,  0x01021997UL /* 9P */, 0x00C36400UL /* CEPH */};
  for (const unsigned long magic : kNetwork) {
    if (static_cast<unsigned long>(info.f_type) == magic) return true;
  }
  return false;
}

bool isWritableFolder(const fs::path& folder) {
  const fs::path probe = (folder.empty() ? fs::path(".") : folder) / (".citydesk-" + newRevision().substr(0, 8));
  const int fd = ::open(probe.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return false;
  ::close(fd);
  ::unlink(probe.c_str());
  return true;
}

std::uint64_t freeBytes(const fs::path& path) {
  std::error_code error;
  const auto space = fs::space(path, error);
  return error ? 0 : space.available;
}

bool reserveSpace(const fs::path& file, std::uint64_t bytes) noexcept {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) return false;
  // not posix_fallocate: where the file system does not know it, that writes all the bytes
  const bool done = ::fallocate(fd, 0, 0, static_cast<off_t>(bytes)) == 0;
  ::close(fd);
  return done;
}

bool isSameFile(const fs::path& a, const fs::path& b) {
  std::error_code missing;
  return fs::equivalent(a, b, missing) && !missing;
}

fs::path userCacheFolder() {
  return xdgFolder("XDG_CACHE_HOME", ".cache");
}
fs::path userConfigFolder() {
  return xdgFolder("XDG_CONFIG_HOME", ".config");
}
fs::path userStateFolder() {
  return xdgFolder("XDG_STATE_HOME", ".local/state");
}

fs::path makeScratchFolder(std::string_view prefix) {
  std::string pattern = (fs::temp_directory_path() / (std::string(prefix) + "-XXXXXX")).string();
  if (::mkdtemp(pattern.data()) == nullptr) fail(pattern, errno);
  return pattern;
}

fs::path programPath() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error);
}

std::uint64_t anonymousMemoryBytes() {
  std::ifstream in("/proc/self/status");
  std::string line;
  while (std::getline(in, line)) {
    if (line.rfind("RssAnon:", 0) == 0) return std::strtoull(line.c_str() + 8, nullptr, 10) * 1024;
  }
  return 0;
}

}  // namespace gis::platform
