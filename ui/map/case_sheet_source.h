// From a case in the city to its sheet.
#pragma once

#include <QString>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/city/incident.h"
#include "ui/map/case_sheet.h"

namespace gis::store {
class CityDatabase;
}

namespace gis::ui {

struct CaseSheetOptions {
  QString heading;                  ///< empty: the default
  double scaleDenominator = 2000;   ///< of the map clip
  bool photos = false;              ///< they leave only when asked for
  std::vector<QString> signatures;  ///< empty: the usual three
  QString printedBy;                ///< for the foot; may be empty
  bool chinese = true;
};

/// The reporter's name is personal data and stays off the page. Uses `city` in the calling thread.
[[nodiscard]] CaseSheet caseSheetOf(const store::CityDatabase& city, const city::Incident& incident,
                                    const CaseSheetOptions& options);
/// The sheets of these cases (UUID, case number, report number or row id), in this order. Error(notFound).
[[nodiscard]] std::vector<CaseSheetPages> caseSheetsOf(const store::CityDatabase& city,
                                                       const std::vector<std::string>& ids,
                                                       const CaseSheetOptions& options, Progress& progress);

}  // namespace gis::ui
