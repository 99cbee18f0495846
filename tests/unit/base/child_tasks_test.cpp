// The children of tests: how they end is told, and none hangs a suite.
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <stdexcept>
#include <thread>

#include "tests/support/child_tasks.h"

namespace gis::test {
namespace {

const ChildTask kAnswers{"answers", [](const ChildTask::Arguments& arguments) {
                           return lineToTest().send(7, arguments.at(0) + arguments.at(1)) ? 3 : 1;
                         }};
const ChildTask kDies{"dies", [](const ChildTask::Arguments&) { return std::raise(SIGKILL); }};
const ChildTask kThrows{"throws", [](const ChildTask::Arguments&) -> int { throw std::runtime_error("as it shall"); }};
const ChildTask kHangs{"hangs", [](const ChildTask::Arguments&) {
                         std::this_thread::sleep_for(std::chrono::hours(1));
                         return 0;
                       }};

TEST(ChildTaskTest, TellsHowItEnded) {
  ChildAtWork child = kAnswers.start({"a b", "ü"});
  platform::Channel::Message message;
  ASSERT_EQ(child.line.receive(message, std::chrono::seconds(60)), platform::Channel::Outcome::message);
  EXPECT_EQ(message.bytes, "a bü");
  EXPECT_EQ(child.wait(std::chrono::seconds(60)), endedWith(3));
  EXPECT_EQ(kDies.run({}), killedBy(SIGKILL));
  EXPECT_EQ(kThrows.run({}), endedWith(99));
}

TEST(ChildTaskTest, IsKilledWhenItHangs) {
  ChildAtWork child = kHangs.start({});
  EXPECT_EQ(child.wait(std::chrono::milliseconds(300)).by, ChildEnd::By::limit);
}

}  // namespace
}  // namespace gis::test
