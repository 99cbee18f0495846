// How cases are written for programs and for people.
#pragma once

#include <string>
#include <vector>

#include "app/cli/json_writer.h"
#include "gis_core/city/case_clock.h"
#include "gis_core/city/case_duplicates.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/incident.h"
#include "gis_core/city/photo_check.h"

namespace gis::cli {

/// Writes the members of one case into the open object: id, numbers, category, state, place, times (in the
/// city's zone, with offset), deadline. Unknown is null.
void writeIncident(JsonWriter& json, const city::Incident& incident);
/// "photos": [{…}] with the path inside the media folder.
void writePhotos(JsonWriter& json, const std::vector<city::Attachment>& photos);
/// "duplicates": [{id, report_no, case_no, state, metres, age_minutes, open}], nearest first.
void writeDuplicates(JsonWriter& json, const std::vector<city::Duplicate>& duplicates);
/// "photo_checks": [{name, metres, age_minutes, far, old}]: does a photo fit place and time? Null: it does not say.
void writePhotoFits(JsonWriter& json, const std::vector<city::PhotoFit>& fits);
/// One request as an object.
void writeRequest(JsonWriter& json, const city::CaseRequest& request);
/// "clock": {light, share, running, working_time, minutes_left}.
void writeClock(JsonWriter& json, const city::CaseClock& clock);
/// An instant kept in UTC, in the city's zone; empty stays empty.
[[nodiscard]] std::string cityTime(const std::string& isoUtc);
/// One line for people: number, state, category, road, id.
[[nodiscard]] std::string incidentLine(const city::Incident& incident);

}  // namespace gis::cli
