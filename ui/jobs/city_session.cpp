#include "ui/jobs/city_session.h"

#include <QFileInfo>
#include <QMetaObject>
#include <QTimer>
#include <algorithm>
#include <mutex>

#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/terminal.h"
#include "gis_core/store/city_past.h"
#include "gis_core/store/edit_within.h"
#include "gis_core/store/stage_sweeper.h"
#include "ui/jobs/language.h"

namespace gis::ui {

namespace {

constexpr int kLongWriteMs = 1500;

std::filesystem::path pathOf(const QString& file) {
  return platform::pathFromUtf8(toUtf8(file));
}

/// Any exception as an Error: what is not ours is a defect or lack of memory, and is said so.
Error asError(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const Error& error) {
    return error;
  } catch (const std::exception& error) {
    return Error(ErrorCode::internal, GIS_TR("The job ended unexpectedly"), Message("{0}", {error.what()}));
  } catch (...) {
    return Error(ErrorCode::internal, GIS_TR("The job ended unexpectedly"));
  }
}

store::CityDatabase openForReading(const std::filesystem::path& file) {
  return store::CityDatabase::open(file, store::OpenMode::readOnly);
}

/// What was otherwise at a moment, made by the first thread that asks.
struct PastOnce {
  std::once_flag once;
  store::CityPast past;
};

store::CityDatabase openThen(const std::filesystem::path& file, const std::string& at, PastOnce& kept) {
  std::call_once(kept.once, [&] { kept.past = store::cityPast(openForReading(file), at); });
  return store::openCityAsOf(file, kept.past);
}

bool sameRegistry(const LayerList& a, const LayerList& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const store::LayerInfo &x = a[i], &y = b[i];
    const bool same = x.uid == y.uid && x.name == y.name && x.titleZh == y.titleZh && x.titleEn == y.titleEn &&
                      x.group == y.group && x.geometryType == y.geometryType && x.srid == y.srid &&
                      x.count == y.count && x.extent == y.extent && x.fields == y.fields && x.role == y.role &&
                      x.order == y.order && x.visible == y.visible && x.styleJson == y.styleJson &&
                      x.filter == y.filter && x.searchFields == y.searchFields && x.codeSystems == y.codeSystems &&
                      x.revision == y.revision;
    if (!same) return false;
  }
  return true;
}

}  // namespace

/// One job on its way through a lane and back.
struct CitySession::Ticket {
  quint64 id = 0;
  quint64 generation = 0;
  Lane lane = Lane::quick;
  QString title;
  AnyWork work;
  QPointer<QObject> context;
  JobOptions options;
  CancelToken token;
  bool ended = false;  ///< GUI thread
  [[nodiscard]] JobEntry listed() const {
    JobEntry entry;
    entry.id = id;
    entry.title = title;
    entry.token = token;
    return entry;
  }
};

CitySession::CitySession(QObject* parent)
    : QObject(parent),
      m_layers(std::make_shared<const LayerList>()),
      m_jobs(new JobModel(this)),
      m_messages(new MessageLog(this)),
      m_sweeper(std::make_shared<store::StageSweeper>()),
      m_task("task", 1, {}) {}

CitySession::~CitySession() {
  close();
  m_task.stop();
  for (std::thread& t : m_reapers) t.join();
}

JobLane* CitySession::lane(Lane which) {
  switch (which) {
    case Lane::quick: return m_quick.get();
    case Lane::slow: return m_slow.get();
    case Lane::map: return m_map.get();
    case Lane::write: return m_write.get();
    case Lane::task: return &m_task;
  }
  return nullptr;
}

void CitySession::open(const QString& file) {
  start(QFileInfo(file).absoluteFilePath(), {});
}

void CitySession::openAsOf(const QString& file, const QString& at) {
  start(QFileInfo(file).absoluteFilePath(), {}, at);
}

void CitySession::create(const QString& file, const QString& crs) {
  const QString full = QFileInfo(file).absoluteFilePath();
  start(full, [path = pathOf(full), text = toUtf8(crs)] {
    const auto made = store::CityDatabase::create(path, crs::Crs::parse(text));
    static_cast<void>(made);
  });
}

