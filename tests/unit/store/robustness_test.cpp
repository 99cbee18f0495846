// Bad files, bad places, full disks, other programs.
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <random>
#include <thread>

#include "gis_core/base/error.h"
#include "gis_core/store/case_edit.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/maintenance.h"
#include "gis_core/store/migration.h"
#include "tests/support/child_tasks.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

namespace fs = std::filesystem;
using test::ChildTask;
using test::endedWith;
using testing::HasSubstr;
using RobustnessTest = ScratchCity;

std::string g_sentence;

ErrorCode failureOf(const std::function<void()>& f) {
  try {
    f();
  } catch (const Error& error) {
    g_sentence = error.sentence();
    return error.code();
  }
  return ErrorCode::internal;
}

ErrorCode openCode(const fs::path& file) {
  return failureOf([&] { (void)CityDatabase::open(file); });
}

fs::path fileOf(const ChildTask::Arguments& arguments) {
  return platform::pathFromUtf8(arguments.at(0));
}

void writeFile(const fs::path& file, const std::string& content) {
  std::ofstream(file, std::ios::binary) << content;
}

TEST_F(RobustnessTest, FilesThatAreNoCityAreNamedAsSuch) {
  const fs::path folder = m_folder.path();
  EXPECT_EQ(openCode(folder / "none.citydb"), ErrorCode::notFound);
  EXPECT_EQ(openCode(folder), ErrorCode::damaged);
  writeFile(folder / "empty", "");
  EXPECT_EQ(openCode(folder / "empty"), ErrorCode::damaged);
  std::mt19937 random(7);
  std::string noise(100000, ' ');
  for (char& c : noise) c = static_cast<char>(random());
  writeFile(folder / "noise", noise);
  EXPECT_EQ(openCode(folder / "noise"), ErrorCode::damaged);
  writeFile(folder / "header", "SQLite format 3" + noise);
  EXPECT_EQ(openCode(folder / "header"), ErrorCode::damaged);
  { Connection::open(folder / "plain.sqlite", OpenMode::create).exec("CREATE TABLE a(b)"); }
  EXPECT_EQ(openCode(folder / "plain.sqlite"), ErrorCode::damaged);
  EXPECT_THAT(g_sentence, HasSubstr("no CityDesk city"));
  EXPECT_EQ(failureOf([&] { (void)CityDatabase::create(m_file, crs::Crs::fromEpsg(4549)); }), ErrorCode::exists);
  EXPECT_EQ(failureOf([&] { (void)CityDatabase::create(folder / "no" / "a.citydb", crs::Crs()); }),
            ErrorCode::notFound);
}

TEST_F(RobustnessTest, ANewerCityIsRefused) {
  c().exec("PRAGMA user_version=99");
  EXPECT_EQ(openCode(m_file), ErrorCode::newerVersion);
  EXPECT_THAT(g_sentence, HasSubstr("install the newer CityDesk"));
}

TEST_F(RobustnessTest, ATruncatedCityNeverCrashes) {
  loadSquares("parcels", 2000);
  const fs::path copy = m_folder.path() / "copy.citydb";
  Progress progress;
  (void)backupCity(m_file, copy, progress);
  const auto size = fs::file_size(copy);
  for (const double part : {0.0001, 0.01, 0.3, 0.7, 0.95, 0.999}) {
    const fs::path cut = m_folder.path() / "cut.citydb";
    fs::copy_file(copy, cut, fs::copy_options::overwrite_existing);
    fs::resize_file(cut, static_cast<std::uintmax_t>(static_cast<double>(size) * part));
    bool told = false;
    try {
      const CityDatabase city = CityDatabase::open(cut);
      for (const Finding& finding : checkCity(city, progress)) told |= finding.severity == "error";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::damaged) << error.sentence();
      told = true;
    }
    EXPECT_TRUE(told) << part;
  }
}

