// Topology and parcels in the window: check, mend, undo; split and merge what is selected; the history on the card.
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QTreeWidget>

#include "gis_core/city/parcel_card.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "tests/ui/dialog_fixture.h"
#include "ui/dialogs/parcel_change_dialog.h"
#include "ui/dialogs/topology_dialog.h"
#include "ui/jobs/language.h"
#include "ui/panels/parcel_panel.h"

namespace gis::ui {
namespace {

class CoverageWindowTest : public DialogFixture {
 protected:
  static void picture(QWidget& widget, const QString& name) {
    const QString folder = qEnvironmentVariable("CITYDESK_TEST_PICTURES");
    if (!folder.isEmpty()) widget.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
  }
  /// What undo would take back and what the parcels cover, in the file itself.
  [[nodiscard]] std::string undoReason() const {
    const auto city = store::CityDatabase::open(this->city().toStdString());
    return store::undoState(city).undoReason;
  }
  [[nodiscard]] std::int64_t parcels() const {
    const auto city = store::CityDatabase::open(this->city().toStdString());
    return store::layerByName(city.connection(), "parcels").count;
  }
  /// A parcel and a neighbour that share a border.
  [[nodiscard]] std::vector<std::int64_t> neighbours() const {
    const auto city = store::CityDatabase::open(this->city().toStdString());
    const auto layer = store::layerByName(city.connection(), "parcels");
    std::vector<store::Feature> all;
    store::readFeatures(city.connection(), layer, {}, [&](store::Feature& feature) {
      all.push_back(std::move(feature));
      return all.size() < 40;
    });
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t k = i + 1; k < all.size(); ++k) {
        if (geom::relate(all[i].wkb, all[k].wkb, {geom::Predicate::touches, "F***1****"})) {
          return {all[i].fid, all[k].fid};
        }
      }
    }
    return {};
  }
};

TEST_F(CoverageWindowTest, AnOverlapIsFoundMendedAndUndone) {
  {
    // a parcel grows over its neighbour
    const auto city = store::CityDatabase::open(this->city().toStdString());
    const auto pair = neighbours();
    ASSERT_EQ(pair.size(), 2U);
    const auto layer = store::layerByName(city.connection(), "parcels");
    const geom::Bytes wkb = geom::buffer(store::featureByFid(city.connection(), layer, pair[0])->wkb, 1.5, 1);
    store::EditCommand command;
    command.rows = {{.table = "parcels", .fid = pair[0], .values = {{"geometry", wkb}}}};
    command.mayBreakCoverage = true;
    store::apply(city, command);
  }
  m_window->session().lookNow();
  settle();
  m_window->setCurrentLayer(QStringLiteral("parcels"));
  for (const char* language : {"en", "zh_CN"}) {
    m_window->changeLanguage(QLatin1String(language));
    auto& dialog = open<TopologyDialog>("actionTopology");
    EXPECT_EQ(dialog.layerName(), QStringLiteral("parcels"));
    EXPECT_FALSE(at<QPushButton>(dialog, "topologyFixAllButton").isEnabled());
    at<QPushButton>(dialog, "topologyCheckButton").click();
    settle();
    ASSERT_FALSE(dialog.findings().empty()) << at<QLabel>(dialog, "topologyStatus").text().toStdString();
    std::size_t overlaps = 0;
    for (const auto& finding : dialog.findings()) overlaps += finding.fault == geom::CoverageFault::overlap ? 1 : 0;
    EXPECT_GT(overlaps, 0U);
    auto& list = at<QTreeWidget>(dialog, "topologyList");
    list.setCurrentItem(list.topLevelItem(0));
    settle();
    EXPECT_FALSE(m_window->selection().fids(QStringLiteral("parcels"))->empty());
    EXPECT_TRUE(at<QLineEdit>(dialog, "topologyCommandEdit").text().contains(QStringLiteral(" topology ")));
    picture(dialog, QStringLiteral("topology_") + QLatin1String(language));
    picture(*m_window, QStringLiteral("topology_window_") + QLatin1String(language));
    at<QPushButton>(dialog, "topologyFixAllButton").click();
    settle();
    std::size_t left = 0;
    for (const auto& finding : dialog.findings()) left += finding.fault == geom::CoverageFault::overlap ? 1 : 0;
    EXPECT_EQ(left, 0U) << at<QLabel>(dialog, "topologyStatus").text().toStdString();
    picture(dialog, QStringLiteral("topology_mended_") + QLatin1String(language));
    EXPECT_EQ(undoReason(), "topology repair");
    m_window->session().undo();
    settle();
    dialog.close();
    settle();
  }
  m_window->changeLanguage(QStringLiteral("en"));
}

