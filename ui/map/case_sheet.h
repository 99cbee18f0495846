// One case on one page, for the hand of the one who deals with it.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>
#include <utility>
#include <vector>

#include "gis_core/base/progress.h"
#include "ui/map/map_scene.h"

class QPainter;

namespace gis::ui {

struct CaseSheet {
  QString heading;                                ///< name of the office; empty: the default heading
  QString number;                                 ///< case or report number
  std::vector<std::pair<QString, QString>> rows;  ///< what the table says: category, place, deadline …
  QString description;
  geom::MapPoint at;                ///< map coordinates of the scene
  double scaleDenominator = 2000;   ///< of the map clip
  std::vector<QImage> photos;       ///< the first four are printed
  std::vector<QString> signatures;  ///< names of the lines; empty: the usual three
  bool chinese = true;
};

/// Paints one A4 page upright; units as in paintSheet().
void paintCaseSheet(QPainter& painter, double unitsPerMm, bool vector, const CaseSheet& sheet, const MapScene& scene,
                    Progress& progress);
/// Many cases, a page each. Thread rule: any thread.
[[nodiscard]] QByteArray caseSheetsPdf(const std::vector<CaseSheet>& sheets, const MapScene& scene, Progress& progress);

}  // namespace gis::ui
