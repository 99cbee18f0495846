// The words of `incident` about photos that leave: photos, blackout.
#pragma once

#include <string>
#include <vector>

#include "app/cli/command.h"
#include "gis_core/store/city.h"

namespace gis::cli {

/// Copies of the photos of a case into a folder; `only`: those of these names, empty: all.
int handOutPhotos(const Context& context, const store::CityDatabase& city, const std::string& id,
                  const std::string& folder, const std::vector<std::string>& only);

/// Marks boxes "x1,y1,x2,y2" (parts of width and height, 0 … 1) of the photo of this name; no boxes: takes all away.
int blackOut(const Context& context, const store::CityDatabase& city, const std::string& id, const std::string& photo,
             const std::vector<std::string>& boxes);

}  // namespace gis::cli
