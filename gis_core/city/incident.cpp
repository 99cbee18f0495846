#include "gis_core/city/incident.h"
#include "gis_core/city/case_asking.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/base/uuid.h"
#include "gis_core/city/case_duplicates.h"
#include "gis_core/city/case_number.h"
#include "gis_core/city/deadline.h"
#include "gis_core/city/incident_rows.h"
#include "gis_core/city/media.h"
#include "gis_core/store/case_edit.h"

namespace gis::city {

namespace {

/// A draft that passed all checks, with what had to be found out before the transaction begins.
struct Ready {
  const Category* category = nullptr;
  Place place;
  std::vector<StoredPhoto> photos;
  UtcMillis reportedAt = 0;
  std::optional<Incident> target;  ///< the open case that it is a duplicate of
};

/// The open case that a report shall be attached to. Errors: notFound, forbiddenStep.
Incident attachTarget(const store::CityDatabase& city, const IncidentDraft& draft, const Category& category,
                      UtcMillis reportedAt) {
  Incident target = incidentById(city, draft.duplicateOf);
  const auto all = findDuplicates(city, category, *draft.at, reportedAt);
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Duplicate& d) { return d.incident.uid == target.uid; });
  if (found == all.end() || !found->isOpen) {
    const DuplicateRule rule = duplicateRule(city);
    throw Error(ErrorCode::forbiddenStep,
                {GIS_TR("the report cannot be attached to the case {0}"),
                 {target.caseNo.empty() ? target.reportNo : target.caseNo}},
                found == all.end() ? Message(GIS_TR("the two are not of one category within {0} m and {1} hours"),
                                             {fmt::format("{:g}", rule.metres), fmt::format("{:g}", rule.hours)})
                                   : Message(GIS_TR("the case is at its end")),
                GIS_TR("log it as a case of its own"));
  }
  return target;
}

constexpr std::size_t kIsoDayLength = 10;

std::string cleaned(const std::string& text) {
  return text::repairUtf8(text);
}

std::int64_t acceptMinutes(const store::CityDatabase& city) {
  const std::string text = city.setting("accept_minutes");
  const long minutes = text.empty() ? kAcceptMinutes : std::strtol(text.c_str(), nullptr, 10);
  return minutes > 0 ? minutes : kAcceptMinutes;
}

/// The one that was named; else the one at the place, when the category is a defect of components.
std::string componentOf(const IncidentDraft& draft, const Ready& ready) {
  if (!draft.component.empty() || !ready.place.component) return draft.component;
  const Category& category = *ready.category;
  const bool meansOne = category.kind == CategoryKind::component || !category.relatedComponent.empty();
  return meansOne ? ready.place.component->hit.code : std::string();
}

