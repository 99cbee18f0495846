#include "gis_core/io/gdal_output.h"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <mutex>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/io/gdal_part.h"
#include "gis_core/io/worker/gdal_setup.h"

namespace gis::io {
namespace {

void registerOnce() {
  static std::once_flag once;
  std::call_once(once, [] {
    CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
    GDALAllRegister();
  });
}

OGRwkbGeometryType gdalType(geom::GeometryType type) {
  auto gdal = static_cast<OGRwkbGeometryType>(type.kind);
  if (type.hasZ) gdal = wkbSetZ(gdal);
  if (type.hasM) gdal = wkbSetM(gdal);
  return gdal;
}

void setType(OGRFieldDefn& field, store::FieldType type) {
  using store::FieldType;
  switch (type) {
    case FieldType::integer: field.SetType(OFTInteger64); break;
    case FieldType::boolean:
      field.SetType(OFTInteger);
      field.SetSubType(OFSTBoolean);
      break;
    case FieldType::real: field.SetType(OFTReal); break;
    case FieldType::date: field.SetType(OFTDate); break;
    case FieldType::datetime: field.SetType(OFTDateTime); break;
    case FieldType::blob: field.SetType(OFTBinary); break;
    case FieldType::text: field.SetType(OFTString); break;
  }
}

constexpr const char* kGeoPackageOnly[] = {"GPKG", nullptr};
/// Columns that the KML driver makes by itself.
constexpr int kKmlColumns = 2;
/// A disk with less room than this was the reason when a driver fails.
constexpr std::uint64_t kFullBelow = std::uint64_t{1} << 20;

class OpenFile final : public GdalOutput {
 public:
  explicit OpenFile(const GdalOutputSetup& setup);
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() override;

  void begin(std::int64_t fid) override;
  void setText(std::size_t column, const std::string& bytes) override;
  void setInteger(std::size_t column, std::int64_t value) override;
  void setReal(std::size_t column, double value) override;
  void setBytes(std::size_t column, geom::BytesView bytes) override;
  void setGeometry(geom::BytesView wkb) override;
  void end() override;
  void close() override;

 private:
  [[noreturn]] void fail() const {
    const std::string reason = m_complaints.lastFailure();
    // most drivers say only that they could not write, or that what they wrote is damaged
    const bool full = reason.find("No space left") != std::string::npos || platform::freeBytes(m_folder) < kFullBelow;
    if (full) {
      throw Error(ErrorCode::diskFull, {GIS_TR("cannot write {0}"), {m_shown}},
                  GIS_TR("the disk is full or does not take more"), GIS_TR("free some space and try again"));
    }
    throw Error(ErrorCode::internal, {GIS_TR("cannot write {0}"), {m_shown}},
                {"{0}", {reason.empty() ? "the format does not take it" : reason}});
  }

  std::string m_shown;
  std::filesystem::path m_folder;
  worker::GdalComplaints m_complaints;
  GDALDataset* m_dataset = nullptr;
  OGRLayer* m_layer = nullptr;
  std::unique_ptr<OGRFeature> m_feature;
  std::vector<int> m_places;  ///< of the columns among those of the layer
};

OpenFile::OpenFile(const GdalOutputSetup& setup) {
  registerOnce();
  m_shown = platform::pathToUtf8(setup.file.filename());
  m_folder = setup.file.parent_path();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(setup.driver.c_str());
  if (driver == nullptr) fail();
  const std::string file = platform::pathToUtf8(setup.file);
  if (setup.driver == "GPKG" && std::filesystem::exists(setup.file))
    m_dataset = GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, kGeoPackageOnly);
  else
    m_dataset = driver->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  if (m_dataset == nullptr) fail();
  OGRSpatialReference crs;
  if (setup.crs.isKnown()) {
    if (setup.crs.epsg())
      crs.importFromEPSG(*setup.crs.epsg());
    else
      crs.importFromWkt(setup.crs.wkt().c_str());
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  }
  // By itself the driver would write that the coordinates are degrees.
  if (!setup.crs.isKnown() && setup.driver == "GPKG") crs.SetLocalCS("Undefined Cartesian SRS");
  CPLStringList options;
  for (const std::string& option : setup.layerOptions) options.AddString(option.c_str());
  m_layer = m_dataset->CreateLayer(setup.layerName.c_str(), crs.IsEmpty() ? nullptr : &crs,
                                   setup.hasGeometry ? gdalType(setup.type) : wkbNone, options.List());
  if (m_layer == nullptr) fail();
  for (const GdalOutputSetup::Column& column : setup.columns) {
    OGRFieldDefn field(column.name.c_str(), OFTString);
    setType(field, column.type);
    if (column.narrow) field.SetType(OFTInteger);
    field.SetWidth(column.width);
    field.SetPrecision(column.precision);
    // KML begins its layers with columns of its own, Name and description: others come behind them, and equal ones are
    // these
    const int own = m_layer->GetLayerDefn()->GetFieldIndex(column.name.c_str());
    const int next = m_layer->GetLayerDefn()->GetFieldCount();
    if (setup.driver == "KML" && own >= 0 && own < kKmlColumns) {
      m_places.push_back(own);
      continue;
    }
    if (m_layer->CreateField(&field) != OGRERR_NONE) fail();
    m_places.push_back(next);
  }
  if (m_dataset->TestCapability(ODsCTransactions) != 0) (void)m_dataset->StartTransaction();
}

OpenFile::~OpenFile() {
  m_feature.reset();
  if (m_dataset != nullptr) GDALClose(m_dataset);
}

void OpenFile::begin(std::int64_t fid) {
  m_feature = std::make_unique<OGRFeature>(m_layer->GetLayerDefn());
  if (fid >= 0) m_feature->SetFID(fid);
}

void OpenFile::setText(std::size_t column, const std::string& bytes) {
  m_feature->SetField(m_places[column], bytes.c_str());
}

void OpenFile::setInteger(std::size_t column, std::int64_t value) {
  m_feature->SetField(m_places[column], static_cast<GIntBig>(value));
}

void OpenFile::setReal(std::size_t column, double value) {
  m_feature->SetField(m_places[column], value);
}

void OpenFile::setBytes(std::size_t column, geom::BytesView bytes) {
  m_feature->SetField(m_places[column], static_cast<int>(bytes.size()), bytes.data());
}

void OpenFile::setGeometry(geom::BytesView wkb) {
  if (wkb.empty()) return;
  OGRGeometry* geometry = nullptr;
  if (OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &geometry, wkb.size()) != OGRERR_NONE) fail();
  m_feature->SetGeometryDirectly(geometry);
}

void OpenFile::end() {
  if (m_layer->CreateFeature(m_feature.get()) != OGRERR_NONE) fail();
}

void OpenFile::close() {
  m_feature.reset();
  m_complaints.clear();
  if (m_dataset->TestCapability(ODsCTransactions) != 0) (void)m_dataset->CommitTransaction();
  GDALClose(m_dataset);
  m_dataset = nullptr;
  if (!m_complaints.lastFailure().empty()) fail();
}

}  // namespace

std::unique_ptr<GdalOutput> gdal::createOutput(const GdalOutputSetup& setup) {
  return std::make_unique<OpenFile>(setup);
}

}  // namespace gis::io
