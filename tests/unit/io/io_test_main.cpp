// The test program is its own reading child, so the room is tested without the command line.
#include <gtest/gtest.h>

#include <string_view>

#include "gis_core/base/platform/files.h"
#include "gis_core/io/source_reader.h"
#include "gis_core/io/worker/read_worker.h"

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == "read-worker") return gis::io::runReadWorker();
  testing::InitGoogleTest(&argc, argv);
  gis::io::setReadWorkerProgram(gis::platform::programPath());
  return RUN_ALL_TESTS();
}
