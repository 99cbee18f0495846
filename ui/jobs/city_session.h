// The bridge between the windows (GUI thread) and the city database (worker threads).
//
// The GUI thread never touches SQLite, GDAL, GEOS or PROJ. It hands work to the session:
//
//   session.read(tr("Identify"), [=](const store::CityDatabase& city, Progress& progress) { ... return rows; },
//                this, [this](Rows rows) { show(rows); });
//
// The work runs in a worker thread with that thread's own connection, on values it captured by copy; the
// callback runs in the GUI thread, and is dropped when the context object has died or the city was closed
// meanwhile. A gis::Error becomes a sentence in the user's language: messages(), jobFailed(), or onError.
#pragma once

#include <QObject>
#include <QPointer>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/layer.h"
#include "ui/jobs/city_watcher.h"
#include "ui/jobs/job_lane.h"
#include "ui/jobs/job_model.h"
#include "ui/jobs/message_log.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

using LayerList = std::vector<store::LayerInfo>;

/// What the GUI knows of the open city.
struct CityInfo {
  QString file;  ///< full path
  QString name;  ///< file name without ending
  QString uid;
  crs::Crs crs;
  int srid = -1;
  QString crsName;          ///< in words
  bool geographic = false;  ///< coordinates are degrees
  bool readOnly = false;
  QString note;  ///< said at opening, or empty
  QString asOf;  ///< the moment it is shown as of (ISO 8601 in UTC), or empty: today
};

/// What a caller keeps of a job. Copies mean the same job.
struct JobHandle {
  quint64 id = 0;
  CancelToken token;
  void cancel() const { token.cancel(); }
};

struct JobOptions {
  bool shown = false;  ///< listed in the jobs panel (what lasts: imports, exports, big questions)
  /// Called in the GUI thread instead of the message log. Never called for a cancelled job.
  std::function<void(const QString& sentence, const Error& error)> onError;
  /// Called in the GUI thread when the job ended because it was cancelled.
  std::function<void()> onCancelled;
};

/// One open city (or none) with its threads: two quick readers, two for what lasts, one for the
/// map, exactly one writer, one worker for tasks that open what they need themselves, and the watcher.
/// Thread rule: an object of the GUI thread; every member is called there.
class CitySession : public QObject {
  Q_OBJECT
 public:
  explicit CitySession(QObject* parent = nullptr);
  ~CitySession() override;

  /// Opens (closing what was open). Ends in opened() or openFailed(). A read-only place opens read-only.
  void open(const QString& file);
  /// The same city as it was at a moment (ISO 8601 in UTC; empty: today), to read: map, table and cards tell of then.
  void openAsOf(const QString& file, const QString& at);
  /// Makes a new city with this CRS ("EPSG:4549") and opens it.
  void create(const QString& file, const QString& crs);
  void close();
  [[nodiscard]] bool isOpen() const { return m_open; }
  [[nodiscard]] bool isReadOnly() const { return m_info.readOnly; }
  [[nodiscard]] const CityInfo& city() const { return m_info; }

  /// The registry as last read, bottom to top; never null.
  [[nodiscard]] std::shared_ptr<const LayerList> layers() const { return m_layers; }
  /// Nothing when there is no such layer.
  [[nodiscard]] const store::LayerInfo* layer(const QString& name) const;
  /// The layer's title in the language of the program, else its name.
  [[nodiscard]] static QString layerTitle(const store::LayerInfo& layer);

  /// For jobs that open the city themselves and load in bulk: city.leaveTidyingTo(sweeper()), so that a cancel returns
  /// at once. Closing the city waits for it, beside the window.
  [[nodiscard]] const std::shared_ptr<store::StageSweeper>& sweeper() const { return m_sweeper; }

  /// Who edits, written into the history (preference "operator name").
  void setActor(const QString& name);
  [[nodiscard]] const QString& actor() const { return m_actor; }

  /// Work that only reads and is short (a click, a page of a table).
  template <typename Work, typename Done>
  JobHandle read(const QString& title, Work work, QObject* context, Done done, JobOptions options = {}) {
    return submit(Lane::quick, title, wrap(std::move(work), std::move(done)), context, std::move(options));
  }
  /// Work that only reads and may last (an export, a question over a million rows).
  template <typename Work, typename Done>
  JobHandle readLong(const QString& title, Work work, QObject* context, Done done, JobOptions options = {}) {
    return submit(Lane::slow, title, wrap(std::move(work), std::move(done)), context, std::move(options));
  }
  /// Preparing what the map shows (its own thread: an export must not hold up the picture).
  template <typename Work, typename Done>
  JobHandle readForMap(const QString& title, Work work, QObject* context, Done done, JobOptions options = {}) {
    return submit(Lane::map, title, wrap(std::move(work), std::move(done)), context, std::move(options));
  }
  /// Work on the one writer. Keep it short: inspectors' saves wait behind it.
  template <typename Work, typename Done>
  JobHandle write(const QString& title, Work work, QObject* context, Done done, JobOptions options = {}) {
    return submit(Lane::write, title, wrap(std::move(work), std::move(done)), context, std::move(options));
  }
  /// Work that needs no city of ours: `work(Progress&)`. Bulk loads belong here: they open the city
  /// themselves and take the write lock only in short chunks. Works without an open city.
  template <typename Work, typename Done>
  JobHandle task(const QString& title, Work work, QObject* context, Done done, JobOptions options = {}) {
    auto withoutCity = [work = std::move(work)](const store::CityDatabase*, Progress& progress) mutable {
      return work(progress);
    };
    return submit(Lane::task, title, wrapAny(std::move(withoutCity), std::move(done)), context, std::move(options));
  }

