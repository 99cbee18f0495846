#include "ui/map/tile_engine.h"

#include <QImage>
#include <QPainter>
#include <QRect>
#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>
#include <tuple>
#include <utility>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "ui/map/tile_painter.h"
#include "ui/map/tile_parts.h"
#include "ui/map/tile_work.h"

namespace gis::ui {

namespace {

/// While more is coming, whoever shows the map hears of it so often: showing it is work, too.
constexpr auto kBetweenArrivals = std::chrono::milliseconds(16);

}  // namespace

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
