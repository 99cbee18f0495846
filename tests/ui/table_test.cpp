// The attribute table in the window: it follows the selection of the map and reads only what is looked at.
#include <QAction>
#include <QHeaderView>
#include <QLineEdit>
#include <QTableView>

#include "app/desktop/screenshot.h"
#include "tests/ui/city_fixture.h"
#include "ui/panels/attribute_table_panel.h"

namespace gis::ui {
namespace {

class TableTest : public WindowFixture {
 protected:
  void SetUp() override {
    WindowFixture::SetUp();
    m_window->setCurrentLayer(QStringLiteral("parcels"));
    m_window->commands().action(QStringLiteral("actionAttributeTable"))->trigger();
    settle();
    m_panel = m_window->findChild<AttributeTablePanel*>();
    ASSERT_NE(m_panel, nullptr);
    ASSERT_EQ(m_panel->model().rowCount(), 2000);
    m_view = m_panel->findChild<QTableView*>(QStringLiteral("attributeTable"));
  }

  QAction* action(const char* name) { return m_panel->findChild<QAction*>(QLatin1String(name)); }
  [[nodiscard]] int selectedRows() const { return int(m_view->selectionModel()->selectedRows().size()); }

  AttributeTablePanel* m_panel = nullptr;
  QTableView* m_view = nullptr;
};

TEST_F(TableTest, SelectingAllRowsReadsNoMoreThanIsSeen) {
  m_window->commands().action(QStringLiteral("actionSelectAll"))->trigger();
  settle();
  EXPECT_EQ(selectedRows(), 2000);
  m_view->horizontalHeader()->repaint();
  settle();
  EXPECT_EQ(m_panel->model().index(1999, 1).data().toString(), QStringLiteral("…"))
      << "a paint of the header read the last page";
}

TEST_F(TableTest, ColumnsBearTitlesAndConditionsUseTheirNames) {
  const auto header = [&](int role) { return m_panel->model().headerData(1, Qt::Horizontal, role).toString(); };
  ASSERT_TRUE(runUntil([&] { return header(Qt::DisplayRole) == QLatin1String("Parcel code"); }, 20000))
      << header(Qt::DisplayRole).toStdString();
  EXPECT_TRUE(header(Qt::ToolTipRole).startsWith(QLatin1String("zddm")));
  m_panel->model().setFilter(QStringLiteral("\"zddm\" IS NULL"));
  settle();
  EXPECT_EQ(m_panel->model().rowCount(), 0);
}

TEST_F(TableTest, TheSelectionOfTheMapSurvivesSorting) {
  m_window->selection().select(QStringLiteral("parcels"), {3, 4, 5, 1000});
  EXPECT_EQ(selectedRows(), 4);
  m_view->sortByColumn(3, Qt::DescendingOrder);
  settle();
  EXPECT_EQ(selectedRows(), 4);
  for (const QModelIndex& row : m_view->selectionModel()->selectedRows())
    EXPECT_TRUE(m_window->selection().contains(QStringLiteral("parcels"), *m_panel->model().fidAt(row.row())));
}

TEST_F(TableTest, ManyScatteredRowsStaySelectedOnTheMap) {
  std::vector<std::int64_t> everySecond;
  for (const std::int64_t fid : m_panel->model().fids())
    if (fid % 2 == 0) everySecond.push_back(fid);
  std::sort(everySecond.begin(), everySecond.end());
  // 1,000 runs can be shown, more can not: the next selection has none that stand together
  const std::vector<std::int64_t> few(everySecond.begin(), everySecond.begin() + 900);
  m_window->selection().select(QStringLiteral("parcels"), few);
  EXPECT_EQ(selectedRows(), 900);
  action("tableOnlySelected")->setChecked(true);
  settle();
  EXPECT_EQ(m_panel->model().rowCount(), 900);
}

TEST_F(TableTest, OnlySelectedShowsNoneWhenNoneIsSelected) {
  m_window->selection().select(QStringLiteral("parcels"), {1, 2});
  action("tableOnlySelected")->setChecked(true);
  settle();
  EXPECT_EQ(m_panel->model().rowCount(), 2);
  m_window->selection().clearAll();
  settle();
  EXPECT_EQ(m_panel->model().rowCount(), 0);
  action("tableOnlySelected")->setChecked(false);
  settle();
  EXPECT_EQ(m_panel->model().rowCount(), 2000);
}

TEST_F(TableTest, OfCasesOnlyWhatWasToldIsWritten) {
  m_panel->showLayer(QStringLiteral("city_incident"));
  settle();
  FeatureTableModel& model = m_panel->model();
  ASSERT_TRUE(runUntil([&] { return model.layer() != nullptr && model.layer()->name == "city_incident"; }, 20000));
  settle();
  const auto cell = [&model](std::string_view field) {
    const auto& fields = model.layer()->fields;
    const auto at = std::find_if(fields.begin(), fields.end(), [field](const auto& f) { return f.name == field; });
    return model.index(0, int(at - fields.begin()) + 1);
  };
  ASSERT_TRUE(runUntil([&] { return model.flags(cell("description")).testFlag(Qt::ItemIsEditable); }, 20000));
  EXPECT_FALSE(model.flags(cell("state")).testFlag(Qt::ItemIsEditable));
  EXPECT_FALSE(model.flags(cell("deadline")).testFlag(Qt::ItemIsEditable));
  EXPECT_FALSE(action("tableRemoveRows")->isEnabled());
  EXPECT_TRUE(model.setData(cell("description"), QStringLiteral("seen"), Qt::EditRole));
  ASSERT_TRUE(runUntil([&] { return cell("description").data().toString() == QStringLiteral("seen"); }, 20000));
  QString told;
  QObject listener;  // goes before what it tells
  QObject::connect(&model, &FeatureTableModel::editRefused, &listener, [&told](const QString& text) { told = text; });
  (void)model.setData(cell("state"), QStringLiteral("draft"), Qt::EditRole);
  ASSERT_TRUE(runUntil([&] { return !told.isEmpty(); }, 20000));
  EXPECT_TRUE(told.contains(QStringLiteral("incident advance"))) << told.toStdString();
}

TEST_F(TableTest, WhatIsDeletedLeavesTheSelection) {
  m_window->selection().select(QStringLiteral("parcels"), {1, 2, 3});
  store::EditCommand command;
  command.reason = "delete features";
  command.rows.push_back({store::RowEdit::Kind::remove, "parcels", 2, {}, {}});
  m_window->session().applyEdit(QStringLiteral("delete"), command, m_window.get());
  ASSERT_TRUE(runUntil([&] { return m_window->selection().count(QStringLiteral("parcels")) == 2; }, 10000));
  EXPECT_EQ(*m_window->selection().fids(QStringLiteral("parcels")), (std::vector<std::int64_t>{1, 3}));
}

}  // namespace
}  // namespace gis::ui
