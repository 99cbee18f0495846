// The writers of the formats. Private to the room.
#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/io/export.h"
#include "gis_core/io/export_digest.h"
#include "gis_core/io/export_rows.h"

namespace gis::io {

/// What a writer is told about the export.
struct WriterSetup {
  std::filesystem::path file;  ///< in a scratch folder beside the target
  ExportFormat format = ExportFormat::shapefile;
  ExportRequest request;
  const ExportRows* rows = nullptr;
};

/// One export in one format. see() for all rows, settle(), then write() for the same rows, finish().
class ExportWriter {
 public:
  ExportWriter() = default;
  ExportWriter(const ExportWriter&) = delete;
  ExportWriter& operator=(const ExportWriter&) = delete;
  virtual ~ExportWriter() = default;

  virtual void see(const store::Feature& feature) = 0;
  /// Does it need see() and settle() before write()? Without, settle() alone must do.
  [[nodiscard]] virtual bool needsSight() const { return true; }
  /// May write() and finish() run in a thread of their own, all in the same one?
  [[nodiscard]] virtual bool bearsThread() const { return false; }
  /// Fills names, losses and warnings of the report as far as they are known beforehand.
  virtual void settle(ExportReport& report) = 0;
  virtual void write(const store::Feature& feature) = 0;
  /// Closes the files. Throws Error(diskFull | internal).
  virtual void finish() = 0;
  /// What the rows that were written have lost: cut texts, missing characters, and why.
  virtual void losses(ExportReport& report) const = 0;

  /// What a reader of the files must find, file by file (suffix of the stem, digest).
  struct Expectation {
    std::filesystem::path file;
    ExportDigest digest;                   ///< of exact values and coordinates
    std::vector<std::string> columnNames;  ///< in the file, in the order of the digest's columns
    std::vector<bool> compared;            ///< columns whose values the format keeps exactly
    bool geometryCompared = true;
    std::string layer{};               ///< of a file that holds others too; empty: all that is in it
    std::vector<bool> days{};          ///< columns of days that the reader may spell 2026/11/23; empty: none
    std::int64_t rowsWithoutCell = 0;  ///< rows that a spreadsheet does not have, since nothing stands in them
    /// The id in the file at which its second half begins, where it can be read in two.
    std::optional<std::int64_t> middleFid{};
  };
  [[nodiscard]] virtual std::vector<Expectation> expectations() const = 0;
  /// Of the texts, where the format decides.
  [[nodiscard]] virtual std::string encoding() const { return "UTF-8"; }
};

[[nodiscard]] std::unique_ptr<ExportWriter> makeShapefileWriter(const WriterSetup& setup);
[[nodiscard]] std::unique_ptr<ExportWriter> makeGdalWriter(const WriterSetup& setup);
[[nodiscard]] std::unique_ptr<ExportWriter> makeDxfWriter(const WriterSetup& setup);
[[nodiscard]] std::unique_ptr<ExportWriter> makeGeoJsonWriter(const WriterSetup& setup);
[[nodiscard]] std::unique_ptr<ExportWriter> makeCsvWriter(const WriterSetup& setup);
[[nodiscard]] std::unique_ptr<ExportWriter> makeBoundaryWriter(const WriterSetup& setup);
[[nodiscard]] std::unique_ptr<ExportWriter> makeXlsxWriter(const WriterSetup& setup);

/// Writes what is still in the stream's buffer and closes it. Throws Error(diskFull) when something could not be
/// written.
void closeOutput(std::ofstream& out, const std::filesystem::path& file);

/// "point", "line", "polygon" for 0, 1, 2.
[[nodiscard]] const char* dimensionWord(int dimension);

}  // namespace gis::io
