#include "gis_core/style/sld_symbol.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <optional>

#include "gis_core/base/error.h"
#include "gis_core/style/text_template.h"

namespace gis::style {

namespace {

using xml::Node;

/// A function that only puts its arguments one after the other.
bool isConcatenation(const Node& node) {
  const auto name = node.attribute("name");
  return node.name == "Function" && (name == "Concatenate" || name == "strConcat" || name == "concat");
}

const std::pair<FillPattern, std::array<const char*, 2>> kSldPatterns[] = {
    {FillPattern::forward, {"shape://slash", "slash"}},
    {FillPattern::backward, {"shape://backslash", "backslash"}},
    {FillPattern::horizontal, {"shape://horline", "horline"}},
    {FillPattern::vertical, {"shape://vertline", "vertline"}},
    {FillPattern::cross, {"shape://plus", "cross"}},
    {FillPattern::diagonalCross, {"shape://times", "x"}},
    {FillPattern::dots, {"shape://dot", "circle"}}};

/// SE's "cross" stands upright, "x" lies.
const std::pair<MarkerShape, const char*> kSldMarkers[] = {{MarkerShape::circle, "circle"},
                                                           {MarkerShape::square, "square"},
                                                           {MarkerShape::triangle, "triangle"},
                                                           {MarkerShape::star, "star"},
                                                           {MarkerShape::plus, "cross"},
                                                           {MarkerShape::cross, "x"},
                                                           {MarkerShape::diamond, "diamond"},
                                                           {MarkerShape::triangleDown, "triangle_down"},
                                                           {MarkerShape::pentagon, "pentagon"},
                                                           {MarkerShape::hexagon, "hexagon"},
                                                           {MarkerShape::ring, "ring"},
                                                           {MarkerShape::pin, "pin"},
                                                           {MarkerShape::plus, "cross_fill"},
                                                           {MarkerShape::plus, "shape://plus"},
                                                           {MarkerShape::cross, "cross2"},
                                                           {MarkerShape::cross, "shape://times"},
                                                           {MarkerShape::triangle, "equilateral_triangle"},
                                                           {MarkerShape::star, "regular_star"},
                                                           {MarkerShape::square, "rectangle"}};

double rounded(double mm) {
  return std::round(mm * 1e6) / 1e6;
}

std::optional<double> numberIn(const std::string& text) {
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end == text.data() || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// Reads symbolizers; what is not understood becomes a note that names it.
class SymbolReader {
 public:
  explicit SymbolReader(SldNotes& notes) : m_notes(notes) {}

  void unknown(const std::string& what) { m_notes.add({GIS_TR("{0} is not carried over"), {what}}); }
  void others(const Node& node, std::initializer_list<const char*> known) {
    for (const Node& child : node.children) {
      if (child.isText()) continue;
      const bool isKnown = std::any_of(known.begin(), known.end(), [&](const char* k) { return child.name == k; });
      if (!isKnown) unknown(node.name + "/" + child.name);
    }
  }
  /// Value of a SvgParameter or CssParameter that is a literal; otherwise empty, noted when it is computed.
  std::string parameter(const Node& node, std::string_view name) {
    for (const Node& child : node.children) {
      if ((child.name != "SvgParameter" && child.name != "CssParameter") || child.attribute("name") != name) continue;
      if (const auto literal = literalIn(child)) return *literal;
      unknown(std::string(name));
      return {};
    }
    return {};
  }
  std::optional<std::string> literalIn(const Node& node) {
    for (const Node& child : node.children) {
      if (!child.isText() && child.name != "Literal") return std::nullopt;
    }
    return node.content();
  }
  void otherParameters(const Node& node, std::initializer_list<const char*> known) {
    for (const Node& child : node.children) {
      if (child.name != "SvgParameter" && child.name != "CssParameter") continue;
      const std::string name = child.attribute("name");
      if (std::none_of(known.begin(), known.end(), [&](const char* k) { return name == k; })) unknown(name);
    }
  }
  std::optional<double> number(const Node* node) {
    if (node == nullptr) return std::nullopt;
    const auto literal = literalIn(*node);
    const auto value = literal ? numberIn(*literal) : std::nullopt;
    if (!value) unknown(node->name);
    return value;
  }
  Colour colour(const Node& node, const char* name, Colour otherwise) {
    const std::string text = parameter(node, name), alpha = parameter(node, (std::string(name) + "-opacity").c_str());
    Colour c = otherwise;
    if (!text.empty()) {
      try {
        c = Colour::parse(text);
      } catch (const Error&) {
        unknown(std::string(name) + " " + text);
      }
    }
    if (const auto share = numberIn(alpha)) {
      c.a = static_cast<std::uint8_t>(std::lround(255 * std::clamp(*share, 0.0, 1.0)));
    }
    return c;
  }
  Stroke stroke(const Node& node, bool inMetres) {
    Stroke s;
    s.colour = colour(node, "stroke", {0, 0, 0, 255});
    const double width = numberIn(parameter(node, "stroke-width")).value_or(1);
    if (inMetres) {
      s.widthMetres = std::clamp(width, 0.0, 1e5);
    } else {
      s.widthMm = rounded(std::clamp(width * kPixelMm, 0.0, 100.0));
    }
    const std::string cap = parameter(node, "stroke-linecap");
    s.flatCap = cap.empty() || cap == "butt";
    std::string dashes = parameter(node, "stroke-dasharray");
    std::replace(dashes.begin(), dashes.end(), ',', ' ');
    for (std::size_t at = 0; at < dashes.size();) {
      const std::size_t from = dashes.find_first_not_of(' ', at);
      if (from == std::string::npos) break;
      const std::size_t end = std::min(dashes.find(' ', from), dashes.size());
      const auto length = numberIn(dashes.substr(from, end - from));
      // a dash without length is a dot of a hair's width
      if (length) s.dashMm.push_back(rounded(std::clamp(*length * kPixelMm, 0.01, 999.0)));
      at = end;
    }
    otherParameters(
        node, {"stroke", "stroke-opacity", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray"});
    others(node, {"SvgParameter", "CssParameter"});
    return s;
  }
  static bool inMetres(const Node& symbolizer) { return symbolizer.attribute("uom").ends_with("metre"); }
  void checkUnit(const Node& symbolizer) {
    const std::string uom = symbolizer.attribute("uom");
    if (!uom.empty() && !uom.ends_with("pixel") && !uom.ends_with("metre")) unknown("uom " + uom);
  }

  void polygon(const Node& node, Symbol& s);
  void line(const Node& node, Symbol& s);
  void point(const Node& node, Symbol& s);
  void finishLines(Symbol& s);
  LabelSpec labels(const Node& node, int dimension);

  std::vector<Stroke> m_lines;  ///< of line symbolizers, the lowest first

 private:
  void graphicFill(const Node& node, Symbol& s);
  void mark(const Node& node, Symbol& s);
  void labelText(const Node& label, std::string& text);
  void placement(const Node& node, int dimension, LabelSpec& spec);
  void vendorOptions(const Node& node, LabelSpec& spec);

  SldNotes& m_notes;
};

void SymbolReader::graphicFill(const Node& node, Symbol& s) {
  const Node* graphic = node.child("Graphic");
  const Node* mark = graphic != nullptr ? graphic->child("Mark") : nullptr;
  const Node* name = mark != nullptr ? mark->child("WellKnownName") : nullptr;
  const std::string text = name != nullptr ? name->content() : std::string();
  for (const auto& [pattern, names] : kSldPatterns) {
    if (text != names[0] && text != names[1]) continue;
    s.pattern = pattern;
    const Node* stroke = mark->child("Stroke");
    const Node* fill = mark->child("Fill");
    s.patternColour = stroke != nullptr ? colour(*stroke, "stroke", {0, 0, 0, 255})
                      : fill != nullptr ? colour(*fill, "fill", {128, 128, 128, 255})
                                        : s.patternColour;
    if (const auto size = number(graphic->child("Size"))) {
      s.patternSpacingMm = rounded(std::clamp(*size * kPixelMm, 0.2, 100.0));
    }
    others(*graphic, {"Mark", "Size"});
    return;
  }
  unknown("GraphicFill " + text);
}

void SymbolReader::polygon(const Node& node, Symbol& s) {
  checkUnit(node);
  if (const Node* fill = node.child("Fill")) {
    if (const Node* graphic = fill->child("GraphicFill")) {
      const bool plainBelow = s.pattern == FillPattern::solid;
      graphicFill(*graphic, s);
      if (!plainBelow) s.fill = {255, 255, 255, 0};
    } else {
      s.pattern = FillPattern::solid;
      s.fill = colour(*fill, "fill", {128, 128, 128, 255});
      otherParameters(*fill, {"fill", "fill-opacity"});
    }
    others(*fill, {"SvgParameter", "CssParameter", "GraphicFill"});
  }
  if (const Node* drawn = node.child("Stroke")) {
    if (s.outline.widthMm > 0 || s.outline.widthMetres > 0) s.casing = s.outline;
    s.outline = stroke(*drawn, inMetres(node));
  }
  others(node, {"Fill", "Stroke", "Name", "Description"});
}

void SymbolReader::line(const Node& node, Symbol&) {
  checkUnit(node);
  if (const Node* drawn = node.child("Stroke")) m_lines.push_back(stroke(*drawn, inMetres(node)));
  others(node, {"Stroke", "Name", "Description"});
}

void SymbolReader::finishLines(Symbol& s) {
  if (m_lines.empty()) return;
  s.line = m_lines.back();
  if (m_lines.size() > 1) s.casing = m_lines.front();
  if (m_lines.size() > 2)
    m_notes.add(GIS_TR("of lines that lie over each other, the lowest and the uppermost are kept"));
}

void SymbolReader::mark(const Node& node, Symbol& s) {
  const Node* name = node.child("WellKnownName");
  const std::string text = name != nullptr ? name->content() : "square";
  const auto* found =
      std::find_if(std::begin(kSldMarkers), std::end(kSldMarkers), [&](const auto& m) { return text == m.second; });
  if (found != std::end(kSldMarkers)) {
    s.marker = found->first;
  } else {
    unknown("WellKnownName " + text);
  }
  if (const Node* fill = node.child("Fill")) {
    s.fill = colour(*fill, "fill", {128, 128, 128, 255});
  } else {
    s.fill.a = 0;
  }
  if (const Node* drawn = node.child("Stroke")) s.outline = stroke(*drawn, false);
  others(node, {"WellKnownName", "Fill", "Stroke"});
}

void SymbolReader::point(const Node& node, Symbol& s) {
  checkUnit(node);
  if (inMetres(node)) unknown("uom metre");
  const Node* graphic = node.child("Graphic");
  if (graphic == nullptr) return;
  if (const Node* external = graphic->child("ExternalGraphic")) {
    const Node* resource = external->child("OnlineResource");
    const std::string file = resource != nullptr ? resource->attribute("href") : std::string();
    const bool isFile = !file.empty() && file.find("://") == std::string::npos && !file.starts_with("base64:") &&
                        !file.starts_with("data:");
    if (isFile && file.ends_with(".svg")) {
      s.svg = file;
    } else if (file.starts_with("file://") && file.ends_with(".svg")) {
      s.svg = file.substr(7);
    } else {
      unknown("ExternalGraphic " + file.substr(0, 80));
    }
  }
  if (const Node* drawn = graphic->child("Mark")) mark(*drawn, s);
  s.sizeMm = rounded(std::clamp(number(graphic->child("Size")).value_or(6) * kPixelMm, 0.0, 200.0));
  if (const auto opacity = graphic->child("Opacity") != nullptr ? number(graphic->child("Opacity")) : std::nullopt) {
    for (Colour* c : {&s.fill, &s.outline.colour}) {
      c->a = static_cast<std::uint8_t>(std::lround(c->a * std::clamp(*opacity, 0.0, 1.0)));
    }
  }
  others(*graphic, {"ExternalGraphic", "Mark", "Size", "Opacity"});
  others(node, {"Graphic", "Name", "Description"});
}

void SymbolReader::labelText(const Node& label, std::string& text) {
  for (const Node& child : label.children) {
    if (child.isText()) {
      const std::string_view run = child.text;
      const std::size_t from = run.find_first_not_of(" \t\r\n");
      if (from == std::string_view::npos) continue;  // the blanks between elements
      text += TextTemplate::escaped(run.substr(from, run.find_last_not_of(" \t\r\n") - from + 1));
    } else if (child.name == "PropertyName" || child.name == "ValueReference") {
      text += "{" + child.content() + "}";
    } else if (child.name == "Literal") {
      for (const Node& run : child.children) text += TextTemplate::escaped(run.text);
    } else if (child.name == "Concatenate" || child.name == "StringValue" || isConcatenation(child)) {
      labelText(child, text);
    } else {
      unknown("Label/" + child.name + " " + child.attribute("name"));
    }
  }
}

void SymbolReader::placement(const Node& node, int dimension, LabelSpec& spec) {
  const Node* point = node.child("PointPlacement");
  const bool beside = node.child("LinePlacement") == nullptr && point != nullptr;
  if (beside && dimension == 1) spec.placement = LabelPlacement::horizontal;
  if (point != nullptr) others(*point, {"AnchorPoint"});
  if (const Node* line = node.child("LinePlacement")) others(*line, {});
}

void SymbolReader::vendorOptions(const Node& node, LabelSpec& spec) {
  for (const Node& child : node.children) {
    if (child.name != "VendorOption") continue;
    const std::string name = child.attribute("name"), value = child.content();
    const auto pixels = numberIn(value);
    if (name == "repeat" && pixels) {
      spec.repeatMm = rounded(std::clamp(*pixels * kPixelMm, 1.0, 10000.0));
    } else if (name == "charSpacing" && pixels) {
      spec.spacing = rounded(std::clamp(*pixels * kPixelMm / spec.sizeMm, -0.5, 10.0));
    } else if (name == "goodnessOfFit" && pixels) {
      spec.mustFit = *pixels >= 1;
    } else if (name == "followLine") {
      spec.placement = value == "true" ? LabelPlacement::automatic : LabelPlacement::horizontal;
    } else {
      unknown("VendorOption " + name);
    }
  }
}

LabelSpec SymbolReader::labels(const Node& node, int dimension) {
  LabelSpec spec;
  spec.on = true;
  if (const Node* label = node.child("Label")) labelText(*label, spec.text);
  if (const Node* font = node.child("Font")) {
    const std::string family = parameter(*font, "font-family");
    if (!family.empty()) spec.font = family;
    spec.sizeMm = rounded(std::clamp(numberIn(parameter(*font, "font-size")).value_or(10) * kPixelMm, 0.5, 200.0));
    spec.bold = parameter(*font, "font-weight") == "bold";
    const std::string slant = parameter(*font, "font-style");
    if (!slant.empty() && slant != "normal") unknown("font-style " + slant);
    otherParameters(*font, {"font-family", "font-size", "font-weight", "font-style"});
  }
  spec.haloMm = 0;
  if (const Node* halo = node.child("Halo")) {
    spec.haloMm = rounded(std::clamp(number(halo->child("Radius")).value_or(1) * kPixelMm, 0.0, 20.0));
    const Node* fill = halo->child("Fill");
    spec.halo = fill != nullptr ? colour(*fill, "fill", {255, 255, 255, 255}) : Colour{255, 255, 255, 255};
  }
  const Node* fill = node.child("Fill");
  spec.colour = fill != nullptr ? colour(*fill, "fill", {0, 0, 0, 255}) : Colour{0, 0, 0, 255};
  if (const Node* place = node.child("LabelPlacement")) placement(*place, dimension, spec);
  if (const Node* priority = node.child("Priority")) {
    const auto value = number(priority);
    if (value && (*value < 0 || *value > 10)) m_notes.add(GIS_TR("the priority of labels is kept between 0 and 10"));
    if (value) spec.priority = std::clamp(*value, 0.0, 10.0);
  }
  vendorOptions(node, spec);
  others(node, {"Label", "Font", "LabelPlacement", "Halo", "Fill", "Priority", "VendorOption", "Name", "Description"});
  return spec;
}

}  // namespace

std::string pixelText(double mm) {
  return numberText(std::round(mm / kPixelMm * 1e9) / 1e9);
}

const char* patternName(FillPattern pattern) {
  for (const auto& [known, names] : kSldPatterns) {
    if (known == pattern) return names[0];
  }
  return nullptr;
}

const char* markerName(MarkerShape shape) {
  for (const auto& [known, name] : kSldMarkers) {
    if (known == shape) return name;
  }
  return "circle";
}

bool isStandardMarker(MarkerShape shape) {
  for (int k = 0; k < 6; ++k) {
    if (kSldMarkers[k].first == shape) return true;
  }
  return false;
}

Symbol symbolOf(const std::vector<const Node*>& symbolizers, int& dimension, SldNotes& notes) {
  SymbolReader reader(notes);
  if (dimension < 0) {
    for (const Node* node : symbolizers) {
      const int own = node->name == "PolygonSymbolizer" ? 2 : node->name == "LineSymbolizer" ? 1 : 0;
      dimension = std::max(dimension, own);
    }
  }
  Symbol s;
  s.pattern = FillPattern::none;
  for (const Node* node : symbolizers) {
    // the line of an area is its outline
    if (dimension == 2 && (node->name == "PolygonSymbolizer" || node->name == "LineSymbolizer")) {
      reader.polygon(*node, s);
    } else if (node->name == "LineSymbolizer" && dimension == 1) {
      reader.line(*node, s);
    } else if (node->name == "PointSymbolizer" && dimension == 0) {
      reader.point(*node, s);
    } else {
      reader.unknown(node->name);
    }
  }
  reader.finishLines(s);
  if (dimension != 2) s.pattern = FillPattern::solid;
  return s;
}

LabelSpec labelsOf(const Node& symbolizer, int dimension, SldNotes& notes) {
  return SymbolReader(notes).labels(symbolizer, dimension);
}

}  // namespace gis::style
