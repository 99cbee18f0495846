// Columns renamed, retyped, dropped and calculated, their rules, and undo of all of it.
#include "gis_core/store/field_changes.h"

#include <gmock/gmock.h>

#include "gis_core/base/error.h"
#include "gis_core/store/field_names.h"
#include "gis_core/store/field_rules.h"
#include "gis_core/store/fields.h"
#include "gis_core/store/maintenance.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

using testing::HasSubstr;
using Kind = RowEdit::Kind;

std::string codeSaid(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return std::string(errorCodeName(error.code()));
  }
  return "";
}

TEST(ConvertedValues, KeptChangedAndLost) {
  struct Case {
    Value from;
    FieldType to;
    Value is;
    Conversion how;
  };
  using enum Conversion;
  const std::int64_t seven = 7;
  const Case cases[] = {
      {std::string("7"), FieldType::integer, seven, kept},
      {std::string("007"), FieldType::integer, seven, changed},
      {std::string(" 7 "), FieldType::integer, seven, kept},
      {std::string("7.4"), FieldType::integer, seven, changed},
      {std::string("seven"), FieldType::integer, Value(), lost},
      {std::string(""), FieldType::integer, Value(), kept},
      {std::string("7.50"), FieldType::real, 7.5, kept},
      {std::string("0.5"), FieldType::real, 0.5, kept},
      {std::string("00.5"), FieldType::real, 0.5, changed},
      {7.0, FieldType::integer, seven, kept},
      {6.5, FieldType::integer, seven, changed},
      {1e18, FieldType::integer, Value(), lost},
      {seven, FieldType::real, 7.0, kept},
      {seven, FieldType::text, std::string("7"), kept},
      {7.25, FieldType::text, std::string("7.25"), kept},
      {seven, FieldType::boolean, Value(), lost},
      {std::int64_t{1}, FieldType::boolean, std::int64_t{1}, kept},
      {std::string("是"), FieldType::boolean, std::int64_t{1}, kept},
      {std::string("2024-05-01T10:00:00Z"), FieldType::date, std::string("2024-05-01"), changed},
      {std::string("2024/05/01"), FieldType::date, std::string("2024-05-01"), kept},
      {seven, FieldType::date, Value(), lost},
      {geom::Bytes{1}, FieldType::text, Value(), lost},
      {Value(), FieldType::integer, Value(), kept},
  };
  int at = 0;
  for (const Case& one : cases) {
    const Converted made = converted(one.from, one.to);
    EXPECT_EQ(made.value, one.is) << at;
    EXPECT_EQ(made.how, one.how) << at;
    ++at;
  }
}

TEST(FieldNames, InConditionsAndStyles) {
  EXPECT_EQ(renamedInSql("area > 5 AND name = 'area' OR \"area\" < area2", "area", "m²"),
            "\"m²\" > 5 AND name = 'area' OR \"m²\" < area2");
  EXPECT_EQ(renamedInSql("max(max, 1)", "max", "top"), "max(\"top\", 1)");
  EXPECT_EQ(renamedInSql("AREA = 'it''s area'", "area", "a"), "\"a\" = 'it''s area'");
  EXPECT_EQ(renamedInSql("[area] + `area` + area$ /* area */ -- area", "area", "a"),
            "\"a\" + \"a\" + area$ /* area */ -- area");
  EXPECT_TRUE(namesField("名称 LIKE '%x%'", "名称"));
  EXPECT_FALSE(namesField("code = '名称'", "名称"));
  EXPECT_EQ(renamedInStyle(R"({"field":"code","labels":{"text":"{name|code} code {n|int}"}})", "code", "no"),
            R"({"field":"no","labels":{"text":"{name|no} code {n|int}"}})");
  EXPECT_EQ(renamedInStyle("", "a", "b"), "");
}

class FieldChangesTest : public ScratchCity {
 protected:
  void SetUp() override { loadSquares("plots", 30); }
  [[nodiscard]] LayerInfo layer() const { return layerByName(c(), "plots"); }
  [[nodiscard]] std::string columns() const {
    return one("SELECT group_concat(name || ' ' || type, ', ') FROM pragma_table_xinfo('plots')");
  }
  /// Everything that can be seen of the layer, in one text.
  [[nodiscard]] std::string picture() const {
    const LayerInfo info = layer();
    std::string text = columns() + "|" + info.styleJson + "|" + info.filter + "|" + info.codeSystems + "|" +
                       info.searchFields + "|" + info.role + info.roleCodeField + info.roleNameField;
    for (const auto& [name, rule] : fieldRules(c(), info.uid))
      text += "|" + name + (rule.required ? "!" : "") + rule.least;
    for (const Field& field : info.fields) text += "|" + field.name + std::to_string(field.width);
    std::string list = "fid || ':' || coalesce(hex(geometry), '-')";
    for (const Field& field : info.fields) {
      const std::string name = quotedName(field.name);
      list += " || ',' || typeof(" + name + ") || coalesce(" + name + ", '-')";
    }
    return text + one("SELECT group_concat(row, ';') FROM (SELECT " + list + " AS row FROM plots ORDER BY fid)");
  }
  void expectSound() const {
    Progress progress;
    for (const Finding& finding : checkCity(m_city, progress)) {
      if (finding.severity != "note") ADD_FAILURE() << finding.subject << ": " << finding.text.str();
    }
  }
  EditResult set(const std::string& field, std::int64_t fid, Value value) const {
    return apply(m_city, {{{Kind::update, "plots", fid, "", {{field, std::move(value)}}}}, "edit", "王", ""});
  }
};

