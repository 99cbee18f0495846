#include "gis_core/city/parcel_card.h"

#include <algorithm>
#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/class_names.h"
#include "gis_core/city/code_check.h"
#include "gis_core/city/parcel_edit.h"
#include "gis_core/city/parcel_fields.h"
#include "gis_core/crs/measure.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/value_text.h"

namespace gis::city {

namespace {

constexpr double kTolerancePercent = 1;
constexpr const char* kToleranceSetting = "parcel_area_tolerance";

std::optional<double> numberOf(const store::Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return double(*whole);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* text = std::get_if<std::string>(&value)) {
    char* end = nullptr;
    const double number = std::strtod(text->c_str(), &end);
    if (end != text->c_str() && std::isfinite(number)) return number;
  }
  return std::nullopt;
}

void addLandUse(ParcelCard& card, const store::LayerInfo& layer, const store::Field& field, const store::Value& value) {
  card.landUse = store::textOf(value);
  card.landUseSystem = codeSystemOf(layer, field.name);
  const LandUse* use = CodeTables::current().landUse(card.landUseSystem, text::normaliseCode(card.landUse));
  if (use) {
    card.landUseZh = use->zh;
    card.landUseEn = use->en;
  }
}

void addBuildings(const store::CityDatabase& city, const store::LayerInfo& parcels, ParcelCard& card) {
  const auto layer = store::layerOfRole(city.connection(), "building");
  if (!layer || !layer->geometryType || card.wkb.empty()) return;
  geom::Bytes parcel = card.wkb;
  const bool both = layer->crs.isKnown() && parcels.crs.isKnown();
  if (layer->crs.isKnown() != parcels.crs.isKnown()) return;
  if (both && !layer->crs.equivalentTo(parcels.crs)) {
    const crs::Transformer step(parcels.crs, layer->crs, true);
    geom::transformCoordinates(parcel, [&](double* xyzm, std::uint32_t n, int stride) { step.apply(xyzm, n, stride); });
  }
  store::FeatureRequest request;
  request.allFields = false;
  for (const std::string* field : {&layer->roleCodeField, &layer->roleNameField}) {
    if (!field->empty() && std::find(request.fields.begin(), request.fields.end(), *field) == request.fields.end()) {
      request.fields.push_back(*field);
    }
  }
  request.box = geom::envelopeOf(parcel);
  store::readFeatures(city.connection(), *layer, request, [&](store::Feature& feature) {
    if (feature.wkb.empty() || !geom::envelopeOf(feature.wkb).intersects(*request.box)) return true;
    try {
      const auto shared = measuredSquareMetres(geom::intersection(feature.wkb, parcel), layer->crs);
      // Neighbours that only touch the border, or overlap it by a drawing error, do not stand on the parcel.
      if (!shared || *shared < 0.5) return true;
      ParcelBuilding building;
      building.fid = feature.fid;
      if (!feature.values.empty()) building.code = store::textOf(feature.values.front());
      if (feature.values.size() > 1) building.name = store::textOf(feature.values[1]);
      building.squareMetres = *shared;
      card.buildings.push_back(std::move(building));
    } catch (const Error& error) {
      if (error.code() != ErrorCode::invalidValue && error.code() != ErrorCode::damaged) throw;
    }
    return true;
  });
  std::stable_sort(card.buildings.begin(), card.buildings.end(),
                   [](const ParcelBuilding& a, const ParcelBuilding& b) { return a.squareMetres > b.squareMetres; });
}

void addCases(const store::CityDatabase& city, const geom::Bytes& parcelInCity, ParcelCard& card) {
  IncidentFilter filter;
  filter.box = card.box;
  const geom::Prepared area(parcelInCity);
  for (Incident& incident : listIncidents(city, filter)) {
    if (!incident.at || !area.coversPoint(*incident.at)) continue;
    card.cases.push_back(std::move(incident));
    if (card.cases.size() == 100) break;
  }
}

std::string nameOrCode(const std::optional<PlaceHit>& hit) {
  if (!hit) return {};
  return hit->name.empty() ? hit->code : hit->name;
}

void addSurroundings(const store::CityDatabase& city, const store::LayerInfo& layer, ParcelCard& card) {
  if (card.wkb.empty() || geom::isEmpty(card.wkb)) return;
  if (layer.crs.isKnown() != city.crs().isKnown()) return;
  geom::Bytes inCity = card.wkb;
  if (layer.crs.isKnown() && !layer.crs.equivalentTo(city.crs())) {
    const crs::Transformer step(layer.crs, city.crs(), true);
    geom::transformCoordinates(inCity, [&](double* xyzm, std::uint32_t n, int stride) { step.apply(xyzm, n, stride); });
  }
  card.box = geom::envelopeOf(inCity);
  try {
    const Place place = PlaceFinder(city).at(geom::interiorPoint(inCity));
    card.district = nameOrCode(place.district);
    card.subdistrict = nameOrCode(place.subdistrict);
    card.community = nameOrCode(place.community);
    card.grid = place.grid ? place.grid->code : std::string();
    card.road = place.roadName();
    addBuildings(city, layer, card);
    addCases(city, inCity, card);
  } catch (const Error& error) {
    // A parcel with a broken shape still has its registered facts.
    if (error.code() != ErrorCode::invalidValue && error.code() != ErrorCode::damaged) throw;
  }
}

ParcelCard cardOf(const store::CityDatabase& city, const store::LayerInfo& layer, const store::Feature& feature) {
  ParcelCard card;
  card.layer = layer.name;
  card.fid = feature.fid;
  card.wkb = feature.wkb;
  const store::Field* location = parcelLocationField(layer);
  const store::Field* landUse = parcelLandUseField(layer);
  const store::Field* area = parcelAreaField(layer);
  for (std::size_t i = 0; i < layer.fields.size(); ++i) {
    const store::Field& field = layer.fields[i];
    const store::Value& value = feature.values[i];
    if (field.name == layer.roleCodeField) {
      card.code = store::textOf(value);
    } else if (location && field.name == location->name) {
      card.location = store::textOf(value);
    } else if (landUse && field.name == landUse->name) {
      addLandUse(card, layer, field, value);
    } else if (area && field.name == area->name) {
      card.registeredSquareMetres = numberOf(value);
    } else if (!isPersonalField(field.name) && !std::holds_alternative<geom::Bytes>(value)) {
      card.otherFields.emplace_back(field.name, store::textOf(value));
    }
  }
  card.groupedCode = groupedParcelCode(card.code);
  card.codeFault = parcelCodeFault(card.code);
  card.measuredSquareMetres = measuredSquareMetres(card.wkb, layer.crs);
  card.tolerancePercent = parcelAreaTolerance(city);
  if (card.registeredSquareMetres && card.measuredSquareMetres) {
    card.differenceSquareMetres = *card.measuredSquareMetres - *card.registeredSquareMetres;
    if (*card.registeredSquareMetres > 0) {
      card.differencePercent = *card.differenceSquareMetres / *card.registeredSquareMetres * 100;
      card.isBeyondTolerance = std::abs(*card.differencePercent) > card.tolerancePercent;
    }
  }
  addSurroundings(city, layer, card);
  return card;
}

[[noreturn]] void noSuchParcel(std::string_view code) {
  throw Error(ErrorCode::notFound, {GIS_TR("cannot find the parcel {0}"), {std::string(code)}},
              GIS_TR("no parcel of the city has this code"), GIS_TR("look for a part of it with Find"));
}

}  // namespace