TEST_F(CoverageWindowTest, TheMarkIsSetAndTakenAway) {
  m_window->setCurrentLayer(QStringLiteral("parcels"));
  auto& dialog = open<TopologyDialog>("actionTopology");
  auto& mark = at<QCheckBox>(dialog, "topologyMarkBox");
  EXPECT_FALSE(mark.isChecked());
  mark.click();
  settle();
  dialog.close();
  settle();
  auto& again = open<TopologyDialog>("actionTopology");
  EXPECT_TRUE(at<QCheckBox>(again, "topologyMarkBox").isChecked());
  at<QCheckBox>(again, "topologyMarkBox").click();
  settle();
  EXPECT_TRUE(at<QLabel>(again, "topologyStatus").text().contains(QStringLiteral("no coverage")));
}

/// What is neither a split nor a merge: cut out, letters, a border moved, a part taken over; codes typed over.
TEST_F(CoverageWindowTest, ParcelsAreChangedInEveryOtherWay) {
  using Way = ParcelChangeDialog::Way;
  const auto pair = neighbours();
  ASSERT_EQ(pair.size(), 2U);
  const std::int64_t before = parcels();
  const auto boxOf = [&](std::int64_t fid) {
    const auto city = store::CityDatabase::open(this->city().toStdString(), store::OpenMode::readOnly);
    return geom::envelopeOf(
        store::featureByFid(city.connection(), store::layerByName(city.connection(), "parcels"), fid)->wkb);
  };
  const auto ring = [](const geom::Envelope& box) {
    return std::vector<geom::MapPoint>{
        {box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}};
  };
  const auto choose = [&](ParcelChangeDialog& dialog, Way way) {
    auto& box = at<QComboBox>(dialog, "parcelWayBox");
    box.setCurrentIndex(box.findData(int(way)));
    settle();
  };
  for (const char* language : {"en", "zh_CN"}) {
    m_window->changeLanguage(QLatin1String(language));
    m_window->selection().select(QStringLiteral("parcels"), {pair[0]});
    auto& one = open<ParcelChangeDialog>("actionParcelChange");
    EXPECT_EQ(one.way(), Way::cutOut);
    EXPECT_EQ(one.draws(), ParcelChangeDialog::Draws::area);
    EXPECT_FALSE(at<QPushButton>(one, "parcelChangeButton").isEnabled()) << "nothing is drawn yet";
    const geom::Envelope box = boxOf(pair[0]);
    // the western half of its box
    one.takeDrawn(ring({box.minX - 1, box.minY - 1, box.centre().x, box.maxY + 1}));
    settle();
    ASSERT_EQ(one.preview().size(), 2U) << at<QLabel>(one, "parcelChangeStatus").text().toStdString();
    picture(one, QStringLiteral("parcel_cut_") + QLatin1String(language));
    auto& codes = at<QLineEdit>(one, "parcelCodesEdit");
    codes.setText(QStringLiteral("321002"));
    settle();
    EXPECT_TRUE(one.preview().empty()) << "no code";
    EXPECT_TRUE(at<QLabel>(one, "parcelChangeStatus").text().startsWith(QStringLiteral("⚠")));
    codes.clear();
    settle();
    auto& tolerance = at<QDoubleSpinBox>(one, "parcelToleranceBox");
    tolerance.setValue(tolerance.value() + 1);
    Q_EMIT tolerance.editingFinished();
    settle();
    EXPECT_EQ(city::parcelAreaTolerance(store::CityDatabase::open(this->city().toStdString())), tolerance.value());
    choose(one, Way::letters);
    EXPECT_TRUE(one.preview().empty()) << "what was drawn was for the other way";
    at<QLineEdit>(one, "parcelLettersEdit").setText(QStringLiteral("jb"));
    settle();
    ASSERT_EQ(one.preview().size(), 1U) << at<QLabel>(one, "parcelChangeStatus").text().toStdString();
    const auto& results = at<QTreeWidget>(one, "parcelResultList");
    EXPECT_TRUE(results.topLevelItem(1)->text(0).contains(QStringLiteral("JB")))
        << results.topLevelItem(1)->text(0).toStdString();
    picture(one, QStringLiteral("parcel_letters_") + QLatin1String(language));
    at<QPushButton>(one, "parcelChangeButton").click();
    settle();
    EXPECT_EQ(parcels(), before);
    m_window->session().undo();
    settle();
    m_window->selection().select(QStringLiteral("parcels"), pair);
    auto& two = open<ParcelChangeDialog>("actionParcelChange");
    EXPECT_EQ(two.way(), Way::border);
    EXPECT_EQ(two.draws(), ParcelChangeDialog::Draws::line);
    choose(two, Way::takeOver);
    const geom::Envelope giver = boxOf(pair[1]), taker = boxOf(pair[0]);
    // the half of the giver that lies towards the taker
    geom::Envelope half = giver.grown(1);
    const geom::MapPoint from = giver.centre(), to = taker.centre();
    if (std::abs(to.x - from.x) > std::abs(to.y - from.y)) {
      (to.x > from.x ? half.minX : half.maxX) = from.x;
    } else {
      (to.y > from.y ? half.minY : half.maxY) = from.y;
    }
    two.takeDrawn(ring(half));
    settle();
    EXPECT_EQ(two.preview().size(), 2U) << at<QLabel>(two, "parcelChangeStatus").text().toStdString();
    picture(two, QStringLiteral("parcel_take_") + QLatin1String(language));
    two.close();
    settle();
  }
  m_window->changeLanguage(QStringLiteral("en"));
}

