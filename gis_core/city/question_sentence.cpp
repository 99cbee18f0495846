#include "gis_core/city/question_sentence.h"

#include <fmt/format.h>

#include <map>

#include "gis_core/base/text.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/class_names.h"
#include "gis_core/city/codes.h"
#include "gis_core/city/field_titles.h"
#include "gis_core/store/value_text.h"

namespace gis::city {

namespace {

using query::Comparison;
using query::Condition;
using query::Group;

constexpr std::size_t kMostNamed = 3;  // values said one by one; "and 5 others" behind them

struct RelationWords {
  geom::Predicate predicate;
  const char* en;
  const char* zh;  // {} is the other side
};
constexpr RelationWords kRelationWords[] = {{geom::Predicate::intersects, "meeting {}", "与{}相交"},
                                            {geom::Predicate::contains, "containing {}", "包含{}"},
                                            {geom::Predicate::within, "inside {}", "位于{}内"},
                                            {geom::Predicate::covers, "covering {}", "覆盖{}"},
                                            {geom::Predicate::coveredBy, "covered by {}", "被{}覆盖"},
                                            {geom::Predicate::touches, "touching {}", "与{}相接"},
                                            {geom::Predicate::crosses, "crossing {}", "穿越{}"},
                                            {geom::Predicate::overlaps, "overlapping {}", "与{}重叠"},
                                            {geom::Predicate::equals, "equal to {}", "与{}相同"},
                                            {geom::Predicate::disjoint, "meeting no {}", "不与任何{}相交"}};

/// One sentence in one language.
class Speaker {
 public:
  Speaker(const SentenceNames& names, bool chinese) : m_names(names), m_chinese(chinese) {}

  [[nodiscard]] std::string phrase(const std::string& layer, const std::vector<Condition>& where) const {
    std::string title = m_names.layer(layer);
    if (where.empty()) return title;
    std::string text;
    for (const Condition& one : where) text += (text.empty() ? "" : m_chinese ? "、" : ", ") + said(one, layer);
    return m_chinese ? text + "的" + title : title + " " + text;
  }
  /// "number of …, for each of …"
  [[nodiscard]] std::string withFigures(std::string text, const query::Ask& ask) const {
    std::string figures;
    for (const query::Figure& figure : ask.figures)
      figures += (figures.empty() ? "" : m_chinese ? "、" : ", ") + figureSaid(figure, ask.layer);
    if (!figures.empty()) text = m_chinese ? text + "的" + figures : figures + " of " + text;
    std::string by;
    for (const query::Grouping& one : ask.by)
      by += (by.empty()  ? ""
             : m_chinese ? "、"
                         : " and ") +
            (one.zones.empty() ? m_names.field(ask.layer, one.field) : m_names.layer(one.zones));
    if (by.empty()) return text;
    return m_chinese ? "按" + by + "统计：" + text : text + ", by " + by;
  }

