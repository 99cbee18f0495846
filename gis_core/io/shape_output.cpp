#include "gis_core/io/shape_output.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"

namespace gis::io {
namespace {

constexpr std::size_t kShapeFlush = std::size_t{1} << 20;
constexpr std::int32_t kShapeFileCode = 9994, kShapeVersion = 1000;

template <typename Number>
void addLittle(std::string& to, Number value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);  // every machine of ours is little-endian, as WKB in these rooms is
  to.append(bytes, sizeof value);
}

/// Twice the signed area; positive: counter-clockwise.
double turning(const double* xyzm, std::uint32_t count, int stride) {
  double sum = 0;
  const double x0 = xyzm[0], y0 = xyzm[1];
  for (std::uint32_t i = 0; i + 1 < count; ++i) {
    const double* a = xyzm + std::size_t(i) * std::size_t(stride);
    const double* b = a + stride;
    sum += (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0);
  }
  return sum;
}

}  // namespace

/// Collects the vertices of one feature.
class ShapeOutput::Shape final : public geom::WkbVisitor {
 public:
  explicit Shape(bool rings) : m_rings(rings) {}
  void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t ring) override {
    if (count == 0 || std::isnan(xyzm[0])) return;
    starts.push_back(static_cast<std::int32_t>(xy.size() / 2));
    // shells turn clockwise, holes the other way
    const bool backwards = m_rings && (turning(xyzm, count, stride) > 0) == (ring == 0);
    const std::size_t first = xy.size();
    xy.resize(first + std::size_t(count) * 2);
    double* to = xy.data() + first;
    for (std::uint32_t i = 0; i < count; ++i, to += 2) {
      const double* from = xyzm + std::size_t(backwards ? count - 1 - i : i) * std::size_t(stride);
      to[0] = from[0];
      to[1] = from[1];
      box.include(from[0], from[1]);
    }
  }
  std::vector<double> xy;
  std::vector<std::int32_t> starts;
  geom::Envelope box;

 private:
  const bool m_rings;
};

void ShapeOutput::File::flush() {
  out.write(buffer.data(), static_cast<std::streamsize>(buffer.size()));
  buffer.clear();
  if (!out)
    throw Error(ErrorCode::diskFull, {GIS_TR("cannot write {0}"), {name}}, GIS_TR("the disk does not take it"),
                GIS_TR("free some space and try again"));
}

ShapeOutput::ShapeOutput(const std::filesystem::path& shp, Kind kind, const std::vector<DbfPlan::Column>& columns,
                         unsigned char languageByte)
    : m_kind(kind), m_columns(columns), m_languageByte(languageByte) {
  for (const auto& [file, suffix] : {std::pair{&m_shp, "shp"}, std::pair{&m_shx, "shx"}, std::pair{&m_dbf, "dbf"}}) {
    std::filesystem::path path = shp;
    path.replace_extension(suffix);
    file->name = platform::pathToUtf8(path.filename());
    file->out.open(path, std::ios::binary);
  }
  std::size_t at = 1;
  for (const DbfPlan::Column& column : m_columns) {
    m_offsets.push_back(at);
    at += static_cast<std::size_t>(column.width);
  }
  m_row.assign(at, ' ');
  m_shp.buffer = m_shx.buffer = std::string(100, '\0');
  m_dbf.buffer = tableHeader();
  blankRow();
}

/// NULL: stars for numbers, zeros for days, blanks for texts.
void ShapeOutput::blankRow() {
  m_row[0] = ' ';
  for (std::size_t i = 0; i < m_columns.size(); ++i) {
    const auto width = static_cast<std::size_t>(m_columns[i].width);
    const char blank = m_columns[i].kind == DbfPlan::Kind::text   ? ' '
                       : m_columns[i].kind == DbfPlan::Kind::date ? '0'
                                                                  : '*';
    std::memset(m_row.data() + m_offsets[i], blank, width);
  }
}

void ShapeOutput::setCell(std::size_t column, std::string_view bytes) {
  const auto width = static_cast<std::size_t>(m_columns[column].width);
  char* cell = m_row.data() + m_offsets[column];
  const std::size_t size = std::min(width, bytes.size());
  std::memset(cell, ' ', width);
  const bool left = m_columns[column].kind == DbfPlan::Kind::text || m_columns[column].kind == DbfPlan::Kind::date;
  std::memcpy(left ? cell : cell + (width - size), bytes.data(), size);
}

