#include "app/desktop/loop_meter.h"

#include <QAbstractEventDispatcher>
#include <algorithm>

namespace gis::ui {

LoopMeter::LoopMeter(QObject* parent) : QObject(parent) {
  QAbstractEventDispatcher* dispatcher = QAbstractEventDispatcher::instance();
  connect(dispatcher, &QAbstractEventDispatcher::awake, this, [this] {
    // Events follow one another without a sleep while there are many: each turn counts for itself.
    if (m_awake) m_longest = std::max(m_longest, static_cast<double>(m_timer.nsecsElapsed()) / 1e6);
    m_timer.start();
    m_awake = true;
  });
  connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [this] {
    if (m_awake) m_longest = std::max(m_longest, static_cast<double>(m_timer.nsecsElapsed()) / 1e6);
    m_awake = false;
  });
}

double LoopMeter::takeLongest() {
  return std::exchange(m_longest, 0.0);
}

}  // namespace gis::ui
