// Other programs open the city unchanged: every layer read back through GDAL's SQLite driver and compared,
// one changed through it, and the same file given to the spatialite shell.
#include <gdal.h>
#include <gmock/gmock.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <cstdio>
#include <fstream>

#include "gis_core/store/case_edit.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/maintenance.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

class CityFileElsewhere : public ScratchCity {
 protected:
  CityFileElsewhere() {
    GDALAllRegister();
    loadWkt("点", {"POINT(445000.125 3585000.5)", "", "POINT(1 2)"});
    loadWkt("lines", {"LINESTRING(0 0,1 1,2 0)", "MULTILINESTRING((0 0,1 1),(2 2,3 3))"});
    loadWkt("z", {"POLYGON Z((0 0 1,1 0 2,1 1 3,0 0 1))"});
    loadWkt("m", {"POINT M(1 2 3)"});
    loadWkt("zm", {"LINESTRING ZM(1 2 3 4,5 6 7 8)"});
    loadWkt("mixed", {"POINT(1 2)", "LINESTRING(0 0,1 1)", "POLYGON((0 0,1 0,1 1,0 0))"});
    loadWkt("unknown", {"POINT(7 8)"}, false);
    loadSquares("Parcels", 3000);
    loadSquares("old", 10);
    renameLayer(c(), "old", "renamed 层");
    EditCommand command;
    command.rows.push_back({RowEdit::Kind::insert,
                            "city_incident",
                            0,
                            "",
                            {{"category", std::string("01001")},
                             {"state", std::string("reported")},
                             {"description", std::string("井盖缺失")},
                             {"reported_at", std::string("2026-11-23T10:00:00.000Z")},
                             {"geometry", geom::pointWkb(445100, 3585100)}}});
    applyCaseStep(m_city, command);
  }

  void loadWkt(const std::string& name, const std::vector<std::string>& wkts, bool knownCrs = true) {
    LayerDraft draft;
    draft.name = name;
    draft.fields = {{"n", FieldType::integer}, {"r", FieldType::real},      {"t", FieldType::text},
                    {"d", FieldType::date},    {"dt", FieldType::datetime}, {"b", FieldType::boolean},
                    {"x", FieldType::blob}};
    if (knownCrs) draft.crs = m_city.crs();
    BulkLoad load(m_city, draft);
    FeatureBatch batch = FeatureBatch::withFields(draft.fields);
    for (std::size_t i = 0; i < wkts.size(); ++i) {
      const Value cells[] = {std::int64_t{1} << 40,
                             0.1,
                             std::string("007 文"),
                             std::string("2026-11-23"),
                             std::string("2026-11-23T10:20:30Z"),
                             std::int64_t{1},
                             geom::Bytes{0, 1, 255}};
      batch.addRow(-1, cells, wkts[i].empty() ? geom::Bytes() : geom::fromWkt(wkts[i]));
    }
    load.append(encode(std::move(batch), load.srid()));
    Progress progress;
    (void)load.finish(progress);
  }

  struct Dataset {
    GDALDatasetH handle;
    explicit Dataset(const std::filesystem::path& file, unsigned flags = GDAL_OF_VECTOR | GDAL_OF_READONLY)
        : handle(GDALOpenEx(file.c_str(), flags, nullptr, nullptr, nullptr)) {}
    Dataset(const Dataset&) = delete;
    Dataset& operator=(const Dataset&) = delete;
    ~Dataset() { GDALClose(handle); }
  };

