// citydesk-cli quality: are codes, values, references and geometries of layers as they should be?
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/quality.h"
#include "gis_core/io/table_book.h"

namespace gis::cli {
namespace {

using city::LayerQuality;
using city::QualityCheck;
using city::QualityFinding;
using city::Severity;

const char* severityName(Severity severity) {
  return severity == Severity::error ? "error" : "warning";
}

class QualityCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "quality"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Check geometries, codes, values, duplicates and references of layers");
  }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("LAYER", m_layer, GIS_TR("Only this layer (default: every layer)"));
    app.add_option("--check", m_options.only, GIS_TR("Only this check; may be given several times"))->type_name("NAME");
    app.add_option("--rules", m_rules,
                   GIS_TR("Rules of your own beside the shipped ones: role,field,check,argument,"
                          "severity"))
        ->type_name("FILE.csv");
    app.add_option("--into", m_into, GIS_TR("Write the findings as a layer of points"))->type_name("NAME");
    app.add_option("--xlsx", m_xlsx, GIS_TR("Write the findings as a spreadsheet"))->type_name("FILE");
    app.add_flag("--overwrite", m_overwrite, GIS_TR("Replace the files that are there"));
    app.add_flag("--fix", m_fix, GIS_TR("Repair what needs no person: invalid geometries, codes not in plain form"));
    app.add_option("--limit", m_limit, GIS_TR("Findings listed for each layer (default 100; -1: all)"))->type_name("N");
  }

  int run(Context& context) override {
    const auto file = platform::pathFromUtf8(m_city);
    const bool writes = m_fix || !m_into.empty();
    const auto city = store::CityDatabase::open(file, writes ? store::OpenMode::readWrite : store::OpenMode::readOnly);
    if (!m_rules.empty())
      m_options.rules = city::readQualityRules(platform::readFile(platform::pathFromUtf8(m_rules)), m_rules);
    if (!m_into.empty() && store::layerExists(city.connection(), m_into))
      throw Error(ErrorCode::exists, {GIS_TR("cannot make the layer \"{0}\""), {m_into}},
                  GIS_TR("a layer of this name is there"), GIS_TR("choose another name"));
    std::vector<LayerQuality> all;
    for (const std::string& layer : layersOf(city)) {
      all.push_back(city::checkLayer(city, layer, m_options, context.progress));
      if (!m_fix) continue;
      m_fixed += city::fixFindings(city, all.back(), context.operatorName);
      all.back() = city::checkLayer(city, layer, m_options, context.progress);
    }
    std::vector<std::string> whats;
    for (const LayerQuality& one : all) {
      for (const QualityFinding& finding : one.findings) whats.push_back(textIn(finding.what, context.language));
    }
    if (!m_into.empty()) city::writeFindings(city, all, m_into, whats, context.progress);
    if (!m_xlsx.empty())
      io::writeBook(city, platform::pathFromUtf8(m_xlsx), sheets(all, whats, context.language), m_overwrite);
    if (context.json) {
      writeJson(all, whats);
    } else {
      writeText(all, whats, context.language);
    }
    return kDone;
  }

 private:
  [[nodiscard]] std::vector<std::string> layersOf(const store::CityDatabase& city) const {
    if (!m_layer.empty()) return {store::layerByName(city.connection(), m_layer).name};
    std::vector<std::string> names;
    for (const store::LayerInfo& layer : store::listLayers(city.connection())) {
      if (layer.name != "city_incident") names.push_back(layer.name);
    }
    return names;
  }
  [[nodiscard]] std::size_t listed(const LayerQuality& one) const {
    return m_limit < 0 ? one.findings.size() : std::min(one.findings.size(), static_cast<std::size_t>(m_limit));
  }

  void writeJson(const std::vector<LayerQuality>& all, const std::vector<std::string>& whats) const {
    JsonWriter json;
    json.beginObject().key("layers").beginArray();
    std::size_t number = 0;
    for (const LayerQuality& one : all) {
      json.beginObject().member("layer", one.layer).member("features", one.features).key("score");
      const auto score = one.score();
      if (score) {
        json.value(*score);
      } else {
        json.null();
      }
      json.member("with_errors", one.withErrors).member("with_warnings", one.withWarnings).key("checks").beginArray();
      std::int64_t findings = 0;
      for (const QualityCheck& check : one.checks) {
        findings += check.findings;
        json.beginObject().member("check", check.rule.check).member("field", check.field);
        json.memberOrNull("argument", check.rule.argument).member("severity", severityName(check.rule.severity));
        json.member("examined", check.examined).member("findings", check.findings).endObject();
      }
      json.endArray().member("finding_count", findings).key("findings").beginArray();
      for (std::size_t i = 0; i < listed(one); ++i) addFinding(json, one.findings[i], whats[number + i]);
      json.endArray().endObject();
      number += one.findings.size();
    }
    json.endArray()
        .member("fixed", m_fixed)
        .memberOrNull("into", m_into)
        .memberOrNull("xlsx", m_xlsx)
        .endObject()
        .finish();
  }
  static void addFinding(JsonWriter& json, const QualityFinding& one, const std::string& what) {
    json.beginObject()
        .member("id", one.id)
        .member("fid", one.fid)
        .member("check", one.check)
        .member("field", one.field);
    json.memberOrNull("value", one.value).member("what", what).member("severity", severityName(one.severity));
    json.member("x", one.at ? one.at->x : std::nan("")).member("y", one.at ? one.at->y : std::nan(""));
    json.member("fixable", !one.fix.empty()).endObject();
  }

  void writeText(const std::vector<LayerQuality>& all, const std::vector<std::string>& whats,
                 const std::string& language) const {
    std::size_t number = 0;
    for (const LayerQuality& one : all) {
      const auto score = one.score();
      print(textIn({GIS_TR("{0}: {1} features, score {2}; {3} with errors, {4} with warnings"),
                    {one.layer, std::to_string(one.features), score ? fmt::format("{:.1f}", *score) : "-",
                     std::to_string(one.withErrors), std::to_string(one.withWarnings)}},
                   language) +
            "\n");
      for (std::size_t i = 0; i < listed(one); ++i) {
        const QualityFinding& finding = one.findings[i];
        print(fmt::format("  {}  {}  {} {} \"{}\"  {}\n", finding.id, finding.fid, finding.check, finding.field,
                          finding.value, whats[number + i]));
      }
      number += one.findings.size();
    }
    if (m_fix) print(textIn({GIS_TR("{0} features were repaired"), {std::to_string(m_fixed)}}, language) + "\n");
  }

  [[nodiscard]] static std::vector<io::BookSheet> sheets(const std::vector<LayerQuality>& all,
                                                         const std::vector<std::string>& whats,
                                                         const std::string& language) {
    const auto say = [&](const char* text) { return textIn(Message(text), language); };
    io::BookSheet scores, findings;
    scores.name = say(GIS_TR("Scores"));
    scores.lines = {say(GIS_TR("Quality of layers")),
                    say(GIS_TR("Score: 100 less the share of features with errors, and half of those with warnings"))};
    scores.columns = {say(GIS_TR("Layer")),    say(GIS_TR("Features")), say(GIS_TR("Score")),
                      say(GIS_TR("Check")),    say(GIS_TR("Field")),    say(GIS_TR("Argument")),
                      say(GIS_TR("Severity")), say(GIS_TR("Examined")), say(GIS_TR("Findings"))};
    scores.widths = {20, 10, 8, 18, 16, 24, 10, 10, 10};
    findings.name = say(GIS_TR("Findings"));
    findings.columns = {say(GIS_TR("Layer")), say(GIS_TR("Feature")), say(GIS_TR("Check")),    say(GIS_TR("Field")),
                        say(GIS_TR("Value")), say(GIS_TR("Fault")),   say(GIS_TR("Severity")), say(GIS_TR("Number"))};
    findings.widths = {20, 10, 18, 16, 24, 50, 10, 14};
    std::size_t number = 0;
    for (const LayerQuality& one : all) {
      const auto score = one.score();
      for (const QualityCheck& check : one.checks) {
        scores.rows.push_back({{{one.layer},
                                {one.features},
                                score ? io::BookCell{*score, 1} : io::BookCell{},
                                {check.rule.check},
                                {check.field},
                                {check.rule.argument},
                                {std::string(severityName(check.rule.severity))},
                                {check.examined},
                                {check.findings}},
                               false});
      }
      for (const QualityFinding& finding : one.findings) {
        findings.rows.push_back({{{one.layer},
                                  {finding.fid},
                                  {finding.check},
                                  {finding.field},
                                  {finding.value},
                                  {whats[number++]},
                                  {std::string(severityName(finding.severity))},
                                  {finding.id}},
                                 false});
      }
    }
    return {scores, findings};
  }

  std::string m_city, m_layer, m_rules, m_into, m_xlsx;
  bool m_overwrite = false, m_fix = false;
  std::int64_t m_limit = 100, m_fixed = 0;
  city::QualityOptions m_options;
};

}  // namespace

std::unique_ptr<Command> makeQualityCommand() {
  return std::make_unique<QualityCommand>();
}

}  // namespace gis::cli
