#include "ui/canvas/selection_overlay.h"

#include <QMetaObject>
#include <QThreadPool>
#include <algorithm>
#include <cmath>
#include <mutex>

#include "gis_core/snapshot/layer_view.h"
#include "ui/canvas/shapes.h"

namespace gis::ui {

namespace {

// Up to this many selected features are drawn without asking first which of them lie in the view.
constexpr std::size_t kFewSelected = 2000;
const QColor kLine(0x00, 0x8f, 0xd5);
const QColor kCasing(255, 255, 255, 200);
const QColor kFill(0x00, 0xb7, 0xff, 70);
const QRgb kTinyPixel = qPremultiply(qRgba(0x00, 0x8f, 0xd5, 120));
constexpr double kTinyDip = 3;        // smaller areas and lines are pixels
constexpr std::size_t kCrowd = 3000;  // more shapes than this are outlined once, not twice
constexpr double kRingRadius = 9;
constexpr int kRingSide = 24;

struct Request {
  std::shared_ptr<const MapScene> scene;
  MapView view;
  std::vector<std::pair<QString, FidList>> fids;
};

/// A ring to lay around a point: its symbol keeps its colour, which tells its state.
QImage ringImage(double dpr) {
  QImage ring(QSize(kRingSide, kRingSide) * dpr, QImage::Format_ARGB32_Premultiplied);
  ring.setDevicePixelRatio(dpr);
  ring.fill(Qt::transparent);
  QPainter painter(&ring);
  painter.setRenderHint(QPainter::Antialiasing);
  for (const QPen& pen : {QPen(kCasing, 4), QPen(kLine, 2)}) {
    painter.setPen(pen);
    painter.drawEllipse(QPointF(kRingSide / 2.0, kRingSide / 2.0), kRingRadius, kRingRadius);
  }
  return ring;
}

/// Draws the highlight of one request. Of a crowd only what can be told apart is drawn as a shape: the rest is
/// pixels, so that a million selected parcels take a fraction of a second.
class HighlightPainter {
 public:
  HighlightPainter(const Request& request, const CancelToken& token)
      : m_request(request),
        m_token(token),
        m_image(request.view.deviceSize(), QImage::Format_ARGB32_Premultiplied),
        m_box(request.view.extent().grown(20 * request.view.unitsPerPixel)) {
    m_image.setDevicePixelRatio(request.view.dpr);
    m_image.fill(Qt::transparent);
  }

