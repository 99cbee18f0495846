#include "gis_core/store/features.h"

#include <fmt/format.h>

#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/geometry/spatialite_blob.h"
#include "gis_core/store/read_only_sql.h"
#include "gis_core/store/registration.h"

namespace gis::store {
namespace {

struct Plan {
  std::string sql;
  std::vector<Field> fields;
  bool geometry = false;
};

std::string fidList(const std::vector<std::int64_t>& fids) {
  std::string list = "[";
  for (const std::int64_t fid : fids) list += (list.size() > 1 ? "," : "") + std::to_string(fid);
  return list + "]";
}

Plan planOf(const Connection& c, const LayerInfo& layer, const FeatureRequest& request) {
  Plan plan;
  plan.geometry = request.geometry && layer.geometryType.has_value();
  if (request.allFields && request.fields.empty()) plan.fields = layer.fields;
  for (const std::string& name : request.fields) {
    if (layer.hasUid && name == "uid")
      plan.fields.push_back({"uid", FieldType::text});
    else if (name == "fid")
      plan.fields.push_back({"fid", FieldType::integer});
    else
      plan.fields.push_back(requireField(layer, name));
  }
  std::string columns = "fid";
  for (const Field& field : plan.fields) columns += ", " + quotedName(field.name);
  if (plan.geometry) columns += ", geometry";
  const std::string table = quotedName(layer.name);
  std::string where;
  const auto add = [&](const std::string& condition) { where += (where.empty() ? " WHERE " : " AND ") + condition; };
  if (!request.where.empty()) {
    checkCondition(c, layer.name, request.where);
    add("(\n" + request.where + "\n)");
  }
  if (request.box && layer.geometryType) {
    add(fmt::format("fid IN (SELECT pkid FROM {} WHERE xmin <= ?1 AND xmax >= ?2 AND ymin <= ?3 AND ymax >= ?4)",
                    quotedName(treeName(layer.name))));
  }
  if (!request.fids.empty()) add("fid IN (SELECT value FROM json_each(?5))");
  plan.sql = fmt::format("SELECT {} FROM {}{}", columns, table, where);
  if (request.orderBy.empty()) {
    plan.sql += request.descending ? " ORDER BY fid DESC" : " ORDER BY fid";
  } else {
    const std::string field = request.orderBy == "fid" || (request.orderBy == "uid" && layer.hasUid)
                                  ? request.orderBy
                                  : requireField(layer, request.orderBy).name;
    plan.sql += fmt::format(" ORDER BY {}{}, fid", quotedName(field), request.descending ? " DESC" : "");
  }
  if (request.limit >= 0 || request.offset > 0) plan.sql += " LIMIT ?6 OFFSET ?7";
  return plan;
}

void bindRequest(Statement& statement, const LayerInfo& layer, const FeatureRequest& request) {
  if (request.box && layer.geometryType) {
    statement.bind(1, request.box->maxX).bind(2, request.box->minX);
    statement.bind(3, request.box->maxY).bind(4, request.box->minY);
  }
  if (!request.fids.empty()) statement.bind(5, fidList(request.fids));
  if (request.limit >= 0 || request.offset > 0) statement.bind(6, request.limit).bind(7, request.offset);
}

/// The statement of a condition may not write even if a function slipped through the check.
class QueryOnly {
 public:
  QueryOnly(const Connection& c, bool wanted) : m_connection(c), m_wanted(wanted && !c.isReadOnly()) {
    if (m_wanted) m_connection.exec("PRAGMA query_only=ON");
  }
  QueryOnly(const QueryOnly&) = delete;
  QueryOnly& operator=(const QueryOnly&) = delete;
  ~QueryOnly() {
    try {
      if (m_wanted) m_connection.exec("PRAGMA query_only=OFF");
    } catch (const Error&) {
      // a PRAGMA without a table cannot fail
    }
  }

