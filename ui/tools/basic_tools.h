// Pan, zoom, identify, and tools that take one place.
#pragma once

#include <optional>

#include "ui/canvas/tool.h"

namespace gis::ui {

/// Left drag moves the map (the canvas does it by itself when no tool takes the event).
class PanTool : public Tool {
  Q_OBJECT
 public:
  explicit PanTool(QObject* parent = nullptr) : Tool(QStringLiteral("toolPan"), parent) {}
  [[nodiscard]] QCursor cursor() const override { return Qt::OpenHandCursor; }
};

/// Click zooms in by 2 (Alt or the right button: out), dragging zooms to the box.
class ZoomTool : public Tool {
  Q_OBJECT
 public:
  explicit ZoomTool(QObject* parent = nullptr) : Tool(QStringLiteral("toolZoom"), parent) {}
  void deactivate() override;
  [[nodiscard]] bool usesRightClick() const override { return true; }
  bool press(const MapMouse& mouse) override;
  bool move(const MapMouse& mouse) override;
  bool release(const MapMouse& mouse) override;
  bool key(const QKeyEvent& event) override;
  void paint(QPainter& painter, const ToView& toView) const override;

 private:
  std::optional<geom::MapPoint> m_from;
  geom::MapPoint m_to;
};

/// A click asks for everything under it.
class IdentifyTool : public Tool {
  Q_OBJECT
 public:
  explicit IdentifyTool(QObject* parent = nullptr) : Tool(QStringLiteral("toolIdentify"), parent) {}
  [[nodiscard]] QCursor cursor() const override { return Qt::WhatsThisCursor; }
  bool press(const MapMouse& mouse) override;
  bool release(const MapMouse& mouse) override;

 Q_SIGNALS:
  void identified(gis::geom::MapPoint at, const std::vector<std::pair<QString, std::int64_t>>& features);

 private:
  bool m_down = false;
};

/// A click gives a place: log an incident here, copy this coordinate, move a point …
class PlaceTool : public Tool {
  Q_OBJECT
 public:
  PlaceTool(const QString& name, QCursor cursor, QObject* parent = nullptr)
      : Tool(name, parent), m_cursor(std::move(cursor)) {}
  [[nodiscard]] QCursor cursor() const override { return m_cursor; }
  /// Shown in the status bar while the tool is on.
  void setHint(const QString& hint) { m_hint = hint; }
  void activate(ToolHost& toolHost) override;
  bool press(const MapMouse& mouse) override;
  bool key(const QKeyEvent& event) override;

 Q_SIGNALS:
  void placed(gis::geom::MapPoint at);
  /// Escape: the person wants the tool before this one.
  void givenUp();

 private:
  QCursor m_cursor;
  QString m_hint;
};

}  // namespace gis::ui
