// A question read aloud as a sentence.
#pragma once

#include <functional>
#include <string>

#include "gis_core/query/question.h"

namespace gis::city {

/// What things are called in the language of the sentence; each may hand back what it was given.
struct SentenceNames {
  std::function<std::string(const std::string& layer)> layer;
  std::function<std::string(const std::string& layer, const std::string& field)> field;
  std::function<std::string(const std::string& layer, const std::string& field, const std::string& value)> value;
};

/// The names that the registry and the shipped tables know: titles of layers and columns, classes of cases, states,
/// land use. Reads the city once; the functions own what they need.
[[nodiscard]] SentenceNames sentenceNamesOf(const store::CityDatabase& city, bool chinese);

/// "incidents whose class is …, overdue, within 50 m of …, inside …"; "类别为…、超期、距…50米以内的案件". Features that
/// are known by one name or kind are called by it. Parameters stand as 〈name〉.
[[nodiscard]] std::string sentenceOf(const query::Ask& ask, const SentenceNames& names, bool chinese);

}  // namespace gis::city
