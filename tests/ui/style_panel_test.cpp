// The style dock: seen at once, taken back at will, written when told.
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

#include "gis_core/style/default_styles.h"
#include "gis_core/style/layer_style.h"
#include "tests/ui/city_fixture.h"
#include "ui/dialogs/style_editor.h"

namespace gis::ui {
namespace {

class StylePanelTest : public WindowFixture {
 protected:
  void openOn(const char* layer) {
    m_window->setCurrentLayer(QLatin1String(layer));
    m_window->showPanel(QStringLiteral("dockStyle"));
    settle();
  }
  template <typename Widget>
  Widget* field(const char* name) {
    auto* widget = m_window->findChild<Widget*>(QLatin1String(name));
    EXPECT_NE(widget, nullptr) << name;
    return widget;
  }
  const style::LayerStyle& drawn(const char* layer) { return *m_window->document().scene()->layer(layer)->style; }
  style::LayerStyle kept(const char* layer) { return style::styleOf(*m_window->session().layer(QLatin1String(layer))); }
  /// The preview waits a moment for more changes.
  void settleAfterChange() {
    QTest::qWait(200);
    settle();
  }
};

TEST_F(StylePanelTest, AChangeShowsOnTheMapBeforeItIsWritten) {
  openOn("parcels");
  const style::LayerStyle before = kept("parcels");
  field<QTableWidget>("styleClasses")->selectAll();
  field<QDoubleSpinBox>("styleEdgeWidth")->setValue(0.75);
  settleAfterChange();
  for (const style::StyleClass& c : drawn("parcels").classes) EXPECT_EQ(c.symbol.outline.widthMm, 0.75);
  EXPECT_EQ(kept("parcels"), before);
  field<QToolButton>("styleUndo")->click();
  settleAfterChange();
  EXPECT_EQ(drawn("parcels"), before);
  EXPECT_FALSE(field<QPushButton>("styleApplyButton")->isEnabled());
  field<QToolButton>("styleRedo")->click();
  settleAfterChange();
  field<QPushButton>("styleApplyButton")->click();
  settleAfterChange();
  EXPECT_EQ(kept("parcels").classes[0].symbol.outline.widthMm, 0.75);
  EXPECT_EQ(drawn("parcels"), kept("parcels"));
}

TEST_F(StylePanelTest, AnotherLayerDropsWhatWasNotApplied) {
  openOn("parcels");
  const style::LayerStyle before = kept("parcels");
  field<QDoubleSpinBox>("styleNearest")->setValue(500);
  settleAfterChange();
  EXPECT_EQ(drawn("parcels").scales.smallest, 500);
  m_window->setCurrentLayer(QStringLiteral("roads"));
  settleAfterChange();
  EXPECT_EQ(drawn("parcels"), before);
  EXPECT_EQ(field<StyleEditor>("styleEditor")->layer().name, "roads");
}

TEST_F(StylePanelTest, ClassesAreMadeFromTheValues) {
  openOn("parcels");
  auto* editor = field<StyleEditor>("styleEditor");
  field<QComboBox>("styleKind")->setCurrentIndex(2);
  auto* fields = field<QComboBox>("styleField");
  int numeric = -1;
  const auto& all = editor->layer().fields;
  for (int k = 0; k < int(all.size()); ++k) {
    if (numeric < 0 && all[std::size_t(k)].type == store::FieldType::real) numeric = k;
  }
  ASSERT_GE(numeric, 0);
  fields->setCurrentIndex(numeric);
  field<QComboBox>("styleRamp")->setCurrentText(QStringLiteral("viridis"));
  field<QPushButton>("styleClassify")->click();
  settleAfterChange();
  EXPECT_EQ(drawn("parcels").kind, style::StyleKind::graduated);
  ASSERT_EQ(drawn("parcels").classes.size(), 5U);
  EXPECT_EQ(drawn("parcels").classes[0].symbol.fill, style::Colour::parse("#440154"));
}

TEST_F(StylePanelTest, PointsBecomeAHeatMap) {
  openOn("city_incident");
  auto* gather = field<QComboBox>("styleGather");
  gather->setCurrentIndex(2);
  Q_EMIT gather->activated(2);
  settleAfterChange();
  ASSERT_TRUE(drawn("city_incident").heat.has_value());
  EXPECT_GT(m_window->document().scene()->layer("city_incident")->heatMaximum, 0);
  gather->setCurrentIndex(1);
  Q_EMIT gather->activated(1);
  settleAfterChange();
  EXPECT_TRUE(drawn("city_incident").clusters.has_value());
  EXPECT_NE(m_window->document().scene()->layer("city_incident")->clusters, nullptr);
}

}  // namespace
}  // namespace gis::ui
