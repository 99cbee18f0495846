#include "app/cli/incident_output.h"

#include <fmt/format.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "app/cli/error_text.h"

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
  json.memberOrNull("mapped_category", incident.mappedCategory);
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
  json.member("rework_count", incident.reworkCount).member("extension_count", incident.extensionCount);
  json.memberOrNull("resume_at", cityTime(incident.resumeAt));
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

void writeDuplicates(JsonWriter& json, const std::vector<city::Duplicate>& duplicates) {
  constexpr std::int64_t kMinuteMillis = 60'000;
  json.key("duplicates").beginArray();
  for (const city::Duplicate& one : duplicates) {
    json.beginObject().member("id", one.incident.uid).memberOrNull("report_no", one.incident.reportNo);
    json.memberOrNull("case_no", one.incident.caseNo).member("state", one.incident.state);
    json.member("metres", one.metres).member("age_minutes", one.ageMillis / kMinuteMillis);
    json.member("open", one.isOpen).endObject();
  }
  json.endArray();
}

void writePlace(JsonWriter& json, const city::Place& place) {
  const auto area = [&json](const char* role, const std::optional<city::PlaceHit>& hit) {
    json.key(role);
    if (!hit) {
      json.null();
      return;
    }
    json.beginObject().memberOrNull("code", hit->code).memberOrNull("name", hit->name).endObject();
  };
  const auto near = [&json](const char* role, const std::optional<city::NearHit>& hit, const std::string& accuracy) {
    json.key(role);
    if (!hit) {
      json.null();
      return;
    }
    json.beginObject().memberOrNull("code", hit->hit.code).memberOrNull("name", hit->hit.name);
    if (!accuracy.empty()) json.member("accuracy_class", accuracy);
    json.member("metres", hit->metres).endObject();
  };
  json.key("place").beginObject().member("x", place.at.x).member("y", place.at.y);
  area("unit_grid", place.grid);
  area("duty_grid", place.dutyGrid);
  area("community", place.community);
  area("subdistrict", place.subdistrict);
  area("district", place.district);
  area("parcel", place.parcel);
  json.memberOrNull("road", place.roadName());
  near("component", place.component, place.componentClass);
  near("address", place.address, {});
  json.key("second").beginObject();
  near("unit_grid", place.secondGrid, {});
  near("duty_grid", place.secondDutyGrid, {});
  near("community", place.secondCommunity, {});
  near("subdistrict", place.secondSubdistrict, {});
  near("district", place.secondDistrict, {});
  json.endObject().endObject();
}

std::string secondText(const city::Place& place, const std::string& language) {
  const std::pair<const char*, const std::optional<city::NearHit>*> all[] = {
      {GIS_TR("unit grid"), &place.secondGrid},
      {GIS_TR("duty grid"), &place.secondDutyGrid},
      {GIS_TR("community"), &place.secondCommunity},
      {GIS_TR("subdistrict"), &place.secondSubdistrict},
      {GIS_TR("district"), &place.secondDistrict}};
  std::string text;
  for (const auto& [role, second] : all) {
    if (!*second) continue;
    const city::NearHit& near = **second;
    text += (text.empty() ? "" : "; ") +
            textIn({GIS_TR("{0} {1} is {2} m away"),
                    {textIn(Message(role), language),
                     near.hit.name.empty() ? near.hit.code : near.hit.name + " " + near.hit.code,
                     fmt::format("{:.1f}", near.metres)}},
                   language);
  }
  return text.empty() ? text : textIn({GIS_TR("near a border: {0}"), {text}}, language);
}