 private:
  [[nodiscard]] std::string figureSaid(const query::Figure& figure, const std::string& layer) const {
    std::string field = figure.field.empty() ? std::string() : m_names.field(layer, figure.field);
    using Kind = query::Figure::Kind;
    switch (figure.kind) {
      case Kind::count: return m_chinese ? "数量" : "number";
      case Kind::area: return m_chinese ? "面积" : "area";
      case Kind::length: return m_chinese ? "长度" : "length";
      case Kind::sum: return m_chinese ? field + "合计" : "sum of " + field;
      case Kind::mean: return m_chinese ? field + "平均值" : "mean of " + field;
      case Kind::least: return m_chinese ? field + "最小值" : "least " + field;
      case Kind::most: return m_chinese ? field + "最大值" : "most " + field;
    }
    return field;
  }
  [[nodiscard]] std::string said(const Condition& condition, const std::string& layer) const {
    return std::visit([&](const auto& test) { return one(test, layer); }, condition.test);
  }
  [[nodiscard]] std::string one(const Group& group, const std::string& layer) const {
    std::string text;
    const bool all = group.join == Group::Join::all;
    const char* between = m_chinese ? (all ? "且" : "或") : (all ? " and " : " or ");
    for (const Condition& member : group.of) text += (text.empty() ? "" : between) + said(member, layer);
    if (group.of.empty()) text = m_chinese ? "（空）" : "(nothing)";
    if (group.of.size() > 1) text = m_chinese ? "（" + text + "）" : "(" + text + ")";
    if (group.join == Group::Join::none) text = (m_chinese ? "非" : "not ") + text;
    return text;
  }
  [[nodiscard]] std::string operand(const query::Operand& operand, const std::string& layer,
                                    const std::string& field) const {
    if (!operand.parameter.empty()) return "〈" + operand.parameter + "〉";
    return m_names.value(layer, field, store::textOf(operand.value));
  }
  [[nodiscard]] std::string values(const query::FieldTest& test, const std::string& layer) const {
    std::vector<std::string> said;  // two code systems have classes of the same name
    for (const query::Operand& one : test.operands) {
      std::string name = operand(one, layer, test.field);
      if (std::find(said.begin(), said.end(), name) == said.end()) said.push_back(std::move(name));
    }
    std::string text;
    const std::size_t named = said.size() > kMostNamed + 1 ? kMostNamed : said.size();
    for (std::size_t i = 0; i < named; ++i) {
      const bool last = i + 1 == said.size();
      if (i > 0) text += m_chinese ? (last ? "或" : "、") : (last ? " or " : ", ");
      text += said[i];
    }
    const std::size_t rest = said.size() - named;
    if (rest > 0) text += m_chinese ? fmt::format("等{}项", said.size()) : fmt::format(" or {} others", rest);
    return text;
  }
  [[nodiscard]] std::string one(const query::FieldTest& test, const std::string& layer) const {
    std::string field = test.field == "fid" ? (m_chinese ? "编号" : "number") : m_names.field(layer, test.field);
    const auto say = [&](const char* en, const char* zh) {
      const std::string value = values(test, layer);
      return m_chinese ? fmt::format(fmt::runtime(zh), field, value) : fmt::format(fmt::runtime(en), field, value);
    };
    switch (test.comparison) {
      case Comparison::equal:
      case Comparison::oneOf: return say("whose {} is {}", "{}为{}");
      case Comparison::notEqual: return say("whose {} is not {}", "{}不为{}");
      case Comparison::less: return say("whose {} is below {}", "{}小于{}");
      case Comparison::atMost: return say("whose {} is at most {}", "{}不大于{}");
      case Comparison::greater: return say("whose {} is above {}", "{}大于{}");
      case Comparison::atLeast: return say("whose {} is at least {}", "{}不小于{}");
      case Comparison::contains: return say("whose {} holds \"{}\"", "{}含“{}”");
      case Comparison::startsWith: return say("whose {} begins with \"{}\"", "{}以“{}”开头");
      case Comparison::isNull: return m_chinese ? "没有" + field : "without " + field;
      case Comparison::between: {
        const std::string from = operand(test.operands.at(0), layer, test.field);
        const std::string to = operand(test.operands.at(1), layer, test.field);
        return m_chinese ? fmt::format("{}在{}与{}之间", field, from, to)
                         : fmt::format("whose {} is between {} and {}", field, from, to);
      }
    }
    return field;
  }
  [[nodiscard]] std::string one(const query::SqlTest& test, const std::string&) const {
    if (test.label == "overdue") return m_chinese ? "超期" : "overdue";
    if (!test.label.empty()) return test.label;
    return m_chinese ? "满足“" + test.sql + "”" : "where " + test.sql;
  }
  /// Is it told by its name which one it is?
  [[nodiscard]] static bool isNamed(const query::OtherSide& side) {
    const auto* test = side.where.size() == 1 ? std::get_if<query::FieldTest>(&side.where.front().test) : nullptr;
    return test != nullptr && !test->operands.empty() && (test->field == "name" || test->field == "name_en") &&
           (test->comparison == Comparison::equal || test->comparison == Comparison::oneOf);
  }
  /// Features known by one column of names or kinds are called by it.
  [[nodiscard]] std::string other(const query::OtherSide& side) const {
    if (side.where.size() == 1) {
      const auto* test = std::get_if<query::FieldTest>(&side.where.front().test);
      const bool plain = test != nullptr && !test->operands.empty() &&
                         (test->comparison == Comparison::equal || test->comparison == Comparison::oneOf);
      if (isNamed(side)) return values(*test, side.layer);
      if (plain && test->field == "kind") {
        const std::string kinds = values(*test, side.layer);
        return m_chinese ? kinds : kinds + " (" + m_names.layer(side.layer) + ")";
      }
    }
    const std::string text = phrase(side.layer, side.where);
    return side.where.empty() ? text : m_chinese ? "（" + text + "）" : "(" + text + ")";
  }
  [[nodiscard]] std::string related(const geom::Relation& relation, const std::string& to) const {
    if (!relation.pattern.empty()) {
      return m_chinese ? fmt::format("与{}的关系为{}", to, relation.pattern)
                       : fmt::format("in the relation {} to {}", relation.pattern, to);
    }
    for (const RelationWords& words : kRelationWords) {
      if (words.predicate == relation.predicate) return fmt::format(fmt::runtime(m_chinese ? words.zh : words.en), to);
    }
    return to;
  }
  [[nodiscard]] std::string near(const std::string& metres, const std::string& to) const {
    return m_chinese ? fmt::format("距{}{}米以内", to, metres) : fmt::format("within {} m of {}", metres, to);
  }
  [[nodiscard]] std::string one(const query::RelationTest& test, const std::string&) const {
    const bool meets = test.relation.pattern.empty() && test.relation.predicate == geom::Predicate::intersects;
    if (meets && isNamed(test.other)) return (m_chinese ? "位于" : "in ") + other(test.other);
    return related(test.relation, other(test.other));
  }
  [[nodiscard]] std::string one(const query::DistanceTest& test, const std::string&) const {
    const std::string metres = test.parameter.empty() ? fmt::format("{}", test.metres) : "〈" + test.parameter + "〉";
    return near(metres, other(test.other));
  }
  [[nodiscard]] std::string one(const query::BoxTest&, const std::string&) const {
    return m_chinese ? "位于所选范围内" : "in the box of the map";
  }
  [[nodiscard]] std::string one(const query::ShapeTest& test, const std::string&) const {
    const std::string shape = m_chinese ? "所绘图形" : "the shape drawn";
    return test.metres ? near(fmt::format("{}", *test.metres), shape) : related(test.relation, shape);
  }

