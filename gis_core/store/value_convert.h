// Values of one type as values of another, and what gets lost on the way.
#pragma once

#include "gis_core/store/value.h"

namespace gis::store {

/// kept: it means the same ("12" → 12). changed: it says less (1.5 → 2, "007" → 7, a time → its day).
/// lost: it is no value of the new type and becomes NULL.
enum class Conversion { kept, changed, lost };

struct Converted {
  Value value;
  Conversion how = Conversion::kept;
};
/// NULL stays NULL; an empty text becomes NULL where texts are none. Bytes are lost.
[[nodiscard]] Converted converted(const Value& value, FieldType to);

}  // namespace gis::store
