#include "gis_core/city/case_pass.h"

#include <array>
#include <map>
#include <mutex>
#include <random>
#include <tuple>

#include "gis_core/base/worker_pool.h"
#include "gis_core/store/edit.h"
#include "tests/unit/city/case_walk.h"

namespace gis::city {
namespace {

class CasePassTest : public CaseWalk {
 protected:
  void SetUp() override {
    CaseWalk::SetUp();
    std::mt19937 random(7);
    std::array<const char*, 5> inspectors{"a", "b", "c", "d", ""};
    std::array<const char*, 6> path{"take", "file", "dispatch", "assign", "submit", "confirm"};
    std::array<const char*, 6> roles{"acceptor", "acceptor", "dispatcher", "department", "handler", "department"};
    for (int i = 0; i < 60; ++i) {
      clock(("2026-06-" + std::to_string(10 + i % 20) + "T08:00:00").c_str());
      const double x = 445000 + double(random() % 900), y = 3585000 + double(random() % 900);
      Incident one = IncidentDesk(*m_city).report(draftAt(x, y), inspectors[random() % inspectors.size()]);
      for (std::size_t k = 0, to = random() % (path.size() + 1); k < to; ++k)
        one = step(one, path[k], roles[k], "r", random() % 2 == 0 ? "市政" : "环卫处");
      if (random() % 5 == 0) (void)store::undo(*m_city, "t");
    }
    const UtcMillis june = at("2026-06-01"), july = at("2026-07-01");
    for (const std::string& by : figureGroupings()) m_queries.push_back({by, june, july, july});
    m_queries.push_back({"city", june, at("2026-06-20"), july});
    FigureRules byHandling;
    byHandling.shouldClose = FigureRules::ShouldClose::byHandling;
    m_queries.push_back({"department", june, july, july, byHandling});
  }
  void TearDown() override {
    setThreadCount(0);
    CaseWalk::TearDown();
  }

  using Key = std::tuple<std::size_t, std::int64_t, std::string, std::string>;
  using Told = std::map<Key, std::pair<std::vector<std::int64_t>, UtcMillis>>;
  Told told(const CasePassLimits& limits) {
    Told all;
    std::mutex mutex;
    std::vector<std::int64_t> last(casePassWorkers());
    Progress progress;
    passCases(
        *m_city, m_queries, progress,
        [&](unsigned worker, std::size_t query, const CountedCase& one) {
          EXPECT_GE(one.fid, last.at(worker)) << "each thread goes up";
          last[worker] = one.fid;
          std::vector<std::int64_t> counts;
          for (const CountName& count : countNames()) counts.push_back(one.counts->*count.member);
          const std::lock_guard lock(mutex);
          const bool fresh = all.emplace(Key{query, one.fid, std::string(one.code), std::string(one.name)},
                                         std::pair(std::move(counts), one.worked))
                                 .second;
          EXPECT_TRUE(fresh) << "a case is told once to a question";
        },
        limits);
    return all;
  }
  std::vector<FigureQuery> m_queries;
};

TEST_F(CasePassTest, threadsTellWhatOneTells) {
  setThreadCount(1);
  const Told alone = told({});
  ASSERT_GT(alone.size(), 600U);
  for (const unsigned threads : {2U, 3U}) {
    setThreadCount(threads);
    for (const std::int64_t block : {1, 7, 59, 60, 1000})
      EXPECT_EQ(told({0, block}), alone) << threads << " threads, blocks of " << block;
  }
}

TEST_F(CasePassTest, numbersWithGapsAreAllRead) {
  m_city->connection().exec("PRAGMA foreign_keys=OFF; DELETE FROM city_incident WHERE fid % 3 = 1");
  setThreadCount(1);
  const Told alone = told({});
  ASSERT_FALSE(alone.empty());
  setThreadCount(2);
  EXPECT_EQ(told({0, 4}), alone);
}

TEST_F(CasePassTest, aCancelledPassEnds) {
  setThreadCount(2);
  CancelToken token;
  Progress progress(token);
  EXPECT_EQ(codeOf([&] {
              passCases(*m_city, m_queries, progress,
                        [&](unsigned, std::size_t, const CountedCase&) { token.cancel(); }, {0, 5});
            }),
            ErrorCode::cancelled);
}

}  // namespace
}  // namespace gis::city
