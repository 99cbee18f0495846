#include "gis_core/io/export_rows.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/io/short_names.h"

namespace gis::io {
namespace {

using geom::Bytes;
using geom::BytesView;

/// Nine decimals of a degree are a tenth of a millimetre.
constexpr double kDegreeSteps = 1e9;
constexpr int kDegrees = 4490;

std::optional<geom::Envelope> boxFrom(const std::string& text) {
  double numbers[4] = {};
  const char* at = text.data();
  const char* end = at + text.size();
  for (int i = 0; i < 4; ++i) {
    while (at < end && *at == ' ') ++at;
    const auto [next, fault] = std::from_chars(at, end, numbers[i]);
    if (fault != std::errc()) return std::nullopt;
    at = next;
    while (at < end && *at == ' ') ++at;
    if (i < 3 && (at == end || *at++ != ',')) return std::nullopt;
  }
  if (at != end) return std::nullopt;
  geom::Envelope box;
  box.include(numbers[0], numbers[1]);
  box.include(numbers[2], numbers[3]);
  return box;
}

/// False when a place has no counterpart in the other system.
bool carry(Bytes& wkb, const crs::Transformer& transformer) {
  if (geom::isEmpty(wkb)) return true;
  std::size_t failed = 0;
  geom::transformCoordinates(
      wkb, [&](double* xyzm, std::uint32_t count, int stride) { failed += transformer.apply(xyzm, count, stride); });
  return failed == 0;
}

/// The members of this dimension as one multi-geometry; empty when there is none. An intersection leaves points and
/// lines where areas only touch.
Bytes ofDimension(BytesView wkb, int dimension) {
  std::vector<Bytes> kept;
  for (Bytes& part : geom::parts(wkb)) {
    if (geom::typeOf(part).dimension() == dimension && !geom::isEmpty(part)) kept.push_back(std::move(part));
  }
  if (kept.empty()) return {};
  if (kept.size() == 1) return kept.front();
  geom::GeometryType type = geom::typeOf(kept.front());
  type.kind = dimension == 0   ? geom::GeometryKind::multiPoint
              : dimension == 1 ? geom::GeometryKind::multiLineString
                               : geom::GeometryKind::multiPolygon;
  Bytes multi(9);
  multi[0] = 1;
  const auto code = static_cast<std::uint32_t>(type.code());
  const auto count = static_cast<std::uint32_t>(kept.size());
  std::memcpy(multi.data() + 1, &code, sizeof code);
  std::memcpy(multi.data() + 5, &count, sizeof count);
  for (const Bytes& part : kept) multi.insert(multi.end(), part.begin(), part.end());
  return multi;
}

/// The ground of the features whose numbers stand after the colon of "LAYER:1,2".
Bytes areaOf(const store::CityDatabase& city, const store::LayerInfo& layer, const std::string& clip,
             std::size_t from) {
  std::vector<Bytes> shapes;
  const char* const end = clip.data() + clip.size();
  for (const char* at = clip.data() + from;; ++at) {
    std::int64_t fid = 0;
    const auto [next, fault] = std::from_chars(at, end, fid);
    if (fault != std::errc() || (next != end && *next != ','))
      throw Error(ErrorCode::usage, {GIS_TR("\"{0}\" is not LAYER:ID"), {clip}});
    auto feature = store::featureByFid(city.connection(), layer, fid);
    if (!feature || feature->wkb.empty()) {
      throw Error(ErrorCode::notFound, {GIS_TR("cannot clip by {0}"), {layer.name + ":" + std::to_string(fid)}},
                  GIS_TR("there is no such feature, or it has no geometry"));
    }
    shapes.push_back(std::move(feature->wkb));
    if (next == end) break;
    at = next;
  }
  if (shapes.size() == 1) return std::move(shapes.front());
  return geom::unionOf(std::vector<geom::BytesView>(shapes.begin(), shapes.end()));
}

}  // namespace

double middleLongitude(BytesView wkb, const crs::Transformer& toDegrees) {
  const geom::Envelope box = geom::envelopeOf(wkb);
  return toDegrees.apply(geom::MapPoint{(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2}).x;
}

ExportRows::ExportRows(const store::CityDatabase& city, const ExportRequest& request, ExportFormat format)
    : m_city(city), m_layer(store::layerByName(city.connection(), request.layer)), m_cut(request.cut) {
  chooseFields(request);
  chooseCrs(request, format);
  m_request.where = request.where;
  m_request.fids = request.fids;
  m_request.geometry = m_layer.geometryType.has_value();
  if (!request.clip.empty()) readClip(request);
  if (request.band && m_layer.geometryType && m_layer.crs.isKnown()) {
    m_band = request.band;
    m_toDegrees.emplace(m_layer.crs, crs::Crs::fromEpsg(kDegrees), request.acceptBallpark);
  }
}

void ExportRows::chooseFields(const ExportRequest& request) {
  m_request.allFields = false;
  if (request.fields.empty()) {
    m_fields = m_layer.fields;
  } else {
    for (const std::string& name : request.fields) {
      const auto found = std::find_if(m_layer.fields.begin(), m_layer.fields.end(),
                                      [&](const store::Field& field) { return field.name == name; });
      if (found == m_layer.fields.end()) {
        throw Error(ErrorCode::noSuchField, {GIS_TR("the layer \"{0}\" has no field \"{1}\""), {m_layer.name, name}});
      }
      if (std::count(request.fields.begin(), request.fields.end(), name) > 1)
        throw Error(ErrorCode::usage, {GIS_TR("the field \"{0}\" is named twice"), {name}});
      m_fields.push_back(*found);
    }
  }
  for (const std::string& name : request.without) {
    const std::string& known = store::requireField(m_layer, name).name;
    std::erase_if(m_fields, [&](const store::Field& field) { return field.name == known; });
  }
  for (const store::Field& field : m_fields) m_request.fields.push_back(field.name);
  m_readFields = m_fields;
  for (const AddedColumn& column : request.added) {
    m_fields.push_back(column.field);
    m_added.push_back(column.make(m_layer, m_readFields));
  }
  m_sourceFields = m_fields;
  nameFields(request);
}

void ExportRows::nameFields(const ExportRequest& request) {
  if (request.pinyinNames) {
    std::vector<std::string> names;
    for (const store::Field& field : m_fields) names.push_back(field.name);
    names = pinyinNames(names);
    for (std::size_t i = 0; i < names.size(); ++i) m_fields[i].name = names[i];
  }
  for (const auto& [from, to] : request.renames) {
    const store::Field& known = store::requireField(m_layer, from);
    const auto at = std::find_if(m_sourceFields.begin(), m_sourceFields.end(),
                                 [&](const store::Field& field) { return field.name == known.name; });
    if (at == m_sourceFields.end() || to.empty())
      throw Error(ErrorCode::usage, {GIS_TR("cannot rename the field \"{0}\""), {from}},
                  to.empty() ? Message(GIS_TR("its new name is empty")) : Message(GIS_TR("it is not written")));
    m_fields[static_cast<std::size_t>(at - m_sourceFields.begin())].name = to;
  }
  std::set<std::string> used;
  for (const store::Field& field : m_fields) {
    if (!used.insert(text::fold(field.name)).second)
      throw Error(ErrorCode::usage, {GIS_TR("two fields would be called \"{0}\""), {field.name}}, {},
                  GIS_TR("give another name (--rename)"));
  }
}

void ExportRows::chooseCrs(const ExportRequest& request, ExportFormat format) {
  m_crs = m_layer.crs;
  if (!m_layer.geometryType) return;
  const bool degrees = format == ExportFormat::geoJson || format == ExportFormat::kml;
  crs::Crs wanted = m_layer.crs;
  if (!request.crs.empty() && request.crs != "source")
    wanted = request.crs == "city" ? m_city.crs() : crs::Crs::parse(request.crs);
  else if (degrees && request.crs.empty())
    wanted = crs::Crs::fromEpsg(4326);
  m_rounded = format == ExportFormat::geoJson && request.crs.empty();
  if (!m_layer.crs.isKnown()) {
    if (!request.crs.empty() && request.crs != "source") {
      throw Error(ErrorCode::unknownCrs, {GIS_TR("cannot transform the layer \"{0}\""), {m_layer.name}},
                  GIS_TR("its coordinate system is not known"), GIS_TR("give its numbers as they are (without --crs)"));
    }
    m_rounded = false;
    m_warnings.emplace_back(GIS_TR("the layer's coordinate system is not known: its numbers were written as they are"));
    return;
  }
  crs::Transformer transformer(m_layer.crs, wanted, request.acceptBallpark);
  m_crs = wanted;
  if (!transformer.isIdentity()) m_transformer.emplace(std::move(transformer));
}

void ExportRows::readClip(const ExportRequest& request) {
  if (!m_layer.geometryType)
    throw Error(ErrorCode::usage, {GIS_TR("the table \"{0}\" has no geometry to clip"), {m_layer.name}});
  crs::Crs from = m_city.crs();
  const std::size_t colon = request.clip.rfind(':');
  if (const auto box = boxFrom(request.clip)) {
    m_area = geom::boxWkb(*box);
  } else if (colon != std::string::npos && request.clip.find('(') == std::string::npos) {
    const store::LayerInfo other = store::layerByName(m_city.connection(), request.clip.substr(0, colon));
    m_area = areaOf(m_city, other, request.clip, colon + 1);
    from = other.crs;
  } else {
    m_area = geom::fromWkt(request.clip);
  }
  // of a collection nobody can tell
  const int dimension = geom::typeOf(m_area).dimension();
  if (geom::isEmpty(m_area) || (request.cut && (dimension == 0 || dimension == 1))) {
    throw Error(ErrorCode::invalidValue, {GIS_TR("cannot clip by {0}"), {request.clip}},
                GIS_TR("it is no area: points and lines cut nothing"));
  }
  if (from.isKnown() && m_layer.crs.isKnown()) {
    const crs::Transformer transformer(from, m_layer.crs, request.acceptBallpark);
    if (!transformer.isIdentity() && !carry(m_area, transformer)) {
      throw Error(ErrorCode::invalidValue, {GIS_TR("cannot clip by {0}"), {request.clip}},
                  GIS_TR("it cannot be carried into the layer's coordinate system"));
    }
  }
  m_request.box = geom::envelopeOf(m_area);
  m_prepared.emplace(m_area);
}

bool ExportRows::inBand(BytesView wkb) const {
  if (wkb.empty() || geom::isEmpty(wkb)) return m_band->withoutPlace;
  const double longitude = middleLongitude(wkb, *m_toDegrees);
  // what cannot be carried into degrees goes with those without a place, so that it is in one of the files
  return std::isfinite(longitude) ? longitude >= m_band->west && longitude < m_band->east : m_band->withoutPlace;
}

/// Is the feature in the area and the zone? Cuts it when that was asked for.
bool ExportRows::clipped(Bytes& wkb) const {
  if (m_band && !inBand(wkb)) return false;
  if (!m_prepared) return true;
  if (wkb.empty() || geom::isEmpty(wkb)) return false;
  static const geom::Relation intersects{geom::Predicate::intersects, {}};
  static const geom::Relation covers{geom::Predicate::covers, {}};
  if (!m_request.box->intersects(geom::envelopeOf(wkb)) || !m_prepared->relate(wkb, intersects)) return false;
  if (!m_cut || m_prepared->relate(wkb, covers)) return true;
  const geom::GeometryType type = geom::typeOf(wkb);
  Bytes inside = geom::intersection(wkb, m_area);
  if (type.dimension() >= 0) inside = ofDimension(inside, type.dimension());
  if (inside.empty() || geom::isEmpty(inside)) return false;  // it only touched the border
  wkb = std::move(inside);
  return true;
}

void ExportRows::roundDegrees(Bytes& wkb) const {
  geom::transformCoordinates(wkb, [](double* xyzm, std::uint32_t count, int stride) {
    for (std::uint32_t i = 0; i < count; ++i, xyzm += stride) {
      xyzm[0] = std::round(xyzm[0] * kDegreeSteps) / kDegreeSteps;
      xyzm[1] = std::round(xyzm[1] * kDegreeSteps) / kDegreeSteps;
    }
  });
}

void ExportRows::hideSmallCounts(std::int64_t least, const CancelToken& token) {
  store::FeatureRequest request = m_request;
  request.geometry = m_prepared.has_value() || m_band.has_value();
  m_smallCounts.emplace(
      m_city.connection(), m_layer, std::move(request), m_readFields, least,
      [this](store::Feature& feature) { return clipped(feature.wkb); }, token);
}

void ExportRows::each(Progress& progress, const std::function<void(store::Feature&)>& row) const {
  std::uint64_t done = 0;
  m_lostPlaces = 0;
  const auto total = static_cast<std::uint64_t>(std::max<std::int64_t>(m_layer.count, 0));
  store::readFeatures(
      m_city.connection(), m_layer, m_request,
      [&](store::Feature& feature) {
        if ((++done & 255U) == 0) progress.report(done, std::max(done, total));
        if (!clipped(feature.wkb)) return true;
        if (m_smallCounts) m_smallCounts->hide(feature);
        if (!m_added.empty()) {
          std::vector<store::Value> more;
          for (const auto& valueOf : m_added) more.push_back(valueOf(feature));
          for (store::Value& value : more) feature.values.push_back(std::move(value));
        }
        if (!feature.wkb.empty() && m_transformer && !carry(feature.wkb, *m_transformer)) {
          feature.wkb.clear();
          ++m_lostPlaces;
        }
        if (!feature.wkb.empty() && m_rounded) roundDegrees(feature.wkb);
        row(feature);
        return true;
      },
      progress.token());
}

}  // namespace gis::io
