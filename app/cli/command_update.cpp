// citydesk-cli update: a bureau's new version of a layer, compared by key and taken over whole or in part.
#include <fmt/format.h>

#include <memory>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "app/cli/value_json.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/exchange_package.h"
#include "gis_core/io/update_layer.h"
#include "gis_core/store/layer.h"

namespace gis::cli {
namespace {

using io::UpdateChange;
using io::UpdatePlan;

const char* updateKindName(UpdateChange::Kind kind) {
  return kind == UpdateChange::Kind::added ? "added" : kind == UpdateChange::Kind::changed ? "changed" : "removed";
}

class UpdateCommand final : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "update"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Compare a layer with a new version of it by a key, and take over what changed");
  }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("The city database"))->required();
    app.add_option("LAYER", m_request.layer, GIS_TR("The layer"))->required();
    app.add_option("FILE", m_file, GIS_TR("The new version"))->required();
    app.add_option("--key", m_request.key, GIS_TR("The field that names a feature in both"))
        ->required()
        ->type_name("FIELD");
    app.add_option("--base", m_base,
                   GIS_TR("The file, or the package, as it was handed out: only what changed since is taken over"))
        ->type_name("FILE");
    app.add_option("--conflicts", m_conflicts,
                   GIS_TR("Whose version holds where both changed the same (without: nothing is taken over)"))
        ->check(CLI::IsMember({"mine", "theirs"}));
    app.add_flag("--dry-run", m_dryRun, GIS_TR("Only tell what would change"));
    app.add_option("--accept", m_accept, GIS_TR("Take over only these kinds: added, changed, removed"))
        ->type_name("A,B");
    app.add_option("--keys", m_keys, GIS_TR("Take over only the features with these keys"))->type_name("K1,K2");
    app.add_option("--source-layer", m_request.sourceLayer, GIS_TR("The layer in the file"))->type_name("NAME");
    app.add_option("--encoding", m_request.encoding, GIS_TR("Encoding of the file, or auto"))->type_name("NAME");
    app.add_option("--source-crs", m_request.sourceCrs, GIS_TR("Coordinate system of the file, if it does not say"))
        ->type_name("CRS");
    app.add_flag("--accept-ballpark", m_request.acceptBallpark,
                 GIS_TR("Transform although no real operation is known"));
    app.add_option("--limit", m_limit, GIS_TR("How many changes are listed (1000; -1: all)"))->type_name("N");
    app.add_option("--reason", m_reason, GIS_TR("Why, for the history"))->type_name("TEXT");
  }

  int run(Context& context) override {
    m_request.file = platform::pathFromUtf8(m_file);
    m_request.base = platform::pathFromUtf8(m_base);
    if (!m_conflicts.empty())
      m_request.conflicts = m_conflicts == "mine" ? io::UpdateSide::mine : io::UpdateSide::theirs;
    m_request.keys = parseList(m_keys);
    readKinds();
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city),
                                                m_dryRun ? store::OpenMode::readOnly : store::OpenMode::readWrite);
    city::readInPackages(m_request, context.progress);
    const UpdatePlan plan = io::planUpdate(city, m_request, context.progress);
    context.progress.check();
    store::EditResult result;
    if (!m_dryRun) result = io::applyUpdate(city, m_request, plan, m_reason, context.operatorName);
    if (context.json)
      writeJson(plan, result.tx, store::layerByName(city.connection(), m_request.layer), context);
    else
      printText(plan, context);
    return kDone;
  }

 private:
  void readKinds() {
    if (m_accept.empty()) return;
    m_request.added = m_request.changed = m_request.removed = false;
    for (const std::string& word : parseList(m_accept)) {
      if (word == "added")
        m_request.added = true;
      else if (word == "changed")
        m_request.changed = true;
      else if (word == "removed")
        m_request.removed = true;
      else
        throw Error(ErrorCode::usage, {GIS_TR("cannot read {0} \"{1}\""), {"--accept", word}}, {},
                    GIS_TR("give added, changed or removed"));
    }
  }

  void writeJson(const UpdatePlan& plan, const std::string& tx, const store::LayerInfo& layer,
                 const Context& context) const {
    JsonWriter json;
    json.beginObject().member("added", plan.added).member("changed", plan.changed).member("removed", plan.removed);
    json.member("unchanged", plan.unchanged).member("changed_cells", plan.changedCells);
    json.member("changed_geometries", plan.changedGeometries).member("without_key", plan.withoutKey);
    if (!m_base.empty()) json.member("conflicts", plan.conflicts).member("kept", plan.kept);
    json.key("applied").beginObject();
    for (const auto kind : {UpdateChange::Kind::added, UpdateChange::Kind::changed, UpdateChange::Kind::removed}) {
      std::int64_t count = 0;
      for (const UpdateChange& one : plan.changes)
        count += !m_dryRun && one.accepted && one.takes() && one.kind == kind ? 1 : 0;
      json.member(updateKindName(kind), count);
    }
    json.endObject().memberOrNull("tx", tx).key("changes").beginArray();
    std::int64_t listed = 0;
    for (const UpdateChange& one : plan.changes) {
      if (m_limit >= 0 && listed++ >= m_limit) break;
      writeChange(json, one, layer);
    }
    json.endArray().key("matched_fields").beginObject();
    for (const auto& [from, to] : plan.matchedFields) json.member(from, to);
    json.endObject();
    writeNames(json, "ignored_fields", plan.ignoredFields);
    writeNames(json, "absent_fields", plan.absentFields);
    json.key("warnings").beginArray();
    for (const Message& warning : plan.warnings) json.value(textIn(warning, context.language));
    json.endArray().endObject().finish();
  }

  static void writeNames(JsonWriter& json, const char* key, const std::vector<std::string>& names) {
    json.key(key).beginArray();
    for (const std::string& one : names) json.value(one);
    json.endArray();
  }

  static void writeChange(JsonWriter& json, const UpdateChange& one, const store::LayerInfo& layer) {
    json.beginObject().member("op", updateKindName(one.kind)).member("key", one.key).key("id");
    if (one.fid == 0)
      json.null();
    else
      json.value(one.fid);
    json.member("accepted", one.accepted).member("geometry", one.geometry);
    if (one.hasConflict()) json.member("conflict", true).member("geometry_conflict", one.shapeConflict);
    json.key("fields").beginObject();
    for (const UpdateChange::Cell& cell : one.cells) {
      const store::FieldType type = store::requireField(layer, cell.field).type;
      json.key(cell.field).beginObject().key("before");
      writeCell(json, cell.before, type);
      json.key("after");
      writeCell(json, cell.after, type);
      if (cell.conflict) {
        json.key("base");
        writeCell(json, cell.base, type);
        json.member("conflict", true);
      }
      json.endObject();
    }
    json.endObject().endObject();
  }

  void printText(const UpdatePlan& plan, const Context& context) const {
    print(fmt::format("{} added, {} changed, {} removed, {} unchanged\n", plan.added, plan.changed, plan.removed,
                      plan.unchanged));
    if (!m_base.empty())
      print(fmt::format("{} in conflict (!), {} changed here only and kept\n", plan.conflicts, plan.kept));
    std::int64_t listed = 0;
    for (const UpdateChange& one : plan.changes) {
      if (m_limit >= 0 && listed++ >= m_limit) break;
      std::string fields;
      for (const UpdateChange::Cell& cell : one.cells) fields += " " + cell.field;
      if (one.geometry) fields += " geometry";
      if (one.hasConflict()) fields += " !";
      print(fmt::format("{}\t{}\t{}\n", updateKindName(one.kind), one.key,
                        one.kind == UpdateChange::Kind::changed || one.conflict ? fields : ""));
    }
    for (const Message& warning : plan.warnings) print(textIn(warning, context.language) + "\n");
  }

  std::string m_city, m_file, m_accept, m_keys, m_base, m_conflicts;
  std::string m_reason = "update from file";
  io::UpdateRequest m_request;
  std::int64_t m_limit = 1000;
  bool m_dryRun = false;
};

}  // namespace

std::unique_ptr<Command> makeUpdateCommand() {
  return std::make_unique<UpdateCommand>();
}

}  // namespace gis::cli
