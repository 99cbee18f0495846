#include "app/cli/report_paper.h"

#include <QApplication>
#include <QFont>

#include "app/cli/map_options.h"
#include "ui/report/bulletin_pages.h"

namespace gis::cli {
namespace {

/// Charts are made by widgets' classes, on the offscreen platform all the same.
void startOffscreenWidgets() {
  if (QCoreApplication::instance() != nullptr) return;
  useOffscreenPlatform();
  static int argc = 1;
  static char name[] = "citydesk-cli";
  static char* argv[] = {name, nullptr};
  static QApplication app(argc, argv);
  QApplication::setFont(QFont(QStringLiteral("Noto Sans CJK SC")));
}

}  // namespace

std::string bulletinPdf(const city::Bulletin& bulletin, const BulletinWords& words, Progress& progress) {
  startOffscreenWidgets();
  ui::BulletinPaper paper;
  paper.bulletin = std::make_shared<city::Bulletin>(bulletin);
  paper.heading = QString::fromStdString(words.heading);
  paper.printed = QString::fromStdString(toIsoWithOffset(utcNow(), kCityOffsetMinutes).substr(0, 10) +
                                         (words.printedBy.empty() ? "" : " · " + words.printedBy));
  paper.chinese = words.chinese;
  paper.say = words.say;
  paper.charts = ui::bulletinCharts(bulletin, words.chinese);
  const QByteArray bytes = ui::BulletinPages(std::move(paper)).pdf(progress);
  return bytes.toStdString();
}

}  // namespace gis::cli