store::RowEdit incidentRow(const store::CityDatabase& city, const IncidentDraft& draft, const Ready& ready) {
  const Category& category = *ready.category;
  const std::string kind(categoryKindName(category.kind));
  store::RowEdit row;
  row.kind = store::RowEdit::Kind::insert;
  row.table = "city_incident";
  row.uid = newUuid();
  row.values = {
      {"report_no", nextNumber(city, NumberKind::report, category.code, kind, ready.reportedAt)},
      {"state", std::string(ready.target ? "merged" : "reported")},
      {"urgency", draft.urgency},
      {"description", textOrNull(cleaned(draft.description))},
      {"source", textOrNull(cleaned(draft.source))},
      {"reporter", textOrNull(cleaned(draft.reporter))},
      {"component", textOrNull(text::normaliseCode(componentOf(draft, ready)))},
      {"address", textOrNull(cleaned(draft.address.empty() ? ready.place.addressText() : draft.address))},
      {"reported_at", toIsoUtc(ready.reportedAt)},
      {"deadline", toIsoUtc(ready.reportedAt + acceptMinutes(city) * 60'000)},
      {"updated_at", toIsoUtc(utcNow())},
  };
  if (ready.target) {
    row.values.emplace_back("duplicate_of", ready.target->uid);
    row.values.emplace_back("closed_at", toIsoUtc(utcNow()));
  }
  addCategoryValues(row.values, CodeTables::current(), category);
  addPlaceValues(row.values, ready.place);
  return row;
}

/// Columns that `correct` may change, besides the category.
constexpr std::array<std::string_view, 6> kCorrectable = {"description", "urgency",   "reporter",
                                                          "source",      "component", "address"};

std::string textValue(const store::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return {};
}

void checkUrgency(const std::string& urgency) {
  if (urgency == "normal" || urgency == "urgent") return;
  throw Error(ErrorCode::invalidValue, {GIS_TR("unknown urgency \"{0}\""), {urgency}},
              GIS_TR("an incident is normal or urgent"), GIS_TR("use one of the two words"));
}

/// The columns of a correction, checked. Errors: noSuchField, invalidValue, usage.
store::ColumnValues correctedValues(const store::ColumnValues& values) {
  store::ColumnValues row;
  std::string category;
  std::optional<CategoryKind> kind;
  std::optional<std::string> system;
  for (const auto& [column, value] : values) {
    const std::string text = cleaned(textValue(value));
    if (column == "category") {
      category = text;
    } else if (column == "kind") {
      kind = categoryKindFromName(text);
    } else if (column == "system" || column == "code_system") {
      system = text;
    } else if (std::find(kCorrectable.begin(), kCorrectable.end(), column) != kCorrectable.end()) {
      if (column == "urgency") checkUrgency(text);
      row.emplace_back(column, textOrNull(text));
    } else {
      throw Error(ErrorCode::noSuchField, {GIS_TR("cannot change {0} of a case"), {column}},
                  GIS_TR("only what was entered can be corrected; the rest follows from the place and the life cycle"),
                  GIS_TR("correct category, description, urgency, reporter, source, component or address"));
    }
  }
  if (!category.empty()) {
    const Category& chosen = CodeTables::current().resolveCategory(category, kind, system);
    addCategoryValues(row, CodeTables::current(), chosen);
  }
  return row;
}

/// The city's setting "report_needs": "free" (default), "photo" (an inspector's report has one) or "all" (and every
/// report a description). Asked only where it can matter.
void checkWhatIsShown(const store::CityDatabase& city, const IncidentDraft& draft) {
  const bool lacksPhoto = draft.source == "inspector" && draft.photos.empty();
  const bool lacksWords = text::trim(draft.description).empty();
  if (!lacksPhoto && !lacksWords) return;
  const std::string needs = city.setting("report_needs");
  if (lacksPhoto && (needs == "photo" || needs == "all"))
    throw Error(ErrorCode::invalidValue, GIS_TR("cannot log the incident"),
                GIS_TR("a report of an inspector has a photo in this city"), GIS_TR("add one (--photo)"));
  if (lacksWords && needs == "all")
    throw Error(ErrorCode::invalidValue, GIS_TR("cannot log the incident"),
                GIS_TR("a report has a description in this city"), GIS_TR("say what it is (--description)"));
}

/// What a photo shows that comes without a step: what the case waits for.
std::string stageNow(std::string_view state) {
  if (state == "pending_verify") return "verify";
  if (state == "handling" || state == "handle_finish") return "handle";
  return state == "pending_check" ? "check" : "report";
}

/// A photo of the check is what an inspector was sent for.
bool endsCheckTask(const Incident& incident, std::string_view stageOfPhotos) {
  return hasOpenCheck(incident) && stageOfPhotos == "check";
}

}  // namespace

struct IncidentDesk::State {
  const store::CityDatabase& city;
  PlaceFinder places;
};

IncidentDesk::IncidentDesk(const store::CityDatabase& city) : m_state(new State{city, PlaceFinder(city)}) {
  (void)CodeTables::of(city);
}
IncidentDesk::IncidentDesk(IncidentDesk&&) noexcept = default;
IncidentDesk& IncidentDesk::operator=(IncidentDesk&&) noexcept = default;
IncidentDesk::~IncidentDesk() = default;

const PlaceFinder& IncidentDesk::places() const {
  return m_state->places;
}

const Category& IncidentDesk::check(const IncidentDraft& draft) const {
  if (text::trim(draft.category).empty()) {
    throw Error(ErrorCode::invalidValue, GIS_TR("cannot log the incident"), GIS_TR("it has no category"),
                GIS_TR("choose one, for example 06010"));
  }
  const Category& category = CodeTables::current().resolveCategory(draft.category, draft.kind, draft.system);
  if (!draft.at || !std::isfinite(draft.at->x) || !std::isfinite(draft.at->y)) {
    throw Error(ErrorCode::invalidValue, GIS_TR("cannot log the incident"), GIS_TR("it has no place"),
                GIS_TR("click on the map or give its coordinates"));
  }
  checkUrgency(draft.urgency);
  checkWhatIsShown(m_state->city, draft);
  const std::string day =
      toIsoWithOffset(draft.reportedAt.value_or(utcNow()), kCityOffsetMinutes).substr(0, kIsoDayLength);
  if (!category.isValidOn(day)) {
    throw Error(ErrorCode::invalidValue, GIS_TR("cannot log the incident"),
                {GIS_TR("the category {0} {1} is not in use on {2}"), {category.code, category.zh, day}},
                GIS_TR("choose one that is in use"));
  }
  return category;
}

Incident IncidentDesk::report(const IncidentDraft& draft, const std::string& actor) {
  return std::move(report(std::span(&draft, 1), actor).front());
}

std::vector<Incident> IncidentDesk::report(std::span<const IncidentDraft> drafts, const std::string& actor) {
  const store::CityDatabase& city = m_state->city;
  std::vector<Ready> ready(drafts.size());
  for (std::size_t i = 0; i < drafts.size(); ++i) ready[i].category = &check(drafts[i]);
  // Look-ups and photos come before the transaction: others may write meanwhile, and a photo that stands
  // on the disk without a row is only an orphan, while a row without its photo would be a loss.
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    ready[i].reportedAt = drafts[i].reportedAt.value_or(utcNow());
    const auto& place = drafts[i].place;
    const bool known = place && place->at == *drafts[i].at && m_state->places.isCurrent(*place);
    ready[i].place = known ? *place : m_state->places.at(*drafts[i].at);
    if (!drafts[i].duplicateOf.empty())
      ready[i].target = attachTarget(city, drafts[i], *ready[i].category, ready[i].reportedAt);
    for (const auto& photo : drafts[i].photos) ready[i].photos.push_back(storePhoto(city.mediaFolder(), photo));
  }
  std::vector<Incident> reported;
  reported.reserve(drafts.size());
  store::Transaction transaction(city.connection());
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    store::EditCommand command;
    command.reason = ready[i].target ? "merge (acceptor)" : GIS_TR("incident report");
    command.actor = actor;
    command.rows.push_back(incidentRow(city, drafts[i], ready[i]));
    const std::string uid = command.rows.front().uid;
    for (const StoredPhoto& photo : ready[i].photos) {
      command.rows.push_back(attachmentRow(photo, uid, "report", toIsoUtc(utcNow())));
    }
    (void)store::applyCaseStepWithin(city, command);
    reported.push_back(freshIncident(city, uid));
  }
  transaction.commit();
  return reported;
}

