// A question to the city as one value: made alike by the window, the command line and what is kept in the city.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gis_core/query/aggregate.h"
#include "gis_core/query/buffer.h"
#include "gis_core/query/condition.h"
#include "gis_core/query/dissolve.h"
#include "gis_core/query/join.h"
#include "gis_core/query/overlay.h"
#include "gis_core/query/select.h"

namespace gis::query {

/// A value that is given when the question is asked. `fallback` is taken when none is given.
struct Parameter {
  std::string name;
  store::FieldType type = store::FieldType::text;  ///< integer, real, text, date, datetime, boolean
  std::string title;                               ///< for people; empty: the name
  std::optional<std::string> fallback;             ///< as it would be typed
  friend bool operator==(const Parameter&, const Parameter&) = default;
};

/// A number about the features found: how many, or of a field, or of their shapes (m², m).
struct Figure {
  enum class Kind { count, sum, mean, least, most, area, length };
  Kind kind = Kind::count;
  std::string field;  ///< of sum, mean, least, most
  friend bool operator==(const Figure&, const Figure&) = default;
};
/// "count", "sum", "mean", "min", "max", "area", "length".
[[nodiscard]] const char* figureWord(Figure::Kind kind);
[[nodiscard]] std::optional<Figure::Kind> figureOf(std::string_view word);

/// What figures are told for each of: the values of a field, a part of its time (in the city's zone), or the zones that
/// the features lie in.
struct Grouping {
  enum class Step { value, year, month, day, hour };
  std::string field;  ///< of zones: the column that tells them, or empty
  Step step = Step::value;
  std::string zones{};  ///< a layer of areas, or empty; one grouping of a question can have one
  friend bool operator==(const Grouping&, const Grouping&) = default;
};
/// "", "year", "month", "day", "hour".
[[nodiscard]] const char* stepWord(Grouping::Step step);
[[nodiscard]] std::optional<Grouping::Step> stepOf(std::string_view word);

/// What becomes of the answer.
struct Target {
  enum class Kind { selection, layer, table, figure };
  Kind kind = Kind::selection;
  std::string into;                                ///< name of the new layer
  std::optional<std::vector<std::string>> fields;  ///< nothing: all
  friend bool operator==(const Target&, const Target&) = default;
};
[[nodiscard]] const char* targetWord(Target::Kind kind);
[[nodiscard]] std::optional<Target::Kind> targetOf(std::string_view word);

/// Features of a layer that meet every condition, and figures of them.
struct Ask {
  std::string layer;
  std::vector<Condition> where;
  std::int64_t limit = -1;      ///< of the features, lowest fid first; −1 = none
  std::vector<Figure> figures;  ///< none asked: only how many
  std::vector<Grouping> by;     ///< the figures for each combination of these
  Target target;
  friend bool operator==(const Ask&, const Ask&) = default;
};

struct Question {
  std::string title;  ///< for people, or empty
  std::vector<Parameter> parameters;
  std::variant<Ask, JoinQuery, OverlayQuery, BufferQuery, DissolveQuery, AggregateQuery> what;
};

/// "select", "join", "overlay", "buffer", "dissolve", "aggregate".
[[nodiscard]] const char* questionKind(const Question& question);
/// The layers it reads, each once, in their order.
[[nodiscard]] std::vector<std::string> layersOf(const Question& question);
/// The new layer it makes, or empty.
[[nodiscard]] std::string intoOf(const Question& question);
void setInto(Question& question, const std::string& into);
/// Does it hold SQL that a person wrote?
[[nodiscard]] bool holdsSql(const Question& question);

/// The same question in the value of select().
[[nodiscard]] Ask askOf(const SelectQuery& query);

}  // namespace gis::query
