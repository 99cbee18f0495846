// What the words of one city mean.
#include <algorithm>
#include <map>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/codes.h"
#include "gis_core/city/csv_table.h"
#include "gis_core/city/incident.h"
#include "gis_core/city/plain_question.h"
#include "gis_core/city/plain_tokens.h"
#include "gis_core/store/features.h"

namespace gis::city {

namespace {

constexpr const char* kCases = "city_incident";
constexpr std::size_t kMostClasses = 60;   // that hold a word; with more it says nothing
constexpr std::int64_t kMostNames = 5000;  // of a layer of divisions that are read
constexpr std::int64_t kMostKinds = 400;   // different values of a column of kinds

query::Condition valueIn(const std::string& field, const std::vector<std::string>& values) {
  query::FieldTest test;
  test.field = field;
  test.comparison = values.size() == 1 ? query::Comparison::equal : query::Comparison::oneOf;
  for (const std::string& value : values) test.operands.push_back({value, {}});
  return {std::move(test)};
}

WordMeaning caseTest(query::Condition condition) {
  return {WordMeaning::Kind::test, kCases, {std::move(condition)}};
}

std::vector<std::string> divided(const std::string& text) {
  std::vector<std::string> parts;
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t end = std::min(text.find(';', start), text.size());
    if (end > start) parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

bool hasField(const store::LayerInfo& layer, std::string_view name) {
  return std::any_of(layer.fields.begin(), layer.fields.end(), [&](const store::Field& f) { return f.name == name; });
}

void addCaseWords(PlainWords& words) {
  for (const char* word : {"incidents", "incident", "cases", "case", "案件", "案卷", "事件"}) {
    words.add(word, {WordMeaning::Kind::layer, kCases, {}});
  }
  for (const char* word : {"overdue", "late", "超期", "逾期", "超时"}) words.add(word, caseTest({overdueTest()}));
  for (const char* word : {"open", "not closed", "unclosed", "未结案", "未结案件", "未结案卷", "未结"}) {
    words.add(word, caseTest({query::FieldTest{"closed_at", query::Comparison::isNull, {}}}));
  }
  for (const char* word : {"urgent", "紧急", "加急"}) words.add(word, caseTest(valueIn("urgency", {"urgent"})));
  for (const CaseState& state : CaseRules::shipped().states()) {
    for (const std::string& word : {state.zh, state.en}) words.add(word, caseTest(valueIn("state", {state.name})));
  }
  std::map<std::string, std::set<std::string>> codes;  // one name may stand in several systems
  for (const Category& category : CodeTables::current().categories()) {
    codes[category.zh].insert(category.code);
    codes[category.en].insert(category.code);
  }
  for (const auto& [name, of] : codes) words.add(name, caseTest(valueIn("category", {of.begin(), of.end()})));
}

/// Land-use classes of layers with a column of them.
void addLandUseWords(PlainWords& words, const store::LayerInfo& layer) {
  if (!hasField(layer, "dlbm")) return;
  for (const LandUse& use : CodeTables::current().landUses()) {
    for (const std::string& word : {use.zh, use.en}) {
      words.add(word, {WordMeaning::Kind::test, layer.name, {valueIn("dlbm", {use.code})}});
    }
  }
  for (const char* word : {"land use", "land uses", "land use class", "地类", "用地类型", "土地用途", "土地利用"})
    words.add(word, {WordMeaning::Kind::column, layer.name, {}, "dlbm"});
}

/// Reads the different texts of a column, few at a time.
void eachText(const store::Connection& c, const store::LayerInfo& layer, const std::string& field, std::int64_t most,
              const std::function<void(const std::string&)>& take) {
  store::Statement statement(c, "SELECT DISTINCT " + store::quoted(field) + " FROM " + store::quoted(layer.name) +
                                    " WHERE " + store::quoted(field) + " IS NOT NULL LIMIT ?1");
  statement.bind(1, most);
  while (statement.step()) take(statement.text(0));
}

void addDivisions(PlainWords& words, const store::Connection& c, const store::LayerInfo& layer) {
  static const std::set<std::string> roles{"district", "subdistrict", "community", "unit_grid", "duty_grid"};
  if (roles.count(layer.role) == 0 || !layer.geometryType) return;
  const std::string name = layer.roleNameField.empty() ? "name" : layer.roleNameField;
  for (const std::string& field : {name, std::string("name_en")}) {
    if (!hasField(layer, field)) continue;
    eachText(c, layer, field, kMostNames, [&](const std::string& word) {
      words.add(word, {WordMeaning::Kind::area, layer.name, {valueIn(field, {word})}});
    });
  }
}

void addKinds(PlainWords& words, const store::Connection& c, const store::LayerInfo& layer) {
  if (!layer.geometryType || layer.name == kCases || !hasField(layer, "kind") || !layer.role.empty()) return;
  std::set<std::string> kinds;
  eachText(c, layer, "kind", kMostKinds + 1, [&](const std::string& kind) { kinds.insert(kind); });
  if (std::int64_t(kinds.size()) > kMostKinds) return;
  const CsvTable table = CsvTable::shipped("codes/place_words.csv");
  const std::size_t zh = table.column("word_zh"), en = table.column("word_en"), meant = table.column("kinds");
  for (std::size_t row = 0; row < table.rows(); ++row) {
    std::vector<std::string> there;
    for (const std::string& kind : divided(table.cell(row, meant))) {
      if (kinds.count(kind) > 0) there.push_back(kind);
    }
    if (there.empty()) continue;
    for (const std::size_t column : {zh, en}) {
      for (const std::string& word : divided(table.cell(row, column))) {
        words.add(word, {WordMeaning::Kind::place, layer.name, {valueIn("kind", there)}});
      }
    }
  }
  for (const std::string& kind : kinds) {
    words.add(kind, {WordMeaning::Kind::place, layer.name, {valueIn("kind", {kind})}});
  }
}

void addLayerWords(PlainWords& words, const store::LayerInfo& layer) {
  for (const std::string& word : {layer.titleZh, layer.titleEn, layer.name}) {
    words.add(word, {WordMeaning::Kind::layer, layer.name, {}});
  }
  // 社区 and 村 for 社区（村）
  const std::size_t open = layer.titleZh.find("（");
  if (const std::size_t close = layer.titleZh.find("）"); open != std::string::npos && close > open) {
    const std::size_t inside = open + std::string_view("（").size();
    for (const std::string& word : {layer.titleZh.substr(0, open), layer.titleZh.substr(inside, close - inside)})
      words.add(word, {WordMeaning::Kind::zones, layer.name, {}});
  }
  // "parcel" for a layer called "parcels", "community" for "communities"
  constexpr std::string_view kMany = "ies";
  if (layer.name.size() > kMany.size() && layer.name.ends_with(kMany)) {
    const std::string one = layer.name.substr(0, layer.name.size() - kMany.size()) + "y";
    words.add(one, {WordMeaning::Kind::layer, layer.name, {}});
  }
  if (layer.name.size() > 3 && layer.name.back() == 's') {
    words.add(layer.name.substr(0, layer.name.size() - 1), {WordMeaning::Kind::layer, layer.name, {}});
  }
}

/// The classes of a trade: 排水, "drainage".
void addTradeWords(PlainWords& words) {
  std::map<std::string, std::set<std::string>> codes;
  for (const Category& category : CodeTables::current().categories()) {
    for (const std::string& trade : {category.departmentZh, category.departmentEn})
      codes[trade.substr(0, trade.find("（"))].insert(category.code);
  }
  for (const auto& [trade, of] : codes) {
    WordMeaning meaning = caseTest(valueIn("category", {of.begin(), of.end()}));
    meaning.isTrade = true;
    words.add(trade, std::move(meaning));
  }
}

/// Streets by their names, which something lies near.
void addRoadNames(PlainWords& words, const store::Connection& c, const store::LayerInfo& layer) {
  if (layer.role != "road" || !hasField(layer, layer.roleNameField)) return;
  eachText(c, layer, layer.roleNameField, kMostNames, [&](const std::string& name) {
    words.add(name, {WordMeaning::Kind::place, layer.name, {valueIn(layer.roleNameField, {name})}});
  });
}

/// 广陵 for 广陵区, "Guangling" for "Guangling District".
void addShortNames(PlainWords& words, const store::Connection& c, const store::LayerInfo& layer) {
  if (layer.role != "district") return;
  const std::string name = layer.roleNameField.empty() ? "name" : layer.roleNameField;
  for (const auto& [field, ending] : {std::pair(name, "区"), std::pair(std::string("name_en"), " District")}) {
    if (!hasField(layer, field)) continue;
    eachText(c, layer, field, kMostNames, [&, end = std::string_view(ending)](const std::string& word) {
      constexpr std::size_t kLeast = 6;  // two characters
      if (!word.ends_with(end) || word.size() < end.size() + kLeast) return;
      words.add(word.substr(0, word.size() - end.size()),
                {WordMeaning::Kind::area, layer.name, {valueIn(field, {word})}});
    });
  }
}

/// What a layer is mostly called, whatever its title: 建筑物 for one that is titled 自然幢.
void addRoleWords(PlainWords& words, const std::vector<store::LayerInfo>& layers) {
  const CsvTable table = CsvTable::shipped("codes/layer_words.csv");
  const std::size_t role = table.column("role"), zh = table.column("word_zh"), en = table.column("word_en");
  for (const store::LayerInfo& layer : layers) {
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (layer.role.empty() || layer.role != table.cell(row, role)) continue;
      for (const std::size_t column : {zh, en}) {
        for (const std::string& word : divided(table.cell(row, column)))
          words.add(word, {WordMeaning::Kind::layer, layer.name, {}});
      }
    }
  }
}

}  // namespace

query::SqlTest overdueTest() {
  return {"deadline < strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND " + runningCaseCondition(), "overdue"};
}

PlainWords PlainWords::of(const store::CityDatabase& city, const CancelToken& token) {
  PlainWords words;
  const store::Connection& c = city.connection();
  const auto layers = store::listLayers(c);
  for (const store::LayerInfo& layer : layers) {
    words.m_dimensions[layer.name] = layer.geometryType ? layer.geometryType->dimension() : -1;
    addLayerWords(words, layer);
  }
  for (const Category& category : CodeTables::current().categories()) {
    for (const std::string& name : {category.zh, category.en})
      words.m_classes.emplace_back(text::fold(name), category.code);
  }
  addCaseWords(words);
  for (const store::LayerInfo& layer : layers) {
    token.check();
    addDivisions(words, c, layer);
    addKinds(words, c, layer);
    addLandUseWords(words, layer);
  }
  // last: a title or a name of the city means what it says
  for (const store::LayerInfo& layer : layers) {
    token.check();
    addRoadNames(words, c, layer);
    addShortNames(words, c, layer);
  }
  addRoleWords(words, layers);
  addTradeWords(words);
  return words;
}

void PlainWords::add(std::string_view word, WordMeaning meaning) {
  const std::string folded = text::fold(text::trim(word));
  if (folded.size() < 2) return;
  m_longest = std::max(m_longest, folded.size());
  m_words.try_emplace(folded, std::move(meaning));
}

std::optional<std::pair<const WordMeaning*, std::size_t>> PlainWords::at(std::string_view folded,
                                                                         bool atWordStart) const {
  for (std::size_t length = std::min(m_longest, folded.size()); length >= 2; --length) {
    const std::string_view piece = folded.substr(0, length);
    if (isLatin(piece.front()) && !atWordStart) return std::nullopt;
    if (isLatin(piece.back()) && length < folded.size() && isLatin(folded[length])) continue;
    const auto found = m_words.find(std::string(piece));
    if (found != m_words.end()) return std::pair(&found->second, length);
  }
  return std::nullopt;
}

namespace {

/// A word as it may stand in a name: "covers", "damages" for "cover", "damaged".
bool hasWord(std::string_view name, std::string_view word) {
  constexpr std::size_t kShort = 4;  // "gas", "bus": whole words only
  for (const std::string_view ending : {"", "s", "es", "d", "ed"}) {
    if (!word.ends_with(ending)) continue;
    const std::string_view stem = word.substr(0, word.size() - ending.size());
    if (stem.size() < kShort && !ending.empty()) continue;
    for (std::size_t at = name.find(stem); at != std::string_view::npos; at = name.find(stem, at + 1)) {
      const std::size_t end = at + stem.size();
      if (at > 0 && isLatin(name[at - 1])) continue;
      if (stem.size() >= kShort || end == name.size() || !isLatin(name[end])) return true;
    }
  }
  return false;
}

/// A piece of Chinese, whole or as two words in the other order: 缺损盲道 for 盲道缺损.
bool hasCharacters(std::string_view name, std::string_view piece) {
  if (name.find(piece) != std::string_view::npos) return true;
  constexpr std::size_t kLeast = 6;  // two characters
  for (std::size_t at = kLeast; at + kLeast <= piece.size(); ++at) {
    if ((static_cast<unsigned char>(piece[at]) & 0xc0) == 0x80) continue;
    if (name.find(piece.substr(0, at)) != std::string_view::npos &&
        name.find(piece.substr(at)) != std::string_view::npos)
      return true;
  }
  return false;
}

bool hasAll(std::string_view name, std::string_view words) {
  if (name.find(words) != std::string_view::npos) return true;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    const std::string_view word = words.substr(0, end);
    const bool plain =
        std::all_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!(plain ? hasWord(name, word) : hasCharacters(name, word))) return false;
    words = text::trim(words.substr(end));
  }
  return true;
}

}  // namespace

