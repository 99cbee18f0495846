// Parcels that end are kept: what they were, and their codes, which are never given again. Private to the core.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"

namespace gis::store {

/// What lineage calls a parcel: its uid, else its code, else "#" and fid.
[[nodiscard]] std::string parcelName(const std::string& uid, const std::string& code, std::int64_t fid);

/// The row of city_parcel_past for a parcel with all fields of its layer. `squareMetres` nothing: not known.
[[nodiscard]] RowEdit parcelPastRow(const LayerInfo& layer, const Feature& parcel, const std::string& name,
                                    const std::string& code, std::string_view tx, std::string_view at,
                                    std::optional<double> squareMetres);

/// Throws Error(invalidValue) when the command gives a parcel a code that was retired. A parcel that has the code
/// already may keep it. Asks the database as it is before the command is applied; undo and redo do not come here.
void refuseRetiredCodes(const CityDatabase& city, const EditCommand& command);

/// The same for one value after the other, for previews.
class RetiredCodes {
 public:
  RetiredCodes(const Connection& c, const LayerInfo& layer);
  /// Errors: as above. Does nothing when the field is not that of the parcels' codes.
  void refuse(const Field& field, std::int64_t fid, const Value& value);

 private:
  std::string m_codeField;
  std::optional<Statement> m_past, m_own;
};

/// The same for all rows of a table at once, which are about to become parcels: loads in bulk, and layers that are to
/// play the role. Needs no lock for looking.
class RetiredCodesOfTable {
 public:
  /// `table` has the codes in `codeField`; empty: there is nothing to look at. `goesOn`: the parcels of this layer may
  /// keep theirs, as they are replaced; empty: none may.
  RetiredCodesOfTable(const Connection& c, std::string table, std::string codeField, LayerInfo goesOn = {});
  /// Error(invalidValue) with their number and the first one. Called again, it looks only if codes were retired since.
  /// Errors: cancelled.
  void refuse(const CancelToken& token);

 private:
  void noteRetired(const CancelToken& token);

  const Connection& m_connection;
  std::string m_table, m_codeField;
  LayerInfo m_goesOn;
  std::int64_t m_seen = 0;  ///< of city_parcel_past
};

/// Does the row give a parcel its code, or take it away?
[[nodiscard]] bool setsParcelCode(const Connection& c, const RowEdit& row);

/// Before the transaction of a command that changes codes of parcels begins: makes what is needed to find their
/// holders, so that a large layer is not read while others wait. Does nothing inside a transaction.
void prepareCodeHolders(const CityDatabase& city, const EditCommand& command);

/// Rows that belong into the transaction `tx` of a command, since an ordinary edit knows nothing of parcels: each
/// parcel that it removes (and does not keep itself) goes into the past, and so does one that gets another code (or
/// none), whose old code is retired with that; where lineage calls it by its code, it is linked to the new one. Empty
/// where no layer plays the role parcel, and in cities of an older version. Reads what is there before the command is
/// applied.
[[nodiscard]] std::vector<RowEdit> keptParcelRows(const CityDatabase& city, const EditCommand& command,
                                                  std::string_view tx, std::string_view at);

}  // namespace gis::store
