#include "gis_core/store/share_copy.h"

#include <cstdlib>

#include "gis_core/base/error.h"
#include "gis_core/store/edit.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

/// The city lies in a folder that counts as a file server's, and the cache in one of its own.
class ShareTest : public ScratchCity {
 protected:
  void SetUp() override {
    loadSquares("plots", 3);
    setenv("XDG_CACHE_HOME", (m_cache.path()).c_str(), 1);
    setenv("CITYDESK_SHARES", m_folder.path().c_str(), 1);
  }
  void TearDown() override { unsetenv("CITYDESK_SHARES"); }
  ScratchFolder m_cache;
};

TEST_F(ShareTest, aCityOnAShareIsLookedAtInALocalCopy) {
  m_city.connection().exec("PRAGMA wal_checkpoint(TRUNCATE)");
  const CityDatabase seen = CityDatabase::open(m_file, OpenMode::readWrite);
  EXPECT_TRUE(seen.connection().isReadOnly());
  EXPECT_NE(seen.openingNote().find("old"), std::string::npos) << seen.openingNote();
  EXPECT_EQ(seen.connection().intValue("SELECT count(*) FROM plots"), 3);
  EXPECT_EQ(seen.mediaFolder(), m_city.mediaFolder()) << "photos lie beside the original";
  EXPECT_THROW(seen.setSetting("a", "b"), Error);
  const ShareCopy copy = shareCopyOf(m_file);
  EXPECT_NE(copy.file, m_file);
  EXPECT_EQ(shareCopyOf(m_file).file, copy.file);
}

TEST_F(ShareTest, theCopyFollowsTheOriginal) {
  m_city.connection().exec("PRAGMA wal_checkpoint(TRUNCATE)");
  {
    const CityDatabase seen = CityDatabase::open(m_file, OpenMode::readOnly);
    EXPECT_EQ(seen.setting("note", "none"), "none");
  }
  m_city.setSetting("note", "changed");  // in the log only: merged into the copy
  const CityDatabase seen = CityDatabase::open(m_file, OpenMode::readOnly);
  EXPECT_EQ(seen.setting("note", "none"), "changed");
}

TEST_F(ShareTest, noCityIsMadeThere) {
  try {
    (void)CityDatabase::create(m_folder.path() / "new.citydb", crs::Crs::fromEpsg(4549));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::readOnly);
  }
}

TEST(ShareNote, saysOfWhenTheCopyIsAndHowOld) {
  const UtcMillis then = parseIso("2026-11-23T08:00:00+08:00", 0);
  const auto said = [&](std::int64_t minutes) { return shareNote("/n/a.citydb", then, then + minutes * 60'000).str(); };
  EXPECT_NE(said(5).find("a.citydb lies on a network share: you see a local copy of 2026-11-23 08:00, 5 min old."),
            std::string::npos)
      << said(5);
  EXPECT_NE(said(200).find("08:00, 3 h 20 min old."), std::string::npos) << said(200);
  EXPECT_NE(said(52 * 60).find("08:00, 2 d 4 h old."), std::string::npos) << said(52 * 60);
}

TEST(AgeText, isShort) {
  EXPECT_EQ(ageText(-5).str(), "0 min");
  EXPECT_EQ(ageText(59 * 60'000).str(), "59 min");
  EXPECT_EQ(ageText(200 * 60'000).str(), "3 h 20 min");
  EXPECT_EQ(ageText(52LL * 3'600'000).str(), "2 d 4 h");
}

}  // namespace
}  // namespace gis::store
