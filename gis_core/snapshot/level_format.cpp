#include "gis_core/snapshot/level_format.h"

#include <algorithm>
#include <cstring>

namespace gis::snapshot {

namespace {

template <typename T>
T take(const std::uint8_t*& from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  from += sizeof value;
  return value;
}

}  // namespace

const std::uint8_t* unpackLevelShape(const std::uint8_t* from, const std::uint8_t* end, const LevelFrame& frame,
                                     geom::MapPoint origin, Shape& shape) {
  shape.clear();
  if (end - from < 2) return nullptr;
  const double unit = frame.unit();
  const double ox = frame.origin.x - origin.x, oy = frame.origin.y - origin.y;
  const auto runs = take<std::uint16_t>(from);
  for (int r = 0; r < runs; ++r) {
    if (end - from < 13) return nullptr;
    const auto flags = take<std::uint8_t>(from);
    const auto count = take<std::uint32_t>(from);
    auto x = take<std::int32_t>(from);
    auto y = take<std::int32_t>(from);
    const std::size_t stepSize = (flags & 4) != 0 ? 8 : 4;
    if (count == 0 || std::uint64_t(count - 1) * stepSize > std::uint64_t(end - from)) return nullptr;
    const std::size_t at = shape.xy.size();
    shape.xy.resize(at + count);
    geom::MapPoint* to = shape.xy.data() + at;
    *to++ = {ox + x * unit, oy + y * unit};
    if (stepSize == 8) {
      for (std::uint32_t i = 1; i < count; ++i) {
        x += take<std::int32_t>(from);
        y += take<std::int32_t>(from);
        *to++ = {ox + x * unit, oy + y * unit};
      }
    } else {
      for (std::uint32_t i = 1; i < count; ++i) {
        x += take<std::int16_t>(from);
        y += take<std::int16_t>(from);
        *to++ = {ox + x * unit, oy + y * unit};
      }
    }
    const int kind = flags & 3;
    shape.ends.push_back(static_cast<std::uint32_t>(shape.xy.size()));
    shape.kinds.push_back(static_cast<std::uint8_t>(kind));
    shape.dimension = std::max(shape.dimension, std::min(kind, 2));
  }
  return from;
}

}  // namespace gis::snapshot
