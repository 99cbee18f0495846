#include "gis_core/base/platform/file_server.h"

#include <sys/vfs.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <string_view>

namespace gis::platform {
namespace fs = std::filesystem;

bool isOnFileServer(const fs::path& path) {
  // magic numbers of linux/magic.h; FUSE and 9P carry local disks too
  constexpr std::array<unsigned long, 7> kServers{
      0x6969UL /* NFS */,     0x517BUL /* SMB */, 0xFF534D42UL /* CIFS */, 0xFE534D42UL /* SMB2 */, 0x564CUL /* NCP */,
      0x5346414FUL /* AFS */, 0x00C36400UL /* CEPH */};
  struct statfs info {};
  if (::statfs(path.c_str(), &info) == 0 || ::statfs(path.parent_path().c_str(), &info) == 0) {
    if (std::find(kServers.begin(), kServers.end(), static_cast<unsigned long>(info.f_type)) != kServers.end())
      return true;
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
