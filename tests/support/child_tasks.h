// Parts of a test that need a process of their own: one that is killed, confined, or becomes another user.
//
// A test program has threads, and a process made by fork() alone inherits the locks that they hold at that moment
// without the threads that would give them back. A task is therefore run by the program started anew:
//
//   const ChildTask kOpens{"opens", [](const ChildTask::Arguments& args) { return opens(args[0]) ? 0 : 1; }};
//   ...
//   EXPECT_EQ(kOpens.run({file}), endedWith(0));
//
// The program is linked with child_main.cpp; main() hands over to the task before any test is looked for.
#pragma once

#include <chrono>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/platform/process.h"

namespace gis::test {

/// How a child ended, to be compared and printed.
struct ChildEnd {
  enum class By { itself, signal, limit };
  By by = By::itself;
  int value = 0;  ///< exit status, or the signal's number

  friend bool operator==(const ChildEnd&, const ChildEnd&) = default;
};
std::ostream& operator<<(std::ostream& out, const ChildEnd& end);

[[nodiscard]] ChildEnd endedWith(int status);
[[nodiscard]] ChildEnd killedBy(int signal);

/// A child at work, and the line on which it reports. Killed and reaped when the object goes.
struct ChildAtWork {
  platform::Channel line;
  platform::ChildProcess process;

  /// Its end; a child that needs longer than `limit` is killed.
  [[nodiscard]] ChildEnd wait(std::chrono::milliseconds limit);
};

/// A task, registered by its name for the life of the program: define it at namespace scope.
class ChildTask {
 public:
  using Arguments = std::vector<std::string>;
  /// What the child does; its result is the exit status. An exception is told on standard error and ends with 99.
  using Work = int (*)(const Arguments&);

  ChildTask(std::string name, Work work);
  ChildTask(const ChildTask&) = delete;
  ChildTask& operator=(const ChildTask&) = delete;
  ~ChildTask() = default;

  /// Starts the child and waits for its end.
  [[nodiscard]] ChildEnd run(const Arguments& arguments) const;
  /// Starts the child; the test hears what it sends on lineToTest().
  [[nodiscard]] ChildAtWork start(const Arguments& arguments) const;

 private:
  std::string m_name;
};

/// In a child: its line to the test.
[[nodiscard]] platform::Channel& lineToTest();

/// The exit status of the task that this process was started for; nothing in the test program itself.
[[nodiscard]] std::optional<int> runAsChild(int argc, char** argv);

}  // namespace gis::test
