// The bulletin on paper: figures of the period with what came before, charts, map, tables and definitions.
#pragma once

#include <QByteArray>
#include <QColor>
#include <QImage>
#include <QRectF>
#include <QString>
#include <memory>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/city/bulletin.h"
#include "ui/report/charts.h"

class QPainter;

namespace gis::ui {

struct BulletinPaper {
  std::shared_ptr<const city::Bulletin> bulletin;
  QString heading;  ///< name of the office; empty: the default
  QString printed;  ///< when and by whom, for the foot
  bool chinese = true;
  io::Say say;                       ///< texts of the core in the language of the page
  std::vector<ChartPicture> charts;  ///< of bulletinCharts()
};

/// The charts of a bulletin: trend, then categories and departments as far as it has them.
[[nodiscard]] std::size_t bulletinChartCount(const city::Bulletin& bulletin);
/// Thread rule: as trendChart().
[[nodiscard]] ChartPicture bulletinChart(const city::Bulletin& bulletin, std::size_t index, bool chinese);
[[nodiscard]] std::vector<ChartPicture> bulletinCharts(const city::Bulletin& bulletin, bool chinese);

/// A4 pages, upright; tables flow on, their heading on every page; nothing is cut. The layout is the same at every
/// resolution. Thread rule: any thread; needs Qt Gui.
class BulletinPages {
 public:
  explicit BulletinPages(BulletinPaper paper);
  [[nodiscard]] int count() const { return int(m_pages.size()); }
  void paint(QPainter& painter, double unitsPerMm, int page) const;
  /// With text that can be searched. Errors: cancelled.
  [[nodiscard]] QByteArray pdf(Progress& progress) const;
  [[nodiscard]] QImage image(int page, double dpi) const;

  struct Item {
    enum class Kind { text, frame, line, fill, chart, map } kind = Kind::text;
    QRectF mm;
    QString text;
    double size = 3;  ///< height of the text or width of the line, mm
    int alignment = Qt::AlignLeft | Qt::AlignVCenter;
    bool bold = false;
    QColor colour;          ///< of a fill
    std::size_t index = 0;  ///< of a chart
  };
  using Page = std::vector<Item>;
  /// What stands where, for tests.
  [[nodiscard]] const std::vector<Page>& items() const { return m_pages; }

 private:
  BulletinPaper m_paper;
  std::vector<Page> m_pages;
};

}  // namespace gis::ui
