// Undo and redo as entries of their own, read from the journal.
#include "gis_core/store/undo.h"

#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "gis_core/base/error.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/edit_within.h"
#include "gis_core/store/feature_label.h"
#include "gis_core/store/joined_transaction.h"
#include "gis_core/store/journal.h"
#include "gis_core/store/layer_step.h"
#include "gis_core/store/row_image.h"
#include "gis_core/store/setting_step.h"

namespace gis::store {
namespace {

using nlohmann::json;

struct Entry {
  std::string table, op, before, after, uid, layerUid;
  std::int64_t fid = 0;
};

/// The rows of a transaction, last first.
std::vector<Entry> entriesOf(const Connection& c, const std::string& tx) {
  std::vector<Entry> entries;
  Statement statement(
      c,
      "SELECT h.table_name, h.op, h.before, h.after, h.feature, h.layer, h.fid, l.name"
      " FROM city_history h LEFT JOIN city_layer l ON l.uid = h.layer WHERE h.tx = ?1 ORDER BY h.seq DESC");
  statement.bind(1, tx);
  while (statement.step()) {
    Entry entry{statement.text(0), statement.text(1), statement.text(2),   statement.text(3),
                statement.text(4), statement.text(5), statement.integer(6)};
    if (!statement.isNull(7)) entry.table = statement.text(7);  // the layer may have another name since
    entries.push_back(std::move(entry));
  }
  return entries;
}

constexpr FeatureTexts kInTheWay = {GIS_TR("the change of case {0} cannot be taken back"),
                                    GIS_TR("the change of {0} in \"{1}\" cannot be taken back"),
                                    GIS_TR("the change of feature {0} in \"{1}\" cannot be taken back")};
constexpr FeatureTexts kOlder = {GIS_TR("undo once more takes back the older change of case {0}"),
                                 GIS_TR("undo once more takes back the older change of {0} in \"{1}\""),
                                 GIS_TR("undo once more takes back the older change of feature {0} in \"{1}\"")};

[[noreturn]] void throwInTheWay(const Connection& c, const Entry& entry, Message why) {
  throw Error(ErrorCode::forbiddenStep, aboutFeature(c, entry.table, entry.fid, kInTheWay), std::move(why),
              GIS_TR("look at the history of the feature"));
}

void checkStillAs(const Connection& c, const TableShape& table, const Entry& entry, const json& expected, bool whole) {
  StoredValues named;
  for (const auto& [name, value] : expected.items()) named.emplace_back(name, Value());
  const auto now = whole ? imageOf(c, table, entry.fid) : imageOf(c, table, entry.fid, named);
  if (!now) throwInTheWay(c, entry, GIS_TR("the feature was deleted since"));
  for (const auto& [name, value] : expected.items()) {
    const json current = now->contains(name) ? (*now)[name] : json(nullptr);
    if (current != value) throwInTheWay(c, entry, {GIS_TR("its field \"{0}\" was changed again since"), {name}});
  }
  if (!whole) return;
  for (const auto& [name, value] : now->items()) {
    if (!expected.contains(name))
      throwInTheWay(c, entry, {GIS_TR("its field \"{0}\" was changed again since"), {name}});
  }
}

void takeBack(const Connection& c, const TableShape& table, const Entry& entry, Journal& journal) {
  if (entry.op == "insert") {
    const json after = json::parse(entry.after);
    checkStillAs(c, table, entry, after, true);
    deleteRow(c, table, entry.fid);
    journal.add(entry.layerUid, table.name, entry.uid, entry.fid, "remove", entry.after, std::nullopt);
  } else if (entry.op == "remove") {
    if (imageOf(c, table, entry.fid)) throwInTheWay(c, entry, GIS_TR("its number was given to another feature"));
    insertRow(c, table, entry.fid, valuesOf(json::parse(entry.before), table));
    journal.add(entry.layerUid, table.name, entry.uid, entry.fid, "insert", std::nullopt, entry.before);
  } else if (entry.op == "update") {
    checkStillAs(c, table, entry, json::parse(entry.after), false);
    updateRow(c, table, entry.fid, valuesOf(json::parse(entry.before), table));
    journal.add(entry.layerUid, table.name, entry.uid, entry.fid, "update", entry.after, entry.before);
  }
}

EditResult compensate(const CityDatabase& city, const std::string& tx, const std::string& reason,
                      const std::string& actor, const char* kind, Progress& progress) {
  const Connection& c = city.connection();
  JoinedTransaction transaction(c);
  const bool isUndo = std::string_view(kind) == "undo";
  JournalHead head = newHead(c, std::string(isUndo ? kUndoPrefix : kRedoPrefix) + reason, actor);
  head.kind = kind;
  head.undoes = tx;
  EditResult result{head.tx, {}, {}};
  {
    Journal journal(c, std::move(head));
    std::map<std::string, TableShape> shapes;
    const std::vector<Entry> entries = entriesOf(c, tx);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const Entry& entry = entries[i];
      progress.report(i, entries.size());
      if (entry.op == kSettingStep) {
        takeBackSetting(c, entry.uid, entry.before, entry.after);
        journal.add(entry.layerUid, entry.table, entry.uid, 0, entry.op, entry.after, entry.before);
        continue;
      }
      if (isLayerStep(entry.op)) {
        const std::string now = takeBackLayerStep(c, entry.table, entry.op, entry.before, entry.after);
        journal.add(entry.layerUid, now, {}, 0, entry.op, entry.after, entry.before);
        continue;
      }
      auto found = shapes.find(entry.table);
      if (found == shapes.end()) found = shapes.emplace(entry.table, shapeOf(c, entry.table)).first;
      takeBack(c, found->second, entry, journal);
      result.fids.push_back(entry.fid);
      result.uids.push_back(entry.uid);
    }
    for (const auto& [name, table] : shapes) refreshExtent(c, table);
  }
  transaction.commit();
  return result;
}

[[noreturn]] void throwNothing(const char* what) {
  throw Error(ErrorCode::notFound, what, {}, {});
}

/// Refused once: who undoes again after reading it knows what goes.
[[noreturn]] void throwInBetween(const Connection& c, const UndoState& state) {
  const UndoState::Obstacle& newer = *state.obstacle;
  Message what{newer.isRemoval ? GIS_TR("the removal of the layer \"{0}\" cannot be undone")
                               : GIS_TR("the load of the layer \"{0}\" cannot be undone"),
               {newer.layer}};
  Message why = newer.isRemoval ? Message() : Message(GIS_TR("a loaded layer is taken away by removing it"));
  Message remedy;
  if (!state.undoTx.empty()) {
    remedy = state.undoFid == 0
                 ? Message(GIS_TR("undo once more takes back the older change of the layer \"{0}\""), {state.undoTable})
                 : aboutFeature(c, state.undoTable, state.undoFid, kOlder);
  }
  throw Error(ErrorCode::forbiddenStep, std::move(what), std::move(why), std::move(remedy));
}

}  // namespace

