#include "gis_core/base/platform/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <thread>
#include <utility>

#include "gis_core/base/error.h"

extern char** environ;

namespace gis::platform {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kHeaderBytes = 5;
/// A message is a description or a notice; rows travel in shared memory.
constexpr std::uint32_t kLargestMessage = 256u << 20;
/// How often a waiting receive() looks at the cancel token.
constexpr int kPollMillis = 50;

[[noreturn]] void failWith(const char* what, int number) {
  throw Error(ErrorCode::internal, what, std::strerror(number));
}

/// The descriptors and attributes of a spawn, freed at the end of the scope.
class SpawnSetup {
 public:
  SpawnSetup() {
    posix_spawn_file_actions_init(&m_actions);
    posix_spawnattr_init(&m_attributes);
  }
  SpawnSetup(const SpawnSetup&) = delete;
  SpawnSetup& operator=(const SpawnSetup&) = delete;
  ~SpawnSetup() {
    posix_spawn_file_actions_destroy(&m_actions);
    posix_spawnattr_destroy(&m_attributes);
  }

  void streamsToNowhere() {
    posix_spawn_file_actions_addopen(&m_actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&m_actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&m_actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  }
  /// `passed` are first lifted above the targets by the caller, so no dup2 overwrites a later source.
  void pass(std::span<const int> passed) {
    int target = 3;
    for (const int fd : passed) posix_spawn_file_actions_adddup2(&m_actions, fd, target++);
    posix_spawn_file_actions_addclosefrom_np(&m_actions, target);
  }
  void ownGroupAndPlainSignals() {
    sigset_t all;
    sigset_t none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(&m_attributes, &all);
    posix_spawnattr_setsigmask(&m_attributes, &none);
    posix_spawnattr_setpgroup(&m_attributes, 0);
    posix_spawnattr_setflags(&m_attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  }
  int run(pid_t& pid, const std::filesystem::path& program, char* const* argv) {
    return posix_spawn(&pid, program.c_str(), &m_actions, &m_attributes, argv, environ);
  }

 private:
  posix_spawn_file_actions_t m_actions{};
  posix_spawnattr_t m_attributes{};
};

/// Duplicates of descriptors at numbers above those that the child will use.
class LiftedDescriptors {
 public:
  explicit LiftedDescriptors(std::span<const int> fds) {
    for (const int fd : fds) m_fds.push_back(::fcntl(fd, F_DUPFD_CLOEXEC, 3 + static_cast<int>(fds.size())));
  }
  LiftedDescriptors(const LiftedDescriptors&) = delete;
  LiftedDescriptors& operator=(const LiftedDescriptors&) = delete;
  ~LiftedDescriptors() {
    for (const int fd : m_fds) {
      if (fd >= 0) ::close(fd);
    }
  }
  [[nodiscard]] std::span<const int> all() const { return m_fds; }

 private:
  std::vector<int> m_fds;
};

}  // namespace

std::pair<Channel, Channel> Channel::makePair() {
  int fds[2] = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0)
    failWith(GIS_TR("cannot open a line to the reading program"), errno);
  return {Channel(fds[0]), Channel(fds[1])};
}

Channel::Channel(Channel&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)), m_buffer(std::move(other.m_buffer)) {}

Channel& Channel::operator=(Channel&& other) noexcept {
  if (this != &other) {
    close();
    m_fd = std::exchange(other.m_fd, -1);
    m_buffer = std::move(other.m_buffer);
  }
  return *this;
}

Channel::~Channel() {
  close();
}

void Channel::close() noexcept {
  if (m_fd >= 0) ::close(m_fd);
  m_fd = -1;
}

bool Channel::send(std::uint8_t kind, std::string_view bytes) {
  std::string frame(kHeaderBytes, '\0');
  const auto size = static_cast<std::uint32_t>(bytes.size());
  std::memcpy(frame.data(), &size, sizeof size);
  frame[4] = static_cast<char>(kind);
  frame.append(bytes);
  std::size_t sent = 0;
  while (sent < frame.size()) {
    const ssize_t n = ::send(m_fd, frame.data() + sent, frame.size() - sent, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    sent += static_cast<std::size_t>(n);
  }
  return true;
}

Channel::Outcome Channel::fill(std::size_t wanted, std::chrono::milliseconds limit, const CancelToken& token) {
  const Clock::time_point end = Clock::now() + limit;
  char piece[16384];
  while (m_buffer.size() < wanted) {
    token.check();
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0) return Outcome::silence;
    pollfd entry{m_fd, POLLIN, 0};
    const int ready = ::poll(&entry, 1, static_cast<int>(std::min<std::int64_t>(left, kPollMillis)));
    if (ready < 0 && errno != EINTR) return Outcome::closed;
    if (ready <= 0) continue;
    const ssize_t n = ::recv(m_fd, piece, sizeof piece, 0);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return Outcome::closed;
    m_buffer.append(piece, static_cast<std::size_t>(n));
  }
  return Outcome::message;
}

