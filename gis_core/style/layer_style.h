// How a layer looks, as data. Written and read as JSON (resources/docs/style_format.md).
#pragma once

#include <cstdint>
#include <limits>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gis::style {

/// An end of a range that has none.
inline constexpr double kUnlimited = std::numeric_limits<double>::infinity();

struct Colour {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  /// "#rgb", "#rrggbb", "#rrggbbaa". Throws Error(invalidValue).
  [[nodiscard]] static Colour parse(std::string_view text);
  [[nodiscard]] std::string text() const;
  friend bool operator==(const Colour&, const Colour&) = default;
};

/// Scale denominators between which something is shown: smallest ≤ N < largest ("1 : N"; small N = near).
struct ScaleRange {
  double smallest = 0;
  double largest = kUnlimited;
  [[nodiscard]] bool contains(double denominator) const { return denominator >= smallest && denominator < largest; }
  [[nodiscard]] bool isEverywhere() const { return smallest <= 0 && largest == kUnlimited; }
  friend bool operator==(const ScaleRange&, const ScaleRange&) = default;
};

/// A line: outline, casing, or the line itself. Width 0: none.
struct Stroke {
  Colour colour;
  double widthMm = 0;
  double widthMetres = 0;      ///< at least so wide on the ground: true to scale when near; 0 = off
  std::vector<double> dashMm;  ///< on, off, …; empty: solid
  bool flatCap = false;        ///< else round
  ScaleRange scales;           ///< where it is drawn
  friend bool operator==(const Stroke&, const Stroke&) = default;
};

enum class FillPattern { none, solid, forward, backward, horizontal, vertical, cross, diagonalCross, dots };
enum class MarkerShape {
  circle,
  square,
  diamond,
  triangle,
  triangleDown,
  pentagon,
  hexagon,
  star,
  cross,
  plus,
  ring,
  pin
};

/// One symbol: which parts are used depends on the geometry (area: fill and outline; line: casing below line; point:
/// marker with fill and outline).
struct Symbol {
  FillPattern pattern = FillPattern::solid;
  Colour fill{200, 200, 200, 255};  ///< of areas and markers
  Colour patternColour{90, 90, 90, 255};
  double patternSpacingMm = 2;
  Stroke outline;
  Stroke line;
  Stroke casing;  ///< its width is the whole width, line included
  MarkerShape marker = MarkerShape::circle;
  double sizeMm = 2;
  double farSizeMm = 0;  ///< marker size where the scale is smaller than farDenominator; 0 = the same
  double farDenominator = 50000;
  std::string glyph;  ///< one character on the marker, or empty
  std::string svg;    ///< SVG marker instead of the shape: a file, or the SVG's own text ("<svg …"); or empty
  friend bool operator==(const Symbol&, const Symbol&) = default;
};

/// One class: what belongs to it, how it looks and what the legend says.
struct StyleClass {
  std::string labelZh, labelEn;
  Symbol symbol;
  std::vector<std::string> values;  ///< categorised; empty = all others
  double lower = -kUnlimited;       ///< graduated: lower ≤ value < upper, the last class
  double upper = kUnlimited;        ///< includes its upper end
  std::string rule;                 ///< rule-based: a condition (rule.h); empty = all others
  ScaleRange scales;
  bool visible = true;
  friend bool operator==(const StyleClass&, const StyleClass&) = default;
};

enum class StyleKind { single, categorised, graduated, rules };
enum class Match { exact, prefix };  ///< prefix: the longest value that the text begins with ("07" holds 0701)

/// Where labels go: automatic = points beside, lines along, areas inside.
enum class LabelPlacement { automatic, horizontal };

struct LabelSpec {
  bool on = false;
  std::string text;  ///< template: "{name}", "{parcel_code|parcel}" (text_template.h); \n makes lines
  std::string font = "Noto Sans CJK SC";
  double sizeMm = 2.6;  ///< of the em square
  bool bold = false;
  double spacing = 0;  ///< extra letter spacing in em (wide names of districts)
  Colour colour{40, 40, 40, 255};
  Colour halo{255, 255, 255, 230};
  double haloMm = 0.35;
  ScaleRange scales;
  double priority = 5;   ///< 0 … 10, higher wins
  bool mustFit = false;  ///< areas: only when the text fits into the box of the area
  double repeatMm = 80;  ///< lines: distance between repeats of one name
  LabelPlacement placement = LabelPlacement::automatic;
  friend bool operator==(const LabelSpec&, const LabelSpec&) = default;
};

/// Points as a surface of their density (quartic kernel; Silverman, 1986) instead of symbols.
struct HeatSpec {
  double radiusMetres = 500;        ///< of the kernel, on the ground
  std::string ramp = "yellow_red";  ///< colour_ramps.h
  double maximum = 0;               ///< per km², has the last colour; 0: the peak of the layer, rounded up
  std::string weight;               ///< field that says how much a point counts, or empty: 1
  friend bool operator==(const HeatSpec&, const HeatSpec&) = default;
};

/// Points that lie together as one symbol with their number.
struct ClusterSpec {
  double radiusMm = 10;           ///< points nearer to each other than this are one
  double fromDenominator = 2000;  ///< nearer, every point stands for itself
  double sizeMm = 6;              ///< of the smallest; more points, a bigger symbol
  Colour fill{47, 111, 159, 225};
  Colour text{255, 255, 255, 255};
  friend bool operator==(const ClusterSpec&, const ClusterSpec&) = default;
};

struct LayerStyle {
  StyleKind kind = StyleKind::single;
  std::string field;  ///< of categorised and graduated
  Match match = Match::exact;
  std::vector<StyleClass> classes;  ///< at least one; single: exactly one
  double opacity = 1;
  ScaleRange scales;
  LabelSpec labels;
  std::optional<HeatSpec> heat;         ///< of points; the classes are not drawn then
  std::optional<ClusterSpec> clusters;  ///< of points; those that stay single are drawn by their classes
  friend bool operator==(const LayerStyle&, const LayerStyle&) = default;
};

/// One symbol for all.
[[nodiscard]] LayerStyle singleStyle(Symbol symbol, std::string labelZh = {}, std::string labelEn = {});

[[nodiscard]] nlohmann::json toJson(const LayerStyle& style);
/// Unknown members are ignored, missing ones have their defaults. Throws Error(invalidValue) naming the member.
[[nodiscard]] LayerStyle styleFromJson(const nlohmann::json& json);
[[nodiscard]] std::string toJsonText(const LayerStyle& style);
[[nodiscard]] LayerStyle styleFromText(std::string_view json);

}  // namespace gis::style
