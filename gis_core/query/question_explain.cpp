// The plan of a question in words.
#include <fmt/format.h>

#include <algorithm>

#include "gis_core/query/condition_json.h"
#include "gis_core/query/layer_sample.h"
#include "gis_core/query/plan_costs.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/question_plan.h"

namespace gis::query {

namespace {

constexpr double kDissolveRow = 8e-6;

std::string metresText(double metres) {
  return fmt::format("{} m", metres);
}

/// How a relation is called; a pattern stays as it is.
Message relationMessage(const geom::Relation& relation) {
  if (!relation.pattern.empty()) return {};
  switch (relation.predicate) {
    case geom::Predicate::intersects: return GIS_TR("intersects");
    case geom::Predicate::contains: return GIS_TR("contains");
    case geom::Predicate::within: return GIS_TR("within");
    case geom::Predicate::covers: return GIS_TR("covers");
    case geom::Predicate::coveredBy: return GIS_TR("covered_by");
    case geom::Predicate::touches: return GIS_TR("touches");
    case geom::Predicate::crosses: return GIS_TR("crosses");
    case geom::Predicate::overlaps: return GIS_TR("overlaps");
    case geom::Predicate::equals: return GIS_TR("equals");
    case geom::Predicate::disjoint: return GIS_TR("disjoint");
  }
  return {};
}

Message overlayMessage(OverlayKind kind) {
  switch (kind) {
    case OverlayKind::intersection: return GIS_TR("intersection");
    case OverlayKind::combined: return GIS_TR("union");
    case OverlayKind::difference: return GIS_TR("difference");
    case OverlayKind::symmetricDifference: return GIS_TR("symmetric_difference");
    case OverlayKind::identity: return GIS_TR("identity");
  }
  return {};
}

/// Turns a plan into lines.
class Explainer {
 public:
  explicit Explainer(Explanation& out) : m_out(out) {}

  void ask(const AskPlan& plan, const Ask& ask) {
    m_layer = plan.layer.name;
    const bool driven = !plan.steps.empty() && plan.steps.front().way == Way::ownTree;
    if (!driven) {
      if (plan.where.empty()) {
        add({"read", {GIS_TR("read layer {0}"), {m_layer}}, 0, {}, {}, double(plan.layer.count), 0, 0});
      } else {
        add({"where",
             {GIS_TR("read layer {0} where {1}"), {m_layer, oneLine(plan.where)}},
             0,
             {},
             {},
             plan.rowsAfterWhere,
             0,
             0});
      }
      if (plan.box != nullptr) {
        add({"box",
             {GIS_TR("keep what meets the box, found by the tree of {0}"), {m_layer}},
             0,
             {},
             m_layer,
             plan.rowsAfterBox,
             0,
             0});
      }
      m_out.lines.back().seconds = plan.secondsOfReading;
    }
    double rows = plan.rowsAfterBox;
    for (const PlannedCondition& step : plan.steps) {
      condition(step, 0, rows);
      rows *= step.share;
      if (step.way == Way::ownTree && !plan.where.empty()) {
        add({"where", {GIS_TR("of these, keep the rows where {0}"), {oneLine(plan.where)}}, 0, {}, {}, rows, 0, 0});
      }
      if (step.way == Way::ownTree && plan.box != nullptr) {
        add({"box", {GIS_TR("of these, keep what meets the box"), {}}, 0, {}, {}, rows, 0, 0});
      }
    }
    if (ask.limit >= 0) {
      add({"limit", {GIS_TR("take the first {0}"), {std::to_string(ask.limit)}}, 0, {}, {}, plan.rows, 0, 0});
    }
    m_out.rows = plan.rows;
    m_out.seconds = plan.seconds;
    m_out.fromSnapshots = plan.fromSnapshots;
  }

  void add(PlanLine line) { m_out.lines.push_back(std::move(line)); }

