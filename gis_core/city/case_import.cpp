// Taking in a list of cases: positions are read and looked up first, then everything is written in one transaction.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/base/uuid.h"
#include "gis_core/city/case_exchange.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/case_record.h"
#include "gis_core/city/incident_rows.h"
#include "gis_core/city/place.h"
#include "gis_core/crs/web_offset.h"
#include "gis_core/io/table_columns.h"
#include "gis_core/store/case_edit.h"
#include "gis_core/store/value_text.h"

namespace gis::city {
namespace {

constexpr const char* kHeadingsSetting = "case_list_headings";
constexpr const char* kPositionsSetting = "case_positions";
/// Two positions are one when they are nearer: degrees are handed on with some nine decimals.
constexpr double kSamePlaceMetres = 0.005;
constexpr double kMetresOfADegree = 111'000;
/// A position further away than this from what the city holds is a slip, not a case of this city.
constexpr double kFarthestKilometres = 500;

/// Numbers of x and y of each record; nothing where they are no numbers.
using Numbers = std::vector<std::optional<geom::MapPoint>>;

Numbers numbersOf(const std::vector<CaseRecord>& records) {
  Numbers numbers;
  for (const CaseRecord& record : records) {
    const auto x = io::numberOf(record[CaseField::x]), y = io::numberOf(record[CaseField::y]);
    // platforms write 0, 0 for a case without a place
    if (x && y && std::isfinite(*x) && std::isfinite(*y) && (*x != 0 || *y != 0)) {
      numbers.emplace_back(geom::MapPoint{*x, *y});
    } else {
      numbers.emplace_back();
    }
  }
  return numbers;
}

/// The box of the middle half of the numbers, so that slips do not decide how they are read.
geom::Envelope usualBox(const Numbers& numbers) {
  std::vector<double> xs, ys;
  for (const auto& one : numbers) {
    if (!one) continue;
    xs.push_back(one->x);
    ys.push_back(one->y);
  }
  geom::Envelope box;
  if (xs.empty()) return box;
  std::sort(xs.begin(), xs.end());
  std::sort(ys.begin(), ys.end());
  const std::size_t cut = xs.size() / 4;
  box.include(xs[cut], ys[cut]);
  box.include(xs[xs.size() - 1 - cut], ys[ys.size() - 1 - cut]);
  return box;
}

/// How the list's numbers are to be read; nothing when no reading brings them near the city.
std::optional<io::PlaceReading> readingOf(const Numbers& numbers, const io::CityPlace& place,
                                          const CaseImportOptions& options) {
  const geom::Envelope box = usualBox(numbers);
  if (options.placeCrs)
    return io::PlaceReading{*options.placeCrs, false,
                            options.placeCrs->isGeographic() ? options.offset : io::WebOffset::none};
  if (box.isEmpty()) return std::nullopt;
  std::optional<io::PlaceReading> reading;
  for (const bool swapped : {false, true}) {
    const io::CrsCandidate own = io::placed(box, {place.crs, swapped, io::WebOffset::none}, place);
    if (!reading && own.kilometres >= 0 && own.kilometres < kFarthestKilometres) reading = own.reading;
  }
  if (!reading) {
    for (const io::CrsCandidate& one : io::rankCrs(box, place)) {
      if (one.reading.offset != io::WebOffset::none || one.kilometres < 0 || one.kilometres > kFarthestKilometres)
        continue;
      reading = one.reading;
      break;
    }
  }
  if (reading && reading->crs.isGeographic()) reading->offset = options.offset;
  return reading;
}

geom::MapPoint withoutOffset(geom::MapPoint p, io::WebOffset offset) {
  if (offset == io::WebOffset::none) return p;
  geom::GeoPoint at{p.x, p.y};
  if (offset == io::WebOffset::bd09) at = crs::gcj02FromBd09(at);
  at = crs::wgs84FromGcj02(at);
  return {at.lon, at.lat};
}

/// Where the records lie, in the city's CRS.
std::vector<std::optional<geom::MapPoint>> positionsOf(const store::CityDatabase& city,
                                                       const std::vector<CaseRecord>& records,
                                                       const CaseImportOptions& options, CaseImportReport& report) {
  Numbers numbers = numbersOf(records);
  const io::CityPlace place = io::placeOfCity(city);
  const auto reading = readingOf(numbers, place, options);
  const bool any = std::any_of(numbers.begin(), numbers.end(), [](const auto& one) { return one.has_value(); });
  if (!reading) {
    if (any)
      report.warnings.emplace_back(
          GIS_TR("the positions lie nowhere near the city and were left out; name their system"
                 " (--positions-crs)"));
    return std::vector<std::optional<geom::MapPoint>>(records.size());
  }
  report.placeCrs = reading->crs.identifier();
  if (any) report.offset = reading->offset;
  const crs::Transformer toCity(reading->crs, city.crs());
  std::size_t far = 0;
  for (auto& one : numbers) {
    if (!one) continue;
    if (reading->swappedAxes) std::swap(one->x, one->y);
    try {
      *one = toCity.apply(withoutOffset(*one, reading->offset));
    } catch (const Error&) {
      one.reset();
      ++far;
      continue;
    }
    const double reach =
        place.crs.isGeographic() ? kFarthestKilometres * 1000 / kMetresOfADegree : kFarthestKilometres * 1000;
    geom::Envelope near = place.extent;
    if (near.isEmpty()) continue;
    if (one->x < near.minX - reach || one->x > near.maxX + reach || one->y < near.minY - reach ||
        one->y > near.maxY + reach) {
      one.reset();
      ++far;
    }
  }
  if (far > 0)
    report.warnings.push_back(
        {GIS_TR("{0} positions lie far away from the city and were left out"), {std::to_string(far)}});
  return numbers;
}

/// Rows of one number become one record, in the order of the first ones; later cells win.
std::vector<CaseRecord> joinedByNumber(const std::vector<CaseRecord>& records, CaseImportReport& report) {
  std::vector<CaseRecord> joined;
  std::unordered_map<std::string, std::size_t> places;
  for (const CaseRecord& record : records) {
    ++report.read;
    const std::string& number = record[CaseField::number];
    if (number.empty()) {
      report.refused.push_back({record.row, GIS_TR("it has no case number")});
      continue;
    }
    const auto [place, fresh] = places.emplace(number, joined.size());
    if (fresh) {
      joined.push_back(record);
      continue;
    }
    ++report.repeated;
    for (std::size_t field = 0; field < kCaseFields; ++field) {
      if (!record.cells[field].empty()) joined[place->second].cells[field] = record.cells[field];
    }
  }
  return joined;
}

std::optional<Incident> caseOfNumber(const store::CityDatabase& city, const std::string& number) {
  for (const char* column : {"case_no", "report_no"}) {
    store::Statement find(city.connection(), "SELECT " + incidentColumns(city.connection()) +
                                                 " FROM city_incident WHERE " + column + " = ?1 ORDER BY fid LIMIT 1");
    find.bind(1, number);
    if (find.step()) return readIncident(find);
  }
  return std::nullopt;
}

bool isTerminal(const std::string& state) {
  const CaseState* known = CaseRules::shipped().state(state);
  return known != nullptr && known->terminal;
}

/// Has a case of this state a case number?
bool isFiled(const std::string& state) {
  return state != "draft" && state != "reported" && state != "pending_register" && state != "pending_verify" &&
         state != "not_accepted" && state != "merged";
}

std::string placeText(geom::MapPoint at) {
  return store::textOf(at.x) + "," + store::textOf(at.y);
}

class CaseImporter {
 public:
  CaseImporter(const store::CityDatabase& city, const CaseImportOptions& options, CaseImportReport& report)
      : m_city(city), m_options(options), m_places(city), m_reader(city, options.states, report), m_report(report) {}

