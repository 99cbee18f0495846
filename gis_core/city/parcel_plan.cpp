#include "gis_core/city/parcel_plan.h"

#include <algorithm>
#include <cmath>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/base/uuid.h"
#include "gis_core/city/parcel_codes.h"
#include "gis_core/city/parcel_fields.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/coverage_rule.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/parcel_keeping.h"
#include "gis_core/store/value_text.h"

namespace gis::city {

namespace {

store::RowEdit insertInto(const char* table, store::ColumnValues values) {
  store::RowEdit row;
  row.kind = store::RowEdit::Kind::insert;
  row.table = table;
  row.values = std::move(values);
  return row;
}

}  // namespace

ParcelPlan::ParcelPlan(const store::CityDatabase& city, std::string operation, const ParcelDeed& deed)
    : m_city(city),
      m_operation(std::move(operation)),
      m_deed(deed),
      m_transaction(city.connection()),
      m_layer(requireParcelLayer(city)) {}

void ParcelPlan::refuse(Message why, Message what) const {
  throw Error(ErrorCode::invalidValue, what.empty() ? Message(GIS_TR("the parcels are not changed")) : std::move(what),
              std::move(why), {});
}

const ParcelRow& ParcelPlan::parcel(std::int64_t fid) {
  const auto known = m_parcels.find(fid);
  if (known != m_parcels.end()) return known->second;
  auto feature = store::featureByFid(m_city.connection(), m_layer, fid);
  if (!feature) {
    throw Error(ErrorCode::notFound, {GIS_TR("cannot find the parcel {0}"), {"#" + std::to_string(fid)}}, {}, {});
  }
  ParcelRow row;
  for (std::size_t i = 0; i < m_layer.fields.size(); ++i) {
    if (m_layer.fields[i].name == m_layer.roleCodeField) row.code = store::textOf(feature->values[i]);
  }
  if (m_layer.hasUid) {
    store::Statement uid(m_city.connection(), "SELECT uid FROM " + store::quotedName(m_layer.name) + " WHERE fid = ?1");
    if (uid.bind(1, fid).step()) row.uid = uid.text(0);
  }
  const std::string shown = row.code.empty() ? "#" + std::to_string(fid) : row.code;
  if (feature->wkb.empty() || geom::typeOf(feature->wkb).dimension() != 2) {
    refuse({GIS_TR("the parcel {0} has no area"), {shown}});
  }
  if (const auto fault = geom::invalidity(feature->wkb)) {
    refuse({GIS_TR("the shape of parcel {0} is invalid ({1}); mend it first"), {shown, fault->reason}});
  }
  row.name = store::parcelName(row.uid, row.code, fid);
  row.feature = std::move(*feature);
  return m_parcels.emplace(fid, std::move(row)).first->second;
}

std::vector<geom::CoverageArea> ParcelPlan::around(const geom::Envelope& box) const {
  std::vector<geom::CoverageArea> areas;
  store::FeatureRequest request;
  request.allFields = false;
  request.box = box;
  store::readFeatures(m_city.connection(), m_layer, request, [&](store::Feature& feature) {
    if (!feature.wkb.empty() && geom::structureFault(feature.wkb).empty() &&
        geom::typeOf(feature.wkb).dimension() == 2) {
      geom::CoverageArea area;
      area.fid = feature.fid;
      area.wkb = std::move(feature.wkb);
      areas.push_back(std::move(area));
    }
    return true;
  });
  return areas;
}

double ParcelPlan::squareUnits() const {
  const double factor = m_layer.crs.isKnown() && !m_layer.crs.isGeographic() ? m_layer.crs.metresPerUnit() : 1;
  return 1 / (factor * factor);
}

double ParcelPlan::squareMetresOf(const geom::Bytes& wkb) const {
  return measuredSquareMetres(wkb, m_layer.crs).value_or(geom::area(wkb));
}

void ParcelPlan::checkPlanned(const std::vector<PlannedParcel>& planned) const {
  constexpr double kLeast = 0.01;  // m²: what is smaller is a slip of the hand
  for (const PlannedParcel& one : planned) {
    if (one.wkb.empty() || geom::isEmpty(one.wkb) || squareMetresOf(one.wkb) < kLeast) {
      refuse(GIS_TR("a parcel of less than 0.01 m² would come out of it"));
    }
    if (const auto fault = geom::invalidity(one.wkb)) {
      refuse({GIS_TR("an invalid shape would come out of it ({0})"), {fault->reason}});
    }
  }
}

/// New borders end on borders of neighbours: those get the vertex too. Returns the neighbours that changed.
std::vector<geom::CoverageArea> ParcelPlan::shareBorders(std::vector<PlannedParcel>& planned) {
  geom::Envelope box;
  for (const PlannedParcel& one : planned) box.include(geom::envelopeOf(one.wkb));
  std::vector<geom::CoverageArea> areas = around(box.grown(geom::roundingOf(box)));
  std::erase_if(areas, [&](const geom::CoverageArea& area) { return m_parcels.contains(area.fid); });
  std::set<std::int64_t> concerned;
  for (std::size_t i = 0; i < planned.size(); ++i) {
    geom::CoverageArea area;
    area.fid = -1 - std::int64_t(i);
    area.wkb = planned[i].wkb;
    concerned.insert(area.fid);
    areas.push_back(std::move(area));
  }
  const auto rule = store::coverageRule(m_city.connection(), m_layer.uid);
  geom::shareVertices(areas, concerned, rule ? rule->tolerance : 0, {});
  std::vector<geom::CoverageArea> neighbours;
  for (geom::CoverageArea& area : areas) {
    if (area.fid < 0) {
      planned[std::size_t(-1 - area.fid)].wkb = std::move(area.wkb);
    } else if (area.isChanged) {
      neighbours.push_back(std::move(area));
    }
  }
  return neighbours;
}

ParcelChange ParcelPlan::write(std::vector<PlannedParcel> planned) {
  checkPlanned(planned);
  ParcelChange change;
  change.operation = m_operation;
  change.layer = m_layer.name;
  change.filled = m_filled;
  store::EditCommand command;
  command.tx = newUuid();
  command.reason = "parcel " + m_operation + (m_deed.reason.empty() ? "" : ": " + m_deed.reason);
  command.actor = m_deed.actor;
  const std::vector<geom::CoverageArea> neighbours = shareBorders(planned);
  for (const geom::CoverageArea& neighbour : neighbours) {
    const auto was = store::featureByFid(m_city.connection(), m_layer, neighbour.fid);
    change.areaBefore += squareMetresOf(was->wkb);
    change.areaAfter += squareMetresOf(neighbour.wkb);
    change.neighbours.push_back(neighbour.fid);
    store::RowEdit row;
    row.table = m_layer.name;
    row.fid = neighbour.fid;
    row.values.emplace_back("geometry", neighbour.wkb);
    command.rows.push_back(std::move(row));
  }
  const bool keeps = parcelCodeRules(m_city).keepsWhenBoundaryChanges;
  std::set<std::int64_t> goOn;
  for (const PlannedParcel& one : planned) {
    if (one.keeps && keeps) goOn.insert(one.parents[0]);
  }
  const std::string now = toIsoUtc(utcNow());
  for (auto& [fid, row] : m_parcels) {
    const double size = squareMetresOf(row.feature.wkb);
    change.before.push_back({fid, row.name, row.code, size, row.feature.wkb});
    change.areaBefore += size;
    if (goOn.contains(fid)) continue;
    store::RowEdit remove;
    remove.kind = store::RowEdit::Kind::remove;
    remove.table = m_layer.name;
    remove.fid = fid;
    command.rows.push_back(std::move(remove));
    command.rows.push_back(store::parcelPastRow(m_layer, row.feature, row.name, row.code, command.tx, now, size));
  }
  const store::Field* areaField = parcelAreaField(m_layer);
  std::optional<ParcelCodeGiver> giver;
  if (!m_layer.roleCodeField.empty()) giver.emplace(m_city, m_layer);
  std::size_t given = 0;
  std::set<std::string> typed;
  for (PlannedParcel& one : planned) {
    const ParcelRow& parent = parcel(one.parents[0]);
    const double size = squareMetresOf(one.wkb);
    change.areaAfter += size;
    ParcelPart part{parent.feature.fid, parent.name, parent.code, size, one.wkb};
    store::RowEdit row;
    row.table = m_layer.name;
    row.values.emplace_back("geometry", one.wkb);
    if (one.keeps && keeps) {
      row.fid = parent.feature.fid;
    } else {
      row.kind = store::RowEdit::Kind::insert;
      row.fid = part.fid = store::takeFeatureNumber(m_city, m_layer.name);
      if (m_layer.hasUid) row.uid = newUuid();
      part.code.clear();
      if (giver) {
        if (given < m_deed.codes.size()) {
          part.code = text::normaliseCode(m_deed.codes[given]);
          giver->check(part.code);
          if (!typed.insert(part.code).second) refuse({GIS_TR("the code {0} is given twice"), {part.code}});
        } else {
          do part.code = giver->next(parent.code);
          while (typed.contains(part.code));
          typed.insert(part.code);
        }
        ++given;
      }
      part.name = store::parcelName(row.uid, part.code, part.fid);
      for (std::size_t i = 0; i < m_layer.fields.size(); ++i) {
        const store::Field& field = m_layer.fields[i];
        if (field.name == m_layer.roleCodeField) {
          row.values.emplace_back(field.name, part.code);
        } else if (areaField != nullptr && field.name == areaField->name && !one.isSameArea) {
          // what was registered for the parent is not true of its part
          const double rounded = std::round(size * 100) / 100;
          if (field.type == store::FieldType::integer) {
            row.values.emplace_back(field.name, std::int64_t(std::llround(size)));
          } else if (field.type == store::FieldType::real) {
            row.values.emplace_back(field.name, rounded);
          } else {
            row.values.emplace_back(field.name, store::textOf(rounded));
          }
        } else {
          row.values.emplace_back(field.name, parent.feature.values[i]);
        }
      }
    }
    command.rows.push_back(std::move(row));
    for (const std::int64_t from : one.parents) {
      const ParcelRow& old = parcel(from);
      if (old.name == part.name) continue;  // it goes on as itself
      command.rows.push_back(
          insertInto("city_lineage", {{"tx", command.tx}, {"parent_uid", old.name}, {"child_uid", part.name}}));
    }
    change.after.push_back(std::move(part));
  }
  if (given < m_deed.codes.size()) refuse(GIS_TR("there are more codes than new parcels"));
  command.rows.push_back(insertInto("city_parcel_deed", {{"tx", command.tx},
                                                         {"operation", m_operation},
                                                         {"reason", m_deed.reason},
                                                         {"document", m_deed.document},
                                                         {"document_date", m_deed.documentDate},
                                                         {"author", m_deed.actor},
                                                         {"at", now},
                                                         {"area_before", change.areaBefore},
                                                         {"area_after", change.areaAfter}}));
  store::apply(m_city, command);
  if (m_deed.triesOnly) return change;  // the transaction is rolled back
  m_transaction.commit();
  change.tx = command.tx;
  return change;
}

}  // namespace gis::city
