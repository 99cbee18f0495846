#include <QAction>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QTreeView>
#include <QTreeWidget>
#include <algorithm>

#include "app/desktop/screenshot.h"
#include "gis_core/city/incident.h"
#include "gis_core/city/place.h"
#include "gis_core/store/layer.h"
#include "tests/ui/city_fixture.h"
#include "ui/models/incident_model.h"
#include "ui/panels/identify_panel.h"
#include "ui/panels/incident_form.h"
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

TEST_F(ListsTest, ACaseThatIsOpenedElsewhereIsChosenHoweverFarDown) {
  m_window->showPanel(QStringLiteral("dockIncidents"));
  auto* view = m_window->findChild<QTreeView*>(QStringLiteral("incidentView"));
  auto* label = m_window->findChild<QLabel*>(QStringLiteral("incidentCount"));
  const int before = view->model()->rowCount();
  ASSERT_GT(before, 0);
  const QString old = view->model()->index(before - 1, 0).data(IncidentModel::uidRole).toString();
  logCases(900);
  ASSERT_TRUE(runUntil([&] { return label->text().contains(QLocale().toString(before + 900)); }, 20000));
  settle();
  ASSERT_LE(view->model()->rowCount(), 400) << "the old case must not be read yet";
  m_window->findChild<IncidentForm*>()->openCase(old);
  ASSERT_TRUE(runUntil([&] { return view->currentIndex().data(IncidentModel::uidRole).toString() == old; }, 20000));
  EXPECT_TRUE(view->selectionModel()->isSelected(view->currentIndex()));
  EXPECT_TRUE(view->viewport()->rect().intersects(view->visualRect(view->currentIndex())));
}

TEST_F(ListsTest, ACaseThatTheFilterKeepsOutIsNotChosen) {
  m_window->showPanel(QStringLiteral("dockIncidents"));
  auto* view = m_window->findChild<QTreeView*>(QStringLiteral("incidentView"));
  auto* model = qobject_cast<IncidentModel*>(view->model());
  ASSERT_NE(model, nullptr);
  QString other;
  for (int row = 0; row < model->rowCount(); ++row)
    if (model->incident(row)->category != "06010") other = QString::fromStdString(model->incident(row)->uid);
  ASSERT_FALSE(other.isEmpty());
  logCases(450);
  m_window->session().lookNow();
  IncidentListFilter filter;
  filter.text = QStringLiteral("06010");
  model->setFilter(filter);
  settle();
  ASSERT_TRUE(runUntil([&] { return model->total() >= 450; }, 20000)) << model->total();
  ASSERT_LT(model->rowCount(), 450) << "there is more to read";
  m_window->findChild<IncidentForm*>()->openCase(other);
  settle();
  EXPECT_LT(model->rowCount(), 450) << "it is not looked for page by page";
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

}  // namespace
}  // namespace gis::ui
