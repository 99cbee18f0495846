// Private to this room: symbolizers of SLD and SE, and the names and units that both directions share.
#pragma once

#include <string>
#include <vector>

#include "gis_core/base/xml.h"
#include "gis_core/style/layer_style.h"
#include "gis_core/style/sld_filter.h"

namespace gis::style {

/// OGC's standardised rendering pixel (OGC 06-042, 7.2.4.6.9).
inline constexpr double kPixelMm = 0.28;
[[nodiscard]] std::string pixelText(double mm);

/// Null for none and solid.
[[nodiscard]] const char* patternName(FillPattern pattern);
[[nodiscard]] const char* markerName(MarkerShape shape);
/// One of the six names that every program knows (OGC 05-077r4, 11.3.2).
[[nodiscard]] bool isStandardMarker(MarkerShape shape);

/// One symbol out of the symbolizers that are drawn one over the other at one scale. `dimension` of the layer, −1: as
/// they say; it is told back.
[[nodiscard]] Symbol symbolOf(const std::vector<const xml::Node*>& symbolizers, int& dimension, SldNotes& notes);
/// Labels out of a TextSymbolizer, scales left open.
[[nodiscard]] LabelSpec labelsOf(const xml::Node& symbolizer, int dimension, SldNotes& notes);

}  // namespace gis::style
