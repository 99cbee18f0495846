#include "gis_core/city/parcel_lineage.h"

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <functional>
#include <map>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/parcel_fields.h"
#include "gis_core/store/layer.h"

namespace gis::city {

namespace {

constexpr const char* kPastColumns = "SELECT name, code, parcel_fid, ended_at, area, shape FROM city_parcel_past";

ParcelNode pastNode(const store::Statement& row) {
  ParcelNode node;
  node.name = row.text(0);
  node.code = row.text(1);
  node.fid = row.integer(2);
  node.endedAt = row.text(3);
  if (!row.isNull(4)) node.squareMetres = row.real(4);
  if (!row.isNull(5)) {
    const geom::BytesView shape = row.blob(5);
    node.wkb.assign(shape.begin(), shape.end());
  }
  return node;
}

/// Looks parcels up by the name that lineage has for them.
class ParcelNames {
 public:
  explicit ParcelNames(const store::CityDatabase& city) : m_city(city), m_layer(requireParcelLayer(city)) {}

  [[nodiscard]] std::optional<ParcelNode> node(const std::string& name) const {
    if (auto current = currentNode(name)) return current;
    store::Statement past(m_city.connection(),
                          std::string(kPastColumns) + " WHERE name = ?1 ORDER BY fid DESC LIMIT 1");
    if (!past.bind(1, name).step()) return std::nullopt;
    return pastNode(past);
  }
  /// The name of what a person typed; Error(notFound).
  [[nodiscard]] std::string nameOf(std::string_view typed) const {
    const store::Connection& c = m_city.connection();
    const std::string code = typed.starts_with("#") ? std::string(typed) : text::normaliseCode(typed);
    for (const std::string& candidate : {std::string(typed), code}) {
      if (candidate.size() > 1 && candidate[0] == '#') {
        store::Statement row(c, selectOf("fid = ?1"));
        if (row.bind(1, std::int64_t{std::atoll(candidate.c_str() + 1)}).step()) return nameOfRow(row);
      } else if (!m_layer.roleCodeField.empty()) {
        store::Statement row(c, selectOf(store::quotedName(m_layer.roleCodeField) + " = ?1"));
        if (row.bind(1, candidate).step()) return nameOfRow(row);
      }
      store::Statement past(c, "SELECT name FROM city_parcel_past WHERE code = ?1 OR name = ?1 LIMIT 1");
      if (past.bind(1, candidate).step()) return past.text(0);
    }
    throw Error(ErrorCode::notFound, {GIS_TR("cannot find the parcel {0}"), {std::string(typed)}},
                GIS_TR("no parcel of the city has or had this code"), GIS_TR("look for a part of it with Find"));
  }

 private:
  [[nodiscard]] std::string selectOf(const std::string& condition) const {
    const std::string code = m_layer.roleCodeField.empty() ? "''" : store::quotedName(m_layer.roleCodeField);
    return "SELECT fid, coalesce(" + code + ", ''), " + (m_layer.hasUid ? "uid" : "''") + " FROM " +
           store::quotedName(m_layer.name) + " WHERE " + condition + " LIMIT 1";
  }
  static std::string nameOfRow(const store::Statement& row) {
    if (!row.text(2).empty()) return row.text(2);
    return row.text(1).empty() ? "#" + row.text(0) : row.text(1);
  }
  [[nodiscard]] std::optional<ParcelNode> currentNode(const std::string& name) const {
    std::string condition;
    if (name.starts_with("#")) {
      condition = "fid = cast(substr(?1, 2) AS INTEGER)";
    } else if (m_layer.hasUid) {
      condition = "uid = ?1";
    } else if (!m_layer.roleCodeField.empty()) {
      condition = store::quotedName(m_layer.roleCodeField) + " = ?1";
    } else {
      return std::nullopt;
    }
    store::Statement row(m_city.connection(), selectOf(condition));
    if (!row.bind(1, name).step()) return std::nullopt;
    ParcelNode node;
    node.name = name;
    node.fid = row.integer(0);
    node.code = row.text(1);
    node.isCurrent = true;
    return node;
  }

