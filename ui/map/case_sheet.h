// One case on paper, for the hand of the one who deals with it.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QRectF>
#include <QString>
#include <optional>
#include <utility>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/raster/photo.h"
#include "ui/map/map_scene.h"

class QPainter;

namespace gis::ui {

/// A photo of a case: the original when it can be read, else the small picture kept in the city.
struct SheetPhoto {
  QString file;          ///< original; may be missing
  QByteArray thumbnail;  ///< JPEG; may be empty
  QString caption;
  std::vector<raster::BlackMark> marks;  ///< black on the page
};

struct CaseSheet {
  QString heading;                                ///< name of the form or the office; empty: the default
  QString number;                                 ///< case or report number
  std::vector<std::pair<QString, QString>> rows;  ///< what the table says: category, place, deadline …
  QString description;
  std::optional<geom::MapPoint> at;  ///< map coordinates of the scene
  double scaleDenominator = 2000;    ///< of the map clip
  std::vector<SheetPhoto> photos;    ///< four beside the map, more on pages of their own
  std::vector<QString> signatures;   ///< names of the lines; empty: the usual three
  QString printed;                   ///< when and by whom, for the foot
  bool chinese = true;               ///< language of what the page says itself
};

/// A case laid out on A4 pages, upright. Long values and descriptions wrap and flow on to the next page; nothing
/// is cut. The layout is the same at every resolution. Thread rule: any thread; needs Qt Gui.
class CaseSheetPages {
 public:
  explicit CaseSheetPages(CaseSheet sheet);
  [[nodiscard]] const CaseSheet& sheet() const { return m_sheet; }
  [[nodiscard]] int count() const { return int(m_pages.size()); }
  /// Paints a page (0 …); units and `vector` as in paintSheet(). Reads the photos. Errors: cancelled.
  void paint(QPainter& painter, double unitsPerMm, bool vector, int page, const MapScene& scene,
             Progress& progress) const;

  enum class Kind { text, frame, line, map, photo };
  struct Item {
    Kind kind = Kind::text;
    QRectF mm;
    QString text;
    double size = 3;  ///< height of the text or width of the line, mm
    int alignment = Qt::AlignLeft | Qt::AlignVCenter;
    bool bold = false;
    std::size_t photo = 0;
  };
  using Page = std::vector<Item>;
  /// What stands where, for tests.
  [[nodiscard]] const std::vector<Page>& items() const { return m_pages; }

 private:
  CaseSheet m_sheet;
  std::vector<Page> m_pages;
};

/// Many cases, one after another, each on pages of its own.
[[nodiscard]] QByteArray caseSheetsPdf(const std::vector<CaseSheetPages>& sheets, const MapScene& scene,
                                       Progress& progress);
[[nodiscard]] QImage caseSheetImage(const CaseSheetPages& sheet, int page, const MapScene& scene, double dpi,
                                    Progress& progress);

}  // namespace gis::ui
