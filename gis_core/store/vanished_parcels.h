// Parcels whose codes are not among the rows that take the place of their layer's: kept, and their codes retired, as
// when an edit deletes them. Private to the room.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::store {

class VanishedParcels {
 public:
  /// `old` plays the role parcel and has a field for the codes; `staged` has it too, and will take its place.
  VanishedParcels(const CityDatabase& city, LayerInfo old, std::string staged);
  /// Finds them; needs no lock. Errors: cancelled.
  void look(const CancelToken& token);
  /// Inside the last transaction, after the load was noted, from the table that has the old rows now: looks again at
  /// what others changed since, and keeps as many as others may wait for.
  void keepFew(const std::string& oldRows);
  /// After it: the rest, in short transactions. All is one step of undo. The load is seen by now: a cancel comes too
  /// late.
  void keepRest();
  [[nodiscard]] std::int64_t count() const { return m_count; }

 private:
  [[nodiscard]] bool isAmongNew(const std::string& code) const;
  void keep(std::size_t rows);

  const CityDatabase& m_city;
  LayerInfo m_old;  ///< its name: of the table that has the old rows
  std::string m_staged;
  std::vector<std::size_t> m_new;  ///< hashes of the new codes, sorted
  std::vector<std::int64_t> m_fids;
  std::size_t m_done = 0;
  std::int64_t m_seq = 0, m_count = 0;
  std::string m_tx, m_at;
};

}  // namespace gis::store
