#include "ui/report/charts.h"

#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QChart>
#include <QCoreApplication>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QHorizontalBarSeries>
#include <QLegend>
#include <QLineSeries>
#include <QPainter>
#include <QValueAxis>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/map/sheet_parts.h"

namespace gis::ui {
namespace {

/// Inner units of a chart: its lines and letters are made for this resolution.
constexpr double kChartUnits = 8;
constexpr double kLettersMm = 2.5, kTitleMm = 3.2;
/// Colours that colour-blind readers tell apart (Okabe and Ito).
constexpr std::array<QRgb, 6> kChartColours{0xff0072b2, 0xffe69f00, 0xff009e73, 0xffd55e00, 0xff56b4e9, 0xffcc79a7};

QFont chartFont(double heightMm, bool bold = false) {
  QFont font(QStringLiteral("Noto Sans CJK SC"));
  font.setPixelSize(std::max(1, int(std::lround(heightMm * kChartUnits))));
  font.setBold(bold);
  font.setHintingPreference(QFont::PreferNoHinting);
  font.setStyleStrategy(QFont::PreferNoShaping);  // as in sheet_parts.cpp: digits must be found again in the PDF
  return font;
}

QChart* newChart(const QString& title) {
  auto* chart = new QChart;
  chart->setAnimationOptions(QChart::NoAnimation);
  chart->setTitle(title);
  chart->setTitleFont(chartFont(kTitleMm, true));
  chart->setTitleBrush(Qt::black);
  chart->setBackgroundVisible(false);
  chart->setMargins(QMargins(0, 0, 0, 0));
  chart->layout()->setContentsMargins(0, 0, 0, 0);
  chart->legend()->setFont(chartFont(kLettersMm));
  chart->legend()->setLabelColor(Qt::black);
  chart->legend()->setAlignment(Qt::AlignBottom);
  return chart;
}

void dress(QAbstractAxis* axis) {
  axis->setLabelsFont(chartFont(kLettersMm));
  axis->setLabelsColor(Qt::black);
  axis->setGridLinePen(QPen(QColor(0xd8, 0xd8, 0xd8), 1));
  axis->setLinePen(QPen(QColor(0x80, 0x80, 0x80), 1));
}

/// An axis from 0 to a round number above all values.
QValueAxis* axisUpTo(double most) {
  auto* axis = new QValueAxis;
  const double step = roundBelow(std::max(most, 4.0) / 3);
  axis->setRange(0, step * std::ceil(std::max(most, 1.0) * 1.02 / step));
  axis->setTickCount(int(std::lround(axis->max() / step)) + 1);
  axis->setLabelFormat(QStringLiteral("%.0f"));
  dress(axis);
  return axis;
}

ChartPicture recorded(QChart* chart, double widthMm, double heightMm) {
  ChartPicture made;
  made.width = widthMm * kChartUnits;
  made.height = heightMm * kChartUnits;
  QGraphicsScene scene;
  scene.addItem(chart);  // which owns it now
  chart->resize(made.width, made.height);
  // the layout comes by events, which nobody else delivers here
  QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
  chart->layout()->activate();
  QCoreApplication::sendPostedEvents();
  scene.setSceneRect(0, 0, made.width, made.height);
  QPainter painter(&made.picture);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  scene.render(&painter, QRectF(0, 0, made.width, made.height), scene.sceneRect());
  painter.end();
  return made;
}

double largest(const std::vector<ChartSeries>& all) {
  double most = 0;
  for (const ChartSeries& one : all) {
    for (const double value : one.values) most = std::isfinite(value) ? std::max(most, value) : most;
  }
  return most;
}

}  // namespace

ChartPicture trendChart(const QString& title, const QStringList& labels, const std::vector<ChartSeries>& bars,
                        const std::vector<ChartSeries>& lines, double widthMm, double heightMm) {
  QChart* chart = newChart(title);
  auto* series = new QBarSeries;
  std::size_t colour = 0;
  for (const ChartSeries& one : bars) {
    auto* set = new QBarSet(one.name);
    set->setColor(QColor(kChartColours[colour++ % kChartColours.size()]));
    set->setBorderColor(Qt::transparent);
    for (const double value : one.values) set->append(std::isfinite(value) ? value : 0);
    series->append(set);
  }
  chart->addSeries(series);
  auto* below = new QBarCategoryAxis;
  below->append(labels);
  dress(below);
  chart->addAxis(below, Qt::AlignBottom);
  series->attachAxis(below);
  QValueAxis* left = axisUpTo(largest(bars));
  chart->addAxis(left, Qt::AlignLeft);
  series->attachAxis(left);
  if (!lines.empty()) {
    auto* right = new QValueAxis;
    right->setRange(0, 100);
    right->setTickCount(6);
    right->setLabelFormat(QStringLiteral("%.0f %%"));
    dress(right);
    right->setGridLineVisible(false);
    chart->addAxis(right, Qt::AlignRight);
    for (const ChartSeries& one : lines) {
      auto* line = new QLineSeries;
      line->setName(one.name);
      line->setPen(QPen(QColor(kChartColours[colour++ % kChartColours.size()]), 0.5 * kChartUnits));
      line->setPointsVisible(true);
      for (std::size_t i = 0; i < one.values.size(); ++i) {
        if (std::isfinite(one.values[i])) line->append(double(i), one.values[i]);
      }
      chart->addSeries(line);
      line->attachAxis(below);
      line->attachAxis(right);
    }
  }
  return recorded(chart, widthMm, heightMm);
}

ChartPicture barChart(const QString& title, const QStringList& labels, const std::vector<double>& values,
                      double widthMm, double heightMm) {
  QChart* chart = newChart(title);
  chart->legend()->hide();
  auto* series = new QHorizontalBarSeries;
  auto* set = new QBarSet(title);
  set->setColor(QColor(kChartColours[0]));
  set->setBorderColor(Qt::transparent);
  set->setLabelFont(chartFont(kLettersMm));
  set->setLabelColor(Qt::black);
  QStringList fromBelow;
  double most = 0;
  for (qsizetype i = labels.size() - 1; i >= 0; --i) {
    const double value = values[std::size_t(i)];
    set->append(value);
    most = std::max(most, value);
    fromBelow << labels[i];
  }
  series->append(set);
  series->setLabelsVisible(true);
  series->setLabelsPosition(QAbstractBarSeries::LabelsOutsideEnd);
  series->setBarWidth(0.7);
  chart->addSeries(series);
  auto* left = new QBarCategoryAxis;
  left->append(fromBelow);
  dress(left);
  left->setGridLineVisible(false);
  chart->addAxis(left, Qt::AlignLeft);
  series->attachAxis(left);
  QValueAxis* below = axisUpTo(most * 1.15);  // room for the values
  chart->addAxis(below, Qt::AlignBottom);
  series->attachAxis(below);
  return recorded(chart, widthMm, heightMm);
}

}  // namespace gis::ui