/// tests/data/city holds what each version wrote, as SQL; a new version adds its own and changes none.
TEST_F(RobustnessTest, AKeptFileOfEveryVersionOpensWithEverythingInIt) {
  for (int version = 1; version <= kSchemaVersion; ++version) {
    const fs::path file = m_folder.path() / ("kept" + std::to_string(version) + ".citydb");
    {
      const Connection c = Connection::open(file, OpenMode::create);
      ASSERT_EQ(c.intValue("SELECT InitSpatialMetaData(1)"), 1);
      const fs::path kept = fs::path(CITYDESK_TEST_DATA) / "city" / ("city_v" + std::to_string(version) + ".sql");
      c.exec(platform::readFile(kept));
      ASSERT_EQ(c.intValue("PRAGMA user_version"), version);
    }
    const CityDatabase city = CityDatabase::open(file);
    EXPECT_EQ(city.connection().intValue("PRAGMA user_version"), kSchemaVersion);
    Progress progress;
    for (const Finding& finding : checkCity(city, progress)) ADD_FAILURE() << finding.text.str();
    EXPECT_EQ(city.crs().identifier(), "EPSG:4549");
    const LayerInfo parcels = layerOfRole(city.connection(), "parcel").value();
    EXPECT_EQ(parcels.count, 2);
    EXPECT_EQ(std::get<std::string>(featureByFid(city.connection(), parcels, 1)->values[1]), "丙");
    EXPECT_EQ(layerByName(city.connection(), "city_incident").count, 1);
    EXPECT_EQ(undoState(city).undoReason, "edit");
    undo(city, "");
    undo(city, "");
    EXPECT_EQ(std::get<std::string>(featureByFid(city.connection(), parcels, 1)->values[1]), "甲");
    EXPECT_EQ(layerByName(city.connection(), "city_incident").count, 0);
  }
}

TEST_F(RobustnessTest, AMigrationIsOneTransactionAfterABackup) {
  const int next = kSchemaVersion + 1;
  const Migration good[] = {{next, [](const Connection& c) { c.exec("CREATE TABLE city_two(a)"); }},
                            {next + 1, [](const Connection& c) { c.exec("INSERT INTO city_two VALUES (3)"); }}};
  migrate(c(), good);
  EXPECT_EQ(c().intValue("PRAGMA user_version"), next + 1);
  EXPECT_EQ(c().intValue("SELECT a FROM city_two"), 3);
  fs::path backup = m_file;
  backup += ".before-v" + std::to_string(kSchemaVersion);
  {
    const Connection old = Connection::open(backup, OpenMode::readOnly);
    EXPECT_EQ(old.intValue("PRAGMA user_version"), kSchemaVersion);
    EXPECT_EQ(old.intValue("SELECT count(*) FROM sqlite_schema WHERE name = 'city_two'"), 0);
  }
  const Migration bad[] = {{next + 2, [](const Connection& c) { c.exec("CREATE TABLE city_four(a)"); }},
                           {next + 3, [](const Connection& c) { c.exec("CREATE TABLE city_four(a)"); }}};
  EXPECT_THROW(migrate(c(), bad), Error);
  EXPECT_EQ(c().intValue("PRAGMA user_version"), next + 1);
  EXPECT_EQ(c().intValue("SELECT count(*) FROM sqlite_schema WHERE name = 'city_four'"), 0);
}

TEST_F(RobustnessTest, ALockedCitySaysSoAndLaterWorks) {
  const Connection other = Connection::open(m_file, OpenMode::readWrite);
  {
    const Transaction held(other);
    EXPECT_EQ(failureOf([&] { m_city.setSetting("a", "b"); }), ErrorCode::locked);
    EXPECT_THAT(g_sentence, HasSubstr("try again"));
    // reading goes on beside a writer
    EXPECT_EQ(listLayers(c()).size(), 1u);
  }
  m_city.setSetting("a", "b");
  EXPECT_EQ(m_city.setting("a"), "b");
}

