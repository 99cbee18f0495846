// Reads the searchable columns of a city into blocks.
#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/sha256.h"
#include "gis_core/base/text.h"
#include "gis_core/city/find_state.h"
#include "gis_core/city/road_crossings.h"
#include "gis_core/store/city_past.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"

namespace gis::city {

namespace {

/// Below this a block is read as fast as its cache file.
constexpr std::size_t kWorthCaching = 2000;

struct Column {
  std::string field, kind;
  bool isCode = false;
};

bool isOneOf(const std::string& folded, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), folded) != words.end();
}
bool looksLikeName(const std::string& folded) {
  return isOneOf(folded, {"name", "name_zh", "title", "名称", "名字", "mc", "jzwmc", "xmmc", "glbjmc"});
}
bool looksLikeAddress(const std::string& folded) {
  return isOneOf(folded, {"address", "addr", "地址", "门牌", "door_plate", "doorplate", "dz", "mph", "locatedsc"});
}

std::string kindOfRole(const std::string& role) {
  if (role == "unit_grid" || role == "duty_grid") return "grid";
  return role;
}

/// Which columns of a layer are searched, and as what.
std::vector<Column> columnsOf(const store::LayerInfo& layer) {
  if (layer.name == "city_incident") return {{"case_no", "case", true}, {"report_no", "case", true}};
  std::vector<Column> columns;
  const auto add = [&](const std::string& field, const std::string& kind, bool isCode) {
    const bool exists =
        std::any_of(layer.fields.begin(), layer.fields.end(), [&](const store::Field& f) { return f.name == field; });
    const bool known = std::any_of(columns.begin(), columns.end(), [&](const Column& c) { return c.field == field; });
    if (exists && !known) columns.push_back({field, kind, isCode});
  };
  const std::string kind = kindOfRole(layer.role);
  if (!kind.empty()) {
    // "路灯" seven hundred thousand times helps nobody: components are found by their numbers.
    if (kind != "component") add(layer.roleNameField, kind, false);
    // A road's "code" is often its name.
    add(layer.roleCodeField, kind, kind != "road" && kind != "address" && kind != "building");
  }
  std::string other = kind;
  if (other.empty()) other = layer.geometryType && layer.geometryType->dimension() == 0 ? "poi" : "feature";
  if (!layer.searchFields.empty()) {
    std::size_t begin = 0;
    while (begin <= layer.searchFields.size()) {
      const std::size_t end = std::min(layer.searchFields.find(',', begin), layer.searchFields.size());
      const std::string field(text::trim(std::string_view(layer.searchFields).substr(begin, end - begin)));
      add(field, looksLikeAddress(text::fold(field)) ? "address" : other, false);
      begin = end + 1;
    }
    return columns;
  }
  for (const store::Field& field : layer.fields) {
    const std::string folded = text::fold(field.name);
    if (kind == "component" && looksLikeName(folded)) continue;
    if (looksLikeName(folded)) add(field.name, other, false);
    if (looksLikeAddress(folded)) add(field.name, "address", false);
  }
  return columns;
}

bool lookedAt(const store::LayerInfo& layer) {
  // The tables of rejected features are no places.
  return layer.name == "city_incident" || !layer.name.starts_with("city_");
}

class Builder {
 public:
  Builder(const store::CityDatabase& city, Progress& progress, const FindState* previous, FindState& state)
      : m_city(city), m_progress(progress), m_previous(previous), m_state(state) {
    m_folder = platform::userCacheFolder() / "find" / city.uid();
  }

  void run() {
    for (const store::LayerInfo& layer : store::listLayers(m_city.connection())) {
      m_progress.check();
      if (!lookedAt(layer)) continue;
      addLayer(layer);
      if (layer.role == "road" && layer.geometryType) addCrossings(layer);
      m_state.layers.push_back({layer.name, layer.titleZh, layer.titleEn, boxInCity(layer, layer.extent)});
    }
    // The longest first: threads that share the blocks out then end together.
    std::stable_sort(m_state.blocks.begin(), m_state.blocks.end(),
                     [](const auto& a, const auto& b) { return a->size() > b->size(); });
    dropStale();
  }

 private:
  [[nodiscard]] std::string identityOf(const store::LayerInfo& layer, const Column& column) const {
    return m_city.uid() + '|' + layer.uid + '|' + layer.revision + '|' + layer.name + '|' + column.field + '|' +
           column.kind + '|' + (column.isCode ? 'c' : 'n') + '|' + m_city.crs().identifier() +
           (isOfThen(layer) ? "|then" : "");
  }

  [[nodiscard]] std::filesystem::path cacheFile(const store::LayerInfo& layer, const Column& column) const {
    const std::string name = column.field + '|' + column.kind;
    const auto bytes = std::as_bytes(std::span(name));
    return m_folder / (layer.uid + '-' + sha256(bytes).substr(0, 12) + ".find");
  }

  /// Of a city as of a date, what was otherwise then is read anew each time: the cache is of today.
  [[nodiscard]] bool isOfThen(const store::LayerInfo& layer) const {
    return !store::otherwiseThen(m_city.connection(), layer).empty();
  }

  /// From the previous index or the cache folder; null when it has to be read.
  std::shared_ptr<const FindBlock> known(const store::LayerInfo& layer, const Column& column,
                                         const std::string& identity) {
    m_used.insert(cacheFile(layer, column).filename().string());
    if (m_previous) {
      for (const auto& block : m_previous->blocks) {
        if (block->identity == identity) return block;
      }
    }
    try {
      return FindBlock::load(cacheFile(layer, column), identity);
    } catch (const Error&) {
      return nullptr;  // a cache that cannot be read is rebuilt
    }
  }

