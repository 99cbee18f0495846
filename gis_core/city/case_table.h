// All cases of a city in memory, a column a field: what lists of a million cases are filtered, searched, put in order
// and counted with. The city file stays the truth: a table is read from the layer's snapshot and the changes since,
// or from the city itself while there is no snapshot yet.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/city/incident.h"

namespace gis::city {

/// By what a list is put in order; equal ones by the newest report.
enum class CaseOrder { reported, deadline, number, state, category, place, description };

struct CaseSort {
  CaseOrder by = CaseOrder::reported;
  bool descending = true;
  friend bool operator==(const CaseSort&, const CaseSort&) = default;
};

/// Numbers of a group of cases, now.
struct BoardCount {
  std::string code, name;  ///< both empty: the cases that have none
  std::int64_t open = 0, dueToday = 0, overdue = 0, waiting = 0;
};
struct CaseBoard {
  BoardCount all;
  std::int64_t reportedToday = 0, closedToday = 0, suspended = 0, requests = 0;
  std::int64_t dueSoon = 0;                                                 ///< within kDueSoon from now
  std::vector<BoardCount> byDepartment, byGrid, bySubdistrict, byDistrict;  ///< with something open; most overdue first
};
/// How long before its deadline a case is spoken of.
inline constexpr UtcMillis kDueSoon = 3'600'000;

/// What is counted of each area, and of which cases.
struct CaseAreaQuery {
  std::string column;  ///< "district", "subdistrict", "community" or "grid"
  enum class Count { open, dueToday, overdue, reported } count = Count::open;
  UtcMillis now = 0;
  UtcMillis from = 0, to = 0;  ///< only cases reported from ≤ time < to; 0: no limit
  std::string department;      ///< only of this one; empty: all
};

/// The first moment of the day in the city, and of the next one.
[[nodiscard]] std::pair<UtcMillis, UtcMillis> cityDay(UtcMillis now);

/// What can be chosen to filter by, most frequent first.
struct CaseValue {
  std::string code, name;
  std::int64_t count = 0;
};

/// Thread rule: any thread; calls are serialised inside. Memory: some 250 bytes a case.
class CaseTable {
 public:
  /// Nothing is in it until read().
  [[nodiscard]] static std::shared_ptr<CaseTable> unread();
  /// Both at once.
  [[nodiscard]] static std::shared_ptr<CaseTable> load(const store::CityDatabase& city, Progress& progress);
  /// Reads all cases but their texts, once; a million in under a second when the layer's snapshot is there. No snapshot
  /// is made for it: without one the rows come from the city, and other threads may ask for what is there already.
  /// Errors: cancelled, those of reading the layer.
  void read(const store::CityDatabase& city, Progress& progress);
  /// How many rows can be asked for while read() works; it never waits.
  [[nodiscard]] std::int64_t rowsRead() const;
  ~CaseTable();
  CaseTable(const CaseTable&) = delete;
  CaseTable& operator=(const CaseTable&) = delete;

  /// Reads numbers, places and descriptions too: needed for text filters and for the order by them. Once.
  void loadTexts(const store::CityDatabase& city, Progress& progress);
  [[nodiscard]] bool hasTexts() const;
  /// Reads these rows anew: changed, added and removed ones alike; and the requests that wait.
  void update(const store::CityDatabase& city, const std::vector<std::int64_t>& fids);

  [[nodiscard]] std::int64_t size() const;
  /// Can this filter be answered without the city? `where` cannot, and texts only after loadTexts().
  [[nodiscard]] bool answers(const IncidentFilter& filter) const;
  /// The row ids that the filter lets through, in order; limit and offset are not looked at. Errors: cancelled.
  [[nodiscard]] std::vector<std::int64_t> rows(const IncidentFilter& filter, CaseSort sort,
                                               const CancelToken& token = {}) const;
  /// `now` decides what is overdue and what today is (in the city's zone); `waiting` counts what `role` has to do.
  [[nodiscard]] CaseBoard board(UtcMillis now, const std::string& role = {}) const;
  /// The values of a column ("category", "department", "district", "subdistrict", "community", "grid", "source").
  [[nodiscard]] std::vector<CaseValue> values(std::string_view column) const;
  /// The areas that have such cases, most first. Errors: cancelled.
  [[nodiscard]] std::vector<CaseValue> areaCounts(const CaseAreaQuery& query, const CancelToken& token = {}) const;
  /// When the first case and the last one was reported; zeros: none.
  [[nodiscard]] std::pair<UtcMillis, UtcMillis> reportedSpan() const;

 private:
  CaseTable();
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace gis::city
