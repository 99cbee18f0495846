// How cases are written for programs and for people.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/json_writer.h"
#include "gis_core/city/case_clock.h"
#include "gis_core/city/case_duplicates.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/incident.h"
#include "gis_core/city/photo_check.h"
#include "gis_core/city/responsible.h"

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
/// "place": {x, y, unit_grid … parcel: {code, name}, road, component and address with their distance, second: what lies
/// beyond a border that is near}. Null: nothing there, or no layer plays the role.
void writePlace(JsonWriter& json, const city::Place& place);
/// "responsible": {unit, rule, source}.
void writeUnit(JsonWriter& json, const city::ResponsibleUnit& unit);
/// One line about what lies beyond near borders, or empty.
[[nodiscard]] std::string secondText(const city::Place& place, const std::string& language);
/// What lies at a place, a line each.
[[nodiscard]] std::string placeText(const city::Place& place, const std::optional<city::ResponsibleUnit>& unit,
                                    const std::string& language);
/// One entry of a case's history as an object.
void writeHistoryEntry(JsonWriter& json, const store::HistoryEntry& entry);
/// One request as an object.
void writeRequest(JsonWriter& json, const city::CaseRequest& request);
/// "clock": {light, share, running, working_time, minutes_left}.
void writeClock(JsonWriter& json, const city::CaseClock& clock);
/// An instant kept in UTC, in the city's zone; empty stays empty.
[[nodiscard]] std::string cityTime(const std::string& isoUtc);
/// One line for people: number, state, category, road, id.
[[nodiscard]] std::string incidentLine(const city::Incident& incident);

}  // namespace gis::cli
