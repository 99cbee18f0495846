#include "gis_core/geometry/geos_context.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <stdexcept>

#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {

namespace {

thread_local const CancelToken* t_token = nullptr;

/// GEOS has one such function for the process. What it throws ends the call of this thread alone, as a failure that the
/// C interface catches; GEOS's own request to stop could be taken by another thread's call.
extern "C" void stopWhenCancelled() {
  if (t_token != nullptr && t_token->cancelled()) throw std::runtime_error("cancelled");
}

}  // namespace

Interruptible::Interruptible(const CancelToken& token) : m_outer(t_token) {
  static std::once_flag once;
  std::call_once(once, [] { GEOS_interruptRegisterCallback(stopWhenCancelled); });
  t_token = &token;
}

Interruptible::~Interruptible() {
  t_token = m_outer;
}

}  // namespace gis::geom

namespace gis::geom::detail {

GeosContext::GeosContext() : m_handle(GEOS_init_r()) {
  GEOSContext_setErrorMessageHandler_r(
      m_handle, [](const char* text, void* self) { static_cast<GeosContext*>(self)->m_message = text; }, this);
  GEOSContext_setNoticeMessageHandler_r(
      m_handle, [](const char*, void*) {}, nullptr);
  m_reader = GEOSWKBReader_create_r(m_handle);
  m_writer = GEOSWKBWriter_create_r(m_handle);
  GEOSWKBWriter_setOutputDimension_r(m_handle, m_writer, 3);
  GEOSWKBWriter_setByteOrder_r(m_handle, m_writer, GEOS_WKB_NDR);
  GEOSWKBWriter_setFlavor_r(m_handle, m_writer, GEOS_WKB_ISO);
}

GeosContext::~GeosContext() {
  GEOSWKBWriter_destroy_r(m_handle, m_writer);
  GEOSWKBReader_destroy_r(m_handle, m_reader);
  GEOS_finish_r(m_handle);
}

GeosContext& GeosContext::ofThisThread() {
  thread_local GeosContext context;
  return context;
}

std::string GeosContext::takeMessage() {
  std::string text = std::move(m_message);
  m_message.clear();
  return text;
}

void GeosContext::fail(const char* what) {
  if (t_token != nullptr && t_token->cancelled()) {
    m_message.clear();
    t_token->check();
  }
  throw Error(ErrorCode::invalidValue, what, {"{0}", {takeMessage()}});
}

void GeomDeleter::operator()(GEOSGeometry* g) const {
  GEOSGeom_destroy_r(GeosContext::ofThisThread().handle(), g);
}

namespace {

struct Screener : Ignore {
  Screening result;
  GeometryKind kind = GeometryKind::unknown;
  bool outermost = true;
  void begin(GeometryType type, std::uint32_t count, std::size_t) {
    kind = type.kind;
    if (!outermost && count == 0) result.hasEmptyPart = true;
    outermost = false;
  }
  void coordinates(const std::uint8_t* p, std::uint32_t count, int stride, std::uint32_t) {
    if (kind == GeometryKind::point && std::isnan(load<double>(p)) && std::isnan(load<double>(p + 8))) {
      result.hasEmptyPart = true;
      return;
    }
    if (count == 0) result.hasEmptyPart = true;
    result.vertices += count;
    const std::size_t step = std::size_t(stride) * 8;
    for (std::uint32_t i = 0; i < count; ++i, p += step) {
      if (!std::isfinite(load<double>(p)) || !std::isfinite(load<double>(p + 8))) result.finite = false;
    }
  }
};

/// The geometry without empty members and rings; collections of one kind become multi-geometries.
void withoutEmptyParts(BytesView wkb, std::vector<Bytes>& singles) {
  const GeometryType type = typeOf(wkb);
  if (!type.isMulti()) {
    if (!isEmpty(wkb)) singles.emplace_back(wkb.begin(), wkb.end());
    return;
  }
  for (const Bytes& part : parts(wkb)) withoutEmptyParts(part, singles);
}

GeometryKind multiOf(GeometryKind single) {
  return GeometryKind(int(single) + 3);
}

Bytes assembled(const std::vector<Bytes>& singles, GeometryType type) {
  const bool alike = std::all_of(singles.begin(), singles.end(),
                                 [&](const Bytes& s) { return typeOf(s).kind == typeOf(singles[0]).kind; });
  Bytes out;
  putHeader(out, {alike ? multiOf(typeOf(singles[0]).kind) : GeometryKind::collection, type.hasZ, type.hasM});
  putU32(out, std::uint32_t(singles.size()));
  for (const Bytes& single : singles) out.insert(out.end(), single.begin(), single.end());
  return out;
}

GeomPtr readGeos(BytesView wkb) {
  GeosContext& context = GeosContext::ofThisThread();
  GeomPtr geometry(GEOSWKBReader_read_r(context.handle(), context.reader(), wkb.data(), wkb.size()));
  if (!geometry) context.fail(GIS_TR("this geometry cannot be built"));
  return geometry;
}

}  // namespace

Screening screen(BytesView wkb) {
  Screener screener;
  walk(wkb, screener);
  return screener.result;
}

GeomPtr toGeos(BytesView wkb) {
  const Screening seen = screen(wkb);
  if (!seen.finite) {
    throw Error(ErrorCode::invalidValue, GIS_TR("this geometry cannot be used"),
                GIS_TR("it has coordinates that are not finite numbers"));
  }
  const GeometryType type = typeOf(wkb);
  if (seen.vertices == 0) {
    Bytes nothing;  // GEOSGeom_createEmpty… of the same kind, without members
    putHeader(nothing, {GeometryKind::collection});
    putU32(nothing, 0);
    return readGeos(nothing);
  }
  const bool collection = type.kind == GeometryKind::collection;
  if (!seen.hasEmptyPart && !collection) return readGeos(wkb);
  std::vector<Bytes> singles;
  withoutEmptyParts(wkb, singles);
  if (singles.size() == 1) return readGeos(singles[0]);
  GeomPtr whole = readGeos(assembled(singles, type));
  // members of a collection may overlap, those of a multipolygon may not
  if (collection && typeOf(assembled(singles, type)).kind == GeometryKind::multiPolygon) {
    GeosContext& context = GeosContext::ofThisThread();
    GeomPtr merged(GEOSUnaryUnion_r(context.handle(), whole.get()));
    if (!merged) context.fail(GIS_TR("the parts of this collection cannot be merged"));
    return merged;
  }
  return whole;
}

Bytes fromGeos(const GEOSGeometry* geometry) {
  GeosContext& context = GeosContext::ofThisThread();
  std::size_t size = 0;
  std::unique_ptr<unsigned char, void (*)(unsigned char*)> raw(
      GEOSWKBWriter_write_r(context.handle(), context.writer(), geometry, &size),
      [](unsigned char* p) { GEOSFree_r(GeosContext::ofThisThread().handle(), p); });
  if (!raw) context.fail(GIS_TR("the result cannot be written"));
  return normaliseWkb({raw.get(), size});
}

}  // namespace gis::geom::detail
