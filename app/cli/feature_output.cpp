#include "app/cli/feature_output.h"

#include "app/cli/value_json.h"
#include "gis_core/base/error.h"

namespace gis::cli {

namespace {

void printFeaturesJson(Context& context, const store::Connection& c, const query::SelectResult& result,
                       const std::optional<std::vector<std::string>>& fields, GeometryForm form) {
  const auto chosen = query::fieldsOf(result.layer, fields);
  JsonWriter json;
  json.beginObject().member("count", std::int64_t(result.fids.size())).key("features").beginArray();
  query::readSelected(
      c, result, fields, form != GeometryForm::none,
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

void printFeaturesText(Context& context, const store::Connection& c, const query::SelectResult& result,
                       const std::optional<std::vector<std::string>>& fields, GeometryForm form) {
  const auto chosen = query::fieldsOf(result.layer, fields);
  std::string head = "id";
  for (const store::Field& field : chosen) head += "\t" + field.name;
  if (form != GeometryForm::none) head += "\tgeometry";
  print(head + "\n");
  query::readSelected(
      c, result, fields, form != GeometryForm::none,
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

}  // namespace

GeometryForm parseGeometryForm(const std::string& text) {
  if (text == "wkt") return GeometryForm::wkt;
  if (text == "geojson") return GeometryForm::geoJson;
  if (text == "none") return GeometryForm::none;
  throw Error(ErrorCode::usage, {GIS_TR("cannot read --geometry \"{0}\""), {text}}, {},
              GIS_TR("write wkt, geojson or none"));
}

void printCount(const Context& context, std::int64_t count) {
  if (!context.json) {
    print(std::to_string(count) + "\n");
    return;
  }
  JsonWriter json;
  json.beginObject().member("count", count).endObject().finish();
}

void printFeatures(Context& context, const store::Connection& c, const query::SelectResult& result,
                   const std::optional<std::vector<std::string>>& fields, GeometryForm form) {
  if (context.json) {
    printFeaturesJson(context, c, result, fields, form);
  } else {
    printFeaturesText(context, c, result, fields, form);
  }
}

void tellLosses(const Context& context, const query::SelectResult& result) {
  const auto tell = [&](std::int64_t count, const char* text) {
    if (count > 0) note(context, {text, {result.layer.name, std::to_string(count)}});
  };
  tell(result.withoutGeometry, GIS_TR("features of layer {0} without geometry, which took no part: {1}"));
  tell(result.broken, GIS_TR("features with a broken geometry, which took no part in the question to layer {0}: {1}"));
  tell(result.undecided, GIS_TR("pairs of features that could not be decided and count as no for layer {0}: {1}"));
}

}  // namespace gis::cli
