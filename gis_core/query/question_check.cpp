#include "gis_core/query/question_check.h"

#include <algorithm>
#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/query/condition_sql.h"
#include "gis_core/query/extended_layer.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/question_figures.h"
#include "gis_core/query/question_parameters.h"
#include "gis_core/query/question_plan.h"
#include "gis_core/store/read_only_sql.h"

namespace gis::query {

namespace {

const char* sampleValue(store::FieldType type) {
  switch (type) {
    case store::FieldType::date: return "2026-01-01";
    case store::FieldType::datetime: return "2026-01-01T00:00:00Z";
    default: return "1";
  }
}

class QuestionCheck {
 public:
  QuestionCheck(const store::Connection& c, const CancelToken& token) : m_connection(c), m_token(token) {}

  void operator()(const Ask& ask) const {
    const store::LayerInfo layer = layerOf(ask.layer);
    conditions(ask.where, layer);
    (void)planOf(m_connection, ask, m_token, false);
    (void)fieldsOf(layer, ask.target.fields);
    if (!ask.figures.empty() || !ask.by.empty()) checkFigures(m_connection, ask, layer);
  }
  void operator()(const JoinQuery& q) const {
    const store::LayerInfo left = layerOf(q.left), right = layerOf(q.right);
    requireComparable(left, right);
    (void)chosenFields(right, q.take);
    if (!q.relation) (void)unitsOf(left, q.withinMetres.value_or(q.maxMetres.value_or(0)));
  }
  void operator()(const OverlayQuery& q) const {
    const store::LayerInfo a = layerOf(q.a), b = layerOf(q.b);
    requireComparable(a, b);
    condition(q.whereA, a);
    condition(q.whereB, b);
  }
  void operator()(const BufferQuery& q) const {
    const store::LayerInfo layer = layerOf(q.layer);
    requireGeometry(layer);
    (void)unitsOf(layer, std::abs(q.metres));
    condition(q.where, layer);
  }
  void operator()(const DissolveQuery& q) const {
    const store::LayerInfo layer = layerOf(q.layer);
    requireGeometry(layer);
    (void)chosenFields(layer, q.by);
    condition(q.where, layer);
  }
  void operator()(const AggregateQuery& q) const {
    const store::LayerInfo layer = layerOf(q.layer), zones = layerOf(q.zones);
    requireComparable(zones, layer);
    for (const std::vector<std::string>& names : {q.sums, q.means})
      for (const std::string& name : names) (void)numberField(layer, name);
    if (q.by) (void)chosenFields(layer, std::vector<std::string>{*q.by});
    condition(q.where, layer);
    condition(q.zonesWhere, zones);
  }

 private:
  [[nodiscard]] store::LayerInfo layerOf(const std::string& name) const {
    return store::layerByName(m_connection, name);
  }
  void condition(const std::string& sql, const store::LayerInfo& layer) const {
    if (!sql.empty()) store::checkCondition(m_connection, layer.name, sql);
  }
  void conditions(const std::vector<Condition>& all, const store::LayerInfo& layer) const {
    for (const Condition& one : all) {
      if (looksAtFieldsOnly(one)) {
        condition(sqlOf({one}, layer), layer);
      } else if (const auto* group = std::get_if<Group>(&one.test)) {
        conditions(group->of, layer);
      } else if (const OtherTest test = otherTestOf(one); test.other != nullptr) {
        conditions(test.other->where, layerOf(test.other->layer));
      }
    }
  }

  const store::Connection& m_connection;
  const CancelToken& m_token;
};

}  // namespace

void checkQuestion(const store::Connection& c, const Question& question, const CancelToken& token) {
  GivenValues samples;
  for (const Parameter& parameter : question.parameters)
    if (!parameter.fallback) samples[parameter.name] = sampleValue(parameter.type);
  const Question asked = withValues(question, samples);
  try {
    std::visit(QuestionCheck(c, token), asked.what);
  } catch (const Error& error) {
    // our value, not the one that will be given
    if (error.code() != ErrorCode::invalidValue || samples.empty()) throw;
  }
}

}  // namespace gis::query
