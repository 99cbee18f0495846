#include "ui/map/label_candidates.h"

#include <QHash>
#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "gis_core/base/error.h"
#include "gis_core/snapshot/layer_view.h"
#include "gis_core/style/classification.h"
#include "gis_core/style/text_template.h"

namespace gis::ui {

using snapshot::Index;
using snapshot::Shape;

namespace {

// What a block may cost: labels must not hold up the map, however much there is to be named.
constexpr int kMostVisited = 20000;       ///< features looked at, a layer
constexpr std::size_t kMostInCell = 2;    ///< names of points that begin in one letter's place
constexpr std::size_t kMostTried = 4;     ///< points in such a place whose text is asked for
constexpr std::size_t kMostPieces = 400;  ///< lines of one name
constexpr std::size_t kMostAlong = 8;     ///< places on the lines of one name

std::uint64_t mixed(std::uint64_t x) {
  // splitmix64 (S. Vigna, 2015)
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

std::uint64_t nameOf(const QString& text, int look) {
  std::uint64_t h = mixed(std::uint64_t(look));
  for (const QChar c : text) h = mixed(h ^ c.unicode());
  return h;
}

/// Bigger features first; in steps, so that neighbours of about one size do not wait for each other in a row.
int sizeStep(double size) {
  return -int(std::floor(std::log2(std::max(1.0, size))));
}

/// The runs of a line inside a box.
std::vector<std::vector<QPointF>> runsInside(const std::vector<QPointF>& line, const QRectF& box) {
  std::vector<std::vector<QPointF>> runs;
  bool open = false;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const QPointF a = line[i - 1], d = line[i] - a;
    double t0 = 0, t1 = 1;
    const auto side = [&](double from, double step, double low, double high) {
      if (step == 0) return from >= low && from <= high;
      const double u = (low - from) / step, v = (high - from) / step;
      t0 = std::max(t0, std::min(u, v));
      t1 = std::min(t1, std::max(u, v));
      return t0 < t1;
    };
    if (!side(a.x(), d.x(), box.left(), box.right()) || !side(a.y(), d.y(), box.top(), box.bottom())) {
      open = false;
      continue;
    }
    if (!open || t0 > 0) runs.push_back({a + d * t0});
    runs.back().push_back(a + d * t1);
    open = t1 >= 1;
  }
  return runs;
}

/// Collects the candidates of one layer in one block.
class LayerLabels {
 public:
  LayerLabels(const LabelLook& look, int number, const PixelFrame& block, const CancelToken& token)
      : m_look(look),
        m_layer(*look.layer),
        m_number(number),
        m_block(block),
        m_core(double(block.left), double(block.top), block.width, block.height),
        m_wide(m_core.adjusted(-m_core.width() / 2, -m_core.height() / 2, m_core.width() / 2, m_core.height() / 2)),
        m_token(token),
        m_template(look.spec.text) {
    for (const std::string& field : m_template.fields()) {
      m_columns.push_back(m_layer.data->base().columnOf(field));
    }
  }

  void collect(std::vector<LabelCandidate>& out) {
    const geom::MapPoint corner = m_block.corner();
    // points and areas are named where their middle lies; only lines go on into the neighbours
    const int dimension = m_layer.data->base().info().dimension;
    const double margin = dimension == 0 || dimension == 2 ? 0 : m_core.width() / 2;
    const geom::Envelope box = m_block.box().grown(margin * m_block.units);
    int visited = 0;
    m_layer.data->forEachShape(box, m_block.units, corner, [&](Index i, const Shape& shape) {
      if (shape.ends.empty() || !isShown(i)) return true;
      if (shape.dimension == 0) addPoint(i, shape);
      if (shape.dimension == 1) addLine(i, shape);
      if (shape.dimension == 2) addArea(i, shape);
      return ++visited < kMostVisited && ((visited & 63) != 0 || !m_token.cancelled());
    });
    finishPoints();
    finishLines();
    std::move(m_found.begin(), m_found.end(), std::back_inserter(out));
  }

