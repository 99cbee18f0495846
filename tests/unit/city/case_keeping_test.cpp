// Edits that are no step of the desk: what of a case they may change, through every door that changes rows.
#include "gis_core/store/case_keeping.h"

#include <gmock/gmock.h>

#include <functional>
#include <optional>

#include "gis_core/base/error.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/incident.h"
#include "gis_core/io/paste_rows.h"
#include "gis_core/store/feature_edits.h"
#include "gis_core/store/field_changes.h"
#include "gis_core/store/table_rows.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {
namespace {

using store::ColumnValues;
using store::RowEdit;
using ::testing::HasSubstr;

class CaseKeepingTest : public SmallCity {
 protected:
  void SetUp() override {
    SmallCity::SetUp();
    IncidentDraft draft;
    draft.category = "06010";
    draft.at = geom::MapPoint{445100, 3585100};
    draft.description = "垃圾成堆";
    m_fid = IncidentDesk(*m_city).report(draft, "王").fid;
    m_history = history();
  }
  std::int64_t history() const { return m_city->connection().intValue("SELECT count(*) FROM city_history"); }
  Incident now() const { return incidentById(*m_city, std::to_string(m_fid)); }
  static store::EditCommand command(RowEdit row) {
    store::EditCommand edit;
    edit.rows.push_back(std::move(row));
    edit.reason = "edit";
    return edit;
  }
  void set(const std::string& column, store::Value value) const {
    store::apply(*m_city, command({RowEdit::Kind::update, "city_incident", m_fid, {}, {{column, std::move(value)}}}));
  }
  /// What the refusal says; nothing of the case and of its log may have changed.
  std::string refusal(const std::function<void()>& door) const {
    std::string told;
    try {
      door();
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::forbiddenStep) << error.sentence();
      told = error.sentence();
    }
    EXPECT_NE(told, "") << "the door is open";
    EXPECT_EQ(now().state, "reported");
    EXPECT_EQ(history(), m_history);
    return told;
  }
  store::LayerInfo layer() const { return store::layerByName(m_city->connection(), "city_incident"); }
  std::int64_t m_fid = 0, m_history = 0;
};

TEST_F(CaseKeepingTest, EveryColumnOfTheLifeCycleNamesItsStep) {
  EXPECT_THAT(refusal([&] { set("state", std::string("closed")); }), HasSubstr("incident advance"));
  EXPECT_THAT(refusal([&] { set("STATE", std::string("closed")); }), HasSubstr("incident advance")) << "in any case";
  EXPECT_THAT(refusal([&] { set("case_no", std::string("E1")); }), HasSubstr("numbers are given"));
  EXPECT_THAT(refusal([&] { set("deadline", std::string("2030-01-01T00:00:00Z")); }), HasSubstr("extension"));
  EXPECT_THAT(refusal([&] { set("department", std::string("环卫处")); }), HasSubstr("dispatch"));
  EXPECT_THAT(refusal([&] { set("handler", std::string("李四")); }), HasSubstr("incident assign"));
  EXPECT_THAT(refusal([&] { set("duplicate_of", std::string("x")); }), HasSubstr("merge"));
  EXPECT_THAT(refusal([&] { set("rework_count", std::int64_t{7}); }), HasSubstr("incident advance"));
  EXPECT_THAT(refusal([&] { set("category", std::string("06012")); }), HasSubstr("incident correct"));
  EXPECT_THAT(refusal([&] { set("urgency", std::string("very")); }), HasSubstr("incident correct"));
  EXPECT_THAT(refusal([&] { set("grid", std::string("1")); }), HasSubstr("incident move"));
  EXPECT_THAT(refusal([&] { set("geometry", geom::pointWkb(445200, 3585200)); }), HasSubstr("incident move"));
}

/// A column that the schema gains later must be put into one of the two lists.
TEST_F(CaseKeepingTest, TheFreeColumnsAreThese) {
  std::vector<std::string> free;
  for (const store::Field& field : layer().fields) {
    if (store::isFreeCaseColumn(field.name)) free.push_back(field.name);
  }
  EXPECT_THAT(free, ::testing::UnorderedElementsAre("description", "source", "reporter", "component", "address",
                                                    "accuracy_class"));
}

