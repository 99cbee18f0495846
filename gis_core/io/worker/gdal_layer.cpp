#include "gis_core/io/worker/gdal_layer.h"
#include "gis_core/io/dxf_names.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"

namespace gis::io::worker {
namespace {

using store::FieldType;

/// Spreadsheets keep 15 digits of a number; the rest of a longer code is already lost.
constexpr double kLongestCellNumber = 1e15;

FieldType fieldTypeOf(const OGRFieldDefn& field) {
  switch (field.GetType()) {
    case OFTInteger: return field.GetSubType() == OFSTBoolean ? FieldType::boolean : FieldType::integer;
    case OFTInteger64: return FieldType::integer;
    case OFTReal: return FieldType::real;
    case OFTDate: return FieldType::date;
    case OFTDateTime: return FieldType::datetime;
    case OFTBinary: return FieldType::blob;
    default: return FieldType::text;
  }
}

/// "2026-11-23T17:30:00+08:00"; no offset when the source has none (GDAL: 0 unknown, 1 local, 100 UTC, else quarters).
std::string dateTimeText(int year, int month, int day, int hour, int minute, double second, int zone) {
  char buffer[64];
  const int whole = static_cast<int>(second);
  const int millis = static_cast<int>(std::lround((second - whole) * 1000));
  int size =
      std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, hour, minute, whole);
  std::string text(buffer, static_cast<std::size_t>(size));
  if (millis > 0 && millis < 1000) {
    size = std::snprintf(buffer, sizeof buffer, ".%03d", millis);
    text.append(buffer, static_cast<std::size_t>(size));
  }
  if (zone == 100) {
    text += 'Z';
  } else if (zone > 1) {
    const int minutes = (zone - 100) * 15;
    size = std::snprintf(buffer, sizeof buffer, "%c%02d:%02d", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                         std::abs(minutes) % 60);
    text.append(buffer, static_cast<std::size_t>(size));
  }
  return text;
}

geom::GeometryType typeFrom(OGRwkbGeometryType type) {
  geom::GeometryType result;
  const OGRwkbGeometryType flat = wkbFlatten(OGR_GT_GetLinear(type));
  if (flat >= wkbPoint && flat <= wkbGeometryCollection) result.kind = static_cast<geom::GeometryKind>(flat);
  if (flat == wkbTIN || flat == wkbPolyhedralSurface) result.kind = geom::GeometryKind::multiPolygon;
  if (flat == wkbTriangle) result.kind = geom::GeometryKind::polygon;
  result.hasZ = wkbHasZ(type) != 0;
  result.hasM = wkbHasM(type) != 0;
  return result;
}

std::string wktOf(const OGRSpatialReference& crs) {
  char* text = nullptr;
  const std::array<const char*, 2> options{"FORMAT=WKT2_2019", nullptr};
  crs.exportToWkt(&text, options.data());
  std::string wkt(text == nullptr ? "" : text);
  CPLFree(text);
  return wkt;
}

/// What a GeoPackage calls a system that nobody knows (OGC 12-128r18, requirement 11; GDAL's for 99999).
bool isUndefined(const OGRSpatialReference& crs) {
  const char* name = crs.GetName();
  if (name == nullptr) return false;
  const std::string_view known(name);
  return known == "Undefined geographic SRS" || known == "Undefined Cartesian SRS" || known == "Undefined SRS";
}

/// Drivers turn axes round themselves and say so in the mapping; where the data still stand in the
/// authority's order (north first) we turn them.
bool axesNeedSwap(const OGRSpatialReference& crs) {
  const std::vector<int>& mapping = crs.GetDataAxisToSRSAxisMapping();
  const bool northFirst = crs.EPSGTreatsAsLatLong() != 0 || crs.EPSGTreatsAsNorthingEasting() != 0;
  return northFirst && mapping.size() >= 2 && mapping[0] == 1 && mapping[1] == 2;
}

}  // namespace

