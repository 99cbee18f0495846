// Parcels whose codes are not among the rows that take the place of their layer's: kept, and their codes retired, as
// when an edit deletes them. Private to the core.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::store {

/// Few are kept in the transaction that replaces the layer. Many are listed before it, in a table beside the stage that
/// will have the old rows; the transaction makes the list count, which retires the codes at once and for ever
/// (retiredCodes()), and the parcels are kept after it in short transactions. Who dies in between leaves list and rows:
/// the next opening goes on.
class VanishedParcels {
 public:
  /// `old` plays the role parcel and has a field for the codes; `staged` has it too, and will take its place.
  VanishedParcels(const CityDatabase& city, LayerInfo old, std::int64_t stage);
  /// Finds and lists them, in short transactions. Errors: cancelled.
  void look(const CancelToken& token);
  /// Inside the last transaction, after the load was noted: looks again at what others changed since.
  void retire();
  /// After it. All is one step of undo. The load is seen by now: a cancel comes too late, and what a full disk or a
  /// long lock forbids is left for the next opening.
  void keepRest();
  [[nodiscard]] std::int64_t count() const { return std::int64_t(m_gone.size()); }

 private:
  using Gone = std::pair<std::string, std::int64_t>;  // code, fid
  [[nodiscard]] bool isAmongNew(const std::string& code) const;
  void list(const CancelToken& token);

  const CityDatabase& m_city;
  LayerInfo m_old;  ///< its name: of the table that has the old rows
  std::int64_t m_stage;
  std::vector<std::size_t> m_new;  ///< hashes of the new codes, sorted
  std::vector<Gone> m_gone;
  bool m_isListed = false;
  std::int64_t m_seq = 0;
};

/// What stands behind FROM for the codes that were retired, with the columns `code` (without blanks and hyphens) and
/// `ended_at`.
[[nodiscard]] std::string retiredCodes(const Connection& c);
/// `ended_at` as a day in the city's time zone.
inline constexpr const char* kEndedDay = "date(ended_at, '+8 hours')";

/// Goes on with what loads left that died. For the opening of a city; skips what another program is doing.
void finishVanishedParcels(const CityDatabase& city);

}  // namespace gis::store
