#include <QAction>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>
#include <algorithm>
#include <set>

#include "app/desktop/screenshot.h"
#include "gis_core/city/incident.h"
#include "gis_core/city/place.h"
#include "gis_core/store/layer.h"
#include "tests/ui/city_fixture.h"
#include "ui/models/case_view_text.h"
#include "ui/models/incident_model.h"
#include "ui/panels/case_board.h"
#include "ui/panels/identify_panel.h"
#include "ui/panels/incident_form.h"
#include "ui/panels/incident_list.h"
#include "ui/panels/parcel_panel.h"

namespace gis::ui {
namespace {

class ListsTest : public WindowFixture {
 protected:
  /// Logs cases as another program would.
  void logCases(int count) const {
    const auto other = store::CityDatabase::open(city().toStdString());
    const geom::Envelope area = store::layerByName(other.connection(), "parcels").extent;
    city::IncidentDraft draft;
    draft.category = "06010";
    draft.at = geom::MapPoint{area.minX + area.width() / 2, area.minY + area.height() / 2};
    const std::vector<city::IncidentDraft> many(static_cast<std::size_t>(count), draft);
    (void)city::IncidentDesk(other).report(many, "test");
  }
};

TEST_F(ListsTest, AllOfTheListIsChosenByItsKeyAndChipsStandInItsBar) {
  m_window->showPanel(QStringLiteral("dockIncidents"));
  logCases(3);
  auto* list = m_window->findChild<IncidentList*>();
  auto* view = m_window->findChild<QTableView*>(QStringLiteral("incidentView"));
  const int all = view->model()->rowCount();
  IncidentListFilter filter;
  filter.role = QStringLiteral("acceptor");
  filter.category = QStringLiteral("06010");
  list->showFilter(filter);
  ASSERT_TRUE(runUntil([&] { return view->model()->rowCount() >= 3 && view->model()->rowCount() < all + 3; }, 20000));
  settle();
  auto* bar = m_window->findChild<QWidget*>(QStringLiteral("incidentBar"));
  for (const char* name : {"chipRole", "chipCategory", "incidentOpen", "incidentPrint"}) {
    auto* one = m_window->findChild<QWidget*>(QLatin1String(name));
    ASSERT_NE(one, nullptr) << name;
    const QRect place(one->mapTo(bar, QPoint(0, 0)), one->size());
    EXPECT_TRUE(bar->rect().contains(place)) << name << " is cut off";
  }
  m_window->selection().clearAll();
  view->setFocus();
  QTest::keyClick(view, Qt::Key_A, Qt::ControlModifier);
  settle();
  EXPECT_EQ(view->selectionModel()->selectedRows().size(), view->model()->rowCount());
  EXPECT_EQ(int(m_window->selection().count(QStringLiteral("city_incident"))), view->model()->rowCount())
      << "and not the whole layer";
}

TEST_F(ListsTest, TheListOfCasesReadsWhatIsLookedAt) {
  m_window->showPanel(QStringLiteral("dockIncidents"));
  auto* view = m_window->findChild<QTableView*>(QStringLiteral("incidentView"));
  auto* model = qobject_cast<IncidentModel*>(view->model());
  auto* label = m_window->findChild<QLabel*>(QStringLiteral("incidentCount"));
  const int before = model->rowCount();
  logCases(900);
  const int all = before + 900;
  ASSERT_TRUE(runUntil([&] { return label->text().contains(QLocale().toString(all)); }, 20000))
      << label->text().toStdString();
  settle();
  EXPECT_EQ(model->rowCount(), all) << "every case has its row";
  EXPECT_NE(model->incident(0), nullptr) << "what is seen is read";
  EXPECT_EQ(model->incident(all / 2), nullptr) << "nobody looked there yet";
  ASSERT_TRUE(runUntil([&] { return model->incident(all / 2) != nullptr; }, 20000));
  view->scrollToBottom();
  view->viewport()->repaint();
  ASSERT_TRUE(runUntil([&] { return model->incident(all - 1) != nullptr; }, 20000));
}

TEST_F(ListsTest, ASelectionStaysWhileOthersLogCases) {
  m_window->showPanel(QStringLiteral("dockIncidents"));
  settle();
  auto* view = m_window->findChild<QTableView*>(QStringLiteral("incidentView"));
  auto* model = qobject_cast<IncidentModel*>(view->model());
  const int before = model->rowCount();
  ASSERT_GT(before, 5);
  QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::NoModifier, view->visualRect(model->index(1, 0)).center());
  QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ControlModifier,
                    view->visualRect(model->index(3, 0)).center());
  const std::int64_t one = model->fidOf(1), other = model->fidOf(3);
  int resets = 0;
  QObject listener;  // goes before what it tells
  QObject::connect(model, &QAbstractItemModel::modelReset, &listener, [&] { ++resets; });
  logCases(7);
  ASSERT_TRUE(runUntil([&] { return model->rowCount() == before + 7; }, 20000));
  settle();
  EXPECT_EQ(resets, 0);
  std::set<std::int64_t> chosen;
  for (const QModelIndex& index : view->selectionModel()->selectedRows()) chosen.insert(model->fidOf(index.row()));
  EXPECT_EQ(chosen, (std::set<std::int64_t>{one, other}));
  EXPECT_EQ(model->fidOf(view->currentIndex().row()), other);
  // another order moves them, and they stay chosen
  view->horizontalHeader()->setSortIndicator(IncidentModel::reportedColumn, Qt::AscendingOrder);
  settle();
  chosen.clear();
  for (const QModelIndex& index : view->selectionModel()->selectedRows()) chosen.insert(model->fidOf(index.row()));
  EXPECT_EQ(chosen, (std::set<std::int64_t>{one, other}));
  EXPECT_EQ(resets, 0);
  EXPECT_EQ(view->verticalHeader()->count(), model->rowCount());
}

