// Code tables from and to files: a table's own columns, or the sheets that cities keep (dictionary_sheet.h).
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/city/codes.h"
#include "gis_core/city/dictionary.h"

namespace gis::city {

struct DictionaryFile {
  std::filesystem::path file;
  std::string table;                 ///< name of the table; empty: found from the columns
  std::string sheet;                 ///< only this one; empty: all
  std::optional<CategoryKind> kind;  ///< of the categories of a sheet
};

struct DictionaryImport {
  std::size_t read = 0;
  std::vector<std::pair<std::string, DictionaryChange>> tables;
  struct Refused {
    std::string sheet;
    std::size_t row = 0;  ///< from 1, below the heading
    Message why;
  };
  std::vector<Refused> refused;
  std::vector<Message> warnings;
  std::vector<std::string> unknownHeadings;
};
/// Takes a spreadsheet or CSV in, in one transaction; `plan`: only tells. Errors: those of io::tableFromFile, usage (no
/// table has such columns), and those of keepDictionaries().
DictionaryImport importDictionaryFile(const store::CityDatabase& city, const DictionaryFile& file, bool plan,
                                      const CancelToken& token = {});

/// CSV with a header: the rows for which `wanted` holds; importDictionaryFile() takes it back.
[[nodiscard]] std::string dictionaryText(const Dictionary& dictionary,
                                         const std::function<bool(const DictionaryRow&)>& wanted);

}  // namespace gis::city
