// How long the event loop was busy between two turns.
#pragma once

#include <QElapsedTimer>
#include <QObject>

namespace gis::ui {

/// Listens to the event dispatcher of the GUI thread. GUI thread.
class LoopMeter : public QObject {
  Q_OBJECT
 public:
  explicit LoopMeter(QObject* parent = nullptr);
  /// The longest block since the last call, in milliseconds.
  double takeLongest();

 private:
  QElapsedTimer m_timer;
  bool m_awake = false;
  double m_longest = 0;
};

}  // namespace gis::ui
