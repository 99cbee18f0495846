// A land check on paper: the plots on the map, and the table of what lies on them.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QRectF>
#include <QString>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/city/land_table.h"
#include "gis_core/query/land_check.h"
#include "ui/map/map_scene.h"

class QPainter;

namespace gis::ui {

/// A plot on the sheet's map.
struct LandSheetPlot {
  QString name;
  geom::Bytes wkb;  ///< in the coordinates of the scene
};

struct LandSheet {
  QString heading;  ///< name of the project or the office; empty: the default
  city::LandTable table;
  std::vector<LandSheetPlot> plots;
  QString printed;      ///< when and by whom, for the foot
  bool chinese = true;  ///< language of what the page says itself
};

/// The plots of a result that kept its shapes, brought into the scene's system. Throws Error(ballparkCrs | unknownCrs).
[[nodiscard]] std::vector<LandSheetPlot> landSheetPlots(const query::LandCheckResult& result, const crs::Crs& scene);

/// A4 pages, upright: the map on the first one, the table flows on, its heading on every page; long names wrap, nothing
/// is cut. The layout is the same at every resolution. Thread rule: any thread; needs Qt Gui.
class LandSheetPages {
 public:
  explicit LandSheetPages(LandSheet sheet);
  [[nodiscard]] int count() const { return int(m_pages.size()); }
  /// Paints a page (0 …); units and `vector` as in paintSheet(). Errors: cancelled.
  void paint(QPainter& painter, double unitsPerMm, bool vector, int page, const MapScene& scene,
             Progress& progress) const;
  [[nodiscard]] QByteArray pdf(const MapScene& scene, Progress& progress) const;
  [[nodiscard]] QImage image(int page, const MapScene& scene, double dpi, Progress& progress) const;

  struct Item {
    enum class Kind { text, frame, line, map } kind = Kind::text;
    QRectF mm;
    QString text;
    double size = 3;  ///< height of the text or width of the line, mm
    int alignment = Qt::AlignLeft | Qt::AlignVCenter;
    bool bold = false;
  };
  using Page = std::vector<Item>;
  /// What stands where, for tests.
  [[nodiscard]] const std::vector<Page>& items() const { return m_pages; }

 private:
  void paintPlots(QPainter& painter, double unitsPerMm, const QRectF& mm, bool vector, double dpi,
                  const MapScene& scene, Progress& progress) const;

  LandSheet m_sheet;
  std::vector<Page> m_pages;
};

}  // namespace gis::ui
