#include "app/cli/parcel_history_output.h"

#include <fmt/format.h>

#include <optional>

#include "app/cli/value_json.h"
#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/city/code_check.h"
#include "gis_core/city/parcel_card.h"
#include "gis_core/city/parcel_edit.h"
#include "gis_core/city/parcel_fields.h"
#include "gis_core/city/parcel_lineage.h"
#include "gis_core/city/parcel_past.h"

namespace gis::cli {

namespace {

std::string shownTime(const std::string& utc) {
  return utc.empty() ? utc : toIsoWithOffset(parseIso(utc, 0), kCityOffsetMinutes);
}

void writeParcelNode(JsonWriter& json, const city::ParcelNode& node) {
  json.beginObject().member("name", node.name).memberOrNull("code", node.code).member("id", node.fid);
  json.member("current", node.isCurrent).memberOrNull("ended_at", shownTime(node.endedAt)).key("area");
  node.squareMetres ? json.value(*node.squareMetres) : json.null();
  json.endObject();
}

/// The parcel that had this code (or number) then.
int tellOneAsOf(const Context& context, const store::CityDatabase& city, const city::ParcelsAsOf& then,
                const std::string& at, const std::string& code) {
  std::optional<store::Feature> found;
  const auto matches = [&](const store::Feature& feature) {
    if (code[0] == '#') return "#" + std::to_string(feature.fid) == code;
    for (std::size_t i = 0; i < then.layer.fields.size(); ++i) {
      if (then.layer.fields[i].name == then.layer.roleCodeField) {
        const auto* own = std::get_if<std::string>(&feature.values[i]);
        return own != nullptr && (*own == code || city::groupedParcelCode(*own) == city::groupedParcelCode(code));
      }
    }
    return false;
  };
  for (const auto& [fid, feature] : then.past) {
    if (feature && matches(*feature)) found = feature;
  }
  if (!found) {
    // not among those that changed: it is what it was, unless it is new
    const std::int64_t fid = city::parcelFidOf(city, code);
    if (!then.past.contains(fid)) found = store::featureByFid(city.connection(), then.layer, fid);
  }
  if (!found) {
    throw Error(ErrorCode::notFound, {GIS_TR("cannot find the parcel {0}"), {code}},
                {GIS_TR("it was not there at {0}"), {shownTime(at)}}, {});
  }
  const auto size = city::measuredSquareMetres(found->wkb, then.layer.crs);
  if (!context.json) {
    print(fmt::format("#{} {} m²\n", found->fid, size ? fmt::format("{:.3f}", *size) : "-"));
    return kDone;
  }
  JsonWriter json;
  json.beginObject().member("at", shownTime(at)).member("id", found->fid).key("area");
  size ? json.value(*size) : json.null();
  json.key("fields").beginObject();
  for (std::size_t i = 0; i < then.layer.fields.size(); ++i) {
    if (city::isPersonalField(then.layer.fields[i].name)) continue;
    json.key(then.layer.fields[i].name);
    writeCell(json, found->values[i], then.layer.fields[i].type);
  }
  json.endObject().memberOrNull("geometry", found->wkb.empty() ? "" : geom::toWkt(found->wkb)).endObject().finish();
  return kDone;
}

}  // namespace

int tellParcelHistory(const Context& context, const store::CityDatabase& city, const std::string& code) {
  const city::ParcelLineage lineage = city::parcelLineage(city, code);
  if (!context.json) {
    for (const city::ParcelDeedEntry& deed : lineage.deeds) {
      print(fmt::format("{}  {}  {}  {} {}  {}\n", shownTime(deed.at), deed.operation, deed.author, deed.document,
                        deed.documentDate, deed.reason));
      for (const city::ParcelLink& link : lineage.links) {
        if (link.tx == deed.tx) print("    " + link.parent + " -> " + link.child + "\n");
      }
    }
    return kDone;
  }
  JsonWriter json;
  json.beginObject().member("name", lineage.name).key("parcels").beginArray();
  for (const city::ParcelNode& node : lineage.nodes) writeParcelNode(json, node);
  json.endArray().key("links").beginArray();
  for (const city::ParcelLink& link : lineage.links) {
    json.beginObject().member("tx", link.tx).member("parent", link.parent).member("child", link.child).endObject();
  }
  json.endArray().key("entries").beginArray();
  for (const city::ParcelDeedEntry& deed : lineage.deeds) {
    json.beginObject().member("tx", deed.tx).member("operation", deed.operation).member("at", shownTime(deed.at));
    json.memberOrNull("reason", deed.reason).memberOrNull("document", deed.document);
    json.memberOrNull("document_date", deed.documentDate).memberOrNull("author", deed.author);
    json.member("area_before", deed.areaBefore).member("area_after", deed.areaAfter).endObject();
  }
  json.endArray().endObject().finish();
  return kDone;
}

int tellRetiredParcels(const Context& context, const store::CityDatabase& city, const std::string& since,
                       std::size_t limit) {
  const std::string after = since.empty() ? since : toIsoUtc(parseIso(since, kCityOffsetMinutes));
  const auto nodes = city::retiredParcels(city, after, limit);
  JsonWriter json;
  json.beginObject().key("parcels").beginArray();
  for (const city::ParcelNode& node : nodes) {
    if (context.json) {
      writeParcelNode(json, node);
    } else {
      print(shownTime(node.endedAt) + "  " + city::groupedParcelCode(node.code) + "\n");
    }
  }
  json.endArray().endObject();
  if (context.json) json.finish();
  return kDone;
}

int tellParcelsAsOf(Context& context, const store::CityDatabase& city, const std::string& time, const std::string& code,
                    const std::string& into) {
  const std::string at = toIsoUtc(parseIso(time, kCityOffsetMinutes));
  const city::ParcelsAsOf then = city::parcelsAsOf(city, at);
  if (!code.empty()) return tellOneAsOf(context, city, then, at, code);
  const std::string layer = into.empty() ? "" : city::writeParcelsAsOf(city, then, into, context.progress);
  if (!context.json) {
    print(fmt::format("{} parcels; since then {} ended, {} made, {} changed\n", then.count, then.ended, then.made,
                      then.changed));
    return kDone;
  }
  JsonWriter json;
  json.beginObject().member("at", shownTime(at)).member("parcels", then.count).member("ended", then.ended);
  json.member("made", then.made).member("changed", then.changed).memberOrNull("into", layer).endObject().finish();
  return kDone;
}

}  // namespace gis::cli
