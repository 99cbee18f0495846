#include "gis_core/geometry/wkb.h"

#include <cmath>

#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {

using detail::load;

GeometryType typeOf(BytesView wkb) {
  GeometryType type;
  if (wkb.size() < 5 || wkb[0] != 1 || !detail::decodeType(load<std::uint32_t>(wkb.data() + 1), type) ||
      type.kind == GeometryKind::unknown) {
    detail::throwDamaged(GIS_TR("its type is unknown"));
  }
  return type;
}

namespace {

struct CountVertices : detail::Ignore {
  std::size_t total = 0;
  bool isPoint = false;
  void begin(GeometryType type, std::uint32_t, std::size_t) { isPoint = type.kind == GeometryKind::point; }
  void coordinates(const std::uint8_t* p, std::uint32_t count, int, std::uint32_t) {
    if (isPoint && std::isnan(load<double>(p)) && std::isnan(load<double>(p + 8))) return;  // POINT EMPTY
    total += count;
  }
};

struct Box : detail::Ignore {
  Envelope box;
  void coordinates(const std::uint8_t* p, std::uint32_t count, int stride, std::uint32_t) {
    detail::includeRun(box, p, count, stride);
  }
};

struct ToVisitor {
  explicit ToVisitor(WkbVisitor& visitor_) : visitor(visitor_) {}
  WkbVisitor& visitor;
  std::vector<double> scratch;
  void begin(GeometryType type, std::uint32_t count, std::size_t) { visitor.beginGeometry(type, count); }
  void end() { visitor.endGeometry(); }
  void coordinates(const std::uint8_t* p, std::uint32_t count, int stride, std::uint32_t ring) {
    const std::size_t numbers = std::size_t(count) * std::size_t(stride);
    if (scratch.size() < numbers) scratch.resize(numbers);
    if (numbers != 0) std::memcpy(scratch.data(), p, numbers * 8);
    visitor.coordinates(scratch.data(), count, stride, ring);
  }
};

struct Transform : detail::Ignore {
  explicit Transform(const std::function<void(double*, std::uint32_t, int)>& f_) : f(f_) {}
  const std::function<void(double*, std::uint32_t, int)>& f;
  std::vector<double> scratch;
  std::uint8_t* base = nullptr;
  const std::uint8_t* readBase = nullptr;
  void coordinates(const std::uint8_t* p, std::uint32_t count, int stride, std::uint32_t) {
    const std::size_t numbers = std::size_t(count) * std::size_t(stride);
    if (numbers == 0) return;
    if (scratch.size() < numbers) scratch.resize(numbers);
    std::memcpy(scratch.data(), p, numbers * 8);
    f(scratch.data(), count, stride);
    std::memcpy(base + (p - readBase), scratch.data(), numbers * 8);
  }
};

/// Buffers that live with the thread, so that a million calls allocate a few times only.
std::vector<double>& threadScratch() {
  thread_local std::vector<double> scratch;
  return scratch;
}

}  // namespace

bool isEmpty(BytesView wkb) {
  return vertexCount(wkb) == 0;
}

std::size_t vertexCount(BytesView wkb) {
  CountVertices counter;
  detail::walk(wkb, counter);
  return counter.total;
}

Envelope envelopeOf(BytesView wkb) {
  Box box;
  detail::walk(wkb, box);
  return box.box;
}

void visit(BytesView wkb, WkbVisitor& visitor) {
  ToVisitor handler(visitor);
  handler.scratch.swap(threadScratch());
  try {
    detail::walk(wkb, handler);
  } catch (...) {
    handler.scratch.swap(threadScratch());
    throw;
  }
  handler.scratch.swap(threadScratch());
}

std::string structureFault(BytesView wkb) {
  detail::Ignore nothing;
  try {
    detail::walk(wkb, nothing);
  } catch (const Error& error) {
    return error.why().str();
  }
  return {};
}

void transformCoordinates(Bytes& wkb, const std::function<void(double* xyzm, std::uint32_t count, int stride)>& f) {
  transformCoordinates(std::span<std::uint8_t>(wkb), f);
}

