#include "gis_core/io/three_way.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "gis_core/io/row_sameness.h"

namespace gis::io {
namespace {

using Kind = UpdateChange::Kind;

class Merge {
 public:
  Merge(const UpdatePlan& base, double step, UpdateSide conflicts) : m_step(step), m_conflicts(conflicts) {
    for (const UpdateChange& change : base.changes) m_base.emplace(change.key, &change);
  }

  /// False: nothing is left of it, for only the layer was changed.
  [[nodiscard]] bool keep(UpdateChange& change) const {
    const auto at = m_base.find(change.key);
    if (at == m_base.end()) return true;  // the layer is as it was handed out
    const UpdateChange& since = *at->second;
    switch (change.kind) {
      case Kind::added: return since.kind != Kind::added || revived(change, since);
      case Kind::removed:
        if (since.kind == Kind::removed) return false;  // nobody else ever had it
        disputeRow(change);
        return true;
      case Kind::changed: return since.kind == Kind::removed ? bothAdded(change) : changed(change, since);
    }
    return true;
  }

 private:
  /// The layer took it away, the file still has it: as it was, or changed.
  [[nodiscard]] bool revived(UpdateChange& change, const UpdateChange& since) const {
    const bool sameCells = change.cells.size() == since.cells.size() &&
                           std::equal(change.cells.begin(), change.cells.end(), since.cells.begin(),
                                      [](const UpdateChange::Cell& a, const UpdateChange::Cell& b) {
                                        return a.field == b.field && sameValue(a.after, b.after);
                                      });
    if (sameCells && sameShape(change.after, since.after, m_step)) return false;
    change.base = since.after;
    disputeRow(change);
    return true;
  }

  [[nodiscard]] bool bothAdded(UpdateChange& change) const {
    for (UpdateChange::Cell& cell : change.cells) dispute(cell, {});
    if (change.geometry) disputeShape(change, {});
    return true;
  }

  [[nodiscard]] bool changed(UpdateChange& change, const UpdateChange& since) const {
    std::vector<UpdateChange::Cell> left;
    for (UpdateChange::Cell& cell : change.cells) {
      const auto mine = std::find_if(since.cells.begin(), since.cells.end(),
                                     [&](const UpdateChange::Cell& one) { return one.field == cell.field; });
      if (mine != since.cells.end()) {
        if (sameValue(mine->after, cell.after)) continue;  // only the layer changed it
        dispute(cell, mine->after);
      }
      left.push_back(std::move(cell));
    }
    change.cells = std::move(left);
    if (change.geometry && since.geometry) {
      if (sameShape(since.after, change.after, m_step)) {
        change.geometry = false;
        change.before.clear();
        change.after.clear();
      } else {
        disputeShape(change, since.after);
      }
    }
    return change.geometry || !change.cells.empty();
  }

  void dispute(UpdateChange::Cell& cell, store::Value base) const {
    cell.base = std::move(base);
    cell.conflict = true;
    cell.side = m_conflicts;
  }
  void disputeShape(UpdateChange& change, geom::Bytes base) const {
    change.base = std::move(base);
    change.shapeConflict = true;
    change.shapeSide = m_conflicts;
  }
  void disputeRow(UpdateChange& change) const {
    change.conflict = true;
    change.side = m_conflicts;
  }

  const double m_step;
  const UpdateSide m_conflicts;
  std::unordered_map<std::string_view, const UpdateChange*> m_base;
};

}  // namespace

bool UpdateChange::hasConflict() const {
  return conflict || shapeConflict ||
         std::any_of(cells.begin(), cells.end(), [](const Cell& cell) { return cell.conflict; });
}

bool UpdateChange::isOpen() const {
  return side == UpdateSide::open || shapeSide == UpdateSide::open ||
         std::any_of(cells.begin(), cells.end(), [](const Cell& cell) { return cell.side == UpdateSide::open; });
}

bool UpdateChange::takes() const {
  if (side != UpdateSide::theirs) return false;
  return kind != Kind::changed || (geometry && shapeSide == UpdateSide::theirs) ||
         std::any_of(cells.begin(), cells.end(), [](const Cell& cell) { return cell.side == UpdateSide::theirs; });
}

UpdatePlan threeWay(UpdatePlan theirs, const UpdatePlan& base, double step, UpdateSide conflicts) {
  const Merge merge(base, step, conflicts);
  std::vector<UpdateChange> left;
  for (UpdateChange& change : theirs.changes)
    if (merge.keep(change)) left.push_back(std::move(change));
  theirs.kept = static_cast<std::int64_t>(theirs.changes.size() - left.size());
  theirs.changes = std::move(left);
  theirs.added = theirs.changed = theirs.removed = theirs.changedCells = theirs.changedGeometries = 0;
  for (const UpdateChange& change : theirs.changes) {
    theirs.conflicts += change.hasConflict() ? 1 : 0;
    if (change.kind == Kind::added) ++theirs.added;
    if (change.kind == Kind::removed) ++theirs.removed;
    if (change.kind != Kind::changed) continue;
    ++theirs.changed;
    theirs.changedCells += static_cast<std::int64_t>(change.cells.size());
    theirs.changedGeometries += change.geometry ? 1 : 0;
  }
  for (const Message& warning : base.warnings)
    if (std::none_of(theirs.warnings.begin(), theirs.warnings.end(),
                     [&](const Message& one) { return one.str() == warning.str(); }))
      theirs.warnings.push_back(warning);
  return theirs;
}

}  // namespace gis::io
