// Cases that another platform keeps: taken in by their numbers, never twice, and handed out again.
// Functions with a city belong to its thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/city/case_columns.h"
#include "gis_core/io/crs_guess.h"
#include "gis_core/store/city.h"

namespace gis::city {

/// Who has the last word about the state of a case.
enum class StateRule {
  adopt,   ///< the other platform is the master of its cases: its state is ours
  checked  ///< a partner only: what it calls closed goes to check, anything else changes no state
};

struct CaseImportOptions {
  StateRule states = StateRule::adopt;
  /// How x and y are meant; nothing: found from the numbers (never an offset of web maps).
  std::optional<crs::Crs> placeCrs;
  io::WebOffset offset = io::WebOffset::none;  ///< taken from longitudes and latitudes; said in the journal
  bool plan = false;                           ///< only tell, change nothing
};

/// What a list changes in one case.
struct CaseDifference {
  std::string column, before, after;  ///< a column of city_incident; "geometry" as "x,y"
};
struct CaseOutcome {
  std::size_t row = 0;
  std::string number, uid;  ///< uid empty for a new one of a plan
  bool isNew = false, toPlace = false;
  std::vector<CaseDifference> differences;  ///< of a case that was there; empty: nothing new
};
struct CaseImportReport {
  std::size_t read = 0, added = 0, updated = 0, unchanged = 0;
  std::size_t repeated = 0;  ///< rows whose number came before in the list: they fill and correct it
  std::size_t toPlace = 0;   ///< cases of the list that have no position now
  std::vector<CaseOutcome> outcomes;
  struct Refused {
    std::size_t row = 0;
    Message why;
  };
  std::vector<Refused> refused;
  std::vector<std::string> unknownCategories;  ///< names that no code table has, kept as names; each once
  std::vector<Message> warnings;
  io::WebOffset offset = io::WebOffset::none;  ///< that was taken from them
  std::string placeCrs;                        ///< how x and y were read: "EPSG:4549", or empty
  std::string tx;  ///< the one journal entry, so that one undo takes the list back; empty: nothing changed
};

/// Takes the records in, as one transaction. A case is the same when its case or report number is. Empty cells change
/// nothing. Errors: invalidValue, locked, diskFull, readOnly, cancelled.
CaseImportReport importCases(const store::CityDatabase& city, const std::vector<CaseRecord>& records,
                             const CaseImportOptions& options, const std::string& actor, Progress& progress);

/// What was told about the headings of lists, kept in the city under a name ("" is the usual one).
[[nodiscard]] HeadingWords rememberedHeadings(const store::CityDatabase& city, const std::string& profile);
void rememberHeadings(const store::CityDatabase& city, const std::string& profile, const HeadingWords& words);

/// The offset that this city's lists have, by its setting; none at first.
[[nodiscard]] io::WebOffset casePositions(const store::CityDatabase& city);
void setCasePositions(const store::CityDatabase& city, io::WebOffset offset);

struct CaseExportReport {
  std::size_t written = 0;
  std::size_t withoutPlace = 0;
};
struct CaseExportOptions {
  std::string where;             ///< SQL condition over city_incident
  std::vector<std::string> ids;  ///< only these, by UUID or row id; all when empty
  bool platformNames = false;    ///< headings task_num, create_time …; else 任务号, 上报时间 …
  bool overwrite = false;
};
/// Writes the cases as XLSX or CSV (by the file's suffix) in the common platform's columns, oldest first. Reporters are
/// never written. Errors: unsupported (suffix, too many rows), exists, sql, diskFull, readOnly, cancelled.
CaseExportReport exportCases(const store::CityDatabase& city, const std::filesystem::path& file,
                             const CaseExportOptions& options, Progress& progress);

}  // namespace gis::city