  const SentenceNames& m_names;
  bool m_chinese;
};

/// What the registry knows, for names that outlive the connection.
struct Registry {
  std::map<std::string, std::string> titles;
  std::map<std::pair<std::string, std::string>, std::string> systems;
};

std::string caseValue(const std::string& field, const std::string& value, bool chinese) {
  if (field == "state") {
    const CaseState* state = CaseRules::shipped().state(value);
    return state == nullptr ? value : chinese ? state->zh : state->en;
  }
  if (field == "urgency" && value == "urgent") return chinese ? "紧急" : value;
  if (field == "urgency" && value == "normal") return chinese ? "一般" : value;
  if (field != "category") return value;
  for (const Category& category : CodeTables::current().categories()) {
    if (category.code == value) return chinese ? category.zh : category.en;
  }
  return value;
}

}  // namespace

SentenceNames sentenceNamesOf(const store::CityDatabase& city, bool chinese) {
  const auto registry = std::make_shared<Registry>();
  for (const store::LayerInfo& layer : store::listLayers(city.connection())) {
    const std::string& title = chinese ? layer.titleZh : layer.titleEn;
    registry->titles[layer.name] = title.empty() ? layer.name : title;
    for (const store::Field& field : layer.fields) {
      const std::string system = codeSystemOf(layer, field.name);
      if (!system.empty()) registry->systems[{layer.name, field.name}] = system;
    }
  }
  SentenceNames names;
  names.layer = [registry](const std::string& layer) {
    const auto found = registry->titles.find(layer);
    return found == registry->titles.end() ? layer : found->second;
  };
  names.field = [chinese](const std::string&, const std::string& field) {
    const FieldTitle* title = FieldTitles::shipped().find(field);
    return title == nullptr ? field : chinese ? title->zh : title->en;
  };
  names.value = [registry, chinese](const std::string& layer, const std::string& field, const std::string& value) {
    if (layer == "city_incident") return caseValue(field, value, chinese);
    const auto system = registry->systems.find({layer, field});
    if (system == registry->systems.end()) return value;
    const ClassName known = classNameOf(system->second, value);
    const std::string& name = chinese ? known.zh : known.en;
    return name.empty() ? value : name;
  };
  return names;
}

std::string sentenceOf(const query::Ask& ask, const SentenceNames& names, bool chinese) {
  const Speaker speaker(names, chinese);
  return speaker.withFigures(speaker.phrase(ask.layer, ask.where), ask);
}

}  // namespace gis::city