GdalLayer::GdalLayer(GdalLayerSetup setup)
    : m_setup(std::move(setup)),
      m_decoder(m_setup.encoding.empty() ? std::string("UTF-8") : m_setup.encoding),
      m_isShapefile(std::string_view(m_setup.dataset->GetDriverName()) == "ESRI Shapefile") {
  OGRFeatureDefn& definition = *m_setup.layer->GetLayerDefn();
  info.driver = m_setup.dataset->GetDriverName();
  // a shapefile's layer is named by its path, which is not in the encoding of the table
  const char* name = m_setup.layer->GetName();
  info.sourceLayer = text::isValidUtf8(name) ? std::string(name) : decodedName(name);
  info.encoding = m_decoder.encoding();
  describeFields(definition);
  describePlace(definition);
  info.promised = m_setup.interleaved ? -1 : m_setup.layer->GetFeatureCount(FALSE);
  if (m_setup.spreadsheet) takeLoneHeading();
  if (m_setup.coordinateColumns) findPlaceColumns();
  if (!m_setup.shapefile.empty()) openPlainRows();
}

GdalLayer::~GdalLayer() = default;

std::string GdalLayer::decodedName(const char* raw) {
  if (m_decoder.encoding() != "UTF-8" || m_isShapefile || text::isValidUtf8(raw)) return m_decoder.decode(raw);
  return TextDecoder(m_nameEncoding.empty() ? guessEncoding({raw}) : m_nameEncoding).decode(raw);
}

void GdalLayer::describeFields(OGRFeatureDefn& definition) {
  // one name alone says too little about its encoding
  std::vector<std::string_view> names;
  names.reserve(static_cast<std::size_t>(definition.GetFieldCount()));
  for (int i = 0; i < definition.GetFieldCount(); ++i) names.emplace_back(definition.GetFieldDefn(i)->GetNameRef());
  m_nameEncoding = guessEncoding(names);
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    const OGRFieldDefn& field = *definition.GetFieldDefn(i);
    if (m_setup.leftOut.count(field.GetNameRef()) > 0) continue;
    if (!m_setup.tags.empty() && std::string_view(field.GetNameRef()) == "BlockAttributes") {
      TextDecoder drawn("GBK");  // GDAL decodes the values only
      for (const std::string& tag : m_setup.tags) {
        info.fields.push_back({drawn.decode(tag), FieldType::text});
        m_converters.push_back({i, Cell::attribute, nullptr, tag});
      }
      continue;
    }
    FieldType type = fieldTypeOf(field);
    Cell cell = Cell::text;
    switch (field.GetType()) {
      case OFTInteger:
      case OFTInteger64: cell = Cell::integer; break;
      case OFTReal: cell = Cell::real; break;
      case OFTDate: cell = Cell::date; break;
      case OFTDateTime: cell = Cell::dateTime; break;
      case OFTTime: cell = Cell::time; break;
      case OFTBinary: cell = Cell::binary; break;
      case OFTIntegerList:
      case OFTInteger64List:
      case OFTRealList:
      case OFTStringList: cell = Cell::list; break;
      default: break;
    }
    const DbfNumbers::Column* digits = nullptr;
    if (m_setup.wideNumbers && cell == Cell::real) {
      for (const DbfNumbers::Column& column : m_setup.wideNumbers->columns()) {
        if (column.field != i) continue;
        digits = &column;
        type = column.type;
        cell = Cell::digits;
      }
    }
    std::string name = decodedName(field.GetNameRef());
    if (!text::isValidUtf8(name)) name = text::repairUtf8(name);
    info.fields.push_back({std::move(name), type, field.GetWidth(), field.GetPrecision()});
    m_converters.push_back({i, cell, digits, {}});
  }
}

