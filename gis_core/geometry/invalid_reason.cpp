#include "gis_core/geometry/invalid_reason.h"

#include <array>
#include <string_view>

namespace gis::geom {

Message invalidText(const std::string& reason) {
  static constexpr std::array<const char*, 12> kReasons{
      GIS_TR("Topology Validation Error"), GIS_TR("Repeated Point"),
      GIS_TR("Hole lies outside shell"),   GIS_TR("Holes are nested"),
      GIS_TR("Interior is disconnected"),  GIS_TR("Self-intersection"),
      GIS_TR("Ring Self-intersection"),    GIS_TR("Nested shells"),
      GIS_TR("Duplicate Rings"),           GIS_TR("Too few points in geometry component"),
      GIS_TR("Invalid Coordinate"),        GIS_TR("Ring is not closed"),
  };
  for (const char* known : kReasons) {
    if (reason == known) return known;
  }
  return {"{0}", {reason}};
}

}  // namespace gis::geom
