// Which labels stand: without collisions, and the same whatever part of the map one looks at.
#pragma once

#include <memory>
#include <vector>

#include "gis_core/base/progress.h"
#include "ui/map/label_candidates.h"
#include "ui/map/label_picture.h"
#include "ui/map/map_scene.h"

namespace gis::ui {

/// A label that stands: its candidate, the place it got, and where its picture is kept (null: not drawn yet).
struct PlacedLabel {
  const LabelCandidate* candidate = nullptr;
  const LabelPlace* place = nullptr;
  std::unique_ptr<LabelPicture>* picture = nullptr;
};

/// The labels of one scene at one scale. The rule is that of one list for the whole world: the labels are taken in the
/// order of their rank, and each stands at the first of its places that no earlier one covers. Only what a view needs
/// is worked out (a label depends on better ones near it, those on better ones near them; the chain is short because
/// equal ones have no order in space), so a label that stands in one view stands in every other. What was worked out
/// is kept. Thread rule: one thread at a time.
class LabelSolver {
 public:
  /// `frame` names scale and pixels; its place does not matter.
  LabelSolver(const MapScene& scene, const PixelFrame& frame);
  ~LabelSolver();
  LabelSolver(const LabelSolver&) = delete;
  LabelSolver& operator=(const LabelSolver&) = delete;

  /// Makes it the solver of `scene` at the scale of `frame`: true when it is already, or when the scene differs from
  /// its own in known places only; what is known of other places and layers stays. False: a new one is needed.
  [[nodiscard]] bool follow(const MapScene& scene, const PixelFrame& frame);
  [[nodiscard]] const std::vector<LabelLook>& looks() const;
  /// The labels that show in the frame, the most important first; empty when cancelled. Valid as long as the solver,
  /// until the next call.
  [[nodiscard]] std::vector<PlacedLabel> labelsIn(const PixelFrame& frame, const CancelToken& token);

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace gis::ui
