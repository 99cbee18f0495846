// A layer read through GDAL.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "gis_core/io/table_columns.h"
#include "gis_core/io/text_encoding.h"
#include "gis_core/io/worker/layer_source.h"

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
  int geometryField = 0;            ///< −1: none
  std::string encoding;             ///< of raw bytes, where GDAL hands them on undecoded
  bool interleaved = false;         ///< the data set gives features of all layers in one run (OSM)
  bool coordinateColumns = false;   ///< look for x/y or WKT columns (spreadsheets)
  bool spreadsheet = false;         ///< its first row is a heading, also when it is the only one
  std::set<std::string> leftOut{};  ///< fields that are not read
};

class GdalLayer final : public LayerSource {
 public:
  explicit GdalLayer(GdalLayerSetup setup);
  ~GdalLayer() override;
  void rewind() override;
  bool next(store::FeatureBatch& batch) override;
  void collectWarnings(std::vector<Message>& warnings) const override;

 private:
  enum class Cell { integer, real, text, date, dateTime, time, binary, list };
  struct Converter {
    int index;
    Cell cell;
  };
  void describeFields(OGRFeatureDefn& definition);
  void describePlace(OGRFeatureDefn& definition);
  void findPlaceColumns();
  void takeLoneHeading();
  std::unique_ptr<OGRFeature> nextFeature();
  void writeCell(RowWriter& row, std::size_t column, const OGRFeature& feature);
  void writeText(RowWriter& row, std::size_t column, const char* raw);
  void writeGeometry(store::FeatureBatch& batch, OGRFeature& feature);
  void appendWkb(store::FeatureBatch& batch, OGRGeometry& geometry);
  void writePlace(store::FeatureBatch& batch, const OGRFeature& feature);

  GdalLayerSetup m_setup;
  std::vector<Converter> m_converters;
  TextDecoder m_decoder;
  std::optional<CoordinateColumns> m_place;
  bool m_swapAxes = false;
  bool m_isEmpty = false;  ///< a spreadsheet with nothing but a heading
  std::size_t m_foreignTexts = 0;
  std::size_t m_badPlaces = 0;
  std::size_t m_longNumbers = 0;
  std::size_t m_linearised = 0;
};

}  // namespace gis::io::worker
