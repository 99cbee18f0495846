#include "gis_core/io/source_reader.h"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <string>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/process.h"
#include "gis_core/base/platform/scratch_folder.h"
#include "gis_core/base/platform/shared_memory.h"
#include "gis_core/base/text.h"
#include "gis_core/io/batch_wire.h"
#include "gis_core/io/worker/protocol.h"

namespace gis::io {
namespace {

using platform::Channel;
using protocol::Kind;
using std::chrono::milliseconds;

std::filesystem::path& workerProgram() {
  static std::filesystem::path program;
  return program;
}

std::filesystem::path defaultWorkerProgram() {
  return platform::programPath().parent_path() / "citydesk-cli";
}

/// Opening a large text file (GML, GeoJSON) gives no sign until it is scanned: slow disks and parsers
/// get a second for every 2 MiB.
milliseconds silenceFor(const std::filesystem::path& file) {
  std::error_code ignored;
  const auto bytes = std::filesystem::is_regular_file(file, ignored) ? std::filesystem::file_size(file, ignored) : 0;
  return milliseconds(60'000) + milliseconds(bytes / 2048 / 1024 * 1000);
}

std::uint64_t defaultMemory() {
  return std::max<std::uint64_t>(platform::physicalMemoryBytes() / 2, std::uint64_t{3} << 30);
}

/// KML, by itself or in an archive or folder.
bool mayHoldKml(const std::filesystem::path& file) {
  std::error_code ignored;
  const std::string suffix = text::fold(platform::pathToUtf8(file.extension()));
  return suffix == ".kml" || suffix == ".kmz" || suffix == ".zip" || std::filesystem::is_directory(file, ignored);
}

std::string_view signalWords(int number) {
  switch (number) {
    case SIGSEGV:
    case SIGBUS: return "it touched memory that is not there";
    case SIGABRT: return "it gave up";
    case SIGKILL: return "it was ended from outside";
    case SIGFPE: return "it divided by zero";
    default: return "a signal ended it";
  }
}

}  // namespace

void setReadWorkerProgram(const std::filesystem::path& program) {
  workerProgram() = program;
}

struct SourceReader::State {
  /// Room for what the child writes on the way; outlives it, whatever becomes of it.
  platform::ScratchFolder scratch{"citydesk-read"};
  SourceRequest request;
  CancelToken token;
  milliseconds silence{0};
  platform::SharedMemory memory;
  Channel channel;
  platform::ChildProcess child;
  SourceDescription description;
  bool died = false;  ///< the child is gone or silent

  State(SourceRequest asked, CancelToken cancel, platform::SharedMemory shared, std::pair<Channel, Channel> line,
        const std::filesystem::path& program)
      : request(std::move(asked)),
        token(std::move(cancel)),
        memory(std::move(shared)),
        channel(std::move(line.first)),
        child(startChild(program, line.second, memory)) {
    request.scratch = scratch.path();
  }

  static platform::ChildProcess startChild(const std::filesystem::path& program, Channel& farEnd,
                                           const platform::SharedMemory& shared) {
    const int passed[] = {farEnd.fd(), shared.fd()};
    platform::ChildProcess started = platform::ChildProcess::start(program, {"read-worker"}, passed);
    farEnd.close();  // otherwise a dead child would not close the line
    return started;
  }

  [[nodiscard]] std::string fileName() const { return platform::pathToUtf8(request.file.filename()); }
  [[nodiscard]] const protocol::Notes& notes() const {
    return *reinterpret_cast<const protocol::Notes*>(memory.bytes().data());
  }

  /// The sentence about a child that is gone or silent.
  [[noreturn]] void failDead(bool silent) {
    died = true;
    const std::int64_t feature = notes().features.load();
    std::string why;
    if (silent) {
      why = "the reader gave no sign for " + std::to_string(silence.count() / 1000) + " s";
      child.kill();
    } else {
      const auto end = child.wait(milliseconds(2000));
      why = "the reader stopped";
      if (end && end->bySignal) why += ": " + std::string(signalWords(end->value));
      if (end && !end->bySignal) why += " with status " + std::to_string(end->value);
    }
    const Message what = feature > 0
                             ? Message(GIS_TR("cannot read {0} beyond feature {1} (id {2})"),
                                       {fileName(), std::to_string(feature), std::to_string(notes().fid.load())})
                             : Message(GIS_TR("cannot read {0}"), {fileName()});
    throw Error(ErrorCode::damaged, what, {"{0}", {why}},
                GIS_TR("the file is damaged or of a kind that the reader cannot bear; ask for it in another format"));
  }

