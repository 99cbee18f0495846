#include <algorithm>
#include <string>
#include <utility>

#include "gis_core/base/text.h"
#include "gis_core/city/plain_fillers.h"
#include "gis_core/city/plain_tokens.h"

namespace gis::city {

namespace {

using fillers::kFaults;

constexpr std::size_t kMostLooked = 120;  // bytes of a phrase: longer ones name no class

class ClassFinder {
 public:
  ClassFinder(std::vector<PlainToken>& tokens, const PlainWords& words) : m_tokens(tokens), m_words(words) {}

  /// "manhole cover", 井盖: part of the names of classes. The words of one phrase narrow together, in any order; where
  /// no class has all of them, the longest run that some have is taken and the rest is handed back.
  void run() {
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
      if (m_tokens[i].kind != PlainToken::Kind::unknown) continue;
      joinAlternatives(i);
      const std::string whole = m_tokens[i].text;
      const auto [from, length] = longestNamed(whole);
      if (length == 0) continue;
      PlainToken& token = m_tokens[i];
      token.kind = PlainToken::Kind::meaning;
      token.found = m_words.classNamed(std::string_view(whole).substr(from, length));
      token.text = whole.substr(from, length);
      const std::string behind(text::trim(std::string_view(whole).substr(from + length)));
      const std::string before(text::trim(std::string_view(whole).substr(0, from)));
      if (isSaidByDefect(token.text, before, behind)) {
        token.text = whole;
        continue;
      }
      if (!behind.empty()) addRest(i + 1, behind);
      if (!before.empty()) addRest(i++, before);
      if (!behind.empty()) ++i;  // no second set of classes
    }
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
      if (isPlainClass(i)) narrow(i);
    }
  }

