#include "gis_core/store/tree_lookup.h"

#include <fmt/format.h>

#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/store/registration.h"

namespace gis::store {

namespace {

constexpr std::size_t kRowsOfAPlace = 16;  // read one after the other: one seek costs as much as many rows
constexpr const char* kMeets = "xmin <= ?1 AND xmax >= ?2 AND ymin <= ?3 AND ymax >= ?4";

std::string treeOf(const LayerInfo& layer) {
  if (!layer.geometryType) {
    throw Error(ErrorCode::unsupported, {GIS_TR("layer \"{0}\" cannot be asked where it lies"), {layer.name}},
                GIS_TR("it is a table without geometry"));
  }
  return treeName(layer.name);
}

}  // namespace

TreeLookup::TreeLookup(const Connection& c, const LayerInfo& layer)
    : m_connection(c),
      m_tree(treeOf(layer)),
      m_count(c, fmt::format("SELECT count(*) FROM (SELECT 1 FROM {} WHERE {} LIMIT ?5)", quotedName(m_tree), kMeets)),
      m_collect(c, fmt::format("SELECT pkid FROM {} WHERE {}", quotedName(m_tree), kMeets)) {}

void TreeLookup::bindBox(Statement& statement, const geom::Envelope& box) const {
  statement.reset();
  statement.bind(1, box.maxX).bind(2, box.minX).bind(3, box.maxY).bind(4, box.minY);
}

std::int64_t TreeLookup::countIn(const geom::Envelope& box, std::int64_t most) {
  if (box.isEmpty()) return 0;
  bindBox(m_count, box);
  m_count.bind(5, most);
  const std::int64_t count = m_count.step() ? m_count.integer(0) : 0;
  m_count.reset();
  return count;
}

void TreeLookup::collect(const geom::Envelope& box, std::vector<std::int64_t>& fids) {
  if (box.isEmpty()) return;
  bindBox(m_collect, box);
  while (m_collect.step()) fids.push_back(m_collect.integer(0));
  m_collect.reset();
}

std::int64_t TreeLookup::size() const {
  return m_connection.intValue(fmt::format("SELECT count(*) FROM {}", quotedName(m_tree + "_rowid")));
}

std::vector<std::int64_t> spreadFids(const Connection& c, const LayerInfo& layer, std::size_t wanted) {
  std::vector<std::int64_t> fids;
  const std::string table = quotedName(layer.name);
  // each for itself: asked together, SQLite goes through the whole table
  Statement ends(c, fmt::format("SELECT (SELECT min(fid) FROM {0}), (SELECT max(fid) FROM {0})", table));
  if (!ends.step() || ends.isNull(0)) return fids;
  const std::int64_t first = ends.integer(0);
  const std::int64_t last = ends.integer(1);
  Statement next(c, fmt::format("SELECT fid FROM {} WHERE fid >= ?1 ORDER BY fid LIMIT ?2", table));
  const bool all = layer.count <= std::int64_t(wanted);
  const std::size_t places = all ? 1 : std::max<std::size_t>(1, wanted / kRowsOfAPlace);
  const double step = double(last - first + 1) / double(places);
  for (std::size_t place = 0; place < places; ++place) {
    std::int64_t from = first + std::int64_t(double(place) * step);
    if (!fids.empty()) from = std::max(from, fids.back() + 1);
    next.reset();
    next.bind(1, from).bind(2, std::int64_t(all ? wanted : kRowsOfAPlace));
    while (next.step()) fids.push_back(next.integer(0));
  }
  return fids;
}

}  // namespace gis::store