  /// Looks up what lies at a new position, so that it is known before the write lock is taken.
  void look(const CaseRecord& record, const std::optional<geom::MapPoint>& at) {
    if (!at) return;
    const std::optional<Incident> was = caseOfNumber(m_city, record[CaseField::number]);
    if (isMoved(at, was ? was->at : std::nullopt)) m_looked.emplace(record.row, m_places.at(*at));
  }

  /// The row to write for a record, if any; the outcome goes into the report.
  void take(const CaseRecord& record, const std::optional<geom::MapPoint>& at, std::vector<store::RowEdit>& rows) {
    CaseOutcome outcome;
    outcome.row = record.row;
    outcome.number = record[CaseField::number];
    const std::optional<Incident> was = caseOfNumber(m_city, outcome.number);
    Incident is = was.value_or(Incident{});
    outcome.isNew = !was;
    ToldCase told = m_reader.read(record);
    if (outcome.isNew && !completeNew(record, told)) return;
    if (m_options.states == StateRule::checked) addPartnerState(is, told);
    store::RowEdit row;
    row.table = "city_incident";
    if (isMoved(at, is.at)) movePlace(*at, is, row.values, outcome);
    m_reader.addAreas(record, is, told);
    addTexts(told, is, row.values, outcome);
    addNumbers(told, is, row.values, outcome);
    outcome.toPlace = !is.at;
    m_report.toPlace += outcome.toPlace ? 1 : 0;
    if (outcome.isNew) {
      ++m_report.added;
      row.kind = store::RowEdit::Kind::insert;
      row.uid = newUuid();
      outcome.uid = m_options.plan ? std::string() : row.uid;
      outcome.differences.clear();
    } else {
      outcome.uid = is.uid;
      row.fid = is.fid;
      ++(row.values.empty() ? m_report.unchanged : m_report.updated);
    }
    addMapped(is, row.values);
    if (!row.values.empty()) {
      row.values.emplace_back("updated_at", toIsoUtc(utcNow()));
      rows.push_back(std::move(row));
    }
    m_report.outcomes.push_back(std::move(outcome));
  }
  void finish() { m_reader.tellWarnings(); }

