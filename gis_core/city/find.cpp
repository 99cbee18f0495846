#include "gis_core/city/find.h"

#include <algorithm>
#include <array>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/city/find_state.h"
#include "gis_core/crs/coordinate_text.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"

namespace gis::city {

namespace {

/// Kinds in the order in which equally good results are shown.
int orderOf(const std::string& kind) {
  static constexpr std::array<std::string_view, 17> kOrder = {
      "coordinate", "case",   "crossing", "district",  "subdistrict", "community", "road",    "poi",  "address",
      "building",   "parcel", "grid",     "component", "feature",     "layer",     "command", "other"};
  return int(std::find(kOrder.begin(), kOrder.end(), kind) - kOrder.begin());
}

/// "文昌中路与汶河北路" → the two road names, folded; empty when the text asks for no crossing.
std::pair<std::string, std::string> crossingNames(std::string_view text) {
  std::string folded = gis::text::fold(text);
  for (const std::string_view ending : {"交叉路口", "交叉口", "交汇处", "十字路口", "路口", "口"}) {
    // "…汶河北路路口" and "…汶河北路口" both end in 口; only what follows the road's own name goes away.
    if (folded.size() > ending.size() && folded.ends_with(ending)) {
      std::string shorter = folded.substr(0, folded.size() - ending.size());
      if (ending == "路口" && !shorter.ends_with("路") && !shorter.ends_with("街")) shorter += "路";
      folded = shorter;
      break;
    }
  }
  for (const std::string_view separator : {" and ", "/", "&", "×", "+", "@", " x ", "与", "和", "、", "交", " ", ","}) {
    const std::size_t at = folded.find(separator);
    if (at == std::string::npos || at == 0) continue;
    std::pair<std::string, std::string> names{foldedName(folded.substr(0, at)),
                                              foldedName(folded.substr(at + separator.size()))};
    if (!names.first.empty() && !names.second.empty()) return names;
  }
  return {};
}

struct Wanted {
  std::string name, code;
};

class Search {
 public:
  Search(const FindState& state, std::size_t limit) : m_state(state), m_limit(limit) {}

  std::vector<FindResult> run(std::string_view text) {
    const Wanted wanted{foldedName(text), foldedCode(text)};
    if (wanted.name.empty() || m_limit == 0) return {};
    addCoordinate(text);
    addCrossings(crossingNames(text));
    addBlocks(wanted, &FindBlock::search);
    // Pinyin inside of names is the weakest fit and the longest look: only when the better ones are few.
    if (m_results.size() < m_limit) addBlocks(wanted, &FindBlock::searchInsidePinyin);
    for (const FindLayer& layer : m_state.layers) addLayer(layer, wanted.name);
    for (const FindCommand& command : m_state.commands) addCommand(command, wanted.name);
    std::stable_sort(m_results.begin(), m_results.end(), [](const FindResult& a, const FindResult& b) {
      if (a.rank != b.rank) return a.rank < b.rank;
      if (const int x = orderOf(a.kind), y = orderOf(b.kind); x != y) return x < y;
      return a.label.size() < b.label.size();
    });
    dropDoubles();
    if (m_results.size() > m_limit) m_results.resize(m_limit);
    return std::move(m_results);
  }

 private:
  void addCoordinate(std::string_view text) {
    try {
      const auto point = crs::parseCoordinate(text, m_state.crs);
      if (!point) return;
      FindResult result;
      result.kind = "coordinate";
      result.label = m_state.crs.isKnown() && m_state.crs.isGeographic() ? crs::formatDegrees({point->x, point->y})
                                                                         : crs::formatMap(*point);
      result.at = *point;
      if (const int rank = rankOfPlace(*point); rank < 0)
        return;
      else
        result.rank = rank;
      result.box = {point->x, point->y, point->x, point->y};
      m_results.push_back(std::move(result));
    } catch (const Error&) {
      // Numbers outside of every domain are no place; they may still be part of a code.
    }
  }

  /// Numbers that lie far from where the city's system is meant for are hardly a place: last, or left out (-1).
  [[nodiscard]] int rankOfPlace(geom::MapPoint point) const {
    constexpr double kNearDegrees = 1.5, kFarDegrees = 10;
    constexpr int kLast = 9;
    const geom::Envelope use = m_state.crs.isKnown() ? m_state.crs.areaOfUse() : geom::Envelope();
    if (use.isEmpty()) return 0;
    const geom::MapPoint degrees =
        m_state.crs.isGeographic() ? point : crs::Transformer(m_state.crs, crs::Crs::fromEpsg(4490), true).apply(point);
    if (use.grown(kNearDegrees).contains(degrees)) return 0;
    return use.grown(kFarDegrees).contains(degrees) ? kLast : -1;
  }

  void addCrossings(const std::pair<std::string, std::string>& names) {
    if (names.first.empty()) return;
    const auto fit = [&](std::string_view entry, const std::string& a, const std::string& b) {
      const std::size_t slash = entry.find('/');
      if (slash == std::string_view::npos) return -1;
      const std::string_view left = entry.substr(0, slash), right = entry.substr(slash + 1);
      if (left == a && right == b) return 0;
      if (left.starts_with(a) && right.starts_with(b)) return 2;
      return left.find(a) != std::string_view::npos && right.find(b) != std::string_view::npos ? 4 : -1;
    };
    for (const auto& block : m_state.blocks) {
      if (block->kind != "crossing") continue;
      for (std::size_t i = 0; i < block->size(); ++i) {
        int rank = -1;
        const auto offer = [&](std::string_view entry, int worse) {
          for (const int r : {fit(entry, names.first, names.second), fit(entry, names.second, names.first)}) {
            if (r >= 0 && (rank < 0 || r + worse < rank)) rank = r + worse;
          }
        };
        offer(block->key(i), 0);
        if (rank < 0 && block->initials().size() > 0) {
          offer(block->initials().at(i), 1);
          offer(block->pinyin().at(i), 1);
        }
        if (rank >= 0) addEntry(*block, i, rank);
      }
    }
  }

