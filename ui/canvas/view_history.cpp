#include "ui/canvas/view_history.h"

namespace gis::ui {

namespace {
constexpr std::size_t kMostViews = 100;

bool samePlace(const MapView& a, const MapView& b) {
  return a.centre == b.centre && a.unitsPerPixel == b.unitsPerPixel;
}
}  // namespace

void ViewHistory::add(const MapView& view) {
  if (!m_views.empty() && samePlace(m_views[m_at], view)) return;
  if (!m_views.empty()) m_views.resize(m_at + 1);
  m_views.push_back(view);
  if (m_views.size() > kMostViews) m_views.erase(m_views.begin());
  m_at = m_views.size() - 1;
}

std::optional<MapView> ViewHistory::back() {
  if (!canGoBack()) return {};
  return m_views[--m_at];
}

std::optional<MapView> ViewHistory::forward() {
  if (!canGoForward()) return {};
  return m_views[++m_at];
}

void ViewHistory::clear() {
  m_views.clear();
  m_at = 0;
}

}  // namespace gis::ui
