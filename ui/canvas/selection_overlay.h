// The highlight of what is selected, drawn by a worker thread into a picture.
#pragma once

#include <QImage>
#include <QObject>
#include <QPainter>
#include <memory>

#include "gis_core/base/progress.h"
#include "ui/map/map_scene.h"
#include "ui/map/map_view.h"
#include "ui/models/selection.h"

namespace gis::ui {

/// Keeps a picture of the highlight for the view; a newer view shows the old picture moved and scaled until
/// the new one has come. A million selected features never hold up the window. GUI thread.
class SelectionOverlay : public QObject {
  Q_OBJECT
 public:
  explicit SelectionOverlay(const Selection& selection, QObject* parent = nullptr);
  ~SelectionOverlay() override;

  void setScene(std::shared_ptr<const MapScene> scene);
  void paint(QPainter& painter, const MapView& view);
  /// The picture belongs to this view and selection.
  [[nodiscard]] bool isCurrent(const MapView& view) const;

 Q_SIGNALS:
  void arrived();

 private:
  void request(const MapView& view);
  void take(std::uint64_t number, const MapView& view, const QImage& image);

  const Selection& m_selection;
  std::shared_ptr<const MapScene> m_scene;
  QImage m_image;
  MapView m_imageView;
  MapView m_askedView;
  bool m_haveImage = false;
  bool m_asked = false;
  std::uint64_t m_number = 0;  ///< of the newest request: older pictures are dropped
  CancelToken m_token;
  struct Guard;
  std::shared_ptr<Guard> m_guard;  ///< tells late workers that we are gone
};

}  // namespace gis::ui