  using BlockSearch = std::vector<BlockHit> (FindBlock::*)(std::string_view, std::size_t) const;

  /// Every block in one of the threads, the results in the order of the blocks.
  void addBlocks(const Wanted& wanted, BlockSearch search) {
    std::vector<std::vector<BlockHit>> hits(m_state.blocks.size());
    parallelFor(hits.size(), {}, [&](std::size_t i, unsigned) {
      const FindBlock& block = *m_state.blocks[i];
      if (block.kind != "crossing") hits[i] = (block.*search)(block.isCode ? wanted.code : wanted.name, m_limit * 3);
    });
    for (std::size_t i = 0; i < hits.size(); ++i) {
      for (const BlockHit& hit : hits[i]) addEntry(*m_state.blocks[i], hit.index, hit.rank);
    }
  }

  void addEntry(const FindBlock& block, std::size_t index, int rank) {
    FindResult result;
    result.kind = block.kind;
    result.label = block.label(index);
    result.layer = block.layer;
    result.id = block.fid(index);
    result.box = block.box(index);
    if (!result.box.isEmpty()) result.at = result.box.centre();
    result.rank = rank;
    m_results.push_back(std::move(result));
  }

  /// The rank of one name, or −1.
  static int fitName(const std::string& name, const std::string& wanted) {
    const std::string key = foldedName(name);
    if (key.empty()) return -1;
    if (key == wanted) return 0;
    if (key.starts_with(wanted)) return 2;
    if (Speller::hasHan(name)) {
      thread_local Speller speller;
      if (speller.initials(key).starts_with(wanted) || speller.pinyin(key).starts_with(wanted)) return 3;
    }
    return key.find(wanted) != std::string::npos ? 4 : -1;
  }

  void addLayer(const FindLayer& layer, const std::string& wanted) {
    int rank = -1;
    for (const std::string* name : {&layer.titleZh, &layer.titleEn, &layer.name}) {
      const int r = fitName(*name, wanted);
      if (r >= 0 && (rank < 0 || r < rank)) rank = r;
    }
    if (rank < 0) return;
    FindResult result;
    result.kind = "layer";
    result.label = layer.titleZh.empty() ? layer.name : layer.titleZh;
    result.labelEn = layer.titleEn;
    result.layer = layer.name;
    result.box = layer.box;
    if (!result.box.isEmpty()) result.at = result.box.centre();
    result.rank = rank;
    m_results.push_back(std::move(result));
  }

  void addCommand(const FindCommand& command, const std::string& wanted) {
    int rank = -1;
    for (const std::string& name : command.names) {
      const int r = fitName(name, wanted);
      if (r >= 0 && (rank < 0 || r < rank)) rank = r;
    }
    if (rank < 0 || command.names.empty()) return;
    FindResult result;
    result.kind = "command";
    result.label = command.names.front();
    result.command = command.id;
    result.rank = rank;
    m_results.push_back(std::move(result));
  }

  /// One feature found by two of its columns is shown once, with the better one.
  void dropDoubles() {
    std::vector<FindResult> kept;
    for (FindResult& result : m_results) {
      const bool again = result.id != 0 && std::any_of(kept.begin(), kept.end(), [&](const FindResult& k) {
                           return k.id == result.id && k.layer == result.layer;
                         });
      if (!again) kept.push_back(std::move(result));
      if (kept.size() >= m_limit) break;
    }
    m_results = std::move(kept);
  }

  const FindState& m_state;
  std::size_t m_limit;
  std::vector<FindResult> m_results;
};

}  // namespace

FindIndex::FindIndex() : m_state(std::make_shared<FindState>()) {}
FindIndex::FindIndex(FindIndex&&) noexcept = default;
FindIndex& FindIndex::operator=(FindIndex&&) noexcept = default;
FindIndex::~FindIndex() = default;

FindIndex FindIndex::build(const store::CityDatabase& city, Progress& progress, const FindIndex* previous) {
  FindIndex index;
  buildFindState(city, progress, previous ? previous->m_state.get() : nullptr, *index.m_state);
  if (previous) index.m_state->commands = previous->m_state->commands;
  return index;
}

std::vector<FindResult> FindIndex::search(std::string_view text, std::size_t limit) const {
  return Search(*m_state, limit).run(text);
}

void FindIndex::setCommands(std::vector<FindCommand> commands) {
  m_state->commands = std::move(commands);
}

std::size_t FindIndex::size() const {
  std::size_t size = 0;
  for (const auto& block : m_state->blocks) size += block->size();
  return size;
}

void placeExactly(const store::CityDatabase& city, std::vector<FindResult>& results) {
  for (FindResult& result : results) {
    if (result.id == 0 || result.layer.empty()) continue;
    const store::LayerInfo layer = store::layerByName(city.connection(), result.layer);
    const auto feature = store::featureByFid(city.connection(), layer, result.id);
    if (!feature || feature->wkb.empty() || geom::isEmpty(feature->wkb) || !result.at) continue;
    try {
      geom::MapPoint at = geom::interiorPoint(feature->wkb);
      if (layer.crs.isKnown() && city.crs().isKnown() && !layer.crs.equivalentTo(city.crs())) {
        at = crs::Transformer(layer.crs, city.crs(), true).apply(at);
      }
      result.at = at;
    } catch (const Error& error) {
      // A broken geometry keeps the middle of its box.
      if (error.code() != ErrorCode::invalidValue && error.code() != ErrorCode::damaged) throw;
    }
  }
}

}  // namespace gis::city
