// Each rule of the house is shown to fail on a small wrong tree and to pass on a right one; then the
// real tree is read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/layout/rules.h"

namespace citydesk::layout {
namespace {

using testing::IsEmpty;

using Check = Findings (*)(const SourceTree&);

struct Case {
  const char* name;
  Check check;
  std::map<std::string, std::string> wrong;
  std::vector<std::string> findings;  ///< "file:line" of each
  std::map<std::string, std::string> right;
};

std::vector<std::string> places(const Findings& findings) {
  std::vector<std::string> list;
  for (const Finding& finding : findings) list.push_back(finding.file + ":" + std::to_string(finding.line));
  return list;
}

std::string joined(const Findings& findings) {
  std::string text;
  for (const Finding& finding : findings) text += finding.str() + "\n";
  return text;
}

const std::vector<Case>& cases() {
  static const std::vector<Case> known = {
      {"up_the_stairs",
       checkRoomOrder,
       {{"gis_core/crs/a.cpp", "\n#include \"gis_core/store/layer.h\"\n"}},
       {"gis_core/crs/a.cpp:2"},
       {{"gis_core/store/a.cpp", "#include \"gis_core/crs/crs.h\"\n#include \"gis_core/store/b.h\"\n"}}},
      {"sideways",
       checkRoomOrder,
       {{"gis_core/query/a.h", "#include \"gis_core/style/style.h\"\n"}},
       {"gis_core/query/a.h:1"},
       {{"gis_core/city/a.h", "#include \"gis_core/query/q.h\"\n#include \"gis_core/style/s.h\"\n"}}},
      {"core_below_windows",
       checkRoomOrder,
       {{"ui/map/a.cpp", "#include \"ui/canvas/canvas.h\"\n"}},
       {"ui/map/a.cpp:1"},
       {{"ui/canvas/a.cpp", "#include \"ui/map/scene.h\"\n#include \"gis_core/city/c.h\"\n#include \"a.moc\"\n"}}},
      {"include_names_its_room",
       checkRoomOrder,
       {{"ui/map/a.cpp", "#include \"scene.h\"\n"}},
       {"ui/map/a.cpp:1"},
       {{"ui/map/a.cpp", "#include \"ui/map/scene.h\"\n#include <vector>\n"}}},
      {"file_without_room",
       checkRoomOrder,
       {{"gis_core/attic/a.cpp", ""}},
       {"gis_core/attic/a.cpp:1"},
       {{"gis_core/base/platform/a.cpp", ""}}},
      {"core_without_qt",
       checkQt,
       {{"gis_core/base/a.cpp", "#include <QString>\n"}},
       {"gis_core/base/a.cpp:1"},
       {{"ui/map/a.cpp", "#include <QString>\n"}}},
      {"no_module_headers",
       checkQt,
       {{"ui/panels/a.cpp", "#include <QtWidgets>\n#include <QtGui/QtGui>\n"}},
       {"ui/panels/a.cpp:1", "ui/panels/a.cpp:2"},
       {{"ui/panels/a.cpp", "#include <QLabel>\n#include <QtGlobal>\n"}}},
      {"library_in_a_strange_room",
       checkLibraries,
       {{"gis_core/query/a.cpp", "#include <sqlite3.h>\n#include <geos_c.h>\n#include <gdal.h>\n#include <proj.h>\n"}},
       {"gis_core/query/a.cpp:1", "gis_core/query/a.cpp:2", "gis_core/query/a.cpp:3", "gis_core/query/a.cpp:4"},
       {{"gis_core/store/a.cpp", "#include <sqlite3.h>\n"},
        {"gis_core/geometry/a.cpp", "#include <geos_c.h>\n"},
        {"gis_core/io/a.cpp", "#include <ogr_api.h>\n#include <cpl_conv.h>\n"}}},
      {"library_in_a_header",
       checkLibraries,
       {{"gis_core/store/a.h", "#include <sqlite3.h>\n"}},
       {"gis_core/store/a.h:1"},
       {{"gis_core/store/a.h", "struct sqlite3;\n"}}},
      {"private_header",
       checkLibraries,
       {{"gis_core/crs/a.h", "// Private to this room: a.\n#include <proj.h>\n"},
        {"gis_core/store/a.cpp", "#include \"gis_core/crs/a.h\"\n"}},
       {"gis_core/store/a.cpp:1"},
       {{"gis_core/crs/a.h", "// Private to this room: a.\n#include <proj.h>\n"},
        {"gis_core/crs/a.cpp", "#include \"gis_core/crs/a.h\"\n"}}},
      {"command_line_library",
       checkLibraries,
       {{"gis_core/city/a.cpp", "#include <CLI/CLI.hpp>\n"}},
       {"gis_core/city/a.cpp:1"},
       {{"app/cli/a.h", "#include <CLI/CLI.hpp>\n"}}},
      {"system_outside_platform",
       checkLibraries,
       {{"gis_core/io/a.cpp", "#include <sys/mman.h>\n#include <unistd.h>\n"}},
       {"gis_core/io/a.cpp:1", "gis_core/io/a.cpp:2"},
       {{"gis_core/base/platform/a.cpp", "#include <sys/mman.h>\n"}}},
      {"geos_without_context",
       checkWords,
       {{"gis_core/geometry/a.cpp", "x = GEOSIntersects(a, b);\n"}},
       {"gis_core/geometry/a.cpp:1"},
       {{"gis_core/geometry/a.cpp", "x = GEOSIntersects_r(c, a, b);  // not GEOSIntersects(a)\n"}}},
      {"default_proj_context",
       checkWords,
       {{"gis_core/crs/a.cpp", "proj_create(PJ_DEFAULT_CTX, s);\n"}},
       {"gis_core/crs/a.cpp:1"},
       {{"gis_core/crs/a.cpp", "proj_create(context, \"PJ_DEFAULT_CTX\");\n"}}},
      {"exit",
       checkWords,
       {{"app/cli/a.cpp", "if (x) exit(1);\nstd::exit(2);\n"}},
       {"app/cli/a.cpp:1", "app/cli/a.cpp:2"},
       {{"app/cli/a.cpp", "app.exit(1);\nQCoreApplication::exit(0);\nonExit(3);\n"}}},
      {"box_in_the_core",
       checkWords,
       {{"ui/map/a.cpp", "QMessageBox box;\n"}},
       {"ui/map/a.cpp:1"},
       {{"ui/dialogs/a.cpp", "QMessageBox box;\n"}}},
      {"printing_core",
       checkWords,
       {{"gis_core/io/a.cpp", "std::cerr << 1;\nprintf(\"x\");\n"}},
       {"gis_core/io/a.cpp:1", "gis_core/io/a.cpp:2"},
       {{"gis_core/io/a.cpp", "snprintf(b, 2, \"x\");\n"}, {"app/cli/a.cpp", "std::cout << 1;\n"}}},
      {"fork",
       checkForks,
       {{"tests/unit/store/a.cpp", "const pid_t child = ::fork();\nEXPECT_EXIT(f(), g, \"\");\n"}},
       {"tests/unit/store/a.cpp:1", "tests/unit/store/a.cpp:2"},
       {{"tests/unit/store/a.cpp", "posix_spawn();\nforked(1);\na.fork();\n"}}},
      {"pragma_once",
       checkHeaders,
       {{"ui/map/a.h", "int x();\n"}},
       {"ui/map/a.h:1"},
       {{"ui/map/a.h", "#pragma once\nint x();\n"}}},
      {"using_namespace",
       checkHeaders,
       {{"ui/map/a.h", "#pragma once\nusing namespace std;\n"}},
       {"ui/map/a.h:2"},
       {{"ui/map/a.h", "#pragma once\nusing std::string;\n"}}},
      {"own_header_first",
       checkHeaders,
       {{"ui/map/a.h", "#pragma once\n"}, {"ui/map/a.cpp", "#include <map>\n#include \"ui/map/a.h\"\n"}},
       {"ui/map/a.cpp:1"},
       {{"ui/map/a.h", "#pragma once\n"},
        {"ui/map/a.cpp", "// a\n#include \"ui/map/a.h\"\n#include <map>\n"},
        {"ui/map/b.cpp", "#include <map>\n"}}},
      {"orphan",
       checkListed,
       {{"ui/map/CMakeLists.txt", "SOURCES other_a.cpp"}, {"ui/map/a.cpp", ""}},
       {"ui/map/a.cpp:1"},
       {{"ui/map/CMakeLists.txt", "SOURCES a.cpp sub/b.cpp ../../tests/c.cpp ${CMAKE_SOURCE_DIR}/tests/d.cpp)"},
        {"ui/map/a.cpp", ""},
        {"ui/map/sub/b.cpp", ""},
        {"tests/c.cpp", ""},
        {"tests/d.cpp", ""}}},
      {"left_for_later",
       checkMarks,
       {{"ui/map/a.cpp",
         "// TO"
         "DO: more\nTEST(A, DIS"
         "ABLED_b)\n"}},
       {"ui/map/a.cpp:1", "ui/map/a.cpp:2"},
       {{"ui/map/a.cpp", "// what is to do\n"}}},
      {"name_twice",
       checkUnnamedNames,
       {{"gis_core/io/a.cpp", "namespace {\nconstexpr int kA = 1;\nstruct B {\n};\nvoid f(int x) {\n}\n}\n"},
        {"gis_core/io/b.cpp",
         "namespace {\nconst char* const kA[] = {};\nclass B final : A {\n};\nvoid f(int x) {\n}\n}\n"}},
       {"gis_core/io/b.cpp:2", "gis_core/io/b.cpp:3", "gis_core/io/b.cpp:5"},
       {{"gis_core/io/a.cpp", "namespace {\nconstexpr int kA = 1;\nstruct B;\nvoid f(int x) {\n  int kC = 1;\n}\n}\n"},
        {"gis_core/io/b.cpp",
         "constexpr int kA = 1;\nnamespace {\nstruct B;\nvoid f(double x) {\n  int kC = 1;\n}\n}\n"},
        {"gis_core/crs/b.cpp", "namespace {\nconstexpr int kA = 1;\n}\n"}}},
      {"name_twice_in_enumerations_and_headers",
       checkUnnamedNames,
       {{"gis_core/io/a.h", "namespace gis {\nclass Reader {\n};\nenum class Kind { kOne };\n}\n"},
        {"gis_core/io/a.cpp", "namespace {\nconstexpr int kA = 1;\n}\n"},
        {"gis_core/io/b.cpp",
         "namespace {\nenum Column {\n  kB,\n  kA = 3,\n};\nenum Row { kC, kD };\nclass Reader {\n};\n}\n"},
        {"gis_core/io/c.cpp", "namespace {\nconstexpr int kD = 1;\n}\n"}},
       {"gis_core/io/b.cpp:4", "gis_core/io/b.cpp:7", "gis_core/io/c.cpp:2"},
       {{"gis_core/io/a.h", "namespace gis {\nclass Reader;\nenum class Kind { kOne };\n}\n"},
        {"gis_core/io/b.cpp", "namespace {\nclass Reader {\n  int kA = 1;\n};\nenum class Row { kA };\n}\n"},
        {"gis_core/io/c.cpp", "namespace {\nenum Column { kOne, kA };\n}\n"}}},
      {"untranslated",
       checkTranslations,
       {{"resources/translations/citydesk_zh_CN.ts",
         "<translation "
         "type=\"unfinished\"></translation>\n<translation></translation>\n<translation>图</translation>\n"}},
       {"resources/translations/citydesk_zh_CN.ts:1", "resources/translations/citydesk_zh_CN.ts:2"},
       {{"resources/translations/citydesk_zh_CN.ts", "<translation>图</translation>\n"}}},
      {"core_message",
       checkCoreMessages,
       {{"resources/translations/citydesk_zh_CN.ts",
         "<context><name>gis</name><message><source>a &lt; b</source><translation>x</translation></message></context>"
         "<context><name>Window</name><message><source>c</source><translation>y</translation></message></context>"},
        {"gis_core/io/a.cpp", "f(GIS_TR(\"a \"\n  \"< b\"));\ng(GIS_TR(\"c\"));"}},
       {"gis_core/io/a.cpp:3"},
       {{"resources/translations/citydesk_zh_CN.ts",
         "<context><name>gis</name><message><source>a</source><translation>x</translation></message></context>"},
        {"gis_core/io/a.cpp", "f(GIS_TR(\"a\"));"}}},
      {"core_option",
       checkCoreMessages,
       {{"resources/translations/citydesk_zh_CN.ts",
         "<context><name>gis</name><message><source>a --b</source><translation>x</translation></message></context>"},
        {"gis_core/io/a.cpp", "f(GIS_TR(\"a --b\"));"}},
       {"gis_core/io/a.cpp:1"},
       {{"resources/translations/citydesk_zh_CN.ts",
         "<context><name>gis</name><message><source>a (--b)</source><translation>x</translation></message></context>"},
        {"gis_core/io/a.cpp", "f(GIS_TR(\"a (--b)\"));"}}},
      {"forgotten_resource",
       checkResources,
       {{"resources/CMakeLists.txt", "install(DIRECTORY codes)"}, {"resources/styles/a.xml", ""}},
       {"resources/styles:0"},
       {{"resources/CMakeLists.txt", "install(DIRECTORY codes)"}, {"resources/codes/a.csv", ""}}},
  };
  return known;
}

class LayoutRule : public testing::TestWithParam<Case> {};

TEST_P(LayoutRule, FindsWhatIsWrong) {
  EXPECT_EQ(places(GetParam().check(makeSourceTree(GetParam().wrong))), GetParam().findings);
}

TEST_P(LayoutRule, LetsPassWhatIsRight) {
  const Findings findings = GetParam().check(makeSourceTree(GetParam().right));
  EXPECT_THAT(findings, IsEmpty()) << joined(findings);
}

INSTANTIATE_TEST_SUITE_P(Rules, LayoutRule, testing::ValuesIn(cases()),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST(LayoutTop, FindsAStrangeFolder) {
  EXPECT_EQ(places(checkTop({"app", "third_party", ".ci"})), std::vector<std::string>{"third_party:0"});
}

TEST(LayoutText, BlanksCommentsAndLiteralsOnly) {
  EXPECT_EQ(blankProse("a(\"b\\\"c\"); // d\n1'000; 'x' /*e*/ R\"q(f)q\" g"),
            "a(\"    \");     \n1'000; ' '       R\"     \" g");
}

TEST(LayoutText, ReadsIncludes) {
  const std::vector<Include> includes = includesOf("#include <a>\n  # include \"b/c.h\"\n#define include\n");
  ASSERT_EQ(includes.size(), 2U);
  EXPECT_EQ(includes[1].path, "b/c.h");
  EXPECT_EQ(includes[1].line, 2);
  EXPECT_TRUE(includes[1].quoted);
}

/// The real tree, read once.
class HouseTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { s_tree = readSourceTree(CITYDESK_SOURCE_DIR); }
  static SourceTree s_tree;
  static void expectClean(Check check) {
    const Findings findings = check(s_tree);
    EXPECT_THAT(findings, IsEmpty()) << joined(findings);
  }
};
SourceTree HouseTest::s_tree;

TEST_F(HouseTest, IsThere) {
  EXPECT_TRUE(s_tree.contains("gis_core/base/error.h"));
  EXPECT_TRUE(s_tree.contains("README.md"));
}
TEST_F(HouseTest, IncludesGoDownTheStairs) {
  expectClean(checkRoomOrder);
}
TEST_F(HouseTest, QtStaysOutOfTheCore) {
  expectClean(checkQt);
}
TEST_F(HouseTest, LibrariesStayInTheirRooms) {
  expectClean(checkLibraries);
}
TEST_F(HouseTest, NoForbiddenWords) {
  expectClean(checkWords);
}
TEST_F(HouseTest, NoProcessIsForked) {
  expectClean(checkForks);
}
TEST_F(HouseTest, HeadersAreTidy) {
  expectClean(checkHeaders);
}
TEST_F(HouseTest, EverySourceIsBuilt) {
  expectClean(checkListed);
}
TEST_F(HouseTest, UnnamedNamesAreUniqueInARoom) {
  expectClean(checkUnnamedNames);
}
TEST_F(HouseTest, NothingIsLeftForLater) {
  expectClean(checkMarks);
}
TEST_F(HouseTest, TranslationsAreWhole) {
  expectClean(checkTranslations);
}
TEST_F(HouseTest, CoreMessagesAreTranslated) {
  expectClean(checkCoreMessages);
}
TEST_F(HouseTest, ResourcesAreInstalled) {
  expectClean(checkResources);
}
TEST_F(HouseTest, TopHoldsSixFolders) {
  const Findings findings = checkTop(topFolders(CITYDESK_SOURCE_DIR));
  EXPECT_THAT(findings, IsEmpty()) << joined(findings);
}

}  // namespace
}  // namespace citydesk::layout
