// The sheet and the table of boundary points of a parcel as files, for the command `parcel sheet`.
#pragma once

#include <string>
#include <vector>

#include "app/cli/command.h"
#include "gis_core/store/city.h"

namespace gis::cli {

struct ParcelSheetFiles {
  std::string pdf, xlsx, txt;  ///< file names; empty: not asked for
  std::string heading;         ///< over the sheet
  bool overwrite = false;
};

/// Writes what is asked for and prints the result. Errors: usage (nothing asked for), exists, unsupported, notFound.
int writeParcelSheet(Context& context, const store::CityDatabase& city, std::int64_t fid,
                     const ParcelSheetFiles& files);

}  // namespace gis::cli
