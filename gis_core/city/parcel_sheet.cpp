#include "gis_core/city/parcel_sheet.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/city/parcel_card.h"
#include "gis_core/city/parcel_fields.h"
#include "gis_core/geometry/coverage_shapes.h"
#include "gis_core/geometry/survey_order.h"
#include "gis_core/store/features.h"
#include "gis_core/store/value_text.h"

namespace gis::city {

namespace {

double lengthOf(geom::MapPoint a, geom::MapPoint b) {
  return std::hypot(b.x - a.x, b.y - a.y);
}

/// Does the place lie on the border of area `i`, nearer than `tolerance`?
bool isOnBorder(const geom::CoverageShapes& shapes, std::uint32_t i, geom::MapPoint p, double tolerance) {
  const auto& points = shapes.points();
  for (const geom::CoverageShapes::Ring& ring : shapes.rings(i)) {
    for (std::uint32_t k = ring.begin; k + 1 < ring.end; ++k) {
      const geom::MapPoint a = points[k];
      const geom::MapPoint b = points[k + 1];
      const double dx = b.x - a.x;
      const double dy = b.y - a.y;
      const double along = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
      if (std::hypot(p.x - a.x - along * dx, p.y - a.y - along * dy) <= tolerance) return true;
    }
  }
  return false;
}

/// The rings of an area, each point once.
std::vector<std::vector<geom::MapPoint>> openRings(const geom::Bytes& wkb) {
  struct Rings : geom::WkbVisitor {
    std::vector<std::vector<geom::MapPoint>> all;
    void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t) override {
      auto& ring = all.emplace_back();
      for (std::uint32_t i = 0; i < count; ++i, xyzm += stride) ring.push_back({xyzm[0], xyzm[1]});
      if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    }
  } rings;
  geom::visit(wkb, rings);
  return std::move(rings.all);
}

}  // namespace

ParcelSheetFacts parcelSheetFacts(const store::CityDatabase& city, std::int64_t fid) {
  constexpr double kSameBorder = 0.05;  // metres, as surveys of parcels go
  const store::LayerInfo layer = requireParcelLayer(city);
  const ParcelCard card = parcelByFid(city, fid);
  if (layer.crs.isGeographic()) {
    throw Error(ErrorCode::unsupported, GIS_TR("there is no sheet of this parcel"),
                GIS_TR("the layer's coordinates are degrees, and sides have lengths in metres"),
                GIS_TR("import it into the city's coordinate system"));
  }
  geom::CoverageShapes shape;
  if (!shape.add(fid, card.wkb)) {
    throw Error(ErrorCode::invalidValue, GIS_TR("there is no sheet of this parcel"), GIS_TR("it has no area"), {});
  }
  ParcelSheetFacts facts;
  facts.fid = fid;
  facts.code = card.code;
  facts.groupedCode = card.groupedCode;
  facts.location = card.location;
  facts.landUse = card.landUse;
  facts.landUseZh = card.landUseZh;
  facts.landUseEn = card.landUseEn;
  facts.registeredSquareMetres = card.registeredSquareMetres;
  facts.squareMetres = card.measuredSquareMetres.value_or(shape.areaOf(0));
  facts.wkb = card.wkb;
  facts.crs = layer.crs;
  const double metres = layer.crs.isKnown() && layer.crs.metresPerUnit() > 0 ? layer.crs.metresPerUnit() : 1;

  geom::CoverageShapes around;
  std::vector<std::string> codes;
  store::FeatureRequest request;
  request.allFields = false;
  if (!layer.roleCodeField.empty()) request.fields = {layer.roleCodeField};
  request.box = shape.extent().grown(kSameBorder / metres);
  store::readFeatures(city.connection(), layer, request, [&](store::Feature& feature) {
    if (feature.fid == fid || feature.wkb.empty() || !geom::structureFault(feature.wkb).empty()) return true;
    around.add(feature.fid, feature.wkb);
    const std::string code = feature.values.empty() ? std::string() : store::textOf(feature.values[0]);
    codes.push_back(code.empty() ? "#" + std::to_string(feature.fid) : code);
    return true;
  });
  std::set<std::uint32_t> met;
  int ringNumber = 0;
  for (const std::vector<geom::MapPoint>& points : openRings(geom::inSurveyOrder(card.wkb))) {
    ++ringNumber;
    const std::size_t first = facts.points.size();
    for (std::size_t i = 0; i < points.size(); ++i) {
      const geom::MapPoint a = points[i];
      const geom::MapPoint b = points[(i + 1) % points.size()];
      BoundaryPointRow row;
      row.name = "J" + std::to_string(facts.points.size() + 1);
      row.next = "J" + std::to_string(i + 1 < points.size() ? facts.points.size() + 2 : first + 1);
      row.ring = ringNumber;
      row.east = a.x;
      row.north = a.y;
      row.metresToNext = lengthOf(a, b) * metres;
      facts.perimeter += row.metresToNext;
      const geom::MapPoint middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
      for (std::uint32_t k = 0; k < around.size() && row.neighbour.empty(); ++k) {
        if (!isOnBorder(around, k, middle, kSameBorder / metres)) continue;
        row.neighbour = codes[k];
        met.insert(k);
      }
      facts.points.push_back(std::move(row));
    }
  }
  for (const std::uint32_t k : met) {
    facts.neighbours.push_back(codes[k]);
    facts.neighbourShapes.push_back({codes[k], around.wkb(k)});
  }
  std::sort(facts.neighbours.begin(), facts.neighbours.end());
  return facts;
}

const char* noCertificate(bool chinese) {
  return chinese ? "本图表由工作站制作，仅供参考，不具有法律效力，不作为权属证明。"
                 : "Made by the workstation for information; this is not a legal certificate.";
}

io::BookSheet boundaryPointBook(const ParcelSheetFacts& facts, bool chinese) {
  const auto said = [&](const char* zh, const char* en) { return std::string(chinese ? zh : en); };
  const auto fixed = [](double value, int decimals) {
    char text[40];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return std::string(text);
  };
  io::BookSheet sheet;
  sheet.name = said("界址点成果表", "Boundary points");
  sheet.lines = {sheet.name,
                 said("宗地代码：", "Parcel code: ") + facts.groupedCode,
                 said("坐落：", "Location: ") + facts.location,
                 said("宗地面积：", "Area: ") + fixed(facts.squareMetres, 2) + " m²",
                 said("坐标系：", "Coordinate system: ") + facts.crs.identifier(),
                 noCertificate(chinese)};
  sheet.columns = {said("序号", "No."),          said("点号", "Point"), said("圈号", "Ring"),       "X (m)", "Y (m)",
                   said("边长 (m)", "Side (m)"), said("至", "To"),      said("邻宗地", "Neighbour")};
  sheet.widths = {6, 8, 6, 15, 15, 11, 8, 24};
  std::int64_t number = 0;
  for (const BoundaryPointRow& row : facts.points) {
    io::BookRow line;
    // the land bureaus write north as X
    line.cells = {{++number},     {row.name},     {std::int64_t{row.ring}},
                  {row.north, 3}, {row.east, 3},  {row.metresToNext, 3},
                  {row.next},     {row.neighbour}};
    sheet.rows.push_back(std::move(line));
  }
  io::BookRow sum;
  sum.cells.resize(8);
  sum.cells[1].value = said("周长", "Perimeter");
  sum.cells[5] = {facts.perimeter, 3};
  sum.strong = true;
  sheet.rows.push_back(std::move(sum));
  return sheet;
}

}  // namespace gis::city
