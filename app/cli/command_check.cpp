// citydesk-cli check: is the city sound?
#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/maintenance.h"

namespace gis::cli {
namespace {

class CheckCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "check"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Integrity of file, indexes, registrations, originals");
  }

  void setup(CLI::App& app) override { app.add_option("CITY", m_city, GIS_TR("City database"))->required(); }

  int run(Context& context) override {
    const auto findings = check(context);
    const bool sound = std::none_of(findings.begin(), findings.end(),
                                    [](const store::Finding& finding) { return finding.severity == "error"; });
    if (context.json) {
      JsonWriter json;
      json.beginObject().member("ok", sound).key("findings").beginArray();
      for (const store::Finding& finding : findings) {
        json.beginObject().member("severity", finding.severity).member("subject", finding.subject);
        json.member("message", sentence(finding, context)).endObject();
      }
      json.endArray().endObject().finish();
    } else {
      for (const store::Finding& finding : findings)
        print(finding.severity + "\t" + finding.subject + "\t" + sentence(finding, context) + "\n");
      print(sound ? "the city is sound\n" : "the city is damaged\n");
    }
    return sound ? kDone : kFailed;
  }

 private:
  /// A city that is too damaged to be opened is a finding, not a failure of the check.
  [[nodiscard]] std::vector<store::Finding> check(Context& context) const {
    const auto file = platform::pathFromUtf8(m_city);
    try {
      return store::checkCity(store::CityDatabase::open(file, store::OpenMode::readOnly), context.progress);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::damaged) throw;
      return {{"error", platform::pathToUtf8(file.filename()), error.why().empty() ? error.whatFailed() : error.why()}};
    }
  }
  [[nodiscard]] static std::string sentence(const store::Finding& finding, const Context& context) {
    return sentenceIn(Error(ErrorCode::damaged, finding.text), context.language);
  }

  std::string m_city;
};

}  // namespace

std::unique_ptr<Command> makeCheckCommand() {
  return std::make_unique<CheckCommand>();
}

}  // namespace gis::cli
