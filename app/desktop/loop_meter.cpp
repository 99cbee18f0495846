#include "app/desktop/loop_meter.h"

#include <QMetaObject>
#include <algorithm>
#include <utility>

namespace gis::ui {

LoopMeter::LoopMeter(QObject* parent) : QObject(parent), m_thread([this] { run(); }) {}

LoopMeter::~LoopMeter() {
  m_stop = true;
  m_thread.join();
}

void LoopMeter::run() {
  while (!m_stop) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (m_waiting.exchange(true)) continue;
    QMetaObject::invokeMethod(
        this, [this, sent = Clock::now(), generation = m_generation.load()] { answer(sent, generation); },
        Qt::QueuedConnection);
  }
}

void LoopMeter::answer(Clock::time_point sent, int generation) {
  const double ms = std::chrono::duration<double, std::milli>(Clock::now() - sent).count();
  if (generation == m_generation) m_longest = std::max(m_longest, ms);
  m_waiting = false;
}

double LoopMeter::takeLongest() {
  return std::exchange(m_longest, 0.0);
}

}  // namespace gis::ui
