// The list of subcommands: one line each, in the order of --help.
#include "app/cli/command.h"

namespace gis::cli {

// One command a line, e.g. `X(makeImportCommand) \`: a function in command_import.cpp that returns
// std::unique_ptr<Command>.
#define CITYDESK_COMMANDS(X) \
  /* city */                 \
  /* questions */            \
  /* map */                  \
  /* cases */

#define CITYDESK_DECLARE(function) std::unique_ptr<Command> function();
CITYDESK_COMMANDS(CITYDESK_DECLARE)

std::vector<std::unique_ptr<Command>> allCommands() {
  std::vector<std::unique_ptr<Command>> all;
#define CITYDESK_ADD(function) all.push_back(function());
  CITYDESK_COMMANDS(CITYDESK_ADD)
  return all;
}

}  // namespace gis::cli
