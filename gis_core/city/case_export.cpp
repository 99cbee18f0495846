// Handing cases out in the columns of the common platform.
#include "gis_core/city/case_exchange.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/case_rows.h"
#include "gis_core/io/list_writer.h"

namespace gis::city {
namespace {

using Cells = std::vector<io::ListCell>;

void put(Cells& cells, CaseField field, std::string text) {
  if (!text.empty()) cells[static_cast<std::size_t>(field)] = std::move(text);
}

/// "2026-06-01 08:30:00" of the city's zone, as platforms write it; parts of a second only when there are some.
std::string localTime(const std::string& isoUtc) {
  if (isoUtc.empty()) return {};
  const std::string iso = toIsoWithOffset(parseIso(isoUtc, 0), kCityOffsetMinutes);
  std::string local = iso.substr(0, iso.size() - 6);
  local[10] = ' ';
  return local;
}

const char* kindWord(const std::string& kind) {
  if (kind == "component") return "部件";
  if (kind == "event") return "事件";
  return kind == "matter" ? "事项" : "";
}

std::string majorOf(const Incident& incident) {
  if (incident.kind.empty() || incident.category.empty()) return {};
  const Category* category =
      CodeTables::current().category(incident.codeSystem, categoryKindFromName(incident.kind), incident.category);
  return category != nullptr ? category->majorZh : std::string();
}

const std::string& nameOrCode(const std::string& name, const std::string& code) {
  return name.empty() ? code : name;
}

void putWhat(Cells& cells, const Incident& one) {
  put(cells, CaseField::number, one.caseNo.empty() ? one.reportNo : one.caseNo);
  put(cells, CaseField::description, one.description);
  put(cells, CaseField::source, one.source);
  put(cells, CaseField::kind, kindWord(one.kind));
  put(cells, CaseField::major, majorOf(one));
  put(cells, CaseField::categoryName, one.categoryName);
  put(cells, CaseField::category, one.category);
  put(cells, CaseField::system, one.codeSystem);
  put(cells, CaseField::component, one.component);
  put(cells, CaseField::urgency, one.urgency == "urgent" ? "紧急" : "一般");
  put(cells, CaseField::department, one.department);
  put(cells, CaseField::condition, one.condition);
  if (one.reworkCount > 0) cells[static_cast<std::size_t>(CaseField::reworks)] = double(one.reworkCount);
  if (one.extensionCount > 0) cells[static_cast<std::size_t>(CaseField::extensions)] = double(one.extensionCount);
}

void putPlace(Cells& cells, const Incident& one) {
  put(cells, CaseField::address, one.address);
  put(cells, CaseField::district, nameOrCode(one.districtName, one.district));
  put(cells, CaseField::subdistrict, nameOrCode(one.subdistrictName, one.subdistrict));
  put(cells, CaseField::community, nameOrCode(one.communityName, one.community));
  put(cells, CaseField::grid, nameOrCode(one.grid, one.gridName));
  put(cells, CaseField::dutyGrid, one.dutyGrid);
  put(cells, CaseField::road, one.road);
  if (!one.at) return;
  cells[static_cast<std::size_t>(CaseField::x)] = one.at->x;
  cells[static_cast<std::size_t>(CaseField::y)] = one.at->y;
}

void putTimes(Cells& cells, const Incident& one) {
  const CaseState* state = CaseRules::shipped().state(one.state);
  put(cells, CaseField::state, state != nullptr ? state->zh : one.state);
  put(cells, CaseField::reportedAt, localTime(one.reportedAt));
  put(cells, CaseField::filedAt, localTime(one.filedAt));
  put(cells, CaseField::dispatchedAt, localTime(one.dispatchedAt));
  put(cells, CaseField::deadline, localTime(one.deadline));
  put(cells, CaseField::handledAt, localTime(one.handledAt));
  put(cells, CaseField::checkedAt, localTime(one.checkedAt));
  const bool inVain = one.state == "cancelled" || one.state == "not_accepted" || one.state == "merged";
  put(cells, inVain ? CaseField::cancelledAt : CaseField::closedAt, localTime(one.closedAt));
}

}  // namespace

CaseExportReport exportCases(const store::CityDatabase& city, const std::filesystem::path& file,
                             const CaseExportOptions& options, Progress& progress) {
  std::vector<std::string> headings;
  for (const CaseColumn& column : caseColumns())
    headings.push_back(options.platformNames ? column.platform : column.zh);
  CaseExportReport report;
  io::ListWriter writer(city, file, options.overwrite, headings);
  forEachCase(city, options, progress, [&](const Incident& one) {
    Cells cells(kCaseFields);
    putWhat(cells, one);
    putPlace(cells, one);
    putTimes(cells, one);
    writer.add(cells);
    ++report.written;
    report.withoutPlace += one.at ? 0 : 1;
  });
  writer.finish();
  return report;
}

}  // namespace gis::city
