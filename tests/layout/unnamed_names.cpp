// The rule about names in unnamed namespaces: several files of a room are compiled as one, and there they meet.
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

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

/// Names of an unscoped enumeration, which are names of the namespace around it: "kA, kB = 2," gives kA and kB.
std::vector<std::string> enumeratorsOf(const std::string& line) {
  static const std::regex enumerator(R"((?:^|[,{])\s*(\w+)\s*(?:=[^,}]*)?(?=,|\}|$))");
  std::vector<std::string> names;
  for (std::sregex_iterator found(line.begin(), line.end(), enumerator), end; found != end; ++found)
    names.push_back((*found)[1]);
  return names;
}

/// Goes through a file and tells each name that stands for itself in its namespace.
template <class Tell>  // void(int line, const std::string& name)
void eachName(const SourceFile& file, bool onlyUnnamed, const Tell& tell) {
  std::istringstream lines(file.code);
  bool inside = !onlyUnnamed, inEnum = false;
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.starts_with("namespace {")) inside = true;
    if (onlyUnnamed && line.starts_with("}") && line.find_first_not_of("} ") == std::string::npos) inside = false;
    if (!inside || line.empty()) continue;
    const bool isEnum = line.starts_with("enum ") && !line.starts_with("enum class") && line.back() != ';';
    if (inEnum ||
        (line.starts_with("enum ") && !line.starts_with("enum class") && line.find('{') != std::string::npos)) {
      const std::string values = inEnum ? line : line.substr(line.find('{'));
      for (const std::string& name : enumeratorsOf(values)) tell(number, name);
    }
    inEnum = (inEnum || isEnum) && line.find('}') == std::string::npos;
    if (line[0] == ' ' || line[0] == '}') continue;
    if (const std::string name = definedBy(line); !name.empty()) tell(number, name);
  }
}

std::string folderOf(const std::string& path) {
  return path.substr(0, path.rfind('/'));
}

}  // namespace

Findings checkUnnamedNames(const SourceTree& tree) {
  Findings findings;
  std::map<std::string, std::string> firstFile;  // "folder name" → file
  for (const auto& [path, file] : tree) {        // what headers of the folder call so is seen by all of its files
    if (!path.ends_with(".h")) continue;
    eachName(file, false, [&](int, const std::string& name) { firstFile.emplace(folderOf(path) + " " + name, path); });
  }
  for (const auto& [path, file] : tree) {
    if (!path.ends_with(".cpp")) continue;
    eachName(file, true, [&](int number, const std::string& name) {
      const auto [first, isNew] = firstFile.emplace(folderOf(path) + " " + name, path);
      if (!isNew && first->second != path)
        findings.push_back({path, number, name + " stands in " + first->second + " too"});
    });
  }
  return findings;
}

}  // namespace citydesk::layout
