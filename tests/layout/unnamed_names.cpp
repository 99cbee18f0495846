// The rule about names in unnamed namespaces: several files of a room are compiled as one, and there they meet.
#include <map>
#include <regex>
#include <sstream>
#include <string>

#include "tests/layout/rules.h"

namespace citydesk::layout {
namespace {

/// What a line at the left margin defines: a constant or a type by its name, a function by name and parameters; "" for
/// anything else. Lines are those of clang-format, which starts every definition of a namespace at the margin.
std::string definedBy(const std::string& line) {
  static const std::regex constant(
      R"(^(?:static |inline )*(?:constexpr|const)\s[^=;({]*?(\w+)(?:\[\w*\])*\s*(?:=|\{|;))");
  static const std::regex type(R"(^(?:class|struct|enum class|enum|union)\s+(\w+)[^;]*$)");
  static const std::regex function(R"(^[A-Za-z_][\w:<>,&*\[\] ]*[ &*](\w+)\(([^;]*)\).*\{$)");
  std::smatch found;
  if (std::regex_search(line, found, constant)) return found[1];
  if (std::regex_search(line, found, type)) return found[1];
  if (std::regex_search(line, found, function)) return found[1].str() + "(" + found[2].str() + ")";
  return {};
}

std::string folderOf(const std::string& path) {
  return path.substr(0, path.rfind('/'));
}

}  // namespace

Findings checkUnnamedNames(const SourceTree& tree) {
  Findings findings;
  std::map<std::string, std::string> firstFile;  // "folder name" → file
  for (const auto& [path, file] : tree) {
    if (!path.ends_with(".cpp")) continue;
    std::istringstream lines(file.code);
    bool inside = false;
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
      ++number;
      if (line.starts_with("namespace {")) inside = true;
      if (line.starts_with("}") && line.find_first_not_of("} ") == std::string::npos) inside = false;
      if (!inside || line.empty() || line[0] == ' ') continue;
      const std::string name = definedBy(line);
      if (name.empty()) continue;
      const auto [first, isNew] = firstFile.emplace(folderOf(path) + " " + name, path);
      if (!isNew && first->second != path)
        findings.push_back({path, number, name + " stands in " + first->second + " too"});
    }
  }
  return findings;
}

}  // namespace citydesk::layout
