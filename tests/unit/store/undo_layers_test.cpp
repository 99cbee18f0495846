// Undo beside loads, removals, renamings and new columns.
#include <gmock/gmock.h>
#include <sqlite3.h>

#include "gis_core/base/error.h"
#include "gis_core/store/case_edit.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/fields.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

using testing::HasSubstr;
using Kind = RowEdit::Kind;

class UndoLayersTest : public ScratchCity {
 protected:
  void setArea(const std::string& layer, double area) const {
    (void)apply(m_city, {{{Kind::update, layer, 3, "", {{"area", area}}}}, "edit", "王", ""});
  }
  [[nodiscard]] std::string areaOf(const std::string& layer) const {
    return one("SELECT area FROM \"" + layer + "\" WHERE fid = 3");
  }
  /// The refusal's sentence; empty when it was undone.
  [[nodiscard]] std::string undoSays() const {
    try {
      (void)undo(m_city, "李");
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::forbiddenStep);
      return error.sentence();
    }
    return {};
  }
};

TEST_F(UndoLayersTest, AnOldFileThatCannotBeWrittenHasNothingToUndo) {
  loadSquares("a", 5);
  setArea("a", 5.5);
  // beside a writer, a reader sees what can be taken back …
  EXPECT_EQ(undoState(CityDatabase::open(m_file, OpenMode::readOnly)).undoTable, "a");
  // … but not in a file that no writer of this version ever opened: that would read its whole journal
  c().exec("DROP INDEX city_history_edits");
  EXPECT_EQ(undoState(CityDatabase::open(m_file, OpenMode::readOnly)).undoTx, "");
  EXPECT_EQ(undoState(m_city).undoTable, "a") << "the writer reads it all the same";
}

TEST_F(UndoLayersTest, ARemovedLayerDoesNotBlockTheEditsOfOthers) {
  loadSquares("a", 5);
  loadSquares("b", 5);
  setArea("a", 5.5);
  setArea("b", 6.5);
  removeLayer(c(), "b");
  const UndoState state = undoState(m_city);
  EXPECT_EQ(state.undoTable, "a");
  EXPECT_EQ(state.undoFid, 3);
  EXPECT_THAT(undoSays(), testing::AllOf(HasSubstr("the removal of the layer \"b\""), HasSubstr("feature 3 in \"a\"")));
  EXPECT_EQ(areaOf("a"), "5.5") << "nothing happens before the person knows what goes";
  EXPECT_EQ(undoSays(), "");
  EXPECT_EQ(areaOf("a"), "102.0");
  redo(m_city, "李");
  EXPECT_EQ(areaOf("a"), "5.5");
}

TEST_F(UndoLayersTest, EditsBeforeAReplacementAreDoneWith) {
  loadSquares("a", 5);
  loadSquares("b", 5);
  setArea("a", 5.5);
  setArea("b", 6.5);
  loadSquares("b", 4, LayerDraft::IfTaken::replace);
  EXPECT_THAT(undoSays(), HasSubstr("the load of the layer \"b\""));
  EXPECT_EQ(undoSays(), "");
  EXPECT_EQ(areaOf("a"), "102.0");
  EXPECT_EQ(areaOf("b"), "102.0") << "the replacement's own value";
  EXPECT_TRUE(undoState(m_city).undoTx.empty());
}

TEST_F(UndoLayersTest, WhatWasUndoneInALayerThatIsGoneIsNotDoneAgain) {
  loadSquares("a", 5);
  loadSquares("b", 5);
  setArea("a", 5.5);
  setArea("b", 6.5);
  undo(m_city, "李");  // of b
  undo(m_city, "李");  // of a
  removeLayer(c(), "a");
  EXPECT_EQ(undoState(m_city).redoTable, "b");
  redo(m_city, "李");
  EXPECT_EQ(areaOf("b"), "6.5");
  EXPECT_TRUE(undoState(m_city).redoTx.empty());
}

TEST_F(UndoLayersTest, ALoadIsToldOnceAndOnlyWhenItLiesBetween) {
  loadSquares("a", 5);
  setArea("a", 5.5);
  setArea("a", 6.5);
  loadSquares("b", 5);
  setArea("b", 7.5);
  EXPECT_EQ(undoSays(), "") << "the edit is newer than the load";
  EXPECT_THAT(undoSays(), HasSubstr("the load of the layer \"b\""));
  EXPECT_EQ(areaOf("a"), "6.5");
  EXPECT_EQ(undoSays(), "");
  EXPECT_EQ(undoSays(), "") << "the same load is not told again";
  EXPECT_EQ(areaOf("a"), "102.0");
  loadSquares("c", 5);
  EXPECT_THAT(undoSays(), HasSubstr("the load of the layer \"c\"")) << "nothing older either: still the reason";
}

TEST_F(UndoLayersTest, ALayerLoadedByMistakeAndRemovedIsNoObstacle) {
  loadSquares("a", 5);
  setArea("a", 5.5);
  loadSquares("b", 5);
  removeLayer(c(), "b");
  EXPECT_EQ(undoSays(), "");
  EXPECT_EQ(areaOf("a"), "102.0");
}

TEST_F(UndoLayersTest, RowsThatCameWithALoadCostNothing) {
  loadSquares("a", 5);
  setArea("a", 5.5);
  // cases that came with their past: an entry each step, none of which Ctrl+Z takes back
  c().exec(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
      " INSERT INTO city_history(tx, part, at, station, kind, layer, table_name, fid, op, before, after)"
      " SELECT 'past' || i, 0, '2026-01-01T00:00:00.000Z', 1, 'load', (SELECT uid FROM city_layer WHERE name ="
      " 'city_incident'), 'city_incident', i, CASE WHEN i % 8 = 0 THEN 'insert' ELSE 'update' END, '{}', '{}' FROM n");
  int hundreds = 0;  // of instructions of the database engine
  const auto count = [](void* to) { return ++*static_cast<int*>(to), 0; };
  sqlite3_progress_handler(c().handle(), 100, count, &hundreds);
  const UndoState state = undoState(m_city);
  sqlite3_progress_handler(c().handle(), 0, nullptr, nullptr);
  EXPECT_EQ(state.undoTable, "a");
  EXPECT_LT(hundreds, 50) << "an entry looked at takes some 20 instructions";
}

