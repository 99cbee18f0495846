// Draws the scene in world-aligned tiles on worker threads and keeps the pictures.
#pragma once

#include <QPointF>
#include <cstddef>
#include <functional>
#include <memory>

#include "ui/map/map_scene.h"
#include "ui/map/map_view.h"

class QPainter;

namespace gis::ui {

/// What draw() could show.
struct FrameState {
  bool complete = false;  ///< pixel-identical to renderMap() of the same view
  double right = 0;       ///< share of the canvas from tiles of the current scene, at most two octaves coarser
  int tilesMissing = 0;   ///< tiles of the exact scale not there yet
  bool labelsPending = false;
};

/// Thread rule: all members from one thread (the GUI's); none of them waits for drawing. `onArrival` is
/// called from worker threads when a picture has come: post to the GUI thread and update() there.
class TileEngine {
 public:
  struct Options {
    unsigned threads = 0;                             ///< 0: all cores
    std::size_t cacheBytes = std::size_t(256) << 20;  ///< budget of the tile cache
  };
  explicit TileEngine(Options options, std::function<void()> onArrival = {});
  /// Cancels and joins the workers.
  ~TileEngine();
  TileEngine(const TileEngine&) = delete;
  TileEngine& operator=(const TileEngine&) = delete;

  /// Takes a new scene; pictures of what did not change stay. Null: an empty map.
  void setScene(std::shared_ptr<const MapScene> scene);
  [[nodiscard]] const std::shared_ptr<const MapScene>& scene() const;
  /// Draws what is there (scaled neighbours where the exact tile is missing), asks the workers for the rest,
  /// nearest to `focus` (dip) first, and cancels work that this view does not need. When nothing lacks, the tiles at
  /// the edge are completed. `painter` is in dip of the widget (its device has the view's dpr).
  FrameState draw(QPainter& painter, const MapView& view, QPointF focus);
  FrameState draw(QPainter& painter, const MapView& view);
  /// Waits until the frame of `view` is complete (tests, screenshots, command line); false at the time limit.
  bool waitComplete(const MapView& view, int timeoutMs);
  /// Is nothing being drawn, for later pans neither?
  [[nodiscard]] bool isIdle() const;
  /// Bytes of pictures held, and the budget.
  [[nodiscard]] std::size_t cachedBytes() const;
  [[nodiscard]] std::size_t cacheBudget() const;
  void setCacheBudget(std::size_t bytes);
  void clearCache();
  /// Features drawn by the tiles finished since the last call.
  [[nodiscard]] std::uint64_t takeFeaturesDrawn();

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace gis::ui
