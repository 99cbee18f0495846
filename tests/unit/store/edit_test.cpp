#include "gis_core/store/edit.h"

#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "gis_core/base/error.h"
#include "gis_core/store/case_edit.h"
#include "gis_core/store/fields.h"
#include "gis_core/store/row_image.h"
#include "tests/support/child_tasks.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

using EditTest = ScratchCity;
using Kind = RowEdit::Kind;

EditCommand single(RowEdit edit, const std::string& reason = "edit") {
  EditCommand command;
  command.rows.push_back(std::move(edit));
  command.reason = reason;
  command.actor = "王";
  return command;
}

ErrorCode codeOf(const std::function<void()>& f) {
  try {
    f();
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

ColumnValues incidentValues(const std::string& description) {
  return {{"category", std::string("01001")},
          {"state", std::string("reported")},
          {"description", description},
          {"reported_at", std::string("2026-11-23T10:00:00.000Z")},
          {"geometry", geom::pointWkb(445000.5, 3585000.25)}};
}

TEST_F(EditTest, AnInsertIsJournalledWithItsWholeImage) {
  const EditResult result =
      applyCaseStep(m_city, single({Kind::insert, "city_incident", 0, "", incidentValues("井盖缺失")}, "report"));
  EXPECT_EQ(result.fids[0], (m_city.station() << 32) + 1);
  const auto entries = history(m_city, "city_incident", result.fids[0]);
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].op, "insert");
  EXPECT_EQ(entries[0].reason, "report");
  EXPECT_EQ(entries[0].actor, "王");
  EXPECT_EQ(entries[0].featureUid, result.uids[0]);
  EXPECT_EQ(entries[0].beforeJson, "");
  EXPECT_NE(entries[0].afterJson.find("\"description\":\"井盖缺失\""), std::string::npos);
  EXPECT_NE(entries[0].afterJson.find("\"geometry\":\"0101000000"), std::string::npos);
  EXPECT_EQ(layerByName(c(), "city_incident").count, 1);
  EXPECT_EQ(layerByName(c(), "city_incident").extent, (geom::Envelope{445000.5, 3585000.25, 445000.5, 3585000.25}));
  EXPECT_EQ(c().intValue("SELECT CheckSpatialIndex('city_incident', 'geometry')"), 1);
}

TEST_F(EditTest, TheImageOfAnInsertReadsAsTheImageOfItsRow) {
  std::string every;
  for (int byte = 1; byte < 0x80; ++byte) every += static_cast<char>(byte);
  for (const std::string& text :
       {std::string("plain"), every, std::string("\"quoted\" and \\"), std::string("扬州 🏙")}) {
    const EditResult result =
        applyCaseStep(m_city, single({Kind::insert, "city_incident", 0, "", incidentValues(text)}));
    const TableShape shape = shapeOf(c(), "city_incident");
    const auto image = imageOf(c(), shape, result.fids[0]);
    ASSERT_TRUE(image);
    EXPECT_EQ((*image)["description"], text);
    EXPECT_EQ(imageTextOf(c(), shape, result.fids[0]), dumped(*image));
    EXPECT_EQ(history(m_city, "city_incident", result.fids[0])[0].afterJson, dumped(*image));
  }
  EXPECT_EQ(imageTextOf(c(), shapeOf(c(), "city_incident"), 1), std::nullopt);
}

TEST_F(EditTest, AnUpdateThatChangesNothingLeavesNoNotice) {
  const std::int64_t fid =
      applyCaseStep(m_city, single({Kind::insert, "city_incident", 0, "", incidentValues("井盖缺失")})).fids[0];
  const std::int64_t before = lastChange(c());
  const std::string revision = layerByName(c(), "city_incident").revision;
  applyCaseStep(m_city, single({Kind::update, "city_incident", fid, "", incidentValues("井盖缺失")}));
  EXPECT_EQ(lastChange(c()), before) << "whoever follows the changes has nothing to look at";
  EXPECT_EQ(layerByName(c(), "city_incident").revision, revision);
  EXPECT_EQ(history(m_city, "city_incident", fid).size(), 1U);
  applyCaseStep(m_city, single({Kind::update, "city_incident", fid, "", {{"description", std::string("井盖破损")}}}));
  EXPECT_GT(lastChange(c()), before);
  EXPECT_EQ(history(m_city, "city_incident", fid).size(), 2U);
}

