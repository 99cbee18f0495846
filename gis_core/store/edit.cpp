#include "gis_core/store/edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/base/uuid.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/case_edit.h"
#include "gis_core/store/case_keeping.h"
#include "gis_core/store/coverage_guard.h"
#include "gis_core/store/edit_within.h"
#include "gis_core/store/field_rules.h"
#include "gis_core/store/joined_transaction.h"
#include "gis_core/store/journal.h"
#include "gis_core/store/layer_names.h"
#include "gis_core/store/parcel_keeping.h"
#include "gis_core/store/row_image.h"
#include "gis_core/store/value_text.h"

namespace gis::store {
namespace {

using nlohmann::json;

[[noreturn]] void throwValue(const TableShape& table, std::string_view column, Message why) {
  throw Error(ErrorCode::invalidValue,
              {GIS_TR("cannot set the field \"{0}\" of \"{1}\""), {std::string(column), table.name}}, std::move(why),
              {});
}

/// A column takes values of its type only, though SQLite would keep any text.
Value checkedValue(const TableShape& table, const Field& field, const Value& value) {
  if (field.type == FieldType::text || field.type == FieldType::blob) return value;
  if (const auto* written = std::get_if<std::string>(&value)) {
    if (!text::isValidUtf8(*written)) throwValue(table, field.name, GIS_TR("the text is no valid UTF-8"));
    return parseValue(*written, field);
  }
  const bool isTime = field.type == FieldType::date || field.type == FieldType::datetime;
  if (isTime && !std::holds_alternative<std::monostate>(value)) {
    throwValue(table, field.name, {GIS_TR("the column holds values of type {0}"), {fieldTypeName(field.type)}});
  }
  if (const auto* d = std::get_if<double>(&value)) {
    if (std::isnan(*d)) throwValue(table, field.name, GIS_TR("it takes finite numbers only"));
    if (field.type == FieldType::real) return value;
    if (std::floor(*d) != *d || std::fabs(*d) >= 9e15) {
      throwValue(table, field.name, GIS_TR("it takes whole numbers only"));
    }
    return checkedValue(table, field, static_cast<std::int64_t>(*d));
  }
  if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    if (field.type == FieldType::boolean && *whole != 0 && *whole != 1) {
      throwValue(table, field.name, {GIS_TR("the column holds values of type {0}"), {fieldTypeName(field.type)}});
    }
  }
  return value;
}

Value storedGeometry(const TableShape& table, const Value& value) {
  if (std::holds_alternative<std::monostate>(value)) return {};
  const auto* wkb = std::get_if<geom::Bytes>(&value);
  if (wkb == nullptr) throwValue(table, "geometry", GIS_TR("a geometry is given as WKB"));
  if (wkb->empty()) return {};
  if (!geom::hasFinitePlaces(*wkb)) throwValue(table, "geometry", GIS_TR("a coordinate is not a finite number"));
  geom::GeometryType type = *table.geometryType;
  if (type.kind == geom::GeometryKind::unknown) type.kind = geom::typeOf(*wkb).kind;
  const geom::Bytes whole = geom::promoted(*wkb, type);
  if (geom::isEmpty(whole)) return {};  // as in a load: SpatiaLite does not stand empty geometries
  return geom::toSpatialite(whole, table.srid);
}

/// A table with the rules of its fields.
class RuledTable {
 public:
  RuledTable(const Connection& c, std::string_view table)
      : shape(shapeOf(c, table)), rules(fieldRules(c, shape.layerUid)) {}
  /// Whether an update may change other columns than it sets. Looked up once: it reads the whole schema, and an insert
  /// need not know.
  [[nodiscard]] bool hasForeignTriggers(const Connection& c) const {
    if (!m_hasForeignTriggers) {
      Statement foreign(c,
                        "SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE"
                        " AND name NOT GLOB 'city_*' AND name NOT GLOB 'gg[iu]_*' AND name NOT GLOB 'gi[iud]_*'"
                        " AND name NOT GLOB 'tm[iud]_*'");
      m_hasForeignTriggers = foreign.bind(1, shape.name).step();
    }
    return *m_hasForeignTriggers;
  }
  TableShape shape;
  FieldRules rules;

