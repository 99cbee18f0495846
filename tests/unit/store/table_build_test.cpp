// Tables whose pages were written beside SQLite are the tables that SQLite would have written.
#include "gis_core/store/table_build.h"

#include <gtest/gtest.h>

#include <fmt/format.h>
#include <sqlite3.h>

#include <cmath>
#include <limits>
#include <random>

#include "gis_core/base/error.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

/// Where SQLite keeps its locks in every file, for the time of a test.
class LocksAt {
 public:
  explicit LocksAt(int byte) : m_before(sqlite3_test_control(SQLITE_TESTCTRL_PENDING_BYTE, 0)) {
    sqlite3_test_control(SQLITE_TESTCTRL_PENDING_BYTE, byte);
  }
  LocksAt(const LocksAt&) = delete;
  LocksAt& operator=(const LocksAt&) = delete;
  ~LocksAt() { sqlite3_test_control(SQLITE_TESTCTRL_PENDING_BYTE, m_before); }

 private:
  int m_before;
};

class TableBuildTest : public testing::Test {
 protected:
  void make(std::size_t pageBytes, const char* more = "") {
    std::filesystem::remove(m_file);
    const Connection c = Connection::open(m_file, OpenMode::create);
    c.exec(fmt::format("PRAGMA page_size={}; {}", pageBytes, more));
    for (const char* table : {"built", "told"})
      c.exec(fmt::format("CREATE TABLE {}(id INTEGER PRIMARY KEY, a, b TEXT, c REAL, d BLOB)", table));
  }

  /// The same random rows by pages and by SQL.
  void fill(int rows, std::size_t longest) {
    std::vector<std::pair<std::int64_t, RecordBytes>> all;
    std::uint32_t root = 0;
    {
      const Connection c = Connection::open(m_file, OpenMode::readWrite);
      root = static_cast<std::uint32_t>(c.intValue("SELECT rootpage FROM sqlite_schema WHERE name = 'built'"));
      Transaction transaction(c);
      Statement insert(c, "INSERT INTO told VALUES (?1, ?2, ?3, ?4, ?5)");
      std::int64_t id = m_firstId;
      for (int i = 0; i < rows; ++i) {
        id += 1 + static_cast<std::int64_t>(m_random() % (i % 7 == 0 ? m_gap : 1));
        auto& [row, record] = all.emplace_back(id, RecordBytes{});
        const std::int64_t whole = anyInteger();
        const std::string text(m_random() % 3 == 0 ? 0 : m_random() % 60, 'x');
        const double real =
            m_random() % 10 == 0 ? std::numeric_limits<double>::infinity() : std::ldexp(double(whole), -9);
        const geom::Bytes bytes(m_random() % 20 == 0 ? m_random() % longest : m_random() % 100, std::uint8_t(i));
        record.addNull();
        record.addInteger(whole);
        record.addText(text);
        record.addReal(real);
        if (i % 11 == 0)
          record.addNull();
        else
          record.addBlob(bytes);
        insert.bind(1, id).bind(2, whole).bind(3, std::string_view(text)).bind(4, real);
        if (i % 11 == 0)
          insert.bindNull(5);
        else
          insert.bind(5, geom::BytesView(bytes));
        insert.run();
      }
      transaction.commit();
    }
    PageFile pages(m_file);
    TableBuild build(pages, root);
    for (auto& [row, record] : all) build.add(row, record.whole());
    build.finish();
    pages.finish();
  }

  void expectSame(int rows, const std::string& what) {
    const Connection c = Connection::open(m_file, OpenMode::readWrite);
    EXPECT_EQ(c.textValue("PRAGMA integrity_check"), "ok") << what;
    EXPECT_EQ(c.intValue("SELECT count(*) FROM built"), rows) << what;
    for (const auto& [one, other] : {std::pair{"built", "told"}, std::pair{"told", "built"}})
      EXPECT_EQ(c.intValue(fmt::format("SELECT count(*) FROM (SELECT *, typeof(a), typeof(c) FROM {} EXCEPT SELECT *, "
                                       "typeof(a), typeof(c) FROM {})",
                                       one, other)),
                0)
          << what;
    // it is an ordinary table from now on
    c.exec("DELETE FROM built WHERE id % 3 = 0; INSERT INTO built(a, d) VALUES (1, zeroblob(20000)), (2, 'x')");
    EXPECT_EQ(c.textValue("PRAGMA integrity_check"), "ok") << what;
  }

  std::int64_t anyInteger() {
    const auto bits = static_cast<unsigned>(m_random() % 64);
    const std::uint64_t value = (std::uint64_t{1} << bits) - m_random() % 2;
    return static_cast<std::int64_t>(m_random() % 2 == 0 ? value : 0 - value);
  }

  ScratchFolder m_folder;
  std::filesystem::path m_file = m_folder.path() / "table.db";
  std::mt19937_64 m_random{18};
  std::int64_t m_firstId = -5;
  std::uint64_t m_gap = 4;
};

TEST_F(TableBuildTest, anyRowsOnPagesOfAnySize) {
  for (const std::size_t pageBytes : {512U, 1024U, 4096U, 65536U}) {
    for (const int rows : {0, 1, 2, 40, 3000, 20000}) {
      make(pageBytes);
      fill(rows, 5 * pageBytes);
      expectSame(rows, fmt::format("{} rows on pages of {}", rows, pageBytes));
    }
  }
}

TEST_F(TableBuildTest, everyLengthAroundTheRoomOfAPage) {
  for (int longest : {470, 480, 500, 1000, 2000}) {
    make(512);
    fill(4000, static_cast<std::size_t>(longest));
    expectSame(4000, std::to_string(longest));
  }
}

TEST_F(TableBuildTest, numbersOfRowsWithNineBytes) {
  m_firstId = -(std::int64_t{1} << 62);
  m_gap = std::uint64_t{1} << 48;
  make(1024);
  fill(5000, 3000);
  expectSame(5000, "far apart");
}

TEST_F(TableBuildTest, thePageOfTheLocksStaysEmpty) {
  for (const int at : {0x10000, 0x11000, 0x20000}) {
    const LocksAt locks(at);
    make(4096);
    fill(1500, 30000);
    EXPECT_GT(std::filesystem::file_size(m_file), std::uintmax_t(at) + 100000);
    expectSame(1500, std::to_string(at));
  }
}

TEST_F(TableBuildTest, whatItCannotWriteIsRefused) {
  const auto codeOf = [](const auto& work) {
    try {
      work();
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::internal;
  };
  make(4096, "PRAGMA auto_vacuum=FULL;");
  EXPECT_EQ(codeOf([&] { PageFile file(m_file); }), ErrorCode::damaged);
  EXPECT_EQ(codeOf([&] { PageFile file(m_folder.path() / "nothing.db"); }), ErrorCode::damaged);
  make(4096);
  PageFile file(m_file);
  TableBuild build(file, 2);
  RecordBytes record;
  record.addNull();
  build.add(7, record.whole());
  EXPECT_EQ(codeOf([&] { build.add(7, record.whole()); }), ErrorCode::invalidValue);
  EXPECT_EQ(codeOf([&] { build.add(-7, record.whole()); }), ErrorCode::invalidValue);
}

}  // namespace
}  // namespace gis::store
