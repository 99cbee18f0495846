#include "gis_core/query/cutter.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "gis_core/base/error.h"
#include "gis_core/geometry/common_area.h"
#include "gis_core/geometry/operations.h"

namespace gis::query {

namespace {

const geom::Relation kIntersects{geom::Predicate::intersects, {}};
const geom::Relation kCovers{geom::Predicate::covers, {}};
constexpr double kGrains = 4;             // a crossing is rounded in both coordinates, and again by the next one
constexpr double kRelativeSlack = 1e-12;  // of sums of many parts

bool isRefusal(const Error& error) {
  return error.code() == ErrorCode::invalidValue || error.code() == ErrorCode::damaged;
}

double largestCoordinate(const SoundSet& set) {
  const geom::Envelope extent = set.extent();
  if (extent.isEmpty()) return 0;
  return std::max({std::abs(extent.minX), std::abs(extent.minY), std::abs(extent.maxX), std::abs(extent.maxY)});
}

}  // namespace

Cutter::Cutter(const SoundSet& from, const SoundSet& by)
    : m_from(from),
      m_by(by),
      m_index(by.index()),
      m_dimension(from.dimension()),
      m_grain(kGrains * std::numeric_limits<double>::epsilon() *
              std::max(largestCoordinate(from), largestCoordinate(by))) {}

void Cutter::candidates(std::uint32_t i, std::vector<std::uint32_t>& found) const {
  found.clear();
  m_index.search(m_from.box(i), [&](std::uint32_t other) {
    found.push_back(other);
    return true;
  });
  std::sort(found.begin(), found.end());
}

/// What can be told without computing a new geometry.
Cutter::Share Cutter::share(const geom::Prepared& one, std::uint32_t i, const geom::Prepared& other,
                            std::uint32_t at) const {
  // the larger of the two is asked through its index
  const bool meet =
      one.wkb().size() > other.wkb().size() ? one.relate(other, kIntersects) : other.relate(one, kIntersects);
  if (!meet) return Share::nothing;
  const geom::Envelope box = m_from.box(i);
  const geom::Envelope otherBox = m_by.box(at);
  if (otherBox.contains(box) && other.relate(one, kCovers)) return Share::all;
  if (m_by.dimension() == m_dimension && box.contains(otherBox) && one.relate(other, kCovers)) return Share::allOfOther;
  return Share::part;
}

geom::Bytes Cutter::common(const geom::Prepared& one, std::uint32_t i, const geom::Prepared& other, std::uint32_t at,
                           std::int64_t& dropped) const {
  switch (share(one, i, other, at)) {
    case Share::nothing: return {};
    case Share::all: return geom::Bytes(one.wkb().begin(), one.wkb().end());
    case Share::allOfOther: return geom::Bytes(other.wkb().begin(), other.wkb().end());
    case Share::part: break;
  }
  return wide(one.intersection(other), dropped);
}

/// Rounded as the cutting itself rounds: all of one, or nothing, where no more than a grain along the border is
/// missing.
std::optional<double> Cutter::areaInCommon(std::uint32_t i, std::uint32_t at) const {
  if (m_dimension != 2 || m_by.dimension() != 2) return std::nullopt;
  const geom::BytesView one = m_from.wkb(i);
  const geom::BytesView other = m_by.wkb(at);
  const geom::Envelope box = m_from.box(i);
  const geom::Envelope otherBox = m_by.box(at);
  const bool inRectangle = geom::isRectangle(other, otherBox);
  if (inRectangle && otherBox.contains(box)) return m_from.measure(i);
  const std::optional<double> area =
      inRectangle ? geom::areaInRectangle(one, otherBox) : geom::commonArea(one, box, other, otherBox);
  if (!area) return std::nullopt;
  const double all = m_from.measure(i);
  const double allOfOther = m_by.measure(at);
  // borders are measured only where their bounds do not tell
  const geom::PerimeterBounds ofOne = geom::perimeterBounds(one, box);
  const geom::PerimeterBounds ofOther = geom::perimeterBounds(other, otherBox);
  const double most = std::min(ofOne.most, ofOther.most) * m_grain;
  if (*area > most && *area < std::min(all, allOfOther) - most) return area;
  const double least = std::min(ofOne.least, ofOther.least) * m_grain;
  if (*area <= least) return 0.0;
  if (*area >= all - least) return all;
  const double slack = std::min(geom::length(one), geom::length(other)) * m_grain;
  if (*area <= slack) return 0.0;
  if (*area >= all - slack) return all;
  if (*area >= allOfOther - slack) return allOfOther;
  return area;
}

double Cutter::commonMeasure(std::uint32_t i, std::optional<geom::Prepared>& one, std::uint32_t at,
                             Cache& cache) const {
  if (const auto area = areaInCommon(i, at)) return *area;
  if (!one) one.emplace(m_from.wkb(i));
  const geom::Prepared& other = cache.keep(at);
  switch (share(*one, i, other, at)) {
    case Share::nothing: return 0;
    case Share::all: return m_from.measure(i);
    case Share::allOfOther: return m_by.measure(at);
    case Share::part: break;
  }
  std::int64_t dropped = 0;
  return measureOf(wide(one->intersection(other), dropped), m_dimension);
}

/// The parts of the right dimension that are more than rounding.
geom::Bytes Cutter::wide(geom::BytesView result, std::int64_t& dropped) const {
  std::size_t lower = 0;
  std::vector<geom::Bytes> parts = geom::partsOfDimension(result, m_dimension, &lower);
  dropped += std::int64_t(lower);
  const std::size_t before = parts.size();
  if (m_dimension == 2) {
    std::erase_if(parts, [&](const geom::Bytes& part) { return geom::area(part) <= geom::length(part) * m_grain; });
  } else if (m_dimension == 1) {
    std::erase_if(parts, [&](const geom::Bytes& part) { return geom::length(part) <= m_grain; });
  }
  dropped += std::int64_t(before - parts.size());
  return geom::assembled(parts);
}

/// How much rounding alone may change the measure.
double Cutter::rounding(geom::BytesView wkb) const {
  if (m_dimension == 0 || wkb.empty()) return 0;
  if (m_dimension == 1) return double(geom::vertexCount(wkb)) * m_grain;
  return 2 * geom::length(wkb) * m_grain;
}

void Cutter::cut(std::uint32_t i, bool rest, Cache& cache, Cut& out, const CancelToken& token) const {
  const geom::Prepared one(m_from.wkb(i));
  out.measure = m_from.measure(i);
  std::vector<std::uint32_t> found;
  candidates(i, found);
  cache.tidy();
  for (const std::uint32_t other : found) {
    token.check();
    try {
      geom::Bytes part = common(one, i, cache.get(other), other, out.dropped);
      if (part.empty()) continue;
      out.partners.push_back({other, measureOf(part, m_dimension), false});
      out.common.push_back(std::move(part));
    } catch (const Error& error) {
      if (!isRefusal(error)) throw;
      out.partners.push_back({other, 0, true});
      out.common.emplace_back();
      out.fault = Message("{0}", {error.sentence()});
    }
  }
  for (const Partner& partner : out.partners) out.commonMeasure += partner.measure;
  if (rest) findRest(one, cache, out);
  balance(i, one, rest, cache, out);
}

void Cutter::restOf(std::uint32_t i, std::span<const Partner> partners, Cache& cache, Cut& out,
                    const CancelToken& token) const {
  const geom::Prepared one(m_from.wkb(i));
  out.measure = m_from.measure(i);
  out.partners.assign(partners.begin(), partners.end());
  for (const Partner& partner : partners) {
    token.check();
    out.commonMeasure += partner.measure;
    if (partner.failed) out.fault = GIS_TR("the common part with another feature cannot be computed");
  }
  cache.tidy();
  findRest(one, cache, out);
  balance(i, one, true, cache, out);
}

void Cutter::findRest(const geom::Prepared& one, Cache& cache, Cut& out) const {
  if (out.partners.empty()) {
    out.rest.assign(one.wkb().begin(), one.wkb().end());
    out.restMeasure = out.measure;
    return;
  }
  try {
    std::vector<const geom::Prepared*> others;
    for (const Partner& partner : out.partners) {
      const geom::Prepared& other = cache.keep(partner.other);
      // a partner that has as much as the feature itself leaves nothing
      if (partner.measure >= out.measure && other.relate(one, kCovers)) return;
      others.push_back(&other);
    }
    out.rest = wide(one.without(others), out.dropped);
    out.restMeasure = measureOf(out.rest, m_dimension);
  } catch (const Error& error) {
    if (!isRefusal(error)) throw;
    out.fault = Message("{0}", {error.sentence()});
  }
}

/// measure = common + rest, or the difference has a name. Where partners overlap each other, their common parts are
/// counted once; a line that runs over itself too.
void Cutter::balance(std::uint32_t i, const geom::Prepared& one, bool restKnown, Cache& cache, Cut& out) const {
  double slack = rounding(one.wkb()) + rounding(out.rest) + out.measure * kRelativeSlack;
  for (const geom::Bytes& part : out.common) slack += rounding(part);
  if (out.common.empty() && m_dimension == 2) {  // known by their measures only: as if they were narrow rectangles
    for (const Partner& partner : out.partners) slack += 16 * std::sqrt(partner.measure) * m_grain;
  } else if (out.common.empty()) {
    slack += 2 * rounding(one.wkb());
  }
  const auto over = [&] { return out.commonMeasure + out.restMeasure - out.measure; };
  try {
    if (!restKnown && over() < -slack) findRest(one, cache, out);
    if (std::abs(over()) <= slack) return;
    if (out.partners.size() > 1 && over() > slack && m_dimension == 1 && m_by.dimension() == 2) {
      // pieces of one line that overlap do not lie on each other to the last digit, so nothing would merge them; the
      // areas together cut the line once
      std::vector<geom::BytesView> areas;
      for (const Partner& partner : out.partners) areas.push_back(m_by.wkb(partner.other));
      const geom::Bytes together = geom::unionOf(areas);
      std::int64_t ignored = 0;
      out.commonMeasure = measureOf(wide(one.intersection(geom::Prepared(together)), ignored), m_dimension);
      if (!restKnown && over() < -slack) findRest(one, cache, out);
    } else if (out.partners.size() > 1 && over() > slack) {
      std::vector<geom::Bytes> parts;
      std::int64_t ignored = 0;
      for (const Partner& partner : out.partners) {
        if (!out.common.empty()) break;
        parts.push_back(common(one, i, cache.keep(partner.other), partner.other, ignored));
      }
      const std::vector<geom::Bytes>& all = out.common.empty() ? parts : out.common;
      std::vector<geom::BytesView> views;
      for (const geom::Bytes& part : all) {
        if (!part.empty()) views.emplace_back(part);
      }
      out.commonMeasure = measureOf(geom::unionOf(views), m_dimension);
      if (!restKnown && over() < -slack) findRest(one, cache, out);
    }
    if (m_dimension == 1 && std::abs(over()) > slack) {
      const geom::BytesView views[] = {one.wkb()};
      out.measure = geom::length(geom::unionOf(views));
    }
  } catch (const Error& error) {
    if (!isRefusal(error)) throw;
    out.fault = Message("{0}", {error.sentence()});
  }
  if (std::abs(over()) <= slack) return;
  (out.fault ? out.setAside : out.gap) = -over();
}

}  // namespace gis::query
