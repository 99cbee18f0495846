#include "gis_core/city/quality_sheets.h"

#include <array>
#include <string_view>
#include <utility>

namespace gis::city {
namespace {

io::BookSheet scoreSheet(const std::vector<LayerQuality>& all, const io::Say& say) {
  io::BookSheet scores;
  scores.name = say(GIS_TR("Scores"));
  scores.lines = {say(GIS_TR("Quality of layers")),
                  say(GIS_TR("Score: 100 less the share of features with errors, and half of those with warnings"))};
  scores.columns = {say(GIS_TR("Layer")),    say(GIS_TR("Features")), say(GIS_TR("Score")),
                    say(GIS_TR("Check")),    say(GIS_TR("Field")),    say(GIS_TR("Argument")),
                    say(GIS_TR("Severity")), say(GIS_TR("Examined")), say(GIS_TR("Findings"))};
  scores.widths = {20, 10, 8, 28, 16, 24, 10, 10, 10};
  for (const LayerQuality& one : all) {
    const auto score = one.score();
    for (const QualityCheck& check : one.checks) {
      scores.rows.push_back({{{one.layer},
                              {one.features},
                              score ? io::BookCell{*score, 1} : io::BookCell{},
                              {say(qualityCheckText(check.rule.check))},
                              {check.field},
                              {check.rule.argument},
                              {say(severityText(check.rule.severity))},
                              {check.examined},
                              {check.findings}},
                             false});
    }
  }
  return scores;
}

io::BookSheet findingSheet(const std::vector<LayerQuality>& all, const io::Say& say) {
  io::BookSheet findings;
  findings.name = say(GIS_TR("Findings"));
  findings.columns = {say(GIS_TR("Layer")), say(GIS_TR("Feature")), say(GIS_TR("Check")),    say(GIS_TR("Field")),
                      say(GIS_TR("Value")), say(GIS_TR("Fault")),   say(GIS_TR("Severity")), say(GIS_TR("Number"))};
  findings.widths = {20, 10, 28, 16, 24, 50, 10, 14};
  for (const LayerQuality& one : all) {
    for (const QualityFinding& finding : one.findings) {
      findings.rows.push_back({{{one.layer},
                                {finding.fid},
                                {say(qualityCheckText(finding.check))},
                                {finding.field},
                                {finding.value},
                                {say(finding.what)},
                                {say(severityText(finding.severity))},
                                {finding.id}},
                               false});
    }
  }
  return findings;
}

}  // namespace

std::vector<io::BookSheet> qualitySheets(const std::vector<LayerQuality>& all, const io::Say& say) {
  return {scoreSheet(all, say), findingSheet(all, say)};
}

Message severityText(Severity severity) {
  return severity == Severity::error ? GIS_TR("error") : GIS_TR("warning");
}

Message qualityCheckText(const std::string& check) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 18> kTexts{{
      {"valid", GIS_TR("geometry is valid")},
      {"coverage", GIS_TR("areas lie side by side")},
      {"given", GIS_TR("geometry is there")},
      {"required", GIS_TR("value is there")},
      {"unique", GIS_TR("value is there once")},
      {"day", GIS_TR("value is a day")},
      {"one_of", GIS_TR("value is in the list")},
      {"in_role", GIS_TR("code is known")},
      {"begins_with_role", GIS_TR("code begins with a known one")},
      {"begins_with_field", GIS_TR("code begins as another column")},
      {"inside_role", GIS_TR("place agrees with the code")},
      {"division", GIS_TR("code of a division")},
      {"grid_code", GIS_TR("code of a unit grid")},
      {"component_id", GIS_TR("identifier of a component")},
      {"parcel_code", GIS_TR("code of a parcel")},
      {"unit_code", GIS_TR("code of a real estate unit")},
      {"credit_code", GIS_TR("social credit code")},
      {"code_system", GIS_TR("code of its code system")},
  }};
  for (const auto& [name, text] : kTexts) {
    if (name == check) return text;
  }
  return {"{0}", {check}};
}

}  // namespace gis::city
