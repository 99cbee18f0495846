// citydesk-cli render: the map as the desktop draws it, as a picture or a page.
#include <CLI/CLI.hpp>
#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <vector>

#include "app/cli/map_options.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/crs/crs.h"
#include "ui/map/render_map.h"
#include "ui/map/tile_engine.h"

namespace gis::cli {

namespace {

class RenderCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "render"; }
  [[nodiscard]] const char* summary() const override { return "The map as a picture (PNG, PDF, SVG)"; }

  void setup(CLI::App& app) override {
    m_map.declare(app);
    app.add_option("--out", m_out, "File to write: .png, .pdf or .svg")->required()->type_name("FILE");
    app.add_option("--bbox", m_bbox, "What to show; widened to the shape of the picture")->type_name("X1,Y1,X2,Y2");
    app.add_option("--crs", m_crs, "Coordinate system of --bbox (default: the city's)")->type_name("CRS");
    app.add_option("--repeat", m_repeat, "Draw so many times and tell each time")->type_name("N");
    app.add_flag("--cached", m_cached, "With --repeat: keep the tiles between the frames");
  }

  int run(Context& context) override {
    const QSize size = m_map.pixels();
    if (m_repeat < 1 || m_repeat > 100000) {
      throw Error(ErrorCode::usage, GIS_TR("--repeat is out of range"), {}, GIS_TR("give a number from 1 to 100000"));
    }
    const std::string suffix = platform::pathFromUtf8(m_out).extension().string();
    const geom::Envelope box = m_bbox.empty() ? geom::Envelope() : parseBox(m_bbox, "--bbox");
    startOffscreenGui();
    const double start = nowMs();
    const store::CityDatabase city = openForMap(m_map.city);
    const auto scene = m_map.load(city, context);
    m_openMs = nowMs() - start;
    const geom::Envelope wanted = box.isEmpty() ? scene->extent() : inCity(box, city);
    const ui::MapView view = ui::MapView::fit(wanted, size, m_map.dpr, box.isEmpty() ? 0.02 : 0);
    if (suffix == ".pdf" || suffix == ".svg") {
      drawVectors(*scene, view, suffix == ".pdf", context);
    } else {
      saveImage(drawFrames(scene, view, context), m_out);
    }
    tell(context, view);
    return kDone;
  }

 private:
  [[nodiscard]] geom::Envelope inCity(const geom::Envelope& box, const store::CityDatabase& city) const {
    if (m_crs.empty()) return box;
    return crs::Transformer(crs::Crs::parse(m_crs), city.crs()).apply(box);
  }

  QImage drawFrames(const std::shared_ptr<const ui::MapScene>& scene, const ui::MapView& view, Context& context) {
    if (!m_cached) {
      ui::RenderResult result;
      for (int k = 0; k < m_repeat; ++k) {
        const double start = nowMs();
        result = ui::renderMap(*scene, view, context.progress);
        m_frames.push_back(nowMs() - start);
      }
      m_features = result.featuresDrawn;
      return result.image;
    }
    ui::TileEngine engine({});
    engine.setScene(scene);
    for (int k = 0; k < m_repeat; ++k) {
      context.progress.check();
      const double start = nowMs();
      engine.waitComplete(view, 600000);
      m_frames.push_back(nowMs() - start);
    }
    m_features = engine.takeFeaturesDrawn();
    QImage image(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(view.dpr);
    QPainter painter(&image);
    engine.draw(painter, view);
    return image;
  }

  void drawVectors(const ui::MapScene& scene, const ui::MapView& view, bool pdf, Context& context) {
    for (int k = 0; k < m_repeat; ++k) {
      const double start = nowMs();
      QByteArray bytes;
      QBuffer buffer(&bytes);
      buffer.open(QIODevice::WriteOnly);
      const QRectF target(QPointF(), QSizeF(view.size));
      const auto paint = [&](QPaintDevice& device) {
        QPainter painter(&device);
        m_features = ui::paintMap(painter, target, scene.dpi / 25.4, scene, view, context.progress);
      };
      if (pdf) {
        QPdfWriter writer(&buffer);
        writer.setCreator(QStringLiteral("CityDesk"));
        writer.setResolution(int(scene.dpi));
        writer.setPageSize(QPageSize(QSizeF(view.size) * 72 / scene.dpi, QPageSize::Point, {}, QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        paint(writer);
      } else {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(view.size);
        generator.setViewBox(target);
        generator.setResolution(int(scene.dpi));
        paint(generator);
      }
      buffer.close();
      platform::writeFileAtomically(platform::pathFromUtf8(m_out),
                                    std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))));
      m_frames.push_back(nowMs() - start);
    }
  }

  void tell(Context& context, const ui::MapView& view) const {
    if (!context.json) {
      print(m_out + "\n");
      return;
    }
    JsonWriter json;
    json.beginObject().key("frames_ms").beginArray();
    for (const double ms : m_frames) json.value(ms);
    json.endArray();
    json.member("features_drawn", std::int64_t(m_features)).member("open_ms", m_openMs).member("out", m_out);
    const geom::Envelope shown = view.extent();
    json.key("bbox").beginArray().value(shown.minX).value(shown.minY).value(shown.maxX).value(shown.maxY).endArray();
    json.endObject();
    json.finish();
  }

  MapOptions m_map;
  std::string m_out, m_bbox, m_crs;
  int m_repeat = 1;
  bool m_cached = false;
  double m_openMs = 0;
  std::vector<double> m_frames;
  std::uint64_t m_features = 0;
};

}  // namespace

std::unique_ptr<Command> makeRenderCommand() {
  return std::make_unique<RenderCommand>();
}

}  // namespace gis::cli