/// What is to be taken back is looked up in the transaction that takes it back: another process may be at it, too.
EditResult undoLong(const CityDatabase& city, const std::string& actor, Progress progress) {
  std::optional<JoinedTransaction> transaction(std::in_place, city.connection());
  const UndoState state = undoState(city);
  if (state.obstacle) {
    transaction.reset();
    if (!state.undoTx.empty()) city.setSetting(kPassedObstacle, std::to_string(state.obstacle->seq));
    throwInBetween(city.connection(), state);
  }
  if (state.undoTx.empty()) throwNothing(GIS_TR("there is nothing to undo"));
  EditResult result = compensate(city, state.undoTx, state.undoReason, actor, "undo", progress);
  transaction->commit();
  return result;
}

EditResult redoLong(const CityDatabase& city, const std::string& actor, Progress progress) {
  JoinedTransaction transaction(city.connection());
  const UndoState state = undoState(city);
  if (state.redoTx.empty()) throwNothing(GIS_TR("there is nothing to redo"));
  EditResult result = compensate(city, state.redoTx, state.redoReason, actor, "redo", progress);
  transaction.commit();
  return result;
}

EditResult undo(const CityDatabase& city, const std::string& actor) {
  return undoLong(city, actor, {});
}

EditResult redo(const CityDatabase& city, const std::string& actor) {
  return redoLong(city, actor, {});
}

}  // namespace gis::store
