#include "gis_core/style/text_template.h"

#include <charconv>
#include <cmath>
#include <cstdio>

#include "gis_core/base/error.h"

namespace gis::style {

namespace {

bool knownForm(const std::string& form) {
  return form.empty() || form == "parcel" || form == "int" || (form.size() == 1 && form[0] >= '0' && form[0] <= '9');
}

std::string inForm(const std::string& text, const std::string& form) {
  if (form.empty()) return text;
  if (form == "parcel") return parcelCodeInGroups(text);
  double number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size()) return text;
  char buffer[400];
  std::snprintf(buffer, sizeof buffer, "%.*f", form == "int" ? 0 : form[0] - '0', number);
  return buffer;
}

}  // namespace

TextTemplate::TextTemplate(std::string_view text) {
  std::string literal;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if ((c == '{' || c == '}') && i + 1 < text.size() && text[i + 1] == c) {
      literal += c;
      ++i;
    } else if (c == '{') {
      const std::size_t end = text.find('}', i);
      if (end == std::string_view::npos) {
        throw Error(ErrorCode::invalidValue, {GIS_TR("the label text cannot be read")},
                    {GIS_TR("a brace is not closed in {0}"), {std::string(text)}});
      }
      const std::string inner(text.substr(i + 1, end - i - 1));
      const std::size_t bar = inner.rfind('|');
      Piece piece;
      piece.form = bar == std::string::npos ? "" : inner.substr(bar + 1);
      if (!knownForm(piece.form)) {
        throw Error(ErrorCode::invalidValue, {GIS_TR("the label text cannot be read")},
                    {GIS_TR("the form {0} is not known"), {piece.form}});
      }
      piece.literal = std::move(literal);
      literal.clear();
      piece.field = static_cast<int>(m_fields.size());
      m_fields.push_back(inner.substr(0, bar));
      m_pieces.push_back(std::move(piece));
      i = end;
    } else if (c == '\\' && i + 1 < text.size() && text[i + 1] == 'n') {
      literal += '\n';
      ++i;
    } else {
      literal += c;
    }
  }
  m_pieces.push_back({std::move(literal), -1, {}});
}

std::string TextTemplate::fill(const std::function<std::string(std::size_t)>& value) const {
  std::string out;
  bool any = m_fields.empty();
  for (const Piece& piece : m_pieces) {
    out += piece.literal;
    if (piece.field < 0) continue;
    const std::string text = inForm(value(std::size_t(piece.field)), piece.form);
    any = any || !text.empty();
    out += text;
  }
  if (!any) return {};
  while (!out.empty() && (out.back() == '\n' || out.back() == ' ')) out.pop_back();
  return out;
}

std::string TextTemplate::escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '{' || c == '}') out += c;
  }
  return out;
}

std::string parcelCodeInGroups(std::string_view code) {
  if (code.size() != 19) return std::string(code);
  std::string out(code.substr(0, 6));
  out.append("-").append(code.substr(6, 6)).append("\n").append(code.substr(12));
  return out;
}

}  // namespace gis::style