 private:
  /// With a new category goes its code in the other generation.
  static void addMapped(const Incident& is, store::ColumnValues& values) {
    if (std::none_of(values.begin(), values.end(), [](const auto& one) { return one.first == "category"; })) return;
    const CodeTables& tables = CodeTables::current();
    const Category* mapped = nullptr;
    for (const CategoryKind kind : {CategoryKind::matter, CategoryKind::component, CategoryKind::event}) {
      if (categoryKindName(kind) != is.kind) continue;
      if (const Category* known = tables.category(is.codeSystem, kind, is.category)) mapped = tables.mapped(*known);
    }
    values.emplace_back("mapped_category", textOrNull(mapped != nullptr ? mapped->code : std::string()));
  }
  /// What a new case needs beside what is told. False: it cannot be kept, and the report says why.
  bool completeNew(const CaseRecord& record, ToldCase& told) {
    const auto tells = [&](std::string_view column) {
      return std::any_of(told.texts.begin(), told.texts.end(),
                         [&](const auto& one) { return column == one.first.column; });
    };
    if (!tells("reported_at")) {
      m_report.refused.push_back(
          {record.row, record.has(CaseField::reportedAt)
                           ? Message(GIS_TR("\"{0}\" is no time of a report"), {record[CaseField::reportedAt]})
                           : Message(GIS_TR("it has no time of the report"))});
      return false;
    }
    if (!tells("category")) told.texts.push_back({{"category", &Incident::category}, std::string()});
    if (!tells("state"))
      told.texts.push_back(
          {{"state", &Incident::state}, told.closedElsewhere ? std::string("pending_check") : std::string("reported")});
    told.texts.push_back({{"report_no", &Incident::reportNo}, record[CaseField::number]});
    for (const auto& [column, value] : std::vector(told.texts)) {
      if (column.column != std::string_view("state")) continue;
      // somebody must be able to take the next step
      if (value == "pending_check") told.texts.push_back({{"desk", &Incident::desk}, "acceptor"});
      if (value == "returned") told.texts.push_back({{"came_from", &Incident::cameFrom}, "dispatcher"});
    }
    return true;
  }

  /// A case that the partner calls closed goes to check, unless it is there or beyond.
  static void addPartnerState(const Incident& is, ToldCase& told) {
    const bool moves = told.closedElsewhere && !isTerminal(is.state) && is.state != "pending_check";
    if (!moves)
      std::erase_if(told.texts, [](const auto& one) { return one.first.column == std::string_view("handled_at"); });
    if (!moves || is.uid.empty()) return;
    told.texts.push_back({{"state", &Incident::state}, "pending_check"});
    told.texts.push_back({{"desk", &Incident::desk}, "acceptor"});
  }

  [[nodiscard]] bool isMoved(const std::optional<geom::MapPoint>& at, const std::optional<geom::MapPoint>& was) const {
    if (!at || !was) return at.has_value();
    const double same = m_city.crs().isGeographic() ? kSamePlaceMetres / kMetresOfADegree : kSamePlaceMetres;
    return std::hypot(at->x - was->x, at->y - was->y) > same;
  }

  void movePlace(geom::MapPoint at, Incident& is, store::ColumnValues& values, CaseOutcome& outcome) {
    outcome.differences.push_back({"geometry", is.at ? placeText(*is.at) : std::string(), placeText(at)});
    const auto looked = m_looked.find(outcome.row);
    const Place place = looked != m_looked.end() ? looked->second : m_places.at(at);
    addPlaceValues(values, place);
    is.at = at;
    const auto codeOf = [](const std::optional<PlaceHit>& hit) { return hit ? hit->code : std::string(); };
    const auto nameOf = [](const std::optional<PlaceHit>& hit) { return hit ? hit->name : std::string(); };
    is.grid = codeOf(place.grid);
    is.gridName = nameOf(place.grid);
    is.dutyGrid = codeOf(place.dutyGrid);
    is.community = codeOf(place.community);
    is.communityName = nameOf(place.community);
    is.subdistrict = codeOf(place.subdistrict);
    is.subdistrictName = nameOf(place.subdistrict);
    is.district = codeOf(place.district);
    is.districtName = nameOf(place.district);
    is.road = place.roadName();
  }

