// XML documents as trees: as much of XML 1.0 as exchange files of styles need.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gis::xml {

/// An element, or (empty name) a run of text between elements.
struct Node {
  std::string name;                                             ///< read: without its prefix; written: as it stands
  std::string text;                                             ///< of a run of text
  std::vector<std::pair<std::string, std::string>> attributes;  ///< read: without prefixes; xmlns is left out
  std::vector<Node> children;

  [[nodiscard]] bool isText() const { return name.empty(); }
  /// The first child element of that name, or null.
  [[nodiscard]] const Node* child(std::string_view wanted) const;
  /// The value of an attribute, or empty.
  [[nodiscard]] std::string attribute(std::string_view wanted) const;
  /// All text of this element and of those inside, without blanks at the ends.
  [[nodiscard]] std::string content() const;

  /// Adds an element, with text when there is any, and returns it.
  Node& add(std::string elementName, std::string content = {});
  Node& with(std::string attributeName, std::string value) {
    attributes.emplace_back(std::move(attributeName), std::move(value));
    return *this;
  }
  friend bool operator==(const Node&, const Node&) = default;
};

/// Reads a document (UTF-8, UTF-16 or Latin-1, as it declares) into UTF-8. Document types (and with them entities that
/// grow without end) are refused, and so are more than 200 levels. Comments and instructions are left out. Throws
/// Error(invalidValue) with the line.
[[nodiscard]] Node parse(std::string_view document);
/// Writes a document, indented; an element with text keeps its blanks. Characters that XML has no place for become
/// U+FFFD.
[[nodiscard]] std::string write(const Node& root);

}  // namespace gis::xml