TEST_F(FieldChangesTest, ARenamedColumnTakesEverythingAlong) {
  setLayerSearchFields(c(), "plots", {"code", "名称"});
  setLayerCodeSystem(c(), "plots", "code", "GB/T 21010-2017");
  setLayerStyle(c(), "plots", R"({"field":"code","kind":"categorised"})");
  setLayerFilter(c(), "plots", "\"code\" > '0'");
  bindRole(c(), "parcel", "plots", "code", "名称");
  setFieldRule(m_city, "plots", "code", {.required = true, .least = {}, .most = {}, .values = {}}, "王");
  const std::string before = picture();
  renameField(m_city, "plots", "code", "地块 \"号\"", "王");
  const LayerInfo now = layer();
  EXPECT_EQ(now.fields[0].name, "地块 \"号\"");
  EXPECT_EQ(now.searchFields, "地块 \"号\",名称");
  EXPECT_THAT(now.codeSystems, HasSubstr("地块"));
  EXPECT_THAT(now.styleJson, HasSubstr("地块"));
  EXPECT_EQ(now.filter, "\"地块 \"\"号\"\"\" > '0'");
  EXPECT_EQ(now.roleCodeField, "地块 \"号\"");
  EXPECT_TRUE(fieldRules(c(), now.uid).at("地块 \"号\"").required);
  EXPECT_EQ(one("SELECT \"地块 \"\"号\"\"\" FROM plots WHERE fid = 1"), "0100000");
  expectSound();
  (void)undo(m_city, "王");
  EXPECT_EQ(picture(), before);
}

TEST_F(FieldChangesTest, NamesThatAreTakenAreRefused) {
  EXPECT_EQ(codeSaid([&] { renameField(m_city, "plots", "code", "AREA", "王"); }), "exists");
  EXPECT_EQ(codeSaid([&] { renameField(m_city, "plots", "code", "geometry", "王"); }), "exists");
  EXPECT_EQ(codeSaid([&] { renameField(m_city, "plots", "code", " ", "王"); }), "invalid_value");
  EXPECT_EQ(codeSaid([&] { renameField(m_city, "plots", "nothing", "x", "王"); }), "no_such_field");
  EXPECT_EQ(codeSaid([&] { renameField(m_city, "city_incident", "state", "x", "王"); }), "forbidden_step");
  renameField(m_city, "plots", "code", "CODE", "王");
  EXPECT_EQ(layer().fields[0].name, "CODE");
}

TEST_F(FieldChangesTest, ANewTypeCountsItsLossesFirst) {
  set("code", 3, std::string("x17"));
  const std::string before = picture();
  const FieldLosses losses = lossesOfRetype(c(), layer(), "code", FieldType::integer, {});
  EXPECT_EQ(losses.values, 30);
  EXPECT_EQ(losses.lost, 1);
  EXPECT_EQ(losses.changed, 29);  // the leading zeros
  EXPECT_EQ(losses.examples.size(), 10U);
  EXPECT_EQ(codeSaid([&] { retypeField(m_city, "plots", "code", FieldType::integer, false, "王"); }), "forbidden_step");
  EXPECT_EQ(picture(), before);
  retypeField(m_city, "plots", "code", FieldType::integer, true, "王");
  EXPECT_EQ(columns(), "fid INTEGER, code BIGINT, area DOUBLE, 名称 TEXT, geometry MULTIPOLYGON");
  EXPECT_EQ(one("SELECT typeof(code) || code FROM plots WHERE fid = 1"), "integer100000");
  EXPECT_EQ(one("SELECT count(*) FROM plots WHERE code IS NULL"), "1");
  expectSound();
  // an edit after it, then all back
  set("code", 4, std::int64_t{5});
  (void)undo(m_city, "王");
  (void)undo(m_city, "王");
  EXPECT_EQ(picture(), before);
  expectSound();
  (void)redo(m_city, "王");
  EXPECT_EQ(one("SELECT typeof(code) || code FROM plots WHERE fid = 1"), "integer100000");
  (void)redo(m_city, "王");
  EXPECT_EQ(one("SELECT code FROM plots WHERE fid = 4"), "5");
  (void)undo(m_city, "王");
  (void)undo(m_city, "王");
  EXPECT_EQ(picture(), before);
}

