// What the cells of an outside list mean for a case of ours. Private to the room.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gis_core/base/clock.h"
#include "gis_core/city/case_columns.h"
#include "gis_core/city/case_exchange.h"
#include "gis_core/city/incident.h"

namespace gis::city {

/// A column of city_incident that lists carry, and where Incident keeps it.
struct ExchangeColumn {
  const char* column;
  std::string Incident::*member;
};

/// What a record tells, in our words; only what is told is listed.
struct ToldCase {
  std::vector<std::pair<ExchangeColumn, std::string>> texts;
  std::optional<int> reworks, extensions;
  bool closedElsewhere = false;  ///< StateRule::checked: the partner says that it is done
};

/// "2026-06-01 08:30", "2026/6/1", "2026年6月1日 8时30分", a spreadsheet's day number, ISO 8601; the city's zone unless
/// told. Nothing when it is no time.
[[nodiscard]] std::optional<UtcMillis> caseTime(std::string_view text);

/// A state by its name, its Chinese or English title, or what platforms call it; empty when unknown.
[[nodiscard]] std::string caseStateNamed(std::string_view text);

/// Areas of the city by the names that lists write.
class AreaNames {
 public:
  explicit AreaNames(const store::CityDatabase& city) : m_city(city) {}
  struct Area {
    std::string code, name;
  };
  /// `told` is a code or a name of a district, subdistrict, community or unit_grid; what no layer and no table knows
  /// keeps its name and has no code.
  [[nodiscard]] Area area(const std::string& role, const std::string& told);

 private:
  struct Known {
    std::unordered_map<std::string, std::string> nameOf, codeOf;  ///< codeOf: empty for a name of two areas
  };
  const Known& known(const std::string& role);
  const store::CityDatabase& m_city;
  std::map<std::string, Known> m_known;
};

/// Reads records; collects what it could not read.
class CaseReader {
 public:
  CaseReader(const store::CityDatabase& city, StateRule states, CaseImportReport& report)
      : m_areas(city), m_states(states), m_report(report) {}
  [[nodiscard]] ToldCase read(const CaseRecord& record);
  /// The columns of areas and roads, for a case that our own layers say nothing of.
  void addAreas(const CaseRecord& record, const Incident& is, ToldCase& told);
  /// Adds what happened to unreadable cells to the report.
  void tellWarnings();

 private:
  void addCategory(const CaseRecord& record, ToldCase& told);
  void addTimes(const CaseRecord& record, ToldCase& told);
  void addState(const CaseRecord& record, ToldCase& told);
  AreaNames m_areas;
  StateRule m_states;
  CaseImportReport& m_report;
  std::set<std::string> m_unknownCategories, m_unknownStates;
  std::size_t m_badTimes = 0, m_firstBadTime = 0;
};

}  // namespace gis::city
