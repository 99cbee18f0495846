#include "gis_core/city/bulletin.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/value_text.h"

namespace gis::city {
namespace {

constexpr UtcMillis kOneHour = 3600LL * 1000, kOneDay = 24 * kOneHour;
constexpr std::size_t kPeriods = 6;
constexpr std::array kBulletinTables{"department", "district", "subdistrict",  "category",  "source",
                                     "inspector",  "acceptor", "shift_leader", "dispatcher"};

std::string localIso(UtcMillis time) {
  return toIsoWithOffset(time, kCityOffsetMinutes);
}
bool isMonthStart(UtcMillis time) {
  return localIso(time).substr(7, 12) == "-01T00:00:00";
}
/// The first moment of the month in which `time` lies.
UtcMillis monthStart(UtcMillis time) {
  return parseIso(localIso(time).substr(0, 7) + "-01", kCityOffsetMinutes);
}

std::vector<BulletinArea> areasOf(const store::CityDatabase& city, const store::LayerInfo& layer,
                                  const CaseFigures& figures, const std::string& within) {
  std::vector<BulletinArea> areas;
  store::FeatureRequest request;
  request.allFields = false;
  request.fields = {layer.roleCodeField};
  if (!layer.roleNameField.empty() && layer.roleNameField != layer.roleCodeField)
    request.fields.push_back(layer.roleNameField);
  store::readFeatures(city.connection(), layer, request, [&](store::Feature& feature) {
    BulletinArea area;
    area.code = store::textOf(feature.values[0]);
    area.name = feature.values.size() > 1 ? store::textOf(feature.values[1]) : area.code;
    area.wkb = std::move(feature.wkb);
    for (const FigureGroup& group : figures.groups) {
      if (group.code == area.code) area.reported = group.counts.reported;
    }
    // codes of divisions begin with that of the division above
    if (area.code.rfind(within, 0) == 0 || area.reported > 0) areas.push_back(std::move(area));
    return true;
  });
  return areas;
}

/// The finer areas, unless there are so many that a page cannot show them.
void addAreas(const store::CityDatabase& city, Bulletin& bulletin) {
  constexpr std::int64_t kMostAreas = 400;
  for (const char* role : {"subdistrict", "district"}) {
    const auto layer = store::layerOfRole(city.connection(), role);
    const CaseFigures* figures = bulletin.table(role);
    if (!layer || layer->roleCodeField.empty() || layer->count == 0 || layer->count > kMostAreas ||
        figures == nullptr || !layer->geometryType || !layer->crs.equivalentTo(city.crs()))
      continue;
    bulletin.areas = areasOf(city, *layer, *figures, bulletin.query.within);
    bulletin.areaRole = role;
    bulletin.areasAreGeographic = city.crs().isGeographic();
    return;
  }
}

/// Titles of counts; figures have theirs in indicators.csv.
Message countTitle(std::string_view id) {
  if (id == "reported") return GIS_TR("Reported");
  if (id == "accepted") return GIS_TR("Accepted");
  if (id == "filed") return GIS_TR("Filed");
  if (id == "dispatched") return GIS_TR("Dispatched");
  if (id == "should_handle") return GIS_TR("Due");
  if (id == "handled") return GIS_TR("Handled");
  if (id == "should_close") return GIS_TR("To close");
  return GIS_TR("Closed");
}

std::string twoDecimals(double value) {
  const auto hundredths = static_cast<long long>(std::llround(value * 100));
  const std::string part = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + (part.size() < 2 ? ".0" : ".") + part;
}

std::vector<const char*> columnIds(std::string_view by) {
  if (by == "department")
    return {"should_handle", "handled",        "disposal_rate",   "ontime_disposal_rate", "overdue_pending_rate",
            "rework_rate",   "extension_rate", "avg_handle_time", "score_department"};
  if (by == "inspector")
    return {"reported", "valid_report_rate", "miss_rate", "verify_ontime_rate", "check_ontime_rate", "score_inspector"};
  if (by == "acceptor")
    return {"accepted", "verify_send_ontime_rate", "check_send_ontime_rate", "error_rate", "score_acceptor"};
  if (by == "shift_leader")
    return {"filed", "ontime_filing_rate", "accurate_filing_rate", "ontime_closing_rate", "score_shift_leader"};
  if (by == "dispatcher")
    return {"dispatched", "ontime_dispatch_rate", "accurate_dispatch_rate", "return_rate", "score_dispatcher"};
  return {"reported",    "filed",          "should_close", "closed", "closing_rate", "ontime_closing_rate",
          "rework_rate", "completion_rate"};
}

io::BookRow figureRow(const FigureGroup& group, const std::string& name, const char* score) {
  io::BookRow row;
  row.cells.push_back(group.rank > 0 ? io::BookCell{std::int64_t{group.rank}} : io::BookCell{});
  row.cells.push_back({group.code});
  row.cells.push_back({name});
  const auto& kinds = figureKinds();
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (!group.figures[i]) {
      row.cells.emplace_back();
    } else if (kinds[i].unit == FigureUnit::count) {
      row.cells.push_back({static_cast<std::int64_t>(*group.figures[i])});
    } else {
      row.cells.push_back({*group.figures[i]});
    }
  }
  const bool timed = group.times.cases > 0;
  row.cells.push_back(timed ? io::BookCell{group.times.median} : io::BookCell{});
  row.cells.push_back(timed ? io::BookCell{group.times.p90} : io::BookCell{});
  const std::optional<double> points = group.figures[figurePlace(score)];
  row.cells.push_back(points ? io::BookCell{std::string(gradeOf(*points))} : io::BookCell{});
  return row;
}

/// "Figures of cases, 2026-06-01 to 2026-06-30", the moment, the definitions.
std::vector<std::string> headLines(UtcMillis from, UtcMillis to, UtcMillis asOf, const FigureRules& rules,
                                   const io::Say& say) {
  std::vector<std::string> lines;
  lines.push_back(
      say({GIS_TR("Figures of cases, {0} to {1}"), {localIso(from).substr(0, 10), localIso(to - 1).substr(0, 10)}}));
  lines.push_back(say({GIS_TR("As of {0}"), {localIso(asOf).substr(0, 19)}}));
  for (const Message& definition : figureDefinitions(rules)) lines.push_back(say(definition));
  return lines;
}

io::BookSheet overviewSheet(const Bulletin& bulletin, bool chinese, const io::Say& say) {
  io::BookSheet sheet;
  sheet.name = say(GIS_TR("Overview"));
  sheet.lines = headLines(bulletin.query.from, bulletin.query.to, bulletin.query.asOf, bulletin.query.rules, say);
  if (!bulletin.within.empty())
    sheet.lines.insert(sheet.lines.begin() + 1, say({GIS_TR("Only of {0}"), {bulletin.within}}));
  for (const NotComputed& one : bulletin.notComputed)
    sheet.lines.push_back(figureName(one.id, chinese) + ": " + say(one.why));
  sheet.columns = {say(GIS_TR("Figure"))};
  sheet.widths = {30};
  for (const BulletinPeriod& period : bulletin.periods) {
    sheet.columns.push_back(localIso(period.from).substr(0, 10));
    sheet.widths.push_back(12);
  }
  const auto& kinds = figureKinds();
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    io::BookRow row;
    std::string title = figureName(kinds[i].id, chinese);
    if (kinds[i].unit == FigureUnit::percent) title += " %";
    row.cells.push_back({std::move(title)});
    for (const BulletinPeriod& period : bulletin.periods) {
      const auto& value = period.total.figures[i];
      if (!value) {
        row.cells.emplace_back();
      } else if (kinds[i].unit == FigureUnit::count) {
        row.cells.push_back({static_cast<std::int64_t>(*value)});
      } else {
        row.cells.push_back({*value});
      }
    }
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

}  // namespace

const CaseFigures* Bulletin::table(std::string_view by) const {
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const Table& one) { return one.by == by; });
  return found == tables.end() ? nullptr : &found->figures;
}