Channel::Outcome Channel::receive(Message& into, std::chrono::milliseconds limit, const CancelToken& token) {
  Outcome outcome = fill(kHeaderBytes, limit, token);
  if (outcome != Outcome::message) return outcome;
  std::uint32_t size = 0;
  std::memcpy(&size, m_buffer.data(), sizeof size);
  if (size > kLargestMessage) return Outcome::closed;
  outcome = fill(kHeaderBytes + size, limit, token);
  if (outcome != Outcome::message) return outcome;
  into.kind = static_cast<std::uint8_t>(m_buffer[4]);
  into.bytes.assign(m_buffer, kHeaderBytes, size);
  m_buffer.erase(0, kHeaderBytes + size);
  return Outcome::message;
}

void Channel::waitUntilClosed() const {
  while (true) {
    pollfd entry{m_fd, POLLRDHUP, 0};
    const int ready = ::poll(&entry, 1, -1);
    if (ready < 0 && errno == EINTR) continue;
    return;
  }
}

ChildProcess ChildProcess::start(const std::filesystem::path& program, const std::vector<std::string>& args,
                                 std::span<const int> passed) {
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), args.begin(), args.end());
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);

  const LiftedDescriptors lifted(passed);
  SpawnSetup setup;
  setup.streamsToNowhere();
  setup.pass(lifted.all());
  setup.ownGroupAndPlainSignals();
  pid_t pid = -1;
  const int number = setup.run(pid, program, argv.data());
  if (number != 0) {
    throw Error(number == ENOENT ? ErrorCode::notFound : ErrorCode::internal,
                {GIS_TR("cannot start the program {0}"), {program.string()}}, std::strerror(number),
                number == ENOENT ? Message(GIS_TR("install CityDesk again")) : Message());
  }
  return ChildProcess(pid);
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : m_pid(std::exchange(other.m_pid, -1)), m_end(std::exchange(other.m_end, std::nullopt)) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  if (this != &other) {
    kill();
    m_pid = std::exchange(other.m_pid, -1);
    m_end = std::exchange(other.m_end, std::nullopt);
  }
  return *this;
}

ChildProcess::~ChildProcess() {
  kill();
}

void ChildProcess::kill() noexcept {
  if (m_pid <= 0 || m_end) return;
  ::kill(m_pid, SIGKILL);
  int status = 0;
  while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
  }
  m_end = ExitState{true, SIGKILL};
}

std::optional<ExitState> ChildProcess::wait(std::chrono::milliseconds limit) {
  const Clock::time_point end = Clock::now() + limit;
  while (!m_end && m_pid > 0) {
    int status = 0;
    const pid_t done = ::waitpid(m_pid, &status, WNOHANG);
    if (done == m_pid) {
      m_end = WIFSIGNALED(status) ? ExitState{true, WTERMSIG(status)} : ExitState{false, WEXITSTATUS(status)};
    } else if (done < 0 && errno != EINTR) {
      m_end = ExitState{};  // someone else reaped it
    } else if (Clock::now() >= end) {
      break;
    } else {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }
  return m_end;
}

void ChildProcess::limitMemory([[maybe_unused]] std::uint64_t bytes) const {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  const rlimit limit{bytes, bytes};
  ::prlimit(m_pid, RLIMIT_AS, &limit, nullptr);
#endif
}

std::uint64_t ChildProcess::anonymousMemoryBytes() const {
  std::ifstream status("/proc/" + std::to_string(m_pid) + "/status");
  std::string line;
  while (std::getline(status, line)) {
    if (line.starts_with("RssAnon:")) return std::stoull(line.substr(8)) * 1024;
  }
  return 0;
}

void endProcessAtOnce(int status) {
  ::_exit(status);
}

std::uint64_t physicalMemoryBytes() {
  const long pages = ::sysconf(_SC_PHYS_PAGES);
  const long size = ::sysconf(_SC_PAGESIZE);
  return pages > 0 && size > 0 ? static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(size) : 0;
}

}  // namespace gis::platform