 private:
  mutable std::optional<bool> m_hasForeignTriggers;
};

void checkRequired(const RuledTable& table, const StoredValues& values) {
  for (const auto& [name, rule] : table.rules) {
    const Field* field = rule.required ? table.shape.column(name) : nullptr;
    if (field == nullptr) continue;
    const bool given =
        std::any_of(values.begin(), values.end(), [&name = name](const auto& one) { return one.first == name; });
    if (!given) checkRule(table.shape.name, *field, rule, {});
  }
}

StoredValues storedValues(const RuledTable& ruled, const ColumnValues& values) {
  const TableShape& table = ruled.shape;
  StoredValues stored;
  for (const auto& [name, value] : values) {
    if (table.geometryType && lowerAscii(name) == "geometry") {
      stored.emplace_back("geometry", storedGeometry(table, value));
      continue;
    }
    const Field* field = table.column(name);
    if (field == nullptr) {
      std::vector<std::string> names;
      for (const Field& f : table.columns) names.push_back(f.name);
      const std::string near = similarNames(name, names);
      throw Error(ErrorCode::noSuchField, {GIS_TR("the layer \"{0}\" has no field \"{1}\""), {table.name, name}}, {},
                  near.empty() ? Message() : Message(GIS_TR("did you mean {0}?"), {near}));
    }
    stored.emplace_back(field->name, checkedValue(table, *field, value));
    if (const auto rule = ruled.rules.find(field->name); rule != ruled.rules.end()) {
      checkRule(table.name, *field, rule->second, stored.back().second);
    }
  }
  return stored;
}

/// A number that no row of the table ever had: rows with a uid get the station in the upper bits.
std::int64_t nextFid(const CityDatabase& city, const TableShape& table) {
  const Connection& c = city.connection();
  const std::int64_t base = table.hasUid ? city.station() << 32 : 0;
  const std::int64_t end = table.hasUid ? (city.station() + 1) << 32 : std::int64_t{1} << 53;
  Statement counter(c, "SELECT value FROM city_counter WHERE table_name = ?1");
  const std::int64_t counted = counter.bind(1, table.name).step() ? counter.integer(0) : 0;
  counter.reset();
  Statement largest(c, fmt::format("SELECT coalesce(max(fid), 0) FROM {} WHERE fid < ?1", quotedName(table.name)));
  largest.bind(1, end).step();
  // a counter of another station (the file was copied) lies outside of ours
  const std::int64_t mine = counted >= base && counted < end ? counted : base;
  const std::int64_t fid = std::max({base, mine, largest.integer(0)}) + 1;
  largest.reset();
  Statement(c,
            "INSERT INTO city_counter(table_name, value) VALUES (?1, ?2)"
            " ON CONFLICT(table_name) DO UPDATE SET value = excluded.value")
      .bindAll(table.name, fid)
      .run();
  return fid;
}

struct Applied {
  std::int64_t fid = 0;
  std::string uid;
};

std::string uidOf(const json& image) {
  return image.value("uid", std::string());
}

Applied applyInsert(const CityDatabase& city, const RuledTable& ruled, const RowEdit& edit, Journal& journal) {
  const Connection& c = city.connection();
  const TableShape& table = ruled.shape;
  StoredValues values = storedValues(ruled, edit.values);
  checkRequired(ruled, values);
  Applied applied{edit.fid != 0 ? edit.fid : nextFid(city, table), {}};
  if (table.hasUid) {
    applied.uid = edit.uid.empty() ? newUuid() : edit.uid;
    values.emplace_back("uid", applied.uid);
  }
  insertRow(c, table, applied.fid, values);
  journal.add(table.layerUid, table.name, applied.uid, applied.fid, "insert", std::nullopt,
              imageTextOf(c, table, applied.fid));
  return applied;
}

/// Of the columns that are set; nothing: of all.
json requiredImage(const Connection& c, const TableShape& table, std::int64_t fid, const StoredValues* set = nullptr) {
  auto image = set == nullptr ? imageOf(c, table, fid) : imageOf(c, table, fid, *set);
  if (image) return std::move(*image);
  throw Error(ErrorCode::notFound, {GIS_TR("there is no feature {0} in \"{1}\""), {std::to_string(fid), table.name}},
              {}, {});
}

std::vector<std::string> namesOf(const json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

Applied applyUpdate(const Connection& c, const RuledTable& ruled, const RowEdit& edit, bool isCaseStep,
                    Journal& journal) {
  const TableShape& table = ruled.shape;
  const StoredValues values = storedValues(ruled, edit.values);
  const StoredValues* set = ruled.hasForeignTriggers(c) ? nullptr : &values;
  const json before = requiredImage(c, table, edit.fid, set);
  updateRow(c, table, edit.fid, values);
  const json after = requiredImage(c, table, edit.fid, set);
  json was = json::object();
  json is = json::object();
  for (const auto& [name, value] : after.items()) {
    if (before.contains(name) && before[name] == value) continue;
    is[name] = value;
    was[name] = before.contains(name) ? before[name] : json(nullptr);
  }
  for (const auto& [name, value] : before.items()) {
    if (after.contains(name)) continue;
    was[name] = value;
    is[name] = nullptr;
  }
  if (!isCaseStep && table.name == kCaseTable) refuseCaseEdit(table.name, edit.kind, namesOf(is));
  if (!is.empty()) journal.add(table.layerUid, table.name, uidOf(after), edit.fid, "update", dumped(was), dumped(is));
  return {edit.fid, uidOf(after)};
}

Applied applyRemove(const Connection& c, const TableShape& table, const RowEdit& edit, Journal& journal) {
  const json before = requiredImage(c, table, edit.fid);
  deleteRow(c, table, edit.fid);
  journal.add(table.layerUid, table.name, uidOf(before), edit.fid, "remove", dumped(before), std::nullopt);
  return {edit.fid, uidOf(before)};
}

}  // namespace

void refuseCaseEdits(const Connection& c, const EditCommand& command) {
  std::optional<RuledTable> ruled;
  for (const RowEdit& row : command.rows) {
    if (row.table != kCaseTable) continue;
    std::vector<std::string> changed;
    if (row.kind == RowEdit::Kind::update) {
      if (!ruled) ruled.emplace(c, kCaseTable);
      for (const auto& [name, value] : storedValues(*ruled, row.values)) {
        if (isFreeCaseColumn(name)) continue;
        Statement same(c, fmt::format("SELECT 1 FROM city_incident WHERE fid = ?1 AND {} IS ?2", quotedName(name)));
        same.bind(1, row.fid);
        bindValue(same, 2, value);
        if (!same.step()) changed.push_back(name);
      }
    }
    refuseCaseEdit(row.table, row.kind, changed);
  }
}

std::int64_t takeFeatureNumber(const CityDatabase& city, const std::string& table) {
  return nextFid(city, shapeOf(city.connection(), table));
}

namespace {

/// These tables have neither borders that others share nor codes of parcels: nothing to look up for them.
bool isOfCases(const EditCommand& command) {
  return std::all_of(command.rows.begin(), command.rows.end(), [](const RowEdit& edit) {
    return edit.table == kCaseTable || edit.table == "city_attachment" || edit.table == "city_request";
  });
}

EditResult applyRows(const CityDatabase& city, const EditCommand& wanted, bool isCaseStep, Progress progress) {
  const Connection& c = city.connection();
  const bool mayTouchParcels = !isOfCases(wanted);
  const bool mayTouchBorders = mayTouchParcels && !wanted.mayBreakCoverage;
  const std::optional<EditCommand> shared = mayTouchBorders ? withSharedVertices(city, wanted) : std::nullopt;
  const EditCommand& command = shared ? *shared : wanted;
  if (mayTouchBorders) refuseCoverageFaults(city, command);
  if (mayTouchParcels) refuseRetiredCodes(city, command);
  JournalHead head = newHead(c, command.reason, command.actor);
  if (!command.tx.empty()) head.tx = command.tx;
  if (!command.at.empty()) head.at = command.at;
  head.firstPart = command.firstPart;
  if (!command.undoes.empty()) {
    head.kind = "undo";
    head.undoes = command.undoes;
  }
  EditResult result{head.tx, {}, {}};
  const std::vector<RowEdit> keptParcels =
      mayTouchParcels ? keptParcelRows(city, command, head.tx, head.at) : std::vector<RowEdit>();
  {
    Journal journal(c, std::move(head));
    std::map<std::string, RuledTable> tables;
    const auto applyRow = [&](const RowEdit& edit) {
      auto found = tables.find(edit.table);
      if (found == tables.end()) found = tables.emplace(edit.table, RuledTable(c, edit.table)).first;
      const RuledTable& table = found->second;
      if (!isCaseStep && edit.kind != RowEdit::Kind::update) refuseCaseEdit(edit.table, edit.kind, {});
      return edit.kind == RowEdit::Kind::insert   ? applyInsert(city, table, edit, journal)
             : edit.kind == RowEdit::Kind::update ? applyUpdate(c, table, edit, isCaseStep, journal)
                                                  : applyRemove(c, table.shape, edit, journal);
    };
    const std::size_t rows = command.rows.size() + keptParcels.size();
    std::size_t done = 0;
    for (const RowEdit& edit : command.rows) {
      const Applied applied = applyRow(edit);
      progress.report(++done, rows);
      if (result.fids.size() == wanted.rows.size()) continue;  // neighbours that got a vertex
      result.fids.push_back(applied.fid);
      result.uids.push_back(applied.uid);
    }
    for (const RowEdit& edit : keptParcels) {
      (void)applyRow(edit);
      progress.report(++done, rows);
    }
    for (const auto& [name, table] : tables) refreshExtent(c, table.shape);
  }
  return result;
}

}  // namespace

EditResult applyWithin(const CityDatabase& city, const EditCommand& command, Progress progress) {
  return applyRows(city, command, false, std::move(progress));
}

EditResult applyInParts(const CityDatabase& city, EditCommand head, std::size_t rows,
                        const std::function<RowEdit(std::size_t)>& row, Progress progress) {
  constexpr std::size_t kPart = 5000;
  const Connection& c = city.connection();
  if (rows == 0) return {};
  const RowEdit first = row(0);
  const bool isShape = std::any_of(first.values.begin(), first.values.end(),
                                   [](const auto& one) { return lowerAscii(one.first) == "geometry"; });
  const bool isAlone = first.kind == RowEdit::Kind::update && !isShape && !setsParcelCode(c, first);
  if (head.tx.empty()) head.tx = newUuid();
  if (head.at.empty()) head.at = toIsoUtc(utcNow());
  EditResult all{head.tx, {}, {}};
  for (std::size_t from = 0; from < rows;) {
    const std::size_t end = isAlone ? std::min(rows, from + kPart) : rows;
    EditCommand part = head;
    const FreesRowsBeside beside(part);
    part.rows.reserve(end - from);
    for (std::size_t i = from; i < end; ++i) {
      if (i % 1024 == 0) progress.check();
      part.rows.push_back(row(i));
    }
    if (from > 0) part.firstPart = partsOf(c, head.tx);
    const Progress told(progress.token(),
                        [&](const ProgressState& state) { progress.report(from + state.done, rows); });
    EditResult result = applyWithin(city, part, told);
    all.fids.insert(all.fids.end(), result.fids.begin(), result.fids.end());
    std::move(result.uids.begin(), result.uids.end(), std::back_inserter(all.uids));
    from = end;
  }
  return all;
}

EditResult applyLong(const CityDatabase& city, const EditCommand& command, Progress progress) {
  prepareCodeHolders(city, command);
  Transaction transaction(city.connection());
  city.connection().interruptOn(progress.token());
  EditResult result = applyWithin(city, command, std::move(progress));
  transaction.commit();
  return result;
}

EditResult applyCaseStepWithin(const CityDatabase& city, const EditCommand& command) {
  return applyRows(city, command, true, {});
}

EditResult apply(const CityDatabase& city, const EditCommand& command) {
  prepareCodeHolders(city, command);
  JoinedTransaction transaction(city.connection());
  EditResult result = applyWithin(city, command);
  transaction.commit();
  return result;
}

EditResult applyCaseStep(const CityDatabase& city, const EditCommand& command) {
  JoinedTransaction transaction(city.connection());
  EditResult result = applyCaseStepWithin(city, command);
  transaction.commit();
  return result;
}

}  // namespace gis::store
