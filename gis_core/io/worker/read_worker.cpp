#include "gis_core/io/worker/read_worker.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <string>
#include <thread>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/process.h"
#include "gis_core/base/platform/shared_memory.h"
#include "gis_core/base/platform/thread_priority.h"
#include "gis_core/io/batch_wire.h"
#include "gis_core/io/gdal_part.h"
#include "gis_core/io/worker/gdal_setup.h"
#include "gis_core/io/worker/opened_source.h"
#include "gis_core/io/worker/protocol.h"
#include "gis_core/io/worker/shut_in.h"

namespace gis::io {
namespace {

using platform::Channel;
using protocol::Kind;

/// A batch goes out when it has so many rows or bytes: large enough that the notice costs nothing,
/// small enough that several fit into cache and a cancel is felt at once.
constexpr std::size_t kBatchRows = 4096;
constexpr std::size_t kBatchBytes = std::size_t{3} << 19;

constexpr std::chrono::hours kForever{24 * 365};

/// The parent hung up: nobody is left to talk to.
struct ParentGone {};

class Worker {
 public:
  Worker() : m_channel(protocol::kChannelFd), m_memory(platform::SharedMemory::adopt(protocol::kMemoryFd)) {
    m_free.fill(true);
  }

  int serve() {
    platform::lowerThreadPriority();
    // a child that hangs inside GDAL must not outlive its parent
    std::thread([this] {
      m_channel.waitUntilClosed();
      platform::endProcessAtOnce(3);
    }).detach();
    try {
      worker::GdalComplaints complaints;
      while (true) {
        const Channel::Message message = wait();
        try {
          obey(message, complaints);
        } catch (const Error& error) {
          say(Kind::error, protocol::writeError(error));
        } catch (const std::bad_alloc&) {
          say(Kind::error, protocol::writeError(Error(ErrorCode::damaged, GIS_TR("cannot read the file"),
                                                      GIS_TR("the reader needs more memory than it may take"))));
        }
      }
    } catch (const ParentGone&) {
      return 0;
    }
  }

 private:
  Channel::Message wait() {
    Channel::Message message;
    if (m_channel.receive(message, std::chrono::duration_cast<std::chrono::milliseconds>(kForever)) !=
        Channel::Outcome::message)
      throw ParentGone{};
    return message;
  }

  void say(Kind kind, std::string_view bytes) {
    if (!m_channel.send(static_cast<std::uint8_t>(kind), bytes)) throw ParentGone{};
  }

  protocol::Notes& notes() { return *reinterpret_cast<protocol::Notes*>(m_memory.bytes().data()); }

  void obey(const Channel::Message& message, worker::GdalComplaints& complaints) {
    switch (static_cast<Kind>(message.kind)) {
      case Kind::open: open(protocol::readRequest(message.bytes), complaints); break;
      case Kind::read: {
        protocol::ReadOrder order;
        if (protocol::fromBytes(message.bytes, order)) readLayer(order, complaints);
        break;
      }
      case Kind::free: release(message); break;
      default: break;  // a stop that came after the end
    }
  }

  void open(const SourceRequest& request, worker::GdalComplaints& complaints) {
    worker::shutIn(request);
    m_source = worker::openSource(request, complaints);
    SourceDescription description;
    for (const auto& layer : m_source.layers) description.layers.push_back(layer->info);
    description.warnings = m_source.warnings;
    m_openingWarnings = complaints.warnings();
    say(Kind::described, protocol::writeDescription(description));
  }

  void release(const Channel::Message& message) {
    std::uint32_t slot = 0;
    if (protocol::fromBytes(message.bytes, slot) && slot < m_free.size()) {
      m_free[slot] = true;
      if (slot == protocol::kLargeSlot) m_memory.release(protocol::kLargeOffset);
    }
  }

  /// Waits for what the parent says next: a slot that is free again, or a stop.
  void listen() {
    const Channel::Message message = wait();
    if (static_cast<Kind>(message.kind) == Kind::free) release(message);
    if (static_cast<Kind>(message.kind) == Kind::stop) m_stopAsked = true;
  }

  std::uint32_t freeSlot(bool large) {
    while (true) {
      if (large) {
        if (m_free[protocol::kLargeSlot]) return protocol::kLargeSlot;
      } else {
        const auto found = std::find(m_free.begin(), m_free.begin() + protocol::kSlots, true);
        if (found != m_free.begin() + protocol::kSlots) return static_cast<std::uint32_t>(found - m_free.begin());
      }
      listen();
    }
  }

  void handOver(const store::FeatureBatch& batch) {
    if (batch.rows() == 0) return;
    const std::size_t bytes = wireSize(batch);
    const bool large = bytes > protocol::kSlotBytes;
    const std::uint32_t slot = freeSlot(large);
    const std::size_t offset = large ? protocol::kLargeOffset : protocol::kNotesBytes + slot * protocol::kSlotBytes;
    if (large) m_memory.grow(protocol::kLargeOffset + bytes);
    writeBatch(batch, m_memory.bytes().subspan(offset, bytes));
    m_free[slot] = false;
    say(Kind::batch, protocol::bytesOf(protocol::BatchNotice{slot, 0, bytes}));
  }

  void readLayer(const protocol::ReadOrder& order, worker::GdalComplaints& complaints) {
    if (order.layer >= m_source.layers.size())
      throw Error(ErrorCode::internal, GIS_TR("the reading program was asked for a layer that is not there"));
    worker::LayerSource& layer = *m_source.layers[order.layer];
    complaints.clear();
    m_stopAsked = false;
    notes().features = 0;
    notes().fid = -1;
    layer.rewind();
    if (!layer.narrow(order.range)) throw Error(ErrorCode::unsupported, GIS_TR("this format cannot be read in part"));
    ReadEnd end;
    store::FeatureBatch batch = worker::emptyBatch(layer.info.fields);
    auto lastSign = std::chrono::steady_clock::now();
    while (!m_stopAsked && (order.limit < 0 || end.read < order.limit)) {
      notes().features.store(end.read + 1, std::memory_order_relaxed);
      if (!layer.next(batch)) break;
      ++end.read;
      notes().fid.store(batch.fids.back(), std::memory_order_relaxed);
      if (batch.rows() >= kBatchRows || ((batch.rows() & 15U) == 0 && worker::batchBytes(batch) >= kBatchBytes) ||
          batch.geometry.size() >= kBatchBytes) {
        handOver(batch);
        batch = worker::emptyBatch(layer.info.fields);
      }
      if ((end.read & 255) == 0) {
        const auto now = std::chrono::steady_clock::now();
        if (now - lastSign > std::chrono::seconds(1)) say(Kind::alive, {});
        if (now - lastSign > std::chrono::seconds(1)) lastSign = now;
      }
    }
    handOver(batch);
    end.warnings = m_openingWarnings;
    m_openingWarnings.clear();  // told once
    for (const std::string& part : layer.explained()) complaints.forget(part);
    for (Message& warning : complaints.warnings()) end.warnings.push_back(std::move(warning));
    layer.collectWarnings(end.warnings);
    say(Kind::end, protocol::writeEnd(end));
  }

  Channel m_channel;
  platform::SharedMemory m_memory;
  std::array<bool, protocol::kSlots + 1> m_free{};
  worker::OpenedSource m_source;
  std::vector<Message> m_openingWarnings;
  bool m_stopAsked = false;
};

}  // namespace

int gdal::runReadWorker() {
  try {
    Worker worker;
    worker::registerReadingDrivers();
    return worker.serve();
  } catch (const Error&) {
    return 2;  // started by hand: there is no memory to write into
  }
}

}  // namespace gis::io
