// citydesk-cli quality: are codes, values, references and geometries of layers as they should be?
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/quality_notes.h"
#include "gis_core/city/quality_sheets.h"
#include "gis_core/io/answer_file.h"
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
    app.add_flag("--fix", m_fix,
                 GIS_TR("Repair what needs no person: invalid geometries, codes not in plain form, borders"));
    app.add_option("--ignore", m_ignore, GIS_TR("Ignore this finding of LAYER from now on; may be given several times"))
        ->type_name("ID");
    app.add_option("--reason", m_reason, GIS_TR("Why it is ignored"))->type_name("TEXT");
    app.add_option("--heed", m_heed, GIS_TR("Look at an ignored finding again"))->type_name("ID");
    app.add_flag("--all", m_all, GIS_TR("Also what is ignored"));
    app.add_option("--note", m_note,
                   GIS_TR("Write the findings of LAYER as a correction note to the bureau that owns it"))
        ->type_name("FILE.xlsx");
    app.add_option("--to", m_bureau, GIS_TR("The bureau of the note"))->type_name("NAME");
    app.add_flag("--notes", m_notes, GIS_TR("List the correction notes"));
    app.add_option("--answer", m_answer, GIS_TR("Number of a correction note that was answered"))->type_name("NUMBER");
    app.add_option("--text", m_text, GIS_TR("What the bureau said"))->type_name("TEXT");
    app.add_flag("--close", m_close, GIS_TR("The correction note is done"));
    app.add_option("--limit", m_limit, GIS_TR("Findings listed for each layer (default 100; -1: all)"))->type_name("N");
  }

  int run(Context& context) override {
    const auto file = platform::pathFromUtf8(m_city);
    const bool writes =
        m_fix || !m_into.empty() || !m_ignore.empty() || !m_heed.empty() || !m_note.empty() || !m_answer.empty();
    const auto city = store::CityDatabase::open(file, writes ? store::OpenMode::readWrite : store::OpenMode::readOnly);
    if (!m_heed.empty()) city::heedFindings(city, m_heed);
    if (!m_answer.empty()) {
      (void)city::answerCorrectionNote(city, m_answer, m_text, m_close, context.operatorName);
      return listNotes(context, city);
    }
    if (m_notes) return listNotes(context, city);
    if (!m_rules.empty())
      m_options.rules = city::readQualityRules(platform::readFile(platform::pathFromUtf8(m_rules)), m_rules);
    if (!m_into.empty() && store::layerExists(city.connection(), m_into))
      throw Error(ErrorCode::exists, {GIS_TR("cannot make the layer \"{0}\""), {m_into}},
                  GIS_TR("a layer of this name is there"), GIS_TR("choose another name"));
    if ((!m_ignore.empty() || !m_note.empty()) && m_layer.empty())
      throw Error(ErrorCode::usage, GIS_TR("wrong usage"), GIS_TR("no layer is named"),
                  GIS_TR("name the layer whose findings are meant"));
    if (!m_all) m_options.ignored = city::ignoredIds(city);
    if (!m_note.empty()) io::refuseTarget(city, platform::pathFromUtf8(m_note), m_overwrite);
    const io::Say say = [&](const Message& message) { return textIn(message, context.language); };
    std::vector<LayerQuality> all;
    for (const std::string& layer : layersOf(city)) {
      all.push_back(city::checkLayer(city, layer, m_options, context.progress));
      if (!m_fix) continue;
      m_fixed += city::fixFindings(city, all.back(), context.operatorName, context.progress);
      all.back() = city::checkLayer(city, layer, m_options, context.progress);
    }
    if (!m_ignore.empty()) {
      city::ignoreFindings(city, all.front(), m_ignore, m_reason, context.operatorName);
      if (!m_all) m_options.ignored = city::ignoredIds(city);
      all.front() = city::checkLayer(city, all.front().layer, m_options, context.progress);
    }
    if (!m_note.empty()) {
      const city::CorrectionNote note = city::makeCorrectionNote(city, all.front(), m_bureau, context.operatorName);
      m_noteNumber = note.number;
      io::writeBook(city, platform::pathFromUtf8(m_note), {city::correctionSheet(note, all.front(), say)}, m_overwrite);
    }
    std::vector<std::string> whats;
    for (const LayerQuality& one : all) {
      for (const QualityFinding& finding : one.findings) whats.push_back(textIn(finding.what, context.language));
    }
    if (!m_into.empty()) city::writeFindings(city, all, m_into, whats, context.progress);
    if (!m_xlsx.empty())
      io::writeBook(city, platform::pathFromUtf8(m_xlsx), city::qualitySheets(all, say), m_overwrite);
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
  int listNotes(const Context& context, const store::CityDatabase& city) const {
    const auto notes = city::correctionNotes(city);
    if (!context.json) {
      for (const city::CorrectionNote& one : notes)
        print(fmt::format("{}  {}  {}  {}  {}  {}\n", one.number, one.state, one.layer, one.bureau, one.findings.size(),
                          one.answer));
      return kDone;
    }
    JsonWriter json;
    json.beginObject().key("notes").beginArray();
    for (const city::CorrectionNote& one : notes) {
      json.beginObject().member("number", one.number).member("state", one.state).member("layer", one.layer);
      json.member("bureau", one.bureau).member("made_at", one.madeAt).memberOrNull("made_by", one.madeBy);
      json.member("findings", one.findings.size()).memberOrNull("answer", one.answer);
      json.memberOrNull("answered_at", one.answeredAt).endObject();
    }
    json.endArray().endObject().finish();
    return kDone;
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
        json.member("examined", check.examined).member("findings", check.findings);
        json.member("ignored", check.ignored).endObject();
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
        .memberOrNull("note", m_noteNumber)
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

  std::string m_city, m_layer, m_rules, m_into, m_xlsx, m_reason, m_note, m_noteNumber, m_bureau, m_answer, m_text;
  std::vector<std::string> m_ignore, m_heed;
  bool m_overwrite = false, m_fix = false, m_all = false, m_notes = false, m_close = false;
  std::int64_t m_limit = 100, m_fixed = 0;
  city::QualityOptions m_options;
};

}  // namespace

std::unique_ptr<Command> makeQualityCommand() {
  return std::make_unique<QualityCommand>();
}

}  // namespace gis::cli
