// Text in other encodings than UTF-8: which one it is, how to read it and how to write it.
#pragma once

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gis::io {

/// The name that we say for an encoding: "UTF-8", "GBK", "GB18030", "Big5", "windows-1252" … from any
/// customary spelling ("936", "CP936", "ANSI 936", "gb2312", "LDID/77"). Empty when nobody knows it.
[[nodiscard]] std::string encodingName(std::string_view spelling);

/// The encoding that the language byte of a DBF header means; empty for 0, for 0x57 ("whatever ANSI
/// is here", which Chinese files carry with GBK in them) and for unknown ones. Source: the dBASE
/// language driver ids as GDAL 3.6 reads them.
[[nodiscard]] std::string encodingOfLanguageByte(unsigned char ldid);

/// How much sense raw texts make when they are read in an encoding.
struct EncodingScore {
  std::string encoding;
  double score = 0;            ///< 0 … 1: by how common the characters beyond ASCII are, 0 when there are none
  std::size_t characters = 0;  ///< beyond ASCII
  std::size_t unreadable = 0;  ///< of these, bytes that the encoding does not know
};
/// UTF-8, GBK, GB18030, Big5 and Shift_JIS, best first: strict UTF-8, then by score; GB18030 comes before GBK only
/// where it reads more. A text may be cut in its last character, as DBF fields are.
[[nodiscard]] std::vector<EncodingScore> weighEncodings(const std::vector<std::string_view>& texts);

/// Guesses from raw texts: the best of weighEncodings() when it makes sense; then what uchardet says; else
/// windows-1252. Texts in plain ASCII say "UTF-8".
[[nodiscard]] std::string guessEncoding(const std::vector<std::string_view>& texts);

/// Are the texts UTF-8 beyond doubt, although bytes of UTF-8 decode without fault as GBK or Big5 too? They must be
/// strict UTF-8, not all ASCII, and make little sense in the two-byte encoding that was `told`.
[[nodiscard]] bool isClearlyUtf8(const std::vector<std::string_view>& texts, const std::string& told);

/// Do all texts decode without fault in `encoding`?
[[nodiscard]] bool fitsEncoding(const std::vector<std::string_view>& texts, const std::string& encoding);

/// UTF-16 without its byte order mark → UTF-8.
[[nodiscard]] std::string utf16ToUtf8(std::string_view bytes, bool bigEndian);

/// Raw bytes → UTF-8. Not for two threads at once.
class TextDecoder {
 public:
  /// Throws Error(usage) for an encoding that is not known.
  explicit TextDecoder(std::string_view encoding);
  TextDecoder(TextDecoder&&) noexcept;
  TextDecoder& operator=(TextDecoder&&) noexcept;
  ~TextDecoder();

  [[nodiscard]] const std::string& encoding() const { return m_encoding; }
  /// Appends valid UTF-8. A character cut off at the end is dropped, an unreadable one becomes U+FFFD.
  void append(std::string_view raw, std::string& out);
  [[nodiscard]] std::string decode(std::string_view raw);
  /// Texts with unreadable bytes so far.
  [[nodiscard]] std::size_t faulty() const { return m_faulty; }

 private:
  struct Converter;
  void appendUtf8(std::string_view raw, std::string& out);
  std::string m_encoding;
  std::unique_ptr<Converter> m_converter;
  std::size_t m_faulty = 0;
};

/// UTF-8 → bytes of an encoding. Not for two threads at once.
class TextEncoder {
 public:
  explicit TextEncoder(std::string_view encoding);
  TextEncoder(TextEncoder&&) noexcept;
  TextEncoder& operator=(TextEncoder&&) noexcept;
  ~TextEncoder();

  [[nodiscard]] const std::string& encoding() const { return m_encoding; }
  /// Characters that the encoding lacks become "?"; they are collected in missing().
  [[nodiscard]] std::string encode(std::string_view utf8);
  /// At most `bytes` bytes, never cut inside a character.
  [[nodiscard]] std::string encodeCut(std::string_view utf8, std::size_t bytes);
  [[nodiscard]] const std::set<std::string>& missing() const { return m_missing; }
  /// How many characters became "?" so far, each time counted.
  [[nodiscard]] std::size_t replaced() const { return m_replaced; }

 private:
  struct Converter;
  void appendCharacter(std::string_view character, std::string& out);
  std::string m_encoding;
  std::unique_ptr<Converter> m_converter;
  std::set<std::string> m_missing;
  std::size_t m_replaced = 0;
};

}  // namespace gis::io
