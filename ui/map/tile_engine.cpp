#include "ui/map/tile_engine.h"

#include <QImage>
#include <QPainter>
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
#include "ui/map/tile_painter.h"

namespace gis::ui {

namespace detail {

/// A tile: exact scale, pixel ratio and place.
struct TileKey {
  double units = 1, dpr = 1;
  std::int64_t column = 0, row = 0;
  friend auto operator<=>(const TileKey& a, const TileKey& b) {
    return std::tie(a.units, a.dpr, a.column, a.row) <=> std::tie(b.units, b.dpr, b.column, b.row);
  }
  friend bool operator==(const TileKey& a, const TileKey& b) = default;
};

}  // namespace detail

namespace {

using detail::TileKey;

constexpr std::size_t kFewTiles = 8, kFewBlank = 4;
/// While more is coming, whoever shows the map hears of it so often: showing it is work, too.
constexpr auto kBetweenArrivals = std::chrono::milliseconds(8);

geom::Envelope boxOf(const TileKey& k) {
  const double side = k.units * kTilePixels;
  const double x = double(k.column) * side, y = -double(k.row) * side;
  return {x, y - side, x + side, y};
}

/// How many octaves `units` is coarser (negative: finer) than wanted.
double octavesCoarser(double units, double wanted) {
  return std::log2(units / wanted);
}

}  // namespace

struct TileEngine::State {
  struct Tile {
    QImage image;
    std::uint64_t stamp = 0;  ///< of the scene that it shows
    std::uint64_t used = 0;   ///< number of the frame that needed it last
  };

  struct Labels {
    MapView view;
    std::uint64_t stamp = 0;
    QImage image;
  };

  struct Job {
    TileKey key;
    bool isLabels = false;
    MapView view;  ///< of labels
    std::shared_ptr<const MapScene> scene;
    CancelToken token;
  };

  Options options;
  std::function<void()> onArrival;
  mutable std::mutex mutex;
  std::condition_variable wake, arrived;
  std::shared_ptr<const MapScene> scene;
  std::map<TileKey, Tile> tiles;
  std::size_t bytes = 0;
  std::uint64_t frame = 0;
  std::optional<Labels> labels;
  LabelMemory labelMemory;  ///< has its own lock
  std::deque<Job> queue;    ///< the first is the most urgent
  std::vector<Job> running;
  bool stopping = false;
  std::chrono::steady_clock::time_point told;  ///< onArrival was called last
  bool untold = false;                         ///< something came since
  std::atomic<std::uint64_t> features{0};
  std::vector<std::jthread> workers;