TEST_F(FieldChangesTest, ADroppedColumnComesBackWithItsPlaceValuesAndRule) {
  setLayerSearchFields(c(), "plots", {"名称", "code"});
  setFieldRule(m_city, "plots", "area", {.required = false, .least = "0", .most = {}, .values = {}}, "王");
  set("area", 7, {});
  const std::string before = picture();
  EXPECT_EQ(codeSaid([&] { dropField(m_city, "plots", "area", false, "王"); }), "forbidden_step");
  EXPECT_EQ(dropField(m_city, "plots", "area", true, "王").lost, 29);
  EXPECT_EQ(columns(), "fid INTEGER, code TEXT, 名称 TEXT, geometry MULTIPOLYGON");
  EXPECT_TRUE(fieldRules(c(), layer().uid).empty());
  dropField(m_city, "plots", "code", true, "王");
  EXPECT_EQ(layer().searchFields, "名称");
  expectSound();
  for (int round = 0; round < 2; ++round) {
    (void)undo(m_city, "王");
    (void)undo(m_city, "王");
    EXPECT_EQ(picture(), before) << round;
    (void)redo(m_city, "王");
    (void)redo(m_city, "王");
    EXPECT_EQ(columns(), "fid INTEGER, 名称 TEXT, geometry MULTIPOLYGON");
  }
  // also after a restart
  m_city = CityDatabase::open(m_file);
  (void)undo(m_city, "王");
  (void)undo(m_city, "王");
  EXPECT_EQ(picture(), before);
  expectSound();
}

TEST_F(FieldChangesTest, AColumnThatIsNeededStays) {
  bindRole(c(), "parcel", "plots", "code", "");
  EXPECT_EQ(codeSaid([&] { dropField(m_city, "plots", "code", true, "王"); }), "forbidden_step");
  setLayerFilter(c(), "plots", "area > 1");
  EXPECT_EQ(codeSaid([&] { dropField(m_city, "plots", "area", true, "王"); }), "forbidden_step");
  EXPECT_EQ(layer().fields.size(), 3U);
}

TEST_F(FieldChangesTest, ACalculationIsOneUndo) {
  const std::string before = picture();
  Calculation how{"plots", "area", "area * 2", "fid <= 10", {}};
  const auto preview = previewCalculation(c(), how, 3, {});
  ASSERT_EQ(preview.size(), 3U);
  EXPECT_EQ(preview[1].before, Value(101.0));
  EXPECT_EQ(preview[1].after, Value(202.0));
  EXPECT_EQ(picture(), before);
  EXPECT_EQ(calculateField(m_city, how, "", "王").fids.size(), 10U);
  EXPECT_EQ(one("SELECT sum(area) FROM plots WHERE fid <= 10"), "2090.0");
  (void)undo(m_city, "王");
  EXPECT_EQ(picture(), before);
  how.expression = "area";
  EXPECT_TRUE(calculateField(m_city, how, "", "王").tx.empty()) << "nothing changes: no entry";
  how.field = "名称";
  how.expression = "area";  // numbers become texts
  how.fids = {2, 11};
  EXPECT_EQ(calculateField(m_city, how, "", "王").fids, std::vector<std::int64_t>{2});
  EXPECT_EQ(one("SELECT 名称 FROM plots WHERE fid = 2"), "101");
}

TEST_F(FieldChangesTest, ACalculationOfManyRowsIsOneStepMadeOfWhatWasThereBefore) {
  c().exec(
      "INSERT INTO plots(code, area) WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 12000)"
      " SELECT 'x', i FROM n");
  const std::string before = picture();
  const std::string all = one("SELECT count(*) FROM plots");
  const std::string sum = one("SELECT sum(area) FROM plots");
  const Calculation how{"plots", "area", "(SELECT sum(area) FROM plots)", "", {}};
  CancelToken token;
  Progress stopped(token, [&](const ProgressState& state) {
    if (state.done > 6000) token.cancel();
  });
  EXPECT_EQ(codeSaid([&] { calculateField(m_city, how, "", "王", stopped); }), "cancelled");
  c().interruptOn(CancelToken());
  EXPECT_EQ(picture(), before);
  const EditResult result = calculateField(m_city, how, "", "王");
  EXPECT_EQ(std::to_string(result.fids.size()), all);
  EXPECT_EQ(one("SELECT count(*) FROM plots WHERE area = " + sum), all) << "a part must not see what another one wrote";
  EXPECT_EQ(one("SELECT count(DISTINCT part) || ' ' || max(part) FROM city_history WHERE tx = '" + result.tx + "'"),
            all + " " + std::to_string(result.fids.size() - 1));
  (void)undo(m_city, "王");
  EXPECT_EQ(picture(), before);
}

