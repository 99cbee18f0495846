#include "ui/models/land_table_model.h"

#include <QFont>

#include "ui/jobs/translate.h"

namespace gis::ui {

namespace {

constexpr int kFirstNumber = 4;  // columns of figures stand to the right

}  // namespace

void LandTableModel::take(std::shared_ptr<const city::LandTable> table) {
  beginResetModel();
  m_table = std::move(table);
  endResetModel();
}

int LandTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !m_table ? 0 : int(m_table->rows.size());
}

int LandTableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() || !m_table ? 0 : int(m_table->columns.size());
}

QVariant LandTableModel::data(const QModelIndex& index, int role) const {
  if (!m_table || index.row() < 0 || index.row() >= rowCount()) return {};
  const city::LandTableRow& row = m_table->rows[std::size_t(index.row())];
  using Kind = city::LandTableRow::Kind;
  switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return fromUtf8(m_table->cells(row)[std::size_t(index.column())]);
    case Qt::TextAlignmentRole:
      return int((index.column() < kFirstNumber ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::FontRole: {
      QFont font;
      font.setBold(row.kind == Kind::plot || row.kind == Kind::sum);
      font.setItalic(row.kind == Kind::uncovered || row.kind == Kind::repeated || row.kind == Kind::rest);
      return font;
    }
    default: return {};
  }
}

QVariant LandTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section >= columnCount()) {
    return QAbstractTableModel::headerData(section, orientation, role);
  }
  return fromUtf8(m_table->columns[std::size_t(section)]);
}

}  // namespace gis::ui
