// Steps of single columns that can be taken back: another name, another type, gone with its values, a rule.
// Private to the room.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "gis_core/store/connection.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/table_rebuild.h"

namespace gis::store {

inline constexpr std::string_view kColumnNameStep = "column_name";      ///< {"name"}
inline constexpr std::string_view kColumnTypeStep = "column_type";      ///< {"name","type","width","precision"}
inline constexpr std::string_view kColumnValuesStep = "column_values";  ///< before: {"name","values":[[fid,value]…]}

/// A column with all that hangs on it: type, place, width, code system, rule, whether Find looks into it.
[[nodiscard]] nlohmann::json columnImage(const Connection& c, const LayerInfo& layer, const Field& field);
/// Puts such a column back where it was, empty.
void restoreColumn(const Connection& c, const LayerInfo& layer, const nlohmann::json& image);

/// The column and everything that names it: rule, code system, search field, role, style, filter.
void giveColumnName(const Connection& c, const LayerInfo& layer, const std::string& from, const std::string& to);
/// Converts every value (value_convert.h); the place in the table stays.
void giveColumnType(const Connection& c, const LayerInfo& layer, const Field& field, const RowsTold& told = {});

/// The values that are there, in images of at most 20,000 rows each.
void forEachValuesImage(const Connection& c, const LayerInfo& layer, const Field& field,
                        const std::function<void(const std::string& image)>& take);
void restoreValues(const Connection& c, const LayerInfo& layer, const nlohmann::json& image);

/// Takes one of these steps, or the rule's, back; false when it is none of them.
bool takeBackColumnStep(const Connection& c, const LayerInfo& layer, std::string_view op, const std::string& before,
                        const std::string& after);

}  // namespace gis::store
