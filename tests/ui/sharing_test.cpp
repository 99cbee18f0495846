// Update from a file and exchange packages in the window.
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>
#include <QTreeWidget>
#include <filesystem>
#include <fstream>

#include "gis_core/io/export.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "tests/ui/city_fixture.h"
#include "ui/canvas/change_picture.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/package_check_dialog.h"
#include "ui/dialogs/package_dialog.h"
#include "ui/dialogs/update_dialog.h"
#include "ui/models/update_model.h"

namespace gis::ui {
namespace {

class SharingWindowTest : public WindowFixture {
 protected:
  template <class Dialog>
  Dialog& open(const char* action) {
    m_window->commands().action(QLatin1String(action))->trigger();
    auto* dialog = m_window->findChild<Dialog*>();
    EXPECT_NE(dialog, nullptr) << action;
    settle();
    return *dialog;
  }
  template <class Widget>
  static Widget& at(QWidget& place, const char* name) {
    auto* found = place.findChild<Widget*>(QLatin1String(name));
    EXPECT_NE(found, nullptr) << name;
    return *found;
  }
};

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
  EXPECT_EQ(at<QTreeWidget>(dialog, "updateCells").topLevelItem(0)->text(1), QStringLiteral("other words"));
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

TEST_F(SharingWindowTest, columnsOfAnExportAreCalledInWords) {
  m_window->setCurrentLayer(QStringLiteral("parcels"));
  auto& dialog = open<ExportDialog>("actionExport");
  auto& fields = at<QListWidget>(dialog, "exportFieldList");
  const QListWidgetItem* code = nullptr;
  for (int i = 0; i < fields.count(); ++i) {
    if (fields.item(i)->data(Qt::UserRole).toString().compare(QLatin1String("zddm"), Qt::CaseInsensitive) == 0)
      code = fields.item(i);
  }
  ASSERT_NE(code, nullptr);
  EXPECT_EQ(code->text(), QStringLiteral("Parcel code"));
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

}  // namespace
}  // namespace gis::ui
