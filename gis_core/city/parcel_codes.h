// Codes of parcels: what becomes of a code when a parcel changes, and the next free ones.
// Source: GB/T 37346-2019 (19 characters: county 6, cadastral district 3, sub-district 3, feature letters 2, number 5).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "gis_core/city/parcel_code_column.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::city {

/// The rules of this city, kept in its settings.
struct ParcelCodeRules {
  /// Boundary changed: false: the old code is retired for ever and the next free one is given; true: it stays.
  bool keepsWhenBoundaryChanges = false;
  /// Feature letters changed: false: the next number after the highest under the new letters; true: the number stays.
  bool keepsNumberWhenLettersChange = false;
};
[[nodiscard]] ParcelCodeRules parcelCodeRules(const store::CityDatabase& city);
void setParcelCodeRules(const store::CityDatabase& city, const ParcelCodeRules& rules);

/// Gives codes that no parcel has and none ever had (city_parcel_past). Two calls never give the same one.
class ParcelCodeGiver {
 public:
  /// `layer` has a code field. Of codes given by another one since, it knows nothing.
  ParcelCodeGiver(const store::CityDatabase& city, const store::LayerInfo& layer);
  /// The next code after the highest with the same first 14 characters; for a code that is none of 19 characters the
  /// code with "-1", "-2" … behind it. Errors: invalidValue when the numbers are used up.
  [[nodiscard]] std::string next(std::string_view like);
  /// Is it in use, or was it ever?
  [[nodiscard]] bool isTaken(std::string_view code) const;
  /// A code that a person gives. Errors: invalidValue (not well formed, or taken).
  void check(std::string_view code) const;

 private:
  [[nodiscard]] std::string highestUnder(const std::string& prefix) const;
  const store::CityDatabase& m_city;
  ParcelCodeColumn m_column;
  std::map<std::string, int> m_given;  // by the first 14 characters
};

/// The code that a parcel gets when its feature letters become `letters` ("GB"). Errors: invalidValue.
[[nodiscard]] std::string codeWithLetters(const store::CityDatabase& city, const store::LayerInfo& layer,
                                          std::string_view code, std::string_view letters);

}  // namespace gis::city
