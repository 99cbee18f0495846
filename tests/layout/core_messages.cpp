// The rule about texts of the core. lupdate finds tr(); GIS_TR has no class around it, so we look ourselves.
#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "tests/layout/rules.h"

namespace citydesk::layout {
namespace {

/// The value of the string literals that stand in [from, to) of `file`, joined as the compiler joins them.
std::string joinedLiterals(const SourceFile& file, size_t from, size_t to) {
  std::string value;
  bool inside = false;
  for (size_t i = from; i < to; ++i) {
    const char c = file.text[i];
    if (!inside) {
      inside = file.code[i] == '"';
      continue;
    }
    if (c == '"') {
      inside = false;
    } else if (c == '\\' && i + 1 < to) {
      const char next = file.text[++i];
      value += next == 'n' ? '\n' : next == 't' ? '\t' : next;
    } else {
      value += c;
    }
  }
  return value;
}

int lineAt(const std::string& text, size_t at) {
  int line = 1;
  for (size_t i = 0; i < at; ++i) line += text[i] == '\n' ? 1 : 0;
  return line;
}

std::string plain(std::string text) {
  static const std::pair<const char*, const char*> entities[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}};
  for (const auto& [entity, character] : entities)
    for (size_t at = 0; (at = text.find(entity, at)) != std::string::npos; ++at)
      text.replace(at, std::string(entity).size(), character);
  return text;
}

/// What stands between `open` and `close` behind `at`, and moves `at` behind it; empty when there is none before `end`.
std::string between(const std::string& text, const std::string& open, const std::string& close, size_t& at,
                    size_t end) {
  const size_t from = text.find(open, at);
  if (from == std::string::npos || from >= end) {
    at = end;
    return {};
  }
  const size_t to = text.find(close, from + open.size());
  at = to + close.size();
  return text.substr(from + open.size(), to - from - open.size());
}

/// The sources of the context "gis" that have a translation.
std::set<std::string> translatedTexts(const std::string& ts) {
  std::set<std::string> found;
  for (size_t at = ts.find("<context>"); at != std::string::npos; at = ts.find("<context>", at + 1)) {
    const size_t end = std::min(ts.find("</context>", at), ts.size());
    size_t here = at;
    if (between(ts, "<name>", "</name>", here, end) != "gis") continue;
    while (here < end) {
      const std::string source = between(ts, "<source>", "</source>", here, end);
      if (source.empty()) break;
      if (!between(ts, "<translation>", "</translation>", here, end).empty()) found.insert(plain(source));
    }
  }
  return found;
}

/// True when an option of the command line is named outside brackets, where a window could not leave it out.
bool namesBareOption(const std::string& text) {
  int depth = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')') --depth;
    if (depth == 0 && text.compare(i, 2, "--") == 0) return true;
  }
  return false;
}

}  // namespace

Findings checkCoreMessages(const SourceTree& tree) {
  const auto ts = tree.find("resources/translations/citydesk_zh_CN.ts");
  if (ts == tree.end()) return {};
  const std::set<std::string> known = translatedTexts(ts->second.text);
  Findings findings;
  for (const auto& [path, file] : tree) {
    if (file.code.empty() || path.starts_with("tests/")) continue;
    for (size_t at = file.code.find("GIS_TR("); at != std::string::npos; at = file.code.find("GIS_TR(", at + 1)) {
      const size_t end = file.code.find(')', at);
      if (end == std::string::npos) break;
      const std::string text = joinedLiterals(file, at, end);
      if (!text.empty() && !known.contains(text))
        findings.push_back({path, lineAt(file.text, at), "no translation in the context gis: " + text});
      if (!path.starts_with("app/") && namesBareOption(text))
        findings.push_back({path, lineAt(file.text, at), "an option is named outside brackets: " + text});
    }
  }
  return findings;
}

}  // namespace citydesk::layout