void GdalLayer::describePlace(OGRFeatureDefn& definition) {
  info.hasGeometry = m_setup.geometryField >= 0;
  if (!info.hasGeometry) return;
  const OGRGeomFieldDefn& field = *definition.GetGeomFieldDefn(m_setup.geometryField);
  info.declaredType = typeFrom(field.GetType());
  const OGRSpatialReference* crs = field.GetSpatialRef();
  if (crs == nullptr && m_setup.geometryField == 0) crs = m_setup.layer->GetSpatialRef();  // MapInfo's text format
  if (crs != nullptr && !isUndefined(*crs)) {
    info.crsFault = wktOf(*crs);
    m_swapAxes = axesNeedSwap(*crs);
  }
  OGREnvelope box;
  if (!m_setup.interleaved && m_setup.layer->GetExtent(m_setup.geometryField, &box, FALSE) == OGRERR_NONE)
    info.extent = m_swapAxes ? geom::Envelope{box.MinY, box.MinX, box.MaxY, box.MaxX}
                             : geom::Envelope{box.MinX, box.MinY, box.MaxX, box.MaxY};
}

/// The drivers take a row that stands alone for values and call the columns Field1, Field2 …
void GdalLayer::takeLoneHeading() {
  if (info.promised != 1) return;
  for (std::size_t i = 0; i < info.fields.size(); ++i) {
    if (info.fields[i].name != "Field" + std::to_string(i + 1) || m_converters[i].cell != Cell::text) return;
  }
  m_setup.layer->ResetReading();
  const std::unique_ptr<OGRFeature> heading(m_setup.layer->GetNextFeature());
  m_setup.layer->ResetReading();
  if (!heading) return;
  for (std::size_t i = 0; i < info.fields.size(); ++i) {
    if (heading->IsFieldSetAndNotNull(m_converters[i].index) != 0)
      info.fields[i].name = text::repairUtf8(heading->GetFieldAsString(m_converters[i].index));
  }
  m_isEmpty = true;
  info.promised = 0;
}

void GdalLayer::findPlaceColumns() {
  constexpr int kSampleRows = 500;
  std::vector<std::vector<std::string>> rows;
  m_setup.layer->ResetReading();
  for (int n = 0; n < kSampleRows; ++n) {
    const std::unique_ptr<OGRFeature> feature(m_setup.layer->GetNextFeature());
    if (!feature) break;
    std::vector<std::string>& row = rows.emplace_back();
    for (const Converter& converter : m_converters) row.emplace_back(feature->GetFieldAsString(converter.index));
  }
  m_setup.layer->ResetReading();
  std::vector<std::string> names;
  for (const store::Field& field : info.fields) names.push_back(field.name);
  m_place = findCoordinateColumns(names, rows);
  if (!m_place) return;
  info.hasGeometry = true;
  info.notes = m_place->notes;
  if (m_place->wkt < 0) info.declaredType = {geom::GeometryKind::point, m_place->z >= 0, false};
  if (m_place->degrees) {
    info.crsFault = "EPSG:4326";
    info.notes.push_back(takenAsWgs84());
  }
}

void GdalLayer::rewind() {
  m_foreignTexts = m_badPlaces = m_longNumbers = m_linearised = m_badDates = m_notWhole = 0;
  m_badDate.clear();
  m_nextRecord = 0;
  m_beforeRecord = std::numeric_limits<std::int64_t>::max();
  m_cutShort = false;
  if (m_setup.interleaved) {
    // Not OSM's "SET interest_layers": without the points, it gives no ways either, since it has no nodes for them.
    m_setup.dataset->ResetReading();
  } else {
    m_setup.layer->ResetReading();
  }
}