TEST_F(FieldChangesTest, AFaultyCalculationChangesNothing) {
  const std::string before = picture();
  const auto run = [&](const char* field, const char* expression, const char* where = "") {
    return codeSaid([&] { calculateField(m_city, {"plots", field, expression, where, {}}, "", "王"); });
  };
  EXPECT_EQ(run("area", "名称"), "invalid_value");
  EXPECT_EQ(run("area", "geometry"), "invalid_value");
  EXPECT_EQ(run("area", "nothing + 1"), "sql");
  EXPECT_EQ(run("area", "1; DROP TABLE plots"), "sql");
  EXPECT_EQ(run("area", "1", "1) OR (1"), "sql");
  EXPECT_EQ(run("nothing", "1"), "no_such_field");
  EXPECT_EQ(picture(), before);
  const auto preview = previewCalculation(c(), {"plots", "area", "名称", "", {}}, 1, {});
  ASSERT_TRUE(preview[0].fault);
  EXPECT_THAT(preview[0].fault->sentence(), HasSubstr("real"));
}

TEST_F(FieldChangesTest, RulesHoldForEveryEdit) {
  setFieldRule(m_city, "plots", "area", {.required = true, .least = "1", .most = "500.5", .values = {}}, "王");
  setFieldRule(m_city, "plots", "code",
               {.required = false, .least = {}, .most = {}, .values = {{"A", "甲", "first"}, {"B", "乙", "second"}}},
               "王");
  const auto fails = [&](const std::string& field, Value value) {
    return codeSaid([&] { set(field, 2, std::move(value)); });
  };
  EXPECT_EQ(fails("area", {}), "invalid_value");
  EXPECT_EQ(fails("area", 0.5), "invalid_value");
  EXPECT_EQ(fails("area", std::string("500.6")), "invalid_value");
  EXPECT_EQ(fails("area", 500.5), "");
  EXPECT_EQ(fails("code", std::string("C")), "invalid_value");
  EXPECT_EQ(fails("code", std::string("B")), "");
  EXPECT_EQ(fails("code", {}), "");
  EXPECT_EQ(codeSaid([&] {
              apply(m_city, {{{Kind::insert, "plots", 0, "", {{"code", std::string("A")}}}}, "", "", ""});
            }),
            "invalid_value")
      << "area is required";
  EXPECT_EQ(ruleBreaks(c(), layer(), "code", fieldRules(c(), layer().uid)["code"], {}).rows, 29 - 0);
  // undo is not asked: it brings back what was
  (void)undo(m_city, "王");
  (void)undo(m_city, "王");
  (void)undo(m_city, "王");
  EXPECT_EQ(one("SELECT code FROM plots WHERE fid = 2"), "0100001");
}

TEST_F(FieldChangesTest, RulesThemselvesAreCheckedAndUndone) {
  const auto fails = [&](const std::string& field, const FieldRule& rule) {
    return codeSaid([&] { setFieldRule(m_city, "plots", field, rule, "王"); });
  };
  EXPECT_EQ(fails("area", {.required = false, .least = "5", .most = "4", .values = {}}), "invalid_value");
  EXPECT_EQ(fails("area", {.required = false, .least = "x", .most = {}, .values = {}}), "invalid_value");
  EXPECT_EQ(fails("code", {.required = false, .least = "5", .most = {}, .values = {}}), "invalid_value");
  EXPECT_EQ(fails("code", {.required = false, .least = {}, .most = {}, .values = {{"A", "", ""}, {"A", "", ""}}}),
            "invalid_value");
  EXPECT_EQ(fails("nothing", {.required = true, .least = {}, .most = {}, .values = {}}), "no_such_field");
  setFieldRule(m_city, "plots", "area", {.required = true, .least = {}, .most = {}, .values = {}}, "王");
  setFieldRule(m_city, "plots", "area", {}, "王");
  EXPECT_TRUE(fieldRules(c(), layer().uid).empty());
  (void)undo(m_city, "王");
  EXPECT_TRUE(fieldRules(c(), layer().uid).at("area").required);
  (void)undo(m_city, "王");
  EXPECT_TRUE(fieldRules(c(), layer().uid).empty());
  duplicateLayer(c(), "plots", "copy");
  removeLayer(c(), "plots");
  EXPECT_EQ(one("SELECT count(*) FROM city_setting WHERE key LIKE 'field_rules%'"), "0");
}

}  // namespace
}  // namespace gis::store
