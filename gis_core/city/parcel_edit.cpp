#include "gis_core/city/parcel_edit.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/parcel_code_column.h"
#include "gis_core/city/parcel_codes.h"
#include "gis_core/city/parcel_fields.h"
#include "gis_core/city/parcel_plan.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/split.h"
#include "gis_core/geometry/vertex_edits.h"
#include "gis_core/store/vanished_parcels.h"

namespace gis::city {

namespace {

/// Index of the part that shares most with an area.
std::size_t mostOf(const std::vector<geom::Bytes>& parts, const geom::Bytes& area) {
  std::size_t best = 0;
  double most = -1;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    double common = 0;
    for (const geom::Bytes& part : geom::partsOfDimension(geom::intersection(parts[i], area), 2)) {
      common += geom::area(part);
    }
    if (common > most) {
      most = common;
      best = i;
    }
  }
  return best;
}

/// The faces of a parcel inside and outside an area, each as one geometry (or nothing), with the same bits where they
/// meet.
struct CutInTwo {
  geom::Bytes inside, outside;
};

CutInTwo cutByArea(const geom::Bytes& parcel, const geom::Bytes& area) {
  const geom::Prepared knife(area);
  std::vector<geom::Bytes> in;
  std::vector<geom::Bytes> out;
  for (geom::Bytes& face : geom::splitByLines(parcel, area)) {
    (knife.coversPoint(geom::interiorPoint(face)) ? in : out).push_back(std::move(face));
  }
  // faces of one side that meet become one area again
  const auto united = [](const std::vector<geom::Bytes>& faces) {
    return faces.empty() ? geom::Bytes() : geom::unionOf(std::vector<geom::BytesView>(faces.begin(), faces.end()));
  };
  return {united(in), united(out)};
}

void requireArea(const ParcelPlan& plan, const geom::Bytes& area) {
  if (area.empty() || geom::typeOf(area).dimension() != 2 || geom::isEmpty(area)) {
    plan.refuse(GIS_TR("an area is asked for"));
  }
  if (const auto fault = geom::invalidity(area))
    plan.refuse({GIS_TR("the given area is invalid ({0})"), {fault->reason}});
}

void requireLines(const ParcelPlan& plan, const geom::Bytes& lines) {
  if (lines.empty() || geom::typeOf(lines).dimension() != 1 || geom::isEmpty(lines)) {
    plan.refuse(GIS_TR("a line is asked for"));
  }
}

/// The shapes of two different parcels.
std::pair<geom::Bytes, geom::Bytes> neighboursOf(ParcelPlan& plan, std::int64_t first, std::int64_t second) {
  if (first == second) plan.refuse(GIS_TR("a border has two different parcels"));
  return {plan.parcel(first).feature.wkb, plan.parcel(second).feature.wkb};
}

bool isOnePiece(const geom::Bytes& wkb) {
  return geom::parts(wkb).size() == 1;
}

}  // namespace

ParcelChange splitParcel(const store::CityDatabase& city, std::int64_t fid, const ParcelSplit& how,
                         const ParcelDeed& deed) {
  ParcelPlan plan(city, "split", deed);
  const geom::Bytes& parcel = plan.parcel(fid).feature.wkb;
  std::vector<geom::Bytes> parts;
  if (!how.lines.empty()) {
    requireLines(plan, how.lines);
    parts = geom::splitByLines(parcel, how.lines);
    if (parts.size() <= geom::parts(parcel).size()) plan.refuse(GIS_TR("the line does not cut the parcel through"));
  } else {
    const double bearing = how.bearing ? *how.bearing : geom::longestEdgeBearing(parcel);
    std::vector<double> sizes;
    if (how.parts > 1) {
      sizes.assign(std::size_t(how.parts) - 1, geom::area(parcel) / how.parts);
    } else {
      for (const double size : how.areas) sizes.push_back(size * plan.squareUnits());
    }
    if (sizes.empty()) plan.refuse(GIS_TR("name a line, a number of parts or the areas"));
    parts = geom::splitToAreas(parcel, sizes, bearing);
  }
  // the largest part goes on where the rules let a code stay
  const auto largest = std::max_element(parts.begin(), parts.end(),
                                        [](const auto& a, const auto& b) { return geom::area(a) < geom::area(b); }) -
                       parts.begin();
  std::vector<PlannedParcel> planned;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    planned.push_back({std::move(parts[i]), {fid}, std::ptrdiff_t(i) == largest});
  }
  return plan.write(std::move(planned));
}

