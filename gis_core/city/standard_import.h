// Other people's files into a standard layer: the columns that they were mapped to are remembered for the next file of
// the same source.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/city/standard_layer.h"
#include "gis_core/io/field_mapping.h"
#include "gis_core/io/import.h"
#include "gis_core/store/city.h"

namespace gis::city {

/// What is asked for.
struct StandardWish {
  std::string
      standard;         ///< a word of standardLayers(), "auto" (as remembered, else what it looks like), or empty: none
  HeadingWords told;    ///< column → field, "-" (leave it out) or "keep" (under its own name)
  std::string bureau;   ///< that provides the file, or empty
  bool strict = false;  ///< a column of `told` that the file lacks is an error
  struct OfLayer {
    std::string standard;
    HeadingWords told;
  };
  std::map<std::string, OfLayer> byLayer;  ///< of a layer of the source, by its name there, instead
};

/// A mapping as the city keeps it.
struct KeptMapping {
  std::string standard, bureau, sourceLayer;
  HeadingWords words;  ///< of every column that the file had
  std::string at;      ///< ISO UTC
};
/// All that can be read. Thread rule: belongs to the thread of `city`.
[[nodiscard]] std::vector<KeptMapping> keptMappings(const store::CityDatabase& city);

/// The mapping for a layer of a file; nothing: none is wished for, or "auto" and it looks like no standard layer.
/// A kept one is of the same source when four of five columns are the same, or half of them and the bureau or the
/// layer's name without digits. Errors: usage (no such standard layer or field, two columns for one field),
/// noSuchField (`strict`).
[[nodiscard]] std::optional<io::FieldMapping> planStandard(const std::vector<KeptMapping>& kept,
                                                           const StandardWish& wish, const std::string& sourceLayer,
                                                           const std::vector<store::Field>& columns);

/// For ImportRequest::fieldChoice: reads what is kept now.
[[nodiscard]] io::FieldChoice fieldChoice(const store::CityDatabase& city, StandardWish wish);

/// Imports by the wish and remembers its mappings. Errors as io::importLayers, and those of planStandard().
[[nodiscard]] io::ImportReport importToStandard(const store::CityDatabase& city, io::ImportRequest request,
                                                const StandardWish& wish, Progress& progress);

}  // namespace gis::city
