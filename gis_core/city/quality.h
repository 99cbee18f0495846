// Quality checks of layers, as data: which rule looks at which column stands in tables, findings are values.
// Source of the shipped rules: resources/codes/quality_rules.csv (GB/T 47678.5 attributes, GB/T 37346 codes, unit
// grids, GB 32100 credit codes, divisions). Functions with a city belong to its thread.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/geometry/envelope.h"
#include "gis_core/geometry/wkb.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::city {

enum class Severity { error, warning };

/// One row of a table of rules.
struct QualityRule {
  std::string role;      ///< of the layer; "*": any
  std::string field;     ///< a column, equal but for case; "@code": the role's code field; "@geometry"
  std::string check;     ///< one of qualityChecks()
  std::string argument;  ///< what the check needs
  Severity severity = Severity::error;
};
/// "valid", "coverage", "given", "required", "unique", "day", "one_of", "in_role", "begins_with_role",
/// "begins_with_field", "inside_role", "division", "grid_code", "component_id", "parcel_code", "unit_code",
/// "credit_code", "code_system".
[[nodiscard]] const std::vector<std::string>& qualityChecks();
/// Overlaps, gaps, duplicates and vertices that a neighbour lacks; also of every layer that is marked as coverage. The
/// argument: gaps wider than so many metres may be (roads between parcels).
inline constexpr std::string_view kCoverageCheck = "coverage";
/// Read once from the resources. Throws Error(notFound | damaged).
[[nodiscard]] const std::vector<QualityRule>& shippedQualityRules();
/// Rules of a city's own, in the columns of quality_rules.csv. Throws Error(damaged | invalidValue) naming the row.
[[nodiscard]] std::vector<QualityRule> readQualityRules(std::string_view csv, std::string_view nameForErrors);

struct QualityFinding {
  std::string id;  ///< the same for the same fault of the same feature, each time it is looked for
  std::int64_t fid = 0;
  std::string check, field, value;
  std::string argument;  ///< of the rule
  Message what;
  Severity severity = Severity::error;
  std::optional<geom::MapPoint> at;  ///< in the layer's CRS
  geom::Bytes shape;                 ///< of an overlap or gap, in the layer's CRS; else empty
  std::string fix;                   ///< a value that would be right; empty: a person must see to it
};

/// One rule that was applied, and what it found.
struct QualityCheck {
  QualityRule rule;
  std::string field;          ///< the column that it looked at
  std::int64_t examined = 0;  ///< features
  std::int64_t findings = 0;
  std::int64_t ignored = 0;  ///< that somebody ignores with a reason; no part of `findings`
};

struct LayerQuality {
  std::string layer;
  std::int64_t features = 0;
  std::int64_t withErrors = 0, withWarnings = 0;  ///< features; those with errors are not counted again
  std::vector<QualityCheck> checks;
  std::vector<QualityFinding> findings;  ///< at most `mostFindings` a rule; the counts are whole
  /// 100 × (1 − (features with errors + half of those with warnings only) / features); nothing without features or
  /// rules.
  [[nodiscard]] std::optional<double> score() const;
};

struct QualityOptions {
  std::vector<QualityRule> rules;  ///< beside the shipped ones
  std::vector<std::string> only;   ///< names of checks; empty: all
  std::set<std::string> ignored;   ///< identities of findings that are passed over
  std::size_t mostFindings = 100'000;
};

/// Checks one layer: one pass over its features, one over each layer that its codes refer to, and one of all borders
/// where a rule asks whether areas lie side by side. A code that is empty
/// is the affair of "required" alone. Errors: noSuchLayer, usage (an unknown check), cancelled.
[[nodiscard]] LayerQuality checkLayer(const store::CityDatabase& city, const std::string& layer,
                                      const QualityOptions& options, Progress& progress);

/// Writes the findings as a layer of points with layer, feature, check, field, value, what, severity. Its name is
/// `into`. Errors: exists, invalidValue, cancelled. `say` gives `what` in a language.
void writeFindings(const store::CityDatabase& city, const std::vector<LayerQuality>& all, const std::string& into,
                   const std::vector<std::string>& whats, Progress& progress);

/// Repairs what can be repaired without a person: geometries are made valid, codes written in their proper form: one
/// journal entry, one undo. Borders that do not fit are mended behind that, as a step of their own. Returns how many
/// features changed. Errors: as store::apply(), cancelled.
std::int64_t fixFindings(const store::CityDatabase& city, const LayerQuality& quality, const std::string& actor,
                         Progress& progress);

}  // namespace gis::city
