#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/style/class_conditions.h"
#include "gis_core/style/classification.h"
#include "gis_core/style/default_styles.h"
#include "gis_core/style/land_use_colours.h"
#include "gis_core/style/layer_style.h"
#include "gis_core/style/rule.h"
#include "gis_core/style/text_template.h"
#include "tests/support/map_fixture.h"

namespace gis::style {
namespace {

TEST(LayerStyle, ComesBackFromJsonAsItWas) {
  for (const char* role : {"parcel", "road", "district", "building", "unit_grid", "component", "address", ""}) {
    store::LayerInfo layer;
    layer.name = "x";
    layer.role = role;
    layer.geometryType = geom::GeometryType{geom::GeometryKind::multiPolygon};
    layer.fields = {
        {"name", store::FieldType::text}, {"dlbm", store::FieldType::text}, {"class", store::FieldType::text}};
    const LayerStyle style = defaultStyle(layer);
    EXPECT_EQ(styleFromText(toJsonText(style)), style) << role;
  }
}

TEST(LayerStyle, RefusesWhatItCannotMean) {
  for (const char* text : {"[]", "{", R"({"classes":[]})", R"({"kind":"odd","classes":[{}]})",
                           R"({"classes":[{"symbol":{"fill":"red"}}]})", R"({"kind":"categorised","classes":[{}]})",
                           R"({"opacity":3,"classes":[{}]})", R"({"classes":[{"symbol":{"line":{"width_mm":-1}}}]})"}) {
    EXPECT_THROW((void)styleFromText(text), Error) << text;
  }
}

TEST(Classification, TakesTheLongestPrefix) {
  const test::ScratchFolder folder;
  const std::vector<store::Field> fields{{"dlbm", store::FieldType::text}};
  const auto s = test::snapshotOf(folder.path(), "a", fields,
                                  {{"POINT (0 0)", {std::string("0701")}},
                                   {"POINT (1 1)", {std::string("0702")}},
                                   {"POINT (2 2)", {std::string("99")}},
                                   {"POINT (3 3)", {std::monostate{}}}});
  LayerStyle style;
  style.kind = StyleKind::categorised;
  style.field = "dlbm";
  style.match = Match::prefix;
  style.classes = landUseClasses(LandUseSystem::gbt21010);
  const snapshot::LayerView view(s);
  const Classification classes(view, style);
  const auto valueOf = [&](std::int64_t fid) {
    const StyleClass& c = style.classes[classes.classOf(*view.indexOfFid(fid))];
    return c.values.empty() ? std::string("others") : c.values[0];
  };
  EXPECT_EQ(valueOf(1), "07");
  EXPECT_EQ(valueOf(2), "0702");
  EXPECT_EQ(valueOf(3), "others");
  EXPECT_EQ(valueOf(4), "others");
}

/// Every row keeps its class, by name, when a style is turned into rules.
TEST(ClassConditions, RulesClassEveryRowAsTheStyleDid) {
  const test::ScratchFolder folder;
  const std::vector<store::Field> fields{{"dlbm", store::FieldType::text}, {"height", store::FieldType::real}};
  std::vector<test::WktRow> rows;
  for (const char* code : {"0701", "0702", "07", "05", "0507", "0810A", "99", "it's"}) {
    for (const double height : {-3.0, 0.0, 9.5, 10.0, 20.0, 20.5}) {
      rows.push_back({"POINT (0 0)", {std::string(code), height}});
    }
  }
  rows.push_back({"POINT (3 3)", {std::monostate{}, std::monostate{}}});
  const snapshot::LayerView view(test::snapshotOf(folder.path(), "a", fields, rows));
  LayerStyle prefixes;
  prefixes.kind = StyleKind::categorised;
  prefixes.field = "dlbm";
  prefixes.match = Match::prefix;
  prefixes.classes = landUseClasses(LandUseSystem::gbt21010);
  LayerStyle exact = prefixes;
  exact.match = Match::exact;
  exact.classes = {{.labelEn = "others"},
                   {.labelEn = "two", .values = {"0701", "it's"}},
                   {.labelEn = "taken", .values = {"0701"}},
                   {.labelEn = "one", .values = {"0702"}}};
  LayerStyle numbers = exact;
  numbers.kind = StyleKind::graduated;
  numbers.field = "height";
  numbers.classes = {{.labelEn = "low", .lower = 0, .upper = 10}, {.labelEn = "high", .lower = 10, .upper = 20}};
  LayerStyle single = exact;
  single.kind = StyleKind::single;
  single.classes = {{.labelEn = "all"}};
  for (const LayerStyle& style : {prefixes, exact, numbers, single}) {
    const LayerStyle rules = asRules(style);
    EXPECT_EQ(rules.kind, StyleKind::rules);
    const Classification before(view, style), after(view, rules);
    const auto name = [](const LayerStyle& of, std::uint16_t k) {
      return k < of.classes.size() ? of.classes[k].labelEn : std::string("none");
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto at = *view.indexOfFid(std::int64_t(i) + 1);
      EXPECT_EQ(name(rules, after.classOf(at)), name(style, before.classOf(at))) << int(style.kind) << " row " << i;
    }
  }
}

TEST(LandUse, TheTwoSystemsGiveTheSameNumberAnotherMeaning) {
  EXPECT_EQ(landUseSystemOf("GB/T 21010-2017"), LandUseSystem::gbt21010);
  EXPECT_EQ(landUseSystemOf("用地用海分类 2023"), LandUseSystem::surveyPlanSea);
  const auto labelOf = [](LandUseSystem system, const std::string& code) {
    for (const StyleClass& c : landUseClasses(system)) {
      if (!c.values.empty() && c.values[0] == code) return c.labelEn;
    }
    return std::string();
  };
  EXPECT_EQ(labelOf(LandUseSystem::gbt21010, "11"), "Water and water works");
  EXPECT_EQ(labelOf(LandUseSystem::surveyPlanSea, "11"), "Storage");
}

TEST(Rule, IsWrittenSoThatItReadsTheSame) {
  for (const char* text :
       {"n > 3", "a = 1 AND (b = 'x' OR c IS NOT NULL)", "NOT (n >= 5) OR t LIKE '文%'", "t IN ('a', 'b''c', 3)",
        "\"NOT\" = 1", "a = 1 OR b = 2 AND NOT c = 3 OR (d = 4 OR e = 5)"}) {
    const std::string once = Rule(text).text();
    EXPECT_EQ(Rule(once).text(), once);
    const auto holds = [&](const Rule& r, unsigned bits) {
      return r.holds([&](std::size_t k) {
        Rule::Cell c;
        c.isNull = (bits >> k & 7) == 5;
        c.number = double(bits >> k & 7);
        c.text = (bits >> k & 1) != 0 ? "x" : "文b'c";
        return c;
      });
    };
    for (unsigned bits = 0; bits < 256; ++bits) EXPECT_EQ(holds(Rule(once), bits), holds(Rule(text), bits)) << once;
  }
}

TEST(Rule, LikeWithManyPercentsEndsSoon) {
  const Rule r("t LIKE '%a%a%a%a%a%a%a%a%a%a%a%a%b'");
  const std::string text(5000, 'a');
  EXPECT_FALSE(r.holds([&](std::size_t) { return Rule::Cell{false, 0, text}; }));
  EXPECT_TRUE(r.holds([&](std::size_t) { return Rule::Cell{false, 0, text + "B"}; }));
}

TEST(LayerStyle, KeepsHeatAndClusters) {
  LayerStyle style = singleStyle({});
  style.heat = HeatSpec{250, "viridis", 40, "n"};
  EXPECT_EQ(styleFromText(toJsonText(style)), style);
  style.heat.reset();
  style.clusters = ClusterSpec{};
  style.clusters->radiusMm = 12;
  EXPECT_EQ(styleFromText(toJsonText(style)), style);
  for (const char* text :
       {R"({"classes":[{}],"heat":{"radius_m":0}})", R"({"classes":[{}],"heat":{"ramp":"rainbow"}})",
        R"({"classes":[{}],"heat":{},"clusters":{}})", R"({"classes":[{}],"clusters":{"size_mm":900}})",
        R"({"classes":[{"symbol":{"pattern_spacing_mm":0}}]})"}) {
    EXPECT_THROW((void)styleFromText(text), Error) << text;
  }
}

TEST(Presets, FitTheLayerAndReadBack) {
  store::LayerInfo layer;
  layer.name = "x";
  layer.fields = {
      {"dlbm", store::FieldType::text}, {"floors", store::FieldType::integer}, {"state", store::FieldType::text}};
  std::set<std::string> all;
  for (const auto kind :
       {geom::GeometryKind::multiPolygon, geom::GeometryKind::lineString, geom::GeometryKind::point}) {
    layer.geometryType = geom::GeometryType{kind};
    std::set<std::string> own;
    for (const Preset& preset : presetsFor(layer)) {
      EXPECT_TRUE(own.insert(preset.id).second) << preset.id;
      EXPECT_FALSE(preset.labelZh.empty() || preset.labelEn.empty()) << preset.id;
      EXPECT_EQ(styleFromText(toJsonText(preset.style)), preset.style) << preset.id;
    }
    all.insert(own.begin(), own.end());
  }
  for (const char* id : {"land_use", "land_use_plan", "building_storeys", "road", "incident", "heat", "clusters"}) {
    EXPECT_TRUE(all.contains(id)) << id;
  }
}

TEST(ClassBounds, EqualQuantileJenks) {
  const std::vector<double> v{1, 2, 3, 4, 5, 6, 7, 8, 9, 101};
  EXPECT_EQ(classBounds(v, 4, ClassMethod::equalInterval), (std::vector<double>{1, 26, 51, 76, 101}));
  EXPECT_EQ(classBounds(v, 2, ClassMethod::quantile), (std::vector<double>{1, 6, 101}));
  const auto jenks = classBounds({1, 1.1, 0.9, 5, 5.2, 4.9, 20, 21}, 3, ClassMethod::jenks);
  EXPECT_EQ(jenks, (std::vector<double>{0.9, 4.9, 20, 21}));
  EXPECT_TRUE(classBounds({}, 3, ClassMethod::jenks).empty());
  EXPECT_EQ(classBounds({4, 4, 4}, 3, ClassMethod::quantile), (std::vector<double>{4, 4}));
}

TEST(Rule, ReadsConditions) {
  const auto holds = [](const char* rule, double number, const std::string& text) {
    const Rule r(rule);
    return r.holds([&](std::size_t k) {
      Rule::Cell c;
      c.isNull = r.fields()[k] == "none";
      c.number = r.fields()[k] == "n" ? number : std::numeric_limits<double>::quiet_NaN();
      c.text = r.fields()[k] == "n" ? std::to_string(number) : text;
      return c;
    });
  };
  EXPECT_TRUE(holds("n > 3 AND \"名称\" = '文昌路'", 4, "文昌路"));
  EXPECT_FALSE(holds("n > 3 AND \"名称\" = '文昌路'", 3, "文昌路"));
  EXPECT_TRUE(holds("NOT (n >= 5) OR t LIKE '文%'", 9, "文昌路"));
  EXPECT_TRUE(holds("t IN ('a', 'b''c')", 0, "b'c"));
  EXPECT_TRUE(holds("none IS NULL", 0, ""));
  EXPECT_FALSE(holds("none = 'x'", 0, "x"));
  EXPECT_TRUE(holds("t LIKE '_昌%'", 0, "文昌路"));
  for (const char* bad : {"", "n >", "n ! 3", "(n = 1", "t LIKE", "n = 'a", "n = 1 n"}) {
    EXPECT_THROW(Rule{bad}, Error) << bad;
  }
}

TEST(TextTemplate, FillsFields) {
  const TextTemplate t("{name}\\n{code|parcel} {area|1}");
  const std::vector<std::string> values{"甲", "321002001001GB00001", "12.345"};
  EXPECT_EQ(t.fill([&](std::size_t k) { return values[k]; }), "甲\n321002-001001\nGB00001 12.3");
  EXPECT_EQ(t.fill([](std::size_t) { return std::string(); }), "");
  EXPECT_EQ(TextTemplate("{{x}}").fill([](std::size_t) { return std::string(); }), "{x}");
  EXPECT_THROW(TextTemplate("{name"), Error);
  EXPECT_THROW(TextTemplate("{name|odd}"), Error);
}

TEST(DefaultStyle, ABrokenStyleFallsBack) {
  store::LayerInfo layer;
  layer.name = "roads";
  layer.role = "road";
  layer.styleJson = "{";
  EXPECT_EQ(styleOf(layer), defaultStyle(layer));
}

}  // namespace
}  // namespace gis::style
