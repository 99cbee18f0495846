// Many rows into a new (or existing) layer, fast, without locking others out, all or nothing.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/value.h"

namespace gis::store {

/// What the new layer shall be.
struct LayerDraft {
  std::string name;
  std::string titleZh, titleEn;
  std::vector<Field> fields;  ///< names may clash with fid/uid/geometry or but for case: renamed, see renamedFields()
  bool hasGeometry = true;
  crs::Crs crs;  ///< unknown → srid −1
  /// Declared type; nothing: the narrowest of the seven × XY/Z/M/ZM that holds every row, decided at the end.
  std::optional<geom::GeometryType> type;
  bool withUid = false;  ///< adds uid TEXT NOT NULL UNIQUE (UUIDv7)
  Provenance provenance;
  enum class IfTaken { refuse, append, replace } ifTaken = IfTaken::refuse;
};

/// A batch made ready for writing, in any thread: SpatiaLite blobs, boxes, type mask.
struct EncodedBatch {
  FeatureBatch batch;                 ///< `geometry` holds SpatiaLite blobs now
  std::vector<geom::Envelope> boxes;  ///< one a row; empty for NULL or empty geometry
  std::uint32_t kinds = 0;            ///< bit k set: GeometryKind k occurs
  bool anyZ = false, anyM = false, anyWithoutZ = false, anyWithoutM = false;
  std::int64_t nullGeometries = 0;
};
/// Thread rule: free of state.
[[nodiscard]] EncodedBatch encode(FeatureBatch batch, int srid);

/// Rows of a layer of the city that go into the new one as they are, with further cells behind theirs.
struct CopiedRows {
  std::vector<std::int64_t> from;     ///< fids of the layer, ascending; one may come several times
  std::vector<geom::Envelope> boxes;  ///< one a row; an empty one: the new row has no geometry
  FeatureBatch further;               ///< the cells, and the fids of the new rows (−1: numbered)
};

/// Writes into an unregistered table city_stage_N in chunks of at most 100 ms of lock; finish() puts
/// rows, R*Tree (written in bulk as packed nodes), registration and statistics in place in one last short
/// transaction. Destroyed without finish(): the city is as before. One journal entry ("layer version N").
/// Belongs to the thread of `city`. Errors: exists, diskFull, locked, noSuchField (append), cancelled.
class BulkLoad {
 public:
  BulkLoad(const CityDatabase& city, LayerDraft draft);
  BulkLoad(const BulkLoad&) = delete;
  BulkLoad& operator=(const BulkLoad&) = delete;
  ~BulkLoad();
  [[nodiscard]] int srid() const;
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& renamedFields() const;  ///< source → table
  /// The columns as they are called in the table.
  [[nodiscard]] const std::vector<Field>& fields() const;
  /// False when rows are added to a layer that has others.
  [[nodiscard]] bool isWholeLayer() const;
  /// When the next rows come. `atOnce`: the caller hands them over without waiting for anything, or calls pause(); the
  /// write lock is kept until its time is over, as to give it back takes as long as a thousand rows.
  enum class Next { later, atOnce };
  void append(const EncodedBatch& batch, Next next = Next::later);
  /// The same for rows that stay inside the city; the fields of `from` are the first ones of the draft, its type and
  /// srid those of the draft. False when somebody changed the layer since `from` was read: this load is to be given up.
  [[nodiscard]] bool appendCopies(const LayerInfo& from, const CopiedRows& rows, Next next = Next::later);
  /// Tells before the first copy which rows will come in all: `rows` calls its argument with the fid that each one
  /// keeps (1 … 2⁵³ − 1, none twice) and its box, at most `most` times, in a thread beside, as long as the load lives.
  /// Their tree is put in order while they are written. finish() throws Error(internal) when more or fewer came.
  using EachRow = std::function<void(const std::function<void(std::int64_t fid, const geom::Envelope& box)>&)>;
  void announceCopies(std::size_t most, EachRow rows);
  /// Gives the write lock back.
  void pause();
  /// What finish() will make of the rows so far: their geometry type (nothing: a table), and whether the source's
  /// ids are kept or the rows are numbered from firstFid() on.
  [[nodiscard]] std::optional<geom::GeometryType> geometryType() const;
  [[nodiscard]] bool keepsFids() const;
  [[nodiscard]] std::int64_t firstFid() const;
  /// The new layer as it was when it became visible. `fidKept`: the source's ids were unique, positive, < 2^53 and
  /// are kept. `seq`: the change notice of the load.
  struct Result {
    LayerInfo layer;
    std::int64_t rows = 0;
    bool fidKept = false;
    std::int64_t seq = 0;
    /// Parcels that were replaced and whose codes no new row has: their codes are retired, undo takes that back.
    std::int64_t retiredParcels = 0;
    /// The most processor time that passed between taking the write lock and giving it back.
    std::chrono::nanoseconds longestHold{0};
  };
  /// `together` is called in the last transaction with the layer as it will be seen: what belongs to it is written
  /// then.
  [[nodiscard]] Result finish(Progress& progress, const std::function<void(const LayerInfo&)>& together = {});

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace gis::store
