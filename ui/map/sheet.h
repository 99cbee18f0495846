// The map on paper: a page with everything that a printed city map owes its reader.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QPageLayout>
#include <QSizeF>
#include <QString>
#include <memory>

#include "gis_core/base/progress.h"
#include "ui/map/map_scene.h"
#include "ui/map/map_view.h"

class QPainter;

namespace gis::ui {

enum class PageSize { a4, a3 };

struct SheetSpec {
  PageSize page = PageSize::a4;
  bool across = true;  ///< landscape
  QString title;
  geom::Envelope box;           ///< what to show, widened to the shape of the frame
  double scaleDenominator = 0;  ///< fixed scale around the middle of `box`; 0: fitted to the box, rounded up
  bool legend = true, scaleBar = true, northArrow = true, grid = true;
  QString maker;         ///< who made it; empty: left out
  QString date;          ///< as printed; empty: left out
  QString securityMark;  ///< such as 秘密; top right; empty: left out
  QString reviewNumber;  ///< 审图号; empty: the field stays open to be written in by hand when withReviewField
  bool withReviewField = true;
  bool chinese = true;  ///< language of what the page says itself
};

/// The page in millimetres, turned as asked.
[[nodiscard]] QSizeF pageMillimetres(const SheetSpec& spec);
/// For QPdfWriter and printers.
[[nodiscard]] QPageLayout pageLayout(const SheetSpec& spec);
/// The frame of the map on the page, in millimetres from its top left corner.
[[nodiscard]] QRectF mapFrameMillimetres(const SheetSpec& spec);
/// The view that the frame shows; its scale is the one printed.
[[nodiscard]] MapView sheetView(const SheetSpec& spec, const MapScene& scene, double dpi);

/// Paints the page; `painter` has `unitsPerMm` units a millimetre and (0, 0) at the page's corner. `vector`: map
/// and text as shapes and searchable text (PDF, printer), else pixels. Returns the features drawn.
std::uint64_t paintSheet(QPainter& painter, double unitsPerMm, bool vector, const SheetSpec& spec,
                         const MapScene& scene, Progress& progress);
/// The page as PDF (vectors; Chinese text can be searched) or as a picture of `dpi`.
struct SheetPdf {
  QByteArray bytes;
  std::uint64_t features = 0;
};
[[nodiscard]] SheetPdf sheetPdf(const SheetSpec& spec, const MapScene& scene, Progress& progress);
[[nodiscard]] QImage sheetImage(const SheetSpec& spec, const MapScene& scene, double dpi, Progress& progress,
                                std::uint64_t* features = nullptr);

}  // namespace gis::ui