Incident IncidentDesk::change(std::string_view id, const CaseChange& change, const std::string& actor) {
  const store::CityDatabase& city = m_state->city;
  Incident before = incidentById(city, id);
  store::EditCommand command;
  command.actor = actor;
  store::RowEdit row;
  row.table = "city_incident";
  row.fid = before.fid;
  row.values = correctedValues(change.values);
  command.reason = !row.values.empty() ? GIS_TR("incident correction")
                   : change.to         ? GIS_TR("incident moved")
                                       : GIS_TR("incident photo");
  if (change.to) {
    if (!std::isfinite(change.to->x) || !std::isfinite(change.to->y)) {
      throw Error(ErrorCode::invalidValue, GIS_TR("cannot move the incident"), GIS_TR("the new place is no coordinate"),
                  GIS_TR("click on the map or give its coordinates"));
    }
    addPlaceValues(row.values, m_state->places.at(*change.to));
  }
  const std::string stage = stageNow(before.state);
  if (!change.photos.empty() && endsCheckTask(before, stage)) row.values.emplace_back("came_from", std::monostate{});
  if (!row.values.empty()) {
    row.values.emplace_back("updated_at", toIsoUtc(utcNow()));
    command.rows.push_back(std::move(row));
  }
  for (const auto& photo : change.photos) {
    command.rows.push_back(attachmentRow(storePhoto(city.mediaFolder(), photo), before.uid, stage, toIsoUtc(utcNow())));
  }
  if (command.rows.empty()) return before;
  store::applyCaseStep(city, command);
  return incidentById(city, before.uid);
}

Incident IncidentDesk::correct(std::string_view id, const store::ColumnValues& values, const std::string& actor) {
  return change(id, {values, {}, {}}, actor);
}

Incident IncidentDesk::move(std::string_view id, geom::MapPoint to, const std::string& actor) {
  return change(id, {{}, to, {}}, actor);
}

std::vector<Attachment> IncidentDesk::attach(std::string_view id, std::span<const std::filesystem::path> photos,
                                             const std::string& stage, const std::string& actor) {
  static constexpr std::string_view kStages[] = {"report", "verify", "handle", "check"};
  if (std::none_of(std::begin(kStages), std::end(kStages), [&](std::string_view known) { return known == stage; })) {
    throw Error(ErrorCode::usage, {GIS_TR("there is no stage \"{0}\" of photos"), {stage}}, {},
                GIS_TR("choose report, verify, handle or check"));
  }
  const store::CityDatabase& city = m_state->city;
  const Incident incident = incidentById(city, id);
  store::EditCommand command;
  command.reason = GIS_TR("incident photo");
  command.actor = actor;
  for (const auto& photo : photos) {
    command.rows.push_back(
        attachmentRow(storePhoto(city.mediaFolder(), photo), incident.uid, stage, toIsoUtc(utcNow())));
  }
  if (!photos.empty() && endsCheckTask(incident, stage)) {
    store::RowEdit row;
    row.table = "city_incident";
    row.fid = incident.fid;
    row.values = {{"came_from", std::monostate{}}, {"updated_at", toIsoUtc(utcNow())}};
    command.rows.push_back(std::move(row));
  }
  if (!command.rows.empty()) store::applyCaseStep(city, command);
  return attachmentsOf(city, incident.uid);
}

}  // namespace gis::city
