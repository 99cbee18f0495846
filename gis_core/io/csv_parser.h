// Text tables: comma, semicolon, tab or bar between the cells, quotes around them where needed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gis::io {

/// One cell as raw bytes of the file.
struct CsvCell {
  std::string text;
  bool wasQuoted = false;  ///< "" is an empty text, nothing at all is no value
};

/// Cuts bytes into rows of cells (RFC 4180, and what programs really write: quotes inside a cell, rows of
/// different length, any line end). Reads in pieces, so a file may be larger than memory.
class CsvParser {
 public:
  /// Fills the buffer and says how many bytes; 0 at the end.
  using Source = std::function<std::size_t(char* buffer, std::size_t size)>;

  /// `twoByte`: the bytes are GBK, Big5 or another encoding whose second byte may look like a separator.
  CsvParser(Source source, std::string separator, bool twoByte);
  /// False at the end. Empty lines are passed over.
  bool next(std::vector<CsvCell>& row);

 private:
  int peek();
  int take();
  bool atSeparator();
  void readQuoted(CsvCell& cell);
  void readBare(CsvCell& cell);
  void readSpaces(CsvCell& cell);

  Source m_source;
  std::string m_separator;
  bool m_twoByte;
  std::vector<char> m_buffer;
  std::size_t m_at = 0;
  std::size_t m_end = 0;
};

/// The separator of a text table, told from its first lines (complete ones): comma, semicolon, tab or bar; without any
/// of these ^ ~ # ! @ $ a control character, a full-width comma, semicolon, colon or bar (UTF-8 or GBK), or blank, when
/// all lines have as many. One that only comes doubled ("||") is two characters long.
[[nodiscard]] std::string guessSeparator(std::string_view head);
/// Is the first of these rows a heading? (No numbers or dates in it, every name once.)
[[nodiscard]] bool firstRowIsHeading(const std::vector<std::vector<CsvCell>>& rows);

}  // namespace gis::io