ParcelChange mergeParcels(const store::CityDatabase& city, const std::vector<std::int64_t>& fids,
                          const ParcelDeed& deed) {
  ParcelPlan plan(city, "merge", deed);
  std::vector<std::int64_t> parents(fids);
  std::sort(parents.begin(), parents.end());
  parents.erase(std::unique(parents.begin(), parents.end()), parents.end());
  if (parents.size() < 2) plan.refuse(GIS_TR("a merge takes two parcels or more"));
  std::vector<geom::BytesView> shapes;
  shapes.reserve(parents.size());
  for (const std::int64_t fid : parents) shapes.emplace_back(plan.parcel(fid).feature.wkb);
  std::stable_sort(parents.begin(), parents.end(), [&](std::int64_t a, std::int64_t b) {
    return geom::area(plan.parcel(a).feature.wkb) > geom::area(plan.parcel(b).feature.wkb);
  });
  const geom::Bytes merged = geom::unionOf(shapes);
  if (!isOnePiece(merged)) plan.refuse(GIS_TR("the parcels do not share a border with each other"));
  return plan.write({{merged, parents, true}});
}

ParcelChange cutOutParcel(const store::CityDatabase& city, std::int64_t fid, const geom::Bytes& area,
                          const ParcelDeed& deed) {
  ParcelPlan plan(city, "cut", deed);
  const geom::Bytes& parcel = plan.parcel(fid).feature.wkb;
  requireArea(plan, area);
  CutInTwo cut = cutByArea(parcel, area);
  if (cut.inside.empty()) plan.refuse(GIS_TR("the given area lies outside the parcel"));
  if (cut.outside.empty()) plan.refuse(GIS_TR("the given area covers the whole parcel"));
  return plan.write({{std::move(cut.outside), {fid}, true}, {std::move(cut.inside), {fid}, false}});
}

ParcelChange moveParcelBorder(const store::CityDatabase& city, std::int64_t first, std::int64_t second,
                              const geom::Bytes& line, const ParcelDeed& deed) {
  ParcelPlan plan(city, "border", deed);
  const auto [a, b] = neighboursOf(plan, first, second);
  requireLines(plan, line);
  const geom::BytesView both[] = {a, b};
  const geom::Bytes whole = geom::unionOf(both);
  if (!isOnePiece(whole)) plan.refuse(GIS_TR("the parcels do not share a border with each other"));
  std::vector<geom::Bytes> faces = geom::splitByLines(whole, line);
  if (faces.size() != 2) {
    plan.refuse(
        {GIS_TR("the line must cut both parcels together into two; it gives {0}"), {std::to_string(faces.size())}});
  }
  const std::size_t ofA = mostOf(faces, a);
  if (mostOf(faces, b) == ofA) plan.refuse(GIS_TR("one parcel would lie where the other one is"));
  return plan.write({{faces[ofA], {first}, true}, {faces[1 - ofA], {second}, true}});
}

ParcelChange moveParcelVertex(const store::CityDatabase& city, geom::MapPoint from, geom::MapPoint to, double tolerance,
                              const ParcelDeed& deed) {
  ParcelPlan plan(city, "vertex", deed);
  geom::Envelope box;
  box.include(from.x, from.y);
  geom::CoverageShapes shapes;
  for (const geom::CoverageArea& area : plan.around(box.grown(tolerance))) shapes.add(area.fid, area.wkb);
  std::optional<geom::MapPoint> nearest;
  double distance = tolerance;
  for (const geom::MapPoint p : shapes.points()) {
    const double d = std::hypot(p.x - from.x, p.y - from.y);
    if (d > distance) continue;
    distance = d;
    nearest = p;
  }
  if (!nearest) plan.refuse(GIS_TR("there is no vertex of a parcel at this place"));
  geom::VertexEdits edits;
  edits.move(*nearest, to);
  std::vector<PlannedParcel> planned;
  std::set<std::int64_t> owners;
  for (std::uint32_t p = 0; p < shapes.points().size(); ++p) {
    if (shapes.points()[p] == *nearest) owners.insert(shapes.fid(shapes.ownerOf(p)));
  }
  for (const std::int64_t fid : owners) {
    geom::Bytes wkb = plan.parcel(fid).feature.wkb;
    (void)edits.applyTo(wkb);
    planned.push_back({std::move(wkb), {fid}, true});
  }
  return plan.write(std::move(planned));
}

ParcelChange takeOverParcel(const store::CityDatabase& city, std::int64_t to, std::int64_t from,
                            const geom::Bytes& area, const ParcelDeed& deed) {
  ParcelPlan plan(city, "take", deed);
  const auto [taker, giver] = neighboursOf(plan, to, from);
  requireArea(plan, area);
  CutInTwo cut = cutByArea(giver, area);
  if (cut.inside.empty()) plan.refuse(GIS_TR("the given area lies outside the parcel"));
  if (cut.outside.empty()) plan.refuse(GIS_TR("nothing would be left of the parcel; merge them instead"));
  const geom::BytesView both[] = {taker, cut.inside};
  const geom::Bytes grown = geom::unionOf(both);
  if (geom::parts(grown).size() > geom::parts(taker).size()) {
    plan.refuse(GIS_TR("what is taken over does not border on the parcel"));
  }
  return plan.write({{grown, {to}, true}, {std::move(cut.outside), {from}, true}});
}