TEST_F(ListsTest, MapAndListAreLinkedBothWays) {
  m_window->showPanel(QStringLiteral("dockIncidents"));
  settle();
  auto* view = m_window->findChild<QTableView*>(QStringLiteral("incidentView"));
  auto* model = qobject_cast<IncidentModel*>(view->model());
  const QString layer = QStringLiteral("city_incident");
  QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::NoModifier, view->visualRect(model->index(2, 0)).center());
  settle();
  EXPECT_EQ(*m_window->selection().fids(layer), std::vector<std::int64_t>{model->fidOf(2)});
  m_window->selection().select(layer, {model->fidOf(0), model->fidOf(4)});
  const auto rows = view->selectionModel()->selectedRows();
  ASSERT_EQ(rows.size(), 2);
  EXPECT_EQ(m_window->selection().fids(layer)->size(), 2U) << "the list does not answer back";
}

TEST_F(ListsTest, ChipsAndViewsFilterTheList) {
  m_window->showPanel(QStringLiteral("dockIncidents"));
  settle();
  auto* list = m_window->findChild<IncidentList*>();
  auto* model = &list->model();
  const int all = model->rowCount();
  IncidentListFilter filter;
  filter.openOnly = true;
  filter.role = QStringLiteral("handler");
  list->showFilter(filter);
  settle();
  ASSERT_GT(model->rowCount(), 0);
  EXPECT_LT(model->rowCount(), all);
  for (int row = 0; row < std::min(20, model->rowCount()); ++row) {
    ASSERT_TRUE(runUntil([&] { return model->incident(row) != nullptr; }, 20000));
    EXPECT_EQ(model->incident(row)->state, "handling");
  }
  auto* chip = list->findChild<QToolButton*>(QStringLiteral("chipRole"));
  ASSERT_NE(chip, nullptr);
  EXPECT_TRUE(chip->isVisible());
  chip->click();
  settle();
  EXPECT_TRUE(model->filter().role.isEmpty());
  EXPECT_TRUE(model->filter().openOnly) << "the other chip stays";
  // a view comes back as it was kept
  EXPECT_EQ(caseViewFromText(caseViewText(filter)), filter);
  auto* text = list->findChild<QLineEdit*>(QStringLiteral("incidentTextFilter"));
  text->setFocus();
  text->setText(QStringLiteral("路"));
  ASSERT_TRUE(runUntil([&] { return model->filter().text == QStringLiteral("路"); }, 5000));
  settle();
  for (int row = 0; row < std::min(5, model->rowCount()); ++row) {
    ASSERT_TRUE(runUntil([&] { return model->incident(row) != nullptr; }, 20000));
    const city::Incident& one = *model->incident(row);
    EXPECT_NE((one.description + one.address + one.road + one.categoryName).find("路"), std::string::npos);
  }
}

TEST_F(ListsTest, TheBoardFollowsEveryChange) {
  m_window->showPanel(QStringLiteral("dockCaseBoard"));
  auto* board = m_window->findChild<CaseBoardPanel*>();
  ASSERT_TRUE(runUntil([&] { return board->board().all.open > 0; }, 20000));
  const std::int64_t open = board->board().all.open, today = board->board().reportedToday;
  logCases(3);
  ASSERT_TRUE(runUntil([&] { return board->board().all.open == open + 3; }, 20000));
  EXPECT_EQ(board->board().reportedToday, today + 3);
  auto* overdue = m_window->findChild<QPushButton*>(QStringLiteral("boardOverdue"));
  overdue->click();
  settle();
  auto* list = m_window->findChild<IncidentList*>();
  EXPECT_TRUE(list->model().filter().overdueOnly);
  EXPECT_EQ(list->model().rowCount(), int(board->board().all.overdue)) << "the list shows what the board counts";
}

