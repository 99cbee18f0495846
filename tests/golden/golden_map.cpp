// Draws the golden scenes at two pixel ratios and compares them with the kept pictures.
//   golden_map --expected DIR --report DIR [--rewrite]
// A difference writes got, expected and difference pictures and an index.html into the report folder.
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "gis_core/base/error.h"
#include "tests/golden/scenes.h"
#include "tests/support/map_fixture.h"
#include "ui/map/render_map.h"

namespace {

using namespace gis;

/// Lettering may shift by a shade with another version of the font engine; borders may not.
constexpr int kChannelTolerance = 24;
constexpr double kShareTolerance = 0.004;

/// Share of pixels that differ; `picture` shows where.
double difference(const QImage& got, const QImage& expected, QImage& picture) {
  picture = QImage(got.size(), QImage::Format_RGB32);
  picture.fill(Qt::white);
  if (got.size() != expected.size()) return 1;
  std::int64_t count = 0;
  for (int y = 0; y < got.height(); ++y) {
    for (int x = 0; x < got.width(); ++x) {
      const QRgb a = got.pixel(x, y), b = expected.pixel(x, y);
      const int d =
          std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
      if (d <= kChannelTolerance) continue;
      ++count;
      picture.setPixel(x, y, qRgb(255, 255 - std::min(255, d * 2), 255 - std::min(255, d * 2)));
    }
  }
  return double(count) / (double(got.width()) * got.height());
}

QString argument(const QStringList& all, const QString& name) {
  const qsizetype at = all.indexOf(name);
  return at >= 0 && at + 1 < all.size() ? all[at + 1] : QString();
}

int run(const QStringList& arguments) {
  const QString expectedFolder = argument(arguments, QStringLiteral("--expected"));
  const QString reportFolder = argument(arguments, QStringLiteral("--report"));
  const bool rewrite = arguments.contains(QStringLiteral("--rewrite"));
  QDir().mkpath(reportFolder);
  QDir().mkpath(expectedFolder);
  const test::ScratchFolder scratch;
  Progress progress;
  QString html;
  int failures = 0;
  for (const test::GoldenScene& golden : test::goldenScenes(scratch.path())) {
    for (const double dpr : {1.0, 2.0}) {
      ui::MapView view = golden.view;
      view.dpr = dpr;
      const QImage got = ui::renderMap(*golden.scene, view, progress).image.convertToFormat(QImage::Format_RGB32);
      const QString file = QStringLiteral("%1_%2x.png").arg(golden.name).arg(int(dpr));
      if (rewrite) {
        got.save(expectedFolder + QLatin1Char('/') + file);
        continue;
      }
      QImage expected(expectedFolder + QLatin1Char('/') + file), picture;
      const double share = difference(got, expected.convertToFormat(QImage::Format_RGB32), picture);
      std::printf("%-20s %7.4f %% differ\n", qPrintable(file), 100 * share);
      if (share <= kShareTolerance) continue;
      ++failures;
      got.save(reportFolder + QStringLiteral("/got_") + file);
      expected.save(reportFolder + QStringLiteral("/expected_") + file);
      picture.save(reportFolder + QStringLiteral("/difference_") + file);
      html += QStringLiteral(
                  "<h2>%1: %2 %</h2><img src=\"got_%1\"> <img src=\"expected_%1\"> <img src=\"difference_%1\">\n")
                  .arg(file)
                  .arg(100 * share);
    }
  }
  if (failures == 0) return EXIT_SUCCESS;
  QFile index(reportFolder + QStringLiteral("/index.html"));
  if (index.open(QIODevice::WriteOnly)) index.write("<!doctype html><p>got, expected, difference</p>" + html.toUtf8());
  std::fprintf(stderr, "%d pictures differ; see %s/index.html\n", failures, qPrintable(reportFolder));
  return EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QGuiApplication app(argc, argv);
  try {
    return run(QGuiApplication::arguments());
  } catch (const Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return EXIT_FAILURE;
  }
}