ParcelChange fillParcelGap(const store::CityDatabase& city, std::int64_t to, geom::MapPoint at,
                           const ParcelDeed& deed) {
  ParcelPlan plan(city, "fill", deed);
  const geom::Bytes parcel = plan.parcel(to).feature.wkb;
  geom::Envelope box = geom::envelopeOf(parcel);
  box.include(at.x, at.y);
  // the areas around a gap may reach beyond the box of the parcel: look again with its own box
  geom::Bytes gap;
  for (int round = 0; round < 4; ++round) {
    geom::CoverageShapes shapes;
    for (const geom::CoverageArea& area : plan.around(box)) shapes.add(area.fid, area.wkb);
    const geom::CoverageReport report = geom::checkCoverage(shapes, geom::searchByScan(shapes), {}, {});
    gap.clear();
    for (const geom::CoverageFinding& finding : report.findings) {
      if (finding.fault != geom::CoverageFault::gap || !geom::Prepared(finding.shape).coversPoint(at)) continue;
      gap = finding.shape;
    }
    const geom::Envelope before = box;
    if (gap.empty()) {
      box = box.grown(std::max(box.width(), box.height()));
    } else {
      box.include(geom::envelopeOf(gap));
      if (box == before) break;
    }
  }
  if (gap.empty()) plan.refuse(GIS_TR("there is no gap closed in by parcels at this place"));
  const geom::BytesView both[] = {parcel, gap};
  const geom::Bytes grown = geom::unionOf(both);
  if (geom::parts(grown).size() > geom::parts(parcel).size())
    plan.refuse(GIS_TR("the gap does not border on the parcel"));
  plan.setFilled(measuredSquareMetres(gap, plan.layer().crs).value_or(geom::area(gap)));
  return plan.write({{grown, {to}, true}});
}

ParcelChange changeParcelLetters(const store::CityDatabase& city, std::int64_t fid, std::string_view letters,
                                 const ParcelDeed& deed) {
  ParcelDeed own = deed;  // the plan reads its codes when it writes
  ParcelPlan plan(city, "letters", own);
  const ParcelRow& row = plan.parcel(fid);
  if (plan.layer().roleCodeField.empty()) plan.refuse(GIS_TR("the parcels have no field for codes"));
  if (own.codes.empty()) own.codes = {codeWithLetters(city, plan.layer(), row.code, letters)};
  if (own.codes.front() == text::normaliseCode(row.code)) plan.refuse(GIS_TR("the code has these letters already"));
  return plan.write({{row.feature.wkb, {fid}, false, true}});
}

std::int64_t parcelFidOf(const store::CityDatabase& city, std::string_view code) {
  const store::LayerInfo layer = requireParcelLayer(city);
  if (code.size() > 1 && code[0] == '#') {
    const std::int64_t fid = std::atoll(std::string(code.substr(1)).c_str());
    if (store::featureByFid(city.connection(), layer, fid)) return fid;
  } else if (!layer.roleCodeField.empty()) {
    const ParcelCodeColumn column(city, layer);
    std::vector<std::int64_t> fids = column.fidsOf(code, 2);
    if (fids.empty()) fids = column.fidsLike(text::normaliseCode(code), 2);
    if (fids.size() == 1) return fids.front();
    if (!fids.empty()) {
      throw Error(ErrorCode::invalidValue, {GIS_TR("cannot find the parcel {0}"), {std::string(code)}},
                  GIS_TR("several parcels have this code"), GIS_TR("name one by its fid, as #12"));
    }
  }
  Message why = GIS_TR("no parcel of the city has this code");
  if (city.connection().intValue("PRAGMA user_version") >= 2) {
    const store::Connection& c = city.connection();
    store::Statement past(
        c, std::string("SELECT ") + store::kEndedDay + " FROM " + store::retiredCodes(c) + " WHERE code = ?1");
    if (past.bind(1, text::normaliseCode(code)).step()) why = {GIS_TR("it was retired on {0}"), {past.text(0)}};
  }
  throw Error(ErrorCode::notFound, {GIS_TR("cannot find the parcel {0}"), {std::string(code)}}, std::move(why),
              GIS_TR("look for a part of it with Find"));
}

}  // namespace gis::city
