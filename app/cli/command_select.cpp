// citydesk-cli select: features of a layer that meet every condition.
#include <CLI/CLI.hpp>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/value_json.h"
#include "gis_core/base/error.h"
#include "gis_core/query/select.h"
#include "gis_core/store/city.h"

namespace gis::cli {

namespace {

enum class GeometryForm { wkt, geoJson, none };

class SelectCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "select"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("Features of a layer that meet every condition"); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("LAYER", m_layer, GIS_TR("Layer"))->required();
    app.add_option("--where", m_where, GIS_TR("SQL condition on the layer's fields"))->type_name("SQL");
    app.add_option("--bbox", m_bbox, GIS_TR("The geometry meets this box"))->type_name("X1,Y1,X2,Y2");
    app.add_option("--crs", m_crs, GIS_TR("Coordinate system of --bbox (default: the city's)"))->type_name("CRS");
    app.add_option("--relate", m_relate, GIS_TR("LAYER predicate OTHER; may be given again"))
        ->type_name("PREDICATE OTHER")
        ->allow_extra_args(false);
    app.add_option("--within-distance", m_within, GIS_TR("At most so many metres from OTHER; may be given again"))
        ->type_name("METRES OTHER")
        ->allow_extra_args(false);
    app.add_option("--other-where", m_otherWhere, GIS_TR("SQL condition on OTHER"))->type_name("SQL");
    app.add_option("--fields", m_fields, GIS_TR("Only these fields"))->type_name("A,B");
    app.add_option("--limit", m_limit, GIS_TR("At most so many features"))->type_name("N");
    app.add_option("--geometry", m_geometry, GIS_TR("wkt, geojson or none"))->type_name("FORM");
    app.add_option("--into", m_into, GIS_TR("Write the features as a new layer"))->type_name("NAME");
    app.add_flag("--count", m_count, GIS_TR("Only how many"));
  }

  [[nodiscard]] bool runsTypedSql() const override { return !m_where.empty() || !m_otherWhere.empty(); }

  int run(Context& context) override {
    const GeometryForm form = geometryForm();
    const query::SelectQuery query = checkedQuery();
    const bool writes = m_into.has_value();
    const store::CityDatabase city =
        store::CityDatabase::open(m_city, writes ? store::OpenMode::readWrite : store::OpenMode::readOnly);
    city.connection().interruptOn(context.progress.token());
    return answer(context, city, withBox(query, city), form);
  }

 private:
  [[noreturn]] static void usage(const char* what, const char* why) { throw Error(ErrorCode::usage, what, why); }

  [[nodiscard]] GeometryForm geometryForm() const {
    if (m_geometry == "wkt") return GeometryForm::wkt;
    if (m_geometry == "geojson") return GeometryForm::geoJson;
    if (m_geometry == "none") return GeometryForm::none;
    throw Error(ErrorCode::usage, {GIS_TR("cannot read --geometry \"{0}\""), {m_geometry}}, {},
                GIS_TR("write wkt, geojson or none"));
  }
  /// What can be said wrong without opening anything.
  [[nodiscard]] query::SelectQuery checkedQuery() const {
    query::SelectQuery query;
    query.layer = m_layer;
    query.where = m_where;
    if (m_limit && *m_limit < 0) usage(GIS_TR("cannot read --limit"), GIS_TR("it must not be negative"));
    query.limit = m_limit.value_or(-1);
    if (m_count && m_into) usage(GIS_TR("wrong usage"), GIS_TR("--count and --into exclude each other"));
    if (!m_otherWhere.empty() && m_relate.empty() && m_within.empty()) {
      usage(GIS_TR("wrong usage"), GIS_TR("--other-where needs --relate or --within-distance"));
    }
    for (const auto& [predicate, other] : m_relate) {
      query.relations.push_back({geom::Relation::parse(predicate), other, m_otherWhere});
    }
    for (const auto& [metres, other] : m_within) query.distances.push_back({metres, other, m_otherWhere});
    if (!m_bbox.empty()) query.bbox = parseBox(m_bbox, "--bbox");
    return query;
  }
  [[nodiscard]] query::SelectQuery withBox(query::SelectQuery query, const store::CityDatabase& city) const {
    if (query.bbox) query.bboxCrs = m_crs.empty() ? city.crs() : crs::Crs::parse(m_crs);
    return query;
  }
  [[nodiscard]] std::optional<std::vector<std::string>> fields() const {
    if (!m_fields) return std::nullopt;
    return parseList(*m_fields);
  }

