#include "gis_core/io/boundary_text.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <memory>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/io/table_columns.h"

namespace gis::io {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;
/// No line of such a text is longer; what is longer is another file.
constexpr std::size_t kLongestLine = std::size_t{1} << 20;
constexpr std::size_t kStraysTold = 5;
/// A line that stands in a message.
constexpr std::size_t kShownBytes = 60;

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

std::vector<std::string> cellsOf(std::string_view line) {
  std::vector<std::string> cells;
  while (true) {
    const std::size_t comma = line.find(',');
    cells.emplace_back(text::trim(line.substr(0, comma)));
    if (comma == std::string_view::npos) return cells;
    line.remove_prefix(comma + 1);
  }
}

/// A number as people write it: full-width digits, blanks around it.
std::optional<double> lenientNumber(const std::string& cell) {
  if (const auto value = numberOf(cell)) return value;
  return cell.empty() ? std::nullopt : numberOf(text::trim(text::fold(cell)));
}

bool isKindWord(const std::string& cell) {
  return cell == "面" || cell == "线" || cell == "点";
}

std::string shown(std::string_view line) {
  return line.size() <= kShownBytes ? std::string(line) : std::string(text::cutUtf8(line, kShownBytes)) + "…";
}

bool isSection(std::string_view line, std::string_view name) {
  return line.size() > 1 && line.front() == '[' && line.find(name) != std::string_view::npos;
}

/// Keys that decide which coordinates the file holds.
bool decidesSystem(const std::string& key) {
  return key == "坐标系" || key == "几度分带" || key == "分带" || key == "带号" || key == "计量单位";
}

BoundaryHeader systemPart(const BoundaryHeader& header) {
  BoundaryHeader part;
  std::copy_if(header.begin(), header.end(), std::back_inserter(part),
               [](const auto& entry) { return decidesSystem(entry.first) && !entry.second.empty(); });
  return part;
}

}  // namespace

BoundaryPlot::Kind BoundaryPlot::kind() const {
  const std::string word = cell(kKind);
  if (word.find("点") != std::string::npos) return Kind::point;
  if (word.find("线") != std::string::npos) return Kind::line;
  return Kind::area;
}

std::optional<std::int64_t> BoundaryPlot::promisedPoints() const {
  const auto number = lenientNumber(cell(kPoints));
  if (!number || *number < 0 || *number > 1e9 || *number != std::floor(*number)) return std::nullopt;
  return static_cast<std::int64_t>(*number);
}

bool BoundaryPlot::isMiscounted() const {
  const auto promised = promisedPoints();
  if (!promised) return false;
  std::size_t open = 0, closed = 0;
  for (const BoundaryRing& ring : rings) {
    open += ring.names.size();
    closed += ring.places.size();
  }
  const auto count = static_cast<std::size_t>(*promised);
  return count != points.size() && count != open && count != closed;
}

std::optional<double> BoundaryPlot::hectares() const {
  const std::string folded = text::fold(cell(kArea));
  std::string_view number = text::trim(folded);
  double factor = 1;
  for (const auto& [unit, inHectares] : std::initializer_list<std::pair<std::string_view, double>>{
           {"平方米", 1e-4}, {"m2", 1e-4}, {"公顷", 1}, {"hm2", 1}, {"亩", 1.0 / 15}}) {
    if (!number.ends_with(unit)) continue;
    number = text::trim(number.substr(0, number.size() - unit.size()));
    factor = inHectares;
    break;
  }
  const auto value = numberOf(number);
  return value ? std::optional(*value * factor) : std::nullopt;
}

std::string BoundaryPlot::unusualNames() const {
  std::string names;
  std::size_t count = 0;
  bool usual = true;
  std::string letter;
  for (const BoundaryRing& ring : rings) {
    if (!names.empty()) names += ';';
    for (std::size_t i = 0; i < ring.names.size(); ++i) {
      if (count++ == 0) letter = ring.names[i] == "1" ? "" : "J";
      usual = usual && ring.names[i] == letter + std::to_string(count);
      names += (i > 0 ? "," : "") + ring.names[i];
    }
  }
  return usual ? std::string() : names;
}

BoundaryTextReader::BoundaryTextReader(Source source, const std::string& encoding) : m_source(std::move(source)) {
  fill();
  if (m_buffer.starts_with("\xFF\xFE") || m_buffer.starts_with("\xFE\xFF")) {
    while (!m_ended) fill();
    m_buffer = utf16ToUtf8(std::string_view(m_buffer).substr(2), m_buffer.starts_with("\xFE\xFF"));
    m_decoder.emplace("UTF-8");
    m_encoding = "UTF-16";
  } else {
    const bool marked = m_buffer.starts_with("\xEF\xBB\xBF");
    if (marked) m_at = 3;
    std::string name = encoding;
    if (name.empty() || name == "auto") {
      // the end of the piece may have cut a character
      const std::string_view head = std::string_view(m_buffer).substr(m_at, m_buffer.rfind('\n') - m_at);
      name = marked ? "UTF-8" : guessEncoding({head});
    }
    m_decoder.emplace(name);
    m_encoding = m_decoder->encoding();
  }
  readHeader();
}