TEST_F(CoverageWindowTest, SplitAndMergeWithTheirHistoryOnTheCard) {
  const std::int64_t before = parcels();
  const auto pair = neighbours();
  ASSERT_EQ(pair.size(), 2U);
  for (const char* language : {"en", "zh_CN"}) {
    m_window->changeLanguage(QLatin1String(language));
    m_window->selection().select(QStringLiteral("parcels"), {pair[0]});
    auto& split = open<ParcelChangeDialog>("actionParcelSplit");
    ASSERT_TRUE(split.splits());
    at<QSpinBox>(split, "parcelPartsBox").setValue(3);
    settle();
    EXPECT_EQ(split.preview().size(), 3U) << at<QLabel>(split, "parcelChangeStatus").text().toStdString();
    EXPECT_EQ(parcels(), before) << "only tried";
    at<QLineEdit>(split, "parcelReasonEdit").setText(QStringLiteral("出让"));
    picture(split, QStringLiteral("parcel_split_") + QLatin1String(language));
    at<QPushButton>(split, "parcelChangeButton").click();
    settle();
    EXPECT_EQ(parcels(), before + 2);
    const auto made = m_window->selection().fids(QStringLiteral("parcels"));
    ASSERT_EQ(made->size(), 3U);
    auto& merge = open<ParcelChangeDialog>("actionParcelMerge");
    ASSERT_FALSE(merge.splits());
    picture(merge, QStringLiteral("parcel_merge_") + QLatin1String(language));
    at<QPushButton>(merge, "parcelChangeButton").click();
    settle();
    EXPECT_EQ(parcels(), before);
    const auto merged = m_window->selection().fids(QStringLiteral("parcels"));
    ASSERT_EQ(merged->size(), 1U);
    m_window->showPanel(QStringLiteral("dockParcel"));
    auto* card = m_window->findChild<ParcelPanel*>();
    ASSERT_NE(card, nullptr);
    card->showCode(QStringLiteral("#%1").arg(merged->front()));
    settle();
    auto& tree = at<QTreeWidget>(*card, "parcelTree");
    const QTreeWidgetItem* history = tree.topLevelItem(tree.topLevelItemCount() - 1);
    EXPECT_EQ(history->childCount(), 2) << history->text(0).toStdString();
    EXPECT_GE(history->child(0)->childCount(), 3) << "three parents of the merged one";
    picture(*card, QStringLiteral("parcel_card_history_") + QLatin1String(language));
    m_window->session().undo();
    settle();
    m_window->session().undo();
    settle();
    EXPECT_EQ(parcels(), before);
  }
  m_window->changeLanguage(QStringLiteral("en"));
}

}  // namespace
}  // namespace gis::ui