void CitySession::start(const QString& file, const std::function<void()>& prepare, const QString& at) {
  close();
  Q_EMIT opening(file);
  const std::filesystem::path path = pathOf(file);
  const auto past = at.isEmpty() ? nullptr : std::make_shared<PastOnce>();
  const JobLane::OpenCity reading = [path, past, then = toUtf8(at)] {
    return past ? openThen(path, then, *past) : openForReading(path);
  };
  m_write = std::make_unique<JobLane>("write", 1, [path, prepare, past, reading, first = true]() mutable {
    if (past) return reading();
    if (prepare && std::exchange(first, false)) prepare();
    try {
      return store::CityDatabase::open(path, store::OpenMode::readWrite);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::readOnly) throw;
      return openForReading(path);
    }
  });
  struct Opened {
    CityInfo info;
    std::shared_ptr<const LayerList> layers;
    store::UndoState undo;
    std::int64_t seq = 0;
    QStringList unknown;
  };
  JobOptions options;
  options.onError = [this, file](const QString& sentence, const Error&) {
    close();
    m_messages->add(MessageKind::error, sentence);
    Q_EMIT openFailed(file, sentence);
  };
  write(
      tr("Open %1").arg(QFileInfo(file).fileName()),
      [file, at, past](const store::CityDatabase& city, Progress&) {
        Opened opened;
        opened.info.file = file;
        opened.info.asOf = at;
        if (past) {
          for (const std::string& layer : past->past.unknown) opened.unknown << fromUtf8(layer);
        }
        opened.info.name = QFileInfo(file).completeBaseName();
        opened.info.uid = fromUtf8(city.uid());
        opened.info.crs = city.crs();
        opened.info.srid = city.srid();
        opened.info.crsName = fromUtf8(city.crs().name());
        opened.info.geographic = city.crs().isKnown() && city.crs().isGeographic();
        opened.info.readOnly = city.connection().isReadOnly();
        opened.info.note = translated(city.openingMessage());
        opened.layers = std::make_shared<const LayerList>(store::listLayers(city.connection()));
        opened.seq = store::lastChange(city.connection());
        opened.undo = store::undoState(city);
        return opened;
      },
      this,
      [this, reading](Opened opened) {
        adopt(std::move(opened.info), std::move(opened.layers), std::move(opened.undo), opened.seq, reading);
        if (opened.unknown.isEmpty()) return;
        m_messages->add(MessageKind::warning,
                        tr("These layers were loaded since that date and are shown as they are now: %1")
                            .arg(opened.unknown.join(QStringLiteral(", "))));
      },
      options);
}

void CitySession::adopt(CityInfo info, std::shared_ptr<const LayerList> layers, store::UndoState undo, std::int64_t seq,
                        const JobLane::OpenCity& open) {
  m_info = std::move(info);
  m_layers = std::move(layers);
  m_undo = std::move(undo);
  m_open = true;
  m_quick = std::make_unique<JobLane>("quick", 2, open);
  // An export or an index that is made anew, and beside it a question of the person at the window.
  m_slow = std::make_unique<JobLane>("slow", 2, open);
  m_map = std::make_unique<JobLane>("map", 1, open);
  const quint64 generation = m_generation;
  m_watcher = std::make_unique<CityWatcher>(open, seq, [this, generation](CityChanges changes) {
    QMetaObject::invokeMethod(
        this,
        [this, generation, changes = std::move(changes)]() mutable {
          if (generation == m_generation && m_open) take(std::move(changes));
        },
        Qt::QueuedConnection);
  });
  if (!m_info.note.isEmpty()) m_messages->add(MessageKind::warning, m_info.note);
  Q_EMIT opened();
  Q_EMIT layersChanged();
  Q_EMIT undoStateChanged();
}

