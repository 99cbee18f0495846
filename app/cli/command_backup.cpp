// citydesk-cli backup: a consistent copy while others write.
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/maintenance.h"

namespace gis::cli {
namespace {

class BackupCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "backup"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("A consistent copy while others write"); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("FILE", m_file, GIS_TR("The copy to make; its originals go to the .media folder beside it"))
        ->required();
  }

  int run(Context& context) override {
    const store::BackupResult result =
        store::backupCity(platform::pathFromUtf8(m_city), platform::pathFromUtf8(m_file), context.progress);
    if (!context.json) {
      print("wrote " + m_file + ", " + std::to_string(result.bytes) + " bytes, " + std::to_string(result.mediaFiles) +
            " originals\n");
      return kDone;
    }
    JsonWriter json;
    json.beginObject().member("file", m_file).member("bytes", static_cast<std::int64_t>(result.bytes));
    json.member("media_files", result.mediaFiles).endObject().finish();
    return kDone;
  }

 private:
  std::string m_city, m_file;
};

}  // namespace

std::unique_ptr<Command> makeBackupCommand() {
  return std::make_unique<BackupCommand>();
}

}  // namespace gis::cli
