#include "gis_core/base/platform/terminal.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

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

void forgetVariable(const char* name) {
  ::unsetenv(name);
}

void setVariable(const char* name, const std::string& value) {
  ::setenv(name, value.c_str(), 1);
}

}  // namespace gis::platform
