// The case list and board on a city of many cases: CITYDESK_BENCH_CITY names it (copied by nobody: it is only read).
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "gis_core/base/platform/files.h"
#include "gis_core/city/bulletin.h"
#include "gis_core/city/case_log.h"
#include "gis_core/city/case_table.h"
#include "tests/bench/timed_process.h"

namespace {

using namespace gis;

double milliseconds(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

void say(const char* what, double ms, std::size_t rows) {
  std::printf("%-44s %9.1f ms  %zu\n", what, ms, rows);
}

int run(const char* file, bool withPapers) {
  const auto city = store::CityDatabase::open(platform::pathFromUtf8(file), store::OpenMode::readOnly);
  const std::int64_t cases = city::countIncidents(city, {});
  std::printf("%s: %lld cases\n", file, static_cast<long long>(cases));
  std::vector<city::Incident> first;
  city::IncidentFilter head;
  head.limit = 200;
  const double firstMs = milliseconds([&] { first = city::listIncidents(city, head); });
  say("first 200 rows from the city", firstMs, first.size());
  std::shared_ptr<city::CaseTable> table;
  Progress progress;
  const double loadMs = milliseconds([&] { table = city::CaseTable::load(city, progress); });
  say("all cases into memory", loadMs, std::size_t(table->size()));
  if (table->size() != cases) return std::fprintf(stderr, "the table lacks cases\n"), 1;
  city::CaseBoard board;
  const double boardMs = milliseconds([&] { board = table->board(utcNow(), "dispatcher"); });
  say("board", boardMs, std::size_t(board.all.open));
  say("texts into memory", milliseconds([&] { table->loadTexts(city, progress); }), std::size_t(table->size()));
  const auto order = [&](const char* what, const city::IncidentFilter& filter, city::CaseSort sort) {
    std::vector<std::int64_t> rows;
    say(what, milliseconds([&] { rows = table->rows(filter, sort); }), rows.size());
    return rows;
  };
  using Order = city::CaseOrder;
  order("newest first", {}, {});
  order("by deadline", {}, {Order::deadline, false});
  order("by number", {}, {Order::number, false});
  order("by place", {}, {Order::place, false});
  order("by description", {}, {Order::description, false});
  city::IncidentFilter filter;
  filter.overdueAt = utcNow();
  const auto overdue = order("overdue", filter, {Order::deadline, false});
  if (std::int64_t(overdue.size()) != city::countIncidents(city, filter))
    return std::fprintf(stderr, "memory and city disagree\n"), 1;
  filter = {};
  filter.role = "handler";
  order("waiting for the handler", filter, {});
  filter = {};
  filter.text = "井盖";
  const auto texts = order("text of two characters", filter, {});
  filter.text = "路";
  order("text of one character", filter, {});
  say("one case read anew", milliseconds([&] { table->update(city, {first.front().fid}); }), 1);
  city::CaseMoments last;
  std::size_t logged = 0;
  const double logMs = milliseconds([&] {
    (void)city::readCaseLog(city.connection(), {}, [&](std::int64_t, std::span<const city::LogStep> steps) {
      last = city::momentsOf(steps);
      ++logged;
    });
  });
  say("log of all cases, with their moments", logMs, logged);
  constexpr UtcMillis kThirtyDays = 30LL * 24 * 3'600'000;
  const UtcMillis newest = parseIso(first.front().reportedAt, 0);
  const std::pair month(newest - kThirtyDays, newest);
  city::Bulletin bulletin;
  const double bulletinMs = milliseconds([&] {
    bulletin = city::makeBulletin(city, {month.first, month.second, newest, {}}, progress);
  });
  say("bulletin as figures", bulletinMs, std::size_t(bulletin.total().counts.reported));
  if (withPapers) {
    // as a person makes it: PDF and spreadsheet, with the start of the program
    const auto folder = platform::makeScratchFolder("bench-bulletin");
    const auto path = [&](const char* name) { return platform::pathToUtf8(folder / name); };
    const auto day = [](UtcMillis time) { return toIsoWithOffset(time, kCityOffsetMinutes).substr(0, 10); };
    const bench::Measured made = bench::runMeasured(
        {platform::pathToUtf8(bench::programFolder() / "citydesk-cli"), "report", file, "--from", day(month.first),
         "--to", day(month.second - 1), "--bulletin", path("b.pdf"), "--bulletin", path("b.xlsx")},
        folder / "errors");
    say("bulletin as PDF and XLSX, whole program", made.wallSeconds * 1000, std::size_t(bulletin.tables.size()));
    std::printf("  of it processor time %.1f s; wanted: 10 s\n", made.cpuSeconds);
    const bool whole = made.status == 0 && std::filesystem::file_size(folder / "b.pdf") > 0;
    std::filesystem::remove_all(folder);
    if (!whole) return std::fprintf(stderr, "the bulletin was not made\n"), 1;
  }
  return texts.empty() ? 1 : 0;
}

}  // namespace

int main() {
  const char* file = std::getenv("CITYDESK_BENCH_CITY");
  if (file == nullptr) return std::puts("skipped: CITYDESK_BENCH_CITY names no city with cases"), 0;
  try {
    return run(file, std::filesystem::exists(bench::programFolder() / "citydesk-cli"));
  } catch (const std::exception& error) {
    return std::fprintf(stderr, "%s\n", error.what()), 1;
  }
}
