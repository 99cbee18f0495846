// Rows of city_incident and city_attachment as values. Private to the room.
#pragma once

#include <string>
#include <vector>

#include "gis_core/city/incident.h"
#include "gis_core/city/media.h"
#include "gis_core/store/connection.h"

namespace gis::city {

/// "fid, uid, report_no …": what readIncident expects, in its order. A city that cannot be written may lack the newest
/// column: it is then empty.
[[nodiscard]] const std::string& incidentColumns(const store::Connection& c);
[[nodiscard]] Incident readIncident(const store::Statement& row);
/// A case that was just written: nobody can have asked for anything yet.
[[nodiscard]] Incident freshIncident(const store::CityDatabase& city, const std::string& uid);

/// The columns that follow from a place.
void addPlaceValues(store::ColumnValues& values, const Place& place);
/// The columns that tell the category, with the code that it has in the other generation.
void addCategoryValues(store::ColumnValues& values, const CodeTables& tables, const Category& category);
/// An insert into city_attachment.
[[nodiscard]] store::RowEdit attachmentRow(const StoredPhoto& photo, const std::string& incidentUid,
                                           const std::string& stage, const std::string& addedAt);
/// In came_from while a case waits for its check: an inspector was sent, and showed nothing yet.
inline constexpr const char* kCheckTask = "check";

/// NULL for an empty text, so that lists and other programs see "not known".
[[nodiscard]] store::Value textOrNull(const std::string& text);

}  // namespace gis::city
