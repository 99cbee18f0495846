#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>
#include <QTreeWidget>
#include <QUrl>

#include "app/desktop/screenshot.h"
#include "gis_core/io/export.h"
#include "gis_core/io/import.h"
#include "gis_core/store/features.h"
#include "gis_core/store/stage_sweeper.h"
#include "tests/ui/city_fixture.h"
#include "ui/canvas/change_picture.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/export_losses_view.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/join_by_code_dialog.h"

namespace gis::ui {
namespace {

constexpr int kClerkWaitsMs = 30000;

class ClerkTest : public WindowFixture {
 protected:
  void write(const char* name, const QByteArray& content) const {
    QFile file(path(name));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(content);
  }
  /// As if somebody let these files fall on the window.
  void drop(const QStringList& names) const {
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& name : names) urls << QUrl::fromLocalFile(m_folder.filePath(name));
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &event);
  }
  template <typename Dialog>
  Dialog* dialog() const {
    auto* found = m_window->findChild<Dialog*>();
    EXPECT_NE(found, nullptr);
    return found;
  }
  template <typename Part>
  static Part* part(const QWidget* dialog, const char* name) {
    auto* found = dialog->findChild<Part*>(QString::fromLatin1(name));
    EXPECT_NE(found, nullptr) << name;
    return found;
  }
  void wait(const std::function<bool()>& done, const char* what) const {
    EXPECT_TRUE(runUntil(done, kClerkWaitsMs)) << what << "; the window said: " << said().toStdString();
  }
  [[nodiscard]] QString said() const {
    QStringList lines;
    const QAbstractItemModel* messages = part<QAbstractItemView>(m_window.get(), "messageList")->model();
    for (int row = 0; row < messages->rowCount(); ++row) lines << messages->index(row, 0).data().toString();
    return lines.join(QLatin1Char('\n'));
  }
  [[nodiscard]] store::CityDatabase other() const { return store::CityDatabase::open(city().toStdString()); }
  /// As many points as an import cannot load between two looks.
  QString manyPoints() const {
    QByteArray csv = "code,x,y\n";
    for (int i = 0; i < 300000; ++i)
      csv += QByteArray::number(i) + ",445" + QByteArray::number(100 + i % 800) + ",3585" +
             QByteArray::number(100 + i / 800) + '\n';
    write("many.csv", csv);
    return QStringLiteral("many.csv");
  }
};

TEST_F(ClerkTest, DropsAFolderfulOfFilesOneOfThemBroken) {
  {
    const store::CityDatabase made = other();
    io::ExportRequest shapefile;
    shapefile.layer = "districts";
    shapefile.file = m_folder.filePath(QStringLiteral("区县.shp")).toStdString();
    Progress progress;
    (void)io::exportLayer(made, shapefile, progress);
  }
  write("clinics.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"诊所"},)"
                           R"("geometry":{"type":"Point","coordinates":[119.43,32.39]}}]})");
  write("broken.kml", "<kml><Document><Placemark>");
  drop({QStringLiteral("clinics.geojson"), QStringLiteral("区县.shp"), QStringLiteral("区县.shx"),
        QStringLiteral("区县.dbf"), QStringLiteral("区县.prj"), QStringLiteral("区县.cpg"),
        QStringLiteral("broken.kml")});
  auto* import = dialog<ImportDialog>();
  ASSERT_NE(import, nullptr);
  auto* tree = part<QTreeWidget>(import, "importLayerTree");
  wait([&] { return tree->topLevelItemCount() > 0; }, "the files were looked at");
  ASSERT_EQ(tree->topLevelItemCount(), 2) << "the parts of the shapefile are no layers of their own; it said: "
                                          << part<QLabel>(import, "importNote")->text().toStdString();
  EXPECT_TRUE(part<QLabel>(import, "importNote")->text().contains(QLatin1String("broken.kml")))
      << part<QLabel>(import, "importNote")->text().toStdString();
  auto* start = part<QPushButton>(import, "importStartButton");
  ASSERT_TRUE(start->isEnabled());
  QTest::mouseClick(start, Qt::LeftButton);
  // each is shown as it is finished: the window may look between the two
  const auto isThere = [&](const QString& name) { return m_window->session().layer(name) != nullptr; };
  wait([&] { return isThere(QStringLiteral("clinics")) && isThere(QStringLiteral("区县")); }, "the files came in");
  ASSERT_NE(m_window->session().layer(QStringLiteral("区县")), nullptr);
  EXPECT_EQ(m_window->session().layer(QStringLiteral("区县"))->count,
            m_window->session().layer(QStringLiteral("districts"))->count);
}

