#include "ui/map/label_layer.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <vector>

#include "ui/map/label_picture.h"
#include "ui/map/label_solver.h"
#include "ui/map/symbols.h"
#include "ui/map/tile_painter.h"

namespace gis::ui {

LabelMemory::LabelMemory() = default;
LabelMemory::~LabelMemory() = default;

void LabelMemory::clear() {
  const std::lock_guard lock(m_mutex);
  m_solver.reset();
}

/// A solver for one view: the one of the memory, or one of its own while another thread has that.
class LabelUse {
 public:
  LabelUse(LabelMemory* memory, const MapScene& scene, const PixelFrame& frame) {
    if (memory != nullptr) m_lock = std::unique_lock(memory->m_mutex, std::try_to_lock);
    std::unique_ptr<LabelSolver>& kept = m_lock.owns_lock() ? memory->m_solver : m_own;
    if (kept == nullptr || !kept->follow(scene, frame)) kept = std::make_unique<LabelSolver>(scene, frame);
    m_solver = kept.get();
  }
  LabelSolver* operator->() const { return m_solver; }

 private:
  std::unique_lock<std::mutex> m_lock;
  std::unique_ptr<LabelSolver> m_own;
  LabelSolver* m_solver = nullptr;
};

namespace {

/// All halos first: no halo covers a neighbour's letters.
void drawPictures(QImage& image, const std::vector<PlacedLabel>& labels, const std::vector<LabelLook>& looks,
                  const PixelFrame& frame, const CancelToken& token) {
  for (const bool halo : {true, false}) {
    for (const PlacedLabel& label : labels) {
      if (token.cancelled()) return;
      const LabelLook& look = looks[std::size_t(label.candidate->look)];
      if (*label.picture == nullptr) *label.picture = std::make_unique<LabelPicture>(*label.place, look);
      if (halo) {
        (*label.picture)->drawHalo(image, frame.left, frame.top, look);
      } else {
        (*label.picture)->drawText(image, frame.left, frame.top, look);
      }
    }
  }
}

/// Halos as shapes, letters that a PDF reader can search.
void drawAsText(QPainter& painter, const std::vector<PlacedLabel>& labels, const std::vector<LabelLook>& looks,
                QPointF corner, const CancelToken& token) {
  const QTransform base = QTransform::fromTranslate(-corner.x(), -corner.y()) * painter.transform();
  for (const bool halo : {true, false}) {
    for (const PlacedLabel& label : labels) {
      if (token.cancelled()) return;
      const LabelLook& look = looks[std::size_t(label.candidate->look)];
      if (halo && (look.haloPx <= 0 || look.spec.halo.a == 0)) continue;
      for (const LabelRun& run : label.place->runs) {
        const QFont font = fontOf(look, run);
        painter.setTransform(run.at * base);
        if (!halo) {
          painter.setFont(font);
          painter.setPen(toQColor(look.spec.colour));
          painter.drawText(QPointF(0, 0), run.text);
          continue;
        }
        QPainterPath path;
        path.addText(0, 0, font, run.text);
        painter.strokePath(path,
                           QPen(toQColor(look.spec.halo), 2 * look.haloPx, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
      }
    }
  }
}

}  // namespace

QImage paintLabels(const MapScene& scene, const MapView& view, const CancelToken& token, LabelMemory* memory) {
  const PixelFrame frame = viewFrame(scene, view);
  const LabelUse solver(memory, scene, frame);
  const std::vector<PlacedLabel> labels = solver->labelsIn(frame, token);
  if (labels.empty() || token.cancelled()) return {};
  QImage image(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
  image.fill(0);
  drawPictures(image, labels, solver->looks(), frame, token);
  return image;
}

void paintLabels(QPainter& painter, const MapScene& scene, const MapView& view, const CancelToken& token) {
  const PixelFrame frame = viewFrame(scene, view);
  const LabelUse solver(nullptr, scene, frame);
  std::vector<PlacedLabel> labels = solver->labelsIn(frame, token);
  const QRectF sheet(double(frame.left), double(frame.top), frame.width, frame.height);
  std::erase_if(labels, [&](const PlacedLabel& label) {
    return !std::all_of(label.place->boxes.begin(), label.place->boxes.end(),
                        [&](const QRectF& box) { return sheet.contains(box); });
  });
  painter.save();
  drawAsText(painter, labels, solver->looks(), sheet.topLeft(), token);
  painter.restore();
}

std::vector<StandingLabel> standingLabels(const MapScene& scene, const MapView& view, const CancelToken& token,
                                          LabelMemory* memory) {
  const PixelFrame frame = viewFrame(scene, view);
  const LabelUse solver(memory, scene, frame);
  std::vector<StandingLabel> all;
  for (const PlacedLabel& label : solver->labelsIn(frame, token)) {
    StandingLabel standing;
    for (const LabelRun& run : label.place->runs) {
      if (!standing.text.isEmpty() && label.place->boxes.size() == 1 && label.place->runs.size() > 1 &&
          run.text.size() > 1) {
        standing.text += QLatin1Char('\n');
      }
      standing.text += run.text;
    }
    standing.boxes = label.place->boxes;
    all.push_back(std::move(standing));
  }
  return all;
}

}  // namespace gis::ui
