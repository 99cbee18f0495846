// Incidents: reported, kept, found, corrected.
// Every function belongs to the thread of its city (it uses the city's connection).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/clock.h"
#include "gis_core/city/codes.h"
#include "gis_core/city/place.h"
#include "gis_core/store/city.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/value.h"

namespace gis::city {

/// What somebody reports. Coordinates in the city's CRS.
struct IncidentDraft {
  std::string category;               ///< a code as typed
  std::optional<CategoryKind> kind;   ///< settles a code that fits two kinds
  std::optional<std::string> system;  ///< code system, or part of its name
  std::optional<geom::MapPoint> at;
  std::optional<Place> place;  ///< what was found there; looked up when it is not of `at` or a layer changed since
  std::string description;
  std::string urgency = "normal";       ///< "normal" or "urgent"
  std::string reporter;                 ///< who told it (personal data: never exported)
  std::string source;                   ///< "inspector", "hotline", "app" … or empty
  std::string component;                ///< ID of the component concerned, or empty
  std::string address;                  ///< where it is, in words, or empty
  std::optional<UtcMillis> reportedAt;  ///< now when empty
  std::string duplicateOf;              ///< id of an open case: the report is kept as a duplicate of it, merged at once
  std::vector<std::filesystem::path> photos;
};

/// A case as kept. Times are ISO 8601 in UTC; empty text = not known.
struct Incident {
  std::int64_t fid = 0;
  std::string uid;
  std::string reportNo, caseNo;
  std::string kind, codeSystem, category, categoryName;
  std::string mappedCategory;  ///< its code in the other generation of codes, or empty
  std::string state, urgency, description, source, reporter;
  std::string reportedAt, deadline, filedAt, dispatchedAt, handledAt, checkedAt, closedAt, resumeAt, updatedAt;
  std::string grid, gridName, dutyGrid, community, communityName, subdistrict, subdistrictName, district, districtName;
  std::string road, parcel, component, address;
  std::string department, handler, desk, cameFrom, condition, accuracyClass, duplicateOf;
  std::string openRequest, requestState;  ///< kind and state of the request that waits; read for one case, not in lists
  std::string appeal;  ///< state of the appeal that was made: requested … granted, refused; as openRequest
  int dispatchCount = 0, reworkCount = 0, extensionCount = 0;
  std::optional<geom::MapPoint> at;
};

/// A photo of a case. The original lies at mediaFolder() / path.
struct Attachment {
  std::string uid, stage, name, mediaType, sha256, path, takenAt, addedAt;
  std::uint64_t size = 0;
  std::vector<std::uint8_t> thumbnail;  ///< JPEG; empty when there is none
};

/// What is corrected in a kept case; what is empty stays as it is.
struct CaseChange {
  /// What was entered: description, urgency, reporter, source, component, address, category (with kind and system).
  /// Other columns are refused; the state moves by the rules of case_flow.h only.
  store::ColumnValues values;
  std::optional<geom::MapPoint> to;  ///< the point is moved, and everything that follows from the place looked up again
  std::vector<std::filesystem::path> photos;  ///< added; their stage is what the case waits for
};

/// Logs incidents; it remembers the layers of the place look-up, so keep one for many reports.
class IncidentDesk {
 public:
  /// `city` must outlive it.
  explicit IncidentDesk(const store::CityDatabase& city);
  IncidentDesk(IncidentDesk&&) noexcept;
  IncidentDesk& operator=(IncidentDesk&&) noexcept;
  ~IncidentDesk();

  /// Checks, looks the place up, puts the photos on the disk and writes row, photos' rows and history in one
  /// transaction. When it returns, everything is durable. Errors: usage (category fits two kinds),
  /// invalidValue, notFound and unsupported (photos), locked, diskFull, readOnly.
  Incident report(const IncidentDraft& draft, const std::string& actor);
  /// Many in one transaction: all or none. A draft that is refused throws with its place in the list as context.
  std::vector<Incident> report(std::span<const IncidentDraft> drafts, const std::string& actor);
  /// Only the checks, without touching anything; the category that the code means.
  [[nodiscard]] const Category& check(const IncidentDraft& draft) const;
  [[nodiscard]] const PlaceFinder& places() const;

  /// Makes the whole change in one transaction and one entry of the history, so that one undo takes it back.
  /// Errors: noSuchField, invalidValue, usage (as report()); notFound and unsupported (photos).
  Incident change(std::string_view id, const CaseChange& change, const std::string& actor);
  /// Only what was entered.
  Incident correct(std::string_view id, const store::ColumnValues& values, const std::string& actor);
  /// Only the place.
  Incident move(std::string_view id, geom::MapPoint to, const std::string& actor);
  /// Adds photos. `stage` "report", "handle", "check" …
  std::vector<Attachment> attach(std::string_view id, std::span<const std::filesystem::path> photos,
                                 const std::string& stage, const std::string& actor);

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

/// Which cases a list shows, and in which order; what is empty lets everything through.
struct IncidentFilter {
  std::string state, kind, urgency, source, department, handler, grid, community, subdistrict, district;  ///< exact
  std::string role;                    ///< what waits for this role, see waitingFor()
  bool openOnly = false;               ///< not at its end
  std::optional<UtcMillis> overdueAt;  ///< open, its clock runs, and its deadline is before
  std::optional<UtcMillis> reportedFrom, reportedTo, dueFrom, dueTo, closedFrom, closedTo;  ///< from ≤ time < to
  bool runningOnly = false;  ///< open, and its clock runs
  enum class Order { newestFirst, oldestFirst, dueFirst, changedFirst } order = Order::newestFirst;
  std::string category;  ///< a code; exact
  std::string where;     ///< SQL condition over the columns of city_incident, checked like `select --where`
  std::string text;      ///< part of number, description, address, road or category name
  std::optional<geom::Envelope> box;  ///< tested on the exact point
  std::int64_t limit = -1, offset = 0;
};
/// Errors: sql, noSuchField (in `where`), cancelled.
[[nodiscard]] std::vector<Incident> listIncidents(const store::CityDatabase& city, const IncidentFilter& filter,
                                                  const CancelToken& token = {});
[[nodiscard]] std::int64_t countIncidents(const store::CityDatabase& city, const IncidentFilter& filter);
/// SQL over the columns of city_incident: open, and its clock runs, which stands while a case is suspended and when it
/// was handled.
[[nodiscard]] std::string runningCaseCondition();

/// `id`: UUID, case number, report number or row id. Error(notFound).
[[nodiscard]] Incident incidentById(const store::CityDatabase& city, std::string_view id);
/// Oldest first; thumbnails only when asked for.
[[nodiscard]] std::vector<Attachment> attachmentsOf(const store::CityDatabase& city, std::string_view uid,
                                                    bool thumbnails = false);
/// Journal entries of the case, oldest first.
[[nodiscard]] std::vector<store::HistoryEntry> incidentHistory(const store::CityDatabase& city,
                                                               const Incident& incident);

}  // namespace gis::city
