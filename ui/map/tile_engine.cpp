#include "ui/map/tile_engine.h"

#include <QImage>
#include <QPainter>
#include <QRect>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <tuple>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "ui/map/label_layer.h"
#include "ui/map/tile_cache.h"
#include "ui/map/tile_composition.h"
#include "ui/map/tile_painter.h"
#include "ui/map/tile_parts.h"

namespace gis::ui {

namespace {

constexpr std::size_t kFewTiles = 8;
constexpr std::ptrdiff_t kFewBlank = 4;
/// Coarse tiles are drawn first where more than this share of the screen would be blank: for less, the sharp ones
/// come as soon.
constexpr double kMuchBlank = 0.6;
/// A hand that moves on has moved on by then.
constexpr auto kRest = std::chrono::milliseconds(50);
/// While more is coming, whoever shows the map hears of it so often: showing it is work, too.
constexpr auto kBetweenArrivals = std::chrono::milliseconds(16);

/// The scale of coarse tiles: whole octaves, two or a little less away.
double coarseUnits(double units) {
  return std::exp2(std::floor(std::log2(units * 4)));
}

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
    bool ahead = false;  ///< nobody waits for it yet
  };

  /// What draw() put together last, so that the next one draws what came in since.
  struct Shown {
    MapView view;
    std::uint64_t stamp = 0;
    QImage image;
    std::set<TileKey> sharp;  ///< tiles of the exact scale in it
  };

  /// A tile that is wanted but not there.
  struct Missing {
    TileKey key;
    QRect seen;           ///< what of it the view shows
    QRect part;           ///< what of it will be there
    double distance = 0;  ///< from the focus, pixels
    bool blank = false;   ///< nothing stands in for it
  };

  explicit State(std::size_t budget) : tiles(budget) {}

  std::function<void()> onArrival;
  mutable std::mutex mutex;
  std::condition_variable wake, arrived;
  std::shared_ptr<const MapScene> scene;
  TileCache tiles;
  Shown shown;
  bool otherScaleCame = false;  ///< since draw(): what stands in may look better
  std::uint64_t frame = 0;
  std::optional<LabelPicture> labels;
  LabelMemory labelMemory;                     ///< has its own lock
  std::deque<Job> queue;                       ///< the first is the most urgent
  std::deque<Job> ahead;                       ///< when the queue is empty
  std::chrono::steady_clock::time_point rest;  ///< when it may begin
  std::vector<Job> running;
  bool stopping = false;
  std::chrono::steady_clock::time_point told;  ///< onArrival was called last
  bool untold = false;                         ///< something came since
  std::atomic<std::uint64_t> features{0};
  std::vector<std::jthread> workers;

