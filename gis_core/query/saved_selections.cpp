#include "gis_core/query/saved_selections.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/store/kept_settings.h"

namespace gis::query {

namespace {

constexpr const char* kSelectionPrefix = "selection:";

std::string selectionName(const std::string& typed) {
  return store::keptName(typed, GIS_TR("a selection cannot be called \"{0}\""));
}

[[noreturn]] void refuseRuns() {
  throw Error(ErrorCode::damaged, GIS_TR("a kept selection cannot be read"),
              GIS_TR("what the city keeps about it is no note of ours"));
}

std::int64_t numberAt(const std::string& text, std::size_t& at) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data() + at, text.data() + text.size(), number);
  if (read.ec != std::errc{}) refuseRuns();
  at = std::size_t(read.ptr - text.data());
  return number;
}

}  // namespace

std::string runsOfFids(const std::vector<std::int64_t>& fids) {
  std::string text;
  for (std::size_t i = 0; i < fids.size();) {
    std::size_t end = i + 1;
    while (end < fids.size() && fids[end] == fids[end - 1] + 1) ++end;
    if (!text.empty()) text += ',';
    text += std::to_string(fids[i]);
    if (end - i > 1) text += ":" + std::to_string(fids[end - 1]);
    i = end;
  }
  return text;
}

std::vector<std::int64_t> fidsOfRuns(const std::string& text) {
  constexpr std::size_t kMostFids = 100'000'000;
  std::vector<std::int64_t> fids;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::int64_t first = numberAt(text, at);
    std::int64_t last = first;
    if (at < text.size() && text[at] == ':') {
      ++at;
      last = numberAt(text, at);
    }
    if (last < first || std::uint64_t(last - first) > kMostFids - fids.size() ||
        (!fids.empty() && first <= fids.back())) {
      refuseRuns();
    }
    for (std::int64_t fid = first; fid <= last; ++fid) fids.push_back(fid);
    if (at < text.size() && text[at++] != ',') refuseRuns();
  }
  return fids;
}

std::vector<SavedSelection> listSelections(const store::CityDatabase& city) {
  std::vector<SavedSelection> all;
  store::Statement statement(city.connection(),
                             "SELECT substr(key, 11), value FROM city_setting WHERE key >= 'selection:' AND key < "
                             "'selection;' ORDER BY key");
  store::Statement layer(city.connection(), "SELECT name FROM city_layer WHERE uid = ?1");
  while (statement.step()) {
    const auto json = nlohmann::json::parse(statement.text(1), nullptr, false);
    if (!json.is_object()) continue;
    try {
      SavedSelection one;
      one.name = statement.text(0);
      one.fids = fidsOfRuns(json.at("fids").get<std::string>());
      one.at = json.at("at").get<std::string>();
      one.actor = json.at("actor").get<std::string>();
      layer.reset();
      if (layer.bind(1, json.at("layer").get<std::string>()).step()) one.layer = layer.text(0);
      all.push_back(std::move(one));
    } catch (const nlohmann::json::exception&) {
      continue;  // no note of ours
    } catch (const Error&) {
      continue;
    }
  }
  return all;
}

void saveSelection(const store::CityDatabase& city, const std::string& name, const std::string& layer,
                   const std::vector<std::int64_t>& fids, const std::string& actor) {
  const nlohmann::json json{{"layer", store::layerByName(city.connection(), layer).uid},
                            {"fids", runsOfFids(fids)},
                            {"at", toIsoUtc(utcNow())},
                            {"actor", actor}};
  city.setSetting(kSelectionPrefix + selectionName(name),
                  json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

void removeSelection(const store::CityDatabase& city, const std::string& name) {
  const std::string wanted = selectionName(name);
  if (city.setting(kSelectionPrefix + wanted).empty()) {
    throw Error(ErrorCode::notFound, {GIS_TR("there is no selection named \"{0}\""), {wanted}});
  }
  store::Statement(city.connection(), "DELETE FROM city_setting WHERE key = ?1")
      .bind(1, kSelectionPrefix + wanted)
      .run();
}

}  // namespace gis::query
