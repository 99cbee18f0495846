#include "gis_core/query/layer_origin.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/query/question_json.h"
#include "gis_core/store/default_actor.h"

namespace gis::query {

namespace {

std::string originKey(const std::string& layerUid) {
  return "origin:" + layerUid;
}

}  // namespace

const char* originStateWord(OriginState state) {
  switch (state) {
    case OriginState::same: return "same";
    case OriginState::changed: return "changed";
    case OriginState::gone: return "gone";
  }
  return "gone";
}

OriginNote::OriginNote(const Question& question, std::string actor) : m_layers(layersOf(question)) {
  m_origin.question = toJsonText(question);
  m_origin.at = toIsoUtc(utcNow());
  m_origin.actor = store::actorOrDefault(std::move(actor));
}

OriginNote::OriginNote(const Work& work, std::string actor) : m_layers(work.layers) {
  nlohmann::ordered_json json{{"command", work.command}};
  for (const auto& [name, value] : work.arguments) {
    if (!value.empty()) json[name] = value;
  }
  m_origin.question = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  m_origin.at = toIsoUtc(utcNow());
  m_origin.actor = store::actorOrDefault(std::move(actor));
}

void OriginNote::read(const store::Connection& c) {
  m_origin.inputs.clear();
  for (const std::string& name : m_layers) {
    const store::LayerInfo layer = store::layerByName(c, name);
    m_origin.inputs.push_back({layer.name, layer.uid, layer.revision, layer.count});
  }
}

void OriginNote::keep(const store::CityDatabase& city, const store::LayerInfo& made) const {
  nlohmann::ordered_json json{{"question", nlohmann::ordered_json::parse(m_origin.question)},
                              {"at", m_origin.at},
                              {"actor", m_origin.actor},
                              {"revision", made.revision},
                              {"inputs", nlohmann::ordered_json::array()}};
  for (const OriginInput& input : m_origin.inputs) {
    json["inputs"].push_back(
        {{"layer", input.name}, {"uid", input.uid}, {"revision", input.revision}, {"count", input.count}});
  }
  city.setSetting(originKey(made.uid), json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

std::function<void(const store::LayerInfo&)> keeping(const store::CityDatabase& city, const OriginNote* origin) {
  if (origin == nullptr) return {};
  return [&city, origin](const store::LayerInfo& made) { origin->keep(city, made); };
}

std::optional<LayerOrigin> originOf(const store::CityDatabase& city, const store::LayerInfo& layer) {
  const std::string kept = city.setting(originKey(layer.uid));
  if (kept.empty()) return std::nullopt;
  try {
    const auto json = nlohmann::ordered_json::parse(kept);
    LayerOrigin origin;
    origin.question = json.at("question").dump();
    if (json["question"].contains("command")) {
      origin.work.emplace();
      for (const auto& [name, value] : json["question"].items()) {
        if (name == "command") {
          origin.work->command = value.get<std::string>();
        } else {
          origin.work->arguments.emplace_back(name, value.get<std::string>());
        }
      }
    }
    origin.at = json.at("at").get<std::string>();
    origin.actor = json.at("actor").get<std::string>();
    origin.revision = json.at("revision").get<std::string>();
    for (const auto& input : json.at("inputs")) {
      origin.inputs.push_back({input.at("layer").get<std::string>(), input.at("uid").get<std::string>(),
                               input.at("revision").get<std::string>(), input.at("count").get<std::int64_t>()});
    }
    return origin;
  } catch (const nlohmann::json::exception&) {
    throw Error(ErrorCode::damaged, {GIS_TR("the origin of layer \"{0}\" cannot be read"), {layer.name}},
                GIS_TR("what the city keeps about it is no note of ours"));
  }
}

OriginState stateOf(const store::Connection& c, const OriginInput& input) {
  store::Statement statement(c, "SELECT revision FROM city_layer WHERE uid = ?1");
  if (!statement.bind(1, input.uid).step()) return OriginState::gone;
  return statement.text(0) == input.revision ? OriginState::same : OriginState::changed;
}

OriginState stateOf(const store::LayerInfo& layer, const LayerOrigin& origin) {
  return layer.revision == origin.revision ? OriginState::same : OriginState::changed;
}

}  // namespace gis::query
