// Any question answered to its end: selection, figures, or a new layer with its origin.
#pragma once

#include "gis_core/base/progress.h"
#include "gis_core/query/question.h"
#include "gis_core/query/question_figures.h"
#include "gis_core/store/city.h"

namespace gis::query {

/// What became of a question.
struct QuestionOutcome {
  std::optional<SelectResult> found;   ///< of an Ask
  std::optional<FigureTable> figures;  ///< of an Ask with figures
  std::string into;                    ///< the layer that was made, or empty
  std::int64_t rows = 0;               ///< features found, or rows of the new layer
  std::int64_t withoutGeometry = 0, broken = 0, undecided = 0, repaired = 0, setAside = 0;
  std::string setAsideTable;
  double seconds = 0;
};

/// Answers a question without parameters (withValues()) and keeps the origin of the layer it makes. `city` is open for
/// writing when there is one. Errors: those of the single questions; usage (a layer is wanted without a name).
[[nodiscard]] QuestionOutcome runQuestion(const store::CityDatabase& city, const Question& question,
                                          const std::string& actor, Progress& progress);

}  // namespace gis::query