void CitySession::close() {
  ++m_generation;
  const bool wasOpen = std::exchange(m_open, false);
  // Running work ends soon (its token is cancelled), but the window does not wait for it.
  auto readers = std::make_shared<std::vector<std::unique_ptr<JobLane>>>();
  for (auto* lane : {&m_quick, &m_slow, &m_map}) {
    if (*lane) {
      (*lane)->stop();
      readers->push_back(std::move(*lane));
    }
  }
  if (m_write) m_write->cancel();
  auto writer = std::shared_ptr<JobLane>(std::move(m_write));
  auto watcher = std::shared_ptr<CityWatcher>(std::move(m_watcher));
  if (!readers->empty() || writer || watcher) {
    // Only a connection that may write merges the write-ahead log into the file when it is the last one: who copies
    // the closed city must have everything in one file.
    m_reapers.emplace_back([readers, writer, watcher, sweeper = m_sweeper]() mutable {
      watcher.reset();
      readers->clear();
      sweeper->wait();
      writer.reset();
    });
    readers.reset();
    writer.reset();
    watcher.reset();
  }
  m_info = {};
  m_layers = std::make_shared<const LayerList>();
  m_undo = {};
  if (wasOpen) {
    Q_EMIT closed();
    Q_EMIT layersChanged();
    Q_EMIT undoStateChanged();
  }
}

const store::LayerInfo* CitySession::layer(const QString& name) const {
  const std::string wanted = toUtf8(name);
  for (const store::LayerInfo& info : *m_layers)
    if (info.name == wanted) return &info;
  return nullptr;
}

QString CitySession::layerTitle(const store::LayerInfo& layer) {
  const std::string& title = isChinese() ? layer.titleZh : layer.titleEn;
  return fromUtf8(title.empty() ? layer.name : title);
}

JobHandle CitySession::submit(Lane which, const QString& title, AnyWork work, QObject* context, JobOptions options) {
  auto ticket = std::make_shared<Ticket>();
  ticket->id = m_nextJob++;
  ticket->generation = m_generation;
  ticket->lane = which;
  ticket->title = title;
  ticket->work = std::move(work);
  ticket->context = context ? context : this;
  ticket->options = std::move(options);
  JobHandle handle{ticket->id, ticket->token};
  JobLane* target = lane(which);
  if (!target) {
    fail(*ticket, Error(ErrorCode::notFound, GIS_TR("No city is open"), {}, GIS_TR("open a city first")));
    return handle;
  }
  ++m_pending;
  if (ticket->options.shown) {
    m_jobs->add(ticket->listed());
  } else if (which == Lane::write) {
    // a change of very many rows that nobody foresaw, an undo of one: it can be seen and stopped
    QTimer::singleShot(kLongWriteMs, this, [this, ticket] {
      if (ticket->ended) return;
      m_jobs->add(ticket->listed());
      m_jobs->setState(ticket->id, JobState::running);
    });
  }
  target->push({ticket->token, [this, ticket, target](const store::CityDatabase* city) {
                  runTicket(ticket, city, city ? nullptr : target->openFailure());
                }});
  return handle;
}

void CitySession::runTicket(const std::shared_ptr<Ticket>& ticket, const store::CityDatabase* city,
                            std::exception_ptr noCity) {
  const auto post = [this](auto call) { QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection); };
  const bool shown = ticket->options.shown;
  if (shown) post([this, id = ticket->id] { m_jobs->setState(id, JobState::running); });
  Finish done;
  std::exception_ptr failure;
  try {
    ticket->token.check();
    Progress progress(ticket->token, [&](const ProgressState& state) {
      // not listed (yet): nothing happens
      post([this, id = ticket->id, state] { m_jobs->setProgress(id, state.done, state.total); });
    });
    if (ticket->lane != Lane::task && !city) {
      if (noCity) std::rethrow_exception(noCity);
      throw Error(ErrorCode::notFound, GIS_TR("No city is open"), {}, GIS_TR("open a city first"));
    }
    done = ticket->work(city, progress);
  } catch (...) {
    failure = std::current_exception();
  }
  ticket->work = {};
  post([this, ticket, done, failure] { finish(ticket, done, failure); });
}

