// Names of what can be clicked and filled in: stable, unique, documented, and spoken by screen readers.
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSlider>
#include <QTabWidget>
#include <QTextEdit>
#include <set>

#include "tests/ui/city_fixture.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/add_column_dialog.h"
#include "ui/dialogs/aggregate_dialog.h"
#include "ui/dialogs/analyze_dialog.h"
#include "ui/dialogs/base_map_dialog.h"
#include "ui/dialogs/batch_step_dialog.h"
#include "ui/dialogs/buffer_dialog.h"
#include "ui/dialogs/bulletin_dialog.h"
#include "ui/dialogs/calculate_dialog.h"
#include "ui/dialogs/calendar_dialog.h"
#include "ui/dialogs/case_sheet_dialog.h"
#include "ui/dialogs/column_statistics_dialog.h"
#include "ui/dialogs/columns_dialog.h"
#include "ui/dialogs/desk_settings_dialog.h"
#include "ui/dialogs/dissolve_dialog.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/filter_dialog.h"
#include "ui/dialogs/find_replace_dialog.h"
#include "ui/dialogs/guide_window.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/join_by_code_dialog.h"
#include "ui/dialogs/land_check_dialog.h"
#include "ui/dialogs/layer_properties_dialog.h"
#include "ui/dialogs/new_city_dialog.h"
#include "ui/dialogs/operators_dialog.h"
#include "ui/dialogs/overlay_dialog.h"
#include "ui/dialogs/paste_rows_dialog.h"
#include "ui/dialogs/place_queue_dialog.h"
#include "ui/dialogs/preferences_dialog.h"
#include "ui/dialogs/print_map_dialog.h"
#include "ui/dialogs/select_by_location_dialog.h"
#include "ui/dialogs/select_by_value_dialog.h"

