#include "ui/models/update_model.h"

#include <QColor>
#include <algorithm>

#include "ui/jobs/translate.h"
#include "ui/models/field_domain.h"

namespace gis::ui {

QString updateKindText(io::UpdateChange::Kind kind) {
  switch (kind) {
    case io::UpdateChange::Kind::added: return UpdateModel::tr("added");
    case io::UpdateChange::Kind::changed: return UpdateModel::tr("changed");
    default: return UpdateModel::tr("removed");
  }
}

void UpdateModel::take(std::shared_ptr<const io::UpdatePlan> plan) {
  beginResetModel();
  m_plan = std::move(plan);
  m_rows.clear();
  m_decided.clear();
  m_accepted.assign(m_plan ? m_plan->changes.size() : 0, 1);
  for (std::size_t i = 0; i < m_accepted.size(); ++i) m_rows.push_back(i);
  endResetModel();
  Q_EMIT acceptanceChanged();
}

void UpdateModel::show(const std::function<bool(const io::UpdateChange&)>& wanted) {
  beginResetModel();
  m_rows.clear();
  for (std::size_t i = 0; i < m_accepted.size(); ++i) {
    if (wanted(m_plan->changes[i])) m_rows.push_back(i);
  }
  endResetModel();
}

void UpdateModel::showOnly(std::optional<Kind> kind) {
  show([&](const io::UpdateChange& one) { return !kind || one.kind == *kind; });
}

void UpdateModel::showConflicts() {
  show([](const io::UpdateChange& one) { return one.hasConflict(); });
}

const io::UpdateChange& UpdateModel::changeAt(std::size_t at) const {
  const auto known = m_decided.find(at);
  return known == m_decided.end() ? m_plan->changes[at] : known->second;
}

io::UpdateChange& UpdateModel::decided(std::size_t at) {
  return m_decided.try_emplace(at, m_plan->changes[at]).first->second;
}

void UpdateModel::decide(int row, Part part, std::size_t cell, Side side) {
  io::UpdateChange& one = decided(m_rows[std::size_t(row)]);
  if (part == Part::feature) one.side = side;
  if (part == Part::shape) one.shapeSide = side;
  if (part == Part::cell) one.cells[cell].side = side;
  Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
  Q_EMIT acceptanceChanged();
}

void UpdateModel::decideShown(Side side) {
  for (const std::size_t at : m_rows) {
    if (!m_plan->changes[at].hasConflict()) continue;
    io::UpdateChange& one = decided(at);
    if (one.conflict) one.side = side;
    if (one.shapeConflict) one.shapeSide = side;
    for (io::UpdateChange::Cell& cell : one.cells)
      if (cell.conflict) cell.side = side;
  }
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
  Q_EMIT acceptanceChanged();
}

std::int64_t UpdateModel::open() const {
  if (!m_plan || m_plan->conflicts == 0) return 0;
  std::int64_t count = 0;
  for (std::size_t i = 0; i < m_accepted.size(); ++i) count += m_accepted[i] != 0 && changeAt(i).isOpen() ? 1 : 0;
  return count;
}

std::shared_ptr<const io::UpdatePlan> UpdateModel::decidedPlan() const {
  if (m_decided.empty()) return m_plan;
  auto all = std::make_shared<io::UpdatePlan>(*m_plan);
  for (const auto& [at, change] : m_decided) all->changes[at] = change;
  return all;
}

void UpdateModel::acceptShown(bool accepted) {
  for (const std::size_t i : m_rows) m_accepted[i] = accepted ? 1 : 0;
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::CheckStateRole});
  Q_EMIT acceptanceChanged();
}

std::int64_t UpdateModel::accepted() const {
  return std::count(m_accepted.begin(), m_accepted.end(), std::uint8_t(1));
}

int UpdateModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(m_rows.size());
}

int UpdateModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(columns);
}

QString UpdateModel::text(const io::UpdateChange& change, int column) const {
  if (column == kindColumn) return updateKindText(change.kind);
  if (column == keyColumn) return fromUtf8(change.key);
  const QString mark = change.isOpen() ? QStringLiteral("⚠ ") : change.hasConflict() ? QStringLiteral("✓ ") : QString();
  if (change.conflict) return mark + (change.kind == Kind::added ? tr("removed here") : tr("changed here"));
  if (change.kind != Kind::changed) return mark;
  QStringList what;
  for (const io::UpdateChange::Cell& cell : change.cells) what << fieldTitle(fromUtf8(cell.field));
  if (change.geometry) what << tr("shape");
  return mark + what.join(QStringLiteral(", "));
}

QVariant UpdateModel::data(const QModelIndex& index, int role) const {
  if (index.row() < 0 || index.row() >= rowCount()) return {};
  const io::UpdateChange& one = change(index.row());
  switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return text(one, index.column());
    case Qt::CheckStateRole:
      if (index.column() != kindColumn) return {};
      return int(m_accepted[m_rows[std::size_t(index.row())]] != 0 ? Qt::Checked : Qt::Unchecked);
    case Qt::ForegroundRole:
      if (index.column() != kindColumn) return {};
      return one.kind == Kind::added     ? QColor(0x1B, 0x7F, 0x3B)
             : one.kind == Kind::changed ? QColor(0x1F, 0x5F, 0xAE)
                                         : QColor(0xB0, 0x1E, 0x1E);
    default: return {};
  }
}

bool UpdateModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::CheckStateRole || index.column() != kindColumn || index.row() >= rowCount()) return false;
  m_accepted[m_rows[std::size_t(index.row())]] = value.toInt() == Qt::Checked ? 1 : 0;
  Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
  Q_EMIT acceptanceChanged();
  return true;
}

Qt::ItemFlags UpdateModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  if (index.column() == kindColumn) flags |= Qt::ItemIsUserCheckable;
  return flags;
}

QVariant UpdateModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole || orientation != Qt::Horizontal) {
    return QAbstractTableModel::headerData(section, orientation, role);
  }
  return section == kindColumn ? tr("Change") : section == keyColumn ? tr("Key") : tr("What differs");
}

}  // namespace gis::ui
