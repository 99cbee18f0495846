#include "ui/report/bulletin_pages.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "ui/map/case_sheet_units.h"
#include "ui/map/paper_text.h"
#include "ui/map/pdf_text.h"
#include "ui/map/sheet_parts.h"
#include "ui/report/area_map.h"

namespace gis::ui {
namespace {

using BulletinItem = BulletinPages::Item;

// millimetres, as all lengths here
constexpr double kPageWidth = 210, kPageHeight = 297;
constexpr double kPageEdge = 16, kPageRoom = 178, kPageTop = 18, kPageBottom = 281;
constexpr double kCellLetters = 2.5, kCellLine = 3.9, kCellPad = 1;
constexpr double kRankWidth = 9, kNameWidth = 42, kGradeWidth = 11;
constexpr double kTrendHeight = 72, kBarsHeight = 92, kMapHeight = 150;
constexpr std::size_t kMostBars = 10;
const QColor kBand(0xe8, 0xf0, 0xf8);

QString bulletinText(const std::string& utf8) {
  return QString::fromStdString(utf8);
}
std::string dayOf(UtcMillis time) {
  return toIsoWithOffset(time, kCityOffsetMinutes).substr(0, 10);
}

/// A figure on the first page, and the way it went since the period before.
struct Headline {
  const char* id;
  bool lowerIsBetter;
};
constexpr std::array kHeadlines{
    Headline{"report_total", false},        Headline{"file_total", false}, Headline{"closing_rate", false},
    Headline{"ontime_closing_rate", false}, Headline{"rework_rate", true}, Headline{"avg_handle_time", true},
};

QString valueText(const city::FigureGroup& total, const char* id, bool chinese) {
  const std::size_t place = city::figurePlace(id);
  const QString cell = bulletinText(city::bulletinCell(total, {{}, id, 1}));
  if (!total.figures[place]) return cell;
  switch (city::figureKinds()[place].unit) {
    case city::FigureUnit::percent: return cell + QStringLiteral(" %");
    case city::FigureUnit::minutes: return cell + said(chinese, " 分钟", " min");
    default: return cell;
  }
}

/// Puts one thing below the other, page after page.
class BulletinFlow {
 public:
  explicit BulletinFlow(const BulletinPaper& paper) : m_paper(paper), m_bulletin(*paper.bulletin) {}

  std::vector<BulletinPages::Page> run() {
    turn();
    head();
    headlines();
    charts();
    map();
    for (const city::Bulletin::Table& one : m_bulletin.tables) table(one);
    definitions();
    feet();
    return std::move(m_pages);
  }

 private:
  [[nodiscard]] QString tell(const char* zh, const char* en) const { return said(m_paper.chinese, zh, en); }
  [[nodiscard]] QString tell(const Message& message) const { return bulletinText(m_paper.say(message)); }
  [[nodiscard]] double room() const { return kPageBottom - m_y; }
  void turn() {
    m_pages.emplace_back();
    m_y = kPageTop;
  }
  void text(const QRectF& mm, const QString& line, double size, int alignment, bool bold = false) {
    m_pages.back().push_back({BulletinItem::Kind::text, mm, line, size, alignment | Qt::AlignVCenter, bold, {}, 0});
  }
  void rule(double y, double width) {
    m_pages.back().push_back({BulletinItem::Kind::line, {kPageEdge, y, kPageRoom, 0}, {}, width, 0, false, {}, 0});
  }
  void band(const QRectF& mm, const QColor& colour) {
    m_pages.back().push_back({BulletinItem::Kind::fill, mm, {}, 0, 0, false, colour, 0});
  }

