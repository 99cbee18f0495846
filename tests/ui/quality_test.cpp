// The quality panel: check, see, repair, ignore, export, write to the bureau.
#include <QAction>
#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>
#include <filesystem>

#include "gis_core/city/quality_notes.h"
#include "gis_core/store/features.h"
#include "tests/ui/city_fixture.h"
#include "ui/dialogs/correction_note_dialog.h"
#include "ui/panels/quality_panel.h"

namespace gis::ui {
namespace {

class QualityPanelTest : public WindowFixture {
 protected:
  void SetUp() override {
    WindowFixture::SetUp();
    const auto city = store::CityDatabase::open(this->city().toStdString());
    const auto layer = store::layerByName(city.connection(), "parcels");
    field = layer.roleCodeField;
    // one code in small letters, which is put right by itself, and one that is too short
    store::EditCommand command;
    for (const auto& [fid, code] : {std::pair<int, std::string>{1, {}}, {2, "321002"}}) {
      store::RowEdit row;
      row.table = "parcels";
      row.fid = fid;
      const auto feature = store::featureByFid(city.connection(), layer, fid);
      ASSERT_TRUE(feature);
      std::string value = code;
      for (std::size_t i = 0; value.empty() && i < layer.fields.size(); ++i) {
        if (layer.fields[i].name == field) value = std::get<std::string>(feature->values[i]) + " ";
      }
      row.values = {{field, value}};
      command.rows.push_back(row);
    }
    store::apply(city, command);
    m_window->session().lookNow();
    settle();
    m_window->commands().action(QStringLiteral("actionQuality"))->trigger();
    panel = m_window->findChild<QualityPanel*>();
    ASSERT_NE(panel, nullptr);
    settle();
  }
  template <class Widget>
  Widget& at(const char* name) {
    auto* found = panel->findChild<Widget*>(QLatin1String(name));
    EXPECT_NE(found, nullptr) << name;
    return *found;
  }
  void check() {
    auto& scope = at<QComboBox>("qualityScope");
    scope.setCurrentIndex(scope.findData(QStringLiteral("parcels")));
    at<QPushButton>("qualityCheckButton").click();
    settle();
  }
  /// The row of the list whose feature this is; -1 without one.
  int rowOf(std::int64_t fid, const char* check) {
    const QualityModel& list = panel->findings();
    for (int row = 0; row < list.rowCount(); ++row) {
      if (list.place(row).what().fid == fid && list.place(row).what().check == check) return row;
    }
    return -1;
  }
  std::string field;
  QualityPanel* panel = nullptr;
};

TEST_F(QualityPanelTest, findsShowsAndRepairs) {
  EXPECT_FALSE(at<QPushButton>("qualityFixButton").isEnabled()) << "nothing was checked yet";
  check();
  const int short_ = rowOf(2, "parcel_code"), blank = rowOf(1, "parcel_code");
  ASSERT_GE(short_, 0);
  ASSERT_GE(blank, 0);
  const QTreeWidgetItem* layer = at<QTreeWidget>("qualityScores").topLevelItem(1);
  ASSERT_NE(layer, nullptr);
  EXPECT_NE(layer->text(1), QStringLiteral("–"));
  EXPECT_GT(layer->childCount(), 3);
  // a finding that is chosen is selected on the map and seen there
  at<QTableView>("qualityList").selectRow(short_);
  settle();
  EXPECT_EQ(*m_window->selection().fids(QStringLiteral("parcels")), std::vector<std::int64_t>{2});
  EXPECT_LT(m_window->canvas().visibleExtent().width(), 2000);
  at<QTableView>("qualityList").selectRow(blank);
  at<QPushButton>("qualityFixButton").click();
  settle();
  EXPECT_EQ(rowOf(1, "parcel_code"), -1);
  EXPECT_GE(rowOf(2, "parcel_code"), 0) << "this one needs a person";
  m_window->commands().action(QStringLiteral("actionUndo"))->trigger();
  settle();
  check();
  EXPECT_GE(rowOf(1, "parcel_code"), 0);
}

TEST_F(QualityPanelTest, ignoresWithAReasonAndLooksAgain) {
  check();
  at<QTableView>("qualityList").selectRow(rowOf(2, "parcel_code"));
  at<QPushButton>("qualityIgnoreButton").click();
  auto* reason = panel->findChild<QInputDialog*>(QStringLiteral("qualityReasonDialog"));
  ASSERT_NE(reason, nullptr);
  reason->setTextValue(QStringLiteral("an old list"));
  reason->accept();
  settle();
  EXPECT_EQ(rowOf(2, "parcel_code"), -1);
  auto& ignored = at<QTreeWidget>("qualityIgnored");
  ASSERT_EQ(ignored.topLevelItemCount(), 1);
  EXPECT_EQ(ignored.topLevelItem(0)->text(1), QStringLiteral("an old list"));
  ignored.topLevelItem(0)->setSelected(true);
  at<QPushButton>("qualityHeedButton").click();
  settle();
  EXPECT_GE(rowOf(2, "parcel_code"), 0);
  EXPECT_EQ(ignored.topLevelItemCount(), 0);
}

TEST_F(QualityPanelTest, writesALayerAndANoteToTheBureau) {
  check();
  panel->findChild<QAction*>(QStringLiteral("qualityAsLayer"))->trigger();
  settle();
  const auto made = [this] { return m_window->session().layer(QStringLiteral("parcels_findings")) != nullptr; };
  EXPECT_TRUE(QTest::qWaitFor(made, 10'000)) << "the watcher tells the window";
  settle();
  at<QPushButton>("qualityNoteButton").click();
  auto* dialog = panel->findChild<CorrectionNoteDialog*>();
  ASSERT_NE(dialog, nullptr);
  settle();
  EXPECT_FALSE(dialog->findChild<QLineEdit*>(QStringLiteral("correctionFile"))->text().isEmpty());
  dialog->findChild<QLineEdit*>(QStringLiteral("correctionBureau"))->setText(QStringLiteral("自然资源局"));
  dialog->findChild<QLineEdit*>(QStringLiteral("correctionFile"))->setText(path("note.xlsx"));
  dialog->findChild<QPushButton*>(QStringLiteral("buttonOk"))->click();
  settle();
  EXPECT_GT(std::filesystem::file_size(path("note.xlsx").toStdString()), 1000U);
  auto& notes = at<QTreeWidget>("qualityNotes");
  ASSERT_EQ(notes.topLevelItemCount(), 1);
  notes.topLevelItem(0)->setSelected(true);
  at<QPushButton>("qualityCloseButton").click();
  settle();
  const auto city = store::CityDatabase::open(this->city().toStdString());
  EXPECT_EQ(city::correctionNotes(city).front().state, "closed");
}

}  // namespace
}  // namespace gis::ui
