// citydesk-cli analyze hotspots | rates | coverage | density: analyses as layers with a legend in plain words.
#include <CLI/CLI.hpp>
#include <optional>

#include "app/cli/command_group.h"
#include "app/cli/error_text.h"
#include "gis_core/city/analysis.h"
#include "gis_core/query/work_notes.h"
#include "gis_core/store/city.h"
#include "gis_core/store/read_only_sql.h"

namespace gis::cli {

namespace {

class AnalyzeCommand : public CommandGroup {
 public:
  [[nodiscard]] const char* name() const override { return "analyze"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Hot spots, rates, coverage and density, as layers with a legend");
  }

  void setup(CLI::App& app) override {
    app.require_subcommand(1);
    setupHotSpots(app);
    setupRates(app);
    setupReach(app);
    setupDensity(app);
  }

  [[nodiscard]] bool runsTypedSql() const override {
    return store::mayCallFunctions(m_where) || store::mayCallFunctions(m_ofWhere);
  }

  int run(Context& context) override {
    const store::CityDatabase city = store::CityDatabase::open(m_city);
    if (is("hotspots")) return hotSpots(context, city);
    if (is("rates")) return rates(context, city);
    if (is("coverage")) return reach(context, city);
    return density(context, city);
  }

 private:
  CLI::App* analysis(CLI::App& app, const char* name, const char* summary, const char* layer, const char* what) {
    CLI::App* made = sub(app, name, summary);
    made->add_option(layer, m_layer, what)->required();
    made->add_option("--where", m_where, GIS_TR("SQL condition on the layer's fields"))->type_name("SQL");
    made->add_option("--into", m_into, GIS_TR("Name of the new layer"))->type_name("NAME")->required();
    return made;
  }
  void setupHotSpots(CLI::App& app) {
    CLI::App* made = analysis(app, "hotspots", GIS_TR("Where high and low values lie together more than by chance"),
                              "ZONES", GIS_TR("Layer of areas"));
    made->add_option("--of", m_of, GIS_TR("Layer whose features are counted in each zone"))->type_name("LAYER");
    made->add_option("--of-where", m_ofWhere, GIS_TR("SQL condition on the layer that is counted"))->type_name("SQL");
    made->add_option("--value", m_value, GIS_TR("Field of the zones instead of a count"))->type_name("FIELD");
    made->add_option("--distance", m_metres, GIS_TR("Zones whose middles are so near are neighbours"))->type_name("M");
    made->add_option("--neighbours,--neighbors", m_neighbours,
                     GIS_TR("Without --distance: so many nearest zones are neighbours (default 8)"))
        ->type_name("N");
  }
  void setupRates(CLI::App& app) {
    CLI::App* made = analysis(app, "rates", GIS_TR("Counts of a layer in each zone, and their rates"), "ZONES",
                              GIS_TR("Layer of areas"));
    made->add_option("--of", m_of, GIS_TR("Layer whose features are counted in each zone"))
        ->type_name("LAYER")
        ->required();
    made->add_option("--of-where", m_ofWhere, GIS_TR("SQL condition on the layer that is counted"))->type_name("SQL");
    made->add_option("--per", m_value, GIS_TR("Field of the zones, such as people (default: square kilometres)"))
        ->type_name("FIELD");
    made->add_option("--times", m_times, GIS_TR("Per so many of them, such as 1000 people"))->type_name("N");
  }
  void setupReach(CLI::App& app) {
    CLI::App* made = analysis(app, "coverage", GIS_TR("What lies beyond a distance of the nearest of others"), "LAYER",
                              GIS_TR("Layer whose features shall have something near"));
    made->add_option("--of", m_of, GIS_TR("Layer of what shall be near"))->type_name("LAYER")->required();
    made->add_option("--of-where", m_ofWhere, GIS_TR("SQL condition on what shall be near"))->type_name("SQL");
    made->add_option("--distance", m_metres, GIS_TR("How near, in metres along a straight line, or along the roads"))
        ->type_name("M")
        ->required();
    made->add_option("--network", m_network, GIS_TR("Layer of roads along which is measured"))->type_name("ROADS");
  }
  void setupDensity(CLI::App& app) {
    CLI::App* made =
        analysis(app, "density", GIS_TR("Density of points per square kilometre, as a grid"), "LAYER", GIS_TR("Layer"));
    made->add_option("--radius", m_metres, GIS_TR("Radius of the kernel in metres (default 500)"))->type_name("M");
    made->add_option("--cell", m_cell, GIS_TR("Side of a cell in metres (default: about a tenth of the radius)"))
        ->type_name("M");
    made->add_option("--weight", m_value, GIS_TR("Field that says how much a feature counts"))->type_name("FIELD");
  }

  /// What every answer has.
  template <class Result>
  static void begin(JsonWriter& json, const Result& result) {
    json.beginObject().member("rows", result.rows).member("into", result.into).member("seconds", result.seconds);
  }
  template <class Result>
  int end(const Context& context, JsonWriter& json, const Result& result) const {
    json.member("set_aside", result.setAside).memberOrNull("set_aside_table", result.setAsideTable);
    json.endObject();
    if (context.json) json.finish();
    tellSetAsideTable(context, result.setAsideTable);
    return result.setAside > 0 ? kPartly : kDone;
  }
  void tell(const Context& context, std::int64_t count, const char* text, const std::string& layer) const {
    if (count > 0) note(context, {text, {layer, std::to_string(count)}});
  }

