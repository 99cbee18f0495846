#include "gis_core/style/classification.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "gis_core/base/error.h"
#include "gis_core/style/rule.h"

namespace gis::style {

namespace {

using snapshot::Index;
using snapshot::LayerView;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

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
    key += "\n" + c.rule + "|" + std::to_string(c.lower) + "|" + std::to_string(c.upper);
    for (const std::string& value : c.values) key += "|" + value;
  }
  return key;
}

}  // namespace

Classification::Classification(const LayerView& view, const LayerStyle& style) : m_key(keyOf(style)) {
  const auto classOf = classifier(view, style);
  const auto n = static_cast<Index>(view.base().info().count);
  auto base = std::make_shared<std::vector<std::uint16_t>>(n);
  for (Index i = 0; i < n; ++i) (*base)[i] = classOf(i);
  m_classOf = std::move(base);
  for (std::size_t k = 0; k < view.added().size(); ++k) m_added.push_back(classOf(n + static_cast<Index>(k)));
}

namespace {

/// Fisher's dynamic programme (W. D. Fisher, "On Grouping for Maximum Homogeneity", 1958) on sorted values.
std::vector<double> jenksBounds(const std::vector<double>& v, int classes) {
  const std::size_t n = v.size();
  std::vector<double> sum(n + 1, 0), squares(n + 1, 0);
  for (std::size_t i = 0; i < n; ++i) {
    sum[i + 1] = sum[i] + v[i];
    squares[i + 1] = squares[i] + v[i] * v[i];
  }
  const auto cost = [&](std::size_t from, std::size_t to) {
    const double s = sum[to] - sum[from];
    return squares[to] - squares[from] - s * s / double(to - from);
  };
  const auto k = static_cast<std::size_t>(classes);
  std::vector<std::vector<double>> best(k + 1, std::vector<double>(n + 1, kInfinity));
  std::vector<std::vector<std::size_t>> cut(k + 1, std::vector<std::size_t>(n + 1, 0));
  best[0][0] = 0;
  for (std::size_t c = 1; c <= k; ++c) {
    for (std::size_t to = c; to <= n; ++to) {
      for (std::size_t from = c - 1; from < to; ++from) {
        const double total = best[c - 1][from] + cost(from, to);
        if (total < best[c][to]) {
          best[c][to] = total;
          cut[c][to] = from;
        }
      }
    }
  }
  std::vector<double> bounds(k + 1);
  bounds[k] = v.back();
  std::size_t to = n;
  for (std::size_t c = k; c > 0; --c) {
    to = cut[c][to];
    bounds[c - 1] = v[to];
  }
  return bounds;
}

}  // namespace

std::vector<double> classBounds(std::vector<double> values, int classes, ClassMethod method) {
  std::erase_if(values, [](double v) { return !std::isfinite(v); });
  if (values.empty() || classes < 1) return {};
  std::sort(values.begin(), values.end());
  const std::size_t distinct = [&] {
    std::size_t count = 1;
    for (std::size_t i = 1; i < values.size(); ++i) count += values[i] != values[i - 1] ? 1 : 0;
    return count;
  }();
  classes = static_cast<int>(std::min<std::size_t>(std::size_t(classes), distinct));
  std::vector<double> bounds;
  if (method == ClassMethod::jenks) {
    constexpr std::size_t kMost = 2000;
    std::vector<double> sample(values);
    if (values.size() > kMost) {
      sample.resize(kMost);
      for (std::size_t i = 0; i < kMost; ++i) sample[i] = values[i * (values.size() - 1) / (kMost - 1)];
    }
    bounds = jenksBounds(sample, classes);
  } else {
    for (int k = 0; k <= classes; ++k) {
      const double t = double(k) / classes;
      const auto at = static_cast<std::size_t>(std::floor(t * double(values.size())));
      bounds.push_back(method == ClassMethod::equalInterval ? values.front() + t * (values.back() - values.front())
                                                            : values[std::min(at, values.size() - 1)]);
    }
    bounds.back() = values.back();
  }
  bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
  if (bounds.size() == 1) bounds.push_back(bounds.front());
  return bounds;
}

namespace {

struct Ramp {
  const char* name;
  std::vector<const char*> stops;
};

/// Stops of ColorBrewer (Brewer, 2003) and viridis (Smith and van der Walt, 2015): safe for the colour-blind.
const std::vector<Ramp>& ramps() {
  static const std::vector<Ramp> all{
      {"blues", {"#eff3ff", "#bdd7e7", "#6baed6", "#3182bd", "#08519c"}},
      {"greens", {"#edf8e9", "#bae4b3", "#74c476", "#31a354", "#006d2c"}},
      {"oranges", {"#feedde", "#fdbe85", "#fd8d3c", "#e6550d", "#a63603"}},
      {"purples", {"#f2f0f7", "#cbc9e2", "#9e9ac8", "#756bb1", "#54278f"}},
      {"yellow_blue", {"#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"}},
      {"yellow_red", {"#ffffb2", "#fecc5c", "#fd8d3c", "#f03b20", "#bd0026"}},
      {"viridis", {"#440154", "#3b528b", "#21918c", "#5ec962", "#fde725"}},
      {"red_blue", {"#ca0020", "#f4a582", "#f7f7f7", "#92c5de", "#0571b0"}},
      {"brown_teal", {"#a6611a", "#dfc27d", "#f5f5f5", "#80cdc1", "#018571"}},
  };
  return all;
}

std::string numberText(double value) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.6g", value);
  return buffer;
}

}  // namespace

std::vector<std::string> rampNames() {
  std::vector<std::string> names;
  for (const Ramp& r : ramps()) names.emplace_back(r.name);
  return names;
}

std::vector<Colour> ramp(const std::string& name, int colours) {
  const auto found = std::find_if(ramps().begin(), ramps().end(), [&](const Ramp& r) { return r.name == name; });
  if (found == ramps().end()) {
    throw Error(ErrorCode::invalidValue, {GIS_TR("there is no colour ramp named {0}"), {name}});
  }
  std::vector<Colour> out;
  for (int k = 0; k < colours; ++k) {
    const double t = (colours > 1 ? double(k) / (colours - 1) : 0.5) * double(found->stops.size() - 1);
    const auto i = std::min(static_cast<std::size_t>(t), found->stops.size() - 2);
    const Colour a = Colour::parse(found->stops[i]), b = Colour::parse(found->stops[i + 1]);
    const double f = t - double(i);
    const auto mix = [&](std::uint8_t x, std::uint8_t y) {
      return static_cast<std::uint8_t>(std::lround(x + f * (y - x)));
    };
    out.push_back({mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b), 255});
  }
  return out;
}

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
    c.labelZh = c.labelEn = numberText(c.lower) + " – " + numberText(c.upper);
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