namespace gis::ui {
namespace {

class ObjectsTest : public WindowFixture {
 protected:
  /// Widgets of the window that Qt makes for its own purposes have names that begin so.
  static bool isQtsOwn(const QWidget& widget) {
    const QString name = widget.objectName();
    if (name.startsWith(QLatin1String("qt_"))) return true;
    for (const QWidget* up = widget.parentWidget(); up != nullptr; up = up->parentWidget()) {
      if (qobject_cast<const QComboBox*>(up) != nullptr || qobject_cast<const QAbstractItemView*>(up) != nullptr ||
          qobject_cast<const QAbstractSpinBox*>(up) != nullptr || up->inherits("QCalendarWidget") ||
          up->inherits("QTabBar"))
        return true;
      if (up->inherits("QLineEdit") || up->inherits("QToolBar"))
        return widget.inherits("QToolButton") && name.isEmpty();
    }
    return widget.inherits("QTabBar") || widget.inherits("QMenuBar") || widget.inherits("QDockWidgetTitleButton") ||
           widget.inherits("QToolBarExtension") || widget.inherits("QScrollBar");
  }
  static bool isField(const QWidget& widget) {
    return qobject_cast<const QAbstractButton*>(&widget) || qobject_cast<const QLineEdit*>(&widget) ||
           qobject_cast<const QComboBox*>(&widget) || qobject_cast<const QAbstractItemView*>(&widget) ||
           qobject_cast<const QAbstractSpinBox*>(&widget) || qobject_cast<const QTextEdit*>(&widget) ||
           qobject_cast<const QPlainTextEdit*>(&widget) || qobject_cast<const QSlider*>(&widget) ||
           qobject_cast<const QTabWidget*>(&widget);
  }
  /// Names in backquotes in the first column of the page's tables.
  static std::set<QString> documented() {
    QFile page(QStringLiteral(CITYDESK_OBJECTS_PAGE));
    std::set<QString> names;
    if (!page.open(QIODevice::ReadOnly)) return names;
    static const QRegularExpression row(QStringLiteral("^\\| `([^`]+)` \\|"), QRegularExpression::MultilineOption);
    auto match = row.globalMatch(QString::fromUtf8(page.readAll()));
    while (match.hasNext()) names.insert(match.next().captured(1));
    return names;
  }
  void check(const QWidget& place) {
    std::map<QString, int> count;
    for (const QWidget* widget : place.findChildren<QWidget*>()) {
      if (!isField(*widget) || isQtsOwn(*widget)) continue;
      const QString name = widget->objectName();
      EXPECT_FALSE(name.isEmpty()) << widget->metaObject()->className() << " in "
                                   << widget->parentWidget()->objectName().toStdString() << " has no name";
      if (name.isEmpty()) continue;
      EXPECT_EQ(++count[name], 1) << name.toStdString() << " is there twice";
      EXPECT_FALSE(widget->accessibleName().isEmpty()) << name.toStdString() << " has no accessible name";
      found[name] = widget->accessibleName();
    }
  }
  void compareWithPage() {
    const std::set<QString> page = documented();
    QString missing;
    for (const auto& [name, what] : found)
      if (!page.count(name)) missing += QStringLiteral("| `%1` | %2 |\n").arg(name, what);
    EXPECT_TRUE(missing.isEmpty()) << "put these lines into resources/docs/objects.md:\n" << missing.toStdString();
  }
  std::map<QString, QString> found;  ///< name → what it is
};

TEST_F(ObjectsTest, EveryFieldOfTheWindowIsNamedAndListed) {
  check(*m_window);
  for (const QDockWidget* dock : m_window->findChildren<QDockWidget*>())
    found[dock->objectName()] = dock->windowTitle();
  for (const QAction* action : m_window->findChildren<QAction*>()) {
    const QString name = action->objectName();
    if (!name.isEmpty() && !name.startsWith(QLatin1Char('_')) && !name.startsWith(QLatin1String("qt_")))
      found[name] = action->iconText();
  }
  compareWithPage();
}

TEST_F(ObjectsTest, EveryFieldOfOurDialogsIsNamedAndListed) {
  const NewCityDialog newCity(m_folder.path());
  const PreferencesDialog preferences(*m_settings);
  const AboutDialog about;
  const KeysDialog keys(m_window->commands());
  const FilterDialog filter(m_window->session(), QStringLiteral("parcels"), {});
  const LayerPropertiesDialog properties(m_window->session(), QStringLiteral("parcels"));
  const BaseMapDialog baseMap(*m_settings, {});
  const GuideWindow guide(m_window->session());
  const auto scene = m_window->document().scene();
  const PrintMapDialog print(m_window->session(), scene, m_window->canvas().view(), nullptr);
  const CaseSheetDialog sheets(m_window->session(), scene, {QStringLiteral("1")}, {}, nullptr);
  Operators people(*m_settings);
  people.setAll({{QStringLiteral("王芳"), QStringLiteral("acceptor"), {}}});
  const OperatorsDialog operators(people);
  const CalendarDialog calendar(m_window->session());
  const DeskSettingsDialog desk(m_window->session());
  const PlaceQueueDialog queue(m_window->session(), nullptr);
  const BulletinDialog bulletin(m_window->session(), m_folder.path(), {}, nullptr);
  const BatchStepDialog batch(m_window->session(), {QStringLiteral("1")}, {});
  for (const QDialog* dialog :
       {static_cast<const QDialog*>(&baseMap), static_cast<const QDialog*>(&guide), static_cast<const QDialog*>(&print),
        static_cast<const QDialog*>(&sheets), static_cast<const QDialog*>(&operators),
        static_cast<const QDialog*>(&calendar), static_cast<const QDialog*>(&desk), static_cast<const QDialog*>(&batch),
        static_cast<const QDialog*>(&bulletin), static_cast<const QDialog*>(&queue)}) {
    EXPECT_FALSE(dialog->objectName().isEmpty());
    found[dialog->objectName()] = dialog->windowTitle();
    check(*dialog);
  }
  for (const QDialog* dialog : {static_cast<const QDialog*>(&newCity), static_cast<const QDialog*>(&preferences),
                                static_cast<const QDialog*>(&about), static_cast<const QDialog*>(&keys),
                                static_cast<const QDialog*>(&filter), static_cast<const QDialog*>(&properties)}) {
    EXPECT_FALSE(dialog->objectName().isEmpty());
    found[dialog->objectName()] = dialog->windowTitle();
    check(*dialog);
  }
  compareWithPage();
}

TEST_F(ObjectsTest, EveryFieldOfTheDialogsOfALayerIsNamedAndListed) {
  CitySession& session = m_window->session();
  const QString name = QStringLiteral("parcels");
  const store::LayerInfo layer = *session.layer(name);
  const geom::Envelope visible = m_window->canvas().visibleExtent();
  AddColumnDialog::open(session, layer, m_window.get());
  ColumnStatisticsDialog::open(session, layer, 0, {}, m_window.get());
  FindReplaceDialog::open(session, layer, {}, m_window.get());
  (new ImportDialog(session, {}, m_window.get()))->show();
  (new ExportDialog(session, {name, {{toUtf8(name), {1, 2}}}, visible}, m_folder.path(), m_window.get()))->show();
  (new JoinByCodeDialog(session, name, m_window.get()))->show();
  (new BufferDialog(session, name, m_window.get()))->show();
  (new AnalyzeDialog(session, name, m_window.get()))->show();
  (new AggregateDialog(session, name, m_window.get()))->show();
  (new OverlayDialog(session, name, m_window.get()))->show();
  (new DissolveDialog(session, name, m_window.get()))->show();
  (new LandCheckDialog(session, m_window->selection(), name, m_window.get()))->show();
  (new SelectByLocationDialog(session, name, visible, m_window.get()))->show();
  (new SelectByValueDialog(session, layer, m_window.get()))->show();
  ColumnsDialog::open(session, name, m_window.get());
  CalculateDialog::open(session, layer, {1}, m_window.get());
  PasteRowsDialog::open(session, layer, QStringLiteral("zddm\n1\n"), m_window.get());
  settle();
  const auto dialogs = m_window->findChildren<QDialog*>();
  EXPECT_EQ(dialogs.size(), 17);
  for (QDialog* dialog : dialogs) {
    SCOPED_TRACE(dialog->objectName().toStdString());
    EXPECT_FALSE(dialog->objectName().isEmpty());
    found[dialog->objectName()] = dialog->windowTitle();
    check(*dialog);
    dialog->close();
  }
  compareWithPage();
}

}  // namespace
}  // namespace gis::ui
