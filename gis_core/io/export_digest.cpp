#include "gis_core/io/export_digest.h"

#include <xxhash.h>

#include <cmath>
#include <cstring>

namespace gis::io {
namespace {

/// SplitMix64's finaliser (Steele, Lea, Flood 2014): every bit of the input moves every bit of the output.
std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15ULL;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

std::uint64_t bitsOf(double value) {
  if (value == 0) value = 0;  // -0 and 0 are one number
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

std::uint64_t hashOf(std::string_view text) {
  return XXH3_64bits(text.data(), text.size());
}

class VertexSum final : public geom::WkbVisitor {
 public:
  void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t ring) override {
    (void)ring;
    // the last vertex of a ring repeats the first; some formats leave it out
    const bool closed = count > 3 && xyzm[0] == xyzm[std::size_t(count - 1) * std::size_t(stride)] &&
                        xyzm[1] == xyzm[std::size_t(count - 1) * std::size_t(stride) + 1];
    // a format may begin a ring elsewhere, so the repeated vertex is not counted
    for (std::uint32_t i = 0; i < count - (closed ? 1U : 0U); ++i, xyzm += stride) {
      if (std::isnan(xyzm[0])) continue;
      sum += mixed(bitsOf(xyzm[0]) * 31 + mixed(bitsOf(xyzm[1])));
    }
  }
  std::uint64_t sum = 0;
};

}  // namespace

void ExportDigest::addGeometry(geom::BytesView wkb) {
  if (wkb.empty() || geom::isEmpty(wkb)) return;
  VertexSum visitor;
  geom::visit(wkb, visitor);
  ++withGeometry;
  vertices += visitor.sum;
}

void ExportDigest::addVertices(const double* xyzm, std::uint32_t count, int stride) {
  VertexSum visitor;
  visitor.coordinates(xyzm, count, stride, 0);
  ++withGeometry;
  vertices += visitor.sum;
}

void ExportDigest::addText(std::size_t column, std::string_view text) {
  columns[column] += hashOf(text);
}

void ExportDigest::addNumber(std::size_t column, double number) {
  columns[column] += mixed(bitsOf(number));
}

ExportDigest& ExportDigest::operator+=(const ExportDigest& other) {
  rows += other.rows;
  withGeometry += other.withGeometry;
  vertices += other.vertices;
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i] += other.columns[i];
  return *this;
}

}  // namespace gis::io