void ShapeOutput::endRow(geom::BytesView wkb) {
  m_dbf.buffer += m_row;
  if (m_dbf.buffer.size() > kShapeFlush) m_dbf.flush();
  blankRow();
  ++m_rows;
  Shape shape(m_kind == Kind::areas);
  if (!wkb.empty()) geom::visit(wkb, shape);
  std::uint32_t content = 4;
  const auto parts = static_cast<std::int32_t>(shape.starts.size());
  const auto points = static_cast<std::int32_t>(shape.xy.size() / 2);
  const bool isNull = points == 0;
  if (!isNull)
    content = m_kind == Kind::point ? 20
              : m_kind == Kind::points
                  ? 40 + 16 * static_cast<std::uint32_t>(points)
                  : 44 + 4 * static_cast<std::uint32_t>(parts) + 16 * static_cast<std::uint32_t>(points);
  addBig(m_shx.buffer, static_cast<std::uint32_t>(m_bytes / 2));
  addBig(m_shx.buffer, content / 2);
  if (m_shx.buffer.size() > kShapeFlush) m_shx.flush();
  std::string& out = m_shp.buffer;
  addBig(out, m_rows);
  addBig(out, content / 2);
  addLittle(out, isNull ? std::int32_t{0} : static_cast<std::int32_t>(m_kind));
  if (!isNull) {
    m_box.include(shape.box);
    if (m_kind != Kind::point) {
      for (const double v : {shape.box.minX, shape.box.minY, shape.box.maxX, shape.box.maxY}) addLittle(out, v);
      if (m_kind != Kind::points) addLittle(out, parts);
      addLittle(out, points);
      if (m_kind != Kind::points)
        out.append(reinterpret_cast<const char*>(shape.starts.data()), shape.starts.size() * sizeof(std::int32_t));
    }
    const std::size_t doubles = m_kind == Kind::point ? 2 : shape.xy.size();
    out.append(reinterpret_cast<const char*>(shape.xy.data()), doubles * sizeof(double));
  }
  m_bytes += 8 + content;
  if (out.size() > kShapeFlush) m_shp.flush();
}

void ShapeOutput::close() {
  m_dbf.buffer += '\x1A';
  for (File* file : {&m_shp, &m_shx, &m_dbf}) file->flush();
  m_shp.buffer = shapeHeader(m_bytes);
  m_shx.buffer = shapeHeader(100 + std::uint64_t{8} * m_rows);
  m_dbf.buffer = tableHeader();
  for (File* file : {&m_shp, &m_shx, &m_dbf}) {
    file->out.seekp(0);
    file->flush();
    file->out.close();
    file->flush();  // tells what closing found
  }
}

std::string ShapeOutput::shapeHeader(std::uint64_t bytes) const {
  std::string out;
  addBig(out, static_cast<std::uint32_t>(kShapeFileCode));
  for (int i = 0; i < 5; ++i) addBig(out, 0);
  addBig(out, static_cast<std::uint32_t>(bytes / 2));
  addLittle(out, kShapeVersion);
  addLittle(out, static_cast<std::int32_t>(m_kind));
  const bool none = m_box.isEmpty();
  for (const double v : {m_box.minX, m_box.minY, m_box.maxX, m_box.maxY}) addLittle(out, none ? 0.0 : v);
  for (int i = 0; i < 4; ++i) addLittle(out, 0.0);
  return out;
}

std::string ShapeOutput::tableHeader() const {
  const std::string day = toIsoWithOffset(utcNow(), kCityOffsetMinutes);
  std::string out;
  out += '\x03';
  out += static_cast<char>(std::atoi(day.substr(0, 4).c_str()) - 1900);
  out += static_cast<char>(std::atoi(day.substr(5, 2).c_str()));
  out += static_cast<char>(std::atoi(day.substr(8, 2).c_str()));
  addLittle(out, m_rows);
  addLittle(out, static_cast<std::uint16_t>(32 + 32 * m_columns.size() + 1));
  addLittle(out, static_cast<std::uint16_t>(m_row.size()));
  out.append(17, '\0');
  out += static_cast<char>(m_languageByte);
  out.append(2, '\0');
  for (const DbfPlan::Column& column : m_columns) {
    std::string name = column.name.substr(0, 10);
    name.resize(11, '\0');
    out += name;
    out += column.kind == DbfPlan::Kind::text ? 'C' : column.kind == DbfPlan::Kind::date ? 'D' : 'N';
    out.append(4, '\0');
    out += static_cast<char>(column.width);
    out += static_cast<char>(column.decimals);
    out.append(14, '\0');
  }
  out += '\r';
  return out;
}

void ShapeOutput::addBig(std::string& to, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) to += static_cast<char>(value >> shift);
}

}  // namespace gis::io
