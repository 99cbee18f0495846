#include "gis_core/style/classification.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <unordered_map>

#include "gis_core/base/error.h"
#include "gis_core/style/colour_ramps.h"
#include "gis_core/style/rule.h"

namespace gis::style {

namespace {

using snapshot::Index;
using snapshot::LayerView;

/// Text → class, exact or by the longest prefix.
class ValueMap {
 public:
  explicit ValueMap(const LayerStyle& style) : m_prefix(style.match == Match::prefix) {
    for (std::size_t k = 0; k < style.classes.size(); ++k) {
      const auto id = static_cast<std::uint16_t>(k);
      for (const std::string& value : style.classes[k].values) m_classOf.try_emplace(value, id);
      if (style.classes[k].values.empty() && m_others == kNoClass) m_others = id;
    }
  }
  [[nodiscard]] std::uint16_t others() const { return m_others; }
  [[nodiscard]] std::uint16_t classOf(const std::string& text) const {
    if (const auto found = m_classOf.find(text); found != m_classOf.end()) return found->second;
    for (std::size_t size = m_prefix ? text.size() : 0; size > 0; --size) {
      if (const auto found = m_classOf.find(text.substr(0, size)); found != m_classOf.end()) return found->second;
    }
    return m_others;
  }

 private:
  bool m_prefix;
  std::uint16_t m_others = kNoClass;
  std::unordered_map<std::string, std::uint16_t> m_classOf;
};

std::uint16_t classOfNumber(const LayerStyle& style, double value) {
  if (std::isnan(value)) return kNoClass;
  for (std::size_t k = 0; k < style.classes.size(); ++k) {
    const StyleClass& c = style.classes[k];
    const bool last = k + 1 == style.classes.size();
    if (value >= c.lower && (value < c.upper || (last && value <= c.upper))) return static_cast<std::uint16_t>(k);
  }
  return kNoClass;
}

/// Makes `classOf(i)` for one kind of style.
std::function<std::uint16_t(Index)> classifier(const LayerView& view, const LayerStyle& style) {
  if (style.kind == StyleKind::single) return [](Index) { return std::uint16_t{0}; };
  const snapshot::Snapshot& base = view.base();
  if (style.kind == StyleKind::rules) {
    struct Test {
      std::vector<Rule> rule;  // none: all others
      std::vector<int> columns;
    };
    auto tests = std::make_shared<std::vector<Test>>();
    for (const StyleClass& c : style.classes) {
      Test test;
      if (!c.rule.empty()) {
        test.rule.emplace_back(c.rule);
        for (const std::string& field : test.rule[0].fields()) test.columns.push_back(base.columnOf(field));
      }
      tests->push_back(std::move(test));
    }
    return [tests, &view](Index i) {
      for (std::size_t k = 0; k < tests->size(); ++k) {
        const Test& test = (*tests)[k];
        const auto cell = [&](std::size_t f) {
          Rule::Cell c;
          const int column = test.columns[f];
          if (column < 0) return c;
          const store::Value value = view.valueOf(column, i);
          c.isNull = std::holds_alternative<std::monostate>(value);
          if (!c.isNull) {
            c.text = view.textOf(column, i);
            c.number = view.numberOf(column, i);
          }
          return c;
        };
        if (test.rule.empty() || test.rule[0].holds(cell)) return static_cast<std::uint16_t>(k);
      }
      return kNoClass;
    };
  }
  const int column = base.columnOf(style.field);
  if (style.kind == StyleKind::graduated) {
    return [&view, &style, column](Index i) {
      return column < 0 ? kNoClass : classOfNumber(style, view.numberOf(column, i));
    };
  }
  auto map = std::make_shared<ValueMap>(style);
  if (column < 0) return [map](Index) { return map->others(); };
  auto byId = std::make_shared<std::vector<std::uint16_t>>();
  for (const std::string_view word : base.dictionaryOf(column)) byId->push_back(map->classOf(std::string(word)));
  const auto n = static_cast<Index>(base.info().count);
  return [&view, map, byId, column, n](Index i) {
    if (byId->empty() || i >= n) return map->classOf(view.textOf(column, i));
    const std::uint16_t id = view.base().dictionaryId(column, i);
    return id < byId->size() ? (*byId)[id] : map->others();
  };
}

std::string keyOf(const LayerStyle& style) {
  std::string key = std::to_string(static_cast<int>(style.kind)) + "|" + style.field + "|" +
                    std::to_string(static_cast<int>(style.match));
  if (style.kind == StyleKind::single) return "single";
  for (const StyleClass& c : style.classes) {
    char bounds[80];
    std::snprintf(bounds, sizeof bounds, "|%.17g|%.17g", c.lower, c.upper);
    key += "\n" + std::to_string(c.rule.size()) + "|" + c.rule + bounds;
    for (const std::string& value : c.values) key += "|" + std::to_string(value.size()) + "|" + value;
  }
  return key;
}

}  // namespace

Classification::Classification(const LayerView& view, const LayerStyle& style) : Classification(view, style, nullptr) {}

Classification::Classification(const LayerView& view, const LayerStyle& style, const Classification& before)
    : Classification(view, style, &before) {}

Classification::Classification(const LayerView& view, const LayerStyle& style, const Classification* before)
    : m_key(keyOf(style)) {
  const auto classOf = classifier(view, style);
  const auto n = static_cast<Index>(view.base().info().count);
  if (before != nullptr && before->m_key == m_key && before->m_classOf->size() == n) {
    m_classOf = before->m_classOf;
  } else {
    auto base = std::make_shared<std::vector<std::uint16_t>>(n);
    for (Index i = 0; i < n; ++i) (*base)[i] = classOf(i);
    m_classOf = std::move(base);
  }
  for (std::size_t k = 0; k < view.added().size(); ++k) m_added.push_back(classOf(n + static_cast<Index>(k)));
}

namespace {

std::string shortText(double value) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.6g", value);
  return buffer;
}

}  // namespace

