// Lists from a spreadsheet or a text file, and a first look at any file.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/io/source.h"
#include "gis_core/store/key_table.h"
#include "gis_core/store/value.h"

namespace gis::io {

/// The rows of a CSV, TSV, XLSX, XLS or ODS file as texts (read in a child process). `sheet` empty: the first
/// one with rows. Errors: notFound, unsupported, damaged, noSuchLayer (sheet), cancelled.
[[nodiscard]] store::KeyTable tableFromFile(const std::filesystem::path& file, const std::string& sheet = {},
                                            const CancelToken& token = {});
/// The same from text that was pasted: separator and heading are guessed. Thread rule: free of state.
[[nodiscard]] store::KeyTable tableFromText(std::string_view text);

/// A file seen without importing it.
struct FileLook {
  SourceDescription description;
  std::vector<store::FeatureBatch> firstRows;  ///< one a layer
};
/// Layers, fields, CRS, extent and the first rows of a file. Errors as for tableFromFile().
[[nodiscard]] FileLook lookAt(const std::filesystem::path& file, const std::string& encoding = "auto", int rows = 10,
                              const CancelToken& token = {});

}  // namespace gis::io
