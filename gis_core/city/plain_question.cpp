#include "gis_core/city/plain_question.h"

#include <algorithm>
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
    // a layer that is no partner of a distance, behind the last 的 first; then the layer of a condition
    const auto head = std::find_if(m_tokens.begin(), m_tokens.end(), [](const PlainToken& one) { return one.isHead; });
    for (const std::size_t begin : {std::size_t(head - m_tokens.begin()), std::size_t{0}}) {
      for (std::size_t i = begin; i < m_tokens.size(); ++i) {
        if (!m_tokens[i].is(WordMeaning::Kind::layer) || isPartner(i) || isGrouping(i)) continue;
        m_tokens[i].used = true;
        return m_tokens[i].what()->layer;
      }
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
  /// The tokens from `first` to `last` that say of one layer what a distance is measured to: "open drainage incidents".
  struct Partner {
    std::size_t first, last;
  };
  /// What the distance at `i` is measured to.
  [[nodiscard]] std::optional<Partner> partnerOf(std::size_t i) const {
    if (i > 0) {
      const Partner before{firstOf(i - 1), i - 1};
      const bool isFrom = before.first > 0 && m_tokens[before.first - 1].kind == PlainToken::Kind::from;
      const bool isAt = isFrom || (m_tokens[i].behind && (isThing(m_tokens, i - 1) || !hasThing(before)));
      if (isAt && (hasThing(before) || isOfAnother(before))) return before;
    }
    if (m_tokens[i].behind && isFromSomething(i)) return std::nullopt;
    std::size_t next = i + 1;
    if (next < m_tokens.size() && m_tokens[next].kind == PlainToken::Kind::from) ++next;
    std::size_t last = next;
    while (last + 1 < m_tokens.size() && isOfOne(last, last + 1)) ++last;
    const Partner after{next, last};
    const bool isSaid = next < m_tokens.size() && (hasThing(after) || isOfAnother(after));
    return isSaid ? std::optional(after) : std::nullopt;
  }
  /// Do two tokens that follow each other speak of the same layer?
  [[nodiscard]] bool isOfOne(std::size_t i, std::size_t k) const {
    const auto speaks = [&](std::size_t at) {
      return isThing(m_tokens, at) || m_tokens[at].is(WordMeaning::Kind::test);
    };
    // a layer is said once, and its tests in any order
    return speaks(i) && speaks(k) && m_tokens[i].what()->layer == m_tokens[k].what()->layer &&
           !(isThing(m_tokens, i) && isThing(m_tokens, k));
  }
  [[nodiscard]] std::size_t firstOf(std::size_t last) const {
    while (last > 0 && isOfOne(last - 1, last)) --last;
    return last;
  }
  [[nodiscard]] bool hasThing(const Partner& partner) const {
    for (std::size_t i = partner.first; i <= partner.last; ++i)
      if (isThing(m_tokens, i)) return true;
    return false;
  }
  /// "industrial land" where the layer that is asked for was said: then it is the land that something is near.
  [[nodiscard]] bool isOfAnother(const Partner& partner) const {
    if (!m_tokens[partner.first].is(WordMeaning::Kind::test)) return false;
    return std::any_of(m_tokens.begin(), m_tokens.end(), [&](const PlainToken& one) {
      return one.is(WordMeaning::Kind::layer) && one.what()->layer != m_tokens[partner.first].what()->layer;
    });
  }
  /// 距变电站300米以内: it is said what the distance at `i` is measured to, and nothing is known of that.
  [[nodiscard]] bool isFromSomething(std::size_t i) const {
    if (i > 0 && m_tokens[i - 1].kind == PlainToken::Kind::unknown) return true;
    while (i > 0 && (m_tokens[i - 1].kind == PlainToken::Kind::unknown || m_tokens[i - 1].is(WordMeaning::Kind::test)))
      --i;
    return i > 0 && m_tokens[i - 1].kind == PlainToken::Kind::from;
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
      if (m_tokens[i].kind != PlainToken::Kind::distance) continue;
      if (const auto partner = partnerOf(i); partner && partner->first <= wanted && wanted <= partner->last)
        return true;
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
        if (auto one = meant(token, i, subject)) {
          add(std::move(*one));
        } else if (i + 1 == m_tokens.size() || !isOfOne(i, i + 1)) {
          negated = either = false;  // they were said of what is not understood
        }
      } else if (token.kind == PlainToken::Kind::from) {
        token.used = true;  // its distance says what is not understood
      }
    }
    return all;
  }
  query::Condition distanceOf(PlainToken& token, const Partner& partner) {
    query::OtherSide other{m_tokens[partner.first].what()->layer, {}};
    for (std::size_t i = partner.first; i <= partner.last; ++i) {
      m_tokens[i].used = true;
      const auto& where = m_tokens[i].what()->where;
      other.where.insert(other.where.end(), where.begin(), where.end());
    }
    token.used = true;
    return {query::DistanceTest{token.metres, {}, std::move(other)}};
  }
  /// Tests of a layer that is not the one asked for say which of its features are met. "not" before the tests of the
  /// token `named` is said of the meeting.
  void addTestsOf(query::OtherSide& other, std::size_t named) {
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
      PlainToken& token = m_tokens[i];
      const bool isPlain =
          i == 0 || i == firstOf(named) ||
          (m_tokens[i - 1].kind != PlainToken::Kind::negation && m_tokens[i - 1].kind != PlainToken::Kind::either);
      if (token.used || !isPlain || !token.is(WordMeaning::Kind::test) || token.what()->layer != other.layer ||
          isPartner(i))
        continue;
      token.used = true;
      other.where.insert(other.where.end(), token.what()->where.begin(), token.what()->where.end());
    }
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
    query::OtherSide other{meaning.layer, meaning.where};
    addTestsOf(other, i);
    return {{query::RelationTest{geom::Relation::parse(within ? "within" : "intersects"), std::move(other)}}};
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
