#include "ui/jobs/job_model.h"

#include <algorithm>

namespace gis::ui {

namespace {
constexpr std::size_t kMostFinished = 50;

bool isActive(JobState s) {
  return s == JobState::waiting || s == JobState::running;
}
}  // namespace

JobModel::JobModel(QObject* parent) : QAbstractTableModel(parent) {}

void JobModel::add(JobEntry entry) {
  const auto finished = static_cast<std::size_t>(
      std::count_if(m_jobs.begin(), m_jobs.end(), [](const JobEntry& j) { return !isActive(j.state); }));
  if (finished >= kMostFinished) {
    const auto oldest =
        std::find_if(m_jobs.begin(), m_jobs.end(), [](const JobEntry& j) { return !isActive(j.state); });
    const int row = static_cast<int>(oldest - m_jobs.begin());
    beginRemoveRows({}, row, row);
    m_jobs.erase(oldest);
    endRemoveRows();
  }
  QElapsedTimer timer;
  timer.start();
  m_timers.emplace_back(entry.id, timer);
  const int row = static_cast<int>(m_jobs.size());
  beginInsertRows({}, row, row);
  m_jobs.push_back(std::move(entry));
  endInsertRows();
  Q_EMIT activityChanged();
}

int JobModel::rowOf(quint64 id) const {
  const auto it = std::find_if(m_jobs.begin(), m_jobs.end(), [id](const JobEntry& j) { return j.id == id; });
  return it == m_jobs.end() ? -1 : static_cast<int>(it - m_jobs.begin());
}

void JobModel::setProgress(quint64 id, quint64 done, quint64 total) {
  const int row = rowOf(id);
  if (row < 0) return;
  JobEntry& job = m_jobs[static_cast<std::size_t>(row)];
  job.done = done;
  job.total = total;
  Q_EMIT dataChanged(index(row, progressColumn), index(row, stateColumn));
  Q_EMIT activityChanged();
}

void JobModel::setState(quint64 id, JobState state, const QString& note) {
  const int row = rowOf(id);
  if (row < 0) return;
  JobEntry& job = m_jobs[static_cast<std::size_t>(row)];
  job.state = state;
  job.note = note;
  if (!isActive(state)) {
    const auto timer = std::find_if(m_timers.begin(), m_timers.end(), [id](const auto& t) { return t.first == id; });
    if (timer != m_timers.end()) {
      job.milliseconds = timer->second.elapsed();
      m_timers.erase(timer);
    }
  }
  Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
  Q_EMIT activityChanged();
}

void JobModel::cancel(int row) {
  if (row >= 0 && row < rowCount()) m_jobs[static_cast<std::size_t>(row)].token.cancel();
}

void JobModel::clearFinished() {
  for (int row = rowCount() - 1; row >= 0; --row) {
    if (isActive(m_jobs[static_cast<std::size_t>(row)].state)) continue;
    beginRemoveRows({}, row, row);
    m_jobs.erase(m_jobs.begin() + row);
    endRemoveRows();
  }
}

int JobModel::runningCount() const {
  return static_cast<int>(
      std::count_if(m_jobs.begin(), m_jobs.end(), [](const JobEntry& j) { return isActive(j.state); }));
}

int JobModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

int JobModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : columns;
}

QVariant JobModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const JobEntry& job = m_jobs[static_cast<std::size_t>(index.row())];
  if (role == Qt::ToolTipRole) return job.note.isEmpty() ? job.title : job.note;
  if (role == Qt::UserRole)
    return job.total == 0 ? -1 : static_cast<int>(std::min<quint64>(100, job.done * 100 / job.total));
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case titleColumn: return job.title;
    case progressColumn:
      if (!isActive(job.state)) return tr("%1 s").arg(static_cast<double>(job.milliseconds) / 1000.0, 0, 'f', 1);
      return job.total == 0 ? (job.done == 0 ? QString() : QString::number(job.done))
                            : QStringLiteral("%1 %").arg(std::min<quint64>(100, job.done * 100 / job.total));
    case stateColumn:
      switch (job.state) {
        case JobState::waiting: return tr("Waiting");
        case JobState::running: return tr("Running");
        case JobState::done: return tr("Done");
        case JobState::failed: return job.note.isEmpty() ? tr("Failed") : job.note;
        case JobState::cancelled: return tr("Cancelled");
      }
      return {};
    default: return {};
  }
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole || orientation != Qt::Horizontal) return {};
  switch (section) {
    case titleColumn: return tr("Job");
    case progressColumn: return tr("Progress");
    case stateColumn: return tr("State");
    default: return {};
  }
}

}  // namespace gis::ui
