// What a bulk load remembers between batches. Private to the room.
#pragma once

#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/chunks.h"
#include "gis_core/store/layer_copy.h"
#include "gis_core/store/packed_tree.h"
#include "gis_core/store/parcel_keeping.h"
#include "gis_core/store/relaxed_writing.h"
#include "gis_core/store/row_feed.h"
#include "gis_core/store/stage.h"
#include "gis_core/store/tree_levels.h"
#include "gis_core/store/vanished_parcels.h"
#include "gis_core/store/wal_checkpoints.h"

namespace gis::store {

/// Tells a source of rows when its chunk has lasted long enough.
class RowPace {
 public:
  [[nodiscard]] bool isDue(std::size_t row, const Chunks& chunks) {
    if (row % kRowsBetweenBreaths != 0 || row == m_dueAt || !chunks.isDue()) return false;
    m_dueAt = row;
    return true;
  }

 private:
  static constexpr std::size_t kRowsBetweenBreaths = 256;
  std::size_t m_dueAt = ~std::size_t{0};  ///< the row before which a chunk was last found to be due
};

struct BulkLoad::State {
  State(const CityDatabase& city_, LayerDraft draft_);
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State();

  const CityDatabase& city;
  const Connection& c;
  LayerDraft draft;
  std::optional<LayerInfo> target;  ///< append, replace: the layer as it was at the beginning
  int srid = -1;
  std::vector<Field> fields;                                 ///< of the staged table
  std::vector<std::pair<std::string, std::string>> renamed;  ///< source → table
  std::optional<RelaxedWriting> relaxed;                     ///< unless in a transaction of the caller

  std::optional<Stage> stage;
  std::optional<Stage> whole;     ///< append: the layer's rows and ours
  std::optional<LayerCopy> copy;  ///< append: fills `whole`; nothing: ours are few and go into the layer itself
  std::int64_t offset = 0;        ///< append: between the staged numbers and those in the layer
  std::optional<RowFeed> insert;
  std::optional<RowFeed> copies;  ///< INSERT of appendCopies()
  Chunks chunks;

  std::int64_t rows = 0;
  std::int64_t firstFid = 1;  ///< of the numbers that we give
  bool keepFids = true;
  std::vector<std::int64_t> keptFids;  ///< the source's, in source order, as long as they are kept

  std::vector<TreeEntry> boxes;    ///< unless the rows are announced
  std::size_t announcedBoxes = 0;  ///< of the rows so far
  CancelToken stopsTree;
  std::future<std::unique_ptr<const TreeLevels>> treeAhead;  ///< of the announced rows; null without a box
  [[nodiscard]] bool areAnnounced() const { return treeAhead.valid(); }
  geom::Envelope extent;
  std::uint32_t kinds = 0;
  bool anyZ = false, anyM = false, anyWithoutZ = false, anyWithoutM = false;

  [[nodiscard]] bool isAppend() const { return target && draft.ifTaken == LayerDraft::IfTaken::append; }
  void takeNames();
  void createStage(geom::GeometryKind firstKind);
  void prepareInsert();
  void prepareCopies(const LayerInfo& from);
  class BatchRows;
  class CopySource;
  void insertRows(const EncodedBatch& batch);
  /// A row of the batch is in the table.
  void noteRow(std::int64_t fid, const geom::Envelope& box);
  [[nodiscard]] Error otherThanAnnounced() const;
  /// The number of the next row; nothing when the source's own is not usable.
  [[nodiscard]] std::optional<std::int64_t> numberFor(std::int64_t sourceFid) const;
  /// What an INSERT's result code says: true when a number came twice. Throws for any other failure.
  [[nodiscard]] bool mustRenumber(int code) const;
  /// Runs an INSERT until all rows of `source` are in, in chunks; before each, `mayGoOn` is asked.
  template <class Source, class Feed, class MayGoOn>
  [[nodiscard]] bool insertAll(Source& source, const Feed& feed, const MayGoOn& mayGoOn);
  /// Gives the rows so far 1…n in source order, because the source's own numbers turned out not to be usable.
  void renumber();

  // finishing (bulk_load_finish.cpp)
  [[nodiscard]] bool hasParcelCodes() const;
  /// What looks at the staged rows when they become parcels, which may have no retired code.
  [[nodiscard]] RetiredCodesOfTable retiredCodes() const;
  /// What becomes of the parcels that are replaced; nothing where the layer is none of parcels with codes.
  [[nodiscard]] std::optional<VanishedParcels> vanishedParcels() const;
  [[nodiscard]] geom::GeometryType finalType() const;
  void promoteRows(geom::GeometryType type, Progress& progress);
  void writeTree(Progress& progress);
  void showNew(const std::optional<geom::GeometryType>& type);
  void showReplaced(const std::optional<geom::GeometryType>& type);
  void prepareAppend(Progress& progress);
  void takeNumbers(const LayerInfo& now);
  void showAppended();
  [[nodiscard]] std::string stagedColumns() const;
  void addToLayer(const LayerInfo& now);
  void putInPlaceOf(const LayerInfo& now, const Stage& fresh, const std::optional<geom::GeometryType>& type,
                    std::int64_t count, const geom::Envelope& extent);
  /// Returns the number of the change notice.
  std::int64_t note(const LayerInfo& layer) const;
};

/// `feed()` gives the statement, which a renumbering makes anew. False as soon as `mayGoOn()` says so, which is asked
/// at the begin of every chunk, inside its transaction.
template <class Source, class Feed, class MayGoOn>
bool BulkLoad::State::insertAll(Source& source, const Feed& feed, const MayGoOn& mayGoOn) {
  while (!source.isDone()) {
    if (!mayGoOn()) return false;
    if (mustRenumber(feed().run(source)) || source.hasBadNumber()) {
      source.again();
      renumber();
    }
    chunks.breathe();
  }
  return true;
}

}  // namespace gis::store
