// The sheet of one parcel (宗地图): its boundary points with side lengths, the neighbours, area, scale and north, and
// the table of its points. It is marked as no legal certificate.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QPainter>
#include <QRectF>
#include <QString>
#include <vector>

#include "gis_core/city/parcel_sheet.h"

namespace gis::ui {

struct ParcelSheet {
  QString heading;  ///< name of the office; empty: none
  city::ParcelSheetFacts facts;
  QString printed;      ///< when and by whom, for the foot
  bool chinese = true;  ///< language of what the page says itself
};

/// A4 pages, upright: the drawing with the facts on the first one, the table of points on it and the following ones.
/// Thread rule: any thread; needs Qt Gui.
class ParcelSheetPages {
 public:
  explicit ParcelSheetPages(ParcelSheet sheet);
  [[nodiscard]] int count() const { return m_pages; }
  /// The denominator of the drawing's scale.
  [[nodiscard]] double scale() const { return m_scale; }
  void paint(QPainter& painter, double unitsPerMm, int page) const;
  [[nodiscard]] QByteArray pdf() const;
  [[nodiscard]] QImage image(int page, double dpi) const;

 private:
  void paintFacts(QPainter& painter, double topMm) const;
  void paintTable(QPainter& painter, const QRectF& mm, std::size_t first, std::size_t last) const;

  ParcelSheet m_sheet;
  int m_pages = 1;
  double m_scale = 1;
};

}  // namespace gis::ui