void BoundaryTextReader::fill() {
  m_buffer.erase(0, m_at);
  m_at = 0;
  const std::size_t held = m_buffer.size();
  m_buffer.resize(held + kPiece);
  const std::size_t size = m_source(m_buffer.data() + held, kPiece);
  m_buffer.resize(held + size);
  m_ended = size == 0;
}

/// The next line in UTF-8, blanks around it and empty lines left out.
bool BoundaryTextReader::nextLine(std::string& line) {
  while (true) {
    std::size_t end = m_buffer.find_first_of("\r\n", m_at);
    while (end == std::string::npos && !m_ended) {
      if (m_buffer.size() - m_at > kLongestLine)
        throw Error(ErrorCode::damaged, GIS_TR("cannot read the boundary points"),
                    {GIS_TR("line {0} is longer than any line of such a text"), {std::to_string(m_line + 1)}});
      fill();
      end = m_buffer.find_first_of("\r\n", m_at);
    }
    if (end == std::string::npos && m_at >= m_buffer.size()) return false;
    const std::string_view raw = std::string_view(m_buffer).substr(m_at, end == std::string::npos ? end : end - m_at);
    line.clear();
    m_decoder->append(raw, line);
    if (end == std::string::npos) {
      m_at = m_buffer.size();
    } else {
      if (m_buffer[end] == '\r' && end + 1 == m_buffer.size() && !m_ended) {
        m_at = end;  // is this the first half of a line end?
        fill();
        end = 0;
      }
      const bool twoBytes = m_buffer[end] == '\r' && end + 1 < m_buffer.size() && m_buffer[end + 1] == '\n';
      m_at = end + (twoBytes ? 2 : 1);
    }
    ++m_line;
    line = text::trim(line);
    // a full-width comma within the name of a plot stays one
    if (std::count(line.begin(), line.end(), ',') < 3) replaceAll(line, "，", ",");
    if (line.starts_with("【")) line.replace(0, std::string_view("【").size(), "[");
    if (!line.empty()) return true;
  }
}

void BoundaryTextReader::readAttribute(std::string_view line) {
  std::size_t equals = line.find('=');
  std::size_t width = 1;
  if (equals == std::string_view::npos) {
    equals = line.find("＝");
    width = std::string_view("＝").size();
  }
  if (equals == std::string_view::npos || equals == 0) return;
  std::string key(text::trim(line.substr(0, equals)));
  const std::string_view value = text::trim(line.substr(equals + width));
  if (key == "转换参数") {
    m_droppedParameters = m_droppedParameters || value.find_first_of("123456789") != std::string_view::npos;
    return;
  }
  BoundaryHeader& header = m_secondHeader ? m_other : m_header;
  const bool known = std::any_of(header.begin(), header.end(), [&](const auto& entry) { return entry.first == key; });
  if (!known) header.emplace_back(std::move(key), value);
}

void BoundaryTextReader::readHeader() {
  std::string line;
  while (nextLine(line)) {
    if (line.front() == '[') {
      m_inHeader = isSection(line, "属性描述");
      if (isSection(line, "地块坐标")) return;
    } else if (m_inHeader) {
      readAttribute(line);
    }
  }
  throw Error(ErrorCode::damaged, GIS_TR("cannot read the boundary points"),
              GIS_TR("the section [地块坐标] is missing"), GIS_TR("ask for the file anew"));
}

void BoundaryTextReader::noteStray(std::string_view line) {
  if (++m_strayCount <= static_cast<std::int64_t>(kStraysTold))
    m_strays.push_back({GIS_TR("line {0} is neither a plot nor a point and was passed over: {1}"),
                        {std::to_string(m_line), shown(line)}});
}

/// One line within a plot: a point, or a fault of the plot.
void BoundaryTextReader::take(std::string_view line, std::vector<std::string>& cells, BoundaryPlot& plot) {
  while (!cells.empty() && cells.back().empty()) cells.pop_back();
  const auto bad = [&](const char* why) {
    if (plot.fault.empty()) plot.fault = {why, {std::to_string(m_line), shown(line)}};
  };
  if (cells.size() < 4 || cells.size() > 5) {
    bad(GIS_TR("line {0} is no boundary point (name, ring, X, Y): {1}"));
    return;
  }
  const auto ring = lenientNumber(cells[1]);
  const auto x = lenientNumber(cells[2]);
  const auto y = lenientNumber(cells[3]);
  if (!ring || *ring != std::floor(*ring) || std::fabs(*ring) > 1e6) {
    bad(GIS_TR("line {0}: the ring is no whole number: {1}"));
  } else if (!x || !y) {
    bad(GIS_TR("line {0}: a coordinate is no number: {1}"));
  } else {
    plot.points.push_back({cells[0], static_cast<int>(*ring), *x, *y, m_line});
  }
}

