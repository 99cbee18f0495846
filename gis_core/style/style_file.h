// Styles out of files, whatever program wrote them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/store/layer.h"
#include "gis_core/style/layer_style.h"

namespace gis::style {

struct StyleFromFile {
  LayerStyle style;
  std::vector<Message> notes;  ///< what could not be carried over
};

/// Reads a style for `layer`: our JSON, an SLD of either version, or the table layer_styles that QGIS keeps in a
/// GeoPackage or SpatiaLite file: there the style named `styleName` (empty: the default one of the layer's name, or
/// the only one). Drawings of markers (SVG files beside the style) become part of it. Opens files: no GUI thread.
/// Errors: notFound, invalidValue, unsupported.
[[nodiscard]] StyleFromFile readStyleFile(const std::filesystem::path& file, const store::LayerInfo& layer,
                                          const std::string& styleName = {});

/// The text of an SVG drawing of at most 256 KiB, from its first element on. Errors: notFound, invalidValue.
[[nodiscard]] std::string readDrawing(const std::filesystem::path& file);

/// The names of the styles in a file's table layer_styles, "LAYER / STYLE"; empty for other files.
struct NamedStyle {
  std::string layer, name;
  bool isDefault = false;
};
[[nodiscard]] std::vector<NamedStyle> stylesInFile(const std::filesystem::path& file);

}  // namespace gis::style
