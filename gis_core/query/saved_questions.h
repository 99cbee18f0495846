// Questions kept in the city by name.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/query/question.h"
#include "gis_core/store/city.h"

namespace gis::query {

struct SavedQuestion {
  std::string name;
  std::optional<Question> question;  ///< nothing: it cannot be read (`trouble` says why)
  std::optional<Error> trouble;
  std::string at;     ///< last saved, ISO UTC
  std::string actor;  ///< by whom
};

/// All, by name. What cannot be read is listed, too.
[[nodiscard]] std::vector<SavedQuestion> listQuestions(const store::CityDatabase& city);
/// Throws Error(notFound) naming what there is, and what reading it throws.
[[nodiscard]] SavedQuestion questionNamed(const store::CityDatabase& city, const std::string& name);
/// Keeps it under a name of 1 to 100 characters. Throws Error(invalidValue) for another one, and Error(exists) for a
/// name in use unless `replace`.
void saveQuestion(const store::CityDatabase& city, const std::string& name, const Question& question,
                  const std::string& actor, bool replace);
/// Throws Error(notFound).
void removeQuestion(const store::CityDatabase& city, const std::string& name);

}  // namespace gis::query
