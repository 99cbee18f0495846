// JSON written as it comes, so that a million rows need no tree in memory.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace gis::cli {

/// Writes one JSON document to standard output. Text that is not valid UTF-8 is repaired (U+FFFD),
/// NaN and infinities become null, doubles have the shortest digits that read back equal. What is
/// written stays in a buffer of some megabytes first: an error before the first flush can still be
/// reported as the only document (discard()).
class JsonWriter {
 public:
  JsonWriter();
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;
  /// Does not flush: call finish().
  ~JsonWriter();

  JsonWriter& beginObject();
  JsonWriter& endObject();
  JsonWriter& beginArray();
  JsonWriter& endArray();
  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(double number);
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(int number) { return value(std::int64_t{number}); }
  JsonWriter& value(std::size_t number) { return value(static_cast<std::int64_t>(number)); }
  JsonWriter& value(bool yes);
  JsonWriter& null();
  /// Text that is JSON already.
  JsonWriter& raw(std::string_view json);
  JsonWriter& value(const nlohmann::json& tree);
  /// key + value in one.
  template <typename T>
  JsonWriter& member(std::string_view name, const T& content) {
    return key(name).value(content);
  }
  /// Empty text becomes null.
  JsonWriter& memberOrNull(std::string_view name, std::string_view text);

  /// Ends the document with a line end and writes it out. Throws Error(diskFull | internal) when
  /// standard output cannot take it.
  void finish();

 private:
  void separate();
  void flush();

  std::string m_buffer;
  std::vector<bool> m_hasItem;  ///< one level each: is there an item before?
  bool m_afterKey = false;
};

/// Was anything of a document written out already in this process?
[[nodiscard]] bool jsonHasStarted();

/// `text` as a JSON string with quotes.
[[nodiscard]] std::string jsonQuoted(std::string_view text);
/// Shortest digits that read back equal; "null" for NaN and infinities.
[[nodiscard]] std::string jsonNumber(double number);

}  // namespace gis::cli
