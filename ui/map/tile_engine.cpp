#include "ui/map/tile_engine.h"

#include <QImage>
#include <QPainter>
#include <QRect>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "ui/map/label_layer.h"
#include "ui/map/picture_memory.h"
#include "ui/map/reads_ahead.h"
#include "ui/map/tile_cache.h"
#include "ui/map/tile_composition.h"
#include "ui/map/tile_frame.h"
#include "ui/map/tile_painter.h"
#include "ui/map/tile_parts.h"
#include "ui/map/tiles_ahead.h"

namespace gis::ui {

namespace {

constexpr std::size_t kTileBytes = std::size_t{4} * kTilePixels * kTilePixels;
constexpr std::ptrdiff_t kFewBlank = 4;
/// Coarse tiles are drawn first where more than this share of the screen would be blank: for less, the sharp ones
/// come as soon.
constexpr double kMuchBlank = 0.6;
/// While more is coming, whoever shows the map hears of it so often: showing it is work, too.
constexpr auto kBetweenArrivals = std::chrono::milliseconds(16);

}  // namespace

struct TileEngine::State {
  struct Job {
    TileKey key;
    bool isLabels = false;
    bool urgent = false;  ///< nothing stands in for it
    QRect part;           ///< of a tile: what is there when it is done
    MapView view;         ///< of labels
    std::shared_ptr<const MapScene> scene;
    CancelToken token;
    bool ahead = false;             ///< nobody waits for it yet
    std::optional<ReadAhead> read;  ///< that, and no drawing
  };

  explicit State(std::size_t budget) : tiles(budget) {}

  std::function<void()> onArrival;
  mutable std::mutex mutex;
  std::condition_variable wake, arrived;
  std::shared_ptr<const MapScene> scene;
  TileCache tiles;
  TileFrame shown;
  bool otherScaleCame = false;  ///< since draw(): what stands in may look better
  std::uint64_t frame = 0;
  std::optional<LabelPicture> labels;
  LabelMemory labelMemory;  ///< has its own lock
  std::deque<Job> queue;    ///< the first is the most urgent
  std::deque<Job> ahead;    ///< when the queue is empty
  TilesAhead surroundings;
  ReadsAhead reads;
  std::vector<Job> running;
  bool composing = false;  ///< whoever shows the map puts a frame together, or is about to, and needs a core
  int warming = 0;         ///< threads that touch memory
  bool stopping = false;
  std::chrono::steady_clock::time_point told;  ///< onArrival was called last
  bool untold = false;                         ///< something came since
  std::atomic<std::uint64_t> features{0};
  std::vector<std::jthread> workers;

