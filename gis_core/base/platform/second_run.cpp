#include "gis_core/base/platform/second_run.h"

#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>

#include "gis_core/base/error.h"

extern char** environ;

namespace gis::platform {
namespace {

using Clock = std::chrono::steady_clock;

constexpr char kMark[] = "CITYDESK_SECOND_RUN";
constexpr auto kLook = std::chrono::milliseconds(2);
constexpr auto kSeldom = std::chrono::milliseconds(20);
constexpr auto kPatience = std::chrono::seconds(1);

ExitState stateOf(int status) {
  if (WIFSIGNALED(status)) return {true, WTERMSIG(status)};
  return {false, WEXITSTATUS(status)};
}

}  // namespace

ExitState runAgain(char* const* arguments, const CancelToken& token) {
  ::setenv(kMark, "1", 1);
  pid_t pid = -1;
  const int number = ::posix_spawn(&pid, "/proc/self/exe", nullptr, nullptr, arguments, environ);
  ::unsetenv(kMark);
  if (number != 0) throw Error(ErrorCode::internal, GIS_TR("the command failed"), std::strerror(number));
  const auto begin = Clock::now();
  std::optional<Clock::time_point> asked;
  while (true) {
    int status = 0;
    const pid_t ended = ::waitpid(pid, &status, WNOHANG);
    if (ended == pid) return stateOf(status);
    if (ended < 0 && errno != EINTR)
      throw Error(ErrorCode::internal, GIS_TR("the command failed"), std::strerror(errno));
    if (token.cancelled()) {
      const auto now = Clock::now();
      if (!asked) {
        asked = now;
        ::kill(pid, SIGTERM);
      } else if (now - *asked > kPatience) {
        ::kill(pid, SIGKILL);
      }
    }
    const bool isNear = asked || Clock::now() - begin < std::chrono::seconds(1);
    const timespec rest{0, std::chrono::nanoseconds(isNear ? kLook : kSeldom).count()};
    ::nanosleep(&rest, nullptr);  // a signal ends it: who asked to stop does not wait for the next look
  }
}

bool isSecondRun() {
  if (::getenv(kMark) == nullptr) return false;
  ::unsetenv(kMark);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  return true;
}

}  // namespace gis::platform