  void compare(GDALDatasetH dataset, const LayerInfo& layer) {
    SCOPED_TRACE(layer.name);
    OGRLayerH theirs = GDALDatasetGetLayerByName(dataset, layer.name.c_str());
    ASSERT_NE(theirs, nullptr);
    EXPECT_EQ(OGR_L_GetFeatureCount(theirs, TRUE), layer.count);
    EXPECT_STREQ(OGR_L_GetGeometryColumn(theirs), "geometry");
    EXPECT_STREQ(OGR_L_GetFIDColumn(theirs), "fid");
    const OGRwkbGeometryType type = OGR_L_GetGeomType(theirs);
    EXPECT_EQ(static_cast<int>(OGR_GT_Flatten(type)), static_cast<int>(layer.geometryType->kind));
    EXPECT_EQ(OGR_GT_HasZ(type) != 0, layer.geometryType->hasZ);
    EXPECT_EQ(OGR_GT_HasM(type) != 0, layer.geometryType->hasM);
    OGRSpatialReferenceH crs = OGR_L_GetSpatialRef(theirs);
    if (layer.crs.isKnown()) {
      ASSERT_NE(crs, nullptr);
      EXPECT_STREQ(OSRGetAuthorityCode(crs, nullptr), "4549");
    }
    if (!layer.extent.isEmpty()) {
      OGREnvelope box;
      ASSERT_EQ(OGR_L_GetExtent(theirs, &box, TRUE), OGRERR_NONE);
      EXPECT_NEAR(box.MinX, layer.extent.minX, 0.5);
      EXPECT_NEAR(box.MaxY, layer.extent.maxY, 0.5);
    }
    std::map<std::int64_t, Feature> ours;
    readFeatures(c(), layer, {}, [&](Feature& feature) {
      ours[feature.fid] = feature;
      return true;
    });
    OGR_L_ResetReading(theirs);
    std::size_t read = 0;
    while (OGRFeatureH feature = OGR_L_GetNextFeature(theirs)) {
      ++read;
      compareFeature(feature, layer, ours[OGR_F_GetFID(feature)]);
      OGR_F_Destroy(feature);
    }
    EXPECT_EQ(read, ours.size());
  }

  static void compareFeature(OGRFeatureH theirs, const LayerInfo& layer, const Feature& ours) {
    OGRGeometryH geometry = OGR_F_GetGeometryRef(theirs);
    if (ours.wkb.empty()) {
      EXPECT_EQ(geometry, nullptr);
    } else {
      ASSERT_NE(geometry, nullptr);
      geom::Bytes wkb(static_cast<std::size_t>(OGR_G_WkbSize(geometry)));
      OGR_G_ExportToIsoWkb(geometry, wkbNDR, wkb.data());
      EXPECT_EQ(wkb, ours.wkb);
    }
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
      const int index = OGR_F_GetFieldIndex(theirs, layer.fields[i].name.c_str());
      ASSERT_GE(index, 0) << layer.fields[i].name;
      if (std::holds_alternative<std::monostate>(ours.values[i])) {
        EXPECT_EQ(OGR_F_IsFieldSetAndNotNull(theirs, index), 0) << layer.fields[i].name;
      } else if (const auto* number = std::get_if<std::int64_t>(&ours.values[i])) {
        EXPECT_EQ(OGR_F_GetFieldAsInteger64(theirs, index), *number);
      } else if (const auto* real = std::get_if<double>(&ours.values[i])) {
        EXPECT_EQ(OGR_F_GetFieldAsDouble(theirs, index), *real);
      } else if (const auto* text = std::get_if<std::string>(&ours.values[i]);
                 text != nullptr && layer.fields[i].type == FieldType::text) {
        EXPECT_EQ(OGR_F_GetFieldAsString(theirs, index), *text);
      }
    }
  }
};

