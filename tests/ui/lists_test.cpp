#include <QLabel>
#include <QScrollBar>
#include <QTreeView>
#include <QTreeWidget>

#include "app/desktop/screenshot.h"
#include "gis_core/city/incident.h"
#include "gis_core/store/layer.h"
#include "tests/ui/city_fixture.h"
#include "ui/panels/identify_panel.h"

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

TEST_F(ListsTest, TheListOfCasesReadsWhatIsLookedAt) {
  m_window->showPanel(QStringLiteral("dockIncidents"));
  auto* view = m_window->findChild<QTreeView*>(QStringLiteral("incidentView"));
  auto* label = m_window->findChild<QLabel*>(QStringLiteral("incidentCount"));
  const int before = view->model()->rowCount();
  logCases(900);
  const int all = before + 900;
  ASSERT_TRUE(runUntil([&] { return label->text().contains(QLocale().toString(all)); }, 20000))
      << label->text().toStdString() << ": the label says how many there are, read or not";
  settle();
  EXPECT_LE(view->model()->rowCount(), 400) << "nobody looked at more";
  for (int page = 0; page < 10 && view->model()->rowCount() < all; ++page) {
    const int had = view->model()->rowCount();
    view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum());
    ASSERT_TRUE(runUntil([&] { return view->model()->rowCount() > had; }, 20000)) << had;
  }
  EXPECT_EQ(view->model()->rowCount(), all);
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

}  // namespace
}  // namespace gis::ui
