// A question typed in plain words, Chinese or English, as a question to the city.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/query/question.h"
#include "gis_core/store/city.h"

namespace gis::city {

/// What a word can mean.
struct WordMeaning {
  enum class Kind {
    layer,   ///< a layer: "incidents", 宗地
    test,    ///< a condition on the features of `layer`: a class, a state, "overdue"
    place,   ///< features of `layer` that others lie near: "schools"
    area,    ///< features of `layer` that others lie in: "Guangling district"
    column,  ///< a column of `layer` that figures are told for: "land use"
    zones    ///< `layer`, but only behind "per": 社区 where the layer is called 社区（村）
  };
  Kind kind = Kind::layer;
  std::string layer;
  std::vector<query::Condition> where;
  std::string field{};   ///< of a column
  bool isTrade = false;  ///< the classes of one trade, whose name is often part of the name of a class
};

/// The words of one city: titles of layers, classes and states of cases, land use, divisions, kinds of places. A plain
/// value that any thread may ask.
class PlainWords {
 public:
  /// Reads the registry, the shipped tables and the names of divisions. Errors: cancelled, those of the tables.
  [[nodiscard]] static PlainWords of(const store::CityDatabase& city, const CancelToken& token);

  /// Longer words win. The first meaning of a word stays.
  void add(std::string_view word, WordMeaning meaning);
  /// The longest word at the begin of `folded` (text::fold), whole words only in Latin letters; its length in bytes.
  [[nodiscard]] std::optional<std::pair<const WordMeaning*, std::size_t>> at(std::string_view folded,
                                                                             bool atWordStart) const;
  /// Classes of cases whose name holds all of the words, in any order, as a condition; nothing when there are none.
  [[nodiscard]] std::optional<WordMeaning> classNamed(std::string_view words) const;
  /// Do the first `length` bytes of `folded` with the next word or character stand in the name of a class? 建筑物 in
  /// 建筑物外立面, "street" in "street lights".
  [[nodiscard]] bool goesOnAsClass(std::string_view folded, std::size_t length) const;
  /// Points of this layer? Then what lies on a border counts as in both.
  [[nodiscard]] bool isPoints(const std::string& layer) const { return isOfDimension(layer, 0); }
  [[nodiscard]] bool isAreas(const std::string& layer) const { return isOfDimension(layer, 2); }
  [[nodiscard]] std::size_t size() const { return m_words.size(); }

 private:
  [[nodiscard]] bool isOfDimension(const std::string& layer, int dimension) const;
  std::map<std::string, WordMeaning> m_words;
  std::map<std::string, int> m_dimensions;
  std::vector<std::pair<std::string, std::string>> m_classes;  // folded names of classes of cases, and their codes
  std::size_t m_longest = 0;
};

struct PlainReading {
  std::optional<query::Ask> ask;      ///< nothing when no layer could be told
  std::vector<std::string> leftOver;  ///< what was not understood
};

/// "incidents of class manhole cover, overdue, within 50 m of schools, in Guangling district";
/// "广陵区内距学校50米以内的超期井盖案件". A class, state or "overdue" names its layer. "not", 非, 不, 未 before a word
/// turn it round; "or", 或 between two conditions ask for one of them. "number of open cases per community",
/// 各街道地类面积: figures for each zone of a layer of areas that stands behind "per", 每, 各 or 按, and for each value
/// of a column. A distance without a unit is one in metres. Whatever is not understood is handed back.
[[nodiscard]] PlainReading readPlainly(std::string_view text, const PlainWords& words);

/// The SQL of "overdue" for the layer of cases, as the list of cases means it (IncidentFilter::overdueAt): the deadline
/// is past, the case is open, and its clock runs.
[[nodiscard]] query::SqlTest overdueTest();

}  // namespace gis::city