ParcelCard parcelByFid(const store::CityDatabase& city, std::int64_t fid) {
  const store::LayerInfo layer = requireParcelLayer(city);
  const auto feature = store::featureByFid(city.connection(), layer, fid);
  if (!feature) noSuchParcel(std::to_string(fid));
  return cardOf(city, layer, *feature);
}

ParcelCard parcelByCode(const store::CityDatabase& city, std::string_view code) {
  if (code.starts_with("#")) return parcelByFid(city, parcelFidOf(city, code));
  const store::LayerInfo layer = requireParcelLayer(city);
  if (layer.roleCodeField.empty() || text::normaliseCode(code).empty()) noSuchParcel(code);
  return parcelByFid(city, parcelFidOf(city, code));
}

double parcelAreaTolerance(const store::CityDatabase& city) {
  const std::string kept = city.setting(kToleranceSetting);
  return kept.empty() ? kTolerancePercent : std::strtod(kept.c_str(), nullptr);
}

void setParcelAreaTolerance(const store::CityDatabase& city, double percent) {
  if (!(percent >= 0 && percent <= 100)) {
    throw Error(ErrorCode::invalidValue, GIS_TR("the tolerance of areas is not changed"),
                GIS_TR("it is a number from 0 to 100, per cent of the registered area"), {});
  }
  city.setSetting(kToleranceSetting, store::textOf(percent));
}

std::optional<ParcelCard> parcelAt(const store::CityDatabase& city, geom::MapPoint at) {
  const auto hit = PlaceFinder(city).covering("parcel", at);
  if (!hit) return std::nullopt;
  return parcelByFid(city, hit->fid);
}

bool isPersonalField(std::string_view field) {
  const std::string folded = text::fold(field);
  for (const std::string_view part : {"权利人", "所有权人", "使用权人", "使用者", "业主", "产权人", "姓名", "身份证",
                                      "证件号", "电话", "手机", "联系"}) {
    if (folded.find(part) != std::string::npos) return true;
  }
  for (const std::string_view whole : {"qlr", "qlrmc", "qlrxm", "zjh", "zjhm", "sfzh", "dh", "lxdh", "lxr", "tdsyz",
                                       "syqr", "owner_name", "holder", "phone", "mobile", "id_no", "idcard"}) {
    if (folded == whole) return true;
  }
  return folded.find("owner") != std::string::npos || folded.find("holder") != std::string::npos ||
         folded.starts_with("qlr");
}

}  // namespace gis::city
