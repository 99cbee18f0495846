// What reader and builder of snapshots share.
#pragma once

#include <string>
#include <string_view>

#include "gis_core/store/value.h"

namespace gis::snapshot {

inline constexpr std::string_view kSnapshotKind = "CDSNAP02";
inline constexpr std::string_view kCoverageKind = "CDCOVR02";

/// Shortest text that reads back equal; empty for NULL and bytes.
[[nodiscard]] std::string textOfValue(const store::Value& value);
/// NaN for what is no number.
[[nodiscard]] double numberOfText(std::string_view text);

}  // namespace gis::snapshot
