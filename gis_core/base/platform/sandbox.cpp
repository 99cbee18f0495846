#include "gis_core/base/platform/sandbox.h"

#if defined(__linux__)
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "gis_core/base/platform/files.h"

namespace gis::platform {
namespace {

namespace fs = std::filesystem;

#if defined(__x86_64__)
constexpr std::uint32_t kMachine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kMachine = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kMachine = 0;
#endif

/// Calls to the network. Lines that are open already stay of use.
constexpr int kNetworkCalls[] = {__NR_socket, __NR_socketpair, __NR_connect, __NR_bind,
                                 __NR_listen, __NR_accept,     __NR_accept4, __NR_io_uring_setup};

/// Calls that start programs, touch other processes, or change the machine.
constexpr int kOtherCalls[] = {__NR_execve,
                               __NR_execveat,
                               __NR_ptrace,
                               __NR_process_vm_readv,
                               __NR_process_vm_writev,
                               __NR_kill,
                               __NR_tkill,
                               __NR_pidfd_open,
                               __NR_pidfd_send_signal,
                               __NR_unshare,
                               __NR_setns,
                               __NR_mount,
                               __NR_umount2,
                               __NR_pivot_root,
                               __NR_chroot,
                               __NR_open_by_handle_at,
                               __NR_add_key,
                               __NR_request_key,
                               __NR_keyctl,
                               __NR_bpf,
                               __NR_perf_event_open,
                               __NR_userfaultfd,
                               __NR_init_module,
                               __NR_finit_module,
                               __NR_delete_module,
                               __NR_kexec_load,
                               __NR_reboot,
                               __NR_swapon,
                               __NR_swapoff,
                               __NR_acct,
                               __NR_setuid,
                               __NR_setgid,
                               __NR_setresuid,
                               __NR_setresgid,
                               __NR_settimeofday,
                               __NR_clock_settime,
#if defined(__x86_64__)
                               __NR_fork,
                               __NR_vfork
#endif
};

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

/// The filter as the kernel runs it, call by call.
class CallFilter {
 public:
  CallFilter() {
    load(offsetof(seccomp_data, arch));
    refuseIf(BPF_JEQ, kMachine, false, EPERM);
    load(offsetof(seccomp_data, nr));
#if defined(__x86_64__)
    constexpr std::uint32_t kForeignCalls = 0x40000000;  // the x32 twins of the calls
    refuseIf(BPF_JGE, kForeignCalls, true, EPERM);
#endif
    for (const int call : kNetworkCalls) deny(call, EPERM);
    if (!kSanitized) {
      for (const int call : kOtherCalls) deny(call, EPERM);
      deny(__NR_clone3, ENOSYS);  // its flags lie in memory; the C library then takes clone
      denyNewProcesses();
    }
    m_code.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  }

  [[nodiscard]] bool install() {
    const sock_fprog program{static_cast<unsigned short>(m_code.size()), m_code.data()};
    return ::syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0;
  }

 private:
  static std::uint32_t refusal(int number) {
    return SECCOMP_RET_ERRNO | (static_cast<std::uint32_t>(number) & SECCOMP_RET_DATA);
  }
  void load(std::size_t offset) {
    m_code.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset)));
  }
  /// Refuses the call when the comparison's outcome is `outcome`; else goes on.
  void refuseIf(std::uint16_t comparison, std::uint32_t value, bool outcome, int number) {
    m_code.push_back(BPF_JUMP(static_cast<std::uint16_t>(BPF_JMP | comparison | BPF_K), value,
                              static_cast<std::uint8_t>(outcome ? 0 : 1), static_cast<std::uint8_t>(outcome ? 1 : 0)));
    m_code.push_back(BPF_STMT(BPF_RET | BPF_K, refusal(number)));
  }
  void deny(int call, int number) {
    refuseIf(BPF_JEQ, static_cast<std::uint32_t>(call), true, number);
  }
  /// Threads may be started, processes not: they could outlive the limits of this one.
  void denyNewProcesses() {
    constexpr std::uint8_t kSteps = 4;  // after the comparison, up to the end of this part
    m_code.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone, 0, kSteps));
    load(offsetof(seccomp_data, args));  // the lower half on both machines
    m_code.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0));
    m_code.push_back(BPF_STMT(BPF_RET | BPF_K, refusal(EPERM)));
    load(offsetof(seccomp_data, nr));
  }

  std::vector<sock_filter> m_code;
};

