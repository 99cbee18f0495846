// What one does with a parcel in the window besides changing it: sheet, buildings and units, lineage, as of a date.
#include <QComboBox>
#include <QDateEdit>
#include <QFile>
#include <QGraphicsView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTest>
#include <QTreeWidget>

#include "gis_core/base/clock.h"
#include "gis_core/city/building_units.h"
#include "gis_core/city/parcel_card.h"
#include "gis_core/city/parcel_edit.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/undo.h"
#include "tests/ui/city_fixture.h"
#include "ui/dialogs/lineage_dialog.h"
#include "ui/dialogs/parcel_sheet_dialog.h"
#include "ui/dialogs/parcels_as_of_dialog.h"
#include "ui/dialogs/unit_table_dialog.h"
#include "ui/jobs/translate.h"
#include "ui/models/parcel_texts.h"
#include "ui/panels/parcel_panel.h"

namespace gis::ui {
namespace {

class ParcelDialogsTest : public WindowFixture {
 protected:
  void TearDown() override {
    setClockForTests(-1);
    WindowFixture::TearDown();
  }
  template <class Widget>
  static Widget& field(QWidget& place, const char* name) {
    auto* found = place.findChild<Widget*>(QLatin1String(name));
    EXPECT_NE(found, nullptr) << name;
    return *found;
  }
  static void keepPicture(QWidget& widget, const QString& name) {
    const QString folder = qEnvironmentVariable("CITYDESK_TEST_PICTURES");
    if (!folder.isEmpty()) widget.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
  }
  template <class Dialog>
  Dialog& openBy(const char* action) {
    m_window->commands().action(QLatin1String(action))->trigger();
    auto* dialog = m_window->findChild<Dialog*>();
    EXPECT_NE(dialog, nullptr) << action;
    settle();
    return *dialog;
  }
  void closeIt(QDialog& dialog) {
    dialog.close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    settle();
  }
  [[nodiscard]] store::CityDatabase opened() const { return store::CityDatabase::open(this->city().toStdString()); }
  void choose(std::int64_t fid) { m_window->selection().select(QStringLiteral("parcels"), {fid}); }
  /// In two equal parts, two days from now.
  void splitLater(std::int64_t fid) {
    setClockForTests(utcNow() + 2 * 24 * 3600 * 1000LL);
    city::ParcelSplit how;
    how.parts = 2;
    (void)city::splitParcel(opened(), fid, how, {});
    setClockForTests(-1);
    takeIn();
  }
  /// Of four floors, in a building that no layer has: its faults are told.
  void takeTwelveUnits(const std::string& code) {
    store::KeyTable table;
    for (const char* name : {"BDCDYH", "CH", "SHBW", "SCJZMJ", "ZT"}) table.columns.push_back({name, {}, {}});
    const auto add = [&](const std::vector<std::string>& cells) {
      for (std::size_t i = 0; i < cells.size(); ++i) {
        table.columns[i].cells.push_back(cells[i]);
        table.columns[i].isNull.push_back(0);
      }
    };
    const char* states[] = {"待售", "已售", "抵押", "查封", "预告"};
    for (int floor = 1; floor <= 4; ++floor) {
      for (int unit = 1; unit <= 3; ++unit) {
        char number[16];
        std::snprintf(number, sizeof number, "F0001%02d%02d", floor, unit);
        add({code + number, std::to_string(floor), std::to_string(floor * 100 + unit), std::to_string(88 + unit),
             states[(floor * 3 + unit) % 5]});
      }
    }
    const auto taken = city::takeUnits(opened(), table, "clerk");
    ASSERT_EQ(taken.added, 12) << taken.rejected;
  }
  void takeIn() {
    m_window->session().lookNow();
    settle();
  }
};

TEST_F(ParcelDialogsTest, WithoutAParcelASentenceSaysWhatToDo) {
  const int before = m_window->session().messages().rowCount();
  m_window->commands().action(QStringLiteral("actionParcelSheet"))->trigger();
  EXPECT_EQ(m_window->findChild<ParcelSheetDialog*>(), nullptr);
  EXPECT_EQ(m_window->session().messages().rowCount(), before + 1);
}

TEST_F(ParcelDialogsTest, TheSheetIsShownAndItsTablesAreWritten) {
  choose(5);
  for (const char* language : {"en", "zh_CN"}) {
    m_window->changeLanguage(QLatin1String(language));
    auto& dialog = openBy<ParcelSheetDialog>("actionParcelSheet");
    field<QLineEdit>(dialog, "parcelSheetHeading").setText(QStringLiteral("扬州市自然资源和规划局"));
    const QString xlsx = path((std::string(language) + ".xlsx").c_str());
    const QString txt = path((std::string(language) + ".txt").c_str());
    field<QLineEdit>(dialog, "parcelSheetXlsx").setText(xlsx);
    field<QLineEdit>(dialog, "parcelSheetTxt").setText(txt);
    field<QPushButton>(dialog, "parcelSheetXlsxWrite").click();
    settle();
    field<QPushButton>(dialog, "parcelSheetTxtWrite").click();
    settle();
    EXPECT_GT(QFile(xlsx).size(), 2000) << field<QLabel>(dialog, "parcelSheetNote").text().toStdString();
    EXPECT_GT(QFile(txt).size(), 100) << field<QLabel>(dialog, "parcelSheetNote").text().toStdString();
    field<QPushButton>(dialog, "parcelSheetTxtWrite").click();  // it is there already
    settle();
    EXPECT_TRUE(field<QLabel>(dialog, "parcelSheetNote").text().contains(QStringLiteral(".txt")));
    const auto& preview = field<QLabel>(dialog, "parcelSheetPreview");
    EXPECT_TRUE(QTest::qWaitFor([&] { return !preview.pixmap().isNull(); }));
    keepPicture(dialog, QStringLiteral("parcel_sheet_") + QLatin1String(language));
    closeIt(dialog);
  }
  m_window->changeLanguage(QStringLiteral("en"));
  auto& again = openBy<ParcelSheetDialog>("actionParcelSheet");
  EXPECT_EQ(again.heading(), QStringLiteral("扬州市自然资源和规划局")) << "it is remembered";
}

TEST_F(ParcelDialogsTest, UnitsStandByFloorAndAreColouredByState) {
  const std::string code = city::parcelByFid(opened(), 5).code;
  ASSERT_EQ(code.size(), 19U);
  takeTwelveUnits(code);
  takeIn();
  choose(5);
  for (const char* language : {"en", "zh_CN"}) {
    m_window->changeLanguage(QLatin1String(language));
    auto& dialog = openBy<UnitTableDialog>("actionParcelUnits");
    ASSERT_EQ(dialog.buildings().size(), 1U);
    const auto& grid = field<QTableWidget>(dialog, "unitTable");
    ASSERT_EQ(grid.rowCount(), 4);
    ASSERT_EQ(grid.columnCount(), 3);
    EXPECT_TRUE(grid.item(0, 0)->text().startsWith(QStringLiteral("401"))) << "the highest floor is on top";
    for (int row = 0; row < 4; ++row) {
      for (int column = 0; column < 3; ++column) {
        const auto& unit = dialog.buildings()[0].floors[std::size_t(row)].units[std::size_t(column)];
        EXPECT_EQ(grid.item(row, column)->background().color(), unitStateLook(unit.state).colour);
        EXPECT_NE(unitStateLook(unit.state).title.toStdString(), unit.state) << "known by its word";
      }
    }
    EXPECT_GE(field<QListWidget>(dialog, "unitFaults").count(), 1);
    keepPicture(dialog, QStringLiteral("parcel_units_") + QLatin1String(language));
    closeIt(dialog);
  }
  m_window->changeLanguage(QStringLiteral("en"));
}

TEST_F(ParcelDialogsTest, UnitsAreTakenFromASpreadsheet) {
  const QString code = fromUtf8(city::parcelByFid(opened(), 5).code);
  const QString file = path("units.csv");
  {
    QFile rows(file);
    ASSERT_TRUE(rows.open(QFile::WriteOnly));
    rows.write(QStringLiteral("BDCDYH,CH,SHBW,ZT\n%1F00010001,1,101,已售\n%1F00010002,2,201,抵押\n%1F0001XX03,2,202,\n")
                   .arg(code)
                   .toUtf8());
  }
  choose(5);
  auto& dialog = openBy<UnitTableDialog>("actionParcelUnits");
  EXPECT_TRUE(dialog.buildings().empty());
  ASSERT_TRUE(field<QPushButton>(dialog, "unitImportButton").isEnabled());
  dialog.takeFile(path("there_is_none.csv"));
  settle();
  EXPECT_TRUE(field<QLabel>(dialog, "unitTaken").text().contains(QStringLiteral("there_is_none.csv")));
  dialog.takeFile(file);
  settle();
  ASSERT_EQ(dialog.buildings().size(), 1U);
  EXPECT_EQ(dialog.buildings()[0].units, 2U);
  EXPECT_TRUE(field<QLabel>(dialog, "unitTaken").text().contains(QStringLiteral("F0001XX03"))) << "which row is wrong";
  EXPECT_EQ(field<QTableWidget>(dialog, "unitTable").rowCount(), 2);
  EXPECT_TRUE(field<QPushButton>(dialog, "unitImportButton").isEnabled());
}

TEST_F(ParcelDialogsTest, TheCardOfAParcelThatEndedLeadsToWhatCameOfIt) {
  m_window->showPanel(QStringLiteral("dockParcel"));
  auto* card = m_window->findChild<ParcelPanel*>();
  const QString code = fromUtf8(city::parcelByFid(opened(), 5).code);
  card->showCode(code);
  settle();
  ASSERT_EQ(card->fid(), 5);
  city::ParcelSplit how;
  how.parts = 2;
  const city::ParcelChange split = city::splitParcel(opened(), 5, how, {});
  m_window->session().lookNow();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !card->fid(); }, 20000));
  const auto& note = field<QLabel>(*card, "parcelNote");
  auto& tree = field<QTreeWidget>(*card, "parcelTree");
  EXPECT_FALSE(card->fid());
  EXPECT_TRUE(note.text().contains(parcelDay(toIsoUtc(utcNow())))) << note.text().toStdString();
  ASSERT_GE(tree.topLevelItemCount(), 2) << "what came of it, and the history";
  ASSERT_EQ(tree.topLevelItem(0)->childCount(), 2);
  keepPicture(*card, QStringLiteral("parcel_card_ended"));
  Q_EMIT tree.itemActivated(tree.topLevelItem(0)->child(0), 0);
  settle();
  EXPECT_TRUE(card->fid() == split.after[0].fid || card->fid() == split.after[1].fid);
  EXPECT_FALSE(note.isVisible()) << "a parcel as any other";
  const auto shows = [&](std::optional<std::int64_t> fid) {
    m_window->session().lookNow();  // tells it some time later
    return QTest::qWaitFor([&] { return card->fid() == fid; }, 20000);
  };
  const auto merged = city::mergeParcels(opened(), {split.after[0].fid, split.after[1].fid}, {});
  ASSERT_TRUE(shows(merged.after[0].fid)) << "the only one that came of it is shown at once";
  EXPECT_TRUE(note.isVisible());
  card->showCode(code);
  settle();
  EXPECT_EQ(card->fid(), merged.after[0].fid) << "by the retired code, too";
  (void)store::undo(opened(), "clerk");
  ASSERT_TRUE(shows(std::nullopt)) << "two parcels again";
  (void)store::undo(opened(), "clerk");
  ASSERT_TRUE(shows(5)) << "it is there again";
  EXPECT_FALSE(note.isVisible());
}