TEST_F(CityFileElsewhere, GdalReadsEveryLayerAsWeDo) {
  const Dataset dataset(m_file);
  ASSERT_NE(dataset.handle, nullptr);
  EXPECT_STREQ(GDALGetDriverShortName(GDALGetDatasetDriver(dataset.handle)), "SQLite");
  const auto layers = listLayers(c());
  EXPECT_EQ(layers.size(), 10u);
  for (const LayerInfo& layer : layers) compare(dataset.handle, layer);

  OGRLayerH parcels = GDALDatasetGetLayerByName(dataset.handle, "parcels");
  OGR_L_SetSpatialFilterRect(parcels, 445001, 3585001, 445059, 3585029);
  EXPECT_EQ(OGR_L_GetFeatureCount(parcels, TRUE), 6);
  EXPECT_EQ(OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(parcels)), 3);
  OGRLayerH points = GDALDatasetGetLayerByName(dataset.handle, "点");
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(points);
  const auto type = [&](const char* field) {
    return OGR_Fld_GetType(OGR_FD_GetFieldDefn(definition, OGR_FD_GetFieldIndex(definition, field)));
  };
  EXPECT_EQ(type("n"), OFTInteger64);
  EXPECT_EQ(type("r"), OFTReal);
  EXPECT_EQ(type("t"), OFTString);
  EXPECT_EQ(type("d"), OFTDate);
  EXPECT_EQ(type("dt"), OFTDateTime);
  EXPECT_EQ(type("x"), OFTBinary);
}

TEST_F(CityFileElsewhere, AChangeMadeWithGdalKeepsIndexAndNotices) {
  const std::int64_t seq = lastChange(c());
  {
    const Dataset dataset(m_file, GDAL_OF_VECTOR | GDAL_OF_UPDATE);
    ASSERT_NE(dataset.handle, nullptr);
    OGRLayerH parcels = GDALDatasetGetLayerByName(dataset.handle, "Parcels");
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(parcels));
    OGR_F_SetFieldString(feature, OGR_F_GetFieldIndex(feature, "code"), "new");
    const geom::Bytes wkb = geom::promoted(geom::boxWkb(square(5000)), {geom::GeometryKind::multiPolygon});
    OGRGeometryH geometry = nullptr;
    ASSERT_EQ(OGR_G_CreateFromWkb(wkb.data(), nullptr, &geometry, static_cast<int>(wkb.size())), OGRERR_NONE);
    OGR_F_SetGeometryDirectly(feature, geometry);
    EXPECT_EQ(OGR_L_CreateFeature(parcels, feature), OGRERR_NONE);
    OGR_F_Destroy(feature);
    EXPECT_EQ(OGR_L_DeleteFeature(parcels, 7), OGRERR_NONE);
  }
  const auto notices = changesSince(c(), seq);
  ASSERT_EQ(notices.size(), 2u);
  EXPECT_EQ(notices[0].op, 'I');
  EXPECT_EQ(notices[0].layer, "Parcels");
  EXPECT_EQ(notices[1].op, 'D');
  EXPECT_EQ(notices[1].fid, 7);
  const LayerInfo layer = layerByName(c(), "Parcels");
  EXPECT_EQ(layer.count, 3000);
  EXPECT_EQ(layer.extent.maxY, square(5000).maxY);
  EXPECT_EQ(c().intValue("SELECT CheckSpatialIndex('Parcels', 'geometry')"), 1);
  Progress progress;
  EXPECT_EQ(checkCity(m_city, progress).size(), 0u);
}

TEST_F(CityFileElsewhere, TheSpatialiteShellFindsItSound) {
  if (std::system("command -v spatialite > /dev/null") != 0) return;  // the shell is no part of the build
  const std::string command = "spatialite -silent '" + m_file.string() +
                              "' \"SELECT CheckSpatialMetaData(), CheckSpatialIndex(), count(*),"
                              " InvalidateLayerStatistics(), UpdateLayerStatistics() FROM geometry_columns\" 2>&1";
  std::FILE* pipe = ::popen(command.c_str(), "r");
  ASSERT_NE(pipe, nullptr);
  std::array<char, 200> line{};
  std::string all;
  while (std::fgets(line.data(), line.size(), pipe) != nullptr) all += line.data();
  EXPECT_EQ(::pclose(pipe), 0);
  EXPECT_EQ(all, "3|1|10|1|1\n");
}

}  // namespace
}  // namespace gis::store
