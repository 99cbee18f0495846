// Does a file lie on another computer?
#pragma once

#include <filesystem>

namespace gis::platform {

/// A file server's file system (NFS, SMB, AFS, Ceph, or one of FUSE that reaches over the network: sshfs, the shares of
/// a desktop), or a folder that the environment variable CITYDESK_SHARES names
/// (several: parted by ":"), for shares that come through another file system. `path` is absolute.
[[nodiscard]] bool isOnFileServer(const std::filesystem::path& path);

}  // namespace gis::platform
