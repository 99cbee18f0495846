// A question as JSON (resources/docs/question_format.md).
#pragma once

#include <string>
#include <string_view>

#include "gis_core/query/question.h"

namespace gis::query {

/// The number of the form that this program writes; it reads this and older ones.
inline constexpr int kQuestionForm = 1;

/// One object, UTF-8, keys in a fixed order; `indent` −1: in one line.
[[nodiscard]] std::string toJsonText(const Question& question, int indent = -1);

/// Errors: invalidValue (no JSON, an unknown or missing key, a value of another kind, an unknown word, a name of a
/// parameter that is not declared, with the place), newerVersion (a newer form), unknownCrs.
[[nodiscard]] Question questionFromJson(std::string_view text);

/// Is it the same question? Titles count.
[[nodiscard]] bool sameQuestion(const Question& a, const Question& b);

}  // namespace gis::query
