// Field names that survive every program: a few ASCII letters made from Chinese ones.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace gis::io {

/// What a DBF table gives a name.
inline constexpr std::size_t kDbfNameBytes = 10;

/// For each name one of at most `most` ASCII letters, digits and underscores, different but for case: the initials of
/// its pinyin in capitals as the standards write them (管理部件标识码 → GLBJBSM), a short plain name as it is. Names
/// that agree get _1, _2 …
[[nodiscard]] std::vector<std::string> pinyinNames(const std::vector<std::string>& names,
                                                   std::size_t most = kDbfNameBytes);

}  // namespace gis::io
