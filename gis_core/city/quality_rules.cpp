#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/city/csv_table.h"
#include "gis_core/city/quality.h"

namespace gis::city {
namespace {

std::vector<QualityRule> rulesOf(const CsvTable& table, std::string_view name) {
  const std::size_t role = table.column("role"), field = table.column("field"), check = table.column("check"),
                    argument = table.column("argument"), severity = table.column("severity");
  std::vector<QualityRule> rules;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    QualityRule rule{table.cell(row, role), table.cell(row, field), table.cell(row, check), table.cell(row, argument),
                     table.cell(row, severity) == "warning" ? Severity::warning : Severity::error};
    const auto& known = qualityChecks();
    if (std::find(known.begin(), known.end(), rule.check) == known.end()) {
      throw Error(ErrorCode::invalidValue,
                  {GIS_TR("cannot use row {0} of {1}"), {std::to_string(row + 1), std::string(name)}},
                  {GIS_TR("there is no check \"{0}\""), {rule.check}});
    }
    rules.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace

const std::vector<std::string>& qualityChecks() {
  static const std::vector<std::string> checks{
      "valid",       "coverage",    "given",      "required",         "unique",
      "day",         "one_of",      "in_role",    "begins_with_role", "begins_with_field",
      "inside_role", "division",    "grid_code",  "component_id",     "parcel_code",
      "unit_code",   "credit_code", "code_system"};
  return checks;
}

const std::vector<QualityRule>& shippedQualityRules() {
  static const std::vector<QualityRule> rules =
      rulesOf(CsvTable::shipped("codes/quality_rules.csv"), "codes/quality_rules.csv");
  return rules;
}

std::vector<QualityRule> readQualityRules(std::string_view csv, std::string_view nameForErrors) {
  if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
  return rulesOf(CsvTable::parse(csv, nameForErrors), nameForErrors);
}

}  // namespace gis::city
