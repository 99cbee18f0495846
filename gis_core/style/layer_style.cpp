#include "gis_core/style/layer_style.h"

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/style/colour_ramps.h"

namespace gis::style {

using nlohmann::json;

namespace {

template <typename E, std::size_t N>
using Names = std::array<std::pair<const char*, E>, N>;

constexpr Names<FillPattern, 9> kPatterns{{{"solid", FillPattern::solid},
                                           {"none", FillPattern::none},
                                           {"forward", FillPattern::forward},
                                           {"backward", FillPattern::backward},
                                           {"horizontal", FillPattern::horizontal},
                                           {"vertical", FillPattern::vertical},
                                           {"cross", FillPattern::cross},
                                           {"diagonal_cross", FillPattern::diagonalCross},
                                           {"dots", FillPattern::dots}}};
constexpr Names<MarkerShape, 12> kMarkers{{{"circle", MarkerShape::circle},
                                           {"square", MarkerShape::square},
                                           {"diamond", MarkerShape::diamond},
                                           {"triangle", MarkerShape::triangle},
                                           {"triangle_down", MarkerShape::triangleDown},
                                           {"pentagon", MarkerShape::pentagon},
                                           {"hexagon", MarkerShape::hexagon},
                                           {"star", MarkerShape::star},
                                           {"cross", MarkerShape::cross},
                                           {"plus", MarkerShape::plus},
                                           {"ring", MarkerShape::ring},
                                           {"pin", MarkerShape::pin}}};
constexpr Names<StyleKind, 4> kKinds{{{"single", StyleKind::single},
                                      {"categorised", StyleKind::categorised},
                                      {"graduated", StyleKind::graduated},
                                      {"rules", StyleKind::rules}}};
constexpr Names<Match, 2> kMatches{{{"exact", Match::exact}, {"prefix", Match::prefix}}};
constexpr Names<LabelPlacement, 2> kPlacements{
    {{"automatic", LabelPlacement::automatic}, {"horizontal", LabelPlacement::horizontal}}};

[[noreturn]] void refuse(const std::string& member, const std::string& value) {
  throw Error(ErrorCode::invalidValue, {GIS_TR("the style cannot be read")},
              {GIS_TR("{0} cannot be {1}"), {member, value}});
}

template <typename E, std::size_t N>
const char* nameOf(const Names<E, N>& names, E value) {
  for (const auto& [name, v] : names) {
    if (v == value) return name;
  }
  return names[0].first;
}

template <typename E, std::size_t N>
void readName(const json& j, const char* member, const Names<E, N>& names, E& to) {
  if (!j.contains(member)) return;
  const std::string text = j[member].is_string() ? j[member].get<std::string>() : j[member].dump();
  for (const auto& [name, v] : names) {
    if (text == name) {
      to = v;
      return;
    }
  }
  refuse(member, text);
}

template <typename T>
void read(const json& j, const char* member, T& to) {
  if (!j.contains(member) || j[member].is_null()) return;
  try {
    to = j[member].get<T>();
  } catch (const json::exception&) {
    refuse(member, j[member].dump());
  }
}

void read(const json& j, const char* member, Colour& to) {
  std::string text;
  read(j, member, text);
  if (!text.empty()) to = Colour::parse(text);
}

json fromScales(const ScaleRange& s) {
  json j = json::object();
  if (s.smallest > 0) j["from"] = s.smallest;
  if (s.largest < kUnlimited) j["below"] = s.largest;
  return j;
}

void readScales(const json& j, ScaleRange& s) {
  if (!j.contains("scales") || !j["scales"].is_object()) return;
  read(j["scales"], "from", s.smallest);
  read(j["scales"], "below", s.largest);
}

json fromStroke(const Stroke& s) {
  json j{{"colour", s.colour.text()}, {"width_mm", s.widthMm}};
  if (s.widthMetres > 0) j["width_m"] = s.widthMetres;
  if (!s.dashMm.empty()) j["dash_mm"] = s.dashMm;
  if (s.flatCap) j["flat_cap"] = true;
  if (!s.scales.isEverywhere()) j["scales"] = fromScales(s.scales);
  return j;
}

void readStroke(const json& j, const char* member, Stroke& s) {
  if (!j.contains(member) || !j[member].is_object()) return;
  const json& from = j[member];
  read(from, "colour", s.colour);
  read(from, "width_mm", s.widthMm);
  read(from, "width_m", s.widthMetres);
  read(from, "dash_mm", s.dashMm);
  read(from, "flat_cap", s.flatCap);
  readScales(from, s.scales);
  if (!(s.widthMm >= 0 && s.widthMm <= 100)) refuse("width_mm", std::to_string(s.widthMm));
  for (const double d : s.dashMm) {
    if (!(d > 0 && d < 1000)) refuse("dash_mm", std::to_string(d));
  }
}

json fromSymbol(const Symbol& s) {
  const Symbol plain;
  json j{{"fill", s.fill.text()}};
  if (s.pattern != plain.pattern) {
    j["pattern"] = nameOf(kPatterns, s.pattern);
    j["pattern_colour"] = s.patternColour.text();
    j["pattern_spacing_mm"] = s.patternSpacingMm;
  }
  if (s.outline != plain.outline) j["outline"] = fromStroke(s.outline);
  if (s.line != plain.line) j["line"] = fromStroke(s.line);
  if (s.casing != plain.casing) j["casing"] = fromStroke(s.casing);
  j["marker"] = nameOf(kMarkers, s.marker);
  j["size_mm"] = s.sizeMm;
  if (s.farSizeMm > 0) {
    j["far_size_mm"] = s.farSizeMm;
    j["far_denominator"] = s.farDenominator;
  }
  if (!s.glyph.empty()) j["glyph"] = s.glyph;
  if (!s.svg.empty()) j["svg"] = s.svg;
  return j;
}

Symbol symbolFromJson(const json& j) {
  Symbol s;
  read(j, "fill", s.fill);
  readName(j, "pattern", kPatterns, s.pattern);
  read(j, "pattern_colour", s.patternColour);
  read(j, "pattern_spacing_mm", s.patternSpacingMm);
  readStroke(j, "outline", s.outline);
  readStroke(j, "line", s.line);
  readStroke(j, "casing", s.casing);
  readName(j, "marker", kMarkers, s.marker);
  read(j, "size_mm", s.sizeMm);
  read(j, "far_size_mm", s.farSizeMm);
  read(j, "far_denominator", s.farDenominator);
  read(j, "glyph", s.glyph);
  read(j, "svg", s.svg);
  if (!(s.patternSpacingMm >= 0.2 && s.patternSpacingMm <= 100)) {
    refuse("pattern_spacing_mm", std::to_string(s.patternSpacingMm));
  }
  if (!(s.sizeMm >= 0 && s.sizeMm <= 200)) refuse("size_mm", std::to_string(s.sizeMm));
  return s;
}

json fromLabels(const LabelSpec& l) {
  json j{{"on", l.on},
         {"text", l.text},
         {"font", l.font},
         {"size_mm", l.sizeMm},
         {"bold", l.bold},
         {"spacing_em", l.spacing},
         {"colour", l.colour.text()},
         {"halo", l.halo.text()},
         {"halo_mm", l.haloMm},
         {"priority", l.priority},
         {"must_fit", l.mustFit},
         {"repeat_mm", l.repeatMm},
         {"placement", nameOf(kPlacements, l.placement)}};
  if (!l.scales.isEverywhere()) j["scales"] = fromScales(l.scales);
  return j;
}

void readLabels(const json& j, LabelSpec& l) {
  if (!j.contains("labels") || !j["labels"].is_object()) return;
  const json& from = j["labels"];
  l.on = from.contains("text");
  read(from, "on", l.on);
  read(from, "text", l.text);
  read(from, "font", l.font);
  read(from, "size_mm", l.sizeMm);
  read(from, "bold", l.bold);
  read(from, "spacing_em", l.spacing);
  read(from, "colour", l.colour);
  read(from, "halo", l.halo);
  read(from, "halo_mm", l.haloMm);
  read(from, "priority", l.priority);
  read(from, "must_fit", l.mustFit);
  read(from, "repeat_mm", l.repeatMm);
  readName(from, "placement", kPlacements, l.placement);
  readScales(from, l.scales);
  if (!(l.sizeMm > 0 && l.sizeMm <= 200)) refuse("labels.size_mm", std::to_string(l.sizeMm));
}

json fromClass(const StyleClass& c) {
  json j{{"label_zh", c.labelZh}, {"label_en", c.labelEn}, {"symbol", fromSymbol(c.symbol)}};
  if (!c.values.empty()) j["values"] = c.values;
  if (c.lower > -kUnlimited) j["lower"] = c.lower;
  if (c.upper < kUnlimited) j["upper"] = c.upper;
  if (!c.rule.empty()) j["rule"] = c.rule;
  if (!c.scales.isEverywhere()) j["scales"] = fromScales(c.scales);
  if (!c.visible) j["visible"] = false;
  return j;
}

StyleClass classFromJson(const json& j) {
  StyleClass c;
  read(j, "label_zh", c.labelZh);
  read(j, "label_en", c.labelEn);
  if (j.contains("symbol") && j["symbol"].is_object()) c.symbol = symbolFromJson(j["symbol"]);
  if (j.contains("values") && j["values"].is_array()) {
    for (const json& v : j["values"]) c.values.push_back(v.is_string() ? v.get<std::string>() : v.dump());
  }
  read(j, "lower", c.lower);
  read(j, "upper", c.upper);
  read(j, "rule", c.rule);
  readScales(j, c.scales);
  read(j, "visible", c.visible);
  return c;
}

json fromHeat(const HeatSpec& h) {
  json j{{"radius_m", h.radiusMetres}, {"ramp", h.ramp}};
  if (h.maximum > 0) j["maximum_per_km2"] = h.maximum;
  if (!h.weight.empty()) j["weight"] = h.weight;
  return j;
}

json fromClusters(const ClusterSpec& c) {
  return {{"radius_mm", c.radiusMm},
          {"from", c.fromDenominator},
          {"size_mm", c.sizeMm},
          {"fill", c.fill.text()},
          {"text", c.text.text()}};
}

void readGathering(const json& j, LayerStyle& style) {
  if (j.contains("heat") && j["heat"].is_object()) {
    const json& from = j["heat"];
    HeatSpec& h = style.heat.emplace();
    read(from, "radius_m", h.radiusMetres);
    read(from, "ramp", h.ramp);
    read(from, "maximum_per_km2", h.maximum);
    read(from, "weight", h.weight);
    if (!(h.radiusMetres >= 1 && h.radiusMetres <= 1e6)) refuse("heat.radius_m", std::to_string(h.radiusMetres));
    if (!(h.maximum >= 0 && h.maximum < kUnlimited)) refuse("heat.maximum_per_km2", std::to_string(h.maximum));
    (void)ramp(h.ramp, 2);  // refuses a name that is none
  }
  if (j.contains("clusters") && j["clusters"].is_object()) {
    if (style.heat) refuse("clusters", "heat");
    const json& from = j["clusters"];
    ClusterSpec& c = style.clusters.emplace();
    read(from, "radius_mm", c.radiusMm);
    read(from, "from", c.fromDenominator);
    read(from, "size_mm", c.sizeMm);
    read(from, "fill", c.fill);
    read(from, "text", c.text);
    if (!(c.radiusMm >= 1 && c.radiusMm <= 100)) refuse("clusters.radius_mm", std::to_string(c.radiusMm));
    if (!(c.sizeMm >= 1 && c.sizeMm <= 50)) refuse("clusters.size_mm", std::to_string(c.sizeMm));
    if (!(c.fromDenominator >= 1 && c.fromDenominator <= 1e9)) {
      refuse("clusters.from", std::to_string(c.fromDenominator));
    }
  }
}

}  // namespace

Colour Colour::parse(std::string_view text) {
  const auto digit = [&](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    refuse("colour", std::string(text));
  };
  if (text.empty() || text[0] != '#' || (text.size() != 4 && text.size() != 7 && text.size() != 9)) {
    refuse("colour", std::string(text));
  }
  Colour c;
  const std::size_t step = text.size() == 4 ? 1 : 2;
  std::array<std::uint8_t*, 4> to{&c.r, &c.g, &c.b, &c.a};
  for (std::size_t k = 0; 1 + k * step < text.size(); ++k) {
    const int high = digit(text[1 + k * step]);
    *to[k] = static_cast<std::uint8_t>(step == 1 ? high * 17 : high * 16 + digit(text[2 + k * step]));
  }
  return c;
}

std::string Colour::text() const {
  char buffer[16];
  if (a == 255) {
    std::snprintf(buffer, sizeof buffer, "#%02x%02x%02x", r, g, b);
  } else {
    std::snprintf(buffer, sizeof buffer, "#%02x%02x%02x%02x", r, g, b, a);
  }
  return buffer;
}

LayerStyle singleStyle(Symbol symbol, std::string labelZh, std::string labelEn) {
  LayerStyle style;
  StyleClass c;
  c.symbol = std::move(symbol);
  c.labelZh = std::move(labelZh);
  c.labelEn = std::move(labelEn);
  style.classes.push_back(std::move(c));
  return style;
}

json toJson(const LayerStyle& style) {
  json j{{"kind", nameOf(kKinds, style.kind)}, {"classes", json::array()}, {"opacity", style.opacity}};
  if (!style.field.empty()) j["field"] = style.field;
  if (style.match != Match::exact) j["match"] = nameOf(kMatches, style.match);
  if (!style.scales.isEverywhere()) j["scales"] = fromScales(style.scales);
  for (const StyleClass& c : style.classes) j["classes"].push_back(fromClass(c));
  if (style.labels != LabelSpec{}) j["labels"] = fromLabels(style.labels);
  if (style.heat) j["heat"] = fromHeat(*style.heat);
  if (style.clusters) j["clusters"] = fromClusters(*style.clusters);
  return j;
}

LayerStyle styleFromJson(const json& j) {
  if (!j.is_object()) refuse("style", j.dump().substr(0, 80));
  LayerStyle style;
  readName(j, "kind", kKinds, style.kind);
  read(j, "field", style.field);
  readName(j, "match", kMatches, style.match);
  read(j, "opacity", style.opacity);
  readScales(j, style.scales);
  if (j.contains("classes") && j["classes"].is_array()) {
    for (const json& c : j["classes"]) style.classes.push_back(classFromJson(c));
  } else if (j.contains("symbol")) {
    style.classes.push_back(classFromJson(json{{"symbol", j["symbol"]}}));
  }
  if (style.classes.empty()) refuse("classes", "[]");
  if (style.classes.size() > 60000) refuse("classes", std::to_string(style.classes.size()));
  if (style.kind == StyleKind::single) style.classes.resize(1);
  const bool needsField = style.kind == StyleKind::categorised || style.kind == StyleKind::graduated;
  if (needsField && style.field.empty()) refuse("field", "\"\"");
  if (!(style.opacity >= 0 && style.opacity <= 1)) refuse("opacity", std::to_string(style.opacity));
  readLabels(j, style.labels);
  readGathering(j, style);
  return style;
}

std::string toJsonText(const LayerStyle& style) {
  return toJson(style).dump(2);
}

LayerStyle styleFromText(std::string_view text) {
  const json j = json::parse(text, nullptr, false);
  if (j.is_discarded()) {
    throw Error(ErrorCode::invalidValue, {GIS_TR("the style cannot be read")}, {GIS_TR("it is not JSON")});
  }
  return styleFromJson(j);
}

}  // namespace gis::style
