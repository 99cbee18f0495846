// An immutable, memory-mapped, columnar copy of one layer for drawing, picking and questions. Never the truth.
// File format: resources/docs/snapshot_format.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/geometry/wkb.h"
#include "gis_core/snapshot/block_window.h"
#include "gis_core/snapshot/shape.h"
#include "gis_core/store/value.h"

namespace gis::snapshot {

/// Position of a feature in the snapshot's order (Hilbert curve of the box centres).
using Index = std::uint32_t;

struct SnapshotInfo {
  std::string cityUid, layerUid, layerName;
  std::string revision;     ///< of the layer when the snapshot was made
  std::int64_t seq = 0;     ///< last change notice contained
  std::uint64_t count = 0;  ///< features, those without geometry included
  geom::Envelope extent;    ///< exact
  int dimension = -1;       ///< 0 points, 1 lines, 2 areas, −1 mixed
  std::vector<store::Field> fields;
};

/// What a question about all features starts from.
struct AllFeatures {
  std::vector<std::uint32_t> ranks;  ///< the place of each feature in Snapshot::fidOrder()
  std::uint64_t withoutBox = 0;      ///< so many have no geometry, or an empty one
};

/// One step of detail: what a screen of about `resolution` map units per pixel can show.
struct LevelInfo {
  double resolution = 0;     ///< map units; a power of two; for pixels from 2/3 of it up to those of the next level
  std::uint64_t shapes = 0;  ///< features that have a shape here; smaller areas are only in the coverage
};

/// Thread rule: everything is const and may be called from any thread. A block of the file is checked (XXH3)
/// when it is first touched; Error(damaged) is thrown then, and the file is to be rebuilt (openOrBuild does).
class Snapshot {
 public:
  /// Checks header, directory and sizes. Throws Error(damaged | newerVersion | notFound).
  [[nodiscard]] static std::shared_ptr<const Snapshot> open(const std::filesystem::path& file);
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  ~Snapshot();

  [[nodiscard]] const SnapshotInfo& info() const;
  [[nodiscard]] const std::filesystem::path& file() const;
  /// A block of the file was found damaged, or the file was cut under us: refreshed() and openOrBuild() make it anew.
  [[nodiscard]] bool isDamaged() const;
  [[nodiscard]] std::int64_t fidOf(Index i) const;
  [[nodiscard]] std::optional<Index> indexOfFid(std::int64_t fid) const;
  /// All features in ascending order of their fids. Valid as long as the snapshot.
  [[nodiscard]] std::span<const Index> fidOrder() const;
  /// Made by all cores when first asked for, and kept: one question follows the other. May be held longer than the
  /// snapshot. Throws Error(damaged | cancelled).
  [[nodiscard]] std::shared_ptr<const AllFeatures> allFeatures(const CancelToken& token) const;
  /// Exact box; empty for no geometry.
  [[nodiscard]] geom::Envelope boxOf(Index i) const;
  /// ISO WKB as in the city; empty for NULL. Valid as long as the snapshot.
  [[nodiscard]] geom::BytesView wkbOf(Index i) const;
  /// The boxes of all features in their order, behind them those of each 16, and so on up to one (PackedTree). Valid as
  /// long as the snapshot.
  [[nodiscard]] std::span<const geom::Envelope> boxTree() const;
  /// Calls for each feature whose box meets `box`, ascending, until `visit` returns false.
  void forEachIn(const geom::Envelope& box, const std::function<bool(Index)>& visit) const;
  /// The fids of all features in their order. Valid as long as the snapshot.
  [[nodiscard]] std::span<const std::int64_t> fids() const;
  /// The bytes of all shapes together.
  [[nodiscard]] std::uint64_t shapeBytes() const;
  /// Checks all that fids(), boxTree() and wkbOf() look at, by all cores: a question goes through it anyway, and finds
  /// no damage in its middle then. Throws Error(damaged | cancelled).
  void checkShapes(const CancelToken& token) const;
  /// The same of a column, its dictionary left out.
  void checkColumn(int column, const CancelToken& token) const;

  /// The position of a field in info().fields; −1 when there is none.
  [[nodiscard]] int columnOf(std::string_view field) const;
  [[nodiscard]] store::Value valueOf(int column, Index i) const;
  /// As text without conversion cost for text columns (integers and reals are formatted); empty for NULL.
  [[nodiscard]] std::string textOf(int column, Index i) const;
  /// Of a text column; empty for NULL. Valid as long as the snapshot.
  [[nodiscard]] std::string_view textViewOf(int column, Index i) const;
  /// NaN for NULL and for texts that are no number.
  [[nodiscard]] double numberOf(int column, Index i) const;
  [[nodiscard]] bool isNull(int column, Index i) const;
  /// The cell as the next one of a batch's column of the same type. Not for columns of bytes: snapshots have none.
  void appendCell(int column, Index i, store::FeatureBatch::Column& to) const;
  /// Text columns of at most 65,535 distinct values are kept as ids: the distinct texts, else empty. Valid as
  /// long as the snapshot.
  [[nodiscard]] const std::vector<std::string_view>& dictionaryOf(int column) const;
  /// Id into dictionaryOf(column), or 0xffff for NULL. Only for columns with a dictionary.
  [[nodiscard]] std::uint16_t dictionaryId(int column, Index i) const;

  /// Rows first … first + count − 1 of a column as they lie in the file, for what goes through many. Empty when the
  /// column is kept otherwise; the cell of a NULL says nothing. The column's windows hold what was copied: valid until
  /// the next call with them.
  [[nodiscard]] std::span<const std::uint16_t> dictionaryIds(int column, Index first, std::size_t count,
                                                             ColumnWindows& windows) const;
  [[nodiscard]] std::span<const std::int64_t> integers(int column, Index first, std::size_t count,
                                                       ColumnWindows& windows) const;
  [[nodiscard]] std::span<const double> reals(int column, Index first, std::size_t count, ColumnWindows& windows) const;
  /// The same of texts that are not in a dictionary, one behind the other; NULL has no length.
  struct TextRun {
    std::string_view bytes;
    std::span<const std::uint64_t> ends;  ///< of each text, as far behind `begin` as in `bytes`
    std::uint64_t begin = 0;
  };
  [[nodiscard]] std::optional<TextRun> texts(int column, Index first, std::size_t count, ColumnWindows& windows) const;
  /// The same of a bit for each row, set where there is NULL, `first` a multiple of eight; empty: nowhere.
  [[nodiscard]] std::span<const std::uint8_t> nullBits(int column, Index first, std::size_t count,
                                                       ColumnWindows& windows) const;

  [[nodiscard]] const std::vector<LevelInfo>& levels() const;
  /// Level for a pixel of `unitsPerPixel`; −1: use the exact geometry.
  [[nodiscard]] int levelFor(double unitsPerPixel) const;
  /// The shapes of a level that may meet `box`, ascending index; coordinates relative to `origin`. Without `visit` what
  /// they lie in is read from the file, and no more.
  void forEachShape(int level, const geom::Envelope& box, geom::MapPoint origin,
                    const std::function<bool(Index, const Shape&)>& visit) const;

 private:
  struct State;
  explicit Snapshot(std::unique_ptr<State> state);
  std::unique_ptr<State> m_state;
};

}  // namespace gis::snapshot
