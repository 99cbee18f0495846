// A batch of features as one run of bytes, for shared memory and scratch files.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "gis_core/store/value.h"

namespace gis::io {

/// Bytes that writeBatch() needs.
[[nodiscard]] std::size_t wireSize(const store::FeatureBatch& batch);
/// Writes the rows (not the field definitions) to `out`, which holds wireSize() bytes.
void writeBatch(const store::FeatureBatch& batch, std::span<std::byte> out);
/// Reads them back for these fields. Every number is checked against the size. Throws Error(damaged).
[[nodiscard]] store::FeatureBatch readBatch(std::span<const std::byte> bytes, const std::vector<store::Field>& fields);

/// The vector that a field type fills.
enum class ColumnKind { integers, reals, texts };
[[nodiscard]] ColumnKind columnKind(store::FieldType type);

}  // namespace gis::io
