// What the table of cases holds in memory, and how it is gone through. Private to the room.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <limits>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gis_core/base/clock.h"
#include "gis_core/base/progress.h"
#include "gis_core/city/case_table.h"
#include "gis_core/snapshot/layer_view.h"

namespace gis::city {

/// Rows in columns, the newest state of every case. Filling it stands in case_table.cpp, asking it in
/// case_table_answers.cpp. `mutex` is held by whoever works with it.
struct CaseTable::State {
  /// The columns kept as numbers of their distinct texts.
  enum Field : std::size_t {
    stateField,
    categoryField,
    kindField,
    urgencyField,
    sourceField,
    departmentField,
    handlerField,
    gridField,
    communityField,
    subdistrictField,
    districtField,
    cameFromField,
    deskField,
    fieldCount
  };
  static constexpr std::array<const char*, fieldCount> kFieldColumns = {
      "state", "category",  "kind",        "urgency",  "source",    "department", "handler",
      "grid",  "community", "subdistrict", "district", "came_from", "desk"};
  /// Where the name of a code stands; empty: the code is its own name.
  static constexpr std::array<const char*, fieldCount> kFieldNames = {
      "", "category_name", "", "", "", "", "", "grid_name", "community_name", "subdistrict_name", "district_name", "",
      ""};

  /// The texts of a case, folded, one line each: what they are searched and put in order by.
  enum TextPart : int { numberPart, placePart, descriptionPart, restPart };
  static constexpr char kPartEnd = '\x1f';
  static constexpr char kLineEnd = '\n';

  /// So many cases can come before the columns of a million are moved to a larger place, which takes a tenth of a
  /// second.
  static constexpr std::size_t kRoomForNew = std::size_t{1} << 16;
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  struct Dictionary {
    std::vector<std::string> texts, names;
    std::unordered_map<std::string, std::uint32_t> ids;
    std::uint32_t last = 0;  ///< asked for: most cases have what the one before has
    std::uint32_t id(std::string_view text) {
      if (last < texts.size() && texts[last] == text) return last;
      const auto [found, isNew] = ids.try_emplace(std::string(text), std::uint32_t(texts.size()));
      if (isNew) {
        texts.emplace_back(text);
        names.emplace_back();
      }
      return last = found->second;
    }
    [[nodiscard]] std::uint32_t find(const std::string& text) const {
      const auto found = ids.find(text);
      return found == ids.end() ? kNone : found->second;
    }
  };

  /// A case's row as texts, however it was read.
  struct RowTexts {
    std::array<std::string, fieldCount> fields, names;
    std::string reported, deadline, closed;
    double x = std::numeric_limits<double>::quiet_NaN(), y = x;
  };

  /// The columns that hold searched texts, and a row of them.
  static constexpr std::array<const char*, 9> kTextColumnNames = {"case_no",        "report_no", "address",
                                                                  "community_name", "road",      "description",
                                                                  "category_name",  "category",  "parcel"};
  using TextCells = std::array<std::string, kTextColumnNames.size()>;

  std::mutex mutex;
  std::atomic<std::int64_t> rowsRead{0};
  std::vector<std::int64_t> fids;
  std::vector<std::uint8_t> gone;
  std::array<std::vector<std::uint32_t>, fieldCount> columns;
  std::array<Dictionary, fieldCount> dictionaries;
  std::vector<UtcMillis> reported, deadline, closed;
  std::vector<double> x, y;
  std::vector<std::pair<std::int64_t, std::uint32_t>> byFid;  ///< sorted: rows of the load
  std::unordered_map<std::int64_t, std::uint32_t> added;      ///< rows since
  std::unordered_map<std::int64_t, std::string> requests;     ///< fid → state of the request that waits

  /// All texts in one, and where they stand.
  struct Texts {
    std::string blob;
    std::vector<std::uint64_t> lineOf;                           ///< row → where its line begins
    std::vector<std::pair<std::uint64_t, std::uint32_t>> lines;  ///< ascending: line → row
    void set(std::uint32_t row, const TextCells& t);
    [[nodiscard]] bool holds(std::uint32_t row) const { return row < lineOf.size() && lineOf[row] < blob.size(); }
  };
  bool hasTexts = false;
  Texts texts;
  bool textsAreRead = false;                 ///< just now, beside the lock
  std::vector<std::uint32_t> changedBeside;  ///< rows that changed meanwhile
  std::int64_t living = 0;

  [[nodiscard]] std::uint32_t rowOf(std::int64_t fid) const {
    if (const auto one = added.find(fid); one != added.end()) return one->second;
    const auto found = std::lower_bound(byFid.begin(), byFid.end(), std::pair(fid, std::uint32_t{0}));
    return found != byFid.end() && found->first == fid ? found->second : kNone;
  }

  // filling
  /// The columns that readTexts() reads, or those of the searched texts.
  [[nodiscard]] static std::string selectList(bool texts);
  static void readTexts(const store::Statement& row, RowTexts& to);
  static void appendTexts(std::string& to, const TextCells& t);
  void resize(std::size_t count);
  void set(std::uint32_t row, const RowTexts& t);
  void readRequests(const store::CityDatabase& city);
  /// With their places in `byFid`; columns on all cores.
  void takeSnapshot(const snapshot::LayerView& view, const CancelToken& token);
  /// One of the fields, of the rows that show these features.
  void takeField(const snapshot::Snapshot& base, std::span<const snapshot::Index> shown, std::size_t field);
  /// What changed since the snapshot was read with it: into the rows from `row` on.
  void takeChanges(const snapshot::LayerView& view, std::uint32_t row);
  using ReadRow = std::pair<std::int64_t, RowTexts>;
  void append(std::span<const ReadRow> read);
  /// All rows from the city; the lock is taken for some thousand of them at a time.
  void takeCity(const store::CityDatabase& city, Progress& progress);
  /// Of these rows, as far as the snapshot and what changed since have them.
  [[nodiscard]] static Texts snapshotTexts(const snapshot::LayerView& view, const std::vector<std::int64_t>& fids,
                                           Progress& progress);
  void takeTexts(const store::CityDatabase& city, Texts read);

  // asking
  [[nodiscard]] std::string_view part(std::uint32_t row, int which) const;
  /// The rows in the order of a part of their texts, equal ones by the newest report.
  void sortByPart(std::vector<std::uint32_t>& rows, int which, bool descending, const CancelToken& token) const;
  [[nodiscard]] bool isNewer(std::uint32_t a, std::uint32_t b) const {
    return reported[a] != reported[b] ? reported[a] > reported[b] : fids[a] > fids[b];
  }
  /// 1 for each row whose texts hold the folded words.
  [[nodiscard]] std::vector<std::uint8_t> holding(std::string_view folded) const;

  /// What the dictionaries say of every state.
  struct StateFlags {
    std::vector<std::uint8_t> open, runs, stage;
  };
  [[nodiscard]] StateFlags stateFlags() const;

  void sort(std::vector<std::uint32_t>& rows, CaseSort sort, const StateFlags& flags, const CancelToken& token) const;

  struct Waiting {
    std::uint32_t state, cameFrom, desk;
  };
  [[nodiscard]] std::vector<Waiting> waiting(const std::string& role) const;
  [[nodiscard]] bool waits(std::uint32_t row, const std::vector<Waiting>& all,
                           const std::vector<std::string>& requestStates) const;
};

}  // namespace gis::city
