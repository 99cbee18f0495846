// Statements are used again for the same text: what one left must not show in the next.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/connection.h"

namespace gis::store {
namespace {

class Statements : public ::testing::Test {
 protected:
  Statements()
      : m_folder(platform::makeScratchFolder("statement-test")),
        m_connection(Connection::open(m_folder / "a.sqlite", OpenMode::create)) {
    m_connection.exec("CREATE TABLE t(a, b UNIQUE); INSERT INTO t VALUES (1, 10), (2, 20)");
  }
  ~Statements() override { std::filesystem::remove_all(m_folder); }
  std::filesystem::path m_folder;
  Connection m_connection;
};

TEST_F(Statements, UsedAgainHoldNoValueOfBefore) {
  const char* sql = "SELECT ?1 IS NULL";
  const sqlite3_stmt* first = nullptr;
  {
    Statement one(m_connection, sql);
    first = one.handle();
    one.bind(1, "value");
    ASSERT_TRUE(one.step());
    EXPECT_EQ(one.integer(0), 0);
  }
  Statement again(m_connection, sql);
  EXPECT_EQ(again.handle(), first);
  ASSERT_TRUE(again.step());
  EXPECT_EQ(again.integer(0), 1);
}

TEST_F(Statements, TwoAtATimeDoNotShareOne) {
  Statement one(m_connection, "SELECT a FROM t ORDER BY a");
  Statement two(m_connection, "SELECT a FROM t ORDER BY a");
  ASSERT_TRUE(one.step());
  ASSERT_TRUE(one.step());
  ASSERT_TRUE(two.step());
  EXPECT_EQ(one.integer(0), 2);
  EXPECT_EQ(two.integer(0), 1);
}

TEST_F(Statements, LeftInTheMiddleHoldNoLock) {
  {
    Statement rows(m_connection, "SELECT a FROM t");
    ASSERT_TRUE(rows.step());
  }
  m_connection.exec("DROP TABLE t");
  EXPECT_THROW(Statement(m_connection, "SELECT a FROM t").step(), Error);
}

TEST_F(Statements, SeeAColumnThatCameLater) {
  const char* sql = "SELECT * FROM t WHERE a = 1";
  {
    Statement rows(m_connection, sql);
    ASSERT_TRUE(rows.step());
  }
  m_connection.exec("ALTER TABLE t ADD COLUMN c DEFAULT 'new'");
  Statement rows(m_connection, sql);
  ASSERT_TRUE(rows.step());
  EXPECT_EQ(rows.text(2), "new");
}

TEST_F(Statements, GoOnAfterAFailure) {
  const char* sql = "INSERT INTO t VALUES (?1, ?2)";
  EXPECT_THROW(Statement(m_connection, sql).bindAll(3, 20).run(), Error);
  Statement(m_connection, sql).bindAll(3, 30).run();
  EXPECT_EQ(m_connection.intValue("SELECT count(*) FROM t"), 3);
}

TEST_F(Statements, ACancelWhileWaitingForTheLockIsACancel) {
  const Connection other = Connection::open(m_folder / "a.sqlite", OpenMode::readWrite);
  const Transaction theirs(other);
  const CancelToken token;
  m_connection.interruptOn(token);
  const std::jthread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    token.cancel();
  });
  try {
    const Transaction ours(m_connection);
    FAIL() << "two have the lock";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::cancelled) << error.what();
  }
}

TEST_F(Statements, AreForgottenWhenThereAreMany) {
  for (int i = 0; i < 500; ++i) {
    Statement one(m_connection, "SELECT " + std::to_string(i));
    ASSERT_TRUE(one.step());
    EXPECT_EQ(one.integer(0), i);
  }
}

}  // namespace
}  // namespace gis::store