  void head() {
    const QString title = tell("城市管理案件通报", "City management bulletin");
    text({kPageEdge, 14, kPageRoom, 9}, m_paper.heading.isEmpty() ? title : m_paper.heading, 6.5, Qt::AlignHCenter,
         true);
    m_y = 25;
    if (!m_paper.heading.isEmpty()) {
      text({kPageEdge, m_y, kPageRoom, 5}, title, 3.8, Qt::AlignHCenter);
      m_y += 6;
    }
    const QString period =
        tell("%1 至 %2", "%1 to %2")
            .arg(bulletinText(dayOf(m_bulletin.query.from)), bulletinText(dayOf(m_bulletin.query.to - 1)));
    const QString asOf = tell("（数据截至 %1）", " (as of %1)")
                             .arg(bulletinText(toIsoWithOffset(m_bulletin.query.asOf, kCityOffsetMinutes).substr(0, 16))
                                      .replace(QLatin1Char('T'), QLatin1Char(' ')));
    const QString within =
        m_bulletin.within.empty() ? QString() : bulletinText(m_bulletin.within) + QStringLiteral(" · ");
    text({kPageEdge, m_y, kPageRoom, 5}, within + period + asOf, 3.2, Qt::AlignHCenter);
    m_y += 8;
    rule(m_y, 0.4);
    m_y += 3;
  }

  void headlines() {
    const double gap = 2, width = (kPageRoom - gap * (kHeadlines.size() - 1)) / kHeadlines.size(), height = 21;
    const city::FigureGroup& before = m_bulletin.periods[m_bulletin.periods.size() - 2].total;
    double x = kPageEdge;
    for (const Headline& one : kHeadlines) {
      const QRectF box(x, m_y, width, height);
      band(box, kBand);
      text({x, m_y + 1.5, width, 4.5}, bulletinText(city::figureName(one.id, m_paper.chinese)),
           m_paper.chinese ? 2.8 : 2.2, Qt::AlignHCenter);
      text({x, m_y + 6.5, width, 7}, valueText(m_bulletin.total(), one.id, m_paper.chinese), 4.2, Qt::AlignHCenter,
           true);
      text({x, m_y + 14.5, width, 4}, changeText(before, one.id), 2.3, Qt::AlignHCenter);
      x += width + gap;
    }
    m_y += height + 4;
  }
  [[nodiscard]] QString changeText(const city::FigureGroup& before, const char* id) const {
    const std::size_t place = city::figurePlace(id);
    const auto &was = before.figures[place], &is = m_bulletin.total().figures[place];
    if (!was || !is) return tell("上期：-", "before: -");
    const QString sign = *is > *was ? QStringLiteral("↑") : *is < *was ? QStringLiteral("↓") : QStringLiteral("=");
    return tell("上期 %1 %2", "before %1 %2").arg(valueText(before, id, m_paper.chinese), sign);
  }

  void chart(std::size_t index, const QRectF& mm) {
    m_pages.back().push_back({BulletinItem::Kind::chart, mm, {}, 0, 0, false, {}, index});
  }
  void charts() {
    if (m_paper.charts.empty()) return;
    chart(0, {kPageEdge, m_y, kPageRoom, kTrendHeight});
    m_y += kTrendHeight + 4;
    const double half = (kPageRoom - 4) / 2;
    for (std::size_t i = 1; i < m_paper.charts.size(); ++i)
      chart(i, {kPageEdge + double(i - 1) * (half + 4), m_y, half, kBarsHeight});
    if (m_paper.charts.size() > 1) m_y += kBarsHeight + 4;
  }

  void heading(const QString& title, double needed) {
    if (room() < needed) turn();
    text({kPageEdge, m_y, kPageRoom, 6}, title, 3.8, Qt::AlignLeft, true);
    m_y += 7.5;
  }

  void map() {
    if (m_bulletin.areas.empty()) return;
    heading(tell("案件分布图：", "Where cases were reported: ") + tell(city::bulletinHeading(m_bulletin.areaRole)),
            kMapHeight + 8);
    m_pages.back().push_back(
        {BulletinItem::Kind::map, {kPageEdge, m_y, kPageRoom, kMapHeight}, {}, 0, 0, false, {}, 0});
    m_y += kMapHeight + 5;
  }

