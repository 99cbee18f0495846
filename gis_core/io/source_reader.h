// Reads a foreign file in a child process.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

#include "gis_core/base/progress.h"
#include "gis_core/io/source.h"
#include "gis_core/store/value.h"

namespace gis::io {

/// What the child may take before it is ended.
struct ReaderLimits {
  std::chrono::milliseconds silence{0};  ///< longest time without a sign; 0 = by the size of the file
  std::uint64_t memoryBytes = 0;         ///< address space; 0 = half of the machine's memory, at least 3 GiB
};

/// A child (`citydesk-cli read-worker`, found beside the running program) that has opened one source
/// with GDAL. It may crash or hang on a bad file: that is then an Error(damaged) that names the file and
/// the last feature, and nothing else happens. Nothing is written beside the source.
/// Thread rule: belongs to one thread. Move-only.
class SourceReader {
 public:
  /// Starts the child and opens the source. Errors: notFound, unsupported, damaged, usage (encoding), cancelled.
  explicit SourceReader(const SourceRequest& request, const CancelToken& token = {}, const ReaderLimits& limits = {});
  SourceReader(SourceReader&&) noexcept;
  SourceReader& operator=(SourceReader&&) noexcept;
  ~SourceReader();

  [[nodiscard]] const SourceDescription& description() const;
  /// Delivers the features of one layer (index into description().layers) in the source's order until
  /// `batch` returns false or `limit` features (−1: all) were read. Only shapefiles and what keeps ids in a column
  /// (GeoPackage, SQLite) can be read in part. Errors: damaged, cancelled, unsupported (a range elsewhere).
  ReadEnd read(std::size_t layer, const std::function<bool(store::FeatureBatch&&)>& batch, std::int64_t limit = -1,
               const FidRange& range = {});
  /// The child's process id.
  [[nodiscard]] int workerPid() const;
  /// Anonymous memory of the child in bytes, as the system counts it now.
  [[nodiscard]] std::uint64_t workerMemoryBytes() const;

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

/// The program that is started as the child; the default is `citydesk-cli` beside the running program.
void setReadWorkerProgram(const std::filesystem::path& program);

}  // namespace gis::io