constexpr std::uint64_t kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t kExecute = LANDLOCK_ACCESS_FS_EXECUTE;
constexpr std::uint64_t kTruncate = std::uint64_t{1} << 14;  // Linux 6.2
constexpr std::uint64_t kRefer = std::uint64_t{1} << 13;     // Linux 5.19

/// Every right that this kernel guards.
std::uint64_t guardedRights(long version) {
  std::uint64_t all = (std::uint64_t{1} << 13) - 1;
  if (version >= 2) all |= kRefer;
  if (version >= 3) all |= kTruncate;
  return all;
}

class FileRules {
 public:
  explicit FileRules(long version) : m_all(guardedRights(version)) {
    landlock_ruleset_attr attribute{};
    attribute.handled_access_fs = m_all;
    m_fd = static_cast<int>(::syscall(__NR_landlock_create_ruleset, &attribute, sizeof attribute.handled_access_fs, 0));
  }
  FileRules(const FileRules&) = delete;
  FileRules& operator=(const FileRules&) = delete;
  ~FileRules() {
    if (m_fd >= 0) ::close(m_fd);
  }

  /// A path that is not there is no matter.
  void allow(const fs::path& path, std::uint64_t rights) const {
    const int at = ::open(path.c_str(), O_PATH | O_CLOEXEC);
    if (at < 0) return;
    struct stat info {};
    constexpr std::uint64_t kOfFiles =
        LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | kExecute | kTruncate;
    if (::fstat(at, &info) == 0) {
      landlock_path_beneath_attr rule{};
      rule.allowed_access = (S_ISDIR(info.st_mode) ? rights : rights & kOfFiles) & m_all;
      rule.parent_fd = at;
      ::syscall(__NR_landlock_add_rule, m_fd, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
    ::close(at);
  }
  void allowAll(const fs::path& path) const { allow(path, m_all & ~kExecute); }
  [[nodiscard]] bool enforce() const { return m_fd >= 0 && ::syscall(__NR_landlock_restrict_self, m_fd, 0) == 0; }

 private:
  std::uint64_t m_all;
  int m_fd = -1;
};

/// Programs, libraries and data of the machine, and where libraries were told to look for theirs.
std::vector<fs::path> systemFolders() {
  std::vector<fs::path> all{"/usr",         "/lib",        "/lib64",        "/bin",          "/etc",
                            "/opt",         "/proc/self",  "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu",
                            "/dev/urandom", "/dev/random", "/dev/zero"};
  // a program that was unpacked somewhere brings its own
  for (const char* own : {"", "../lib", "../share"}) all.push_back(programPath().parent_path() / own);
  for (const char* name : {"PROJ_LIB", "PROJ_DATA", "GDAL_DATA", "LD_LIBRARY_PATH", "CITYDESK_RESOURCES"}) {
    const char* value = std::getenv(name);
    std::string rest = value == nullptr ? "" : value;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(':'), rest.size());
      if (end > 0) all.emplace_back(rest.substr(0, end));
      rest.erase(0, end + 1);
    }
  }
  return all;
}

/// Of Landlock; less than 1: the kernel has none.
long fileRulesVersion() {
  return ::syscall(__NR_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

bool guardFiles(const SandboxRules& rules) {
  const long version = fileRulesVersion();
  if (version < 1) return false;
  const FileRules guarded(version);
  for (const fs::path& path : systemFolders()) guarded.allow(path, kRead);
  guarded.allow("/dev/null", kRead | LANDLOCK_ACCESS_FS_WRITE_FILE);
  for (const fs::path& path : rules.readable) guarded.allow(path, kRead);
  for (const fs::path& path : rules.writable) guarded.allowAll(path);
  return guarded.enforce();
}

}  // namespace

bool canGuardFiles() {
  return fileRulesVersion() >= 1;
}

SandboxState enterSandbox(const SandboxRules& rules) {
  SandboxState state;
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return state;
  if (!kSanitized) state.files = guardFiles(rules);
  if (kMachine != 0) state.calls = CallFilter().install();
  return state;
}

}  // namespace gis::platform

#else

namespace gis::platform {

bool canGuardFiles() {
  return false;
}

SandboxState enterSandbox(const SandboxRules&) {
  return {};
}

}  // namespace gis::platform

#endif
