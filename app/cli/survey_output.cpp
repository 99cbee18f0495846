#include "app/cli/survey_output.h"

#include <fmt/format.h>

#include <cmath>

#include "app/cli/command.h"
#include "app/cli/json_writer.h"

namespace gis::cli {
namespace {

using io::CrsCandidate;
using io::SurveyedLayer;

void writeTexts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.key(key).beginArray();
  for (const std::string& text : texts) json.value(text);
  json.endArray();
}

void writeSentences(JsonWriter& json, std::string_view key, const std::vector<Message>& messages) {
  json.key(key).beginArray();
  for (const Message& message : messages) json.value(message.str());
  json.endArray();
}

void writeBox(JsonWriter& json, std::string_view key, const geom::Envelope& box) {
  json.key(key);
  if (box.isEmpty()) {
    json.null();
    return;
  }
  json.beginArray().value(box.minX).value(box.minY).value(box.maxX).value(box.maxY).endArray();
}

void writeEncodings(JsonWriter& json, const SurveyedLayer& layer) {
  json.key("encodings").beginArray();
  for (const io::EncodingCandidate& one : layer.info.encodings) {
    json.beginObject().member("encoding", one.encoding).member("score", one.score);
    json.member("names_score", one.nameScore).member("values_score", one.valueScore);
    json.member("unreadable", one.unreadable);
    writeTexts(json, "names", one.names);
    json.key("rows").beginArray();
    for (const auto& row : one.rows) {
      json.beginArray();
      for (const std::string& cell : row) json.value(cell);
      json.endArray();
    }
    json.endArray().endObject();
  }
  json.endArray();
}

void writeReading(JsonWriter& json, const CrsCandidate& one) {
  json.beginObject().member("crs", one.reading.crs.identifier()).member("name", one.reading.crs.name());
  json.member("swapped_axes", one.reading.swappedAxes);
  json.memberOrNull("web_offset", io::webOffsetName(one.reading.offset));
  json.member("score", one.score);
  writeBox(json, "extent_in_city", one.inCity);
  json.key("kilometres_from_city");
  if (one.kilometres < 0)
    json.null();
  else
    json.value(one.kilometres);
  json.member("reason", one.reason.str()).endObject();
}

void writeLook(JsonWriter& json, const SurveyedLayer& layer) {
  json.key("scan").beginObject().member("features", layer.looked).member("whole", layer.whole);
  json.member("rejected", layer.rejected).member("repaired", layer.repaired);
  json.member("null_geometries", layer.nullGeometries).key("findings").beginArray();
  for (const io::SurveyedFinding& one : layer.findings) {
    json.beginObject().member("id", one.fid).member("rejected", one.rejected).member("reason", one.reason);
    const bool placed = std::isfinite(one.place.x) && std::isfinite(one.place.y);
    json.key("place");
    if (placed)
      json.beginArray().value(one.place.x).value(one.place.y).endArray();
    else
      json.null();
    json.endObject();
  }
  json.endArray().endObject();
}

void writeLayer(JsonWriter& json, const SurveyedLayer& layer) {
  json.beginObject().member("name", layer.name).member("source", layer.source);
  json.member("source_layer", layer.info.sourceLayer).memberOrNull("member", layer.info.member);
  json.member("driver", layer.info.driver).member("chosen", layer.chosen);
  json.key("features");
  if (layer.info.promised < 0)
    json.null();
  else
    json.value(layer.info.promised);
  json.memberOrNull("geometry_type", layer.info.hasGeometry ? layer.info.declaredType.name() : std::string());
  writeBox(json, "extent", layer.info.extent);
  json.member("encoding", layer.info.encoding);
  writeEncodings(json, layer);
  json.memberOrNull("source_crs", layer.info.crs.identifier()).memberOrNull("source_crs_from", layer.crsFrom);
  json.memberOrNull("crs", layer.targetCrs.identifier());
  json.key("crs_candidates").beginArray();
  for (const CrsCandidate& one : layer.readings) writeReading(json, one);
  json.endArray().key("fields").beginArray();
  for (const io::SurveyedField& field : layer.fields) {
    json.beginObject().member("name", field.field.name).member("type", store::fieldTypeName(field.field.type));
    json.member("nulls", field.nulls);
    writeTexts(json, "examples", field.examples);
    json.memberOrNull("looks_like", field.looksLike);
    json.member("identity_numbers", field.personal.identities).member("phone_numbers", field.personal.phones);
    json.endObject();
  }
  json.endArray();
  writeLook(json, layer);
  writeMapping(json, layer.mapping, layer.fits);
  writeSentences(json, "obstacles", layer.obstacles);
  writeSentences(json, "warnings", layer.warnings);
  json.endObject();
}

void printReadings(const SurveyedLayer& layer) {
  std::size_t shown = 0;
  for (const CrsCandidate& one : layer.readings) {
    if (++shown > 4) return;
    std::string line = fmt::format("  {:.2f}  {}", one.score, one.reading.crs.name());
    if (one.reading.offset != io::WebOffset::none) line += fmt::format(" + {}", io::webOffsetName(one.reading.offset));
    if (one.reading.swappedAxes) line += " (--swap-axes)";
    if (one.kilometres >= 0) line += fmt::format(", {:.0f} km", one.kilometres);
    print(line + ": " + one.reason.str() + "\n");
  }
}

}  // namespace

