// What is done with parcels, in the language of the program.
#pragma once

#include <QString>
#include <string>

namespace gis::ui {

/// A parcel operation ("split") in words.
[[nodiscard]] QString parcelOperationTitle(const std::string& operation);

/// The day in the city's time zone; `utc`: ISO UTC, empty gives nothing.
[[nodiscard]] QString parcelDay(const std::string& utc);

}  // namespace gis::ui
