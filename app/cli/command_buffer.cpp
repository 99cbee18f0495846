// citydesk-cli buffer: what lies within a distance of the features of a layer.
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "app/cli/question_options.h"
#include "gis_core/query/layer_origin.h"
#include "gis_core/store/city.h"
#include "gis_core/store/read_only_sql.h"

namespace gis::cli {

namespace {

class BufferCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "buffer"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("What lies within a distance of the features of a layer");
  }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("LAYER", m_query.layer, GIS_TR("Layer"))->required();
    app.add_option("--distance", m_query.metres, GIS_TR("How far around; below 0 areas shrink"))
        ->type_name("M")
        ->required();
    app.add_flag("--dissolve", m_query.dissolve, GIS_TR("One feature for each connected part instead of one each"));
    app.add_option("--where", m_query.where, GIS_TR("SQL condition on the layer's fields"))->type_name("SQL");
    app.add_option("--into", m_query.into, GIS_TR("Name of the new layer"))->type_name("NAME")->required();
    m_options.setup(app);
  }

  [[nodiscard]] bool runsTypedSql() const override { return store::mayCallFunctions(m_query.where); }

  int run(Context& context) override {
    const query::Question question{{}, {}, m_query};
    if (m_options.handle(context, m_city, question)) return kDone;
    const store::CityDatabase city = store::CityDatabase::open(m_city);
    query::OriginNote origin(question, context.operatorName);
    const query::BufferResult result = query::buffer(city, m_query, context.progress, &origin);
    const auto tell = [&](std::int64_t count, const char* text) {
      if (count > 0) note(context, {text, {m_query.layer, std::to_string(count)}});
    };
    tell(result.withoutGeometry, GIS_TR("features of layer {0} without geometry, which took no part: {1}"));
    tell(result.broken, GIS_TR("features of layer {0} with a broken geometry, which took no part: {1}"));
    tell(result.repaired, GIS_TR("invalid features of layer {0}, which count as they are after repair: {1}"));
    tell(result.vanished, GIS_TR("features of layer {0} that vanished: {1}"));
    tell(result.setAside, GIS_TR("features of layer {0} that could not be computed and are left out: {1}"));
    tellSetAsideTable(context, result.setAsideTable);
    if (!context.json) {
      print(textIn({GIS_TR("{0} rows in {1}"), {std::to_string(result.rows), result.into}}, context.language) + "\n");
      return result.setAside > 0 ? kPartly : kDone;
    }
    JsonWriter json;
    json.beginObject().member("rows", result.rows).member("into", result.into).member("seconds", result.seconds);
    json.member("features", result.features).member("vanished", result.vanished);
    json.member("without_geometry", result.withoutGeometry).member("broken", result.broken);
    json.member("repaired", result.repaired)
        .member("set_aside", result.setAside)
        .memberOrNull("set_aside_table", result.setAsideTable)
        .endObject()
        .finish();
    return result.setAside > 0 ? kPartly : kDone;
  }

 private:
  std::string m_city;
  query::BufferQuery m_query;
  QuestionOptions m_options;
};

}  // namespace

std::unique_ptr<Command> makeBufferCommand() {
  return std::make_unique<BufferCommand>();
}

}  // namespace gis::cli