std::optional<WordMeaning> PlainWords::classNamed(std::string_view words) const {
  const std::string wanted = text::fold(text::trim(words));
  if (wanted.size() < 4) return std::nullopt;
  std::set<std::string> codes;
  for (const auto& [name, code] : m_classes) {
    if (hasAll(name, wanted)) codes.insert(code);
  }
  if (codes.empty() || codes.size() > kMostClasses) return std::nullopt;
  return caseTest(valueIn("category", {codes.begin(), codes.end()}));
}

bool PlainWords::goesOnAsClass(std::string_view folded, std::size_t length) const {
  std::size_t end = length;
  if (end < folded.size() && folded[end] == ' ') ++end;
  const std::size_t next = end;
  if (next == folded.size()) return false;
  if (isLatin(folded[next])) {
    while (end < folded.size() && isLatin(folded[end])) ++end;
    if (end > next + 1 && folded[end - 1] == 's') --end;  // "street lights" for "street light"
  } else {
    if (next > length || static_cast<unsigned char>(folded[next]) < 0x80) return false;
    for (++end; end < folded.size() && (static_cast<unsigned char>(folded[end]) & 0xc0) == 0x80;) ++end;
  }
  const std::string_view both = folded.substr(0, end);
  return std::any_of(m_classes.begin(), m_classes.end(),
                     [&](const auto& one) { return one.first.find(both) != std::string::npos; });
}

bool PlainWords::isOfDimension(const std::string& layer, int dimension) const {
  const auto found = m_dimensions.find(layer);
  return found != m_dimensions.end() && found->second == dimension;
}

}  // namespace gis::city
