#include "tests/layout/rules.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <initializer_list>
#include <regex>
#include <set>
#include <string_view>

namespace citydesk::layout {
namespace {

struct Room {
  std::string_view folder;
  int floor;  // a room may use its own folder and every room of a lower floor
};

// base ← geometry ← crs ← store ← snapshot ← {io, raster, query, style} ← city ← sample_data ← ui ← app ← tests
constexpr std::array kRooms = {
    Room{"gis_core/base", 0},   Room{"gis_core/geometry", 1}, Room{"gis_core/crs", 2},
    Room{"gis_core/store", 3},  Room{"gis_core/snapshot", 4}, Room{"gis_core/io", 5},
    Room{"gis_core/raster", 5}, Room{"gis_core/query", 5},    Room{"gis_core/style", 5},
    Room{"gis_core/city", 6},   Room{"sample_data", 7},       Room{"ui/map", 7},
    Room{"ui/report", 8},       Room{"ui/jobs", 8},           Room{"ui/models", 9},
    Room{"ui/canvas", 10},      Room{"ui/tools", 11},         Room{"ui/dialogs", 12},
    Room{"ui/panels", 13},      Room{"app/cli", 14},          Room{"app/desktop", 14},
    Room{"tests", 15},
};

const Room* find(std::string_view folder) {
  const auto* it = std::ranges::find(kRooms, folder, &Room::folder);
  return it == kRooms.end() ? nullptr : it;
}

bool isCpp(const std::string& path) {
  return path.ends_with(".cpp");
}
bool isHeader(const std::string& path) {
  return path.ends_with(".h");
}
/// A header that only its own room includes says so at its top; the same may show the room's library.
bool isPrivate(const SourceFile& file) {
  return file.text.starts_with("// Private to this room");
}
bool isSource(const std::string& path) {
  return isCpp(path) || isHeader(path);
}
bool in(const std::string& path, std::string_view folder) {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}
bool inCore(const std::string& path) {
  return in(path, "gis_core") || in(path, "sample_data");
}

bool holds(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

/// Calls `report(line, match)` for every match of `what` in `text`. Every match holds one of `words`: looking for
/// them first spares the slow expression nearly everywhere.
template <typename Report>
void eachMatch(const std::string& text, std::initializer_list<std::string_view> words, const std::regex& what,
               Report report) {
  if (!holds(text, words)) return;
  int line = 1;
  auto counted = text.begin();
  for (std::sregex_iterator it(text.begin(), text.end(), what), end; it != end; ++it) {
    const auto at = text.begin() + it->position() + (text[static_cast<size_t>(it->position())] == '\n' ? 1 : 0);
    line += static_cast<int>(std::count(counted, at, '\n'));
    counted = at;
    report(line, *it);
  }
}

/// A library: which includes are its own, and where they may stand.
struct Library {
  std::string_view name;
  std::regex include;
  std::vector<std::string_view> rooms;
  bool headersToo;  // may a header of the room show it?
};

const std::vector<Library>& libraries() {
  static const std::vector<Library> known = {
      {"SQLite", std::regex("sqlite3(ext)?\\.h"), {"gis_core/store"}, false},
      {"SpatiaLite", std::regex("spatialite(\\.h|/.*)"), {"gis_core/store"}, false},
      {"GEOS", std::regex("geos_c\\.h|geos/.*"), {"gis_core/geometry"}, false},
      {"PROJ", std::regex("(proj|geodesic|proj_experimental|proj_constants)\\.h|proj/.*"), {"gis_core/crs"}, false},
      {"GDAL", std::regex("(gdal|ogr|cpl|vrt)[a-z_0-9]*\\.h|gdal/.*"), {"gis_core/io", "gis_core/raster"}, false},
      {"libxlsxwriter", std::regex("xlsxwriter(\\.h|/.*)"), {"gis_core/io"}, false},
      {"uchardet", std::regex("uchardet(\\.h|/.*)"), {"gis_core/io"}, false},
      {"libzip", std::regex("zip\\.h"), {"gis_core/io"}, false},
      {"exiv2", std::regex("exiv2/.*"), {"gis_core/io", "gis_core/raster"}, false},
      {"OpenSSL", std::regex("openssl/.*"), {"gis_core/base"}, false},
      {"expat", std::regex("expat\\.h"), {"gis_core/base"}, false},
      {"QtCharts",
       std::regex(
           "QtCharts/"
           ".*|Q(Abstract)?Chart(View)?|Q[A-Za-z]*(Bar|Line|Area|Pie|Scatter)Series|QBarSet|Q(Value|Bar)[A-Za-z]*Axis"),
       {"ui/report"},
       false},
      {"CLI11", std::regex("CLI/.*"), {"app/cli"}, true},
      {"the operating system",
       std::regex("(unistd|fcntl|spawn|dlfcn|pwd|poll|dirent|sched|pthread|signal|semaphore)\\.h|(sys|linux)/.*"),
       {"gis_core/base/platform"},
       false},
  };
  return known;
}

}  // namespace

std::string roomOf(const std::string& path) {
  if (in(path, "tests")) return "tests";
  if (in(path, "sample_data")) return "sample_data";
  const size_t first = path.find('/');
  const size_t second = first == std::string::npos ? first : path.find('/', first + 1);
  if (second == std::string::npos) return {};
  const std::string folder = path.substr(0, second);
  return find(folder) == nullptr ? std::string() : folder;
}

bool mayInclude(const std::string& room, const std::string& other) {
  if (room == other) return true;
  const Room* from = find(room);
  const Room* to = find(other);
  return from != nullptr && to != nullptr && to->floor < from->floor;
}

Findings checkRoomOrder(const SourceTree& tree) {
  Findings findings;
  for (const auto& [path, file] : tree) {
    if (!isSource(path)) continue;
    const std::string room = roomOf(path);
    if (room.empty()) {
      findings.push_back({path, 1, "lives in no room of the house"});
      continue;
    }
    for (const Include& include : includesOf(file.text)) {
      if (!include.quoted) continue;
      const bool madeByBuild = include.path.find('/') == std::string::npos &&
                               (include.path.ends_with(".moc") || include.path.starts_with("moc_"));
      if (madeByBuild) continue;
      const std::string other = roomOf(include.path);
      if (other.empty())
        findings.push_back({path, include.line, "\"" + include.path + "\" does not name its room"});
      else if (!mayInclude(room, other))
        findings.push_back({path, include.line, room + " may not use " + other});
    }
  }
  return findings;
}

Findings checkQt(const SourceTree& tree) {
  static const std::regex all("Qt(Core|Gui|Widgets|Test|Svg|PrintSupport|Concurrent|Network|OpenGL)(/Qt[A-Za-z]+)?");
  static const std::regex qt("Q[A-Z][A-Za-z0-9]*|Qt[A-Z][A-Za-z]*/.*|q[a-z]+\\.h");
  Findings findings;
  for (const auto& [path, file] : tree) {
    if (!isSource(path)) continue;
    for (const Include& include : includesOf(file.text)) {
      if (std::regex_match(include.path, all))
        findings.push_back({path, include.line, "<" + include.path + "> is a whole module: name the class"});
      else if (inCore(path) && !include.quoted && std::regex_match(include.path, qt))
        findings.push_back({path, include.line, "<" + include.path + ">: the core knows no Qt"});
    }
  }
  return findings;
}

Findings checkLibraries(const SourceTree& tree) {
  Findings findings;
  for (const auto& [path, file] : tree) {
    if (!isSource(path) || in(path, "tests")) continue;
    for (const Include& include : includesOf(file.text)) {
      for (const Library& library : libraries()) {
        if (!std::regex_match(include.path, library.include)) continue;
        const bool knows =
            std::ranges::any_of(library.rooms, [&name = path](std::string_view room) { return in(name, room); });
        if (!knows)
          findings.push_back({path, include.line,
                              "only " + std::string(library.rooms.front()) + " knows " + std::string(library.name) +
                                  " (" + include.path + ")"});
        else if (isHeader(path) && !library.headersToo && !isPrivate(file))
          findings.push_back({path, include.line, "headers for others do not show " + std::string(library.name)});
      }
      const auto included = tree.find(include.path);
      if (include.quoted && included != tree.end() && isPrivate(included->second) &&
          roomOf(path) != roomOf(include.path))
        findings.push_back({path, include.line, include.path + " is private to " + roomOf(include.path)});
    }
  }
  return findings;
}

Findings checkWords(const SourceTree& tree) {
  static const std::regex geos("\\bGEOS[A-Za-z0-9_]*[a-z0-9]\\s*\\(");
  static const std::regex projDefault("\\bPJ_DEFAULT_CTX\\b");
  static const std::regex exits("(^|[^A-Za-z0-9_.>:]|std::|[^A-Za-z0-9_]::)(_?_?exit|_Exit|quick_exit)\\s*\\(");
  static const std::regex box("\\bQMessageBox\\b");
  static const std::regex prints(
      "\\bstd::(cout|cerr|clog)\\b|(^|[^A-Za-z0-9_.>])(std::)?(printf|puts|putchar|perror)\\s*\\(");
  Findings findings;
  for (const auto& [path, file] : tree) {
    if (!isSource(path) || in(path, "tests")) continue;
    const std::string name = path;
    auto report = [&](const std::string& why) {
      return [&findings, name, why](int line, const std::smatch& match) {
        findings.push_back({name, line, match.str() + ": " + why});
      };
    };
    eachMatch(file.code, {"GEOS"}, geos, [&](int line, const std::smatch& match) {
      std::string call = match.str();
      call.erase(call.find_last_not_of("( \t\n") + 1);
      // the hook for cancelling is one for the process: GEOS 3.11 has none with a context
      if (call == "GEOS_interruptRegisterCallback" && in(path, "gis_core/geometry")) return;
      if (!call.ends_with("_r")) findings.push_back({name, line, call + ": use the function with a context (…_r)"});
    });
    eachMatch(file.code, {"PJ_DEFAULT_CTX"}, projDefault, report("every thread has its own context"));
    if (!in(path, "gis_core/base/platform"))
      eachMatch(file.code, {"exit", "_Exit"}, exits, report("main returns; nobody else ends the program"));
    const std::string room = roomOf(path);
    const bool windows = in(path, "app/desktop") || (in(path, "ui") && room != "ui/map");
    if (!windows) eachMatch(file.code, {"QMessageBox"}, box, report("only the windows talk to the user in boxes"));
    if (in(path, "gis_core"))
      eachMatch(file.code, {"std::c", "printf", "put", "perror"}, prints, report("the core prints nothing"));
  }
  return findings;
}

Findings checkForks(const SourceTree& tree) {
  static const std::regex forks("(^|[^A-Za-z0-9_.>])v?fork\\s*\\(|\\b(EXPECT|ASSERT)_(EXIT|DEATH)\\b");
  Findings findings;
  for (const auto& [path, file] : tree) {
    // there a process that may not have children tries to
    if (!isSource(path) || path == "tests/unit/base/sandbox_test.cpp") continue;
    eachMatch(file.code, {"fork", "_EXIT", "_DEATH"}, forks, [&findings, &name = path](int line, const std::smatch&) {
      findings.push_back({name, line, "a child is a program started anew: it would inherit the locks of our threads"});
    });
  }
  return findings;
}

Findings checkHeaders(const SourceTree& tree) {
  static const std::regex usingNamespace("\\busing\\s+namespace\\b");
  Findings findings;
  for (const auto& [path, file] : tree) {
    if (isCpp(path)) {
      const std::string own = path.substr(0, path.size() - 3) + "h";
      const std::vector<Include> includes = tree.contains(own) ? includesOf(file.text) : std::vector<Include>();
      if (!includes.empty() && includes.front().path != own)
        findings.push_back({path, includes.front().line, "includes another header before its own"});
      continue;
    }
    if (!isHeader(path)) continue;
    if (file.code.find("#pragma once") == std::string::npos) findings.push_back({path, 1, "has no #pragma once"});
    eachMatch(file.code, {"using"}, usingNamespace, [&findings, &name = path](int line, const std::smatch&) {
      findings.push_back({name, line, "using namespace in a header"});
    });
  }
  return findings;
}

Findings checkListed(const SourceTree& tree) {
  static const std::regex source(R"re([^\s()"]+\.cpp\b)re");
  static const std::string top = "${CMAKE_SOURCE_DIR}/";
  static const std::string here = "${CMAKE_CURRENT_SOURCE_DIR}/";
  std::set<std::string> listed;
  for (const auto& [path, file] : tree) {
    if (!path.ends_with("CMakeLists.txt")) continue;
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    eachMatch(file.text, {".cpp"}, source, [&listed, &folder](int, const std::smatch& match) {
      std::string name = match.str();
      if (name.starts_with(here)) name.erase(0, here.size());
      const bool fromTop = name.starts_with(top);
      const auto full = fromTop ? std::filesystem::path(name.substr(top.size())) : folder / name;
      listed.insert(full.lexically_normal().generic_string());
    });
  }
  Findings findings;
  for (const auto& [path, file] : tree)
    if (isCpp(path) && !listed.contains(path)) findings.push_back({path, 1, "no CMakeLists.txt lists it"});
  return findings;
}

Findings checkMarks(const SourceTree& tree) {
  // written in pieces, so that this file keeps its own rule
  static const std::regex marks(
      "\\b(TO"
      "DO|FIX"
      "ME)\\b");
  static const std::regex off(
      "\\bDIS"
      "ABLED_[A-Za-z]");
  Findings findings;
  for (const auto& [path, file] : tree) {
    eachMatch(file.text,
              {"TO"
               "DO",
               "FIX"
               "ME"},
              marks, [&findings, &name = path](int line, const std::smatch& match) {
                findings.push_back({name, line, match.str() + " is left in the text"});
              });
    if (isSource(path))
      eachMatch(file.code,
                {"DIS"
                 "ABLED_"},
                off, [&findings, &name = path](int line, const std::smatch& match) {
                  findings.push_back({name, line, match.str() + ": a test is switched off"});
                });
  }
  return findings;
}

Findings checkTranslations(const SourceTree& tree) {
  static const std::regex open(
      "<translation[^>]*type=\"(unfinished|vanished|obsolete)\"|<translation>\\s*</translation>|<translation/>");
  Findings findings;
  for (const auto& [path, file] : tree) {
    if (!path.ends_with("_zh_CN.ts")) continue;
    eachMatch(file.text, {"unfinished", "vanished", "obsolete", "<translation>", "<translation/>"}, open,
              [&findings, &name = path](int line, const std::smatch&) {
                findings.push_back({name, line, "a text without its translation"});
              });
  }
  return findings;
}

Findings checkTop(const std::vector<std::string>& folders) {
  static const std::set<std::string> known = {"app", "build", "gis_core", "resources", "sample_data", "tests", "ui"};
  Findings findings;
  for (const std::string& folder : folders)
    if (!folder.starts_with(".") && !known.contains(folder))
      findings.push_back({folder, 0, "a folder at the top that is no part of the house"});
  return findings;
}

Findings checkResources(const SourceTree& tree) {
  Findings findings;
  const auto lists = tree.find("resources/CMakeLists.txt");
  if (lists == tree.end()) return {{"resources/CMakeLists.txt", 0, "is missing"}};
  std::set<std::string> folders;
  for (const auto& [path, file] : tree) {
    if (!in(path, "resources")) continue;
    const std::string rest = path.substr(std::string_view("resources/").size());
    if (const size_t slash = rest.find('/'); slash != std::string::npos) folders.insert(rest.substr(0, slash));
  }
  for (const std::string& folder : folders)
    if (!std::regex_search(lists->second.text, std::regex("\\b" + folder + "\\b")))
      findings.push_back({"resources/" + folder, 0, "resources/CMakeLists.txt does not say whether it is installed"});
  return findings;
}

}  // namespace citydesk::layout
