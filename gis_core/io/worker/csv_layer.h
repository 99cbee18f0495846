// A text table read by our own parser: any encoding, any separator, codes stay text.
#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/io/csv_parser.h"
#include "gis_core/io/table_columns.h"
#include "gis_core/io/text_encoding.h"
#include "gis_core/io/worker/layer_source.h"
#include "gis_core/io/worker/members.h"

namespace gis::io::worker {

class CsvLayer final : public LayerSource {
 public:
  /// Throws Error(notFound | damaged).
  CsvLayer(const Member& member, const SourceRequest& request);
  ~CsvLayer() override;
  void rewind() override;
  bool next(store::FeatureBatch& batch) override;
  void collectWarnings(std::vector<Message>& warnings) const override;

 private:
  struct File;
  void chooseEncoding(const std::string& head, const std::string& asked);
  void describeColumns(const SourceRequest& request);
  void weighEncodings(const std::vector<std::vector<CsvCell>>& first, const std::vector<std::string>& names);
  void findPlace();
  [[nodiscard]] std::vector<std::string> namesFrom(const std::vector<CsvCell>& heading);
  void writeCell(RowWriter& row, std::size_t column, const CsvCell& cell);
  void writePlace(store::FeatureBatch& batch);
  [[nodiscard]] std::optional<double> numberAt(int column);
  [[nodiscard]] std::string_view decodedAt(int column);

  std::unique_ptr<File> m_file;
  std::unique_ptr<CsvParser> m_parser;
  std::optional<TextDecoder> m_decoder;
  std::string m_separator = ",";
  bool m_headed = true;
  bool m_plain = false;
  bool m_saysSeparator = false;  ///< first line is "sep=;"
  std::size_t m_textStart = 0;   ///< bytes of a byte order mark
  std::optional<CoordinateColumns> m_place;
  std::vector<std::size_t> m_cellOf;  ///< field → cell (a WKT column is no field)
  std::vector<CsvCell> m_row;
  std::string m_scratch;
  std::int64_t m_number = 0;
  std::size_t m_longRows = 0, m_badPlaces = 0;
};

}  // namespace gis::io::worker