  void table(const city::Bulletin::Table& one) {
    heading(tell(city::bulletinHeading(one.by)), 32);
    m_columns = city::bulletinColumns(one.by, m_paper.chinese, m_paper.say);
    m_score = city::scoreOfGrouping(one.by);
    m_graded = m_score != std::string_view("score_area");
    columns();
    for (const city::FigureGroup& group : one.figures.groups) {
      const QString name = bulletinText(group.name.empty() ? group.code : group.name);
      row(group, name.isEmpty() ? tell("（未注明）", "(not told)") : name, false);
    }
    row(one.figures.total, tell("合计", "All"), true);
    m_y += 5;
  }

  [[nodiscard]] std::vector<double> widths() const {
    double shares = 0;
    for (const city::BulletinColumn& column : m_columns) shares += column.width;
    const double left = kPageRoom - kRankWidth - kNameWidth - (m_graded ? kGradeWidth : 0);
    std::vector<double> all{kRankWidth, kNameWidth};
    for (const city::BulletinColumn& column : m_columns) all.push_back(left * column.width / shares);
    if (m_graded) all.push_back(kGradeWidth);
    return all;
  }
  void columns() {
    std::vector<QString> cells{tell("名次", "Rank"), tell("名称", "Name")};
    for (const city::BulletinColumn& column : m_columns) cells.push_back(bulletinText(column.title));
    if (m_graded) cells.push_back(tell("等级", "Grade"));
    cellRow(cells, true, true);
    rule(m_y, 0.3);
  }
  void row(const city::FigureGroup& group, const QString& name, bool strong) {
    std::vector<QString> cells{group.rank > 0 ? QString::number(group.rank) : QString(), name};
    for (const city::BulletinColumn& column : m_columns)
      cells.push_back(bulletinText(city::bulletinCell(group, column)));
    const auto& points = group.figures[city::figurePlace(m_score)];
    if (m_graded) cells.push_back(points ? QString::fromLatin1(city::gradeOf(*points)) : QStringLiteral("-"));
    cellRow(cells, strong, false);
    rule(m_y, strong ? 0.3 : 0.08);
  }
  /// Names wrap, figures stand to the right.
  void cellRow(const std::vector<QString>& cells, bool bold, bool head) {
    const std::vector<double> wide = widths();
    const double letters = kCellLetters * (head && !m_paper.chinese ? 0.86 : 1);
    std::vector<QStringList> lines;
    qsizetype most = 1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      lines.push_back(cells[i].isEmpty() ? QStringList()
                                         : paperLines(cells[i], wide[i] - 2 * kCellPad, letters * (bold ? 1.06 : 1)));
      most = std::max(most, lines.back().size());
    }
    const double height = double(most) * kCellLine + 0.8;
    if (!head && m_y + height > kPageBottom) {
      turn();
      columns();
    }
    if (head) band({kPageEdge, m_y, kPageRoom, height}, kBand);
    double x = kPageEdge;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const int side = i == 1 ? Qt::AlignLeft : Qt::AlignRight;
      for (qsizetype k = 0; k < lines[i].size(); ++k)
        text({x + kCellPad, m_y + 0.4 + double(k) * kCellLine, wide[i] - 2 * kCellPad, kCellLine}, lines[i][k], letters,
             side, bold);
      x += wide[i];
    }
    m_y += height;
  }

  void paragraph(const QString& words) {
    for (const QString& line : paperLines(words, kPageRoom - 4, 2.7)) {
      if (room() < 4.4) turn();
      text({kPageEdge + 3, m_y, kPageRoom - 4, 4.2}, line, 2.7, Qt::AlignLeft);
      m_y += 4.4;
    }
  }
  void definitions() {
    heading(tell("口径", "Definitions"), 40);
    for (const Message& definition : city::figureDefinitions(m_bulletin.query.rules)) paragraph(tell(definition));
    m_y += 4;
    if (m_bulletin.notComputed.empty()) return;
    heading(tell("不能计算或不全的指标", "Figures that cannot be told, or not of all cases"), 20);
    for (const city::NotComputed& one : m_bulletin.notComputed) {
      paragraph(bulletinText(city::figureName(one.id, m_paper.chinese)) + tell("：", ": ") + tell(one.why));
    }
  }

