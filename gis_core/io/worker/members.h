// A source taken apart: the data sets in a folder or an archive, and the paths that are allowed.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace gis::io::worker {

/// One data set to open.
struct Member {
  std::string path;    ///< what GDAL opens
  std::string shown;   ///< its name inside the folder or archive; empty when the source itself
  std::string stem;    ///< file name without extension, UTF-8
  std::string suffix;  ///< extension in lower case without the dot
};

/// The data sets of a source (UTF-8 path of a file, folder or archive; /vsizip/, /vsitar/ and /vsigzip/
/// paths too). Throws Error(unsupported) for paths outside the local disk and for nothing to read.
[[nodiscard]] std::vector<Member> membersOf(const std::string& source);

/// The first bytes of a file, at most so many; empty when it cannot be read.
[[nodiscard]] std::string readHead(const std::string& path, std::size_t most);

/// Throws Error(unsupported) when a virtual file (VRT) names a source outside its own folder.
void checkVirtualFile(const Member& member);

}  // namespace gis::io::worker
