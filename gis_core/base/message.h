// A sentence that can be said in the user's language later.
#pragma once

#include <string>
#include <utility>
#include <vector>

/// Marks a source text for translation (lupdate knows the macro); it is the text itself.
#define GIS_TR(text) text

namespace gis {

/// A template in English with numbered places `{0}`, `{1}` … and what fills them. The core makes
/// messages; the two doors (job runner, command line) translate the template and fill it.
/// Thread rule: a plain value.
struct Message {
  std::string text;               ///< English template, marked with GIS_TR where it is written
  std::vector<std::string> args;  ///< fill-ins, UTF-8

  Message() = default;
  Message(std::string text_, std::vector<std::string> args_ = {}) : text(std::move(text_)), args(std::move(args_)) {}
  Message(const char* text_, std::vector<std::string> args_ = {}) : text(text_), args(std::move(args_)) {}

  [[nodiscard]] bool empty() const { return text.empty(); }
  /// The English sentence.
  [[nodiscard]] std::string str() const;
  friend bool operator==(const Message&, const Message&) = default;
};

/// Fills the numbered places of `text` with `args`; a place without an argument stays as it is.
[[nodiscard]] std::string fillPlaces(const std::string& text, const std::vector<std::string>& args);

}  // namespace gis