  void feet() {
    for (std::size_t k = 0; k < m_pages.size(); ++k) {
      const QString number = tell("第 %1 页，共 %2 页", "Page %1 of %2").arg(k + 1).arg(m_pages.size());
      const QRectF foot(kPageEdge, 285, kPageRoom, 4);
      m_pages[k].push_back(
          {BulletinItem::Kind::text, foot, number, 2.4, Qt::AlignRight | Qt::AlignVCenter, false, {}, 0});
      m_pages[k].push_back(
          {BulletinItem::Kind::text, foot, m_paper.printed, 2.4, Qt::AlignLeft | Qt::AlignVCenter, false, {}, 0});
    }
  }

  const BulletinPaper& m_paper;
  const city::Bulletin& m_bulletin;
  std::vector<BulletinPages::Page> m_pages;
  std::vector<city::BulletinColumn> m_columns;  ///< of the table that flows
  const char* m_score = "";
  bool m_graded = false;
  double m_y = 0;
};

void paintChart(QPainter& painter, const QRectF& target, const ChartPicture& chart) {
  painter.save();
  painter.translate(target.topLeft());
  // a picture enlarges itself for devices of another resolution than the one it was recorded for
  const double own = double(chart.picture.logicalDpiX()) / painter.device()->logicalDpiX();
  painter.scale(target.width() / chart.width * own, target.height() / chart.height * own);
  // playing changes a picture, and copies share their data: two jobs may paint at once
  QPicture picture;
  picture.setData(chart.picture.data(), chart.picture.size());
  painter.drawPicture(0, 0, picture);
  painter.restore();
}

/// The groups with the most cases, for bars.
void largestGroups(const city::CaseFigures& figures, QStringList& labels, std::vector<double>& values) {
  std::vector<const city::FigureGroup*> groups;
  for (const city::FigureGroup& group : figures.groups) {
    if (group.counts.reported > 0 && !group.code.empty()) groups.push_back(&group);
  }
  std::stable_sort(groups.begin(), groups.end(),
                   [](const auto* a, const auto* b) { return a->counts.reported > b->counts.reported; });
  groups.resize(std::min(groups.size(), kMostBars));
  for (const auto* group : groups) {
    labels << bulletinText(group->name.empty() ? group->code : group->name);
    values.push_back(double(group->counts.reported));
  }
}

struct BarTable {
  const char *by, *zh, *en;
};
constexpr std::array kBarTables{BarTable{"category", "案件最多的类别", "Categories with the most cases"},
                                BarTable{"department", "案件最多的部门", "Departments with the most cases"}};

/// Those that have something to show.
std::vector<const BarTable*> barTables(const city::Bulletin& bulletin) {
  std::vector<const BarTable*> tables;
  for (const BarTable& one : kBarTables) {
    const city::CaseFigures* figures = bulletin.table(one.by);
    if (figures == nullptr) continue;
    const auto counts = [](const city::FigureGroup& group) { return group.counts.reported > 0 && !group.code.empty(); };
    if (std::any_of(figures->groups.begin(), figures->groups.end(), counts)) tables.push_back(&one);
  }
  return tables;
}

ChartPicture trendOf(const city::Bulletin& bulletin, bool chinese) {
  QStringList labels;
  ChartSeries reported{said(chinese, "上报数", "Reported"), {}}, closed{said(chinese, "结案数", "Closed"), {}};
  ChartSeries closing{bulletinText(city::figureName("closing_rate", chinese)), {}};
  ChartSeries onTime{bulletinText(city::figureName("ontime_closing_rate", chinese)), {}};
  const double none = std::numeric_limits<double>::quiet_NaN();
  for (const city::BulletinPeriod& period : bulletin.periods) {
    labels << bulletinText(dayOf(period.from));
    reported.values.push_back(double(period.total.counts.reported));
    closed.values.push_back(double(period.total.counts.closed));
    closing.values.push_back(period.total.figures[city::figurePlace("closing_rate")].value_or(none));
    onTime.values.push_back(period.total.figures[city::figurePlace("ontime_closing_rate")].value_or(none));
  }
  return trendChart(said(chinese, "近期走势（时段起始日）", "Trend (first day of the period)"), labels,
                    {reported, closed}, {closing, onTime}, kPageRoom, kTrendHeight);
}

}  // namespace

