// The filters of `incident list`.
#pragma once

#include <CLI/App.hpp>
#include <string>

#include "gis_core/city/incident.h"
#include "gis_core/store/read_only_sql.h"

namespace gis::cli {

/// What was typed; filter() makes sense of it.
class IncidentFilters {
 public:
  void setup(CLI::App& list);
  [[nodiscard]] bool holdsSql() const { return store::mayCallFunctions(m_filter.where); }
  [[nodiscard]] bool onlyCounts() const { return m_count; }
  /// Errors: usage (names the option).
  [[nodiscard]] city::IncidentFilter filter() const;

 private:
  city::IncidentFilter m_filter;
  std::string m_box, m_from, m_to, m_dueFrom, m_dueTo, m_order;
  bool m_overdue = false, m_dueToday = false, m_count = false;
};

/// Words that only the table knows; throws Error(usage) that lists them.
void checkState(const std::string& state);
void checkRole(const std::string& role);
/// A day ("2026-11-26", its midnight in the city) or an instant. Throws Error(usage) naming the option.
[[nodiscard]] UtcMillis timeTyped(const std::string& text, const char* option);

}  // namespace gis::cli
