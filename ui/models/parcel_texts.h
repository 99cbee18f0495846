// What is done with parcels, in the language of the program.
#pragma once

#include <QString>
#include <string>

namespace gis::ui {

/// A parcel operation ("split") in words.
[[nodiscard]] QString parcelOperationTitle(const std::string& operation);

}  // namespace gis::ui
