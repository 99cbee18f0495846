#include "gis_core/store/coverage_guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/geometry/coverage_repair.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/coverage_rule.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer_names.h"

namespace gis::store {

namespace {

using geom::CoverageFault;
using geom::CoverageFinding;

/// What the rows of one layer do to its areas.
struct AreaChange {
  LayerInfo layer;
  CoverageRule rule;
  std::map<std::int64_t, geom::Bytes> after;  // changed and added ones
  std::set<std::int64_t> removed;
  std::int64_t added = 0;
};

const geom::Bytes* geometryIn(const RowEdit& row) {
  static const geom::Bytes kNone;
  for (const auto& [name, value] : row.values) {
    if (lowerAscii(name) != "geometry") continue;
    const auto* wkb = std::get_if<geom::Bytes>(&value);
    return wkb != nullptr ? wkb : &kNone;
  }
  return nullptr;
}

/// By layer as named; layers that are no coverage have no entry.
std::vector<AreaChange> areaChanges(const CityDatabase& city, const EditCommand& command) {
  const Connection& c = city.connection();
  std::map<std::string, std::optional<AreaChange>> changes;
  for (const RowEdit& row : command.rows) {
    const geom::Bytes* wkb = geometryIn(row);
    if (wkb == nullptr && row.kind != RowEdit::Kind::remove) continue;
    auto [at, isNew] = changes.try_emplace(row.table);
    if (isNew) {
      Statement marked(c,
                       "SELECT l.uid FROM city_layer l JOIN city_coverage k ON k.layer_uid = l.uid WHERE l.name = ?1");
      if (marked.bind(1, row.table).step()) {
        const auto rule = coverageRule(c, marked.text(0));
        at->second = AreaChange{layerByName(c, row.table), rule.value_or(CoverageRule{}), {}, {}, 0};
      }
    }
    if (!at->second) continue;
    AreaChange& change = *at->second;
    if (row.kind == RowEdit::Kind::remove) {
      change.after.erase(row.fid);
      change.removed.insert(row.fid);
    } else {
      const std::int64_t fid = row.kind == RowEdit::Kind::insert && row.fid == 0 ? -change.added++ : row.fid;
      change.removed.erase(fid);
      change.after[fid] = *wkb;
    }
  }
  std::vector<AreaChange> list;
  for (auto& [table, change] : changes) {
    if (change) list.push_back(std::move(*change));
  }
  return list;
}

/// The areas around a change as they are, by fid.
class Surroundings {
 public:
  Surroundings(const Connection& c, const AreaChange& change) : m_connection(c), m_change(change) {
    std::vector<std::int64_t> touched(change.removed.begin(), change.removed.end());
    for (const auto& [fid, wkb] : change.after) {
      if (fid > 0) touched.push_back(fid);
      if (!wkb.empty() && geom::structureFault(wkb).empty()) include(geom::envelopeOf(wkb));
    }
    if (!touched.empty()) {
      FeatureRequest request;
      request.allFields = false;
      request.fids = touched;
      readFeatures(c, change.layer, request, [&](Feature& feature) {
        if (!feature.wkb.empty()) include(geom::envelopeOf(feature.wkb));
        m_before[feature.fid] = std::move(feature.wkb);
        return true;
      });
    }
    for (const geom::Envelope& box : m_boxes) readAround(box);
  }

  [[nodiscard]] geom::CoverageReport report(bool afterwards) const {
    geom::CoverageShapes shapes;
    for (const auto& [fid, wkb] : m_before) {
      if (afterwards && (m_change.removed.contains(fid) || m_change.after.contains(fid))) continue;
      shapes.add(fid, wkb);
    }
    if (afterwards) {
      for (const auto& [fid, wkb] : m_change.after) shapes.add(fid, wkb);
    }
    geom::CoverageOptions options;
    options.tolerance = m_change.rule.tolerance;
    options.maxGapWidth = m_change.rule.maxGapWidth;
    return geom::checkCoverage(shapes, geom::searchByScan(shapes), options, {});
  }
  /// Everything as it is after the edit. What GEOS would refuse is left out: the guard tells of it.
  [[nodiscard]] std::vector<geom::CoverageArea> areasAfterwards() const {
    std::vector<geom::CoverageArea> areas;
    const auto add = [&](std::int64_t fid, const geom::Bytes& wkb) {
      if (wkb.empty() || !geom::structureFault(wkb).empty() || geom::typeOf(wkb).dimension() != 2) return;
      geom::CoverageArea area;
      area.fid = fid;
      area.wkb = wkb;
      areas.push_back(std::move(area));
    };
    for (const auto& [fid, wkb] : m_before) {
      if (!m_change.removed.contains(fid) && !m_change.after.contains(fid)) add(fid, wkb);
    }
    for (const auto& [fid, wkb] : m_change.after) add(fid, wkb);
    return areas;
  }
  [[nodiscard]] const std::vector<geom::Envelope>& boxes() const { return m_boxes; }
  [[nodiscard]] bool meets(const geom::Envelope& box) const {
    return std::any_of(m_boxes.begin(), m_boxes.end(),
                       [&](const geom::Envelope& b) { return b.grown(m_change.rule.tolerance).intersects(box); });
  }

