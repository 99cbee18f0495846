// Opening a city of many cases in the window: until the list has its first rows and the board its numbers.
// bench_desk CITY [change]; it is only read, but with "change" cases are logged and taken back one after the other, and
// the time from the write to the board that counts it is measured. The snapshot of the cases is made before, as the map
// of the day before left it.
#include <QCoreApplication>
#include <QEventLoop>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <exception>
#include <functional>
#include <optional>
#include <stdexcept>
#include <vector>

#include "gis_core/base/platform/files.h"
#include "gis_core/city/incident.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/layer.h"
#include "tests/bench/timed_process.h"
#include "ui/jobs/translate.h"
#include "ui/models/case_keeper.h"
#include "ui/models/incident_model.h"

namespace {

using namespace gis;
using namespace gis::ui;
using DeskClock = std::chrono::steady_clock;

constexpr int kOpenings = 5;
constexpr int kBoardChanges = 40;
constexpr double kWantedRows = 100, kWantedBoard = 1000, kWantedUpdate = 100;

double since(DeskClock::time_point start) {
  return std::chrono::duration<double, std::milli>(DeskClock::now() - start).count();
}

struct Opening {
  double opened = -1, rows = -1, board = -1, order = -1, texts = -1;  ///< ms after open() was called
};

Opening open(const QString& file) {
  CitySession session;
  CaseKeeper keeper(session);
  IncidentModel model(session, keeper);
  Opening at;
  const auto start = DeskClock::now();
  const auto note = [&](double& when) {
    if (when < 0) when = since(start);
  };
  QObject::connect(&session, &CitySession::opened, [&] { note(at.opened); });
  QObject::connect(&model, &IncidentModel::loaded, [&] {
    if (model.rowCount() > 0) note(at.rows);
    if (!model.isPartial()) note(at.order);
  });
  QObject::connect(&keeper, &CaseKeeper::ready, [&] {
    if (keeper.hasTexts()) note(at.texts);
    session.read(
        QStringLiteral("board"),
        [table = keeper.table()](const store::CityDatabase&, Progress&) { return table->board(utcNow(), "leader"); },
        &session, [&](const city::CaseBoard&) { note(at.board); });
  });
  session.open(file);
  while (at.texts < 0 || at.board < 0 || at.order < 0) {
    QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    if (since(start) > 300'000) throw std::runtime_error("it never came");
  }
  std::printf("  opened %7.1f · first rows %7.1f · board %7.1f · whole list %7.1f · texts %7.1f ms\n", at.opened,
              at.rows, at.board, at.order, at.texts);
  return at;
}

void runUntilTrue(const std::function<bool()>& done) {
  const auto start = DeskClock::now();
  while (!done()) {
    QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    if (since(start) > 300'000) throw std::runtime_error("it never came");
  }
}

/// Milliseconds from the start of a write to the board that counts it, for reports and for what undo takes back.
std::vector<double> changes(const QString& file) {
  CitySession session;
  CaseKeeper keeper(session);
  std::int64_t open = -1;
  bool ready = false;
  const auto count = [&] {
    session.read(
        QStringLiteral("board"),
        [table = keeper.table()](const store::CityDatabase&, Progress&) { return table->board(utcNow(), "leader"); },
        &session, [&](const city::CaseBoard& board) { open = board.all.open; });
  };
  QObject::connect(&keeper, &CaseKeeper::ready, [&] {
    ready = keeper.hasTexts();
    count();
  });
  QObject::connect(&keeper, &CaseKeeper::updated, count);
  session.open(file);
  runUntilTrue([&] { return ready && open >= 0; });
  const store::LayerInfo* cases = session.layer(QStringLiteral("city_incident"));
  const geom::MapPoint middle = cases->extent.centre();
  // the click comes first: it reads the city's code tables and the layers of the place
  bool clicked = false;
  session.write(
      QStringLiteral("click"),
      [middle](const store::CityDatabase& city, Progress&) { (void)city::IncidentDesk(city).places().around(middle); },
      &session, [&clicked] { clicked = true; });
  runUntilTrue([&] { return clicked; });
  std::vector<double> took;
  for (int i = 0; i < kBoardChanges; ++i) {
    const bool isReport = i % 2 == 0;
    const std::int64_t wanted = open + (isReport ? 1 : -1);
    const auto start = DeskClock::now();
    session.write(
        QStringLiteral("change"),
        [isReport, middle](const store::CityDatabase& city, Progress&) {
          city::IncidentDraft draft;
          draft.category = "06010";
          draft.at = middle;
          draft.description = "a cover is missing at the crossing";
          if (isReport)
            (void)city::IncidentDesk(city).report(draft, "bench");
          else
            (void)store::undo(city, "bench");
        },
        &session, [] {});
    runUntilTrue([&] { return open == wanted; });
    took.push_back(since(start));
  }
  return took;
}

int run(const QString& file, bool withChanges) {
  std::printf("%s\n%s\n", qPrintable(file), bench::machineLine().c_str());
  {
    const store::CityDatabase city = store::CityDatabase::open(platform::pathFromUtf8(toUtf8(file)));
    Progress progress;
    (void)snapshot::openOrBuild(city, store::layerByName(city.connection(), "city_incident"), progress);
  }
  std::printf("once before, from a disk that may be cold:\n");
  (void)open(file);
  std::vector<double> rows, board;
  for (int i = 0; i < kOpenings; ++i) {
    const Opening at = open(file);
    rows.push_back(at.rows - at.opened);
    board.push_back(at.board - at.opened);
  }
  const auto median = [](std::vector<double>& all) {
    std::sort(all.begin(), all.end());
    return all[all.size() / 2];
  };
  std::printf("  after the city is open: first rows %.1f ms (wanted %.0f), board %.1f ms (wanted %.0f)\n", median(rows),
              kWantedRows, median(board), kWantedBoard);
  if (!withChanges) return 0;
  std::vector<double> took = changes(file);
  const double half = median(took);
  std::printf("  from a change to the board that counts it: median %.1f, longest %.1f ms (wanted %.0f)\n", half,
              took.back(), kWantedUpdate);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const QCoreApplication app(argc, argv);
    if (argc < 2) return std::puts("skipped: bench_desk CITY names a city with cases"), 0;
    return run(QString::fromLocal8Bit(argv[1]), argc > 2 && std::strcmp(argv[2], "change") == 0);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_desk: %s\n", error.what());
    return 1;
  }
}
