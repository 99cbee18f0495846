// Private to this room: a plainly typed question cut into what its words stand for.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/city/plain_question.h"
#include "gis_core/query/question.h"

namespace gis::city {

/// A piece of the text, and what it is.
struct PlainToken {
  enum class Kind { meaning, distance, negation, either, from, each, figure, unknown };
  Kind kind = Kind::unknown;
  const WordMeaning* meaning = nullptr;
  std::optional<WordMeaning> found;  // of a class that only part of its name was typed of
  double metres = 0;
  query::Figure::Kind figure = query::Figure::Kind::count;
  std::string text;
  bool used = false;
  bool isHead = false;  // 的 stands before it
  bool behind = false;  // of a distance: 以内 follows, so that what it is measured to stands before it
  [[nodiscard]] const WordMeaning* what() const { return found ? &*found : meaning; }
  [[nodiscard]] bool is(WordMeaning::Kind wanted) const { return what() != nullptr && what()->kind == wanted; }
};

/// A letter or digit of Latin script, which are part of a word; every other character is one of its own.
[[nodiscard]] bool isLatin(char c);
/// A layer, a place or an area?
[[nodiscard]] bool isThing(const std::vector<PlainToken>& tokens, std::size_t i);
/// Areas that figures can be told for?
[[nodiscard]] bool isZones(const WordMeaning& meaning, const PlainWords& words);

/// Cuts a folded text (text::fold) into tokens. Words that mean nothing alone are left out; what is not understood is
/// handed back as it stands.
[[nodiscard]] std::vector<PlainToken> plainTokens(std::string_view folded, const PlainWords& words);

/// Finds classes of cases in what plainTokens() did not understand: words of their names, in any order.
void findPlainClasses(std::vector<PlainToken>& tokens, const PlainWords& words);

}  // namespace gis::city
