// What a process that shut itself in can still do, tried in a child of the test.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/sandbox.h"
#include "tests/support/child_tasks.h"

namespace gis::platform {
namespace {

namespace fs = std::filesystem;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kWhole = false;  // sanitizers need calls of their own
#else
constexpr bool kWhole = true;
#endif

/// Shuts this process in, so that it may read `in` and write `scratch` of the folder.
SandboxState enter(const test::ChildTask::Arguments& arguments) {
  const fs::path folder = pathFromUtf8(arguments.at(0));
  return enterSandbox({{folder / "in"}, {folder / "scratch"}});
}

/// In a child of the test: its status is the number of the first promise that does not hold.
void promise(int number, bool holds) {
  if (!holds) endProcessAtOnce(number);
}

int tryNetwork(const test::ChildTask::Arguments& arguments) {
  promise(1, enter(arguments).calls);
  for (const int family : {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK}) {
    errno = 0;
    promise(2, ::socket(family, SOCK_STREAM, 0) == -1 && errno == EPERM);
  }
  int pair[2];
  promise(3, ::socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == -1);
  // a thread that comes later is no way out
  bool refused = false;
  std::thread([&] { refused = ::socket(AF_INET, SOCK_STREAM, 0) == -1; }).join();
  promise(4, refused);
  return 0;
}
const test::ChildTask kTryNetwork{"try the network", tryNetwork};

int tryPrograms(const test::ChildTask::Arguments& arguments) {
  promise(1, enter(arguments).calls);
  if (!kWhole) return 0;  // a sanitizer starts processes itself: only the network is closed
  const pid_t child = ::fork();
  if (child == 0) endProcessAtOnce(0);
  promise(2, child == -1 && errno == EPERM);
  ::execl("/bin/true", "true", nullptr);
  promise(3, errno == EPERM);
  promise(4, ::kill(::getppid(), 0) == -1 && errno == EPERM);
  return 0;
}
const test::ChildTask kTryPrograms{"try to start programs", tryPrograms};

int tryFiles(const test::ChildTask::Arguments& arguments) {
  const fs::path folder = pathFromUtf8(arguments.at(0));
  // 0, or why the file cannot be opened
  const auto opening = [&folder](const char* name, int flags) {
    const int fd = ::open((folder / name).c_str(), flags, 0600);
    const int fault = fd < 0 ? errno : 0;
    if (fd >= 0) ::close(fd);
    return fault;
  };
  const SandboxState state = enter(arguments);
  // nothing is claimed that is not so: a sanitizer reads files of its own, a kernel may have no Landlock
  promise(12, state.files == (kWhole && canGuardFiles()));
  if (!state.files) return 0;
  promise(1, opening("in/a.txt", O_RDONLY) == 0);
  promise(2, opening("out/secret.txt", O_RDONLY) == EACCES);
  promise(3, opening("in/link.txt", O_RDONLY) == EACCES);
  promise(4, opening("in/../out/secret.txt", O_RDONLY) == EACCES);
  promise(5, opening("in/a.txt", O_WRONLY) == EACCES);
  promise(6, opening("in/a.qix", O_CREAT | O_WRONLY) == EACCES);
  promise(7, ::unlink((folder / "in/a.txt").c_str()) == -1);
  promise(8, opening("scratch/t.tmp", O_CREAT | O_RDWR) == 0);
  promise(9, opening("scratch/t.tmp", O_RDWR | O_TRUNC) == 0);
  promise(10, ::unlink((folder / "scratch/t.tmp").c_str()) == 0);
  promise(11, ::access("/etc/passwd", F_OK) != 0 || opening("/etc/passwd", O_RDONLY) == 0);
  return 0;
}
const test::ChildTask kTryFiles{"try files", tryFiles};

class SandboxTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"in", "out", "scratch"}) fs::create_directory(m_folder / name);
    std::ofstream(m_folder / "in/a.txt") << "a";
    std::ofstream(m_folder / "out/secret.txt") << "s";
    fs::create_symlink(m_folder / "out/secret.txt", m_folder / "in/link.txt");
  }
  void TearDown() override { fs::remove_all(m_folder); }
  [[nodiscard]] test::ChildEnd tried(const test::ChildTask& task) const { return task.run({pathToUtf8(m_folder)}); }

  const fs::path m_folder = makeScratchFolder("citydesk-sandbox");
};

TEST_F(SandboxTest, NoSocketIsOpened) {
  EXPECT_EQ(tried(kTryNetwork), test::endedWith(0));
}

TEST_F(SandboxTest, NoProgramIsStarted) {
  EXPECT_EQ(tried(kTryPrograms), test::endedWith(0));
}

TEST_F(SandboxTest, OnlyNamedFoldersAreReadAndOnlyScratchIsWritten) {
  EXPECT_EQ(tried(kTryFiles), test::endedWith(0));
}

}  // namespace
}  // namespace gis::platform
