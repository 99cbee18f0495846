// What a new version of a layer changes, for a table view with check boxes.
#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "gis_core/io/update_layer.h"

namespace gis::ui {

/// All changes, or those of one kind; which of them are taken over is kept here, not in the plan. GUI thread.
class UpdateModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { kindColumn, keyColumn, whatColumn, columns };
  using Kind = io::UpdateChange::Kind;
  using QAbstractTableModel::QAbstractTableModel;

  /// Null: nothing. Every change is accepted at first.
  void take(std::shared_ptr<const io::UpdatePlan> plan);
  void showOnly(std::optional<Kind> kind);
  void acceptShown(bool accepted);
  [[nodiscard]] const std::shared_ptr<const io::UpdatePlan>& plan() const { return m_plan; }
  [[nodiscard]] const io::UpdateChange& change(int row) const { return m_plan->changes[m_rows[std::size_t(row)]]; }
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
  std::shared_ptr<const io::UpdatePlan> m_plan;
  std::vector<std::size_t> m_rows;
  std::vector<std::uint8_t> m_accepted;
};

/// "added", "changed" or "removed" in the language of the program.
[[nodiscard]] QString updateKindText(io::UpdateChange::Kind kind);

}  // namespace gis::ui
