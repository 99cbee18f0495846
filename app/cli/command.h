// What every subcommand of citydesk-cli looks like.
#pragma once

#include <CLI/App.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/cli/json_writer.h"
#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/geometry/envelope.h"

namespace gis::cli {

/// Exit status of the contract: 0 done, 1 failed and nothing changed, 2 wrong usage, 3 done in part.
enum ExitStatus : int { kDone = 0, kFailed = 1, kUsage = 2, kPartly = 3 };

/// The options that may stand anywhere on the line, and where output goes.
struct Context {
  bool json = false;
  bool quiet = false;        ///< no progress bar
  std::string operatorName;  ///< who does it: --operator, else the login name
  std::string language;      ///< "zh_CN" or "en"
  Progress progress;         ///< cancelled by SIGINT and SIGTERM; draws a bar on a terminal
};

/// One subcommand, one file (command_NAME.cpp). setup() declares options and opens nothing; run()
/// does the work, prints to standard output (through JsonWriter when context.json, else short text by
/// print()) and returns an ExitStatus. Failures are thrown as gis::Error and printed by main.
class Command {
 public:
  virtual ~Command() = default;
  [[nodiscard]] virtual const char* name() const = 0;
  [[nodiscard]] virtual const char* summary() const = 0;
  virtual void setup(CLI::App& app) = 0;
  virtual int run(Context& context) = 0;
  /// Does it run SQL that a person wrote and that may call functions? SpatiaLite's crash on some geometry, so it then
  /// runs in a child.
  [[nodiscard]] virtual bool runsTypedSql() const { return false; }
};

/// All subcommands in the order of --help (commands.cpp).
[[nodiscard]] std::vector<std::unique_ptr<Command>> allCommands();

/// Buffered text for people on standard output.
void print(std::string_view text);

/// One line on standard error in the user's language: what should be known though the command is done.
void note(const Context& context, const Message& message, const Message& why = {});

/// Says where the features that were set aside are listed; nothing when `table` is empty.
void tellSetAsideTable(const Context& context, const std::string& table);

/// "x1,y1,x2,y2" in any corner order; throws Error(usage) naming `option`.
[[nodiscard]] geom::Envelope parseBox(std::string_view text, std::string_view option);
/// "x,y"; throws Error(usage) naming `option`.
[[nodiscard]] geom::MapPoint parsePoint(std::string_view text, std::string_view option);
/// "A,B,C" → names without spaces around; empty text → no names.
[[nodiscard]] std::vector<std::string> parseList(std::string_view text);
/// "FIELD=NAME" each → pairs; throws Error(usage) naming --rename.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> parseRenames(const std::vector<std::string>& texts);

}  // namespace gis::cli
