#include "ui/jobs/message_log.h"

namespace gis::ui {

namespace {
constexpr std::size_t kMostMessages = 1000;
}

MessageLog::MessageLog(QObject* parent) : QAbstractTableModel(parent) {}

void MessageLog::add(MessageKind kind, const QString& text) {
  if (m_messages.size() >= kMostMessages) {
    beginRemoveRows({}, 0, 0);
    m_messages.erase(m_messages.begin());
    endRemoveRows();
  }
  const int row = static_cast<int>(m_messages.size());
  beginInsertRows({}, row, row);
  m_messages.push_back({QDateTime::currentDateTime(), kind, text});
  endInsertRows();
  Q_EMIT added(m_messages.back());
}

void MessageLog::clear() {
  beginResetModel();
  m_messages.clear();
  endResetModel();
}

QString MessageLog::asText() const {
  QString all;
  for (const LogMessage& m : m_messages)
    all += m.at.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) + QLatin1Char('\t') + m.text + QLatin1Char('\n');
  return all;
}

int MessageLog::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_messages.size());
}

int MessageLog::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : 2;
}

QVariant MessageLog::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const LogMessage& m = m_messages[static_cast<std::size_t>(index.row())];
  if (role == Qt::DisplayRole)
    return index.column() == 0 ? QVariant(m.at.toString(QStringLiteral("HH:mm:ss"))) : QVariant(m.text);
  if (role == Qt::ToolTipRole) return m.text;
  if (role == Qt::UserRole) return static_cast<int>(m.kind);
  return {};
}

QVariant MessageLog::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole || orientation != Qt::Horizontal) return {};
  return section == 0 ? tr("Time") : tr("Message");
}

}  // namespace gis::ui
