// Update from a file and exchange packages in the window.
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTest>
#include <QTreeWidget>
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "app/desktop/screenshot.h"
#include "gis_core/io/export.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "gis_core/store/value_text.h"
#include "tests/ui/dialog_fixture.h"
#include "ui/canvas/change_picture.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/export_losses_view.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/package_check_dialog.h"
#include "ui/dialogs/package_dialog.h"
#include "ui/dialogs/update_dialog.h"
#include "ui/models/update_model.h"

namespace gis::ui {
namespace {

class SharingWindowTest : public DialogFixture {};

TEST_F(SharingWindowTest, aNewVersionIsSeenAndTakenOverInPart) {
  std::string code;
  {
    // the new version: as the layer is now; then the layer itself loses one building and changes two others
    const auto city = store::CityDatabase::open(this->city().toStdString());
    const auto layer = store::layerByName(city.connection(), "buildings");
    code = layer.roleCodeField;
    io::ExportRequest out;
    out.layer = "buildings";
    out.file = path("new.gpkg").toStdString();
    Progress progress;
    (void)io::exportLayer(city, out, progress);
    store::EditCommand command;
    store::RowEdit gone, words, shape;
    gone.table = words.table = shape.table = "buildings";
    gone.kind = store::RowEdit::Kind::remove;
    gone.fid = 1;
    words.fid = 2;
    for (const store::Field& field : layer.fields) {
      if (field.name != code && field.type == store::FieldType::text && words.values.empty())
        words.values = {{field.name, std::string("other words")}};
    }
    shape.fid = 3;
    geom::Bytes moved = store::featureByFid(city.connection(), layer, 3)->wkb;
    geom::transformCoordinates(moved, [](double* xy, std::uint32_t n, int stride) {
      for (std::uint32_t i = 0; i < n; ++i) xy[std::size_t(i) * std::size_t(stride)] += 5;
    });
    shape.values = {{"geometry", moved}};
    command.rows = {gone, words, shape};
    store::apply(city, command);
  }
  m_window->session().lookNow();
  settle();
  m_window->setCurrentLayer(QStringLiteral("buildings"));
  auto& dialog = open<UpdateDialog>("actionUpdateLayer");
  at<QLineEdit>(dialog, "updateFile").setText(path("new.gpkg"));
  at<QPushButton>(dialog, "updateCompareButton").click();
  settle();
  auto& list = at<QTableView>(dialog, "updateList");
  const auto& model = static_cast<const UpdateModel&>(*list.model());
  ASSERT_EQ(model.rowCount(), 3) << at<QLabel>(dialog, "updateStatus").text().toStdString();
  // the moved building shows both shapes, the reworded one its cell
  int added = -1, moved = -1, worded = -1;
  for (int row = 0; row < 3; ++row) {
    if (model.change(row).kind == UpdateModel::Kind::added) added = row;
    if (model.change(row).kind == UpdateModel::Kind::changed) (model.change(row).geometry ? moved : worded) = row;
  }
  ASSERT_TRUE(added >= 0 && moved >= 0 && worded >= 0);
  list.selectRow(moved);
  settle();
  EXPECT_EQ(dialog.findChild<ChangePicture*>()->layers().size(), 2U);
  list.selectRow(worded);
  settle();
  ASSERT_EQ(at<QTreeWidget>(dialog, "updateCells").topLevelItemCount(), 1);
  EXPECT_EQ(at<QTreeWidget>(dialog, "updateCells").topLevelItem(0)->text(2), QStringLiteral("other words"));
  // all but the move
  list.model()->setData(list.model()->index(moved, 0), Qt::Unchecked, Qt::CheckStateRole);
  at<QPushButton>(dialog, "updateApplyButton").click();
  settle();
  at<QPushButton>(dialog, "updateCompareButton").click();
  settle();
  ASSERT_EQ(model.rowCount(), 1) << at<QLabel>(dialog, "updateStatus").text().toStdString();
  EXPECT_TRUE(model.change(0).geometry);
  m_window->commands().action(QStringLiteral("actionUndo"))->trigger();
  settle();
  at<QPushButton>(dialog, "updateCompareButton").click();
  settle();
  EXPECT_EQ(model.rowCount(), 3) << "one undo took both back";
}

/// Renames the first districts, as the reason of one edit.
void renameDistricts(const store::CityDatabase& city, const std::vector<std::pair<std::int64_t, std::string>>& names) {
  store::EditCommand command;
  for (const auto& [fid, name] : names) {
    store::RowEdit& row = command.rows.emplace_back();
    row.table = "districts";
    row.fid = fid;
    row.values = {{"name", name}};
  }
  store::apply(city, command);
}

TEST_F(SharingWindowTest, AConflictOfThreeVersionsIsDecidedByColumn) {
  {
    const auto city = store::CityDatabase::open(this->city().toStdString());
    Progress progress;
    const auto handOut = [&](const char* name) {
      io::ExportRequest out;
      out.layer = "districts";
      out.file = path(name).toStdString();
      (void)io::exportLayer(city, out, progress);
    };
    handOut("base.gpkg");
    renameDistricts(city, {{1, "theirs"}, {2, "theirs too"}});
    handOut("back.gpkg");
    store::undo(city, "tester");
    renameDistricts(city, {{1, "mine"}, {3, "mine only"}});
  }
  m_window->session().lookNow();
  settle();
  m_window->setCurrentLayer(QStringLiteral("districts"));
  auto& dialog = open<UpdateDialog>("actionUpdateLayer");
  at<QLineEdit>(dialog, "updateFile").setText(path("back.gpkg"));
  at<QLineEdit>(dialog, "updateBase").setText(path("base.gpkg"));
  EXPECT_TRUE(at<QLineEdit>(dialog, "updateCommandEdit").text().contains(QStringLiteral("--base ")));
  at<QPushButton>(dialog, "updateCompareButton").click();
  settle();
  auto& list = at<QTableView>(dialog, "updateList");
  const auto& model = static_cast<const UpdateModel&>(*list.model());
  ASSERT_EQ(model.rowCount(), 2) << at<QLabel>(dialog, "updateStatus").text().toStdString();
  const int disputed = model.change(0).hasConflict() ? 0 : 1;
  auto& apply = at<QPushButton>(dialog, "updateApplyButton");
  EXPECT_FALSE(apply.isEnabled()) << "a conflict is open";
  list.selectRow(disputed);
  settle();
  QTreeWidgetItem* cell = at<QTreeWidget>(dialog, "updateCells").topLevelItem(0);
  EXPECT_EQ(cell->text(2), QStringLiteral("mine"));
  EXPECT_EQ(cell->text(3), QStringLiteral("theirs"));
  cell->setCheckState(2, Qt::Checked);
  EXPECT_TRUE(apply.isEnabled());
  cell->setCheckState(3, Qt::Checked);
  EXPECT_EQ(cell->checkState(2), Qt::Unchecked) << "one version holds";
  ASSERT_TRUE(apply.isEnabled());
  apply.click();
  settle();
  const auto city = store::CityDatabase::open(this->city().toStdString(), store::OpenMode::readOnly);
  const store::LayerInfo layer = store::layerByName(city.connection(), "districts");
  const auto name = [&](std::int64_t fid) {
    for (std::size_t i = 0; i < layer.fields.size(); ++i)
      if (layer.fields[i].name == "name")
        return store::textOf(store::featureByFid(city.connection(), layer, fid)->values[i]);
    return std::string();
  };
  EXPECT_EQ(name(1), "theirs");
  EXPECT_EQ(name(2), "theirs too");
  EXPECT_EQ(name(3), "mine only");
}

QTreeWidgetItem* columnOf(QTreeWidget& columns, const char* name) {
  for (int i = 0; i < columns.topLevelItemCount(); ++i) {
    QTreeWidgetItem* item = columns.topLevelItem(i);
    if (item->data(0, Qt::UserRole).toString().compare(QLatin1String(name), Qt::CaseInsensitive) == 0) return item;
  }
  return nullptr;
}

QListWidgetItem* layerOf(QListWidget& layers, const char* name) {
  for (int i = 0; i < layers.count(); ++i) {
    if (layers.item(i)->data(Qt::UserRole).toString() == QLatin1String(name)) return layers.item(i);
  }
  return nullptr;
}

TEST_F(SharingWindowTest, columnsOfAnExportAreCalledInWords) {
  m_window->setCurrentLayer(QStringLiteral("parcels"));
  auto& dialog = open<ExportDialog>("actionExport");
  QTreeWidgetItem* code = columnOf(at<QTreeWidget>(dialog, "exportFieldList"), "zddm");
  ASSERT_NE(code, nullptr);
  EXPECT_EQ(code->text(0), QStringLiteral("Parcel code"));
  dialog.reject();
}

TEST_F(SharingWindowTest, theMessageNamesTheFileThatWasWritten) {
  m_window->setCurrentLayer(QStringLiteral("districts"));
  auto& dialog = open<ExportDialog>("actionExport");
  at<QLineEdit>(dialog, "exportFileEdit").setText(path("handed out.csv"));
  auto& start = at<QPushButton>(dialog, "exportStartButton");
  ASSERT_TRUE(QTest::qWaitFor([&] { return start.isEnabled(); }, 20000));
  start.click();
  settle();
  const auto& messages = m_window->session().messages().messages();
  EXPECT_TRUE(std::any_of(messages.begin(), messages.end(), [](const auto& message) {
    return message.text.contains(QLatin1String("handed out.csv and read back"));
  }));
}

TEST_F(SharingWindowTest, aProfileIsKeptAndFillsTheDialogForSeveralLayers) {
  m_window->setCurrentLayer(QStringLiteral("districts"));
  {
    auto& dialog = open<ExportDialog>("actionExport");
    layerOf(at<QListWidget>(dialog, "exportLayerList"), "subdistricts")->setCheckState(Qt::Checked);
    auto& columns = at<QTreeWidget>(dialog, "exportFieldList");
    columnOf(columns, "name_en")->setCheckState(0, Qt::Unchecked);
    columnOf(columns, "name")->setText(1, QStringLiteral("MC"));
    auto& encoding = at<QComboBox>(dialog, "exportEncodingBox");
    encoding.setCurrentIndex(encoding.findData(QStringLiteral("GBK")));
    at<QLineEdit>(dialog, "exportReceiverEdit").setText(QStringLiteral("规划局"));
    at<QComboBox>(dialog, "exportProfileBox").setEditText(QStringLiteral("规划局"));
    at<QPushButton>(dialog, "exportProfileSave").click();
    settle();
    dialog.reject();
    settle();
  }
  auto& dialog = open<ExportDialog>("actionExport");
  auto& box = at<QComboBox>(dialog, "exportProfileBox");
  ASSERT_EQ(box.count(), 2);
  Q_EMIT box.activated(0);
  EXPECT_EQ(layerOf(at<QListWidget>(dialog, "exportLayerList"), "subdistricts")->checkState(), Qt::Checked);
  EXPECT_EQ(at<QComboBox>(dialog, "exportEncodingBox").currentData().toString(), QStringLiteral("GBK"));
  EXPECT_EQ(columnOf(at<QTreeWidget>(dialog, "exportFieldList"), "name")->text(1), QStringLiteral("MC"));
  at<QLineEdit>(dialog, "exportFileEdit").setText(m_folder.path());
  at<QComboBox>(dialog, "exportReceiptBox").setCurrentIndex(2);
  auto& start = at<QPushButton>(dialog, "exportStartButton");
  ASSERT_TRUE(QTest::qWaitFor([&] { return start.isEnabled(); }, 20000))
      << dialog.findChild<ExportLossesView*>()->text().toStdString();
  start.click();
  settle();
  for (const char* file : {"districts.shp", "subdistricts.shp"})
    EXPECT_TRUE(std::filesystem::exists(path(file).toStdString())) << file;
  const auto receipts = QDir(m_folder.path()).entryList({QStringLiteral("*.json")});
  EXPECT_EQ(receipts.size(), 1);
}

TEST_F(SharingWindowTest, SeveralLayersGoIntoOneGeoPackage) {
  m_window->setCurrentLayer(QStringLiteral("districts"));
  auto& dialog = open<ExportDialog>("actionExport");
  auto& one = at<QCheckBox>(dialog, "exportOneFileCheck");
  auto& format = at<QComboBox>(dialog, "exportFormatBox");
  EXPECT_FALSE(one.isEnabled());
  layerOf(at<QListWidget>(dialog, "exportLayerList"), "subdistricts")->setCheckState(Qt::Checked);
  format.setCurrentIndex(format.findData(QStringLiteral("gpkg")));
  ASSERT_TRUE(one.isEnabled());
  one.click();
  auto& file = at<QLineEdit>(dialog, "exportFileEdit");
  EXPECT_TRUE(file.text().endsWith(QStringLiteral(".gpkg"))) << file.text().toStdString();
  format.setCurrentIndex(format.findData(QStringLiteral("shp")));
  EXPECT_FALSE(file.text().endsWith(QStringLiteral(".gpkg"))) << "a folder again";
  format.setCurrentIndex(format.findData(QStringLiteral("gpkg")));
  file.setText(path("both.gpkg"));
  auto& start = at<QPushButton>(dialog, "exportStartButton");
  ASSERT_TRUE(QTest::qWaitFor([&] { return start.isEnabled(); }, 20000))
      << dialog.findChild<ExportLossesView*>()->text().toStdString();
  start.click();
  settle();
  EXPECT_TRUE(std::filesystem::exists(path("both.gpkg").toStdString()));
  EXPECT_FALSE(std::filesystem::exists(path("districts.gpkg").toStdString()));
}

TEST_F(SharingWindowTest, TheSecurityMarkThatIsSaidGoesWithTheFile) {
  m_window->setCurrentLayer(QStringLiteral("districts"));
  auto& dialog = open<ExportDialog>("actionExport");
  auto& mark = at<QLineEdit>(dialog, "exportSecurityEdit");
  ASSERT_TRUE(mark.isEnabled()) << "without a receipt too";
  mark.setText(QStringLiteral("内部"));
  at<QLineEdit>(dialog, "exportFileEdit").setText(path("marked.gpkg"));
  auto& start = at<QPushButton>(dialog, "exportStartButton");
  ASSERT_TRUE(QTest::qWaitFor([&] { return start.isEnabled(); }, 20000));
  start.click();
  settle();
  EXPECT_TRUE(std::filesystem::exists(path("marked.gpkg.xml").toStdString()));
}

TEST_F(SharingWindowTest, ADrawnAreaCutsAndARemedyChangesTheChoice) {
  m_window->setCurrentLayer(QStringLiteral("city_incident"));
  auto& dialog = open<ExportDialog>("actionExport");
  auto& start = at<QPushButton>(dialog, "exportStartButton");
  ASSERT_TRUE(QTest::qWaitFor([&] { return start.isEnabled(); }, 20000));
  const auto* losses = dialog.findChild<ExportLossesView*>();
  const QString whole = at<QLabel>(dialog, "exportLossesSum").text();
  auto& all = at<QPushButton>(dialog, "exportRemedyAllButton");
  ASSERT_TRUE(all.isEnabled()) << losses->text().toStdString();
  // draw: the dialog makes room and comes back with the area
  at<QPushButton>(dialog, "exportDrawButton").click();
  EXPECT_FALSE(dialog.isVisible());
  const QRect map = m_window->canvas().rect();
  const auto press = [&](double x, double y, Qt::MouseButton button) {
    QTest::mouseClick(&m_window->canvas(), button, {}, QPoint(int(map.width() * x), int(map.height() * y)));
  };
  press(0.45, 0.45, Qt::LeftButton);
  press(0.55, 0.45, Qt::LeftButton);
  press(0.5, 0.55, Qt::LeftButton);
  press(0.5, 0.6, Qt::RightButton);
  EXPECT_TRUE(QTest::qWaitFor([&] { return dialog.isVisible(); }));
  EXPECT_TRUE(at<QComboBox>(dialog, "exportClipBox").currentData().toString().startsWith(QLatin1String("POLYGON")));
  ASSERT_TRUE(QTest::qWaitFor([&] { return start.isEnabled(); }, 20000)) << losses->text().toStdString();
  EXPECT_NE(at<QLabel>(dialog, "exportLossesSum").text(), whole);
  all.click();
  EXPECT_EQ(at<QComboBox>(dialog, "exportFormatBox").currentData().toString(), QStringLiteral("gpkg"))
      << losses->text().toStdString();
  // another tool brings the dialog back, too
  at<QPushButton>(dialog, "exportDrawButton").click();
  EXPECT_FALSE(dialog.isVisible());
  m_window->chooseTool({});
  EXPECT_TRUE(QTest::qWaitFor([&] { return dialog.isVisible(); }));
  dialog.reject();
}

TEST_F(SharingWindowTest, aPackageIsMadeAndAChangeInItIsNamed) {
  m_window->setCurrentLayer(QStringLiteral("districts"));
  auto& dialog = open<PackageDialog>("actionPackage");
  at<QLineEdit>(dialog, "packageFile").setText(path("out.zip"));
  at<QLineEdit>(dialog, "packageReceiver").setText(QStringLiteral("规划局"));
  EXPECT_TRUE(at<QLineEdit>(dialog, "packageCommandEdit").text().contains(QStringLiteral("--layers districts")));
  at<QPushButton>(dialog, "packageMakeButton").click();
  settle();
  ASSERT_TRUE(std::filesystem::exists(path("out.zip").toStdString()))
      << at<QLabel>(dialog, "packageStatus").text().toStdString();
  auto& check = open<PackageCheckDialog>("actionPackageCheck");
  at<QLineEdit>(check, "packageCheckFile").setText(path("out.zip"));
  at<QPushButton>(check, "packageCheckButton").click();
  settle();
  EXPECT_EQ(at<QTreeWidget>(check, "packageCheckList").topLevelItemCount(), 0);
  EXPECT_TRUE(at<QLabel>(check, "packageCheckStatus").text().contains(QStringLiteral("规划局")));
  std::ofstream(path("bad.zip").toStdString()) << "no archive";
  at<QLineEdit>(check, "packageCheckFile").setText(path("bad.zip"));
  at<QPushButton>(check, "packageCheckButton").click();
  settle();
  EXPECT_TRUE(at<QLabel>(check, "packageCheckStatus").text().startsWith(QStringLiteral("⚠")));
}

TEST_F(SharingWindowTest, ColumnsBecomeFieldsOfAStandardAndAreRemembered) {
  const auto write = [&](const char* name, const char* values) {
    std::ofstream(path(name).toStdString()) << "编号甲,面积,备用,x,y\n" << values;
  };
  write("march.csv", "321002001001GB00001,12.5,a,445100,3585100\n321002001001GB00002,about 20,b,445200,3585100\n");
  write("april.csv", "321002001001GB00003,30,c,445100,3585100\n");
  const auto look = [&](const char* name) -> ImportDialog& {
    auto& dialog = open<ImportDialog>("actionImport");
    at<QLineEdit>(dialog, "importFilesEdit").setText(path(name));
    Q_EMIT at<QLineEdit>(dialog, "importFilesEdit").editingFinished();
    settle();
    return dialog;
  };
  {
    auto& dialog = look("march.csv");
    auto& standard = at<QComboBox>(dialog, "importStandardBox");
    EXPECT_EQ(standard.currentIndex(), 0) << "nothing is mapped unasked";
    const auto choose = [&](QComboBox& box, const QString& word) {
      box.setCurrentIndex(box.findData(word));
      Q_EMIT box.activated(box.currentIndex());
      settle();
    };
    choose(standard, QStringLiteral("parcel"));
    auto& table = at<QTableWidget>(dialog, "importFieldsTable");
    ASSERT_EQ(table.rowCount(), 5);
    const auto rowOf = [&](const QString& column) {
      for (int row = 0; row < table.rowCount(); ++row)
        if (table.item(row, 0)->text() == column) return row;
      return -1;
    };
    const auto boxOf = [&](const QString& column) -> QComboBox& {
      return *qobject_cast<QComboBox*>(table.cellWidget(rowOf(column), 1));
    };
    EXPECT_EQ(boxOf(QStringLiteral("面积")).currentData().toString(), QStringLiteral("ZDMJ"));
    EXPECT_TRUE(table.item(rowOf(QStringLiteral("面积")), 2)->text().contains(QLatin1String("1 do not fit")))
        << table.item(rowOf(QStringLiteral("面积")), 2)->text().toStdString();
    choose(boxOf(QStringLiteral("编号甲")), QStringLiteral("ZDDM"));
    choose(boxOf(QStringLiteral("备用")), QStringLiteral("-"));
    at<QComboBox>(dialog, "importSourceCrsBox").setCurrentIndex(1);
    at<QPushButton>(dialog, "importStartButton").click();
    settle();
  }
  const auto isThere = [&](const char* layer) {
    return runUntil([&] { return m_window->session().layer(QLatin1String(layer)) != nullptr; }, 30000);
  };
  ASSERT_TRUE(isThere("march"));
  {
    const auto city = store::CityDatabase::open(this->city().toStdString());
    EXPECT_EQ(city.connection().textValue("SELECT group_concat(ZDDM) FROM march"),
              "321002001001GB00001,321002001001GB00002");
    EXPECT_EQ(city.connection().textValue("SELECT count(*) FROM march WHERE ZDMJ IS NULL"), "1");
    EXPECT_EQ(city.connection().textValue("SELECT count(*) FROM pragma_table_info('march') WHERE name = '备用'"), "0");
  }
  // the next file of the source comes with the same choice
  auto& dialog = look("april.csv");
  EXPECT_EQ(at<QComboBox>(dialog, "importStandardBox").currentData().toString(), QStringLiteral("parcel"));
  EXPECT_TRUE(at<QLabel>(dialog, "importFieldsNote").text().contains(QLatin1String("last file of this source")))
      << at<QLabel>(dialog, "importFieldsNote").text().toStdString();
  at<QComboBox>(dialog, "importSourceCrsBox").setCurrentIndex(1);
  at<QPushButton>(dialog, "importStartButton").click();
  ASSERT_TRUE(isThere("april"));
  const auto city = store::CityDatabase::open(this->city().toStdString());
  EXPECT_EQ(city.connection().textValue("SELECT ZDDM || ZDMJ FROM april"), "321002001001GB0000330.0");
}

}  // namespace
}  // namespace gis::ui
