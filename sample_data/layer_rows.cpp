#include "sample_data/layer_rows.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace gis::sample {

namespace {

store::Field text(const char* name, int width = 0) {
  return {name, store::FieldType::text, width, 0};
}
store::Field integer(const char* name) {
  return {name, store::FieldType::integer, 0, 0};
}
store::Field real(const char* name, int decimals) {
  return {name, store::FieldType::real, 16, decimals};
}

using geom::GeometryKind;

std::vector<LayerSpec> makeSpecs() {
  const char* land = "自然资源和规划局";
  const char* housing = "住房和城乡建设局";
  const char* civil = "民政局";
  const char* urban = "城市管理局";
  std::vector<LayerSpec> specs;
  specs.push_back({Layer::parcels,
                   "parcels",
                   "宗地",
                   "Parcels",
                   land,
                   GeometryKind::multiPolygon,
                   {text("zddm", 19), text("zl", 120), text("dlbm", 4), text("dlmc", 30), text("qlxz", 20),
                    real("zdmj", 2), text("mc", 60), text("sqdm", 12)},
                   "parcel",
                   "zddm",
                   "zl",
                   {"zddm", "zl", "mc"},
                   {{"dlbm", "GB/T 21010-2017"}},
                   true});
  specs.push_back({Layer::buildings,
                   "buildings",
                   "自然幢",
                   "Buildings",
                   housing,
                   GeometryKind::multiPolygon,
                   {text("zrzh", 24), text("zddm", 19), integer("zcs"), real("jzwgd", 1), integer("jgnf"),
                    text("fwjg", 20), text("yt", 30), real("zzdmj", 2), real("scjzmj", 2)},
                   "building",
                   "zrzh",
                   "",
                   {},
                   {},
                   true});
  specs.push_back(
      {Layer::roads,
       "roads",
       "道路",
       "Roads",
       housing,
       GeometryKind::lineString,
       {text("code", 12), text("name", 60), text("class", 20), integer("grade"), real("width", 1), real("length", 1)},
       "road",
       "code",
       "name",
       {"name"},
       {},
       true});
  specs.push_back({Layer::communities,
                   "communities",
                   "社区（村）",
                   "Communities",
                   civil,
                   GeometryKind::multiPolygon,
                   {text("code", 12), text("name", 60), text("subdistrict", 9), text("kind", 20)},
                   "community",
                   "code",
                   "name",
                   {"code", "name"},
                   {},
                   false});
  specs.push_back({Layer::subdistricts,
                   "subdistricts",
                   "街道（镇）",
                   "Subdistricts",
                   civil,
                   GeometryKind::multiPolygon,
                   {text("code", 9), text("name", 60), text("name_en", 80), text("district", 6)},
                   "subdistrict",
                   "code",
                   "name",
                   {"code", "name"},
                   {},
                   true});
  specs.push_back({Layer::districts,
                   "districts",
                   "区县",
                   "Districts",
                   civil,
                   GeometryKind::multiPolygon,
                   {text("code", 6), text("name", 60), text("name_en", 80)},
                   "district",
                   "code",
                   "name",
                   {"code", "name"},
                   {},
                   true});
  specs.push_back({Layer::grid,
                   "grid",
                   "单元网格",
                   "Unit grid",
                   urban,
                   GeometryKind::multiPolygon,
                   {text("code", 15), text("name", 60), text("community", 12), real("area", 1)},
                   "unit_grid",
                   "code",
                   "name",
                   {"code"},
                   {},
                   false});
  specs.push_back({Layer::addresses,
                   "addresses",
                   "门牌",
                   "Addresses",
                   "公安局",
                   GeometryKind::point,
                   {text("code", 21), text("address", 120), text("road", 60), text("number", 10), text("zddm", 19),
                    text("community", 12)},
                   "address",
                   "code",
                   "address",
                   {"address"},
                   {},
                   false});
  specs.push_back({Layer::components,
                   "components",
                   "管理部件",
                   "Components",
                   urban,
                   GeometryKind::point,
                   {text("glbjbsm", 17),
                    text("glbjmc", 30),
                    text("bjlxdm", 5),
                    text("zgbmmc", 100),
                    text("glbjzt", 10),
                    text("szdywgbsm", 15),
                    {"csrq", store::FieldType::date, 0, 0}},
                   "component",
                   "glbjbsm",
                   "glbjmc",
                   {"glbjbsm"},
                   {{"bjlxdm", "GB/T 47678.5-2026"}},
                   true});
  specs.push_back({Layer::poi,
                   "poi",
                   "兴趣点",
                   "Points of interest",
                   urban,
                   GeometryKind::point,
                   {text("name", 80), text("kind", 20), text("address", 120), text("community", 12)},
                   "",
                   "",
                   "",
                   {"name"},
                   {},
                   true});
  return specs;
}

}  // namespace

