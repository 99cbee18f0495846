// The words of `incident` about photos that leave: photos, blackout.
#pragma once

#include <string>
#include <vector>

#include "app/cli/command.h"
#include "gis_core/store/city.h"

namespace gis::cli {

/// What leaves: the photos of these names, or all of them; without either none does.
struct PhotoChoice {
  std::vector<std::string> only;
  bool all = false;
};

/// Copies of the chosen photos of a case into a folder. JSON: {"written","blackened","kept_back","files":[…]}.
int handOutPhotos(const Context& context, const store::CityDatabase& city, const std::string& id,
                  const std::string& folder, const PhotoChoice& choice);

/// Marks boxes "x1,y1,x2,y2" (parts of width and height, 0 … 1) of the photo of this name; no boxes: takes all away.
int blackOut(const Context& context, const store::CityDatabase& city, const std::string& id, const std::string& photo,
             const std::vector<std::string>& boxes);

}  // namespace gis::cli
