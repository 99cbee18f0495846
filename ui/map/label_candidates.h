// What could be written on the map, before anybody asks whether there is room.
#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <QTransform>
#include <cstdint>
#include <tuple>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/style/layer_style.h"
#include "ui/map/map_scene.h"
#include "ui/map/paint_layer.h"

namespace gis::ui {

/// How the labels of one layer are written, in device pixels.
struct LabelLook {
  const SceneLayer* layer = nullptr;
  QFont font;
  QFontMetricsF metrics;
  double em = 12;
  double lineHeight = 14;
  double haloPx = 0;
  double repeatPx = 300;
  style::LabelSpec spec;

  LabelLook(const SceneLayer& of, const PixelFrame& frame);
  /// Letter spacing included.
  [[nodiscard]] double widthOf(const QString& text) const;
};
/// The looks of every layer that has labels at this scale, the uppermost layer first.
[[nodiscard]] std::vector<LabelLook> labelLooks(const MapScene& scene, const PixelFrame& frame);

/// A run of text with its baseline's begin at (0, 0) of `at`.
struct LabelRun {
  QString text;
  QTransform at;
  friend bool operator==(const LabelRun&, const LabelRun&) = default;
};
/// One way to write a label. Coordinates are pixels of the world (PixelFrame), so they hold for every view of a scale.
struct LabelPlace {
  std::vector<QRectF> boxes;  ///< what it covers: one box, or one for each letter
  std::vector<LabelRun> runs;
  friend bool operator==(const LabelPlace&, const LabelPlace&) = default;
};

struct LabelCandidate {
  int look = 0;
  std::int64_t fid = 0;
  std::uint64_t name = 0;  ///< of the text: the same name is not repeated nearer than `apart`
  double apart = 0;
  QPointF anchor;
  QRectF reach;                    ///< holds the anchor and every box
  std::vector<LabelPlace> places;  ///< the best first
  /// Smaller comes first: priority, look, size, quality, a number without order in space, and what makes it unique.
  std::tuple<double, int, int, int, std::uint64_t, std::int64_t, int> rank;
};

/// The side of a block of the world, in device-independent pixels. Candidates belong to the block of their anchor and
/// are made from what lies in it and half a block around: the same for every view.
inline constexpr int kLabelBlockDip = 512;

/// The candidates of one block (`block`: its frame) of the looks that `which` numbers; those of one look do not depend
/// on the others. Empty when cancelled. The work is bounded: see kMost… in the source. Thread rule: any thread.
[[nodiscard]] std::vector<LabelCandidate> collectLabels(const std::vector<LabelLook>& looks,
                                                        const std::vector<int>& which, const PixelFrame& block,
                                                        const CancelToken& token);

/// The middle of the widest level cut through an area (rings in pixels, even–odd) inside `within`; the width of that
/// cut in `width`.
[[nodiscard]] QPointF middleOfArea(const std::vector<QPointF>& points, const std::vector<std::uint32_t>& ends,
                                   const QRectF& within, double& width);
/// The letters of `text` along a path (lengths along it in `along`) around `middle`, never upside down; names of
/// steep streets in Chinese stand upright, one character below the other. Empty when the path is too short or too
/// bent; `bend`: the largest turn between two letters, radians.
[[nodiscard]] LabelPlace lettersAlong(const LabelLook& look, const QString& text, const std::vector<QPointF>& path,
                                      const std::vector<double>& along, double middle, double& bend);
[[nodiscard]] std::vector<double> lengthsAlong(const std::vector<QPointF>& path);
[[nodiscard]] QPointF pointAlong(const std::vector<QPointF>& path, const std::vector<double>& along, double at);
/// Is every character one that stands upright in a column?
[[nodiscard]] bool isHan(const QString& text);

}  // namespace gis::ui
