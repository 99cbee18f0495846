#include "gis_core/city/parcel_fields.h"

#include <initializer_list>
#include <string_view>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/crs/measure.h"

namespace gis::city {

namespace {

/// The first field with one of these names, compared folded.
const store::Field* fieldCalled(const store::LayerInfo& layer, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    for (const store::Field& field : layer.fields) {
      if (text::fold(field.name) == name) return &field;
    }
  }
  return nullptr;
}

}  // namespace

store::LayerInfo requireParcelLayer(const store::CityDatabase& city) {
  auto layer = store::layerOfRole(city.connection(), "parcel");
  if (layer) return std::move(*layer);
  throw Error(ErrorCode::notFound, GIS_TR("cannot open the parcel card"), GIS_TR("no layer plays the role parcel"),
              GIS_TR("bind one with the command role"));
}

const store::Field* parcelLocationField(const store::LayerInfo& layer) {
  return fieldCalled(layer, {"zl", "坐落", "location", "address", "地址"});
}

const store::Field* parcelLandUseField(const store::LayerInfo& layer) {
  return fieldCalled(layer, {"landuse", "land_use", "landuse_code", "use_code", "用途", "地类", "地类编码", "土地用途",
                             "yt", "dlbm", "tdyt", "ydyhfl"});
}

const store::Field* parcelAreaField(const store::LayerInfo& layer) {
  return fieldCalled(layer, {"zdmj", "registered_area", "reg_area", "area_registered", "登记面积", "宗地面积",
                             "parcel_area", "area_m2", "面积", "mj", "area"});
}

std::optional<double> measuredSquareMetres(const geom::Bytes& wkb, const crs::Crs& system) {
  if (!system.isKnown() || wkb.empty() || geom::typeOf(wkb).dimension() != 2) return std::nullopt;
  return crs::AreaMeter(system, system.isGeographic() ? crs::AreaKind::ellipsoid : crs::AreaKind::plane).of(wkb);
}

}  // namespace gis::city
