// A layer written through GDAL. Private to the room.
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
/// GDAL is an Error.
class GdalOutput {
 public:
  [[nodiscard]] static std::unique_ptr<GdalOutput> create(const GdalOutputSetup& setup);
  GdalOutput(const GdalOutput&) = delete;
  GdalOutput& operator=(const GdalOutput&) = delete;
  virtual ~GdalOutput() = default;

  virtual void begin(std::int64_t fid) = 0;  ///< −1: give one
  virtual void setText(std::size_t column, const std::string& bytes) = 0;
  virtual void setInteger(std::size_t column, std::int64_t value) = 0;
  virtual void setReal(std::size_t column, double value) = 0;
  virtual void setBytes(std::size_t column, geom::BytesView bytes) = 0;
  virtual void setGeometry(geom::BytesView wkb) = 0;  ///< empty = NULL
  virtual void end() = 0;
  virtual void close() = 0;

 protected:
  GdalOutput() = default;
};

}  // namespace gis::io
