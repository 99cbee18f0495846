#include "gis_core/io/gdal_output.h"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <mutex>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
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

}  // namespace

constexpr const char* kGeoPackageOnly[] = {"GPKG", nullptr};
/// Columns that the KML driver makes by itself.
constexpr int kKmlColumns = 2;
/// A disk with less room than this was the reason when a driver fails.
constexpr std::uint64_t kFullBelow = std::uint64_t{1} << 20;

struct GdalOutput::State {
  std::string shown;
  std::filesystem::path folder;
  worker::GdalComplaints complaints;
  GDALDataset* dataset = nullptr;
  OGRLayer* layer = nullptr;
  std::unique_ptr<OGRFeature> feature;
  std::vector<int> places;  ///< of the columns among those of the layer

  [[noreturn]] void fail() const {
    const std::string reason = complaints.lastFailure();
    // most drivers say only that they could not write, or that what they wrote is damaged
    const bool full = reason.find("No space left") != std::string::npos || platform::freeBytes(folder) < kFullBelow;
    if (full) {
      throw Error(ErrorCode::diskFull, {GIS_TR("cannot write {0}"), {shown}},
                  GIS_TR("the disk is full or does not take more"), GIS_TR("free some space and try again"));
    }
    throw Error(ErrorCode::internal, {GIS_TR("cannot write {0}"), {shown}},
                {"{0}", {reason.empty() ? "the format does not take it" : reason}});
  }
};

GdalOutput::GdalOutput(const GdalOutputSetup& setup) : m_state(std::make_unique<State>()) {
  registerOnce();
  State& s = *m_state;
  s.shown = platform::pathToUtf8(setup.file.filename());
  s.folder = setup.file.parent_path();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(setup.driver.c_str());
  if (driver == nullptr) s.fail();
  const std::string file = platform::pathToUtf8(setup.file);
  if (setup.driver == "GPKG" && std::filesystem::exists(setup.file))
    s.dataset = GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, kGeoPackageOnly);
  else
    s.dataset = driver->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  if (s.dataset == nullptr) s.fail();
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
  s.layer = s.dataset->CreateLayer(setup.layerName.c_str(), crs.IsEmpty() ? nullptr : &crs,
                                   setup.hasGeometry ? gdalType(setup.type) : wkbNone, options.List());
  if (s.layer == nullptr) s.fail();
  for (const GdalOutputSetup::Column& column : setup.columns) {
    OGRFieldDefn field(column.name.c_str(), OFTString);
    setType(field, column.type);
    if (column.narrow) field.SetType(OFTInteger);
    field.SetWidth(column.width);
    field.SetPrecision(column.precision);
    // KML begins its layers with columns of its own, Name and description: others come behind them, and equal ones are
    // these
    const int own = s.layer->GetLayerDefn()->GetFieldIndex(column.name.c_str());
    const int next = s.layer->GetLayerDefn()->GetFieldCount();
    if (setup.driver == "KML" && own >= 0 && own < kKmlColumns) {
      s.places.push_back(own);
      continue;
    }
    if (s.layer->CreateField(&field) != OGRERR_NONE) s.fail();
    s.places.push_back(next);
  }
  if (s.dataset->TestCapability(ODsCTransactions) != 0) (void)s.dataset->StartTransaction();
}

GdalOutput::~GdalOutput() {
  m_state->feature.reset();
  if (m_state->dataset != nullptr) GDALClose(m_state->dataset);
}

void GdalOutput::begin(std::int64_t fid) {
  m_state->feature = std::make_unique<OGRFeature>(m_state->layer->GetLayerDefn());
  if (fid >= 0) m_state->feature->SetFID(fid);
}

void GdalOutput::setText(std::size_t column, const std::string& bytes) {
  m_state->feature->SetField(m_state->places[column], bytes.c_str());
}

void GdalOutput::setInteger(std::size_t column, std::int64_t value) {
  m_state->feature->SetField(m_state->places[column], static_cast<GIntBig>(value));
}

void GdalOutput::setReal(std::size_t column, double value) {
  m_state->feature->SetField(m_state->places[column], value);
}

void GdalOutput::setBytes(std::size_t column, geom::BytesView bytes) {
  m_state->feature->SetField(m_state->places[column], static_cast<int>(bytes.size()), bytes.data());
}

void GdalOutput::setGeometry(geom::BytesView wkb) {
  if (wkb.empty()) return;
  OGRGeometry* geometry = nullptr;
  if (OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &geometry, wkb.size()) != OGRERR_NONE) m_state->fail();
  m_state->feature->SetGeometryDirectly(geometry);
}

void GdalOutput::end() {
  if (m_state->layer->CreateFeature(m_state->feature.get()) != OGRERR_NONE) m_state->fail();
}

void GdalOutput::close() {
  State& s = *m_state;
  s.feature.reset();
  s.complaints.clear();
  if (s.dataset->TestCapability(ODsCTransactions) != 0) (void)s.dataset->CommitTransaction();
  GDALClose(s.dataset);
  s.dataset = nullptr;
  if (!s.complaints.lastFailure().empty()) s.fail();
}

}  // namespace gis::io