 private:
  const Connection& m_connection;
  bool m_wanted;
};

Value valueOf(const Statement& row, int column) {
  switch (row.type(column)) {
    case Statement::Type::integer: return row.integer(column);
    case Statement::Type::real: return row.real(column);
    case Statement::Type::text: return row.text(column);
    case Statement::Type::blob: {
      const geom::BytesView bytes = row.blob(column);
      return geom::Bytes(bytes.begin(), bytes.end());
    }
    case Statement::Type::null: break;
  }
  return {};
}

/// The same in the place of another value, whose memory serves again.
void readValue(Value& to, const Statement& row, int column) {
  auto* const text = std::get_if<std::string>(&to);
  if (text != nullptr && row.type(column) == Statement::Type::text)
    text->assign(row.textView(column));
  else
    to = valueOf(row, column);
}

/// Adds the WKB of a row's geometry, or nothing.
void appendWkbOf(const Statement& row, int column, geom::Bytes& to) {
  const geom::BytesView blob = row.blob(column);
  if (blob.empty() || !geom::looksLikeSpatialite(blob)) return;
  try {
    geom::appendWkbOfSpatialite(to, blob);
  } catch (const Error&) {
    // one broken row must not stop the reading of a layer: it has no geometry then
  }
}

}  // namespace

Value fitting(Value value, FieldType type) {
  const bool number = type == FieldType::integer || type == FieldType::boolean || type == FieldType::real;
  if (number && !std::holds_alternative<std::int64_t>(value) && !std::holds_alternative<double>(value)) return {};
  if (!number) {
    if (const auto* i = std::get_if<std::int64_t>(&value)) return std::to_string(*i);
    if (const auto* d = std::get_if<double>(&value)) return fmt::format("{}", *d);
  }
  return value;
}

void readFeatures(const Connection& c, const LayerInfo& layer, const FeatureRequest& request,
                  const std::function<bool(Feature&)>& row, const CancelToken& token) {
  const Plan plan = planOf(c, layer, request);
  Statement statement(c, plan.sql);
  bindRequest(statement, layer, request);
  // under a user's condition the rows are read some at a time, so that `row` itself may write
  const bool guarded = !request.where.empty();
  std::vector<Feature> block(guarded ? 256 : 1);
  for (bool more = true; more;) {
    token.check();
    std::size_t filled = 0;
    {
      const QueryOnly guard(c, guarded);
      while (filled < block.size() && (more = statement.step())) {
        Feature& feature = block[filled++];
        feature.fid = statement.integer(0);
        feature.values.resize(plan.fields.size());
        for (std::size_t i = 0; i < plan.fields.size(); ++i)
          readValue(feature.values[i], statement, static_cast<int>(i) + 1);
        feature.wkb.clear();
        if (plan.geometry) appendWkbOf(statement, static_cast<int>(plan.fields.size()) + 1, feature.wkb);
      }
    }
    for (std::size_t i = 0; i < filled; ++i) {
      if (!row(block[i])) return;
    }
  }
}

void readBatches(const Connection& c, const LayerInfo& layer, const FeatureRequest& request, std::size_t batchRows,
                 const std::function<bool(FeatureBatch&)>& batch, const CancelToken& token) {
  const Plan plan = planOf(c, layer, request);
  Statement statement(c, plan.sql);
  bindRequest(statement, layer, request);
  FeatureBatch collected = FeatureBatch::withFields(plan.fields);
  const int geometryColumn = static_cast<int>(plan.fields.size()) + 1;
  const auto hand = [&] {
    token.check();
    const bool more = batch(collected);
    collected = FeatureBatch::withFields(plan.fields);
    return more;
  };
  std::optional<QueryOnly> guard(std::in_place, c, !request.where.empty());
  while (statement.step()) {
    for (std::size_t i = 0; i < plan.fields.size(); ++i) {
      const int column = static_cast<int>(i) + 1;
      FeatureBatch::Column& target = collected.columns[i];
      // the common case without a detour over Value
      if (statement.type(column) == Statement::Type::text && plan.fields[i].type == FieldType::text) {
        target.isNull.push_back(0);
        target.bytes.append(statement.textView(column));
        target.textEnds.push_back(static_cast<std::uint32_t>(target.bytes.size()));
      } else {
        collected.addCell(i, fitting(valueOf(statement, column), plan.fields[i].type));
      }
    }
    if (plan.geometry) appendWkbOf(statement, geometryColumn, collected.geometry);
    collected.geometryEnds.push_back(static_cast<std::uint32_t>(collected.geometry.size()));
    collected.fids.push_back(statement.integer(0));
    if (collected.rows() < batchRows) continue;
    guard.reset();  // `batch` itself may write
    if (!hand()) return;
    guard.emplace(c, !request.where.empty());
  }
  guard.reset();
  if (collected.rows() > 0) (void)hand();
}

std::optional<Feature> featureByFid(const Connection& c, const LayerInfo& layer, std::int64_t fid) {
  FeatureRequest request;
  request.fids = {fid};
  std::optional<Feature> found;
  readFeatures(c, layer, request, [&](Feature& feature) {
    found = std::move(feature);
    return false;
  });
  return found;
}

std::int64_t countFeatures(const Connection& c, const LayerInfo& layer, const std::string& where,
                           const CancelToken& token) {
  token.check();
  if (where.empty()) {
    Statement statement(c, "SELECT feature_count FROM city_layer WHERE uid = ?1");
    return statement.bind(1, layer.uid).step() ? statement.integer(0) : 0;
  }
  checkCondition(c, layer.name, where);
  Statement statement(c, fmt::format("SELECT count(*) FROM {} WHERE (\n{}\n)", quotedName(layer.name), where));
  const QueryOnly guard(c, true);
  return statement.step() ? statement.integer(0) : 0;
}

}  // namespace gis::store
