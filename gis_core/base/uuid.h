// Keys for what people make.
#pragma once

#include <string>
#include <string_view>

namespace gis {

/// A fresh UUID version 7 (RFC 9562 §5.7): 48 bits of milliseconds, then random bits; made in one
/// process they ascend. Lower case with hyphens. Thread rule: any thread.
[[nodiscard]] std::string newUuid();
/// 128 random bits as 32 lower-case hexadecimal digits (layer revisions).
[[nodiscard]] std::string newRevision();
[[nodiscard]] bool isUuid(std::string_view text);

}  // namespace gis
