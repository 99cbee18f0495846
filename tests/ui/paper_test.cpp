// Pages and base maps in the window.
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QTableView>
#include <fstream>
#include <functional>

#include "app/desktop/screenshot.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/io/table_file.h"
#include "gis_core/raster/base_map.h"
#include "tests/ui/city_fixture.h"
#include "ui/dialogs/base_map_dialog.h"
#include "ui/dialogs/bulletin_dialog.h"
#include "ui/dialogs/case_sheet_dialog.h"
#include "ui/dialogs/print_map_dialog.h"
#include "ui/jobs/translate.h"

namespace gis::ui {
namespace {

class PaperTest : public WindowFixture {
 protected:
  template <typename Dialog>
  Dialog* dialog() {
    for (QWidget* widget : QApplication::topLevelWidgets()) {
      if (auto* found = qobject_cast<Dialog*>(widget); found != nullptr && found->isVisible()) return found;
    }
    return nullptr;
  }
  void wait(const std::function<bool()>& done) { EXPECT_TRUE(runUntil(done, 20000)); }
};

TEST_F(PaperTest, PrintsTheSheetsOfTheChosenCases) {
  m_window->showPanel(QStringLiteral("dockIncidents"));
  settle();
  auto* list = m_window->findChild<QTableView*>(QStringLiteral("incidentView"));
  ASSERT_GT(list->model()->rowCount(), 2);
  QAction* command = m_window->commands().action(QStringLiteral("actionCaseSheet"));
  ASSERT_TRUE(command->isVisible());
  command->trigger();
  EXPECT_EQ(dialog<CaseSheetDialog>(), nullptr) << "nothing is chosen";
  for (const int row : {0, 1, 2})
    list->selectionModel()->select(list->model()->index(row, 0),
                                   QItemSelectionModel::Select | QItemSelectionModel::Rows);
  settle();
  command->trigger();
  auto* sheets = dialog<CaseSheetDialog>();
  ASSERT_NE(sheets, nullptr);
  auto* preview = sheets->findChild<QLabel*>(QStringLiteral("caseSheetPreview"));
  wait([&] { return !preview->pixmap(Qt::ReturnByValue).isNull(); });
  EXPECT_EQ(sheets->findChild<QComboBox*>(QStringLiteral("caseSheetWhich"))->count(), 2);
  EXPECT_FALSE(sheets->findChild<QLabel*>(QStringLiteral("caseSheetPageCount"))->text().isEmpty());
  auto* photos = sheets->findChild<QCheckBox*>(QStringLiteral("caseSheetPhotos"));
  EXPECT_FALSE(photos->isChecked()) << "photos leave only when ticked";
  photos->setChecked(true);
  sheets->close();
  settle();
  command->trigger();
  sheets = dialog<CaseSheetDialog>();
  ASSERT_NE(sheets, nullptr);
  EXPECT_FALSE(sheets->choice().photos) << "they are ticked anew for each print";
  sheets->close();
}

TEST_F(PaperTest, MakesTheBulletinOfAPeriodInBothKindsAndLanguages) {
  QAction* command = m_window->commands().action(QStringLiteral("actionBulletin"));
  ASSERT_TRUE(command->isVisible());
  command->trigger();
  auto* bulletin = dialog<BulletinDialog>();
  ASSERT_NE(bulletin, nullptr);
  const auto box = [&](const char* name) { return bulletin->findChild<QComboBox*>(QLatin1String(name)); };
  const auto button = [&](const char* name) { return bulletin->findChild<QPushButton*>(QLatin1String(name)); };
  auto* file = bulletin->findChild<QLineEdit*>(QStringLiteral("bulletinFile"));
  auto* note = bulletin->findChild<QLabel*>(QStringLiteral("bulletinNote"));
  wait([&] { return box("bulletinDivision")->count() > 1; });
  // the sample city stands still in November 2026
  bulletin->findChild<QDateEdit*>(QStringLiteral("bulletinFrom"))->setDate(QDate(2026, 9, 15));
  bulletin->findChild<QDateEdit*>(QStringLiteral("bulletinTo"))->setDate(QDate(2026, 10, 20));
  EXPECT_EQ(box("bulletinPeriod")->currentIndex(), box("bulletinPeriod")->count() - 1) << "other days";
  EXPECT_FALSE(button("bulletinOpenFile")->isEnabled());
  const auto make = [&](const QString& target) {
    file->setText(target);
    EXPECT_TRUE(button("bulletinMake")->isEnabled()) << note->text().toStdString();
    button("bulletinMake")->click();
    EXPECT_TRUE(bulletin->isWorking());
    wait([&] { return !bulletin->isWorking(); });
    return QFile(target);
  };
  {
    QFile pdf = make(path("bulletin.pdf"));
    ASSERT_TRUE(pdf.open(QIODevice::ReadOnly)) << note->text().toStdString();
    EXPECT_TRUE(pdf.readAll().startsWith("%PDF"));
  }
  EXPECT_TRUE(button("bulletinOpenFile")->isEnabled());
  make(path("bulletin.pdf"));
  EXPECT_TRUE(note->text().startsWith(QStringLiteral("⚠"))) << "it is there, and replacing was not wanted";
  const auto textOf = [&](const char* name) {
    QString all;
    for (const auto& column : io::tableFromFile(platform::pathFromUtf8(toUtf8(path(name)))).columns) {
      all += fromUtf8(column.name) + QLatin1Char('\n');
      for (const std::string& cell : column.cells) all += fromUtf8(cell) + QLatin1Char('\n');
    }
    return all;
  };
  box("bulletinKind")->setCurrentIndex(1);
  EXPECT_FALSE(button("bulletinMake")->isEnabled()) << "the name ends in .pdf";
  box("bulletinLanguage")->setCurrentIndex(0);
  make(path("all.xlsx"));
  EXPECT_TRUE(textOf("all.xlsx").contains(QStringLiteral("结案率")));
  box("bulletinLanguage")->setCurrentIndex(1);
  box("bulletinDivision")->setCurrentIndex(1);
  const QString division = box("bulletinDivision")->currentText().trimmed();
  make(path("part.xlsx"));
  EXPECT_TRUE(textOf("part.xlsx").contains(QStringLiteral("Closing rate")));
  EXPECT_TRUE(textOf("part.xlsx").contains(division));
  EXPECT_FALSE(textOf("all.xlsx").contains(QStringLiteral("Only of")));
  bulletin->close();
}

TEST_F(PaperTest, AStoppedBulletinLeavesNothing) {
  m_window->commands().action(QStringLiteral("actionBulletin"))->trigger();
  auto* bulletin = dialog<BulletinDialog>();
  ASSERT_NE(bulletin, nullptr);
  bulletin->findChild<QLineEdit*>(QStringLiteral("bulletinFile"))->setText(path("stopped.pdf"));
  bulletin->findChild<QPushButton*>(QStringLiteral("bulletinMake"))->click();
  bulletin->findChild<QPushButton*>(QStringLiteral("bulletinStop"))->click();
  wait([&] { return !bulletin->isWorking(); });
  EXPECT_FALSE(QFile::exists(path("stopped.pdf")));
  EXPECT_FALSE(bulletin->findChild<QPushButton*>(QStringLiteral("bulletinOpenFile"))->isEnabled());
  EXPECT_TRUE(bulletin->findChild<QPushButton*>(QStringLiteral("bulletinMake"))->isEnabled());
  bulletin->close();
}

TEST_F(PaperTest, ShowsTheMapsPageBeforeItIsMade) {
  m_window->commands().action(QStringLiteral("actionPrintMap"))->trigger();
  auto* print = dialog<PrintMapDialog>();
  ASSERT_NE(print, nullptr);
  auto* preview = print->findChild<QLabel*>(QStringLiteral("printPreview"));
  wait([&] { return !preview->pixmap(Qt::ReturnByValue).isNull(); });
  const QSize across = preview->pixmap(Qt::ReturnByValue).size();
  EXPECT_GT(across.width(), across.height());
  print->findChild<QComboBox*>(QStringLiteral("printTurn"))->setCurrentIndex(1);
  wait([&] {
    const QSize now = preview->pixmap(Qt::ReturnByValue).size();
    return now.width() < now.height();
  });
  print->close();
}

TEST_F(PaperTest, LaysABaseMapBelowAndRemembersIt) {
  // a picture with a world file that covers the city
  QImage picture(200, 200, QImage::Format_RGB32);
  picture.fill(QColor(255, 0, 255));
  const QString file = path("底图.png");
  ASSERT_TRUE(picture.save(file));
  const geom::Envelope city = m_window->document().fullExtent();
  std::ofstream world(path("底图.pgw").toStdString());
  world.precision(12);
  const double x = city.width() / 100, y = city.height() / 100;
  world << x << "\n0\n0\n" << -y << "\n" << city.minX - 50 * x << "\n" << city.maxY + 50 * y << "\n";
  world.close();
  const auto magenta = [this] {
    const QImage seen = m_window->canvas().grab().toImage();
    const QColor rim = seen.pixelColor(seen.width() / 2, 3);  // north of the city
    return rim.red() - rim.green();
  };
  EXPECT_LT(magenta(), 60);
  BaseMapHolder& base = m_window->document().base();
  base.choose(BaseMap{file, 1.0, true});
  settle();
  EXPECT_GT(magenta(), 200);
  auto* fade = m_window->findChild<QSlider*>(QStringLiteral("baseMapFade"));
  ASSERT_TRUE(fade->isVisible());
  fade->setValue(50);
  settle();
  EXPECT_GT(magenta(), 60);
  EXPECT_LT(magenta(), 180);
  // the next start shows it again
  m_window->closeCity();
  settle();
  EXPECT_FALSE(base.chosen().has_value());
  m_window->openCity(this->city());
  settle();
  ASSERT_TRUE(base.chosen().has_value());
  EXPECT_EQ(base.chosen()->place, file);
  EXPECT_DOUBLE_EQ(base.chosen()->opacity, 0.5);
  base.choose({});
  settle();
  EXPECT_LT(magenta(), 60);
}

TEST_F(PaperTest, SaysWhyABaseMapIsNotShown) {
  BaseMapHolder& base = m_window->document().base();
  base.choose(BaseMap{QStringLiteral("http://127.0.0.1:9/{z}/{x}/{y}.png"), 1.0, true});
  settle();
  EXPECT_TRUE(base.rasters().empty());
  EXPECT_FALSE(base.trouble().isEmpty()) << "the network is off";
  auto* note = m_window->findChild<QLabel*>(QStringLiteral("baseMapTrouble"));
  EXPECT_TRUE(note->isVisible());
  raster::WebAccess access;
  access.allowed = true;
  access.hosts = {"127.0.0.1:9"};
  m_settings->setWebAccess(access);
  base.reopen();
  settle();
  EXPECT_FALSE(base.rasters().empty());
  wait([&] { return !base.isBusy(); });
  EXPECT_FALSE(base.trouble().isEmpty()) << "nobody answers there";
  EXPECT_TRUE(m_window->isMapComplete());
}

TEST_F(PaperTest, TheBaseMapDialogKnowsItsPlacesAgain) {
  for (const char* place : {"/data/photo.tif", "tianditu:img", "https://h/{z}/{x}/{y}.png",
                            "https://h/{z}/{x}/{y}.png#grid=c", "https://h/{z}/{x}/{y}.png#grid=c&max=14"}) {
    const BaseMapDialog dialog(*m_settings, QLatin1String(place));
    EXPECT_EQ(dialog.place(), QLatin1String(place));
  }
}

}  // namespace
}  // namespace gis::ui
