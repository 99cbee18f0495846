#include "tests/support/child_tasks.h"

#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <exception>
#include <map>
#include <ostream>
#include <utility>

#include "gis_core/base/platform/files.h"

namespace gis::test {
namespace {

constexpr const char* kTaskOption = "--child-task";
constexpr int kLineDescriptor = 3;
constexpr int kMessagesDescriptor = 4;
/// Far more than any task needs on a busy machine, far less than what the whole program is given.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::chrono::seconds kLongest{960};
#else
constexpr std::chrono::seconds kLongest{120};
#endif

/// Filled before main() by the tasks of all files.
std::map<std::string, ChildTask::Work>& tasks() {
  static std::map<std::string, ChildTask::Work> known;
  return known;
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const ChildEnd& end) {
  switch (end.by) {
    case ChildEnd::By::itself: return out << "the child ended with status " << end.value;
    case ChildEnd::By::signal: return out << "the child was ended by signal " << end.value;
    case ChildEnd::By::limit: break;
  }
  return out << "the child did not end by itself and was killed";
}

ChildEnd endedWith(int status) {
  return {ChildEnd::By::itself, status};
}

ChildEnd killedBy(int signal) {
  return {ChildEnd::By::signal, signal};
}

ChildEnd ChildAtWork::wait(std::chrono::milliseconds limit) {
  // step by step: time in which the whole machine stood still is not the child's
  constexpr std::chrono::milliseconds kStep{100};
  std::optional<platform::ExitState> end;
  for (auto waited = kStep; !end && waited <= limit; waited += kStep) end = process.wait(kStep);
  if (end) return {end->bySignal ? ChildEnd::By::signal : ChildEnd::By::itself, end->value};
  process.kill();
  return {ChildEnd::By::limit, SIGKILL};
}

ChildTask::ChildTask(std::string name, Work work) : m_name(std::move(name)) {
  tasks().emplace(m_name, work);
}

ChildEnd ChildTask::run(const Arguments& arguments) const {
  return start(arguments).wait(kLongest);
}

ChildAtWork ChildTask::start(const Arguments& arguments) const {
  auto [mine, theirs] = platform::Channel::makePair();
  const std::array passed{theirs.fd(), STDERR_FILENO};
  std::vector<std::string> words{kTaskOption, m_name};
  words.insert(words.end(), arguments.begin(), arguments.end());
  auto process = platform::ChildProcess::start(platform::programPath(), words, passed);
  theirs.close();  // else the line would stay open when the child is gone
  return {std::move(mine), std::move(process)};
}

platform::Channel& lineToTest() {
  static platform::Channel line(kLineDescriptor);
  return line;
}

std::optional<int> runAsChild(int argc, char** argv) {
  if (argc < 3 || std::string(argv[1]) != kTaskOption) return std::nullopt;
  ::dup2(kMessagesDescriptor, STDERR_FILENO);
  try {
    return tasks().at(argv[2])(ChildTask::Arguments(argv + 3, argv + argc));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "the child \"%s\": %s\n", argv[2], error.what());
    return 99;
  }
}

}  // namespace gis::test