TEST_F(EditTest, UndoAndRedoWorkAfterARestartAndAreEntriesThemselves) {
  loadSquares("parcels", 10);
  apply(m_city, single({Kind::update, "parcels", 3, "", {{"area", 5.5}}}, "first"));
  apply(m_city, single({Kind::remove, "parcels", 4, "", {}}, "second"));
  EXPECT_EQ(undoState(m_city).undoReason, "second");
  CityDatabase again = CityDatabase::open(m_file);
  undo(again, "李");
  EXPECT_EQ(one("SELECT code || area FROM parcels WHERE fid = 4"), "0100003103.0");
  EXPECT_EQ(undoState(again).undoReason, "first");
  EXPECT_EQ(undoState(again).redoReason, "second");
  undo(again, "李");
  EXPECT_EQ(one("SELECT area FROM parcels WHERE fid = 3"), "102.0");
  EXPECT_TRUE(undoState(again).undoTx.empty());
  EXPECT_EQ(undoState(again).redoReason, "first");
  redo(again, "李");
  EXPECT_EQ(one("SELECT area FROM parcels WHERE fid = 3"), "5.5");
  redo(again, "李");
  EXPECT_EQ(c().intValue("SELECT count(*) FROM parcels"), 9);
  EXPECT_TRUE(undoState(again).redoTx.empty());
  undo(again, "李");
  EXPECT_EQ(c().intValue("SELECT count(*) FROM parcels"), 10);
  // a new edit ends what could be redone
  apply(again, single({Kind::update, "parcels", 3, "", {{"area", 6.5}}}, "third"));
  EXPECT_TRUE(undoState(again).redoTx.empty());
  EXPECT_EQ(undoState(again).undoReason, "third");
  const auto all = history(again, "parcels", 0);
  EXPECT_EQ(all.size(), 9u);  // load, 2 edits, 2 undo, 2 redo, undo, edit
  EXPECT_EQ(all[1].kind, "undo");
  EXPECT_EQ(codeOf([&] { redo(again, "李"); }), ErrorCode::notFound);
}

TEST_F(EditTest, WhatAnotherChangedSinceIsNotUndone) {
  loadSquares("parcels", 10);
  apply(m_city, single({Kind::update, "parcels", 3, "", {{"area", 5.5}}}));
  Connection other = Connection::open(m_file, OpenMode::readWrite);
  other.exec("UPDATE parcels SET code = 'x' WHERE fid = 3");
  EXPECT_NO_THROW(undo(m_city, ""));  // another column: both changes stand
  EXPECT_EQ(one("SELECT code || area FROM parcels WHERE fid = 3"), "x102.0");
  redo(m_city, "");
  other.exec("UPDATE parcels SET area = 1 WHERE fid = 3");
  EXPECT_EQ(codeOf([&] { undo(m_city, ""); }), ErrorCode::forbiddenStep);
  EXPECT_EQ(one("SELECT area FROM parcels WHERE fid = 3"), "1.0");
}

TEST_F(EditTest, BadEditsAreRefusedWholly) {
  loadSquares("parcels", 3);
  const auto code = [&](RowEdit edit) { return codeOf([&] { apply(m_city, single(std::move(edit))); }); };
  EXPECT_EQ(code({Kind::update, "parcel", 1, "", {}}), ErrorCode::noSuchLayer);
  EXPECT_EQ(code({Kind::update, "parcels", 1, "", {{"arae", 1.0}}}), ErrorCode::noSuchField);
  EXPECT_EQ(code({Kind::update, "parcels", 1, "", {{"area", std::string("12 m")}}}), ErrorCode::invalidValue);
  EXPECT_EQ(code({Kind::update, "parcels", 99, "", {{"area", 1.0}}}), ErrorCode::notFound);
  EXPECT_EQ(code({Kind::remove, "parcels", 99, "", {}}), ErrorCode::notFound);
  EXPECT_EQ(code({Kind::update, "parcels", 1, "", {{"geometry", geom::pointWkb(1, 2)}}}), ErrorCode::invalidValue);
  EditCommand half = single({Kind::update, "parcels", 1, "", {{"area", 1.0}}});
  half.rows.push_back({Kind::update, "parcels", 99, "", {{"area", 1.0}}});
  EXPECT_EQ(codeOf([&] { apply(m_city, half); }), ErrorCode::notFound);
  EXPECT_EQ(one("SELECT area FROM parcels WHERE fid = 1"), "100.0");
  EXPECT_EQ(history(m_city, "parcels", 1).size(), 0u);
  EXPECT_NO_THROW(apply(m_city, single({Kind::update, "parcels", 1, "", {{"AREA", std::string(" 12.5 ")}}})));
  EXPECT_EQ(one("SELECT area || typeof(area) FROM parcels WHERE fid = 1"), "12.5real");
}

