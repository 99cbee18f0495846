// Small foreign files, made when the tests run.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gis::io::tests {

/// A folder that goes with the test.
class Folder {
 public:
  Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder();
  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const;
  [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
  /// Writes a file with this content and returns its path.
  std::filesystem::path write(std::string_view name, std::string_view content) const;
  /// Names of all files, sorted.
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::filesystem::path m_path;
};

/// Converts GeoJSON text to `target` with a GDAL driver and creation options of a layer.
void convert(std::string_view geoJson, const std::filesystem::path& target, const char* driver,
             const std::vector<std::string>& layerOptions = {}, const char* crs = nullptr);

/// A shapefile of points whose DBF has one text column, byte for byte as given.
void writePointShapefile(const std::filesystem::path& shp, std::string_view fieldName,
                         const std::vector<std::string>& values, unsigned char ldid);

/// The bytes of a text in GBK ("扬州市" …), through iconv.
[[nodiscard]] std::string gbk(std::string_view utf8);

}  // namespace gis::io::tests
