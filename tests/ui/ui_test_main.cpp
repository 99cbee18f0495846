#include <gtest/gtest.h>

#include <QApplication>
#include <QTemporaryDir>

#include <string_view>

#include "app/desktop/window_parts.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/io/source_reader.h"
#include "gis_core/io/worker/read_worker.h"

int main(int argc, char** argv) {
  // The test program is its own reading child, so the windows are tested without the command line.
  if (argc > 1 && std::string_view(argv[1]) == "read-worker") return gis::io::runReadWorker();
  gis::io::setReadWorkerProgram(gis::platform::programPath());
  // Nothing of the person who runs the tests is read or changed.
  QTemporaryDir home;
  for (const char* name : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"})
    qputenv(name, home.path().toUtf8());
  QApplication app(argc, argv);
  gis::ui::loadIcons();
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
