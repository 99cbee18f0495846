// Styles as Styled Layer Descriptors.
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/xml.h"
#include "gis_core/style/class_conditions.h"
#include "gis_core/style/rule.h"
#include "gis_core/style/sld.h"
#include "gis_core/style/sld_filter.h"
#include "gis_core/style/sld_symbol.h"
#include "gis_core/style/text_template.h"

namespace gis::style {

namespace {

using xml::Node;

ScaleRange meet(const ScaleRange& a, const ScaleRange& b) {
  return {std::max(a.smallest, b.smallest), std::min(a.largest, b.largest)};
}

class Writer {
 public:
  Writer(const LayerStyle& style, int dimension, SldVersion version)
      : m_style(style),
        m_dimension(dimension < 0 ? 2 : dimension),
        m_new(version == SldVersion::se11),
        m_conditions(style) {}

  SldText write(const std::string& layerName) {
    Node root;
    root.name = "StyledLayerDescriptor";
    root.with("version", m_new ? "1.1.0" : "1.0.0")
        .with("xmlns", "http://www.opengis.net/sld")
        .with("xmlns:ogc", "http://www.opengis.net/ogc")
        .with("xmlns:xlink", "http://www.w3.org/1999/xlink")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    if (m_new) root.with("xmlns:se", "http://www.opengis.net/se");
    root.with("xsi:schemaLocation", std::string("http://www.opengis.net/sld http://schemas.opengis.net/sld/") +
                                        (m_new ? "1.1.0" : "1.0.0") + "/StyledLayerDescriptor.xsd");
    Node& layer = root.add("NamedLayer");
    layer.add(se("Name"), layerName);
    Node& user = layer.add("UserStyle");
    user.add(se("Name"), layerName);
    Node& features = user.add(se("FeatureTypeStyle"));
    noteWholeStyle();
    for (const StyleClass& c : m_style.classes) writeClass(features, c);
    writeLabels(features);
    return {xml::write(root), m_notes.take()};
  }

 private:
  [[nodiscard]] std::string se(const char* name) const { return m_new ? std::string("se:") + name : name; }
  Node& parameter(Node& to, const char* name, const std::string& value) const {
    return to.add(m_new ? "se:SvgParameter" : "CssParameter", value).with("name", name);
  }
  void noteWholeStyle() {
    if (m_style.opacity < 1) m_notes.add(GIS_TR("the opacity of the layer goes into its colours"));
    if (m_style.heat) m_notes.add(GIS_TR("the heat map is written as single points"));
    if (m_style.clusters) m_notes.add(GIS_TR("clusters are written as single points"));
    if (m_style.kind == StyleKind::rules && m_style.classes.size() > 1) {
      m_notes.add(GIS_TR("where several rules hold, other programs draw all of them, not the first only"));
    }
  }
  [[nodiscard]] Colour faded(Colour c) const {
    c.a = static_cast<std::uint8_t>(std::lround(c.a * m_style.opacity));
    return c;
  }
  static std::string opacityText(std::uint8_t alpha) { return numberText(std::round(alpha / 255.0 * 1e6) / 1e6); }

  void writeClass(Node& features, const StyleClass& c);
  void writeRule(Node& features, const StyleClass& c, const ScaleRange& range, const std::optional<Node>& filter,
                 bool isElse);
  void addTitle(Node& rule, const StyleClass& c) const;
  std::vector<ScaleRange> scaleSteps(const StyleClass& c) const;
  [[nodiscard]] std::vector<const Stroke*> strokesOf(const Symbol& s) const;
  void addSymbolizers(Node& rule, const Symbol& s, double denominator);
  void addArea(Node& rule, const Symbol& s, double denominator);
  void addPoint(Node& rule, const Symbol& s, double denominator);
  void addFill(Node& to, const Colour& c) const;
  void addStroke(Node& to, const Stroke& s);
  static bool isShown(const Stroke& s, double denominator) {
    return (s.widthMm > 0 || s.widthMetres > 0) && s.scales.contains(denominator);
  }
  void writeLabels(Node& features);
  void addLabelText(Node& label, const LabelSpec& spec);