  void work();
  void run(const Job& job);
  void plan(const MapView& view, QPointF focus, const std::vector<TileKey>& missing, const std::vector<TileKey>& blank,
            bool labelsWanted);
  [[nodiscard]] std::set<TileKey> standIns(const std::vector<TileKey>& blank) const;
  void evict();
  [[nodiscard]] bool isCurrent(const TileKey& key) const {
    const auto found = tiles.find(key);
    return found != tiles.end() && scene != nullptr && found->second.stamp == scene->stamp;
  }
  [[nodiscard]] bool labelsAreCurrent(const MapView& view) const {
    if (scene == nullptr || !scene->labels) return true;
    return labels && labels->stamp == scene->stamp && labels->view == view;
  }
  void drawScaled(QPainter& painter, const MapView& view, const TileKey& missing, bool smooth) const;
  [[nodiscard]] double shareRight(const MapView& view, const TileKey& missing) const;
};

TileEngine::TileEngine(Options options, std::function<void()> onArrival) : m_state(std::make_unique<State>()) {
  m_state->options = options;
  m_state->onArrival = std::move(onArrival);
  const unsigned count = options.threads > 0 ? options.threads : threadCount();
  for (unsigned k = 0; k < count; ++k) m_state->workers.emplace_back([s = m_state.get()] { s->work(); });
}

TileEngine::~TileEngine() {
  {
    const std::lock_guard lock(m_state->mutex);
    m_state->stopping = true;
    m_state->queue.clear();
    for (const State::Job& job : m_state->running) job.token.cancel();
  }
  m_state->wake.notify_all();
  m_state->workers.clear();
}

void TileEngine::State::work() {
  while (true) {
    Job job;
    {
      std::unique_lock lock(mutex);
      wake.wait(lock, [&] { return stopping || !queue.empty(); });
      if (stopping) return;
      job = std::move(queue.front());
      queue.pop_front();
      running.push_back(job);
    }
    run(job);
    bool tell = false;
    {
      const std::lock_guard lock(mutex);
      std::erase_if(running, [&](const Job& r) { return r.token.flag() == job.token.flag(); });
      const auto now = std::chrono::steady_clock::now();
      const bool last = queue.empty() && running.empty();
      untold = untold || !job.token.cancelled();
      tell = untold && (last || now - told >= kBetweenArrivals);
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
      if (!job.token.cancelled()) labels = Labels{job.view, job.scene->stamp, std::move(image)};
      return;
    }
    const PixelFrame place = tileFrame(*job.scene, job.key.units, job.key.dpr, job.key.column, job.key.row);
    Painted painted = paintFrame(*job.scene, place, job.token);
    if (painted.image.isNull()) return;
    features += painted.features;
    const std::lock_guard lock(mutex);
    Tile& tile = tiles[job.key];
    if (!tile.image.isNull()) bytes -= std::size_t(tile.image.sizeInBytes());
    tile = {std::move(painted.image), job.scene->stamp, frame};
    bytes += std::size_t(tile.image.sizeInBytes());
    evict();
  } catch (const Error&) {
    // A snapshot that turned out damaged: the place stays as it is until the layer is opened anew.
    job.token.cancel();
  }
}

void TileEngine::State::evict() {
  while (bytes > options.cacheBytes && tiles.size() > 1) {
    const auto oldest = std::min_element(tiles.begin(), tiles.end(),
                                         [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
    if (oldest->second.used >= frame) return;  // all of it is on the screen
    bytes -= std::size_t(oldest->second.image.sizeInBytes());
    tiles.erase(oldest);
  }
}

void TileEngine::setScene(std::shared_ptr<const MapScene> scene) {
  State& s = *m_state;
  const std::lock_guard lock(s.mutex);
  const std::uint64_t old = s.scene != nullptr ? s.scene->stamp : 0;
  s.scene = std::move(scene);
  s.queue.clear();
  for (const State::Job& job : s.running) job.token.cancel();
  if (s.scene == nullptr) {
    s.tiles.clear();
    s.bytes = 0;
    s.labels.reset();
    return;
  }
  if (s.scene->changedSince == 0 || s.scene->changedSince != old) return;
  for (auto& [key, tile] : s.tiles) {
    if (tile.stamp != old) continue;
    const double reach = sceneReach(*s.scene, tileFrame(*s.scene, key.units, key.dpr, key.column, key.row)) * key.units;
    const geom::Envelope box = boxOf(key).grown(reach);
    const bool touched = std::any_of(s.scene->changed.begin(), s.scene->changed.end(),
                                     [&](const geom::Envelope& changed) { return changed.intersects(box); });
    if (!touched) tile.stamp = s.scene->stamp;
  }
}

const std::shared_ptr<const MapScene>& TileEngine::scene() const {
  return m_state->scene;
}

/// Coarse tiles under places that nothing stands in for: a sixteenth of the pixels (or a little more) at once, on a
/// scale of whole octaves, so that the next turns of the wheel and the next pans find them.
std::set<TileKey> TileEngine::State::standIns(const std::vector<TileKey>& blank) const {
  std::set<TileKey> coarse;
  if (blank.size() <= kFewBlank) return coarse;  // the sharp ones come as soon
  for (const TileKey& key : blank) {
    const double units = std::exp2(std::floor(std::log2(key.units * 4)));
    const double side = units * kTilePixels;
    const geom::Envelope box = boxOf(key);
    const auto at = [side](double v) { return static_cast<std::int64_t>(std::floor(v / side)); };
    for (std::int64_t row = at(-box.maxY); row <= at(-box.minY - side * 1e-9); ++row) {
      for (std::int64_t column = at(box.minX); column <= at(box.maxX - side * 1e-9); ++column) {
        const TileKey tile{units, key.dpr, column, row};
        if (!isCurrent(tile)) coarse.insert(tile);
      }
    }
  }
  return coarse;
}

void TileEngine::State::plan(const MapView& view, QPointF focus, const std::vector<TileKey>& missing,
                             const std::vector<TileKey>& blank, bool labelsWanted) {
  std::set<TileKey> wanted(missing.begin(), missing.end());
  std::set<TileKey> coarse = standIns(blank);
  bool labelsRunning = false;
  for (const Job& job : running) {
    if (job.scene != scene) continue;
    if (job.isLabels) {
      labelsRunning = labelsRunning || job.view == view;
      if (!(job.view == view)) job.token.cancel();
    } else if (coarse.erase(job.key) == 0 && wanted.erase(job.key) == 0 && job.key.units != view.deviceUnits()) {
      job.token.cancel();  // another scale; neighbours of this one may end, they will be panned to
    }
  }
  queue.clear();
  const double fx = focus.x() * view.dpr + double(view.deviceLeft()),
               fy = focus.y() * view.dpr + double(view.deviceTop());
  std::vector<std::pair<double, TileKey>> order;
  order.reserve(wanted.size());
  for (const TileKey& key : wanted) {
    order.emplace_back(
        std::hypot((double(key.column) + 0.5) * kTilePixels - fx, (double(key.row) + 0.5) * kTilePixels - fy), key);
  }
  std::sort(order.begin(), order.end());
  for (const TileKey& key : coarse) queue.push_back({key, false, {}, scene, CancelToken()});
  for (const auto& [distance, key] : order) queue.push_back({key, false, {}, scene, CancelToken()});
  if (labelsWanted && !labelsRunning) queue.push_back({{}, true, view, scene, CancelToken()});
}

void TileEngine::State::drawScaled(QPainter& painter, const MapView& view, const TileKey& missing, bool smooth) const {
  const geom::Envelope box = boxOf(missing);
  // what is there of other scales or other scenes, by scale: the nearest scale first, rather coarser than finer
  struct Scale {
    double rank = 0;
    int tiles = 0, current = 0;
    std::vector<const std::pair<const TileKey, Tile>*> entries;
  };
  std::map<double, Scale> scales;
  for (const auto& entry : tiles) {
    const double octaves = octavesCoarser(entry.first.units, missing.units);
    if (entry.first.dpr != view.dpr || octaves > 6 || octaves < -3 || !boxOf(entry.first).intersects(box)) continue;
    Scale& scale = scales[entry.first.units];
    scale.rank = std::fabs(octaves) + (octaves < 0 ? 0.25 : 0);
    scale.current += entry.second.stamp == scene->stamp ? 1 : 0;
    scale.entries.push_back(&entry);
  }
  if (scales.empty()) return;
  std::vector<const Scale*> order;
  for (auto& [units, scale] : scales) {
    const double side = units * kTilePixels;
    const auto count = [side](double low, double high) {
      return int(std::floor(high / side) - std::floor(low / side)) + 1;
    };
    scale.tiles = count(box.minX, box.maxX) * count(-box.maxY, -box.minY);
    order.push_back(&scale);
  }
  std::sort(order.begin(), order.end(), [](const Scale* a, const Scale* b) { return a->rank < b->rank; });
  // what lies under a scale that is there completely is not seen
  std::size_t used = 1;
  while (used < order.size() && order[used - 1]->current < order[used - 1]->tiles) ++used;
  painter.save();
  const double left = double(view.deviceLeft()), top = double(view.deviceTop()), s = view.deviceUnits();
  painter.setClipRect(QRectF(double(missing.column) * kTilePixels - left, double(missing.row) * kTilePixels - top,
                             kTilePixels, kTilePixels));
  painter.setRenderHint(QPainter::SmoothPixmapTransform, smooth);
  for (std::size_t k = used; k-- > 0;) {
    for (const auto* entry : order[k]->entries) {
      const geom::Envelope b = boxOf(entry->first);
      const QRectF to(b.minX / s - left, -b.maxY / s - top, b.width() / s, b.height() / s);
      painter.drawImage(to, entry->second.image);
    }
  }
  painter.restore();
}

/// Share of a missing tile's visible part that tiles of this scene, at most two octaves coarser, stand in for.
double TileEngine::State::shareRight(const MapView& view, const TileKey& missing) const {
  constexpr int kProbes = 4;
  int right = 0;
  const geom::Envelope box = boxOf(missing);
  std::set<std::pair<double, double>> scales;
  for (const auto& [key, tile] : tiles) {
    if (tile.stamp == scene->stamp && key.dpr == view.dpr && octavesCoarser(key.units, missing.units) <= 2 &&
        octavesCoarser(key.units, missing.units) >= -3) {
      scales.insert({key.units, key.dpr});
    }
  }
  for (int k = 0; k < kProbes * kProbes; ++k) {
    const int column = k % kProbes, row = k / kProbes;
    const double x = box.minX + (column + 0.5) / kProbes * box.width();
    const double y = box.minY + (row + 0.5) / kProbes * box.height();
    for (const auto& [units, dpr] : scales) {
      const double side = units * kTilePixels;
      const TileKey at{units, dpr, static_cast<std::int64_t>(std::floor(x / side)),
                       static_cast<std::int64_t>(std::floor(-y / side))};
      if (isCurrent(at)) {
        ++right;
        break;
      }
    }
  }
  return double(right) / (kProbes * kProbes);
}

FrameState TileEngine::draw(QPainter& painter, const MapView& view) {
  return draw(painter, view, QPointF(view.size.width() / 2.0, view.size.height() / 2.0));
}

FrameState TileEngine::draw(QPainter& painter, const MapView& view, QPointF focus) {
  State& s = *m_state;
  const std::lock_guard lock(s.mutex);
  FrameState state;
  const QSize size = view.deviceSize();
  painter.save();
  painter.scale(1 / view.dpr, 1 / view.dpr);
  painter.fillRect(QRect(QPoint(), size), s.scene != nullptr ? s.scene->background : QColor(Qt::white));
  if (s.scene == nullptr) {
    painter.restore();
    state.complete = true;
    state.right = 1;
    return state;
  }
  ++s.frame;
  const TileRange range = tilesOf(view);
  std::vector<TileKey> missing, blank;
  int total = 0;
  double right = 0;
  for (std::int64_t row = range.firstRow; row <= range.lastRow; ++row) {
    for (std::int64_t column = range.firstColumn; column <= range.lastColumn; ++column) {
      const TileKey key{view.deviceUnits(), view.dpr, column, row};
      ++total;
      const auto found = s.tiles.find(key);
      if (found != s.tiles.end()) found->second.used = s.frame;
      if (s.isCurrent(key)) {
        right += 1;
        painter.drawImage(
            QPointF(double(column * kTilePixels - view.deviceLeft()), double(row * kTilePixels - view.deviceTop())),
            found->second.image);
        continue;
      }
      missing.push_back(key);
      const double share = s.shareRight(view, key);
      if (share < 1) blank.push_back(key);
      right += share;
    }
  }
  // a whole screen of stand-ins is on it for the blink of an eye: at once is better than smooth
  for (const TileKey& key : missing) s.drawScaled(painter, view, key, missing.size() <= kFewTiles);
  const bool labelsCurrent = s.labelsAreCurrent(view);
  if (s.scene->labels && s.labels && !s.labels->image.isNull() && s.labels->view.dpr == view.dpr) {
    const MapView& old = s.labels->view;
    const double k = old.deviceUnits() / view.deviceUnits();
    if (k > 0.5 && k < 2) {
      const QPointF at(double(old.deviceLeft()) * k - double(view.deviceLeft()),
                       double(old.deviceTop()) * k - double(view.deviceTop()));
      if (k == 1) {
        painter.drawImage(at, s.labels->image);
      } else {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(QRectF(at, QSizeF(s.labels->image.size()) * k), s.labels->image);
      }
    }
  }
  painter.restore();
  s.plan(view, focus, missing, blank, !labelsCurrent);
  state.tilesMissing = int(missing.size());
  state.labelsPending = !labelsCurrent;
  state.right = total > 0 ? right / total : 1;
  state.complete = missing.empty() && labelsCurrent;
  if (!s.queue.empty()) s.wake.notify_all();
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

std::size_t TileEngine::cachedBytes() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->bytes;
}

std::size_t TileEngine::cacheBudget() const {
  const std::lock_guard lock(m_state->mutex);
  return m_state->options.cacheBytes;
}

void TileEngine::setCacheBudget(std::size_t bytes) {
  const std::lock_guard lock(m_state->mutex);
  m_state->options.cacheBytes = bytes;
  m_state->evict();
}

void TileEngine::clearCache() {
  const std::lock_guard lock(m_state->mutex);
  m_state->tiles.clear();
  m_state->bytes = 0;
  m_state->labels.reset();
}

std::uint64_t TileEngine::takeFeaturesDrawn() {
  return m_state->features.exchange(0);
}

}  // namespace gis::ui
