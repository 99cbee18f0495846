#include "ui/canvas/selection_overlay.h"

#include <QMetaObject>
#include <QThreadPool>
#include <algorithm>
#include <iterator>
#include <mutex>

#include "ui/canvas/shapes.h"
#include "ui/map/pick.h"

namespace gis::ui {

namespace {

// Up to this many selected features are drawn without asking first which of them lie in the view.
constexpr std::size_t kFewSelected = 2000;
const QColor kLine(0x00, 0x8f, 0xd5);
const QColor kCasing(255, 255, 255, 200);
const QColor kFill(0x00, 0xb7, 0xff, 70);

struct Request {
  std::shared_ptr<const MapScene> scene;
  MapView view;
  std::vector<std::pair<QString, FidList>> fids;
};

void drawShape(QPainter& painter, const Shape& shape) {
  if (shape.area) painter.fillPath(shape.path, kFill);
  if (!shape.path.isEmpty()) {
    painter.strokePath(shape.path, QPen(kCasing, 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.strokePath(shape.path, QPen(kLine, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  }
  for (const QPointF& at : shape.points) {
    painter.setBrush(kFill);
    painter.setPen(QPen(kCasing, 4));
    painter.drawEllipse(at, 9, 9);
    painter.setPen(QPen(kLine, 2));
    painter.drawEllipse(at, 9, 9);
  }
}

QImage drawHighlight(const Request& request, const CancelToken& token) {
  QImage image(request.view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(request.view.dpr);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  const auto place = [&](geom::MapPoint p) { return request.view.toView(p); };
  const geom::Envelope box = request.view.extent().grown(20 * request.view.unitsPerPixel);
  for (const auto& [layer, selected] : request.fids) {
    const std::string name = layer.toStdString();
    std::vector<std::int64_t> seen;
    if (selected->size() > kFewSelected) {
      std::vector<std::int64_t> inView = fidsInBox(*request.scene, name, box);
      std::sort(inView.begin(), inView.end());
      std::set_intersection(inView.begin(), inView.end(), selected->begin(), selected->end(), std::back_inserter(seen));
    } else {
      seen = *selected;
    }
    for (const std::int64_t fid : seen) {
      if (token.cancelled()) return {};
      drawShape(painter, shapeOf(geometryOf(*request.scene, name, fid), place));
    }
  }
  return image;
}

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
    const QImage image = drawHighlight(*request, token);
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
