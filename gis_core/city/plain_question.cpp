#include "gis_core/city/plain_question.h"

#include <cmath>

#include "gis_core/base/text.h"
#include "gis_core/city/plain_tokens.h"

namespace gis::city {

namespace {

class PlainReader {
 public:
  PlainReader(std::string_view text, const PlainWords& words)
      : m_words(words), m_tokens(plainTokens(text::fold(text), words)) {
    findPlainClasses(m_tokens, words);
  }

  PlainReading run() {
    PlainReading out;
    const std::optional<std::string> subject = findSubject();
    if (subject) {
      query::Ask ask;
      ask.layer = *subject;
      ask.where = conditions(*subject);
      askFigures(ask);
      out.ask = std::move(ask);
    }
    for (const PlainToken& token : m_tokens) {
      if (!token.used) out.leftOver.push_back(token.text);
    }
    return out;
  }

 private:
  std::optional<std::string> findSubject() {
    // a layer that is no partner of a distance; then the layer of a condition
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
      if (!m_tokens[i].is(WordMeaning::Kind::layer) || isPartner(i) || isGrouping(i)) continue;
      m_tokens[i].used = true;
      return m_tokens[i].what()->layer;
    }
    for (const WordMeaning::Kind kind :
         {WordMeaning::Kind::test, WordMeaning::Kind::place, WordMeaning::Kind::column}) {
      for (std::size_t i = 0; i < m_tokens.size(); ++i) {
        if (!m_tokens[i].is(kind) || isPartner(i)) continue;
        if (kind == WordMeaning::Kind::place) m_subjectPlace = i;
        return m_tokens[i].what()->layer;
      }
    }
    return std::nullopt;
  }
  /// What the distance at `i` is measured to.
  [[nodiscard]] std::optional<std::size_t> partnerOf(std::size_t i) const {
    const bool fromBefore = i >= 2 && m_tokens[i - 2].kind == PlainToken::Kind::from && isThing(m_tokens, i - 1);
    if (fromBefore || (m_tokens[i].behind && i >= 1 && isThing(m_tokens, i - 1))) return i - 1;
    std::size_t next = i + 1;
    if (next < m_tokens.size() && m_tokens[next].kind == PlainToken::Kind::from) ++next;
    if (isThing(m_tokens, next)) return next;
    return std::nullopt;
  }
  /// Zones behind "per"; columns, which are nothing else.
  [[nodiscard]] bool isGrouping(std::size_t i) const {
    if (m_tokens[i].is(WordMeaning::Kind::column)) return true;
    return i > 0 && m_tokens[i - 1].kind == PlainToken::Kind::each && m_tokens[i].what() != nullptr &&
           isZones(*m_tokens[i].what(), m_words);
  }
  void askFigures(query::Ask& ask) {
    bool hasZones = false;
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
      PlainToken& token = m_tokens[i];
      if (token.kind == PlainToken::Kind::figure) {
        ask.figures.push_back({token.figure, {}});
        token.used = true;
      } else if (isGrouping(i)) {
        const WordMeaning& meaning = *token.what();
        const bool isColumn = meaning.kind == WordMeaning::Kind::column;
        if (isColumn ? meaning.layer != ask.layer : hasZones || meaning.layer == ask.layer) continue;
        ask.by.push_back(isColumn ? query::Grouping{meaning.field} : query::Grouping{{}, {}, meaning.layer});
        hasZones = hasZones || !isColumn;
        token.used = true;
        if (i > 0 && m_tokens[i - 1].kind == PlainToken::Kind::each) m_tokens[i - 1].used = true;
      }
    }
    if (!ask.by.empty() && ask.figures.empty()) ask.figures.push_back({});
  }
  [[nodiscard]] bool isPartner(std::size_t wanted) const {
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
      if (m_tokens[i].kind == PlainToken::Kind::distance && partnerOf(i) == wanted) return true;
    }
    return false;
  }

  std::vector<query::Condition> conditions(const std::string& subject) {
    std::vector<query::Condition> all;
    bool negated = false;
    bool either = false;
    const auto add = [&](query::Condition one) {
      if (negated) one = {query::Group{query::Group::Join::none, {std::move(one)}}};
      if (either && !all.empty()) {
        if (auto* group = std::get_if<query::Group>(&all.back().test);
            group != nullptr && group->join == query::Group::Join::any) {
          group->of.push_back(std::move(one));
        } else {
          query::Condition before = std::move(all.back());
          all.back() = {query::Group{query::Group::Join::any, {std::move(before), std::move(one)}}};
        }
      } else {
        all.push_back(std::move(one));
      }
      negated = either = false;
    };
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
      PlainToken& token = m_tokens[i];
      if (token.kind == PlainToken::Kind::negation || token.kind == PlainToken::Kind::either) {
        token.used = true;
        // one of two only where the first was understood
        const bool isFirstKnown = i > 0 && m_tokens[i - 1].used;
        if (token.kind == PlainToken::Kind::negation) negated = true;
        if (token.kind == PlainToken::Kind::either) either = isFirstKnown;
      } else if (token.kind == PlainToken::Kind::distance) {
        const auto partner = partnerOf(i);
        if (partner && !std::isnan(token.metres)) add(distanceOf(token, *partner));
      } else if (token.kind == PlainToken::Kind::meaning && !token.used && !isPartner(i) && !isGrouping(i)) {
        if (auto one = meant(token, i, subject)) add(std::move(*one));
      } else if (token.kind == PlainToken::Kind::from) {
        token.used = true;  // its distance says what is not understood
      }
    }
    return all;
  }
  query::Condition distanceOf(PlainToken& token, std::size_t partner) {
    PlainToken& other = m_tokens[partner];
    token.used = other.used = true;
    return {query::DistanceTest{token.metres, {}, {other.what()->layer, other.what()->where}}};
  }
  std::optional<query::Condition> meant(PlainToken& token, std::size_t i, const std::string& subject) {
    const WordMeaning& meaning = *token.what();
    const bool own = meaning.layer == subject;
    if (own && (meaning.kind == WordMeaning::Kind::test || i == m_subjectPlace)) {
      token.used = true;
      return all(meaning.where);
    }
    if (own || meaning.kind == WordMeaning::Kind::test) return std::nullopt;
    // areas that something lies in; other layers and places: what meets them
    const bool within = meaning.kind == WordMeaning::Kind::area && !m_words.isPoints(subject);
    token.used = true;
    return {
        {query::RelationTest{geom::Relation::parse(within ? "within" : "intersects"), {meaning.layer, meaning.where}}}};
  }
  static query::Condition all(const std::vector<query::Condition>& where) {
    if (where.size() == 1) return where.front();
    return {query::Group{query::Group::Join::all, where}};
  }

  const PlainWords& m_words;
  std::vector<PlainToken> m_tokens;
  std::optional<std::size_t> m_subjectPlace;
};

}  // namespace

PlainReading readPlainly(std::string_view text, const PlainWords& words) {
  return PlainReader(text, words).run();
}

}  // namespace gis::city
