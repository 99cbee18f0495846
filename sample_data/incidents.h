// Cases as a city has them after ninety days: what was reported where, and how far each has come.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "gis_core/base/clock.h"
#include "sample_data/plane.h"
#include "sample_data/random.h"
#include "sample_data/tables.h"

namespace gis::sample {

/// The moment at which the sample city stands still: 2026-11-23T08:00:00+08:00, a Monday.
inline constexpr UtcMillis kSampleNow = 1795392000000;

/// Where something happened, and what is known of the place.
struct IncidentSite {
  Point at;
  int quarter = 0;
  bool hot = false;
  std::string road, parcel, address, grid;
  std::string component, componentType;  ///< of the component concerned, or empty
  UtcMillis reportedAt = 0;
};

/// A column of city_incident and its new value.
using CaseChange = std::pair<const char*, std::variant<std::string, std::int64_t>>;

/// One entry in the history of a case.
struct CaseEntry {
  UtcMillis at = 0;
  std::string actor;
  std::string reason;  ///< "incident report", "file (acceptor)", "rework (dispatcher): …"
  std::vector<CaseChange> changes;
};

/// Plays cases through the rules of resources/codes/case_transitions.csv, up to kSampleNow. It counts the numbers of
/// reports and cases, so give it the sites in the order of their time. Belongs to one thread.
class CasePlayer {
 public:
  CasePlayer(std::uint64_t seed, const CodeTables& tables) : m_seed(seed), m_tables(tables) {}

  /// Gives each site its time of report within the ninety days, and puts them in that order.
  void spreadOverTime(std::vector<IncidentSite>& sites) const;
  /// The history of the next case, oldest entry first; the first one has every column of the report but the place
  /// codes above the unit grid.
  [[nodiscard]] std::vector<CaseEntry> play(const IncidentSite& site);

 private:
  std::uint64_t m_seed;
  const CodeTables& m_tables;
  std::uint64_t m_count = 0;
  std::map<std::string, int> m_numbers;  ///< beginning of a number → last sequence
};

}  // namespace gis::sample
