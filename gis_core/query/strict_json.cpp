#include "gis_core/query/strict_json.h"

#include <cmath>

#include "gis_core/base/error.h"

namespace gis::query {

namespace {

constexpr double kLargestWhole = 9007199254740992.0;  // 2^53: JSON's numbers are exact below

Error refusal(const std::string& path, Message why) {
  Error error(ErrorCode::invalidValue, GIS_TR("the question cannot be read"), std::move(why),
              GIS_TR("correct it; the user guide describes its form"));
  if (!path.empty()) error.within({GIS_TR("at {0} of the question"), {path}});
  return error;
}

}  // namespace

void refuseJson(const std::string& path, Message why) {
  throw refusal(path, std::move(why));
}

nlohmann::json parseStrictly(std::string_view text) {
  std::vector<std::set<std::string>> keys;
  std::string twice;
  const nlohmann::json::parser_callback_t watch = [&](int, nlohmann::json::parse_event_t event, nlohmann::json& value) {
    using Event = nlohmann::json::parse_event_t;
    if (event == Event::object_start) keys.emplace_back();
    if (event == Event::object_end && !keys.empty()) keys.pop_back();
    if (event == Event::key && !keys.empty() && !keys.back().insert(value.get<std::string>()).second) {
      twice = value.get<std::string>();
    }
    return true;
  };
  try {
    nlohmann::json tree = nlohmann::json::parse(text.begin(), text.end(), watch);
    if (!twice.empty()) refuseJson({}, {GIS_TR("the key \"{0}\" stands twice in one object"), {twice}});
    return tree;
  } catch (const nlohmann::json::parse_error& error) {
    refuseJson({}, {GIS_TR("it is no JSON: byte {0} is not expected there"), {std::to_string(error.byte)}});
  } catch (const nlohmann::json::out_of_range&) {
    refuseJson({}, GIS_TR("it holds a number that is too large"));
  }
}

StrictObject::StrictObject(const nlohmann::json& value, std::string path) : m_value(value), m_path(std::move(path)) {
  if (!m_value.is_object()) refuseJson(m_path, GIS_TR("an object {…} is expected"));
}

std::string StrictObject::pathOf(const std::string& key) const {
  return m_path.empty() ? key : m_path + "." + key;
}

const nlohmann::json* StrictObject::take(const std::string& key) {
  m_taken.insert(key);
  const auto found = m_value.find(key);
  return found == m_value.end() ? nullptr : &*found;
}

std::string StrictObject::text(const std::string& key) {
  const nlohmann::json* value = take(key);
  if (value == nullptr) refuseJson(m_path, {GIS_TR("the key \"{0}\" is missing"), {key}});
  if (!value->is_string()) refuseJson(pathOf(key), GIS_TR("a text is expected"));
  return value->get<std::string>();
}

std::string StrictObject::textOr(const std::string& key, const std::string& fallback) {
  if (has(key)) return text(key);
  return fallback;
}

std::optional<double> StrictObject::number(const std::string& key) {
  const nlohmann::json* value = take(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_number()) refuseJson(pathOf(key), GIS_TR("a number is expected"));
  return value->get<double>();
}

std::optional<std::int64_t> StrictObject::whole(const std::string& key) {
  const std::optional<double> given = number(key);
  if (!given) return std::nullopt;
  if (std::floor(*given) != *given || std::abs(*given) > kLargestWhole) {
    refuseJson(pathOf(key), GIS_TR("a whole number is expected"));
  }
  return std::int64_t(*given);
}

bool StrictObject::flag(const std::string& key, bool fallback) {
  const nlohmann::json* value = take(key);
  if (value == nullptr) return fallback;
  if (!value->is_boolean()) refuseJson(pathOf(key), GIS_TR("true or false is expected"));
  return value->get<bool>();
}

std::optional<std::vector<std::string>> StrictObject::texts(const std::string& key) {
  const nlohmann::json* value = take(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_array()) refuseJson(pathOf(key), GIS_TR("a list […] of texts is expected"));
  std::vector<std::string> all;
  for (const nlohmann::json& one : *value) {
    if (!one.is_string()) refuseJson(pathOf(key), GIS_TR("a list […] of texts is expected"));
    all.push_back(one.get<std::string>());
  }
  return all;
}

void StrictObject::done() const {
  for (const auto& [key, value] : m_value.items()) {
    if (m_taken.count(key) == 0) refuseJson(m_path, {GIS_TR("\"{0}\" is not known here"), {key}});
  }
}

}  // namespace gis::query
