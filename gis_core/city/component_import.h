// Managed components from any table: a surveyor's spreadsheet, an old system's list. Its columns are brought to the
// attribute set of GB/T 47678.5 by a mapping that is remembered. Functions with a city belong to its thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/city/standard_layer.h"
#include "gis_core/crs/crs.h"
#include "gis_core/store/city.h"
#include "gis_core/store/key_table.h"

namespace gis::city {

/// The fields of the standard layer "component", then "x" and "y". Throws Error(notFound | damaged).
[[nodiscard]] const std::vector<StandardField>& componentFields();

using ComponentMapping = HeadingMatch;
/// As matchHeadings(). Error(usage): `told` names a field that there is none of.
[[nodiscard]] ComponentMapping mapComponentColumns(const std::vector<std::string>& headings, const HeadingWords& told);
/// The mapping told before, kept in the city.
[[nodiscard]] HeadingWords rememberedComponentHeadings(const store::CityDatabase& city);
void rememberComponentHeadings(const store::CityDatabase& city, const HeadingWords& words);

struct ComponentImport {
  std::string layer;                 ///< empty: that of the role component, else a new one named components
  std::optional<crs::Crs> placeCrs;  ///< of x and y; nothing: degrees when they look so, else the city's
  bool number = true;                ///< give identifiers to those without
  bool plan = false;
};
struct ComponentImported {
  std::string layer;
  bool newLayer = false;
  std::size_t read = 0, added = 0, updated = 0, unchanged = 0, numbered = 0;
  struct Told {
    std::size_t row = 0;  ///< from 1, below the heading
    Message why;
  };
  std::vector<Told> refused;         ///< not taken
  std::vector<Told> flagged;         ///< taken, but not as the standard wants it
  std::vector<std::string> lacking;  ///< fields that the layer has not; their columns were left out
  std::string tx;                    ///< the journal entry of the rows, so that one undo takes them back
};
/// Takes the rows in; an identifier that the layer has is an update. Errors: usage (no place in the mapping),
/// noSuchLayer, unsupported (no layer of points), invalidValue, locked, diskFull, readOnly, cancelled.
ComponentImported importComponents(const store::CityDatabase& city, const store::KeyTable& table,
                                   const ComponentMapping& mapping, const ComponentImport& options,
                                   const std::string& actor, Progress& progress);

}  // namespace gis::city
