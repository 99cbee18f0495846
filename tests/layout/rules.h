// The rules of the house that can be read off the sources (CONTRIBUTING.md, "The plan of the house").
#pragma once

#include <string>
#include <vector>

#include "tests/layout/source_tree.h"

namespace citydesk::layout {

/// What breaks a rule, ready to be read: "gis_core/crs/a.cpp:3: …".
struct Finding {
  std::string file;
  int line = 0;
  std::string text;

  [[nodiscard]] std::string str() const { return file + ":" + std::to_string(line) + ": " + text; }
};

using Findings = std::vector<Finding>;

/// The room a file lives in ("gis_core/store"), or "" when it lives in none.
[[nodiscard]] std::string roomOf(const std::string& path);

/// True when a file of `room` may include a header of `other`: its own room or one below it.
[[nodiscard]] bool mayInclude(const std::string& room, const std::string& other);

/// Includes of ours start at the repository's root and go down the stairs, never up.
[[nodiscard]] Findings checkRoomOrder(const SourceTree& tree);
/// `gis_core` and `sample_data` know no Qt; nobody includes the all-in-one headers of Qt's modules.
[[nodiscard]] Findings checkQt(const SourceTree& tree);
/// A library's headers stand in the .cpp files of the one room that knows it, and in headers that begin with
/// "// Private to this room" and are included by this room only; CLI11 in app/cli; the operating system in
/// gis_core/base/platform.
[[nodiscard]] Findings checkLibraries(const SourceTree& tree);
/// Functions and words that never stand in our code: GEOS without a context, PROJ's default context,
/// exit(), message boxes and output to the terminal from the core.
[[nodiscard]] Findings checkWords(const SourceTree& tree);
/// Nobody copies a process that has threads: no fork(), and no test macro that makes one.
[[nodiscard]] Findings checkForks(const SourceTree& tree);
/// Headers: `#pragma once`, no `using namespace`; a .cpp with a header of its own includes that one first, so that
/// compiling it shows whether the header stands alone.
[[nodiscard]] Findings checkHeaders(const SourceTree& tree);
/// A name of an unnamed namespace stands in one file of a folder only: several are compiled as one.
[[nodiscard]] Findings checkUnnamedNames(const SourceTree& tree);
/// Every .cpp is listed in a CMakeLists.txt.
[[nodiscard]] Findings checkListed(const SourceTree& tree);
/// Nothing is left to be done later: no such marks, and no test switched off.
[[nodiscard]] Findings checkMarks(const SourceTree& tree);
/// The Chinese translation is whole.
[[nodiscard]] Findings checkTranslations(const SourceTree& tree);
/// Every text that the core marks with GIS_TR has its translation in the context "gis", and names an option of the
/// command line only in brackets: windows leave those out.
[[nodiscard]] Findings checkCoreMessages(const SourceTree& tree);
/// The top of the tree holds the six folders and nothing else.
[[nodiscard]] Findings checkTop(const std::vector<std::string>& folders);
/// Every folder of resources is named by resources/CMakeLists.txt, so that it is installed or knowingly not.
[[nodiscard]] Findings checkResources(const SourceTree& tree);

}  // namespace citydesk::layout
