#include "ui/map/case_sheet.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <algorithm>
#include <cmath>

#include "ui/map/pdf_text.h"
#include "ui/map/render_map.h"
#include "ui/map/sheet_parts.h"
#include "ui/map/symbols.h"

namespace gis::ui {

namespace {

constexpr double kLeft = 18, kWidth = 174, kRow = 7.2;

double paintRows(const Paper& paper, double y, const CaseSheet& sheet) {
  constexpr double kLabel = 26;
  const double half = kWidth / 2;
  bool rightCell = false;
  for (const auto& [label, value] : sheet.rows) {
    const bool wide = paper.textWidth(value, 3) > half - kLabel - 3;
    if (wide && rightCell) {
      y += kRow;
      rightCell = false;
    }
    const double x = kLeft + (rightCell ? half : 0), width = wide ? kWidth : half;
    paper.frame({x, y, kLabel, kRow}, 0.15);
    paper.frame({x + kLabel, y, width - kLabel, kRow}, 0.15);
    paper.text({x + 1.5, y, kLabel - 3, kRow}, label, 2.9, Qt::AlignLeft | Qt::AlignVCenter, true);
    QString text = value;
    while (text.size() > 2 && paper.textWidth(text, 3) > width - kLabel - 3)
      text = text.left(text.size() - 2) + QChar(0x2026);
    paper.text({x + kLabel + 1.5, y, width - kLabel - 3, kRow}, text, 3, Qt::AlignLeft | Qt::AlignVCenter);
    if (wide || rightCell) y += kRow;
    rightCell = !wide && !rightCell;
  }
  return rightCell ? y + kRow : y;
}

void paintClip(const Paper& paper, const QRectF& mm, bool vector, const CaseSheet& sheet, const MapScene& scene,
               Progress& progress) {
  const double dpi = vector ? 300 : paper.unitsPerMm * 25.4;
  MapView view;
  view.size = QSize(int(mm.width() / 25.4 * scene.dpi), int(mm.height() / 25.4 * scene.dpi));
  view.dpr = dpi / scene.dpi;
  view.centre = sheet.at;
  view = view.withScaleDenominator(sheet.scaleDenominator, scene.dpi, scene.metresPerUnit());
  if (vector) {
    paintMap(paper.painter, paper.box(mm), paper.unitsPerMm, scene, view, progress);
  } else {
    RenderResult map = renderMap(scene, view, progress);
    map.image.setDevicePixelRatio(1);
    paper.painter.drawImage(paper.box(mm), map.image);
  }
  paper.frame(mm, 0.25);
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
  paper.text({mm.left() + 1, mm.bottom() - 4.5, 40, 4},
             QStringLiteral("1 : %1").arg(std::llround(sheet.scaleDenominator)), 2.4, Qt::AlignLeft | Qt::AlignVCenter,
             true);
}

void paintPhotos(const Paper& paper, const QRectF& mm, const CaseSheet& sheet) {
  const std::size_t count = std::min<std::size_t>(4, sheet.photos.size());
  for (std::size_t k = 0; k < 4; ++k) {
    const QRectF cell(mm.left() + double(k % 2) * (mm.width() / 2 + 1),
                      mm.top() + double(k / 2) * (mm.height() / 2 + 1), mm.width() / 2 - 1, mm.height() / 2 - 1);
    if (k >= count) continue;
    const QImage& photo = sheet.photos[k];
    const double scale = std::min(cell.width() / photo.width(), cell.height() / photo.height());
    const QSizeF size = QSizeF(photo.size()) * scale;
    paper.painter.drawImage(paper.box({cell.center().x() - size.width() / 2, cell.center().y() - size.height() / 2,
                                       size.width(), size.height()}),
                            photo);
  }
  paper.frame(mm, 0.15);
  if (count == 0) {
    paper.text(mm, said(sheet.chinese, "无照片", "No photo"), 3, Qt::AlignCenter);
  }
}

}  // namespace

void paintCaseSheet(QPainter& painter, double unitsPerMm, bool vector, const CaseSheet& sheet, const MapScene& scene,
                    Progress& progress) {
  const Paper paper{painter, unitsPerMm};
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
  painter.fillRect(paper.box({0, 0, 210, 297}), Qt::white);
  const QString heading = sheet.heading.isEmpty() ? said(sheet.chinese, "城市管理案件单", "Case sheet") : sheet.heading;
  paper.text({kLeft, 14, kWidth, 9}, heading, 6.5, Qt::AlignHCenter | Qt::AlignVCenter, true);
  paper.text({kLeft, 24, kWidth, 5}, said(sheet.chinese, "编号：", "No.: ") + sheet.number, 3.2,
             Qt::AlignRight | Qt::AlignVCenter);
  double y = paintRows(paper, 31, sheet);
  const QRectF description(kLeft, y, kWidth, 24);
  paper.frame(description, 0.15);
  paper.text({kLeft + 1.5, y + 1, 60, 5}, said(sheet.chinese, "情况描述", "Description"), 2.9,
             Qt::AlignLeft | Qt::AlignVCenter, true);
  painter.setFont(paper.font(3));
  painter.setPen(Qt::black);
  painter.drawText(paper.box(description.adjusted(2, 6.5, -2, -1)), Qt::AlignLeft | Qt::AlignTop | Qt::TextWrapAnywhere,
                   sheet.description);
  y += 27;
  const double bottom = 297 - 48;
  const double clipHeight = std::clamp(bottom - y, 60.0, 110.0);
  paintClip(paper, {kLeft, y, 86, clipHeight}, vector, sheet, scene, progress);
  paintPhotos(paper, {kLeft + 88, y, kWidth - 88, clipHeight}, sheet);
  std::vector<QString> names = sheet.signatures;
  if (names.empty()) {
    names = {said(sheet.chinese, "受理员", "Accepted by"), said(sheet.chinese, "处置人", "Handled by"),
             said(sheet.chinese, "核查员", "Checked by")};
  }
  const double width = kWidth / double(names.size());
  for (std::size_t k = 0; k < names.size(); ++k) {
    const double x = kLeft + double(k) * width;
    paper.text({x, 297 - 34, width, 5}, names[k] + (sheet.chinese ? QStringLiteral("：") : QStringLiteral(":")), 3,
               Qt::AlignLeft | Qt::AlignVCenter);
    paper.line(x + 20, 297 - 29.5, x + width - 4, 297 - 29.5, 0.15);
    paper.text({x, 297 - 24, width, 5}, said(sheet.chinese, "日期：", "Date:"), 3, Qt::AlignLeft | Qt::AlignVCenter);
    paper.line(x + 20, 297 - 19.5, x + width - 4, 297 - 19.5, 0.15);
  }
}

QByteArray caseSheetsPdf(const std::vector<CaseSheet>& sheets, const MapScene& scene, Progress& progress) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setCreator(QStringLiteral("CityDesk"));
  writer.setResolution(600);
  writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(0, 0, 0, 0)));
  QPainter painter(&writer);
  for (std::size_t k = 0; k < sheets.size(); ++k) {
    progress.report(k, sheets.size());
    if (k > 0) writer.newPage();
    paintCaseSheet(painter, 600 / 25.4, true, sheets[k], scene, progress);
  }
  painter.end();
  buffer.close();
  return withPlainIdeographs(bytes);
}

}  // namespace gis::ui