bool BoundaryTextReader::next(BoundaryPlot& plot) {
  plot = {};
  bool begun = false;
  std::string line;
  const auto begin = [&](std::vector<std::string> cells, std::int64_t at) {
    if (!cells.empty() && cells.back().ends_with('@')) cells.back().pop_back();
    while (!cells.empty() && cells.back().empty()) cells.pop_back();
    plot.cells = std::move(cells);
    plot.line = at;
    begun = true;
    if (m_secondHeader && systemPart(m_other) != systemPart(m_header))
      plot.fault = {GIS_TR("line {0} follows a second header with another coordinate system; part the file in two"),
                    {std::to_string(at)}};
  };
  if (m_heldBack) {
    begin(cellsOf(*m_heldBack), m_heldBackLine);
    m_heldBack.reset();
  }
  while (nextLine(line)) {
    if (line.front() == '[') {
      const bool header = isSection(line, "属性描述");
      if (header) m_other.clear();
      m_secondHeader = m_secondHeader || header;
      m_inHeader = !isSection(line, "地块坐标");
      continue;
    }
    if (m_inHeader) {
      readAttribute(line);
      continue;
    }
    std::vector<std::string> cells = cellsOf(line);
    const bool isPlot = line.back() == '@' || (cells.size() >= 7 && isKindWord(cells[kKind]));
    if (isPlot) {
      if (begun) {
        m_heldBack = line;
        m_heldBackLine = m_line;
        return true;
      }
      begin(std::move(cells), m_line);
      continue;
    }
    if (!begun) {
      const bool point = cells.size() >= 4 && lenientNumber(cells[1]) && lenientNumber(cells[2]);
      if (!point) {
        noteStray(line);
        continue;
      }
      begin({}, m_line);
      ++m_withoutLine;
    }
    take(line, cells, plot);
  }
  return begun;
}

std::vector<Message> BoundaryTextReader::warnings() const {
  std::vector<Message> all = m_strays;
  if (m_strayCount > static_cast<std::int64_t>(kStraysTold))
    all.push_back({GIS_TR("{0} such lines in all"), {std::to_string(m_strayCount)}});
  if (m_withoutLine > 0)
    all.emplace_back(
        GIS_TR("the first points stand before any line of a plot; they were taken as a plot without name"));
  if (m_droppedParameters)
    all.emplace_back(GIS_TR("转换参数 of the header was left out: such parameters are not kept"));
  if (m_decoder->faulty() > 0)
    all.push_back({GIS_TR("{0} texts hold bytes that are not {1}; the unreadable ones became a replacement sign"),
                   {std::to_string(m_decoder->faulty()), m_decoder->encoding()}});
  return all;
}

bool looksLikeBoundaryText(std::string_view head) {
  std::string decoded;
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    decoded = utf16ToUtf8(head.substr(2), head.starts_with("\xFE\xFF"));
    head = decoded;
  }
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  // the same word in UTF-8, GBK and Big5
  for (const std::string_view word : {"地块坐标", "\xB5\xD8\xBF\xE9\xD7\xF8\xB1\xEA"}) {
    const std::size_t at = head.find(word);
    if (at == std::string_view::npos) continue;
    const std::string_view before = head.substr(0, at);
    if (before.ends_with('[') || before.ends_with("【") || before.ends_with("\xA1\xBE")) return true;
  }
  return false;
}

BoundaryFile readBoundaryFile(const std::filesystem::path& file, const std::string& encoding,
                              const CancelToken& token) {
  const std::string name = platform::pathToUtf8(file.filename());
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> handle(std::fopen(file.c_str(), "rb"), std::fclose);
  if (!handle) throw Error(ErrorCode::notFound, {GIS_TR("cannot read {0}"), {name}}, GIS_TR("it cannot be opened"));
  try {
    BoundaryTextReader reader([&](char* buffer, std::size_t size) { return std::fread(buffer, 1, size, handle.get()); },
                              encoding);
    BoundaryFile result;
    BoundaryPlot plot;
    while (reader.next(plot)) {
      token.check();
      result.plots.push_back(std::move(plot));
    }
    result.header = reader.header();
    result.encoding = reader.encoding();
    result.frame = boundaryFrame(result.header, result.plots);
    for (BoundaryPlot& one : result.plots) {
      token.check();
      result.frame.place(one);
    }
    result.warnings = reader.warnings();
    return result;
  } catch (Error& error) {
    error.within({GIS_TR("cannot read {0}"), {name}});
    throw;
  }
}

}  // namespace gis::io
