// Private to this room: walking through ISO WKB (little endian) without objects, and writing it.
// Every count is checked against the bytes that are left before anything is read.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/geometry/wkb.h"

namespace gis::geom::detail {

static_assert(std::endian::native == std::endian::little, "coordinates are copied as they lie in the bytes");

constexpr int kMaxDepth = 32;  // collections in collections: deeper than any real file, shallow enough for the stack

[[noreturn]] inline void throwDamaged(const char* why) {
  throw Error(ErrorCode::damaged, GIS_TR("this is not a geometry"), why);
}

template <class T>
[[nodiscard]] inline T load(const std::uint8_t* p) {
  T value;
  std::memcpy(&value, p, sizeof value);
  return value;
}

[[nodiscard]] inline bool decodeType(std::uint32_t code, GeometryType& type) {
  const std::uint32_t kind = code % 1000;
  const std::uint32_t dims = code / 1000;
  if (dims > 3 || kind > 7) return false;
  type = {GeometryKind(kind), (dims & 1) != 0, (dims & 2) != 0};
  return true;
}

[[nodiscard]] inline int strideOf(GeometryType type) {
  return 2 + int(type.hasZ) + int(type.hasM);
}

/// The kind that the members of a multi-geometry must have; unknown = any.
[[nodiscard]] inline GeometryKind memberKind(GeometryKind multi) {
  switch (multi) {
    case GeometryKind::multiPoint: return GeometryKind::point;
    case GeometryKind::multiLineString: return GeometryKind::lineString;
    case GeometryKind::multiPolygon: return GeometryKind::polygon;
    default: return GeometryKind::unknown;
  }
}

/// Calls, in the order of the bytes:
///   handler.begin(type, count, at)       `at` = offset of the geometry's byte order mark
///   handler.coordinates(ptr, count, stride, ring)   ptr unaligned
///   handler.end()
template <class Handler>
class Walker {
 public:
  Walker(BytesView wkb, Handler& handler) : m_begin(wkb.data()), m_at(wkb.data()), m_size(wkb.size()), m_h(handler) {}

  void run() {
    GeometryType outer;
    geometry(outer, GeometryKind::unknown, 0);
    if (left() != 0) throwDamaged(GIS_TR("bytes are left over behind its end"));
  }

 private:
  [[nodiscard]] std::size_t left() const { return m_size - std::size_t(m_at - m_begin); }
  std::uint32_t u32() {
    if (left() < 4) throwDamaged(GIS_TR("it ends too early"));
    const auto value = load<std::uint32_t>(m_at);
    m_at += 4;
    return value;
  }
  void run(std::uint32_t count, int stride, std::uint32_t ring) {
    const std::size_t bytes = std::size_t(count) * std::size_t(stride) * 8;
    if (bytes > left()) throwDamaged(GIS_TR("it names more coordinates than it holds"));
    m_h.coordinates(m_at, count, stride, ring);
    m_at += bytes;
  }
  void geometry(GeometryType& type, GeometryKind wanted, int depth) {
    if (depth > kMaxDepth) throwDamaged(GIS_TR("its collections are nested too deeply"));
    const std::size_t at = std::size_t(m_at - m_begin);
    if (left() < 5) throwDamaged(GIS_TR("it ends too early"));
    if (*m_at != 1) throwDamaged(GIS_TR("its byte order mark is not that of little endian"));
    ++m_at;
    if (!decodeType(u32(), type) || type.kind == GeometryKind::unknown) throwDamaged(GIS_TR("its type is unknown"));
    if (wanted != GeometryKind::unknown && type.kind != wanted) {
      throwDamaged(GIS_TR("a part is of another kind than the whole"));
    }
    const int stride = strideOf(type);
    switch (type.kind) {
      case GeometryKind::point:
        m_h.begin(type, 1, at);
        run(1, stride, 0);
        break;
      case GeometryKind::lineString: {
        const std::uint32_t count = u32();
        m_h.begin(type, 1, at);
        run(count, stride, 0);
        break;
      }
      case GeometryKind::polygon: {
        const std::uint32_t rings = u32();
        if (rings > left() / 4) throwDamaged(GIS_TR("it names more rings than it holds"));
        m_h.begin(type, rings, at);
        for (std::uint32_t i = 0; i < rings; ++i) run(u32(), stride, i);
        break;
      }
      default: members(type, at, depth);
    }
    m_h.end();
  }
  void members(GeometryType type, std::size_t at, int depth) {
    const std::uint32_t count = u32();
    if (count > left() / 9) throwDamaged(GIS_TR("it names more parts than it holds"));
    m_h.begin(type, count, at);
    for (std::uint32_t i = 0; i < count; ++i) {
      GeometryType member;
      geometry(member, memberKind(type.kind), depth + 1);
      if (member.hasZ != type.hasZ || member.hasM != type.hasM) {
        throwDamaged(GIS_TR("a part has other dimensions than the whole"));
      }
    }
  }

  const std::uint8_t* m_begin;
  const std::uint8_t* m_at;
  std::size_t m_size;
  Handler& m_h;
};

template <class Handler>
void walk(BytesView wkb, Handler& handler) {
  Walker<Handler>(wkb, handler).run();
}

/// Grows `box` by a run of `count` coordinates of `stride` doubles. Written so that NaN leaves the box alone.
inline void includeRun(Envelope& box, const std::uint8_t* p, std::uint32_t count, int stride) {
  const std::size_t step = std::size_t(stride) * 8;
  Envelope run = box;
  for (std::uint32_t i = 0; i < count; ++i, p += step) {
    const double x = load<double>(p);
    const double y = load<double>(p + 8);
    run.minX = x < run.minX ? x : run.minX;
    run.maxX = x > run.maxX ? x : run.maxX;
    run.minY = y < run.minY ? y : run.minY;
    run.maxY = y > run.maxY ? y : run.maxY;
  }
  box = run;
}

/// A handler that ignores everything: derive and override what is wanted.
struct Ignore {
  void begin(GeometryType, std::uint32_t, std::size_t) {}
  void end() {}
  void coordinates(const std::uint8_t*, std::uint32_t, int, std::uint32_t) {}
};

inline void putU32(Bytes& out, std::uint32_t value) {
  const std::size_t at = out.size();
  out.resize(at + 4);
  std::memcpy(out.data() + at, &value, 4);
}

inline void putDouble(Bytes& out, double value) {
  const std::size_t at = out.size();
  out.resize(at + 8);
  std::memcpy(out.data() + at, &value, 8);
}

inline void putHeader(Bytes& out, GeometryType type) {
  out.push_back(1);
  putU32(out, std::uint32_t(type.code()));
}

}  // namespace gis::geom::detail
