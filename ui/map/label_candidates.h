// What could be written on the map, before anybody asks whether there is room.
#pragma once

#include <QFont>
#include <QPointF>
#include <QRectF>
#include <QStringList>
#include <cstdint>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/style/layer_style.h"
#include "ui/map/map_scene.h"
#include "ui/map/paint_layer.h"

namespace gis::ui {

/// How the labels of one layer are written, in device pixels.
struct LabelLook {
  QFont font;
  double em = 12;
  double lineHeight = 14;
  double haloPx = 0;
  double repeatPx = 300;
  style::LabelSpec spec;
};

enum class LabelKind { beside, inside, along };

struct LabelCandidate {
  LabelKind kind = LabelKind::inside;
  int look = 0;
  QStringList lines;
  QPointF at;                 ///< beside: the point; inside: the middle
  double clearance = 0;       ///< beside: from the point to the text
  std::vector<QPointF> path;  ///< along
  double size = 0;            ///< bigger features first
  std::int64_t fid = 0;
};

struct LabelCandidates {
  std::vector<LabelLook> looks;
  std::vector<LabelCandidate> all;  ///< the most important first
};

/// Candidates of every layer that has labels at this scale; coordinates are pixels of the frame.
[[nodiscard]] LabelCandidates collectLabels(const MapScene& scene, const PixelFrame& frame, const CancelToken& token);

/// Widths of a text in a look, letter spacing included.
[[nodiscard]] double textWidth(const LabelLook& look, const QString& text);

/// The middle of the widest level cut through an area (rings in pixels, even–odd), inside `within` when the area
/// reaches there; the width of that cut in `width`.
[[nodiscard]] QPointF middleOfArea(const std::vector<QPointF>& points, const std::vector<std::uint32_t>& ends,
                                   const QRectF& within, double& width);

}  // namespace gis::ui
