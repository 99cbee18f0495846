#include "ui/panels/drawing_aside.h"

#include <QDialog>
#include <memory>

#include "ui/panels/main_window.h"
#include "ui/tools/select_tool.h"

namespace gis::ui {

std::function<void()> drawingAside(MainWindow& window, QDialog* dialog, SelectTool* tool) {
  const auto drawing = std::make_shared<bool>(false);
  QObject::connect(&window.canvas(), &MapCanvas::toolChanged, dialog, [dialog, tool, drawing](const Tool* now) {
    if (!*drawing || now == tool) return;
    *drawing = false;
    // not from within the press on the map that ended it: the first click on the dialog would be the map's
    QMetaObject::invokeMethod(
        dialog,
        [dialog] {
          dialog->show();
          dialog->activateWindow();
        },
        Qt::QueuedConnection);
  });
  return [&window, dialog, tool, drawing] {
    window.canvas().setTool(tool);
    *drawing = true;
    dialog->hide();
    window.canvas().setFocus();
    window.activateWindow();
    window.canvas().showHint(MainWindow::tr("Click the corners of the area; a right click ends it"));
  };
}

}  // namespace gis::ui
