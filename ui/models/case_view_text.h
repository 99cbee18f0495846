// A filter of the case list as text, to keep it under a name.
#pragma once

#include <QString>

#include "ui/models/incident_model.h"

namespace gis::ui {

/// JSON of everything but the map window.
[[nodiscard]] QString caseViewText(const IncidentListFilter& filter);
/// Unknown members are left out.
[[nodiscard]] IncidentListFilter caseViewFromText(const QString& text);

}  // namespace gis::ui
