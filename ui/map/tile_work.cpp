#include "ui/map/tile_work.h"

#include <QRect>
#include <algorithm>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "ui/map/picture_memory.h"
#include "ui/map/tile_painter.h"
#include "ui/map/tile_parts.h"

namespace gis::ui {

namespace {

constexpr std::size_t kTileBytes = std::size_t{4} * kTilePixels * kTilePixels;
constexpr std::ptrdiff_t kFewBlank = 4;
/// Coarse tiles are drawn first where more than this share of the screen would be blank: for less, the sharp ones
/// come as soon.
constexpr double kMuchBlank = 0.6;

}  // namespace

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

}  // namespace gis::ui
