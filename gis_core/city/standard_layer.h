// The city's standard layers: which fields a layer of components, parcels, buildings or units has, and which headings
// of other people's files mean them.
// Sources of the tables: GB/T 47678.5-2026 (component_attributes.csv), the real-estate register's field lists
// (parcel_building_fields.csv); standard_synonyms.csv holds headings that are common in files.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/city/case_columns.h"
#include "gis_core/store/value.h"

namespace gis::city {

struct StandardField {
  std::string field, zh, en;
  std::vector<std::string> synonyms;
  store::FieldType type = store::FieldType::text;
  std::size_t length = 0;  ///< most characters of a text; 0: not told
  bool mandatory = false;
};

struct StandardLayer {
  std::string word;  ///< "component", "parcel", "building", "unit"
  std::string zh, en;
  std::vector<StandardField> fields;  ///< in the standard's order
  std::vector<std::string> keys;      ///< a file with none of these fields is hardly such a layer
};
/// Read once from the resources. Throws Error(notFound | damaged).
[[nodiscard]] const std::vector<StandardLayer>& standardLayers();
/// Throws Error(usage) naming what there is.
[[nodiscard]] const StandardLayer& standardLayer(std::string_view word);

/// Words of HeadingWords beside the names of fields: leave the column out; keep it under its own name.
inline constexpr const char* kLeaveOut = "-";
inline constexpr const char* kKeepColumn = "keep";

/// Which columns are which fields.
struct HeadingMatch {
  std::map<std::string, int> columns;  ///< field → column
  std::vector<std::string> unmapped;   ///< headings that mean nothing to us
  std::vector<std::string> leftOut;    ///< headings that were told to be left out
};
/// What was told first, then names and titles of fields, then synonyms, then titles that a table cut off. A column has
/// one field at most, the left one of two. Throws Error(usage) when `told` names a field that there is none of, as
/// `refused` says with the word in place 0.
[[nodiscard]] HeadingMatch matchHeadings(const std::vector<StandardField>& fields,
                                         const std::vector<std::string>& headings, const HeadingWords& told,
                                         const char* refused, bool mayKeep);

}  // namespace gis::city