TEST_F(ClerkTest, ImportSaysWhatStandsInTheWayWhileItIsOpen) {
  write("parcels.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},)"
                           R"("geometry":{"type":"Point","coordinates":[119.43,32.39]}}]})");
  m_window->resize(1366, 768);
  drop({QStringLiteral("parcels.geojson")});
  auto* import = dialog<ImportDialog>();
  ASSERT_NE(import, nullptr);
  EXPECT_LT(import->height(), m_window->height()) << "its buttons can be reached on a small screen";
  auto* tree = part<QTreeWidget>(import, "importLayerTree");
  auto* trouble = part<QLabel>(import, "importTrouble");
  auto* start = part<QPushButton>(import, "importStartButton");
  wait([&] { return tree->topLevelItemCount() > 0; }, "the file was looked at");
  EXPECT_FALSE(start->isEnabled());
  EXPECT_TRUE(trouble->text().contains(QLatin1String("parcels"))) << trouble->text().toStdString();
  part<QLineEdit>(import, "importNameEdit")->setText(QStringLiteral("neu"));
  EXPECT_TRUE(start->isEnabled());
  EXPECT_TRUE(trouble->text().isEmpty()) << trouble->text().toStdString();
  auto* system = part<QComboBox>(import, "importSourceCrsBox");
  system->setCurrentText(QStringLiteral("EPSG:99999999"));
  wait([&] { return !start->isEnabled(); }, "the system is not known");
  EXPECT_TRUE(trouble->text().contains(QLatin1String("99999999"))) << trouble->text().toStdString();
  system->setCurrentText(QStringLiteral("EPSG:32650"));
  wait([&] { return start->isEnabled(); }, "this one is");
}

TEST_F(ClerkTest, ImportShowsEncodingsCoordinatesAndColumnsToChooseFrom) {
  const geom::Envelope extent = m_window->session().layer(QStringLiteral("parcels"))->extent;
  const QString east = QString::number(extent.minX, 'f', 1);
  const QString north = QString::number(extent.minY, 'f', 1);
  // "编号,名称" and two rows in GBK; nothing tells the coordinate system
  QByteArray table("\xB1\xE0\xBA\xC5,\xC3\xFB\xB3\xC6,x,y\n");
  table += "0012,\xD1\xEF\xD6\xDD\xCA\xD0," + north.toLatin1() + "," + east.toLatin1() + "\n";
  table += "0013,\xB9\xE3\xC1\xEA\xC7\xF8," + north.toLatin1() + "," + east.toLatin1() + "\n";
  write("list.csv", table.constData());
  for (const char* language : {"en", "zh_CN"}) {
    m_window->changeLanguage(QLatin1String(language));
    drop({QStringLiteral("list.csv")});
    auto* import = dialog<ImportDialog>();
    ASSERT_NE(import, nullptr);
    auto* tree = part<QTreeWidget>(import, "importLayerTree");
    wait([&] { return tree->topLevelItemCount() > 0; }, "the file was looked at");
    if (const QString pictures = qEnvironmentVariable("CITYDESK_TEST_PICTURES"); !pictures.isEmpty()) {
      auto* tabs = part<QTabWidget>(import, "importSurveyTabs");
      for (int i = 0; i < tabs->count(); ++i) {
        tabs->setCurrentIndex(i);
        import->grab().save(pictures + QStringLiteral("/import_%1_%2.png").arg(i).arg(QLatin1String(language)));
      }
    }
    delete import;
  }
  m_window->changeLanguage(QStringLiteral("en"));
  drop({QStringLiteral("list.csv")});
  auto* import = dialog<ImportDialog>();
  ASSERT_NE(import, nullptr);
  auto* tree = part<QTreeWidget>(import, "importLayerTree");
  wait([&] { return tree->topLevelItemCount() > 0; }, "the file was looked at");
  auto* encodings = part<QTableWidget>(import, "importEncodingTable");
  ASSERT_EQ(encodings->rowCount(), 5);
  EXPECT_EQ(encodings->item(0, 0)->text(), QStringLiteral("GBK"));
  EXPECT_TRUE(encodings->item(0, 4)->text().contains(QStringLiteral("广陵区")))
      << encodings->item(0, 4)->text().toStdString();
  auto* systems = part<QTableWidget>(import, "importSystemTable");
  ASSERT_GE(systems->rowCount(), 2);
  EXPECT_TRUE(systems->item(0, 0)->text().startsWith(QStringLiteral("EPSG:4549")));
  const auto& shapes = part<ChangePicture>(import, "importSystemPicture")->layers();
  ASSERT_GE(shapes.size(), 2U) << "the city, and where the reading puts the layer";
  const geom::Envelope place = geom::envelopeOf(shapes.back().wkb);
  EXPECT_GT(place.width(), geom::envelopeOf(shapes.front().wkb).width() / 100) << "two close points are seen, too";
  auto* columns = part<QTableWidget>(import, "importColumnTable");
  ASSERT_EQ(columns->rowCount(), 4);
  EXPECT_EQ(columns->item(0, 0)->text(), QStringLiteral("编号"));
  EXPECT_EQ(columns->item(0, 1)->text(), QStringLiteral("text"));
  // a reading that is chosen goes into the options
  Q_EMIT systems->itemActivated(systems->item(0, 0));
  EXPECT_EQ(part<QComboBox>(import, "importSourceCrsBox")->currentData().toString(), QStringLiteral("EPSG:4549"));
  EXPECT_FALSE(part<QCheckBox>(import, "importSwapCheck")->isChecked());
  // so does an encoding, and the file is read again
  Q_EMIT encodings->itemActivated(encodings->item(1, 0));
  EXPECT_EQ(part<QComboBox>(import, "importEncodingBox")->currentData().toString(), QStringLiteral("GB18030"));
  wait([&] { return tree->topLevelItemCount() > 0 && tree->topLevelItem(0)->text(4) == QStringLiteral("GB18030"); },
       "it is read so");
  auto* start = part<QPushButton>(import, "importStartButton");
  wait([&] { return start->isEnabled(); }, "nothing stands in the way");
  QTest::mouseClick(start, Qt::LeftButton);
  wait([&] { return m_window->session().layer(QStringLiteral("list")) != nullptr; }, "it came in");
  EXPECT_EQ(m_window->session().layer(QStringLiteral("list"))->crs.epsg(), 4549);
}

