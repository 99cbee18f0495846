// SpatiaLite's BLOB: 00, byte order, SRID, box, 7C, type, body, FE. In the body of a multi-geometry every
// member starts with 69 and its type. Uncompressed little-endian bodies are WKB but for these marks.
#include "gis_core/geometry/spatialite_blob.h"

#include <cfloat>
#include <cmath>

#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {

using detail::load;

namespace {

constexpr std::uint8_t kStart = 0x00;
constexpr std::uint8_t kBodyMark = 0x7C;
constexpr std::uint8_t kMemberMark = 0x69;
constexpr std::uint8_t kEnd = 0xFE;
constexpr std::size_t kHeaderSize = 38;  // up to, not including, the body mark
constexpr std::uint32_t kCompressed = 1000000;

/// Walks the WKB, measures its box, and turns the byte order marks of the copy into member marks.
struct PatchMembers : detail::Ignore {
  std::uint8_t* copy = nullptr;
  Envelope box;
  int depth = 0;
  bool nested = false;
  bool hasEmptyMember = false;  ///< SpatiaLite 5.0.1 crashes on a polygon without rings
  bool inSingle = false;        ///< within a point, a line or a polygon
  bool inPoint = false;
  std::size_t vertices = 0;  ///< of the single
  void begin(GeometryType type, std::uint32_t, std::size_t at) {
    copy[at] = depth == 0 ? kBodyMark : kMemberMark;
    nested |= depth > 0 && type.isMulti();
    inSingle = !type.isMulti();
    inPoint = type.kind == GeometryKind::point;
    vertices = 0;
    ++depth;
  }
  void end() {
    hasEmptyMember |= inSingle && depth > 1 && vertices == 0;
    inSingle = false;
    --depth;
  }
  void coordinates(const std::uint8_t* p, std::uint32_t count, int stride, std::uint32_t) {
    detail::includeRun(box, p, count, stride);
    if (!inPoint || !std::isnan(load<double>(p))) vertices += count;
  }
};

void collectSingles(BytesView wkb, std::vector<Bytes>& singles) {
  for (Bytes& part : parts(wkb)) {
    if (isEmpty(part)) continue;
    if (typeOf(part).isMulti()) {
      collectSingles(part, singles);
    } else {
      singles.push_back(std::move(part));
    }
  }
}

/// SpatiaLite knows no collection in a collection: the members' members become members. Empty ones go.
Bytes flattened(BytesView wkb) {
  std::vector<Bytes> singles;
  collectSingles(wkb, singles);
  Bytes out;
  GeometryType type = typeOf(wkb);
  detail::putHeader(out, type);
  detail::putU32(out, std::uint32_t(singles.size()));
  for (const Bytes& single : singles) out.insert(out.end(), single.begin(), single.end());
  return out;
}

/// Reads any SpatiaLite body: both byte orders, compressed lines and polygons.
class BlobReader {
 public:
  BlobReader(BytesView blob, std::size_t at, bool swap) : m_blob(blob), m_at(at), m_swap(swap) {}

  Bytes read() {
    Bytes out;
    entity(out, 0);
    if (m_at + 1 != m_blob.size() || m_blob[m_at] != kEnd) {
      detail::throwDamaged(GIS_TR("the BLOB does not end where its geometry ends"));
    }
    return out;
  }

