// The attribute table of a large layer: how long until the rows on the screen are there. bench_table [CITY [LAYER]]
#include <QCoreApplication>
#include <QEventLoop>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <vector>

#include "tests/bench/timed_process.h"
#include "ui/models/feature_table_model.h"

namespace {

using namespace gis::ui;
using Clock = std::chrono::steady_clock;

constexpr double kWantedFirstPage = 100;
constexpr int kScreenRows = 30;
constexpr int kRounds = 7;

double milliseconds(Clock::time_point since) {
  return std::chrono::duration<double, std::milli>(Clock::now() - since).count();
}

/// Turns the event loop until `done`; milliseconds since `start`.
double until(Clock::time_point start, const std::function<bool()>& done) {
  while (!done()) {
    QCoreApplication::processEvents(QEventLoop::AllEvents, 2);
    if (milliseconds(start) > 60000) throw std::runtime_error("it never came");
  }
  return milliseconds(start);
}

/// Does the model have the text of these rows? Asking is what a table view does while it paints.
bool shows(const FeatureTableModel& model, int first) {
  const int last = std::min(first + kScreenRows, model.rowCount()) - 1;
  if (last < first) return false;
  bool all = true;
  for (int row = first; row <= last; ++row) all = all && model.index(row, 1).data().toString() != QStringLiteral("…");
  return all;
}

void print(const char* what, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  std::printf("  %-34s median %7.1f  max %7.1f ms\n", what, times[times.size() / 2], times.back());
}

int run(const QString& file, const QString& layer) {
  CitySession session;
  session.open(file);
  (void)until(Clock::now(), [&] { return session.isOpen() && session.layer(layer) != nullptr; });
  const auto opened = Clock::now();
  (void)until(opened, [&] { return milliseconds(opened) > 2000; });  // somebody looks at the map first
  FeatureTableModel model(session);
  std::vector<double> firstPage, whole, end, sorted, wholeSorted;
  int rows = 0;
  for (int round = 0; round < kRounds; ++round) {
    const auto start = Clock::now();
    model.setLayer(layer);
    firstPage.push_back(until(start, [&] { return shows(model, 0); }));
    whole.push_back(until(start, [&] { return !model.isLoading(); }));
    rows = model.rowCount();
    end.push_back(until(Clock::now(), [&] { return shows(model, rows - kScreenRows); }));
    model.setLayer({});
  }
  for (int round = 0; round < kRounds; ++round) {
    model.setLayer(layer);
    (void)until(Clock::now(), [&] { return !model.isLoading(); });
    bool reset = false;  // the old rows are shown until the new order is here
    const auto seen = QObject::connect(&model, &QAbstractItemModel::modelReset, [&] { reset = true; });
    const auto start = Clock::now();
    model.sort(1, Qt::DescendingOrder);
    sorted.push_back(until(start, [&] { return reset && shows(model, 0); }));
    wholeSorted.push_back(until(start, [&] { return !model.isLoading(); }));
    QObject::disconnect(seen);
    model.setLayer({});
  }
  std::printf("table of %s with %d rows\n%s\n", qPrintable(layer), rows, gis::bench::machineLine().c_str());
  print("first page on the screen", firstPage);
  print("all rows known to the scroll bar", whole);
  print("last page after Ctrl+End", end);
  print("sorted by a text: first page", sorted);
  print("sorted by a text: all rows", wholeSorted);
  std::printf("  wanted: first page within %.0f ms: %s\n", kWantedFirstPage,
              *std::max_element(firstPage.begin(), firstPage.end()) <= kWantedFirstPage ? "met" : "MISSED");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const QCoreApplication app(argc, argv);
    const QString file = argc > 1 ? QString::fromLocal8Bit(argv[1])
                                  : QString::fromStdString((gis::bench::benchData() / "city.citydb").string());
    return run(file, argc > 2 ? QString::fromLocal8Bit(argv[2]) : QStringLiteral("parcels"));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_table: %s\n", error.what());
    return 1;
  }
}
