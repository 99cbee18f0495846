#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <random>
#include <thread>

#include "gis_core/base/bounded_queue.h"
#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/parallel_sort.h"
#include "gis_core/base/platform/file_lock.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/terminal.h"
#include "gis_core/base/radix_sort.h"
#include "gis_core/base/sha256.h"
#include "gis_core/base/text.h"
#include "gis_core/base/uuid.h"
#include "gis_core/base/worker_pool.h"

namespace gis {
namespace {

TEST(Error, isOneSentence) {
  const Error error(ErrorCode::notFound, {"cannot open {0}", {"a.shp"}}, "there is\nno such file", "check the name");
  EXPECT_STREQ(error.what(), "cannot open a.shp: there is no such file; check the name");
  EXPECT_EQ(errorCodeName(ErrorCode::ballparkCrs), "ballpark_crs");
}

TEST(Message, keepsAPlaceWithoutAnArgument) {
  EXPECT_EQ(fillPlaces("{1} of {0} {2}", {"a", "b"}), "b of a {2}");
}

TEST(Clock, readsAndWritesIso8601) {
  const UtcMillis time = parseIso("2026-11-23T17:30:00+08:00", 0);
  EXPECT_EQ(toIsoUtc(time), "2026-11-23T09:30:00.000Z");
  EXPECT_EQ(toIsoWithOffset(time, 480), "2026-11-23T17:30:00+08:00");
  EXPECT_EQ(parseIso("2026-11-23T17:30:00", 480), time);
  EXPECT_EQ(parseIso("2026-11-23 09:30:00.000Z", 480), time);
  EXPECT_EQ(toIsoUtc(parseIso("2000-02-29", 0)), "2000-02-29T00:00:00.000Z");
  for (const char* bad :
       {"", "2026", "2026-13-01", "2026-02-30", "2026-11-23T25:00", "2026-11-23T10:00:00+", "tomorrow"}) {
    EXPECT_THROW((void)parseIso(bad, 0), Error) << bad;
  }
}

TEST(Uuid, ascendsAndIsVersion7) {
  std::string last;
  for (int i = 0; i < 10000; ++i) {
    const std::string uuid = newUuid();
    ASSERT_TRUE(isUuid(uuid));
    ASSERT_EQ(uuid[14], '7');
    ASSERT_LT(last, uuid);
    last = uuid;
  }
}

// FIPS 180-4 example "abc"
TEST(Sha256, knownAnswer) {
  const std::string abc = "abc";
  EXPECT_EQ(sha256(std::as_bytes(std::span(abc))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Text, foldsAndNormalises) {
  EXPECT_EQ(text::fold("ＡＢｃ１２"), "abc12");
  EXPECT_EQ(text::normaliseCode(" ３２1003 0０1001\u3000ＧＢ00012 "), "321003001001GB00012");
  EXPECT_EQ(text::pinyin("扬州"), "yang zhou");
  EXPECT_EQ(text::pinyinInitials("雨水井盖"), "ysjg");
  EXPECT_EQ(text::cutUtf8("事件编号", 10), "事件编");
  EXPECT_FALSE(text::isValidUtf8("\xE5"));
  EXPECT_TRUE(text::isValidUtf8("龘𠀀"));
}

TEST(BoundedQueue, keepsOrderAndEnds) {
  BoundedQueue<int> queue(2);
  std::jthread producer([&] {
    for (int i = 0; i < 1000; ++i) queue.push(i);
    queue.close();
  });
  int expected = 0;
  while (auto item = queue.pop()) EXPECT_EQ(*item, expected++);
  EXPECT_EQ(expected, 1000);
  EXPECT_FALSE(queue.push(1));
}

TEST(ParallelFor, visitsEachIndexOnceAndPassesTheFirstError) {
  std::vector<std::atomic<int>> hits(1000);
  parallelFor(hits.size(), {}, [&](std::size_t i, unsigned) { ++hits[i]; });
  for (const auto& hit : hits) EXPECT_EQ(hit.load(), 1);
  EXPECT_THROW(parallelFor(10, {},
                           [](std::size_t i, unsigned) {
                             if (i == 3) throw Error(ErrorCode::internal, "x");
                           }),
               Error);
  CancelToken token;
  token.cancel();
  EXPECT_THROW(parallelFor(10, token, [](std::size_t, unsigned) {}), Error);
}

TEST(ParallelFor, isCalledFromManyThreadsAndFromItself) {
  setThreadCount(3);
  std::atomic<int> sum = 0;
  {
    std::vector<std::jthread> callers;
    for (int caller = 0; caller < 4; ++caller) {
      callers.emplace_back([&] {
        for (int round = 0; round < 200; ++round) {
          parallelFor(5, {}, [&](std::size_t i, unsigned worker) {
            EXPECT_LT(worker, 3U);
            if (i == 2) parallelFor(3, {}, [&](std::size_t k, unsigned) { sum += int(k); });
            ++sum;
          });
          if (round % 50 == 0) {
            EXPECT_THROW(parallelFor(9, {}, [](std::size_t, unsigned) { throw Error(ErrorCode::internal, "x"); }),
                         Error);
          }
        }
      });
    }
  }
  setThreadCount(0);
  EXPECT_EQ(sum, 4 * 200 * (5 + 0 + 1 + 2));
}

TEST(ParallelSort, sortsWhateverTheNumberOfThreads) {
  std::mt19937_64 random(3);
  for (const std::size_t count : {0U, 1U, 1000U, 40000U, 100003U}) {
    std::vector<std::uint64_t> items(count);
    for (std::uint64_t& item : items) item = random() % 5000;
    std::vector<std::uint64_t> sorted = items;
    std::sort(sorted.begin(), sorted.end());
    for (const unsigned threads : {1U, 2U, 3U, 8U}) {
      setThreadCount(threads);
      std::vector<std::uint64_t> ours = items;
      parallelSort(ours);
      EXPECT_EQ(ours, sorted) << count << " items, " << threads << " threads";
    }
  }
  setThreadCount(0);
}

TEST(RadixSort, sortsByTheUpperHalfAndKeepsTheOrderOfEqualOnes) {
  std::mt19937_64 random(4);
  for (const std::size_t count : {0U, 1U, 2U, 1000U, 50000U}) {
    for (const std::uint64_t keys : {std::uint64_t{3}, std::uint64_t{1} << 32U}) {
      std::vector<std::uint64_t> items(count);
      for (std::uint64_t& item : items) item = (random() % keys) << 32U | (random() & 0xffffffffU);
      std::vector<std::uint64_t> sorted = items;
      std::stable_sort(sorted.begin(), sorted.end(),
                       [](std::uint64_t a, std::uint64_t b) { return a >> 32U < b >> 32U; });
      sortByUpperHalf(items, {});
      EXPECT_EQ(items, sorted) << count << " items, " << keys << " keys";
    }
  }
}

TEST(Terminal, knowsItsUserWithoutTheShell) {
  for (const char* variable : {"USER", "LOGNAME", "USERNAME"}) platform::forgetVariable(variable);
  EXPECT_FALSE(platform::userName().empty());
  platform::setVariable("LOGNAME", "wang");
  EXPECT_EQ(platform::userName(), "wang");
}

TEST(Files, replaceIsAllOrNothing) {
  const auto folder = platform::makeScratchFolder("citydesk-test");
  const std::string one = "one";
  platform::writeFileAtomically(folder / "文件", std::as_bytes(std::span(one)));
  EXPECT_EQ(platform::readFile(folder / "文件"), "one");
  EXPECT_THROW(platform::writeFileAtomically(folder / "no" / "such", std::as_bytes(std::span(one))), Error);
  const auto held = platform::FileLock::tryLock(folder / "lock");
  ASSERT_TRUE(held.has_value());
  EXPECT_FALSE(platform::FileLock::tryLock(folder / "lock").has_value());
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace gis