bool GdalLayer::narrow(const FidRange& range) {
  OGRLayer& layer = *m_setup.layer;
  if (m_isNarrowed) layer.SetAttributeFilter(nullptr);
  m_isNarrowed = false;
  if (range.isAll()) return true;
  if (m_setup.interleaved) return false;
  if (m_isShapefile) {
    m_nextRecord = std::max<std::int64_t>(range.from, 0);
    m_beforeRecord = range.before;
    return layer.SetNextByIndex(m_nextRecord) == OGRERR_NONE;
  }
  const std::string id = layer.GetFIDColumn();
  if (id.empty() || id.find('"') != std::string::npos) return false;
  const std::string inRange =
      "\"" + id + "\" >= " + std::to_string(range.from) + " AND \"" + id + "\" < " + std::to_string(range.before);
  m_isNarrowed = layer.SetAttributeFilter(inRange.c_str()) == OGRERR_NONE;
  return m_isNarrowed;
}

std::unique_ptr<OGRFeature> GdalLayer::nextFeature() {
  if (!m_setup.interleaved) return std::unique_ptr<OGRFeature>(m_setup.layer->GetNextFeature());
  while (true) {
    OGRLayer* layer = nullptr;
    std::unique_ptr<OGRFeature> feature(m_setup.dataset->GetNextFeature(&layer, nullptr, nullptr, nullptr));
    if (!feature || layer == m_setup.layer) return feature;
  }
}

bool GdalLayer::next(store::FeatureBatch& batch) {
  if (m_isEmpty || (m_isShapefile && m_nextRecord >= m_beforeRecord)) return false;
  if (m_cutShort) return addMissing(batch);
  if (m_plainRows && nextPlain(batch)) return true;
  if (m_isShapefile) CPLErrorReset();
  const std::unique_ptr<OGRFeature> feature = nextFeature();
  const bool failed = m_isShapefile && CPLGetLastErrorType() == CE_Failure;
  if (!feature) {
    m_cutShort = failed;
    return m_cutShort && addMissing(batch);
  }
  m_nextRecord = feature->GetFID() + 1;
  if (m_isShapefile && m_nextRecord > m_beforeRecord) return false;
  RowWriter row{batch};
  if (failed && m_setup.geometryField >= 0 && feature->GetGeomFieldRef(m_setup.geometryField) == nullptr) {
    ++m_notWhole;
    batch.geometry.push_back(kNotWhole);
  }
  for (std::size_t i = 0; i < m_converters.size(); ++i) writeCell(row, i, *feature);
  if (m_place)
    writePlace(batch, *feature);
  else if (m_setup.geometryField >= 0)
    writeGeometry(batch, *feature);
  row.end(feature->GetFID() == OGRNullFID ? -1 : feature->GetFID());
  return true;
}

bool GdalLayer::addMissing(store::FeatureBatch& batch) {
  if (m_nextRecord >= info.promised) return false;
  ++m_notWhole;
  RowWriter row{batch};
  for (std::size_t i = 0; i < m_converters.size(); ++i) row.null(i);
  batch.geometry.push_back(kNotWhole);
  row.end(m_nextRecord++);
  return true;
}

void GdalLayer::writeDate(RowWriter& row, std::size_t column, const OGRFeature& feature) {
  const Converter converter = m_converters[column];
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
  float second = 0;
  feature.GetFieldAsDateTime(converter.index, &year, &month, &day, &hour, &minute, &second, &zone);
  std::string text = dateTimeText(year, month, day, hour, minute, static_cast<double>(second), zone);
  if (converter.cell != Cell::time && !isDay(year, month, day)) {
    if (m_badDates++ == 0) m_badDate = text.substr(0, 10);
    row.null(column);
    return;
  }
  if (converter.cell == Cell::date) text.resize(10);
  if (converter.cell == Cell::time) text.erase(0, 11);
  row.text(column, text);
}

void GdalLayer::writeDigits(RowWriter& row, std::size_t column, const OGRFeature& feature) {
  const std::string_view digits = m_setup.wideNumbers->cell(*m_converters[column].digits, feature.GetFID());
  if (digits.empty()) {
    row.null(column);
  } else if (info.fields[column].type == FieldType::text) {
    row.text(column, digits);
  } else {
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    row.integer(column, value);
  }
}

