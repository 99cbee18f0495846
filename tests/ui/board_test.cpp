// The board: every number shows its cases, areas are coloured by theirs, and what becomes late is told quietly.
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSlider>
#include <QTabWidget>
#include <QTableView>
#include <QTreeWidget>
#include <numeric>

#include "app/desktop/screenshot.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/store/layer.h"
#include "tests/ui/city_fixture.h"
#include "ui/dialogs/place_queue_dialog.h"
#include "ui/map/render_map.h"
#include "ui/models/overdue_watch.h"
#include "ui/panels/case_board.h"
#include "ui/panels/case_map.h"
#include "ui/panels/incident_list.h"

namespace gis::ui {
namespace {

constexpr UtcMillis kSampleMoment = 1795392000000;  // the sample city stands still: 2026-11-23 08:00 in the city

class BoardTest : public WindowFixture {
 protected:
  void SetUp() override {
    setClockForTests(kSampleMoment);
    WindowFixture::SetUp();
    m_window->showPanel(QStringLiteral("dockCaseBoard"));
    m_board = m_window->findChild<CaseBoardPanel*>();
    m_map = m_window->findChild<CaseMapBox*>();
    m_list = m_window->findChild<IncidentList*>();
    ASSERT_TRUE(runUntil([&] { return m_board->board().all.open > 0; }, 20000));
    settle();
  }
  void TearDown() override {
    WindowFixture::TearDown();
    setClockForTests(-1);
  }
  template <typename Widget>
  Widget* child(const char* name) {
    return m_window->findChild<Widget*>(QLatin1String(name));
  }
  [[nodiscard]] std::int64_t sum() const {
    return std::accumulate(m_map->counts().begin(), m_map->counts().end(), std::int64_t{0},
                           [](std::int64_t all, const auto& one) { return all + one.second; });
  }
  void choose(const char* name, int index) {
    child<QComboBox>(name)->setCurrentIndex(index);
    settle();
  }