void transformCoordinates(std::span<std::uint8_t> wkb,
                          const std::function<void(double* xyzm, std::uint32_t count, int stride)>& f) {
  Transform handler(f);
  handler.scratch.swap(threadScratch());
  handler.base = wkb.data();
  handler.readBase = wkb.data();
  try {
    detail::walk(wkb, handler);
  } catch (...) {
    handler.scratch.swap(threadScratch());
    throw;
  }
  handler.scratch.swap(threadScratch());
}

namespace {

struct Slices : detail::Ignore {
  std::vector<std::size_t> starts;
  int depth = 0;
  void begin(GeometryType, std::uint32_t, std::size_t at) {
    if (++depth == 2) starts.push_back(at);
  }
  void end() { --depth; }
};

}  // namespace

std::vector<Bytes> parts(BytesView wkb) {
  Slices slices;
  detail::walk(wkb, slices);
  std::vector<Bytes> result;
  if (!typeOf(wkb).isMulti()) {
    result.emplace_back(wkb.begin(), wkb.end());
    return result;
  }
  result.reserve(slices.starts.size());
  for (std::size_t i = 0; i < slices.starts.size(); ++i) {
    const std::size_t from = slices.starts[i];
    const std::size_t to = i + 1 < slices.starts.size() ? slices.starts[i + 1] : wkb.size();
    const BytesView part = wkb.subspan(from, to - from);
    result.emplace_back(part.begin(), part.end());
  }
  return result;
}

Bytes pointWkb(double x, double y) {
  Bytes out;
  out.reserve(21);
  detail::putHeader(out, {GeometryKind::point});
  detail::putDouble(out, x);
  detail::putDouble(out, y);
  return out;
}

Bytes polygonWkb(std::span<const MapPoint> closedRing) {
  Bytes out;
  out.reserve(13 + closedRing.size() * 16);
  detail::putHeader(out, {GeometryKind::polygon});
  detail::putU32(out, 1);
  detail::putU32(out, std::uint32_t(closedRing.size()));
  for (const MapPoint p : closedRing) {
    detail::putDouble(out, p.x);
    detail::putDouble(out, p.y);
  }
  return out;
}

Bytes boxWkb(const Envelope& box) {
  const MapPoint ring[] = {
      {box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}, {box.minX, box.minY}};
  return polygonWkb(ring);
}

namespace {

/// Twice the signed area, taken relative to the first vertex: far eastings do not eat the digits.
double twiceRingArea(const std::uint8_t* p, std::uint32_t count, int stride) {
  if (count < 3) return 0;
  const std::size_t step = std::size_t(stride) * 8;
  const double x0 = load<double>(p);
  const double y0 = load<double>(p + 8);
  double sum = 0;
  double lastX = 0;
  double lastY = 0;
  for (std::uint32_t i = 1; i < count; ++i) {
    p += step;
    const double x = load<double>(p) - x0;
    const double y = load<double>(p + 8) - y0;
    sum += lastX * y - x * lastY;
    lastX = x;
    lastY = y;
  }
  return sum;
}

struct Measure : detail::Ignore {
  double area = 0;
  double length = 0;
  GeometryKind kind = GeometryKind::unknown;
  void begin(GeometryType type, std::uint32_t, std::size_t) { kind = type.kind; }
  void coordinates(const std::uint8_t* p, std::uint32_t count, int stride, std::uint32_t ring) {
    if (kind == GeometryKind::polygon) {
      const double part = std::abs(twiceRingArea(p, count, stride)) / 2;
      area += ring == 0 ? part : -part;
    } else if (kind != GeometryKind::lineString) {
      return;
    }
    const std::size_t step = std::size_t(stride) * 8;
    for (std::uint32_t i = 1; i < count; ++i, p += step) {
      const double dx = load<double>(p + step) - load<double>(p);
      const double dy = load<double>(p + step + 8) - load<double>(p + 8);
      length += std::sqrt(dx * dx + dy * dy);
    }
  }
};

}  // namespace

double area(BytesView wkb) {
  Measure measure;
  detail::walk(wkb, measure);
  return measure.area;
}

double length(BytesView wkb) {
  Measure measure;
  detail::walk(wkb, measure);
  return measure.length;
}

}  // namespace gis::geom
