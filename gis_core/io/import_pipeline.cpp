#include "gis_core/io/import_pipeline.h"

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "gis_core/base/bounded_queue.h"
#include "gis_core/base/platform/thread_priority.h"
#include "gis_core/base/worker_pool.h"

namespace gis::io {
namespace {

/// Batches between reader and writer: enough that nobody waits for a hiccup, few enough that memory
/// stays at some tens of MiB.
constexpr std::size_t kWaitingBatches = 4;

struct Numbered {
  std::uint64_t number = 0;
  store::FeatureBatch batch;
};

/// Pieces come from several encoders in any order and leave in the order of their numbers.
class OrderedPieces {
 public:
  explicit OrderedPieces(std::size_t window) : m_window(window) {}

  /// Waits until the piece is near its turn. False when the pipeline was stopped.
  bool put(std::uint64_t number, EncodedPiece&& piece) {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_stopped || number < m_next + m_window; });
    if (m_stopped) return false;
    m_pieces.emplace(number, std::move(piece));
    m_changed.notify_all();
    return true;
  }
  /// Nothing at the end, or when the pipeline was stopped.
  std::optional<EncodedPiece> take() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_stopped || m_pieces.count(m_next) != 0 || (m_total && m_next >= *m_total); });
    if (m_stopped || m_pieces.count(m_next) == 0) return std::nullopt;
    auto node = m_pieces.extract(m_next++);
    node.mapped().isNextReady = m_pieces.count(m_next) != 0;
    m_changed.notify_all();
    return std::move(node.mapped());
  }
  void endAt(std::uint64_t total) {
    const std::lock_guard lock(m_mutex);
    m_total = total;
    m_changed.notify_all();
  }
  void stop() {
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
    m_changed.notify_all();
  }

 private:
  const std::size_t m_window;
  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::map<std::uint64_t, EncodedPiece> m_pieces;
  std::uint64_t m_next = 0;
  std::optional<std::uint64_t> m_total;
  bool m_stopped = false;
};

class Pipeline {
 public:
  Pipeline(SourceReader& reader, std::size_t layer, const EncodePlan& plan)
      : m_reader(reader),
        m_layer(layer),
        m_plan(plan),
        m_read(kWaitingBatches),
        m_encoded(kWaitingBatches + threadCount()) {}
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;
  ~Pipeline() {
    stop();
    for (std::thread& thread : m_threads) {
      if (thread.joinable()) thread.join();
    }
  }

  ReadEnd run(const CancelToken& token, const std::function<void(EncodedPiece&&)>& write) {
    m_threads.emplace_back([this] { guarded([this] { readAll(); }); });
    for (unsigned i = 0; i < threadCount(); ++i) m_threads.emplace_back([this] { guarded([this] { encodeAll(); }); });
    while (std::optional<EncodedPiece> piece = m_encoded.take()) {
      token.check();
      write(std::move(*piece));
    }
    stop();
    for (std::thread& thread : m_threads) thread.join();
    const std::lock_guard lock(m_mutex);
    if (m_failure) std::rethrow_exception(m_failure);
    return m_end;
  }

 private:
  template <typename Work>
  void guarded(Work work) {
    platform::lowerThreadPriority();  // the writer holds the city's lock
    try {
      work();
    } catch (...) {
      const std::lock_guard lock(m_mutex);
      if (!m_failure) m_failure = std::current_exception();
      stop();
    }
  }
  void stop() {
    m_read.close();
    m_encoded.stop();
  }
  void readAll() {
    std::uint64_t number = 0;
    ReadEnd end = m_reader.read(m_layer, [&](store::FeatureBatch&& batch) {
      return m_read.push({number++, std::move(batch)});
    });
    {
      const std::lock_guard lock(m_mutex);
      m_end = std::move(end);
    }
    m_encoded.endAt(number);
    m_read.close();
  }
  void encodeAll() {
    const Encoder encoder(m_plan);
    while (std::optional<Numbered> next = m_read.pop()) {
      if (!m_encoded.put(next->number, encoder.encode(std::move(next->batch)))) return;
    }
  }

  SourceReader& m_reader;
  const std::size_t m_layer;
  const EncodePlan& m_plan;
  BoundedQueue<Numbered> m_read;
  OrderedPieces m_encoded;
  std::vector<std::thread> m_threads;
  std::mutex m_mutex;
  std::exception_ptr m_failure;
  ReadEnd m_end;
};

}  // namespace

ReadEnd runPipeline(SourceReader& reader, std::size_t layer, const EncodePlan& plan, const CancelToken& token,
                    const std::function<void(EncodedPiece&&)>& write) {
  Pipeline pipeline(reader, layer, plan);
  return pipeline.run(token, write);
}

}  // namespace gis::io
