// Files: paths in UTF-8, durable writes, free space, what kind of disk it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace gis::platform {

/// Paths are kept as std::filesystem::path; text outside is UTF-8 on every system.
[[nodiscard]] std::filesystem::path pathFromUtf8(std::string_view text);
[[nodiscard]] std::string pathToUtf8(const std::filesystem::path& path);

/// Flushes a file's content, or a folder's entries, to the disk. Throws Error(diskFull | readOnly | internal).
void syncFile(const std::filesystem::path& file);
void syncFolder(const std::filesystem::path& folder);
/// Puts `from` in the place of `to` in one step (same folder) and makes the rename durable.
void replaceFile(const std::filesystem::path& from, const std::filesystem::path& to);
/// Writes `bytes` beside `file`, syncs and renames into place: all or nothing. Throws Error.
void writeFileAtomically(const std::filesystem::path& file, std::span<const std::byte> bytes);
/// The whole content. Throws Error(notFound).
[[nodiscard]] std::string readFile(const std::filesystem::path& file);

/// A network or removable-over-network file system (NFS, SMB, FUSE-sshfs …), where WAL is not safe.
[[nodiscard]] bool isOnNetworkShare(const std::filesystem::path& path);
/// Can this folder take a new file? (Asked by trying.)
[[nodiscard]] bool isWritableFolder(const std::filesystem::path& folder);
[[nodiscard]] std::uint64_t freeBytes(const std::filesystem::path& path);
/// Takes room on the disk by making the file so long; false when the disk does not give it, or cannot.
bool reserveSpace(const std::filesystem::path& file, std::uint64_t bytes) noexcept;
/// Do both names lead to one file or folder (by device and inode: also through links)? False when one is missing.
[[nodiscard]] bool isSameFile(const std::filesystem::path& a, const std::filesystem::path& b);

/// Where this person's files go (XDG on Linux; %APPDATA% and %LOCALAPPDATA% on Windows); made when missing.
[[nodiscard]] std::filesystem::path userCacheFolder();
[[nodiscard]] std::filesystem::path userConfigFolder();
[[nodiscard]] std::filesystem::path userStateFolder();
/// A fresh private folder for scratch files; the caller removes it.
[[nodiscard]] std::filesystem::path makeScratchFolder(std::string_view prefix);

/// The running program's own file.
[[nodiscard]] std::filesystem::path programPath();
/// Memory of this process that no file backs (RssAnon of /proc/self/status), in bytes; 0 if unknown.
[[nodiscard]] std::uint64_t anonymousMemoryBytes();

}  // namespace gis::platform
