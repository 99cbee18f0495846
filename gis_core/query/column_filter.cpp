#include "gis_core/query/column_filter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "gis_core/base/text_scan.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/query/column_condition.h"
#include "gis_core/query/column_scan.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/time_text.h"
#include "gis_core/store/value.h"

namespace gis::query {

namespace {

using Node = ColumnFilter::Node;
using Test = ColumnFilter::Test;
using Compare = ColumnFilter::Compare;
using store::FieldType;

constexpr std::size_t kRowsOfBlock = 8192;
constexpr std::size_t kMostRowsOfRun = 131072;  // a block of a snapshot's file full of numbers

/// Rows that a thread tests one after the other, whole blocks. As long as may be: neighbours may share a block of the
/// file, whose sum both of their threads would make.
std::size_t rowsOfRun(std::size_t rows) {
  const std::size_t share = rows / (2 * std::size_t{threadCount()}) / kRowsOfBlock * kRowsOfBlock;
  return std::clamp(share, kRowsOfBlock, kMostRowsOfRun);
}

/// SQL knows three.
enum Truth : std::uint8_t { no = 0, yes = 1, unknown = 2 };

Truth truth(bool holds) {
  return holds ? yes : no;
}

template <class Value, class Literal>
Truth compared(const Test& test, const Value& value) {
  const auto literal = [&](std::size_t k) -> const Literal& { return std::get<Literal>(test.values[k]); };
  switch (test.compare) {
    case Compare::equal: return truth(value == literal(0));
    case Compare::notEqual: return truth(value != literal(0));
    case Compare::less: return truth(value < literal(0));
    case Compare::lessOrEqual: return truth(value <= literal(0));
    case Compare::greater: return truth(value > literal(0));
    case Compare::greaterOrEqual: return truth(value >= literal(0));
    case Compare::oneOf:
      return truth(std::any_of(test.values.begin(), test.values.end(),
                               [&](const store::Value& one) { return value == std::get<Literal>(one); }));
    default: return no;
  }
}

Truth ofText(const Test& test, std::string_view value) {
  if (test.asUtc && !store::isUtcText(value)) {
    const auto utc = store::utcTextOf(value);
    return utc ? compared<std::string_view, std::string>(test, *utc) : unknown;
  }
  if (test.compare == Compare::isNull) return no;
  if (test.compare == Compare::like) {
    const std::string& pattern = std::get<std::string>(test.values.front());
    const std::string_view needle = needleOf(pattern);
    return truth(needle.empty() ? isLike(value, pattern) : text::scanFor(value, needle) != std::string_view::npos);
  }
  return compared<std::string_view, std::string>(test, value);
}

Truth ofReal(const Test& test, double value) {
  if (std::isnan(value)) return test.compare == Compare::isNull ? yes : unknown;
  return test.compare == Compare::isNull ? no : compared<double, double>(test, value);
}

Truth ofValue(const Test& test, const store::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return ofText(test, *text);
  if (const auto* real = std::get_if<double>(&value)) return ofReal(test, *real);
  if (const auto* integer = std::get_if<std::int64_t>(&value))
    return test.compare == Compare::isNull ? no : compared<std::int64_t, std::int64_t>(test, *integer);
  return test.compare == Compare::isNull ? yes : unknown;
}

/// A test with its column, and what it says of each text of the column's dictionary.
struct BoundTest {
  const Test* test = nullptr;
  int column = -1;
  std::vector<std::uint8_t> ofTexts;
};

struct BoundNode {
  Node::Kind kind = Node::Kind::test;
  std::vector<BoundNode> parts;
  BoundTest test;
};

/// False when the snapshot lacks a column.
bool bind(const Node& node, const snapshot::Snapshot& base, BoundNode& out) {
  out.kind = node.kind;
  if (node.kind != Node::Kind::test) {
    out.parts.resize(node.parts.size());
    for (std::size_t i = 0; i < node.parts.size(); ++i)
      if (!bind(node.parts[i], base, out.parts[i])) return false;
    return true;
  }
  out.test.test = &node.test;
  out.test.column = base.columnOf(node.test.field);
  if (out.test.column < 0 || base.info().fields[std::size_t(out.test.column)].type != node.test.type) return false;
  for (const std::string_view text : base.dictionaryOf(out.test.column))
    out.test.ofTexts.push_back(ofText(node.test, text));
  return true;
}

/// What a comparison says of each of many values of one kind.
template <class Value>
void compareAll(const Test& test, std::span<const Value> values, std::span<std::uint8_t> out) {
  const auto each = [&](auto holds) {
    for (std::size_t k = 0; k < out.size(); ++k) out[k] = truth(holds(values[k]));
  };
  const auto literal = [&](std::size_t k) { return std::get<Value>(test.values[k]); };
  switch (test.compare) {
    case Compare::equal: return each([one = literal(0)](Value v) { return v == one; });
    case Compare::notEqual: return each([one = literal(0)](Value v) { return v != one; });
    case Compare::less: return each([one = literal(0)](Value v) { return v < one; });
    case Compare::lessOrEqual: return each([one = literal(0)](Value v) { return v <= one; });
    case Compare::greater: return each([one = literal(0)](Value v) { return v > one; });
    case Compare::greaterOrEqual: return each([one = literal(0)](Value v) { return v >= one; });
    case Compare::oneOf:
    case Compare::like:
    case Compare::isNull: return each([&](Value v) { return compared<Value, Value>(test, v) == yes; });
  }
}

/// Of each column what was copied of it last.
using Windows = std::map<int, snapshot::ColumnWindows>;

/// The plain cases, column-wise. False: row by row.
bool testRun(const BoundTest& bound, const snapshot::Snapshot& base, snapshot::Index first, Windows& windows,
             std::span<std::uint8_t> out) {
  const Test& test = *bound.test;
  if (test.compare == Compare::isNull) return false;
  snapshot::ColumnWindows& window = windows[bound.column];
  if (!bound.ofTexts.empty()) {
    const auto ids = base.dictionaryIds(bound.column, first, out.size(), window);
    for (std::size_t k = 0; k < ids.size(); ++k)
      out[k] = ids[k] < bound.ofTexts.size() ? bound.ofTexts[ids[k]] : std::uint8_t(unknown);
    return !ids.empty();
  }
  if (test.type == FieldType::real) {
    const auto values = base.reals(bound.column, first, out.size(), window);
    if (values.empty()) return false;
    compareAll(test, values, out);
    for (std::size_t k = 0; k < out.size(); ++k) out[k] = std::isnan(values[k]) ? std::uint8_t(unknown) : out[k];
  } else if (test.type == FieldType::integer) {
    const auto values = base.integers(bound.column, first, out.size(), window);
    if (values.empty()) return false;
    compareAll(test, values, out);
  } else {
    const std::string_view needle =
        test.compare == Compare::like ? needleOf(std::get<std::string>(test.values.front())) : std::string_view();
    const auto run = needle.empty() ? std::nullopt : base.texts(bound.column, first, out.size(), window);
    if (!run) return false;
    markTextsWith(*run, needle, out);
  }
  const std::span<const std::uint8_t> nulls =
      base.nullBits(bound.column, first / 8 * 8, first % 8 + out.size(), window);
  for (std::size_t k = 0; !nulls.empty() && k < out.size(); ++k)
    if ((nulls[(first % 8 + k) / 8] >> ((first + k) % 8) & 1U) != 0) out[k] = unknown;
  return true;
}

/// Rows of the snapshot itself, from `first` on, into `out`, one after the other.
void testRows(const BoundTest& bound, const snapshot::Snapshot& base, snapshot::Index first,
              std::span<std::uint8_t> out) {
  const Test& test = *bound.test;
  const Truth ofNull = test.compare == Compare::isNull ? yes : unknown;
  for (std::size_t k = 0; k < out.size(); ++k) {
    const auto i = static_cast<snapshot::Index>(first + k);
    if (!bound.ofTexts.empty()) {
      const std::uint16_t id = base.dictionaryId(bound.column, i);
      out[k] = id < bound.ofTexts.size() ? bound.ofTexts[id] : std::uint8_t(ofNull);
    } else if (base.isNull(bound.column, i)) {
      out[k] = ofNull;
    } else if (test.type == FieldType::real) {
      out[k] = ofReal(test, base.numberOf(bound.column, i));
    } else if (test.type == FieldType::integer) {
      out[k] = ofValue(test, base.valueOf(bound.column, i));
    } else {
      out[k] = ofText(test, base.textViewOf(bound.column, i));
    }
  }
}

void joinTruths(Node::Kind kind, std::span<const std::uint8_t> more, std::span<std::uint8_t> out) {
  // what decides a row alone: one no among all, one yes among any
  const std::uint8_t deciding = kind == Node::Kind::all ? no : yes;
  for (std::size_t k = 0; k < out.size(); ++k) {  // without a branch: who meets the one and the other is by chance
    const std::uint8_t open = more[k] == unknown ? std::uint8_t(unknown) : out[k];
    const bool isDecided = (out[k] == deciding) | (more[k] == deciding);
    out[k] = isDecided ? deciding : open;
  }
}

/// `test(bound, out)` fills in what a single test says.
template <class TestRows>
void evaluate(const BoundNode& node, const TestRows& test, std::span<std::uint8_t> out) {
  if (node.kind == Node::Kind::test) return test(node.test, out);
  evaluate(node.parts.front(), test, out);
  if (node.kind == Node::Kind::negated) {
    for (std::uint8_t& one : out)
      if (one != unknown) one = std::uint8_t(one == no ? yes : no);
    return;
  }
  std::vector<std::uint8_t> more(out.size());
  for (std::size_t i = 1; i < node.parts.size(); ++i) {
    evaluate(node.parts[i], test, std::span<std::uint8_t>(more));
    joinTruths(node.kind, more, out);
  }
}

/// Calls consume(first, marks, worker) for each block of the snapshot's rows, all threads; a mark is 1 where the
/// condition holds, else 0.
template <class Consume>
void testBlocks(const BoundNode& root, const snapshot::Snapshot& base, const CancelToken& token,
                const Consume& consume) {
  const std::size_t rows = base.info().count;
  const std::size_t ofRun = rowsOfRun(rows);
  std::vector<Windows> windowsOf(threadCount());
  parallelFor((rows + ofRun - 1) / ofRun, token, [&](std::size_t run, unsigned worker) {
    std::array<std::uint8_t, kRowsOfBlock> marks{};
    const std::size_t end = std::min(rows, (run + 1) * ofRun);
    for (std::size_t first = run * ofRun; first < end; first += kRowsOfBlock) {
      token.check();
      const std::span<std::uint8_t> out(marks.data(), std::min(kRowsOfBlock, end - first));
      evaluate(
          root,
          [&](const BoundTest& test, std::span<std::uint8_t> to) {
            const auto from = static_cast<snapshot::Index>(first);
            if (!testRun(test, base, from, windowsOf[worker], to)) testRows(test, base, from, to);
          },
          out);
      for (std::uint8_t& mark : out) mark = mark == yes ? 1 : 0;
      consume(first, std::span<const std::uint8_t>(out), worker);
    }
  });
}

/// The same for one of the rows that lie over the snapshot.
std::uint8_t markOfAdded(const BoundNode& root, const snapshot::LayerView& view, snapshot::Index i) {
  std::uint8_t mark = no;
  evaluate(
      root,
      [&](const BoundTest& test, std::span<std::uint8_t> to) {
        to[0] = ofValue(*test.test, store::fitting(view.valueOf(test.column, i), test.test->type));
      },
      std::span(&mark, 1));
  return mark == yes ? 1 : 0;
}

}  // namespace

std::optional<ColumnFilter> ColumnFilter::parse(std::string_view condition, const std::vector<store::Field>& fields) {
  auto root = parseColumnCondition(condition, fields);
  if (!root) return std::nullopt;
  ColumnFilter filter;
  filter.m_root = std::move(*root);
  return filter;
}

std::optional<std::vector<std::uint8_t>> ColumnFilter::marks(const snapshot::LayerView& view,
                                                             const CancelToken& token) const {
  BoundNode root;
  if (!bind(m_root, view.base(), root)) return std::nullopt;
  std::vector<std::uint8_t> marks(view.base().info().count + view.added().size());
  testBlocks(root, view.base(), token, [&](std::size_t first, std::span<const std::uint8_t> ofBlock, unsigned) {
    std::copy(ofBlock.begin(), ofBlock.end(), marks.begin() + std::ptrdiff_t(first));
  });
  for (std::size_t i = view.base().info().count; i < marks.size(); ++i)
    marks[i] = markOfAdded(root, view, static_cast<snapshot::Index>(i));
  if (view.count() == marks.size()) return marks;
  for (std::size_t i = 0; i < marks.size(); ++i)
    if (marks[i] != 0 && view.isHidden(static_cast<snapshot::Index>(i))) marks[i] = 0;
  return marks;
}

std::optional<std::int64_t> ColumnFilter::count(const snapshot::LayerView& view, const CancelToken& token) const {
  const auto sum = [](std::span<const std::uint8_t> marks) {
    return std::accumulate(marks.begin(), marks.end(), std::int64_t{0});
  };
  if (view.count() != view.base().info().count + view.added().size()) {  // some are hidden
    const auto all = marks(view, token);
    return all ? std::optional<std::int64_t>(sum(*all)) : std::nullopt;
  }
  BoundNode root;
  if (!bind(m_root, view.base(), root)) return std::nullopt;
  std::vector<std::int64_t> ofWorkers(threadCount());
  testBlocks(root, view.base(), token, [&](std::size_t, std::span<const std::uint8_t> ofBlock, unsigned worker) {
    ofWorkers[worker] += sum(ofBlock);
  });
  std::int64_t met = std::accumulate(ofWorkers.begin(), ofWorkers.end(), std::int64_t{0});
  for (std::size_t k = 0; k < view.added().size(); ++k)
    met += markOfAdded(root, view, static_cast<snapshot::Index>(view.base().info().count + k));
  return met;
}

std::optional<std::size_t> ColumnFilter::countAmong(const snapshot::Snapshot& base,
                                                    std::span<const snapshot::Index> rows) const {
  BoundNode root;
  if (!bind(m_root, base, root)) return std::nullopt;
  std::size_t met = 0;
  for (const snapshot::Index row : rows) {
    std::uint8_t mark = no;
    evaluate(
        root, [&](const BoundTest& test, std::span<std::uint8_t> to) { testRows(test, base, row, to); },
        std::span(&mark, 1));
    met += mark == yes ? 1 : 0;
  }
  return met;
}

std::optional<std::int64_t> countInColumns(const store::Connection& c, const store::LayerInfo& layer,
                                           const std::string& condition, const CancelToken& token) {
  const auto filter = ColumnFilter::parse(condition, layer.fields);
  if (!filter) return std::nullopt;
  const auto view = snapshot::existing(c, layer);
  if (view == nullptr) return std::nullopt;
  return filter->count(*view, token);
}

}  // namespace gis::query
