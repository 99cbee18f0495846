// Every text field of the window takes an input method, and no shortcut of the map steals a key from it.
#include <qtestkeyboard.h>
#include <QApplication>
#include <QDialog>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QPlainTextEdit>

#include "app/desktop/screenshot.h"
#include "tests/ui/city_fixture.h"
#include "ui/dialogs/filter_dialog.h"
#include "ui/panels/composition_guard.h"
#include "ui/panels/incident_form.h"

namespace gis::ui {
namespace {

class CompositionTest : public WindowFixture {
 protected:
  static QString textOf(const QWidget* field) {
    if (const auto* line = qobject_cast<const QLineEdit*>(field)) return line->text();
    if (const auto* page = qobject_cast<const QPlainTextEdit*>(field)) return page->toPlainText();
    return {};
  }

  static void clear(QWidget* field) {
    if (auto* line = qobject_cast<QLineEdit*>(field)) line->clear();
    if (auto* page = qobject_cast<QPlainTextEdit*>(field)) page->clear();
  }

  /// Composes 井盖 in the field while keys that are shortcuts of the map are pressed.
  void compose(QWidget* field) {
    SCOPED_TRACE(field->objectName().toStdString());
    clear(field);
    m_window->chooseTool({});  // gives the map the focus, so the field takes it after that
    field->window()->activateWindow();
    field->setFocus();
    ASSERT_TRUE(runUntil([&] { return field->hasFocus(); }, 3000));
    const QAction* tool = m_window->commands().action(QStringLiteral("actionPan"));
    const MapView view = m_window->canvas().view();
    QInputMethodEvent composing(QStringLiteral("jing gai"), {});
    QCoreApplication::sendEvent(field, &composing);
    for (const auto key : {Qt::Key_N, Qt::Key_P, Qt::Key_Plus, Qt::Key_Backspace, Qt::Key_Delete, Qt::Key_F3})
      QTest::keyClick(field->window()->windowHandle(), key);
    for (const auto key : {Qt::Key_A, Qt::Key_J, Qt::Key_F, Qt::Key_Z})
      QTest::keyClick(field->window()->windowHandle(), key, Qt::ControlModifier);
    EXPECT_TRUE(tool->isChecked()) << "a letter chose a tool of the map";
    // the panel of a list that has nothing to show any more may leave width to the map: only place and scale count
    EXPECT_EQ(m_window->canvas().view().centre, view.centre);
    EXPECT_EQ(m_window->canvas().view().unitsPerPixel, view.unitsPerPixel);
    EXPECT_TRUE(m_window->selection().isEmpty());
    EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
    clear(field);
    QInputMethodEvent chosen;
    chosen.setCommitString(QStringLiteral("井盖"));
    QCoreApplication::sendEvent(field, &chosen);
    EXPECT_EQ(textOf(field), QStringLiteral("井盖"));
    clear(field);
    while (QWidget* popup = QApplication::activePopupWidget()) popup->close();
    settle();
  }

  const CompositionGuard m_guard{qApp};
};

TEST_F(CompositionTest, EveryFieldOfTheWindow) {
  m_window->showPanel(QStringLiteral("dockIncident"));
  m_window->findChild<IncidentForm*>()->placeAt(m_window->canvas().visibleExtent().centre());
  settle();
  QStringList seen;
  for (const char* panel : {"dockIncident", "dockIncidents", "dockTable", "dockParcel", "dockAsk", "dockSql"}) {
    m_window->showPanel(QLatin1String(panel));
    QCoreApplication::processEvents();
    QList<QWidget*> fields;
    for (QLineEdit* edit : m_window->findChildren<QLineEdit*>()) fields << edit;
    for (QPlainTextEdit* edit : m_window->findChildren<QPlainTextEdit*>()) fields << edit;
    for (QWidget* field : fields) {
      const bool numbers =
          field->objectName() == QLatin1String("qt_spinbox_lineedit") ||
          (field->parentWidget() != nullptr && field->parentWidget()->objectName() == QLatin1String("statusScale"));
      if (!field->isVisible() || !field->isEnabled() || numbers || seen.contains(field->objectName())) continue;
      seen << field->objectName();
      compose(field);
    }
  }
  for (const char* name : {"incidentCategory", "incidentDescription", "incidentReporter", "incidentAddress",
                           "incidentTextFilter", "tableFilterEdit", "findBox", "parcelCode", "askPlainEdit", "sqlEdit"})
    EXPECT_TRUE(seen.contains(QLatin1String(name))) << name;
}

TEST_F(CompositionTest, TheConditionOfAFilter) {
  FilterDialog dialog(m_window->session(), QStringLiteral("parcels"), {}, m_window.get());
  dialog.show();
  auto* field = dialog.findChild<QPlainTextEdit*>(QStringLiteral("filterText"));
  ASSERT_NE(field, nullptr);
  field->setFocus();
  QInputMethodEvent composing(QStringLiteral("jing"), {});
  QCoreApplication::sendEvent(field, &composing);
  QTest::keyClick(dialog.windowHandle(), Qt::Key_Return);
  EXPECT_TRUE(dialog.isVisible()) << "Return chooses a word; it is no OK";
  QInputMethodEvent chosen;
  chosen.setCommitString(QStringLiteral("井盖"));
  QCoreApplication::sendEvent(field, &chosen);
  EXPECT_TRUE(field->toPlainText().contains(QStringLiteral("井盖")));
}

}  // namespace
}  // namespace gis::ui