  void keep(const store::LayerInfo& layer, const Column& column, std::shared_ptr<FindBlock> block) {
    if (!isOfThen(layer) && (block->size() >= kWorthCaching || column.kind == "crossing")) {
      try {
        std::filesystem::create_directories(m_folder);
        block->save(cacheFile(layer, column));
      } catch (const std::exception&) {
        // A full or read-only cache folder costs time at the next start, nothing else.
      }
    }
    m_state.blocks.push_back(std::move(block));
  }

  std::shared_ptr<FindBlock> freshBlock(const store::LayerInfo& layer, const Column& column, std::string identity) {
    auto block = std::make_shared<FindBlock>();
    block->identity = std::move(identity);
    block->kind = column.kind;
    block->layer = column.kind == "crossing" ? std::string() : layer.name;
    block->isCode = column.isCode;
    return block;
  }

  void addLayer(const store::LayerInfo& layer) {
    std::vector<Column> wanted;
    std::vector<std::shared_ptr<FindBlock>> blocks;
    for (const Column& column : columnsOf(layer)) {
      const std::string identity = identityOf(layer, column);
      if (auto block = known(layer, column, identity)) {
        m_state.blocks.push_back(std::move(block));
      } else {
        blocks.push_back(freshBlock(layer, column, identity));
        wanted.push_back(column);
      }
    }
    if (wanted.empty()) return;
    std::string sql = "SELECT fid";
    for (const Column& column : wanted) sql += ", " + store::quoted(column.field);
    sql += layer.geometryType ? ", geometry" : ", NULL";
    auto rows = m_city.connection().prepare(sql + " FROM " + store::quoted(layer.name));
    const int geometryAt = int(wanted.size()) + 1;
    const auto transformer = toCity(layer);
    const bool placed = transformer || samePlane(layer);
    std::uint64_t count = 0;
    while (rows.step()) {
      m_progress.report(++count, std::uint64_t(std::max<std::int64_t>(layer.count, 0)));
      geom::Envelope box;
      if (placed && !rows.isNull(geometryAt)) box = geom::envelopeOfSpatialite(rows.blob(geometryAt));
      if (transformer && !box.isEmpty()) box = transformer->apply(box);
      for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (!rows.isNull(int(i) + 1)) blocks[i]->add(rows.textView(int(i) + 1), rows.integer(0), box);
      }
    }
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      m_progress.check();
      blocks[i]->finish(wanted[i].kind == "road", m_speller);
      keep(layer, wanted[i], std::move(blocks[i]));
    }
  }

  void addCrossings(const store::LayerInfo& layer) {
    const std::string& field = layer.roleNameField.empty() ? layer.roleCodeField : layer.roleNameField;
    const auto transformer = toCity(layer);
    if (field.empty() || !(transformer || samePlane(layer))) return;
    const Column column{field, "crossing", false};
    const std::string identity = identityOf(layer, column);
    if (auto block = known(layer, column, identity)) {
      m_state.blocks.push_back(std::move(block));
      return;
    }
    std::vector<NamedLine> lines;
    store::FeatureRequest request;
    request.fields = {field};
    request.allFields = false;
    store::readFeatures(
        m_city.connection(), layer, request,
        [&](store::Feature& feature) {
          const auto* name = std::get_if<std::string>(&feature.values.front());
          if (!name || text::trim(*name).empty() || feature.wkb.empty()) return true;
          if (transformer) {
            geom::transformCoordinates(
                feature.wkb, [&](double* xyzm, std::uint32_t n, int stride) { transformer->apply(xyzm, n, stride); });
          }
          lines.push_back({std::string(text::trim(*name)), std::move(feature.wkb)});
          return true;
        },
        m_progress.token());
    const double unit = m_city.crs().isKnown() && m_city.crs().isGeographic() ? 1.0 / 111'320 : 1.0;
    auto block = freshBlock(layer, column, identity);
    for (const Crossing& c : findCrossings(lines, m_progress, 1.0 * unit, 60.0 * unit)) {
      block->add(c.nameA + " / " + c.nameB, 0, {c.at.x, c.at.y, c.at.x, c.at.y});
    }
    block->finish(false, m_speller);
    keep(layer, column, std::move(block));
  }

  [[nodiscard]] bool samePlane(const store::LayerInfo& layer) const {
    if (!layer.crs.isKnown() || !m_city.crs().isKnown()) return layer.crs.isKnown() == m_city.crs().isKnown();
    return layer.crs.equivalentTo(m_city.crs());
  }
  [[nodiscard]] std::optional<crs::Transformer> toCity(const store::LayerInfo& layer) const {
    if (samePlane(layer) || !layer.crs.isKnown() || !m_city.crs().isKnown()) return std::nullopt;
    return crs::Transformer(layer.crs, m_city.crs(), true);
  }
  [[nodiscard]] geom::Envelope boxInCity(const store::LayerInfo& layer, const geom::Envelope& box) const {
    if (box.isEmpty() || samePlane(layer)) return box;
    const auto transformer = toCity(layer);
    return transformer ? transformer->apply(box) : geom::Envelope{};
  }

  /// Removes cache files of layers and columns that are gone.
  void dropStale() const {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(m_folder, error)) {
      if (!m_used.contains(entry.path().filename().string())) std::filesystem::remove(entry.path(), error);
    }
  }

  const store::CityDatabase& m_city;
  Progress& m_progress;
  const FindState* m_previous;
  FindState& m_state;
  Speller m_speller;
  std::filesystem::path m_folder;
  std::set<std::string> m_used;
};

}  // namespace

void buildFindState(const store::CityDatabase& city, Progress& progress, const FindState* previous, FindState& state) {
  state.crs = city.crs();
  Builder(city, progress, previous, state).run();
}

}  // namespace gis::city
