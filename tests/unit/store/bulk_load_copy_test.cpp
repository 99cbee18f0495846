// Rows that are copied inside the city into a new layer.
#include <gtest/gtest.h>

#include "gis_core/base/error.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

class CopiedRowsTest : public ScratchCity {
 protected:
  /// The layer's form with a further column `n`.
  static LayerDraft draftOf(const LayerInfo& from) {
    LayerDraft draft;
    draft.name = "copies";
    draft.fields = from.fields;
    draft.fields.push_back({"n", FieldType::integer});
    draft.crs = from.crs;
    draft.type = from.geometryType;
    return draft;
  }
  /// Rows `fids` of the layer; every third one loses its geometry.
  static CopiedRows rowsOf(const std::vector<std::int64_t>& fids, bool keepsFids) {
    CopiedRows rows;
    rows.further = FeatureBatch::withFields({{"n", FieldType::integer}});
    for (std::size_t i = 0; i < fids.size(); ++i) {
      rows.from.push_back(fids[i]);
      rows.boxes.push_back(i % 3 == 2 ? geom::Envelope() : square(int(fids[i]) - 1));
      rows.further.addCell(0, i % 5 == 4 ? Value() : Value(std::int64_t(i)));
      rows.further.fids.push_back(keepsFids ? fids[i] : -1);
    }
    return rows;
  }
  /// Tells the load which rows will come.
  static void announce(BulkLoad& load, const CopiedRows& rows) {
    load.announceCopies(rows.from.size(), [rows](const auto& row) {
      for (std::size_t i = 0; i < rows.from.size(); ++i) row(rows.further.fids[i], rows.boxes[i]);
    });
  }
  template <typename Work>
  static std::string codeOf(const Work& work) {
    try {
      work();
      return "none";
    } catch (const Error& error) {
      return std::string(errorCodeName(error.code()));
    }
  }
  Progress m_progress;
};

TEST_F(CopiedRowsTest, HaveTheCellsOfTheirSourceAndTheFurtherOnes) {
  const LayerInfo from = loadSquares("parcels", 3000);
  std::vector<std::int64_t> fids;
  for (std::int64_t fid = 2; fid <= 3000; fid += 2) fids.push_back(fid);
  BulkLoad load(m_city, draftOf(from));
  ASSERT_TRUE(load.appendCopies(from, rowsOf({fids.begin(), fids.begin() + 900}, true)));
  ASSERT_TRUE(load.appendCopies(from, rowsOf({fids.begin() + 900, fids.end()}, true)));
  const BulkLoad::Result made = load.finish(m_progress);
  EXPECT_EQ(made.rows, 1500);
  EXPECT_TRUE(made.fidKept);
  EXPECT_EQ(made.layer.geometryType, from.geometryType);
  EXPECT_EQ(c().textValue("SELECT rtreecheck('idx_copies_geometry')"), "ok");
  EXPECT_EQ(c().intValue("SELECT CheckSpatialIndex('copies', 'geometry')"), 1);
  EXPECT_EQ(c().intValue("SELECT count(*) FROM copies WHERE geometry IS NULL"), 500);
  std::string same =
      "SELECT count(*) FROM copies k JOIN parcels p USING (fid) WHERE coalesce(k.geometry, p.geometry)"
      " = p.geometry";
  for (const Field& field : from.fields) same += " AND k.\"" + field.name + "\" IS p.\"" + field.name + "\"";
  EXPECT_EQ(c().intValue(same), 1500);
  EXPECT_EQ(c().intValue("SELECT n FROM copies WHERE fid = 8"), 3);
  EXPECT_EQ(c().intValue("SELECT count(*) FROM copies WHERE n IS NULL"), 300);
}

TEST_F(CopiedRowsTest, AnnouncedRowsGetTheSameTree) {
  const LayerInfo from = loadSquares("parcels", 3000);
  std::vector<std::int64_t> fids;
  for (std::int64_t fid = 1; fid <= 3000; fid += 2) fids.push_back(fid);
  const CopiedRows rows = rowsOf(fids, true);
  for (const bool announced : {false, true}) {
    LayerDraft draft = draftOf(from);
    draft.name = announced ? "told" : "untold";
    BulkLoad load(m_city, draft);
    if (announced) announce(load, rows);
    ASSERT_TRUE(load.appendCopies(from, rows));
    EXPECT_EQ(load.finish(m_progress).rows, 1500);
  }
  EXPECT_EQ(c().textValue("SELECT rtreecheck('idx_told_geometry')"), "ok");
  EXPECT_EQ(c().intValue("SELECT CheckSpatialIndex('told', 'geometry')"), 1);
  for (const char* part : {"node", "rowid", "parent"}) {
    const std::string told = std::string("\"idx_told_geometry_") + part + '"';
    const std::string untold = std::string("\"idx_untold_geometry_") + part + '"';
    EXPECT_GT(c().intValue("SELECT count(*) FROM " + told), 0) << part;
    EXPECT_EQ(c().intValue("SELECT count(*) FROM (SELECT * FROM " + told + " EXCEPT SELECT * FROM " + untold + ")"), 0);
    EXPECT_EQ(c().intValue("SELECT count(*) FROM (SELECT * FROM " + untold + " EXCEPT SELECT * FROM " + told + ")"), 0);
  }
}