  int answer(Context& context, const store::CityDatabase& city, const query::SelectQuery& query, GeometryForm form) {
    const store::Connection& c = city.connection();
    (void)query::fieldsOf(store::layerByName(c, m_layer), fields());  // a misspelt name is said before the work
    if (m_count) {
      printCount(context, query::countSelected(c, query, context.progress));
      return kDone;
    }
    const query::SelectResult result = query::select(c, query, context.progress);
    tellLosses(context, result);
    if (m_into) {
      printCount(context, query::writeSelected(city, result, fields(), *m_into, context.progress));
      return kDone;
    }
    if (context.json) {
      printJson(context, c, result, form);
    } else {
      printText(context, c, result, form);
    }
    return kDone;
  }
  static void printCount(const Context& context, std::int64_t count) {
    if (!context.json) {
      print(std::to_string(count) + "\n");
      return;
    }
    JsonWriter json;
    json.beginObject().member("count", count).endObject().finish();
  }
  /// What took no part is said, never dropped silently.
  static void tellLosses(const Context& context, const query::SelectResult& result) {
    const auto tell = [&](std::int64_t count, const char* text) {
      if (count > 0) note(context, {text, {result.layer.name, std::to_string(count)}});
    };
    tell(result.withoutGeometry, GIS_TR("{1} features of layer {0} have no geometry and took no part"));
    tell(result.broken, GIS_TR("{1} features have a broken geometry and took no part in the question to layer {0}"));
    tell(result.undecided, GIS_TR("{1} pairs of features could not be decided and count as no for layer {0}"));
  }
  void printJson(Context& context, const store::Connection& c, const query::SelectResult& result, GeometryForm form) {
    const auto chosen = query::fieldsOf(result.layer, fields());
    JsonWriter json;
    json.beginObject().member("count", std::int64_t(result.fids.size())).key("features").beginArray();
    query::readSelected(
        c, result, fields(), form != GeometryForm::none,
        [&](store::Feature& feature) {
          json.beginObject().member("id", feature.fid).key("properties").beginObject();
          for (std::size_t i = 0; i < chosen.size(); ++i) {
            json.key(chosen[i].name);
            writeCell(json, feature.values[i], chosen[i].type);
          }
          json.endObject().key("geometry");
          if (feature.wkb.empty()) {
            json.null();
          } else if (form == GeometryForm::wkt) {
            json.value(geom::toWkt(feature.wkb));
          } else {
            json.raw(geom::toGeoJson(feature.wkb));
          }
          json.endObject();
          return true;
        },
        context.progress.token());
    json.endArray().endObject().finish();
  }
  void printText(Context& context, const store::Connection& c, const query::SelectResult& result, GeometryForm form) {
    const auto chosen = query::fieldsOf(result.layer, fields());
    std::string head = "id";
    for (const store::Field& field : chosen) head += "\t" + field.name;
    if (form != GeometryForm::none) head += "\tgeometry";
    print(head + "\n");
    query::readSelected(
        c, result, fields(), form != GeometryForm::none,
        [&](store::Feature& feature) {
          std::string line = std::to_string(feature.fid);
          for (std::size_t i = 0; i < chosen.size(); ++i) line += "\t" + cellText(feature.values[i], chosen[i].type);
          if (form != GeometryForm::none && !feature.wkb.empty()) {
            line += "\t" + (form == GeometryForm::wkt ? geom::toWkt(feature.wkb) : geom::toGeoJson(feature.wkb));
          }
          print(line + "\n");
          return true;
        },
        context.progress.token());
  }

  std::string m_city;
  std::string m_layer;
  std::string m_where;
  std::string m_bbox;
  std::string m_crs;
  std::vector<std::pair<std::string, std::string>> m_relate;
  std::vector<std::pair<double, std::string>> m_within;
  std::string m_otherWhere;
  std::optional<std::string> m_fields;
  std::optional<std::int64_t> m_limit;
  std::string m_geometry = "wkt";
  std::optional<std::string> m_into;
  bool m_count = false;
};

}  // namespace

std::unique_ptr<Command> makeSelectCommand() {
  return std::make_unique<SelectCommand>();
}

}  // namespace gis::cli
