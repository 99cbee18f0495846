#include "ui/panels/composition_guard.h"

#include <QAbstractItemView>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QWidget>

namespace gis::ui {

namespace {
/// Does this widget take text from the keyboard or an input method?
bool takesText(QObject* object) {
  auto* widget = qobject_cast<QWidget*>(object);
  // A list is no text field, though it may be edited: its editor is a widget of its own.
  if (qobject_cast<QAbstractItemView*>(object) != nullptr) return false;
  return widget != nullptr && widget->testAttribute(Qt::WA_InputMethodEnabled) && widget->isEnabled() &&
         !widget->inputMethodQuery(Qt::ImReadOnly).toBool() && widget->inputMethodQuery(Qt::ImEnabled).toBool();
}

bool isFunctionKey(int key) {
  return key >= Qt::Key_F1 && key <= Qt::Key_F35;
}
}  // namespace

CompositionGuard::CompositionGuard(QObject* application) : QObject(application) {
  application->installEventFilter(this);
}

bool CompositionGuard::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::InputMethod:
      m_field = watched;
      m_composing = !static_cast<QInputMethodEvent*>(event)->preeditString().isEmpty();
      break;
    case QEvent::FocusOut:
      if (watched == m_field) m_composing = false;
      break;
    case QEvent::ShortcutOverride: {
      auto* key = static_cast<QKeyEvent*>(event);
      const bool plain = !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) &&
                         !isFunctionKey(key->key()) && key->key() != Qt::Key_Escape;
      if ((m_composing && watched == m_field) || (plain && takesText(watched))) {
        event->accept();  // a key press for the field, no shortcut
        return true;
      }
      break;
    }
    default: break;
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace gis::ui
