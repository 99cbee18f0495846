#include "gis_core/base/worker_pool.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "gis_core/base/platform/thread_place.h"
#include "gis_core/base/platform/thread_priority.h"

namespace gis {
namespace {
std::atomic<unsigned> g_threads{0};

/// A thread that is lent for one piece of work after the other: making one anew takes some 0.1 ms, as long as small
/// pieces last. It looks out for the next piece a moment before it sleeps.
class Helper {
 public:
  Helper() {
    std::thread thread([this] { serve(); });
    m_thread = thread.native_handle();  // it never ends
    thread.detach();
  }
  /// That of whoever made it.
  [[nodiscard]] int priority() const { return m_priority; }
  /// `work` stays where it is until finish().
  void start(const std::function<void(unsigned)>& work, unsigned worker) {
    m_work = &work;
    m_worker = worker;
    platform::keepOffMyCore(m_thread, m_place);
    become(kWorking);
  }
  void finish() { waitFor(kIdle); }

 private:
  static constexpr int kIdle = 0, kWorking = 1;
  static constexpr std::chrono::microseconds kLookout{200};

  [[noreturn]] void serve() {
    for (;;) {
      waitFor(kWorking);
      (*m_work)(m_worker);
      become(kIdle);
    }
  }
  void become(int state) {
    m_state.store(state);
    m_state.notify_one();
  }
  void waitFor(int wanted) const {
    const auto end = std::chrono::steady_clock::now() + kLookout;
    while (m_state.load() != wanted && std::chrono::steady_clock::now() < end) {
    }
    for (int now = m_state.load(); now != wanted; now = m_state.load()) m_state.wait(now);
  }

  std::thread::native_handle_type m_thread{};
  int m_priority = platform::threadPriority();
  platform::ThreadPlace m_place;
  const std::function<void(unsigned)>* m_work = nullptr;
  unsigned m_worker = 0;
  std::atomic<int> m_state{kIdle};
};

/// The helpers that nobody has at the moment. They live as long as the process.
class Helpers {
 public:
  /// As many as asked for, or as the system gives.
  std::vector<Helper*> take(unsigned count) {
    std::vector<Helper*> taken;
    const int priority = platform::threadPriority();  // a helper goes first, or lets others go first, as its caller
    const std::lock_guard lock(m_mutex);
    for (std::size_t k = m_free.size(); k-- > 0 && taken.size() < count;) {
      if (m_free[k]->priority() != priority) continue;
      taken.push_back(m_free[k]);
      m_free.erase(m_free.begin() + std::ptrdiff_t(k));
    }
    try {
      while (taken.size() < count) taken.push_back(std::make_unique<Helper>().release());
    } catch (const std::system_error&) {
      // no more threads to be had: those that are there do the work
    }
    return taken;
  }
  void giveBack(const std::vector<Helper*>& taken) {
    const std::lock_guard lock(m_mutex);
    m_free.insert(m_free.end(), taken.begin(), taken.end());
  }

 private:
  std::mutex m_mutex;
  std::vector<Helper*> m_free;
};

Helpers& helpers() {
  static auto* const all = new Helpers;  // threads may still be at work when the process ends
  return *all;
}
}  // namespace

unsigned threadCount() {
  const unsigned asked = g_threads.load();
  return asked != 0 ? asked : std::max(1U, std::thread::hardware_concurrency());
}

void setThreadCount(unsigned count) {
  g_threads = count;
}

void parallelFor(std::size_t count, const CancelToken& token, const std::function<void(std::size_t, unsigned)>& work) {
  const auto workers = static_cast<unsigned>(std::min<std::size_t>(threadCount(), count));
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  const std::function<void(unsigned)> run = [&](unsigned worker) {
    try {
      for (std::size_t i = next++; i < count; i = next++) {
        token.check();
        work(i, worker);
      }
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
      next = count;
    }
  };
  const std::vector<Helper*> others = workers > 1 ? helpers().take(workers - 1) : std::vector<Helper*>();
  for (unsigned k = 0; k < others.size(); ++k) others[k]->start(run, k + 1);
  run(0);
  for (Helper* const other : others) other->finish();
  if (!others.empty()) helpers().giveBack(others);
  if (failure) std::rethrow_exception(failure);
}

}  // namespace gis
