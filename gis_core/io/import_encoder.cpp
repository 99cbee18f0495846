#include "gis_core/io/import_encoder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/base/speaker.h"
#include "gis_core/crs/web_offset.h"
#include "gis_core/geometry/invalid_reason.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/io/source.h"

namespace gis::io {
namespace {

using geom::Bytes;
using geom::BytesView;
using store::FeatureBatch;

/// A repair that changes the area by more than this share is no repair (decisions 12).
constexpr double kLargestAreaChange = 0.01;

std::string cellsAsJson(const FeatureBatch& batch, std::size_t row) {
  nlohmann::json cells = nlohmann::json::object();
  for (std::size_t c = 0; c < batch.columns.size(); ++c) {
    const store::Value value = batch.valueOf(c, row);
    nlohmann::json& cell = cells[batch.fields[c].name];
    if (const auto* integer = std::get_if<std::int64_t>(&value)) cell = *integer;
    if (const auto* real = std::get_if<double>(&value)) cell = *real;
    if (const auto* text = std::get_if<std::string>(&value)) cell = *text;
  }
  return cells.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Keeps the marked rows of a batch; geometry is put together anew by the caller.
FeatureBatch rowsOf(FeatureBatch&& batch, const std::vector<std::uint8_t>& keep) {
  if (std::find(keep.begin(), keep.end(), 0) == keep.end()) return std::move(batch);
  FeatureBatch kept = FeatureBatch::withFields(batch.fields);
  std::vector<store::Value> cells(batch.columns.size());
  for (std::size_t row = 0; row < batch.rows(); ++row) {
    if (keep[row] == 0) continue;
    for (std::size_t c = 0; c < cells.size(); ++c) cells[c] = batch.valueOf(c, row);
    kept.addRow(batch.fids[row], cells, {});
  }
  return kept;
}

}  // namespace

int dimensionPart(BytesView wkb) {
  const int dimension = geom::typeOf(wkb).dimension();
  return dimension < 0 ? 3 : dimension;
}

/// One feature on its way.
struct Encoder::Row {
  BytesView wkb;           ///< what will be written
  Bytes scratch;           ///< holds it when it was changed
  bool notWhole = false;   ///< the file is cut short or damaged here
  std::string unreadable;  ///< why its geometry could not be read
  bool rejected = false;
  bool repaired = false;
  std::int64_t droppedParts = 0;
  Finding finding;
};

Encoder::Encoder(const EncodePlan& plan) : m_plan(plan) {
  if (plan.given) {
    m_given.emplace(plan.given->transform, plan.sourceCrs, plan.targetCrs);
    return;
  }
  if (!plan.sourceCrs.isKnown() || !plan.targetCrs.isKnown()) return;
  crs::Transformer transformer(plan.sourceCrs, plan.targetCrs, plan.acceptBallpark);
  if (!transformer.isIdentity()) m_transformer.emplace(std::move(transformer));
}

bool Encoder::changesPlaces() const {
  return m_transformer || m_given || m_plan.swappedAxes || m_plan.offset != WebOffset::none;
}

std::size_t Encoder::transform(Bytes& wkb) const {
  std::size_t failed = 0;
  geom::transformCoordinates(wkb, [&](double* xyzm, std::uint32_t count, int stride) {
    if (m_plan.swappedAxes || m_plan.offset != WebOffset::none) {
      double* p = xyzm;
      for (std::uint32_t i = 0; i < count; ++i, p += stride) {
        if (m_plan.swappedAxes) std::swap(p[0], p[1]);
        if (m_plan.offset == WebOffset::none) continue;
        geom::GeoPoint place{p[0], p[1]};
        if (m_plan.offset == WebOffset::bd09) place = crs::gcj02FromBd09(place);
        place = crs::wgs84FromGcj02(place);
        p[0] = place.lon;
        p[1] = place.lat;
      }
    }
    if (m_given) failed += m_given->apply(xyzm, count, stride);
    if (m_transformer) failed += m_transformer->apply(xyzm, count, stride);
  });
  return failed;
}

void Encoder::repair(Row& row) const {
  const geom::GeometryType type = geom::typeOf(row.wkb);
  Bytes sound = geom::makeValid(row.wkb, type);
  row.finding.areaBefore = geom::area(row.wkb);
  row.finding.areaAfter = sound.empty() ? 0 : geom::area(sound);
  const double change = std::fabs(row.finding.areaAfter - row.finding.areaBefore);
  const bool lost = sound.empty() || geom::isEmpty(sound);
  if (!lost && geom::invalidity(sound)) {
    row.rejected = true;
    row.finding.reason += "; " + said(GIS_TR("it is still invalid after the repair"));
    return;
  }
  if (lost || change > kLargestAreaChange * row.finding.areaBefore) {
    row.rejected = true;
    row.finding.reason += "; " + said(lost ? GIS_TR("nothing is left after the repair")
                                           : GIS_TR("the repair changes the area by more than 1 %"));
    return;
  }
  const std::size_t before = geom::parts(row.wkb).size();
  const std::size_t after = geom::parts(sound).size();
  row.droppedParts = before > after ? static_cast<std::int64_t>(before - after) : 0;
  row.repaired = true;
  row.finding.original.assign(row.wkb.begin(), row.wkb.end());
  row.scratch = std::move(sound);
  row.wkb = row.scratch;
}

void Encoder::examine(Row& row) const {
  const geom::GeometryKind kind = geom::typeOf(row.wkb).kind;
  if (geom::isEmpty(row.wkb)) return;
  const bool isArea = kind == geom::GeometryKind::polygon || kind == geom::GeometryKind::multiPolygon;
  if (isArea && geom::certainlyValid(row.wkb)) return;
  if (!geom::hasFinitePlaces(row.wkb)) {
    row.rejected = true;
    row.finding.reason = said(GIS_TR("a coordinate is not a number"));
    return;
  }
  if (m_plan.invalid == ImportRequest::Invalid::keep || kind == geom::GeometryKind::point) return;
  const auto fault = geom::invalidity(row.wkb);
  if (!fault) return;
  row.finding.reason = said(geom::invalidText(fault->reason));
  row.finding.place = fault->place;
  if (m_plan.invalid == ImportRequest::Invalid::repair) {
    repair(row);
  } else {
    row.rejected = true;
    row.finding.areaBefore = geom::area(row.wkb);
  }
}

bool Encoder::isMine(BytesView wkb) const {
  if (!m_plan.onlyDimension) return true;
  return wkb.empty() ? m_plan.takesNulls : dimensionPart(wkb) == *m_plan.onlyDimension;
}

/// Transforms and examines one geometry; whatever throws makes it a rejected one with that reason.
void Encoder::work(Row& row) const {
  constexpr double kNowhere = std::numeric_limits<double>::quiet_NaN();
  row.rejected = row.repaired = false;
  row.droppedParts = 0;
  if (row.wkb.empty() && !row.notWhole && row.unreadable.empty()) return;
  row.finding = Finding{.place = {kNowhere, kNowhere}, .areaBefore = kNowhere, .areaAfter = kNowhere};
  if (!row.unreadable.empty()) {
    row.rejected = true;
    row.finding.reason = row.unreadable;
    return;
  }
  if (row.notWhole) {
    row.rejected = true;
    row.finding.reason = said(GIS_TR("the file is cut short or damaged here"));
    return;
  }
  try {
    if (changesPlaces() && !geom::isEmpty(row.wkb)) {
      row.scratch.assign(row.wkb.begin(), row.wkb.end());
      if (transform(row.scratch) > 0) {
        row.rejected = true;
        row.finding.reason = said(GIS_TR("it cannot be carried into the layer's coordinate system"));
        return;
      }
      row.wkb = row.scratch;
    }
    examine(row);
  } catch (const Error& error) {
    row.rejected = true;
    row.finding.reason = composeSentence(said(error.whatFailed()), said(error.why()), said(error.remedy()));
  }
}

void Encoder::note(Row& row, const FeatureBatch& batch, std::size_t index, std::int64_t place, EncodedPiece& piece) {
  if (!row.rejected && !row.repaired) return;
  row.finding.rejected = row.rejected;
  row.finding.sourceFid = batch.fids[index];
  row.finding.row = row.rejected ? -1 : place;
  if (row.rejected) {
    row.finding.original.assign(row.wkb.begin(), row.wkb.end());
    row.finding.attributes = cellsAsJson(batch, index);
  }
  piece.findings.push_back(std::move(row.finding));
}

/// Columns to fields of the standard; what does not fit becomes a finding.
void Encoder::place(FeatureBatch& kept, EncodedPiece& piece) const {
  constexpr double kNowhere = std::numeric_limits<double>::quiet_NaN();
  piece.fits = m_plan.mapper->fits();
  std::vector<Misfit> misfits;
  kept = m_plan.mapper->apply(std::move(kept), piece.fits, misfits);
  for (const Misfit& misfit : misfits) {
    const FieldPlace& where = m_plan.mapper->mapping().places[misfit.place];
    Finding finding{.place = {kNowhere, kNowhere}, .areaBefore = kNowhere, .areaAfter = kNowhere};
    finding.word = misfit.emptied ? "emptied" : "shortened";
    finding.reason = said(misfitText(where, misfit));
    finding.sourceFid = kept.fids[misfit.row];
    finding.row = static_cast<std::int64_t>(misfit.row);
    finding.attributes =
        nlohmann::json{{where.from, misfit.told}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    piece.findings.push_back(std::move(finding));
  }
}

EncodedPiece Encoder::encode(FeatureBatch batch) const {
  EncodedPiece piece;
  piece.personal = treatPersonal(batch, m_plan.personal);  // before a rejected row is written down
  std::vector<std::uint8_t> keep(batch.rows(), 0);
  Bytes geometry;
  geometry.reserve(batch.geometry.size() + batch.geometry.size() / 8);
  std::vector<std::uint32_t> ends;
  ends.reserve(batch.rows());
  Row row;
  for (std::size_t i = 0; i < batch.rows(); ++i) {
    row.wkb = batch.geometryOf(i);
    row.notWhole = !row.wkb.empty() && row.wkb[0] == kNotWhole;
    row.unreadable.clear();
    if (!row.wkb.empty() && row.wkb[0] == kUnreadable) {
      row.unreadable.assign(row.wkb.begin() + 1, row.wkb.end());
      row.wkb = {};
    }
    if (row.notWhole) row.wkb = row.wkb.subspan(1);
    if (!isMine(row.wkb)) continue;
    ++piece.read;
    work(row);
    note(row, batch, i, static_cast<std::int64_t>(ends.size()), piece);
    if (row.rejected) {
      ++piece.rejected;
      continue;
    }
    keep[i] = 1;
    piece.repaired += row.repaired ? 1 : 0;
    piece.droppedParts += row.droppedParts;
    const bool isEmpty = !row.wkb.empty() && geom::isEmpty(row.wkb);
    if (isEmpty) ++piece.emptyGeometries;  // stored as NULL
    if (row.wkb.empty() || isEmpty) ++piece.nullGeometries;
    geometry.insert(geometry.end(), row.wkb.begin(), row.wkb.end());
    ends.push_back(static_cast<std::uint32_t>(geometry.size()));
  }
  FeatureBatch kept = rowsOf(std::move(batch), keep);
  if (m_plan.mapper) place(kept, piece);
  kept.geometry = std::move(geometry);
  kept.geometryEnds = std::move(ends);
  piece.rows = store::encode(std::move(kept), m_plan.srid);
  if (!m_plan.areaOfUse.isEmpty()) {
    piece.outsideAreaOfUse = std::count_if(piece.rows.boxes.begin(), piece.rows.boxes.end(), [&](const auto& box) {
      return !box.isEmpty() && !m_plan.areaOfUse.intersects(box);
    });
  }
  return piece;
}

}  // namespace gis::io
