#include "ui/map/label_candidates.h"

#include <QFontMetricsF>
#include <QHash>
#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "gis_core/base/error.h"
#include "gis_core/snapshot/layer_view.h"
#include "gis_core/style/classification.h"
#include "gis_core/style/text_template.h"

namespace gis::ui {

using snapshot::Index;
using snapshot::Shape;

namespace {

constexpr std::size_t kMostPerLayer = 20000;  // more are never readable
constexpr double kViewMargin = 40;            // pixels around the view whose features may be named in it

LabelLook lookOf(const style::LabelSpec& spec, const PixelFrame& frame) {
  LabelLook look;
  look.spec = spec;
  look.font = QFont(QString::fromStdString(spec.font));
  look.font.setPixelSize(std::max(5, int(std::lround(spec.sizeMm * frame.pxPerMm))));
  look.font.setBold(spec.bold);
  look.font.setHintingPreference(QFont::PreferNoHinting);
  look.em = look.font.pixelSize();
  look.lineHeight = look.em * 1.15;
  look.haloPx = spec.haloMm * frame.pxPerMm;
  look.repeatPx = std::max(40.0, spec.repeatMm * frame.pxPerMm);
  return look;
}

/// Collects the candidates of one layer.
class LayerLabels {
 public:
  LayerLabels(const SceneLayer& layer, const PixelFrame& frame, int look, const LabelLook& how,
              const CancelToken& token)
      : m_layer(layer), m_frame(frame), m_look(look), m_how(how), m_token(token), m_template(how.spec.text) {
    for (const std::string& field : m_template.fields()) m_columns.push_back(layer.data->base().columnOf(field));
  }

  void collect(std::vector<LabelCandidate>& out) {
    const geom::MapPoint corner = m_frame.corner();
    const geom::Envelope box = m_frame.box().grown(kViewMargin * m_frame.units);
    m_layer.data->forEachShape(box, m_frame.units, corner, [&](Index i, const Shape& shape) {
      if (shape.ends.empty() || !isShown(i)) return true;
      if (shape.dimension == 0) addPoint(i, shape);
      if (shape.dimension == 1) addLine(i, shape);
      if (shape.dimension == 2) addArea(i, shape);
      return m_found.size() < kMostPerLayer && !m_token.cancelled();
    });
    joinLines();
    std::move(m_found.begin(), m_found.end(), std::back_inserter(out));
  }

 private:
  [[nodiscard]] bool isShown(Index i) const {
    const std::uint16_t k = m_layer.classes->classOf(i);
    if (k >= m_layer.style->classes.size()) return false;
    const style::StyleClass& c = m_layer.style->classes[k];
    return c.visible && c.scales.contains(m_frame.denominator);
  }
  [[nodiscard]] QString textOf(Index i) const {
    return QString::fromStdString(m_template.fill([&](std::size_t k) {
             return m_columns[k] < 0 ? std::string() : m_layer.data->textOf(m_columns[k], i);
           }))
        .trimmed();
  }
  [[nodiscard]] QPointF toPixel(geom::MapPoint p) const { return {p.x / m_frame.units, -p.y / m_frame.units}; }
  LabelCandidate& add(LabelKind kind, Index i, const QString& text) {
    LabelCandidate& c = m_found.emplace_back();
    c.kind = kind;
    c.look = m_look;
    c.lines = text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    c.fid = m_layer.data->fidOf(i);
    return c;
  }
  void addPoint(Index i, const Shape& shape) {
    const QString text = textOf(i);
    if (text.isEmpty()) return;
    LabelCandidate& c = add(LabelKind::beside, i, text);
    c.at = toPixel(shape.xy.front());
    const style::Symbol& s = m_layer.style->classes[m_layer.classes->classOf(i)].symbol;
    c.clearance = s.sizeMm * m_frame.pxPerMm / 2 + 0.35 * m_frame.pxPerMm;
  }
  void addLine(Index i, const Shape& shape) {
    const QString text = textOf(i);
    if (text.isEmpty()) return;
    std::uint32_t begin = 0;
    for (std::size_t r = 0; r < shape.ends.size(); begin = shape.ends[r++]) {
      if (shape.ends[r] - begin < 2) continue;
      Piece piece;
      piece.index = i;
      for (std::uint32_t k = begin; k < shape.ends[r]; ++k) piece.points.push_back(toPixel(shape.xy[k]));
      m_pieces[text].push_back(std::move(piece));
    }
  }
  void addArea(Index i, const Shape& shape) {
    QRectF box;
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
    if (bottom - top < m_how.em || right - left < m_how.em) return;
    const QString text = textOf(i);
    if (text.isEmpty()) return;
    LabelCandidate c;
    c.lines = text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    double widest = 0;
    for (const QString& line : c.lines) widest = std::max(widest, textWidth(m_how, line));
    double cut = 0;
    const QRectF view(0, 0, m_frame.width, m_frame.height);
    c.at = middleOfArea(points, shape.ends, view, cut);
    const double height = double(c.lines.size()) * m_how.lineHeight;
    if (m_how.spec.mustFit && (cut < widest || bottom - top < height)) return;
    if (!m_how.spec.mustFit && cut < widest * 0.5) return;
    c.kind = LabelKind::inside;
    c.look = m_look;
    c.fid = m_layer.data->fidOf(i);
    c.size = (right - left) * (bottom - top);
    m_found.push_back(std::move(c));
  }