std::pair<UtcMillis, UtcMillis> periodBefore(UtcMillis from, UtcMillis to) {
  if (isMonthStart(from) && isMonthStart(to) && monthStart(to - kOneDay) == from)
    return {monthStart(from - kOneDay), from};
  return {from - (to - from), from};
}

Bulletin makeBulletin(const store::CityDatabase& city, const BulletinQuery& query, Progress& progress) {
  return makeBulletin(city, query, {"city", query.from, query.to, query.asOf, query.rules, query.within}, progress)
      .first;
}

std::pair<Bulletin, CaseFigures> makeBulletin(const store::CityDatabase& city, const BulletinQuery& query,
                                              const FigureQuery& beside, Progress& progress) {
  Bulletin bulletin;
  bulletin.query = query;
  std::vector<FigureQuery> queries;
  queries.reserve(std::size(kBulletinTables) + kPeriods);
  for (const char* by : kBulletinTables)
    queries.push_back({by, query.from, query.to, query.asOf, query.rules, query.within});
  std::pair<UtcMillis, UtcMillis> period{query.from, query.to};
  for (std::size_t i = 0; i < kPeriods; ++i) {
    queries.push_back({"city", period.first, period.second, query.asOf, query.rules, query.within});
    bulletin.periods.insert(bulletin.periods.begin(), {period.first, period.second, {}});
    period = periodBefore(period.first, period.second);
  }
  queries.push_back(beside);
  std::vector<CaseFigures> answers = caseFigures(city, queries, progress);
  for (std::size_t i = 0; i < kPeriods; ++i)
    bulletin.periods[kPeriods - 1 - i].total = std::move(answers[kBulletinTables.size() + i].total);
  for (std::size_t i = 0; i < kBulletinTables.size(); ++i) {
    const auto& groups = answers[i].groups;
    const bool named =
        std::any_of(groups.begin(), groups.end(), [](const FigureGroup& one) { return !one.code.empty(); });
    if (named) bulletin.tables.push_back({kBulletinTables[i], std::move(answers[i])});
  }
  if (!query.within.empty()) {
    bulletin.within = query.within;
    for (const BulletinDivision& one : bulletinDivisions(city)) {
      if (one.code == query.within) bulletin.within = one.name;
    }
  }
  addAreas(city, bulletin);
  bulletin.notComputed = notComputed(bulletin.total().counts);
  return {std::move(bulletin), std::move(answers.back())};
}

