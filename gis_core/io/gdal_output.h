// A layer written through GDAL. Private to the room; includes GDAL only in its .cpp.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "gis_core/crs/crs.h"
#include "gis_core/geometry/wkb.h"
#include "gis_core/store/value.h"

namespace gis::io {

/// What to create.
struct GdalOutputSetup {
  std::filesystem::path file;
  std::string driver;
  std::string layerName;
  std::vector<std::string> layerOptions;
  struct Column {
    std::string name;  ///< bytes as the file shall hold them
    store::FieldType type = store::FieldType::text;
    int width = 0, precision = 0;
    bool narrow = false;  ///< whole numbers of 32 bits
  };
  std::vector<Column> columns;
  bool hasGeometry = true;
  geom::GeometryType type;
  crs::Crs crs;  ///< unknown: none is written
};

/// One open file with one layer, or one more: a layer joins those of a GeoPackage that is there. Every complaint of
/// GDAL is an Error. Move-only by pointer.
class GdalOutput {
 public:
  explicit GdalOutput(const GdalOutputSetup& setup);
  GdalOutput(const GdalOutput&) = delete;
  GdalOutput& operator=(const GdalOutput&) = delete;
  ~GdalOutput();

  void begin(std::int64_t fid);  ///< −1: give one
  void setText(std::size_t column, const std::string& bytes);
  void setInteger(std::size_t column, std::int64_t value);
  void setReal(std::size_t column, double value);
  void setBytes(std::size_t column, geom::BytesView bytes);
  void setGeometry(geom::BytesView wkb);  ///< empty = NULL
  void end();
  void close();

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace gis::io
