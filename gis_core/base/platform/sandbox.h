// Shuts this process in before it touches what strangers made.
#pragma once

#include <filesystem>
#include <vector>

namespace gis::platform {

/// What is left to the process.
struct SandboxRules {
  std::vector<std::filesystem::path> readable;  ///< files, or folders with all below them
  std::vector<std::filesystem::path> writable;  ///< folders in which it may make, write and remove files
};

/// What the system at hand guards from here on.
struct SandboxState {
  bool calls = false;  ///< no socket, no program started, no other process touched (Linux: seccomp)
  bool files = false;  ///< no other file than the system's own and those of the rules (Linux 5.13: Landlock)
};

/// For the rest of the process's life, its threads included. The system's own folders (programs, libraries, data and
/// settings of the machine) stay readable. What the kernel cannot guard stays open and is told by the answer; another
/// system than Linux guards nothing yet: there the limits of time and memory and the readers' own rules are all. Under
/// a sanitizer, which needs some of the calls itself, only the network is closed. Thread rule: called by the thread
/// that does the work, before it starts others; threads that run already are kept from the calls, not from the files.
[[nodiscard]] SandboxState enterSandbox(const SandboxRules& rules);

/// Can this kernel guard files (Landlock)?
[[nodiscard]] bool canGuardFiles();

}  // namespace gis::platform
