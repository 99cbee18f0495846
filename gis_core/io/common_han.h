// The characters that most Chinese texts are made of.
#pragma once

namespace gis::io {

/// Is it one of the frequent Han characters, simplified or traditional? Thread rule: any thread.
[[nodiscard]] bool isCommonHan(char32_t character);

}  // namespace gis::io
