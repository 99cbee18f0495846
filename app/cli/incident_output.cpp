#include "app/cli/incident_output.h"

#include <fmt/format.h>

#include <limits>

namespace gis::cli {

std::string cityTime(const std::string& isoUtc) {
  return isoUtc.empty() ? std::string() : toIsoWithOffset(parseIso(isoUtc, 0), kCityOffsetMinutes);
}

void writeIncident(JsonWriter& json, const city::Incident& incident) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  json.member("id", incident.uid).member("fid", incident.fid);
  json.memberOrNull("report_no", incident.reportNo).memberOrNull("case_no", incident.caseNo);
  json.member("category", incident.category).memberOrNull("category_name", incident.categoryName);
  json.memberOrNull("kind", incident.kind).memberOrNull("system", incident.codeSystem);
  json.member("state", incident.state).member("urgency", incident.urgency);
  json.memberOrNull("description", incident.description);
  json.memberOrNull("source", incident.source).memberOrNull("reporter", incident.reporter);
  json.member("x", incident.at ? incident.at->x : none).member("y", incident.at ? incident.at->y : none);
  json.memberOrNull("grid", incident.grid).memberOrNull("grid_name", incident.gridName);
  json.memberOrNull("duty_grid", incident.dutyGrid);
  json.memberOrNull("community", incident.community).memberOrNull("community_name", incident.communityName);
  json.memberOrNull("subdistrict", incident.subdistrict).memberOrNull("subdistrict_name", incident.subdistrictName);
  json.memberOrNull("district", incident.district).memberOrNull("district_name", incident.districtName);
  json.memberOrNull("road", incident.road).memberOrNull("parcel", incident.parcel);
  json.memberOrNull("component", incident.component).memberOrNull("address", incident.address);
  json.memberOrNull("department", incident.department).memberOrNull("handler", incident.handler);
  json.memberOrNull("condition", incident.condition).memberOrNull("duplicate_of", incident.duplicateOf);
  json.member("rework_count", incident.reworkCount);
  json.member("reported_at", cityTime(incident.reportedAt)).memberOrNull("deadline", cityTime(incident.deadline));
  json.memberOrNull("filed_at", cityTime(incident.filedAt));
  json.memberOrNull("dispatched_at", cityTime(incident.dispatchedAt));
  json.memberOrNull("handled_at", cityTime(incident.handledAt));
  json.memberOrNull("checked_at", cityTime(incident.checkedAt));
  json.memberOrNull("closed_at", cityTime(incident.closedAt));
}

void writePhotos(JsonWriter& json, const std::vector<city::Attachment>& photos) {
  json.key("photos").beginArray();
  for (const city::Attachment& photo : photos) {
    json.beginObject().member("id", photo.uid).member("name", photo.name).member("stage", photo.stage);
    json.member("path", photo.path).member("sha256", photo.sha256).member("media_type", photo.mediaType);
    json.member("size", std::int64_t(photo.size)).memberOrNull("taken_at", photo.takenAt);
    json.member("added_at", cityTime(photo.addedAt)).endObject();
  }
  json.endArray();
}

std::string incidentLine(const city::Incident& incident) {
  const std::string& number = incident.caseNo.empty() ? incident.reportNo : incident.caseNo;
  return fmt::format("{}  {}  {} {}  {}  {}  {}\n", number, incident.state, incident.category, incident.categoryName,
                     cityTime(incident.reportedAt), incident.road.empty() ? "-" : incident.road, incident.uid);
}

}  // namespace gis::cli
