// A feature by the name that a person knows. Private to the room.
#pragma once

#include <cstdint>
#include <string>

#include "gis_core/base/message.h"
#include "gis_core/store/connection.h"

namespace gis::store {

/// One sentence in three forms.
struct FeatureTexts {
  const char* ofCase;       ///< {0} the number of the case
  const char* ofCode;       ///< {0} the feature's code, {1} the layer's English title, {2} its Chinese one
  const char* ofRowNumber;  ///< {0} the number of the row, {1} and {2} as above
};

/// The sentence that fits: a case by its case number (before filing: its report number), a feature of a layer that
/// plays a role by its code, every other one by the number of its row. The journal
/// knows the name of a feature that is gone.
[[nodiscard]] Message aboutFeature(const Connection& c, const std::string& table, std::int64_t fid,
                                   const FeatureTexts& texts);

}  // namespace gis::store
