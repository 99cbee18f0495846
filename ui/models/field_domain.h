// The allowed values of coded columns.
#pragma once

#include <QString>
#include <map>
#include <vector>

#include "gis_core/store/layer.h"

namespace gis::ui {

/// A code with its names in both languages.
struct CodedName {
  QString code, zh, en;
};

/// For each column of the layer that has a code system: its codes, by code. Reads the shipped tables: call
/// it in a worker thread.
[[nodiscard]] std::map<QString, std::vector<CodedName>> fieldDomains(const store::LayerInfo& layer);

}  // namespace gis::ui
