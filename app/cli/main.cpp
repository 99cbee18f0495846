// citydesk-cli: parses the line, runs one command, and is the door where errors become sentences.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "app/cli/usage_error.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/large_heap.h"
#include "gis_core/base/platform/second_run.h"
#include "gis_core/base/platform/terminal.h"
#include "gis_core/base/speaker.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/store/edit.h"

namespace gis::cli {
namespace {

const CancelToken& cancelToken() {
  static const CancelToken token;
  return token;
}

void onStop() {
  cancelToken().cancel();
}

void installSignals() {
  (void)cancelToken();  // made before a handler may need it
  platform::onStopRequest(onStop);
}

std::string loginName() {
  const std::string name = platform::userName();
  return name.empty() ? "citydesk-cli" : name;
}

/// A bar on standard error, only when that is a terminal.
void drawBar(const ProgressState& state) {
  if (state.total == 0) {
    std::fprintf(stderr, "\r%llu ", static_cast<unsigned long long>(state.done));
  } else {
    const int percent = static_cast<int>(100.0 * static_cast<double>(state.done) / static_cast<double>(state.total));
    std::fprintf(stderr, "\r%3d %%", percent);
    if (state.done >= state.total) std::fputs("\r      \r", stderr);
  }
  std::fflush(stderr);
}

/// Said before or while parsing: --json may stand anywhere, also on a line that cannot be parsed.
bool wantsJson(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--json") == 0) return true;
    if (std::strcmp(argv[i], "--") == 0) return false;
  }
  return false;
}

/// The same for --lang, which decides how help and complaints about the line are written.
std::string wantedLanguage(int argc, char** argv) {
  constexpr std::string_view kOption = "--lang";
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--") break;
    if (word == kOption && i + 1 < argc) return argv[i + 1];
    if (word.rfind("--lang=", 0) == 0) return std::string(word.substr(kOption.size() + 1));
  }
  return {};
}

struct Line {
  CLI::App app{GIS_TR("CityDesk on the command line: the city database, its layers, cases and maps."), "citydesk-cli"};
  Context context;
  unsigned threads = 0;
  Command* chosen = nullptr;
  std::vector<std::unique_ptr<Command>> commands = allCommands();

  Line() {
    app.set_help_flag("-h,--help", GIS_TR("Print this help and exit"));
    app.set_version_flag("--version", "citydesk-cli " CITYDESK_VERSION, GIS_TR("Print the version and exit"));
    app.fallthrough();
    app.require_subcommand(1);
    app.set_help_all_flag("--help-all", GIS_TR("Help of every command"));
    app.add_flag("--json", context.json, GIS_TR("One JSON document on standard output"));
    app.add_option("--threads", threads, GIS_TR("Threads to use (0: all cores)"))->type_name("N");
    app.add_option("--operator", context.operatorName, GIS_TR("Who does it, for the history"))->type_name("NAME");
    app.add_option("--lang", context.language, GIS_TR("Language of messages: en or zh_CN"))->type_name("LANG");
    app.add_flag("--quiet", context.quiet, GIS_TR("No progress bar"));
    for (const auto& command : commands) {
      CLI::App* sub = app.add_subcommand(command->name(), command->summary());
      sub->fallthrough();
      command->setup(*sub);
      sub->callback([this, raw = command.get()] {
        if (chosen == nullptr) chosen = raw;
      });
    }
  }
};

void checkLanguage(const std::string& language) {
  if (language.empty()) return;
  for (const std::string_view known : {"en", "zh"}) {
    if (language.rfind(known, 0) == 0 && (language.size() == 2 || language[2] == '_' || language[2] == '-')) return;
  }
  throw Error(ErrorCode::usage, {GIS_TR("there is no language \"{0}\""), {language}}, {}, GIS_TR("write en or zh_CN"));
}

/// SQL that a person typed may call a function of SpatiaLite that crashes on some geometry: that ends a child.
int runInChild(char** argv) {
  const platform::ExitState end = platform::runAgain(argv, cancelToken());
  if (!end.bySignal) return end.value;
  cancelToken().check();
  throw Error(
      ErrorCode::sql, GIS_TR("the statement failed"),
      {GIS_TR("a function of SpatiaLite crashed on what it was given (signal {0})"), {std::to_string(end.value)}},
      GIS_TR("give it no empty or invalid geometry: ST_IsEmpty(geometry) = 0 AND ST_IsValid(geometry) = 1"));
}

int runLine(int argc, char** argv, Line& line, bool isChild) {
  try {
    line.app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return line.app.exit(error);  // --help, --version
    throw usageError(line.app, error);
  }
  checkValues(line.app);
  checkLanguage(line.context.language);
  setSpeaker([language = line.context.language](const Message& message) { return textIn(message, language); });
  setThreadCount(line.threads);
  if (line.context.operatorName.empty()) line.context.operatorName = loginName();
  store::setDefaultActor(line.context.operatorName);
  const bool bar = !line.context.quiet && platform::standardErrorIsTerminal();
  line.context.progress = Progress(cancelToken(), bar ? Progress::Callback(drawBar) : Progress::Callback());
  if (line.chosen->runsTypedSql() && !isChild) return runInChild(argv);
  return line.chosen->run(line.context);
}

int report(const Error& error, bool json, const std::string& language) {
  const std::string sentence = sentenceIn(error, language);
  std::fflush(stdout);
  std::fprintf(stderr, "citydesk-cli: %s\n", sentence.c_str());
  if (json && !jsonHasStarted()) {
    std::printf("{\"error\":{\"code\":%s,\"message\":%s}}\n", jsonQuoted(errorCodeName(error.code())).c_str(),
                jsonQuoted(sentence).c_str());
    std::fflush(stdout);
  }
  return error.code() == ErrorCode::usage ? kUsage : kFailed;
}

}  // namespace
}  // namespace gis::cli

int main(int argc, char** argv) {
  using namespace gis::cli;
  gis::platform::growHeapInLargePages();
  // decisions of the read-only SQL: the variable would open SpatiaLite's file functions
  gis::platform::forgetVariable("SPATIALITE_SECURITY");
  installSignals();
  const bool isChild = gis::platform::isSecondRun();
  const bool json = wantsJson(argc, argv);
  Line line;
  translateHelp(line.app, wantedLanguage(argc, argv));
  try {
    const int status = runLine(argc, argv, line, isChild);
    if (std::fflush(stdout) != 0) {
      throw gis::Error(gis::ErrorCode::diskFull, GIS_TR("cannot write the answer"),
                       GIS_TR("standard output does not take it"));
    }
    return status;
  } catch (const gis::Error& error) {
    return report(error, json, wantedLanguage(argc, argv));
  } catch (const std::bad_alloc&) {
    return report(
        gis::Error(gis::ErrorCode::internal, GIS_TR("the command failed"), GIS_TR("there is not enough memory")), json,
        wantedLanguage(argc, argv));
  } catch (const std::exception& error) {
    return report(gis::Error(gis::ErrorCode::internal, GIS_TR("the command failed"), error.what()), json,
                  wantedLanguage(argc, argv));
  }
}