TEST_F(UndoLayersTest, ARenamedLayerGetsItsNameBack) {
  loadSquares("a", 5);
  setArea("a", 5.5);
  renameLayer(c(), "a", "b");
  EXPECT_EQ(undoSays(), "");
  EXPECT_TRUE(layerExists(c(), "a"));
  EXPECT_EQ(areaOf("a"), "5.5") << "the older edit stays";
  redo(m_city, "李");
  EXPECT_EQ(areaOf("b"), "5.5");
  EXPECT_EQ(c().intValue("SELECT CheckSpatialIndex('b', 'geometry')"), 1);
  undo(m_city, "李");
  undo(m_city, "李");
  EXPECT_EQ(areaOf("a"), "102.0");
}

TEST_F(UndoLayersTest, ARenamingWhoseOldNameWasTakenIsPassedOver) {
  loadSquares("a", 5);
  setArea("a", 5.5);
  renameLayer(c(), "a", "b");
  loadSquares("a", 5);
  EXPECT_THAT(undoSays(), HasSubstr("the load of the layer \"a\""));
  EXPECT_EQ(undoSays(), "");
  EXPECT_EQ(areaOf("b"), "102.0");
}

TEST_F(UndoLayersTest, AnAddedColumnGoesAndComesBackWithItsValues) {
  loadSquares("a", 5);
  setArea("a", 5.5);
  const CancelToken never;
  addField(m_city, "a", {"双倍", FieldType::real}, "area * 2", "王", never);
  setLayerSearchFields(c(), "a", {"名称", "双倍"});
  EXPECT_EQ(one("SELECT 双倍 FROM a WHERE fid = 3"), "11.0");
  EXPECT_EQ(undoSays(), "");
  EXPECT_EQ(layerByName(c(), "a").fields.size(), 3u);
  EXPECT_EQ(layerByName(c(), "a").searchFields, "名称");
  EXPECT_EQ(areaOf("a"), "5.5") << "the older edit stays";
  redo(m_city, "李");
  EXPECT_EQ(one("SELECT 双倍 FROM a WHERE fid = 3"), "11.0");
  setLayerFilter(c(), "a", "\"双倍\" > 1");
  EXPECT_THAT(undoSays(), HasSubstr("the layer's filter uses it"));
  setLayerFilter(c(), "a", "");
  EXPECT_EQ(undoSays(), "");
  EXPECT_EQ(undoSays(), "");
  EXPECT_EQ(areaOf("a"), "102.0");
}

TEST_F(UndoLayersTest, AFeatureIsNamedAsPeopleKnowIt) {
  loadSquares("a", 5);
  setLayerTitle(c(), "a", "宗地", "Parcels");
  setArea("a", 5.5);
  loadSquares("b", 5);
  EXPECT_THAT(undoSays(), HasSubstr("older change of feature 3 in \"Parcels\""));
  bindRole(c(), "parcel", "a", "code", "");
  loadSquares("c", 5);
  try {
    undo(m_city, "李");
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.sentence(), HasSubstr("older change of 0100002 in \"Parcels\""));
    EXPECT_THAT(error.remedy().args, testing::ElementsAre("0100002", "Parcels", "宗地")) << "for both languages";
  }
  const Connection other = Connection::open(m_file, OpenMode::readWrite);
  other.exec("UPDATE a SET area = 1 WHERE fid = 3");
  EXPECT_THAT(undoSays(), HasSubstr("the change of 0100002 in \"Parcels\" cannot be taken back"));
}

TEST_F(UndoLayersTest, ACaseIsNamedByItsNumber) {
  EditCommand report{{{Kind::insert,
                       "city_incident",
                       0,
                       "",
                       {{"category", std::string("01001")},
                        {"state", std::string("reported")},
                        {"report_no", std::string("R-7")},
                        {"reported_at", std::string("2026-11-23T10:00:00.000Z")},
                        {"geometry", geom::pointWkb(445000, 3585000)}}}},
                     "report",
                     "王",
                     ""};
  (void)applyCaseStep(m_city, report);
  const Connection other = Connection::open(m_file, OpenMode::readWrite);
  other.exec("UPDATE city_incident SET description = 'x'");
  EXPECT_THAT(undoSays(), HasSubstr("the change of case R-7 cannot be taken back"));
  other.exec("UPDATE city_incident SET case_no = 'F-8'");
  EXPECT_THAT(undoSays(), HasSubstr("the change of case F-8 cannot be taken back"));
  other.exec("DELETE FROM city_incident");
  EXPECT_THAT(undoSays(), HasSubstr("the change of case R-7 cannot be taken back")) << "as the journal knows it";
}

TEST_F(UndoLayersTest, LoadsAndRemovalsTellWhoDidIt) {
  setDefaultActor("赵");
  loadSquares("a", 5);
  removeLayer(c(), "a");
  setDefaultActor("");
  const auto entries = history(m_city, "a", 0);
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].op, "drop");
  EXPECT_EQ(entries[0].actor, "赵");
  EXPECT_EQ(entries[1].op, "load");
  EXPECT_EQ(entries[1].actor, "赵");
}

}  // namespace
}  // namespace gis::store
