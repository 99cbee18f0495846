#include "ui/panels/parcel_look.h"

#include <algorithm>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"

namespace gis::ui {

namespace {

ParcelLook withPast(const store::CityDatabase& city, city::ParcelCard card) {
  ParcelLook look;
  look.faults = city::buildingFaults(city, card.fid);
  if (city.connection().intValue("PRAGMA user_version") >= 2) {
    look.lineage = city::parcelLineage(city, "#" + std::to_string(card.fid));
  }
  look.card = std::move(card);
  return look;
}

/// The current ones among its descendants.
std::vector<city::ParcelNode> descendantsOf(const city::ParcelLineage& lineage) {
  std::set<std::string> names{lineage.name};
  std::vector<city::ParcelNode> current;
  for (const city::ParcelNode& node : lineage.nodes) {  // parents come before their children
    const bool descends = std::any_of(lineage.links.begin(), lineage.links.end(), [&](const city::ParcelLink& link) {
      return link.child == node.name && names.contains(link.parent);
    });
    if (!descends) continue;
    names.insert(node.name);
    if (node.isCurrent) current.push_back(node);
  }
  return current;
}

ParcelLook lookAtEnded(const store::CityDatabase& city, const std::string& code) {
  ParcelLook look;
  city::ParcelLineage lineage = city::parcelLineage(city, code);
  std::vector<city::ParcelNode> cameOfIt = descendantsOf(lineage);
  std::string endedAt;
  for (const city::ParcelNode& node : lineage.nodes) {
    if (node.name == lineage.name) endedAt = node.endedAt;
  }
  if (cameOfIt.size() == 1) {
    look = withPast(city, city::parcelByFid(city, cameOfIt.front().fid));
  } else {
    look.lineage = std::move(lineage);
  }
  look.cameOfIt = std::move(cameOfIt);
  look.endedCode = text::normaliseCode(code);
  look.endedAt = std::move(endedAt);
  return look;
}

/// What `find` finds; nothing when there is no such parcel.
template <class Find>
std::optional<ParcelLook> found(const Find& find) {
  try {
    return find();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::notFound) throw;
    return std::nullopt;
  }
}

}  // namespace

ParcelLook lookAtParcel(const store::CityDatabase& city, geom::MapPoint at) {
  auto card = city::parcelAt(city, at);
  return card ? withPast(city, std::move(*card)) : ParcelLook();
}

ParcelLook lookForParcel(const store::CityDatabase& city, const std::string& code) {
  try {
    return withPast(city, city::parcelByCode(city, code));
  } catch (const Error& error) {
    if (error.code() != ErrorCode::notFound || city.connection().intValue("PRAGMA user_version") < 2) throw;
    // who looks for a code that nobody ever had hears of the code, not of its past
    auto ended = found([&] { return lookAtEnded(city, code); });
    if (!ended) throw;
    return std::move(*ended);
  }
}

ParcelLook lookAgain(const store::CityDatabase& city, const std::optional<city::ParcelCard>& card,
                     const std::string& before) {
  if (!before.empty()) {
    if (auto again = found([&] { return lookForParcel(city, before); })) return std::move(*again);
  }
  if (card) {
    if (auto still = found([&] { return withPast(city, city::parcelByFid(city, card->fid)); })) {
      return std::move(*still);
    }
  }
  return lookForParcel(city, card && !card->code.empty() ? card->code : before);
}

}  // namespace gis::ui
