#include "app/cli/usage_error.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <vector>

#include "app/cli/error_text.h"

namespace gis::cli {
namespace {

/// The command, or the command of a command, that the line names.
const CLI::App& deepest(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return chosen.empty() ? app : deepest(*chosen.front());
}

std::string before(const std::string& text, std::string_view end) {
  return text.substr(0, text.find(end));
}

Error wrong(Message why, const CLI::App& command) {
  const std::string path = command.get_parent() == nullptr ? std::string()
                           : command.get_parent()->get_parent() == nullptr
                               ? command.get_name() + " "
                               : command.get_parent()->get_name() + " " + command.get_name() + " ";
  return {ErrorCode::usage, GIS_TR("wrong usage"), std::move(why), {GIS_TR("see citydesk-cli {0}--help"), {path}}};
}

Message unknownArgument(const CLI::App& app, const CLI::App& command) {
  const auto rest = app.remaining(true);
  const auto isOption = [](const std::string& text) { return text.size() > 1 && text[0] == '-'; };
  if (command.get_require_subcommand_min() > 0) {
    // names of files are no commands: "incident CITY nonsense"
    std::vector<std::string> words;
    std::copy_if(rest.begin(), rest.end(), std::back_inserter(words),
                 [&](const std::string& text) { return !isOption(text); });
    std::stable_partition(words.begin(), words.end(),
                          [](const std::string& text) { return text.find_first_of("./\\") == std::string::npos; });
    if (!words.empty()) return {GIS_TR("there is no command \"{0}\""), {words.front()}};
  }
  const auto option = std::find_if(rest.begin(), rest.end(), isOption);
  if (option != rest.end()) return {GIS_TR("there is no option {0}"), {before(*option, "=")}};
  if (!rest.empty()) return {GIS_TR("\"{0}\" is an argument too many"), {rest.front()}};
  return GIS_TR("a command is missing");
}

/// "--size: foo not in {a,b}" → "a, b"; empty when the complaint names no words.
std::string allowedWords(const std::string& complaint) {
  const std::size_t open = complaint.find('{'), close = complaint.rfind('}');
  if (open == std::string::npos || close == std::string::npos || close < open) return {};
  std::string words;
  for (const char c : complaint.substr(open + 1, close - open - 1)) {
    words += c;
    if (c == ',') words += ' ';
  }
  return words;
}

std::string valueOf(const CLI::App& command, const std::string& option) {
  for (const CLI::App* app = &command; app != nullptr; app = app->get_parent()) {
    const CLI::Option* found = app->get_option_no_throw(option);
    if (found != nullptr && !found->results().empty()) return found->results().back();
  }
  return {};
}

bool isNumberOption(const std::string& complaint) {
  return complaint.find("Number less") != std::string::npos || complaint.find("not in range") != std::string::npos;
}

void checkValuesOf(const CLI::App& command, const CLI::App& root) {
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_positional()) continue;
    for (const std::string& value : option->results()) {
      if (value.rfind("--", 0) != 0) continue;
      for (const CLI::App* app = &deepest(root); app != nullptr; app = app->get_parent()) {
        if (app->get_option_no_throw(value) == nullptr) continue;
        throw wrong({GIS_TR("the option {0} needs a value"), {option->get_name()}}, deepest(root));
      }
    }
  }
  for (const CLI::App* sub : command.get_subcommands()) checkValuesOf(*sub, root);
}

}  // namespace

Error usageError(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& command = deepest(app);
  const std::string complaint = error.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) return wrong(unknownArgument(app, command), command);
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    if (command.get_require_subcommand_min() > 0 && complaint.find("subcommand") != std::string::npos)
      return wrong(unknownArgument(app, command), command);
    return wrong({GIS_TR("{0} is missing"), {before(complaint, " is required")}}, command);
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    const std::string name = before(complaint, ":");
    if (name.size() < complaint.size()) return wrong({GIS_TR("the option {0} needs a value"), {name}}, command);
  }
  if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr) {
    const std::string name = before(complaint, ":");
    const std::string value = valueOf(command, name);
    if (const std::string words = allowedWords(complaint); !words.empty())
      return wrong({GIS_TR("\"{1}\" is no value for {0}: it takes {2}"), {name, value, words}}, command);
    if (isNumberOption(complaint))
      return wrong({GIS_TR("\"{1}\" is no value for {0}: the number is out of range"), {name, value}}, command);
    return wrong({GIS_TR("\"{1}\" is no value for {0}"), {name, value}}, command);
  }
  if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) {
    constexpr std::string_view kStart = "Could not convert: ";
    if (complaint.rfind(kStart, 0) == 0) {
      const std::string rest = complaint.substr(kStart.size());
      const std::string name = before(rest, " = ");
      return wrong({GIS_TR("\"{1}\" is no value for {0}"),
                    {name, rest.size() > name.size() ? rest.substr(name.size() + 3) : std::string()}},
                   command);
    }
  }
  if (dynamic_cast<const CLI::RequiresError*>(&error) != nullptr) {
    const std::string name = before(complaint, " requires ");
    if (name.size() < complaint.size())
      return wrong({GIS_TR("the option {0} needs {1}"), {name, complaint.substr(name.size() + 10)}}, command);
  }
  return wrong(complaint, command);
}

void checkValues(const CLI::App& app) {
  checkValuesOf(app, app);
}

void translateHelp(CLI::App& app, const std::string& language) {
  const auto said = [&](const std::string& text) { return textIn(text, language); };
  const auto formatter = app.get_formatter();
  formatter->label("Usage", said(GIS_TR("Usage")));
  formatter->label("Positionals", said(GIS_TR("Arguments")));
  formatter->label("OPTIONS", said(GIS_TR("OPTIONS")));
  formatter->label("SUBCOMMAND", said(GIS_TR("COMMAND")));
  formatter->label("REQUIRED", said(GIS_TR("(required)")));
  const std::string options = said(GIS_TR("Options")), commands = said(GIS_TR("Commands"));
  app.description(said(app.get_description()));
  const auto name = [&](auto&& self, CLI::App& one) -> void {
    for (CLI::Option* option : one.get_options([](const CLI::Option*) { return true; })) {
      option->description(said(option->get_description()));
      if (!option->get_positional()) option->group(options);
    }
    for (CLI::App* sub : one.get_subcommands([](const CLI::App*) { return true; })) {
      if (!sub->get_name().empty()) sub->group(commands);  // else a group of options
      sub->description(said(sub->get_description()));
      self(self, *sub);
    }
  };
  name(name, app);
}

}  // namespace gis::cli