  struct Piece {
    std::vector<QPointF> points;
    Index index = 0;
    bool used = false;
  };
  void joinLines();
  std::vector<QPointF> chainFrom(std::vector<Piece>& pieces, std::size_t first) const;

  const SceneLayer& m_layer;
  const PixelFrame& m_frame;
  int m_look;
  const LabelLook& m_how;
  const CancelToken& m_token;
  style::TextTemplate m_template;
  std::vector<int> m_columns;
  std::vector<LabelCandidate> m_found;
  std::map<QString, std::vector<Piece>> m_pieces;  ///< lines by their name
};

/// Pieces of one road joined end to end: a name needs more room than the way between two crossings.
std::vector<QPointF> LayerLabels::chainFrom(std::vector<Piece>& pieces, std::size_t first) const {
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

void LayerLabels::joinLines() {
  for (auto& [text, pieces] : m_pieces) {
    if (pieces.size() > 400) pieces.resize(400);
    for (std::size_t k = 0; k < pieces.size(); ++k) {
      if (pieces[k].used) continue;
      const Index index = pieces[k].index;
      std::vector<QPointF> chain = chainFrom(pieces, k);
      double length = 0;
      for (std::size_t p = 1; p < chain.size(); ++p)
        length += std::hypot(chain[p].x() - chain[p - 1].x(), chain[p].y() - chain[p - 1].y());
      if (length < textWidth(m_how, text) * 1.1) continue;
      LabelCandidate& c = add(LabelKind::along, index, text);
      c.path = std::move(chain);
      c.size = length;
    }
  }
}

}  // namespace

double textWidth(const LabelLook& look, const QString& text) {
  const QFontMetricsF metrics(look.font);
  return metrics.horizontalAdvance(text) +
         look.spec.spacing * look.em * double(std::max<qsizetype>(0, text.size() - 1));
}

QPointF middleOfArea(const std::vector<QPointF>& points, const std::vector<std::uint32_t>& ends, const QRectF& within,
                     double& width) {
  double top = 1e30, bottom = -1e30;
  for (const QPointF& p : points) {
    top = std::min(top, p.y());
    bottom = std::max(bottom, p.y());
  }
  QPointF best;
  std::vector<double> cuts;
  // first through the whole area; when its middle is out of sight, through the part in sight
  for (const bool clipped : {false, true}) {
    const double t = clipped ? std::max(top, within.top()) : top,
                 b = clipped ? std::min(bottom, within.bottom()) : bottom;
    double bestScore = -1;
    width = 0;
    for (int k = 0; k < 7 && t < b; ++k) {
      const double share = (k + 0.5) / 7, y = t + (b - t) * share;
      cuts.clear();
      std::uint32_t begin = 0;
      for (const std::uint32_t end : ends) {
        for (std::uint32_t i = begin + 1; i < end; ++i) {
          const QPointF p = points[i - 1], q = points[i];
          if ((p.y() > y) != (q.y() > y)) cuts.push_back(p.x() + (y - p.y()) * (q.x() - p.x()) / (q.y() - p.y()));
        }
        begin = end;
      }
      std::sort(cuts.begin(), cuts.end());
      for (std::size_t c = 1; c < cuts.size(); c += 2) {
        const double l = clipped ? std::max(cuts[c - 1], within.left()) : cuts[c - 1];
        const double r = clipped ? std::min(cuts[c], within.right()) : cuts[c];
        // the middle of the height counts more than the last bit of width
        const double score = (r - l) * (1 - 0.6 * std::fabs(share - 0.5));
        if (score > bestScore) {
          bestScore = score;
          width = r - l;
          best = {(l + r) / 2, y};
        }
      }
    }
    if (within.contains(best)) break;
  }
  return best;
}

LabelCandidates collectLabels(const MapScene& scene, const PixelFrame& frame, const CancelToken& token) {
  LabelCandidates result;
  std::vector<std::tuple<double, int>> rank;
  for (auto layer = scene.layers.rbegin(); layer != scene.layers.rend(); ++layer) {
    if (token.cancelled()) return {};
    const style::LabelSpec& spec = layer->style->labels;
    if (!layer->visible || !spec.on || spec.text.empty() || !spec.scales.contains(frame.denominator) ||
        !layer->style->scales.contains(frame.denominator)) {
      continue;
    }
    const int number = int(result.looks.size());
    result.looks.push_back(lookOf(spec, frame));
    try {
      LayerLabels(*layer, frame, number, result.looks.back(), token).collect(result.all);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::invalidValue) throw;  // a template that cannot be read labels nothing
    }
  }
  std::stable_sort(result.all.begin(), result.all.end(), [&](const LabelCandidate& a, const LabelCandidate& b) {
    const double pa = result.looks[std::size_t(a.look)].spec.priority,
                 pb = result.looks[std::size_t(b.look)].spec.priority;
    if (pa != pb) return pa > pb;
    if (a.look != b.look) return a.look < b.look;
    if (a.size != b.size) return a.size > b.size;
    return a.fid < b.fid;
  });
  return result;
}

}  // namespace gis::ui
