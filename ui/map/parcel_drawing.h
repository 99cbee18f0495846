// The drawing of a parcel sheet: the parcel with its points, names and lengths, its neighbours, scale and north.
#pragma once

#include <QRectF>

#include "gis_core/city/parcel_sheet.h"
#include "ui/map/sheet_parts.h"

namespace gis::ui {

/// Fills `mm` with the drawing at 1 : `scale`, the parcel in the middle. Words keep clear of one another; what finds no
/// room is left to the table of points. Thread rule: any thread; needs Qt Gui.
void paintParcelDrawing(const Paper& paper, const city::ParcelSheetFacts& facts, double scale, const QRectF& mm,
                        bool chinese);

}  // namespace gis::ui