TEST_F(CaseKeepingTest, WhatWasToldIsFreeAndUndoneAfterARestart) {
  set("description", std::string("清理完毕"));
  set("address", std::string("文昌路 1 号"));
  set("state", std::string("reported"));  // as it is: nothing changes, nothing is refused
  EXPECT_EQ(history(), m_history + 2);
  m_city = std::make_unique<store::CityDatabase>(store::CityDatabase::open(m_folder / "small.citydb"));
  (void)store::undo(*m_city, "");
  (void)store::undo(*m_city, "");
  EXPECT_EQ(now().description, "垃圾成堆");
}

TEST_F(CaseKeepingTest, StepsAreTakenBackAsBefore) {
  (void)advance(*m_city, std::to_string(m_fid), {"take", "acceptor", "", "", "", {}, {}}, "王");
  EXPECT_EQ(now().state, "pending_register");
  m_city = std::make_unique<store::CityDatabase>(store::CityDatabase::open(m_folder / "small.citydb"));
  (void)store::undo(*m_city, "");
  EXPECT_EQ(now().state, "reported");
  (void)store::redo(*m_city, "");
  EXPECT_EQ(now().state, "pending_register");
}

TEST_F(CaseKeepingTest, RowsAreNeitherAddedNorDeleted) {
  const ColumnValues row{{"category", std::string("06010")},
                         {"state", std::string("closed")},
                         {"reported_at", std::string("2026-11-23T10:00:00.000Z")}};
  EXPECT_THAT(refusal([&] {
                store::apply(*m_city, command({RowEdit::Kind::insert, "city_incident", 0, {}, row}));
              }),
              HasSubstr("exchange cases import"));
  EXPECT_THAT(refusal([&] { store::apply(*m_city, store::removeCommand(layer(), {m_fid})); }), HasSubstr("cancel"));
  EXPECT_THAT(refusal([&] {
                store::LayerDraft draft;
                draft.name = "city_incident";
                draft.ifTaken = store::LayerDraft::IfTaken::append;
                const store::BulkLoad load(*m_city, draft);
              }),
              HasSubstr("exchange cases import"));
}

TEST_F(CaseKeepingTest, TheCalculatorAndReplacingKeepToTheFreeColumns) {
  EXPECT_THAT(refusal([&] {
                (void)store::calculateField(*m_city, {"city_incident", "state", "'closed'", {}, {}}, "", "王", {});
              }),
              HasSubstr("incident advance"));
  store::Replacement how;
  how.field = "state";
  how.find = "reported";
  how.replace = "closed";
  EXPECT_THAT(
      refusal([&] { store::apply(*m_city, store::replacementCommand(m_city->connection(), layer(), how, {})); }),
      HasSubstr("incident advance"));
  (void)store::calculateField(*m_city, {"city_incident", "address", "'路口'", {}, {}}, "", "王", {});
  EXPECT_EQ(now().address, "路口");
  how.field = "description";
  how.find = "垃圾";
  how.replace = "杂物";
  store::apply(*m_city, store::replacementCommand(m_city->connection(), layer(), how, {}));
  EXPECT_EQ(now().description, "杂物成堆");
}

TEST_F(CaseKeepingTest, PastedRowsKeepToTheFreeColumns) {
  store::EditResult result;
  const auto paste = [&](const std::string& heading, const std::string& cells) {
    (void)io::pasteRows(*m_city, {"city_incident", heading + "\n" + cells + "\n", "report_no"}, false, "", "王", result,
                        {});
  };
  const std::string number = now().reportNo;
  EXPECT_THAT(refusal([&] { paste("report_no\tstate", number + "\tclosed"); }), HasSubstr("incident advance"));
  EXPECT_THAT(refusal([&] { paste("report_no\tcategory\tstate\treported_at", "R9\t06010\tclosed\t2026-11-23 10:00"); }),
              HasSubstr("exchange cases import"));
  paste("report_no\tdescription", number + "\t已清理");
  EXPECT_EQ(now().description, "已清理");
}

TEST_F(CaseKeepingTest, ShapesAreMovedByTheDeskOnly) {
  EXPECT_THAT(refusal([&] {
                (void)store::reshapeFeatures(
                    *m_city, "city_incident", {m_fid},
                    [](geom::EditableShape& shape) {
                      shape.transform([](geom::MapPoint p) { return geom::MapPoint{p.x + 5, p.y}; });
                    },
                    store::InvalidShape::refuse, "edit", "王", {});
              }),
              HasSubstr("incident move"));
}

}  // namespace
}  // namespace gis::city