 private:
  static std::string oneLine(std::string sql) {
    for (char& c : sql) c = c == '\n' ? ' ' : c;
    return sql;
  }
  void condition(const PlannedCondition& step, int depth, double rowsIn) {
    PlanLine line;
    line.depth = depth;
    line.rows = rowsIn * step.share;
    line.pairs = step.pairs;
    line.seconds = step.seconds;
    if (const auto* group = std::get_if<Group>(&step.condition->test)) {
      line.step = group->join == Group::Join::all ? "all" : group->join == Group::Join::any ? "any" : "none";
      line.text = group->join == Group::Join::all   ? GIS_TR("all of these, in this order")
                  : group->join == Group::Join::any ? GIS_TR("one of these; what met one is not asked again")
                                                    : GIS_TR("none of these; what met one is not asked again");
      add(std::move(line));
      double rows = rowsIn;
      for (const PlannedCondition& member : step.members) {
        condition(member, depth + 1, rows);
        rows *= group->join == Group::Join::all ? member.share : 1 - member.share;
      }
      return;
    }
    if (std::holds_alternative<ShapeTest>(step.condition->test) ||
        std::holds_alternative<BoxTest>(step.condition->test)) {
      line.step = std::holds_alternative<BoxTest>(step.condition->test) ? "box" : "shape";
      line.text = GIS_TR("test the place with the shape that was given");
      add(std::move(line));
      return;
    }
    const OtherTest test = otherTestOf(*step.condition);
    if (test.other == nullptr) {
      line.step = "where";
      line.text = GIS_TR("look at the fields");
      add(std::move(line));
      return;
    }
    line.step = test.metres ? "distance" : "relation";
    line.other = test.other->layer;
    const std::string what = test.metres ? metresText(*test.metres) : relationWord(test.relation);
    if (!test.metres) line.word = relationMessage(test.relation);
    const std::vector<std::string> words{what, line.other, m_layer};
    switch (step.way) {
      case Way::whole:
        line.text = {GIS_TR("{1}, {0}: read {1}, make a tree over the side whose shapes are dearer, ask it for each of "
                            "the other"),
                     words};
        break;
      case Way::ownTree:
        line.text = {GIS_TR("{1}, {0}: for each of {1}, look in the tree of {2}; read only what it finds"), words};
        line.tree = m_layer;
        break;
      case Way::otherTree:
        line.text = {
            GIS_TR("{1}, {0}: for each feature that is left, look in the tree of {1}; read only what it finds"), words};
        line.tree = line.other;
        break;
    }
    add(std::move(line));
  }

  Explanation& m_out;
  std::string m_layer;
};

/// Questions to two whole layers.
class PairExplainer {
 public:
  PairExplainer(const store::Connection& c, const CancelToken& token, Explanation& out)
      : m_connection(c), m_token(token), m_samples(c, token), m_out(out) {}