 private:
  [[nodiscard]] bool isShown(Index i) const {
    const std::uint16_t k = m_layer.classes->classOf(i);
    if (k >= m_layer.style->classes.size()) return false;
    const style::StyleClass& c = m_layer.style->classes[k];
    return c.visible && c.scales.contains(m_block.denominator);
  }
  [[nodiscard]] QString textOf(Index i) const {
    return QString::fromStdString(m_template.fill([&](std::size_t k) {
             return m_columns[k] < 0 ? std::string() : m_layer.data->textOf(m_columns[k], i);
           }))
        .trimmed();
  }
  /// World pixels of a point that is given from the block's corner.
  [[nodiscard]] QPointF toPixel(geom::MapPoint p) const {
    return {double(m_block.left) + p.x / m_block.units, double(m_block.top) - p.y / m_block.units};
  }
  LabelCandidate candidate(Index i, const QString& text, QPointF anchor, double size, int quality) const {
    LabelCandidate c;
    c.look = m_number;
    c.fid = m_layer.data->fidOf(i);
    c.name = nameOf(text, m_number);
    c.anchor = anchor;
    // no order in space, or a long row of labels would wait for each other
    const std::uint64_t place = mixed(std::uint64_t(m_block.left)) ^ std::uint64_t(m_block.top);
    const std::uint64_t shuffle = mixed(c.name ^ mixed(std::uint64_t(c.fid)) ^ mixed(place + m_found.size()));
    c.rank = {-m_look.spec.priority, m_number, sizeStep(size), quality, shuffle, c.fid, int(m_found.size())};
    return c;
  }
  /// Keeps a candidate that has a place and does not reach farther than half a block.
  void keep(LabelCandidate c) {
    std::erase_if(c.places, [&](const LabelPlace& place) {
      return place.boxes.empty() || !std::all_of(place.boxes.begin(), place.boxes.end(),
                                                 [&](const QRectF& box) { return m_wide.contains(box); });
    });
    if (c.places.empty()) return;
    c.reach = QRectF(c.anchor.x() - 0.5, c.anchor.y() - 0.5, 1, 1);
    for (const LabelPlace& place : c.places) {
      for (const QRectF& box : place.boxes) c.reach |= box;
    }
    m_found.push_back(std::move(c));
  }
  /// Lines of text in a box, in its middle or from its left side on.
  [[nodiscard]] LabelPlace block(const QStringList& lines, const QRectF& box, bool centred) const {
    LabelPlace place;
    place.boxes = {box};
    double y = box.top() + (m_look.lineHeight - m_look.em) / 2 + m_look.em * 0.88;
    for (const QString& line : lines) {
      const double x = centred ? box.center().x() - m_look.widthOf(line) / 2 : box.left();
      place.runs.push_back({line, QTransform::fromTranslate(x, y)});
      y += m_look.lineHeight;
    }
    return place;
  }
  /// One character below the other.
  [[nodiscard]] LabelPlace column(const QString& text, QPointF middle) const {
    const double step = m_look.em * (1.05 + m_look.spec.spacing), height = step * double(text.size());
    LabelPlace place;
    place.boxes = {QRectF(middle.x() - m_look.em * 0.55, middle.y() - height / 2, m_look.em * 1.1, height)};
    double y = middle.y() - height / 2 + (step - m_look.em) / 2 + m_look.em * 0.88;
    for (const QChar c : text) {
      const double advance = m_look.metrics.horizontalAdvance(c);
      place.runs.push_back({QString(c), QTransform::fromTranslate(middle.x() - advance / 2, y)});
      y += step;
    }
    return place;
  }
  [[nodiscard]] QSizeF sizeOf(const QStringList& lines) const {
    double width = 0;
    for (const QString& line : lines) width = std::max(width, m_look.widthOf(line));
    return {width, double(lines.size()) * m_look.lineHeight};
  }

  void addPoint(Index i, const Shape& shape);
  void finishPoints();
  void placeBeside(Index i, QPointF at, const QString& text);
  void addLine(Index i, const Shape& shape);
  void finishLines();
  void placeAlong(Index i, const QString& text, const std::vector<QPointF>& chain,
                  std::vector<LabelCandidate>& found) const;
  void addArea(Index i, const Shape& shape);
  void placeInside(Index i, const QString& text, const std::vector<QPointF>& points,
                   const std::vector<std::uint32_t>& ends, const QRectF& box, bool part);

  struct Piece {
    std::vector<QPointF> points;
    Index index = 0;
    bool used = false;
  };
  static std::vector<QPointF> chainFrom(std::vector<Piece>& pieces, std::size_t first);

