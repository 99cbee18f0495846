#include "app/desktop/loop_meter.h"

#include <QMetaObject>
#include <algorithm>
#include <utility>

#include "gis_core/base/platform/thread_time.h"

namespace gis::ui {

namespace {
/// Computing time of the calling thread.
double cpuMs() {
  return std::chrono::duration<double, std::milli>(platform::threadCpuTime()).count();
}
}  // namespace

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
  const double cpu = cpuMs();
  if (m_cpuBefore >= 0 && m_cpuGeneration == m_generation) m_longestCpu = std::max(m_longestCpu, cpu - m_cpuBefore);
  m_cpuBefore = cpu;
  m_cpuGeneration = m_generation;
  m_waiting = false;
}

double LoopMeter::takeLongestCpu() {
  return std::exchange(m_longestCpu, 0.0);
}

double LoopMeter::takeLongest() {
  return std::exchange(m_longest, 0.0);
}

}  // namespace gis::ui
