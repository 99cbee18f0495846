#include "gis_core/query/saved_questions.h"

#include <nlohmann/json.hpp>

#include "gis_core/base/clock.h"
#include "gis_core/query/question_json.h"
#include "gis_core/store/kept_settings.h"

namespace gis::query {

namespace {

constexpr const char* kQuestionPrefix = "question:";

std::string nameOf(const std::string& typed) {
  return store::keptName(typed, GIS_TR("a question cannot be called \"{0}\""));
}

SavedQuestion read(const std::string& name, const std::string& kept) {
  SavedQuestion saved;
  saved.name = name;
  try {
    const auto json = nlohmann::ordered_json::parse(kept);
    saved.at = json.at("at").get<std::string>();
    saved.actor = json.at("actor").get<std::string>();
    saved.question = questionFromJson(json.at("question").dump());
  } catch (const Error& error) {
    saved.trouble = error;
  } catch (const nlohmann::json::exception&) {
    saved.trouble = Error(ErrorCode::damaged, {GIS_TR("the question \"{0}\" cannot be read"), {name}},
                          GIS_TR("what the city keeps under this name is no question"));
  }
  return saved;
}

}  // namespace

std::vector<SavedQuestion> listQuestions(const store::CityDatabase& city) {
  std::vector<SavedQuestion> all;
  store::Statement statement(city.connection(),
                             "SELECT substr(key, 10), value FROM city_setting WHERE key >= 'question:' AND key < "
                             "'question;' ORDER BY key");
  while (statement.step()) all.push_back(read(statement.text(0), statement.text(1)));
  return all;
}

SavedQuestion questionNamed(const store::CityDatabase& city, const std::string& name) {
  const std::string wanted = nameOf(name);
  const std::string kept = city.setting(kQuestionPrefix + wanted);
  if (kept.empty()) {
    std::string names;
    for (const SavedQuestion& one : listQuestions(city)) names += (names.empty() ? "" : ", ") + one.name;
    throw Error(
        ErrorCode::notFound, {GIS_TR("there is no question named \"{0}\""), {wanted}},
        names.empty() ? Message(GIS_TR("the city keeps none")) : Message(GIS_TR("the city keeps {0}"), {names}));
  }
  SavedQuestion saved = read(wanted, kept);
  if (saved.trouble) {
    saved.trouble->within({GIS_TR("reading the question \"{0}\""), {wanted}});
    throw Error(*saved.trouble);
  }
  return saved;
}

void saveQuestion(const store::CityDatabase& city, const std::string& name, const Question& question,
                  const std::string& actor, bool replace) {
  const std::string wanted = nameOf(name);
  if (!replace && !city.setting(kQuestionPrefix + wanted).empty()) {
    throw Error(ErrorCode::exists, {GIS_TR("the question cannot be saved as \"{0}\""), {wanted}},
                GIS_TR("there is already one of this name"), GIS_TR("choose another name, or replace it (--replace)"));
  }
  const std::string text = toJsonText(question);
  (void)questionFromJson(text);  // what is kept can be read again
  const nlohmann::ordered_json json{
      {"question", nlohmann::ordered_json::parse(text)}, {"at", toIsoUtc(utcNow())}, {"actor", actor}};
  city.setSetting(kQuestionPrefix + wanted,
                  json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

void removeQuestion(const store::CityDatabase& city, const std::string& name) {
  const std::string wanted = nameOf(name);
  if (city.setting(kQuestionPrefix + wanted).empty()) (void)questionNamed(city, wanted);  // says what there is
  store::Statement(city.connection(), "DELETE FROM city_setting WHERE key = ?1")
      .bind(1, kQuestionPrefix + wanted)
      .run();
}

}  // namespace gis::query
