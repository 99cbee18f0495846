#include "ui/map/label_layer.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QTransform>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <unordered_map>
#include <vector>

#include "ui/map/label_candidates.h"
#include "ui/map/symbols.h"
#include "ui/map/tile_painter.h"

namespace gis::ui {

namespace {

/// A text with its baseline's begin at (0, 0) of `place`.
struct PlacedText {
  int look = 0;
  QString text;
  QTransform place;
  double spacingPx = 0;
};

/// Boxes that are taken, in a grid.
class Room {
 public:
  explicit Room(QSizeF size) : m_bounds(QPointF(), size) {}
  [[nodiscard]] bool isFree(const QRectF& box) const {
    if (!m_bounds.contains(box)) return false;
    bool free = true;
    forCells(box, [&](std::int64_t cell) {
      const auto found = m_cells.find(cell);
      if (found == m_cells.end()) return;
      for (const QRectF& taken : found->second) free = free && !taken.intersects(box);
    });
    return free;
  }
  void take(const QRectF& box) {
    forCells(box, [&](std::int64_t cell) { m_cells[cell].push_back(box); });
  }

 private:
  template <typename F>
  void forCells(const QRectF& box, F&& f) const {
    constexpr double kCell = 64;
    for (auto y = std::int64_t(std::floor(box.top() / kCell)); y <= std::int64_t(std::floor(box.bottom() / kCell));
         ++y) {
      for (auto x = std::int64_t(std::floor(box.left() / kCell)); x <= std::int64_t(std::floor(box.right() / kCell));
           ++x) {
        f(y << 32 | (x & 0xffffffff));
      }
    }
  }
  QRectF m_bounds;
  std::unordered_map<std::int64_t, std::vector<QRectF>> m_cells;
};

bool isHan(const QString& text) {
  return std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x2e80; });
}

/// Places candidates one by one, the most important first.
class Placer {
 public:
  Placer(const LabelCandidates& candidates, QSizeF size, const CancelToken& token)
      : m_candidates(candidates), m_room(size), m_token(token) {}

  std::vector<PlacedText> place() {
    for (const LabelCandidate& c : m_candidates.all) {
      if (m_token.cancelled()) return {};
      if (c.kind == LabelKind::along) placeAlong(c);
      if (c.kind == LabelKind::inside) placeInside(c);
      if (c.kind == LabelKind::beside) placeBeside(c);
    }
    return std::move(m_placed);
  }

 private:
  [[nodiscard]] const LabelLook& lookOf(const LabelCandidate& c) const {
    return m_candidates.looks[std::size_t(c.look)];
  }
  [[nodiscard]] QSizeF sizeOf(const LabelCandidate& c) const {
    double width = 0;
    for (const QString& line : c.lines) width = std::max(width, textWidth(lookOf(c), line));
    return {width, double(c.lines.size()) * lookOf(c).lineHeight};
  }
  void put(const LabelCandidate& c, const QRectF& box) {
    const LabelLook& look = lookOf(c);
    m_room.take(box.adjusted(-2, -1, 2, 1));
    double y = box.top() + (look.lineHeight - look.em) / 2 + look.em * 0.88;
    for (const QString& line : c.lines) {
      const double x = c.kind == LabelKind::beside ? box.left() : box.center().x() - textWidth(look, line) / 2;
      m_placed.push_back({c.look, line, QTransform::fromTranslate(x, y), look.spec.spacing * look.em});
      y += look.lineHeight;
    }
  }
  void placeInside(const LabelCandidate& c) {
    const QSizeF size = sizeOf(c);
    const double step = lookOf(c).lineHeight * 0.8;
    const bool mayMove = !lookOf(c).spec.mustFit;
    for (const double dy : {0.0, -step, step, -2 * step, 2 * step}) {
      const QRectF box(c.at.x() - size.width() / 2, c.at.y() - size.height() / 2 + dy, size.width(), size.height());
      if (m_room.isFree(box)) {
        put(c, box);
        return;
      }
      if (!mayMove) return;
    }
  }
  void placeBeside(const LabelCandidate& c) {
    const QSizeF s = sizeOf(c);
    const double g = c.clearance;
    const QPointF tries[] = {{g, -s.height() / 2}, {-g - s.width(), -s.height() / 2}, {-s.width() / 2, -g - s.height()},
                             {-s.width() / 2, g},  {g * 0.7, -g * 0.7 - s.height()},  {g * 0.7, g * 0.7}};
    for (const QPointF& t : tries) {
      const QRectF box(c.at + t, s);
      if (!m_room.isFree(box)) continue;
      put(c, box);
      return;
    }
  }
  void placeAlong(const LabelCandidate& c);
  bool tryAlong(const LabelCandidate& c, const std::vector<QPointF>& path, const std::vector<double>& along,
                double middle);

  const LabelCandidates& m_candidates;
  Room m_room;
  const CancelToken& m_token;
  std::vector<PlacedText> m_placed;
};

QPointF pointAt(const std::vector<QPointF>& path, const std::vector<double>& along, double at) {
  const auto next = std::upper_bound(along.begin(), along.end(), at);
  const auto k = std::clamp<std::ptrdiff_t>(next - along.begin(), 1, std::ptrdiff_t(path.size()) - 1);
  const double from = along[std::size_t(k - 1)], to = along[std::size_t(k)];
  const double t = to > from ? (at - from) / (to - from) : 0;
  return path[std::size_t(k - 1)] + (path[std::size_t(k)] - path[std::size_t(k - 1)]) * t;
}

