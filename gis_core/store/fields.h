// New columns of a layer.
#pragma once

#include <string>

#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::store {

/// Adds a column, filled by an SQL expression over the layer's columns ("area * 1.1"; empty = NULL), in one
/// transaction with one journal entry. Errors: noSuchLayer, exists, sql, noSuchField, invalidValue, cancelled.
void addField(const CityDatabase& city, const std::string& layer, const Field& field, const std::string& expression,
              const std::string& actor, const CancelToken& token);

/// Refuses what is no name (invalidValue) and what is taken by another column of the layer (exists).
void checkNewFieldName(const LayerInfo& layer, const std::string& name);

/// The expression's value for the first `limit` rows (checked like a condition).
[[nodiscard]] std::vector<Value> previewExpression(const Connection& c, const LayerInfo& layer,
                                                   const std::string& expression, int limit, const CancelToken& token);

}  // namespace gis::store
