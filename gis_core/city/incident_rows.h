// Rows of city_incident and city_attachment as values. Private to the room.
#pragma once

#include <string>
#include <vector>

#include "gis_core/city/incident.h"
#include "gis_core/city/media.h"
#include "gis_core/store/connection.h"

namespace gis::city {

/// "fid, uid, report_no …": what readIncident expects, in its order.
[[nodiscard]] const std::string& incidentColumns();
[[nodiscard]] Incident readIncident(const store::Statement& row);

/// The columns that follow from a place.
void addPlaceValues(store::ColumnValues& values, const Place& place);
/// An insert into city_attachment.
[[nodiscard]] store::RowEdit attachmentRow(const StoredPhoto& photo, const std::string& incidentUid,
                                           const std::string& stage, const std::string& addedAt);
/// NULL for an empty text, so that lists and other programs see "not known".
[[nodiscard]] store::Value textOrNull(const std::string& text);

}  // namespace gis::city