const std::vector<LayerSpec>& layerSpecs() {
  static const std::vector<LayerSpec> kSpecs = makeSpecs();
  return kSpecs;
}

const LayerSpec& specOf(Layer layer) {
  return *std::find_if(layerSpecs().begin(), layerSpecs().end(), [&](const LayerSpec& s) { return s.layer == layer; });
}

LayerRows::LayerRows(Layer layer) : m_layer(layer), m_batch(store::FeatureBatch::withFields(specOf(layer).fields)) {}

store::FeatureBatch::Column& LayerRows::next() {
  assert(m_column < m_batch.columns.size());
  return m_batch.columns[m_column++];
}

LayerRows& LayerRows::text(std::string_view value) {
  auto& column = next();
  column.isNull.push_back(value.empty() ? 1 : 0);
  column.bytes.append(value);
  column.textEnds.push_back(static_cast<std::uint32_t>(column.bytes.size()));
  return *this;
}

LayerRows& LayerRows::integer(std::int64_t value) {
  auto& column = next();
  column.isNull.push_back(0);
  column.integers.push_back(value);
  return *this;
}

LayerRows& LayerRows::real(double value) {
  auto& column = next();
  column.isNull.push_back(0);
  column.reals.push_back(value);
  return *this;
}

template <typename T>
void LayerRows::put(T value) {
  const std::size_t at = m_batch.geometry.size();
  m_batch.geometry.resize(at + sizeof(T));
  std::memcpy(m_batch.geometry.data() + at, &value, sizeof(T));  // little endian, as all our platforms are
}

void LayerRows::endRow() {
  assert(m_column == m_batch.columns.size());
  m_column = 0;
  m_batch.geometryEnds.push_back(static_cast<std::uint32_t>(m_batch.geometry.size()));
  m_batch.fids.push_back(-1);
}

void LayerRows::putRing(std::span<const Point> ring) {
  put(static_cast<std::uint32_t>(ring.size() + 1));
  for (const Point p : ring) {
    put(p.x);
    put(p.y);
  }
  put(ring.front().x);
  put(ring.front().y);
}

namespace {
constexpr std::uint8_t kLittleEndian = 1;
}

void LayerRows::point(Point at) {
  put(kLittleEndian);
  put(std::uint32_t{1});
  put(at.x);
  put(at.y);
  endRow();
}

void LayerRows::line(std::span<const Point> points) {
  put(kLittleEndian);
  put(std::uint32_t{2});
  put(static_cast<std::uint32_t>(points.size()));
  for (const Point p : points) {
    put(p.x);
    put(p.y);
  }
  endRow();
}

void LayerRows::polygon(std::span<const Point> ring) {
  put(kLittleEndian);
  put(std::uint32_t{6});
  put(std::uint32_t{1});
  put(kLittleEndian);
  put(std::uint32_t{3});
  put(std::uint32_t{1});
  putRing(ring);
  endRow();
}

void LayerRows::polygons(const std::vector<std::vector<Ring>>& polygons) {
  put(kLittleEndian);
  put(std::uint32_t{6});
  put(static_cast<std::uint32_t>(polygons.size()));
  for (const std::vector<Ring>& rings : polygons) {
    put(kLittleEndian);
    put(std::uint32_t{3});
    put(static_cast<std::uint32_t>(rings.size()));
    for (const Ring& ring : rings) putRing(ring);
  }
  endRow();
}

store::FeatureBatch LayerRows::take() {
  store::FeatureBatch out = std::move(m_batch);
  m_batch = store::FeatureBatch::withFields(specOf(m_layer).fields);
  return out;
}

}  // namespace gis::sample
