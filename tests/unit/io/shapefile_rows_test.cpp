// Rows that are read straight from the bytes of a shapefile are the rows that GDAL reads.
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>
#include <memory>
#include <random>
#include <vector>

#include "gis_core/io/source_reader.h"
#include "gis_core/io/table_columns.h"
#include "tests/unit/io/made_files.h"

namespace gis::io {
namespace {

namespace fs = std::filesystem;
using tests::Folder;

/// Cells as texts, null as "-", then the WKB; by the number of the record.
struct TextRow {
  std::int64_t fid = 0;
  std::vector<std::string> cells;
  std::string wkb;
  friend bool operator==(const TextRow&, const TextRow&) = default;
};

std::ostream& operator<<(std::ostream& out, const TextRow& row) {
  out << row.fid << ':';
  for (const std::string& cell : row.cells) out << " [" << cell << ']';
  return out << " wkb of " << row.wkb.size() << " bytes";
}

std::string exactly(double value) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%a", value);
  return text.data();
}

std::vector<TextRow> rowsOfGdal(const fs::path& shp) {
  GDALAllRegister();
  std::array<const char*, 2> options{"ENCODING=", nullptr};
  const std::unique_ptr<GDALDataset> dataset(
      GDALDataset::Open(shp.string().c_str(), GDAL_OF_VECTOR, nullptr, options.data(), nullptr));
  std::vector<TextRow> rows;
  if (!dataset) return rows;
  OGRLayer& layer = *dataset->GetLayer(0);
  while (const std::unique_ptr<OGRFeature> feature{layer.GetNextFeature()}) {
    TextRow& row = rows.emplace_back();
    row.fid = feature->GetFID();
    for (int i = 0; i < feature->GetFieldCount(); ++i) {
      std::string& cell = row.cells.emplace_back("-");
      if (feature->IsFieldSetAndNotNull(i) == 0) continue;
      switch (feature->GetFieldDefnRef(i)->GetType()) {
        case OFTInteger:
        case OFTInteger64: cell = std::to_string(feature->GetFieldAsInteger64(i)); break;
        case OFTReal:
          if (std::isfinite(feature->GetFieldAsDouble(i))) cell = exactly(feature->GetFieldAsDouble(i));
          break;
        case OFTDate: {
          int year = 0, month = 0, day = 0, ignored = 0;
          feature->GetFieldAsDateTime(i, &year, &month, &day, &ignored, &ignored, &ignored, &ignored);
          std::array<char, 40> text{};
          std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", year, month, day);
          if (isDay(year, month, day)) cell = text.data();
          break;
        }
        default: cell = feature->GetFieldAsString(i);
      }
    }
    OGRGeometry* geometry = feature->GetGeometryRef();
    if (geometry == nullptr) continue;
    if (OGR_GT_IsSubClassOf(geometry->getGeometryType(), wkbPolygon) != 0 ||
        wkbFlatten(geometry->getGeometryType()) == wkbMultiPolygon)
      geometry->closeRings();
    row.wkb.resize(geometry->WkbSize());
    geometry->exportToWkb(wkbNDR, reinterpret_cast<unsigned char*>(row.wkb.data()), wkbVariantIso);
  }
  return rows;
}

std::vector<TextRow> rowsOfOurs(const fs::path& shp) {
  SourceRequest request{shp};
  request.encoding = "ISO-8859-1";  // every byte is a character
  SourceReader reader(request);
  std::vector<TextRow> rows;
  (void)reader.read(0, [&](store::FeatureBatch&& batch) {
    for (std::size_t r = 0; r < batch.rows(); ++r) {
      TextRow& row = rows.emplace_back();
      row.fid = batch.fids[r];
      for (std::size_t c = 0; c < batch.columns.size(); ++c) {
        const store::Value value = batch.valueOf(c, r);
        std::string& cell = row.cells.emplace_back("-");
        if (const auto* whole = std::get_if<std::int64_t>(&value)) cell = std::to_string(*whole);
        if (const auto* real = std::get_if<double>(&value)) cell = exactly(*real);
        if (const auto* text = std::get_if<std::string>(&value)) cell = *text;
      }
      const geom::BytesView wkb = batch.geometryOf(r);
      row.wkb.assign(wkb.begin(), wkb.end());
    }
    return true;
  });
  return rows;
}

std::vector<char> bytesOf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void writeBytes(const fs::path& file, const std::vector<char>& bytes) {
  std::ofstream(file, std::ios::binary).write(bytes.data(), std::streamsize(bytes.size()));
}

fs::path beside(fs::path shp, const char* suffix) {
  return shp.replace_extension(suffix);
}

enum class Shapes { points, lines, polygons };

class ShapefileMaker {
 public:
  explicit ShapefileMaker(unsigned seed) : m_random(seed) {}

