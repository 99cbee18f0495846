#include "gis_core/store/feature_edits.h"

#include <algorithm>

#include "gis_core/geometry/operations.h"
#include "gis_core/store/edit_within.h"
#include "gis_core/store/features.h"
#include "gis_core/store/shared_border.h"

namespace gis::store {
namespace {

void forEachGeometry(const Connection& c, const LayerInfo& layer, const std::vector<std::int64_t>& fids,
                     const CancelToken& token, const std::function<void(Feature&)>& take) {
  if (fids.empty()) return;
  if (!layer.geometryType) {
    throw Error(ErrorCode::invalidValue, {GIS_TR("the layer \"{0}\" has no geometry"), {layer.name}}, {}, {});
  }
  FeatureRequest request;
  request.allFields = false;
  request.fids = fids;
  readFeatures(
      c, layer, request,
      [&](Feature& feature) {
        if (!feature.wkb.empty()) take(feature);
        return true;
      },
      token);
}

bool isValid(geom::BytesView wkb) {
  return geom::certainlyValid(wkb) || !geom::invalidity(wkb);
}

}  // namespace

std::vector<std::int64_t> chosenFids(const Connection& c, const LayerInfo& layer, const std::vector<std::int64_t>& fids,
                                     const std::string& where, const CancelToken& token) {
  std::vector<std::int64_t> wanted = fids;
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  const auto read = [&](const std::string& condition) {
    FeatureRequest request;
    request.allFields = false;
    request.geometry = false;
    request.fids = wanted;
    request.where = condition;
    std::vector<std::int64_t> found;
    readFeatures(
        c, layer, request,
        [&](Feature& feature) {
          found.push_back(feature.fid);
          return true;
        },
        token);
    return found;
  };
  if (!wanted.empty()) {
    const std::vector<std::int64_t> there = read({});
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (i < there.size() && there[i] == wanted[i]) continue;
      throw Error(ErrorCode::notFound,
                  {GIS_TR("there is no feature {0} in \"{1}\""), {std::to_string(wanted[i]), layer.name}}, {}, {});
    }
    if (where.empty()) return wanted;
  }
  return read(where);
}

EditCommand removeCommand(const LayerInfo& layer, const std::vector<std::int64_t>& fids) {
  EditCommand command;
  command.reason = GIS_TR("delete features");
  for (const std::int64_t fid : fids) command.rows.push_back({RowEdit::Kind::remove, layer.name, fid, {}, {}});
  return command;
}

geom::Envelope extentOf(const Connection& c, const LayerInfo& layer, const std::vector<std::int64_t>& fids,
                        const CancelToken& token) {
  geom::Envelope box;
  forEachGeometry(c, layer, fids, token, [&box](Feature& feature) { box.include(geom::envelopeOf(feature.wkb)); });
  return box;
}

void rethrowFor(const LayerInfo& layer, std::int64_t fid, const Error& error) {
  throw Error(error.code(), {GIS_TR("feature {0} of \"{1}\" was not changed"), {std::to_string(fid), layer.name}},
              error.why().empty() ? error.whatFailed() : error.why(), error.remedy());
}

EditCommand reshapeCommand(const Connection& c, const LayerInfo& layer, const std::vector<std::int64_t>& fids,
                           const std::function<void(geom::EditableShape&)>& change, InvalidShape invalid,
                           const CancelToken& token) {
  EditCommand command;
  command.reason = GIS_TR("edit");
  forEachGeometry(c, layer, fids, token, [&](Feature& feature) {
    try {
      geom::EditableShape shape(feature.wkb);
      change(shape);
      geom::Bytes after = shape.wkb();
      if (after == feature.wkb) return;
      if (invalid == InvalidShape::refuse && !isValid(after) && isValid(feature.wkb)) geom::requireValid(after);
      command.rows.push_back({RowEdit::Kind::update, layer.name, feature.fid, {}, {{"geometry", std::move(after)}}});
    } catch (const Error& error) {
      rethrowFor(layer, feature.fid, error);
    }
  });
  return command;
}

EditResult reshapeFeatures(const CityDatabase& city, const std::string& layerName,
                           const std::vector<std::int64_t>& fids,
                           const std::function<void(geom::EditableShape&)>& change, InvalidShape invalid,
                           const std::string& reason, const std::string& actor, Progress progress) {
  const Connection& c = city.connection();
  const CancelToken& token = progress.token();
  Transaction transaction(c);
  const LayerInfo layer = layerByName(c, layerName);
  EditCommand command = reshapeCommand(c, layer, chosenFids(c, layer, fids, {}, token), change, invalid, token);
  const FreesRowsBeside beside(command);
  if (command.rows.empty()) return {};
  command.reason = reason;
  command.actor = actor;
  EditResult result = applyWithin(city, command, progress);
  transaction.commit();
  return result;
}

EditCommand shapesCommand(const Connection& c, const std::string& layerName,
                          const std::vector<ShapeReplacement>& shapes, InvalidShape invalid) {
  const LayerInfo layer = layerByName(c, layerName);
  EditCommand command;
  for (const ShapeReplacement& one : shapes) {
    const auto feature = featureByFid(c, layer, one.fid);
    if (!feature) {
      throw Error(ErrorCode::notFound,
                  {GIS_TR("there is no feature {0} in \"{1}\""), {std::to_string(one.fid), layer.name}}, {}, {});
    }
    if (feature->wkb != one.before) {
      throw Error(
          ErrorCode::forbiddenStep,
          {GIS_TR("the shape of feature {0} in \"{1}\" was not changed"), {std::to_string(one.fid), layer.name}},
          GIS_TR("somebody else changed it meanwhile"), GIS_TR("look at it as it is now, and change it again"));
    }
    if (invalid == InvalidShape::refuse && !isValid(one.after) && isValid(one.before)) geom::requireValid(one.after);
    command.rows.push_back({RowEdit::Kind::update, layer.name, one.fid, {}, {{"geometry", one.after}}});
  }
  for (RowEdit& row : neighboursOfBorders(c, layer, shapes)) command.rows.push_back(std::move(row));
  return command;
}

EditResult replaceShapes(const CityDatabase& city, const std::string& layer,
                         const std::vector<ShapeReplacement>& shapes, InvalidShape invalid, const std::string& reason,
                         const std::string& actor) {
  Transaction transaction(city.connection());
  EditCommand command = shapesCommand(city.connection(), layer, shapes, invalid);
  const FreesRowsBeside beside(command);
  command.reason = reason;
  command.actor = actor;
  EditResult result = applyWithin(city, command);
  transaction.commit();
  return result;
}

}  // namespace gis::store