TEST_F(EditTest, AColumnTakesValuesOfItsTypeOnly) {
  loadSquares("parcels", 3);
  const CancelToken never;
  for (const auto& [name, type] :
       {std::pair{"b", FieldType::boolean}, std::pair{"d", FieldType::date}, std::pair{"t", FieldType::datetime},
        std::pair{"i", FieldType::integer}, std::pair{"r", FieldType::real}})
    addField(m_city, "parcels", {name, type}, "", "", never);
  const auto set = [&](const char* column, const Value& value) {
    return codeOf([&] {
      apply(m_city, single({Kind::update, "parcels", 1, "", {{column, value}}}));
      throw Error(ErrorCode::usage, "done");
    });
  };
  for (const auto& [column, text] :
       {std::pair{"b", "2"}, std::pair{"b", "maybe"}, std::pair{"d", "foo"}, std::pair{"d", "2024-02-30"},
        std::pair{"t", "banana"}, std::pair{"t", "2024-02-28T25:00"}, std::pair{"i", "1.5"}, std::pair{"i", "nan"},
        std::pair{"r", "nan"}, std::pair{"r", "inf"}})
    EXPECT_EQ(set(column, std::string(text)), ErrorCode::invalidValue) << column << "=" << text;
  EXPECT_EQ(set("b", std::int64_t{2}), ErrorCode::invalidValue);
  EXPECT_EQ(set("d", 5.0), ErrorCode::invalidValue);
  EXPECT_EQ(set("r", std::nan("")), ErrorCode::invalidValue);
  EXPECT_EQ(one("SELECT b IS NULL AND d IS NULL AND t IS NULL AND i IS NULL AND r IS NULL FROM parcels WHERE fid = 1"),
            "1");
  for (const auto& [column, text] :
       {std::pair{"b", "true"}, std::pair{"d", "2024/02/29"}, std::pair{"t", "2024-02-29T08:00:00+08:00"},
        std::pair{"i", "7"}, std::pair{"r", "1.5"}})
    EXPECT_EQ(set(column, std::string(text)), ErrorCode::usage) << column << "=" << text;
  EXPECT_EQ(one("SELECT b || '|' || d || '|' || t || '|' || i || '|' || r FROM parcels WHERE fid = 1"),
            "1|2024-02-29|2024-02-29T08:00:00+08:00|7|1.5");
  EXPECT_EQ(set("d", std::string()), ErrorCode::usage) << "empty text is no date";
  EXPECT_EQ(one("SELECT d IS NULL FROM parcels WHERE fid = 1"), "1");
  EXPECT_EQ(set("geometry", geom::pointWkb(std::nan(""), 1)), ErrorCode::invalidValue);
  EXPECT_EQ(set("geometry", geom::boxWkb({0, 0, HUGE_VAL, 1})), ErrorCode::invalidValue);
  geom::Bytes torn = geom::boxWkb({0, 0, 1, 1});
  geom::transformCoordinates(
      torn, [](double* xyzm, std::uint32_t, int stride) { xyzm[stride] = xyzm[stride + 1] = std::nan(""); });
  EXPECT_EQ(set("geometry", torn), ErrorCode::invalidValue) << "a vertex is no empty point";
}

TEST_F(EditTest, AnEditJoinsAnOpenTransaction) {
  {
    Transaction transaction(c());
    applyCaseStep(m_city, single({Kind::insert, "city_incident", 0, "", incidentValues("a")}));
  }
  EXPECT_EQ(c().intValue("SELECT count(*) FROM city_incident"), 0);
  EXPECT_EQ(c().intValue("SELECT count(*) FROM city_history"), 0);
}

TEST_F(EditTest, ANumberIsNeverGivenTwice) {
  loadSquares("parcels", 3);
  const ColumnValues box{{"geometry", geom::boxWkb(square(9))}};
  EXPECT_EQ(apply(m_city, single({Kind::insert, "parcels", 0, "", box})).fids[0], 4);
  apply(m_city, single({Kind::remove, "parcels", 4, "", {}}));
  EXPECT_EQ(apply(m_city, single({Kind::insert, "parcels", 0, "", box})).fids[0], 5);
}

