// citydesk-cli overlay: two layers cut by each other.
#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "app/cli/question_options.h"
#include "gis_core/query/layer_origin.h"
#include "gis_core/store/city.h"
#include "gis_core/store/read_only_sql.h"

namespace gis::cli {

namespace {

constexpr std::size_t kMostTold = 5;  // of the features set aside; --json has more

class OverlayCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "overlay"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("Two layers cut by each other"); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("A", m_a, GIS_TR("Layer that is cut"))->required();
    app.add_option("B", m_b, GIS_TR("Layer that cuts it"))->required();
    app.add_option("--op", m_kind, GIS_TR("intersection, union, difference, symmetric_difference or identity"))
        ->type_name("OPERATION")
        ->required();
    app.add_option("--where", m_where, GIS_TR("SQL condition on A's fields"))->type_name("SQL");
    app.add_option("--other-where", m_otherWhere, GIS_TR("SQL condition on B's fields"))->type_name("SQL");
    app.add_option("--into", m_into, GIS_TR("Name of the new layer"))->type_name("NAME")->required();
    m_options.setup(app);
  }

  [[nodiscard]] bool runsTypedSql() const override {
    return store::mayCallFunctions(m_where) || store::mayCallFunctions(m_otherWhere);
  }

  int run(Context& context) override {
    query::OverlayQuery query;
    query.a = m_a;
    query.b = m_b;
    query.kind = query::parseOverlayKind(m_kind);
    query.into = m_into;
    query.whereA = m_where;
    query.whereB = m_otherWhere;
    const query::Question question{{}, {}, query};
    if (m_options.handle(context, m_city, question)) return kDone;
    const store::CityDatabase city = store::CityDatabase::open(m_city);
    query::OriginNote origin(question, context.operatorName);
    const query::OverlayResult result = query::overlay(city, query, context.progress, &origin);
    tell(context, result);
    if (!context.json) {
      print(textIn({GIS_TR("{0} rows in {1}: {2} in both, {3} only in {4}, {5} only in {6}"),
                    {std::to_string(result.rows), result.into, std::to_string(result.common),
                     std::to_string(result.onlyA), m_a, std::to_string(result.onlyB), m_b}},
                   context.language) +
            "\n");
    } else {
      writeJson(result);
    }
    return result.setAside > 0 ? kPartly : kDone;
  }

 private:
  void tell(const Context& context, const query::OverlayResult& result) const {
    const auto count = [&](std::int64_t number, const char* text) {
      if (number > 0) note(context, {text, {m_a, m_b, std::to_string(number)}});
    };
    count(result.withoutGeometry, GIS_TR("features of {0} and {1} without geometry, which took no part: {2}"));
    count(result.broken, GIS_TR("features of {0} and {1} with a broken geometry, which took no part: {2}"));
    count(result.repaired, GIS_TR("invalid features of {0} and {1}, which took part in their repaired form: {2}"));
    count(result.setAside, GIS_TR("features of {0} and {1} that could not be cut and are set aside: {2}"));
    for (std::size_t i = 0; i < std::min(kMostTold, result.firstSetAside.size()); ++i) {
      const query::OverlayResult::SetAside& one = result.firstSetAside[i];
      note(context, {GIS_TR("feature {1} of {0} is set aside"), {one.layer, std::to_string(one.fid)}}, one.reason);
    }
    tellSetAsideTable(context, result.setAsideTable);
    if (!result.balanced) {
      note(context, {GIS_TR("what came out of {0} and {1} is not all that went in"), {m_a, m_b}});
    }
  }
  static void writeJson(const query::OverlayResult& result) {
    JsonWriter json;
    json.beginObject().member("rows", result.rows).member("into", result.into).member("seconds", result.seconds);
    json.member("common", result.common).member("only_a", result.onlyA).member("only_b", result.onlyB);
    json.member("dropped", result.dropped).member("repaired", result.repaired);
    json.member("without_geometry", result.withoutGeometry).member("broken", result.broken);
    json.member("set_aside", result.setAside).key("set_aside_features").beginArray();
    for (const query::OverlayResult::SetAside& one : result.firstSetAside) {
      json.beginObject().member("layer", one.layer).member("id", one.fid);
      json.member("reason", one.reason.str()).endObject();
    }
    json.endArray().memberOrNull("set_aside_table", result.setAsideTable);
    if (result.figures) {
      const query::OverlayBalance& figures = *result.figures;
      const std::string what = figures.dimension == 2 ? "area" : figures.dimension == 1 ? "length" : "points";
      json.member(what + "_in", figures.in).member(what + "_out", figures.out);
      json.member(what + "_left_out", figures.leftOut).member(what + "_set_aside", figures.setAside);
      json.member(what + "_gap", figures.gap);
    }
    // where nothing was measured there is nothing to vouch for
    if (result.figures || !result.balanced) {
      json.member("balanced", result.balanced);
    } else {
      json.key("balanced").null();
    }
    json.endObject().finish();
  }

  std::string m_city;
  std::string m_a;
  std::string m_b;
  std::string m_kind;
  std::string m_where;
  std::string m_otherWhere;
  std::string m_into;
  QuestionOptions m_options;
};

}  // namespace

std::unique_ptr<Command> makeOverlayCommand() {
  return std::make_unique<OverlayCommand>();
}

}  // namespace gis::cli