/// An attribute of a block's insert, which GDAL hands on as "TAG value".
void GdalLayer::writeAttribute(RowWriter& row, std::size_t column, const OGRFeature& feature) {
  const Converter& converter = m_converters[column];
  char** const all = feature.GetFieldAsStringList(converter.index);
  for (int i = 0; all != nullptr && all[i] != nullptr; ++i) {
    const std::string_view one(all[i]);
    if (!one.starts_with(converter.tag) || one.size() <= converter.tag.size() || one[converter.tag.size()] != ' ')
      continue;
    row.text(column, withoutDxfEscapes(one.substr(converter.tag.size() + 1)));
    return;
  }
  row.null(column);
}

void GdalLayer::writeText(RowWriter& row, std::size_t column, const char* raw) {
  const std::string_view text(raw);
  std::string& bytes = row.batch.columns[column].bytes;
  // in a shapefile the width of a field may have cut a character, which the decoder drops
  if (m_isShapefile || m_decoder.encoding() != "UTF-8" || text::isValidUtf8(text)) {
    m_decoder.append(text, bytes);
  } else {
    // GDAL handed bytes on undecoded (old MapInfo and DXF files): judge this text alone
    ++m_foreignTexts;
    TextDecoder fallback(guessEncoding({text}));
    fallback.append(text, bytes);
  }
  row.endText(column);
}

void GdalLayer::writeCell(RowWriter& row, std::size_t column, const OGRFeature& feature) {
  const Converter& converter = m_converters[column];
  if (feature.IsFieldSetAndNotNull(converter.index) == 0 && converter.cell != Cell::digits) {
    row.null(column);
    return;
  }
  switch (converter.cell) {
    case Cell::integer: {
      const std::int64_t value = feature.GetFieldAsInteger64(converter.index);
      if (m_setup.coordinateColumns && std::fabs(static_cast<double>(value)) >= kLongestCellNumber) ++m_longNumbers;
      row.integer(column, value);
      break;
    }
    case Cell::real: {
      const double value = feature.GetFieldAsDouble(converter.index);
      if (m_setup.coordinateColumns && std::fabs(value) >= kLongestCellNumber) ++m_longNumbers;
      if (std::isfinite(value))
        row.real(column, value);
      else
        row.null(column);
      break;
    }
    case Cell::text: writeText(row, column, feature.GetFieldAsString(converter.index)); break;
    case Cell::date:
    case Cell::dateTime:
    case Cell::time: writeDate(row, column, feature); break;
    case Cell::digits: writeDigits(row, column, feature); break;
    case Cell::attribute: writeAttribute(row, column, feature); break;
    case Cell::binary: {
      int size = 0;
      // const_cast: GDAL's getter of bytes is not const though it changes nothing
      const GByte* bytes = const_cast<OGRFeature&>(feature).GetFieldAsBinary(converter.index, &size);
      row.text(column, {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)});
      break;
    }
    case Cell::list: {
      char* json = feature.GetFieldAsSerializedJSon(converter.index);
      writeText(row, column, json == nullptr ? "" : json);
      CPLFree(json);
      break;
    }
  }
}

void GdalLayer::appendWkb(store::FeatureBatch& batch, OGRGeometry& geometry) {
  const std::size_t at = batch.geometry.size();
  const std::size_t size = geometry.WkbSize();
  batch.geometry.resize(at + size);
  if (geometry.exportToWkb(wkbNDR, batch.geometry.data() + at, wkbVariantIso) != OGRERR_NONE) batch.geometry.resize(at);
}

