// What is drawn before anybody asks for it: coarse tiles around a view, so that whoever moves on finds something right.
#pragma once

#include <QPointF>
#include <vector>

#include "gis_core/geometry/envelope.h"
#include "ui/map/map_view.h"
#include "ui/map/tile_parts.h"

namespace gis::ui {

/// Follows the views that are shown. Thread rule: one at a time.
class TilesAhead {
 public:
  /// The view that is shown now.
  void follow(const MapView& view);
  /// Map units per device pixel of coarse tiles that stand in for `units`: the scale that is in use as long as it does,
  /// so that a wheel that goes to and fro finds them; else whole octaves, two or a little less away.
  [[nodiscard]] double coarseUnits(double units);
  /// Tiles to have, and what of each, the near ones first; coarse ones but for `turned`.
  struct Wanted {
    std::vector<TilePart> next;    ///< where another step like the last one leads; then a little around the view
    std::vector<TilePart> turned;  ///< sharp ones: what another turn of the wheel like the last one shows
    std::vector<TilePart> around;  ///< a whole view on every side
  };
  /// At most `most` tiles. Of `next` without what the view itself shows: its own tiles are better.
  [[nodiscard]] Wanted wanted(std::size_t most);

 private:
  /// Where another step like the last one leads.
  [[nodiscard]] geom::Envelope nextStep() const;
  void followTurn(const MapView& view);
  MapView m_view;
  bool m_hasView = false;
  QPointF m_motion;    ///< of the last pan, in widths and heights of the view, east and north
  double m_turn = 1;   ///< how much nearer the last turn of the wheel went; 1: none that another may follow
  QPointF m_turnedAt;  ///< dip: the place that it left where it was
  double m_coarse = 0;
};

}  // namespace gis::ui
