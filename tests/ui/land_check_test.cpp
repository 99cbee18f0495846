// The land check in the window: from a selection and a drawn plot to the table, the spreadsheet and the layer.
#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>

#include "tests/ui/city_fixture.h"
#include "ui/dialogs/land_check_dialog.h"
#include "ui/jobs/language.h"

namespace gis::ui {
namespace {

class LandCheckDialogTest : public WindowFixture {
 protected:
  LandCheckDialog& open() {
    m_window->commands().action(QStringLiteral("actionLandCheck"))->trigger();
    auto* dialog = m_window->findChild<LandCheckDialog*>();
    EXPECT_NE(dialog, nullptr);
    settle();
    return *dialog;
  }
  template <class Widget>
  static Widget& at(LandCheckDialog& dialog, const char* name) {
    auto* found = dialog.findChild<Widget*>(QLatin1String(name));
    EXPECT_NE(found, nullptr) << name;
    return *found;
  }
  static void tick(LandCheckDialog& dialog, const QString& layer, bool on) {
    auto& list = at<QTreeWidget>(dialog, "landThemeList");
    for (int i = 0; i < list.topLevelItemCount(); ++i) {
      if (list.topLevelItem(i)->data(0, Qt::UserRole).toString() != layer) continue;
      list.topLevelItem(i)->setCheckState(0, on ? Qt::Checked : Qt::Unchecked);
    }
  }
  static QString cell(LandCheckDialog& dialog, int row, int column) {
    const QAbstractItemModel* model = at<QTableView>(dialog, "landTable").model();
    return model->index(row, column).data().toString();
  }
  /// A picture of the dialog, when a folder for such is named.
  static void picture(QWidget& widget, const QString& name) {
    const QString folder = qEnvironmentVariable("CITYDESK_TEST_PICTURES");
    if (!folder.isEmpty()) widget.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
  }
};

TEST_F(LandCheckDialogTest, TheSelectionIsCheckedAndSavedInBothLanguages) {
  for (const char* language : {"en", "zh_CN"}) {
    m_window->changeLanguage(QLatin1String(language));
    m_window->selection().select(QStringLiteral("subdistricts"), {1, 2});
    m_window->setCurrentLayer(QStringLiteral("subdistricts"));
    LandCheckDialog& dialog = open();
    EXPECT_EQ(dialog.source(), LandCheckDialog::Source::selection);
    auto& check = at<QPushButton>(dialog, "landCheckButton");
    EXPECT_TRUE(check.isEnabled());
    EXPECT_FALSE(at<QPushButton>(dialog, "landSheetButton").isEnabled());
    EXPECT_TRUE(at<QLineEdit>(dialog, "landCommandEdit")
                    .text()
                    .contains(QStringLiteral(" --plots subdistricts --plot 1 --plot 2 --against ")));
    check.click();
    settle();
    const QAbstractItemModel* model = at<QTableView>(dialog, "landTable").model();
    ASSERT_GT(model->rowCount(), 10) << at<QLabel>(dialog, "landStatus").text().toStdString();
    // the rows of the parcels and what nothing covers are the plot
    const double plot = cell(dialog, 0, 5).toDouble();
    const QString parcels = cell(dialog, 1, 1);
    double sum = 0;
    int row = 1;
    for (; cell(dialog, row + 1, 1) == parcels && cell(dialog, row + 1, 8) != QStringLiteral("100.00"); ++row)
      sum += cell(dialog, row, 5).toDouble();
    sum += cell(dialog, row, 5).toDouble();
    EXPECT_NEAR(sum, plot, 0.2);
    EXPECT_NEAR(cell(dialog, row + 1, 5).toDouble(), plot, 1e-9);
    picture(dialog, QStringLiteral("land_check_") + QLatin1String(language));
    const QString file = path(language) + QStringLiteral(".xlsx");
    at<QPushButton>(dialog, "landSheetButton").click();
    auto* asked = dialog.findChild<QFileDialog*>(QStringLiteral("landSheetDialog"));
    ASSERT_NE(asked, nullptr);
    Q_EMIT asked->fileSelected(file);
    asked->close();
    settle();
    at<QPushButton>(dialog, "landPdfButton").click();
    auto* askedPdf = dialog.findChild<QFileDialog*>(QStringLiteral("landPdfDialog"));
    ASSERT_NE(askedPdf, nullptr);
    const QString pdf = path(language) + QStringLiteral(".pdf");
    Q_EMIT askedPdf->fileSelected(pdf);
    askedPdf->close();
    settle();
    QFile written(pdf);
    ASSERT_TRUE(written.open(QIODevice::ReadOnly)) << at<QLabel>(dialog, "landStatus").text().toStdString();
    EXPECT_TRUE(written.read(5) == "%PDF-");
    EXPECT_TRUE(QFile::exists(file)) << at<QLabel>(dialog, "landStatus").text().toStdString();
    dialog.close();
    settle();
  }
  m_window->changeLanguage(QStringLiteral("en"));
}

TEST_F(LandCheckDialogTest, ADrawnPlotBecomesALayerOfItsParts) {
  LandCheckDialog& dialog = open();
  EXPECT_EQ(dialog.source(), LandCheckDialog::Source::drawn);
  EXPECT_FALSE(at<QPushButton>(dialog, "landCheckButton").isEnabled());  // nothing is drawn yet
  at<QPushButton>(dialog, "landDrawButton").click();
  MapCanvas& canvas = m_window->canvas();
  ASSERT_NE(canvas.tool(), nullptr);
  EXPECT_EQ(canvas.tool()->objectName(), QStringLiteral("toolLandPlot"));
  EXPECT_FALSE(dialog.isVisible()) << "it stands before the map";
  const QPoint middle = canvas.rect().center();
  for (const QPoint corner : {QPoint(-60, -60), QPoint(60, -60), QPoint(60, 60)})
    QTest::mouseClick(&canvas, Qt::LeftButton, {}, middle + corner);
  QTest::mouseClick(&canvas, Qt::RightButton, {}, middle);
  EXPECT_TRUE(QTest::qWaitFor([&] { return dialog.isVisible(); }));
  EXPECT_EQ(dialog.drawn().size(), 1U);
  EXPECT_TRUE(at<QPushButton>(dialog, "landCheckButton").isEnabled());
  tick(dialog, QStringLiteral("buildings"), false);
  tick(dialog, QStringLiteral("poi"), true);
  auto& area = at<QComboBox>(dialog, "landAreaBox");
  area.setCurrentIndex(1);
  EXPECT_TRUE(at<QLineEdit>(dialog, "landCommandEdit").text().endsWith(QStringLiteral("--area ellipsoid")));
  at<QPushButton>(dialog, "landMakeLayerButton").click();
  settle();
  const auto made = [&] { return m_window->session().layer(QStringLiteral("land_check")); };
  ASSERT_TRUE(QTest::qWaitFor([&] { return made() != nullptr; }))
      << at<QLabel>(dialog, "landStatus").text().toStdString();
  EXPECT_GT(made()->count, 0);
  EXPECT_GT(at<QTableView>(dialog, "landTable").model()->rowCount(), 0);
  EXPECT_TRUE(at<QLabel>(dialog, "landStatus").text().contains(QStringLiteral("features. Areas are")))
      << at<QLabel>(dialog, "landStatus").text().toStdString();
  EXPECT_TRUE(at<QTableView>(dialog, "landTable").isColumnHidden(9)) << "no line, no length";
  at<QPushButton>(dialog, "landClearButton").click();
  EXPECT_TRUE(dialog.drawn().empty());
  EXPECT_FALSE(at<QPushButton>(dialog, "landCheckButton").isEnabled());
}

TEST_F(LandCheckDialogTest, ThePlotIsTypedByItsCorners) {
  LandCheckDialog& dialog = open();
  auto& source = at<QComboBox>(dialog, "landSourceBox");
  source.setCurrentIndex(source.findData(int(LandCheckDialog::Source::typed)));
  auto& corners = at<QLineEdit>(dialog, "landCornersEdit");
  auto& check = at<QPushButton>(dialog, "landCheckButton");
  auto& status = at<QLabel>(dialog, "landStatus");
  const std::pair<const char*, const char*> wrong[] = {{"", "Type the corners"},
                                                       {"444000,3585000; 444400,3585000", "three corners"},
                                                       {"444000,3585000; north", "north"}};
  for (const auto& [text, why] : wrong) {
    corners.setText(QLatin1String(text));
    EXPECT_FALSE(check.isEnabled()) << text;
    EXPECT_TRUE(status.text().contains(QLatin1String(why))) << status.text().toStdString();
  }
  corners.setText(QStringLiteral("444000,3585000; @400,0; @0,300; 444000，3585300"));
  ASSERT_TRUE(check.isEnabled()) << status.text().toStdString();
  EXPECT_TRUE(at<QLineEdit>(dialog, "landCommandEdit").text().contains(QStringLiteral("--wkt 'POLYGON ((444000 ")))
      << at<QLineEdit>(dialog, "landCommandEdit").text().toStdString();
  check.click();
  settle();
  ASSERT_GT(at<QTableView>(dialog, "landTable").model()->rowCount(), 1);
  QStringList whole;
  for (int column = 0; column < 7; ++column) whole << cell(dialog, 0, column);
  EXPECT_TRUE(whole.join(QLatin1Char('|')).remove(QLatin1Char(',')).contains(QStringLiteral("120000.00")))
      << whole.join(QLatin1Char('|')).toStdString();
  EXPECT_TRUE(at<QPushButton>(dialog, "landSheetButton").isEnabled());
  EXPECT_TRUE(at<QPushButton>(dialog, "landPdfButton").isEnabled());
  // the table is no answer to other corners, least of all to wrong ones
  for (const char* other : {"444000,3585000; 444400 abc", "444000,3585000; @400,0; @0,200"}) {
    corners.setText(QLatin1String(other));
    EXPECT_EQ(at<QTableView>(dialog, "landTable").model()->rowCount(), 0) << other;
    EXPECT_FALSE(at<QPushButton>(dialog, "landSheetButton").isEnabled()) << other;
    EXPECT_FALSE(at<QPushButton>(dialog, "landPdfButton").isEnabled()) << other;
    if (!check.isEnabled()) continue;
    check.click();
    settle();
    EXPECT_GT(at<QTableView>(dialog, "landTable").model()->rowCount(), 1);
    at<QLineEdit>(dialog, "landIntoEdit").setText(QStringLiteral("another_name"));  // asks nothing else
    EXPECT_GT(at<QTableView>(dialog, "landTable").model()->rowCount(), 1);
  }
}

TEST_F(LandCheckDialogTest, AFileThatIsMissingIsSaid) {
  LandCheckDialog& dialog = open();
  auto& source = at<QComboBox>(dialog, "landSourceBox");
  source.setCurrentIndex(source.findData(int(LandCheckDialog::Source::file)));
  at<QLineEdit>(dialog, "landFileEdit").setText(path("none.dxf"));
  at<QPushButton>(dialog, "landCheckButton").click();
  settle();
  EXPECT_TRUE(at<QLabel>(dialog, "landStatus").text().contains(QStringLiteral("none.dxf")))
      << at<QLabel>(dialog, "landStatus").text().toStdString();
  EXPECT_TRUE(at<QPushButton>(dialog, "landCheckButton").isEnabled());
}

}  // namespace
}  // namespace gis::ui