  QImage draw() {
    std::vector<std::pair<const SceneLayer*, snapshot::Index>> shapes;
    for (const auto& [layer, selected] : m_request.fids) {
      if (const SceneLayer* drawn = m_request.scene->layer(layer.toStdString())) collect(*drawn, *selected, shapes);
    }
    QPainter painter(&m_image);
    painter.setRenderHint(QPainter::Antialiasing);
    const QImage ring = ringImage(m_request.view.dpr);
    const bool crowd = shapes.size() > kCrowd;
    const auto place = [this](geom::MapPoint p) { return m_request.view.toView(p); };
    for (const auto& [layer, index] : shapes) {
      if (m_token.cancelled()) return {};
      const Shape shape = shapeOf(layer->data->wkbOf(index), place);
      if (shape.area && !coversMostOf(shape, m_request.view.size)) painter.fillPath(shape.path, kFill);
      if (!shape.path.isEmpty()) {
        if (!crowd) painter.strokePath(shape.path, QPen(kCasing, 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.strokePath(shape.path, crowd ? QPen(kLine, 1.5, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin)
                                             : QPen(kLine, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
      }
      for (const QPointF& at : shape.points) painter.drawImage(at - QPointF(kRingSide / 2.0, kRingSide / 2.0), ring);
    }
    return m_token.cancelled() ? QImage() : m_image;
  }

 private:
  void collect(const SceneLayer& layer, const std::vector<std::int64_t>& selected,
               std::vector<std::pair<const SceneLayer*, snapshot::Index>>& shapes) {
    const snapshot::LayerView& data = *layer.data;
    const auto take = [&](snapshot::Index i) {
      const geom::Envelope box = data.boxOf(i);
      if (!box.intersects(m_box)) return;
      // A point has no size: it always gets its ring.
      const double size = std::max(box.width(), box.height());
      if (size > 0 && size < kTinyDip * m_request.view.unitsPerPixel)
        plot(box);
      else
        shapes.emplace_back(&layer, i);
    };
    if (selected.size() <= kFewSelected) {
      for (const std::int64_t fid : selected)
        if (const auto i = data.indexOfFid(fid)) take(*i);
      return;
    }
    std::size_t seen = 0;
    data.forEachIn(m_box, [&](snapshot::Index i) {
      if (std::binary_search(selected.begin(), selected.end(), data.fidOf(i))) take(i);
      return ++seen % 4096 != 0 || !m_token.cancelled();
    });
  }

  /// The pixels under a feature that is too small for an outline.
  void plot(const geom::Envelope& box) {
    const double dpr = m_request.view.dpr;
    const QPointF a = m_request.view.toView(geom::MapPoint{box.minX, box.maxY}) * dpr;
    const QPointF b = m_request.view.toView(geom::MapPoint{box.maxX, box.minY}) * dpr;
    const int left = std::max(0, int(std::floor(a.x()))), right = std::min(m_image.width() - 1, int(std::floor(b.x())));
    const int top = std::max(0, int(std::floor(a.y()))),
              bottom = std::min(m_image.height() - 1, int(std::floor(b.y())));
    for (int y = top; y <= bottom; ++y) {
      auto* line = reinterpret_cast<QRgb*>(m_image.scanLine(y));
      for (int x = left; x <= right; ++x) line[x] = kTinyPixel;
    }
  }

  const Request& m_request;
  const CancelToken& m_token;
  QImage m_image;
  geom::Envelope m_box;
};

}  // namespace

struct SelectionOverlay::Guard {
  std::mutex mutex;
  SelectionOverlay* overlay = nullptr;
};

SelectionOverlay::SelectionOverlay(const Selection& selection, QObject* parent)
    : QObject(parent), m_selection(selection), m_guard(std::make_shared<Guard>()) {
  m_guard->overlay = this;
  connect(&selection, &Selection::changed, this, [this] {
    m_asked = false;
    if (m_selection.isEmpty()) m_haveImage = false;
    Q_EMIT arrived();
  });
}

SelectionOverlay::~SelectionOverlay() {
  m_token.cancel();
  const std::lock_guard lock(m_guard->mutex);
  m_guard->overlay = nullptr;
}

void SelectionOverlay::setScene(std::shared_ptr<const MapScene> scene) {
  m_scene = std::move(scene);
  m_asked = false;
}

bool SelectionOverlay::isCurrent(const MapView& view) const {
  if (!m_scene || m_selection.isEmpty()) return true;
  return m_haveImage && m_asked && m_imageView == view && m_askedView == view;
}

void SelectionOverlay::request(const MapView& view) {
  m_token.cancel();
  m_token = CancelToken();
  m_asked = true;
  m_askedView = view;
  auto request = std::make_shared<Request>();
  request->scene = m_scene;
  request->view = view;
  for (const QString& layer : m_selection.layers()) {
    const SceneLayer* drawn = m_scene->layer(layer.toStdString());
    if (drawn != nullptr && drawn->visible) request->fids.emplace_back(layer, m_selection.fids(layer));
  }
  const std::uint64_t number = ++m_number;
  QThreadPool::globalInstance()->start([guard = m_guard, token = m_token, request, number] {
    const QImage image = HighlightPainter(*request, token).draw();
    const std::lock_guard lock(guard->mutex);
    if (guard->overlay == nullptr || token.cancelled()) return;
    QMetaObject::invokeMethod(
        guard->overlay, [guard, request, number, image] { guard->overlay->take(number, request->view, image); },
        Qt::QueuedConnection);
  });
}

void SelectionOverlay::take(std::uint64_t number, const MapView& view, const QImage& image) {
  if (number != m_number) return;
  m_image = image;
  m_imageView = view;
  m_haveImage = true;
  Q_EMIT arrived();
}

void SelectionOverlay::paint(QPainter& painter, const MapView& view) {
  if (!m_scene || m_selection.isEmpty()) return;
  if (!m_asked || !(m_askedView == view)) request(view);
  if (!m_haveImage) return;
  const geom::Envelope box = m_imageView.extent();
  painter.drawImage(m_imageView == view ? QRectF(QPointF(0, 0), QSizeF(view.size)) : view.toView(box), m_image);
}

}  // namespace gis::ui
