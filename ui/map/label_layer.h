// Names on the map, without collisions.
#pragma once

#include <QImage>
#include <QRectF>
#include <QString>
#include <memory>
#include <mutex>
#include <vector>

#include "gis_core/base/progress.h"
#include "ui/map/map_scene.h"
#include "ui/map/map_view.h"

class QPainter;

namespace gis::ui {

class LabelSolver;

/// What was worked out about labels for one scene and scale, kept from view to view. Thread rule: any thread; who
/// comes while another works gets no memory, not a wait.
class LabelMemory {
 public:
  LabelMemory();
  ~LabelMemory();
  void clear();

 private:
  friend class LabelUse;
  std::mutex m_mutex;
  std::unique_ptr<LabelSolver> m_solver;
};

/// The labels of a view as a transparent picture of its device size; null when there are none or cancelled.
/// The same view gives the same picture, with and without a memory, and a label stands at the same place in every
/// view of a scale. Thread rule: any thread.
[[nodiscard]] QImage paintLabels(const MapScene& scene, const MapView& view, const CancelToken& token,
                                 LabelMemory* memory = nullptr);
/// The same as vectors and text (searchable in a PDF): `painter` has one unit a device pixel of the view. Labels that
/// the edge would cut are left out.
void paintLabels(QPainter& painter, const MapScene& scene, const MapView& view, const CancelToken& token);

/// A label as it stands in a view, for tests and for asking what is written where; device pixels of the world.
struct StandingLabel {
  QString text;
  std::vector<QRectF> boxes;
};
[[nodiscard]] std::vector<StandingLabel> standingLabels(const MapScene& scene, const MapView& view,
                                                        const CancelToken& token, LabelMemory* memory = nullptr);

}  // namespace gis::ui
