#include "gis_core/city/parcel_plan.h"

#include <algorithm>
#include <cmath>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/base/uuid.h"
#include "gis_core/city/parcel_code_column.h"
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
      m_transaction(ParcelCodeColumn::prepared(city)),
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

/// Builds the command of a plan, step by step.
class ParcelPlan::Writing {
 public:
  explicit Writing(ParcelPlan& plan)
      : m_plan(plan),
        m_keeps(parcelCodeRules(plan.m_city).keepsWhenBoundaryChanges),
        m_now(toIsoUtc(utcNow())),
        m_areaField(parcelAreaField(plan.m_layer)) {
    const ParcelDeed& deed = plan.m_deed;
    m_change.operation = plan.m_operation;
    m_change.layer = plan.m_layer.name;
    m_change.filled = plan.m_filled;
    m_command.tx = newUuid();
    m_command.reason = "parcel " + plan.m_operation + (deed.reason.empty() ? "" : ": " + deed.reason);
    m_command.actor = deed.actor;
    if (!plan.m_layer.roleCodeField.empty()) m_giver.emplace(plan.m_city, plan.m_layer);
  }

  /// Neighbours that get a vertex where a new border ends on theirs.
  void neighbour(const geom::CoverageArea& area) {
    const auto was = store::featureByFid(m_plan.m_city.connection(), m_plan.m_layer, area.fid);
    m_change.areaBefore += m_plan.squareMetresOf(was->wkb);
    m_change.areaAfter += m_plan.squareMetresOf(area.wkb);
    m_change.neighbours.push_back(area.fid);
    store::RowEdit row;
    row.table = m_plan.m_layer.name;
    row.fid = area.fid;
    row.values.emplace_back("geometry", area.wkb);
    m_command.rows.push_back(std::move(row));
  }

  /// The parcels that were asked for end, but for those that go on.
  void endOldParcels(const std::vector<PlannedParcel>& planned) {
    std::set<std::int64_t> goOn;
    for (const PlannedParcel& one : planned) {
      if (goesOn(one)) goOn.insert(one.parents[0]);
    }
    for (const auto& [fid, row] : m_plan.m_parcels) {
      const double size = m_plan.squareMetresOf(row.feature.wkb);
      m_change.before.push_back({fid, row.name, row.code, size, row.feature.wkb});
      m_change.areaBefore += size;
      if (goOn.contains(fid)) continue;
      store::RowEdit remove;
      remove.kind = store::RowEdit::Kind::remove;
      remove.table = m_plan.m_layer.name;
      remove.fid = fid;
      m_command.rows.push_back(std::move(remove));
      m_command.rows.push_back(
          store::parcelPastRow(m_plan.m_layer, row.feature, row.name, row.code, m_command.tx, m_now, size));
    }
  }

  void newParcel(const PlannedParcel& one) {
    const ParcelRow& parent = m_plan.parcel(one.parents[0]);
    const double size = m_plan.squareMetresOf(one.wkb);
    m_change.areaAfter += size;
    ParcelPart part{parent.feature.fid, parent.name, parent.code, size, one.wkb};
    store::RowEdit row;
    row.table = m_plan.m_layer.name;
    row.values.emplace_back("geometry", one.wkb);
    if (goesOn(one)) {
      row.fid = parent.feature.fid;
    } else {
      row.kind = store::RowEdit::Kind::insert;
      row.fid = part.fid = store::takeFeatureNumber(m_plan.m_city, m_plan.m_layer.name);
      if (m_plan.m_layer.hasUid) row.uid = newUuid();
      part.code = nextCode(parent.code);
      part.name = store::parcelName(row.uid, part.code, part.fid);
      fillFields(one, parent, part, row);
    }
    m_command.rows.push_back(std::move(row));
    for (const std::int64_t from : one.parents) {
      const ParcelRow& old = m_plan.parcel(from);
      if (old.name == part.name) continue;  // it goes on as itself
      m_command.rows.push_back(
          insertInto("city_lineage", {{"tx", m_command.tx}, {"parent_uid", old.name}, {"child_uid", part.name}}));
    }
    m_change.after.push_back(std::move(part));
  }

  void deed() {
    const ParcelDeed& deed = m_plan.m_deed;
    if (m_given < deed.codes.size()) m_plan.refuse(GIS_TR("there are more codes than new parcels"));
    m_command.rows.push_back(insertInto("city_parcel_deed", {{"tx", m_command.tx},
                                                             {"operation", m_plan.m_operation},
                                                             {"reason", deed.reason},
                                                             {"document", deed.document},
                                                             {"document_date", deed.documentDate},
                                                             {"author", deed.actor},
                                                             {"at", m_now},
                                                             {"area_before", m_change.areaBefore},
                                                             {"area_after", m_change.areaAfter}}));
  }

  /// Applies it, and commits unless it is only tried.
  ParcelChange run() {
    store::apply(m_plan.m_city, m_command);
    if (m_plan.m_deed.triesOnly) return std::move(m_change);  // the transaction is rolled back
    m_plan.m_transaction.commit();
    m_change.tx = m_command.tx;
    return std::move(m_change);
  }

 private:
  [[nodiscard]] bool goesOn(const PlannedParcel& one) const { return one.keeps && m_keeps; }

  /// The next of those that a person named, then the next free one; empty where parcels have no codes.
  std::string nextCode(const std::string& like) {
    if (!m_giver) return {};
    const std::vector<std::string>& named = m_plan.m_deed.codes;
    std::string code;
    if (m_given < named.size()) {
      code = text::normaliseCode(named[m_given]);
      m_giver->check(code);
      if (!m_codes.insert(code).second) m_plan.refuse({GIS_TR("the code {0} is given twice"), {code}});
    } else {
      do code = m_giver->next(like);
      while (!m_codes.insert(code).second);
    }
    ++m_given;
    return code;
  }

  /// A new parcel has what its first parent had, but for its code and, when its boundary is another, its area.
  void fillFields(const PlannedParcel& one, const ParcelRow& parent, const ParcelPart& part,
                  store::RowEdit& row) const {
    const std::vector<store::Field>& fields = m_plan.m_layer.fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const store::Field& field = fields[i];
      if (field.name == m_plan.m_layer.roleCodeField) {
        row.values.emplace_back(field.name, part.code);
      } else if (m_areaField != nullptr && field.name == m_areaField->name && !one.isSameArea) {
        row.values.emplace_back(field.name, areaCell(field, part.squareMetres));
      } else {
        row.values.emplace_back(field.name, parent.feature.values[i]);
      }
    }
  }
  static store::Value areaCell(const store::Field& field, double size) {
    if (field.type == store::FieldType::integer) return std::int64_t(std::llround(size));
    const double rounded = std::round(size * 100) / 100;
    return field.type == store::FieldType::real ? store::Value(rounded) : store::Value(store::textOf(rounded));
  }

  ParcelPlan& m_plan;
  const bool m_keeps;
  const std::string m_now;
  const store::Field* const m_areaField;
  ParcelChange m_change;
  store::EditCommand m_command;
  std::optional<ParcelCodeGiver> m_giver;
  std::set<std::string> m_codes;  // given by this change
  std::size_t m_given = 0;
};

ParcelChange ParcelPlan::write(std::vector<PlannedParcel> planned) {
  checkPlanned(planned);
  Writing writing(*this);
  for (const geom::CoverageArea& area : shareBorders(planned)) writing.neighbour(area);
  writing.endOldParcels(planned);
  for (const PlannedParcel& one : planned) writing.newParcel(one);
  writing.deed();
  return writing.run();
}

}  // namespace gis::city