 private:
  template <class T>
  T get() {
    if (m_blob.size() - m_at < sizeof(T)) detail::throwDamaged(GIS_TR("it ends too early"));
    std::uint8_t raw[sizeof(T)];
    for (std::size_t i = 0; i < sizeof(T); ++i) raw[i] = m_blob[m_at + (m_swap ? sizeof(T) - 1 - i : i)];
    m_at += sizeof(T);
    return load<T>(raw);
  }
  std::uint32_t count(std::size_t bytesEach) {
    const auto n = get<std::uint32_t>();
    if (n > (m_blob.size() - m_at) / bytesEach) detail::throwDamaged(GIS_TR("it names more than it holds"));
    return n;
  }
  void tuples(Bytes& out, std::uint32_t n, int stride) {
    for (std::size_t i = 0; i < std::size_t(n) * std::size_t(stride); ++i) detail::putDouble(out, get<double>());
  }
  /// First and last vertex are doubles; between them x, y, z are float steps from the vertex before, m a double.
  void compressedTuples(Bytes& out, std::uint32_t n, GeometryType type) {
    double last[3] = {0, 0, 0};
    const int spatial = type.hasZ ? 3 : 2;
    for (std::uint32_t i = 0; i < n; ++i) {
      const bool whole = i == 0 || i + 1 == n;
      for (int k = 0; k < spatial; ++k) {
        last[k] = whole ? get<double>() : last[k] + double(get<float>());
        detail::putDouble(out, last[k]);
      }
      if (type.hasM) detail::putDouble(out, get<double>());
    }
  }
  void run(Bytes& out, GeometryType type, bool compressed) {
    const std::uint32_t n = count(compressed ? 8 : std::size_t(detail::strideOf(type)) * 8);
    detail::putU32(out, n);
    if (compressed) {
      compressedTuples(out, n, type);
    } else {
      tuples(out, n, detail::strideOf(type));
    }
  }
  void entity(Bytes& out, int depth) {
    if (depth > detail::kMaxDepth) detail::throwDamaged(GIS_TR("its collections are nested too deeply"));
    auto code = get<std::uint32_t>();
    const bool compressed = code >= kCompressed;
    if (compressed) code -= kCompressed;
    GeometryType type;
    if (!detail::decodeType(code, type) || type.kind == GeometryKind::unknown) {
      detail::throwDamaged(GIS_TR("its type is unknown"));
    }
    if (compressed && type.kind != GeometryKind::lineString && type.kind != GeometryKind::polygon) {
      detail::throwDamaged(GIS_TR("its type is unknown"));
    }
    detail::putHeader(out, type);
    if (type.kind == GeometryKind::point) {
      tuples(out, 1, detail::strideOf(type));
    } else if (type.kind == GeometryKind::lineString) {
      run(out, type, compressed);
    } else if (type.kind == GeometryKind::polygon) {
      const std::uint32_t rings = count(4);
      detail::putU32(out, rings);
      for (std::uint32_t i = 0; i < rings; ++i) run(out, type, compressed);
    } else {
      const std::uint32_t members = count(5);
      detail::putU32(out, members);
      for (std::uint32_t i = 0; i < members; ++i) {
        if (get<std::uint8_t>() != kMemberMark) detail::throwDamaged(GIS_TR("the mark of a part is missing"));
        entity(out, depth + 1);
      }
    }
  }

  BytesView m_blob;
  std::size_t m_at;
  bool m_swap;
};

template <class T>
T headerValue(BytesView blob, std::size_t at, bool swap) {
  std::uint8_t raw[sizeof(T)];
  for (std::size_t i = 0; i < sizeof(T); ++i) raw[i] = blob[at + (swap ? sizeof(T) - 1 - i : i)];
  return load<T>(raw);
}

/// SpatiaLite 5's short form of a point: 00, 80 or 81, SRID, dimensions 1…4, coordinates, FE.
bool isTinyPoint(BytesView blob) {
  if (blob.size() < 24 || blob[0] != kStart || (blob[1] != 0x80 && blob[1] != 0x81) || blob.back() != kEnd)
    return false;
  const std::uint8_t dims = blob[6];
  return dims >= 1 && dims <= 4 && blob.size() == 8 + (dims == 1 ? 16u : dims == 4 ? 32u : 24u);
}

Bytes fromTinyPoint(BytesView blob, int* srid) {
  const bool swap = blob[1] == 0x80;
  if (srid != nullptr) *srid = headerValue<std::int32_t>(blob, 2, swap);
  const std::uint8_t dims = blob[6];
  Bytes out;
  detail::putHeader(out, {GeometryKind::point, dims == 2 || dims == 4, dims == 3 || dims == 4});
  for (std::size_t at = 7; at + 1 < blob.size(); at += 8) detail::putDouble(out, headerValue<double>(blob, at, swap));
  return out;
}

}  // namespace

void appendSpatialite(Bytes& out, BytesView wkb, int srid) {
  const std::size_t at = out.size();
  out.resize(at + kHeaderSize + wkb.size() + 1);
  std::uint8_t* head = out.data() + at;
  std::uint8_t* body = head + kHeaderSize;
  if (!wkb.empty()) std::memcpy(body, wkb.data(), wkb.size());
  PatchMembers patch;
  patch.copy = body;
  try {
    detail::walk(wkb, patch);
  } catch (...) {
    out.resize(at);
    throw;
  }
  if (patch.nested || patch.hasEmptyMember) {
    out.resize(at);
    appendSpatialite(out, flattened(wkb), srid);
    return;
  }
  head[0] = kStart;
  head[1] = 1;
  const auto srid32 = std::int32_t(srid);
  std::memcpy(head + 2, &srid32, 4);
  double box[4] = {patch.box.minX, patch.box.minY, patch.box.maxX, patch.box.maxY};
  if (patch.box.isEmpty()) {  // as libspatialite writes a geometry without coordinates
    box[0] = box[1] = DBL_MAX;
    box[2] = box[3] = -DBL_MAX;
  }
  std::memcpy(head + 6, box, 32);
  body[wkb.size()] = kEnd;
}