  /// The edit command on the writer; editApplied() follows. The actor is filled in when empty.
  JobHandle applyEdit(const QString& title, store::EditCommand command, QObject* context,
                      std::function<void(const store::EditResult&)> done = {}, JobOptions options = {});
  /// `done` comes before editApplied(); not at all when the job fails or is cancelled.
  void undo(std::function<void()> done = {});
  void redo(std::function<void()> done = {});
  [[nodiscard]] const store::UndoState& undoState() const { return m_undo; }

  [[nodiscard]] JobModel& jobs() { return *m_jobs; }
  [[nodiscard]] MessageLog& messages() { return *m_messages; }
  /// Jobs handed out that have not told their end: 0 = idle.
  [[nodiscard]] int pendingJobs() const { return m_pending; }
  /// Looks for changes now instead of at the next poll.
  void lookNow();

 Q_SIGNALS:
  void opening(const QString& file);
  void opened();
  void openFailed(const QString& file, const QString& sentence);
  void closed();
  /// Names, titles, order, styles, filters, counts … of layers changed; layers() is already new.
  void layersChanged();
  /// Rows changed (here or by another program), or, with no fids, the whole layer.
  void dataChanged(const QString& layer, const std::vector<std::int64_t>& fids);
  void editApplied(const gis::store::EditResult& result);
  void undoStateChanged();
  void jobFailed(const QString& title, const QString& sentence);
  void idle();

 private:
  enum class Lane { quick, slow, map, write, task };
  using Finish = std::function<void()>;
  using AnyWork = std::function<Finish(const store::CityDatabase*, Progress&)>;

  template <typename Work, typename Done>
  static AnyWork wrap(Work work, Done done) {
    auto withCity = [work = std::move(work)](const store::CityDatabase* city, Progress& progress) mutable {
      return work(*city, progress);
    };
    return wrapAny(std::move(withCity), std::move(done));
  }

  template <typename Work, typename Done>
  static AnyWork wrapAny(Work work, Done done) {
    using Result = std::invoke_result_t<Work&, const store::CityDatabase*, Progress&>;
    // shared_ptr: std::function wants copyable captures, results need not be
    auto sharedWork = std::make_shared<Work>(std::move(work));
    auto sharedDone = std::make_shared<Done>(std::move(done));
    return [sharedWork, sharedDone](const store::CityDatabase* city, Progress& progress) -> Finish {
      if constexpr (std::is_void_v<Result>) {
        (*sharedWork)(city, progress);
        return [sharedDone] { (*sharedDone)(); };
      } else {
        auto result = std::make_shared<Result>((*sharedWork)(city, progress));
        return [sharedDone, result] { (*sharedDone)(std::move(*result)); };
      }
    };
  }

  struct Ticket;
  JobHandle submit(Lane lane, const QString& title, AnyWork work, QObject* context, JobOptions options);
  void runTicket(const std::shared_ptr<Ticket>& ticket, const store::CityDatabase* city, std::exception_ptr noCity);
  void finish(const std::shared_ptr<Ticket>& ticket, const Finish& finish, const std::exception_ptr& failure);
  void fail(const Ticket& ticket, const Error& error);
  void start(const QString& file, const std::function<void()>& prepare, const QString& at = {});
  void adopt(CityInfo info, std::shared_ptr<const LayerList> layers, store::UndoState undo, std::int64_t seq,
             const JobLane::OpenCity& open);
  void take(CityChanges changes);
  void runUndo(bool redo, std::function<void()> done);
  JobLane* lane(Lane which);

  bool m_open = false;
  CityInfo m_info;
  std::shared_ptr<const LayerList> m_layers;
  store::UndoState m_undo;
  QString m_actor;
  JobModel* m_jobs;
  MessageLog* m_messages;
  quint64 m_nextJob = 1;
  quint64 m_generation = 0;  ///< counts openings: results of an earlier city are dropped
  int m_pending = 0;
  std::unique_ptr<JobLane> m_quick, m_slow, m_map, m_write;
  std::shared_ptr<store::StageSweeper> m_sweeper;  ///< outlives the tasks
  JobLane m_task;
  std::unique_ptr<CityWatcher> m_watcher;
  std::vector<std::thread> m_reapers;
};

}  // namespace gis::ui
