// Cells of a layer as JSON.
#pragma once

#include "app/cli/json_writer.h"
#include "gis_core/store/value.h"

namespace gis::cli {

/// NULL → null, numbers, texts; a boolean field's 0 and 1 → false and true; bytes → {"base64":"…"}; a SpatiaLite
/// geometry among the bytes → its WKT.
void writeCell(JsonWriter& json, const store::Value& value, store::FieldType type);

/// The same as text for people; NULL is empty.
[[nodiscard]] std::string cellText(const store::Value& value, store::FieldType type);

}  // namespace gis::cli
