// How cases are written for programs and for people.
#pragma once

#include <string>
#include <vector>

#include "app/cli/json_writer.h"
#include "gis_core/city/incident.h"

namespace gis::cli {

/// Writes the members of one case into the open object: id, numbers, category, state, place, times (in the
/// city's zone, with offset), deadline. Unknown is null.
void writeIncident(JsonWriter& json, const city::Incident& incident);
/// "photos": [{…}] with the path inside the media folder.
void writePhotos(JsonWriter& json, const std::vector<city::Attachment>& photos);
/// An instant kept in UTC, in the city's zone; empty stays empty.
[[nodiscard]] std::string cityTime(const std::string& isoUtc);
/// One line for people: number, state, category, road, id.
[[nodiscard]] std::string incidentLine(const city::Incident& incident);

}  // namespace gis::cli