void writeMapping(JsonWriter& json, const std::optional<io::FieldMapping>& mapping,
                  const std::vector<io::FieldFit>& fits) {
  json.key("mapping");
  if (!mapping) {
    json.null();
    return;
  }
  json.beginObject().member("standard", mapping->standard).member("remembered", mapping->remembered);
  writeTexts(json, "lacking", mapping->lacking);
  json.key("columns").beginArray();
  for (const io::FieldFit& fit : fits) {
    json.beginObject().member("column", fit.place.from);
    json.memberOrNull("field", fit.place.to).member("kept", fit.place.kept);
    json.member("type", store::fieldTypeName(fit.place.type)).member("emptied", fit.emptied);
    json.member("shortened", fit.changed).member("too_long", fit.tooLong).member("missing", fit.missing);
    writeTexts(json, "examples", fit.examples);
    json.endObject();
  }
  json.endArray().endObject();
}

void printMapping(const std::optional<io::FieldMapping>& mapping) {
  if (!mapping) return;
  std::string line = "  " + mapping->standard + ":";
  for (const io::FieldPlace& place : mapping->places) {
    if (!place.kept) line += " " + place.from + (place.to.empty() ? " ×" : " → " + place.to) + ";";
  }
  print(line + "\n");
}

void writeSurvey(const io::ImportSurvey& survey, double seconds) {
  JsonWriter json;
  json.beginObject().key("layers").beginArray();
  for (const SurveyedLayer& layer : survey.layers) writeLayer(json, layer);
  json.endArray();
  writeSentences(json, "warnings", survey.warnings);
  json.member("seconds", seconds).endObject().finish();
}

void printSurvey(const io::ImportSurvey& survey) {
  for (const SurveyedLayer& layer : survey.layers) {
    print(fmt::format("{}{}: {} ({}), {}\n", layer.chosen ? "" : "- ", layer.name,
                      layer.info.promised < 0 ? std::string("?") : std::to_string(layer.info.promised),
                      layer.info.hasGeometry ? layer.info.declaredType.name() : "-", layer.info.driver));
    print("  " + layer.info.encoding + "\n");
    for (const io::EncodingCandidate& one : layer.info.encodings) {
      std::string row;
      for (std::size_t i = 0; !one.rows.empty() && i < one.rows[0].size(); ++i)
        row += (i > 0 ? " | " : "") + one.rows[0][i];
      print(fmt::format("  {:.2f}  {:10} {}\n", one.score, one.encoding, row));
    }
    printReadings(layer);
    for (const io::SurveyedField& field : layer.fields) {
      std::string examples;
      for (const std::string& one : field.examples) examples += (examples.empty() ? "" : ", ") + one;
      print(fmt::format("  {} {}: {}\n", field.field.name, store::fieldTypeName(field.field.type), examples));
    }
    printMapping(layer.mapping);
    for (const io::SurveyedFinding& one : layer.findings) print(fmt::format("  {}: {}\n", one.fid, one.reason));
    for (const Message& obstacle : layer.obstacles) print("  ! " + obstacle.str() + "\n");
    for (const Message& warning : layer.warnings) print("  " + warning.str() + "\n");
  }
  for (const Message& warning : survey.warnings) print(warning.str() + "\n");
}

}  // namespace gis::cli
