// Runs the built command line as users do, for tests.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace gis::testing {

/// What one run of citydesk-cli left behind.
struct CliResult {
  int status = -1;      ///< exit status; −1 when a signal ended it
  std::string out;      ///< standard output
  std::string err;      ///< standard error
  nlohmann::json json;  ///< the parsed output of a run with --json; discarded when it was none
};

/// A private folder, removed at the end of the test, in which the command line is run.
class CliFolder {
 public:
  CliFolder();
  CliFolder(const CliFolder&) = delete;
  CliFolder& operator=(const CliFolder&) = delete;
  ~CliFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
  [[nodiscard]] std::string file(const std::string& name) const { return (m_path / name).string(); }
  /// Writes a file and returns its full name.
  [[nodiscard]] std::string write(const std::string& name, const std::string& content) const;
  [[nodiscard]] std::string read(const std::string& name) const;
  /// The command line's program, for tests that start it in a shell.
  [[nodiscard]] static std::string program();
  /// citydesk-cli ARGUMENTS… ; the cache and configuration folders lie in the private folder.
  [[nodiscard]] CliResult run(const std::vector<std::string>& arguments) const;
  /// The same with --json added; the output must be exactly one JSON document.
  [[nodiscard]] CliResult json(std::vector<std::string> arguments) const;

 private:
  std::filesystem::path m_path;
};

}  // namespace gis::testing
