#include "gis_core/io/worker/protocol.h"

#include <nlohmann/json.hpp>

#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"

namespace gis::io::protocol {
namespace {

using nlohmann::json;

json toJson(const Message& message) {
  json args = json::array();
  for (const std::string& arg : message.args) args.push_back(text::repairUtf8(arg));
  return {{"text", message.text}, {"args", std::move(args)}};
}

Message messageFrom(const json& value) {
  return {value.value("text", std::string()), value.value("args", std::vector<std::string>())};
}

json toJson(const std::vector<Message>& messages) {
  json all = json::array();
  for (const Message& message : messages) all.push_back(toJson(message));
  return all;
}

std::vector<Message> messagesFrom(const json& value) {
  std::vector<Message> all;
  for (const json& one : value) all.push_back(messageFrom(one));
  return all;
}

json toJson(const store::Field& field) {
  return {{"name", field.name},
          {"type", static_cast<int>(field.type)},
          {"width", field.width},
          {"precision", field.precision}};
}

store::Field fieldFrom(const json& value) {
  const int type = value.at("type").get<int>();
  if (type < 0 || type > static_cast<int>(store::FieldType::blob))
    throw json::other_error::create(500, "type", nullptr);
  return {value.at("name").get<std::string>(), static_cast<store::FieldType>(type), value.at("width").get<int>(),
          value.at("precision").get<int>()};
}

json toJson(const EncodingCandidate& one) {
  return {{"encoding", one.encoding},
          {"score", one.score},
          {"names_score", one.nameScore},
          {"values_score", one.valueScore},
          {"unreadable", one.unreadable},
          {"names", one.names},
          {"rows", one.rows}};
}

EncodingCandidate encodingFrom(const json& value) {
  EncodingCandidate one;
  one.encoding = value.at("encoding").get<std::string>();
  one.score = value.at("score").get<double>();
  one.nameScore = value.at("names_score").get<double>();
  one.valueScore = value.at("values_score").get<double>();
  one.unreadable = value.at("unreadable").get<std::int64_t>();
  one.names = value.at("names").get<std::vector<std::string>>();
  one.rows = value.at("rows").get<std::vector<std::vector<std::string>>>();
  return one;
}

json toJson(const SourceLayer& layer) {
  json fields = json::array();
  for (const store::Field& field : layer.fields) fields.push_back(toJson(field));
  json encodings = json::array();
  for (const EncodingCandidate& one : layer.encodings) encodings.push_back(toJson(one));
  json extent = json::array();
  if (!layer.extent.isEmpty()) extent = {layer.extent.minX, layer.extent.minY, layer.extent.maxX, layer.extent.maxY};
  return {{"name", layer.name},
          {"source_layer", layer.sourceLayer},
          {"member", layer.member},
          {"driver", layer.driver},
          {"encoding", layer.encoding},
          {"fields", std::move(fields)},
          {"geometry", layer.hasGeometry},
          {"type", layer.declaredType.code()},
          {"crs", layer.crsFault},  // the child carries the text here; the parent makes a Crs of it
          {"promised", layer.promised},
          {"extent", std::move(extent)},
          {"generic", layer.generic},
          {"notes", toJson(layer.notes)},
          {"encodings", std::move(encodings)}};
}

SourceLayer layerFrom(const json& value) {
  SourceLayer layer;
  layer.name = value.at("name").get<std::string>();
  layer.sourceLayer = value.at("source_layer").get<std::string>();
  layer.member = value.at("member").get<std::string>();
  layer.driver = value.at("driver").get<std::string>();
  layer.encoding = value.at("encoding").get<std::string>();
  for (const json& field : value.at("fields")) layer.fields.push_back(fieldFrom(field));
  layer.hasGeometry = value.at("geometry").get<bool>();
  layer.declaredType = geom::GeometryType::fromCode(value.at("type").get<int>());
  layer.promised = value.at("promised").get<std::int64_t>();
  if (const json& e = value.at("extent"); e.size() == 4 && e[0].is_number())
    layer.extent = {e[0].get<double>(), e[1].get<double>(), e[2].get<double>(), e[3].get<double>()};
  layer.generic = value.at("generic").get<bool>();
  layer.notes = messagesFrom(value.at("notes"));
  for (const json& one : value.at("encodings")) layer.encodings.push_back(encodingFrom(one));
  const std::string crs = value.at("crs").get<std::string>();
  if (crs.empty()) return layer;
  try {
    layer.crs = crs::Crs::identify(crs);
  } catch (const Error& error) {
    layer.crsFault = error.sentence();
  }
  return layer;
}

ErrorCode codeNamed(const std::string& name) {
  for (int i = 0; i <= static_cast<int>(ErrorCode::internal); ++i) {
    if (errorCodeName(static_cast<ErrorCode>(i)) == name) return static_cast<ErrorCode>(i);
  }
  return ErrorCode::internal;
}

/// Bad JSON from the child is the child's fault, not the user's.
template <typename Make>
auto parsed(std::string_view text, Make make) {
  try {
    return make(json::parse(text));
  } catch (const json::exception& fault) {
    throw Error(ErrorCode::internal, GIS_TR("the reading program said something unreadable"), fault.what());
  }
}

std::string dumped(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

std::string writeRequest(const SourceRequest& request) {
  return dumped({{"file", platform::pathToUtf8(request.file)},
                 {"encoding", request.encoding},
                 {"plain", request.plainTable},
                 {"plain_kml", request.plainKml},
                 {"survey", request.survey},
                 {"scratch", platform::pathToUtf8(request.scratch)}});
}

SourceRequest readRequest(std::string_view text) {
  return parsed(text, [](const json& value) {
    return SourceRequest{platform::pathFromUtf8(value.at("file").get<std::string>()),
                         value.at("encoding").get<std::string>(),
                         value.at("plain").get<bool>(),
                         value.at("plain_kml").get<bool>(),
                         value.at("survey").get<bool>(),
                         platform::pathFromUtf8(value.at("scratch").get<std::string>())};
  });
}

std::string writeDescription(const SourceDescription& description) {
  json layers = json::array();
  for (const SourceLayer& layer : description.layers) layers.push_back(toJson(layer));
  return dumped({{"layers", std::move(layers)}, {"warnings", toJson(description.warnings)}});
}

SourceDescription readDescription(std::string_view text) {
  return parsed(text, [](const json& value) {
    SourceDescription description;
    for (const json& layer : value.at("layers")) description.layers.push_back(layerFrom(layer));
    description.warnings = messagesFrom(value.at("warnings"));
    return description;
  });
}

std::string writeEnd(const ReadEnd& end) {
  return dumped({{"read", end.read}, {"warnings", toJson(end.warnings)}});
}

ReadEnd readEnd(std::string_view text) {
  return parsed(text, [](const json& value) {
    return ReadEnd{value.at("read").get<std::int64_t>(), messagesFrom(value.at("warnings"))};
  });
}

std::string writeError(const Error& error) {
  return dumped({{"code", errorCodeName(error.code())},
                 {"what", toJson(error.whatFailed())},
                 {"why", toJson(error.why())},
                 {"remedy", toJson(error.remedy())}});
}

Error readError(std::string_view text) {
  return parsed(text, [](const json& value) {
    return Error(codeNamed(value.at("code").get<std::string>()), messageFrom(value.at("what")),
                 messageFrom(value.at("why")), messageFrom(value.at("remedy")));
  });
}

}  // namespace gis::io::protocol
