// The dialogs that make a layer: overlay, figures by zones, analysis.
#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include "tests/ui/city_fixture.h"
#include "ui/dialogs/new_layer_dialog.h"
#include "ui/jobs/language.h"

namespace gis::ui {
namespace {

class NewLayerTest : public WindowFixture {
 protected:
  QDialog& open(const char* command, const char* dialog, const QString& layer) {
    m_window->setCurrentLayer(layer);
    m_window->commands().action(QLatin1String(command))->trigger();
    auto* found = m_window->findChild<QDialog*>(QLatin1String(dialog));
    EXPECT_NE(found, nullptr) << dialog;
    settle();
    return *found;
  }
  template <class Widget>
  static Widget& at(QDialog& dialog, const char* name) {
    auto* found = dialog.findChild<Widget*>(QLatin1String(name));
    EXPECT_NE(found, nullptr) << name;
    return *found;
  }
  static void choose(QDialog& dialog, const char* box, const QVariant& data) {
    auto& found = at<QComboBox>(dialog, box);
    EXPECT_GE(found.findData(data), 0) << box;
    found.setCurrentIndex(found.findData(data));
  }
  /// Presses "Make a layer" and waits for the layer.
  void make(QDialog& dialog, const char* prefix, const QString& layer) {
    const QByteArray name(prefix);
    EXPECT_EQ(at<QLineEdit>(dialog, name + "IntoEdit").text(), layer);
    auto& button = at<QPushButton>(dialog, name + "MakeLayerButton");
    ASSERT_TRUE(button.isEnabled()) << at<QLabel>(dialog, name + "Status").text().toStdString();
    button.click();
    EXPECT_TRUE(QTest::qWaitFor([&] { return m_window->session().layer(layer) != nullptr; }, 20000))
        << at<QLabel>(dialog, name + "Status").text().toStdString();
    settle();
  }
  static QString command(QDialog& dialog, const char* prefix) {
    return at<QLineEdit>(dialog, QByteArray(prefix) + "CommandEdit").text();
  }
  /// A picture of the dialog, when a folder for such is named.
  static void picture(QWidget& widget, const QString& name) {
    const QString folder = qEnvironmentVariable("CITYDESK_TEST_PICTURES");
    if (!folder.isEmpty()) {
      widget.grab().save(QStringLiteral("%1/%2_%3.png").arg(folder, name, isChinese() ? "zh" : "en"));
    }
  }
};

TEST_F(NewLayerTest, ParcelsAreCutBySubdistricts) {
  QDialog& dialog = open("actionOverlay", "overlayDialog", QStringLiteral("parcels"));
  choose(dialog, "overlayOtherBox", QStringLiteral("subdistricts"));
  choose(dialog, "overlayKindBox", QStringLiteral("identity"));
  at<QLineEdit>(dialog, "overlayOtherWhereEdit").setText(QStringLiteral("fid = 1"));
  EXPECT_EQ(command(dialog, "overlay"),
            QStringLiteral("citydesk-cli overlay sample.citydb parcels subdistricts --op identity --other-where "
                           "'fid = 1' --into parcels_overlay"));
  make(dialog, "overlay", QStringLiteral("parcels_overlay"));
  EXPECT_GE(m_window->session().layer(QStringLiteral("parcels_overlay"))->count,
            m_window->session().layer(QStringLiteral("parcels"))->count);
}

TEST_F(NewLayerTest, FiguresOfParcelsForEachCommunity) {
  QDialog& dialog = open("actionAggregate", "aggregateDialog", QStringLiteral("parcels"));
  choose(dialog, "aggregateZonesBox", QStringLiteral("communities"));
  auto& fields = at<QTreeWidget>(dialog, "aggregateFieldList");
  ASSERT_GT(fields.topLevelItemCount(), 0);
  QTreeWidgetItem* area = fields.topLevelItem(0);
  EXPECT_NE(area->text(0), area->data(0, Qt::UserRole).toString());  // a title, not the raw name
  area->setCheckState(1, Qt::Checked);
  choose(dialog, "aggregateByBox", QStringLiteral("dlbm"));
  EXPECT_TRUE(command(dialog, "aggregate")
                  .contains(QStringLiteral("--zones communities --count --sum %1 --by dlbm --into")
                                .arg(area->data(0, Qt::UserRole).toString())));
  picture(dialog, QStringLiteral("aggregate"));
  make(dialog, "aggregate", QStringLiteral("parcels_aggregate"));
  EXPECT_GT(m_window->session().layer(QStringLiteral("parcels_aggregate"))->count, 0);
  // the next one has another name, and without any figure there is nothing to make
  EXPECT_EQ(at<QLineEdit>(dialog, "aggregateIntoEdit").text(), QStringLiteral("parcels_aggregate"));
  area->setCheckState(1, Qt::Unchecked);
  at<QAbstractButton>(dialog, "aggregateCountBox").setChecked(false);
  EXPECT_FALSE(at<QPushButton>(dialog, "aggregateMakeLayerButton").isEnabled());
}

TEST_F(NewLayerTest, EveryAnalysisMakesItsLayer) {
  QDialog& dialog = open("actionAnalyze", "analyzeDialog", QStringLiteral("communities"));
  // places shall be near to a school or a market, not to a case; a choice of one's own stays
  choose(dialog, "analyzeKindBox", 2);
  EXPECT_EQ(at<QComboBox>(dialog, "analyzeOtherBox").currentData().toString(), QStringLiteral("poi"));
  choose(dialog, "analyzeKindBox", 0);
  EXPECT_EQ(at<QComboBox>(dialog, "analyzeOtherBox").currentData().toString(), QStringLiteral("city_incident"));
  choose(dialog, "analyzeOtherBox", QStringLiteral("roads"));
  choose(dialog, "analyzeKindBox", 2);
  EXPECT_EQ(at<QComboBox>(dialog, "analyzeOtherBox").currentData().toString(), QStringLiteral("roads"));
  choose(dialog, "analyzeKindBox", 0);
  const std::pair<int, const char*> kinds[] = {{0, "hotspots"}, {1, "rates"}, {2, "coverage"}};
  for (const auto& [kind, name] : kinds) {
    SCOPED_TRACE(name);
    choose(dialog, "analyzeKindBox", kind);
    choose(dialog, "analyzeOtherBox", QStringLiteral("city_incident"));
    EXPECT_TRUE(command(dialog, "analyze")
                    .startsWith(QStringLiteral("citydesk-cli analyze %1 sample.citydb communities --of city_incident")
                                    .arg(QLatin1String(name))))
        << command(dialog, "analyze").toStdString();
    make(dialog, "analyze", QStringLiteral("communities_") + QLatin1String(name));
    const store::LayerInfo* made = m_window->session().layer(QStringLiteral("communities_") + QLatin1String(name));
    ASSERT_NE(made, nullptr);
    EXPECT_FALSE(made->styleJson.empty());
  }
  choose(dialog, "analyzeLayerBox", QStringLiteral("city_incident"));
  choose(dialog, "analyzeKindBox", 0);
  EXPECT_FALSE(at<QPushButton>(dialog, "analyzeMakeLayerButton").isEnabled());  // points are no zones
  choose(dialog, "analyzeKindBox", 3);
  at<QDoubleSpinBox>(dialog, "analyzeMetresBox").setValue(200);
  EXPECT_TRUE(command(dialog, "analyze")
                  .contains(QStringLiteral("analyze density sample.citydb city_incident --radius 200 --into")));
  make(dialog, "analyze", QStringLiteral("incident_density"));
}

TEST_F(NewLayerTest, TheyAreReadInBothLanguages) {
  for (const char* language : {"en", "zh_CN"}) {
    m_window->changeLanguage(QLatin1String(language));
    QDialog& overlay = open("actionOverlay", "overlayDialog", QStringLiteral("parcels"));
    QDialog& aggregate = open("actionAggregate", "aggregateDialog", QStringLiteral("parcels"));
    QDialog& dissolve = open("actionDissolve", "dissolveDialog", QStringLiteral("parcels"));
    QDialog& analyze = open("actionAnalyze", "analyzeDialog", QStringLiteral("communities"));
    picture(overlay, QStringLiteral("overlay"));
    picture(aggregate, QStringLiteral("aggregate"));
    picture(dissolve, QStringLiteral("dissolve"));
    for (int kind = 0; kind < 4; ++kind) {
      choose(analyze, "analyzeKindBox", kind);
      picture(analyze, QStringLiteral("analyze_%1").arg(kind));
    }
    // the field for the name has a label that is seen, in each of them
    for (QDialog* dialog : {&overlay, &aggregate, &dissolve, &analyze}) {
      bool labelled = false;
      for (const QLabel* label : dialog->findChildren<QLabel*>()) {
        labelled = labelled || (label->buddy() != nullptr && label->isVisible() && !label->text().isEmpty() &&
                                label->buddy()->objectName().endsWith(QLatin1String("IntoEdit")));
      }
      EXPECT_TRUE(labelled) << dialog->objectName().toStdString();
      dialog->close();
    }
    settle();
  }
  m_window->changeLanguage(QStringLiteral("en"));
}

}  // namespace
}  // namespace gis::ui
