#include <algorithm>
#include <array>
#include <cctype>

#include "gis_core/base/error.h"
#include "gis_core/geometry/operations.h"

namespace gis::geom {

namespace {

struct Word {
  std::string_view name;
  Predicate predicate;
};

constexpr std::array<Word, 10> kWords = {{{"intersects", Predicate::intersects},
                                          {"contains", Predicate::contains},
                                          {"within", Predicate::within},
                                          {"covers", Predicate::covers},
                                          {"covered_by", Predicate::coveredBy},
                                          {"touches", Predicate::touches},
                                          {"crosses", Predicate::crosses},
                                          {"overlaps", Predicate::overlaps},
                                          {"equals", Predicate::equals},
                                          {"disjoint", Predicate::disjoint}}};

}  // namespace

Relation Relation::parse(std::string_view text) {
  std::string word;
  for (const char c : text) word += c == '-' ? '_' : char(std::tolower(static_cast<unsigned char>(c)));
  for (const Word& known : kWords) {
    if (word == known.name) return {known.predicate, {}};
  }
  if (word == "coveredby") return {Predicate::coveredBy, {}};
  if (word.size() == 9 && word.find_first_not_of("012tf*") == std::string::npos) {
    std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return char(std::toupper(c)); });
    return {Predicate::intersects, word};
  }
  std::string words;
  for (const Word& known : kWords) {
    if (!words.empty()) words += ", ";
    words += known.name;
  }
  throw Error(ErrorCode::usage, {GIS_TR("'{0}' is no spatial relation"), {std::string(text)}}, {},
              {GIS_TR("use one of {0}, or a DE-9IM pattern of nine characters out of 0 1 2 T F *"), {words}});
}

bool Relation::needsMeetingBoxes() const {
  if (pattern.empty()) return predicate != Predicate::disjoint;
  // interior and boundary of the one against those of the other: all F when the two are apart
  for (const std::size_t at : {0U, 1U, 3U, 4U}) {
    if (pattern[at] != 'F' && pattern[at] != '*') return true;
  }
  return false;
}

}  // namespace gis::geom
