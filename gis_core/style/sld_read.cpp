// Styled Layer Descriptors as styles.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/xml.h"
#include "gis_core/style/rule.h"
#include "gis_core/style/sld.h"
#include "gis_core/style/sld_filter.h"
#include "gis_core/style/sld_symbol.h"

namespace gis::style {

namespace {

using xml::Node;

/// Rules with one condition: what is drawn for it at which scales.
struct Group {
  std::string labelZh, labelEn;
  std::optional<Condition> condition;
  bool isElse = false;
  struct Step {
    ScaleRange range;
    std::vector<const Node*> symbolizers;
  };
  std::vector<Step> steps;
};

/// What a condition says when a whole style is made of such: values of a field, or a range.
struct Saying {
  std::string field;
  std::vector<std::string> values;
  bool prefix = false;
  double lower = -kUnlimited, upper = kUnlimited;
  bool isRange = false, openBelow = false, closedAbove = false;
};

class Reader {
 public:
  explicit Reader(int dimension) : m_dimension(dimension) {}

  SldStyle read(std::string_view text) {
    const Node root = xml::parse(text);
    const Node* features = featureStyles(root);
    if (features == nullptr) refuse();
    for (const Node& style : features->children) {
      if (style.name == "FeatureTypeStyle") rules(style);
    }
    if (features->name == "FeatureTypeStyle") rules(*features);
    if (m_groups.empty() && !m_labels) refuse();
    SldStyle made;
    made.style = m_groups.empty() ? singleStyle(invisible()) : styleOfGroups();
    if (m_labels) made.style.labels = *m_labels;
    if (m_labels && m_labels->scales == made.style.scales) made.style.labels.scales = {};
    made.notes = m_notes.take();
    return made;
  }

 private:
  [[noreturn]] static void refuse() {
    throw Error(ErrorCode::invalidValue, GIS_TR("the style cannot be read"),
                GIS_TR("it is no SLD that draws points, lines or areas"));
  }
  static Symbol invisible() {
    Symbol s;
    s.pattern = FillPattern::none;
    s.sizeMm = 0;
    return s;
  }
  /// The element that holds the FeatureTypeStyles (or is one) of the first user style.
  const Node* featureStyles(const Node& root) {
    if (root.name == "FeatureTypeStyle") return &root;
    if (root.name == "UserStyle") return &root;
    const Node* found = nullptr;
    for (const Node& layer : root.children) {
      if (layer.name != "NamedLayer" && layer.name != "UserLayer") continue;
      for (const Node& style : layer.children) {
        if (style.name != "UserStyle" || style.child("FeatureTypeStyle") == nullptr) continue;
        if (found != nullptr) {
          m_notes.add(GIS_TR("the file holds several styles: the first one is taken"));
          return found;
        }
        found = &style;
      }
    }
    return found;
  }
  void rules(const Node& features) {
    for (const Node& child : features.children) {
      if (child.name == "Rule") rule(child);
      if (child.name == "Transformation") m_notes.add({GIS_TR("{0} is not carried over"), {"Transformation"}});
      if (child.name == "VendorOption")
        m_notes.add({GIS_TR("{0} is not carried over"), {"VendorOption " + child.attribute("name")}});
    }
  }
  void rule(const Node& node);
  void titles(const Node& node, Group& group) const;
  std::optional<double> denominator(const Node& rule, const char* name);
  void labels(const Node& symbolizer, const ScaleRange& range);
  StyleClass classOf(const Group& group);
  std::vector<Group::Step> flattened(const Group& group) const;
  void mergeStroke(Stroke Symbol::*part, const std::vector<Group::Step>& steps, const std::vector<Symbol>& symbols,
                   Symbol& to);
  LayerStyle styleOfGroups();
  bool asCategories(LayerStyle& style, const std::vector<std::optional<Saying>>& sayings);
  bool asGraduated(LayerStyle& style, const std::vector<std::optional<Saying>>& sayings);
  void asRules(LayerStyle& style);

