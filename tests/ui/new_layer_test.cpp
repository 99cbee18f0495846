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
#include "ui/dialogs/origin_text.h"
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

TEST_F(NewLayerTest, WhereALayerComesFromIsSaidInItsReadersWords) {
  query::LayerOrigin dissolved;
  dissolved.question =
      R"({"citydesk_query":1,"kind":"dissolve","layer":"parcels","where":"","by":["dlbm","qlxz"],"into":"d"})";
  query::LayerOrigin checked;
  checked.question = R"({"command":"landcheck"})";
  checked.work = query::Work{"landcheck",
                             {{"wkt", "POLYGON((0 0,1 0,1 1,0 0))"},
                              {"against", "parcels:dlbm (fid in (1,2)),roads"},
                              {"area", "plane"},
                              {"crs", ""},
                              {"into", "l"}},
                             {}};
  const auto told = [&](const query::LayerOrigin& origin) {
    QString text;
    m_window->session().read(
        QStringLiteral("Origin"),
        [origin, chinese = isChinese()](const store::CityDatabase& city, Progress&) {
          query::OriginInput input;
          input.name = "parcels";
          input.uid = store::layerByName(city.connection(), "parcels").uid;
          input.count = 20000;
          return originText(city, origin, chinese) + QLatin1Char('|') + inputText(city, input);
        },
        m_window.get(), [&text](const QString& said) { text = said; });
    EXPECT_TRUE(QTest::qWaitFor([&] { return !text.isEmpty(); }, 10000));
    return text;
  };
  const auto titleOf = [&](const char* layer) {
    return CitySession::layerTitle(*m_window->session().layer(QLatin1String(layer)));
  };
  m_window->changeLanguage(QStringLiteral("zh_CN"));
  settle();
  const QString parcels = titleOf("parcels");
  const QString first = told(dissolved);
  EXPECT_TRUE(first.startsWith(QStringLiteral("融合：%1\n  依据：").arg(parcels))) << first.toStdString();
  EXPECT_TRUE(first.endsWith(QStringLiteral("|%1（20,000）").arg(parcels))) << first.toStdString();
  const QString second = told(checked);
  EXPECT_TRUE(second.startsWith(QStringLiteral("占地分析\n  绘制或给定的图形：1\n  对照图层：%1 – ").arg(parcels)))
      << second.toStdString();
  EXPECT_TRUE(second.contains(QStringLiteral(" (fid in (1,2))、%1\n  面积：地图平面|").arg(titleOf("roads"))))
      << second.toStdString();
  for (const QString& said : {first, second}) {
    for (const char* raw : {"where", "by:", "wkt", "POLYGON", "crs", "into", "plane", "landcheck", "dissolve"})
      EXPECT_FALSE(said.contains(QLatin1String(raw))) << raw << " in " << said.toStdString();
  }
  // when the layer was made, not when the file came that its first input was read from
  store::Provenance made;
  made.source = "parcels.shp";
  made.driver = "select";
  made.importedAt = "2020-01-01T00:00:00Z";
  const QString source = sourceText(made, "2026-11-28T09:02:00Z");
  EXPECT_TRUE(source.startsWith(QStringLiteral("parcels.shp（选取）, 2026-11-28"))) << source.toStdString();
  made.driver = "overlay difference";
  EXPECT_FALSE(sourceText(made, {}).contains(QLatin1String("difference")));
  m_window->changeLanguage(QStringLiteral("en"));
  settle();
  EXPECT_TRUE(told(dissolved).startsWith(QStringLiteral("Dissolve: ") + titleOf("parcels")));
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