TEST_F(EditTest, PlainTablesOfTheCityAreJournalledToo) {
  const auto incident = applyCaseStep(m_city, single({Kind::insert, "city_incident", 0, "", incidentValues("a")}));
  const ColumnValues values{{"incident", incident.uids[0]},
                            {"name", std::string("a.jpg")},
                            {"sha256", std::string(64, 'a')},
                            {"size", std::int64_t{3}},
                            {"added_at", std::string("2026-11-23T10:00:00.000Z")},
                            {"thumbnail", geom::Bytes{1, 0, 255}}};
  apply(m_city, single({Kind::insert, "city_attachment", 0, "", values}));
  undo(m_city, "");
  EXPECT_EQ(c().intValue("SELECT count(*) FROM city_attachment"), 0);
  redo(m_city, "");
  EXPECT_EQ(one("SELECT hex(thumbnail) FROM city_attachment"), "0100FF");
  ColumnValues tooLarge = values;
  tooLarge.back().second = geom::Bytes(20481, 1);
  EXPECT_EQ(codeOf([&] {
              apply(m_city, single({Kind::insert, "city_attachment", 0, "", tooLarge}));
            }),
            ErrorCode::invalidValue);
}

TEST_F(EditTest, NoticesTellOfForeignWritersAndRenewTheRevision) {
  loadSquares("parcels", 5);
  const std::int64_t seq = lastChange(c());
  const std::string revision = layerByName(c(), "parcels").revision;
  const std::int64_t version = dataVersion(c());
  {
    Connection foreign = Connection::open(m_file, OpenMode::readWrite);
    foreign.exec(
        "UPDATE parcels SET area = 0 WHERE fid = 2; DELETE FROM parcels WHERE fid = 5;"
        "INSERT INTO parcels(fid, code) VALUES (77, 'n'); UPDATE parcels SET fid = 78 WHERE fid = 77");
  }
  EXPECT_NE(dataVersion(c()), version);
  std::string told;
  for (const ChangeNotice& notice : changesSince(c(), seq))
    told += notice.op + std::to_string(notice.fid) + notice.layer + " ";
  EXPECT_EQ(told.find("U2parcels D5parcels I77parcels"), 0u) << told;
  EXPECT_NE(told.find("U78parcels"), std::string::npos) << told;
  EXPECT_NE(told.find("D77parcels"), std::string::npos) << told;
  const LayerInfo after = layerByName(c(), "parcels");
  EXPECT_NE(after.revision, revision);
  EXPECT_EQ(after.count, 5);
  // the outermost square went: the extent is measured anew by whoever asks
  EXPECT_EQ(after.extent.maxX, square(3).maxX);
}

/// Inserts for ever; each confirmed number goes up the line.
int insertForEver(const test::ChildTask::Arguments& arguments) {
  const CityDatabase city = CityDatabase::open(platform::pathFromUtf8(arguments.at(0)));
  for (;;) {
    const std::int64_t fid =
        applyCaseStep(city, single({Kind::insert, "city_incident", 0, "", incidentValues("x")})).fids[0];
    if (!test::lineToTest().send(1, std::to_string(fid))) return 1;
  }
}
const test::ChildTask kInsertForEver{"insert for ever", insertForEver};

/// SIGKILL, then look.
TEST_F(EditTest, WhatWasConfirmedSurvivesKill9) {
  for (int round = 0; round < 4; ++round) {
    test::ChildAtWork child = kInsertForEver.start({platform::pathToUtf8(m_file)});
    platform::Channel::Message message;
    for (int i = 0; i < 25 + round * 7; ++i) {
      ASSERT_EQ(child.line.receive(message, std::chrono::seconds(60)), platform::Channel::Outcome::message);
    }
    child.process.kill();
    // what was still on the way is confirmed, too
    while (child.line.receive(message, std::chrono::seconds(60)) == platform::Channel::Outcome::message) {
    }
    const std::int64_t last = std::stoll(message.bytes);
    const CityDatabase city = CityDatabase::open(m_file);
    const std::int64_t confirmed = last - (city.station() << 32);
    EXPECT_GE(city.connection().intValue("SELECT count(*) FROM city_incident"), confirmed);
    EXPECT_EQ(city.connection().intValue("SELECT count(*) FROM city_incident"),
              city.connection().intValue("SELECT count(*) FROM city_history"));
    EXPECT_EQ(city.connection().textValue("SELECT rtreecheck('idx_city_incident_geometry')"), "ok");
  }
}

}  // namespace
}  // namespace gis::store
