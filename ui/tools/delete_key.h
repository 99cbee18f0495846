// The key that takes back what was clicked last.
#pragma once

#include <QKeyEvent>

namespace gis::ui {

/// Delete alone. While something is drawn it means the last place, not the selected features: a tool claims it then.
[[nodiscard]] inline bool isPlainDelete(const QKeyEvent& event) {
  return event.key() == Qt::Key_Delete && (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
}

}  // namespace gis::ui
