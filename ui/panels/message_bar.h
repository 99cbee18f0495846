// A sentence above the map that goes away by itself.
#pragma once

#include <QFrame>
#include <QTimer>

#include "ui/jobs/message_log.h"

class QLabel;
class QToolButton;

namespace gis::ui {

/// Shows the newest message of a log: notes for 6 s, warnings and errors until they are closed.
class MessageBar : public QFrame {
  Q_OBJECT
 public:
  explicit MessageBar(QWidget* parent);
  void show(MessageKind kind, const QString& text);

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void place();
  void retranslate();
  QLabel* m_icon;
  QLabel* m_text;
  QToolButton* m_close;
  QTimer m_timer;
};

}  // namespace gis::ui