  void work();
  void run(const Job& job);
  [[nodiscard]] QImage paintTile(const Job& job);
  [[nodiscard]] std::vector<Missing> compose(const MapView& view, QPointF focus, FrameState& state,
                                             TileComposition& made);
  void plan(const MapView& view, std::vector<Missing> missing, bool labelsWanted);
  [[nodiscard]] std::map<TileKey, QRect> standIns(const std::vector<Missing>& missing) const;
  void planAhead(const MapView& view);
  [[nodiscard]] bool nextJob(std::unique_lock<std::mutex>& lock, Job& job);
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

/// Waits for something to do; false when all ends.
bool TileEngine::State::nextJob(std::unique_lock<std::mutex>& lock, Job& job) {
  while (!stopping) {
    std::deque<Job>* from = nullptr;
    if (!queue.empty()) {
      from = &queue;
    } else if (!ahead.empty() && std::chrono::steady_clock::now() >= rest) {
      from = &ahead;
    }
    if (from != nullptr) {
      job = std::move(from->front());
      from->pop_front();
      return true;
    }
    if (ahead.empty()) {
      wake.wait(lock);
    } else {
      wake.wait_until(lock, rest);
    }
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
      std::erase_if(running, [&](const Job& r) { return r.token.flag() == job.token.flag(); });
      const auto now = std::chrono::steady_clock::now();
      const bool last = queue.empty() && running.empty();
      const bool lastUrgent = job.urgent && !isOpen([](const Job& j) { return j.urgent; });
      untold = untold || (!job.token.cancelled() && !job.ahead);
      tell = untold && (last || lastUrgent || now - told >= kBetweenArrivals);
      if (tell) {
        told = now;
        untold = false;
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
    QImage picture = paintTile(job);
    if (picture.isNull()) return;
    const std::lock_guard lock(mutex);
    otherScaleCame = otherScaleCame || job.key.units != shown.view.deviceUnits();
    tiles.put(job.key, std::move(picture), job.part, job.scene->stamp, frame);
  } catch (const Error&) {
    // A snapshot that turned out damaged: the place stays as it is until the document has built it anew.
    job.token.cancel();
  }
}

/// What is there of the tile is taken over, so that a pan draws what came in and no more. Null when cancelled.
QImage TileEngine::State::paintTile(const Job& job) {
  PixelFrame place = tileFrame(*job.scene, job.key.units, job.key.dpr, job.key.column, job.key.row);
  QImage picture, before;
  QRect there;
  {
    const std::lock_guard lock(mutex);
    std::tie(before, there) = tiles.picture(job.key, job.scene->stamp);
  }
  if (!job.part.contains(there)) there = {};
  for (const QRect& lacking : restOfTile(job.part, there)) {
    QImage old;
    {
      const std::lock_guard lock(mutex);
      old = tiles.takeSpare();
    }
    place.part = lacking;
    Painted painted = paintFrame(*job.scene, place, job.token, std::move(old));
    if (painted.image.isNull()) return {};
    features += painted.features;
    if (picture.isNull()) {
      picture = std::move(painted.image);
    } else {
      copyPart(painted.image, picture, lacking);
    }
  }
  if (!there.isNull()) copyPart(before, picture, there);
  return picture;
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
std::map<TileKey, QRect> TileEngine::State::standIns(const std::vector<Missing>& missing) const {
  constexpr int kMargin = 24;
  std::map<TileKey, QRect> coarse;
  for (const Missing& m : missing) {
    if (!m.blank) continue;
    const double units = coarseUnits(m.key.units);
    const double finer = m.key.units / units;
    // pixels of the coarse scale: more than an int counts
    const auto down = [](double v) { return static_cast<std::int64_t>(std::floor(v)); };
    const auto up = [](double v) { return static_cast<std::int64_t>(std::ceil(v)); };
    const double x = (double(m.key.column) * kTilePixels + m.seen.left()) * finer;
    const double y = (double(m.key.row) * kTilePixels + m.seen.top()) * finer;
    const std::int64_t left = down(x), right = up(x + m.seen.width() * finer);
    const std::int64_t top = down(y), bottom = up(y + m.seen.height() * finer);
    for (std::int64_t row = down(double(top) / kTilePixels); row * kTilePixels < bottom; ++row) {
      for (std::int64_t column = down(double(left) / kTilePixels); column * kTilePixels < right; ++column) {
        const QRect wanted(QPoint(int(left - column * kTilePixels), int(top - row * kTilePixels)),
                           QSize(int(right - left), int(bottom - top)));
        coarse[{units, m.key.dpr, column, row}] |= wanted & kWholeTile;
      }
    }
  }
  std::erase_if(coarse,
                [&](const auto& entry) { return tiles.partOf(entry.first, scene->stamp).contains(entry.second); });
  for (auto& [key, part] : coarse) {
    part = part.adjusted(-kMargin, -kMargin, kMargin, kMargin).united(tiles.partOf(key, scene->stamp)) & kWholeTile;
  }
  return coarse;
}

void TileEngine::State::plan(const MapView& view, std::vector<Missing> missing, bool labelsWanted) {
  const auto blank = std::count_if(missing.begin(), missing.end(), [](const Missing& m) { return m.blank; });
  std::map<TileKey, QRect> coarse;
  if (blank > kFewBlank && double(blank) > kMuchBlank * double(tilesOf(view).count())) coarse = standIns(missing);
  bool labelsRunning = false;
  for (const Job& job : running) {
    if (job.scene != scene) continue;
    if (job.isLabels) {
      labelsRunning = labelsRunning || job.view == view;
      if (!(job.view == view)) job.token.cancel();
      continue;
    }
    const auto isDrawn = [&](const TileKey& key, const QRect& part) {
      return key == job.key && job.part.contains(part);
    };
    const auto drawn = std::erase_if(coarse, [&](const auto& c) { return isDrawn(c.first, c.second); }) +
                       std::erase_if(missing, [&](const Missing& m) { return isDrawn(m.key, m.part); });
    if (drawn == 0 && job.key.units != view.deviceUnits()) {
      job.token.cancel();  // another scale; neighbours of this one may end, they will be panned to
    }
  }
  queue.clear();
  std::sort(missing.begin(), missing.end(), [](const Missing& a, const Missing& b) {
    return std::tuple(!a.blank, a.distance, a.key) < std::tuple(!b.blank, b.distance, b.key);
  });
  for (const auto& [key, part] : coarse) queue.push_back({key, false, true, part, {}, scene, CancelToken()});
  for (const Missing& m : missing) {
    queue.push_back({m.key, false, m.blank && coarse.empty(), m.part, {}, scene, CancelToken()});
  }
  if (labelsWanted && !labelsRunning) queue.push_back({{}, true, false, {}, view, scene, CancelToken()});
}

/// When all that is seen is there: the rest of the tiles at the edge, for the next pan; then coarse ones half a screen
/// around, which stand in at once when somebody goes farther or zooms out.
void TileEngine::State::planAhead(const MapView& view) {
  rest = std::chrono::steady_clock::now() + kRest;
  const auto want = [&](const TileKey& key) {
    const auto isDrawn = [&](const Job& job) {
      return job.key == key && job.part == kWholeTile && !job.token.cancelled() && job.scene == scene;
    };
    if (tiles.partOf(key, scene->stamp) == kWholeTile || isOpen(isDrawn)) return;
    ahead.push_back({key, false, false, kWholeTile, {}, scene, CancelToken(), true});
  };
  const TileRange range = tilesOf(view);
  for (std::int64_t row = range.firstRow; row <= range.lastRow; ++row) {
    for (std::int64_t column = range.firstColumn; column <= range.lastColumn; ++column) {
      want({view.deviceUnits(), view.dpr, column, row});
    }
  }
  MapView around = view;
  around.unitsPerPixel = coarseUnits(view.deviceUnits()) * view.dpr;
  const double share = view.deviceUnits() / around.deviceUnits();
  around.size = QSize(int(view.size.width() * 2 * share) + 1, int(view.size.height() * 2 * share) + 1);
  const TileRange coarse = tilesOf(around);
  for (std::int64_t row = coarse.firstRow; row <= coarse.lastRow; ++row) {
    for (std::int64_t column = coarse.firstColumn; column <= coarse.lastColumn; ++column) {
      want({around.deviceUnits(), around.dpr, column, row});
    }
  }
}

FrameState TileEngine::draw(QPainter& painter, const MapView& view) {
  return draw(painter, view, QPointF(view.size.width() / 2.0, view.size.height() / 2.0));
}

/// What brings the picture that was drawn last up to date, or makes all of it anew when the view is another. Returns
/// the tiles that lack.
std::vector<TileEngine::State::Missing> TileEngine::State::compose(const MapView& view, QPointF focus,
                                                                   FrameState& state, TileComposition& made) {
  const QSize size = view.deviceSize();
  const bool anew = !(shown.view == view) || shown.stamp != scene->stamp || shown.image.size() != size;
  if (anew) {
    const QImage::Format format =
        scene->background.alpha() == 255 ? QImage::Format_RGB32 : QImage::Format_ARGB32_Premultiplied;
    if (shown.image.size() != size || shown.image.format() != format) shown.image = QImage(size, format);
    shown.view = view;
    shown.stamp = scene->stamp;
    shown.sharp.clear();
  }
  const TileRange range = tilesOf(view);
  std::vector<Missing> missing;
  double right = 0;
  for (std::int64_t row = range.firstRow; row <= range.lastRow; ++row) {
    for (std::int64_t column = range.firstColumn; column <= range.lastColumn; ++column) {
      const TileKey key{view.deviceUnits(), view.dpr, column, row};
      const QRect place(int(column * kTilePixels - view.deviceLeft()), int(row * kTilePixels - view.deviceTop()),
                        kTilePixels, kTilePixels);
      const QRect seen = place.intersected(QRect(QPoint(), size)).translated(-place.topLeft());
      if (const QImage* image = tiles.use(key, seen, scene->stamp, frame); image != nullptr) {
        right += 1;
        if (shown.sharp.insert(key).second) made.sharp.push_back({place.topLeft() + seen.topLeft(), *image, seen});
        continue;
      }
      const double share = tiles.shareRight(key, seen, scene->stamp);
      right += share;
      const QRect part = withThinStrips(seen | tiles.partOf(key, scene->stamp));
      const QPointF away = QPointF(place.center()) - focus * view.dpr;
      missing.push_back({key, seen, part, std::hypot(away.x(), away.y()), share < 1});
      if (anew || otherScaleCame) made.blurred.push_back({QRectF(place), tiles.standIns(view, key, scene->stamp)});
    }
  }
  // a whole screen of stand-ins is on it for the blink of an eye: at once is better than smooth
  made.smooth = missing.size() <= kFewTiles;
  made.background = scene->background;
  if (scene->labels) made.labels = labels;
  otherScaleCame = false;
  state.tilesMissing = int(missing.size());
  state.right = right / double(range.count());
  return missing;
}

FrameState TileEngine::draw(QPainter& painter, const MapView& view, QPointF focus) {
  State& s = *m_state;
  FrameState state;
  TileComposition made;
  {
    const std::lock_guard lock(s.mutex);
    if (s.scene == nullptr) {
      state.complete = true;
      state.right = 1;
    } else {
      ++s.frame;
      std::vector<State::Missing> missing = s.compose(view, focus, state, made);
      const bool labelsCurrent = s.labelsAreCurrent(view);
      state.labelsPending = !labelsCurrent;
      state.complete = missing.empty() && labelsCurrent;
      s.plan(view, std::move(missing), !labelsCurrent);
      s.ahead.clear();
      if (state.complete) s.planAhead(view);
      if (!s.queue.empty() || !s.ahead.empty()) s.wake.notify_all();
    }
  }
  painter.save();
  painter.scale(1 / view.dpr, 1 / view.dpr);
  if (s.scene == nullptr) {
    painter.fillRect(QRect(QPoint(), view.deviceSize()), QColor(Qt::white));
  } else {
    // without the lock: the workers have begun with what lacks, and the picture belongs to the thread that draws
    bringUpToDate(s.shown.image, made);
    painter.drawImage(QPointF(0, 0), s.shown.image);
    if (made.labels) paintLabelPicture(painter, view, *made.labels);
  }
  painter.restore();
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
    const auto idle = [&] { return m_state->queue.empty() && m_state->running.empty(); };
    if (!m_state->arrived.wait_until(lock, end, idle)) return false;
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