 private:
  void include(const geom::Envelope& box) {
    if (!box.isEmpty()) m_boxes.push_back(box);
  }
  void readAround(const geom::Envelope& box) {
    FeatureRequest request;
    request.allFields = false;
    request.box = box.grown(m_change.rule.tolerance);
    readFeatures(m_connection, m_change.layer, request, [&](Feature& feature) {
      if (!feature.wkb.empty() && geom::structureFault(feature.wkb).empty()) {
        m_before.try_emplace(feature.fid, std::move(feature.wkb));
      }
      return true;
    });
  }

  const Connection& m_connection;
  const AreaChange& m_change;
  std::map<std::int64_t, geom::Bytes> m_before;
  std::vector<geom::Envelope> m_boxes;  // of what changes, before and after
};

/// Was this there before, as large or larger?
bool wasThere(const CoverageFinding& now, const std::vector<CoverageFinding>& before, double slack) {
  return std::any_of(before.begin(), before.end(), [&](const CoverageFinding& then) {
    if (then.fault != now.fault) return false;
    switch (now.fault) {
      case CoverageFault::gap: {
        if (!geom::envelopeOf(then.shape).grown(slack).contains(geom::envelopeOf(now.shape))) return false;
        double outside = 0;
        for (const geom::Bytes& part : geom::partsOfDimension(geom::difference(now.shape, then.shape), 2)) {
          outside += geom::area(part);
        }
        return outside <= 1e-6 * now.size;
      }
      case CoverageFault::tJunction: return then.fids == now.fids && then.place == now.place;
      case CoverageFault::overlap: return then.fids == now.fids && now.size <= then.size * (1 + 1e-9);
      case CoverageFault::invalid:
      case CoverageFault::duplicate:
      case CoverageFault::sliver: break;
    }
    return then.fids == now.fids;
  });
}

/// What is left of `area` without `other`; empty when nothing is.
geom::Bytes cutOff(const geom::Bytes& area, const geom::Bytes& other) {
  return geom::assembled(geom::partsOfDimension(geom::difference(area, other), 2));
}

/// Mends what the edit makes of one layer, in place; false when nothing would be left of one of its shapes.
bool mendAreas(const std::vector<EditFault>& faults, const AreaChange& change, const Surroundings& around,
               std::vector<geom::CoverageArea>& areas) {
  const auto areaOf = [&](std::int64_t fid) {
    return std::find_if(areas.begin(), areas.end(), [&](const geom::CoverageArea& one) { return one.fid == fid; });
  };
  for (const EditFault& fault : faults) {
    const std::vector<std::int64_t>& fids = fault.finding.fids;
    const bool overlaps =
        fault.finding.fault == CoverageFault::overlap || fault.finding.fault == CoverageFault::duplicate;
    if (fault.layer != change.layer.name || !overlaps || fids.size() != 2) continue;
    const bool isFirst = change.after.contains(fids[0]);
    if (isFirst && change.after.contains(fids[1])) continue;  // both are of the edit: the repair below decides
    const auto own = areaOf(isFirst ? fids[0] : fids[1]), other = areaOf(isFirst ? fids[1] : fids[0]);
    if (own == areas.end() || other == areas.end()) return false;
    own->wkb = cutOff(own->wkb, other->wkb);
    own->isChanged = true;
    if (own->wkb.empty()) return false;
  }
  geom::CoverageRepairRule rule;
  rule.tolerance = change.rule.tolerance;
  rule.maxGapWidth = std::numeric_limits<double>::max();
  rule.known = around.boxes();
  (void)geom::repairCoverage(areas, rule, {});
  return std::none_of(areas.begin(), areas.end(),
                      [&](const geom::CoverageArea& one) { return one.isRemoved && change.after.contains(one.fid); });
}

/// Puts areas that changed into the command: into its own rows, and behind them those of neighbours.
void putAreas(const AreaChange& change, const std::vector<geom::CoverageArea>& areas, EditCommand& command) {
  std::map<std::int64_t, const geom::CoverageArea*> changed;
  for (const geom::CoverageArea& area : areas) {
    if (area.isChanged || area.isRemoved) changed[area.fid] = &area;
  }
  std::int64_t added = 0;
  for (RowEdit& row : command.rows) {
    if (row.table != change.layer.name || row.kind == RowEdit::Kind::remove || geometryIn(row) == nullptr) continue;
    const std::int64_t fid = row.kind == RowEdit::Kind::insert && row.fid == 0 ? -added++ : row.fid;
    const auto found = changed.find(fid);
    if (found == changed.end()) continue;
    for (auto& [name, value] : row.values) {
      if (lowerAscii(name) == "geometry") value = found->second->wkb;
    }
  }
  for (const auto& [fid, area] : changed) {
    if (change.after.contains(fid)) continue;
    if (area->isRemoved) {
      command.rows.push_back({RowEdit::Kind::remove, change.layer.name, fid, {}, {}});
    } else {
      command.rows.push_back({RowEdit::Kind::update, change.layer.name, fid, {}, {{"geometry", area->wkb}}});
    }
  }
}

std::string featureName(std::int64_t fid) {
  return fid > 0 ? std::to_string(fid) : std::string("(new)");
}

}  // namespace

std::vector<EditFault> faultsOfEdit(const CityDatabase& city, const EditCommand& command) {
  std::vector<EditFault> faults;
  if (city.connection().intValue("PRAGMA user_version") < 2) return faults;
  for (const AreaChange& change : areaChanges(city, command)) {
    const Surroundings around(city.connection(), change);
    const geom::CoverageReport now = around.report(true);
    if (now.isSound()) continue;
    const geom::CoverageReport before = around.report(false);
    for (const CoverageFinding& finding : now.findings) {
      const bool concerns = std::any_of(finding.fids.begin(), finding.fids.end(),
                                        [&](std::int64_t fid) { return change.after.contains(fid); });
      const bool isGap = finding.fault == CoverageFault::gap;
      if (!concerns && !(isGap && around.meets(geom::envelopeOf(finding.shape)))) continue;
      if (wasThere(finding, before.findings, now.tolerance)) continue;
      faults.push_back({change.layer.name, finding, finding.fault != CoverageFault::tJunction});
    }
  }
  return faults;
}

std::optional<EditCommand> withSharedVertices(const CityDatabase& city, const EditCommand& command) {
  std::optional<EditCommand> shared;
  if (city.connection().intValue("PRAGMA user_version") < 2) return shared;
  for (const AreaChange& change : areaChanges(city, command)) {
    if (change.after.empty()) continue;
    const Surroundings around(city.connection(), change);
    std::vector<geom::CoverageArea> areas = around.areasAfterwards();
    std::set<std::int64_t> concerned;
    for (const auto& [fid, wkb] : change.after) concerned.insert(fid);
    if (geom::shareVertices(areas, concerned, change.rule.tolerance, {}) == 0) continue;
    if (!shared) shared = command;
    putAreas(change, areas, *shared);
  }
  return shared;
}

std::optional<EditCommand> mendedEdit(const CityDatabase& city, const EditCommand& command) {
  const std::vector<EditFault> faults = faultsOfEdit(city, command);
  EditCommand mended = command;
  for (const AreaChange& change : areaChanges(city, command)) {
    if (change.after.empty()) continue;
    const Surroundings around(city.connection(), change);
    std::vector<geom::CoverageArea> areas = around.areasAfterwards();
    if (!mendAreas(faults, change, around, areas)) return std::nullopt;
    putAreas(change, areas, mended);
  }
  const std::optional<EditCommand> shared = withSharedVertices(city, mended);
  const std::vector<EditFault> left = faultsOfEdit(city, shared ? *shared : mended);
  if (std::any_of(left.begin(), left.end(), [](const EditFault& fault) { return fault.stops; })) return std::nullopt;
  return mended;
}

namespace {

/// A new area has no name: sentences of their own for what happens to it.
std::optional<Message> faultOfNewArea(const CoverageFinding& finding, const std::string& other, const std::string& size,
                                      const std::string& at) {
  switch (finding.fault) {
    case CoverageFault::duplicate: return Message(GIS_TR("the new area is the same as {0} at {1}"), {other, at});
    case CoverageFault::overlap:
      return Message(GIS_TR("the new area overlaps {0} by {1} m² at {2}"), {other, size, at});
    case CoverageFault::sliver: return Message(GIS_TR("the new area is a sliver of {0} m² at {1}"), {size, at});
    default: return std::nullopt;
  }
}

Message faultTextWith(const CoverageFinding& finding, const std::function<std::string(std::int64_t)>& nameOf) {
  const std::string at = fmt::format("{:.3f}, {:.3f}", finding.place.x, finding.place.y);
  const std::string size = fmt::format("{:.3f}", finding.size);
  const std::string first = finding.fids.empty() ? std::string() : nameOf(finding.fids[0]);
  const std::string second = finding.fids.size() < 2 ? std::string() : nameOf(finding.fids[1]);
  const bool isFirstNew = !finding.fids.empty() && finding.fids[0] <= 0;
  if (isFirstNew || (finding.fids.size() > 1 && finding.fids[1] <= 0)) {
    if (auto text = faultOfNewArea(finding, isFirstNew ? second : first, size, at)) return std::move(*text);
  }
  switch (finding.fault) {
    case CoverageFault::invalid: return {GIS_TR("feature {0} is invalid at {1} ({2})"), {first, at, finding.reason}};
    case CoverageFault::duplicate:
      return {GIS_TR("features {0} and {1} are the same area at {2}"), {first, second, at}};
    case CoverageFault::overlap:
      return {GIS_TR("features {0} and {1} overlap by {2} m² at {3}"), {first, second, size, at}};
    case CoverageFault::gap: return {GIS_TR("there is a gap of {0} m² at {1}"), {size, at}};
    case CoverageFault::sliver: return {GIS_TR("feature {0} is a sliver of {1} m² at {2}"), {first, size, at}};
    case CoverageFault::tJunction: break;
  }
  return {GIS_TR("the border of feature {0} lacks a vertex of feature {1} at {2}"), {first, second, at}};
}

/// A parcel by its code, other features by their numbers.
std::string nameInLayer(const Connection& c, const LayerInfo& layer, std::int64_t fid) {
  if (fid > 0 && !layer.roleCodeField.empty()) {
    Statement code(c,
                   "SELECT " + quotedName(layer.roleCodeField) + " FROM " + quotedName(layer.name) + " WHERE fid = ?1");
    if (code.bind(1, fid).step() && !code.text(0).empty()) return code.text(0);
  }
  return featureName(fid);
}

}  // namespace

Message faultText(const CoverageFinding& finding) {
  return faultTextWith(finding, featureName);
}

void refuseCoverageFaults(const CityDatabase& city, const EditCommand& command) {
  const std::vector<EditFault> faults = faultsOfEdit(city, command);
  const auto stops = [](const EditFault& fault) { return fault.stops; };
  const auto first = std::find_if(faults.begin(), faults.end(), stops);
  if (first == faults.end()) return;
  const auto count = std::count_if(faults.begin(), faults.end(), stops);
  const Connection& c = city.connection();
  const LayerInfo layer = layerByName(c, first->layer);
  Message why = faultTextWith(first->finding, [&](std::int64_t fid) { return nameInLayer(c, layer, fid); });
  const std::string english = layer.titleEn.empty() ? layer.name : layer.titleEn;
  const std::string chinese = layer.titleZh.empty() ? layer.name : layer.titleZh;
  Message what = count == 1 ? Message(GIS_TR("the edit of the coverage \"{0}\" is refused"), {english, chinese})
                            : Message(GIS_TR("the edit of the coverage \"{0}\" is refused ({1} faults)"),
                                      {english, std::to_string(count), chinese});
  throw Error(ErrorCode::forbiddenStep, std::move(what), std::move(why),
              GIS_TR("change the neighbours in the same edit, or use split, merge and border moves"));
}

}  // namespace gis::store
