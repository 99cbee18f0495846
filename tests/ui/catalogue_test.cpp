// The catalogue and the metadata sheet in the window.
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

#include "gis_core/city/catalogue.h"
#include "tests/ui/dialog_fixture.h"
#include "ui/dialogs/metadata_dialog.h"
#include "ui/panels/catalogue_panel.h"

namespace gis::ui {
namespace {

class CataloguePanelTest : public DialogFixture {
 protected:
  CataloguePanel& open() {
    m_window->commands().action(QStringLiteral("actionCatalogue"))->trigger();
    settle();
    auto* panel = m_window->findChild<CataloguePanel*>();
    EXPECT_NE(panel, nullptr);
    return *panel;
  }
};

TEST_F(CataloguePanelTest, searchesAndDrawsPictures) {
  CataloguePanel& panel = open();
  auto& list = at<QTreeWidget>(panel, "catalogueLayers");
  const int all = list.topLevelItemCount();
  EXPECT_GE(all, 8);
  // a picture with more than one colour stands before each layer, though some are shown near only
  QStringList pictured;
  for (int i = 0; i < all; ++i) {
    const QImage picture = list.topLevelItem(i)->icon(0).pixmap(72, 48).toImage();
    if (picture.isNull()) continue;
    bool varied = false;
    for (int x = 0; x < picture.width() && !varied; ++x) {
      for (int y = 0; y < picture.height(); ++y) varied = varied || picture.pixel(x, y) != picture.pixel(0, 0);
    }
    const QString name = list.topLevelItem(i)->data(0, Qt::UserRole).toString();
    EXPECT_TRUE(varied) << name.toStdString();
    pictured << name;
  }
  EXPECT_TRUE(pictured.contains(QStringLiteral("parcels")));
  EXPECT_TRUE(pictured.contains(QStringLiteral("buildings")));
  at<QLineEdit>(panel, "catalogueSearch").setText(QStringLiteral("parcels"));
  EXPECT_LT(list.topLevelItemCount(), all);
  ASSERT_GE(list.topLevelItemCount(), 1);
  at<QLineEdit>(panel, "catalogueSearch").setText(QStringLiteral("no such thing"));
  EXPECT_EQ(list.topLevelItemCount(), 0);
}

TEST_F(CataloguePanelTest, theSheetIsFilledInAndWrongOnesAreTold) {
  CataloguePanel& panel = open();
  at<QLineEdit>(panel, "catalogueSearch").setText(QStringLiteral("parcels"));
  at<QTreeWidget>(panel, "catalogueLayers").topLevelItem(0)->setSelected(true);
  at<QPushButton>(panel, "catalogueSheetButton").click();
  auto* dialog = m_window->findChild<MetadataDialog*>();
  ASSERT_NE(dialog, nullptr);
  settle();
  auto* save = dialog->findChild<QPushButton*>(QStringLiteral("buttonSave"));
  EXPECT_TRUE(save->isEnabled());
  at<QLineEdit>(*dialog, "metadata_provider_code").setText(QStringLiteral("91350100M000100Y44"));
  EXPECT_FALSE(save->isEnabled()) << "a wrong check digit";
  EXPECT_FALSE(at<QLabel>(*dialog, "metadataStatus").text().isEmpty());
  at<QLineEdit>(*dialog, "metadata_provider_code").setText(QStringLiteral("91350100M000100Y43"));
  at<QLineEdit>(*dialog, "metadata_provider").setText(QStringLiteral("自然资源局"));
  auto& cycle = at<QComboBox>(*dialog, "metadata_update_cycle");
  cycle.setCurrentIndex(cycle.findData(QStringLiteral("monthly")));
  at<QLineEdit>(*dialog, "metadata_updated").setText(QStringLiteral("2020-01-31"));
  save->click();
  settle();
  {
    const auto city = store::CityDatabase::open(this->city().toStdString());
    EXPECT_EQ(city::metadataOf(city, store::layerByName(city.connection(), "parcels")).provider, "自然资源局");
  }
  at<QLineEdit>(panel, "catalogueSearch").setText(QString());
  at<QCheckBox>(panel, "cataloguePast").setChecked(true);
  auto& list = at<QTreeWidget>(panel, "catalogueLayers");
  ASSERT_EQ(list.topLevelItemCount(), 1);
  EXPECT_EQ(list.topLevelItem(0)->text(2), QStringLiteral("自然资源局"));
}

}  // namespace
}  // namespace gis::ui