/// Long warnings are broken, not cut off at the panel's width.
TEST_F(ParcelDialogsTest, TheCardHasRoomForItsWarnings) {
  m_window->showPanel(QStringLiteral("dockParcel"));
  auto* card = m_window->findChild<ParcelPanel*>();
  auto& tree = field<QTreeWidget>(*card, "parcelTree");
  takeTwelveUnits(city::parcelByFid(opened(), 5).code);
  takeIn();
  card->showCode(QStringLiteral("#5"));
  settle();
  QTreeWidgetItem* warning = nullptr;
  for (QTreeWidgetItemIterator it(&tree); *it != nullptr && warning == nullptr; ++it) {
    if ((*it)->text(0).startsWith(QStringLiteral("⚠"))) warning = *it;
  }
  ASSERT_NE(warning, nullptr);
  for (QTreeWidgetItem* above = warning->parent(); above != nullptr; above = above->parent()) above->setExpanded(true);
  tree.scrollToItem(warning);
  settle();
  keepPicture(*card, QStringLiteral("parcel_card_warnings"));
  const QRect row = tree.visualItemRect(warning);
  const int words = tree.fontMetrics().horizontalAdvance(warning->text(0));
  ASSERT_GT(words, tree.viewport()->width() - row.left()) << "too short to be cut off";
  const QRect needed = tree.fontMetrics().boundingRect(QRect(0, 0, tree.viewport()->width() - row.left(), 10000),
                                                       Qt::TextWordWrap, warning->text(0));
  EXPECT_GE(row.height(), needed.height());
  EXPECT_LT(row.height(), needed.height() + 3 * tree.fontMetrics().height());
}

