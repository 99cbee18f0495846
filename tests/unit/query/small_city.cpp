#include "tests/unit/query/small_city.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "gis_core/base/uuid.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/features.h"

namespace gis::query {

namespace {

std::filesystem::path newFolder() {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("citydesk-query-" + newUuid());
  std::filesystem::create_directories(folder);
  return folder;
}

std::string textOf(const store::Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* real = std::get_if<double>(&value)) {
    char buffer[64];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, *real).ptr};
  }
  return "NULL";
}

geom::Bytes shapeOf(const std::string& wkt) {
  geom::Bytes wkb = geom::fromWkt(wkt);
  geom::transformCoordinates(wkb, [](double* xy, std::uint32_t count, int stride) {
    for (double* at = xy; at != xy + std::ptrdiff_t(count) * stride; ++at)
      if (*at == 1e99) *at = std::numeric_limits<double>::quiet_NaN();
  });
  return wkb;
}

}  // namespace

std::vector<Row> shakenCells(std::mt19937& random, int n, double from) {
  std::uniform_real_distribution<double> shake(-0.35, 0.35);
  std::vector<geom::MapPoint> corners;
  for (int y = 0; y <= n; ++y) {
    for (int x = 0; x <= n; ++x) {
      const bool rim = x == 0 || y == 0 || x == n || y == n;
      corners.push_back(
          {from + (x + (rim ? 0 : shake(random))) * 100 / n, from + (y + (rim ? 0 : shake(random))) * 100 / n});
    }
  }
  std::vector<Row> rows;
  for (int y = 0; y < n; ++y) {
    for (int x = 0; x < n; ++x) {
      const auto at = std::size_t(y * (n + 1) + x);
      const auto above = at + std::size_t(n) + 1;
      const geom::MapPoint ring[] = {corners[at], corners[at + 1], corners[above + 1], corners[above], corners[at]};
      rows.push_back({0, geom::toWkt(geom::polygonWkb(ring)), {std::int64_t{y * n + x}}});
    }
  }
  std::shuffle(rows.begin(), rows.end(), random);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].fid = std::int64_t(i) + 1;
  return rows;
}

SmallCity::SmallCity()
    : m_folder(newFolder()), m_city(store::CityDatabase::create(m_folder / "t.citydb", crs::Crs::fromEpsg(4549))) {}

SmallCity::~SmallCity() {
  std::error_code ignored;
  std::filesystem::remove_all(m_folder, ignored);
}

void SmallCity::addLayer(const std::string& name, const std::vector<store::Field>& fields, const std::vector<Row>& rows,
                         const crs::Crs& crs) const {
  store::LayerDraft draft;
  draft.name = name;
  draft.fields = fields;
  draft.crs = crs;
  store::BulkLoad load(m_city, draft);
  store::FeatureBatch batch = store::FeatureBatch::withFields(fields);
  for (const Row& row : rows) {
    batch.addRow(row.fid, row.cells, row.wkt.empty() ? geom::Bytes() : shapeOf(row.wkt));
  }
  load.append(store::encode(std::move(batch), load.srid()));
  Progress progress;
  (void)load.finish(progress);
}

std::vector<std::string> SmallCity::rowsOf(const std::string& layer) const {
  std::vector<std::string> rows;
  store::readFeatures(connection(), store::layerByName(connection(), layer), {}, [&](store::Feature& feature) {
    std::string row = std::to_string(feature.fid);
    for (const store::Value& value : feature.values) row += "|" + textOf(value);
    row += "|" + (feature.wkb.empty() ? "NULL" : geom::toWkt(feature.wkb));
    rows.push_back(row);
    return true;
  });
  return rows;
}

}  // namespace gis::query
