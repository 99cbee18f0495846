#include "gis_core/query/question_answer.h"

#include <algorithm>
#include <map>
#include <memory>

#include "gis_core/query/condition_sql.h"
#include "gis_core/query/geometry_set.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/question_plan.h"
#include "gis_core/query/spatial_pairs.h"
#include "gis_core/store/features.h"
#include "gis_core/store/tree_lookup.h"

namespace gis::query {

namespace {

using Mask = std::vector<std::uint8_t>;

constexpr std::size_t kFidsRead = 4096;            // looked up at once
constexpr std::int64_t kMostTreeLookUps = 800000;  // when far more features are left than the plan thought: read whole
constexpr double kReachSlack = 1e-12;              // relative growth of a box before the tree is asked for a distance

/// Features with these fids (ascending), in the coordinates of `to`.
GeometrySet loadByFids(const store::Connection& c, const store::LayerInfo& layer, const std::string& where,
                       const std::optional<geom::Envelope>& box, const std::vector<std::int64_t>& fids,
                       const crs::Crs& to, const CancelToken& token) {
  GeometrySet set;
  store::FeatureRequest request;
  request.allFields = false;
  request.where = where;
  request.box = box;
  for (std::size_t at = 0; at < fids.size(); at += kFidsRead) {
    token.check();
    const std::size_t end = std::min(fids.size(), at + kFidsRead);
    request.fids.assign(fids.begin() + std::ptrdiff_t(at), fids.begin() + std::ptrdiff_t(end));
    store::readBatches(
        c, layer, request, kFidsRead,
        [&](store::FeatureBatch& batch) {
          for (std::size_t row = 0; row < batch.rows(); ++row) set.add(batch.fids[row], batch.geometryOf(row));
          return true;
        },
        token);
  }
  set.complete(layer.crs, to, token);
  return set;
}

void sortOnce(std::vector<std::int64_t>& fids) {
  std::sort(fids.begin(), fids.end());
  fids.erase(std::unique(fids.begin(), fids.end()), fids.end());
}

std::int64_t countOf(const Mask& mask) {
  return std::count(mask.begin(), mask.end(), std::uint8_t{1});
}

/// A test of places against another layer in the form in which pairs are looked for.
struct OtherQuestion {
  const OtherSide* other = nullptr;
  PairTest test;
  bool none = false;  ///< wanted are those without a partner
};
OtherQuestion otherQuestionOf(const Condition& condition, const store::LayerInfo& layer) {
  if (const auto* relation = std::get_if<RelationTest>(&condition.test)) {
    OtherQuestion out{&relation->other, {relation->relation, {}}, false};
    out.none = relation->relation.pattern.empty() && relation->relation.predicate == geom::Predicate::disjoint;
    if (out.none) out.test.relation.predicate = geom::Predicate::intersects;
    return out;
  }
  const auto& distance = std::get<DistanceTest>(condition.test);
  return {&distance.other, {{}, unitsOf(layer, distance.metres)}, false};
}

/// Can a feature meet these conditions because it has no partner?
bool looksForNone(const std::vector<Condition>& conditions) {
  return std::any_of(conditions.begin(), conditions.end(), [](const Condition& condition) {
    if (const auto* group = std::get_if<Group>(&condition.test))
      return looksForNone(group->of) || (group->join == Group::Join::none && !looksAtFieldsOnly(group->of));
    if (const auto* shape = std::get_if<ShapeTest>(&condition.test))
      return !shape->metres && shape->relation.pattern.empty() &&
             shape->relation.predicate == geom::Predicate::disjoint;
    const OtherTest test = otherTestOf(condition);
    return test.other != nullptr && test.isNone();
  });
}

class Answering {
 public:
  Answering(const store::Connection& c, const Ask& ask, Progress& progress)
      : m_connection(c), m_ask(ask), m_progress(progress), m_plan(planOf(c, ask, progress.token(), false)) {
    m_result.layer = m_plan.layer;
  }

