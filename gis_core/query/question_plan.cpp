#include "gis_core/query/question_plan.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "gis_core/base/error.h"
#include "gis_core/query/condition_sql.h"
#include "gis_core/query/layer_sample.h"
#include "gis_core/query/plan_costs.h"
#include "gis_core/query/question_crs.h"

namespace gis::query {

namespace {

constexpr double kEnoughHits = 8;         // of a sample; with fewer the tree is asked
constexpr double kMostLookedUp = 200000;  // lookups one by one; beyond, reading whole is never much slower

/// What is known about a condition on another layer, whatever the number of features that come to it.
struct Facts {
  double share = 1;
  double pairsPerRow = 0;
  double otherRows = 0;   // that take part
  double otherBytes = 0;  // of one
  double bytes = 0;       // of one of the layer's own
  bool needsBoxes = true;
  double secondsOfOther = 0;  // to find which of OTHER take part, when that is a question itself
  [[nodiscard]] double readOther() const { return secondsOfOther + otherRows * (kReadShape + kReadByte * otherBytes); }
  [[nodiscard]] double test() const { return kTestPair + kTestByte * (bytes + otherBytes); }
};

void flatten(const std::vector<Condition>& from, std::vector<const Condition*>& to) {
  for (const Condition& one : from) {
    const auto* group = std::get_if<Group>(&one.test);
    if (group != nullptr && group->join == Group::Join::all) {
      flatten(group->of, to);
    } else {
      to.push_back(&one);
    }
  }
}

class Planner {
 public:
  Planner(const store::Connection& c, const CancelToken& token)
      : m_connection(c), m_token(token), m_samples(c, token) {}

  AskPlan plan(const Ask& ask, bool always = true) {
    AskPlan plan;
    plan.layer = store::layerByName(m_connection, ask.layer);
    std::vector<const Condition*> flat;
    flatten(ask.where, flat);
    std::vector<Condition> fields;
    std::vector<const Condition*> rest;
    for (const Condition* one : flat) {
      if (looksAtFieldsOnly(*one)) {
        fields.push_back(*one);
      } else if (plan.box == nullptr && std::holds_alternative<BoxTest>(one->test)) {
        plan.box = &std::get<BoxTest>(one->test);
      } else {
        rest.push_back(one);
      }
    }
    plan.where = sqlOf(fields, plan.layer);
    for (const Condition* one : rest) check(*one, plan.layer);
    if (plan.box != nullptr) requireGeometry(plan.layer);
    if (!always && plan.box == nullptr && rest.empty()) return plan;
    LayerSample& own = m_samples.of(plan.layer);
    plan.rowsAfterWhere = own.count() * own.share(plan.where);
    plan.rowsAfterBox = plan.rowsAfterWhere;
    if (plan.box != nullptr) plan.rowsAfterBox *= boxShare(own, plan.box->box, plan.box->crs);
    if (plan.box != nullptr || !rest.empty()) {
      order(plan, rest, own);
    } else {
      plan.secondsOfReading = own.count() * kPassRow;
      plan.rows = plan.rowsAfterWhere;
      plan.seconds = plan.secondsOfReading;
    }
    if (ask.limit >= 0) plan.rows = std::min(plan.rows, double(ask.limit));
    plan.fromSnapshots = m_samples.areFromSnapshots();
    return plan;
  }

 private:
  /// Everything that is refused is refused before a row is read.
  void check(const Condition& condition, const store::LayerInfo& layer) {
    if (const auto* group = std::get_if<Group>(&condition.test)) {
      for (const Condition& one : group->of) {
        if (looksAtFieldsOnly(one)) {
          (void)sqlOf({one}, layer);
        } else {
          check(one, layer);
        }
      }
      return;
    }
    requireGeometry(layer);
    if (const auto* shape = std::get_if<ShapeTest>(&condition.test)) {
      if (shape->metres) (void)unitsOf(layer, *shape->metres);
    }
    const OtherTest test = otherTestOf(condition);
    if (test.other == nullptr) return;
    if (const auto* distance = std::get_if<DistanceTest>(&condition.test); distance && !distance->parameter.empty()) {
      (void)sqlOf({Condition{FieldTest{"fid", Comparison::equal, {{{}, distance->parameter}}}}}, layer);  // says it
    }
    if (test.metres) (void)unitsOf(layer, *test.metres);
    const store::LayerInfo other = store::layerByName(m_connection, test.other->layer);
    requireComparable(layer, other);
    if (crs::isForbiddenBallpark(other.crs, layer.crs)) (void)crs::Transformer(other.crs, layer.crs);  // says it
    for (const Condition& one : test.other->where) {
      if (looksAtFieldsOnly(one)) {
        (void)sqlOf({one}, other);
      } else {
        check(one, other);
      }
    }
  }

