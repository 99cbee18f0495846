// Where a program runs: the terminal, the signals that ask it to stop, its environment.
#pragma once

#include <string>

namespace gis::platform {

/// True when standard error is a terminal that a person looks at.
[[nodiscard]] bool standardErrorIsTerminal();

/// Calls `handler` when the user or the system asks to stop (SIGINT, SIGTERM); a reader that goes away
/// (SIGPIPE) becomes a failed write. `handler` runs in a signal: it may only set an atomic. Main calls it once.
void onStopRequest(void (*handler)());

/// The name that this process's user logged in with; empty when the system knows none.
[[nodiscard]] std::string userName();

/// Takes a variable out of this process's environment. Main calls it before there is a second thread.
void forgetVariable(const char* name);
/// Puts a variable into this process's environment; before other threads read it.
void setVariable(const char* name, const std::string& value);

}  // namespace gis::platform
