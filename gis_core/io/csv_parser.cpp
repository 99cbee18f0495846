#include "gis_core/io/csv_parser.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <utility>

#include "gis_core/base/text.h"

namespace gis::io {
namespace {

constexpr std::size_t kCsvPiece = std::size_t{256} << 10;
constexpr int kEnd = -1;

}  // namespace

CsvParser::CsvParser(Source source, std::string separator, bool twoByte)
    : m_source(std::move(source)), m_separator(std::move(separator)), m_twoByte(twoByte), m_buffer(kCsvPiece) {}

int CsvParser::peek() {
  if (m_at == m_end) {
    m_end = m_source(m_buffer.data(), m_buffer.size());
    m_at = 0;
    if (m_end == 0) return kEnd;
  }
  return static_cast<unsigned char>(m_buffer[m_at]);
}

int CsvParser::take() {
  const int c = peek();
  if (c != kEnd) ++m_at;
  return c;
}

bool CsvParser::atSeparator() {
  if (peek() != static_cast<unsigned char>(m_separator.front())) return false;
  if (m_separator.size() == 1) return true;
  while (m_end - m_at < m_separator.size()) {
    std::copy(m_buffer.begin() + static_cast<std::ptrdiff_t>(m_at),
              m_buffer.begin() + static_cast<std::ptrdiff_t>(m_end), m_buffer.begin());
    m_end -= m_at;
    m_at = 0;
    const std::size_t more = m_source(m_buffer.data() + m_end, m_buffer.size() - m_end);
    if (more == 0) return false;
    m_end += more;
  }
  return std::string_view(m_buffer.data() + m_at, m_end - m_at).starts_with(m_separator);
}

void CsvParser::readQuoted(CsvCell& cell) {
  cell.wasQuoted = true;
  take();
  while (true) {
    const int c = take();
    if (c == kEnd) return;
    if (c == '"') {
      if (peek() == '"') {
        cell.text += '"';
        take();
        continue;
      }
      return;
    }
    cell.text += static_cast<char>(c);
    if (m_twoByte && c >= 0x81 && peek() != kEnd && peek() != '"') cell.text += static_cast<char>(take());
  }
}

void CsvParser::readBare(CsvCell& cell) {
  while (true) {
    const int c = peek();
    if (c == kEnd || c == '\n' || c == '\r' || atSeparator()) return;
    cell.text += static_cast<char>(take());
    if (m_twoByte && c >= 0x81 && peek() != kEnd && peek() != '\n' && peek() != '\r')
      cell.text += static_cast<char>(take());
  }
}

void CsvParser::readSpaces(CsvCell& cell) {
  while (peek() == ' ' && !atSeparator()) cell.text += static_cast<char>(take());
}

bool CsvParser::next(std::vector<CsvCell>& row) {
  row.clear();
  while (peek() == '\n' || peek() == '\r') take();
  if (peek() == kEnd) return false;
  while (true) {
    CsvCell& cell = row.emplace_back();
    readSpaces(cell);
    if (peek() == '"') {
      cell.text.clear();  // blanks before a quotation mark are no part of the cell
      readQuoted(cell);
    }
    readBare(cell);  // what follows the closing quote belongs to the cell too
    if (atSeparator()) {
      m_at += m_separator.size();
      continue;
    }
    const int c = take();
    if (c == '\r' && peek() == '\n') take();
    return true;
  }
}

namespace {

/// How often the candidate stands in each line, outside of quotes.
std::vector<std::size_t> countsOf(std::string_view head, std::string_view candidate) {
  std::vector<std::size_t> counts;
  bool inQuotes = false;
  std::size_t count = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    const char c = head[i];
    if (c == '"') inQuotes = !inQuotes;
    if (inQuotes) continue;
    if (c == '\n') {
      counts.push_back(count);
      count = 0;
    } else if (c == candidate.front() && head.substr(i).starts_with(candidate)) {
      ++count;
      i += candidate.size() - 1;
    }
  }
  if (count > 0 || counts.empty()) counts.push_back(count);
  return counts;
}

/// Do all lines have as many, and at least so many?
bool allAgree(const std::vector<std::size_t>& counts, std::size_t least) {
  return counts.size() > 1 && counts.front() >= least &&
         std::all_of(counts.begin(), counts.end(), [&](std::size_t n) { return n == counts.front(); });
}

}  // namespace

std::string guessSeparator(std::string_view head) {
  constexpr std::array kUsual{",", ";", "\t", "|"};
  std::string best = ",";
  double bestScore = 0;
  for (const char* candidate : kUsual) {
    const std::vector<std::size_t> counts = countsOf(head, candidate);
    if (counts.front() == 0) continue;
    const auto same = std::count(counts.begin(), counts.end(), counts.front());
    // lines that agree with the first one weigh most, then how many cells they make
    const double score = static_cast<double>(same) / static_cast<double>(counts.size()) * 1000 +
                         static_cast<double>(std::min<std::size_t>(counts.front(), 100));
    if (score > bestScore) {
      bestScore = score;
      best = candidate;
    }
  }
  if (bestScore > 0) {
    std::vector<std::size_t> twice = countsOf(head, best + best);
    const bool isDoubled = allAgree(twice, 1);
    for (std::size_t& n : twice) n *= 2;
    return isDoubled && best != "," && twice == countsOf(head, best) ? best + best : best;
  }
  // what else programs write, when every line agrees; blanks must part three cells at least
  constexpr std::array kOther{"^",  "~",  "#",  "!",  "@",        "$",        "\x1F",     "\x1E",    "\x01",
                              "；", "，", "｜", "：", "\xA3\xBB", "\xA3\xAC", "\xA3\xFC", "\xA3\xBA"};
  for (const char* candidate : kOther)
    if (allAgree(countsOf(head, candidate), 1)) return candidate;
  return allAgree(countsOf(head, " "), 2) ? " " : best;
}

bool firstRowIsHeading(const std::vector<std::vector<CsvCell>>& rows) {
  if (rows.empty()) return false;
  const auto isNumberLike = [](const CsvCell& cell) {
    const std::string_view name = text::trim(cell.text);
    return !name.empty() && name.find_first_not_of("0123456789+-.eE:/ ") == std::string_view::npos &&
           std::isdigit(static_cast<unsigned char>(name.back())) != 0;
  };
  std::set<std::string> names;
  bool repeats = false;
  for (const CsvCell& cell : rows.front()) {
    const std::string_view name = text::trim(cell.text);
    if (name.empty()) continue;
    if (isNumberLike(cell)) return false;
    if (!names.emplace(name).second) repeats = true;
  }
  if (names.empty() || !repeats) return !names.empty();
  // Words that repeat may be a row of values. Above numbers they are a heading all the same.
  return std::any_of(rows.begin() + 1, rows.end(),
                     [&](const auto& row) { return std::any_of(row.begin(), row.end(), isNumberLike); });
}

}  // namespace gis::io
