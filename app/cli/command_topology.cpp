// citydesk-cli topology: is a layer of areas a coverage; mend it; mark it so that edits keep it one.
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/query/topology.h"
#include "gis_core/store/coverage_guard.h"
#include "gis_core/store/coverage_rule.h"

namespace gis::cli {
namespace {

class TopologyCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "topology"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Check that areas lie side by side without overlaps and gaps, and mend them");
  }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("LAYER", m_query.layer, GIS_TR("Layer of areas"))->required();
    app.add_option("--tolerance", m_query.tolerance,
                   GIS_TR("What lies nearer is meant to be the same place (0.01 unless the layer says otherwise)"))
        ->type_name("METRES");
    app.add_option("--max-gap-width", m_query.maxGapWidth, GIS_TR("Wider gaps may be; with --fix: are not filled"))
        ->type_name("METRES");
    app.add_option("--sliver-width", m_query.sliverWidth, GIS_TR("Areas thinner than this are slivers"))
        ->type_name("METRES");
    app.add_flag("--fix", m_fix, GIS_TR("Mend what can be mended, as one edit that undo takes back"));
    app.add_option("--cut", m_cut, GIS_TR("Who loses an overlap: larger, smaller, newer or older"))->type_name("WHO");
    app.add_option("--into", m_query.into, GIS_TR("Name of a new layer of the findings"))->type_name("NAME");
    app.add_option("--limit", m_limit, GIS_TR("List at most N findings; they are counted all the same"))
        ->type_name("N");
    app.add_flag("--mark", m_mark, GIS_TR("Mark the layer as coverage: edits that break it are refused"));
    app.add_flag("--unmark", m_unmark, GIS_TR("The layer is no coverage any more"));
  }

  int run(Context& context) override {
    checkUsage();
    const bool writes = m_fix || m_mark || m_unmark || !m_query.into.empty();
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city),
                                                writes ? store::OpenMode::readWrite : store::OpenMode::readOnly);
    if (m_mark || m_unmark) mark(city);
    query::TopologyResult result = query::checkTopology(city, m_query, context.progress);
    std::optional<query::TopologyRepair> repair;
    if (m_fix) {
      repair = query::repairTopology(city, result, m_query, cut(), m_query.maxGapWidth.value_or(kFilledWidth), {},
                                     context.operatorName, context.progress);
      query::TopologyQuery again = m_query;
      again.into.clear();
      result.report = query::checkTopology(city, again, context.progress).report;
    }
    const bool marked = store::coverageRule(city.connection(), result.layer.uid).has_value();
    if (context.json) {
      writeJson(result, repair, marked);
    } else {
      writeText(context, result, repair);
    }
    return kDone;
  }

 private:
  static constexpr double kFilledWidth = 1;  // metres: wider gaps are rather a missing parcel

  void checkUsage() const {
    const auto usage = [](const char* why) { throw Error(ErrorCode::usage, GIS_TR("wrong usage"), why, {}); };
    if (m_mark && m_unmark) usage(GIS_TR("--mark and --unmark exclude each other"));
    if (std::find(kCuts.begin(), kCuts.end(), m_cut) == kCuts.end()) {
      usage(GIS_TR("--cut takes larger, smaller, newer or older"));
    }
    if (m_limit < 0) usage(GIS_TR("--limit takes a number of 0 or more"));
  }
  [[nodiscard]] geom::CoverageRepairRule::Cut cut() const {
    return geom::CoverageRepairRule::Cut(std::find(kCuts.begin(), kCuts.end(), m_cut) - kCuts.begin());
  }

  void mark(const store::CityDatabase& city) const {
    std::optional<store::CoverageRule> rule;
    if (m_mark) {
      const store::LayerInfo layer = store::layerByName(city.connection(), m_query.layer);
      rule.emplace();
      rule->tolerance = query::topologyTolerance(city, layer, m_query);
      if (m_query.maxGapWidth) rule->maxGapWidth = *m_query.maxGapWidth;
    }
    store::setCoverage(city.connection(), m_query.layer, rule);
  }

  void writeJson(const query::TopologyResult& result, const std::optional<query::TopologyRepair>& repair,
                 bool marked) const {
    JsonWriter json;
    json.beginObject().member("layer", result.layer.name).member("features", result.features);
    json.member("coverage", marked).member("tolerance", result.report.tolerance);
    json.member("without_area", result.report.withoutArea).member("edges", result.report.edges);
    json.member("matched_edges", result.report.matched);
    json.key("counts").beginObject();
    for (std::size_t k = 0; k < geom::kCoverageFaults; ++k) {
      json.member(geom::coverageFaultName(geom::CoverageFault(k)), result.report.counts[k]);
    }
    json.endObject().key("findings").beginArray();
    for (std::size_t i = 0; i < shown(result); ++i) {
      const geom::CoverageFinding& finding = result.report.findings[i];
      json.beginObject().member("kind", geom::coverageFaultName(finding.fault)).key("ids").beginArray();
      for (const std::int64_t fid : finding.fids) json.value(fid);
      json.endArray().member("x", finding.place.x).member("y", finding.place.y);
      json.member("size", finding.size).member("width", finding.width).memberOrNull("reason", finding.reason);
      json.memberOrNull("geometry", finding.shape.empty() ? std::string() : geom::toWkt(finding.shape)).endObject();
    }
    json.endArray().memberOrNull("into", result.into);
    if (repair) writeRepair(json, *repair);
    json.member("seconds", result.seconds).endObject().finish();
  }
  static void writeRepair(JsonWriter& json, const query::TopologyRepair& repair) {
    json.key("fix").beginObject().memberOrNull("tx", repair.tx).key("repaired").beginObject();
    for (std::size_t k = 0; k < geom::kCoverageFaults; ++k) {
      json.member(geom::coverageFaultName(geom::CoverageFault(k)), repair.repaired[k]);
    }
    json.endObject().member("changed", repair.changed).member("removed", repair.removed);
    json.member("area_before", repair.before).member("area_after", repair.after);
    json.member("overlaps_removed", repair.overlaps).member("duplicates_removed", repair.duplicates);
    json.member("gaps_filled", repair.gaps).member("residue", repair.residue).endObject();
  }

  void writeText(const Context& context, const query::TopologyResult& result,
                 const std::optional<query::TopologyRepair>& repair) const {
    std::string counts;
    for (std::size_t k = 0; k < geom::kCoverageFaults; ++k) {
      if (result.report.counts[k] == 0) continue;
      counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", result.report.counts[k],
                            geom::coverageFaultName(geom::CoverageFault(k)));
    }
    if (repair) {
      print(
          fmt::format("fixed: {} changed, {} removed; area {:.3f} - overlaps {:.3f} - duplicates {:.3f} + gaps {:.3f}"
                      " + residue {:.6f} = {:.3f} m²\n",
                      repair->changed, repair->removed, repair->before, repair->overlaps, repair->duplicates,
                      repair->gaps, repair->residue, repair->after));
    }
    print(fmt::format("{}: {} features, {}\n", result.layer.name, result.features, counts.empty() ? "sound" : counts));
    for (std::size_t i = 0; i < shown(result); ++i) {
      print("  " + textIn(store::faultText(result.report.findings[i]), context.language) + "\n");
    }
    if (shown(result) < result.report.findings.size()) {
      print(fmt::format("  … {} more\n", result.report.findings.size() - shown(result)));
    }
  }
  [[nodiscard]] std::size_t shown(const query::TopologyResult& result) const {
    return std::min(result.report.findings.size(), std::size_t(m_limit));
  }

  static constexpr std::array<std::string_view, 4> kCuts{"larger", "smaller", "newer", "older"};
  std::string m_city, m_cut = "larger";
  query::TopologyQuery m_query;
  std::int64_t m_limit = 1000;
  bool m_fix = false, m_mark = false, m_unmark = false;
};

}  // namespace

std::unique_ptr<Command> makeTopologyCommand() {
  return std::make_unique<TopologyCommand>();
}

}  // namespace gis::cli
