// The list of subcommands, made from commands.inc.
#include "app/cli/command.h"

namespace gis::cli {

#define COMMAND(function) std::unique_ptr<Command> function();
#include "app/cli/commands.inc"
#undef COMMAND

std::vector<std::unique_ptr<Command>> allCommands() {
  std::vector<std::unique_ptr<Command>> all;
#define COMMAND(function) all.push_back(function());
#include "app/cli/commands.inc"
#undef COMMAND
  return all;
}

}  // namespace gis::cli