/// Loads into the city while no file may grow beyond what the city has now plus a little.
int loadOnFullDisk(const ChildTask::Arguments& arguments) {
  std::signal(SIGXFSZ, SIG_IGN);
  CityDatabase city = CityDatabase::open(fileOf(arguments));
  const rlimit limit{300000, 300000};
  ::setrlimit(RLIMIT_FSIZE, &limit);
  try {
    LayerDraft draft;
    draft.name = "big";
    draft.fields = {{"t", FieldType::text}};
    draft.crs = city.crs();
    BulkLoad load(city, draft);
    for (int k = 0; k < 50; ++k) {
      FeatureBatch batch = FeatureBatch::withFields(draft.fields);
      for (int i = 0; i < 500; ++i) {
        const Value cell[] = {std::string(200, 'x')};
        batch.addRow(-1, cell, geom::boxWkb(ScratchCity::square(i)));
      }
      load.append(encode(std::move(batch), load.srid()));
    }
  } catch (const Error& error) {
    return error.code() == ErrorCode::diskFull ? 0 : 2;
  }
  return 1;
}
const ChildTask kLoadOnFullDisk{"load on a full disk", loadOnFullDisk};

TEST_F(RobustnessTest, AFullDiskLosesNothing) {
  loadSquares("parcels", 100);
  c().exec("PRAGMA wal_checkpoint(TRUNCATE)");
  EXPECT_EQ(kLoadOnFullDisk.run({platform::pathToUtf8(m_file)}), endedWith(0)) << "1: no error, 2: another error";
  const CityDatabase city = CityDatabase::open(m_file);
  Progress progress;
  EXPECT_EQ(checkCity(city, progress).size(), 0u);
  EXPECT_EQ(layerByName(city.connection(), "parcels").count, 100);
  EXPECT_EQ(city.connection().intValue("SELECT count(*) FROM city_stage"), 0);
}

int openOnFullDisk(const ChildTask::Arguments& arguments) {
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{1000, 1000};
  ::setrlimit(RLIMIT_FSIZE, &limit);
  try {
    const CityDatabase city = CityDatabase::open(fileOf(arguments));
  } catch (const Error& error) {
    return error.code() == ErrorCode::diskFull ? 0 : 2;
  }
  return 1;
}
const ChildTask kOpenOnFullDisk{"open on a full disk", openOnFullDisk};

/// The shared memory of the WAL finds no room: that is no damaged city.
TEST_F(RobustnessTest, AFullDiskIsSaidAtOpening) {
  const fs::path other = m_file.parent_path() / "alone.citydb";
  { const auto made = CityDatabase::create(other, crs::Crs::fromEpsg(4549)); }
  EXPECT_EQ(kOpenOnFullDisk.run({platform::pathToUtf8(other)}), endedWith(0)) << "1: no error, 2: another error";
}

/// As a user who may write neither file nor folder.
int lookAtReadOnlyPlace(const ChildTask::Arguments& arguments) {
  // PROJ's own files are opened before: the other user may not reach them
  (void)crs::Crs::fromEpsg(4549);
  if (::getuid() == 0 && ::setuid(65534) != 0) return 9;
  const bool walHasContent = arguments.at(1) == "with";
  const CityDatabase city = CityDatabase::open(fileOf(arguments));
  if (city.openingNote().empty()) return 3;
  if (layerByName(city.connection(), "parcels").count != 100) return 4;
  if (walHasContent && city.setting("a") != "b") return 5;
  if (failureOf([&] { city.setSetting("x", "y"); }) != ErrorCode::readOnly) return 6;
  return 0;
}
const ChildTask kLookAtReadOnlyPlace{"look at a read-only place", lookAtReadOnlyPlace};

