// Private to this room: conditions of a question as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "gis_core/query/condition.h"

namespace gis::query {

/// One condition as it is, several as {"all": […]}.
[[nodiscard]] nlohmann::ordered_json conditionsJson(const std::vector<Condition>& conditions);
/// The other way round. Errors: those of StrictObject, unknownCrs.
[[nodiscard]] std::vector<Condition> conditionsOfJson(const nlohmann::json& value, const std::string& path);

/// "covered_by", "T*F**F***".
[[nodiscard]] std::string relationWord(const geom::Relation& relation);
/// Throws Error(invalidValue) with the path.
[[nodiscard]] geom::Relation relationOfWord(const std::string& word, const std::string& path);

}  // namespace gis::query
