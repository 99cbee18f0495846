#include "ui/map/label_picture.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/map/blend.h"
#include "ui/map/symbols.h"

namespace gis::ui {

namespace {

/// What `draw` paints in white, as shares of the pixels; (left, top) is the corner in the world.
template <typename Draw>
std::vector<std::uint8_t> maskOf(std::int64_t left, std::int64_t top, QSize size, Draw draw) {
  QImage image(size, QImage::Format_ARGB32_Premultiplied);
  image.fill(0);
  {
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    draw(painter, QTransform::fromTranslate(-double(left), -double(top)));
  }
  std::vector<std::uint8_t> mask;
  mask.reserve(std::size_t(size.width()) * std::size_t(size.height()));
  for (int y = 0; y < size.height(); ++y) {
    const quint32* row = pixelsOf(std::as_const(image), y);
    for (int x = 0; x < size.width(); ++x) mask.push_back(std::uint8_t(row[x] >> 24));
  }
  return mask;
}

}  // namespace

QFont fontOf(const LabelLook& look, const LabelRun& run) {
  QFont font = look.font;
  if (look.spec.spacing != 0 && run.text.size() > 1) {
    font.setLetterSpacing(QFont::AbsoluteSpacing, look.spec.spacing * look.em);
  }
  return font;
}

LabelPicture::LabelPicture(const LabelPlace& place, const LabelLook& look) {
  std::vector<QPainterPath> letters;
  QRectF box;
  for (const LabelRun& run : place.runs) {
    letters.emplace_back().addText(0, 0, fontOf(look, run), run.text);
    box |= run.at.mapRect(letters.back().boundingRect());
  }
  const bool hasHalo = look.haloPx > 0 && look.spec.halo.a != 0;
  const double margin = 2 + (hasHalo ? std::ceil(look.haloPx) : 0);
  box.adjust(-margin, -margin, margin, margin);
  m_left = std::int64_t(std::floor(box.left()));
  m_top = std::int64_t(std::floor(box.top()));
  m_width = int(std::int64_t(std::ceil(box.right())) - m_left);
  m_height = int(std::int64_t(std::ceil(box.bottom())) - m_top);
  const auto drawRuns = [&](auto drawRun) {
    return maskOf(m_left, m_top, QSize(m_width, m_height), [&](QPainter& painter, const QTransform& corner) {
      for (std::size_t k = 0; k < letters.size(); ++k) {
        painter.setTransform(place.runs[k].at * corner);
        drawRun(painter, letters[k]);
      }
    });
  };
  m_text = drawRuns([](QPainter& painter, const QPainterPath& path) { painter.fillPath(path, Qt::white); });
  if (!hasHalo) return;
  const QPen pen(Qt::white, 2 * look.haloPx, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin);
  m_halo = drawRuns([&](QPainter& painter, const QPainterPath& path) {
    // flattened first: stroking curves costs ten times as much as stroking their polygons
    QPainterPath flat;
    for (const QPolygonF& polygon : path.toSubpathPolygons()) flat.addPolygon(polygon);
    painter.strokePath(flat, pen);
  });
}

void LabelPicture::drawHalo(QImage& image, std::int64_t left, std::int64_t top, const LabelLook& look) const {
  if (!m_halo.empty()) draw(image, left, top, m_halo, look.spec.halo);
}

void LabelPicture::drawText(QImage& image, std::int64_t left, std::int64_t top, const LabelLook& look) const {
  draw(image, left, top, m_text, look.spec.colour);
}

void LabelPicture::draw(QImage& image, std::int64_t left, std::int64_t top, const Mask& mask,
                        const style::Colour& colour) const {
  const quint32 full = qPremultiply(toQColor(colour).rgba());
  const std::int64_t firstX = std::max<std::int64_t>(0, left - m_left);
  const std::int64_t endX = std::min<std::int64_t>(m_width, left + image.width() - m_left);
  const std::int64_t firstY = std::max<std::int64_t>(0, top - m_top);
  const std::int64_t endY = std::min<std::int64_t>(m_height, top + image.height() - m_top);
  for (std::int64_t y = firstY; y < endY && firstX < endX; ++y) {
    quint32* to = pixelsOf(image, int(m_top + y - top)) + (m_left - left);
    const std::uint8_t* shares = mask.data() + y * m_width;
    for (std::int64_t x = firstX; x < endX; ++x) {
      if (shares[x] != 0) to[x] = over(scaled(full, shares[x]), to[x]);
    }
  }
}

}  // namespace gis::ui