TEST_F(RobustnessTest, AReadOnlyPlaceIsOpenedForLooking) {
  loadSquares("parcels", 100);
  for (const bool walHasContent : {false, true}) {
    if (walHasContent) {
      m_city.setSetting("a", "b");
    } else {
      c().exec("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    const std::string kind = walHasContent ? "with" : "without";
    const fs::path place = m_folder.path() / kind;
    fs::create_directory(place);
    for (const auto& entry : fs::directory_iterator(m_folder.path())) {
      if (!entry.is_regular_file() || entry.path().extension() == ".citydb-shm") continue;
      fs::copy_file(entry.path(), place / entry.path().filename());
      fs::permissions(place / entry.path().filename(), fs::perms(0444));
    }
    fs::permissions(m_folder.path(), fs::perms(0755));
    fs::permissions(place, fs::perms(0555));
    EXPECT_EQ(kLookAtReadOnlyPlace.run({platform::pathToUtf8(place / m_file.filename()), kind}), endedWith(0)) << kind;
    fs::permissions(place, fs::perms(0755));
  }
}

int dieInMidImport(const ChildTask::Arguments& arguments) {
  const CityDatabase city = CityDatabase::open(fileOf(arguments));
  LayerDraft draft;
  draft.name = "parcels";
  draft.fields = {{"n", FieldType::integer}};
  draft.crs = city.crs();
  BulkLoad load(city, draft);
  FeatureBatch batch = FeatureBatch::withFields(draft.fields);
  for (int i = 0; i < 5000; ++i) {
    const Value cell[] = {std::int64_t{i}};
    batch.addRow(-1, cell, geom::boxWkb(ScratchCity::square(i)));
  }
  load.append(encode(std::move(batch), load.srid()));
  return ::kill(::getpid(), SIGKILL);
}
const ChildTask kDieInMidImport{"die in mid import", dieInMidImport};

TEST_F(RobustnessTest, AKilledImportLeavesNothingHalfVisible) {
  const std::int64_t pages = c().intValue("PRAGMA page_count");
  ASSERT_EQ(kDieInMidImport.run({platform::pathToUtf8(m_file)}), test::killedBy(SIGKILL));
  EXPECT_EQ(c().intValue("SELECT count(*) FROM city_stage"), 1);
  EXPECT_FALSE(layerExists(c(), "parcels"));
  EXPECT_GT(c().intValue("PRAGMA page_count"), pages + 50);
  const CityDatabase again = CityDatabase::open(m_file);
  EXPECT_LE(c().intValue("PRAGMA page_count"), pages + 2) << "its room is given back";
  EXPECT_EQ(c().intValue("SELECT count(*) FROM city_stage"), 0);
  EXPECT_EQ(c().intValue("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'city\\_stage\\_%' ESCAPE '\\'"), 0);
  for (const auto& entry : fs::directory_iterator(m_folder.path()))
    EXPECT_THAT(entry.path().string(), testing::Not(HasSubstr("-stage-")));
}

TEST_F(RobustnessTest, AStageOfALivingImportIsLeftAlone) {
  LayerDraft draft;
  draft.name = "roads";
  draft.fields = {{"n", FieldType::integer}};
  draft.crs = m_city.crs();
  BulkLoad load(m_city, draft);
  FeatureBatch batch = FeatureBatch::withFields(draft.fields);
  const Value cell[] = {std::int64_t{1}};
  batch.addRow(1, cell, geom::pointWkb(1, 2));
  load.append(encode(batch, load.srid()));
  const CityDatabase other = CityDatabase::open(m_file);
  Progress progress;
  EXPECT_EQ(load.finish(progress).layer.count, 1);
}

/// spatialite_cleanup_ex is not safe in threads: many connections come and go at once.
TEST_F(RobustnessTest, ConnectionsComeAndGoInManyThreads) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        const Connection own = Connection::open(m_file, OpenMode::readOnly);
        EXPECT_EQ(own.intValue("SELECT ST_X(MakePoint(3, 4))"), 3);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST_F(RobustnessTest, CheckFindsWhatIsWrongAndBackupIsSound) {
  loadSquares("parcels", 500);
  Progress progress;
  EXPECT_EQ(checkCity(m_city, progress).size(), 0u);
  const fs::path copy = m_folder.path() / "backup.citydb";
  const BackupResult result = backupCity(m_file, copy, progress);
  EXPECT_EQ(result.bytes, fs::file_size(copy));
  EXPECT_EQ(failureOf([&] { (void)backupCity(m_file, copy, progress); }), ErrorCode::exists);
  {
    const Connection plain = Connection::open(copy, OpenMode::readOnly);
    EXPECT_EQ(plain.textValue("PRAGMA journal_mode"), "delete");
  }
  const CityDatabase opened = CityDatabase::open(copy);
  EXPECT_NE(opened.station(), m_city.station());
  EXPECT_EQ(opened.uid(), m_city.uid());
  EXPECT_EQ(checkCity(opened, progress).size(), 0u);

  const auto findings = [&] {
    std::string all;
    for (const Finding& finding : checkCity(m_city, progress)) all += finding.text.str() + "\n";
    return all;
  };
  c().exec("DELETE FROM idx_parcels_geometry WHERE pkid = 7");
  EXPECT_THAT(findings(), HasSubstr("misses 1 features"));
  c().exec("INSERT INTO idx_parcels_geometry VALUES (7, 1, 2, 3, 4)");
  EXPECT_THAT(findings(), HasSubstr("wrong boxes"));
  c().exec("DROP TRIGGER gii_parcels_geometry");
  EXPECT_THAT(findings(), HasSubstr("gii_parcels_geometry is missing"));
  c().exec(
      "DELETE FROM geometry_columns_statistics; DELETE FROM geometry_columns_auth; DELETE FROM"
      " geometry_columns_time; DELETE FROM geometry_columns WHERE f_table_name = 'parcels'");
  EXPECT_THAT(findings(), HasSubstr("not registered"));
  EditCommand command;
  command.rows.push_back({RowEdit::Kind::insert,
                          "city_incident",
                          0,
                          "0190d0a0-0000-7000-8000-000000000001",
                          {{"category", std::string("1")},
                           {"state", std::string("reported")},
                           {"reported_at", std::string("2026-11-23T00:00:00.000Z")}}});
  command.rows.push_back({RowEdit::Kind::insert,
                          "city_attachment",
                          0,
                          "",
                          {{"incident", std::string("0190d0a0-0000-7000-8000-000000000001")},
                           {"name", std::string("a.jpg")},
                           {"sha256", std::string(64, 'b')},
                           {"size", std::int64_t{1}},
                           {"added_at", std::string("2026-11-23T00:00:00.000Z")}}});
  applyCaseStep(m_city, command);
  EXPECT_THAT(findings(), HasSubstr("is missing"));
  fs::create_directories(m_city.mediaFolder() / "cc");
  writeFile(m_city.mediaFolder() / "cc" / "orphan", "x");
  EXPECT_THAT(findings(), HasSubstr("no case refers"));
}

/// An inspector saves while a load runs: nobody waits for long.
TEST_F(RobustnessTest, SavesGoThroughBesideABulkLoad) {
  std::atomic<bool> done{false};
  std::vector<double> waits;
  std::thread saver([&] {
    const CityDatabase own = CityDatabase::open(m_file);
    while (!done) {
      EditCommand command;
      command.rows.push_back({RowEdit::Kind::insert,
                              "city_incident",
                              0,
                              "",
                              {{"category", std::string("1")},
                               {"state", std::string("reported")},
                               {"reported_at", std::string("2026-11-23T00:00:00.000Z")},
                               {"geometry", geom::pointWkb(1, 2)}}});
      const auto start = std::chrono::steady_clock::now();
      applyCaseStep(own, command);
      waits.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
  });
  LayerDraft draft;
  draft.name = "many";
  draft.fields = {{"t", FieldType::text}};
  draft.crs = m_city.crs();
  {
    BulkLoad load(m_city, draft);
    for (int k = 0; k < 8; ++k) {
      FeatureBatch batch = FeatureBatch::withFields(draft.fields);
      for (int i = 0; i < 10000; ++i) {
        const Value cell[] = {std::string(60, 'x')};
        batch.addRow(-1, cell, geom::boxWkb(square(k * 10000 + i)));
      }
      load.append(encode(std::move(batch), load.srid()));
    }
    Progress progress;
    EXPECT_EQ(load.finish(progress).rows, 80000);
  }
  done = true;
  saver.join();
  ASSERT_GT(waits.size(), 5u);
  std::sort(waits.begin(), waits.end());
  EXPECT_LT(waits[waits.size() / 2], 100) << "median of " << waits.size() << ", longest " << waits.back();
  EXPECT_LT(waits.back(), 1000);
  RecordProperty("longest_ms", std::to_string(waits.back()));
}

}  // namespace
}  // namespace gis::store
