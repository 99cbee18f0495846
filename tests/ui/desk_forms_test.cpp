// Forms of the incident desk: what the city decides is kept when it holds, and refused while it is typed when not.
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

#include "app/desktop/screenshot.h"
#include "gis_core/city/desk_settings.h"
#include "gis_core/city/incident.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"
#include "tests/ui/city_fixture.h"
#include "ui/dialogs/batch_step_dialog.h"
#include "ui/dialogs/desk_settings_dialog.h"
#include "ui/dialogs/dictionary_model.h"
#include "ui/jobs/language.h"
#include "ui/models/case_texts.h"
#include "ui/models/incident_model.h"
#include "ui/models/layer_tree_model.h"

namespace gis::ui {
namespace {

class DeskFormsTest : public WindowFixture {
 protected:
  template <typename Widget>
  Widget* child(const char* name) {
    return m_window->findChild<Widget*>(QLatin1String(name));
  }
  [[nodiscard]] std::string kept(const char* setting) const {
    return city::deskSetting(store::CityDatabase::open(city().toStdString(), store::OpenMode::readOnly), setting);
  }
};

TEST_F(DeskFormsTest, APatternThatMakesNoNumberIsToldWhileItIsTyped) {
  m_window->commands().action(QStringLiteral("actionDeskSettings"))->trigger();
  settle();
  auto* pattern = child<QLineEdit>("deskCaseNoPattern");
  auto* example = child<QLabel>("deskCaseNoPatternExample");
  auto* note = child<QLabel>("deskSettingsNote");
  auto* ok = child<DeskSettingsDialog>("deskSettingsDialog")->findChild<QPushButton*>(QStringLiteral("buttonOk"));
  EXPECT_EQ(pattern->text(), QStringLiteral("{type}{category}{date}{seq4}"));
  EXPECT_TRUE(example->text().contains(QStringLiteral("E06010")));
  EXPECT_TRUE(note->text().isEmpty());
  EXPECT_TRUE(ok->isEnabled());
  pattern->setText(QStringLiteral("YZ{day}{seq4}"));
  EXPECT_TRUE(example->text().isEmpty());
  EXPECT_TRUE(note->text().contains(QStringLiteral("day"))) << note->text().toStdString();
  EXPECT_FALSE(ok->isEnabled());
  pattern->setText(QStringLiteral("YZ{date}{seq6}"));
  EXPECT_TRUE(example->text().contains(QStringLiteral("000001")));
  EXPECT_TRUE(note->text().isEmpty());
  auto* spot = child<QComboBox>("deskOnTheSpot");
  EXPECT_EQ(spot->currentData().toString(), QStringLiteral("all"));
  spot->setEditText(QStringLiteral("06 77"));
  EXPECT_TRUE(note->text().contains(QStringLiteral("77"))) << note->text().toStdString();
  EXPECT_FALSE(ok->isEnabled());
  spot->setEditText(QStringLiteral("06，09005"));
  EXPECT_TRUE(note->text().isEmpty()) << note->text().toStdString();
  child<QDoubleSpinBox>("deskAcceptMinutes")->setValue(20);
  child<QComboBox>("deskClosePhotos")->setCurrentIndex(1);
  ok->click();
  settle();
  EXPECT_EQ(kept("case_no_pattern"), "YZ{date}{seq6}");
  EXPECT_EQ(kept("accept_minutes"), "20");
  EXPECT_EQ(kept("close_photos"), "always");
  EXPECT_EQ(kept("on_the_spot"), "06 09005");
  QAction* undo = m_window->commands().action(QStringLiteral("actionUndo"));
  // what can be taken back is told by the one who watches the file
  ASSERT_TRUE(runUntil([&] { return undo->isEnabled(); }, 20000));
  undo->trigger();
  settle();
  EXPECT_EQ(kept("case_no_pattern"), "{type}{category}{date}{seq4}") << "one step, one undo";
  EXPECT_EQ(kept("accept_minutes"), "15");
}

TEST_F(DeskFormsTest, WordsForVerifyingAndCheckingAreTheCitys) {
  setLanguage(QStringLiteral("zh_CN"));
  const auto says = [](const char* word) {
    return caseActionText("send_verify").contains(QString::fromUtf8(word)) &&
           caseStateText("pending_verify").contains(QString::fromUtf8(word));
  };
  EXPECT_TRUE(says("核实"));
  const auto legendSays = [&](const char* text) {
    const LayerTreeModel& tree = m_window->layerTree();
    return !tree.match(tree.index(0, 0), Qt::DisplayRole, QString::fromUtf8(text), 1,
                       Qt::MatchExactly | Qt::MatchRecursive)
                .isEmpty();
  };
  ASSERT_TRUE(runUntil([&] { return legendSays("待核查"); }, 20000));
  m_window->commands().action(QStringLiteral("actionDeskSettings"))->trigger();
  settle();
  auto* dialog = child<DeskSettingsDialog>("deskSettingsDialog");
  auto* words = child<QComboBox>("deskCheckWords");
  ASSERT_EQ(words->currentIndex(), 0);
  words->setCurrentIndex(1);
  dialog->findChild<QPushButton*>(QStringLiteral("buttonOk"))->click();
  ASSERT_TRUE(runUntil([&] { return says("核查"); }, 20000));
  EXPECT_TRUE(caseActionText("send_check").contains(QStringLiteral("核实")));
  EXPECT_TRUE(runUntil([&] { return legendSays("待核实"); }, 20000)) << "the key to the map as well";
  EXPECT_FALSE(legendSays("待核查"));
  QAction* undo = m_window->commands().action(QStringLiteral("actionUndo"));
  ASSERT_TRUE(runUntil([&] { return undo->isEnabled(); }, 20000));
  undo->trigger();
  EXPECT_TRUE(runUntil([&] { return says("核实"); }, 20000));
  setLanguage(QStringLiteral("en"));
}

TEST_F(DeskFormsTest, CodesOfTablesAreShownAndTypedInWords) {
  DictionaryModel model;
  city::Dictionary table;
  table.name = "time_limits";
  table.columns = {"category", "limit_unit"};
  table.key = {0};
  table.rows.resize(2);
  table.rows[0].cells = {"06010", "work_day"};
  table.rows[1].cells = {"06011", "fortnight"};
  model.setDictionary(table, true);
  EXPECT_EQ(model.index(0, 1).data().toString(), QStringLiteral("work days"));
  EXPECT_EQ(model.index(1, 1).data().toString(), QStringLiteral("fortnight")) << "what is no known word stays as it is";
  ASSERT_TRUE(model.setData(model.index(0, 1), QStringLiteral("Urgent hours"), Qt::EditRole));
  EXPECT_EQ(model.edits().at(0).at(1).second, "urgent_hour");
  ASSERT_TRUE(model.setData(model.index(0, 1), QStringLiteral("work_hour"), Qt::EditRole));
  EXPECT_EQ(model.edits().at(0).at(1).second, "work_hour");
  model.setFilter(QStringLiteral("work hours"), false);
  EXPECT_EQ(model.rowCount(), 1) << "found by the word";
}

TEST_F(DeskFormsTest, AFindingOfTheGridsShowsItsLayerOnTheMap) {
  {
    const auto other = store::CityDatabase::open(city().toStdString());
    store::EditCommand command;
    store::RowEdit row;
    row.table = "grid";
    row.fid = 2;
    row.values = {{"code", std::string("32X")}};
    command.rows.push_back(row);
    store::apply(other, command);
  }
  settle();
  m_window->document().setVisible({QStringLiteral("grid")}, false);
  m_window->commands().action(QStringLiteral("actionGridCheck"))->trigger();
  auto* findings = child<QTreeWidget>("gridFindings");
  ASSERT_TRUE(runUntil([&] { return findings->topLevelItemCount() > 0; }, 30000));
  QTreeWidgetItem* first = findings->topLevelItem(0)->child(0);
  ASSERT_NE(first, nullptr);
  findings->setCurrentItem(first);
  settle();
  EXPECT_TRUE(m_window->document().isVisible(QStringLiteral("grid")));
  EXPECT_EQ(*m_window->selection().fids(QStringLiteral("grid")), std::vector<std::int64_t>{2});
  const auto at = store::CityDatabase::open(city().toStdString(), store::OpenMode::readOnly);
  store::FeatureRequest request;
  request.fids = {2};
  store::readFeatures(at.connection(), store::layerByName(at.connection(), "grid"), request, [&](store::Feature& grid) {
    EXPECT_TRUE(m_window->canvas().visibleExtent().contains(geom::envelopeOf(grid.wkb))) << "the whole of it";
    return true;
  });
}

TEST_F(DeskFormsTest, WhatIsAllowedInAnyStateIsNotTheFirstStepForAll) {
  QStringList open;
  {
    const auto other = store::CityDatabase::open(city().toStdString(), store::OpenMode::readOnly);
    city::IncidentFilter filter;
    filter.openOnly = true;
    for (const city::Incident& one : city::listIncidents(other, filter)) open << QString::fromStdString(one.uid);
  }
  ASSERT_GT(open.size(), 3);
  BatchStepDialog dialog(m_window->session(), open, {});
  auto* step = dialog.findChild<QComboBox*>(QStringLiteral("batchStep"));
  ASSERT_TRUE(runUntil([&] { return step->count() > 1; }, 20000));
  EXPECT_NE(step->itemData(0).toString(), QStringLiteral("force_close"));
  EXPECT_EQ(step->itemData(step->count() - 1).toString(), QStringLiteral("force_close"));
}

}  // namespace
}  // namespace gis::ui