  [[nodiscard]] int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(m_random); }
  double place() { return std::uniform_real_distribution<double>(-5e6, 5e6)(m_random); }

  std::unique_ptr<OGRLinearRing> ring(double x, double y, double size) {
    auto ring = std::make_unique<OGRLinearRing>();
    ring->addPoint(x, y);
    ring->addPoint(x, y + size);
    ring->addPoint(x + size, y + size / (1 + below(3)));
    ring->closeRings();
    return ring;
  }
  std::unique_ptr<OGRGeometry> shape(Shapes kind) {
    if (below(8) == 0) return nullptr;
    const double x = place(), y = place();
    if (kind == Shapes::points) return std::make_unique<OGRPoint>(x, y);
    const int parts = below(4) == 0 ? 2 : 1;
    if (kind == Shapes::lines) {
      auto lines = std::make_unique<OGRMultiLineString>();
      for (int part = 0; part < parts; ++part) {
        OGRLineString line;
        for (int i = 2 + below(4); i > 0; --i) line.addPoint(place(), place());
        lines->addGeometry(&line);
      }
      return lines;
    }
    auto polygons = std::make_unique<OGRMultiPolygon>();
    for (int part = 0; part < parts; ++part) {
      OGRPolygon polygon;
      polygon.addRingDirectly(ring(x + 100 * part, y, 50).release());
      if (below(4) == 0) polygon.addRingDirectly(ring(x + 100 * part + 5, y + 12, 8).release());
      polygons->addGeometry(&polygon);
    }
    return polygons;
  }

  void write(const fs::path& shp, Shapes kind, int rows) {
    GDALAllRegister();
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("ESRI Shapefile");
    const std::unique_ptr<GDALDataset> dataset(driver->Create(shp.string().c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    const std::array<OGRwkbGeometryType, 3> types{wkbPoint, wkbLineString, wkbPolygon};
    OGRLayer& layer =
        *dataset->CreateLayer(shp.stem().string().c_str(), nullptr, types.at(static_cast<std::size_t>(kind)), nullptr);
    const auto add = [&](const char* name, OGRFieldType type, int width, int precision) {
      OGRFieldDefn field(name, type);
      field.SetWidth(width);
      field.SetPrecision(precision);
      ASSERT_EQ(layer.CreateField(&field), OGRERR_NONE);
    };
    add("code", OFTString, 12, 0);
    add("few", OFTInteger, 6, 0);
    add("many", OFTInteger64, 18, 0);
    add("area", OFTReal, 20, 6);
    add("day", OFTDate, 0, 0);
    for (int row = 0; row < rows; ++row) {
      OGRFeature feature(layer.GetLayerDefn());
      feature.SetField("code", std::to_string(below(1000000)).c_str());
      feature.SetField("few", below(99999) - 5000);
      feature.SetField("many", static_cast<GIntBig>(below(99999)) * 12345678);
      feature.SetField("area", place());
      if (below(5) != 0) feature.SetField("day", 1990 + below(40), 1 + below(12), 1 + below(28));
      const auto made = shape(kind);
      if (made) feature.SetGeometry(made.get());
      ASSERT_EQ(layer.CreateFeature(&feature), OGRERR_NONE);
    }
  }

  /// What other programs and bad disks leave in the cells.
  void spoilTable(const fs::path& dbf) {
    const std::vector<std::string> nasty{
        "",     " x",  "x ",   "***", "-",        "+5",       "1e3",   "  12", "12  ", "007", "-0",
        "1.",   ".5",  "1,5",  "nan", "00000000", "20261301", "0",     "2026", "inf",  "-7",  std::string("a\0b", 3),
        "0x10", "1 2", "0.10", "-.5", "99999999", "19991231", "1.5.2", "--1"};
    std::vector<char> bytes = bytesOf(dbf);
    const auto at = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])); };
    const std::size_t head = at(8) + 256 * at(9), record = at(10) + 256 * at(11);
    for (std::size_t row = head; row + record <= bytes.size(); row += record) {
      if (below(9) == 0) bytes[row] = '*';
      std::size_t from = row + 1;
      for (std::size_t field = 32; bytes[field] != '\r'; field += 32) {
        const std::size_t width = at(field + 16);
        if (below(4) == 0) {
          std::string cell = nasty[static_cast<std::size_t>(below(static_cast<int>(nasty.size())))];
          cell.resize(width, ' ');
          if (below(2) == 0) std::rotate(cell.begin(), cell.end() - 1 - below(static_cast<int>(width)), cell.end());
          std::copy(cell.begin(), cell.end(), bytes.begin() + static_cast<std::ptrdiff_t>(from));
        }
        from += width;
      }
    }
    writeBytes(dbf, bytes);
  }

  /// Numbers that are none, rings that do not close, counts that lie.
  void spoilShapes(const fs::path& shp, bool counts) {
    std::vector<char> bytes = bytesOf(shp);
    std::size_t at = 100;
    while (at + 8 < bytes.size()) {
      const auto byte = [&](std::size_t i) {
        return static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + i]));
      };
      const std::size_t size = 2 * ((byte(4) << 24) + (byte(5) << 16) + (byte(6) << 8) + byte(7));
      if (below(6) == 0 && size >= 24) {
        const double value = below(2) == 0 ? std::numeric_limits<double>::quiet_NaN() : place();
        std::memcpy(bytes.data() + at + size, &value, sizeof value);  // the last number of the record
      }
      if (counts && below(6) == 0 && size > 44) bytes[at + 8 + 36 + static_cast<std::size_t>(below(8))] ^= 1;
      at += 8 + size;
    }
    writeBytes(shp, bytes);
  }

 private:
  std::mt19937 m_random;
};

