// Selections kept in the city by name.
#pragma once

#include <string>
#include <vector>

#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::query {

struct SavedSelection {
  std::string name;
  std::string layer;               ///< as it is called now; empty: it is gone
  std::vector<std::int64_t> fids;  ///< ascending; features that are gone since may be among them
  std::string at;                  ///< ISO UTC
  std::string actor;
};

/// All, by name; what cannot be read is left out.
[[nodiscard]] std::vector<SavedSelection> listSelections(const store::CityDatabase& city);
/// Keeps it under a name of 1 to 100 characters, in place of the one of this name. Errors: invalidValue, noSuchLayer.
void saveSelection(const store::CityDatabase& city, const std::string& name, const std::string& layer,
                   const std::vector<std::int64_t>& fids, const std::string& actor);
/// Throws Error(notFound).
void removeSelection(const store::CityDatabase& city, const std::string& name);

/// Ascending numbers as text ("1:5,8") and back; throws Error(damaged) for a text that is none.
[[nodiscard]] std::string runsOfFids(const std::vector<std::int64_t>& fids);
[[nodiscard]] std::vector<std::int64_t> fidsOfRuns(const std::string& text);

}  // namespace gis::query
