#include "app/desktop/screenshot.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPainter>
#include <QTextStream>
#include <QTimer>
#include <algorithm>

#include "ui/panels/main_window.h"

namespace gis::ui {

namespace {
constexpr int kCompleteWithinMs = 180000;
constexpr int kLookEveryMs = 5;
constexpr int kOverAllDialogs = 100;
}  // namespace

bool runUntil(const std::function<bool()>& done, int timeoutMs) {
  QElapsedTimer waited;
  waited.start();
  QEventLoop loop;
  QTimer look;
  // asked once: what was reached may pass again while the loop ends
  bool reached = done();
  QObject::connect(&look, &QTimer::timeout, &loop, [&] {
    reached = done();
    if (reached || waited.hasExpired(timeoutMs)) loop.quit();
  });
  look.start(kLookEveryMs);
  if (!reached) loop.exec();
  return reached;
}

bool saveWindow(MainWindow& window, const QString& file) {
  QPixmap picture = window.grab();
  QPainter painter(&picture);
  // Dialogs and menus are windows of their own: they are put where they lie on the screen.
  QWidgetList others = QApplication::topLevelWidgets();
  const auto depth = [](const QWidget* widget) {
    // a list that pops up may belong to nobody, and lies over everything
    int count = widget->windowType() == Qt::Popup ? kOverAllDialogs : 0;
    for (; widget != nullptr; widget = widget->parentWidget()) ++count;
    return count;
  };
  // A dialog covers the dialog that opened it.
  std::stable_sort(others.begin(), others.end(),
                   [&](const QWidget* a, const QWidget* b) { return depth(a) < depth(b); });
  for (QWidget* other : others) {
    if (other == &window || !other->isVisible() || other->windowType() == Qt::ToolTip) continue;
    painter.drawPixmap(other->mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0)), other->grab());
  }
  painter.end();
  return picture.save(file, "PNG");
}

int takeScreenshot(MainWindow& window, const QString& file, bool withCity) {
  QString failed;
  QObject::connect(&window.session(), &CitySession::openFailed, &window,
                   [&failed](const QString&, const QString& sentence) { failed = sentence; });
  const auto complete = [&] {
    return !failed.isEmpty() || ((!withCity || window.session().isOpen()) && window.isIdle());
  };
  const bool inTime = runUntil(complete, kCompleteWithinMs);
  if (!failed.isEmpty() || !inTime) {
    QTextStream(stderr) << "citydesk: "
                        << (failed.isEmpty() ? QStringLiteral("the map did not become complete") : failed) << '\n';
    return 1;
  }
  // Notes about opening belong to the picture; a flash or a tool tip does not.
  if (saveWindow(window, file)) return 0;
  QTextStream(stderr) << "citydesk: cannot write " << file << '\n';
  return 1;
}

}  // namespace gis::ui
