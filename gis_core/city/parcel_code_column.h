// Private to this room: the codes of the parcels, looked up without reading a row.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/snapshot/layer_view.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::city {

/// By an index over the column where there is one (store::makeCodeIndex; the window makes it when a city opens); else
/// in the layer's snapshot with the edits since (40 ms a million). Where there is no snapshot either, the index is made
/// when the city may be written. The city as it was when this was made.
class ParcelCodeColumn {
 public:
  ParcelCodeColumn(const store::CityDatabase& city, const store::LayerInfo& layer);
  /// The connection of the city, in which codes of parcels are found without keeping others from writing: what is to be
  /// made for that is made before the transaction begins.
  static const store::Connection& prepared(const store::CityDatabase& city);

  /// The parcels with exactly this code, at most `most`, ascending.
  [[nodiscard]] std::vector<std::int64_t> fidsOf(std::string_view code, std::size_t most) const;
  /// The same without regard to blanks, hyphens and small letters; `code` is normalised.
  [[nodiscard]] std::vector<std::int64_t> fidsLike(std::string_view code, std::size_t most) const;
  /// The highest code of 19 characters that has these first 14 and a number behind them, or empty.
  [[nodiscard]] std::string highestUnder(std::string_view prefix) const;

 private:
  struct PlacedCode {
    snapshot::Index place = 0;
    std::string_view code;
  };
  struct HighestCode {
    std::string code;
    snapshot::Index place = 0;
  };
  template <class Visit>
  void scanBlocks(Visit&& visit) const;
  template <class Visit>
  void scan(Visit&& visit) const;
  [[nodiscard]] HighestCode highestOfSnapshot(std::string_view prefix) const;
  template <class Matches>
  [[nodiscard]] std::vector<std::int64_t> scanned(std::size_t most, Matches&& matches) const;
  [[nodiscard]] std::vector<std::int64_t> asked(const char* condition, std::string_view code, std::size_t most) const;

  const store::CityDatabase& m_city;
  std::string m_table, m_field;                       // quoted
  std::shared_ptr<const snapshot::LayerView> m_view;  // null: the table is asked
  int m_column = -1;
};

}  // namespace gis::city
