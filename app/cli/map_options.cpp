#include "app/cli/map_options.h"

#include <QBuffer>
#include <QFileInfo>
#include <QFont>
#include <QGuiApplication>
#include <chrono>
#include <nlohmann/json.hpp>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/layer.h"
#include "ui/map/scene_source.h"

namespace gis::cli {

void MapOptions::declare(CLI::App& app) {
  app.add_option("CITY", city, GIS_TR("City database"))->required();
  app.add_option("--size", size, GIS_TR("Size of the picture in pixels (default 1600x1000)"))->type_name("WxH");
  app.add_option("--layers", layers, GIS_TR("Only these layers, the bottom one first"))->type_name("BOTTOM,...,TOP");
  app.add_option("--style", styleFile, GIS_TR("JSON: an object of styles by layer name, or one style for all layers"))
      ->type_name("FILE");
  app.add_option("--dpi", dpi, GIS_TR("Pixels per inch for millimetres of styles (default 96)"))->type_name("N");
  app.add_option("--dpr", dpr, GIS_TR("Device pixels per pixel, such as 2 (default 1)"))->type_name("N");
  app.add_option("--background", background, GIS_TR("Colour of the paper, such as #ffffff"))->type_name("COLOUR");
  app.add_flag("--no-labels", noLabels, GIS_TR("Without names"));
  base.declare(app);
}

QSize MapOptions::pixels() const {
  int width = 0, height = 0;
  char rest = 0;
  if (std::sscanf(size.c_str(), "%dx%d%c", &width, &height, &rest) != 2 || width < 1 || height < 1 || width > 30000 ||
      height > 30000) {
    throw Error(ErrorCode::usage, {GIS_TR("cannot read --size \"{0}\""), {size}}, {},
                GIS_TR("write width x height in pixels, such as 1600x1000"));
  }
  if (!(dpr > 0.1 && dpr <= 8) || !(dpi >= 10 && dpi <= 2400)) {
    throw Error(ErrorCode::usage, GIS_TR("--dpi or --dpr is out of range"), {},
                GIS_TR("give --dpi between 10 and 2400 and --dpr between 0.1 and 8"));
  }
  if (double(width) * height * dpr * dpr > 4e8) {
    throw Error(ErrorCode::usage, GIS_TR("the picture would be too large"), {},
                GIS_TR("give a smaller --size or --dpr"));
  }
  return {width, height};
}

std::shared_ptr<const ui::MapScene> MapOptions::load(const store::CityDatabase& db, Context& context) const {
  ui::SceneOptions options;
  options.layers = parseList(layers);
  options.labels = !noLabels;
  options.dpi = dpi;
  options.language = context.language == "en" ? QStringLiteral("en") : QStringLiteral("zh_CN");
  if (!styleFile.empty()) {
    const std::string text = platform::readFile(platform::pathFromUtf8(styleFile));
    auto json = nlohmann::json::parse(text, nullptr, false);
    if (json.is_discarded() || !json.is_object()) {
      throw Error(ErrorCode::invalidValue, {GIS_TR("cannot read the style file {0}"), {styleFile}},
                  GIS_TR("it is not a JSON object"));
    }
    if (json.contains("classes") || json.contains("symbol")) {
      nlohmann::json all = nlohmann::json::object();
      for (const store::LayerInfo& layer : store::listLayers(db.connection())) all[layer.name] = json;
      json = std::move(all);
    }
    options.styleOverrides = json.dump();
  }
  auto scene = ui::loadScene(db, options, context.progress);
  for (const ui::SceneFailure& failure : scene->failures)
    note(context, {GIS_TR("the layer {0} is not drawn: {1}"), {failure.layer, failure.error.sentence()}});
  if (background.empty() && base.place.empty()) return scene;
  ui::MapScene changed = *scene;
  base.addTo(changed);
  if (background.empty()) return ui::finishScene(std::move(changed));
  const QColor colour(QString::fromStdString(background));
  if (!colour.isValid()) {
    throw Error(ErrorCode::usage, {GIS_TR("cannot read --background \"{0}\""), {background}}, {},
                GIS_TR("write a colour such as #ffffff or white"));
  }
  changed.background = colour;
  return ui::finishScene(std::move(changed));
}

store::CityDatabase openForMap(const std::string& city) {
  return store::CityDatabase::open(platform::pathFromUtf8(city), store::OpenMode::readOnly);
}

void useOffscreenPlatform() {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  // notes of Qt about the desktop are nothing to somebody who draws a map in a script
  qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& text) {
    if (type == QtCriticalMsg || type == QtFatalMsg) std::fprintf(stderr, "%s\n", qPrintable(text));
  });
}

void startOffscreenGui() {
  if (QGuiApplication::instance() != nullptr) return;
  useOffscreenPlatform();
  static int argc = 1;
  static char name[] = "citydesk-cli";
  static char* argv[] = {name, nullptr};
  static QGuiApplication app(argc, argv);
  QGuiApplication::setFont(QFont(QStringLiteral("Noto Sans CJK SC")));
}

void saveImage(const QImage& image, const std::string& file) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  const QByteArray format = QFileInfo(QString::fromStdString(file)).suffix().toUpper().toLatin1();
  if (!image.save(&buffer, format.isEmpty() ? "PNG" : format.constData())) {
    throw Error(ErrorCode::unsupported, {GIS_TR("cannot write {0}"), {file}},
                GIS_TR("pictures of this kind cannot be written"), GIS_TR("use .png, .pdf or .svg"));
  }
  platform::writeFileAtomically(platform::pathFromUtf8(file),
                                std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))));
}

double nowMs() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace gis::cli