  CaseBoardPanel* m_board = nullptr;
  CaseMapBox* m_map = nullptr;
  IncidentList* m_list = nullptr;
};

TEST_F(BoardTest, EveryNumberShowsAsManyCasesAsItSays) {
  const city::CaseBoard& board = m_board->board();
  const std::pair<const char*, std::int64_t> numbers[] = {
      {"boardOpen", board.all.open},       {"boardDueToday", board.all.dueToday},
      {"boardOverdue", board.all.overdue}, {"boardReported", board.reportedToday},
      {"boardClosed", board.closedToday},  {"boardSuspended", board.suspended}};
  for (const auto& [name, count] : numbers) {
    ASSERT_TRUE(child<QPushButton>(name)->isEnabled()) << name;
    child<QPushButton>(name)->click();
    settle();
    EXPECT_EQ(m_list->model().rowCount(), int(count)) << name;
  }
  EXPECT_GT(board.all.overdue, 0);
  // the columns of a group, too: open, due today, overdue
  auto* table = child<QTreeWidget>("boardSubdistricts");
  ASSERT_GT(table->topLevelItemCount(), 0);
  for (int column = 0; column < 4; ++column) {
    Q_EMIT table->itemActivated(table->topLevelItem(0), column);
    settle();
    EXPECT_EQ(QLocale().toString(m_list->model().rowCount()), table->topLevelItem(0)->text(std::max(1, column)))
        << column;
  }
}

TEST(OverdueWatchTest, WhatWasOverdueWhenTheCityOpenedIsNoNews) {
  OverdueWatch watch;
  EXPECT_EQ(watch.news(43'741), 0) << "the cases are still being read";
  watch.lookedAt(20'000);  // of what was read by then
  EXPECT_EQ(watch.news(60'000), 0);
  watch.counted(87'000);
  EXPECT_EQ(watch.news(87'000), 0);
  EXPECT_EQ(watch.news(87'003), 3);
  watch.counted(87'003);
  EXPECT_EQ(watch.news(87'003), 3) << "they stay news until somebody looks";
  watch.lookedAt(87'003);
  EXPECT_EQ(watch.news(87'003), 0);
  watch.counted(86'000);  // a thousand were closed
  EXPECT_EQ(watch.news(86'002), 2);
  watch.forget();
  EXPECT_EQ(watch.news(10), 0) << "of the next city nothing is known";
}

TEST_F(BoardTest, CasesLieUponTheColouredAreas) {
  MapCanvas& canvas = m_window->canvas();
  const auto scene = canvas.mapScene();
  const SceneLayer* cases = scene->layer("city_incident");
  ASSERT_NE(cases, nullptr);
  ASSERT_TRUE(cases->visible);
  const auto pointsLike = [&](const QImage& map, const QImage& alone) {
    std::pair<int, int> found;  // pixels of the cases alone, and those of them that the map shows as they are
    for (int y = 0; y < map.height(); ++y) {
      for (int x = 0; x < map.width(); ++x) {
        if (qAlpha(alone.pixel(x, y)) != 255) continue;
        ++found.first;
        found.second += qRgb(qRed(map.pixel(x, y)), qGreen(map.pixel(x, y)), qBlue(map.pixel(x, y))) ==
                                qRgb(qRed(alone.pixel(x, y)), qGreen(alone.pixel(x, y)), qBlue(alone.pixel(x, y)))
                            ? 1
                            : 0;
      }
    }
    return found;
  };
  MapScene only = *scene;
  only.rasters.clear();
  std::erase_if(only.layers, [](const SceneLayer& layer) { return layer.name != "city_incident"; });
  only.background = Qt::transparent;
  only.labels = false;
  Progress progress;
  const QImage alone = renderMap(only, canvas.view(), progress).image;
  choose("boardMapArea", 2);
  const auto [all, same] = pointsLike(canvas.grab().toImage().convertToFormat(QImage::Format_ARGB32), alone);
  ASSERT_GT(all, 500);
  EXPECT_GT(same, all * 9 / 10) << "only names, the key and the scale bar may hide some";
}

TEST_F(BoardTest, AreasAreColouredByTheirCases) {
  const QImage before = m_window->canvas().grab().toImage();
  EXPECT_FALSE(m_map->isOn());
  for (const int area : {1, 2, 3, 4}) {
    choose("boardMapArea", area);
    EXPECT_EQ(sum(), m_board->board().all.open) << "every open case of the sample lies in an area, " << area;
  }
  choose("boardMapArea", 1);
  EXPECT_EQ(m_map->counts().size(), m_board->board().byDistrict.size());
  EXPECT_NE(m_window->canvas().grab().toImage(), before) << "the map shows it";
  choose("boardMapNumber", 2);
  EXPECT_EQ(sum(), m_board->board().all.overdue);
  choose("boardMapDepartment", 1);
  const std::string department = toUtf8(child<QComboBox>("boardMapDepartment")->currentData().toString());
  for (const city::BoardCount& one : m_board->board().byDepartment) {
    if (one.code == department) {
      EXPECT_EQ(sum(), one.overdue) << department;
    }
  }
  choose("boardMapDepartment", 0);
  choose("boardMapArea", 0);
  EXPECT_TRUE(m_map->counts().empty());
  EXPECT_EQ(m_window->canvas().grab().toImage(), before) << "and nothing is left of it";
}

TEST_F(BoardTest, AnAreaListsTheCasesThatItsColourCounts) {
  choose("boardMapArea", 2);
  choose("boardMapNumber", 3);
  choose("boardMapSpan", 3);
  auto* slider = child<QSlider>("boardMapDays");
  ASSERT_GT(slider->maximum(), 60) << "ninety days of cases";
  slider->setValue(slider->maximum() - 20);
  settle();
  EXPECT_LT(sum(), std::int64_t(m_list->model().total()));
  EXPECT_GT(sum(), 0);
  EXPECT_TRUE(child<QLabel>("boardMapDaysText")->text().contains(QStringLiteral("2026-")));
  // a place inside of a subdistrict that has cases
  const auto layer = m_window->session().layer(QStringLiteral("subdistricts"));
  ASSERT_NE(layer, nullptr);
  const geom::MapPoint middle{(layer->extent.minX + layer->extent.maxX) / 2,
                              (layer->extent.minY + layer->extent.maxY) / 2};
  const auto area = m_map->areaAt(middle);
  ASSERT_TRUE(area.has_value());
  EXPECT_FALSE(area->first.isEmpty());
  QMenu menu;
  Q_EMIT m_window->mapMenu(&menu, middle);
  auto* action = menu.findChild<QAction*>(QStringLiteral("mapMenuAreaCases"));
  ASSERT_NE(action, nullptr);
  action->trigger();
  settle();
  const auto counted = m_map->counts().find(toUtf8(area->second.subdistrict));
  EXPECT_EQ(m_list->model().rowCount(), counted == m_map->counts().end() ? 0 : int(counted->second));
  EXPECT_FALSE(m_map->areaAt({layer->extent.minX - 5000, layer->extent.minY}).has_value());
}

TEST_F(BoardTest, WhatBecomesLateIsToldUntilItIsLookedAt) {
  auto* alert = child<QPushButton>("boardAlert");
  const std::int64_t late = m_board->board().all.overdue;
  setClockForTests(kSampleMoment + 5LL * 24 * 3'600'000);  // five days later nearly all are late
  Q_EMIT m_window->findChild<CaseKeeper*>()->updated({});
  ASSERT_TRUE(runUntil([&] { return m_board->board().all.overdue > late; }, 20000));
  settle();
  ASSERT_TRUE(alert->isVisibleTo(m_board));
  EXPECT_TRUE(alert->text().contains(QLocale().toString(qlonglong(m_board->board().all.overdue - late))))
      << alert->text().toStdString();
  alert->click();
  settle();
  EXPECT_EQ(m_list->model().rowCount(), int(m_board->board().all.overdue));
  EXPECT_FALSE(alert->isVisibleTo(m_board) && m_board->board().dueSoon == 0) << "it was looked at";
}

TEST_F(BoardTest, CasesWithoutAPositionArePlacedByTheirAddressOrAClick) {
  std::vector<std::string> uids;
  {
    const auto other = store::CityDatabase::open(city().toStdString());
    for (const city::Incident& one : city::listIncidents(other, {})) {
      if (uids.size() == 3) break;
      uids.push_back(one.uid);
    }
    other.connection().exec(
        "UPDATE city_incident SET geometry = NULL, address = '梅岭街道某处', grid = NULL WHERE uid IN ('" + uids[0] +
        "', '" + uids[1] + "', '" + uids[2] + "')");
  }
  m_window->session().lookNow();
  settle();
  m_window->commands().action(QStringLiteral("actionPlaceQueue"))->trigger();
  settle();
  auto* dialog = m_window->findChild<PlaceQueueDialog*>();
  ASSERT_NE(dialog, nullptr);
  auto* cases = dialog->findChild<QTreeWidget*>(QStringLiteral("placeQueueCases"));
  auto* places = dialog->findChild<QListWidget*>(QStringLiteral("placeQueuePlaces"));
  auto* take = dialog->findChild<QPushButton*>(QStringLiteral("placeQueueTake"));
  ASSERT_TRUE(runUntil([&] { return cases->topLevelItemCount() == 3 && take->isEnabled(); }, 20000));
  EXPECT_TRUE(
      dialog->findChild<QLineEdit*>(QStringLiteral("placeQueueSearch"))->text().contains(QStringLiteral("梅岭")));
  EXPECT_TRUE(places->currentItem()->text().contains(QStringLiteral("梅岭"))) << "the address is cut until it is known";
  const QString first = dialog->currentCase();
  take->click();
  ASSERT_TRUE(runUntil([&] { return cases->topLevelItemCount() == 2; }, 20000));
  settle();
  EXPECT_NE(dialog->currentCase(), first) << "the next one is at hand";
  {
    const auto other = store::CityDatabase::open(city().toStdString());
    const city::Incident placed = city::incidentById(other, first.toStdString());
    ASSERT_TRUE(placed.at.has_value());
    EXPECT_FALSE(placed.grid.empty()) << "the place look-up is filled in";
  }
  const QString second = dialog->currentCase();
  const auto layer = m_window->session().layer(QStringLiteral("subdistricts"));
  const geom::MapPoint middle{(layer->extent.minX + layer->extent.maxX) / 2,
                              (layer->extent.minY + layer->extent.maxY) / 2};
  dialog->placeAt(middle);
  ASSERT_TRUE(runUntil([&] { return cases->topLevelItemCount() == 1; }, 20000));
  settle();
  m_window->commands().action(QStringLiteral("actionUndo"))->trigger();
  ASSERT_TRUE(runUntil([&] { return cases->topLevelItemCount() == 2; }, 20000)) << "undo brings it back to the queue";
  dialog->close();
}

}  // namespace
}  // namespace gis::ui
