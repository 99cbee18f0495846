#include "tests/unit/io/made_files.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal_priv.h>
#include <gdal_utils.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cstring>
#include <fstream>

#include "gis_core/base/platform/files.h"

namespace gis::io::tests {
namespace fs = std::filesystem;

Folder::Folder() : m_path(platform::makeScratchFolder("citydesk-io-test")) {}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(m_path, ignored);
}

fs::path Folder::operator/(std::string_view name) const {
  return m_path / platform::pathFromUtf8(name);
}

fs::path Folder::write(std::string_view name, std::string_view content) const {
  const fs::path file = *this / name;
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << content;
  return file;
}

std::vector<std::string> Folder::names() const {
  std::vector<std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(m_path)) all.push_back(entry.path().filename().string());
  std::sort(all.begin(), all.end());
  return all;
}

void convert(std::string_view geoJson, const fs::path& target, const char* driver,
             const std::vector<std::string>& layerOptions, const char* crs) {
  GDALAllRegister();
  const std::string memory = "/vsimem/" + target.stem().string() + ".geojson";
  std::string text(geoJson);
  VSIFCloseL(VSIFileFromMemBuffer(memory.c_str(), reinterpret_cast<GByte*>(text.data()), text.size(), FALSE));
  GDALDatasetH source = GDALOpenEx(memory.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
  ASSERT_NE(source, nullptr);
  CPLStringList arguments;
  arguments.AddString("-f");
  arguments.AddString(driver);
  for (const std::string& option : layerOptions) {
    arguments.AddString("-lco");
    arguments.AddString(option.c_str());
  }
  if (crs != nullptr) {
    arguments.AddString("-a_srs");
    arguments.AddString(crs);
  }
  GDALVectorTranslateOptions* options = GDALVectorTranslateOptionsNew(arguments.List(), nullptr);
  GDALDatasetH made = GDALVectorTranslate(target.string().c_str(), nullptr, 1, &source, options, nullptr);
  GDALVectorTranslateOptionsFree(options);
  EXPECT_NE(made, nullptr) << target;
  if (made != nullptr) GDALClose(made);
  GDALClose(source);
  VSIUnlink(memory.c_str());
}

void writePointShapefile(const fs::path& shp, std::string_view fieldName, const std::vector<std::string>& values,
                         unsigned char ldid) {
  GDALAllRegister();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("ESRI Shapefile");
  GDALDataset* dataset = driver->Create(shp.string().c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  ASSERT_NE(dataset, nullptr);
  CPLStringList options;
  options.SetNameValue("ENCODING", "");
  OGRLayer* layer = dataset->CreateLayer(shp.stem().string().c_str(), nullptr, wkbPoint, options.List());
  OGRFieldDefn field("A", OFTString);
  field.SetWidth(40);
  ASSERT_EQ(layer->CreateField(&field), OGRERR_NONE);
  double x = 0;
  for (const std::string& value : values) {
    OGRFeature feature(layer->GetLayerDefn());
    feature.SetField(0, value.c_str());
    OGRPoint point(x += 1, 10);
    feature.SetGeometry(&point);
    ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
  }
  GDALClose(dataset);
  fs::path dbf = shp;
  dbf.replace_extension("dbf");
  fs::path cpg = shp;
  cpg.replace_extension("cpg");
  fs::remove(cpg);
  std::fstream file(dbf, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(29);
  file.put(static_cast<char>(ldid));
  std::string name(fieldName.substr(0, 10));
  name.resize(11, '\0');
  file.seekp(32);
  file.write(name.data(), 11);
}

std::string gbk(std::string_view utf8) {
  char* bytes = CPLRecode(std::string(utf8).c_str(), "UTF-8", "GBK");
  std::string text(bytes);
  CPLFree(bytes);
  return text;
}

}  // namespace gis::io::tests