TEST_F(ClerkTest, ExportFollowsTheEndingAndChecksThePlace) {
  m_window->setCurrentLayer(QStringLiteral("parcels"));
  m_window->commands().action(QStringLiteral("actionExport"))->trigger();
  auto* dialogOf = dialog<ExportDialog>();
  ASSERT_NE(dialogOf, nullptr);
  auto* file = part<QLineEdit>(dialogOf, "exportFileEdit");
  auto* start = part<QPushButton>(dialogOf, "exportStartButton");
  auto* losses = dialogOf->findChild<ExportLossesView*>();
  file->setText(m_folder.filePath(QStringLiteral("p.csv")));
  EXPECT_EQ(part<QComboBox>(dialogOf, "exportFormatBox")->currentData().toString(), QLatin1String("csv"));
  wait([&] { return start->isEnabled(); }, "it can be written");
  file->setText(m_folder.filePath(QStringLiteral("nowhere/p.gpkg")));
  wait([&] { return losses->text().contains(QLatin1String("folder")); }, "there is no such folder");
  EXPECT_FALSE(start->isEnabled());
  file->clear();
  wait([&] { return losses->text().contains(QLatin1String("name")); }, "it has no name");
  EXPECT_FALSE(start->isEnabled());
  const auto* area = part<QComboBox>(dialogOf, "exportClipBox");
  wait([&] { return area->findData(QStringLiteral("districts:1")) >= 0; }, "districts are offered");
}

TEST_F(ClerkTest, ExportGivesAReceiptAndRemediesForLosses) {
  m_window->setCurrentLayer(QStringLiteral("parcels"));
  m_window->commands().action(QStringLiteral("actionExport"))->trigger();
  auto* dialogOf = dialog<ExportDialog>();
  ASSERT_NE(dialogOf, nullptr);
  auto* start = part<QPushButton>(dialogOf, "exportStartButton");
  part<QLineEdit>(dialogOf, "exportFileEdit")->setText(m_folder.filePath(QStringLiteral("p.shp")));
  auto* names = part<QComboBox>(dialogOf, "exportNamesBox");
  auto* receipt = part<QComboBox>(dialogOf, "exportReceiptBox");
  auto* giver = part<QLineEdit>(dialogOf, "exportGiverEdit");
  EXPECT_FALSE(giver->isEnabled()) << "no receipt, nobody to name";
  names->setCurrentIndex(1);
  receipt->setCurrentIndex(2);
  EXPECT_TRUE(giver->isEnabled());
  giver->setText(QStringLiteral("城管局"));
  wait([&] { return start->isEnabled(); }, "the losses are counted");
  QTest::mouseClick(start, Qt::LeftButton);
  QFile made(m_folder.filePath(QStringLiteral("p_receipt.json")));
  wait([&] { return made.exists(); }, "the receipt is written");
  ASSERT_TRUE(made.open(QIODevice::ReadOnly));
  const QJsonObject json = QJsonDocument::fromJson(made.readAll()).object();
  EXPECT_EQ(json[QLatin1String("giver")].toString(), QStringLiteral("城管局"));
  EXPECT_TRUE(json[QLatin1String("layers")][0][QLatin1String("proof")][QLatin1String("equal")].toBool());
}

