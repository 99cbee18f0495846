// citydesk-cli aggregate: figures of a layer for each zone of another one.
#include <CLI/CLI.hpp>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "app/cli/question_options.h"
#include "gis_core/query/layer_origin.h"
#include "gis_core/store/city.h"
#include "gis_core/store/read_only_sql.h"

namespace gis::cli {

namespace {

class AggregateCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "aggregate"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("Figures of a layer for each zone"); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("LAYER", m_query.layer, GIS_TR("Layer that is counted and added up"))->required();
    app.add_option("--zones", m_query.zones, GIS_TR("Layer of areas"))->type_name("ZONES")->required();
    app.add_flag("--count", m_query.count, GIS_TR("How many features; without any figure too"));
    app.add_option("--sum", m_query.sums, GIS_TR("Sum of a field, shared out by the part in each zone"))
        ->type_name("FIELD");
    app.add_option("--mean", m_query.means, GIS_TR("Mean of a field over the features that count"))->type_name("FIELD");
    app.add_flag("--area", m_query.area, GIS_TR("Area of the parts in each zone, in square metres"));
    app.add_flag("--length", m_query.length, GIS_TR("Length of the parts in each zone, in metres"));
    app.add_option("--by", m_query.by, GIS_TR("A row for each value of this field in each zone"))->type_name("FIELD");
    app.add_option("--where", m_query.where, GIS_TR("SQL condition on LAYER's fields"))->type_name("SQL");
    app.add_option("--zones-where", m_query.zonesWhere, GIS_TR("SQL condition on the zones' fields"))->type_name("SQL");
    app.add_option("--into", m_query.into, GIS_TR("Name of the new layer"))->type_name("NAME")->required();
    m_options.setup(app);
  }

  [[nodiscard]] bool runsTypedSql() const override {
    return store::mayCallFunctions(m_query.where) || store::mayCallFunctions(m_query.zonesWhere);
  }

  int run(Context& context) override {
    const query::Question question{{}, {}, m_query};
    if (m_options.handle(context, m_city, question)) return kDone;
    const store::CityDatabase city = store::CityDatabase::open(m_city);
    query::OriginNote origin(question, context.operatorName);
    const query::AggregateResult result = query::aggregate(city, m_query, context.progress, &origin);
    tell(context, result);
    if (!context.json) {
      print(textIn({GIS_TR("{0} rows in {1}: {2} features counted, {3} outside all zones"),
                    {std::to_string(result.rows), result.into, std::to_string(result.counted),
                     std::to_string(result.outside)}},
                   context.language) +
            "\n");
    } else {
      JsonWriter json;
      json.beginObject().member("rows", result.rows).member("into", result.into).member("seconds", result.seconds);
      json.member("zones", result.zones).member("features", result.features).member("counted", result.counted);
      json.member("outside", result.outside).member("repaired", result.repaired);
      json.member("set_aside", result.setAside).member("without_geometry", result.withoutGeometry);
      json.memberOrNull("set_aside_table", result.setAsideTable);
      json.member("broken", result.broken).endObject().finish();
    }
    return result.setAside > 0 ? kPartly : kDone;
  }

 private:
  void tell(const Context& context, const query::AggregateResult& result) const {
    const auto count = [&](std::int64_t number, const char* text) {
      if (number > 0) note(context, {text, {m_query.layer, m_query.zones, std::to_string(number)}});
    };
    count(result.withoutGeometry, GIS_TR("features of {0} and {1} without geometry, which took no part: {2}"));
    count(result.broken, GIS_TR("features of {0} and {1} with a broken geometry, which took no part: {2}"));
    count(result.repaired, GIS_TR("invalid features of {0} and {1}, which took part in their repaired form: {2}"));
    count(result.setAside, GIS_TR("features of {0} and {1} that could not be cut and are set aside: {2}"));
    tellSetAsideTable(context, result.setAsideTable);
  }

  std::string m_city;
  query::AggregateQuery m_query;
  QuestionOptions m_options;
};

}  // namespace

std::unique_ptr<Command> makeAggregateCommand() {
  return std::make_unique<AggregateCommand>();
}

}  // namespace gis::cli
