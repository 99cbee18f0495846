// A layer read through GDAL.
#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "gis_core/io/table_columns.h"
#include "gis_core/io/text_encoding.h"
#include "gis_core/io/worker/dbf_numbers.h"
#include "gis_core/io/worker/layer_source.h"
#include "gis_core/io/worker/shapefile_rows.h"

class GDALDataset;
class OGRFeature;
class OGRFeatureDefn;
class OGRGeometry;
class OGRLayer;

namespace gis::io::worker {

/// How to read one layer of a data set.
struct GdalLayerSetup {
  std::shared_ptr<GDALDataset> dataset;
  OGRLayer* layer = nullptr;
  int geometryField = 0;                      ///< −1: none
  std::string encoding;                       ///< of raw bytes, where GDAL hands them on undecoded
  bool interleaved = false;                   ///< the data set gives features of all layers in one run (OSM)
  bool coordinateColumns = false;             ///< look for x/y or WKT columns (spreadsheets)
  std::shared_ptr<DbfNumbers> wideNumbers{};  ///< of a shapefile's table
  bool spreadsheet = false;                   ///< its first row is a heading, also when it is the only one
  std::set<std::string> leftOut{};            ///< fields that are not read
  std::vector<std::string> tags{};            ///< of a drawing of ours: attributes that become columns (GBK)
  std::string shapefile{};                    ///< the .shp, where plain rows may be read without GDAL
};

class GdalLayer final : public LayerSource {
 public:
  explicit GdalLayer(GdalLayerSetup setup);
  ~GdalLayer() override;
  void rewind() override;
  [[nodiscard]] bool narrow(const FidRange& range) override;
  bool next(store::FeatureBatch& batch) override;
  void collectWarnings(std::vector<Message>& warnings) const override;
  [[nodiscard]] std::vector<std::string> explained() const override;

 private:
  enum class Cell { integer, real, text, date, dateTime, time, binary, list, digits, attribute };
  struct Converter {
    int index;
    Cell cell;
    const DbfNumbers::Column* digits = nullptr;  ///< how to read the digits themselves
    std::string tag{};                           ///< of an attribute
  };
  void describeFields(OGRFeatureDefn& definition);
  /// Names are in the encoding of the texts, or GDAL handed them on undecoded.
  [[nodiscard]] std::string decodedName(const char* raw);
  void describePlace(OGRFeatureDefn& definition);
  void findPlaceColumns();
  void takeLoneHeading();
  void openPlainRows();
  /// Adds the next row when it can be had without GDAL.
  bool nextPlain(store::FeatureBatch& batch);
  std::unique_ptr<OGRFeature> nextFeature();
  void writeCell(RowWriter& row, std::size_t column, const OGRFeature& feature);
  void writeAttribute(RowWriter& row, std::size_t column, const OGRFeature& feature);
  void writeDate(RowWriter& row, std::size_t column, const OGRFeature& feature);
  void writeDigits(RowWriter& row, std::size_t column, const OGRFeature& feature);
  /// A row for a feature that the file promises and does not hold.
  bool addMissing(store::FeatureBatch& batch);
  void writeText(RowWriter& row, std::size_t column, const char* raw);
  void writeGeometry(store::FeatureBatch& batch, OGRFeature& feature);
  void appendWkb(store::FeatureBatch& batch, OGRGeometry& geometry);
  void writePlace(store::FeatureBatch& batch, const OGRFeature& feature);

  GdalLayerSetup m_setup;
  std::vector<Converter> m_converters;
  std::unique_ptr<ShapefileRows> m_plainRows;  ///< of a shapefile, if it has such
  TextDecoder m_decoder;
  std::optional<CoordinateColumns> m_place;
  bool m_swapAxes = false;
  bool m_isEmpty = false;  ///< a spreadsheet with nothing but a heading
  std::size_t m_foreignTexts = 0;
  std::size_t m_badPlaces = 0;
  std::size_t m_longNumbers = 0;
  std::size_t m_linearised = 0;
  std::size_t m_badDates = 0, m_notWhole = 0;
  std::string m_badDate;  ///< the first
  const bool m_isShapefile;
  std::int64_t m_nextRecord = 0;  ///< of a shapefile, after the last that was read
  std::int64_t m_beforeRecord = std::numeric_limits<std::int64_t>::max();  ///< of a shapefile: no further
  bool m_isNarrowed = false;                                               ///< by an attribute filter
  bool m_cutShort = false;     ///< the reading of a shapefile ended before its last record
  std::string m_nameEncoding;  ///< of field names that are not UTF-8
};

}  // namespace gis::io::worker