TEST_F(ClerkTest, AFilteredLayerIsFilteredInItsTableToo) {
  const auto countOf = [&] { return part<QAbstractItemView>(m_window.get(), "attributeTable")->model()->rowCount(); };
  m_window->setCurrentLayer(QStringLiteral("parcels"));
  m_window->commands().action(QStringLiteral("actionAttributeTable"))->trigger();
  wait([&] { return countOf() > 1000; }, "the table shows all");
  const int all = countOf();
  {
    const store::CityDatabase city = other();
    store::setLayerFilter(city.connection(), "parcels", "dlbm like '07%' -- homes");
  }
  wait([&] { return countOf() > 0 && countOf() < all; }, "the table follows the filter");
}

TEST_F(ClerkTest, EnterInAFieldNeitherCancelsNorCloses) {
  m_window->setCurrentLayer(QStringLiteral("parcels"));
  for (const char* command : {"actionImport", "actionExport", "actionJoinByCode", "actionPrintMap",
                              "actionSelectByLocation", "actionSelectByValue"}) {
    m_window->commands().action(QLatin1String(command))->trigger();
    QDialog* shown = nullptr;
    wait(
        [&] {
          for (QWidget* top : QApplication::topLevelWidgets()) {
            auto* dialog = qobject_cast<QDialog*>(top);
            if (dialog != nullptr && dialog->isVisible()) shown = dialog;
          }
          return shown != nullptr;
        },
        command);
    ASSERT_NE(shown, nullptr) << command;
    const QPointer<QDialog> there(shown);
    auto* edit = shown->findChild<QLineEdit*>();
    ASSERT_NE(edit, nullptr) << command;
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_Return);
    settle();
    EXPECT_TRUE(there && there->isVisible()) << command;
    if (there) there->close();
    settle();
  }
}

TEST_F(ClerkTest, ACityThatIsClosedIsOneFile) {
  for (int round = 0; round < 8; ++round) {
    bool written = false;
    m_window->session().write(
        QStringLiteral("edit"),
        [round](const store::CityDatabase& open, Progress&) {
          open.setSetting("round", std::to_string(round));
          return true;
        },
        m_window.get(), [&](bool) { written = true; });
    wait([&] { return written; }, "it is written");
    m_window->closeCity();
    const QString log = city() + QStringLiteral("-wal");
    wait([&] { return !QFile::exists(log); }, "the write-ahead log went into the file");
    ASSERT_FALSE(QFile::exists(log)) << round;
    m_window->openCity(city());
    settle();
  }
}

