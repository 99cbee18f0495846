// What the threads of the tile engine share: what is shown, what is there, what is to be done. Private to the engine.
#pragma once

#include <QRect>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "gis_core/base/progress.h"
#include "ui/map/label_layer.h"
#include "ui/map/reads_ahead.h"
#include "ui/map/tile_cache.h"
#include "ui/map/tile_composition.h"
#include "ui/map/tile_engine.h"
#include "ui/map/tile_frame.h"
#include "ui/map/tiles_ahead.h"

namespace gis::ui {

/// Thread rule: under `mutex`, but for what has a word of its own.
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

  // tile_engine.cpp: what a worker does
  void work();
  void run(const Job& job);
  [[nodiscard]] TilePicture paintTile(const Job& job);
  void keepTile(const Job& job, TilePicture picture);
  void runAhead(Job job);
  // tile_work.cpp: what is done next, for the screen, then ahead of the hand
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

}  // namespace gis::ui
