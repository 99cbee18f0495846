// Back and forward through the views of the map.
#pragma once

#include <optional>
#include <vector>

#include "ui/map/map_view.h"

namespace gis::ui {

/// Remembers centre and scale of up to 100 views.
class ViewHistory {
 public:
  /// Call when the view has come to rest; the same view again is not remembered.
  void add(const MapView& view);
  [[nodiscard]] bool canGoBack() const { return m_at > 0; }
  [[nodiscard]] bool canGoForward() const { return m_at + 1 < m_views.size(); }
  /// The earlier (later) view; nothing at the end.
  std::optional<MapView> back();
  std::optional<MapView> forward();
  void clear();

 private:
  std::vector<MapView> m_views;
  std::size_t m_at = 0;
};

}  // namespace gis::ui
