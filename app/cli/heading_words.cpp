#include "app/cli/heading_words.h"

#include "gis_core/base/error.h"

namespace gis::cli {

city::HeadingWords parseHeadingWords(const std::vector<std::string>& pairs) {
  city::HeadingWords words;
  for (const std::string& pair : pairs) {
    const std::size_t equals = pair.rfind('=');
    if (equals == std::string::npos || equals == 0)
      throw Error(ErrorCode::usage, {GIS_TR("cannot read {0} \"{1}\""), {"--map", pair}}, GIS_TR("it has no ="),
                  GIS_TR("write it as HEADING=FIELD"));
    words[pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  return words;
}

}  // namespace gis::cli
