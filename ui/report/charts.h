// Charts as recorded drawings, to be painted on paper and on the screen at any size.
#pragma once

#include <QPicture>
#include <QString>
#include <QStringList>
#include <vector>

namespace gis::ui {

/// A chart and the size in which it was recorded.
struct ChartPicture {
  QPicture picture;
  double width = 0, height = 0;
};

struct ChartSeries {
  QString name;
  std::vector<double> values;  ///< NaN: none
};

/// Bars for each label, and lines in percent on an axis of their own at the right. Sizes in millimetres.
/// Thread rule: the GUI thread with a QApplication; the result may be painted in any thread.
[[nodiscard]] ChartPicture trendChart(const QString& title, const QStringList& labels,
                                      const std::vector<ChartSeries>& bars, const std::vector<ChartSeries>& lines,
                                      double widthMm, double heightMm);
/// Lying bars, the first label at the top, with the values at their ends. The same rules.
[[nodiscard]] ChartPicture barChart(const QString& title, const QStringList& labels, const std::vector<double>& values,
                                    double widthMm, double heightMm);

}  // namespace gis::ui