  void tellWithoutGeometry(const Context& context, std::int64_t count) const {
    if (m_of.empty()) {
      tell(context, count, GIS_TR("features of layer {0} without geometry, which took no part: {1}"), m_layer);
      return;
    }
    if (count == 0) return;
    note(context, {GIS_TR("features of {0} and {1} without geometry or with a broken one, which took no part: {2}"),
                   {m_layer, m_of, std::to_string(count)}});
  }

  int hotSpots(Context& context, const store::CityDatabase& city) const {
    query::HotSpotQuery query;
    query.zones = m_layer;
    query.zonesWhere = m_where;
    query.of = m_of;
    query.ofWhere = m_ofWhere;
    query.value = m_value;
    query.metres = m_metres;
    query.neighbours = m_neighbours;
    query.into = m_into;
    query::OriginNote origin(query::workOf(query), context.operatorName);
    const query::HotSpotResult result = city::analyseHotSpots(city, query, context.progress, &origin);
    tell(context, result.outside, GIS_TR("features of {0} in no zone, which were not counted: {1}"), m_of);
    tellWithoutGeometry(context, result.withoutGeometry);
    tell(context, result.withoutNeighbours, GIS_TR("zones of {0} without a neighbour within the distance: {1}"),
         m_layer);
    const auto& classes = result.classes;
    if (!context.json) print(textIn(city::findingOf(result), context.language) + "\n");
    JsonWriter json;
    begin(json, result);
    json.member("zones", result.zones).member("features", result.features).member("outside", result.outside);
    json.member("without_geometry", result.withoutGeometry);
    json.member("without_neighbours", result.withoutNeighbours).key("hot").beginObject();
    for (std::size_t place = classes.size(); place-- > 0;) json.member(std::to_string(int(place) - 3), classes[place]);
    json.endObject();
    return end(context, json, result);
  }
  int rates(Context& context, const store::CityDatabase& city) const {
    query::ZoneRateQuery query;
    query.zones = m_layer;
    query.zonesWhere = m_where;
    query.of = m_of;
    query.ofWhere = m_ofWhere;
    query.per = m_value;
    query.times = m_times;
    query.into = m_into;
    query::OriginNote origin(query::workOf(query), context.operatorName);
    const query::ZoneRateResult result = city::analyseRates(city, query, context.progress, &origin);
    tell(context, result.outside, GIS_TR("features of {0} in no zone, which were not counted: {1}"), m_of);
    tellWithoutGeometry(context, result.withoutGeometry);
    tell(context, result.withoutBase,
         GIS_TR("zones of {0} with nothing to be in proportion to, which have no rate: {1}"), m_layer);
    if (!context.json) print(textIn(city::findingOf(result), context.language) + "\n");
    JsonWriter json;
    begin(json, result);
    json.member("features", result.features).member("outside", result.outside);
    json.member("without_base", result.withoutBase).member("without_geometry", result.withoutGeometry);
    return end(context, json, result);
  }
  int reach(Context& context, const store::CityDatabase& city) const {
    query::ReachQuery query;
    query.layer = m_layer;
    query.where = m_where;
    query.to = m_of;
    query.toWhere = m_ofWhere;
    query.metres = *m_metres;
    query.network = m_network;
    query.into = m_into;
    query::OriginNote origin(query::workOf(query), context.operatorName);
    const query::ReachResult result = city::analyseReach(city, query, context.progress, &origin);
    tell(context, result.withoutGeometry, GIS_TR("features of layer {0} without geometry, which took no part: {1}"),
         m_layer);
    if (!context.json) print(textIn(city::findingOf(result), context.language) + "\n");
    JsonWriter json;
    begin(json, result);
    json.member("within", result.within).member("beyond", result.beyond).member("unreachable", result.unreachable);
    json.member("without_geometry", result.withoutGeometry);
    json.member("area", result.squareMetres).member("area_beyond", result.squareMetresBeyond);
    return end(context, json, result);
  }
  int density(Context& context, const store::CityDatabase& city) const {
    query::DensityQuery query;
    query.layer = m_layer;
    query.where = m_where;
    query.weight = m_value;
    query.radiusMetres = m_metres.value_or(query.radiusMetres);
    query.cellMetres = m_cell;
    query.into = m_into;
    query::OriginNote origin(query::workOf(query), context.operatorName);
    const query::DensityResult result = city::analyseDensity(city, query, context.progress, &origin);
    tell(context, result.withoutGeometry, GIS_TR("features of layer {0} without geometry, which took no part: {1}"),
         m_layer);
    tell(context, result.withoutWeight, GIS_TR("features of layer {0} without a weight, which took no part: {1}"),
         m_layer);
    if (!context.json) {
      print(textIn(city::findingOf(result), context.language) + "\n");
      return kDone;
    }
    JsonWriter json;
    begin(json, result);
    json.member("features", result.features).member("without_geometry", result.withoutGeometry);
    json.member("without_weight", result.withoutWeight).member("cell", result.cellMetres);
    json.member("total", result.total).endObject().finish();
    return kDone;
  }

  std::string m_layer, m_where, m_into, m_of, m_ofWhere, m_value, m_network;
  std::optional<double> m_metres;
  double m_times = 1, m_cell = 0;
  int m_neighbours = 8;
};

}  // namespace

std::unique_ptr<Command> makeAnalyzeCommand() {
  return std::make_unique<AnalyzeCommand>();
}

}  // namespace gis::cli