std::size_t bulletinChartCount(const city::Bulletin& bulletin) {
  return 1 + barTables(bulletin).size();
}

ChartPicture bulletinChart(const city::Bulletin& bulletin, std::size_t index, bool chinese) {
  if (index == 0) return trendOf(bulletin, chinese);
  const BarTable& table = *barTables(bulletin)[index - 1];
  QStringList names;
  std::vector<double> values;
  largestGroups(*bulletin.table(table.by), names, values);
  return barChart(said(chinese, table.zh, table.en), names, values, (kPageRoom - 4) / 2, kBarsHeight);
}

std::vector<ChartPicture> bulletinCharts(const city::Bulletin& bulletin, bool chinese) {
  std::vector<ChartPicture> charts;
  for (std::size_t i = 0; i < bulletinChartCount(bulletin); ++i) charts.push_back(bulletinChart(bulletin, i, chinese));
  return charts;
}

BulletinPages::BulletinPages(BulletinPaper paper) : m_paper(std::move(paper)), m_pages(BulletinFlow(m_paper).run()) {}

void BulletinPages::paint(QPainter& painter, double unitsPerMm, int page) const {
  painter.save();
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
  painter.scale(unitsPerMm / kCaseSheetUnits, unitsPerMm / kCaseSheetUnits);
  const Paper paper{painter, kCaseSheetUnits};
  painter.fillRect(paper.box({0, 0, kPageWidth, kPageHeight}), Qt::white);
  painter.setPen(Qt::black);
  for (const Item& item : m_pages[std::size_t(page)]) {
    switch (item.kind) {
      case Item::Kind::text: paper.text(item.mm, item.text, item.size, item.alignment, item.bold); break;
      case Item::Kind::frame: paper.frame(item.mm, item.size); break;
      case Item::Kind::line:
        paper.line(item.mm.left(), item.mm.top(), item.mm.right(), item.mm.top(), item.size);
        break;
      case Item::Kind::fill: painter.fillRect(paper.box(item.mm), item.colour); break;
      case Item::Kind::chart: paintChart(painter, paper.box(item.mm), m_paper.charts[item.index]); break;
      case Item::Kind::map:
        paintAreaMap(painter, kCaseSheetUnits, item.mm, m_paper.bulletin->areas, m_paper.bulletin->areasAreGeographic,
                     m_paper.chinese);
        break;
    }
  }
  painter.restore();
}

QByteArray BulletinPages::pdf(Progress& progress) const {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setCreator(QStringLiteral("CityDesk"));
  writer.setTitle(m_paper.heading.isEmpty() ? said(m_paper.chinese, "城市管理案件通报", "City management bulletin")
                                            : m_paper.heading);
  writer.setResolution(600);
  writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(0, 0, 0, 0)));
  QPainter painter(&writer);
  for (int page = 0; page < count(); ++page) {
    progress.report(std::uint64_t(page), std::uint64_t(count()));
    if (page > 0) writer.newPage();
    paint(painter, 600 / 25.4, page);
  }
  painter.end();
  buffer.close();
  return withPlainIdeographs(bytes);
}

QImage BulletinPages::image(int page, double dpi) const {
  QImage image(int(std::lround(kPageWidth / 25.4 * dpi)), int(std::lround(kPageHeight / 25.4 * dpi)),
               QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::white);
  QPainter painter(&image);
  paint(painter, dpi / 25.4, page);
  painter.end();
  return image;
}

}  // namespace gis::ui
