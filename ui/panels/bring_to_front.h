// A window of which there is one at a time.
#pragma once

#include <QWidget>

namespace gis::ui {

/// Shows it over the others; false when there is none yet.
inline bool bringToFront(QWidget* open) {
  if (open == nullptr) return false;
  open->show();
  open->raise();
  open->activateWindow();
  return true;
}

}  // namespace gis::ui
