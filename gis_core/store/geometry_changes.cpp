#include "gis_core/store/geometry_changes.h"

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "gis_core/store/edit.h"
#include "gis_core/store/layer_step.h"
#include "gis_core/store/row_image.h"

namespace gis::store {

namespace {

/// False when the image says nothing of the geometry.
bool includeShape(const std::string& text, geom::Envelope& box) {
  const auto image = nlohmann::json::parse(text, nullptr, false);
  if (!image.is_object() || !image.contains("geometry")) return false;
  const Value blob = cellValue(image["geometry"], true, -1);
  if (const auto* bytes = std::get_if<geom::Bytes>(&blob)) box.include(geom::envelopeOf(geom::fromSpatialite(*bytes)));
  return true;
}

}  // namespace

ChangeMark changeMark(const Connection& c) {
  return {c.intValue("SELECT coalesce(max(seq), 0) FROM city_history"), lastChange(c)};
}

std::optional<std::vector<GeometryChange>> geometryChanges(const Connection& c, const LayerInfo& layer,
                                                           const ChangeMark& since, std::size_t limit) {
  std::map<std::int64_t, geom::Envelope> boxes;
  std::set<std::int64_t> known;  // attributes, too
  {
    Statement entries(c, "SELECT fid, op, before, after FROM city_history WHERE seq > ?1 AND layer = ?2 ORDER BY seq");
    entries.bind(1, since.journal).bind(2, layer.uid);
    while (entries.step()) {
      const std::string op = entries.text(1);
      if (isLayerStep(op)) continue;
      if (op != "insert" && op != "update" && op != "remove") return std::nullopt;
      const std::int64_t fid = entries.integer(0);
      known.insert(fid);
      geom::Envelope box;
      const bool before = includeShape(entries.text(2), box);
      const bool after = includeShape(entries.text(3), box);
      if (!before && !after) continue;
      boxes[fid].include(box);
      if (boxes.size() > limit) return std::nullopt;
    }
  }
  Statement notices(c, "SELECT DISTINCT fid FROM city_change WHERE seq > ?1 AND layer = ?2 AND op <> 'L'");
  notices.bind(1, since.notice).bind(2, layer.uid);
  while (notices.step()) {
    if (!known.contains(notices.integer(0))) return std::nullopt;
  }
  std::vector<GeometryChange> changes;
  changes.reserve(boxes.size());
  for (const auto& [fid, box] : boxes) changes.push_back({fid, box});
  return changes;
}

}  // namespace gis::store
