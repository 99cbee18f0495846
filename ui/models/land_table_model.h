// The rows of a land check for a table view.
#pragma once

#include <QAbstractTableModel>
#include <memory>

#include "gis_core/city/land_table.h"

namespace gis::ui {

/// Shows a table that never changes. GUI thread.
class LandTableModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  using QAbstractTableModel::QAbstractTableModel;

  void take(std::shared_ptr<const city::LandTable> table);
  /// Null before the first one.
  [[nodiscard]] const std::shared_ptr<const city::LandTable>& table() const { return m_table; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::shared_ptr<const city::LandTable> m_table;
};

}  // namespace gis::ui
