// citydesk-cli edit: adds, changes and deletes features, one or many, as one entry of the journal.
#include <CLI/CLI.hpp>
#include <iostream>
#include <iterator>

#include "app/cli/command.h"
#include "app/cli/edit_geometry.h"
#include "app/cli/error_text.h"
#include "app/cli/value_json.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/io/paste_rows.h"
#include "gis_core/store/case_keeping.h"
#include "gis_core/store/edit_within.h"
#include "gis_core/store/feature_edits.h"
#include "gis_core/store/field_changes.h"
#include "gis_core/store/read_only_sql.h"
#include "gis_core/store/table_rows.h"

namespace gis::cli {
namespace {

constexpr std::size_t kMostListedFaults = 100;

[[noreturn]] void wrongEdit(const char* why) {
  throw Error(ErrorCode::usage, GIS_TR("wrong usage"), why, {});
}

/// "A=B" cut at the first sign.
std::pair<std::string, std::string> cutAtSign(const std::string& text, const char* why) {
  const std::size_t sign = text.find('=');
  if (sign == std::string::npos || sign == 0) wrongEdit(why);
  return {text.substr(0, sign), text.substr(sign + 1)};
}

class EditFeatureCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "edit"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Add, change, reshape or delete features, one or many (undoable)");
  }
  [[nodiscard]] bool runsTypedSql() const override {
    return store::mayCallFunctions(m_where) || store::mayCallFunctions(m_calculate);
  }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("LAYER", m_layer, GIS_TR("Layer"))->required();
    app.add_option("FID", m_fids, GIS_TR("The features' ids; not with --add"))->delimiter(',');
    app.add_option("--where", m_where, GIS_TR("The features that meet this condition"))->type_name("SQL");
    setupValues(app);
    setupShapes(app);
    app.add_flag("--dry-run", m_dryRun, GIS_TR("Only tell what would change"));
    app.add_option("--limit", m_limit, GIS_TR("How many rows a preview lists (20)"))
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    m_reasonGiven = app.add_option("--reason", m_reason, GIS_TR("Why, for the history"))->type_name("TEXT");
  }

  int run(Context& context) override {
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city),
                                                m_dryRun ? store::OpenMode::readOnly : store::OpenMode::readWrite);
    const store::Connection& c = city.connection();
    c.interruptOn(context.progress.token());
    checkChoice();
    const store::LayerInfo layer = store::layerByName(c, m_layer);
    if (m_paste) return paste(city, layer, context);
    if (!m_calculate.empty()) return calculate(city, layer, context);
    if (!m_dryRun && setsMany()) return setValues(city, layer, context);
    std::optional<store::Transaction> transaction;
    if (!m_dryRun) transaction.emplace(c);
    store::EditCommand command = commandFor(c, layer, context);
    const store::FreesRowsBeside beside(command);
    const std::vector<store::RowEdit>& rows = command.rows;
    store::EditResult result;
    if (m_dryRun) {
      store::refuseCaseEdits(c, command);
      for (const store::RowEdit& row : rows) result.fids.push_back(row.fid);
    } else {
      if (m_reasonGiven->count() > 0 || command.reason.empty()) command.reason = m_reason;
      command.actor = context.operatorName;
      if (!rows.empty()) result = store::applyWithin(city, command, context.progress);
      transaction->commit();
    }
    tellDoubts(context, command);
    if (!context.json && m_dryRun) {
      print(textIn({GIS_TR("{0} features would change"), {std::to_string(result.fids.size())}}, context.language) +
            "\n");
    } else if (!context.json && m_add) {
      print(std::to_string(result.fids[0]) + "\n");
    } else if (context.json || isMany()) {
      tellChanged(context, result);
    }
    return kDone;
  }

 private:
  void setupValues(CLI::App& app) {
    app.add_option("--set", m_set, GIS_TR("Give a field a value; may be given again"))
        ->type_name("F=V")
        ->allow_extra_args(false);
    app.add_option("--unset", m_unset, GIS_TR("Empty a field (NULL); may be given again"))
        ->type_name("F")
        ->allow_extra_args(false);
    app.add_option("--geometry", m_geometry, GIS_TR("WKT, a GeoJSON geometry, or places such as \"0,0 25<90 10<r\""))
        ->type_name("GEOMETRY");
    app.add_option("--order", m_order, GIS_TR("Order of typed places: east or north first"))
        ->type_name("en|ne")
        ->check(CLI::IsMember({"en", "ne"}));
    app.add_option("--crs", m_typed.crs, GIS_TR("Coordinate system of what is typed (default: the layer's)"))
        ->type_name("CRS");
    app.add_flag("--accept-ballpark", m_typed.acceptBallpark, GIS_TR("Transform although no real operation is known"));
    app.add_flag("--delete", m_delete, GIS_TR("Delete the features"));
    app.add_flag("--add", m_add, GIS_TR("Add a feature"));
    app.add_option("--calculate", m_calculate, GIS_TR("Fill a field by an SQL expression, with --dry-run a preview"))
        ->type_name("F=SQL");
    app.add_option("--replace", m_replace, GIS_TR("Find and replace in this text field"))->type_name("F");
    app.add_option("--find", m_find, GIS_TR("What --replace looks for"))->type_name("TEXT");
    app.add_option("--with", m_with, GIS_TR("What --replace puts there"))->type_name("TEXT");
    app.add_flag("--whole-cell", m_wholeCell, GIS_TR("--replace only where it is the whole value"));
    app.add_flag("--match-case", m_matchCase, GIS_TR("--replace tells capital from small letters"));
    app.add_flag("--paste", m_paste,
                 GIS_TR("Take rows of a spreadsheet (CSV or tabs, with heading) from standard input"));
    app.add_option("--key", m_key, GIS_TR("--paste changes the features with this key (fid or a field)"))
        ->type_name("F");
    app.add_flag("--skip-faulty", m_skipFaulty, GIS_TR("--paste leaves faulty rows out instead of taking none"));
  }

  void setupShapes(CLI::App& app) {
    app.add_option("--move", m_move, GIS_TR("Move by so much"))->type_name("DX,DY");
    app.add_option("--rotate", m_rotate, GIS_TR("Turn clockwise"))->type_name("DEGREES");
    app.add_option("--scale", m_scale, GIS_TR("Make larger or smaller, in both directions alike or each"))
        ->type_name("F[,FY]");
    app.add_option("--about", m_about, GIS_TR("Where to turn and scale (default: the middle of the features' box)"))
        ->type_name("X,Y");
    app.add_option("--add-part", m_addPart, GIS_TR("Add a part"))->type_name("GEOMETRY");
    app.add_option("--remove-part", m_removePart, GIS_TR("Remove part N, counted from 0"))->type_name("N");
    app.add_option("--add-hole", m_addHole, GIS_TR("Cut a hole"))->type_name("GEOMETRY");
    app.add_option("--remove-hole", m_removeHole, GIS_TR("Fill hole N, counted from 1"))->type_name("[PART:]N");
    app.add_option("--insert-vertex", m_insertVertex, GIS_TR("Insert a vertex before vertex N, counted from 0"))
        ->type_name("[PART:RING:]N=X,Y");
    app.add_option("--move-vertex", m_moveVertex, GIS_TR("Move vertex N"))->type_name("[PART:RING:]N=X,Y");
    app.add_option("--delete-vertex", m_deleteVertex, GIS_TR("Delete vertex N"))->type_name("[PART:RING:]N");
    app.add_option("--invalid", m_invalid, GIS_TR("Whether a reshaped feature may become invalid (refuse)"))
        ->type_name("refuse|keep")
        ->check(CLI::IsMember({"refuse", "keep"}));
  }

  [[nodiscard]] bool reshapes() const {
    for (const std::string* one : {&m_move, &m_rotate, &m_scale, &m_addPart, &m_removePart, &m_addHole, &m_removeHole,
                                   &m_insertVertex, &m_moveVertex, &m_deleteVertex}) {
      if (!one->empty()) return true;
    }
    return false;
  }
  [[nodiscard]] bool isMany() const { return m_fids.size() != 1 || !m_where.empty(); }

  /// The same values for features that are not named one by one: there may be a million of them.
  [[nodiscard]] bool setsMany() const {
    return !m_where.empty() && m_geometry.empty() && !(m_set.empty() && m_unset.empty());
  }
  int setValues(const store::CityDatabase& city, const store::LayerInfo& layer, const Context& context) const {
    const store::Connection& c = city.connection();
    store::Transaction transaction(c);
    const std::vector<std::int64_t> fids = store::chosenFids(c, layer, m_fids, m_where, context.progress.token());
    const store::ColumnValues given = values(layer);
    store::EditCommand head;
    head.reason = m_reason;
    head.actor = context.operatorName;
    const auto row = [&](std::size_t i) {
      return store::RowEdit{store::RowEdit::Kind::update, layer.name, fids[i], {}, given};
    };
    const store::EditResult result = store::applyInParts(city, std::move(head), fids.size(), row, context.progress);
    transaction.commit();
    tellChanged(context, result);
    return kDone;
  }
  void tellChanged(const Context& context, const store::EditResult& result) const {
    if (context.json)
      writeResult(result);
    else
      print(textIn({GIS_TR("{0} features changed"), {std::to_string(result.fids.size())}}, context.language) + "\n");
  }

  /// One kind of change at a time, and something to change it in.
  void checkChoice() {
    m_typed.order = m_order == "ne" ? geom::CoordinateOrder::northEast : geom::CoordinateOrder::eastNorth;
    const bool hasValues = !m_set.empty() || !m_unset.empty() || !m_geometry.empty();
    const bool named = !m_fids.empty() || !m_where.empty();
    if (m_add && (named || m_delete)) wrongEdit(GIS_TR("--add takes no id and no --delete"));
    if (m_delete && hasValues) wrongEdit(GIS_TR("--delete takes no values"));
    const int kinds = int(m_delete) + int(hasValues || m_add) + int(reshapes()) + int(!m_calculate.empty()) +
                      int(!m_replace.empty()) + int(m_paste);
    if (kinds == 0) {
      if (!named) wrongEdit(GIS_TR("the feature's id is missing"));
      wrongEdit(GIS_TR("there is nothing to change: --set, --unset, --geometry or --delete"));
    }
    if (kinds > 1) wrongEdit(GIS_TR("one kind of change at a time"));
    if (m_paste && named) wrongEdit(GIS_TR("--paste takes no id: --key tells which features change"));
    if (!m_add && !m_paste && m_calculate.empty() && m_replace.empty() && !named) {
      wrongEdit(GIS_TR("the feature's id is missing"));
    }
    if (!m_replace.empty() && m_find.empty()) wrongEdit(GIS_TR("--replace needs --find"));
  }

  store::EditCommand commandFor(const store::Connection& c, const store::LayerInfo& layer,
                                const Context& context) const {
    const CancelToken& token = context.progress.token();
    if (m_add) {
      store::EditCommand command;
      command.rows.push_back({store::RowEdit::Kind::insert, layer.name, 0, {}, values(layer)});
      return command;
    }
    if (!m_replace.empty()) return replacement(c, layer, token);
    const std::vector<std::int64_t> fids = store::chosenFids(c, layer, m_fids, m_where, token);
    if (m_delete) return store::removeCommand(layer, fids);
    if (reshapes()) {
      return store::reshapeCommand(c, layer, fids, shapeChange(c, layer, fids, token),
                                   m_invalid == "keep" ? store::InvalidShape::keep : store::InvalidShape::refuse,
                                   token);
    }
    store::EditCommand command;
    const store::ColumnValues given = values(layer);
    for (const std::int64_t fid : fids) {
      command.rows.push_back({store::RowEdit::Kind::update, layer.name, fid, {}, given});
    }
    return command;
  }

  [[nodiscard]] store::ColumnValues values(const store::LayerInfo& layer) const {
    store::ColumnValues values;
    for (const std::string& pair : m_set) {
      auto [field, text] = cutAtSign(pair, GIS_TR("--set is written FIELD=VALUE"));
      values.emplace_back(std::move(field), std::move(text));
    }
    for (const std::string& field : m_unset) values.emplace_back(field, store::Value());
    if (m_geometry.empty()) return values;
    geom::Bytes wkb = typedGeometry(m_geometry, m_typed, layer);
    if (m_invalid == "refuse") geom::requireValid(wkb);
    values.emplace_back("geometry", std::move(wkb));
    return values;
  }

  /// A typed shape that is not valid is taken, and said when nothing else was wrong with it.
  void tellDoubts(const Context& context, const store::EditCommand& command) const {
    if (m_geometry.empty() || command.rows.empty()) return;
    for (const auto& [field, value] : command.rows.front().values) {
      const auto* wkb = field == "geometry" ? std::get_if<geom::Bytes>(&value) : nullptr;
      if (wkb == nullptr) continue;
      if (const auto fault = geom::invalidity(*wkb)) note(context, GIS_TR("the shape is not valid"), fault->reason);
    }
  }

  [[nodiscard]] store::EditCommand replacement(const store::Connection& c, const store::LayerInfo& layer,
                                               const CancelToken& token) const {
    if (!m_fids.empty()) wrongEdit(GIS_TR("--replace takes a condition, no ids"));
    store::Replacement how;
    how.field = m_replace;
    how.find = m_find;
    how.replace = m_with;
    how.wholeCell = m_wholeCell;
    how.matchCase = m_matchCase;
    how.rows.where = m_where;
    return store::replacementCommand(c, layer, how, token);
  }

  [[nodiscard]] std::function<void(geom::EditableShape&)> shapeChange(const store::Connection& c,
                                                                      const store::LayerInfo& layer,
                                                                      const std::vector<std::int64_t>& fids,
                                                                      const CancelToken& token) const {
    if (!m_move.empty() || !m_rotate.empty() || !m_scale.empty()) {
      const geom::MapPoint about =
          m_about.empty() ? store::extentOf(c, layer, fids, token).centre() : parsePoint(m_about, "--about");
      return [steps = transformation(about)](geom::EditableShape& shape) {
        for (const auto& step : steps) shape.transform(step);
      };
    }
    if (!m_addPart.empty()) {
      return [part = typedGeometry(m_addPart, m_typed, layer)](geom::EditableShape& shape) { shape.addPart(part); };
    }
    if (!m_addHole.empty()) {
      return [hole = geom::EditableShape(typedGeometry(m_addHole, m_typed, layer))](geom::EditableShape& shape) {
        for (const geom::ShapePart& part : hole.parts()) {
          std::vector<geom::MapPoint> ring;
          for (const geom::ShapeVertex& v : part.rings.front()) ring.push_back({v.x, v.y});
          shape.addHole(ring);
        }
      };
    }
    if (!m_removePart.empty()) {
      return [part = parsePlaceIn(m_removePart, "--remove-part").second](geom::EditableShape& shape) {
        shape.removePart(part);
      };
    }
    if (!m_removeHole.empty()) {
      return [at = parsePlaceIn(m_removeHole, "--remove-hole")](geom::EditableShape& shape) {
        shape.removeHole(at.first, at.second);
      };
    }
    return vertexChange(layer);
  }

  [[nodiscard]] std::vector<std::function<geom::MapPoint(geom::MapPoint)>> transformation(geom::MapPoint about) const {
    std::vector<std::function<geom::MapPoint(geom::MapPoint)>> steps;
    if (!m_scale.empty()) {
      const bool one = m_scale.find(',') == std::string::npos;
      const geom::MapPoint by = parsePoint(one ? m_scale + "," + m_scale : m_scale, "--scale");
      if (by.x == 0 || by.y == 0) wrongEdit(GIS_TR("a scale is not 0"));
      steps.push_back(geom::scale(about, by.x, by.y));
    }
    if (!m_rotate.empty()) steps.push_back(geom::turn(about, parsePoint(m_rotate + ",0", "--rotate").x));
    if (!m_move.empty()) {
      const geom::MapPoint by = parsePoint(m_move, "--move");
      steps.push_back(geom::shift(by.x, by.y));
    }
    return steps;
  }

  [[nodiscard]] std::function<void(geom::EditableShape&)> vertexChange(const store::LayerInfo& layer) const {
    if (!m_deleteVertex.empty()) {
      return [at = parseVertexAt(m_deleteVertex, "--delete-vertex")](geom::EditableShape& shape) {
        shape.removeVertex(at);
      };
    }
    const bool inserts = !m_insertVertex.empty();
    const auto [where, place] = cutAtSign(inserts ? m_insertVertex : m_moveVertex,
                                          GIS_TR("a vertex and its place are written PART:RING:N=X,Y"));
    const geom::VertexAt at = parseVertexAt(where, inserts ? "--insert-vertex" : "--move-vertex");
    const std::vector<geom::MapPoint> to = typedPoints(place, m_typed, layer);
    if (to.size() != 1) wrongEdit(GIS_TR("a vertex and its place are written PART:RING:N=X,Y"));
    return [at, to = to.front(), inserts](geom::EditableShape& shape) {
      if (inserts)
        shape.insertVertex(at, to);
      else
        shape.moveVertex(at, to);
    };
  }

  int calculate(const store::CityDatabase& city, const store::LayerInfo& layer, const Context& context) {
    store::Calculation how;
    how.layer = layer.name;
    std::tie(how.field, how.expression) = cutAtSign(m_calculate, GIS_TR("--calculate is written FIELD=EXPRESSION"));
    how.where = m_where;
    how.fids = m_fids;
    const CancelToken& token = context.progress.token();
    if (!m_dryRun) {
      const std::string reason = m_reasonGiven->count() > 0 ? m_reason : "";
      tellChanged(context, store::calculateField(city, how, reason, context.operatorName, context.progress));
      return kDone;
    }
    const store::FieldType type = store::requireField(layer, how.field).type;
    const auto cells = store::previewCalculation(city.connection(), how, m_limit, token);
    if (!context.json) {
      for (const store::CalculatedCell& cell : cells) {
        print(std::to_string(cell.fid) + "\t" + cellText(cell.before, type) + "\t" + cellText(cell.after, type) +
              (cell.fault ? "\t" + sentenceIn(*cell.fault, context.language) : std::string()) + "\n");
      }
      return kDone;
    }
    JsonWriter json;
    json.beginObject().key("preview").beginArray();
    for (const store::CalculatedCell& cell : cells) {
      json.beginObject().member("id", cell.fid).key("before");
      writeCell(json, cell.before, type);
      json.key("after");
      writeCell(json, cell.after, type);
      json.memberOrNull("fault", cell.fault ? sentenceIn(*cell.fault, context.language) : std::string()).endObject();
    }
    json.endArray().endObject().finish();
    return kDone;
  }

  int paste(const store::CityDatabase& city, const store::LayerInfo& layer, const Context& context) {
    io::PasteRequest request{layer.name, std::string(std::istreambuf_iterator<char>(std::cin), {}), m_key};
    store::EditResult result;
    const CancelToken& token = context.progress.token();
    const std::string reason = m_reasonGiven->count() > 0 ? m_reason : "";
    const io::PastePlan plan =
        m_dryRun ? io::planPaste(city.connection(), request, token)
                 : io::pasteRows(city, request, m_skipFaulty, reason, context.operatorName, result, context.progress);
    if (context.json) {
      JsonWriter json;
      json.beginObject().member("rows", plan.rows).member("added", plan.added).member("changed", plan.changed);
      json.member("unchanged", plan.unchanged).member("rejected", plan.faults.size()).key("faults").beginArray();
      for (std::size_t i = 0; i < plan.faults.size() && i < kMostListedFaults; ++i) {
        json.beginObject()
            .member("row", plan.faults[i].row)
            .member("why", faultText(plan.faults[i], context))
            .endObject();
      }
      json.endArray().key("ignored_columns").beginArray();
      for (const std::string& column : plan.ignoredColumns) json.value(column);
      json.endArray().key("ids").beginArray();
      for (const std::int64_t fid : result.fids) json.value(fid);
      json.endArray().memberOrNull("tx", result.tx).endObject().finish();
    } else {
      print(textIn({GIS_TR("{0} rows: {1} added, {2} changed, {3} unchanged, {4} faulty"),
                    {std::to_string(plan.rows), std::to_string(plan.added), std::to_string(plan.changed),
                     std::to_string(plan.unchanged), std::to_string(plan.faults.size())}},
                   context.language) +
            "\n");
      for (std::size_t i = 0; i < plan.faults.size() && i < kMostListedFaults; ++i)
        print(std::to_string(plan.faults[i].row) + "\t" + faultText(plan.faults[i], context) + "\n");
    }
    return plan.faults.empty() ? kDone : kPartly;
  }

  static std::string faultText(const io::PasteFault& fault, const Context& context) {
    return sentenceIn(Error(ErrorCode::invalidValue, fault.what, fault.why), context.language);
  }

  void writeResult(const store::EditResult& result) const {
    JsonWriter json;
    json.beginObject();
    if (!isMany() || m_add) {
      json.key("id");
      if (result.fids.empty())
        json.null();
      else
        json.value(m_dryRun && m_add ? 0 : result.fids[0]);
      json.memberOrNull("uid", result.uids.empty() ? std::string() : result.uids[0]);
    }
    json.member("changed", result.fids.size()).key("ids").beginArray();
    for (const std::int64_t fid : result.fids) json.value(fid);
    json.endArray().memberOrNull("tx", result.tx).endObject().finish();
  }

  std::string m_city, m_layer, m_where, m_geometry, m_order = "en", m_calculate, m_replace, m_find, m_with, m_key;
  std::string m_move, m_rotate, m_scale, m_about, m_addPart, m_removePart, m_addHole, m_removeHole;
  std::string m_insertVertex, m_moveVertex, m_deleteVertex, m_invalid;
  TypedPlaces m_typed;
  std::vector<std::int64_t> m_fids;
  std::vector<std::string> m_set, m_unset;
  bool m_delete = false, m_add = false, m_wholeCell = false, m_matchCase = false, m_paste = false;
  bool m_skipFaulty = false, m_dryRun = false;
  int m_limit = 20;
  std::string m_reason = "edit";
  CLI::Option* m_reasonGiven = nullptr;
};

}  // namespace

std::unique_ptr<Command> makeEditCommand() {
  return std::make_unique<EditFeatureCommand>();
}

}  // namespace gis::cli
