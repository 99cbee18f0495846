#include "gis_core/city/find.h"

#include <random>

#include "gis_core/base/error.h"
#include "gis_core/base/text_scan.h"
#include "gis_core/city/find_block.h"
#include "gis_core/city/incident.h"
#include "gis_core/city/road_crossings.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {
namespace {

TEST(TextScan, theTwinsAgree) {
  std::mt19937 random(7);
  std::string hay;
  for (int i = 0; i < 3000; ++i) hay += "ab井c"[random() % 6];
  for (int round = 0; round < 3000; ++round) {
    const std::size_t length = 1 + random() % 24, at = random() % (hay.size() - length), from = random() % hay.size();
    const std::string needle = hay.substr(at, length);
    ASSERT_EQ(text::scanFor(hay, needle, from), text::scanForPortable(hay, needle, from));
    ASSERT_EQ(text::scanFor(hay, needle, from), hay.find(needle, from));
  }
  EXPECT_EQ(text::scanFor("abc", ""), std::string_view::npos);
  EXPECT_EQ(text::scanFor("", "a"), std::string_view::npos);
  EXPECT_EQ(text::scanFor("abc", "c", 3), std::string_view::npos);
  for (std::size_t size = 1; size < 70; ++size) {
    const std::string tail = std::string(size, 'x') + "needle";
    EXPECT_EQ(text::scanFor(tail, "needle"), size);
  }
}

TEST(TextColumn, equalLengthsArePackedAndNeverMatchAcross) {
  TextColumn codes;
  for (const char* code : {"AB12", "12AB", "1212"}) codes.add(code);
  codes.tighten();
  EXPECT_EQ(codes.width, 4u);
  EXPECT_EQ(codes.bytes, "AB1212AB1212");
  EXPECT_EQ(codes.holding("12", false, 9), (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(codes.holding("12", true, 9), (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(codes.holding("212A", false, 9), (std::vector<std::uint32_t>{}));
  TextColumn names;
  for (const char* name : {"ab", "b", "abab", ""}) names.add(name);
  names.tighten();
  EXPECT_EQ(names.width, 0u);
  EXPECT_EQ(names.holding("b", false, 9), (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(names.holding("b", true, 9), (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(names.holding("b", false, 2), (std::vector<std::uint32_t>{0, 1}));
}

TEST(TextColumn, longColumnsPassOverOnlyWhatTheyDoNotHold) {
  std::mt19937 random(3);
  for (const bool equal : {true, false}) {
    TextColumn column;
    std::vector<std::string> texts;
    for (int i = 0; i < 9000; ++i) {
      std::string text = "3210" + std::to_string(10000000 + random() % 900000) + "GB";
      if (!equal && i % 3 == 0) text = std::string("文昌路瘦西湖").substr(0, 3 * (random() % 7)) + text;
      texts.push_back(text);
      column.add(text);
    }
    column.tighten();
    ASSERT_EQ(column.width > 0, equal);
    ASSERT_FALSE(column.grams.empty()) << "long enough to have the filter";
    std::vector<std::string> needles{"GBG", "XYZ", "西湖3", "昌湖", std::string(99, '1')};
    for (int i = 0; i < 300; ++i) {
      const std::string& text = texts[random() % texts.size()];
      const std::size_t begin = random() % text.size();
      needles.push_back(text.substr(begin, 1 + random() % (text.size() - begin)));
    }
    for (const std::string& needle : needles) {
      for (const bool onlyBeginnings : {false, true}) {
        std::vector<std::uint32_t> expected;
        for (std::uint32_t i = 0; i < texts.size(); ++i) {
          const std::size_t at = texts[i].find(needle);
          if (onlyBeginnings ? at == 0 : at != std::string::npos) expected.push_back(i);
        }
        ASSERT_EQ(column.holding(needle, onlyBeginnings, texts.size()), expected) << needle;
      }
    }
  }
}

TEST(Crossings, nearEndsCountAndCarriagewaysOnce) {
  Progress progress;
  const auto line = [](const char* name, const char* wkt) { return NamedLine{name, geom::fromWkt(wkt)}; };
  const auto found =
      findCrossings({line("A", "LINESTRING (0 0, 1000 0)"), line("A", "LINESTRING (0 20, 1000 20)"),
                     line("B", "LINESTRING (500 -100, 500 100)"), line("C", "LINESTRING (900 0.8, 900 -300)"),
                     line("D", "LINESTRING (100 -2, 100 -300)")},
                    progress);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].nameA + found[0].nameB, "AB");
  EXPECT_NEAR(found[0].at.x, 500, 1e-9);
  EXPECT_EQ(found[1].nameB, "C");
}

class FindTest : public SmallCity {
 protected:
  void SetUp() override {
    SmallCity::SetUp();
    Progress progress;
    m_index = FindIndex::build(*m_city, progress);
  }
  /// "kind:label" of the best result.
  std::string first(std::string_view text) const {
    const auto results = m_index.search(text);
    return results.empty() ? "(nothing)" : results.front().kind + ":" + results.front().label;
  }
  FindIndex m_index;
};

TEST_F(FindTest, everyForm) {
  EXPECT_EQ(first("文昌中路"), "road:文昌中路");
  EXPECT_EQ(first("文昌中路128号"), "address:文昌中路128号");
  EXPECT_EQ(first("文昌中路 128"), "address:文昌中路128号");
  EXPECT_EQ(first("扬州大学"), "poi:扬州大学");
  EXPECT_EQ(first("州大"), "poi:扬州大学");
  EXPECT_EQ(first("yzdx"), "poi:扬州大学");
  EXPECT_EQ(first("yangzhoudaxue"), "poi:扬州大学");
  EXPECT_EQ(first("yangzhou da"), "poi:扬州大学");
  EXPECT_EQ(first("kfc"), "poi:KFC 文昌店");
  EXPECT_EQ(first("ＫＦＣ"), "poi:KFC 文昌店");
  EXPECT_EQ(first("wczl"), "road:文昌中路");
  EXPECT_EQ(first("琼花观"), "community:琼花观社区");
  EXPECT_EQ(first("东关街道"), "subdistrict:东关街道");
  EXPECT_EQ(first("广陵"), "district:广陵区");
  EXPECT_EQ(first("321002001001GB00003"), "parcel:321002001001GB00003");
  EXPECT_EQ(first("gb00003"), "parcel:321002001001GB00003");
  EXPECT_EQ(first("321002 001001 GB00003"), "parcel:321002001001GB00003");
  EXPECT_EQ(first("321002001002004"), "grid:321002001002004");
  EXPECT_EQ(first("01037000001"), "component:32100201037000001");
  EXPECT_EQ(first("工人文化"), "building:工人文化宫");
  EXPECT_EQ(first("parcels"), "layer:parcels");
  EXPECT_EQ(first("没有的东西"), "(nothing)");
  EXPECT_EQ(first("   "), "(nothing)");
}

TEST_F(FindTest, crossingsInEveryWayOfAsking) {
  for (const char* text : {"文昌中路与汶河北路", "汶河北路与文昌中路", "文昌中路 / 汶河北路", "文昌中路/汶河北路",
                           "文昌中路和汶河北路交叉口", "文昌中路 汶河北路", "文昌 & 汶河北", "wczl/whbl",
                           "文昌中路与汶河北路口", "文昌中路与汶河北路路口"}) {
    const auto results = m_index.search(text);
    ASSERT_FALSE(results.empty()) << text;
    EXPECT_EQ(results.front().kind, "crossing") << text;
    EXPECT_NEAR(results.front().at->x, 445500, 0.01) << text;
    EXPECT_NEAR(results.front().at->y, 3585500, 0.01) << text;
  }
  EXPECT_TRUE(m_index.search("文昌中路与汶河南路").empty()) << "these two do not meet";
}

TEST_F(FindTest, coordinates) {
  for (const char* text : {"445500, 3585500", "3585500 445500", "40445500,3585500"}) {
    const auto results = m_index.search(text);
    ASSERT_FALSE(results.empty()) << text;
    EXPECT_EQ(results.front().kind, "coordinate") << text;
    EXPECT_NEAR(results.front().at->x, 445500, 0.01) << text;
    EXPECT_NEAR(results.front().at->y, 3585500, 0.01) << text;
  }
}

TEST_F(FindTest, partsOfACodeAndPlacesFarAwayAreNoCoordinateFirst) {
  EXPECT_EQ(first("321002001-001GB00003"), "parcel:321002001001GB00003");
  EXPECT_EQ(first("321002-001001GB00003"), "parcel:321002001001GB00003");
  for (const char* text : {"321002-001001", "001-001"}) {
    const auto results = m_index.search(text);
    ASSERT_FALSE(results.empty()) << text;
    for (const FindResult& result : results) EXPECT_NE(result.kind, "coordinate") << text;
  }
  EXPECT_TRUE(m_index.search("0,0").empty()) << "the gulf of Guinea is no place of this city";
  const auto far = m_index.search("116.4,39.9");
  ASSERT_FALSE(far.empty());
  EXPECT_EQ(far.back().kind, "coordinate");
  EXPECT_EQ(far.back().rank, 9);
}

TEST_F(FindTest, layersTellBothTitles) {
  store::setLayerTitle(m_city->connection(), "parcels", "宗地", "Lots");
  Progress progress;
  m_index = FindIndex::build(*m_city, progress);
  for (const char* text : {"宗地", "lots", "parcels"}) {
    const auto results = m_index.search(text);
    ASSERT_FALSE(results.empty()) << text;
    EXPECT_EQ(results.front().label, "宗地") << text;
    EXPECT_EQ(results.front().labelEn, "Lots") << text;
  }
}

TEST_F(FindTest, aRoadOfManyPiecesIsOneResultWithItsWholeExtent) {
  const auto results = m_index.search("文昌中路");
  int roads = 0;
  for (const FindResult& r : results) roads += r.kind == "road" ? 1 : 0;
  EXPECT_EQ(roads, 1);
  EXPECT_NEAR(results.front().box.width(), 1000, 0.01);
}

TEST_F(FindTest, betterFitsComeFirstAndTheLimitHolds) {
  const auto results = m_index.search("文昌");
  ASSERT_GE(results.size(), 3u);
  EXPECT_EQ(results[0].kind, "road");
  for (std::size_t i = 1; i < results.size(); ++i) EXPECT_LE(results[i - 1].rank, results[i].rank);
  EXPECT_EQ(m_index.search("文昌", 2).size(), 2u);
  EXPECT_TRUE(m_index.search("文昌", 0).empty());
}

TEST_F(FindTest, casesAppearAfterARefreshAndOtherBlocksAreShared) {
  const Incident incident =
      IncidentDesk(*m_city).report({.category = "06010", .at = geom::MapPoint{445100, 3585100}}, "t");
  EXPECT_EQ(first(incident.reportNo), "(nothing)");
  Progress progress;
  m_index = FindIndex::build(*m_city, progress, &m_index);
  EXPECT_EQ(first(incident.reportNo), "case:" + incident.reportNo);
  EXPECT_EQ(m_index.search(incident.reportNo).front().id, incident.fid);
}

TEST_F(FindTest, tickedColumnsAreSearched) {
  EXPECT_EQ(first("主干路"), "(nothing)");
  store::setLayerSearchFields(m_city->connection(), "roads", {"class"});
  Progress progress;
  m_index = FindIndex::build(*m_city, progress, &m_index);
  EXPECT_EQ(first("主干路"), "road:主干路");
  EXPECT_EQ(first("文昌中路"), "road:文昌中路") << "a role's own columns stay";
}

TEST_F(FindTest, resultsLieExactlyOnTheirFeature) {
  auto results = m_index.search("扬州大学");
  placeExactly(*m_city, results);
  EXPECT_EQ(results.front().at, (geom::MapPoint{445210, 3585520}));
}

TEST_F(FindTest, commandsAreFoundByEveryName) {
  m_index.setCommands({{"measure_area", {"测量面积", "Measure area"}}});
  EXPECT_EQ(m_index.search("clmj").front().command, "measure_area");
  EXPECT_EQ(m_index.search("measure a").front().command, "measure_area");
}

TEST(FindBlock, isKeptOnDiskAndRefusedWhenInDoubt) {
  const auto folder = platform::makeScratchFolder("find-block");
  Speller speller;
  FindBlock block;
  block.identity = "city|layer|1";
  block.kind = "poi";
  block.layer = "poi";
  block.add("扬州大学", 5, {1, 2, 1, 2});
  block.add("KFC", 6, {});
  block.finish(false, speller);
  const auto file = folder / "a.find";
  block.save(file);
  const auto back = FindBlock::load(file, "city|layer|1");
  ASSERT_TRUE(back);
  ASSERT_EQ(back->size(), 2u);
  EXPECT_EQ(back->label(0), "KFC");
  EXPECT_TRUE(back->box(0).isEmpty());
  EXPECT_EQ(back->search("yzdx", 5).size(), 1u);
  EXPECT_EQ(back->fid(1), 5);
  EXPECT_FALSE(FindBlock::load(file, "city|layer|2")) << "another revision";
  std::string bytes = platform::readFile(file);
  for (const std::size_t at : {std::size_t{3}, bytes.size() / 2, bytes.size() - 1}) {
    std::string broken = bytes;
    broken[at] = char(broken[at] ^ 0x55);
    platform::writeFileAtomically(file, std::as_bytes(std::span(broken)));
    EXPECT_FALSE(FindBlock::load(file, "city|layer|1")) << "byte " << at;
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{11}, bytes.size() - 4}) {
    platform::writeFileAtomically(file, std::as_bytes(std::span(bytes).first(size)));
    EXPECT_FALSE(FindBlock::load(file, "city|layer|1")) << "cut to " << size;
  }
  EXPECT_FALSE(FindBlock::load(folder / "none.find", "city|layer|1"));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace gis::city
