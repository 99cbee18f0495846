// Symbols of a style as Qt draws them.
#pragma once

#include <QBrush>
#include <QImage>
#include <QPainterPath>
#include <QPen>

#include "gis_core/style/layer_style.h"

class QPainter;

namespace gis::ui {

[[nodiscard]] QColor toQColor(const style::Colour& c);
/// A pen of `widthPx`; dashes of the stroke are millimetres.
[[nodiscard]] QPen penOf(const style::Stroke& stroke, double widthPx, double pxPerMm);
/// Width of a stroke in pixels: its millimetres, or its metres on the ground where those are wider.
[[nodiscard]] double strokeWidth(const style::Stroke& stroke, double pxPerMm, double pxPerMetre);
/// The outline of a marker of `size` pixels around (0, 0).
[[nodiscard]] QPainterPath markerPath(style::MarkerShape shape, double size);
/// Draws a marker with its glyph around (0, 0).
void paintMarker(QPainter& painter, const style::Symbol& symbol, double sizePx, double pxPerMm);
/// The same as a picture whose middle pixel is the place; odd width and height.
[[nodiscard]] QImage markerImage(const style::Symbol& symbol, double sizePx, double pxPerMm);
/// The brush of a fill that is not plain; `origin` keeps the pattern in place on the map.
[[nodiscard]] QBrush patternBrush(const style::Symbol& symbol, double pxPerMm);

}  // namespace gis::ui
