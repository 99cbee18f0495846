#include "app/cli/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"

namespace gis::cli {
namespace {

constexpr std::size_t kFlushAt = std::size_t{8}
                                 << 20;  // large enough that errors of small answers stay the only document
bool g_started = false;

void appendQuoted(std::string& out, std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (byte < 0x20 || byte == 0x7F) {
          out += "\\u00";
          out += kHex[byte >> 4];
          out += kHex[byte & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

}  // namespace

JsonWriter::JsonWriter() : m_hasItem{false} {
  m_buffer.reserve(1 << 16);
}
JsonWriter::~JsonWriter() = default;

void JsonWriter::separate() {
  if (m_afterKey) {
    m_afterKey = false;
    return;
  }
  if (m_hasItem.back()) m_buffer += ',';
  m_hasItem.back() = true;
  if (m_buffer.size() > kFlushAt) flush();
}

JsonWriter& JsonWriter::beginObject() {
  separate();
  m_buffer += '{';
  m_hasItem.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::endObject() {
  m_buffer += '}';
  m_hasItem.pop_back();
  return *this;
}

JsonWriter& JsonWriter::beginArray() {
  separate();
  m_buffer += '[';
  m_hasItem.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::endArray() {
  m_buffer += ']';
  m_hasItem.pop_back();
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  m_buffer += jsonQuoted(name);
  m_buffer += ':';
  m_afterKey = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  m_buffer += jsonQuoted(text);
  return *this;
}

JsonWriter& JsonWriter::value(double number) {
  separate();
  m_buffer += jsonNumber(number);
  return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
  separate();
  m_buffer += std::to_string(number);
  return *this;
}

JsonWriter& JsonWriter::value(bool yes) {
  separate();
  m_buffer += yes ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  separate();
  m_buffer += "null";
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  m_buffer += json;
  return *this;
}

JsonWriter& JsonWriter::value(const nlohmann::json& tree) {
  return raw(tree.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

JsonWriter& JsonWriter::memberOrNull(std::string_view name, std::string_view text) {
  key(name);
  return text.empty() ? null() : value(text);
}

void JsonWriter::flush() {
  g_started = true;
  if (std::fwrite(m_buffer.data(), 1, m_buffer.size(), stdout) != m_buffer.size()) {
    throw Error(ErrorCode::diskFull, GIS_TR("cannot write the answer"), GIS_TR("standard output does not take it"),
                GIS_TR("free some space and try again"));
  }
  m_buffer.clear();
}

void JsonWriter::finish() {
  m_buffer += '\n';
  flush();
  if (std::fflush(stdout) != 0) {
    throw Error(ErrorCode::diskFull, GIS_TR("cannot write the answer"), GIS_TR("standard output does not take it"),
                GIS_TR("free some space and try again"));
  }
}

bool jsonHasStarted() {
  return g_started;
}

std::string jsonQuoted(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 2);
  if (text::isValidUtf8(text)) {
    appendQuoted(out, text);
  } else {
    appendQuoted(out, text::repairUtf8(text));
  }
  return out;
}

std::string jsonNumber(double number) {
  if (!std::isfinite(number)) return "null";
  std::array<char, 40> digits{};
  // whole numbers of ordinary size are written without an exponent
  const bool plain = std::abs(number) < 1e15 && (number == 0 || std::abs(number) >= 1e-5);
  const auto end = plain ? std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed)
                         : std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return {digits.data(), end.ptr};
}

}  // namespace gis::cli
