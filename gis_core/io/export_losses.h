// What an export changes or drops, found before anything is written. Private to the room.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "gis_core/io/export.h"
#include "gis_core/io/export_rows.h"
#include "gis_core/io/table_columns.h"
#include "gis_core/io/text_encoding.h"

namespace gis::io {

/// A loss with its sentences; `more` fills what the kind adds to column and count.
[[nodiscard]] ExportLoss lossOf(const std::string& kind, const std::string& column, std::int64_t count,
                                const std::string& more = {});

/// Looks at every row once. see() for all rows, then the two answers.
class ExportLosses {
 public:
  ExportLosses(const ExportRequest& request, const ExportRows& rows, ExportFormat format);
  void see(const store::Feature& feature);
  /// `renamed`: field → name in the file, as the writer tells.
  [[nodiscard]] std::vector<ExportLoss> found(const std::vector<std::pair<std::string, std::string>>& renamed) const;
  /// How the names fare in a table that gives them ten bytes; nothing for the formats that give them room.
  [[nodiscard]] std::vector<ExportName> names(const std::vector<std::pair<std::string, std::string>>& renamed) const;

 private:
  struct Tally {
    std::int64_t count = 0;
    std::vector<ExportLoss::Example> examples;
  };
  /// What a format holds.
  struct Limits {
    std::size_t nameBytes = 0, textBytes = 0, textUnits = 0;  ///< 0 = no limit
    bool columns = true, times = true, days = true, emptyTexts = true, bytes = false, notFinite = false;
    bool placeless = true, mixed = true, measures = true, encoded = false;
    bool trailingBlanks = true, types = true;
    bool ordered = true, textTimes = true;  ///< times as they are, or as text that comes back the same
    std::string firstDay;                   ///< earlier ones are no days there; empty: all are
    std::int64_t largestInteger = 0;        ///< larger ones become text; 0: all are numbers
    int digits = 0;                         ///< of a number; 0: all
  };
  [[nodiscard]] static Limits limitsOf(ExportFormat format);
  void note(const char* kind, std::size_t column, std::int64_t fid, std::string_view shown);
  void noteLayer(const char* kind, std::int64_t fid, std::string_view shown);
  void seeText(std::size_t column, std::int64_t fid, const std::string& text);
  void seeDay(std::size_t column, std::int64_t fid, const std::string& day);
  void seeInteger(std::size_t column, std::int64_t fid, std::int64_t value);
  void guessType(std::size_t column, const store::Value& value);
  void addTypes(std::vector<ExportLoss>& all) const;
  void seeGeometry(const store::Feature& feature);

  const ExportRows& m_rows;
  const Limits m_limits;
  const std::uint64_t m_partBytes;
  const std::int64_t m_leastCount;
  const bool m_hasPlace;
  TextEncoder m_encoder;
  std::map<std::pair<std::string, std::ptrdiff_t>, Tally> m_tallies;  ///< by kind and column (−1: the layer)
  std::map<std::size_t, Tally> m_dayTexts, m_integerTexts;            ///< all of the column; the examples are why
  std::vector<ColumnTypeGuess> m_guesses;                             ///< by column, where the format tells no types
  std::vector<std::int64_t> m_guessed;                                ///< values that they saw
  std::set<std::size_t> m_textColumns;                                ///< where one of them is too early, too large
  std::int64_t m_placed = 0, m_points = 0;                            ///< features with a place; points of them
  std::int64_t m_kinds[3] = {0, 0, 0};
  std::uint64_t m_shapeBytes = 100;
};

}  // namespace gis::io
