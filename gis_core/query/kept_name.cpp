#include "gis_core/query/kept_name.h"

#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"

namespace gis::query {

namespace {

constexpr std::size_t kLongestName = 100;  // characters

}  // namespace

std::string keptName(const std::string& typed, const char* refused) {
  const std::string name(text::trim(typed));
  const auto control = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
  const auto characters = std::count_if(name.begin(), name.end(), [](unsigned char c) { return (c & 0xc0) != 0x80; });
  if (name.empty() || !text::isValidUtf8(name) || std::size_t(characters) > kLongestName ||
      std::any_of(name.begin(), name.end(), control)) {
    throw Error(ErrorCode::invalidValue, {refused, {text::repairUtf8(name)}},
                {GIS_TR("its name has 1 to {0} characters in one line"), {std::to_string(kLongestName)}});
  }
  return name;
}

}  // namespace gis::query