Bytes toSpatialite(BytesView wkb, int srid) {
  Bytes out;
  appendSpatialite(out, wkb, srid);
  return out;
}

bool looksLikeSpatialite(BytesView blob) {
  if (isTinyPoint(blob)) return true;
  return blob.size() >= kHeaderSize + 6 && blob[0] == kStart && blob[1] <= 1 && blob[kHeaderSize] == kBodyMark &&
         blob.back() == kEnd;
}

namespace {

/// Turns member marks back into byte order marks; false when the body is not plain.
bool unpatch(std::span<std::uint8_t> wkb) {
  // the type of the whole tells whether there are members; nested ones do not occur in SpatiaLite
  GeometryType type;
  if (!detail::decodeType(load<std::uint32_t>(wkb.data() + 1), type)) return false;
  if (!type.isMulti()) return type.kind != GeometryKind::unknown;
  if (wkb.size() < 9) return false;
  const auto members = load<std::uint32_t>(wkb.data() + 5);
  std::size_t at = 9;
  const std::size_t tuple = std::size_t(detail::strideOf(type)) * 8;
  for (std::uint32_t i = 0; i < members; ++i) {
    if (wkb.size() - at < 5 || wkb[at] != kMemberMark) return false;
    wkb[at] = 1;
    GeometryType member;
    if (!detail::decodeType(load<std::uint32_t>(wkb.data() + at + 1), member)) return false;
    if (member.hasZ != type.hasZ || member.hasM != type.hasM) return false;
    if (type.kind != GeometryKind::collection && member.kind != detail::memberKind(type.kind)) return false;
    at += 5;
    std::uint32_t runs = 1;
    if (member.kind == GeometryKind::point) {
      if (wkb.size() - at < tuple) return false;
      at += tuple;
      continue;
    }
    if (member.kind == GeometryKind::polygon) {
      if (wkb.size() - at < 4) return false;
      runs = load<std::uint32_t>(wkb.data() + at);
      at += 4;
    } else if (member.kind != GeometryKind::lineString) {
      return false;
    }
    for (std::uint32_t r = 0; r < runs; ++r) {
      if (wkb.size() - at < 4) return false;
      const std::size_t bytes = std::size_t(load<std::uint32_t>(wkb.data() + at)) * tuple;
      at += 4;
      if (wkb.size() - at < bytes) return false;
      at += bytes;
    }
  }
  return at == wkb.size();
}

}  // namespace

Bytes fromSpatialite(BytesView blob, int* srid) {
  if (isTinyPoint(blob)) return fromTinyPoint(blob, srid);
  if (!looksLikeSpatialite(blob)) detail::throwDamaged(GIS_TR("it does not have the frame of a SpatiaLite BLOB"));
  const bool swap = blob[1] == 0;
  if (srid != nullptr) *srid = headerValue<std::int32_t>(blob, 2, swap);
  if (!swap) {
    Bytes wkb(blob.begin() + kHeaderSize, blob.end() - 1);
    wkb[0] = 1;
    if (unpatch(wkb) && structureFault(wkb).empty()) return wkb;
  }
  Bytes wkb = BlobReader(blob, kHeaderSize + 1, swap).read();
  detail::Ignore nothing;
  detail::walk(wkb, nothing);  // throws when a part does not fit the whole
  return wkb;
}

void appendWkbOfSpatialite(Bytes& out, BytesView blob) {
  const std::size_t at = out.size();
  if (looksLikeSpatialite(blob) && blob[1] == 1 && !isTinyPoint(blob)) {
    out.insert(out.end(), blob.begin() + kHeaderSize, blob.end() - 1);
    out[at] = 1;
    const std::span<std::uint8_t> wkb = std::span(out).subspan(at);
    // the walk through the members of a multi-geometry has checked all of its structure
    if (unpatch(wkb) && (typeOf(wkb).isMulti() || structureFault(wkb).empty())) return;
    out.resize(at);
  }
  const Bytes wkb = fromSpatialite(blob);
  out.insert(out.end(), wkb.begin(), wkb.end());
}

Envelope envelopeOfSpatialite(BytesView blob) {
  if (isTinyPoint(blob)) return envelopeOf(fromTinyPoint(blob, nullptr));
  if (!looksLikeSpatialite(blob)) detail::throwDamaged(GIS_TR("it does not have the frame of a SpatiaLite BLOB"));
  const bool swap = blob[1] == 0;
  const Envelope box{headerValue<double>(blob, 6, swap), headerValue<double>(blob, 14, swap),
                     headerValue<double>(blob, 22, swap), headerValue<double>(blob, 30, swap)};
  return box.isEmpty() ? Envelope{} : box;
}

}  // namespace gis::geom
