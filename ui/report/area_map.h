// Areas coloured by a number, with names, key, scale bar and north arrow.
#pragma once

#include <QRectF>
#include <vector>

#include "gis_core/city/bulletin.h"

class QPainter;

namespace gis::ui {

/// Paints the areas into a box of the page, `unitsPerMm` units a millimetre; five classes of equal counts of areas.
/// Thread rule: any thread; needs Qt Gui.
void paintAreaMap(QPainter& painter, double unitsPerMm, const QRectF& mm, const std::vector<city::BulletinArea>& areas,
                  bool geographic, bool chinese);

}  // namespace gis::ui
