// Styles to SLD and back: what is written without a note comes back as it was.
#include "gis_core/style/sld.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <random>

#include "gis_core/base/error.h"
#include "gis_core/base/xml.h"
#include "gis_core/store/connection.h"
#include "gis_core/style/default_styles.h"
#include "gis_core/style/rule.h"
#include "gis_core/style/style_file.h"
#include "tests/support/map_fixture.h"

namespace gis::style {
namespace {

/// Random styles out of what SLD can say.
class Maker {
 public:
  explicit Maker(unsigned seed) : m_random(seed) {}

  LayerStyle style(int dimension) {
    m_dimension = dimension;
    LayerStyle s;
    s.kind = static_cast<StyleKind>(pick(4));
    if (s.kind == StyleKind::categorised || s.kind == StyleKind::graduated) s.field = word();
    if (s.kind == StyleKind::categorised && pick(2) == 0) s.match = Match::prefix;
    const int count = s.kind == StyleKind::single ? 1 : 2 + pick(4);
    const bool ownScales = s.kind != StyleKind::single && pick(2) == 0;
    if (!ownScales && pick(2) == 0) s.scales = {pick(2) == 0 ? 0.0 : 500, 64000};
    double bound = -10;
    for (int k = 0; k < count; ++k) {
      StyleClass c;
      c.labelZh = "类" + std::to_string(k) + " <&>";
      c.labelEn = pick(2) == 0 ? c.labelZh : "class " + std::to_string(k);
      if (ownScales) c.scales.largest = 10000 + 1000 * k;
      if (s.kind == StyleKind::categorised && k + 1 < count) c.values = values(s.match, k);
      if (s.kind == StyleKind::categorised && k + 1 == count && pick(2) == 0) c.values = {"x_%\\" + std::to_string(k)};
      if (s.kind == StyleKind::graduated) {
        c.lower = bound;
        c.upper = bound += 0.1 + pick(1000) / 7.0;
      }
      if (s.kind == StyleKind::rules && (k + 1 < count || pick(2) == 0)) {
        // a rule that says no more than a value or a range would come back as a class of those
        c.rule = Rule("number <> " + std::to_string(k) + " AND " + rule(2)).text();
      }
      c.symbol = symbol(meet(s.scales, c.scales));
      s.classes.push_back(std::move(c));
    }
    if (s.kind == StyleKind::graduated && pick(2) == 0) {
      s.classes.front().lower = -std::numeric_limits<double>::infinity();
      s.classes.back().upper = std::numeric_limits<double>::infinity();
    }
    if (pick(2) == 0) s.labels = labels();
    return s;
  }

