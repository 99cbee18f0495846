#include "gis_core/query/question.h"

#include <algorithm>
#include <array>

namespace gis::query {

namespace {

constexpr std::array kFigureWords = {"count", "sum", "mean", "min", "max", "area", "length"};
constexpr std::array kStepWords = {"", "year", "month", "day", "hour"};
constexpr std::array kTargetWords = {"selection", "layer", "table", "figure"};
constexpr std::array kQuestionKinds = {"select", "join", "overlay", "buffer", "dissolve", "aggregate"};

/// The place of a word in a list of words, as an enumerator.
template <class Enum, class Words>
std::optional<Enum> enumOf(const Words& words, std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return Enum(found - words.begin());
}

std::vector<Condition> typed(const std::string& where) {
  if (where.empty()) return {};
  return {Condition{SqlTest{where, {}}}};
}

struct Inputs {
  std::vector<std::string> operator()(const Ask& ask) const {
    std::vector<std::string> layers{ask.layer};
    collectOtherLayers(ask.where, layers);
    for (const Grouping& by : ask.by) {
      if (!by.zones.empty() && std::find(layers.begin(), layers.end(), by.zones) == layers.end())
        layers.push_back(by.zones);
    }
    return layers;
  }
  std::vector<std::string> operator()(const JoinQuery& q) const { return two(q.left, q.right); }
  std::vector<std::string> operator()(const OverlayQuery& q) const { return two(q.a, q.b); }
  std::vector<std::string> operator()(const BufferQuery& q) const { return {q.layer}; }
  std::vector<std::string> operator()(const DissolveQuery& q) const { return {q.layer}; }
  std::vector<std::string> operator()(const AggregateQuery& q) const { return two(q.layer, q.zones); }

  static std::vector<std::string> two(const std::string& a, const std::string& b) {
    return a == b ? std::vector{a} : std::vector{a, b};
  }
};

struct TypedSql {
  bool operator()(const Ask& ask) const { return holdsSql(ask.where); }
  bool operator()(const JoinQuery&) const { return false; }
  bool operator()(const OverlayQuery& q) const { return !q.whereA.empty() || !q.whereB.empty(); }
  bool operator()(const BufferQuery& q) const { return !q.where.empty(); }
  bool operator()(const DissolveQuery& q) const { return !q.where.empty(); }
  bool operator()(const AggregateQuery& q) const { return !q.where.empty() || !q.zonesWhere.empty(); }
};

}  // namespace

const char* figureWord(Figure::Kind kind) {
  return kFigureWords[std::size_t(kind)];
}
std::optional<Figure::Kind> figureOf(std::string_view word) {
  return enumOf<Figure::Kind>(kFigureWords, word);
}

const char* stepWord(Grouping::Step step) {
  return kStepWords[std::size_t(step)];
}
std::optional<Grouping::Step> stepOf(std::string_view word) {
  return enumOf<Grouping::Step>(kStepWords, word);
}
const char* targetWord(Target::Kind kind) {
  return kTargetWords[std::size_t(kind)];
}
std::optional<Target::Kind> targetOf(std::string_view word) {
  return enumOf<Target::Kind>(kTargetWords, word);
}

const char* questionKind(const Question& question) {
  return kQuestionKinds[question.what.index()];
}

std::vector<std::string> layersOf(const Question& question) {
  return std::visit(Inputs{}, question.what);
}

std::string intoOf(const Question& question) {
  if (const auto* ask = std::get_if<Ask>(&question.what)) return ask->target.into;
  return std::visit(
      [](const auto& what) {
        if constexpr (requires { what.into; }) return what.into;
        return std::string();
      },
      question.what);
}

void setInto(Question& question, const std::string& into) {
  std::visit(
      [&](auto& what) {
        if constexpr (requires { what.into; }) {
          what.into = into;
        } else {
          what.target.into = into;
          if (!into.empty()) what.target.kind = Target::Kind::layer;
        }
      },
      question.what);
}

bool holdsSql(const Question& question) {
  return std::visit(TypedSql{}, question.what);
}

Ask askOf(const SelectQuery& query) {
  Ask ask;
  ask.layer = query.layer;
  ask.limit = query.limit;
  ask.where = typed(query.where);
  if (query.bbox) ask.where.push_back({BoxTest{*query.bbox, query.bboxCrs}});
  for (const ShapeCondition& shape : query.shapes) {
    ask.where.push_back({ShapeTest{shape.relation, shape.metres, shape.wkb, shape.crs}});
  }
  for (const RelateCondition& one : query.relations) {
    ask.where.push_back({RelationTest{one.relation, {one.other, typed(one.otherWhere)}}});
  }
  for (const DistanceCondition& one : query.distances) {
    ask.where.push_back({DistanceTest{one.metres, {}, {one.other, typed(one.otherWhere)}}});
  }
  return ask;
}

}  // namespace gis::query
