// One file that another bureau can use: layers as shapefile and GeoPackage, with everything that explains them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/io/receipt.h"
#include "gis_core/io/update_layer.h"
#include "gis_core/store/city.h"

namespace gis::city {

struct PackageRequest {
  std::vector<std::string> layers;
  std::filesystem::path file;      ///< .zip
  std::string crs;                 ///< empty: each layer's own
  std::string encoding = "UTF-8";  ///< of the shapefiles
  bool overwrite = false;
  bool acceptBallpark = false;
  io::ReceiptWords words;
};

struct PackageLayer {
  std::string name, folder, title;
  std::int64_t count = 0, withoutGeometry = 0, invalid = 0;
  io::ExportReport shapefile, geoPackage;
  std::vector<Message> styleNotes;  ///< what an SLD cannot say of its look
};

struct PackageReport {
  std::string number;
  std::string manifestSha256;  ///< of manifest.json: who writes it down can tell a re-made manifest from this one
  std::vector<PackageLayer> layers;
  std::vector<io::ReceiptFile> files;  ///< in the archive, manifest.json apart
  std::uint64_t bytes = 0;             ///< of the archive
};

/// Writes NAME/NAME.shp …, .gpkg, _fields.csv, _metadata.xml, .sld for each layer, README_zh.txt, README_en.txt,
/// checks.json, SHA256SUMS and manifest.json into one .zip (resources/docs/package_format.md). All or nothing; every
/// export is read back and compared. Errors as io::exportLayer, and usage (no layer, named twice), exists.
[[nodiscard]] PackageReport makePackage(const store::CityDatabase& city, const PackageRequest& request,
                                        const io::Say& say, Progress& progress);

/// One file of a package that is not what its maker packed.
struct PackageDifference {
  enum class Kind { changed, missing, added, damaged } kind = Kind::changed;
  std::string path;
  std::string layer;  ///< it belongs to, or empty
  std::uint64_t bytesExpected = 0, bytes = 0;
};
[[nodiscard]] const char* packageDifferenceName(PackageDifference::Kind kind);

struct PackageCheck {
  std::string number, madeAt, city, giver, receiver, security, manifestSha256;
  std::vector<std::string> layers;
  std::size_t files = 0;  ///< that the manifest names
  std::vector<PackageDifference> differences;
  [[nodiscard]] bool intact() const { return differences.empty(); }
};
/// Compares an archive with its own manifest; unpacks nothing. Errors: notFound, damaged (no archive, one that is
/// refused for tricks, no manifest or one that makes no sense), cancelled. Thread rule: free of state.
[[nodiscard]] PackageCheck checkPackage(const std::filesystem::path& file, Progress& progress);

/// Lets an update read packages: where `file` is one, the request's layer in it, in the form (GeoPackage or shapefile)
/// that was changed since it was packed; the base in the same form. Other files stay as they are. Errors: as
/// checkPackage, and noSuchLayer (the package has it not).
void readInPackages(io::UpdateRequest& request, Progress& progress);

}  // namespace gis::city
