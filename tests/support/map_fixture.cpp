#include "tests/support/map_fixture.h"

#include <cmath>
#include <cstdio>

#include "gis_core/base/platform/files.h"
#include "gis_core/snapshot/builder.h"

namespace gis::test {

ScratchFolder::ScratchFolder() : m_path(platform::makeScratchFolder("citydesk-map-test-")) {}
ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(m_path, ignored);
}

std::shared_ptr<const snapshot::Snapshot> snapshotOf(const std::filesystem::path& folder, const std::string& name,
                                                     const std::vector<store::Field>& fields,
                                                     const std::vector<WktRow>& rows) {
  snapshot::Builder builder(folder, fields);
  store::FeatureBatch batch = store::FeatureBatch::withFields(fields);
  std::int64_t fid = 0;
  for (const WktRow& row : rows) {
    batch.addRow(++fid, row.cells, row.wkt.empty() ? geom::Bytes() : geom::fromWkt(row.wkt));
  }
  builder.add(batch);
  snapshot::SnapshotInfo info;
  info.cityUid = "city";
  info.layerUid = name;
  info.layerName = name;
  info.revision = "1";
  Progress progress;
  const std::filesystem::path file = folder / (name + ".snapshot");
  builder.finish(file, info, progress);
  return snapshot::Snapshot::open(file);
}

namespace {
/// A corner of the fabric, moved a little off the regular grid; the same for all parcels that meet there.
geom::MapPoint corner(int column, int row, double side) {
  const double a = column * 12.9898 + row * 78.233, r = a - std::floor(a / 6.2831853) * 6.2831853;
  return {(column + 0.2 * std::sin(r)) * side, (row + 0.2 * std::cos(1.7 * r)) * side};
}
}  // namespace

std::vector<WktRow> parcelRows(int columns, int rows, double side) {
  std::vector<WktRow> all;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      std::string wkt = "MULTIPOLYGON (((";
      const int steps[5][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
      char text[120];
      for (int k = 0; k < 5; ++k) {
        const geom::MapPoint p = corner(column - columns / 2 + steps[k][0], row - rows / 2 + steps[k][1], side);
        std::snprintf(text, sizeof text, "%s%.3f %.3f", k > 0 ? "," : "", p.x, p.y);
        wkt += text;
      }
      std::snprintf(text, sizeof text, "%02d", 1 + (column * 7 + row * 5) % 12);
      const std::string use = text;
      std::snprintf(text, sizeof text, "321002001001GB%05d", row * columns + column + 1);
      all.push_back({wkt + ")))", {use, std::string(text)}});
    }
  }
  return all;
}

std::vector<WktRow> withPonds(std::vector<WktRow> parcels, int count) {
  constexpr int kVertices = 96, kInRow = 40;
  constexpr double kSpace = 400, kPi = 3.14159265358979323846;
  for (int number = 0; number < count; ++number) {
    const double radius = 8 + 180.0 * number / count;
    const double x = 10000 + kSpace * (number % kInRow), y = kSpace * (number / kInRow);
    std::string wkt = "MULTIPOLYGON (((";
    char text[120];
    for (int k = 0; k <= kVertices; ++k) {
      const double angle = 2 * kPi * (k % kVertices) / kVertices;
      std::snprintf(text, sizeof text, "%s%.3f %.3f", k > 0 ? "," : "", x + radius * std::cos(angle),
                    y + radius * std::sin(angle));
      wkt += text;
    }
    std::snprintf(text, sizeof text, "321002001002GB%05d", number + 1);
    parcels.push_back({wkt + ")))", {std::string("11"), std::string(text)}});
  }
  return parcels;
}

std::vector<store::Field> parcelFields() {
  return {{"dlbm", store::FieldType::text, 4, 0}, {"zddm", store::FieldType::text, 19, 0}};
}

}  // namespace gis::test
