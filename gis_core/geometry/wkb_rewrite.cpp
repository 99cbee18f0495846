// Making foreign WKB ours, and making a geometry what a layer wants.
#include <bit>

#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {

namespace {

constexpr std::uint32_t kEwkbZ = 0x80000000U;
constexpr std::uint32_t kEwkbM = 0x40000000U;
constexpr std::uint32_t kEwkbSrid = 0x20000000U;

/// How one geometry (with its parts) is copied: dimensions wanted, and what the source may look like.
class Rewriter {
 public:
  Rewriter(BytesView source, bool hasZ, bool hasM) : m_source(source), m_hasZ(hasZ), m_hasM(hasM) {
    m_out.reserve(source.size() + source.size() / 2);
  }

  /// Copies the geometry at the front; the source may have either byte order and EWKB flags.
  void geometry(int depth = 0) {
    if (depth > detail::kMaxDepth) detail::throwDamaged(GIS_TR("its collections are nested too deeply"));
    const Head head = readHead();
    detail::putHeader(m_out, {head.type.kind, m_hasZ, m_hasM});
    switch (head.type.kind) {
      case GeometryKind::point: tuples(head, 1); break;
      case GeometryKind::lineString: run(head); break;
      case GeometryKind::polygon: {
        const std::uint32_t rings = count(head, 4);
        detail::putU32(m_out, rings);
        for (std::uint32_t i = 0; i < rings; ++i) run(head);
        break;
      }
      default: {
        const std::uint32_t members = count(head, 9);
        detail::putU32(m_out, members);
        for (std::uint32_t i = 0; i < members; ++i) geometry(depth + 1);
      }
    }
  }
  /// Finds the dimensions that any part has; used before copying.
  void findDimensions(bool& hasZ, bool& hasM, int depth = 0) {
    if (depth > detail::kMaxDepth) detail::throwDamaged(GIS_TR("its collections are nested too deeply"));
    const Head head = readHead();
    hasZ = hasZ || head.type.hasZ;
    hasM = hasM || head.type.hasM;
    if (!head.type.isMulti()) {
      skipBody(head);
      return;
    }
    const std::uint32_t members = count(head, 9);
    for (std::uint32_t i = 0; i < members; ++i) findDimensions(hasZ, hasM, depth + 1);
  }
  [[nodiscard]] bool atEnd() const { return m_at == m_source.size(); }
  Bytes take() { return std::move(m_out); }

 private:
  struct Head {
    GeometryType type;
    bool swap = false;
  };
  [[nodiscard]] std::size_t left() const { return m_source.size() - m_at; }
  template <class T>
  T get(bool swap) {
    if (left() < sizeof(T)) detail::throwDamaged(GIS_TR("it ends too early"));
    std::uint8_t raw[sizeof(T)];
    for (std::size_t i = 0; i < sizeof(T); ++i) raw[i] = m_source[m_at + (swap ? sizeof(T) - 1 - i : i)];
    m_at += sizeof(T);
    return detail::load<T>(raw);
  }
  std::uint32_t count(const Head& head, std::size_t bytesEach) {
    const auto n = get<std::uint32_t>(head.swap);
    if (n > left() / bytesEach) detail::throwDamaged(GIS_TR("it names more than it holds"));
    return n;
  }
  Head readHead() {
    Head head;
    const auto order = get<std::uint8_t>(false);
    if (order > 1) detail::throwDamaged(GIS_TR("its byte order mark is neither 0 nor 1"));
    head.swap = order == 0;
    auto code = get<std::uint32_t>(head.swap);
    const bool flagZ = (code & kEwkbZ) != 0;
    const bool flagM = (code & kEwkbM) != 0;
    const bool flagSrid = (code & kEwkbSrid) != 0;
    code &= ~(kEwkbZ | kEwkbM | kEwkbSrid);
    const std::uint32_t kind = code % 1000;
    if (kind >= 8 && kind <= 17 && code / 1000 <= 3) {
      throw Error(ErrorCode::unsupported, GIS_TR("curves and surfaces are not read here"),
                  {GIS_TR("the type code is {0}"), {std::to_string(code)}},
                  GIS_TR("make straight lines of them first"));
    }
    if (!detail::decodeType(code, head.type) || kind == 0) detail::throwDamaged(GIS_TR("its type is unknown"));
    head.type.hasZ = head.type.hasZ || flagZ;
    head.type.hasM = head.type.hasM || flagM;
    if (flagSrid) (void)get<std::uint32_t>(head.swap);
    return head;
  }
  void run(const Head& head) {
    const std::uint32_t n = count(head, std::size_t(detail::strideOf(head.type)) * 8);
    detail::putU32(m_out, n);
    tuples(head, n);
  }
  void tuples(const Head& head, std::uint32_t n) {
    const std::size_t bytes = std::size_t(n) * std::size_t(detail::strideOf(head.type)) * 8;
    if (bytes > left()) detail::throwDamaged(GIS_TR("it ends too early"));
    if (!head.swap && head.type.hasZ == m_hasZ && head.type.hasM == m_hasM) {
      m_out.insert(m_out.end(), m_source.begin() + std::ptrdiff_t(m_at),
                   m_source.begin() + std::ptrdiff_t(m_at + bytes));
      m_at += bytes;
      return;
    }
    for (std::uint32_t i = 0; i < n; ++i) {
      const auto x = get<double>(head.swap);
      const auto y = get<double>(head.swap);
      const double z = head.type.hasZ ? get<double>(head.swap) : 0;
      const double m = head.type.hasM ? get<double>(head.swap) : 0;
      detail::putDouble(m_out, x);
      detail::putDouble(m_out, y);
      if (m_hasZ) detail::putDouble(m_out, z);
      if (m_hasM) detail::putDouble(m_out, m);
    }
  }
  void skip(std::size_t bytes) {
    if (bytes > left()) detail::throwDamaged(GIS_TR("it ends too early"));
    m_at += bytes;
  }
  void skipBody(const Head& head) {
    const std::size_t tuple = std::size_t(detail::strideOf(head.type)) * 8;
    if (head.type.kind == GeometryKind::point) return skip(tuple);
    const std::uint32_t runs = head.type.kind == GeometryKind::polygon ? count(head, 4) : 1;
    for (std::uint32_t i = 0; i < runs; ++i) skip(std::size_t(count(head, tuple)) * tuple);
  }