std::string placeText(const city::Place& place, const std::optional<city::ResponsibleUnit>& unit,
                      const std::string& language) {
  std::string text;
  const auto line = [&](const char* title, const std::string& value) {
    if (!value.empty()) text += textIn(Message(title), language) + "  " + value + "\n";
  };
  const auto area = [&](const char* title, const std::optional<city::PlaceHit>& hit) {
    if (hit) line(title, hit->name.empty() ? hit->code : hit->code + "  " + hit->name);
  };
  area(GIS_TR("unit grid"), place.grid);
  area(GIS_TR("duty grid"), place.dutyGrid);
  area(GIS_TR("community"), place.community);
  area(GIS_TR("subdistrict"), place.subdistrict);
  area(GIS_TR("district"), place.district);
  area(GIS_TR("parcel"), place.parcel);
  line(GIS_TR("road"), place.roadName());
  line(GIS_TR("address"), place.addressText());
  if (place.component)
    line(GIS_TR("component"), fmt::format("{}  {}  {:.1f} m ({})", place.component->hit.code, place.component->hit.name,
                                          place.component->metres, place.componentClass));
  if (unit) line(GIS_TR("responsible unit"), unit->name);
  if (const std::string second = secondText(place, language); !second.empty()) text += second + "\n";
  return text;
}

void writeUnit(JsonWriter& json, const city::ResponsibleUnit& unit) {
  json.key("responsible").beginObject().memberOrNull("unit", unit.name).memberOrNull("rule", unit.rule);
  json.memberOrNull("source", unit.source).endObject();
}

void writePhotoFits(JsonWriter& json, const std::vector<city::PhotoFit>& fits) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  constexpr double kMinutes = 60'000;
  json.key("photo_checks").beginArray();
  for (const city::PhotoFit& fit : fits) {
    json.beginObject().member("name", fit.name).member("metres", fit.metres.value_or(none));
    json.member("age_minutes", fit.ageMillis ? double(*fit.ageMillis) / kMinutes : none);
    json.member("far", fit.isFar()).member("old", fit.isOld()).endObject();
  }
  json.endArray();
}

void writeHistoryEntry(JsonWriter& json, const store::HistoryEntry& entry) {
  const auto changes = [](const std::string& text) {
    return text.empty() ? nlohmann::json::object() : nlohmann::json::parse(text, nullptr, false);
  };
  const nlohmann::json before = changes(entry.beforeJson), after = changes(entry.afterJson);
  const auto stateIn = [](const nlohmann::json& columns) {
    const auto found = columns.is_object() ? columns.find("state") : columns.end();
    return columns.is_object() && found != columns.end() && found->is_string() ? found->get<std::string>()
                                                                               : std::string();
  };
  const city::StepNote note = city::stepNoteOf(entry.reason);
  json.beginObject().member("at", cityTime(entry.at)).member("actor", entry.actor).member("action", note.action);
  json.memberOrNull("role", note.role).memberOrNull("reason", note.text);
  json.memberOrNull("from", stateIn(before)).memberOrNull("to", stateIn(after));
  json.member("op", entry.op).member("tx", entry.tx);
  json.member("before", before).member("after", after).endObject();
}

void writeRequest(JsonWriter& json, const city::CaseRequest& request) {
  json.beginObject().member("id", request.uid).member("incident", request.incident).member("kind", request.kind);
  json.member("state", request.state).memberOrNull("reason", request.reason);
  json.memberOrNull("until", cityTime(request.until)).member("asked_at", cityTime(request.askedAt));
  json.memberOrNull("asked_by", request.askedBy).memberOrNull("approved_at", cityTime(request.approvedAt));
  json.memberOrNull("approved_by", request.approvedBy).memberOrNull("decided_at", cityTime(request.decidedAt));
  json.memberOrNull("decided_by", request.decidedBy).memberOrNull("remark", request.remark).endObject();
}

void writeClock(JsonWriter& json, const city::CaseClock& clock) {
  constexpr std::int64_t kMinuteMillis = 60'000;
  json.key("clock").beginObject().member("light", city::lightName(clock.light));
  json.member("share", clock.light == city::Light::none ? std::numeric_limits<double>::quiet_NaN() : clock.share);
  json.member("running", clock.runs).member("working_time", clock.works);
  json.member("minutes_left", clock.leftMillis / kMinuteMillis).endObject();
}

std::string incidentLine(const city::Incident& incident) {
  const std::string& number = incident.caseNo.empty() ? incident.reportNo : incident.caseNo;
  return fmt::format("{}  {}  {} {}  {}  {}  {}\n", number, incident.state, incident.category, incident.categoryName,
                     cityTime(incident.reportedAt), incident.road.empty() ? "-" : incident.road, incident.uid);
}

}  // namespace gis::cli