  Channel::Message next() {
    Channel::Message message;
    try {
      while (true) {
        switch (channel.receive(message, silence, token)) {
          case Channel::Outcome::silence: failDead(true);
          case Channel::Outcome::closed: failDead(false);
          case Channel::Outcome::message: break;
        }
        if (message.kind == static_cast<std::uint8_t>(Kind::alive)) continue;
        if (message.kind == static_cast<std::uint8_t>(Kind::error)) throw protocol::readError(message.bytes);
        return message;
      }
    } catch (const Error&) {
      if (token.cancelled()) child.kill();
      throw;
    }
  }

  void say(Kind kind, std::string_view bytes) {
    if (!channel.send(static_cast<std::uint8_t>(kind), bytes)) failDead(false);
  }

  void open() {
    say(Kind::open, protocol::writeRequest(request));
    const Channel::Message answer = next();
    if (answer.kind != static_cast<std::uint8_t>(Kind::described)) failDead(false);
    description = protocol::readDescription(answer.bytes);
  }

  store::FeatureBatch takeBatch(std::string_view notice, const std::vector<store::Field>& fields) {
    protocol::BatchNotice where;
    if (!protocol::fromBytes(notice, where) || where.slot > protocol::kLargeSlot) failDead(false);
    const bool large = where.slot == protocol::kLargeSlot;
    const std::size_t offset =
        large ? protocol::kLargeOffset : protocol::kNotesBytes + where.slot * protocol::kSlotBytes;
    if (large) memory.follow();
    const std::span<std::byte> all = memory.bytes();
    if (offset > all.size() || where.bytes > all.size() - offset) failDead(false);
    store::FeatureBatch batch = readBatch(all.subspan(offset, where.bytes), fields);
    say(Kind::free, protocol::bytesOf(where.slot));
    return batch;
  }

  /// Reads on without delivering until the child has ended the layer.
  ReadEnd drain() {
    say(Kind::stop, {});
    while (true) {
      const Channel::Message message = next();
      if (message.kind == static_cast<std::uint8_t>(Kind::end)) return protocol::readEnd(message.bytes);
      protocol::BatchNotice where;
      if (message.kind == static_cast<std::uint8_t>(Kind::batch) && protocol::fromBytes(message.bytes, where))
        say(Kind::free, protocol::bytesOf(where.slot));
    }
  }
};

SourceReader::SourceReader(const SourceRequest& request, const CancelToken& token, const ReaderLimits& limits) {
  std::error_code ignored;
  const std::string text = platform::pathToUtf8(request.file);
  if (!text.starts_with("/vsi") && !std::filesystem::exists(request.file, ignored)) {
    throw Error(ErrorCode::notFound, {GIS_TR("cannot read {0}"), {text}}, GIS_TR("there is no such file"),
                GIS_TR("check the name"));
  }
  const std::filesystem::path program = workerProgram().empty() ? defaultWorkerProgram() : workerProgram();
  SourceRequest absolute = request;
  if (!text.starts_with("/vsi")) absolute.file = std::filesystem::absolute(request.file);
  const auto start = [&] {
    m_state = std::make_unique<State>(absolute, token,
                                      platform::SharedMemory::create("citydesk-read", protocol::kLargeOffset),
                                      Channel::makePair(), program);
    m_state->silence = limits.silence.count() > 0 ? limits.silence : silenceFor(request.file);
    m_state->child.limitMemory(limits.memoryBytes > 0 ? limits.memoryBytes : defaultMemory());
    m_state->open();
  };
  try {
    start();
  } catch (const Error&) {
    if (!m_state || !m_state->died || !mayHoldKml(absolute.file)) throw;
    absolute.plainKml = true;
    start();
    m_state->description.warnings.emplace_back(
        GIS_TR("the KML reader could not bear this file; another one read names and descriptions only"));
  }
}

SourceReader::SourceReader(SourceReader&&) noexcept = default;
SourceReader& SourceReader::operator=(SourceReader&&) noexcept = default;
SourceReader::~SourceReader() = default;

const SourceDescription& SourceReader::description() const {
  return m_state->description;
}

int SourceReader::workerPid() const {
  return m_state->child.pid();
}

std::uint64_t SourceReader::workerMemoryBytes() const {
  return m_state->child.anonymousMemoryBytes();
}

ReadEnd SourceReader::read(std::size_t layer, const std::function<bool(store::FeatureBatch&&)>& batch,
                           std::int64_t limit, const FidRange& range) {
  State& state = *m_state;
  const std::vector<store::Field>& fields = state.description.layers.at(layer).fields;
  state.say(Kind::read, protocol::bytesOf(protocol::ReadOrder{layer, limit, range}));
  while (true) {
    const Channel::Message message = state.next();
    if (message.kind == static_cast<std::uint8_t>(Kind::end)) return protocol::readEnd(message.bytes);
    if (message.kind != static_cast<std::uint8_t>(Kind::batch)) state.failDead(false);
    if (!batch(state.takeBatch(message.bytes, fields))) return state.drain();
  }
}

}  // namespace gis::io
