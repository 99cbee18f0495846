#include "tests/support/cli_run.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>

#include "gis_core/base/platform/files.h"

namespace gis::testing {
namespace {

std::string shellQuoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string programFile() {
  return (platform::programPath().parent_path() / "citydesk-cli").string();
}

}  // namespace

CliFolder::CliFolder() : m_path(platform::makeScratchFolder("citydesk-cli-test")) {}

CliFolder::~CliFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(m_path, ignored);
}

std::string CliFolder::write(const std::string& name, const std::string& content) const {
  const std::filesystem::path file = m_path / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << content;
  return file.string();
}

std::string CliFolder::read(const std::string& name) const {
  return platform::readFile(m_path / name);
}

std::string CliFolder::program() {
  return programFile();
}

CliResult CliFolder::run(const std::vector<std::string>& arguments) const {
  std::string line = "env -u DISPLAY XDG_CACHE_HOME=" + shellQuoted(file(".cache")) +
                     " XDG_CONFIG_HOME=" + shellQuoted(file(".config")) +
                     " XDG_STATE_HOME=" + shellQuoted(file(".state")) + " " + shellQuoted(programFile());
  for (const std::string& argument : arguments) line += " " + shellQuoted(argument);
  line += " >" + shellQuoted(file(".out")) + " 2>" + shellQuoted(file(".err")) + " </dev/null";
  const int status = std::system(line.c_str());
  CliResult result;
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  result.out = platform::readFile(file(".out"));
  result.err = platform::readFile(file(".err"));
  result.json = nlohmann::json::parse(result.out, nullptr, false);
  return result;
}

CliResult CliFolder::json(std::vector<std::string> arguments) const {
  arguments.emplace_back("--json");
  CliResult result = run(arguments);
  EXPECT_FALSE(result.json.is_discarded())
      << "not one JSON document: " << result.out.substr(0, 400) << "\nstderr: " << result.err;
  return result;
}

}  // namespace gis::testing