 private:
  int pick(int n) { return int(m_random() % unsigned(n)); }
  double mm(double most) { return std::round((0.05 + pick(1000) / 1000.0 * most) * 100) / 100; }
  Colour colour() {
    return {std::uint8_t(pick(256)), std::uint8_t(pick(256)), std::uint8_t(pick(256)),
            std::uint8_t(pick(2) == 0 ? 255 : 1 + pick(255))};
  }
  std::string word() {
    static const char* const kWords[] = {"名称", "a", "DLBM", "state of", "not", "x\"y", "n'1"};
    return kWords[pick(7)];
  }
  static ScaleRange meet(const ScaleRange& a, const ScaleRange& b) {
    return {std::max(a.smallest, b.smallest), std::min(a.largest, b.largest)};
  }
  std::vector<std::string> values(Match match, int k) {
    const std::string base = (match == Match::prefix ? "0" : "值 <") + std::to_string(k);
    if (pick(2) == 0) return {base};
    return {base, base + "1", "文" + std::to_string(k)};
  }
  std::string rule(int depth) {
    if (depth > 0 && pick(2) == 0) {
      return "(" + rule(depth - 1) + (pick(2) == 0 ? " AND " : " OR ") + rule(depth - 1) + ")";
    }
    if (depth > 0 && pick(4) == 0) return "NOT (" + rule(depth - 1) + ")";
    switch (pick(4)) {
      case 0: return "\"名称\" = '文昌路''" + std::to_string(pick(9)) + "a'";
      case 1: return "n >= " + std::to_string(pick(100)) + ".5";
      case 2: return "t LIKE '_" + std::to_string(pick(9)) + "%b'";
      default: return "c IS NULL";
    }
  }
  Stroke stroke() {
    Stroke s;
    s.colour = colour();
    s.widthMm = mm(2);
    if (pick(3) == 0) s.dashMm = {mm(3), mm(3)};
    s.flatCap = pick(2) == 0;
    return s;
  }
  Symbol symbol(const ScaleRange& range) {
    Symbol s;
    if (m_dimension == 2) {
      s.pattern = static_cast<FillPattern>(pick(9));
      if (s.pattern != FillPattern::none) s.fill = colour();
      if (s.pattern != FillPattern::none && s.pattern != FillPattern::solid) {
        s.patternColour = colour();
        s.patternSpacingMm = 0.2 + mm(3);
        s.patternSpacingMm = std::round(s.patternSpacingMm * 100) / 100;
      }
      if (s.pattern == FillPattern::none || pick(2) == 0) s.outline = stroke();
      if (s.outline.widthMm > 0 && s.pattern != FillPattern::none && pick(2) == 0) {
        s.outline.scales.largest = std::isinf(range.largest) ? 5000 : range.largest / 2;
        if (pick(2) == 0) s.outline.scales.smallest = range.smallest + 100;
      } else if (s.outline.widthMm > 0 && pick(3) == 0) {
        s.casing = stroke();
      }
    } else if (m_dimension == 1) {
      s.line = stroke();
      if (pick(2) == 0) s.casing = stroke();
      if (s.casing.widthMm > 0 && pick(2) == 0) s.casing.scales.largest = 4000;
    } else {
      static const MarkerShape kStandard[] = {MarkerShape::circle, MarkerShape::square, MarkerShape::triangle,
                                              MarkerShape::star,   MarkerShape::cross,  MarkerShape::plus};
      s.marker = kStandard[pick(6)];
      s.fill = colour();
      if (pick(2) == 0) s.outline = stroke();
      s.sizeMm = mm(6);
      if (pick(4) == 0) s.svg = "markers/消防栓.svg";
    }
    return s;
  }
  LabelSpec labels() {
    LabelSpec l;
    l.on = true;
    l.text = pick(2) == 0 ? "{名称}" : "第 {a}\n{b c}{{x}}";
    l.sizeMm = mm(5) + 1;
    l.sizeMm = std::round(l.sizeMm * 100) / 100;
    l.bold = pick(2) == 0;
    l.spacing = pick(2) == 0 ? 0 : 0.25;
    l.colour = colour();
    l.halo = colour();
    l.haloMm = mm(1);
    l.priority = pick(11);
    l.mustFit = pick(2) == 0;
    if (m_dimension == 1) l.repeatMm = 20 + pick(100);
    if (m_dimension > 0 && pick(2) == 0) l.placement = LabelPlacement::horizontal;
    if (pick(2) == 0) l.scales = {1000, 3000};
    return l;
  }