LayerStyle graduatedStyle(const LayerView& view, const std::string& field, int classes, ClassMethod method,
                          const std::string& rampName, Symbol base) {
  const int column = view.base().columnOf(field);
  if (column < 0) throw Error(ErrorCode::noSuchField, {GIS_TR("there is no field named {0}"), {field}});
  std::vector<double> values;
  view.forEachIn(view.extent(), [&](Index i) {
    values.push_back(view.numberOf(column, i));
    return true;
  });
  const std::vector<double> bounds = classBounds(std::move(values), classes, method);
  if (bounds.size() < 2) {
    throw Error(ErrorCode::invalidValue, {GIS_TR("no classes can be made from {0}"), {field}},
                {GIS_TR("it holds no numbers")});
  }
  LayerStyle style;
  style.kind = StyleKind::graduated;
  style.field = field;
  const auto colours = ramp(rampName, static_cast<int>(bounds.size()) - 1);
  for (std::size_t k = 0; k + 1 < bounds.size(); ++k) {
    StyleClass c;
    c.symbol = base;
    c.symbol.fill = colours[k];
    if (c.symbol.line.widthMm > 0) c.symbol.line.colour = colours[k];
    c.lower = bounds[k];
    c.upper = bounds[k + 1];
    c.labelZh = c.labelEn = shortText(c.lower) + " – " + shortText(c.upper);
    style.classes.push_back(std::move(c));
  }
  return style;
}

LayerStyle categorisedStyle(const LayerView& view, const std::string& field, Symbol base, std::size_t limit) {
  const int column = view.base().columnOf(field);
  if (column < 0) throw Error(ErrorCode::noSuchField, {GIS_TR("there is no field named {0}"), {field}});
  std::unordered_map<std::string, std::size_t> counts;
  view.forEachIn(view.extent(), [&](Index i) {
    ++counts[view.textOf(column, i)];
    return true;
  });
  std::vector<std::pair<std::string, std::size_t>> values(counts.begin(), counts.end());
  std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  const bool more = values.size() > limit;
  values.resize(std::min(values.size(), limit));
  std::sort(values.begin(), values.end());
  LayerStyle style;
  style.kind = StyleKind::categorised;
  style.field = field;
  // Paul Tol's "muted" and "light" schemes (2021), apart for all kinds of colour vision.
  static const char* const kColours[] = {"#88ccee", "#ddcc77", "#44aa99", "#cc6677", "#bbcc33", "#aa4499",
                                         "#77aadd", "#ee8866", "#99ddff", "#eedd88", "#999933", "#ffaabb"};
  std::size_t k = 0;
  for (const auto& [value, count] : values) {
    if (value.empty()) continue;
    StyleClass c;
    c.symbol = base;
    c.symbol.fill = Colour::parse(kColours[k++ % std::size(kColours)]);
    if (c.symbol.line.widthMm > 0) c.symbol.line.colour = c.symbol.fill;
    c.values = {value};
    c.labelZh = c.labelEn = value;
    style.classes.push_back(std::move(c));
  }
  if (more || style.classes.size() < values.size() || style.classes.empty()) {
    StyleClass c;
    c.symbol = base;
    c.symbol.fill = Colour::parse("#dddddd");
    if (c.symbol.line.widthMm > 0) c.symbol.line.colour = c.symbol.fill;
    c.labelZh = "其他";
    c.labelEn = "All others";
    style.classes.push_back(std::move(c));
  }
  return style;
}

}  // namespace gis::style