std::vector<BulletinDivision> bulletinDivisions(const store::CityDatabase& city) {
  std::vector<BulletinDivision> all;
  for (const char* role : {"district", "subdistrict"}) {
    const auto layer = store::layerOfRole(city.connection(), role);
    if (!layer || layer->roleCodeField.empty()) continue;
    store::FeatureRequest request;
    request.allFields = false;
    request.geometry = false;
    request.fields = {layer->roleCodeField};
    if (!layer->roleNameField.empty() && layer->roleNameField != layer->roleCodeField)
      request.fields.push_back(layer->roleNameField);
    store::readFeatures(city.connection(), *layer, request, [&](store::Feature& feature) {
      BulletinDivision one{role, store::textOf(feature.values[0]), {}};
      one.name = feature.values.size() > 1 ? store::textOf(feature.values[1]) : one.code;
      if (!one.code.empty()) all.push_back(std::move(one));
      return true;
    });
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
  all.erase(std::unique(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.code == b.code; }),
            all.end());
  return all;
}

void requireDivision(const store::CityDatabase& city, const std::string& code) {
  const auto all = bulletinDivisions(city);
  if (std::any_of(all.begin(), all.end(), [&](const BulletinDivision& one) { return one.code == code; })) return;
  store::Statement row(city.connection(),
                       "SELECT 1 FROM city_incident WHERE ?1 IN (district, subdistrict, community) LIMIT 1");
  if (row.bind(1, code).step()) return;
  throw Error(ErrorCode::notFound, {GIS_TR("there are no figures of \"{0}\""), {code}},
              GIS_TR("no district, subdistrict or community has this code"));
}