TEST_F(ParcelDialogsTest, LineageGoesFromLeftToRight) {
  city::ParcelChange merged;
  {
    const auto city = opened();
    city::ParcelSplit how;
    how.parts = 3;
    const auto split = city::splitParcel(city, 5, how, {});
    merged = city::mergeParcels(city, {split.after[0].fid, split.after[1].fid}, {});
  }
  takeIn();
  choose(merged.after[0].fid);
  for (const char* language : {"en", "zh_CN"}) {
    m_window->changeLanguage(QLatin1String(language));
    auto& dialog = openBy<LineageDialog>("actionParcelLineage");
    ASSERT_EQ(dialog.lineage().nodes.size(), 5U) << "the first, its three parts, and the merged one";
    std::map<int, int> columns;
    for (const auto& [name, column] : dialog.columns()) ++columns[column];
    EXPECT_EQ(columns, (std::map<int, int>{{0, 1}, {1, 3}, {2, 1}}));
    EXPECT_EQ(dialog.columns().at(merged.after[0].name), 2);
    keepPicture(dialog, QStringLiteral("parcel_lineage_") + QLatin1String(language));
    closeIt(dialog);
  }
  m_window->changeLanguage(QStringLiteral("en"));
}

TEST_F(ParcelDialogsTest, TheMapAsOfADateHasEndedParcelsGrey) {
  splitLater(5);
  m_window->showFeature(QStringLiteral("parcels"), 6, true);
  settle();
  for (const char* language : {"en", "zh_CN"}) {
    m_window->changeLanguage(QLatin1String(language));
    auto& dialog = openBy<ParcelsAsOfDialog>("actionParcelAsOf");
    field<QDateEdit>(dialog, "asOfDate").setDate(QDate::currentDate().addDays(1));
    field<QPushButton>(dialog, "asOfShowButton").click();
    settle();
    int ended = 0, made = 0;
    for (const ParcelThen& one : dialog.parcels()) {
      ended += one.kind == ParcelThen::Kind::ended ? 1 : 0;
      made += one.kind == ParcelThen::Kind::made ? 1 : 0;
      EXPECT_FALSE(one.wkb.empty());
    }
    EXPECT_EQ(ended, 1) << field<QLabel>(dialog, "asOfStatus").text().toStdString();
    EXPECT_EQ(made, 2);
    auto& list = field<QTreeWidget>(dialog, "asOfList");
    EXPECT_GE(list.topLevelItemCount(), 3);
    list.setCurrentItem(list.topLevelItem(0));
    settle();
    keepPicture(dialog, QStringLiteral("parcel_as_of_") + QLatin1String(language));
    keepPicture(*m_window, QStringLiteral("parcel_as_of_window_") + QLatin1String(language));
    closeIt(dialog);
  }
  m_window->changeLanguage(QStringLiteral("en"));
  auto& dialog = openBy<ParcelsAsOfDialog>("actionParcelAsOf");
  field<QDateEdit>(dialog, "asOfDate").setDate(QDate::currentDate().addDays(-30000));
  field<QPushButton>(dialog, "asOfShowButton").click();
  settle();
  EXPECT_TRUE(field<QLabel>(dialog, "asOfStatus").text().startsWith(QStringLiteral("⚠"))) << "before the load";
}

