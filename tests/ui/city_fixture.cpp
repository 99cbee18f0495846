#include "tests/ui/city_fixture.h"

#include <QApplication>
#include <QFile>

#include "app/desktop/screenshot.h"
#include "app/desktop/window_parts.h"
#include "sample_data/sample_city.h"
#include "ui/jobs/language.h"

namespace gis::ui {

namespace {
constexpr int kPatienceMs = 60000;

QString sampleCity() {
  static QTemporaryDir folder;
  static const QString file = folder.filePath(QStringLiteral("made.citydb"));
  if (QFile::exists(file)) return file;
  const auto made = store::CityDatabase::create(file.toStdString(), crs::Crs::fromEpsg(4549));
  sample::SampleOptions options;
  options.parcels = 2000;
  options.incidents = 40;
  Progress progress;
  sample::writeSampleCity(made, options, progress);
  return file;
}
}  // namespace

void CityFixture::SetUp() {
  ASSERT_TRUE(m_folder.isValid());
  ASSERT_TRUE(QFile::copy(sampleCity(), city()));
}

void WindowFixture::SetUp() {
  CityFixture::SetUp();
  setLanguage(QStringLiteral("en"));
  m_settings = std::make_unique<UserSettings>(path("citydesk.ini"));
  m_window = std::make_unique<MainWindow>(*m_settings);
  addWindowParts(*m_window);
  m_window->resize(780, 780);  // within the offscreen platform's own screen
  m_window->show();
  m_window->openCity(city());
  settle();
  ASSERT_TRUE(m_window->session().isOpen());
}

void WindowFixture::TearDown() {
  m_window.reset();
  setLanguage(QStringLiteral("en"));
}

void WindowFixture::settle() {
  QCoreApplication::processEvents();
  ASSERT_TRUE(runUntil([this] { return m_window->isIdle(); }, kPatienceMs));
}

}  // namespace gis::ui
