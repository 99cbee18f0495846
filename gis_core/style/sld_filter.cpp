#include "gis_core/style/sld_filter.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "gis_core/base/text.h"

namespace gis::style {

namespace {

using xml::Node;

const char* const kPrefix = "prefix";

const std::pair<const char*, const char*> kComparisons[] = {
    {"=", "PropertyIsEqualTo"},     {"<>", "PropertyIsNotEqualTo"},
    {"<", "PropertyIsLessThan"},    {"<=", "PropertyIsLessThanOrEqualTo"},
    {">", "PropertyIsGreaterThan"}, {">=", "PropertyIsGreaterThanOrEqualTo"}};

/// A number only when it is written the one way numbers are: codes such as 0701 stay texts.
double numberOf(const std::string& text) {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  const std::string_view digits = std::string_view(text).substr(text.starts_with('-') ? 1 : 0);
  if (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') return kNaN;
  if (digits.empty() || digits[0] < '0' || digits[0] > '9') return kNaN;
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  return fault == std::errc{} && end == text.data() + text.size() && std::isfinite(value) ? value : kNaN;
}

/// `text` for a PropertyIsLike with % _ and \.
std::string escapedPattern(const std::string& text, bool literal) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || (literal && (c == '%' || c == '_'))) out += '\\';
    out += c;
  }
  return out;
}

Node property(const std::string& op, const std::string& field, const std::string& literal) {
  Node node;
  node.name = "ogc:" + op;
  node.add("ogc:PropertyName", field);
  node.add("ogc:Literal", literal);
  return node;
}

}  // namespace

void SldNotes::add(Message note) {
  if (std::find(m_notes.begin(), m_notes.end(), note) == m_notes.end()) m_notes.push_back(std::move(note));
}

