// Boundary points of plots as the land bureaus hand them on: a text with [属性描述] (what holds for all) and
// [地块坐标] (a line for each plot, then its points: name, ring, X = north, Y = east).
// Source: the file layout that the bureaus' submission systems ask for (domain facts on interchange); what real files
// do otherwise is borne where it is beyond doubt: 【】 for [], no @, no closing point, full-width commas and digits,
// areas with their unit, east before north.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/crs/crs.h"
#include "gis_core/crs/gauss_kruger.h"
#include "gis_core/geometry/wkb.h"
#include "gis_core/io/text_encoding.h"

namespace gis::io {

/// One boundary point as it stands in the file.
struct BoundaryPoint {
  std::string name;  ///< "J1"
  int ring = 1;      ///< 地块圈号
  double x = 0;      ///< the third cell, by rule the north
  double y = 0;      ///< the fourth, by rule the east
  std::int64_t line = 0;
};

/// A ring of a plot, east first; closed for areas.
struct BoundaryRing {
  std::vector<std::string> names;  ///< of its points, the closing one left out
  std::vector<geom::MapPoint> places;
};

/// One plot. `rings`, `wkb` and `fault` are filled by BoundaryFrame::place().
struct BoundaryPlot {
  enum class Kind { area, line, point };
  std::int64_t line = 0;           ///< where it begins, from 1
  std::vector<std::string> cells;  ///< of its line in order of kBoundaryColumns, without the @
  std::vector<BoundaryPoint> points;
  std::vector<BoundaryRing> rings;
  geom::Bytes wkb;  ///< empty: no points, or `fault`
  Message fault;    ///< why there is no shape, with the number of the line; empty when all is well

  [[nodiscard]] std::string cell(std::size_t column) const { return column < cells.size() ? cells[column] : ""; }
  [[nodiscard]] Kind kind() const;
  [[nodiscard]] std::optional<std::int64_t> promisedPoints() const;
  /// Does the file promise another number of points than it has, with or without the closing ones? After place().
  [[nodiscard]] bool isMiscounted() const;
  /// 地块面积 in hectares, as it is told.
  [[nodiscard]] std::optional<double> hectares() const;
  /// "J1,J2,J3;J4,J5,J6": the names of the points, ring by ring; empty when they are J1, J2 … (or 1, 2 …) in order.
  [[nodiscard]] std::string unusualNames() const;
};

/// The cells of a plot's line, also the names of the layer's fields.
enum BoundaryColumn : std::size_t { kPoints, kArea, kNumber, kName, kKind, kSheet, kUse, kClass };
inline constexpr std::array<std::string_view, 8> kBoundaryColumns{"界址点数", "地块面积", "地块编号", "地块名称",
                                                                  "图形属性", "图幅号",   "地块用途", "地类编码"};
/// The field for BoundaryPlot::unusualNames().
inline constexpr std::string_view kBoundaryNamesField = "界址点号";

/// "名称=值" of the header, in order. 转换参数 is never among them: such parameters are state secrets.
using BoundaryHeader = std::vector<std::pair<std::string, std::string>>;

/// What the header and the numbers of the first plots say about the coordinates.
struct BoundaryFrame {
  crs::Crs crs;                            ///< unknown when the header does not tell
  std::optional<crs::GaussKruger> system;  ///< when it is one of these
  bool degrees = false;
  std::vector<Message> notes;  ///< what is missing, assumed or contradicted
  /// Fills rings, wkb and fault of a plot; the zone's number before the eastings is made what `system` says.
  void place(BoundaryPlot& plot) const;
};
[[nodiscard]] BoundaryFrame boundaryFrame(const BoundaryHeader& header, const std::vector<BoundaryPlot>& firstPlots);

/// Reads plots one after the other, whatever the size of the file.
class BoundaryTextReader {
 public:
  /// Fills the buffer and says how many bytes; 0 at the end.
  using Source = std::function<std::size_t(char* buffer, std::size_t size)>;

  /// Reads as far as [地块坐标]. Throws Error(damaged) when that never comes, Error(usage) for the encoding.
  explicit BoundaryTextReader(Source source, const std::string& encoding = "auto");
  [[nodiscard]] const BoundaryHeader& header() const { return m_header; }
  /// What texts are decoded from, "UTF-16" included.
  [[nodiscard]] const std::string& encoding() const { return m_encoding; }
  /// The next plot without rings and shape; its `fault` is set when a line of it cannot be read. False at the end.
  bool next(BoundaryPlot& plot);
  /// Lines that belong to no plot, each of the first ones by its number; complete after the last plot.
  [[nodiscard]] std::vector<Message> warnings() const;

 private:
  bool nextLine(std::string& line);
  void fill();
  void readHeader();
  void readAttribute(std::string_view line);
  void take(std::string_view line, std::vector<std::string>& cells, BoundaryPlot& plot);
  void noteStray(std::string_view line);

  Source m_source;
  std::optional<TextDecoder> m_decoder;
  std::string m_encoding;
  std::string m_buffer;
  std::size_t m_at = 0;
  bool m_ended = false;
  std::int64_t m_line = 0;
  BoundaryHeader m_header;
  bool m_inHeader = false;
  bool m_secondHeader = false;            ///< the file holds another one
  BoundaryHeader m_other;                 ///< what that says
  std::optional<std::string> m_heldBack;  ///< the next plot's line
  std::int64_t m_heldBackLine = 0;
  std::vector<Message> m_strays;
  std::int64_t m_strayCount = 0;
  bool m_droppedParameters = false;
  std::int64_t m_withoutLine = 0;
};

/// Do these first bytes of a file begin such a text?
[[nodiscard]] bool looksLikeBoundaryText(std::string_view head);

/// A whole file, for checks that need all plots at once.
struct BoundaryFile {
  BoundaryHeader header;
  std::string encoding;
  BoundaryFrame frame;
  std::vector<BoundaryPlot> plots;  ///< placed; those with a fault too
  std::vector<Message> warnings;
};
/// Errors: notFound, damaged (no [地块坐标] in it), usage (encoding), cancelled. Thread rule: free of state.
[[nodiscard]] BoundaryFile readBoundaryFile(const std::filesystem::path& file, const std::string& encoding = "auto",
                                            const CancelToken& token = {});

}  // namespace gis::io
