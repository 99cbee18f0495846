#include "gis_core/base/platform/file_server.h"

#include <sys/vfs.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

namespace gis::platform {
namespace fs = std::filesystem;

namespace {

constexpr unsigned long kFuse = 0x65735546UL;

/// "\040" and the like in a table of mounts.
std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 3 >= text.size()) {
      plain += text[i];
      continue;
    }
    plain += static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
    i += 3;
  }
  return plain;
}

/// The kind of file system that the innermost mount above `path` tells, such as "fuse.sshfs". Source: proc(5),
/// /proc/self/mounts.
std::string kindOfMount(const fs::path& path) {
  std::ifstream mounts("/proc/self/mounts");
  std::string device, folder, kind, rest, found;
  std::size_t longest = 0;
  while (mounts >> device >> folder >> kind && std::getline(mounts, rest)) {
    folder = unescaped(folder);
    const bool isAbove = path.native() == folder || path.native().starts_with(folder == "/" ? folder : folder + "/");
    if (!isAbove || folder.size() < longest) continue;
    longest = folder.size();
    found = kind;
  }
  return found;
}

/// FUSE carries local disks, too: those of its file systems that reach over the network.
bool isRemoteFuse(const fs::path& path) {
  constexpr std::array<std::string_view, 10> kRemote{
      "fuse.sshfs", "fuse.gvfsd-fuse", "fuse.kio-fuse", "fuse.smbnetfs",  "fuse.rclone",
      "fuse.s3fs",  "fuse.curlftpfs",  "fuse.davfs",    "fuse.glusterfs", "fuse.nfs"};
  return std::find(kRemote.begin(), kRemote.end(), kindOfMount(path)) != kRemote.end();
}

}  // namespace

bool isOnFileServer(const fs::path& path) {
  // magic numbers of linux/magic.h; 9P carries local disks too
  constexpr std::array<unsigned long, 7> kServers{
      0x6969UL /* NFS */,     0x517BUL /* SMB */, 0xFF534D42UL /* CIFS */, 0xFE534D42UL /* SMB2 */, 0x564CUL /* NCP */,
      0x5346414FUL /* AFS */, 0x00C36400UL /* CEPH */};
  struct statfs info {};
  if (::statfs(path.c_str(), &info) == 0 || ::statfs(path.parent_path().c_str(), &info) == 0) {
    if (std::find(kServers.begin(), kServers.end(), static_cast<unsigned long>(info.f_type)) != kServers.end())
      return true;
    if (static_cast<unsigned long>(info.f_type) == kFuse && isRemoteFuse(path)) return true;
  }
  const char* named = std::getenv("CITYDESK_SHARES");
  std::string_view rest = named != nullptr ? named : "";
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
    if (!folder.empty() && path.native().starts_with(std::string(folder) + "/")) return true;
  }
  return false;
}

}  // namespace gis::platform