std::string numberText(double value) {
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

Condition compareCondition(std::string field, std::string op, const std::string& literal) {
  Condition c;
  c.kind = Condition::Kind::compare;
  c.field = std::move(field);
  c.op = std::move(op);
  c.literals.push_back({literal, numberOf(literal)});
  return c;
}

Condition compareCondition(std::string field, std::string op, double literal) {
  return compareCondition(std::move(field), std::move(op), numberText(literal));
}

Condition prefixCondition(std::string field, std::string prefix) {
  Condition c;
  c.kind = Condition::Kind::like;
  c.field = std::move(field);
  c.op = kPrefix;
  c.literals.push_back({std::move(prefix), std::numeric_limits<double>::quiet_NaN()});
  return c;
}

Condition joinedCondition(Condition::Kind kind, std::vector<Condition> children) {
  if (children.size() == 1) return std::move(children.front());
  Condition c;
  c.kind = kind;
  c.children = std::move(children);
  return c;
}

Condition negated(Condition condition) {
  Condition c;
  c.kind = Condition::Kind::negation;
  c.children.push_back(std::move(condition));
  return c;
}

Node filterElement(const Condition& c, bool filter11) {
  Node node;
  switch (c.kind) {
    case Condition::Kind::all:
    case Condition::Kind::any:
      node.name = c.kind == Condition::Kind::all ? "ogc:And" : "ogc:Or";
      for (const Condition& child : c.children) node.children.push_back(filterElement(child, filter11));
      return node;
    case Condition::Kind::negation:
      node.name = "ogc:Not";
      node.children.push_back(filterElement(c.children[0], filter11));
      return node;
    case Condition::Kind::compare:
      for (const auto& [op, name] : kComparisons) {
        if (c.op == op) return property(name, c.field, c.literals[0].text);
      }
      break;
    case Condition::Kind::in: {
      std::vector<Condition> each;
      for (const Condition::Literal& l : c.literals) {
        each.push_back(compareCondition(c.field, "=", l.text));
      }
      return filterElement(joinedCondition(Condition::Kind::any, std::move(each)), filter11);
    }
    case Condition::Kind::like: {
      const bool prefix = c.op == kPrefix;
      const std::string pattern = escapedPattern(c.literals[0].text, prefix) + (prefix ? "%" : "");
      node = property("PropertyIsLike", c.field, pattern);
      return node.with("wildCard", "%").with("singleChar", "_").with(filter11 ? "escapeChar" : "escape", "\\");
    }
    case Condition::Kind::isNull: break;
  }
  node.name = "ogc:PropertyIsNull";
  node.add("ogc:PropertyName", c.field);
  return node;
}

namespace {

/// Reads one filter; gives up with a note at what conditions cannot say.
class FilterReader {
 public:
  explicit FilterReader(SldNotes& notes) : m_notes(notes) {}

  std::optional<Condition> read(const Node& node) {
    if (node.name == "And" || node.name == "Or") return joined(node);
    if (node.name == "Not") {
      for (const Node& child : node.children) {
        if (child.isText()) continue;
        auto inner = read(child);
        if (!inner) return std::nullopt;
        return negated(std::move(*inner));
      }
      return unknown(node.name);
    }
    if (node.name == "PropertyIsNull" || node.name == "PropertyIsNil") {
      const auto field = fieldOf(node);
      if (!field) return std::nullopt;
      Condition c;
      c.kind = Condition::Kind::isNull;
      c.field = *field;
      return c;
    }
    if (node.name == "PropertyIsLike") return like(node);
    if (node.name == "PropertyIsBetween") return between(node);
    for (const auto& [op, name] : kComparisons) {
      if (node.name == name) return comparison(node, op);
    }
    return unknown(node.name);
  }

 private:
  std::nullopt_t unknown(const std::string& what) {
    m_notes.add({GIS_TR("a rule is left out: its condition uses {0}"), {what}});
    return std::nullopt;
  }
  std::optional<Condition> joined(const Node& node) {
    std::vector<Condition> children;
    for (const Node& child : node.children) {
      if (child.isText()) continue;
      auto c = read(child);
      if (!c) return std::nullopt;
      children.push_back(std::move(*c));
    }
    if (children.empty()) return unknown(node.name);
    return joinedCondition(node.name == "And" ? Condition::Kind::all : Condition::Kind::any, std::move(children));
  }
  std::optional<std::string> fieldOf(const Node& node) {
    for (const Node& child : node.children) {
      if (child.isText()) continue;
      if (child.name == "PropertyName" || child.name == "ValueReference") {
        const std::string full = child.content();
        const std::size_t colon = full.find(':');  // a name with its namespace
        const bool prefixed = colon != std::string::npos && colon > 0 &&
                              std::all_of(full.begin(), full.begin() + std::ptrdiff_t(colon),
                                          [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '-'; });
        return prefixed ? full.substr(colon + 1) : full;
      }
      if (child.name != "Literal" && child.name != "LowerBoundary" && child.name != "UpperBoundary") {
        return unknown(child.name == "Function" ? child.attribute("name") : child.name);
      }
    }
    return unknown(node.name);
  }
  std::optional<std::string> literalOf(const Node& node) {
    const Node* literal = node.child("Literal");
    if (literal == nullptr) return unknown(node.name);
    std::string raw;
    for (const Node& child : literal->children) {
      if (!child.isText()) return unknown(child.name);
      raw += child.text;
    }
    return raw;
  }
  std::optional<Condition> comparison(const Node& node, std::string op) {
    const auto field = fieldOf(node);
    const auto literal = field ? literalOf(node) : std::nullopt;
    if (!literal) return std::nullopt;
    // "5 < n" is "n > 5"
    const auto first =
        std::find_if(node.children.begin(), node.children.end(), [](const Node& n) { return !n.isText(); });
    if (first->name == "Literal" && (op[0] == '<' || op[0] == '>') && op != "<>") op[0] = op[0] == '<' ? '>' : '<';
    if (node.attribute("matchCase") == "false") {
      m_notes.add({GIS_TR("conditions tell capital letters from small ones, also on {0}"), {*field}});
    }
    return compareCondition(*field, op, *literal);
  }
  std::optional<Condition> between(const Node& node) {
    const auto field = fieldOf(node);
    const Node* lower = node.child("LowerBoundary");
    const Node* upper = node.child("UpperBoundary");
    if (!field || lower == nullptr || upper == nullptr) return unknown(node.name);
    const std::string low = lower->content(), high = upper->content();
    return joinedCondition(Condition::Kind::all,
                           {compareCondition(*field, ">=", low), compareCondition(*field, "<=", high)});
  }
  std::optional<Condition> like(const Node& node) {
    const auto field = fieldOf(node);
    const auto literal = field ? literalOf(node) : std::nullopt;
    if (!literal) return std::nullopt;
    const auto mark = [&](const char* name, const char* otherwise) {
      const std::string own = node.attribute(name);
      return own.empty() ? std::string(otherwise) : own;
    };
    const std::string any = mark("wildCard", "%"), one = mark("singleChar", "_");
    const std::string escape = mark(node.attribute("escapeChar").empty() ? "escape" : "escapeChar", "\\");
    std::string pattern, plain;
    bool isPlain = true, endsOpen = false, ambiguous = false;
    for (std::size_t i = 0; i < literal->size();) {
      const std::string_view rest = std::string_view(*literal).substr(i);
      endsOpen = false;
      if (rest.starts_with(escape) && rest.size() > escape.size()) {
        const char c = rest[escape.size()];
        ambiguous = ambiguous || c == '%' || c == '_';
        pattern += c;
        plain += c;
        i += escape.size() + 1;
      } else if (rest.starts_with(any)) {
        pattern += '%';
        endsOpen = i + any.size() == literal->size();
        isPlain = isPlain && endsOpen;
        i += any.size();
      } else if (rest.starts_with(one)) {
        pattern += '_';
        isPlain = false;
        i += one.size();
      } else {
        ambiguous = ambiguous || rest[0] == '%' || rest[0] == '_';
        pattern += rest[0];
        plain += rest[0];
        ++i;
      }
    }
    if (isPlain && endsOpen) return prefixCondition(*field, plain);
    if (isPlain) return compareCondition(*field, "=", plain);
    if (ambiguous) m_notes.add({GIS_TR("in the pattern {0}, % and _ stand for any characters"), {*literal}});
    Condition c = prefixCondition(*field, pattern);
    c.op.clear();
    return c;
  }

  SldNotes& m_notes;
};

}  // namespace

std::optional<Condition> conditionOfFilter(const Node& filter, SldNotes& notes) {
  for (const Node& child : filter.children) {
    if (!child.isText()) return FilterReader(notes).read(child);
  }
  notes.add({GIS_TR("a rule is left out: its condition uses {0}"), {filter.name}});
  return std::nullopt;
}

Condition plainCondition(const Condition& condition, SldNotes& notes) {
  Condition c = condition;
  for (Condition& child : c.children) child = plainCondition(child, notes);
  if (c.kind == Condition::Kind::like && c.op == kPrefix) {
    const std::string& prefix = c.literals[0].text;
    if (prefix.find_first_of("%_") != std::string::npos) {
      notes.add({GIS_TR("in the pattern {0}, % and _ stand for any characters"), {prefix}});
    }
    c.literals[0].text += '%';
    c.op.clear();
  }
  return c;
}

}  // namespace gis::style