TEST_F(ListsTest, ACaseThatIsOpenedElsewhereIsChosenHoweverFarDown) {
  m_window->showPanel(QStringLiteral("dockIncidents"));
  auto* view = m_window->findChild<QTableView*>(QStringLiteral("incidentView"));
  auto* label = m_window->findChild<QLabel*>(QStringLiteral("incidentCount"));
  const int before = view->model()->rowCount();
  ASSERT_GT(before, 0);
  const std::int64_t old = qobject_cast<IncidentModel*>(view->model())->fidOf(before - 1);
  logCases(900);
  ASSERT_TRUE(runUntil([&] { return label->text().contains(QLocale().toString(before + 900)); }, 20000));
  settle();
  m_window->findChild<IncidentForm*>()->openCase(QString::number(old));
  ASSERT_TRUE(runUntil([&] { return view->currentIndex().data(IncidentModel::fidRole).toLongLong() == old; }, 20000));
  EXPECT_TRUE(view->selectionModel()->isSelected(view->currentIndex()));
  EXPECT_TRUE(view->viewport()->rect().intersects(view->visualRect(view->currentIndex())));
}

TEST_F(ListsTest, ACaseThatTheFilterKeepsOutIsNotChosen) {
  m_window->showPanel(QStringLiteral("dockIncidents"));
  settle();
  auto* view = m_window->findChild<QTableView*>(QStringLiteral("incidentView"));
  auto* model = qobject_cast<IncidentModel*>(view->model());
  ASSERT_NE(model, nullptr);
  QString other;
  for (int row = 0; row < std::min(40, model->rowCount()); ++row) {
    ASSERT_TRUE(runUntil([&] { return model->incident(row) != nullptr; }, 20000));
    if (model->incident(row)->category != "06010") other = QString::fromStdString(model->incident(row)->uid);
  }
  ASSERT_FALSE(other.isEmpty());
  logCases(450);
  m_window->session().lookNow();
  IncidentListFilter filter;
  filter.text = QStringLiteral("06010");
  model->setFilter(filter);
  settle();
  ASSERT_TRUE(runUntil([&] { return model->total() >= 450; }, 20000)) << model->total();
  m_window->findChild<IncidentForm*>()->openCase(other);
  settle();
  EXPECT_FALSE(view->currentIndex().isValid());
}

TEST_F(ListsTest, ABookmarkIsNamedAfterItsPlace) {
  m_window->canvas().setScaleDenominator(5000);
  settle();
  const auto other = store::CityDatabase::open(city().toStdString(), store::OpenMode::readOnly);
  const city::Place place = city::PlaceFinder(other).at(m_window->canvas().visibleExtent().centre());
  ASSERT_TRUE(place.community);
  const QString community = QString::fromStdString(place.community->name);
  auto* list = m_window->findChild<QListWidget*>(QStringLiteral("bookmarkList"));
  for (const QString& wanted : {community, community + QStringLiteral(" 2")}) {
    m_window->commands().action(QStringLiteral("actionBookmarkNew"))->trigger();
    const auto all = m_window->findChildren<QInputDialog*>(QStringLiteral("bookmarkDialog"));
    const auto dialog = std::find_if(all.begin(), all.end(), [](const QInputDialog* one) { return one->isVisible(); });
    ASSERT_NE(dialog, all.end());
    EXPECT_TRUE((*dialog)->textValue().startsWith(QLatin1String("Bookmark "))) << "at once, before the place is known";
    ASSERT_TRUE(runUntil([&] { return (*dialog)->textValue() == wanted; }, 20000))
        << (*dialog)->textValue().toStdString();
    EXPECT_EQ((*dialog)->findChild<QLineEdit*>()->selectedText(), wanted) << "typing replaces it";
    (*dialog)->accept();
    settle();
    EXPECT_EQ(list->item(list->count() - 1)->text(), wanted);
  }
}

TEST_F(ListsTest, IdentifyNamesTheColumnsInWords) {
  auto* tree = m_window->findChild<QTreeWidget*>(QStringLiteral("identifyTree"));
  m_window->findChild<IdentifyPanel*>()->identify({}, {{QStringLiteral("parcels"), 1}});
  ASSERT_TRUE(runUntil([&] { return tree->topLevelItemCount() == 1; }, 20000));
  const QTreeWidgetItem* code = tree->topLevelItem(0)->child(0);
  EXPECT_EQ(code->text(0), QLatin1String("Parcel code"));
  EXPECT_EQ(code->toolTip(0), QLatin1String("zddm")) << "the name that conditions use";
  m_window->changeLanguage(QStringLiteral("zh_CN"));
  settle();
  EXPECT_EQ(code->text(0), QStringLiteral("宗地代码"));
}

