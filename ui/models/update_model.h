// What a new version of a layer changes, for a table view with check boxes.
#pragma once

#include <QAbstractTableModel>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "gis_core/io/update_layer.h"

namespace gis::ui {

/// All changes, or those of one kind, or those in conflict; which of them are taken over, and who wins a conflict, is
/// kept here, not in the plan. GUI thread.
class UpdateModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { kindColumn, keyColumn, whatColumn, columns };
  using Kind = io::UpdateChange::Kind;
  using Side = io::UpdateSide;
  using QAbstractTableModel::QAbstractTableModel;

  /// Null: nothing. Every change is accepted at first.
  void take(std::shared_ptr<const io::UpdatePlan> plan);
  void showOnly(std::optional<Kind> kind);
  void showConflicts();
  void acceptShown(bool accepted);
  [[nodiscard]] const std::shared_ptr<const io::UpdatePlan>& plan() const { return m_plan; }
  /// The plan with the conflicts as they were decided.
  [[nodiscard]] std::shared_ptr<const io::UpdatePlan> decidedPlan() const;
  /// As it was decided so far.
  [[nodiscard]] const io::UpdateChange& change(int row) const { return changeAt(m_rows[std::size_t(row)]); }
  /// What of a change is in conflict.
  enum class Part { feature, shape, cell };
  void decide(int row, Part part, std::size_t cell, Side side);
  void decideShown(Side side);
  /// Accepted changes with a conflict that nobody decided.
  [[nodiscard]] std::int64_t open() const;
  [[nodiscard]] std::int64_t accepted() const;
  /// By the place in the plan.
  [[nodiscard]] const std::vector<std::uint8_t>& acceptance() const { return m_accepted; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 Q_SIGNALS:
  void acceptanceChanged();

 private:
  [[nodiscard]] QString text(const io::UpdateChange& change, int column) const;
  [[nodiscard]] const io::UpdateChange& changeAt(std::size_t at) const;
  io::UpdateChange& decided(std::size_t at);
  void show(const std::function<bool(const io::UpdateChange&)>& wanted);
  std::shared_ptr<const io::UpdatePlan> m_plan;
  std::vector<std::size_t> m_rows;
  std::vector<std::uint8_t> m_accepted;
  std::map<std::size_t, io::UpdateChange> m_decided;  ///< conflicts, by the place in the plan
};

/// "added", "changed" or "removed" in the language of the program.
[[nodiscard]] QString updateKindText(io::UpdateChange::Kind kind);

}  // namespace gis::ui