  SelectResult run() {
    if (const auto simple = asSelect()) return select(m_connection, *simple, m_progress);
    readOwn();
    if (looksForNone(m_ask.where) || m_plan.box != nullptr) m_set.findBroken(token());
    m_alive.assign(m_set.size(), 1);
    if (m_set.withoutGeometry() + m_set.broken() > 0) {
      for (std::size_t i = 0; i < m_set.size(); ++i) m_alive[i] = m_set.takesPart(i) ? 1 : 0;
    }
    if (m_plan.box != nullptr) m_alive = byBox(*m_plan.box, m_alive);
    for (const PlannedCondition& step : m_plan.steps) m_alive = met(step, m_alive);
    collect();
    return std::move(m_result);
  }
  [[nodiscard]] const AskPlan& plan() const { return m_plan; }

  /// The question of select(), when it is no more than that: the engine for it does the whole in one go.
  [[nodiscard]] std::optional<SelectQuery> asSelect() const {
    SelectQuery query;
    query.layer = m_plan.layer.name;
    query.where = m_plan.where;
    query.limit = m_ask.limit;
    if (m_plan.box != nullptr) {
      query.bbox = m_plan.box->box;
      query.bboxCrs = m_plan.box->crs;
    }
    if (m_plan.steps.empty()) return query;
    const PlannedCondition& only = m_plan.steps.front();
    if (m_plan.steps.size() > 1 || only.way != Way::whole) return std::nullopt;
    if (const auto* shape = std::get_if<ShapeTest>(&only.condition->test)) {
      query.shapes.push_back({shape->relation, shape->wkb, shape->crs, shape->metres});
      return query;
    }
    if (const auto* relation = std::get_if<RelationTest>(&only.condition->test)) {
      if (!looksAtFieldsOnly(relation->other.where)) return std::nullopt;
      query.relations.push_back({relation->relation, relation->other.layer, whereOf(relation->other)});
      return query;
    }
    if (const auto* distance = std::get_if<DistanceTest>(&only.condition->test)) {
      if (!looksAtFieldsOnly(distance->other.where)) return std::nullopt;
      query.distances.push_back({distance->metres, distance->other.layer, whereOf(distance->other)});
      return query;
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::string whereOf(const OtherSide& other) const {
    return sqlOf(other.where, store::layerByName(m_connection, other.layer));
  }
  [[nodiscard]] const CancelToken& token() const { return m_progress.token(); }
  [[nodiscard]] const crs::Crs& crs() const { return m_plan.layer.crs; }

  // ---- reading

  void readOwn() {
    const std::optional<geom::Envelope> box = searchBox();
    if (m_plan.steps.empty() || m_plan.steps.front().way != Way::ownTree) {
      m_set = loadGeometry(m_connection, m_plan.layer, m_plan.where, box, {}, token());
      m_result.withoutGeometry = m_set.withoutGeometry();
      if (box) countOutside(*box);
      return;
    }
    const OtherQuestion question = otherQuestionOf(*m_plan.steps.front().condition, m_plan.layer);
    store::TreeLookup tree(m_connection, m_plan.layer);
    std::vector<std::int64_t> fids;
    const GeometrySet& other = otherSet(*question.other);
    for (std::size_t i = 0; i < other.size(); ++i) {
      m_progress.check();
      tree.collect(reached(other.box(i), question.test), fids);
      if (fids.size() > 4 * std::size_t(m_plan.layer.count) + kFidsRead) sortOnce(fids);
    }
    sortOnce(fids);
    m_set = loadByFids(m_connection, m_plan.layer, m_plan.where, box, fids, {}, token());
    if (box) {
      countOutside(*box);
    } else {
      m_result.withoutGeometry = countWithoutGeometry(tree);
    }
  }
  /// No box finds those.
  void countOutside(const geom::Envelope& box) {
    const OutOfBox out = countOutOfBox(m_connection, m_plan.layer, m_plan.where, box, token());
    m_result.withoutGeometry += out.withoutGeometry;
    m_result.broken += out.broken;
  }
  /// Those were not read: they are in no tree.
  std::int64_t countWithoutGeometry(const store::TreeLookup& tree) {
    const std::int64_t all = m_plan.layer.count - tree.size();
    if (all <= 0 || m_plan.where.empty()) return std::max<std::int64_t>(0, all);
    return loadGeometry(m_connection, m_plan.layer,
                        bothSql(m_plan.where, "\"geometry\" IS NULL OR ST_IsEmpty(\"geometry\") <> 0"), {}, {}, token())
        .withoutGeometry();
  }
  [[nodiscard]] std::optional<geom::Envelope> searchBox() const {
    if (m_plan.box == nullptr) return std::nullopt;
    if (!carried(m_plan.box->crs)) return m_plan.box->box;
    return crs::Transformer(m_plan.box->crs, crs()).apply(m_plan.box->box);
  }
  [[nodiscard]] bool carried(const crs::Crs& from) const {
    return from.isKnown() && crs().isKnown() && !from.equivalentTo(crs());
  }
  static geom::Envelope reached(const geom::Envelope& box, const PairTest& test) {
    if (!test.distance || box.isEmpty()) return box;
    const double size = std::abs(box.minX) + std::abs(box.minY) + *test.distance;
    return box.grown(*test.distance + size * kReachSlack);
  }
  const GeometrySet& otherSet(const OtherSide& side) {
    std::unique_ptr<GeometrySet>& set = m_others[&side];
    if (set) return *set;
    const store::LayerInfo other = store::layerByName(m_connection, side.layer);
    if (looksAtFieldsOnly(side.where)) {
      set = std::make_unique<GeometrySet>(
          loadGeometry(m_connection, other, sqlOf(side.where, other), {}, crs(), token()));
    } else {
      Ask asked;
      asked.layer = side.layer;
      asked.where = side.where;
      const SelectResult found = Answering(m_connection, asked, m_progress).run();
      set = std::make_unique<GeometrySet>(loadByFids(m_connection, other, {}, {}, found.fids, crs(), token()));
      m_result.undecided += found.undecided;
    }
    if (looksForNone(m_ask.where)) set->findBroken(token());
    m_result.broken += set->broken();
    return *set;
  }

  // ---- conditions: which of the wanted features meet them

  Mask met(const PlannedCondition& step, const Mask& wanted) {
    m_progress.check();
    if (const auto* group = std::get_if<Group>(&step.condition->test))
      return byGroup(group->join, step.members, wanted);
    if (looksAtFieldsOnly(*step.condition)) return byFields(*step.condition, wanted);
    if (const auto* box = std::get_if<BoxTest>(&step.condition->test)) return byBox(*box, wanted);
    if (const auto* shape = std::get_if<ShapeTest>(&step.condition->test)) return byShape(*shape, wanted);
    const OtherQuestion question = otherQuestionOf(*step.condition, m_plan.layer);
    if (step.way == Way::otherTree && countOf(wanted) <= kMostTreeLookUps) return byOtherTree(question, wanted);
    return paired(otherSet(*question.other), question, wanted);
  }
  Mask byGroup(Group::Join join, const std::vector<PlannedCondition>& members, const Mask& wanted) {
    Mask left = wanted;
    if (join == Group::Join::all) {
      for (const PlannedCondition& member : members) left = met(member, left);
      return left;
    }
    for (const PlannedCondition& member : members) {
      const Mask found = met(member, left);
      for (std::size_t i = 0; i < left.size(); ++i) left[i] = left[i] != 0 && found[i] == 0 ? 1 : 0;
    }
    if (join == Group::Join::none) return left;
    for (std::size_t i = 0; i < left.size(); ++i) left[i] = wanted[i] != 0 && left[i] == 0 ? 1 : 0;
    return left;
  }
  Mask byFields(const Condition& condition, const Mask& wanted) {
    store::FeatureRequest request;
    request.allFields = false;
    request.geometry = false;
    request.where = bothSql(m_plan.where, sqlOf({condition}, m_plan.layer));
    Mask out(wanted.size(), 0);
    std::size_t at = 0;
    store::readBatches(
        m_connection, m_plan.layer, request, kFidsRead,
        [&](store::FeatureBatch& batch) {
          for (const std::int64_t fid : batch.fids) {
            while (at < m_set.size() && m_set.fid(at) < fid) ++at;
            if (at < m_set.size() && m_set.fid(at) == fid) out[at] = wanted[at];
          }
          return at < m_set.size();
        },
        token());
    return out;
  }
  Mask byBox(const BoxTest& test, const Mask& wanted) {
    SelectQuery query;  // the one place that knows how a box is bent by another system
    query.layer = m_plan.layer.name;
    query.where = m_plan.where;
    query.bbox = test.box;
    query.bboxCrs = test.crs;
    const std::vector<std::int64_t> fids = select(m_connection, query, m_progress).fids;
    Mask out(wanted.size(), 0);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      out[i] = wanted[i] != 0 && std::binary_search(fids.begin(), fids.end(), m_set.fid(i)) ? 1 : 0;
    }
    return out;
  }
  Mask byShape(const ShapeTest& shape, const Mask& wanted) {
    GeometrySet other;
    other.add(1, shape.wkb);
    const bool moves = shape.crs.isKnown() && crs().isKnown();
    other.complete(moves ? shape.crs : crs(), crs(), token());
    OtherQuestion question{nullptr, {shape.relation, {}}, false};
    if (shape.metres) {
      question.test.distance = unitsOf(m_plan.layer, *shape.metres);
    } else {
      question.none = shape.relation.pattern.empty() && shape.relation.predicate == geom::Predicate::disjoint;
      if (question.none) question.test.relation.predicate = geom::Predicate::intersects;
    }
    return paired(other, question, wanted);
  }
  Mask byOtherTree(const OtherQuestion& question, const Mask& wanted) {
    const store::LayerInfo other = store::layerByName(m_connection, question.other->layer);
    std::optional<crs::Transformer> back;
    if (other.crs.isKnown() && carried(other.crs)) back.emplace(crs(), other.crs);
    store::TreeLookup tree(m_connection, other);
    std::vector<std::int64_t> fids;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (wanted[i] == 0) continue;
      m_progress.check();
      const geom::Envelope box = reached(m_set.box(i), question.test);
      tree.collect(back ? back->apply(box) : box, fids);
      if (fids.size() > 4 * std::size_t(other.count) + kFidsRead) sortOnce(fids);
    }
    sortOnce(fids);
    const GeometrySet set =
        loadByFids(m_connection, other, sqlOf(question.other->where, other), {}, fids, crs(), token());
    return paired(set, question, wanted);
  }
  Mask paired(const GeometrySet& other, const OtherQuestion& question, const Mask& wanted) {
    Mask found = havePartner(m_set, wanted, other, question.test, m_progress, m_report);
    for (std::size_t i = 0; i < found.size(); ++i) {
      found[i] = wanted[i] != 0 && (found[i] != 0) != question.none ? 1 : 0;
    }
    return found;
  }