TEST_F(ParcelDialogsTest, TheCityAsOfADateTellsThePast) {
  const geom::Bytes shape = city::parcelByFid(opened(), 5).wkb;
  const std::string code = city::parcelByFid(opened(), 5).code;
  splitLater(5);
  const geom::MapPoint inside = geom::interiorPoint(shape);
  const auto parcelsThere = [&] {
    std::vector<std::int64_t> fids;
    for (const auto& [layer, fid] : m_window->canvas().featuresAt(inside)) {
      if (layer == QStringLiteral("parcels")) fids.push_back(fid);
    }
    return fids;
  };
  const std::int64_t now = store::layerByName(opened().connection(), "parcels").count;
  for (const char* language : {"en", "zh_CN"}) {
    m_window->changeLanguage(QLatin1String(language));
    m_window->canvas().showExtent(geom::envelopeOf(shape).grown(60));
    settle();
    EXPECT_NE(parcelsThere(), (std::vector<std::int64_t>{5}));
    auto& dialog = openBy<ParcelsAsOfDialog>("actionParcelAsOf");
    field<QDateEdit>(dialog, "asOfDate").setDate(QDate::currentDate().addDays(1));
    field<QPushButton>(dialog, "asOfOpenButton").click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !m_window->session().city().asOf.isEmpty(); }));
    settle();
    EXPECT_TRUE(m_window->session().isReadOnly());
    EXPECT_TRUE(m_window->windowTitle().contains(QDate::currentDate().addDays(1).toString(Qt::ISODate)))
        << m_window->windowTitle().toStdString();
    EXPECT_FALSE(m_window->commands().action(QStringLiteral("actionParcelSplit"))->isEnabled());
    EXPECT_FALSE(m_window->commands().action(QStringLiteral("actionUndo"))->isEnabled());
    EXPECT_EQ(parcelsThere(), (std::vector<std::int64_t>{5})) << "the map, and what identify picks";
    EXPECT_EQ(m_window->session().layer(QStringLiteral("parcels"))->count, now - 1);
    m_window->showPanel(QStringLiteral("dockParcel"));
    auto* card = m_window->findChild<ParcelPanel*>();
    card->showCode(fromUtf8(code));
    settle();
    EXPECT_EQ(card->fid(), 5) << "the card";
    m_window->setCurrentLayer(QStringLiteral("parcels"));
    m_window->selection().select(QStringLiteral("parcels"), {5});
    m_window->commands().action(QStringLiteral("actionTableSelected"))->trigger();
    settle();
    auto* table = m_window->findChild<QTableView*>(QStringLiteral("attributeTable"));
    ASSERT_NE(table, nullptr);
    ASSERT_EQ(table->model()->rowCount(), 1) << "the table";
    EXPECT_EQ(table->model()->index(0, 1).data().toString(), fromUtf8(code));
    keepPicture(*m_window, QStringLiteral("city_as_of_") + QLatin1String(language));
    m_window->commands().action(QStringLiteral("actionCityToday"))->trigger();
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return m_window->session().isOpen() && m_window->session().city().asOf.isEmpty(); }));
    settle();
    EXPECT_FALSE(m_window->session().isReadOnly());
    EXPECT_EQ(m_window->session().layer(QStringLiteral("parcels"))->count, now);
    EXPECT_EQ(parcelsThere().size(), 1U);
    EXPECT_NE(parcelsThere().front(), 5);
  }
  m_window->changeLanguage(QStringLiteral("en"));
}

}  // namespace
}  // namespace gis::ui