  static double boxShare(LayerSample& own, const geom::Envelope& box, const crs::Crs& boxCrs) {
    if (own.boxes().empty()) return 0;
    const geom::Envelope mine = carriedBox(box, boxCrs, own.layer().crs);
    double met = 0;
    for (const geom::Envelope& one : own.boxes()) met += one.intersects(mine) ? 1 : 0;
    if (met >= kEnoughHits) return met / double(own.boxes().size());
    return std::min(1.0, std::max(own.countIn(mine), 0.5) / std::max(1.0, own.count()));
  }

  const Facts& factsOf(const Condition& condition, LayerSample& own) {
    const auto known = m_facts.find(&condition);
    if (known != m_facts.end()) return known->second;
    Facts facts;
    facts.bytes = own.bytes();
    const OtherTest test = otherTestOf(condition);
    LayerSample& other = m_samples.of(store::layerByName(m_connection, test.other->layer));
    double share = 1;
    if (looksAtFieldsOnly(test.other->where)) {
      share = other.share(sqlOf(test.other->where, other.layer()));
    } else {
      Ask asked;
      asked.layer = test.other->layer;
      asked.where = test.other->where;
      const AskPlan inner = plan(asked);
      share = inner.rows / std::max(1.0, other.count());
      facts.secondsOfOther = inner.seconds;
    }
    facts.otherRows = other.count() * share;
    facts.otherBytes = other.bytes();
    facts.needsBoxes = test.metres || test.isNone() || test.relation.needsMeetingBoxes();
    if (facts.needsBoxes) {
      const double reach = test.metres ? unitsOf(own.layer(), *test.metres) : 0;
      const Meetings found = meetings(own, other, reach, share, m_token);
      facts.pairsPerRow = found.pairs;
      facts.share = found.withOne;
    } else {
      facts.pairsPerRow = facts.otherRows;
      facts.share = 1;
    }
    if (test.isNone()) facts.share = 1 - facts.share;
    return m_facts[&condition] = facts;
  }

