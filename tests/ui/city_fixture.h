// A small sample city for the tests of the windows, made once.
#pragma once

#include <gtest/gtest.h>

#include <QString>
#include <QTemporaryDir>
#include <memory>

#include "ui/models/user_settings.h"
#include "ui/panels/main_window.h"

namespace gis::ui {

/// A fresh copy of the sample city (2,000 parcels) in its own folder.
class CityFixture : public testing::Test {
 protected:
  void SetUp() override;
  [[nodiscard]] QString city() const { return m_folder.filePath(QStringLiteral("sample.citydb")); }
  [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }

  QTemporaryDir m_folder;
};

/// The whole window on that city, complete and idle.
class WindowFixture : public CityFixture {
 protected:
  void SetUp() override;
  void TearDown() override;
  /// Waits until nothing runs and the map is complete.
  void settle();

  std::unique_ptr<UserSettings> m_settings;
  std::unique_ptr<MainWindow> m_window;
};

}  // namespace gis::ui