  int m_dimension;
  SldNotes m_notes;
  std::vector<Group> m_groups;
  std::optional<LabelSpec> m_labels;
  std::optional<LabelSpec> m_labelLook;  ///< of the first, without scales
};

std::optional<double> Reader::denominator(const Node& rule, const char* name) {
  const Node* node = rule.child(name);
  if (node == nullptr) return std::nullopt;
  try {
    const double value = std::stod(node->content());
    if (value >= 0 && std::isfinite(value)) return value;
  } catch (const std::exception&) {  // falls through: no number
  }
  m_notes.add({GIS_TR("{0} is not carried over"), {std::string(name) + " " + node->content()}});
  return std::nullopt;
}

void Reader::titles(const Node& node, Group& group) const {
  const Node* description = node.child("Description");
  const Node* title = description != nullptr ? description->child("Title") : node.child("Title");
  std::string plain;
  if (title != nullptr) {
    std::string own;
    for (const Node& child : title->children) {
      if (child.isText()) own += child.text;
    }
    const std::size_t from = own.find_first_not_of(" \t\r\n");
    if (from != std::string::npos) plain = own.substr(from, own.find_last_not_of(" \t\r\n") - from + 1);
  }
  if (plain.empty() && node.child("Name") != nullptr) plain = node.child("Name")->content();
  group.labelZh = group.labelEn = plain;
  if (title == nullptr) return;
  bool localized = false;
  std::string zh, en;
  for (const Node& child : title->children) {
    if (child.name != "Localized") continue;
    localized = true;
    if (child.attribute("lang").starts_with("zh")) zh = child.content();
    if (child.attribute("lang").starts_with("en")) en = child.content();
  }
  if (!localized) return;
  group.labelZh = zh;
  group.labelEn = en;
  if (zh.empty() && en.empty()) group.labelZh = group.labelEn = plain;
}

void Reader::labels(const Node& symbolizer, const ScaleRange& range) {
  const LabelSpec spec = labelsOf(symbolizer, m_dimension, m_notes);
  if (!m_labels) {
    m_labels = m_labelLook = spec;
    m_labels->scales = range;
    return;
  }
  if (spec != *m_labelLook) m_notes.add(GIS_TR("the labels of all classes become as those of the first"));
  m_labels->scales = {std::min(m_labels->scales.smallest, range.smallest),
                      std::max(m_labels->scales.largest, range.largest)};
}

void Reader::rule(const Node& node) {
  Group group;
  titles(node, group);
  group.isElse = node.child("ElseFilter") != nullptr;
  if (const Node* filter = node.child("Filter")) {
    group.condition = conditionOfFilter(*filter, m_notes);
    if (!group.condition) return;  // said already
  }
  Group::Step step;
  step.range.smallest = denominator(node, "MinScaleDenominator").value_or(0);
  step.range.largest = denominator(node, "MaxScaleDenominator").value_or(kUnlimited);
  bool named = false;
  for (const Node& child : node.children) {
    if (child.name == "TextSymbolizer") {
      named = true;
      if (group.condition) m_notes.add(GIS_TR("labels of single classes become labels of the layer"));
      labels(child, step.range);
    } else if (child.name == "PolygonSymbolizer" || child.name == "LineSymbolizer" || child.name == "PointSymbolizer") {
      step.symbolizers.push_back(&child);
    } else if (child.name.ends_with("Symbolizer")) {
      m_notes.add({GIS_TR("{0} is not carried over"), {child.name}});
    }
  }
  if (step.symbolizers.empty() && named) return;
  for (Group& same : m_groups) {
    const bool equal = same.isElse == group.isElse && same.condition.has_value() == group.condition.has_value() &&
                       (!group.condition || Rule::textOf(*same.condition) == Rule::textOf(*group.condition));
    if (!equal) continue;
    same.steps.push_back(std::move(step));
    return;
  }
  group.steps.push_back(std::move(step));
  m_groups.push_back(std::move(group));
}

/// Ranges that do not overlap, ascending, each with all that is drawn in it.
std::vector<Group::Step> Reader::flattened(const Group& group) const {
  std::set<double> bounds;
  for (const Group::Step& step : group.steps) bounds.insert({step.range.smallest, step.range.largest});
  std::vector<Group::Step> flat;
  for (auto at = bounds.begin(); at != bounds.end() && std::next(at) != bounds.end(); ++at) {
    Group::Step now;
    now.range = {*at, *std::next(at)};
    bool covered = false;
    for (const Group::Step& step : group.steps) {
      if (!step.range.contains(*at)) continue;
      covered = true;
      now.symbolizers.insert(now.symbolizers.end(), step.symbolizers.begin(), step.symbolizers.end());
    }
    if (covered) flat.push_back(std::move(now));
  }
  return flat;
}

/// One stroke for all scales: the look of the nearest, between the scales where there is one.
void Reader::mergeStroke(Stroke Symbol::*part, const std::vector<Group::Step>& steps,
                         const std::vector<Symbol>& symbols, Symbol& to) {
  const auto isThere = [&](std::size_t k) {
    const Stroke& s = symbols[k].*part;
    return s.widthMm > 0 || s.widthMetres > 0;
  };
  std::size_t first = 0;
  while (first < symbols.size() && !isThere(first)) ++first;
  if (first == symbols.size()) return;
  std::size_t last = first;
  while (last + 1 < symbols.size() && isThere(last + 1)) ++last;
  to.*part = symbols[first].*part;
  bool differs = false;
  for (std::size_t k = first + 1; k < symbols.size(); ++k) {
    differs = differs || (k <= last ? symbols[k].*part != symbols[first].*part : isThere(k));
  }
  if (differs) m_notes.add(GIS_TR("lines that change with the scale keep the look of the nearest scale"));
  if (first > 0) (to.*part).scales.smallest = steps[first].range.smallest;
  if (last + 1 < symbols.size()) (to.*part).scales.largest = steps[last].range.largest;
}

StyleClass Reader::classOf(const Group& group) {
  StyleClass c;
  c.labelZh = group.labelZh;
  c.labelEn = group.labelEn;
  const std::vector<Group::Step> steps = flattened(group);
  std::vector<Symbol> symbols;
  symbols.reserve(steps.size());
  for (const Group::Step& step : steps) symbols.push_back(symbolOf(step.symbolizers, m_dimension, m_notes));
  if (symbols.empty()) return c;
  c.scales = {steps.front().range.smallest, steps.back().range.largest};
  c.symbol = symbols.front();
  for (Stroke Symbol::*part : {&Symbol::outline, &Symbol::line, &Symbol::casing}) {
    mergeStroke(part, steps, symbols, c.symbol);
  }
  for (std::size_t k = 1; k < symbols.size(); ++k) {
    if (m_dimension == 0 && symbols[k].sizeMm != c.symbol.sizeMm && c.symbol.farSizeMm == 0) {
      c.symbol.farSizeMm = symbols[k].sizeMm;
      c.symbol.farDenominator = steps[k].range.smallest;
    }
    const Symbol& s = symbols[k];
    if (s.fill != c.symbol.fill || s.pattern != c.symbol.pattern || s.marker != c.symbol.marker ||
        (c.symbol.farSizeMm > 0 && steps[k].range.smallest >= c.symbol.farDenominator &&
         s.sizeMm != c.symbol.farSizeMm)) {
      m_notes.add(GIS_TR("symbols that change with the scale keep the look of the nearest scale"));
    }
  }
  return c;
}

/// What one condition says about one field, if it is that simple.
std::optional<Saying> sayingOf(const Condition& c) {
  using Kind = Condition::Kind;
  Saying s;
  s.field = c.field;
  if (c.kind == Kind::like && c.op == "prefix") {
    s.values = {c.literals[0].text};
    s.prefix = true;
    return s;
  }
  if (c.kind == Kind::compare && c.op == "=") {
    s.values = {c.literals[0].text};
    return s;
  }
  if (c.kind == Kind::compare && c.op != "<>" && !std::isnan(c.literals[0].number)) {
    s.isRange = true;
    (c.op[0] == '>' ? s.lower : s.upper) = c.literals[0].number;
    s.openBelow = c.op == ">";
    s.closedAbove = c.op == "<=";
    return s;
  }
  if (c.kind == Kind::any) {
    for (const Condition& child : c.children) {
      const auto one = sayingOf(child);
      if (!one || one->isRange || (s.values.empty() ? false : one->field != s.field || one->prefix != s.prefix)) {
        return std::nullopt;
      }
      s.field = one->field;
      s.prefix = one->prefix;
      s.values.insert(s.values.end(), one->values.begin(), one->values.end());
    }
    return s.values.empty() ? std::nullopt : std::optional(s);
  }
  if (c.kind != Kind::all) return std::nullopt;
  // a range of two sides, or a prefix without its longer ones
  auto first = sayingOf(c.children[0]);
  if (!first) return std::nullopt;
  if (first->isRange) {
    if (c.children.size() != 2) return std::nullopt;
    const auto second = sayingOf(c.children[1]);
    const bool twoSides = second && second->isRange && second->field == first->field &&
                          std::isinf(first->lower) != std::isinf(second->lower) &&
                          std::isinf(first->upper) != std::isinf(second->upper);
    if (!twoSides) return std::nullopt;
    s = *first;
    s.lower = std::max(first->lower, second->lower);
    s.upper = std::min(first->upper, second->upper);
    s.openBelow = first->openBelow || second->openBelow;
    s.closedAbove = first->closedAbove || second->closedAbove;
    return s;
  }
  if (!first->prefix) return std::nullopt;
  for (std::size_t k = 1; k < c.children.size(); ++k) {
    if (c.children[k].kind != Kind::negation) return std::nullopt;
    const auto without = sayingOf(c.children[k].children[0]);
    if (!without || !without->prefix || without->field != first->field ||
        !without->values[0].starts_with(first->values[0])) {
      return std::nullopt;
    }
  }
  return first;
}

bool Reader::asCategories(LayerStyle& style, const std::vector<std::optional<Saying>>& sayings) {
  std::optional<Saying> first;
  std::set<std::string> used;
  for (const auto& saying : sayings) {
    if (!saying) continue;
    if (saying->isRange || (first && (saying->field != first->field || saying->prefix != first->prefix))) return false;
    for (const std::string& value : saying->values) {
      if (!used.insert(value).second) return false;
    }
    if (!first) first = saying;
  }
  style.kind = StyleKind::categorised;
  style.field = first->field;
  style.match = first->prefix ? Match::prefix : Match::exact;
  for (std::size_t k = 0; k < m_groups.size(); ++k) {
    StyleClass c = classOf(m_groups[k]);
    if (sayings[k]) c.values = sayings[k]->values;
    style.classes.push_back(std::move(c));
  }
  return true;
}

bool Reader::asGraduated(LayerStyle& style, const std::vector<std::optional<Saying>>& sayings) {
  double last = -kUnlimited;
  bool moved = false;
  for (std::size_t k = 0; k < sayings.size(); ++k) {
    if (!sayings[k] || !sayings[k]->isRange || sayings[k]->field != sayings[0]->field) return false;
    if (sayings[k]->lower < last || sayings[k]->lower > sayings[k]->upper) return false;
    last = sayings[k]->upper;
    const bool isLast = k + 1 == sayings.size();
    moved = moved || sayings[k]->openBelow || (sayings[k]->closedAbove != isLast && std::isfinite(sayings[k]->upper));
  }
  if (moved) m_notes.add(GIS_TR("a value on the border of two classes belongs to the upper one"));
  style.kind = StyleKind::graduated;
  style.field = sayings[0]->field;
  for (std::size_t k = 0; k < m_groups.size(); ++k) {
    StyleClass c = classOf(m_groups[k]);
    c.lower = sayings[k]->lower;
    c.upper = sayings[k]->upper;
    style.classes.push_back(std::move(c));
  }
  return true;
}

void Reader::asRules(LayerStyle& style) {
  style.kind = StyleKind::rules;
  for (const Group& group : m_groups) {
    StyleClass c = classOf(group);
    if (group.condition) c.rule = Rule::textOf(plainCondition(*group.condition, m_notes));
    style.classes.push_back(std::move(c));
  }
}

LayerStyle Reader::styleOfGroups() {
  // what takes all others comes last
  std::stable_partition(m_groups.begin(), m_groups.end(), [](const Group& g) { return g.condition.has_value(); });
  const auto open = std::count_if(m_groups.begin(), m_groups.end(), [](const Group& g) { return !g.condition; });
  const bool all =
      std::any_of(m_groups.begin(), m_groups.end(), [](const Group& g) { return !g.condition && !g.isElse; });
  if (open > 0 && all && m_groups.size() > 1) {
    m_notes.add(GIS_TR("a rule without a condition is drawn for what no other rule takes"));
  }
  if (open > 1) {
    const auto first = std::find_if(m_groups.begin(), m_groups.end(), [](const Group& g) { return !g.condition; });
    m_groups.erase(first + 1, m_groups.end());
  }
  LayerStyle style;
  std::vector<std::optional<Saying>> sayings;
  bool simple = true;
  for (const Group& group : m_groups) {
    sayings.push_back(group.condition ? sayingOf(*group.condition) : std::nullopt);
    simple = simple && (!group.condition || sayings.back());
  }
  if (m_groups.size() == 1 && !m_groups[0].condition) {
    style.classes.push_back(classOf(m_groups[0]));
  } else if (!simple || !(asCategories(style, sayings) || asGraduated(style, sayings))) {
    style.classes.clear();
    asRules(style);
  }
  const ScaleRange common = style.classes.front().scales;
  const bool same =
      std::all_of(style.classes.begin(), style.classes.end(), [&](const StyleClass& c) { return c.scales == common; });
  if (same) {
    style.scales = common;
    for (StyleClass& c : style.classes) c.scales = {};
  }
  return style;
}

}  // namespace

SldStyle fromSld(std::string_view xml, int dimension) {
  return Reader(dimension).read(xml);
}

}  // namespace gis::style
