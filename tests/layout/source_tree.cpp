#include "tests/layout/source_tree.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <set>

namespace citydesk::layout {
namespace fs = std::filesystem;
namespace {

constexpr std::array kFolders = {"app", "gis_core", "resources", "sample_data", "tests", "ui"};

bool isText(const fs::path& path) {
  static const std::set<std::string> known = {".h",  ".cpp", ".txt", ".cmake", ".sql", ".md",   ".ts",     ".xml",
                                              ".in", ".sh",  ".qrc", ".svg",   ".qss", ".json", ".desktop"};
  return known.contains(path.extension().string());
}

std::string readAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void add(SourceTree& tree, const std::string& name, std::string text) {
  const bool cpp = name.ends_with(".h") || name.ends_with(".cpp");
  SourceFile file{std::move(text), {}};
  if (cpp) file.code = blankProse(file.text);
  tree.emplace(name, std::move(file));
}

/// Blanks [from, to) except line breaks.
void blank(std::string& text, size_t from, size_t to) {
  for (size_t i = from; i < to && i < text.size(); ++i)
    if (text[i] != '\n') text[i] = ' ';
}

/// One past the end of the literal whose opening quote stands at `at`.
size_t endOfLiteral(std::string_view text, size_t at) {
  const char quote = text[at];
  size_t i = at + 1;
  while (i < text.size() && text[i] != quote && text[i] != '\n') i += text[i] == '\\' ? 2 : 1;
  return std::min(i + 1, text.size());
}

/// One past the end of the raw literal R"tag( … )tag" whose quote stands at `at`.
size_t endOfRawLiteral(std::string_view text, size_t at) {
  const size_t open = text.find('(', at);
  if (open == std::string_view::npos) return text.size();
  const std::string close = ")" + std::string(text.substr(at + 1, open - at - 1)) + "\"";
  const size_t end = text.find(close, open);
  return end == std::string_view::npos ? text.size() : end + close.size();
}

}  // namespace

std::string blankProse(std::string_view text) {
  std::string code(text);
  for (size_t i = 0; i < text.size();) {
    size_t end = i + 1;
    if (text.substr(i, 2) == "//") {
      end = std::min(text.find('\n', i), text.size());
      blank(code, i, end);
    } else if (text.substr(i, 2) == "/*") {
      const size_t close = text.find("*/", i + 2);
      end = close == std::string_view::npos ? text.size() : close + 2;
      blank(code, i, end);
    } else if (text[i] == '"') {
      end = i > 0 && text[i - 1] == 'R' ? endOfRawLiteral(text, i) : endOfLiteral(text, i);
      blank(code, i + 1, end - 1);
    } else if (text[i] == '\'' && (i == 0 || std::isalnum(static_cast<unsigned char>(text[i - 1])) == 0)) {
      end = endOfLiteral(text, i);  // not the separator of 1'000'000
      blank(code, i + 1, end - 1);
    }
    i = end;
  }
  return code;
}

std::vector<Include> includesOf(std::string_view text) {
  std::vector<Include> found;
  int line = 0;
  while (!text.empty()) {
    ++line;
    const std::string_view here = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(here.size() + 1, text.size()));
    const size_t hash = here.find_first_not_of(" \t");
    if (hash == std::string_view::npos || here[hash] != '#') continue;
    const size_t word = here.find("include", hash);
    const size_t open = here.find_first_of("<\"", hash);
    if (word == std::string_view::npos || open == std::string_view::npos || open < word) continue;
    const size_t close = here.find_first_of(">\"", open + 1);
    if (close == std::string_view::npos) continue;
    found.push_back({line, here[open] == '"', std::string(here.substr(open + 1, close - open - 1))});
  }
  return found;
}

SourceTree makeSourceTree(const std::map<std::string, std::string>& texts) {
  SourceTree tree;
  for (const auto& [name, text] : texts) add(tree, name, text);
  return tree;
}

SourceTree readSourceTree(const fs::path& root) {
  SourceTree tree;
  for (const auto& entry : fs::directory_iterator(root))
    if (entry.is_regular_file() && (isText(entry.path()) || entry.path().filename() == "dev"))
      add(tree, entry.path().filename().string(), readAll(entry.path()));
  for (const char* folder : kFolders) {
    if (!fs::is_directory(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder))
      if (entry.is_regular_file())  // of other files the name is enough
        add(tree, entry.path().lexically_relative(root).generic_string(),
            isText(entry.path()) ? readAll(entry.path()) : std::string());
  }
  return tree;
}

std::vector<std::string> topFolders(const fs::path& root) {
  std::set<std::string> folders;
  const std::string command =
      "git -c safe.directory='*' -C '" + root.string() + "' ls-files -z --full-name . 2>/dev/null";
  if (fs::exists(root / ".git")) {
    if (FILE* listing = popen(command.c_str(), "r"); listing != nullptr) {
      std::string names;
      std::array<char, 4096> part{};
      for (size_t n = 0; (n = fread(part.data(), 1, part.size(), listing)) > 0;) names.append(part.data(), n);
      pclose(listing);
      for (size_t from = 0; from < names.size();) {
        const size_t end = std::min(names.find('\0', from), names.size());
        const std::string name = names.substr(from, end - from);
        if (const size_t slash = name.find('/'); slash != std::string::npos) folders.insert(name.substr(0, slash));
        from = end + 1;
      }
    }
  }
  if (folders.empty())
    for (const auto& entry : fs::directory_iterator(root))
      if (entry.is_directory()) folders.insert(entry.path().filename().string());
  return {folders.begin(), folders.end()};
}

}  // namespace citydesk::layout
