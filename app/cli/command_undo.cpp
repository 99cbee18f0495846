// citydesk-cli undo and redo: take back the last change, or the taking back.
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/edit_within.h"

namespace gis::cli {
namespace {

class StepCommand : public Command {
 public:
  explicit StepCommand(bool isUndo) : m_isUndo(isUndo) {}
  [[nodiscard]] const char* name() const override { return m_isUndo ? "undo" : "redo"; }
  [[nodiscard]] const char* summary() const override {
    return m_isUndo ? GIS_TR("Take back the last change, also after a restart")
                    : GIS_TR("Do again what undo took back");
  }

  void setup(CLI::App& app) override { app.add_option("CITY", m_city, GIS_TR("City database"))->required(); }

  int run(Context& context) override {
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city));
    const store::UndoState state = store::undoState(city);
    const std::string reason = m_isUndo ? state.undoReason : state.redoReason;
    const store::EditResult result = m_isUndo ? store::undoLong(city, context.operatorName, context.progress)
                                              : store::redoLong(city, context.operatorName, context.progress);
    if (!context.json) {
      print(std::string(name()) + ": " + textIn(reason, context.language) + "\n");
      return kDone;
    }
    JsonWriter json;
    json.beginObject().member("reason", reason).member("tx", result.tx).key("ids").beginArray();
    for (const std::int64_t fid : result.fids) json.value(fid);
    json.endArray().endObject().finish();
    return kDone;
  }

 private:
  bool m_isUndo;
  std::string m_city;
};

}  // namespace

std::unique_ptr<Command> makeUndoCommand() {
  return std::make_unique<StepCommand>(true);
}

std::unique_ptr<Command> makeRedoCommand() {
  return std::make_unique<StepCommand>(false);
}

}  // namespace gis::cli
