#include "ui/map/case_sheet.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>
#include <QPdfWriter>
#include <algorithm>
#include <cmath>

#include "ui/map/case_sheet_units.h"
#include "ui/map/pdf_text.h"
#include "ui/map/render_map.h"
#include "ui/map/sheet_parts.h"
#include "ui/map/symbols.h"

namespace gis::ui {

namespace {

constexpr double kPageWidth = 210, kPageHeight = 297;
constexpr double kPhotoDpi = 200;

/// The painter as it was, also when the drawing is cancelled.
class KeptPainter {
 public:
  explicit KeptPainter(QPainter& painter) : m_painter(painter) { painter.save(); }
  ~KeptPainter() { m_painter.restore(); }
  KeptPainter(const KeptPainter&) = delete;
  KeptPainter& operator=(const KeptPainter&) = delete;

 private:
  QPainter& m_painter;
};

void paintClip(const Paper& paper, const QRectF& mm, double dpi, bool vector, const CaseSheet& sheet,
               const MapScene& scene, Progress& progress) {
  if (sheet.at) {
    MapView view;
    view.size = QSize(int(mm.width() / 25.4 * scene.dpi), int(mm.height() / 25.4 * scene.dpi));
    view.dpr = dpi / scene.dpi;
    view.centre = *sheet.at;
    view = view.withScaleDenominator(sheet.scaleDenominator, scene.dpi, scene.metresPerUnit());
    if (vector) {
      paintMap(paper.painter, paper.box(mm), paper.unitsPerMm, scene, view, progress);
    } else {
      RenderResult map = renderMap(scene, view, progress);
      map.image.setDevicePixelRatio(1);
      paper.painter.drawImage(paper.box(mm), map.image);
    }
    paper.painter.save();
    paper.painter.translate(paper.at(mm.center().x(), mm.center().y()));
    style::Symbol pin;
    pin.marker = style::MarkerShape::pin;
    pin.fill = style::Colour{0xd7, 0x26, 0x3d, 255};
    pin.outline.colour = style::Colour{255, 255, 255, 255};
    pin.outline.widthMm = 0.3;
    paintMarker(paper.painter, pin, 6 * paper.unitsPerMm, paper.unitsPerMm);
    paper.painter.restore();
    paintNorthArrow(paper, {mm.right() - 6, mm.top() + 7.5}, 10, sheet.chinese);
    const QRectF scale(mm.left() + 1, mm.bottom() - 5, 22, 4);
    paper.painter.fillRect(paper.box(scale), QColor(255, 255, 255, 210));
    paper.text(scale.adjusted(1, 0, 0, 0), QStringLiteral("1 : %1").arg(std::llround(sheet.scaleDenominator)), 2.4,
               Qt::AlignLeft | Qt::AlignVCenter, true);
  }
  paper.frame(mm, 0.25);
}

/// The photo, decoded no larger than it will be seen. Null when neither original nor thumbnail can be read.
QImage readPhoto(const SheetPhoto& photo, const QSize& most) {
  const auto read = [&](QImageReader& reader) {
    reader.setAutoTransform(true);
    QSize size = reader.size();
    // a camera held upright keeps a lying picture: both sides must fit either way
    const int side = std::max(most.width(), most.height());
    if (size.isValid() && (size.width() > side || size.height() > side))
      reader.setScaledSize(size.scaled(side, side, Qt::KeepAspectRatio));
    return reader.read();
  };
  if (!photo.file.isEmpty()) {
    QImageReader original(photo.file);
    original.setDecideFormatFromContent(true);  // originals are kept under their checksum, without an ending
    if (QImage image = read(original); !image.isNull()) return image;
  }
  if (photo.thumbnail.isEmpty()) return {};
  QBuffer bytes;
  bytes.setData(photo.thumbnail);
  bytes.open(QIODevice::ReadOnly);
  QImageReader small(&bytes);
  return read(small);
}

/// What was marked by hand is black before the picture leaves.
void blackenMarks(QImage& image, const std::vector<raster::BlackMark>& marks) {
  if (marks.empty()) return;
  image = image.convertToFormat(QImage::Format_RGB32);
  QPainter painter(&image);
  const auto placeOf = [&image](geom::MapPoint part) {
    return QPointF(part.x * image.width(), part.y * image.height());
  };
  for (const raster::BlackMark& mark : marks) {
    if (mark.points.empty()) continue;
    if (mark.radius <= 0) {
      const QRectF box(placeOf(mark.points.front()), placeOf(mark.points.back()));
      painter.fillRect(box.normalized().toAlignedRect(), Qt::black);
      continue;
    }
    const double radius = mark.radius * std::max(image.width(), image.height());
    painter.setPen(QPen(Qt::black, 2 * radius, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    QPolygonF line;
    for (const geom::MapPoint& part : mark.points) line << placeOf(part);
    if (line.size() == 1) line << line.front() + QPointF(0.01, 0);
    painter.drawPolyline(line);
  }
}

void paintPhoto(const Paper& paper, const QRectF& mm, const CaseSheet& sheet, const SheetPhoto& photo) {
  QImage image = readPhoto(photo, QSize(int(mm.width() / 25.4 * kPhotoDpi), int(mm.height() / 25.4 * kPhotoDpi)));
  if (image.isNull()) {
    paper.text(mm, said(sheet.chinese, "照片无法读取", "The photo cannot be read"), 2.6,
               Qt::AlignHCenter | Qt::AlignVCenter);
    return;
  }
  blackenMarks(image, photo.marks);
  const QSizeF size = QSizeF(image.size()).scaled(mm.size(), Qt::KeepAspectRatio);
  paper.painter.drawImage(
      paper.box({mm.center().x() - size.width() / 2, mm.center().y() - size.height() / 2, size.width(), size.height()}),
      image);
}

}  // namespace

void CaseSheetPages::paint(QPainter& painter, double unitsPerMm, bool vector, int page, const MapScene& scene,
                           Progress& progress) const {
  const KeptPainter kept(painter);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
  painter.scale(unitsPerMm / kCaseSheetUnits, unitsPerMm / kCaseSheetUnits);
  const Paper paper{painter, kCaseSheetUnits};
  painter.fillRect(paper.box({0, 0, kPageWidth, kPageHeight}), Qt::white);
  for (const Item& item : m_pages[std::size_t(page)]) {
    progress.check();
    switch (item.kind) {
      case Kind::text: paper.text(item.mm, item.text, item.size, item.alignment, item.bold); break;
      case Kind::frame: paper.frame(item.mm, item.size); break;
      case Kind::line: paper.line(item.mm.left(), item.mm.top(), item.mm.right(), item.mm.top(), item.size); break;
      case Kind::map:
        paintClip(paper, item.mm, vector ? kPrintDpi : unitsPerMm * 25.4, vector, m_sheet, scene, progress);
        break;
      case Kind::photo: paintPhoto(paper, item.mm, m_sheet, m_sheet.photos[item.photo]); break;
    }
  }
}

QByteArray caseSheetsPdf(const std::vector<CaseSheetPages>& sheets, const MapScene& scene, Progress& progress) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setCreator(QStringLiteral("CityDesk"));
  if (!sheets.empty()) writer.setTitle(sheets.front().sheet().number);
  writer.setResolution(600);
  writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(0, 0, 0, 0)));
  QPainter painter(&writer);
  bool first = true;
  for (std::size_t k = 0; k < sheets.size(); ++k) {
    progress.report(k, sheets.size());
    for (int page = 0; page < sheets[k].count(); ++page) {
      if (!first) writer.newPage();
      first = false;
      sheets[k].paint(painter, 600 / 25.4, true, page, scene, progress);
    }
  }
  painter.end();
  buffer.close();
  return withPlainIdeographs(bytes);
}

QImage caseSheetImage(const CaseSheetPages& sheet, int page, const MapScene& scene, double dpi, Progress& progress) {
  QImage image(int(std::lround(kPageWidth / 25.4 * dpi)), int(std::lround(kPageHeight / 25.4 * dpi)),
               QImage::Format_ARGB32_Premultiplied);
  image.setDotsPerMeterX(int(std::lround(dpi / 0.0254)));
  image.setDotsPerMeterY(int(std::lround(dpi / 0.0254)));
  image.fill(Qt::white);
  QPainter painter(&image);
  sheet.paint(painter, dpi / 25.4, false, page, scene, progress);
  painter.end();
  return image;
}

}  // namespace gis::ui
