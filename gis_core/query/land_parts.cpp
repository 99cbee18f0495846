#include "gis_core/query/land_parts.h"

#include <algorithm>
#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/query/blocks.h"
#include "gis_core/query/city_union.h"
#include "gis_core/query/cutter.h"

namespace gis::query {

namespace {

constexpr std::size_t kPartsAtATime = 100'000;     // in memory
constexpr std::size_t kPartsToACore = 64;          // handed out at a time
constexpr std::size_t kMostMergedAtOnce = 10'000;  // vertices that one call to GEOS sees
constexpr double kRelativeRounding = 1e-11;        // of sums of many areas
constexpr double kEllipsoidRounding = 1e-6;        // metres: how far a straight side and its geodesic steps lie apart

bool isGeosRefusal(const Error& error) {
  return error.code() == ErrorCode::invalidValue || error.code() == ErrorCode::damaged;
}

std::size_t verticesOf(const std::vector<geom::BytesView>& parts) {
  std::size_t vertices = 0;
  for (const geom::BytesView part : parts) vertices += geom::vertexCount(part);
  return vertices;
}

std::optional<geom::Bytes> mergedInOneCall(const std::vector<geom::BytesView>& parts) {
  if (parts.empty()) return geom::Bytes();
  try {
    return geom::assembled(geom::partsOfDimension(geom::unionOf(parts), 2));
  } catch (const Error& error) {
    if (!isGeosRefusal(error)) throw;
    return std::nullopt;
  }
}

std::vector<geom::BytesView> shapesOf(const PlotCover& cover) {
  std::vector<geom::BytesView> shapes;
  for (const LandPart& part : cover.parts) {
    if (!part.wkb.empty()) shapes.emplace_back(part.wkb);
  }
  return shapes;
}

class PlotCoverer {
 public:
  PlotCoverer(const SoundSet& plots, const SoundSet& features, const crs::Crs& crs, crs::AreaKind kind,
              Progress& progress, const std::function<void(PlotCover&)>& take)
      : m_plots(plots),
        m_features(features),
        m_index(features.index()),
        m_cutter(features, plots),
        m_crs(crs),
        m_kind(kind),
        m_progress(progress),
        m_take(take) {}

  void run() {
    std::vector<PlotCover> covers;
    std::size_t parts = 0;
    for (std::size_t i = 0; i < m_plots.size(); ++i) {
      if (!m_plots.takesPart(i)) continue;
      covers.push_back(candidatesOf(std::uint32_t(i)));
      parts += covers.back().parts.size();
      if (parts < kPartsAtATime && covers.size() < kPartsAtATime) continue;
      finish(covers);
      covers.clear();
      parts = 0;
      m_progress.report(i, m_plots.size());
    }
    finish(covers);
  }

 private:
  [[nodiscard]] PlotCover candidatesOf(std::uint32_t plot) const {
    PlotCover cover;
    cover.plot = plot;
    std::vector<std::uint32_t> found;
    m_index.search(m_plots.box(plot), [&](std::uint32_t feature) {
      found.push_back(feature);
      return true;
    });
    std::sort(found.begin(), found.end());
    for (const std::uint32_t feature : found) cover.parts.push_back({plot, feature, {}, 0, {}});
    return cover;
  }

  void finish(std::vector<PlotCover>& covers) {
    cut(covers);
    for (PlotCover& cover : covers) {
      std::erase_if(cover.parts, [](const LandPart& part) { return part.wkb.empty() && !part.fault; });
    }
    measure(covers);
    for (PlotCover& cover : covers) m_take(cover);
  }