std::vector<BulletinColumn> bulletinColumns(std::string_view by, bool chinese, const io::Say& say) {
  std::vector<BulletinColumn> columns;
  for (const char* id : columnIds(by)) {
    const std::size_t place = figurePlace(id);
    if (place == figureKinds().size()) {
      columns.push_back({say(countTitle(id)), id, 0.8});
      continue;
    }
    std::string title = figureName(id, chinese);
    if (figureKinds()[place].unit == FigureUnit::percent) title += " %";
    if (figureKinds()[place].unit == FigureUnit::minutes) title += say(GIS_TR(" (minutes)"));
    columns.push_back({std::move(title), id, 1});
  }
  return columns;
}

std::string bulletinCell(const FigureGroup& group, const BulletinColumn& column) {
  const std::size_t place = figurePlace(column.id);
  if (place < figureKinds().size()) {
    const auto& value = group.figures[place];
    if (!value) return "-";
    return figureKinds()[place].unit == FigureUnit::count ? std::to_string(std::llround(*value)) : twoDecimals(*value);
  }
  for (const CountName& one : countNames()) {
    if (one.name == column.id) return std::to_string(group.counts.*one.member);
  }
  return "-";
}

Message bulletinHeading(std::string_view by) {
  if (by == "department") return GIS_TR("Departments");
  if (by == "district") return GIS_TR("Districts");
  if (by == "subdistrict") return GIS_TR("Subdistricts");
  if (by == "community") return GIS_TR("Communities");
  if (by == "grid") return GIS_TR("Unit grids");
  if (by == "category") return GIS_TR("Categories");
  if (by == "source") return GIS_TR("Sources");
  if (by == "inspector") return GIS_TR("Inspectors");
  if (by == "acceptor") return GIS_TR("Acceptors");
  if (by == "shift_leader") return GIS_TR("Shift leaders");
  if (by == "dispatcher") return GIS_TR("Dispatchers");
  return GIS_TR("City");
}

io::BookSheet figureSheet(const CaseFigures& figures, const FigureQuery& query, bool chinese, const io::Say& say) {
  const char* score = scoreOfGrouping(query.by);
  io::BookSheet sheet;
  sheet.name = say(GIS_TR("Figures"));
  sheet.lines = headLines(query.from, query.to, query.asOf, query.rules, say);
  for (const NotComputed& one : notComputed(figures.total.counts))
    sheet.lines.push_back(figureName(one.id, chinese) + ": " + say(one.why));
  sheet.columns = {say(GIS_TR("Rank")), say(GIS_TR("Code")), say(GIS_TR("Name"))};
  sheet.widths = {6, 16, 24};
  const auto addColumn = [&](std::string title) {
    sheet.widths.push_back(std::max(9.0, static_cast<double>(title.size()) * 0.7));
    sheet.columns.push_back(std::move(title));
  };
  for (const FigureKind& kind : figureKinds())
    addColumn(figureName(kind.id, chinese) + (kind.unit == FigureUnit::percent ? " %" : ""));
  addColumn(say(GIS_TR("Median handling time")));
  addColumn(say(GIS_TR("90 % handled within")));
  addColumn(say(GIS_TR("Grade")));
  for (const FigureGroup& group : figures.groups) sheet.rows.push_back(figureRow(group, group.name, score));
  sheet.rows.push_back(figureRow(figures.total, say(GIS_TR("All")), score));
  sheet.rows.back().strong = true;
  return sheet;
}

std::vector<io::BookSheet> bulletinSheets(const Bulletin& bulletin, bool chinese, const io::Say& say) {
  std::vector<io::BookSheet> sheets{overviewSheet(bulletin, chinese, say)};
  for (const Bulletin::Table& table : bulletin.tables) {
    const BulletinQuery& query = bulletin.query;
    io::BookSheet sheet =
        figureSheet(table.figures, {table.by, query.from, query.to, query.asOf, query.rules}, chinese, say);
    sheet.name = say(bulletinHeading(table.by));
    sheet.lines.resize(2);  // the definitions stand on the first sheet
    if (!bulletin.within.empty())
      sheet.lines.insert(sheet.lines.begin() + 1, say({GIS_TR("Only of {0}"), {bulletin.within}}));
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

}  // namespace gis::city