TEST_F(CopiedRowsTest, OtherRowsThanAnnouncedAreRefused) {
  const LayerInfo from = loadSquares("parcels", 100);
  const std::string before = c().textValue("SELECT group_concat(name) FROM sqlite_schema");
  for (const std::vector<std::int64_t>& coming : std::vector<std::vector<std::int64_t>>{{1, 2}, {1, 2, 3, 4, 5}}) {
    BulkLoad load(m_city, draftOf(from));
    announce(load, rowsOf({1, 2, 3, 4}, true));
    ASSERT_TRUE(load.appendCopies(from, rowsOf(coming, true)));
    EXPECT_EQ(codeOf([&] { (void)load.finish(m_progress); }), "internal");
  }
  {
    BulkLoad load(m_city, draftOf(from));
    announce(load, rowsOf({1, 2}, true));
    EXPECT_EQ(codeOf([&] { (void)load.appendCopies(from, rowsOf({1, 1}, true)); }), "internal") << "a number twice";
  }
  EXPECT_EQ(c().textValue("SELECT group_concat(name) FROM sqlite_schema"), before);
}

TEST_F(CopiedRowsTest, AnnouncedRowsMayStayAway) {
  const LayerInfo from = loadSquares("parcels", 3000);
  const std::string before = c().textValue("SELECT group_concat(name) FROM sqlite_schema");
  std::vector<std::int64_t> fids;
  for (std::int64_t fid = 1; fid <= 3000; ++fid) fids.push_back(fid);
  {
    BulkLoad load(m_city, draftOf(from));
    announce(load, rowsOf(fids, true));
  }
  EXPECT_EQ(c().textValue("SELECT group_concat(name) FROM sqlite_schema"), before);
  BulkLoad load(m_city, draftOf(from));
  announce(load, CopiedRows());
  EXPECT_EQ(load.finish(m_progress).rows, 0);
}

TEST_F(CopiedRowsTest, OneRowMayComeTwiceUnderNewNumbers) {
  const LayerInfo from = loadSquares("parcels", 10);
  BulkLoad load(m_city, draftOf(from));
  ASSERT_TRUE(load.appendCopies(from, rowsOf({3, 3, 7, 7, 7}, false)));
  const BulkLoad::Result made = load.finish(m_progress);
  EXPECT_FALSE(made.fidKept);
  EXPECT_EQ(c().textValue("SELECT group_concat(fid || ':' || code, ' ') FROM copies"),
            c().textValue("SELECT '1:' || (SELECT code FROM parcels WHERE fid=3) || ' 2:' || (SELECT code FROM parcels"
                          " WHERE fid=3) || ' 3:' || (SELECT code FROM parcels WHERE fid=7) || ' 4:' || (SELECT code"
                          " FROM parcels WHERE fid=7) || ' 5:' || (SELECT code FROM parcels WHERE fid=7)"));
}

TEST_F(CopiedRowsTest, NumbersThatComeTwiceAreGivenAnew) {
  const LayerInfo from = loadSquares("parcels", 10);
  BulkLoad load(m_city, draftOf(from));
  ASSERT_TRUE(load.appendCopies(from, rowsOf({3, 5}, true)));
  ASSERT_TRUE(load.appendCopies(from, rowsOf({5, 6}, true)));
  EXPECT_EQ(load.finish(m_progress).rows, 4);
  EXPECT_EQ(c().textValue("SELECT group_concat(fid, ' ') FROM copies"), "1 2 3 4");
}

TEST_F(CopiedRowsTest, ALayerThatWasChangedMeanwhileIsNotMixed) {
  const LayerInfo from = loadSquares("parcels", 100);
  const std::string before = c().textValue("SELECT group_concat(name) FROM sqlite_schema");
  {
    BulkLoad load(m_city, draftOf(from));
    ASSERT_TRUE(load.appendCopies(from, rowsOf({1, 2, 3}, true)));
    EditCommand command;
    command.rows = {{RowEdit::Kind::remove, "parcels", 50, "", {}}};
    (void)apply(m_city, command);
    EXPECT_FALSE(load.appendCopies(from, rowsOf({4, 5, 6}, true)));
  }
  EXPECT_EQ(c().textValue("SELECT group_concat(name) FROM sqlite_schema"), before);
}

TEST_F(CopiedRowsTest, AnotherFormIsNotTaken) {
  const LayerInfo from = loadSquares("parcels", 10);
  LayerDraft other = draftOf(from);
  other.type = std::nullopt;
  BulkLoad load(m_city, other);
  EXPECT_FALSE(load.appendCopies(from, rowsOf({1}, true)));
  LayerDraft elsewhere = draftOf(from);
  elsewhere.crs = crs::Crs::fromEpsg(4528);
  BulkLoad second(m_city, elsewhere);
  EXPECT_FALSE(second.appendCopies(from, rowsOf({1}, true)));
}

}  // namespace
}  // namespace gis::store
