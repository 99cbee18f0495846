#include "gis_core/store/shared_border.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "gis_core/geometry/coverage_check.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/shape_edit.h"
#include "gis_core/store/coverage_rule.h"
#include "gis_core/store/features.h"

namespace gis::store {
namespace {

using geom::EditableShape;
using geom::MapPoint;
using Ring = std::vector<geom::ShapeVertex>;

/// One change of a ring: a vertex that moves, one that comes between `a` and `b`, or one that goes from between them.
struct BorderStep {
  enum class Kind { move, insert, remove } kind = Kind::move;
  MapPoint from, to, a, b;
};

MapPoint placeIn(const Ring& ring, std::size_t i) {
  const geom::ShapeVertex& v = ring[i % ring.size()];
  return {v.x, v.y};
}

/// The place where the longer ring has one vertex more; nothing when they differ in another way.
std::optional<std::size_t> extraVertex(const Ring& longer, const Ring& shorter) {
  std::size_t at = 0;
  while (at < shorter.size() && longer[at] == shorter[at]) ++at;
  for (std::size_t i = at; i < shorter.size(); ++i) {
    if (!(longer[i + 1] == shorter[i])) return std::nullopt;
  }
  return at;
}

/// False when the rings differ in a way that is no step.
bool addSteps(const Ring& before, const Ring& after, std::vector<BorderStep>& steps) {
  using Kind = BorderStep::Kind;
  if (before.size() == after.size()) {
    for (std::size_t i = 0; i < before.size(); ++i) {
      const MapPoint from = placeIn(before, i), to = placeIn(after, i);
      if (from != to) steps.push_back({Kind::move, from, to, {}, {}});
    }
    return true;
  }
  const bool isMore = after.size() == before.size() + 1;
  if (!isMore && before.size() != after.size() + 1) return false;
  const Ring& longer = isMore ? after : before;
  const auto extra = extraVertex(longer, isMore ? before : after);
  if (!extra) return false;
  const MapPoint place = placeIn(longer, *extra);
  const MapPoint last = placeIn(longer, *extra + longer.size() - 1), next = placeIn(longer, *extra + 1);
  steps.push_back({isMore ? Kind::insert : Kind::remove, place, place, last, next});
  return true;
}

std::vector<BorderStep> stepsBetween(const geom::Bytes& before, const geom::Bytes& after) {
  std::vector<BorderStep> steps;
  if (before.empty() || after.empty()) return steps;
  const EditableShape was(before), is(after);
  if (was.parts().size() != is.parts().size()) return steps;
  for (std::size_t p = 0; p < was.parts().size(); ++p) {
    const auto& rings = was.parts()[p].rings;
    if (rings.size() != is.parts()[p].rings.size()) return {};
    for (std::size_t r = 0; r < rings.size(); ++r) {
      if (!addSteps(rings[r], is.parts()[p].rings[r], steps)) return {};
    }
  }
  return steps;
}

/// Where in the ring the vertices stand as `step` asks for; backwards, so that each may be changed in turn.
std::vector<std::size_t> placesOf(const BorderStep& step, const Ring& ring) {
  std::vector<std::size_t> places;
  for (std::size_t i = ring.size(); i-- > 0;) {
    const MapPoint here = placeIn(ring, i), last = placeIn(ring, i + ring.size() - 1), next = placeIn(ring, i + 1);
    const auto isBetween = [&](MapPoint one, MapPoint other) {
      return (one == step.a && other == step.b) || (one == step.b && other == step.a);
    };
    const bool fits = step.kind == BorderStep::Kind::move     ? here == step.from
                      : step.kind == BorderStep::Kind::insert ? isBetween(last, here)
                                                              : here == step.from && isBetween(last, next);
    if (fits) places.push_back(i);
  }
  return places;
}

void follow(const BorderStep& step, EditableShape& shape) {
  for (std::size_t p = 0; p < shape.parts().size(); ++p) {
    for (std::size_t r = 0; r < shape.parts()[p].rings.size(); ++r) {
      for (const std::size_t i : placesOf(step, shape.parts()[p].rings[r])) {
        if (step.kind == BorderStep::Kind::move) shape.moveVertex({p, r, i}, step.to);
        if (step.kind == BorderStep::Kind::insert) shape.insertVertex({p, r, i}, step.to);
        if (step.kind == BorderStep::Kind::remove) shape.removeVertex({p, r, i});
      }
    }
  }
}

}  // namespace

std::vector<RowEdit> neighboursOfBorders(const Connection& c, const LayerInfo& layer,
                                         const std::vector<ShapeReplacement>& shapes) {
  std::vector<RowEdit> rows;
  if (c.intValue("PRAGMA user_version") < 2 || !coverageRule(c, layer.uid)) return rows;
  std::set<std::int64_t> edited;
  std::vector<BorderStep> steps;
  for (const ShapeReplacement& one : shapes) {
    edited.insert(one.fid);
    const std::vector<BorderStep> own = stepsBetween(one.before, one.after);
    steps.insert(steps.end(), own.begin(), own.end());
  }
  std::map<std::int64_t, geom::Bytes> neighbours;
  for (const BorderStep& step : steps) {
    FeatureRequest request;
    request.allFields = false;
    geom::Envelope box;
    const MapPoint at = step.kind == BorderStep::Kind::insert ? step.a : step.from;
    box.include(at.x, at.y);
    request.box = box.grown(geom::roundingOf(box));
    readFeatures(c, layer, request, [&](Feature& feature) {
      const bool isArea = !feature.wkb.empty() && geom::structureFault(feature.wkb).empty() &&
                          geom::typeOf(feature.wkb).dimension() == 2;
      if (isArea && !edited.contains(feature.fid)) neighbours.try_emplace(feature.fid, std::move(feature.wkb));
      return true;
    });
  }
  for (const auto& [fid, wkb] : neighbours) {
    EditableShape shape(wkb);
    for (const BorderStep& step : steps) follow(step, shape);
    geom::Bytes after = shape.wkb();
    if (after == wkb) continue;
    rows.push_back({RowEdit::Kind::update, layer.name, fid, {}, {{"geometry", std::move(after)}}});
  }
  return rows;
}

}  // namespace gis::store