  void work();
  void run(const Job& job);
  [[nodiscard]] TilePicture paintTile(const Job& job);
  void keepTile(const Job& job, TilePicture picture);
  void runAhead(Job job);
  void plan(const MapView& view, std::vector<MissingTile> missing, bool labelsWanted, bool sameView);
  [[nodiscard]] std::map<TileKey, QRect> standIns(const std::vector<MissingTile>& missing);
  void giveUpAhead(const MapView& view);
  void planAhead(const MapView& view, bool complete);
  bool warmMemory(std::unique_lock<std::mutex>& lock, std::size_t count);
  [[nodiscard]] bool nextJob(std::unique_lock<std::mutex>& lock, Job& job);
  /// Is something being made that the frame on the screen lacks?
  [[nodiscard]] bool isWanting() const {
    return isOpen([](const Job& job) { return !job.ahead; });
  }
  /// Is there work to do or in the making that `which` accepts?
  template <typename Which>
  [[nodiscard]] bool isOpen(Which which) const {
    return std::any_of(queue.begin(), queue.end(), which) || std::any_of(running.begin(), running.end(), which);
  }
  [[nodiscard]] bool labelsAreCurrent(const MapView& view) const {
    if (scene == nullptr || !scene->labels) return true;
    return labels && labels->stamp == scene->stamp && labels->view == view;
  }
};

TileEngine::TileEngine(Options options, std::function<void()> onArrival)
    : m_state(std::make_unique<State>(options.cacheBytes)) {
  m_state->onArrival = std::move(onArrival);
  const unsigned count = options.threads > 0 ? options.threads : threadCount();
  for (unsigned k = 0; k < count; ++k) m_state->workers.emplace_back([s = m_state.get()] { s->work(); });
}

TileEngine::~TileEngine() {
  {
    const std::lock_guard lock(m_state->mutex);
    m_state->stopping = true;
    m_state->queue.clear();
    m_state->ahead.clear();
    for (const State::Job& job : m_state->running) job.token.cancel();
  }
  m_state->wake.notify_all();
  m_state->workers.clear();
}

/// Touches memory for so many tiles, a page of it. True when it did; never beyond the budget.
bool TileEngine::State::warmMemory(std::unique_lock<std::mutex>& lock, std::size_t count) {
  if (composing || tiles.bytes() + count * kTileBytes >= tiles.budget()) return false;
  ++warming;
  lock.unlock();
  const bool warmed = warmTileMemory(count);
  lock.lock();
  --warming;
  return warmed;
}

/// Waits for something to do; false when all ends. While a frame is put together one core is left to that. Who has
/// nothing to do touches memory for the tiles to come: the system clears it, which takes as long as drawing a part of
/// them. A screen of it comes before what is drawn ahead, since a turn of the wheel needs that.
bool TileEngine::State::nextJob(std::unique_lock<std::mutex>& lock, Job& job) {
  bool rests = false;  ///< nothing is left to do
  while (!stopping) {
    const auto busy = std::size_t(
        std::count_if(running.begin(), running.end(), [](const Job& other) { return !other.token.cancelled(); }));
    if (!composing || busy + 1 < workers.size()) {
      if (!queue.empty()) {
        job = std::move(queue.front());
        queue.pop_front();
        return true;
      }
      // by one at a time: it cannot be given up; something may have come meanwhile, the end, too
      if ((warming == 0 && warmMemory(lock, kTilesOfScreen)) || !queue.empty() || stopping) continue;
      const auto isFree = [&](const Job& wanted) {
        return std::none_of(running.begin(), running.end(), [&](const Job& other) { return other.key == wanted.key; });
      };
      const auto next = std::find_if(ahead.begin(), ahead.end(), isFree);
      if (next != ahead.end()) {
        job = std::move(*next);
        ahead.erase(next);
        return true;
      }
    }
    if (!rests) {
      rests = !warmMemory(lock, kTilesReady);
      continue;
    }
    wake.wait(lock);
    rests = false;
  }
  return false;
}

void TileEngine::State::work() {
  while (true) {
    Job job;
    {
      std::unique_lock lock(mutex);
      if (!nextJob(lock, job)) return;
      running.push_back(job);
    }
    run(job);
    bool tell = false;
    {
      const std::lock_guard lock(mutex);
      const auto self = std::find_if(running.begin(), running.end(),
                                     [&](const Job& r) { return r.token.flag() == job.token.flag(); });
      const bool wasAhead = self->ahead;
      running.erase(self);
      const auto now = std::chrono::steady_clock::now();
      const bool last = !isWanting();
      const bool lastUrgent = job.urgent && !isOpen([](const Job& j) { return j.urgent; });
      untold = untold || (!job.token.cancelled() && !wasAhead);
      tell = untold && (last || lastUrgent || now - told >= kBetweenArrivals);
      if (tell) {
        told = now;
        untold = false;
        composing = composing || last;
      }
    }
    arrived.notify_all();
    if (tell && onArrival) onArrival();
  }
}

void TileEngine::State::run(const Job& job) {
  try {
    if (job.isLabels) {
      QImage image = paintLabels(*job.scene, job.view, job.token, &labelMemory);
      const std::lock_guard lock(mutex);
      if (!job.token.cancelled()) labels = LabelPicture{job.view, job.scene->stamp, std::move(image)};
      return;
    }
    if (job.read) {
      readAhead(*job.scene, *job.read, job.token);
      const std::lock_guard lock(mutex);
      if (!job.token.cancelled()) reads.done(*job.read, job.scene->stamp);
    } else if (job.ahead) {
      runAhead(job);
    } else {
      keepTile(job, paintTile(job));
    }
  } catch (const Error&) {
    // A snapshot that turned out damaged: the place stays as it is until the document has built it anew.
    job.token.cancel();
  }
}

/// What is drawn ahead is of no frame yet: it may not push out what the screen shows.
void TileEngine::State::keepTile(const Job& job, TilePicture picture) {
  if (picture == nullptr) return;
  const std::lock_guard lock(mutex);
  otherScaleCame = otherScaleCame || (!job.ahead && job.key.units != shown.view().deviceUnits());
  tiles.put(job.key, std::move(picture), job.part, job.scene->stamp, job.ahead ? frame - 1 : frame);
}

/// In small pieces: what is finished stays when the hand moves on and the rest is given up.
void TileEngine::State::runAhead(Job job) {
  const QRect wanted = job.part;
  while (!job.token.cancelled()) {
    {
      const std::lock_guard lock(mutex);
      job.part = tiles.partOf(job.key, job.scene->stamp);
    }
    if (job.part.contains(wanted)) return;
    // a base map is read for the whole tile
    job.part = job.scene->rasters.empty() ? nextPiece(job.part, wanted | job.part) : wanted | job.part;
    keepTile(job, paintTile(job));
  }
}

/// What is there of the tile is taken over, so that a pan draws what came in and no more. Null when cancelled.
TilePicture TileEngine::State::paintTile(const Job& job) {
  PixelFrame place = tileFrame(*job.scene, job.key.units, job.key.dpr, job.key.column, job.key.row);
  TilePicture before;
  QRect there;
  {
    const std::lock_guard lock(mutex);
    std::tie(before, there) = tiles.picture(job.key, job.scene->stamp);
  }
  if (!job.part.contains(there)) there = {};
  QImage picture;
  for (const QRect& lacking : restOfTile(job.part, there)) {
    place.part = lacking;
    Painted painted = paintFrame(*job.scene, place, job.token);
    if (painted.image.isNull()) return {};
    features += painted.features;
    if (picture.isNull()) {
      picture = std::move(painted.image);
    } else {
      copyPart(painted.image, picture, lacking);
    }
  }
  if (picture.isNull()) return before;  // somebody drew the same meanwhile
  if (!there.isNull()) copyPart(*before, picture, there);
  return std::make_shared<const QImage>(std::move(picture));
}

void TileEngine::setScene(std::shared_ptr<const MapScene> scene) {
  State& s = *m_state;
  const std::lock_guard lock(s.mutex);
  if (scene == s.scene) return;
  const std::uint64_t old = s.scene != nullptr ? s.scene->stamp : 0;
  s.scene = std::move(scene);
  s.queue.clear();
  s.ahead.clear();
  for (const State::Job& job : s.running) job.token.cancel();
  if (s.scene == nullptr) {
    s.tiles.clear();
    s.labels.reset();
    return;
  }
  if (s.scene->changedSince == 0 || s.scene->changedSince != old) return;
  s.tiles.restamp(old, s.scene->stamp, [&](const TileKey& key) {
    const double reach = sceneReach(*s.scene, tileFrame(*s.scene, key.units, key.dpr, key.column, key.row)) * key.units;
    const geom::Envelope box = key.box().grown(reach);
    return std::none_of(s.scene->changed.begin(), s.scene->changed.end(),
                        [&](const geom::Envelope& changed) { return changed.intersects(box); });
  });
}

const std::shared_ptr<const MapScene>& TileEngine::scene() const {
  return m_state->scene;
}

/// Coarse tiles under places that nothing stands in for, and what of them is wanted: a sixteenth of the pixels (or a
/// little more) at once, on a scale of whole octaves, so that the next turns of the wheel and the next pans find them.
std::map<TileKey, QRect> TileEngine::State::standIns(const std::vector<MissingTile>& missing) {
  constexpr int kMargin = 24;
  std::map<TileKey, QRect> coarse;
  for (const MissingTile& m : missing) {
    if (!m.blank) continue;
    const double units = surroundings.coarseUnits(m.key.units);
    for (const TilePart& wanted : tilePartsOf(WorldPixels::of(m.key.box(m.seen), units), units, m.key.dpr)) {
      coarse[wanted.key] |= wanted.part;
    }
  }
  std::erase_if(coarse,
                [&](const auto& entry) { return tiles.partOf(entry.first, scene->stamp).contains(entry.second); });
  for (auto& [key, part] : coarse) {
    part = part.adjusted(-kMargin, -kMargin, kMargin, kMargin).united(tiles.partOf(key, scene->stamp)) & kWholeTile;
  }
  return coarse;
}

void TileEngine::State::plan(const MapView& view, std::vector<MissingTile> missing, bool labelsWanted, bool sameView) {
  const auto blank = std::count_if(missing.begin(), missing.end(), [](const MissingTile& m) { return m.blank; });
  std::map<TileKey, QRect> coarse;
  if (blank > kFewBlank && double(blank) > kMuchBlank * double(tilesOf(view).count())) coarse = standIns(missing);
  bool labelsRunning = false;
  for (Job& job : running) {
    if (job.scene != scene || job.token.cancelled()) continue;
    if (job.isLabels) {
      labelsRunning = labelsRunning || job.view == view;
      if (!(job.view == view)) job.token.cancel();
      continue;
    }
    const auto isDrawn = [&](const TileKey& key, const QRect& part) {
      return key == job.key && job.part.contains(part);
    };
    const auto drawn = std::erase_if(coarse, [&](const auto& c) { return isDrawn(c.first, c.second); }) +
                       std::erase_if(missing, [&](const MissingTile& m) { return isDrawn(m.key, m.part); });
    if (drawn > 0) {
      job.ahead = false;  // now somebody waits for it
    } else if (job.ahead ? !sameView : job.key.units != view.deviceUnits()) {
      job.token.cancel();  // another scale; neighbours of this one may end, they will be panned to
    }
  }
  queue.clear();
  std::sort(missing.begin(), missing.end(), [](const MissingTile& a, const MissingTile& b) {
    return std::tuple(!a.blank, a.distance, a.key) < std::tuple(!b.blank, b.distance, b.key);
  });
  for (const auto& [key, part] : coarse) queue.push_back({key, false, true, part, {}, scene, CancelToken()});
  for (const MissingTile& m : missing) {
    queue.push_back({m.key, false, m.blank && coarse.empty(), m.part, {}, scene, CancelToken()});
  }
  if (labelsWanted && !labelsRunning) queue.push_back({{}, true, false, {}, view, scene, CancelToken()});
}

/// The hand has moved on to `view`: tiles of its scale may be what it needs, no others are.
void TileEngine::State::giveUpAhead(const MapView& view) {
  ahead.clear();
  surroundings.follow(view);
  for (const Job& job : running) {
    if (job.ahead && job.key.units != view.deviceUnits()) job.token.cancel();
  }
}

/// For cores that have nothing to do: coarse tiles where the next step leads, which stand in at once; when all that is
/// seen is there, what another turn of the wheel shows, what tiles of the next steps are drawn from, the rest of the
/// tiles at the edge, for a short pan; coarse tiles around.
void TileEngine::State::planAhead(const MapView& view, bool complete) {
  ahead.clear();
  const TileRange range = tilesOf(view);
  const auto want = [&](const TileKey& key, const QRect& part) {
    tiles.keep(key, frame - 1);
    const auto isDrawn = [&](const Job& job) {
      return job.key == key && job.part.contains(part) && !job.token.cancelled() && job.scene == scene;
    };
    if (tiles.partOf(key, scene->stamp).contains(part) || isOpen(isDrawn)) return;
    ahead.push_back({key, false, false, part, {}, scene, CancelToken(), true});
  };
  const std::size_t fit = tiles.budget() / kTileBytes, seen = std::size_t(range.count());
  const TilesAhead::Wanted wanted = surroundings.wanted(fit > seen ? (fit - seen) / 2 : 0);
  for (const TilePart& one : wanted.next) want(one.key, one.part);
  // no server of base maps is asked on a guess
  if (complete && scene->rasters.empty()) {
    for (const TilePart& one : wanted.turned) want(one.key, one.part);
  }
  for (const ReadAhead& read : complete ? reads.wanted(view, scene->stamp) : std::vector<ReadAhead>()) {
    if (isOpen([&](const Job& job) { return job.read == read && !job.token.cancelled(); })) continue;
    ahead.push_back({{read.units, read.dpr, 0, 0}, false, false, {}, {}, scene, CancelToken(), true, read});
  }
  for (std::int64_t row = range.firstRow; complete && row <= range.lastRow; ++row) {
    for (std::int64_t column = range.firstColumn; column <= range.lastColumn; ++column) {
      want({view.deviceUnits(), view.dpr, column, row}, kWholeTile);
    }
  }
  for (const TilePart& one : wanted.around) want(one.key, one.part);
}

FrameState TileEngine::draw(QPainter& painter, const MapView& view) {
  return draw(painter, view, QPointF(view.size.width() / 2.0, view.size.height() / 2.0));
}

FrameState TileEngine::draw(QPainter& painter, const MapView& view, QPointF focus) {
  State& s = *m_state;
  FrameState state;
  TileComposition made;
  const std::shared_ptr<const MapScene> scene = s.scene;
  if (scene != nullptr) {
    const std::lock_guard lock(s.mutex);
    ++s.frame;
    s.composing = true;
    const bool sameView = s.shown.shows(view, scene->stamp);
    if (!sameView) s.giveUpAhead(view);
    std::vector<MissingTile> missing =
        s.shown.compose(s.tiles, *scene, {view, focus, s.frame}, std::exchange(s.otherScaleCame, false), made);
    if (scene->labels) made.labels = s.labels;
    state.tilesMissing = int(missing.size());
    state.right = made.right;
    const bool labelsCurrent = s.labelsAreCurrent(view);
    state.labelsPending = !labelsCurrent;
    state.complete = missing.empty() && labelsCurrent;
    s.plan(view, std::move(missing), !labelsCurrent, sameView);
    if (!s.queue.empty()) s.wake.notify_all();
  } else {
    state.complete = true;
    state.right = 1;
  }
  painter.save();
  painter.scale(1 / view.dpr, 1 / view.dpr);
  if (scene == nullptr) {
    painter.fillRect(QRect(QPoint(), view.deviceSize()), QColor(Qt::white));
  } else {
    // without the lock: the workers have begun with what lacks, and the picture belongs to the thread that draws
    bringUpToDate(s.shown.image(), made);
    painter.drawImage(QPointF(0, 0), s.shown.image());
    if (made.labels) paintLabelPicture(painter, view, *made.labels);
  }
  painter.restore();
  if (scene != nullptr) {
    const std::lock_guard lock(s.mutex);
    s.composing = false;
    s.planAhead(view, state.complete);
    if (!s.queue.empty() || !s.ahead.empty()) s.wake.notify_all();
  }
  return state;
}

bool TileEngine::waitComplete(const MapView& view, int timeoutMs) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeoutMs);
  QImage scratch(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
  scratch.setDevicePixelRatio(view.dpr);
  while (true) {
    {
      QPainter painter(&scratch);
      if (draw(painter, view).complete) return true;
    }
    // the drawing again when all that was asked for is there, not for each tile
    std::unique_lock lock(m_state->mutex);
    if (!m_state->arrived.wait_until(lock, end, [&] { return !m_state->isWanting(); })) return false;
    if (std::chrono::steady_clock::now() >= end) return false;
  }
}

bool TileEngine::isIdle() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->queue.empty() && m_state->running.empty() && m_state->ahead.empty();
}

std::size_t TileEngine::cachedBytes() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->tiles.bytes();
}

std::size_t TileEngine::cacheBudget() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->tiles.budget();
}

void TileEngine::setCacheBudget(std::size_t bytes) {
  const std::lock_guard lock(m_state->mutex);
  m_state->tiles.setBudget(bytes, m_state->frame);
}

void TileEngine::clearCache() {
  const std::lock_guard lock(m_state->mutex);
  m_state->tiles.clear();
  m_state->shown = {};
  m_state->labels.reset();
}

std::uint64_t TileEngine::takeFeaturesDrawn() {
  return m_state->features.exchange(0);
}

}  // namespace gis::ui
