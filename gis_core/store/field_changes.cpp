#include "gis_core/store/field_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "gis_core/store/case_keeping.h"
#include "gis_core/store/column_steps.h"
#include "gis_core/store/edit_within.h"
#include "gis_core/store/feature_edits.h"
#include "gis_core/store/field_names.h"
#include "gis_core/store/field_rules.h"
#include "gis_core/store/fields.h"
#include "gis_core/store/joined_transaction.h"
#include "gis_core/store/journal.h"
#include "gis_core/store/layer_names.h"
#include "gis_core/store/layer_step.h"
#include "gis_core/store/parcel_keeping.h"
#include "gis_core/store/read_only_sql.h"
#include "gis_core/store/row_image.h"
#include "gis_core/store/value_text.h"

namespace gis::store {
namespace {

using nlohmann::json;

constexpr std::size_t kMostExamples = 10;

void checkChangeable(const LayerInfo& layer) {
  if (lowerAscii(layer.name).rfind("city_", 0) != 0) return;
  throw Error(ErrorCode::forbiddenStep, {GIS_TR("the columns of \"{0}\" cannot be changed"), {layer.name}},
              GIS_TR("it belongs to the city itself"), {});
}

Value storedCell(const Statement& row, int column) {
  return cellValue(cellImage(row, column, false), false, -1);
}

/// Calls for each cell that is not NULL.
void forEachValue(const Connection& c, const LayerInfo& layer, const Field& field, const CancelToken& token,
                  const std::function<void(std::int64_t, Value)>& take) {
  c.interruptOn(token);
  Statement rows(
      c, fmt::format("SELECT fid, {0} FROM {1} WHERE {0} IS NOT NULL", quotedName(field.name), quotedName(layer.name)));
  while (rows.step()) take(rows.integer(0), storedCell(rows, 1));
}

[[noreturn]] void throwLosses(const LayerInfo& layer, const Field& field, const FieldLosses& losses, bool isDrop) {
  Message what{isDrop ? GIS_TR("the column \"{0}\" of \"{1}\" was not dropped")
                      : GIS_TR("the type of the column \"{0}\" of \"{1}\" was not changed"),
               {field.name, layer.name}};
  Message why = isDrop ? Message(GIS_TR("{0} values would go"), {std::to_string(losses.lost)})
                       : Message(GIS_TR("{0} values would be lost and {1} would say less"),
                                 {std::to_string(losses.lost), std::to_string(losses.changed)});
  throw Error(ErrorCode::forbiddenStep, std::move(what), std::move(why), GIS_TR("agree to it (--accept-losses)"));
}

void addValues(const Connection& c, const LayerInfo& layer, const Field& field, Journal& journal) {
  forEachValuesImage(c, layer, field, [&](const std::string& image) {
    journal.add(layer.uid, layer.name, {}, 0, kColumnValuesStep, image, std::nullopt);
  });
}

json typeImage(const Field& field) {
  return {
      {"name", field.name}, {"type", fieldTypeSql(field.type)}, {"width", field.width}, {"precision", field.precision}};
}

/// The rows that a calculation concerns, with the old and the new value.
template <typename Take>
void calculate(const Connection& c, const LayerInfo& layer, const Field& field, const Calculation& how, int limit,
               const CancelToken& token, Take&& take) {
  if (layer.name != kCaseTable)
    checkChangeable(layer);
  else if (!isFreeCaseColumn(field.name))
    throw caseColumnRefusal(field.name);
  checkCondition(c, layer.name, how.expression);
  if (!how.where.empty()) checkCondition(c, layer.name, how.where);
  c.interruptOn(token);
  const std::unordered_set<std::int64_t> only(how.fids.begin(), how.fids.end());
  Statement rows(c, fmt::format("SELECT fid, {}, (\n{}\n) FROM {}{}{}", quotedName(field.name), how.expression,
                                quotedName(layer.name), how.where.empty() ? "" : " WHERE (\n" + how.where + "\n)",
                                " ORDER BY fid"));
  for (int taken = 0; (limit < 0 || taken < limit) && rows.step();) {
    const std::int64_t fid = rows.integer(0);
    if (!only.empty() && only.count(fid) == 0) continue;
    take(fid, storedCell(rows, 1), storedCell(rows, 2));
    ++taken;
  }
}

/// What the column would hold: a whole number is a real's value, too, and numbers become texts.
Value fitting(const LayerInfo& layer, const Field& field, const Value& value) {
  if (std::holds_alternative<geom::Bytes>(value)) {
    throw Error(ErrorCode::invalidValue, {GIS_TR("cannot set the field \"{0}\" of \"{1}\""), {field.name, layer.name}},
                GIS_TR("the expression gives bytes, not a value"), {});
  }
  const Converted made = converted(value, field.type);
  if (made.how != Conversion::lost) return made.value;
  throw Error(ErrorCode::invalidValue, {GIS_TR("cannot put \"{0}\" into {1}"), {textOf(value), field.name}},
              {GIS_TR("\"{0}\" is no value of {1}, which is of type {2}"),
               {textOf(value), field.name, fieldTypeName(field.type)}},
              GIS_TR("change the expression"));
}

/// A column that may be changed, inside one transaction.
struct ColumnChange {
  ColumnChange(const CityDatabase& city, const std::string& layerName, const std::string& fieldName,
               const CancelToken& token)
      : connection(city.connection()), transaction(connection), layer(layerByName(connection, layerName)) {
    connection.interruptOn(token);
    checkChangeable(layer);
    field = requireField(layer, fieldName);
  }
  const Connection& connection;
  JoinedTransaction transaction;
  LayerInfo layer;
  Field field;
};

}  // namespace

void renameField(const CityDatabase& city, const std::string& layerName, const std::string& fieldName,
                 const std::string& newName, const std::string& actor, const CancelToken& token) {
  ColumnChange change(city, layerName, fieldName, token);
  const Connection& c = change.connection;
  const LayerInfo& layer = change.layer;
  const Field& field = change.field;
  if (field.name == newName) return;
  LayerInfo others = layer;
  std::erase_if(others.fields, [&](const Field& one) { return one.name == field.name; });
  checkNewFieldName(others, newName);
  giveColumnName(c, layer, field.name, newName);
  noteLayerChanged(c, layer);
  const auto image = [](const std::string& name) { return dumped({{"name", name}}); };
  Journal(c, newHead(c, GIS_TR("rename column"), actor))
      .add(layer.uid, layer.name, {}, 0, kColumnNameStep, image(field.name), image(newName));
  change.transaction.commit();
}

FieldLosses lossesOfRetype(const Connection& c, const LayerInfo& layer, const std::string& fieldName, FieldType type,
                           const CancelToken& token) {
  const Field& field = requireField(layer, fieldName);
  if ((field.type == FieldType::blob) != (type == FieldType::blob)) {
    throw Error(ErrorCode::unsupported,
                {GIS_TR("the type of the column \"{0}\" of \"{1}\" was not changed"), {field.name, layer.name}},
                GIS_TR("bytes cannot become other values"), {});
  }
  FieldLosses losses;
  forEachValue(c, layer, field, token, [&](std::int64_t fid, Value value) {
    ++losses.values;
    Converted made = converted(value, type);
    if (made.how == Conversion::kept) return;
    ++(made.how == Conversion::lost ? losses.lost : losses.changed);
    if (losses.examples.size() < kMostExamples)
      losses.examples.push_back({fid, std::move(value), std::move(made.value)});
  });
  return losses;
}

FieldLosses lossesOfDrop(const Connection& c, const LayerInfo& layer, const std::string& fieldName,
                         const CancelToken& token) {
  const Field& field = requireField(layer, fieldName);
  FieldLosses losses;
  forEachValue(c, layer, field, token, [&](std::int64_t fid, Value value) {
    ++losses.values;
    ++losses.lost;
    if (losses.examples.size() < kMostExamples) losses.examples.push_back({fid, std::move(value), {}});
  });
  return losses;
}

FieldLosses retypeField(const CityDatabase& city, const std::string& layerName, const std::string& fieldName,
                        FieldType type, bool acceptLosses, const std::string& actor, Progress progress) {
  ColumnChange change(city, layerName, fieldName, progress.token());
  const Connection& c = change.connection;
  const LayerInfo& layer = change.layer;
  const Field& field = change.field;
  const std::uint64_t all = 3 * std::uint64_t(std::max<std::int64_t>(layer.count, 0));  // counted, kept, written anew
  FieldLosses losses = lossesOfRetype(c, layer, field.name, type, progress.token());
  progress.report(all / 3, all);
  if (field.type == type) return losses;
  if (!losses.isWithoutLoss() && !acceptLosses) throwLosses(layer, field, losses, false);
  Field after = field;
  after.type = type;
  after.width = after.precision = 0;
  {
    Journal journal(c, newHead(c, GIS_TR("change type of column"), actor));
    addValues(c, layer, field, journal);
    progress.report(2 * all / 3, all);
    giveColumnType(c, layer, after, [&](std::uint64_t rows) { progress.report(2 * all / 3 + rows, all); });
    journal.add(layer.uid, layer.name, {}, 0, kColumnTypeStep, dumped(typeImage(field)), dumped(typeImage(after)));
  }
  noteLayerChanged(c, layer);
  change.transaction.commit();
  return losses;
}

FieldLosses dropField(const CityDatabase& city, const std::string& layerName, const std::string& fieldName,
                      bool acceptLosses, const std::string& actor, Progress progress) {
  ColumnChange change(city, layerName, fieldName, progress.token());
  const Connection& c = change.connection;
  const LayerInfo& layer = change.layer;
  const Field& field = change.field;
  const auto refuse = [&](Message why, Message remedy) {
    throw Error(ErrorCode::forbiddenStep,
                {GIS_TR("the column \"{0}\" of \"{1}\" cannot be taken away"), {field.name, layer.name}},
                std::move(why), std::move(remedy));
  };
  if (layer.roleCodeField == field.name || layer.roleNameField == field.name) {
    refuse({GIS_TR("the layer's role {0} needs it"), {layer.role}}, GIS_TR("bind the role to another column first"));
  }
  if (namesField(layer.filter, field.name)) {
    refuse(GIS_TR("the layer's filter uses it"), GIS_TR("clear the filter first"));
  }
  const std::uint64_t all = 3 * std::uint64_t(std::max<std::int64_t>(layer.count, 0));  // counted, kept, dropped
  FieldLosses losses = lossesOfDrop(c, layer, field.name, progress.token());
  progress.report(all / 3, all);
  if (!losses.isWithoutLoss() && !acceptLosses) throwLosses(layer, field, losses, true);
  {
    const json image = columnImage(c, layer, field);
    Journal journal(c, newHead(c, GIS_TR("drop column"), actor));
    addValues(c, layer, field, journal);
    progress.report(2 * all / 3, all);
    dropColumn(c, layer, field.name);
    journal.add(layer.uid, layer.name, {}, 0, kColumnStep, dumped(image), std::nullopt);
  }
  noteLayerChanged(c, layer);
  change.transaction.commit();
  return losses;
}

std::vector<CalculatedCell> previewCalculation(const Connection& c, const Calculation& calculation, int limit,
                                               const CancelToken& token) {
  const LayerInfo layer = layerByName(c, calculation.layer);
  const Field& field = requireField(layer, calculation.field);
  const FieldRules rules = fieldRules(c, layer.uid);
  const auto rule = rules.find(field.name);
  RetiredCodes retired(c, layer);
  std::vector<CalculatedCell> cells;
  calculate(c, layer, field, calculation, limit, token, [&](std::int64_t fid, Value before, const Value& value) {
    CalculatedCell cell{fid, std::move(before), value, {}};
    try {
      cell.after = fitting(layer, field, value);
      if (rule != rules.end()) checkRule(layer.name, field, rule->second, cell.after);
      retired.refuse(field, fid, cell.after);
    } catch (const Error& error) {
      cell.fault = error;
    }
    cells.push_back(std::move(cell));
  });
  return cells;
}

EditResult calculateField(const CityDatabase& city, const Calculation& calculation, const std::string& reason,
                          const std::string& actor, Progress progress) {
  const Connection& c = city.connection();
  Transaction transaction(c);
  const LayerInfo layer = layerByName(c, calculation.layer);
  const Field& field = requireField(layer, calculation.field);
  std::vector<std::pair<std::int64_t, Value>> cells;
  calculate(c, layer, field, calculation, -1, progress.token(),
            [&](std::int64_t fid, const Value& before, const Value& value) {
              try {
                Value after = fitting(layer, field, value);
                if (after != before) cells.emplace_back(fid, std::move(after));
              } catch (const Error& error) {
                rethrowFor(layer, fid, error);
              }
            });
  EditCommand head;
  head.reason = reason.empty() ? GIS_TR("calculate a column") : reason;
  head.actor = actor;
  const auto row = [&](std::size_t i) {
    auto& [fid, value] = cells[i];
    return RowEdit{RowEdit::Kind::update, layer.name, fid, {}, {{field.name, value}}};
  };
  EditResult result = applyInParts(city, std::move(head), cells.size(), row, std::move(progress));
  transaction.commit();
  return result;
}

}  // namespace gis::store