 private:
  /// A component is missing, damaged or stolen: the standard has one class for each thing, "…: defect", 异常, which
  /// says no more than that.
  [[nodiscard]] bool isSaidByDefect(const std::string& thing, const std::string& before,
                                    const std::string& behind) const {
    if ((before.empty() && behind.empty()) || !saysOnlyFaults(before) || !saysOnlyFaults(behind)) return false;
    return m_words.classNamed(thing + " defect") || m_words.classNamed(thing + " 异常");
  }
  void addRest(std::size_t at, const std::string& text) {
    PlainToken rest;
    rest.text = text;
    m_tokens.insert(m_tokens.begin() + std::ptrdiff_t(at), std::move(rest));
  }
  /// "damaged or missing kerbstone" is one phrase: of words that only say what is wrong, or of a class with all of
  /// them.
  void joinAlternatives(std::size_t i) {
    while (i + 2 < m_tokens.size() && m_tokens[i + 1].kind == PlainToken::Kind::either &&
           m_tokens[i + 2].kind == PlainToken::Kind::unknown) {
      const std::string both = m_tokens[i].text + " " + m_tokens[i + 2].text;
      if (!saysOnlyFaults(m_tokens[i].text) && !m_words.classNamed(both)) return;
      m_tokens[i].text = both;
      m_tokens.erase(m_tokens.begin() + std::ptrdiff_t(i) + 1, m_tokens.begin() + std::ptrdiff_t(i) + 3);
    }
  }
  static bool saysOnlyFaults(std::string_view words) {
    while (!words.empty()) {
      const auto fault = std::find_if(kFaults.begin(), kFaults.end(), [&](const char* one) {
        const std::string_view word(one);
        return words.starts_with(word) &&
               (words.size() == word.size() || !isLatin(word.back()) || !isLatin(words[word.size()]));
      });
      if (fault == kFaults.end()) return false;
      words = text::trim(words.substr(std::string_view(*fault).size()));
    }
    return true;
  }
  /// Where the longest run of words (of characters in Chinese) that some class has stands in `text`, and its length;
  /// a run that says more than what is wrong comes first.
  [[nodiscard]] std::pair<std::size_t, std::size_t> longestNamed(const std::string& text) const {
    std::pair<std::size_t, std::size_t> best{0, 0};
    bool bestIsFault = true;
    const std::size_t most = std::min(text.size(), kMostLooked);
    for (std::size_t from = 0; from < most; from = pieceEnd(text, from)) {
      if (text[from] == ' ') continue;
      for (std::size_t end = pieceEnd(text, from);; end = pieceEnd(text, end)) {
        const std::string_view run = std::string_view(text).substr(from, end - from);
        const bool isFault = saysOnlyFaults(run);
        const bool isBetter = isFault == bestIsFault ? run.size() > best.second : bestIsFault;
        if (run.back() != ' ' && isBetter && m_words.classNamed(run)) {
          best = {from, run.size()};
          bestIsFault = isFault;
        }
        if (end >= most) break;
      }
    }
    return best;
  }
  /// The end of the Latin word, or the one other character, that begins here.
  static std::size_t pieceEnd(const std::string& text, std::size_t from) {
    std::size_t end = from + 1;
    if (isLatin(text[from])) {
      while (end < text.size() && isLatin(text[end])) ++end;
    } else {
      while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) ++end;
    }
    return end;
  }
  /// The classes of cases that a word stands for, or null.
  [[nodiscard]] static const query::FieldTest* classesOf(const PlainToken& token) {
    if (!token.is(WordMeaning::Kind::test) || token.what()->where.size() != 1) return nullptr;
    const auto* test = std::get_if<query::FieldTest>(&token.what()->where.front().test);
    return test != nullptr && test->field == "category" ? test : nullptr;
  }
  /// … neither turned round nor one of two.
  [[nodiscard]] bool isPlainClass(std::size_t i) const {
    if (classesOf(m_tokens[i]) == nullptr) return false;
    const auto joins = [&](std::size_t at) {
      return at < m_tokens.size() &&
             (m_tokens[at].kind == PlainToken::Kind::either || m_tokens[at].kind == PlainToken::Kind::negation);
    };
    return !joins(i - 1) && !(i + 1 < m_tokens.size() && m_tokens[i + 1].kind == PlainToken::Kind::either);
  }
  /// A case has one class: of two sets of classes what they share is meant ("manhole cover, gas"), and where they share
  /// nothing only one of them was understood.
  void narrow(std::size_t i) {
    for (std::size_t k = i + 1; k < m_tokens.size(); ++k) {
      if (!isPlainClass(k)) continue;
      query::FieldTest shared = *classesOf(m_tokens[i]);
      const auto& others = classesOf(m_tokens[k])->operands;
      std::erase_if(shared.operands, [&](const query::Operand& one) {
        return std::find(others.begin(), others.end(), one) == others.end();
      });
      if (shared.operands.empty()) {
        const auto weight = [&](std::size_t at) {
          return std::pair(!saysOnlyFaults(m_tokens[at].text), m_tokens[at].text.size());
        };
        const std::size_t lost = weight(k) > weight(i) ? i : k;
        m_tokens[lost].kind = PlainToken::Kind::unknown;
        m_tokens[lost].meaning = nullptr;
        m_tokens[lost].found.reset();
        if (lost == i) return;
        continue;
      }
      WordMeaning meaning = *m_tokens[i].what();
      if (shared.operands.size() == 1) shared.comparison = query::Comparison::equal;
      meaning.where = {{std::move(shared)}};
      m_tokens[i].found = std::move(meaning);
      m_tokens[k].kind = PlainToken::Kind::unknown;  // said with the first
      m_tokens[k].meaning = nullptr;
      m_tokens[k].found.reset();
      m_tokens[k].used = true;
    }
  }

  std::vector<PlainToken>& m_tokens;
  const PlainWords& m_words;
};

}  // namespace

void findPlainClasses(std::vector<PlainToken>& tokens, const PlainWords& words) {
  ClassFinder(tokens, words).run();
}

}  // namespace gis::city