  static void addTexts(const ToldCase& told, Incident& is, store::ColumnValues& values, CaseOutcome& outcome) {
    std::string state = is.state;
    for (const auto& [column, value] : told.texts) {
      if (column.column == std::string_view("state")) state = value;
      const std::string& before = is.*column.member;
      if (before == value && !(outcome.isNew && value.empty())) continue;
      outcome.differences.push_back({column.column, before, value});
      setValue(values, column.column, value.empty() ? store::Value(std::string()) : store::Value(value));
      is.*column.member = value;
    }
    if (is.caseNo.empty() && isFiled(state) && !outcome.number.empty()) {
      outcome.differences.push_back({"case_no", "", outcome.number});
      setValue(values, "case_no", outcome.number);
    }
  }
  static void addNumbers(const ToldCase& told, const Incident& is, store::ColumnValues& values, CaseOutcome& outcome) {
    const auto add = [&](const char* column, const std::optional<int>& value, int before) {
      if (!value || *value == before) return;
      outcome.differences.push_back({column, std::to_string(before), std::to_string(*value)});
      setValue(values, column, std::int64_t{*value});
    };
    add("rework_count", told.reworks, is.reworkCount);
    add("extension_count", told.extensions, is.extensionCount);
  }
  /// A column is written once.
  static void setValue(store::ColumnValues& values, const char* column, store::Value value) {
    for (auto& [name, old] : values) {
      if (name != column) continue;
      old = std::move(value);
      return;
    }
    values.emplace_back(column, std::move(value));
  }

  const store::CityDatabase& m_city;
  const CaseImportOptions& m_options;
  PlaceFinder m_places;
  std::unordered_map<std::size_t, Place> m_looked;  ///< by row
  CaseReader m_reader;
  CaseImportReport& m_report;
};

const char* reasonOf(io::WebOffset offset) {
  switch (offset) {
    case io::WebOffset::gcj02: return GIS_TR("case list import, positions taken back from GCJ-02");
    case io::WebOffset::bd09: return GIS_TR("case list import, positions taken back from BD-09");
    case io::WebOffset::none: break;
  }
  return GIS_TR("case list import");
}

}  // namespace

CaseImportReport importCases(const store::CityDatabase& city, const std::vector<CaseRecord>& given,
                             const CaseImportOptions& options, const std::string& actor, Progress& progress) {
  (void)CodeTables::of(city);
  CaseImportReport report;
  const std::vector<CaseRecord> records = joinedByNumber(given, report);
  const auto positions = positionsOf(city, records, options, report);
  store::EditCommand command;
  command.actor = actor;
  command.reason = reasonOf(report.offset);
  CaseImporter importer(city, options, report);
  for (std::size_t i = 0; i < records.size(); ++i) {
    progress.report(i, 2 * records.size());
    importer.look(records[i], positions[i]);
  }
  std::optional<store::Transaction> transaction;
  // under the write lock, so that no other writer takes in the same number meanwhile
  if (!options.plan) transaction.emplace(city.connection());
  for (std::size_t i = 0; i < records.size(); ++i) {
    progress.report(records.size() + i, 2 * records.size());
    importer.take(records[i], positions[i], command.rows);
  }
  importer.finish();
  if (transaction && !command.rows.empty()) {
    report.tx = store::applyCaseStep(city, command).tx;
    progress.check();
    transaction->commit();
  }
  return report;
}

HeadingWords rememberedHeadings(const store::CityDatabase& city, const std::string& profile) {
  HeadingWords words;
  const auto all = nlohmann::json::parse(city.setting(kHeadingsSetting, "{}"), nullptr, false);
  if (!all.is_object() || !all.contains(profile) || !all[profile].is_object()) return words;
  for (const auto& [heading, word] : all[profile].items()) {
    if (word.is_string()) words[heading] = word.get<std::string>();
  }
  return words;
}

void rememberHeadings(const store::CityDatabase& city, const std::string& profile, const HeadingWords& words) {
  auto all = nlohmann::json::parse(city.setting(kHeadingsSetting, "{}"), nullptr, false);
  if (!all.is_object()) all = nlohmann::json::object();
  nlohmann::json kept = nlohmann::json::object();
  for (const auto& [heading, word] : words) kept[text::repairUtf8(heading)] = word;
  all[profile] = std::move(kept);
  city.setSetting(kHeadingsSetting, all.dump());
}

io::WebOffset casePositions(const store::CityDatabase& city) {
  return io::webOffsetNamed(city.setting(kPositionsSetting));
}

void setCasePositions(const store::CityDatabase& city, io::WebOffset offset) {
  city.setSetting(kPositionsSetting, io::webOffsetName(offset));
}

}  // namespace gis::city