TEST_F(ListsTest, TheParcelCardNamesTheColumnsInWords) {
  const auto other = store::CityDatabase::open(city().toStdString(), store::OpenMode::readOnly);
  auto row = other.connection().prepare("SELECT zddm FROM parcels WHERE qlxz <> '' ORDER BY fid LIMIT 1");
  ASSERT_TRUE(row.step());
  m_window->findChild<ParcelPanel*>()->showCode(QString::fromStdString(row.text(0)));
  settle();
  const auto* tree = m_window->findChild<QTreeWidget*>(QStringLiteral("parcelTree"));
  ASSERT_GT(tree->topLevelItemCount(), 0);
  const QTreeWidgetItem* facts = tree->topLevelItem(0);
  QString title;
  for (int i = 0; i < facts->childCount(); ++i)
    if (facts->child(i)->toolTip(0) == QLatin1String("qlxz")) title = facts->child(i)->text(0);
  EXPECT_EQ(title, QLatin1String("Right nature"));
}

TEST_F(ListsTest, IdentifyOpensTheSmallestOfWhatLiesThere) {
  auto* panel = m_window->findChild<IdentifyPanel*>(QStringLiteral("identifyPanel"));
  auto* tree = m_window->findChild<QTreeWidget*>(QStringLiteral("identifyTree"));
  ASSERT_TRUE(panel != nullptr && tree != nullptr);
  QString wanted;
  QObject::connect(panel, &IdentifyPanel::featureWanted, panel,
                   [&](const QString& layer, std::int64_t, bool) { wanted = layer; });
  panel->identify({}, {{QStringLiteral("districts"), 1}, {QStringLiteral("parcels"), 1}, {QStringLiteral("grid"), 1}});
  ASSERT_TRUE(runUntil([&] { return tree->topLevelItemCount() == 3; }, 20000));
  EXPECT_EQ(wanted, QLatin1String("parcels"));
  EXPECT_EQ(tree->indexOfTopLevelItem(tree->currentItem()), 1) << "the order of the layers stays";
  EXPECT_TRUE(tree->topLevelItem(1)->isExpanded());
  EXPECT_FALSE(tree->topLevelItem(0)->isExpanded());
}

TEST_F(ListsTest, IdentifyShowsInstantsInTheCitysTime) {
  const auto other = store::CityDatabase::open(city().toStdString());
  city::IncidentDraft draft;
  draft.category = "06010";
  const geom::Envelope area = store::layerByName(other.connection(), "parcels").extent;
  draft.at = area.centre();
  draft.reportedAt = 1795451400000;  // 2026-11-23T16:30:00Z
  const auto fid = city::IncidentDesk(other).report(draft, "test").fid;
  auto* tree = m_window->findChild<QTreeWidget*>(QStringLiteral("identifyTree"));
  m_window->findChild<IdentifyPanel*>()->identify({}, {{QStringLiteral("city_incident"), fid}});
  ASSERT_TRUE(runUntil([&] { return tree->topLevelItemCount() == 1; }, 20000));
  QString shown;
  for (int i = 0; i < tree->topLevelItem(0)->childCount(); ++i) {
    const QTreeWidgetItem* row = tree->topLevelItem(0)->child(i);
    if (row->toolTip(0) == QLatin1String("reported_at")) shown = row->text(1);
  }
  EXPECT_EQ(shown, QLatin1String("2026-11-24 00:30"));
}

TEST_F(ListsTest, NamedMapsThatWereWrittenByHandDoNoHarm) {
  auto* maps = m_window->findChild<QListWidget*>(QStringLiteral("namedMapList"));
  ASSERT_NE(maps, nullptr);
  store::CityDatabase::open(city().toStdString())
      .setSetting("named_maps",
                  R"([5,{"name":7},{"extent":[1,2,3,4]},{"name":"odd","extent":["a",2,3,4],"layers":9,"styles":[1]}])");
  Q_EMIT m_window->session().layersChanged();
  ASSERT_TRUE(runUntil([&] { return maps->count() == 1; }, 20000));
  EXPECT_EQ(maps->item(0)->text(), QLatin1String("odd"));
  const geom::Envelope before = m_window->canvas().visibleExtent();
  Q_EMIT maps->itemActivated(maps->item(0));
  settle();
  EXPECT_EQ(m_window->canvas().visibleExtent(), before);
}

}  // namespace
}  // namespace gis::ui
