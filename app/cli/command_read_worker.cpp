// citydesk-cli read-worker: the child that reads foreign files. Started by other programs of CityDesk only.
#include <memory>

#include "app/cli/command.h"
#include "gis_core/base/error.h"
#include "gis_core/io/worker/read_worker.h"

namespace gis::cli {
namespace {

class ReadWorkerCommand final : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "read-worker"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Reads a foreign file for another CityDesk process");
  }
  void setup(CLI::App& app) override { app.group(""); }  // not listed: it is of no use by hand
  int run(Context&) override {
    const int status = io::runReadWorker();
    if (status == 2) {
      throw Error(ErrorCode::usage, GIS_TR("read-worker cannot be started by hand"),
                  GIS_TR("it serves another CityDesk process"), GIS_TR("use import"));
    }
    return status;
  }
};

}  // namespace

std::unique_ptr<Command> makeReadWorkerCommand() {
  return std::make_unique<ReadWorkerCommand>();
}

}  // namespace gis::cli