void Placer::placeAlong(const LabelCandidate& c) {
  std::vector<double> along{0};
  for (std::size_t k = 1; k < c.path.size(); ++k) {
    along.push_back(along.back() + std::hypot(c.path[k].x() - c.path[k - 1].x(), c.path[k].y() - c.path[k - 1].y()));
  }
  const double length = along.back();
  const int repeats = std::clamp(int(length / lookOf(c).repeatPx + 0.5), 1, 50);
  for (int k = 0; k < repeats; ++k) {
    const double middle = length * (k + 0.5) / repeats;
    const double slack = length / repeats / 2;
    for (const double shift : {0.0, -0.25, 0.25, -0.5, 0.5, -0.75, 0.75}) {
      if (tryAlong(c, c.path, along, middle + shift * slack)) break;
    }
  }
}

bool Placer::tryAlong(const LabelCandidate& c, const std::vector<QPointF>& path, const std::vector<double>& along,
                      double middle) {
  const LabelLook& look = lookOf(c);
  const QString text = c.lines.join(QLatin1Char(' '));
  const double width = textWidth(look, text);
  if (middle - width / 2 < 0 || middle + width / 2 > along.back()) return false;
  const QPointF from = pointAt(path, along, middle - width / 2), to = pointAt(path, along, middle + width / 2);
  const QPointF whole = to - from;
  // Names of steep streets stand upright, one character below the other, as Chinese maps write them.
  const bool upright = isHan(text) && std::fabs(whole.y()) > 1.2 * std::fabs(whole.x());
  const bool backwards = upright ? whole.y() < 0 : whole.x() < 0;
  const QFontMetricsF metrics(look.font);
  std::vector<PlacedText> glyphs;
  std::vector<QRectF> boxes;
  double at = middle - width / 2;
  double lastAngle = 0;
  for (qsizetype k = 0; k < text.size(); ++k) {
    const QString letter = text.mid(k, text[k].isHighSurrogate() ? 2 : 1);
    const double advance = metrics.horizontalAdvance(letter);
    const double a = backwards ? 2 * middle - at - advance : at;
    QPointF p = pointAt(path, along, a), q = pointAt(path, along, a + advance);
    if (backwards) std::swap(p, q);
    const double angle = std::atan2(q.y() - p.y(), q.x() - p.x());
    if (!glyphs.empty() && std::fabs(std::remainder(angle - lastAngle, 2 * std::numbers::pi)) > 0.5) return false;
    lastAngle = angle;
    const QPointF centre = (p + q) / 2;
    QTransform place = QTransform::fromTranslate(centre.x(), centre.y());
    place.rotateRadians(upright ? angle - std::numbers::pi / 2 : angle);
    place.translate(-advance / 2, look.em * 0.37);
    const double half = look.em * 0.52;
    const QRectF box(centre.x() - half, centre.y() - half, 2 * half, 2 * half);
    if (!m_room.isFree(box)) return false;
    boxes.push_back(box);
    glyphs.push_back({c.look, letter, place, 0});
    at += advance + look.spec.spacing * look.em;
    if (letter.size() == 2) ++k;
  }
  for (const QRectF& box : boxes) m_room.take(box);
  m_placed.insert(m_placed.end(), glyphs.begin(), glyphs.end());
  return true;
}

std::vector<PlacedText> placeLabels(const MapScene& scene, const MapView& view, const CancelToken& token,
                                    LabelCandidates& candidates) {
  const PixelFrame frame = viewFrame(scene, view);
  candidates = collectLabels(scene, frame, token);
  return Placer(candidates, QSizeF(frame.width, frame.height), token).place();
}

/// `asText`: letters that a PDF reader can search; else shapes, the same pixels every time (a font engine's
/// glyph cache is not).
void drawTexts(QPainter& painter, const std::vector<PlacedText>& texts, const LabelCandidates& candidates, bool asText,
               const CancelToken& token) {
  const QTransform base = painter.transform();
  // all halos first: no halo covers a neighbour's letters
  for (const bool halo : {true, false}) {
    for (const PlacedText& t : texts) {
      if (token.cancelled()) return;
      const LabelLook& look = candidates.looks[std::size_t(t.look)];
      QFont font = look.font;
      if (t.spacingPx > 0) font.setLetterSpacing(QFont::AbsoluteSpacing, t.spacingPx);
      painter.setTransform(t.place * base);
      if (halo) {
        if (look.haloPx <= 0 || look.spec.halo.a == 0) continue;
        QPainterPath path;
        path.addText(0, 0, font, t.text);
        // flattened first: stroking curves costs ten times as much as stroking their polygons
        QPainterPath flat;
        for (const QPolygonF& polygon : path.toSubpathPolygons()) flat.addPolygon(polygon);
        painter.strokePath(flat,
                           QPen(toQColor(look.spec.halo), 2 * look.haloPx, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
      } else if (!asText) {
        QPainterPath path;
        path.addText(0, 0, font, t.text);
        painter.fillPath(path, toQColor(look.spec.colour));
      } else {
        painter.setFont(font);
        painter.setPen(toQColor(look.spec.colour));
        painter.drawText(QPointF(0, 0), t.text);
      }
    }
  }
  painter.setTransform(base);
}

}  // namespace

QImage paintLabels(const MapScene& scene, const MapView& view, const CancelToken& token) {
  LabelCandidates candidates;
  const std::vector<PlacedText> texts = placeLabels(scene, view, token, candidates);
  if (texts.empty() || token.cancelled()) return {};
  QImage image(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
  image.fill(0);
  QPainter painter(&image);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  drawTexts(painter, texts, candidates, false, token);
  return image;
}

void paintLabels(QPainter& painter, const MapScene& scene, const MapView& view, const CancelToken& token) {
  LabelCandidates candidates;
  const std::vector<PlacedText> texts = placeLabels(scene, view, token, candidates);
  painter.save();
  drawTexts(painter, texts, candidates, true, token);
  painter.restore();
}

}  // namespace gis::ui
