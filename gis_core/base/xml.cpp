#include "gis_core/base/xml.h"

#include <expat.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <new>
#include <type_traits>

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

constexpr std::size_t kMostLevels = 200;

std::string withoutPrefix(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return std::string(colon == std::string_view::npos ? name : name.substr(colon + 1));
}

/// Grows the tree from expat's events. Its callbacks are C: what goes wrong inside is kept, and the parser stopped.
class Reader {
 public:
  Reader() : m_parser(XML_ParserCreate(nullptr)) {
    if (m_parser == nullptr) throw std::bad_alloc();
    XML_SetUserData(m_parser.get(), this);
    XML_SetElementHandler(m_parser.get(), onStart, onEnd);
    XML_SetCharacterDataHandler(m_parser.get(), onText);
    XML_SetStartDoctypeDeclHandler(m_parser.get(), onDocumentType);
  }

  Node document(std::string_view text) {
    if (text.size() > std::size_t(std::numeric_limits<int>::max())) refuse(GIS_TR("it is too large"));
    const XML_Status status = XML_Parse(m_parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE);
    if (m_reason != nullptr) refuse(m_reason);
    if (status != XML_STATUS_OK) {
      refuse({GIS_TR("it is not well-formed ({0})"), {XML_ErrorString(XML_GetErrorCode(m_parser.get()))}});
    }
    return std::move(m_root);
  }

 private:
  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  [[noreturn]] void refuse(Message why) const {
    const auto line = XML_GetCurrentLineNumber(m_parser.get());
    throw Error(ErrorCode::invalidValue, {GIS_TR("the XML cannot be read at line {0}"), {std::to_string(line)}},
                std::move(why));
  }
  void stop(const char* reason) {
    m_reason = reason;
    XML_StopParser(m_parser.get(), XML_FALSE);
  }
  template <typename Grow>
  static void grow(void* self, Grow&& step) {
    auto& reader = *static_cast<Reader*>(self);
    try {
      step(reader);
    } catch (const std::bad_alloc&) {
      reader.stop(GIS_TR("the memory does not suffice"));
    }
  }
  static void onStart(void* self, const XML_Char* name, const XML_Char** attributes) {
    grow(self, [&](Reader& r) {
      if (r.m_open.size() > kMostLevels) {
        r.stop(GIS_TR("it is nested too deep"));
        return;
      }
      Node& node = r.m_open.empty() ? r.m_root : r.m_open.back()->children.emplace_back();
      r.m_open.push_back(&node);
      node.name = withoutPrefix(name);
      for (; attributes[0] != nullptr; attributes += 2) {
        const std::string_view key = attributes[0];
        if (key != "xmlns" && !key.starts_with("xmlns:"))
          node.attributes.emplace_back(withoutPrefix(key), attributes[1]);
      }
    });
  }
  static void onEnd(void* self, const XML_Char*) {
    std::vector<Node*>& open = static_cast<Reader*>(self)->m_open;
    if (!open.empty()) open.pop_back();  // after a stop one more end may come
  }
  static void onText(void* self, const XML_Char* text, int size) {
    grow(self, [&](Reader& r) {
      std::vector<Node>& children = r.m_open.back()->children;
      if (children.empty() || !children.back().isText()) children.emplace_back();
      children.back().text.append(text, static_cast<std::size_t>(size));
    });
  }
  static void onDocumentType(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    static_cast<Reader*>(self)->stop(GIS_TR("documents with a document type are not read"));
  }

  std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> m_parser;
  Node m_root;
  std::vector<Node*> m_open;  ///< from the root to where the reader is; only the last one's children grow
  const char* m_reason = nullptr;
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
  return Reader().document(document);
}

std::string write(const Node& root) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  writeNode(root, 0, true, out);
  return out + "\n";
}

}  // namespace gis::xml
