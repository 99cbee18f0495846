// What render and pan share: which layers, in which look, and Qt without a screen.
#pragma once

#include <CLI/App.hpp>
#include <QImage>
#include <QSize>
#include <memory>
#include <optional>
#include <string>

#include "app/cli/base_map_options.h"
#include "app/cli/command.h"
#include "gis_core/store/city.h"
#include "ui/map/map_scene.h"
#include "ui/map/map_view.h"

namespace gis::cli {

struct MapOptions {
  std::string city, size = "1600x1000", layers, styleFile, background;
  double dpi = 96, dpr = 1;
  bool noLabels = false;
  BaseMapOptions base;

  void declare(CLI::App& app);
  /// "1600x1000"; throws Error(usage).
  [[nodiscard]] QSize pixels() const;
  /// The scene of the city; starts Qt first. Throws what loadScene throws.
  [[nodiscard]] std::shared_ptr<const ui::MapScene> load(const store::CityDatabase& db, Context& context) const;
};

/// Opens for reading; a place that cannot be written to is no obstacle.
[[nodiscard]] store::CityDatabase openForMap(const std::string& city);
/// What both kinds of Qt without a screen need before they start.
void useOffscreenPlatform();
/// Qt Gui on the offscreen platform, once a process; fonts of the package.
void startOffscreenGui();
/// PNG, JPEG … by the suffix, all or nothing. Throws Error(unsupported | diskFull | readOnly).
void saveImage(const QImage& image, const std::string& file);
/// Milliseconds of a steady clock.
[[nodiscard]] double nowMs();

}  // namespace gis::cli