  std::mt19937 m_random;
  int m_dimension = 2;
};

TEST(SldLaw, WhatIsWrittenWithoutANoteComesBack) {
  int silent = 0;
  for (unsigned seed = 0; seed < 600; ++seed) {
    const int dimension = int(seed % 3);
    const LayerStyle style = Maker(seed).style(dimension);
    for (const SldVersion version : {SldVersion::se11, SldVersion::sld10}) {
      const SldText written = toSld(style, "图层 <1>", dimension, version);
      const SldStyle read = fromSld(written.xml, dimension);
      const bool overlap = style.kind == StyleKind::rules && style.classes.size() > 1;  // that is said, and kept
      if (written.notes.size() > (overlap ? 1U : 0U)) continue;
      ++silent;
      ASSERT_EQ(toJsonText(read.style), toJsonText(style)) << "seed " << seed << "\n" << written.xml;
      ASSERT_EQ(read.style, style) << seed;
      for (const Message& m : read.notes) ADD_FAILURE() << seed << ": " << m.str() << "\n" << written.xml;
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(silent, 900);
}

TEST(Sld, SaysWhatItCannotWrite) {
  Symbol s;
  s.glyph = "水";
  s.outline.widthMm = 0.2;
  s.outline.widthMetres = 3;
  s.marker = MarkerShape::pin;
  LayerStyle style = singleStyle(s);
  style.opacity = 0.5;
  style.heat.emplace();
  style.labels.text = "{code|parcel}";
  style.labels.on = true;
  EXPECT_EQ(toSld(style, "x", 0, SldVersion::se11).notes.size(), 6U);
  StyleClass hidden = style.classes[0];
  hidden.visible = false;
  hidden.labelEn = "hidden one";
  style.classes.push_back(hidden);
  style.kind = StyleKind::categorised;
  style.field = "f";
  style.classes[0].values = {"1"};
  const auto notes = toSld(style, "x", 0, SldVersion::se11).notes;
  EXPECT_TRUE(std::any_of(notes.begin(), notes.end(),
                          [](const Message& m) { return m.str().find("hidden one") != std::string::npos; }));
}

TEST(Sld, TheDefaultLooksSurviveInTheirParts) {
  store::LayerInfo layer;
  layer.name = "x";
  layer.fields = {
      {"name", store::FieldType::text}, {"dlbm", store::FieldType::text}, {"class", store::FieldType::text}};
  const auto round = [&](const char* role, geom::GeometryKind kind) {
    layer.role = role;
    layer.geometryType = geom::GeometryType{kind};
    const LayerStyle style = defaultStyle(layer);
    const int dimension = layer.geometryType->dimension();
    return std::pair(style, fromSld(toSld(style, "x", dimension, SldVersion::se11).xml, dimension).style);
  };
  const auto [parcels, parcelsBack] = round("parcel", geom::GeometryKind::multiPolygon);
  EXPECT_EQ(parcelsBack.match, Match::prefix);
  ASSERT_EQ(parcelsBack.classes.size(), parcels.classes.size());
  for (std::size_t k = 0; k < parcels.classes.size(); ++k) EXPECT_EQ(parcelsBack.classes[k], parcels.classes[k]) << k;
  const auto [roads, roadsBack] = round("road", geom::GeometryKind::lineString);
  ASSERT_EQ(roadsBack.classes.size(), roads.classes.size());
  EXPECT_EQ(roadsBack.classes[0].symbol.casing, roads.classes[0].symbol.casing);
  EXPECT_EQ(roadsBack.labels, roads.labels);
}

// As QGIS 3.22 writes them.
const char* const kQgis = R"(<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" version="1.1.0" xmlns:se="http://www.opengis.net/se" xmlns:ogc="http://www.opengis.net/ogc">
 <NamedLayer><se:Name>plots</se:Name><UserStyle><se:Name>plots</se:Name><se:FeatureTypeStyle>
  <se:Rule><se:Name>0 - 10</se:Name><se:Description><se:Title>0 - 10</se:Title></se:Description>
   <ogc:Filter><ogc:And><ogc:PropertyIsGreaterThanOrEqualTo><ogc:PropertyName>floors</ogc:PropertyName><ogc:Literal>0</ogc:Literal></ogc:PropertyIsGreaterThanOrEqualTo><ogc:PropertyIsLessThanOrEqualTo><ogc:PropertyName>floors</ogc:PropertyName><ogc:Literal>10</ogc:Literal></ogc:PropertyIsLessThanOrEqualTo></ogc:And></ogc:Filter>
   <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#fff5eb</se:SvgParameter></se:Fill><se:Stroke><se:SvgParameter name="stroke">#232323</se:SvgParameter><se:SvgParameter name="stroke-width">1</se:SvgParameter><se:SvgParameter name="stroke-linejoin">bevel</se:SvgParameter></se:Stroke></se:PolygonSymbolizer></se:Rule>
  <se:Rule><se:Name>10 - 90</se:Name><se:Description><se:Title>10 - 90</se:Title></se:Description>
   <ogc:Filter><ogc:And><ogc:PropertyIsGreaterThan><ogc:PropertyName>floors</ogc:PropertyName><ogc:Literal>10</ogc:Literal></ogc:PropertyIsGreaterThan><ogc:PropertyIsLessThanOrEqualTo><ogc:PropertyName>floors</ogc:PropertyName><ogc:Literal>90</ogc:Literal></ogc:PropertyIsLessThanOrEqualTo></ogc:And></ogc:Filter>
   <se:PolygonSymbolizer><se:Fill><se:SvgParameter name="fill">#7f2704</se:SvgParameter></se:Fill></se:PolygonSymbolizer></se:Rule>
  <se:Rule><se:TextSymbolizer><se:Label><ogc:PropertyName>name</ogc:PropertyName></se:Label><se:Font><se:SvgParameter name="font-family">Noto Sans CJK SC</se:SvgParameter><se:SvgParameter name="font-size">13</se:SvgParameter></se:Font><se:LabelPlacement><se:PointPlacement><se:AnchorPoint><se:AnchorPointX>0</se:AnchorPointX><se:AnchorPointY>0.5</se:AnchorPointY></se:AnchorPoint></se:PointPlacement></se:LabelPlacement><se:Fill><se:SvgParameter name="fill">#323232</se:SvgParameter></se:Fill></se:TextSymbolizer></se:Rule>
 </se:FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>)";

TEST(Sld, ReadsAGraduatedStyleOfQgis) {
  const SldStyle read = fromSld(kQgis, 2);
  EXPECT_EQ(read.style.kind, StyleKind::graduated);
  EXPECT_EQ(read.style.field, "floors");
  ASSERT_EQ(read.style.classes.size(), 2U);
  EXPECT_EQ(read.style.classes[1].lower, 10);
  EXPECT_EQ(read.style.classes[1].upper, 90);
  EXPECT_EQ(read.style.classes[0].labelZh, "0 - 10");
  EXPECT_NEAR(read.style.classes[0].symbol.outline.widthMm, 0.28, 1e-9);
  EXPECT_TRUE(read.style.labels.on);
  EXPECT_EQ(read.style.labels.text, "{name}");
  ASSERT_EQ(read.notes.size(), 1U);  // the border value moves
  EXPECT_NE(read.notes[0].str().find("border"), std::string::npos);
}

TEST(Sld, ReadsRulesByScaleAsOneClassAndNamesWhatItLeaves) {
  const SldStyle read = fromSld(
      R"(<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld"><NamedLayer><Name>r</Name><UserStyle><FeatureTypeStyle>
    <Rule><Title>Roads</Title><MaxScaleDenominator>5000</MaxScaleDenominator>
      <LineSymbolizer><Stroke><CssParameter name="stroke">#333333</CssParameter><CssParameter name="stroke-width">7</CssParameter></Stroke></LineSymbolizer>
      <LineSymbolizer><Stroke><CssParameter name="stroke">#ffffff</CssParameter><CssParameter name="stroke-width">5</CssParameter><CssParameter name="stroke-dashoffset">5</CssParameter></Stroke></LineSymbolizer></Rule>
    <Rule><MinScaleDenominator>5000</MinScaleDenominator><MaxScaleDenominator>90000</MaxScaleDenominator>
      <LineSymbolizer><Stroke><CssParameter name="stroke">#ffffff</CssParameter><CssParameter name="stroke-width">5</CssParameter></Stroke><PerpendicularOffset>3</PerpendicularOffset></LineSymbolizer></Rule>
    <Rule><Filter><PropertyIsEqualTo><Function name="strLength"><PropertyName>a</PropertyName></Function><Literal>3</Literal></PropertyIsEqualTo></Filter>
      <LineSymbolizer><Stroke/></LineSymbolizer></Rule>
  </FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>)",
      1);
  EXPECT_EQ(read.style.kind, StyleKind::single);
  ASSERT_EQ(read.style.classes.size(), 1U);
  const Symbol& s = read.style.classes[0].symbol;
  EXPECT_EQ(read.style.scales.largest, 90000);
  EXPECT_EQ(s.line.colour.text(), "#ffffff");
  EXPECT_TRUE(s.line.scales.isEverywhere());
  EXPECT_EQ(s.casing.scales.largest, 5000);
  std::string all;
  for (const Message& m : read.notes) all += m.str() + "\n";
  for (const char* word : {"stroke-dashoffset", "PerpendicularOffset", "strLength"}) {
    EXPECT_NE(all.find(word), std::string::npos) << all;
  }
}

TEST(Sld, RefusesWhatIsNone) {
  for (const char* text : {"", "<a/>", "{}", "<StyledLayerDescriptor/>", "<StyledLayerDescriptor><NamedLayer>",
                           "<!DOCTYPE x []><StyledLayerDescriptor/>"}) {
    EXPECT_THROW((void)fromSld(text, 2), Error) << text;
  }
}

TEST(StyleFile, FindsTheStyleOfALayerInQgissTable) {
  const test::ScratchFolder folder;
  const auto file = folder.path() / "样式.gpkg";
  {
    const store::Connection c = store::Connection::open(file, store::OpenMode::create);
    c.exec(R"(CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, f_table_catalog TEXT, f_table_schema TEXT,
      f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN))");
    store::Statement insert =
        c.prepare("INSERT INTO layer_styles (f_table_name, styleName, styleSLD, useAsDefault) VALUES (?1, ?2, ?3, ?4)");
    const std::string plain = toSld(singleStyle({}), "x", 2, SldVersion::se11).xml;
    insert.bindAll("plots", "old", plain, 0).run();
    insert.bindAll("plots", "floors", kQgis, 1).run();
    insert.bindAll("other", "empty", "", 0).run();
  }
  store::LayerInfo layer;
  layer.name = "PLOTS";
  layer.geometryType = geom::GeometryType{geom::GeometryKind::multiPolygon};
  EXPECT_EQ(readStyleFile(file, layer).style.field, "floors");
  EXPECT_EQ(readStyleFile(file, layer, "old").style.kind, StyleKind::single);
  EXPECT_EQ(stylesInFile(file).size(), 3U);
  EXPECT_THROW((void)readStyleFile(file, layer, "none"), Error);
  EXPECT_THROW((void)readStyleFile(file, layer, "empty"), Error);
  layer.name = "roads";
  EXPECT_THROW((void)readStyleFile(file, layer), Error);
}

TEST(StyleFile, ADrawingBesideTheStyleComesIntoIt) {
  const test::ScratchFolder folder;
  std::ofstream(folder.path() / "lamp.svg") << "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>";
  std::ofstream(folder.path() / "a.json")
      << R"({"classes":[{"symbol":{"svg":"lamp.svg"}},{"symbol":{"svg":"none.svg"}}],
    "kind":"categorised","field":"k"})";
  const StyleFromFile read = readStyleFile(folder.path() / "a.json", {});
  EXPECT_EQ(read.style.classes[0].symbol.svg, "<svg xmlns='http://www.w3.org/2000/svg'/>");
  EXPECT_EQ(read.style.classes[1].symbol.svg, "none.svg");
  EXPECT_EQ(read.notes.size(), 1U);
}

}  // namespace
}  // namespace gis::style