  void cut(std::vector<PlotCover>& covers) {
    std::vector<LandPart*> all;
    for (PlotCover& cover : covers) {
      for (LandPart& part : cover.parts) all.push_back(&part);
    }
    inBlocks(
        all.size(), m_progress,
        [&] {
          return [&, plotCache = m_cutter.makeCache(), featureCache = PreparedCache<SoundSet>(m_features),
                  meter = crs::AreaMeter(m_crs, m_kind)](std::size_t, std::size_t k) mutable {
            LandPart& part = *all[k];
            plotCache.tidy();
            featureCache.tidy();
            try {
              std::int64_t dropped = 0;
              const geom::Prepared& one = featureCache.keep(part.feature);
              part.wkb = m_cutter.common(one, part.feature, plotCache.keep(part.plot), part.plot, dropped);
              part.area = meter.of(part.wkb);
            } catch (const Error& error) {
              if (!isGeosRefusal(error)) throw;
              part.fault = Message("{0}", {error.sentence()});
              part.wkb.clear();
              part.area = 0;
            }
          };
        },
        kPartsToACore, false);
  }

  /// What is small in a thread each, then what is large one after the other with all threads.
  void measure(std::vector<PlotCover>& covers) {
    std::vector<std::uint32_t> large;
    for (std::size_t k = 0; k < covers.size(); ++k) {
      if (verticesOf(shapesOf(covers[k])) > kMostMergedAtOnce) large.push_back(std::uint32_t(k));
    }
    inBlocks(
        covers.size(), m_progress,
        [&] {
          return [&, meter = crs::AreaMeter(m_crs, m_kind)](std::size_t, std::size_t k) {
            PlotCover& cover = covers[k];
            cover.area = meter.of(m_plots.wkb(cover.plot));
            const std::vector<geom::BytesView> shapes = shapesOf(cover);
            cover.slack = slackOf(cover, shapes);
            if (std::binary_search(large.begin(), large.end(), std::uint32_t(k))) return;
            const std::optional<geom::Bytes> merged = mergedInOneCall(shapes);
            cover.covered = merged ? meter.of(*merged) : -1;
          };
        },
        kPartsToACore, false);
    const crs::AreaMeter meter(m_crs, m_kind);
    for (PlotCover& cover : covers) {
      const bool refused = cover.covered < 0;
      if (!refused && !std::binary_search(large.begin(), large.end(), std::uint32_t(&cover - covers.data()))) continue;
      const std::optional<geom::Bytes> merged = mergedArea(shapesOf(cover), m_progress);
      cover.covered = merged ? meter.of(*merged) : 0;
    }
  }
  [[nodiscard]] double slackOf(const PlotCover& cover, const std::vector<geom::BytesView>& shapes) const {
    double outline = geom::length(m_plots.wkb(cover.plot));
    for (const geom::BytesView shape : shapes) outline += geom::length(shape);
    const double unit = m_crs.isGeographic() ? 111'320 : m_crs.metresPerUnit();
    const double grain = m_cutter.grain() * unit + (m_kind == crs::AreaKind::ellipsoid ? kEllipsoidRounding : 0);
    return 2 * outline * unit * grain + cover.area * kRelativeRounding;
  }

  const SoundSet& m_plots;
  const SoundSet& m_features;
  SpatialIndex m_index;
  Cutter m_cutter;  // features by plots: the plots are made ready once
  crs::Crs m_crs;
  crs::AreaKind m_kind;
  Progress& m_progress;
  const std::function<void(PlotCover&)>& m_take;
};

}  // namespace

void coverPlots(const SoundSet& plots, const SoundSet& features, const crs::Crs& crs, crs::AreaKind kind,
                Progress& progress, const std::function<void(PlotCover&)>& take) {
  PlotCoverer(plots, features, crs, kind, progress, take).run();
}

std::optional<geom::Bytes> mergedArea(const std::vector<geom::BytesView>& parts, Progress& progress) {
  if (verticesOf(parts) <= kMostMergedAtOnce) {
    if (std::optional<geom::Bytes> merged = mergedInOneCall(parts)) return merged;
  }
  UnionInput input;
  for (const geom::BytesView part : parts) input.boxes.push_back(geom::envelopeOf(part));
  input.shape = [&](std::uint32_t i) { return geom::Bytes(parts[i].begin(), parts[i].end()); };
  UnionReport report;
  Progress silent(progress.token());
  const std::vector<Piece> pieces = unionParts(input, silent, report);
  if (!report.setAside.empty()) return std::nullopt;
  return wkbOf(pieces, true);
}

}  // namespace gis::query