  PlannedCondition planned(const Condition& condition, LayerSample& own, double rowsIn) {
    PlannedCondition out;
    out.condition = &condition;
    out.rowsIn = rowsIn;
    if (const auto* group = std::get_if<Group>(&condition.test)) {
      planGroup(*group, own, out);
    } else if (looksAtFieldsOnly(condition)) {
      out.share = own.share(sqlOf({condition}, own.layer()));
      out.seconds = own.count() * kPassRow;
    } else if (const auto* box = std::get_if<BoxTest>(&condition.test)) {
      out.share = boxShare(own, box->box, box->crs);
      out.seconds = rowsIn * kTestPair;
    } else if (const auto* shape = std::get_if<ShapeTest>(&condition.test)) {
      geom::Envelope reach = geom::envelopeOf(shape->wkb);
      if (shape->metres) reach = reach.grown(*shape->metres);
      out.share = boxShare(own, reach, shape->crs);
      out.pairs = rowsIn * out.share;
      out.seconds =
          rowsIn * kTreeItem + out.pairs * (kTestPair + kTestByte * (own.bytes() + double(shape->wkb.size())));
    } else {
      planOther(condition, own, out);
    }
    return out;
  }
  void planOther(const Condition& condition, LayerSample& own, PlannedCondition& out) {
    const Facts& facts = factsOf(condition, own);
    out.share = facts.share;
    out.otherRows = facts.otherRows;
    out.pairs = out.rowsIn * facts.pairsPerRow;
    const double tests = out.pairs * facts.test();
    out.seconds = facts.readOther() + (facts.otherRows + out.rowsIn) * kTreeItem + tests;
    if (!facts.needsBoxes || out.rowsIn > kMostLookedUp) return;
    const double near = std::min(facts.otherRows, out.pairs);
    const double byTree = facts.secondsOfOther + out.rowsIn * kLookUp + near * kReadByFid + tests;
    if (byTree >= out.seconds || facts.secondsOfOther > 0) return;
    out.way = Way::otherTree;
    out.seconds = byTree;
  }
  void planGroup(const Group& group, LayerSample& own, PlannedCondition& out) {
    const bool all = group.join == Group::Join::all;
    std::vector<const Condition*> members;
    for (const Condition& one : group.of) members.push_back(&one);
    out.members = ordered(members, own, out.rowsIn, all);
    double left = 1;
    for (const PlannedCondition& member : out.members) {
      left *= all ? member.share : 1 - member.share;
      out.seconds += member.seconds;
      out.pairs += member.pairs;
    }
    out.share = group.join == Group::Join::any ? 1 - left : left;
  }
  /// First what takes most features out of question for its work: of "all" what fails, else what is met.
  std::vector<PlannedCondition> ordered(const std::vector<const Condition*>& conditions, LayerSample& own,
                                        double rowsIn, bool all) {
    std::vector<std::pair<double, const Condition*>> ranks;
    for (const Condition* one : conditions) {
      const PlannedCondition alone = planned(*one, own, rowsIn);
      const double gone = std::max(1e-3, all ? 1 - alone.share : alone.share);
      ranks.emplace_back(alone.seconds / gone, one);
    }
    std::stable_sort(ranks.begin(), ranks.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<PlannedCondition> out;
    for (const auto& [rank, one] : ranks) {
      out.push_back(planned(*one, own, rowsIn));
      rowsIn *= all ? out.back().share : 1 - out.back().share;
    }
    return out;
  }

  void order(AskPlan& plan, const std::vector<const Condition*>& rest, LayerSample& own) {
    const double readOne = kReadShape + kReadByte * own.bytes();
    const double readWhole =
        (plan.box == nullptr ? own.count() * kPassRow : plan.rowsAfterBox * kReadByFid) + plan.rowsAfterBox * readOne;
    plan.steps = ordered(rest, own, plan.rowsAfterBox, true);
    plan.secondsOfReading = readWhole;
    double best = readWhole;
    for (const PlannedCondition& step : plan.steps) best += step.seconds;
    const Condition* driver = nullptr;
    double driven = 0;
    for (const Condition* one : rest) {
      const OtherTest test = otherTestOf(*one);
      if (test.other == nullptr || test.isNone()) continue;
      const Facts& facts = factsOf(*one, own);
      if (!facts.needsBoxes || facts.otherRows > kMostLookedUp) continue;
      const double found = own.count() * facts.share;
      const double own1 = facts.readOther() + facts.otherRows * kLookUp + found * (kReadByFid + readOne) +
                          found * facts.pairsPerRow * facts.test();
      double total = own1;
      for (const PlannedCondition& step : plan.steps) {
        if (step.condition != one) total += step.seconds * facts.share;
      }
      if (total >= best * 0.7) continue;  // a guess: only where it is clearly better
      best = total;
      driver = one;
      driven = own1;
    }
    if (driver != nullptr) drive(plan, rest, own, driver, driven);
    plan.rows = plan.rowsAfterBox;
    plan.seconds = driver == nullptr ? plan.secondsOfReading : 0;
    for (const PlannedCondition& step : plan.steps) {
      plan.rows *= step.share;
      plan.seconds += step.seconds;
    }
  }
  void drive(AskPlan& plan, const std::vector<const Condition*>& rest, LayerSample& own, const Condition* driver,
             double seconds) {
    PlannedCondition first = planned(*driver, own, plan.rowsAfterBox);
    first.way = Way::ownTree;
    first.seconds = seconds;
    std::vector<const Condition*> others;
    for (const Condition* one : rest) {
      if (one != driver) others.push_back(one);
    }
    plan.steps = ordered(others, own, plan.rowsAfterBox * first.share, true);
    plan.steps.insert(plan.steps.begin(), std::move(first));
  }

  const store::Connection& m_connection;
  CancelToken m_token;
  LayerSamples m_samples;
  std::map<const Condition*, Facts> m_facts;
};

}  // namespace

const char* wayWord(Way way) {
  switch (way) {
    case Way::whole: return "whole";
    case Way::ownTree: return "own_tree";
    case Way::otherTree: return "other_tree";
  }
  return "whole";
}

AskPlan planOf(const store::Connection& c, const Ask& ask, const CancelToken& token, bool always) {
  return Planner(c, token).plan(ask, always);
}

}  // namespace gis::query
