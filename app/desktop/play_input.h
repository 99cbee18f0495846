// Real mouse and key events for the play driver, and the search for what they shall meet.
#pragma once

#include <QPoint>
#include <QPointer>
#include <QString>
#include <QWidget>

namespace gis::ui {

class MainWindow;

/// Why a step cannot be played, as a sentence.
struct PlayError {
  QString sentence;
};

/// Where an event goes: a place in a widget that is visible, enabled and not covered.
struct PlayTarget {
  QPointer<QWidget> widget;
  QPoint at;  ///< in the widget
};

/// Finds targets and sends events through the window system interface of Qt (not by calling slots).
/// Names: an objectName of a widget; "map:x,y" in the CRS of the city; the objectName of a command (its
/// button in a bar, else its way through the menus); "dockX" (its title or tab); "VIEW/ITEM" = the item of
/// a list, tree or table with that text or name, "VIEW/ITEM#check" its check box, "TABS/TITLE" a tab.
/// GUI thread. Functions throw PlayError.
class PlayInput {
 public:
  explicit PlayInput(MainWindow& window) : m_window(window) {}

  [[nodiscard]] PlayTarget find(const QString& name);
  void click(const QString& name, Qt::MouseButton button, Qt::KeyboardModifiers modifiers);
  void doubleClick(const QString& name, Qt::KeyboardModifiers modifiers);
  void drag(const QString& from, const QString& to, Qt::MouseButton button, Qt::KeyboardModifiers modifiers);
  void move(const QString& name);
  void wheel(const QString& name, double notches, Qt::KeyboardModifiers modifiers);
  void keys(const QString& sequence);
  void type(const QString& text);

 private:
  /// The window that keys go to, made active when none is.
  [[nodiscard]] QWindow* keyWindow() const;
  [[nodiscard]] PlayTarget checked(QWidget* widget, QPoint at, const QString& name) const;
  [[nodiscard]] PlayTarget mapTarget(const QString& name) const;
  [[nodiscard]] PlayTarget itemTarget(QWidget* view, const QString& item, const QString& name) const;
  [[nodiscard]] QWidget* widgetNamed(const QString& name) const;
  void clickAction(QAction* action, const QString& name);
  [[nodiscard]] bool openMenuPath(QAction* action);
  void clickAt(const PlayTarget& target, Qt::MouseButton button, Qt::KeyboardModifiers modifiers);

  MainWindow& m_window;
};

}  // namespace gis::ui
