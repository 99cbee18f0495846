// A job that a dialog waits for.
#pragma once

#include <QString>
#include <functional>

#include "ui/jobs/city_session.h"

namespace gis::ui {

/// Options of a job that the jobs panel lists: `ended` hears, in the GUI thread, the sentence of its failure (trouble),
/// or that it was stopped. What it captures must live as long as the job's context object.
[[nodiscard]] JobOptions dialogJob(std::function<void(const QString& text, bool trouble)> ended);

}  // namespace gis::ui