void expectAlike(const fs::path& shp) {
  const std::vector<TextRow> wanted = rowsOfGdal(shp), ours = rowsOfOurs(shp);
  ASSERT_EQ(ours.size(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) ASSERT_EQ(ours[i], wanted[i]);
}

TEST(ShapefileRows, AreTheRowsOfGdal) {
  for (unsigned seed = 1; seed <= 24; ++seed) {
    SCOPED_TRACE(seed);
    const Folder folder;
    const fs::path shp = folder / "some.shp";
    ShapefileMaker maker(seed);
    maker.write(shp, static_cast<Shapes>(seed % 3), 60);
    expectAlike(shp);
    maker.spoilTable(beside(shp, "dbf"));
    expectAlike(shp);
    maker.spoilShapes(shp, false);
    expectAlike(shp);
  }
}

TEST(ShapefileRows, LeaveDamagedPlacesToGdal) {
  for (unsigned seed = 100; seed <= 112; ++seed) {
    SCOPED_TRACE(seed);
    const Folder folder;
    const fs::path shp = folder / "some.shp";
    ShapefileMaker maker(seed);
    maker.write(shp, Shapes::polygons, 40);
    maker.spoilShapes(shp, true);
    const std::vector<TextRow> wanted = rowsOfGdal(shp);
    std::vector<TextRow> ours = rowsOfOurs(shp);
    ASSERT_EQ(ours.size(), wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      // a shape that cannot be read whole is marked, and rejected later
      if (!ours[i].wkb.empty() && static_cast<std::uint8_t>(ours[i].wkb[0]) == kNotWhole) ours[i].wkb.clear();
      ASSERT_EQ(ours[i], wanted[i]);
    }
  }
}

TEST(ShapefileRows, OfACutFileAreAllThere) {
  const Folder folder;
  const fs::path shp = folder / "some.shp";
  ShapefileMaker maker(7);
  maker.write(shp, Shapes::polygons, 200);
  const std::vector<TextRow> whole = rowsOfGdal(shp);
  std::vector<char> bytes = bytesOf(shp);
  bytes.resize(bytes.size() / 2);
  writeBytes(shp, bytes);
  const std::vector<TextRow> ours = rowsOfOurs(shp);
  ASSERT_EQ(ours.size(), whole.size());
  std::size_t same = 0, notWhole = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (ours[i] == whole[i]) ++same;
    if (!ours[i].wkb.empty() && static_cast<std::uint8_t>(ours[i].wkb[0]) == kNotWhole) ++notWhole;
  }
  EXPECT_GT(same, 80U);
  EXPECT_GT(notWhole, 80U);
  EXPECT_EQ(same + notWhole, whole.size());
}

}  // namespace
}  // namespace gis::io
