// Three versions of a layer: as it was handed out, as it is now, as it comes back.
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <random>

#include "gis_core/base/error.h"
#include "gis_core/io/import.h"
#include "gis_core/io/update_layer.h"
#include "gis_core/store/features.h"
#include "tests/unit/io/import_city.h"

namespace gis::io {
namespace {

/// A well, and all of them by code.
struct Well {
  std::string name = "a";
  double width = 1;
  int place = 0;
  friend bool operator==(const Well&, const Well&) = default;
};
using Wells = std::map<std::string, Well>;

std::string wellsJson(const Wells& wells) {
  std::string all;
  for (const auto& [code, well] : wells)
    all += (all.empty() ? "" : ",\n") + std::string(R"({"type":"Feature","properties":{"code":")") + code +
           R"(","name":")" + well.name + R"(","width":)" + std::to_string(well.width) +
           R"(},"geometry":{"type":"Point","coordinates":[)" + std::to_string(119.4 + 0.001 * well.place) + ",32.4]}}";
  return R"({"type":"FeatureCollection","features":[)" + all + "]}";
}

class ThreeWay : public tests::ImportCity {
 protected:
  UpdateRequest versions(const Wells& base, const Wells& mine, const Wells& theirs) {
    ImportRequest in;
    in.sources = {folder.write("wells.geojson", wellsJson(mine))};
    in.target = ImportRequest::Target::source;
    in.ifTaken = ImportRequest::IfTaken::replace;
    (void)importLayers(city, in, progress);
    UpdateRequest made;
    made.layer = "wells";
    made.key = "code";
    made.base = folder.write("base.geojson", wellsJson(base));
    made.file = folder.write("theirs.geojson", wellsJson(theirs));
    return made;
  }
  [[nodiscard]] Wells layer() {
    Wells found;
    for (const store::Feature& row : rows("wells")) {
      const double east = geom::envelopeOf(row.wkb).minX;
      found[std::get<std::string>(row.values[0])] = {std::get<std::string>(row.values[1]),
                                                     std::get<double>(row.values[2]),
                                                     static_cast<int>((east - 119.4) * 1000 + 0.5)};
    }
    return found;
  }
};

TEST_F(ThreeWay, MergesColumnByColumnAndAsksWhereBothChanged) {
  const Wells base{{"1", {}}, {"2", {}}, {"3", {}}, {"4", {}}};
  const Wells mine{{"1", {"a", 5, 0}}, {"2", {"mine", 1, 0}}, {"3", {"a", 7, 0}}, {"5", {}}};
  const Wells theirs{{"1", {"b", 1, 3}}, {"2", {"theirs", 1, 0}}, {"4", {"late", 1, 0}}};
  UpdateRequest asked = versions(base, mine, theirs);
  const UpdatePlan plan = planUpdate(city, asked, progress);
  std::map<std::string, const UpdateChange*> by;
  for (const UpdateChange& one : plan.changes) by[one.key] = &one;
  ASSERT_EQ(by.size(), 4U) << "what only this side has stays";
  EXPECT_EQ(by["1"]->cells.size(), 1U) << "the width is ours";
  EXPECT_FALSE(by["1"]->hasConflict());
  EXPECT_TRUE(by["1"]->geometry);
  EXPECT_TRUE(by["2"]->cells.at(0).conflict);
  EXPECT_EQ(std::get<std::string>(by["2"]->cells[0].base), "a");
  EXPECT_TRUE(by["3"]->conflict) << "they removed what we changed";
  EXPECT_TRUE(by["4"]->conflict) << "we removed what they changed";
  EXPECT_EQ(plan.conflicts, 3);
  EXPECT_EQ(plan.kept, 1);
  try {
    (void)applyUpdate(city, asked, plan, "r", "a");
    FAIL() << "a conflict is never settled by chance";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::usage);
  }
  // one column decided this way, the rest that way
  UpdatePlan decided = plan;
  for (UpdateChange& one : decided.changes) {
    for (UpdateChange::Cell& cell : one.cells)
      if (cell.conflict) cell.side = UpdateSide::theirs;
    if (one.conflict) one.side = UpdateSide::mine;
  }
  (void)applyUpdate(city, asked, decided, "r", "a");
  const Wells now = layer();
  EXPECT_EQ(now.at("1").name, "b");
  EXPECT_EQ(now.at("1").width, 5);
  EXPECT_EQ(now.at("2").name, "theirs");
  EXPECT_EQ(now.at("3").width, 7);
  EXPECT_EQ(now.count("4"), 0U);
  EXPECT_EQ(now.count("5"), 1U);
}

/// What a column holds when three versions meet.
template <typename T>
T merged(const T& base, const T& mine, const T& theirs, UpdateSide winner) {
  if (theirs == base) return mine;
  if (mine == base) return theirs;
  return mine == theirs || winner == UpdateSide::mine ? mine : theirs;
}

Wells expected(const Wells& base, const Wells& mine, const Wells& theirs, UpdateSide winner) {
  const auto at = [](const Wells& all, const std::string& key) -> std::optional<Well> {
    const auto found = all.find(key);
    return found == all.end() ? std::nullopt : std::optional(found->second);
  };
  Wells out;
  for (int i = 0; i < 30; ++i) {
    const std::string key = std::to_string(i);
    const std::optional<Well> b = at(base, key), m = at(mine, key), t = at(theirs, key);
    std::optional<Well> now;
    if (m && t) {
      const Well none{"", -1, -1};
      const Well& from = b ? *b : none;
      now = Well{merged(from.name, m->name, t->name, winner), merged(from.width, m->width, t->width, winner),
                 merged(from.place, m->place, t->place, winner)};
    } else {
      now = merged(b, m, t, winner);
    }
    if (now) out[key] = *now;
  }
  return out;
}

/// Law: whatever the three versions are, every column ends as a merge by hand would leave it.
TEST_F(ThreeWay, EndsAsAMergeByHand) {
  std::mt19937 random(5);
  const auto vary = [&](Wells wells) {
    for (int i = 0; i < 30; ++i) {
      const std::string key = std::to_string(i);
      if (random() % 8 == 0)
        wells.erase(key);
      else if (random() % 8 == 0 || wells.count(key) > 0) {
        Well& well = wells[key];
        if (random() % 4 == 0) well.name = std::string(1, char('a' + random() % 3));
        if (random() % 4 == 0) well.width = double(random() % 3);
        if (random() % 4 == 0) well.place = int(random() % 3);
      }
    }
    return wells;
  };
  for (int round = 0; round < 6; ++round) {
    Wells base;
    for (int i = 0; i < 20; ++i) base[std::to_string(i)] = {};
    const Wells mine = vary(base), theirs = vary(base);
    const UpdateSide winner = round % 2 == 0 ? UpdateSide::mine : UpdateSide::theirs;
    UpdateRequest asked = versions(base, mine, theirs);
    EXPECT_EQ(layer(), mine);
    asked.conflicts = winner;
    (void)applyUpdate(city, asked, planUpdate(city, asked, progress), "round", "tester");
    EXPECT_EQ(layer(), expected(base, mine, theirs, winner)) << "round " << round;
  }
}

}  // namespace
}  // namespace gis::io
