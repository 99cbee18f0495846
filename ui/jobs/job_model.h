// The running and lately finished jobs, for the jobs panel.
#pragma once

#include <QAbstractTableModel>
#include <QElapsedTimer>
#include <functional>
#include <vector>

#include "gis_core/base/progress.h"

namespace gis::ui {

enum class JobState { waiting, running, done, failed, cancelled };

struct JobEntry {
  quint64 id = 0;
  QString title;
  JobState state = JobState::waiting;
  quint64 done = 0, total = 0;  ///< progress; total 0 = not known
  qint64 milliseconds = 0;      ///< how long it took
  QString note;                 ///< the failure's sentence
  CancelToken token;
};

/// Columns: title, progress (percent in Qt::UserRole, −1 = unknown), state, time. GUI thread only. Only
/// jobs that were asked to be shown are listed; the last 50 finished ones stay.
class JobModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { titleColumn, progressColumn, stateColumn, columns };
  explicit JobModel(QObject* parent = nullptr);

  void add(JobEntry entry);
  void setProgress(quint64 id, quint64 done, quint64 total);
  void setState(quint64 id, JobState state, const QString& note = {});
  void cancel(int row);
  void clearFinished();
  [[nodiscard]] const std::vector<JobEntry>& jobs() const { return m_jobs; }
  [[nodiscard]] int runningCount() const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 Q_SIGNALS:
  /// Something runs, ended or went on: the status bar shows the newest.
  void activityChanged();

 private:
  [[nodiscard]] int rowOf(quint64 id) const;
  std::vector<JobEntry> m_jobs;
  std::vector<std::pair<quint64, QElapsedTimer>> m_timers;
};

}  // namespace gis::ui