  void collect() {
    for (std::size_t i = 0; i < m_set.size(); ++i) {
      if (m_ask.limit >= 0 && std::int64_t(m_result.fids.size()) >= m_ask.limit) break;
      if (m_alive[i] != 0) m_result.fids.push_back(m_set.fid(i));
    }
    m_result.broken += m_set.broken();
    m_result.undecided += m_report.undecided;
  }

  const store::Connection& m_connection;
  const Ask& m_ask;
  Progress& m_progress;
  AskPlan m_plan;
  SelectResult m_result;
  GeometrySet m_set;
  Mask m_alive;
  std::map<const OtherSide*, std::unique_ptr<GeometrySet>> m_others;
  PairReport m_report;
};

}  // namespace

SelectResult answer(const store::Connection& c, const Ask& ask, Progress& progress) {
  return Answering(c, ask, progress).run();
}

std::int64_t countAnswer(const store::Connection& c, const Ask& ask, Progress& progress, SelectResult* told) {
  Answering answering(c, ask, progress);
  if (!answering.plan().isSpatial()) return countSelected(c, *answering.asSelect(), progress);
  SelectResult found = answering.run();
  const auto count = std::int64_t(found.fids.size());
  if (told != nullptr) *told = std::move(found);
  return count;
}

}  // namespace gis::query
