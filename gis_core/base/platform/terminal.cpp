#include "gis_core/base/platform/terminal.h"

#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <vector>

namespace gis::platform {
namespace {

void (*g_handler)() = nullptr;

void onSignal(int) {
  g_handler();
}

}  // namespace

bool standardErrorIsTerminal() {
  return ::isatty(STDERR_FILENO) != 0;
}

void onStopRequest(void (*handler)()) {
  g_handler = handler;
  struct sigaction action {};
  action.sa_handler = onSignal;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  action.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &action, nullptr);
}

std::string userName() {
  for (const char* variable : {"USER", "LOGNAME", "USERNAME"}) {
    if (const char* value = ::getenv(variable); value != nullptr && *value != '\0') return value;
  }
  // a program that no shell began has none of them
  std::vector<char> room(16 * 1024);
  struct passwd entry {};
  struct passwd* found = nullptr;
  if (::getpwuid_r(::geteuid(), &entry, room.data(), room.size(), &found) != 0 || found == nullptr) return {};
  return found->pw_name == nullptr ? std::string() : std::string(found->pw_name);
}

void forgetVariable(const char* name) {
  ::unsetenv(name);
}

void setVariable(const char* name, const std::string& value) {
  ::setenv(name, value.c_str(), 1);
}

}  // namespace gis::platform