  BytesView m_source;
  bool m_hasZ;
  bool m_hasM;
  std::size_t m_at = 0;
  Bytes m_out;
};

Bytes withDimensions(BytesView wkb, bool hasZ, bool hasM) {
  const GeometryType type = typeOf(wkb);
  if (type.hasZ == hasZ && type.hasM == hasM) return Bytes(wkb.begin(), wkb.end());
  Rewriter rewriter(wkb, hasZ, hasM);
  rewriter.geometry();
  return rewriter.take();
}

[[noreturn]] void throwMisfit(GeometryType have, GeometryType want) {
  throw Error(ErrorCode::invalidValue,
              {GIS_TR("a {0} does not fit where a {1} is wanted"), {have.name(), want.name()}});
}

Bytes wrapped(const Bytes& single, GeometryType multi) {
  Bytes out;
  out.reserve(single.size() + 9);
  detail::putHeader(out, multi);
  if (isEmpty(single)) {
    detail::putU32(out, 0);
    return out;
  }
  detail::putU32(out, 1);
  out.insert(out.end(), single.begin(), single.end());
  return out;
}

}  // namespace

Bytes normaliseWkb(BytesView wkb) {
  bool hasZ = false;
  bool hasM = false;
  Rewriter scout(wkb, false, false);
  scout.findDimensions(hasZ, hasM);
  if (!scout.atEnd()) detail::throwDamaged(GIS_TR("bytes are left over behind its end"));
  Rewriter rewriter(wkb, hasZ, hasM);
  rewriter.geometry();
  Bytes out = rewriter.take();
  detail::Ignore nothing;
  detail::walk(out, nothing);  // throws when a part does not fit the whole
  return out;
}

Bytes promoted(BytesView wkb, GeometryType type, bool mayDrop) {
  const GeometryType have = typeOf(wkb);
  if (((have.hasZ && !type.hasZ) || (have.hasM && !type.hasM)) && !mayDrop) throwMisfit(have, type);
  Bytes out = withDimensions(wkb, type.hasZ, type.hasM);
  if (type.kind == GeometryKind::unknown || type.kind == have.kind) return out;
  if (type.kind == GeometryKind::collection) {
    if (!have.isMulti()) return wrapped(out, type);
    // a multi-geometry is a collection whose members happen to be alike: only the code changes
    const auto code = std::uint32_t(type.code());
    std::memcpy(out.data() + 1, &code, 4);
    return out;
  }
  if (detail::memberKind(type.kind) == have.kind && type.isMulti()) return wrapped(out, type);
  if (have.isMulti()) {
    std::vector<Bytes> members = parts(out);
    if (type.isMulti()) {  // a collection whose members all fit
      for (const Bytes& member : members) {
        if (typeOf(member).kind != detail::memberKind(type.kind)) throwMisfit(have, type);
      }
      const auto code = std::uint32_t(type.code());
      std::memcpy(out.data() + 1, &code, 4);
      return out;
    }
    if (members.size() == 1 && typeOf(members[0]).kind == type.kind) return std::move(members[0]);
  }
  throwMisfit(have, type);
}

}  // namespace gis::geom
