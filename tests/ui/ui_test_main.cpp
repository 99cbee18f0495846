#include <gtest/gtest.h>

#include <QApplication>
#include <QTemporaryDir>

#include "app/desktop/window_parts.h"

int main(int argc, char** argv) {
  // Nothing of the person who runs the tests is read or changed.
  QTemporaryDir home;
  for (const char* name : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"})
    qputenv(name, home.path().toUtf8());
  QApplication app(argc, argv);
  gis::ui::loadIcons();
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