void GdalLayer::writeGeometry(store::FeatureBatch& batch, OGRFeature& feature) {
  OGRGeometry* geometry = feature.GetGeomFieldRef(m_setup.geometryField);
  if (geometry == nullptr) return;
  std::unique_ptr<OGRGeometry> own;
  const OGRwkbGeometryType flat = wkbFlatten(geometry->getGeometryType());
  if (geometry->hasCurveGeometry() != 0) {
    ++m_linearised;
    own.reset(geometry->getLinearGeometry());
  } else if (flat == wkbTIN || flat == wkbPolyhedralSurface || flat == wkbTriangle) {
    own.reset(OGRGeometryFactory::forceToMultiPolygon(geometry->clone()));
  }
  if (own) geometry = own.get();
  if (m_swapAxes) geometry->swapXY();
  if (wkbFlatten(geometry->getGeometryType()) == wkbPolygon ||
      wkbFlatten(geometry->getGeometryType()) == wkbMultiPolygon)
    geometry->closeRings();
  appendWkb(batch, *geometry);
}

void GdalLayer::writePlace(store::FeatureBatch& batch, const OGRFeature& feature) {
  const auto numberAt = [&](int column) -> std::optional<double> {
    const Converter converter = m_converters[static_cast<std::size_t>(column)];
    const int index = converter.index;
    if (feature.IsFieldSetAndNotNull(index) == 0) return std::nullopt;
    if (converter.cell != Cell::text) return feature.GetFieldAsDouble(index);
    return numberOf(text::trim(text::fold(feature.GetFieldAsString(index))));
  };
  if (m_place->wkt >= 0) {
    const char* wkt = feature.GetFieldAsString(m_converters[static_cast<std::size_t>(m_place->wkt)].index);
    if (*wkt == '\0') return;
    OGRGeometry* made = nullptr;
    OGRGeometryFactory::createFromWkt(wkt, nullptr, &made);
    const std::unique_ptr<OGRGeometry> geometry(made);
    if (!geometry) {
      ++m_badPlaces;
      return;
    }
    appendWkb(batch, *geometry);
    return;
  }
  const auto x = numberAt(m_place->x);
  const auto y = numberAt(m_place->y);
  if (!x || !y) {
    ++m_badPlaces;
    return;
  }
  OGRPoint point(*x, *y);
  if (m_place->z >= 0) point.setZ(numberAt(m_place->z).value_or(0));
  appendWkb(batch, point);
}

void GdalLayer::collectWarnings(std::vector<Message>& warnings) const {
  const auto count = [](std::size_t n) { return std::vector<std::string>{std::to_string(n)}; };
  if (m_decoder.faulty() > 0)
    warnings.push_back({GIS_TR("{0} texts hold bytes that are not {1}; the unreadable ones became a replacement sign"),
                        {std::to_string(m_decoder.faulty()), m_decoder.encoding()}});
  if (m_foreignTexts > 0)
    warnings.push_back(
        {GIS_TR("{0} texts were not in the encoding that the file promises; each was decoded by its bytes"),
         count(m_foreignTexts)});
  if (m_badPlaces > 0)
    warnings.push_back({GIS_TR("{0} rows have no usable coordinates and came without geometry"), count(m_badPlaces)});
  if (m_longNumbers > 0)
    warnings.push_back(
        {GIS_TR("{0} numeric cells have more than 15 digits: the spreadsheet has cut them; codes must be text cells"),
         count(m_longNumbers)});
  if (m_notWhole > 0)
    warnings.push_back({GIS_TR("the file is cut short or damaged: {0} of its features could not be read whole and were "
                               "rejected"),
                        count(m_notWhole)});
  if (m_badDates > 0)
    warnings.push_back({GIS_TR("{0} dates do not exist ({1} is one of them) and were left empty"),
                        {std::to_string(m_badDates), m_badDate}});
  if (m_linearised > 0) warnings.push_back({GIS_TR("{0} curves were made into straight pieces"), count(m_linearised)});
}

std::vector<std::string> GdalLayer::explained() const {
  if (m_notWhole == 0) return {};
  return {"fread(", "fseek("};
}

}  // namespace gis::io::worker