  const store::CityDatabase& m_city;
  store::LayerInfo m_layer;
};

bool hasTables(const store::CityDatabase& city) {
  return city.connection().intValue("PRAGMA user_version") >= 2;
}

/// Parents before children (Kahn 1962); what lies on a circle comes last.
void sortByDescent(ParcelLineage& lineage) {
  std::map<std::string, int> waiting;
  for (const ParcelLink& link : lineage.links) ++waiting[link.child];
  std::deque<std::string> ready;
  for (const ParcelNode& node : lineage.nodes) {
    if (waiting[node.name] == 0) ready.push_back(node.name);
  }
  std::map<std::string, std::size_t> places;
  while (!ready.empty()) {
    const std::string name = ready.front();
    ready.pop_front();
    places.emplace(name, places.size());
    for (const ParcelLink& link : lineage.links) {
      if (link.parent == name && --waiting[link.child] == 0) ready.push_back(link.child);
    }
  }
  const auto placeOf = [&](const ParcelNode& node) {
    const auto found = places.find(node.name);
    return found == places.end() ? places.size() : found->second;
  };
  std::stable_sort(lineage.nodes.begin(), lineage.nodes.end(),
                   [&](const ParcelNode& a, const ParcelNode& b) { return placeOf(a) < placeOf(b); });
}

}  // namespace

ParcelLineage parcelLineage(const store::CityDatabase& city, std::string_view code, std::size_t limit) {
  const ParcelNames names(city);
  ParcelLineage lineage;
  if (!hasTables(city)) {
    throw Error(ErrorCode::readOnly, {GIS_TR("cannot tell the past of parcel {0}"), {std::string(code)}},
                GIS_TR("the city is of an older version and opened for reading only"),
                GIS_TR("open it for writing once"));
  }
  lineage.name = names.nameOf(code);
  std::set<std::string> seen{lineage.name};
  std::set<std::string> transactions;
  std::set<std::tuple<std::string, std::string, std::string>> links;
  std::deque<std::string> waiting{lineage.name};
  while (!waiting.empty() && lineage.nodes.size() < limit) {
    const std::string name = waiting.front();
    waiting.pop_front();
    if (auto node = names.node(name)) lineage.nodes.push_back(std::move(*node));
    store::Statement row(city.connection(),
                         "SELECT tx, parent_uid, child_uid FROM city_lineage WHERE parent_uid = ?1 OR child_uid = ?1"
                         " ORDER BY fid");
    row.bind(1, name);
    while (row.step()) {
      ParcelLink link{row.text(0), row.text(1), row.text(2)};
      transactions.insert(link.tx);
      for (const std::string& end : {link.parent, link.child}) {
        if (seen.insert(end).second) waiting.push_back(end);
      }
      if (links.emplace(link.tx, link.parent, link.child).second) lineage.links.push_back(std::move(link));
    }
  }
  for (const std::string& tx : transactions) {
    store::Statement row(city.connection(),
                         "SELECT tx, operation, reason, document, document_date, author, at, area_before, area_after"
                         " FROM city_parcel_deed WHERE tx = ?1");
    row.bind(1, tx);
    while (row.step()) {
      lineage.deeds.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5),
                               row.text(6), row.real(7), row.real(8)});
    }
  }
  std::sort(lineage.deeds.begin(), lineage.deeds.end(), [](const ParcelDeedEntry& a, const ParcelDeedEntry& b) {
    return a.at != b.at ? a.at < b.at : a.tx < b.tx;
  });
  sortByDescent(lineage);
  return lineage;
}

std::vector<ParcelNode> retiredParcels(const store::CityDatabase& city, std::string_view since, std::size_t limit) {
  std::vector<ParcelNode> nodes;
  if (!hasTables(city)) return nodes;
  store::Statement row(city.connection(),
                       std::string(kPastColumns) + " WHERE ended_at > ?1 ORDER BY ended_at DESC, fid LIMIT ?2");
  row.bind(1, since).bind(2, std::int64_t(limit));
  while (row.step()) nodes.push_back(pastNode(row));
  return nodes;
}

std::vector<std::string> lineageFaults(const store::CityDatabase& city) {
  std::vector<std::string> faults;
  if (!hasTables(city)) return faults;
  const ParcelNames names(city);
  std::map<std::string, std::vector<std::string>> children;
  store::Statement row(city.connection(), "SELECT parent_uid, child_uid FROM city_lineage");
  while (row.step()) {
    children[row.text(0)].push_back(row.text(1));
    (void)children[row.text(1)];
  }
  for (const auto& [name, of] : children) {
    if (!names.node(name)) faults.push_back("orphan " + name);
  }
  std::map<std::string, int> state;  // 1: on the way, 2: done
  for (const auto& [first, of] : children) {
    std::vector<std::pair<std::string, std::size_t>> way{{first, 0}};
    if (state[first] == 2) continue;
    state[first] = 1;
    while (!way.empty()) {
      auto& [name, next] = way.back();
      const auto& list = children[name];
      if (next == list.size()) {
        state[name] = 2;
        way.pop_back();
        continue;
      }
      const std::string child = list[next++];
      if (state[child] == 1) faults.push_back("circle through " + child);
      if (state[child] != 0) continue;
      state[child] = 1;
      way.emplace_back(child, 0);
    }
  }
  return faults;
}

}  // namespace gis::city
