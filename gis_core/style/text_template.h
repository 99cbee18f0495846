// Label texts: a template with fields.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gis::style {

/// "{field}" is replaced by the field's text; "{field|parcel}" splits a 19-character parcel code into two lines
/// 6-6 / 7, "{field|int}" rounds, "{field|1}" gives one decimal. "\n" starts a line. {{ and }} are braces.
class TextTemplate {
 public:
  /// Throws Error(invalidValue) for an open brace or an unknown form.
  explicit TextTemplate(std::string_view text);
  /// The fields in the order of their places.
  [[nodiscard]] const std::vector<std::string>& fields() const { return m_fields; }
  /// `value(k)` is the text of fields()[k]. Empty when every field is empty.
  [[nodiscard]] std::string fill(const std::function<std::string(std::size_t)>& value) const;

  /// A literal, then a field (or none) and its form.
  struct Piece {
    std::string literal;
    int field = -1;
    std::string form;
  };
  [[nodiscard]] const std::vector<Piece>& pieces() const { return m_pieces; }
  /// `text` so that a template shows it as it is.
  [[nodiscard]] static std::string escaped(std::string_view text);

 private:
  std::vector<Piece> m_pieces;
  std::vector<std::string> m_fields;
};

/// "321002001001GB00001" → "321002-001001\nGB00001"; other lengths stay as they are.
[[nodiscard]] std::string parcelCodeInGroups(std::string_view code);

}  // namespace gis::style