  void join(const JoinQuery& q) {
    const auto [pairs, withOne, seconds] = pairsOf(q.left, {}, q.right, {}, q.withinMetres.value_or(0));
    LayerSample& left = of(q.left);
    LayerSample& right = of(q.right);
    const bool nearest = q.nearest > 0;
    const std::string tree = nearest || right.bytes() >= left.bytes() ? q.right : q.left;
    const std::string asks = tree == q.right ? q.left : q.right;
    const std::string what = q.relation       ? relationWord(*q.relation)
                             : q.withinMetres ? metresText(*q.withinMetres)
                                              : fmt::format("{} nearest", q.nearest);
    const Message word = q.relation                   ? relationMessage(*q.relation)
                         : q.withinMetres.has_value() ? Message()
                                                      : Message{GIS_TR("{0} nearest"), {std::to_string(q.nearest)}};
    PlanLine line{q.relation ? "relation"
                  : nearest  ? "nearest"
                             : "distance",
                  {GIS_TR("{0}: make a tree over {1}, ask it for each of {2}"), {what, tree, asks}},
                  0,
                  q.right,
                  tree,
                  0,
                  0,
                  0};
    const double found = nearest ? left.count() * q.nearest : pairs;
    const double matched = nearest ? left.count() : left.count() * withOne;
    line.pairs = found;
    line.rows = q.one ? matched : found;
    if (q.keepAll) line.rows += left.count() - matched;
    line.seconds = nearest ? seconds + left.count() * 8e-6 : seconds;
    line.word = word;
    m_out.lines.push_back(line);
    write(line.rows, q.into);
  }
  void overlay(const OverlayQuery& q) {
    const auto [pairs, withOne, seconds] = pairsOf(q.a, q.whereA, q.b, q.whereB, 0);
    LayerSample& a = of(q.a);
    LayerSample& b = of(q.b);
    PlanLine line{
        "overlay",
        {GIS_TR("{0}: make a tree over {1}, cut each of {2} with what it finds"), {overlayKindName(q.kind), q.b, q.a}},
        0,
        q.b,
        q.b,
        pairs,
        pairs,
        0};
    line.seconds = seconds + pairs * (12e-6 + 8e-9 * (a.bytes() + b.bytes()));
    line.word = overlayMessage(q.kind);
    if (q.kind == OverlayKind::difference) line.rows = a.count() * a.share(q.whereA);
    m_out.lines.push_back(line);
    write(line.rows, q.into);
  }
  void aggregate(const AggregateQuery& q) {
    const auto [pairs, withOne, seconds] = pairsOf(q.layer, q.where, q.zones, q.zonesWhere, 0);
    LayerSample& zones = of(q.zones);
    LayerSample& layer = of(q.layer);
    PlanLine line{"aggregate",
                  {GIS_TR("make a tree over {0}, find the zone of each of {1}, share out what lies in several"),
                   {q.zones, q.layer}},
                  0,
                  q.zones,
                  q.zones,
                  zones.count() * zones.share(q.zonesWhere),
                  pairs,
                  0};
    const bool cuts = q.area || q.length || !q.sums.empty();
    line.seconds = seconds + (cuts ? pairs * (6e-6 + 4e-9 * (layer.bytes() + zones.bytes())) : 0);
    m_out.lines.push_back(line);
    write(line.rows, q.into);
  }
  void single(const std::string& name, const std::string& where, const char* step, double perRow,
              const std::string& into) {
    LayerSample& layer = of(name);
    read(layer, where);
    const double rows = layer.count() * layer.share(where);
    m_out.lines.push_back({step, {GIS_TR("compute the shapes of {0}"), {name}}, 0, {}, {}, rows, 0, rows * perRow});
    write(rows, into);
  }
  void dissolve(const DissolveQuery& q) {
    LayerSample& layer = of(q.layer);
    read(layer, q.where);
    const double rows = layer.count() * layer.share(q.where);
    const double groups = q.by.empty() ? rows : layer.groups(q.where, q.by);
    m_out.lines.push_back(
        {"dissolve", {GIS_TR("compute the shapes of {0}"), {q.layer}}, 0, {}, {}, groups, 0, rows * kDissolveRow});
    write(groups, q.into);
  }
  /// What figures of zones add to the plan of an answer of so many rows.
  void sharesOf(const Ask& ask, const Grouping& by, double rows) {
    const std::size_t before = m_out.lines.size();
    LayerSample& zones = of(by.zones);
    LayerSample& layer = of(ask.layer);
    requireComparable(zones.layer(), layer.layer());
    read(zones, {});
    const double pairs = rows * meetings(layer, zones, 0, 1, m_token).pairs;
    PlanLine line{"zones",
                  {GIS_TR("make a tree over {0}, find the zone of each of {1}, share out what lies in several"),
                   {by.zones, ask.layer}},
                  0,
                  by.zones,
                  by.zones,
                  std::min(rows, zones.count() + 1),  // and what lies in none
                  pairs,
                  0};
    line.seconds = rows * kReadShape + zones.count() * kTreeItem +
                   pairs * (kTestPair + kTestByte * (layer.bytes() + zones.bytes()));
    m_out.lines.push_back(line);
    for (std::size_t i = before; i < m_out.lines.size(); ++i) m_out.seconds += m_out.lines[i].seconds;
    m_out.fromSnapshots = m_out.fromSnapshots && m_fromSnapshots;
  }
  void finish() {
    for (const PlanLine& line : m_out.lines) m_out.seconds += line.seconds;
    m_out.rows = m_out.lines.back().rows;
    m_out.fromSnapshots = m_fromSnapshots;
  }