void CitySession::finish(const std::shared_ptr<Ticket>& ticket, const Finish& done, const std::exception_ptr& failure) {
  --m_pending;
  ticket->ended = true;
  const bool stale = ticket->generation != m_generation && ticket->lane != Lane::task;
  // Whoever asked anew while the answer was on its way wants the new one, which may have come before.
  const bool onlyReads = ticket->lane != Lane::write && ticket->lane != Lane::task && !ticket->options.shown;
  const bool isDropped = onlyReads && ticket->token.cancelled();
  if (isDropped || (failure && asError(failure).code() == ErrorCode::cancelled)) {
    m_jobs->setState(ticket->id, JobState::cancelled, {});
    if (!stale && ticket->context && ticket->options.onCancelled) ticket->options.onCancelled();
  } else if (failure) {
    const Error error = asError(failure);
    m_jobs->setState(ticket->id, JobState::failed, sentence(error));
    if (!stale) fail(*ticket, error);
  } else {
    m_jobs->setState(ticket->id, JobState::done);
    if (ticket->lane == Lane::write || ticket->lane == Lane::task) lookNow();
    if (!stale && ticket->context) done();
  }
  if (m_pending == 0) Q_EMIT idle();
}

void CitySession::fail(const Ticket& ticket, const Error& error) {
  const QString text = sentence(error);
  if (ticket.options.onError) {
    if (ticket.context) ticket.options.onError(text, error);
    return;
  }
  m_messages->add(MessageKind::error, text);
  Q_EMIT jobFailed(ticket.title, text);
}

void CitySession::lookNow() {
  if (m_watcher) m_watcher->poke();
}

void CitySession::take(CityChanges changes) {
  const auto isOfPeople = [](const std::string& layer) { return !layer.starts_with("city_"); };
  if (!m_info.asOf.isEmpty() &&
      (std::any_of(changes.reloaded.begin(), changes.reloaded.end(), isOfPeople) ||
       std::any_of(changes.rows.begin(), changes.rows.end(), [&](const auto& one) { return isOfPeople(one.first); }))) {
    openAsOf(QString(m_info.file), QString(m_info.asOf));  // somebody wrote: what was otherwise then is more now
    return;
  }
  const bool registryChanged = !sameRegistry(*m_layers, *changes.layers);
  m_layers = std::move(changes.layers);
  const bool undoChanged = changes.undo.undoTx != m_undo.undoTx || changes.undo.redoTx != m_undo.redoTx;
  m_undo = std::move(changes.undo);
  if (registryChanged) Q_EMIT layersChanged();
  for (const std::string& name : changes.reloaded) Q_EMIT dataChanged(fromUtf8(name), {});
  for (const auto& [name, fids] : changes.rows) Q_EMIT dataChanged(fromUtf8(name), fids);
  if (undoChanged) Q_EMIT undoStateChanged();
}

JobHandle CitySession::applyEdit(const QString& title, store::EditCommand command, QObject* context,
                                 std::function<void(const store::EditResult&)> done, JobOptions options) {
  if (command.actor.empty()) command.actor = toUtf8(m_actor);
  return write(
      title,
      [command = std::move(command)](const store::CityDatabase& city, Progress& progress) mutable {
        const store::FreesRowsBeside beside(command);
        return store::applyLong(city, command, progress);
      },
      context,
      [this, done = std::move(done)](store::EditResult result) {
        Q_EMIT editApplied(result);
        if (done) done(result);
      },
      std::move(options));
}

void CitySession::undo(std::function<void()> done) {
  runUndo(false, std::move(done));
}
void CitySession::redo(std::function<void()> done) {
  runUndo(true, std::move(done));
}

void CitySession::runUndo(bool redo, std::function<void()> done) {
  const std::string actor = toUtf8(m_actor);
  write(
      redo ? tr("Redo") : tr("Undo"),
      [redo, actor](const store::CityDatabase& city, Progress& progress) {
        return redo ? store::redoLong(city, actor, progress) : store::undoLong(city, actor, progress);
      },
      this,
      [this, done = std::move(done)](store::EditResult result) {
        if (done) done();
        Q_EMIT editApplied(result);
      });
}

void CitySession::setActor(const QString& name) {
  m_actor = name;
  // loads, removals and the notes of made layers are signed, too: by the user of this computer when no name is set
  store::setDefaultActor(name.isEmpty() ? platform::userName() : toUtf8(name));
}

}  // namespace gis::ui