  const LayerStyle& m_style;
  int m_dimension;
  bool m_new;
  SldNotes m_notes;
  ClassConditions m_conditions;
  bool m_hasOthers = false;
};

std::vector<const Stroke*> Writer::strokesOf(const Symbol& s) const {
  if (m_dimension == 1) return {&s.line, &s.casing};
  if (m_dimension == 2) return {&s.outline, &s.casing};
  return {&s.outline};
}

/// The class's range, cut where one of its parts comes or goes.
std::vector<ScaleRange> Writer::scaleSteps(const StyleClass& c) const {
  const ScaleRange whole = meet(c.scales, m_style.scales);
  std::set<double> bounds{whole.smallest, whole.largest};
  const auto cut = [&](double at) {
    if (at > whole.smallest && at < whole.largest) bounds.insert(at);
  };
  for (const Stroke* stroke : strokesOf(c.symbol)) {
    if (stroke->widthMm <= 0 && stroke->widthMetres <= 0) continue;
    cut(stroke->scales.smallest);
    cut(stroke->scales.largest);
  }
  if (m_dimension == 0 && c.symbol.farSizeMm > 0) cut(c.symbol.farDenominator);
  std::vector<ScaleRange> steps;
  for (auto at = bounds.begin(); std::next(at) != bounds.end(); ++at) steps.push_back({*at, *std::next(at)});
  return steps;
}

void Writer::writeClass(Node& features, const StyleClass& c) {
  const std::string name = c.labelEn.empty() ? c.labelZh : c.labelEn;
  if (!c.visible) {
    m_notes.add({GIS_TR("the class {0} is switched off and left out"), {name}});
    return;
  }
  const bool isElse = m_conditions.takesOthers(c);
  const std::optional<Condition> condition = m_conditions.of(c);
  if (isElse) {
    if (m_hasOthers) return;  // the first one takes all others
    m_hasOthers = true;
  } else if (m_style.kind != StyleKind::single && !condition) {
    return;  // every value of it belongs to an earlier class
  }
  std::optional<Node> filter;
  if (condition) filter = filterElement(*condition, m_new);
  if (m_dimension == 0 && c.symbol.farSizeMm > 0) {
    m_notes.add(GIS_TR("markers become smaller in one step, not gradually"));
  }
  for (const ScaleRange& step : scaleSteps(c)) writeRule(features, c, step, filter, isElse);
}

void Writer::addTitle(Node& rule, const StyleClass& c) const {
  const std::string& title = c.labelZh.empty() ? c.labelEn : c.labelZh;
  if (title.empty()) return;
  rule.add(se("Name"), c.labelEn.empty() ? title : c.labelEn);
  Node& place = m_new ? rule.add("se:Description") : rule;
  Node& text = place.add(se("Title"), title);
  // as GeoServer has it: the text of other languages inside
  if (c.labelZh == c.labelEn) return;
  if (!c.labelZh.empty()) text.add(se("Localized"), c.labelZh).with("lang", "zh");
  if (!c.labelEn.empty()) text.add(se("Localized"), c.labelEn).with("lang", "en");
}

void Writer::writeRule(Node& features, const StyleClass& c, const ScaleRange& range, const std::optional<Node>& filter,
                       bool isElse) {
  Node rule;
  rule.name = se("Rule");
  addTitle(rule, c);
  if (filter) rule.add("ogc:Filter").children.push_back(*filter);
  if (isElse) rule.add(se("ElseFilter"));
  if (range.smallest > 0) rule.add(se("MinScaleDenominator"), numberText(range.smallest));
  if (range.largest < kUnlimited) rule.add(se("MaxScaleDenominator"), numberText(range.largest));
  addSymbolizers(rule, c.symbol, range.smallest);
  features.children.push_back(std::move(rule));
}

void Writer::addFill(Node& to, const Colour& colour) const {
  Node& fill = to.add(se("Fill"));
  const Colour c = faded(colour);
  parameter(fill, "fill", Colour{c.r, c.g, c.b, 255}.text());
  if (c.a < 255) parameter(fill, "fill-opacity", opacityText(c.a));
}

void Writer::addStroke(Node& to, const Stroke& s) {
  Node& stroke = to.add(se("Stroke"));
  const Colour c = faded(s.colour);
  parameter(stroke, "stroke", Colour{c.r, c.g, c.b, 255}.text());
  if (c.a < 255) parameter(stroke, "stroke-opacity", opacityText(c.a));
  parameter(stroke, "stroke-width", pixelText(s.widthMm));
  parameter(stroke, "stroke-linejoin", "round");
  parameter(stroke, "stroke-linecap", s.flatCap ? "butt" : "round");
  if (!s.dashMm.empty()) {
    std::string dashes;
    for (const double mm : s.dashMm) dashes += (dashes.empty() ? "" : " ") + pixelText(mm);
    parameter(stroke, "stroke-dasharray", dashes);
  }
  if (s.widthMetres > 0) m_notes.add(GIS_TR("lines keep their width when near: widths on the ground are left out"));
}

void Writer::addArea(Node& rule, const Symbol& s, double denominator) {
  if (isShown(s.casing, denominator)) addStroke(rule.add(se("PolygonSymbolizer")), s.casing);
  const bool outlined = isShown(s.outline, denominator);
  const bool filled = s.pattern != FillPattern::none;
  const char* pattern = patternName(s.pattern);
  if (!filled && !outlined) return;
  if (filled && (pattern == nullptr || s.fill.a > 0)) {
    Node& area = rule.add(se("PolygonSymbolizer"));
    addFill(area, s.fill);
    if (outlined && pattern == nullptr) addStroke(area, s.outline);
  }
  if (pattern != nullptr) {
    Node& area = rule.add(se("PolygonSymbolizer"));
    Node& graphic = area.add(se("Fill")).add(se("GraphicFill")).add(se("Graphic"));
    Node& mark = graphic.add(se("Mark"));
    mark.add(se("WellKnownName"), pattern);
    Node& stroke = mark.add(se("Stroke"));
    const Colour c = faded(s.patternColour);
    parameter(stroke, "stroke", Colour{c.r, c.g, c.b, 255}.text());
    if (c.a < 255) parameter(stroke, "stroke-opacity", opacityText(c.a));
    graphic.add(se("Size"), pixelText(s.patternSpacingMm));
    if (outlined) addStroke(area, s.outline);
  }
  if (!filled && outlined) addStroke(rule.add(se("PolygonSymbolizer")), s.outline);
}

void Writer::addPoint(Node& rule, const Symbol& s, double denominator) {
  Node& graphic = rule.add(se("PointSymbolizer")).add(se("Graphic"));
  const bool embedded = s.svg.starts_with('<');
  if (embedded) m_notes.add(GIS_TR("a marker's own drawing is left out: its plain shape stands for it"));
  if (!s.svg.empty() && !embedded) {
    Node& external = graphic.add(se("ExternalGraphic"));
    external.add(se("OnlineResource")).with("xlink:type", "simple").with("xlink:href", s.svg);
    external.add(se("Format"), "image/svg+xml");
  }
  Node& mark = graphic.add(se("Mark"));
  mark.add(se("WellKnownName"), markerName(s.marker));
  if (!isStandardMarker(s.marker)) {
    m_notes.add({GIS_TR("not every program knows the marker {0}"), {markerName(s.marker)}});
  }
  addFill(mark, s.fill);
  if (isShown(s.outline, denominator)) addStroke(mark, s.outline);
  const bool far = s.farSizeMm > 0 && denominator >= s.farDenominator;
  graphic.add(se("Size"), pixelText(far ? s.farSizeMm : s.sizeMm));
  if (!s.glyph.empty()) m_notes.add({GIS_TR("the character {0} on a marker is left out"), {s.glyph}});
}

void Writer::addSymbolizers(Node& rule, const Symbol& s, double denominator) {
  const Stroke& upper = m_dimension == 1 ? s.line : s.outline;
  if (m_dimension > 0 && isShown(s.casing, denominator) && !isShown(upper, denominator)) {
    m_notes.add(GIS_TR("where a casing is drawn without its line, it becomes the line"));
  }
  if (m_dimension == 0) addPoint(rule, s, denominator);
  if (m_dimension == 2) addArea(rule, s, denominator);
  if (m_dimension != 1) return;
  if (isShown(s.casing, denominator)) addStroke(rule.add(se("LineSymbolizer")), s.casing);
  if (isShown(s.line, denominator)) addStroke(rule.add(se("LineSymbolizer")), s.line);
}

void Writer::addLabelText(Node& label, const LabelSpec& spec) {
  const TextTemplate text(spec.text);
  for (const TextTemplate::Piece& piece : text.pieces()) {
    if (!piece.literal.empty()) label.add("ogc:Literal", piece.literal);
    if (piece.field < 0) continue;
    label.add("ogc:PropertyName", text.fields()[std::size_t(piece.field)]);
    if (!piece.form.empty()) {
      m_notes.add({GIS_TR("labels lose the form {0} of their text"), {piece.form}});
    }
  }
}

void Writer::writeLabels(Node& features) {
  const LabelSpec& spec = m_style.labels;
  if (!spec.on) {
    if (spec != LabelSpec{}) m_notes.add(GIS_TR("the labels are switched off and left out"));
    return;
  }
  Node& rule = features.add(se("Rule"));
  rule.add(se("Name"), "labels");
  const ScaleRange range = meet(spec.scales, m_style.scales);
  if (range.smallest > 0) rule.add(se("MinScaleDenominator"), numberText(range.smallest));
  if (range.largest < kUnlimited) rule.add(se("MaxScaleDenominator"), numberText(range.largest));
  Node& text = rule.add(se("TextSymbolizer"));
  addLabelText(text.add(se("Label")), spec);
  Node& font = text.add(se("Font"));
  parameter(font, "font-family", spec.font);
  parameter(font, "font-size", pixelText(spec.sizeMm));
  if (spec.bold) parameter(font, "font-weight", "bold");
  Node& place = text.add(se("LabelPlacement"));
  if (m_dimension == 1 && spec.placement == LabelPlacement::automatic) {
    place.add(se("LinePlacement"));
  } else {
    Node& anchor = place.add(se("PointPlacement")).add(se("AnchorPoint"));
    anchor.add(se("AnchorPointX"), m_dimension == 0 ? "0" : "0.5");
    anchor.add(se("AnchorPointY"), "0.5");
  }
  if (spec.haloMm > 0) {
    Node& halo = text.add(se("Halo"));
    halo.add(se("Radius"), pixelText(spec.haloMm));
    addFill(halo, spec.halo);
  } else if (spec.halo != LabelSpec{}.halo) {
    m_notes.add(GIS_TR("labels without a halo lose its colour"));
  }
  addFill(text, spec.colour);
  text.add(se("Priority")).add("ogc:Literal", numberText(spec.priority));
  const auto option = [&](const char* name, const std::string& value) {
    text.add(se("VendorOption"), value).with("name", name);
  };
  const bool automatic = spec.placement == LabelPlacement::automatic;
  if (m_dimension == 1 || !automatic) option("followLine", automatic ? "true" : "false");
  if (m_dimension == 1) option("repeat", pixelText(spec.repeatMm));
  if (spec.spacing != 0) option("charSpacing", pixelText(spec.spacing * spec.sizeMm));
  if (spec.mustFit) option("goodnessOfFit", "1");
}

}  // namespace

SldText toSld(const LayerStyle& style, const std::string& layerName, int dimension, SldVersion version) {
  return Writer(style, dimension, version).write(layerName);
}

bool looksLikeXml(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '<';
}

}  // namespace gis::style
