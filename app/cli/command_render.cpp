// citydesk-cli render: the map as the desktop draws it, as a picture or a page.
#include <CLI/CLI.hpp>
#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <vector>

#include "app/cli/map_options.h"
#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/crs/crs.h"
#include "ui/map/pdf_text.h"
#include "ui/map/render_map.h"
#include "ui/map/sheet.h"
#include "ui/map/tile_engine.h"

namespace gis::cli {

namespace {

class RenderCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "render"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("The map as a picture (PNG, PDF, SVG)"); }

  void setup(CLI::App& app) override {
    m_map.declare(app);
    app.add_option("--out", m_out, GIS_TR("File to write: .png, .pdf or .svg"))->required()->type_name("FILE");
    app.add_option("--bbox", m_bbox, GIS_TR("What to show; widened to the shape of the picture"))
        ->type_name("X1,Y1,X2,Y2");
    app.add_option("--crs", m_crs, GIS_TR("Coordinate system of --bbox (default: the city's)"))->type_name("CRS");
    app.add_option("--repeat", m_repeat, GIS_TR("Draw so many times and tell each time"))->type_name("N");
    app.add_option("--sheet", m_sheet, GIS_TR("A page with title, legend and scale bar: a4 or a3"))->type_name("a4|a3");
    app.add_flag("--upright", m_upright, GIS_TR("With --sheet: portrait"));
    app.add_option("--title", m_title, GIS_TR("Title of the page"))->type_name("TEXT");
    app.add_option("--scale", m_scale, GIS_TR("Scale of the map, N of 1:N (default: fitted)"))->type_name("N");
    app.add_option("--maker", m_maker, GIS_TR("Who made the page"))->type_name("TEXT");
    app.add_option("--security", m_security, GIS_TR("Security mark of the page"))->type_name("TEXT");
    app.add_option("--date", m_date, GIS_TR("Date on the page (default: today)"))->type_name("TEXT");
    app.add_flag("--no-legend", m_noLegend, GIS_TR("With --sheet: without the legend"));
    app.add_flag("--no-scale-bar", m_noScaleBar, GIS_TR("With --sheet: without the scale bar"));
    app.add_flag("--no-north-arrow", m_noArrow, GIS_TR("With --sheet: without the north arrow"));
    app.add_flag("--no-grid", m_noGrid, GIS_TR("With --sheet: without the grid and its coordinates"));
    app.add_option("--review-number", m_review, GIS_TR("Map review number of the page"))->type_name("TEXT");
    app.add_flag("--cached", m_cached, GIS_TR("With --repeat: keep the tiles between the frames"));
  }

  int run(Context& context) override {
    const QSize size = m_map.pixels();
    if (m_repeat < 1 || m_repeat > 100000) {
      throw Error(ErrorCode::usage, GIS_TR("--repeat is out of range"), {}, GIS_TR("give a number from 1 to 100000"));
    }
    const std::string suffix = suffixOf(m_out);
    if (suffix != ".png" && suffix != ".pdf" && suffix != ".svg") {
      throw Error(ErrorCode::usage, {GIS_TR("cannot write {0}"), {m_out}},
                  GIS_TR("pictures of this kind cannot be written"), GIS_TR("use .png, .pdf or .svg"));
    }
    const geom::Envelope box = m_bbox.empty() ? geom::Envelope() : parseBox(m_bbox, "--bbox");
    if (!m_sheet.empty() && m_sheet != "a4" && m_sheet != "a3") {
      throw Error(ErrorCode::usage, {GIS_TR("there is no sheet \"{0}\""), {m_sheet}}, {}, GIS_TR("give a4 or a3"));
    }
    if (!m_sheet.empty() && suffix == ".svg") {
      throw Error(ErrorCode::usage, GIS_TR("a sheet cannot be written as SVG"), {}, GIS_TR("use .pdf or .png"));
    }
    startOffscreenGui();
    const double start = nowMs();
    const store::CityDatabase city = openForMap(m_map.city);
    const auto scene = m_map.load(city, context);
    m_openMs = nowMs() - start;
    if (!m_sheet.empty()) {
      drawSheet(*scene, box.isEmpty() ? box : inCity(box, city), suffix == ".pdf", context);
      return kDone;
    }
    const geom::Envelope wanted = box.isEmpty() ? scene->extent() : inCity(box, city);
    ui::MapView view = ui::MapView::fit(wanted, size, m_map.dpr, box.isEmpty() ? 0.02 : 0);
    if (m_scale > 0) view = view.withScaleDenominator(m_scale, scene->dpi, scene->metresPerUnit());
    m_map.base.await(*scene, view, context);
    if (suffix == ".pdf" || suffix == ".svg") {
      drawVectors(*scene, view, suffix == ".pdf", context);
    } else {
      saveImage(drawFrames(scene, view, context), m_out);
    }
    tell(context, view);
    return kDone;
  }

 private:
  [[nodiscard]] static std::string suffixOf(const std::string& file) {
    return QString::fromStdString(platform::pathFromUtf8(file).extension().string()).toLower().toStdString();
  }
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
      if (pdf) bytes = ui::withPlainIdeographs(bytes);
      platform::writeFileAtomically(platform::pathFromUtf8(m_out),
                                    std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))));
      m_frames.push_back(nowMs() - start);
    }
  }

  void drawSheet(const ui::MapScene& scene, const geom::Envelope& box, bool pdf, Context& context) {
    ui::SheetSpec spec;
    spec.page = m_sheet == "a3" ? ui::PageSize::a3 : ui::PageSize::a4;
    spec.across = !m_upright;
    spec.title = QString::fromStdString(m_title);
    spec.box = box;
    spec.scaleDenominator = m_scale;
    spec.maker = QString::fromStdString(m_maker);
    spec.securityMark = QString::fromStdString(m_security);
    spec.reviewNumber = QString::fromStdString(m_review);
    spec.date =
        QString::fromStdString(m_date.empty() ? toIsoWithOffset(utcNow(), kCityOffsetMinutes).substr(0, 10) : m_date);
    spec.legend = !m_noLegend;
    spec.scaleBar = !m_noScaleBar;
    spec.northArrow = !m_noArrow;
    spec.grid = !m_noGrid;
    spec.chinese = scene.chinese;
    m_map.base.await(scene, ui::sheetView(spec, scene, pdf ? 300 : 200), context);
    for (int k = 0; k < m_repeat; ++k) {
      const double start = nowMs();
      if (pdf) {
        const ui::SheetPdf page = ui::sheetPdf(spec, scene, context.progress);
        m_features = page.features;
        platform::writeFileAtomically(platform::pathFromUtf8(m_out),
                                      std::as_bytes(std::span(page.bytes.constData(), std::size_t(page.bytes.size()))));
      } else {
        saveImage(ui::sheetImage(spec, scene, 200, context.progress, &m_features), m_out);
      }
      m_frames.push_back(nowMs() - start);
    }
    tell(context, ui::sheetView(spec, scene, scene.dpi));
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
  std::string m_out, m_bbox, m_crs, m_sheet, m_title, m_maker, m_security, m_review, m_date;
  bool m_upright = false, m_noLegend = false, m_noScaleBar = false, m_noArrow = false, m_noGrid = false;
  double m_scale = 0;
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