  const LabelLook& m_look;
  const SceneLayer& m_layer;
  int m_number;
  const PixelFrame& m_block;
  QRectF m_core, m_wide;
  const CancelToken& m_token;
  style::TextTemplate m_template;
  std::vector<int> m_columns;
  std::vector<LabelCandidate> m_found;
  struct Beside {
    std::uint64_t shuffle;
    Index index;
    QPointF at;
  };
  std::map<std::pair<int, int>, std::vector<Beside>> m_points;  ///< by the place of a letter
  std::map<QString, std::vector<Piece>> m_pieces;               ///< lines by their name
};

void LayerLabels::addPoint(Index i, const Shape& shape) {
  const QPointF at = toPixel(shape.xy.front());
  if (at.x() < m_core.left() || at.x() >= m_core.right() || at.y() < m_core.top() || at.y() >= m_core.bottom()) return;
  auto& cell = m_points[{int((at.x() - m_core.left()) / (2 * m_look.em)), int((at.y() - m_core.top()) / m_look.em)}];
  cell.push_back({mixed(std::uint64_t(m_layer.data->fidOf(i))), i, at});
  if (cell.size() <= 2 * kMostTried) return;
  const auto better = [](const Beside& a, const Beside& b) { return a.shuffle < b.shuffle; };
  std::nth_element(cell.begin(), cell.begin() + kMostTried, cell.end(), better);
  cell.resize(kMostTried);
}

void LayerLabels::finishPoints() {
  for (auto& [place, cell] : m_points) {
    if (m_token.cancelled()) return;
    std::sort(cell.begin(), cell.end(), [](const Beside& a, const Beside& b) { return a.shuffle < b.shuffle; });
    cell.resize(std::min(cell.size(), kMostTried));
    std::size_t kept = 0;
    for (const Beside& b : cell) {
      const QString text = kept < kMostInCell ? textOf(b.index) : QString();
      if (text.isEmpty()) continue;
      placeBeside(b.index, b.at, text);
      ++kept;
    }
  }
}

void LayerLabels::placeBeside(Index i, QPointF at, const QString& text) {
  const style::Symbol& symbol = m_layer.style->classes[m_layer.classes->classOf(i)].symbol;
  const double g = symbol.sizeMm * m_block.pxPerMm / 2 + 0.35 * m_block.pxPerMm;
  const QStringList lines = text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
  const QSizeF s = sizeOf(lines);
  LabelCandidate c = candidate(i, text, at, 0, 0);
  for (const QPointF& corner :
       {QPointF(g, -s.height() / 2), QPointF(-g - s.width(), -s.height() / 2), QPointF(-s.width() / 2, -g - s.height()),
        QPointF(-s.width() / 2, g), QPointF(g * 0.7, -g * 0.7 - s.height()), QPointF(g * 0.7, g * 0.7)}) {
    c.places.push_back(block(lines, QRectF(at + corner, s), false));
  }
  keep(std::move(c));
}

void LayerLabels::addLine(Index i, const Shape& shape) {
  const QString text = textOf(i).replace(QLatin1Char('\n'), QLatin1Char(' '));
  if (text.isEmpty()) return;
  std::vector<QPointF> line;
  std::uint32_t begin = 0;
  for (std::size_t r = 0; r < shape.ends.size(); begin = shape.ends[r++]) {
    if (shape.ends[r] - begin < 2) continue;
    line.clear();
    for (std::uint32_t k = begin; k < shape.ends[r]; ++k) line.push_back(toPixel(shape.xy[k]));
    std::vector<Piece>& pieces = m_pieces[text];
    for (std::vector<QPointF>& run : runsInside(line, m_wide)) {
      if (pieces.size() < kMostPieces) pieces.push_back({std::move(run), i, false});
    }
  }
}

/// Pieces of one road joined end to end: a name needs more room than the way between two crossings.
std::vector<QPointF> LayerLabels::chainFrom(std::vector<Piece>& pieces, std::size_t first) {
  std::vector<QPointF> chain = pieces[first].points;
  pieces[first].used = true;
  constexpr double kSame = 0.75;  // of a pixel
  const auto near = [](QPointF a, QPointF b) {
    return std::fabs(a.x() - b.x()) < kSame && std::fabs(a.y() - b.y()) < kSame;
  };
  for (int side = 0; side < 2; ++side) {
    bool grown = true;
    while (grown) {
      grown = false;
      for (Piece& piece : pieces) {
        if (piece.used) continue;
        if (near(piece.points.back(), chain.back())) std::reverse(piece.points.begin(), piece.points.end());
        if (!near(piece.points.front(), chain.back())) continue;
        // a road that turns back on itself is two carriageways, not one line
        const QPointF in = chain.back() - chain[chain.size() - 2], out = piece.points[1] - piece.points[0];
        if (QPointF::dotProduct(in, out) < 0) continue;
        chain.insert(chain.end(), piece.points.begin() + 1, piece.points.end());
        piece.used = true;
        grown = true;
      }
    }
    std::reverse(chain.begin(), chain.end());
  }
  return chain;
}

void LayerLabels::finishLines() {
  for (auto& [text, pieces] : m_pieces) {
    if (m_token.cancelled()) return;
    std::vector<LabelCandidate> found;
    for (std::size_t k = 0; k < pieces.size(); ++k) {
      if (pieces[k].used) continue;
      const Index index = pieces[k].index;
      const std::vector<QPointF> chain = chainFrom(pieces, k);
      placeAlong(index, text, chain, found);
    }
    std::sort(found.begin(), found.end(),
              [](const LabelCandidate& a, const LabelCandidate& b) { return a.rank < b.rank; });
    if (found.size() > kMostAlong) found.erase(found.begin() + kMostAlong, found.end());
    for (LabelCandidate& c : found) keep(std::move(c));
  }
}

void LayerLabels::placeAlong(Index i, const QString& text, const std::vector<QPointF>& chain,
                             std::vector<LabelCandidate>& found) const {
  const std::vector<double> along = lengthsAlong(chain);
  const double width = m_look.widthOf(text), slack = along.back() - width;
  if (along.back() < width * 1.1) return;
  const int steps = std::clamp(int(slack / (3 * m_look.em)), 1, 60);
  const bool level = m_look.spec.placement == style::LabelPlacement::horizontal;
  for (int k = 0; k < steps; ++k) {
    const double middle = width / 2 + slack * (k + 0.5) / steps;
    const QPointF at = pointAlong(chain, along, middle);
    if (at.x() < m_core.left() || at.x() >= m_core.right() || at.y() < m_core.top() || at.y() >= m_core.bottom()) {
      continue;
    }
    double bend = 0;
    LabelPlace place =
        level
            ? block({text}, QRectF(at.x() - width / 2, at.y() - m_look.lineHeight / 2, width, m_look.lineHeight), true)
            : lettersAlong(m_look, text, chain, along, middle, bend);
    if (place.boxes.empty()) continue;
    // straight stretches first, then those in the middle of the block
    const QPointF off = at - m_core.center();
    const int farness = int(std::hypot(off.x(), off.y()) / (m_core.width() / 4));
    LabelCandidate c = candidate(i, text, at, along.back(), int(bend * 10) * 4 + farness);
    std::get<4>(c.rank) = mixed(std::get<4>(c.rank) ^ std::uint64_t(k));
    std::get<6>(c.rank) = int(found.size());
    c.apart = std::min(m_look.repeatPx, m_core.width());
    c.places.push_back(std::move(place));
    found.push_back(std::move(c));
  }
}

void LayerLabels::addArea(Index i, const Shape& shape) {
  std::vector<QPointF> points;
  points.reserve(shape.xy.size());
  double left = 1e30, right = -1e30, top = 1e30, bottom = -1e30;
  for (const geom::MapPoint& p : shape.xy) {
    const QPointF q = toPixel(p);
    left = std::min(left, q.x());
    right = std::max(right, q.x());
    top = std::min(top, q.y());
    bottom = std::max(bottom, q.y());
    points.push_back(q);
  }
  const QRectF box(left, top, right - left, bottom - top);
  if (box.height() < m_look.em || box.width() < m_look.em || !box.intersects(m_core)) return;
  const QString text = textOf(i);
  if (text.isEmpty()) return;
  placeInside(i, text, points, shape.ends, box, false);
  // an area far wider than the window is named in its parts, too
  const bool huge = box.width() > 2.5 * m_core.width() || box.height() > 2.5 * m_core.height();
  if (huge) placeInside(i, text, points, shape.ends, box, true);
}

/// `part`: in the middle of what lies in the block, else in the middle of the whole.
void LayerLabels::placeInside(Index i, const QString& text, const std::vector<QPointF>& points,
                              const std::vector<std::uint32_t>& ends, const QRectF& box, bool part) {
  const QRectF within = part ? m_core : box;
  const QStringList lines = text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
  const QSizeF size = sizeOf(lines);
  double cut = 0;
  const QPointF at = middleOfArea(points, ends, within, cut);
  const bool mustFit = m_look.spec.mustFit;
  const bool fits = mustFit ? cut >= size.width() && box.height() >= size.height() : cut >= size.width() * 0.5;
  LabelCandidate c = candidate(i, text, at, box.width() * box.height(), part ? 1 : 0);
  c.apart = part || box.width() > m_core.width() ? m_core.width() : 0;
  if (fits) {
    const double step = m_look.lineHeight * 0.8;
    for (const double dy : {0.0, -step, step, -2 * step, 2 * step}) {
      c.places.push_back(
          block(lines, QRectF(at.x() - size.width() / 2, at.y() - size.height() / 2 + dy, size.width(), size.height()),
                true));
      if (mustFit) break;
    }
  }
  // where a line of text is too wide, a column of characters may fit
  const bool mayStand = m_look.spec.placement == style::LabelPlacement::automatic && lines.size() == 1 &&
                        lines[0].size() > 1 && isHan(lines[0]) && cut < size.width() * 1.1;
  if (mayStand) {
    std::vector<QPointF> turned;
    turned.reserve(points.size());
    for (const QPointF& p : points) turned.emplace_back(p.y(), p.x());
    double tall = 0;
    const QPointF middle =
        middleOfArea(turned, ends, QRectF(within.y(), within.x(), within.height(), within.width()), tall);
    const QPointF upright(middle.y(), middle.x());
    LabelPlace place = column(lines[0], upright);
    const double need = place.boxes[0].height();
    if (tall >= need && (cut < size.width() || tall > 1.6 * cut)) {
      c.places.insert(c.places.begin(), std::move(place));
      c.anchor = upright;
    }
  }
  const bool own = c.anchor.x() >= m_core.left() && c.anchor.x() < m_core.right() && c.anchor.y() >= m_core.top() &&
                   c.anchor.y() < m_core.bottom();
  if (own) keep(std::move(c));
}

}  // namespace

LabelLook::LabelLook(const SceneLayer& of, const PixelFrame& frame)
    : layer(&of), font(QString::fromStdString(of.style->labels.font)), metrics(font), spec(of.style->labels) {
  font.setPixelSize(std::max(5, int(std::lround(spec.sizeMm * frame.pxPerMm))));
  font.setBold(spec.bold);
  font.setHintingPreference(QFont::PreferNoHinting);
  metrics = QFontMetricsF(font);
  em = font.pixelSize();
  lineHeight = em * 1.15;
  haloPx = spec.haloMm * frame.pxPerMm;
  repeatPx = std::max(40.0, spec.repeatMm * frame.pxPerMm);
}

double LabelLook::widthOf(const QString& text) const {
  return metrics.horizontalAdvance(text) + spec.spacing * em * double(std::max<qsizetype>(0, text.size() - 1));
}

std::vector<LabelLook> labelLooks(const MapScene& scene, const PixelFrame& frame) {
  std::vector<LabelLook> looks;
  for (auto layer = scene.layers.rbegin(); layer != scene.layers.rend(); ++layer) {
    const style::LabelSpec& spec = layer->style->labels;
    const style::LayerStyle& look = *layer->style;
    if (look.heat || (look.clusters && frame.denominator >= look.clusters->fromDenominator)) continue;
    if (layer->visible && spec.on && !spec.text.empty() && spec.scales.contains(frame.denominator) &&
        layer->style->scales.contains(frame.denominator)) {
      looks.emplace_back(*layer, frame);
    }
  }
  return looks;
}

std::vector<LabelCandidate> collectLabels(const std::vector<LabelLook>& looks, const std::vector<int>& which,
                                          const PixelFrame& block, const CancelToken& token) {
  std::vector<LabelCandidate> all;
  for (const int k : which) {
    if (token.cancelled()) return {};
    try {
      LayerLabels(looks[std::size_t(k)], k, block, token).collect(all);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::invalidValue) throw;  // a template that cannot be read labels nothing
    }
  }
  return all;
}

}  // namespace gis::ui
