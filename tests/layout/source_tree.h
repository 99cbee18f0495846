// The text files of a source tree, read once and handed to the layout rules.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace citydesk::layout {

/// One file: its text as it stands, and for C++ the same text with comments and literals blanked, so
/// that a rule about code does not stumble over prose. Both have the same length and line breaks.
struct SourceFile {
  std::string text;
  std::string code;
};

/// An include as it is written: `"gis_core/store/layer.h"` or `<vector>`.
struct Include {
  int line = 0;
  bool quoted = false;
  std::string path;
};

/// Path from the root (with '/') → file. A value: the rules' own tests make small ones by hand.
using SourceTree = std::map<std::string, SourceFile>;

/// Reads every file of ours below `root`: the known folders, and the files at the top that are not hidden.
[[nodiscard]] SourceTree readSourceTree(const std::filesystem::path& root);

/// A tree from texts, for tests.
[[nodiscard]] SourceTree makeSourceTree(const std::map<std::string, std::string>& texts);

/// `text` with comments, string and character literals overwritten by spaces (line breaks stay).
[[nodiscard]] std::string blankProse(std::string_view text);

/// The include lines of a C++ text.
[[nodiscard]] std::vector<Include> includesOf(std::string_view text);

/// The folders at the top of `root` that hold a file under version control, or all that are not hidden
/// when there is no version control to ask.
[[nodiscard]] std::vector<std::string> topFolders(const std::filesystem::path& root);

}  // namespace citydesk::layout
