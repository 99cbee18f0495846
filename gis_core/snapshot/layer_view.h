// A snapshot with the edits since laid over it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gis_core/snapshot/snapshot.h"
#include "gis_core/store/features.h"

namespace gis::snapshot {

/// A feature that was added or changed since the snapshot.
struct DeltaFeature {
  store::Feature feature;  ///< values in the order of the snapshot's fields
  geom::Envelope box;
};

/// Immutable. Features are named by one number: below base().info().count an Index of the snapshot, above it
/// the delta's features. Hidden (changed or removed) ones are never handed out. Thread rule: any thread.
class LayerView {
 public:
  explicit LayerView(std::shared_ptr<const Snapshot> base);
  /// `hidden`: fids that the snapshot's rows no longer stand for; `seq`, `revision`: the state shown.
  LayerView(std::shared_ptr<const Snapshot> base, std::vector<std::int64_t> hidden, std::vector<DeltaFeature> added,
            std::int64_t seq, std::string revision);

  [[nodiscard]] const Snapshot& base() const { return *m_base; }
  [[nodiscard]] const std::shared_ptr<const Snapshot>& baseShared() const { return m_base; }
  [[nodiscard]] const std::string& revision() const { return m_revision; }
  [[nodiscard]] std::int64_t seq() const { return m_seq; }
  [[nodiscard]] const std::vector<DeltaFeature>& added() const { return m_added; }
  [[nodiscard]] const std::vector<std::int64_t>& hiddenFids() const { return m_hiddenFids; }
  [[nodiscard]] bool isHidden(Index i) const;
  /// The same state with only what a filter lets through: `base` by Index of the snapshot (null: no filter),
  /// `added` by place in added(). What is filtered out counts as hidden everywhere, but not in hiddenFids().
  [[nodiscard]] std::shared_ptr<const LayerView> withShown(std::shared_ptr<const std::vector<bool>> base,
                                                           std::vector<bool> added) const;
  [[nodiscard]] bool isFiltered() const { return m_shown != nullptr; }
  [[nodiscard]] const std::shared_ptr<const std::vector<bool>>& shownOfBase() const { return m_shown; }

  [[nodiscard]] std::uint64_t count() const;
  [[nodiscard]] geom::Envelope extent() const;
  [[nodiscard]] const std::vector<store::Field>& fields() const { return m_base->info().fields; }

  [[nodiscard]] std::int64_t fidOf(Index i) const;
  [[nodiscard]] std::optional<Index> indexOfFid(std::int64_t fid) const;
  [[nodiscard]] geom::Envelope boxOf(Index i) const;
  [[nodiscard]] geom::BytesView wkbOf(Index i) const;
  [[nodiscard]] store::Value valueOf(int column, Index i) const;
  [[nodiscard]] std::string textOf(int column, Index i) const;
  [[nodiscard]] double numberOf(int column, Index i) const;
  /// The cell as the next one of a batch's column of the same type. Not for columns of bytes: snapshots have none.
  void appendCell(int column, Index i, store::FeatureBatch& to, std::size_t toColumn) const;

  /// Is it the snapshot as it is: nothing added, hidden or filtered out?
  [[nodiscard]] bool isPlain() const { return m_added.empty() && m_hidden.empty() && m_shown == nullptr; }
  /// All features in ascending order of their fids.
  [[nodiscard]] std::vector<Index> inFidOrder() const;
  /// Every feature whose box meets `box`.
  void forEachIn(const geom::Envelope& box, const std::function<bool(Index)>& visit) const;
  /// The shapes to draw for pixels of `unitsPerPixel` (level of detail chosen), relative to `origin`. Without `visit`
  /// what they lie in is read from the file and no more, so that drawing them soon costs no fault.
  void forEachShape(const geom::Envelope& box, double unitsPerPixel, geom::MapPoint origin,
                    const std::function<bool(Index, const Shape&)>& visit) const;
  /// Features within `tolerance` map units of `p`, nearest first (areas containing p: distance 0, small ones first).
  [[nodiscard]] std::vector<Index> pick(geom::MapPoint p, double tolerance) const;

 private:
  std::shared_ptr<const Snapshot> m_base;
  std::vector<std::int64_t> m_hiddenFids;
  std::vector<Index> m_hidden;  ///< sorted
  std::shared_ptr<const std::vector<bool>> m_shown;
  std::vector<bool> m_shownAdded;
  std::uint64_t m_filteredOut = 0;
  std::vector<DeltaFeature> m_added;
  std::unordered_map<std::int64_t, Index> m_addedByFid;
  std::int64_t m_seq = 0;
  std::string m_revision;
};

}  // namespace gis::snapshot
