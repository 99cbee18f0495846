// The whole window, and the dialogs that its actions open.
#pragma once

#include <QAction>

#include "tests/ui/city_fixture.h"

namespace gis::ui {

class DialogFixture : public WindowFixture {
 protected:
  /// Triggers an action and hands back the dialog that it opens.
  template <class Dialog>
  Dialog& open(const char* action) {
    m_window->commands().action(QLatin1String(action))->trigger();
    auto* dialog = m_window->findChild<Dialog*>();
    EXPECT_NE(dialog, nullptr) << action;
    settle();
    return *dialog;
  }
  /// The part of this name.
  template <class Widget>
  static Widget& at(QWidget& place, const char* name) {
    auto* found = place.findChild<Widget*>(QLatin1String(name));
    EXPECT_NE(found, nullptr) << name;
    return *found;
  }
};

}  // namespace gis::ui
