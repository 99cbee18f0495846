// Parcels that end are kept: what they were, and their codes, which are never given again. Private to the core.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// Rows that belong into the transaction `tx` of a command, since an ordinary edit knows nothing of parcels: each
/// parcel that it removes (and does not keep itself) goes into the past, and one that lineage knows by its code and
/// that gets another code is linked to that one. Empty where no layer plays the role parcel, and in cities of an older
/// version. Reads what is there before the command is applied.
[[nodiscard]] std::vector<RowEdit> keptParcelRows(const CityDatabase& city, const EditCommand& command,
                                                  std::string_view tx, std::string_view at);

}  // namespace gis::store
