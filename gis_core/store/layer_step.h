// Steps that change a layer as a whole and can be taken back: another name, a column added. Private to the room.
#pragma once

#include <string>
#include <string_view>

#include "gis_core/store/connection.h"
#include "gis_core/store/layer.h"

namespace gis::store {

/// Entries of the journal with these ops have before and after images of the layer instead of a feature.
inline constexpr std::string_view kRenameStep = "rename";  ///< {"name"}
inline constexpr std::string_view kColumnStep = "column";  ///< {"name","type","expression"}, or no image: not there
inline constexpr std::string_view kRuleStep = "rule";      ///< {"name","rule"}: what a field's values must be
[[nodiscard]] bool isLayerStep(std::string_view op);

/// Brings the layer from `after` back to `before`; returns its name then. Errors: forbiddenStep, exists.
std::string takeBackLayerStep(const Connection& c, const std::string& table, std::string_view op,
                              const std::string& before, const std::string& after);

/// The changes themselves, without a journal entry; inside a transaction.
void giveLayerName(const Connection& c, const LayerInfo& layer, std::string_view newName);
void putColumn(const Connection& c, const LayerInfo& layer, const Field& field, const std::string& expression);
void dropColumn(const Connection& c, const LayerInfo& layer, const std::string& column);

/// Tells readers that the layer is to be read anew.
void noteLayerChanged(const Connection& c, const LayerInfo& layer);

}  // namespace gis::store
