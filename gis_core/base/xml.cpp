#include "gis_core/base/xml.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"

namespace gis::xml {

const Node* Node::child(std::string_view wanted) const {
  for (const Node& node : children) {
    if (node.name == wanted) return &node;
  }
  return nullptr;
}

std::string Node::attribute(std::string_view wanted) const {
  for (const auto& [key, value] : attributes) {
    if (key == wanted) return value;
  }
  return {};
}

std::string Node::content() const {
  std::string all;
  for (const Node& node : children) all += node.isText() ? node.text : node.content();
  return std::string(text::trim(all));
}

Node& Node::add(std::string elementName, std::string content) {
  Node& node = children.emplace_back();
  node.name = std::move(elementName);
  if (!content.empty()) node.children.push_back({{}, std::move(content), {}, {}});
  return node;
}

namespace {

constexpr int kMostLevels = 200;

bool isBlank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isNameCharacter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == ':' || c == '-' || c == '.' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

std::string withoutPrefix(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return std::string(colon == std::string_view::npos ? name : name.substr(colon + 1));
}

void appendUtf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xe0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3f));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  }
}

/// XML 1.0, production 2 (Char).
bool isAllowed(std::uint32_t c) {
  return c == 9 || c == 10 || c == 13 || (c >= 0x20 && c < 0xd800) || (c >= 0xe000 && c < 0xfffe) ||
         (c >= 0x10000 && c <= 0x10ffff);
}

class Reader {
 public:
  explicit Reader(std::string_view text) : m_text(text) {}

  Node document() {
    if (m_text.starts_with("\xef\xbb\xbf")) m_at = 3;
    if (!text::isValidUtf8(m_text)) refuse(GIS_TR("it is not in UTF-8"));
    if (m_text.substr(m_at).starts_with("<?xml")) declaration();
    skipMisc();
    if (!ahead("<")) refuse(GIS_TR("it is not XML"));
    Node root = element(0);
    skipMisc();
    if (m_at < m_text.size()) refuse(GIS_TR("something stands behind its end"));
    return root;
  }

