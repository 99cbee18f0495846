// How long the event loop keeps an event waiting.
#pragma once

#include <QObject>
#include <atomic>
#include <chrono>
#include <thread>

namespace gis::ui {

/// A thread sends a ping to the GUI thread every millisecond (one at a time) and measures how long each
/// waits: that is how long a click of the person would wait. GUI thread.
class LoopMeter : public QObject {
  Q_OBJECT
 public:
  explicit LoopMeter(QObject* parent = nullptr);
  ~LoopMeter() override;
  /// The longest wait since the last call, in milliseconds.
  double takeLongest();
  /// The most computing time of the GUI thread between two answers since the last call, in milliseconds: what other
  /// programs take on a busy machine does not count.
  double takeLongestCpu();
  /// What is waiting now does not count (a picture was taken, which is no work of the window).
  void forgetWaiting() { ++m_generation; }

 private:
  using Clock = std::chrono::steady_clock;
  void run();
  void answer(Clock::time_point sent, int generation);

  std::atomic<bool> m_stop{false};
  std::atomic<bool> m_waiting{false};
  std::atomic<int> m_generation{0};
  double m_longest = 0;
  double m_longestCpu = 0;
  double m_cpuBefore = -1;  ///< at the last answer; less than 0: none to compare with
  int m_cpuGeneration = 0;
  std::thread m_thread;
};

}  // namespace gis::ui