TEST_F(ClerkTest, PastesCodesAsASpreadsheetCopiesThem) {
  const auto parcels = store::layerByName(other().connection(), "parcels");
  store::FeatureRequest first;
  first.fields = {parcels.roleCodeField};
  first.limit = 2;
  QStringList codes;
  const store::CityDatabase made = other();
  store::readFeatures(made.connection(), parcels, first, [&](store::Feature& feature) {
    codes << QString::fromStdString(std::get<std::string>(feature.values.front()));
    return true;
  });
  ASSERT_EQ(codes.size(), 2);
  m_window->setCurrentLayer(QStringLiteral("parcels"));
  m_window->commands().action(QStringLiteral("actionJoinByCode"))->trigger();
  auto* join = dialog<JoinByCodeDialog>();
  ASSERT_NE(join, nullptr);
  auto* paste = part<QPlainTextEdit>(join, "joinPasteEdit");
  // a heading, a number beside it, blanks and small letters, and a code that no parcel has
  QApplication::clipboard()->setText(QStringLiteral("宗地代码\t面积\r\n") + codes[0].toLower() +
                                     QStringLiteral(" \t12\r\n") + codes[1] +
                                     QStringLiteral("\t3\r\n321002999999GB99999\t1\r\n"));
  auto* sources = join->findChild<QTabWidget*>();
  ASSERT_NE(sources, nullptr);
  for (int tab = 0; tab < sources->count(); ++tab) {
    if (sources->widget(tab)->isAncestorOf(paste) || sources->widget(tab) == paste) sources->setCurrentIndex(tab);
  }
  paste->setFocus();
  QTest::keySequence(paste, QKeySequence(QStringLiteral("Ctrl+V")));
  auto* unmatched = part<QPlainTextEdit>(join, "joinUnmatchedList");
  wait([&] { return unmatched->toPlainText().contains(QLatin1String("321002999999GB99999")); }, "the codes matched");
  EXPECT_FALSE(unmatched->toPlainText().contains(codes[0], Qt::CaseInsensitive));
  auto* select = part<QPushButton>(join, "joinSelectButton");
  wait([&] { return select->isEnabled(); }, "there is an answer");
  QTest::mouseClick(select, Qt::LeftButton);
  wait([&] { return m_window->selection().count(QStringLiteral("parcels")) == 2; }, "the two parcels are selected");
  // a feature that the layer's filter hides is found by no join
  store::setLayerFilter(made.connection(), "parcels",
                        store::quoted(parcels.roleCodeField) + " <> '" + codes[0].toStdString() + "' -- shown");
  wait([&] { return !m_window->session().layer(QStringLiteral("parcels"))->filter.empty(); }, "the filter is known");
  Q_EMIT paste->textChanged();
  wait([&] { return unmatched->toPlainText().contains(codes[0], Qt::CaseInsensitive); }, "the hidden one is unmatched");
  EXPECT_FALSE(unmatched->toPlainText().contains(codes[1]));
  join->close();
}

TEST_F(ClerkTest, AnImportThatIsCancelledLeavesTheCityAsItWas) {
  const auto before = m_window->session().layers()->size();
  drop({manyPoints()});
  auto* import = dialog<ImportDialog>();
  ASSERT_NE(import, nullptr);
  auto* start = part<QPushButton>(import, "importStartButton");
  wait([&] { return start->isEnabled(); }, "the file was looked at");
  QTest::mouseClick(start, Qt::LeftButton);
  auto* cancel = part<QWidget>(m_window.get(), "statusCancelJob");
  wait([&] { return cancel->isVisible() && cancel->isEnabled(); }, "the import runs");
  QTest::mouseClick(cancel, Qt::LeftButton);
  settle();
  m_window->session().lookNow();
  settle();
  EXPECT_EQ(m_window->session().layers()->size(), before);
  m_window->session().sweeper()->wait();
  EXPECT_EQ(other().connection().intValue("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'city\\_stage\\_%'"
                                          " ESCAPE '\\'"),
            0);
}

TEST_F(ClerkTest, AnExportThatIsCancelledLeavesNoFile) {
  {
    const store::CityDatabase made = other();
    io::ImportRequest many;
    many.sources = {m_folder.filePath(manyPoints()).toStdString()};
    many.sourceCrs = "EPSG:4549";
    Progress progress;
    (void)io::importLayers(made, many, progress);
  }
  m_window->session().lookNow();
  wait([&] { return m_window->session().layer(QStringLiteral("many")) != nullptr; }, "the layer is there");
  m_window->setCurrentLayer(QStringLiteral("many"));
  m_window->commands().action(QStringLiteral("actionExport"))->trigger();
  auto* exporting = dialog<ExportDialog>();
  ASSERT_NE(exporting, nullptr);
  io::ExportRequest request;
  QObject::connect(exporting, &ExportDialog::exportAsked, m_window.get(),
                   [&](const ExportOrder& asked) { request = asked.base; });
  const QStringList before = QDir(m_folder.path()).entryList(QDir::Files);
  auto* start = part<QPushButton>(exporting, "exportStartButton");
  wait([&] { return start->isEnabled(); }, "the losses are counted");
  QTest::mouseClick(start, Qt::LeftButton);
  ASSERT_FALSE(request.file.empty());
  auto* cancel = part<QWidget>(m_window.get(), "statusCancelJob");
  wait([&] { return cancel->isVisible() && cancel->isEnabled(); }, "the export runs");
  QTest::mouseClick(cancel, Qt::LeftButton);
  settle();
  EXPECT_EQ(QDir(m_folder.path()).entryList(QDir::Files), before) << "300,000 features were not written meanwhile";
}

}  // namespace
}  // namespace gis::ui
