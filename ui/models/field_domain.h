// What columns and their coded values are called in words.
#pragma once

#include <QString>
#include <map>
#include <vector>

#include "gis_core/store/field_rules.h"
#include "gis_core/store/layer.h"

namespace gis::ui {

/// A code with its names in both languages.
struct CodedName {
  QString code, zh, en;
};

/// What people call this column, in the language of the program; its own name when that is no well-known one. The first
/// call reads the shipped tables: make it in a worker thread.
[[nodiscard]] QString fieldTitle(const QString& name);

/// The same for each column of the layer; two that are called alike get their names behind it. Call it in a worker
/// thread.
[[nodiscard]] std::map<QString, QString> fieldTitles(const store::LayerInfo& layer);

/// For each column of the layer that has a code system: its codes, by code. Reads the shipped tables: call
/// it in a worker thread.
[[nodiscard]] std::map<QString, std::vector<CodedName>> fieldDomains(const store::LayerInfo& layer);
/// The same, where the codes of a field's rule go before those of its code system.
[[nodiscard]] std::map<QString, std::vector<CodedName>> fieldDomains(const store::LayerInfo& layer,
                                                                     const store::FieldRules& rules);

}  // namespace gis::ui
