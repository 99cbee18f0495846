#include "gis_core/city/incident_rows.h"

#include <array>
#include <utility>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/uuid.h"

namespace gis::city {

namespace {

/// Cameras without a clock write days such as 0000-00-00.
bool isTime(const std::string& iso) {
  try {
    (void)parseIso(iso, 0);
    return true;
  } catch (const Error&) {
    return false;
  }
}

/// A text column and where it is kept.
using TextColumn = std::pair<const char*, std::string Incident::*>;

constexpr std::array kTextColumns = {
    TextColumn{"uid", &Incident::uid},
    TextColumn{"report_no", &Incident::reportNo},
    TextColumn{"case_no", &Incident::caseNo},
    TextColumn{"kind", &Incident::kind},
    TextColumn{"code_system", &Incident::codeSystem},
    TextColumn{"category", &Incident::category},
    TextColumn{"category_name", &Incident::categoryName},
    TextColumn{"state", &Incident::state},
    TextColumn{"urgency", &Incident::urgency},
    TextColumn{"description", &Incident::description},
    TextColumn{"source", &Incident::source},
    TextColumn{"reporter", &Incident::reporter},
    TextColumn{"reported_at", &Incident::reportedAt},
    TextColumn{"deadline", &Incident::deadline},
    TextColumn{"filed_at", &Incident::filedAt},
    TextColumn{"dispatched_at", &Incident::dispatchedAt},
    TextColumn{"handled_at", &Incident::handledAt},
    TextColumn{"checked_at", &Incident::checkedAt},
    TextColumn{"closed_at", &Incident::closedAt},
    TextColumn{"resume_at", &Incident::resumeAt},
    TextColumn{"updated_at", &Incident::updatedAt},
    TextColumn{"grid", &Incident::grid},
    TextColumn{"grid_name", &Incident::gridName},
    TextColumn{"duty_grid", &Incident::dutyGrid},
    TextColumn{"community", &Incident::community},
    TextColumn{"community_name", &Incident::communityName},
    TextColumn{"subdistrict", &Incident::subdistrict},
    TextColumn{"subdistrict_name", &Incident::subdistrictName},
    TextColumn{"district", &Incident::district},
    TextColumn{"district_name", &Incident::districtName},
    TextColumn{"road", &Incident::road},
    TextColumn{"parcel", &Incident::parcel},
    TextColumn{"component", &Incident::component},
    TextColumn{"address", &Incident::address},
    TextColumn{"department", &Incident::department},
    TextColumn{"handler", &Incident::handler},
    TextColumn{"desk", &Incident::desk},
    TextColumn{"came_from", &Incident::cameFrom},
    TextColumn{"condition", &Incident::condition},
    TextColumn{"accuracy_class", &Incident::accuracyClass},
    TextColumn{"duplicate_of", &Incident::duplicateOf},
};

}  // namespace

const std::string& incidentColumns(const store::Connection& c) {
  static const std::string columns = [] {
    std::string text = "fid";
    for (const auto& [name, member] : kTextColumns) text += ", " + store::quoted(name);
    return text + ", dispatch_count, rework_count, extension_count, geometry, ";
  }();
  static const std::string now = columns + "mapped_category", before = columns + "NULL";
  const bool keeps =
      !c.isReadOnly() ||
      c.intValue("SELECT count(*) FROM pragma_table_info('city_incident') WHERE name = 'mapped_category'") > 0;
  return keeps ? now : before;
}

Incident readIncident(const store::Statement& row) {
  Incident incident;
  incident.fid = row.integer(0);
  int column = 1;
  for (const auto& [name, member] : kTextColumns) incident.*member = row.text(column++);
  incident.dispatchCount = int(row.integer(column++));
  incident.reworkCount = int(row.integer(column++));
  incident.extensionCount = int(row.integer(column++));
  if (!row.isNull(column)) {
    const geom::Envelope box = geom::envelopeOfSpatialite(row.blob(column));
    if (!box.isEmpty()) incident.at = geom::MapPoint{box.minX, box.minY};
  }
  incident.mappedCategory = row.text(++column);
  return incident;
}

Incident freshIncident(const store::CityDatabase& city, const std::string& uid) {
  auto row =
      city.connection().prepare("SELECT " + incidentColumns(city.connection()) + " FROM city_incident WHERE uid = ?1");
  if (!row.bind(1, uid).step()) throw Error(ErrorCode::notFound, {GIS_TR("cannot find the case {0}"), {uid}}, {}, {});
  return readIncident(row);
}

store::Value textOrNull(const std::string& text) {
  if (text.empty()) return std::monostate{};
  return text;
}

void addPlaceValues(store::ColumnValues& values, const Place& place) {
  const auto add = [&](const char* column, const std::optional<PlaceHit>& hit, std::string PlaceHit::*member) {
    values.emplace_back(column, textOrNull(hit ? (*hit).*member : std::string()));
  };
  add("grid", place.grid, &PlaceHit::code);
  add("grid_name", place.grid, &PlaceHit::name);
  add("duty_grid", place.dutyGrid, &PlaceHit::code);
  add("community", place.community, &PlaceHit::code);
  add("community_name", place.community, &PlaceHit::name);
  add("subdistrict", place.subdistrict, &PlaceHit::code);
  add("subdistrict_name", place.subdistrict, &PlaceHit::name);
  add("district", place.district, &PlaceHit::code);
  add("district_name", place.district, &PlaceHit::name);
  add("parcel", place.parcel, &PlaceHit::code);
  values.emplace_back("road", textOrNull(place.roadName()));
  values.emplace_back("geometry", geom::pointWkb(place.at.x, place.at.y));
}

void addCategoryValues(store::ColumnValues& values, const CodeTables& tables, const Category& category) {
  const Category* mapped = tables.mapped(category);
  values.emplace_back("kind", std::string(categoryKindName(category.kind)));
  values.emplace_back("code_system", category.system);
  values.emplace_back("category", category.code);
  values.emplace_back("category_name", category.zh);
  values.emplace_back("mapped_category", textOrNull(mapped != nullptr ? mapped->code : std::string()));
}

store::RowEdit attachmentRow(const StoredPhoto& photo, const std::string& incidentUid, const std::string& stage,
                             const std::string& addedAt) {
  store::RowEdit row;
  row.kind = store::RowEdit::Kind::insert;
  row.table = "city_attachment";
  row.uid = newUuid();
  row.values = {{"incident", incidentUid},
                {"stage", stage},
                {"name", photo.name},
                {"media_type", photo.mime},
                {"sha256", photo.sha256},
                {"size", std::int64_t(photo.bytes)},
                {"taken_at", textOrNull(isTime(photo.takenAt) ? photo.takenAt : std::string())},
                {"added_at", addedAt}};
  if (!photo.thumbnail.empty()) row.values.emplace_back("thumbnail", photo.thumbnail);
  return row;
}

}  // namespace gis::city