 private:
  [[noreturn]] void refuse(const char* why) const {
    const auto line =
        1 + std::count(m_text.begin(), m_text.begin() + std::ptrdiff_t(std::min(m_at, m_text.size())), '\n');
    throw Error(ErrorCode::invalidValue, {GIS_TR("the XML cannot be read at line {0}"), {std::to_string(line)}}, why);
  }
  [[nodiscard]] bool ahead(std::string_view s) const {
    return m_text.substr(std::min(m_at, m_text.size())).starts_with(s);
  }
  void skipBlanks() {
    while (m_at < m_text.size() && isBlank(m_text[m_at])) ++m_at;
  }
  void skipBehind(std::string_view end) {
    const std::size_t found = m_text.find(end, m_at);
    if (found == std::string_view::npos) refuse(GIS_TR("it ends too early"));
    m_at = found + end.size();
  }
  void declaration() {
    const std::size_t end = m_text.find("?>", m_at);
    if (end == std::string_view::npos) refuse(GIS_TR("it ends too early"));
    std::string head(m_text.substr(m_at, end - m_at));
    std::transform(head.begin(), head.end(), head.begin(), [](unsigned char c) { return std::tolower(c); });
    const std::size_t encoding = head.find("encoding");
    if (encoding != std::string::npos && head.find("utf-8", encoding) == std::string::npos &&
        head.find("utf8", encoding) == std::string::npos && head.find("ascii", encoding) == std::string::npos) {
      refuse(GIS_TR("it is not in UTF-8"));
    }
    m_at = end + 2;
  }
  /// Blanks, comments and instructions.
  void skipMisc() {
    while (true) {
      skipBlanks();
      if (ahead("<!--")) {
        skipBehind("-->");
      } else if (ahead("<?")) {
        skipBehind("?>");
      } else if (ahead("<!DOCTYPE")) {
        refuse(GIS_TR("documents with a document type are not read"));
      } else {
        return;
      }
    }
  }
  std::string_view name() {
    const std::size_t from = m_at;
    while (m_at < m_text.size() && isNameCharacter(m_text[m_at])) ++m_at;
    if (m_at == from) refuse(GIS_TR("a name is missing"));
    return m_text.substr(from, m_at - from);
  }
  void expect(std::string_view s, const char* why) {
    if (!ahead(s)) refuse(why);
    m_at += s.size();
  }
  void appendReference(std::string& out) {
    const std::size_t end = m_text.find(';', m_at);
    if (end == std::string_view::npos || end - m_at > 12) refuse(GIS_TR("an & without its ;"));
    const std::string_view word = m_text.substr(m_at + 1, end - m_at - 1);
    if (word == "lt") {
      out += '<';
    } else if (word == "gt") {
      out += '>';
    } else if (word == "amp") {
      out += '&';
    } else if (word == "quot") {
      out += '"';
    } else if (word == "apos") {
      out += '\'';
    } else if (word.starts_with('#')) {
      const bool hex = word.size() > 1 && word[1] == 'x';
      const std::string_view digits = word.substr(hex ? 2 : 1);
      std::uint32_t c = 0;
      const auto [stop, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), c, hex ? 16 : 10);
      if (fault != std::errc{} || stop != digits.data() + digits.size() || !isAllowed(c)) {
        refuse(GIS_TR("a character reference that is none"));
      }
      appendUtf8(out, c);
    } else {
      refuse(GIS_TR("an entity that is not known"));
    }
    m_at = end + 1;
  }
  std::string attributeValue() {
    if (!ahead("\"") && !ahead("'")) refuse(GIS_TR("an attribute without quotes"));
    const char quote = m_text[m_at++];
    std::string out;
    while (true) {
      if (m_at >= m_text.size()) refuse(GIS_TR("it ends too early"));
      const char c = m_text[m_at];
      if (c == quote) break;
      if (c == '<') refuse(GIS_TR("an attribute without its end"));
      if (c == '&') {
        appendReference(out);
      } else {
        out += isBlank(c) ? ' ' : c;
        ++m_at;
      }
    }
    ++m_at;
    return out;
  }
  Node element(int level) {
    if (level > kMostLevels) refuse(GIS_TR("it is nested too deep"));
    expect("<", GIS_TR("a name is missing"));
    const std::string_view full = name();
    Node node;
    node.name = withoutPrefix(full);
    while (true) {
      const std::size_t before = m_at;
      skipBlanks();
      if (ahead("/>")) {
        m_at += 2;
        return node;
      }
      if (ahead(">")) break;
      if (before == m_at) refuse(GIS_TR("a name is missing"));
      const std::string_view attribute = name();
      skipBlanks();
      expect("=", GIS_TR("an attribute without a value"));
      skipBlanks();
      std::string value = attributeValue();
      if (attribute != "xmlns" && !attribute.starts_with("xmlns:")) {
        node.attributes.emplace_back(withoutPrefix(attribute), std::move(value));
      }
    }
    ++m_at;
    content(node, level);
    m_at += 2;
    if (name() != full) refuse(GIS_TR("an element ends with another name"));
    skipBlanks();
    expect(">", GIS_TR("an element ends with another name"));
    return node;
  }
  /// Up to the "</" of the element.
  void content(Node& node, int level) {
    const auto text = [&]() -> std::string& {
      if (node.children.empty() || !node.children.back().isText()) node.children.emplace_back();
      return node.children.back().text;
    };
    while (!ahead("</")) {
      if (m_at >= m_text.size()) refuse(GIS_TR("it ends too early"));
      if (ahead("<!--")) {
        skipBehind("-->");
      } else if (ahead("<![CDATA[")) {
        const std::size_t end = m_text.find("]]>", m_at);
        if (end == std::string_view::npos) refuse(GIS_TR("it ends too early"));
        text() += m_text.substr(m_at + 9, end - m_at - 9);
        m_at = end + 3;
      } else if (ahead("<?")) {
        skipBehind("?>");
      } else if (ahead("<")) {
        node.children.push_back(element(level + 1));
      } else if (m_text[m_at] == '&') {
        appendReference(text());
      } else {
        const std::size_t end = std::min(m_text.find_first_of("<&", m_at), m_text.size());
        text() += m_text.substr(m_at, end - m_at);
        m_at = end;
      }
    }
  }

  std::string_view m_text;
  std::size_t m_at = 0;
};

std::string escaped(const std::string& text, bool inAttribute) {
  std::string out;
  for (const char c : text::repairUtf8(text)) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '"' && inAttribute) {
      out += "&quot;";
    } else if (c == '\r' || (inAttribute && (c == '\n' || c == '\t'))) {
      out += "&#" + std::to_string(int(code)) + ";";
    } else if (code < 0x20 && c != '\n' && c != '\t') {
      out += "\xef\xbf\xbd";
    } else {
      out += c;
    }
  }
  return out;
}

void writeNode(const Node& node, int level, bool indented, std::string& out) {
  if (node.isText()) {
    out += escaped(node.text, false);
    return;
  }
  const auto indent = [&](int levels) {
    if (indented) out.append("\n").append(std::size_t(levels) * 2, ' ');
  };
  if (level > 0) indent(level);
  out += "<" + node.name;
  for (const auto& [key, value] : node.attributes) out += " " + key + "=\"" + escaped(value, true) + "\"";
  if (node.children.empty()) {
    out += "/>";
    return;
  }
  out += ">";
  const bool mixed = std::any_of(node.children.begin(), node.children.end(), [](const Node& n) { return n.isText(); });
  for (const Node& child : node.children) writeNode(child, level + 1, indented && !mixed, out);
  if (!mixed) indent(level);
  out += "</" + node.name + ">";
}

}  // namespace

Node parse(std::string_view document) {
  return Reader(document).document();
}

std::string write(const Node& root) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  writeNode(root, 0, true, out);
  return out + "\n";
}

}  // namespace gis::xml