 private:
  struct Pairs {
    double pairs, withOne, seconds;
  };
  LayerSample& of(const std::string& name) { return m_samples.of(store::layerByName(m_connection, name)); }
  void read(LayerSample& layer, const std::string& where) {
    m_fromSnapshots = m_fromSnapshots && layer.isFromSnapshot();
    const double rows = layer.count() * layer.share(where);
    Message text = where.empty() ? Message{GIS_TR("read layer {0}"), {layer.layer().name}}
                                 : Message{GIS_TR("read layer {0} where {1}"), {layer.layer().name, where}};
    m_out.lines.push_back({where.empty() ? "read" : "where",
                           std::move(text),
                           0,
                           {},
                           {},
                           rows,
                           0,
                           layer.count() * kPassRow + rows * (kReadShape + kReadByte * layer.bytes())});
  }
  Pairs pairsOf(const std::string& left, const std::string& leftWhere, const std::string& right,
                const std::string& rightWhere, double metres) {
    const store::LayerInfo leftLayer = store::layerByName(m_connection, left);
    const store::LayerInfo rightLayer = store::layerByName(m_connection, right);
    requireComparable(leftLayer, rightLayer);
    const double reach = metres > 0 ? unitsOf(leftLayer, metres) : 0;
    LayerSample& own = m_samples.of(leftLayer);
    LayerSample& other = m_samples.of(rightLayer);
    read(own, leftWhere);
    read(other, rightWhere);
    const double share = other.share(rightWhere);
    const Meetings met = meetings(own, other, reach, share, m_token);
    const double rows = own.count() * own.share(leftWhere);
    const double pairs = rows * met.pairs;
    const double seconds =
        (rows + other.count() * share) * kTreeItem + pairs * (kTestPair + kTestByte * (own.bytes() + other.bytes()));
    return {pairs, met.withOne, seconds};
  }
  void write(double rows, const std::string& into) {
    if (into.empty()) return;
    m_out.lines.push_back(
        {"write", {GIS_TR("write the new layer {0} and its tree"), {into}}, 0, {}, {}, rows, 0, rows * 3e-6});
  }

  const store::Connection& m_connection;
  CancelToken m_token;
  LayerSamples m_samples;
  Explanation& m_out;
  bool m_fromSnapshots = true;
};

}  // namespace

Explanation explain(const store::Connection& c, const Question& question, const CancelToken& token) {
  Explanation out;
  if (const auto* ask = std::get_if<Ask>(&question.what)) {
    Explainer(out).ask(planOf(c, *ask, token), *ask);
    PairExplainer shares(c, token, out);
    for (const Grouping& by : ask->by)
      if (!by.zones.empty()) shares.sharesOf(*ask, by, out.rows);
    return out;
  }
  PairExplainer pairs(c, token, out);
  if (const auto* join = std::get_if<JoinQuery>(&question.what)) pairs.join(*join);
  if (const auto* overlay = std::get_if<OverlayQuery>(&question.what)) pairs.overlay(*overlay);
  if (const auto* aggregate = std::get_if<AggregateQuery>(&question.what)) pairs.aggregate(*aggregate);
  if (const auto* q = std::get_if<BufferQuery>(&question.what))
    pairs.single(q->layer, q->where, "buffer", 60e-6, q->into);
  if (const auto* q = std::get_if<DissolveQuery>(&question.what)) pairs.dissolve(*q);
  pairs.finish();
  return out;
}

}  // namespace gis::query
