#include "app/desktop/play_input.h"

#include <qtestkeyboard.h>
#include <qtestmouse.h>
#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QDockWidget>
#include <QInputMethodEvent>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QRadioButton>
#include <QScrollArea>
#include <QStyle>
#include <QStyleOptionButton>
#include <QTabBar>
#include <QTabWidget>
#include <QToolBar>
#include <QTreeView>
#include <QWheelEvent>
#include <QWindow>
#include <functional>

#include "app/desktop/screenshot.h"
#include "ui/models/layer_tree_model.h"
#include "ui/panels/main_window.h"

namespace gis::ui {

namespace {

constexpr int kDragSteps = 8;
constexpr int kTreeIndentCheck = 8;
constexpr int kGraceMs = 1500;  // a person waits a moment too until a button can be pressed

[[noreturn]] void refuse(const QString& sentence) {
  throw PlayError{sentence};
}

QWindow* windowOf(const QWidget* widget) {
  QWindow* window = widget->window()->windowHandle();
  if (window == nullptr) refuse(QStringLiteral("the window of %1 is not shown").arg(widget->objectName()));
  return window;
}

QPoint inWindow(const PlayTarget& target) {
  return target.widget->mapTo(target.widget->window(), target.at);
}

/// The item of a model with this text (or layer name), depth first.
QModelIndex indexOf(const QAbstractItemModel& model, const QString& text, const QModelIndex& parent = {}) {
  for (int row = 0; row < model.rowCount(parent); ++row) {
    for (int column = 0; column < model.columnCount(parent); ++column) {
      const QModelIndex index = model.index(row, column, parent);
      const bool layer = index.data(LayerTreeModel::kindRole).toInt() == int(LayerTreeModel::Kind::layer);
      if (index.data().toString() == text || (layer && index.data(LayerTreeModel::nameRole).toString() == text))
        return index;
    }
    const QModelIndex below = indexOf(model, text, model.index(row, 0, parent));
    if (below.isValid()) return below;
  }
  return {};
}

/// Where a person would press a widget: a check box that is stretched answers on its mark and words only.
QPoint pressPoint(const QWidget* widget) {
  const auto* button = qobject_cast<const QAbstractButton*>(widget);
  const bool check = qobject_cast<const QCheckBox*>(widget) != nullptr;
  if (button == nullptr || (!check && qobject_cast<const QRadioButton*>(widget) == nullptr))
    return widget->rect().center();
  QStyleOptionButton option;
  option.initFrom(widget);
  option.text = button->text();
  return widget->style()
      ->subElementRect(check ? QStyle::SE_CheckBoxIndicator : QStyle::SE_RadioButtonIndicator, &option, widget)
      .center();
}

bool containsAction(const QMenu* menu, const QAction* action) {
  for (const QAction* entry : menu->actions())
    if (entry == action || (entry->menu() != nullptr && containsAction(entry->menu(), action))) return true;
  return false;
}

}  // namespace

QWidget* PlayInput::widgetNamed(const QString& name) const {
  QWidget* hidden = nullptr;
  // What is on top comes first: a popup, a dialog, then the window.
  QWidgetList places;
  if (QWidget* popup = QApplication::activePopupWidget()) places << popup;
  if (QWidget* modal = QApplication::activeModalWidget()) places << modal;
  places << &m_window << QApplication::topLevelWidgets();
  for (QWidget* place : places) {
    QWidgetList all = place->findChildren<QWidget*>(name);
    if (place->objectName() == name) all.prepend(place);
    for (QWidget* widget : all) {
      if (widget->isVisible()) return widget;
      hidden = widget;
    }
  }
  return hidden;
}

PlayTarget PlayInput::checked(QWidget* widget, QPoint at, const QString& name) const {
  if (!widget->isVisible()) refuse(QStringLiteral("%1 is hidden").arg(name));
  const QPointer<QWidget> there(widget);
  if (!runUntil([&] { return !there || there->isEnabled(); }, kGraceMs))
    refuse(QStringLiteral("%1 is disabled").arg(name));
  if (!there) refuse(QStringLiteral("%1 is missing").arg(name));
  for (QWidget* up = widget->parentWidget(); up != nullptr; up = up->parentWidget())
    if (auto* area = qobject_cast<QScrollArea*>(up)) area->ensureWidgetVisible(widget);
  const QWidget* modal = QApplication::activeModalWidget();
  const QWidget* popup = QApplication::activePopupWidget();
  if (popup == nullptr && modal != nullptr && modal != widget->window() && !modal->isAncestorOf(widget))
    refuse(QStringLiteral("%1 is covered by the dialog %2").arg(name, modal->objectName()));
  QWidget* top = QApplication::widgetAt(widget->mapToGlobal(at));
  if (top == nullptr) refuse(QStringLiteral("%1 lies outside the screen").arg(name));
  if (top != widget && !widget->isAncestorOf(top))
    refuse(QStringLiteral("%1 is covered by %2")
               .arg(name, top->objectName().isEmpty() ? QString::fromLatin1(top->metaObject()->className())
                                                      : top->objectName()));
  return {top == widget ? widget : top, top->mapFromGlobal(widget->mapToGlobal(at))};
}

PlayTarget PlayInput::mapTarget(const QString& name) const {
  const QStringList parts = name.mid(4).split(QLatin1Char(','));
  bool okX = false, okY = false;
  const geom::MapPoint place{parts.value(0).trimmed().toDouble(&okX), parts.value(1).trimmed().toDouble(&okY)};
  if (parts.size() != 2 || !okX || !okY) refuse(QStringLiteral("%1 is no place: write map:x,y").arg(name));
  MapCanvas& canvas = m_window.canvas();
  if (!canvas.isVisible()) refuse(QStringLiteral("%1: the map is hidden").arg(name));
  const QPoint at = canvas.view().toView(place).toPoint();
  if (!canvas.rect().contains(at))
    refuse(QStringLiteral("%1 is hidden: it lies outside the view of the map").arg(name));
  return checked(&canvas, at, name);
}

PlayTarget PlayInput::itemTarget(QWidget* widget, const QString& item, const QString& name) const {
  auto* tabs = qobject_cast<QTabBar*>(widget);
  if (auto* pages = qobject_cast<QTabWidget*>(widget)) tabs = pages->tabBar();
  if (tabs != nullptr) {
    for (int i = 0; i < tabs->count(); ++i)
      if (tabs->tabText(i) == item) return checked(tabs, tabs->tabRect(i).center(), name);
    refuse(QStringLiteral("%1 is missing").arg(name));
  }
  auto* view = qobject_cast<QAbstractItemView*>(widget);
  if (view == nullptr) refuse(QStringLiteral("%1 is no list").arg(widget->objectName()));
  const bool check = item.endsWith(QLatin1String("#check"));
  const QModelIndex index = indexOf(*view->model(), check ? item.chopped(6) : item);
  if (!index.isValid()) refuse(QStringLiteral("%1 is missing").arg(name));
  view->scrollTo(index);
  const QRect rect = view->visualRect(index);
  if (!rect.isValid() || rect.isEmpty()) refuse(QStringLiteral("%1 is hidden").arg(name));
  if (!(index.flags() & Qt::ItemIsEnabled)) refuse(QStringLiteral("%1 is disabled").arg(name));
  QPoint at = rect.center();
  at.setX(std::min(rect.left() + 40, rect.center().x()));
  if (check) at.setX(rect.left() + kTreeIndentCheck);
  return checked(view->viewport(), at, name);
}

PlayTarget PlayInput::find(const QString& name) {
  if (name.startsWith(QLatin1String("map:"))) return mapTarget(name);
  const int slash = static_cast<int>(name.indexOf(QLatin1Char('/')));
  if (slash > 0) {
    QWidget* view = widgetNamed(name.left(slash));
    if (view == nullptr) refuse(QStringLiteral("%1 is missing").arg(name.left(slash)));
    return itemTarget(view, name.mid(slash + 1), name);
  }
  QWidget* widget = widgetNamed(name);
  if (widget == nullptr) refuse(QStringLiteral("%1 is missing").arg(name));
  if (auto* dock = qobject_cast<QDockWidget*>(widget)) {
    // A panel behind another is brought forward by its tab.
    for (QTabBar* bar : m_window.findChildren<QTabBar*>())
      for (int i = 0; i < bar->count(); ++i)
        if (bar->isVisible() && bar->tabText(i) == dock->windowTitle())
          return checked(bar, bar->tabRect(i).center(), name);
    return checked(dock, QPoint(dock->width() / 2, 8), name);
  }
  QMenuBar* bar = m_window.menuBar();
  if (auto* menu = qobject_cast<QMenu*>(widget); menu != nullptr && !menu->isVisible())
    if (bar->actions().contains(menu->menuAction()))
      return checked(bar, bar->actionGeometry(menu->menuAction()).center(), name);
  return checked(widget, pressPoint(widget), name);
}

void PlayInput::clickAt(const PlayTarget& target, Qt::MouseButton button, Qt::KeyboardModifiers modifiers) {
  QWindow* window = windowOf(target.widget);
  const QPoint at = inWindow(target);
  // a window manager gives the keys to the window that is clicked; the offscreen platform has none
  if (QWidget* top = target.widget->window(); top->windowType() != Qt::Popup && !top->isActiveWindow()) {
    top->activateWindow();
    QCoreApplication::processEvents();
  }
  QTest::mouseMove(window, at);
  QTest::mousePress(window, button, modifiers, at);
  QTest::mouseRelease(window, button, modifiers, at);
}

void PlayInput::click(const QString& name, Qt::MouseButton button, Qt::KeyboardModifiers modifiers) {
  if (widgetNamed(name) == nullptr) {
    for (QWidget* top : QApplication::topLevelWidgets())
      if (auto* action = top->findChild<QAction*>(name)) {
        clickAction(action, name);
        return;
      }
  }
  clickAt(find(name), button, modifiers);
}

void PlayInput::clickAction(QAction* action, const QString& name) {
  if (!action->isVisible()) refuse(QStringLiteral("%1 is hidden").arg(name));
  if (!runUntil([&] { return action->isEnabled(); }, kGraceMs)) refuse(QStringLiteral("%1 is disabled").arg(name));
  auto* popup = qobject_cast<QMenu*>(QApplication::activePopupWidget());
  if (popup != nullptr && popup->actions().contains(action)) {
    clickAt(checked(popup, popup->actionGeometry(action).center(), name), Qt::LeftButton, {});
    return;
  }
  for (QToolBar* bar : m_window.findChildren<QToolBar*>()) {
    QWidget* button = bar->widgetForAction(action);
    if (button == nullptr || !button->isVisible()) continue;
    if (QApplication::widgetAt(button->mapToGlobal(button->rect().center())) == nullptr) continue;  // off the screen
    clickAt(checked(button, button->rect().center(), name), Qt::LeftButton, {});
    return;
  }
  if (!openMenuPath(action)) refuse(QStringLiteral("%1 is hidden: no button and no menu shows it").arg(name));
}

bool PlayInput::openMenuPath(QAction* action) {
  QMenuBar* bar = m_window.menuBar();
  for (QAction* title : bar->actions()) {
    QMenu* menu = title->menu();
    if (menu == nullptr || !containsAction(menu, action)) continue;
    clickAt(checked(bar, bar->actionGeometry(title).center(), menu->objectName()), Qt::LeftButton, {});
    while (menu != nullptr && menu->isVisible()) {
      QAction* next = nullptr;
      for (QAction* entry : menu->actions())
        if (entry == action || (entry->menu() != nullptr && containsAction(entry->menu(), action))) next = entry;
      if (next == nullptr) return false;
      clickAt(checked(menu, menu->actionGeometry(next).center(), action->objectName()), Qt::LeftButton, {});
      if (next == action) return true;
      menu = next->menu();
      QCoreApplication::processEvents();
    }
    return false;
  }
  return false;
}

void PlayInput::doubleClick(const QString& name, Qt::KeyboardModifiers modifiers) {
  const PlayTarget target = find(name);
  QWindow* window = windowOf(target.widget);
  const QPoint at = inWindow(target);
  QTest::mouseMove(window, at);
  QTest::mouseDClick(window, Qt::LeftButton, modifiers, at);
}

void PlayInput::drag(const QString& from, const QString& to, Qt::MouseButton button, Qt::KeyboardModifiers modifiers) {
  const PlayTarget start = find(from);
  const PlayTarget end = find(to);
  QWindow* window = windowOf(start.widget);
  const QPoint a = inWindow(start);
  const QPoint b = end.widget->window() == start.widget->window()
                       ? inWindow(end)
                       : start.widget->window()->mapFromGlobal(end.widget->mapToGlobal(end.at));
  QTest::mouseMove(window, a);
  QTest::mousePress(window, button, modifiers, a);
  for (int i = 1; i <= kDragSteps; ++i) QTest::mouseMove(window, a + (b - a) * i / kDragSteps, 10);
  QTest::mouseRelease(window, button, modifiers, b);
}

void PlayInput::move(const QString& name) {
  const PlayTarget target = find(name);
  QTest::mouseMove(windowOf(target.widget), inWindow(target));
}

void PlayInput::wheel(const QString& name, double notches, Qt::KeyboardModifiers modifiers) {
  const PlayTarget target = find(name);
  QWindow* window = windowOf(target.widget);
  const QPoint at = inWindow(target);
  QTest::mouseMove(window, at);
  QWheelEvent event(at, window->mapToGlobal(at), QPoint(), QPoint(0, qRound(notches * 120)), Qt::NoButton, modifiers,
                    Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(window, &event);
}

QWindow* PlayInput::keyWindow() const {
  QWindow* window = QGuiApplication::focusWindow();
  if (window != nullptr && window->isVisible()) return window;
  // a window manager gives the focus back when a dialog has closed; the offscreen platform has none
  QWidget* next = QApplication::activeModalWidget();
  if (next == nullptr) next = &m_window;
  next->activateWindow();
  QCoreApplication::processEvents();
  return windowOf(next);
}

void PlayInput::keys(const QString& text) {
  const QKeySequence sequence = QKeySequence::fromString(text, QKeySequence::PortableText);
  if (sequence.isEmpty()) refuse(QStringLiteral("%1 is no key").arg(text));
  for (int i = 0; i < sequence.count(); ++i) {
    QWindow* window = keyWindow();
    const QKeyCombination key = sequence[static_cast<uint>(i)];
    QTest::keyClick(window, key.key(), key.keyboardModifiers());
  }
}

void PlayInput::type(const QString& text) {
  for (const QChar c : text) {
    QWindow* window = keyWindow();
    if (c == QLatin1Char('\n')) {
      QTest::keyClick(window, Qt::Key_Return);
    } else if (c == QLatin1Char('\t')) {
      QTest::keyClick(window, Qt::Key_Tab);
    } else if (c.unicode() < 0x80) {
      QTest::keyClick(window, c.toLatin1());
    } else {
      // Chinese arrives from an input method: first what is being composed, then what is chosen.
      QObject* focus = QGuiApplication::focusObject();
      if (focus == nullptr) refuse(QStringLiteral("no field has the focus for typing"));
      QInputMethodEvent composing(QString(c), {});
      QCoreApplication::sendEvent(focus, &composing);
      QInputMethodEvent chosen;
      chosen.setCommitString(QString(c));
      QCoreApplication::sendEvent(focus, &chosen);
      QCoreApplication::processEvents();
    }
  }
}

}  // namespace gis::ui
