// Styles for other programs: Styled Layer Descriptor and Symbology Encoding of the OGC.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/style/layer_style.h"

namespace gis::style {

enum class SldVersion {
  se11,   ///< SLD 1.1.0 with SE 1.1.0 (OGC 05-078r4, 05-077r4): QGIS, newer GeoServer
  sld10,  ///< SLD 1.0.0 (OGC 02-070)
};

struct SldText {
  std::string xml;
  std::vector<Message> notes;  ///< what could not be carried over
};
/// Writes a style for a layer of that geometry (0 points, 1 lines, 2 areas). Lengths become pixels of 0.28 mm. When
/// there are no notes, reading the text gives the same style; a note names what is lost or changed.
[[nodiscard]] SldText toSld(const LayerStyle& style, const std::string& layerName, int dimension, SldVersion version);

struct SldStyle {
  LayerStyle style;
  std::vector<Message> notes;
};
/// Reads the first user style of a document of either version. `dimension`: geometry of the layer, −1: as the
/// symbolizers say. Rules become a single, categorised, graduated or rule-based style, whichever says the same;
/// rules that differ by scale only become one class. Throws Error(invalidValue) when the text is no SLD or draws
/// nothing that we know.
[[nodiscard]] SldStyle fromSld(std::string_view xml, int dimension);
/// Does the text look like XML (rather than JSON)?
[[nodiscard]] bool looksLikeXml(std::string_view text);

}  // namespace gis::style
