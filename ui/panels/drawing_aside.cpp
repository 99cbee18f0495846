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
    dialog->show();
    dialog->activateWindow();
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
