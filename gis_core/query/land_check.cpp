#include "gis_core/query/land_check.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "gis_core/base/error.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/query/geometry_set.h"
#include "gis_core/query/land_parts.h"
#include "gis_core/query/layer_rows.h"
#include "gis_core/query/new_layer.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/sound_set.h"
#include "gis_core/query/zone_shares.h"
#include "gis_core/snapshot/read_rows.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/features.h"
#include "gis_core/store/value_text.h"

namespace gis::query {

namespace {

/// Row of the new layer, kept until all themes are done.
struct PartRow {
  LandCheckResult::Row row;
  bool covered = true;
  geom::Bytes wkb;
};

/// The features of a theme near the plots, with the number of their class.
struct ThemeFeatures {
  GeometrySet set;
  std::vector<std::uint32_t> classes;
  std::vector<store::Value> words;  // by number; ascending
};

class LandCheck {
 public:
  LandCheck(const store::CityDatabase& city, const LandCheckQuery& query, Progress& progress, OriginNote* origin)
      : m_city(city), m_work(city, origin), m_query(query), m_progress(progress) {}

  LandCheckResult run() {
    if (m_query.themes.empty()) {
      throw Error(ErrorCode::usage, GIS_TR("the plots cannot be checked"), GIS_TR("no layer to check against is named"),
                  GIS_TR("name at least one (--against)"));
    }
    for (const LandTheme& theme : m_query.themes) addTheme(theme);
    std::optional<store::BulkLoad> load;
    readPlots();
    if (!m_query.into.empty()) {
      if (const crs::Crs shown = shownCrs(); !shown.equivalentTo(m_result.crs)) m_toShown.emplace(m_result.crs, shown);
      load.emplace(m_city, draft());  // a taken name is refused before the work
    }
    const SoundSet plots(m_plotSet, m_plotLayer, m_progress);
    takePlots(plots);
    for (std::uint32_t i = 0; i < m_result.themes.size(); ++i) check(plots, i);
    sortRows();
    if (load) {
      writeInto(*load);
    } else {
      m_work.end();
      m_result.seconds = m_work.seconds();
    }
    return std::move(m_result);
  }

 private:
  void addTheme(const LandTheme& theme) {
    LandCheckResult::Theme info;
    info.layer = store::layerByName(m_reader, theme.layer);
    requireGeometry(info.layer);
    if (!theme.field.empty()) info.field = store::requireField(info.layer, theme.field).name;
    m_result.themes.push_back(std::move(info));
  }

  // The plots.

  void readPlots() {
    if (m_query.plotLayer.empty()) {
      takeShapes();
    } else {
      readPlotLayer();
    }
    if (m_plotSet.size() == 0 && !m_query.plotLayer.empty()) {
      throw Error(ErrorCode::usage, GIS_TR("there is nothing to check"),
                  {GIS_TR("no feature of layer \"{0}\" was taken for a plot"), {m_plotLayer.name}},
                  GIS_TR("look at the condition and at what the layer holds"));
    }
    if (m_plotSet.size() == 0) {
      throw Error(ErrorCode::usage, GIS_TR("there is nothing to check"), GIS_TR("no plot is named"),
                  GIS_TR("name a layer, an area or a file of plots (--plots, --wkt, --file)"));
    }
    for (const LandCheckResult::Theme& theme : m_result.themes) requireComparable(m_plotLayer, theme.layer);
    const bool other = m_plotLayer.crs.isGeographic() && m_city.crs().isKnown() && !m_city.crs().isGeographic();
    m_result.crs = other ? m_city.crs() : m_plotLayer.crs;
    m_result.kind = m_query.area;
    if (m_query.area == crs::AreaKind::plane && m_result.crs.isGeographic()) {
      throw Error(ErrorCode::unsupported, GIS_TR("there is no plane to measure the plots on"),
                  GIS_TR("their coordinates and those of the city are degrees"),
                  GIS_TR("measure on the ellipsoid (--area ellipsoid)"));
    }
    m_plotSet.complete(m_plotLayer.crs, m_result.crs, m_progress.token());
    m_result.plotsWithoutArea = m_plotSet.withoutGeometry() + m_plotSet.broken();
  }
  void takeShapes() {
    m_plotLayer.name = "plots";
    m_plotLayer.geometryType = geom::GeometryType{geom::GeometryKind::multiPolygon};
    m_plotLayer.crs = m_query.plotsCrs.isKnown() ? m_query.plotsCrs : m_city.crs();
    if (!m_plotLayer.crs.isKnown()) {
      throw Error(ErrorCode::unknownCrs, GIS_TR("the plots cannot be checked"),
                  GIS_TR("their coordinate system is unknown"), GIS_TR("name it (--crs)"));
    }
    for (const LandPlot& plot : m_query.plots) {
      const auto number = std::int64_t(m_plotSet.size()) + 1;
      m_names.push_back(plot.name.empty() ? std::to_string(number) : plot.name);
      if (!plot.wkb.empty() && geom::typeOf(plot.wkb).dimension() != 2) throw noArea(m_names.back());
      m_plotSet.add(number, plot.wkb);
    }
  }
  void readPlotLayer() {
    m_plotLayer = store::layerByName(m_reader, m_query.plotLayer);
    requireGeometry(m_plotLayer);
    const int declared = m_plotLayer.geometryType->dimension();
    if (declared >= 0 && declared != 2) throw noAreas();
    std::string name = m_query.plotName;
    if (name.empty()) name = m_plotLayer.roleNameField.empty() ? m_plotLayer.roleCodeField : m_plotLayer.roleNameField;
    if (!name.empty()) name = store::requireField(m_plotLayer, name).name;
    store::FeatureRequest request;
    request.allFields = false;
    if (!name.empty()) request.fields.push_back(name);
    request.where = m_query.plotWhere;
    request.fids = m_query.plotFids;
    snapshot::readBatches(
        m_reader, m_plotLayer, request, kRowsAtOnce,
        [&](store::FeatureBatch& batch) {
          for (std::size_t row = 0; row < batch.rows(); ++row) {
            m_plotSet.add(batch.fids[row], batch.geometryOf(row));
            std::string words = name.empty() ? std::string() : store::textOf(batch.valueOf(0, row));
            if (words.empty()) words = std::to_string(batch.fids[row]);
            m_names.push_back(std::move(words));
          }
          return true;
        },
        m_progress.token());
    refuseMissing();
  }
  /// A plot that was asked for by its number is not left out in silence.
  void refuseMissing() const {
    if (!m_query.plotWhere.empty()) return;  // may have kept it out
    std::set<std::int64_t> wanted(m_query.plotFids.begin(), m_query.plotFids.end());
    for (std::size_t i = 0; i < m_plotSet.size(); ++i) wanted.erase(m_plotSet.fid(i));
    if (wanted.empty()) return;
    throw Error(ErrorCode::notFound,
                {GIS_TR("there is no feature {0} in \"{1}\""), {std::to_string(*wanted.begin()), m_plotLayer.name}});
  }
  [[nodiscard]] static Error noArea(const std::string& plot) {
    return Error(ErrorCode::unsupported, {GIS_TR("plot {0} is no area"), {plot}},
                 GIS_TR("points and lines cover no land"), GIS_TR("give it as a polygon"));
  }
  [[nodiscard]] Error noAreas() const {
    if (m_query.plotLayer.empty()) return noArea(m_names.front());
    return Error(ErrorCode::unsupported, {GIS_TR("layer \"{0}\" has no plots"), {m_plotLayer.name}},
                 GIS_TR("its features are no areas"), GIS_TR("name a layer of areas (--plots)"));
  }
  void takePlots(const SoundSet& plots) {
    if (plots.dimension() >= 0 && plots.dimension() != 2) throw noAreas();
    m_result.plotsRepaired = plots.repaired();
    for (const SoundSet::Fault& fault : plots.setAside()) {
      m_result.setAside.push_back({m_query.plotLayer, plots.fid(fault.at), fault.reason});
    }
    const crs::AreaMeter meter(m_result.crs, m_query.area);
    for (std::size_t i = 0; i < plots.size(); ++i) {
      m_progress.check();
      m_result.plots.push_back({plots.fid(i), m_names[i], plots.takesPart(i) ? meter.of(plots.wkb(i)) : 0});
      if (m_query.keepsShapes && plots.takesPart(i)) {
        const geom::BytesView wkb = plots.wkb(i);
        m_result.plots.back().wkb.assign(wkb.begin(), wkb.end());
      }
      m_extent.include(plots.box(i));
    }
  }

  // One theme.

  void check(const SoundSet& plots, std::uint32_t theme) {
    LandCheckResult::Theme& info = m_result.themes[theme];
    const ThemeFeatures read = readTheme(info, m_query.themes[theme].where);
    const SoundSet features(read.set, info.layer, m_progress);
    info.dimension = features.dimension() < 0 ? 2 : features.dimension();
    info.repaired = features.repaired();
    info.broken = read.set.broken();
    for (const SoundSet::Fault& fault : features.setAside()) {
      m_result.setAside.push_back({info.layer.name, features.fid(fault.at), fault.reason});
    }
    if (info.dimension == 2) {
      coverPlots(plots, features, m_result.crs, m_query.area, m_progress,
                 [&](PlotCover& cover) { addCover(cover, plots, features, read, theme); });
    } else {
      addShares(plots, features, read, theme);
    }
  }
  ThemeFeatures readTheme(const LandCheckResult::Theme& info, const std::string& where) {
    ThemeFeatures read;
    store::FeatureRequest request;
    request.allFields = false;
    if (!info.field.empty()) request.fields.push_back(info.field);
    request.where = where;
    request.box = boxIn(info.layer.crs);
    std::map<store::Value, std::uint32_t> known;
    snapshot::readBatches(
        m_reader, info.layer, request, kRowsAtOnce,
        [&](store::FeatureBatch& batch) {
          for (std::size_t row = 0; row < batch.rows(); ++row) {
            read.set.add(batch.fids[row], batch.geometryOf(row));
            const store::Value value = info.field.empty() ? store::Value() : batch.valueOf(0, row);
            read.classes.push_back(known.emplace(value, std::uint32_t(known.size())).first->second);
          }
          return true;
        },
        m_progress.token());
    std::vector<std::uint32_t> ranks(known.size());
    for (const auto& [value, number] : known) {
      ranks[number] = std::uint32_t(read.words.size());
      read.words.push_back(value);
    }
    for (std::uint32_t& number : read.classes) number = ranks[number];
    read.set.complete(info.layer.crs, m_result.crs, m_progress.token());
    return read;
  }
  /// Where the plots are, for the index of a layer; a metre more, since boxes there are rounded and sides bend.
  [[nodiscard]] std::optional<geom::Envelope> boxIn(const crs::Crs& target) const {
    if (m_extent.isEmpty()) return geom::Envelope{0, 0, 0, 0};
    try {
      geom::Envelope box = m_extent;
      if (!target.equivalentTo(m_result.crs)) box = crs::Transformer(m_result.crs, target).apply(box);
      return box.grown(target.isGeographic() ? 1e-5 : 1);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::invalidValue) throw;
      return std::nullopt;  // no box there holds them: every feature is looked at
    }
  }

  void addCover(PlotCover& cover, const SoundSet& plots, const SoundSet& features, const ThemeFeatures& read,
                std::uint32_t theme) {
    LandCheckResult::Balance balance;
    balance.plot = cover.plot;
    balance.theme = theme;
    std::map<std::uint32_t, std::vector<const LandPart*>> classes;
    for (const LandPart& part : cover.parts) {
      if (part.fault) {
        ++balance.undecided;
        m_result.setAside.push_back({m_result.themes[theme].layer.name, features.fid(part.feature), *part.fault});
      } else {
        classes[read.classes[part.feature]].push_back(&part);
        balance.sum += part.area;
      }
    }
    const auto beyondRounding = [&](double area) { return std::abs(area) > cover.slack ? area : 0; };
    balance.uncovered = std::max(0.0, beyondRounding(cover.area - cover.covered));
    balance.repeated = std::max(0.0, beyondRounding(balance.sum - cover.covered));
    balance.gap = beyondRounding(cover.area - (balance.sum - balance.repeated + balance.uncovered));
    for (const auto& [number, parts] : classes) {
      LandCheckResult::Row row{cover.plot, theme, read.words[number], std::int64_t(parts.size())};
      for (const LandPart* part : parts) row.area += part->area;
      row.share = cover.area > 0 ? row.area / cover.area : 0;
      if (!m_query.into.empty()) m_partRows.push_back({row, true, merged(parts)});
      m_result.rows.push_back(std::move(row));
    }
    if (balance.uncovered > 0 && !m_query.into.empty()) {
      LandCheckResult::Row row{cover.plot, theme};
      row.area = balance.uncovered;
      row.share = balance.uncovered / cover.area;
      m_partRows.push_back({std::move(row), false, rest(plots.wkb(cover.plot), cover)});
    }
    m_result.balances.push_back(balance);
  }
  [[nodiscard]] geom::Bytes merged(const std::vector<const LandPart*>& parts) {
    std::vector<geom::BytesView> shapes;
    shapes.reserve(parts.size());
    for (const LandPart* part : parts) shapes.emplace_back(part->wkb);
    return mergedArea(shapes, m_progress).value_or(geom::Bytes());
  }
  [[nodiscard]] geom::Bytes rest(geom::BytesView plot, const PlotCover& cover) {
    std::vector<geom::BytesView> shapes;
    for (const LandPart& part : cover.parts) {
      if (!part.wkb.empty()) shapes.emplace_back(part.wkb);
    }
    const geom::Interruptible interruptible(m_progress.token());
    try {
      const std::optional<geom::Bytes> covered = mergedArea(shapes, m_progress);
      if (!covered) return {};
      if (covered->empty()) return geom::Bytes(plot.begin(), plot.end());
      return geom::assembled(geom::partsOfDimension(geom::difference(plot, *covered), 2));
    } catch (const Error& error) {
      if (error.code() != ErrorCode::invalidValue && error.code() != ErrorCode::damaged) throw;
      return {};  // a picture less; the figures stand
    }
  }

  /// Lines and points: counted and shared out as aggregate() does.
  void addShares(const SoundSet& plots, const SoundSet& features, const ThemeFeatures& read, std::uint32_t theme) {
    const bool lines = m_result.themes[theme].dimension == 1;
    const ZoneShares found = sharesOf(features, plots, lines, m_progress);
    for (const std::uint32_t feature : found.undecided) {
      m_result.setAside.push_back({m_result.themes[theme].layer.name, features.fid(feature),
                                   GIS_TR("the common part with another feature cannot be computed")});
    }
    const double unit =
        m_result.crs.isGeographic() ? std::numeric_limits<double>::quiet_NaN() : m_result.crs.metresPerUnit();
    std::map<std::pair<std::uint32_t, std::uint32_t>, LandCheckResult::Row> rows;  // by plot, class
    for (const ZoneShare& share : found.shares) {
      if (lines && share.measure <= 0) continue;
      const std::uint32_t number = read.classes[share.feature];
      LandCheckResult::Row& row = rows[{share.zone, number}];
      row.plot = share.zone;
      row.theme = theme;
      row.value = read.words[number];
      ++row.count;
      if (lines) row.length += share.measure * unit;
    }
    for (auto& [key, row] : rows) {
      if (!m_query.into.empty()) m_partRows.push_back({row, true, {}});
      m_result.rows.push_back(std::move(row));
    }
  }

  // The answer.

  /// Themes were done one after the other; within a theme the order is that of plots and classes.
  void sortRows() {
    std::stable_sort(m_result.rows.begin(), m_result.rows.end(), byPlace<LandCheckResult::Row>);
    std::stable_sort(m_result.balances.begin(), m_result.balances.end(), byPlace<LandCheckResult::Balance>);
    std::stable_sort(m_partRows.begin(), m_partRows.end(),
                     [](const PartRow& a, const PartRow& b) { return byPlace(a.row, b.row); });
  }
  template <class Row>
  static bool byPlace(const Row& a, const Row& b) {
    return std::tie(a.plot, a.theme) < std::tie(b.plot, b.theme);
  }

  /// Of the new layer. Plots that are drawn, typed or read from a file become a layer of the city's own map, whatever
  /// the file's system was: the map does not draw others.
  [[nodiscard]] crs::Crs shownCrs() const {
    return m_query.plotLayer.empty() && m_city.crs().isKnown() ? m_city.crs() : m_result.crs;
  }
  store::LayerDraft draft() {
    using store::FieldType;
    store::LayerDraft draft;
    draft.name = m_query.into;
    m_fields = {{"plot", FieldType::text},    {"plot_id", FieldType::integer}, {"layer", FieldType::text},
                {"class", FieldType::text},   {"covered", FieldType::boolean}, {"count", FieldType::integer},
                {"area_m2", FieldType::real}, {"area_ha", FieldType::real},    {"area_mu", FieldType::real},
                {"share", FieldType::real},   {"length_m", FieldType::real},   {"area_kind", FieldType::text}};
    draft.fields = m_fields;
    draft.crs = shownCrs();
    draft.type = geom::GeometryType{geom::GeometryKind::multiPolygon};
    draft.provenance.sourceLayer = m_plotLayer.name;
    for (const LandCheckResult::Theme& theme : m_result.themes)
      draft.provenance.sourceLayer += " + " + theme.layer.name;
    draft.provenance.driver = "landcheck";
    return draft;
  }
  void writeInto(store::BulkLoad& load) {
    RowWriter out(load, m_fields, m_progress.token());
    for (const PartRow& part : m_partRows) addRow(out, part);
    out.flush();
    m_result.rowsInto = out.rows();
    m_work.finish(load, m_progress, m_result);
  }
  void addRow(RowWriter& out, const PartRow& part) const {
    const LandCheckResult::Row& row = part.row;
    const LandCheckResult::Plot& plot = m_result.plots[row.plot];
    const LandCheckResult::Theme& theme = m_result.themes[row.theme];
    std::vector<store::Value> cells(m_fields.size());
    cells[0] = plot.name;
    cells[1] = plot.fid;
    cells[2] = theme.layer.name;
    if (!std::holds_alternative<std::monostate>(row.value)) cells[3] = store::textOf(row.value);
    cells[4] = std::int64_t(part.covered ? 1 : 0);
    cells[5] = row.count;
    if (theme.dimension == 2) {
      cells[6] = row.area;
      cells[7] = row.area / kSquareMetresOfAHectare;
      cells[8] = row.area / kSquareMetresOfAMu;
      cells[9] = row.share;
    }
    if (theme.dimension == 1 && !std::isnan(row.length)) cells[10] = row.length;
    cells[11] = std::string(m_query.area == crs::AreaKind::plane ? "plane" : "ellipsoid");
    geom::Bytes shape;
    if (!part.wkb.empty()) shape = geom::promoted(part.wkb, {geom::GeometryKind::multiPolygon, false, false}, true);
    if (m_toShown && !shape.empty()) {
      std::size_t lost = 0;
      geom::transformCoordinates(
          shape, [&](double* xyzm, std::uint32_t count, int stride) { lost += m_toShown->apply(xyzm, count, stride); });
      if (lost > 0) shape.clear();  // a picture less; the figures stand
    }
    out.add(-1, cells, shape);
  }

  const store::CityDatabase& m_city;
  NewLayerWork m_work;
  const store::Connection& m_reader = m_work.reader();
  const LandCheckQuery& m_query;
  Progress& m_progress;
  store::LayerInfo m_plotLayer;
  GeometrySet m_plotSet;
  std::vector<std::string> m_names;
  geom::Envelope m_extent;                    // of the plots
  std::optional<crs::Transformer> m_toShown;  // from the system of the work to that of the new layer
  std::vector<store::Field> m_fields;
  std::vector<PartRow> m_partRows;
  LandCheckResult m_result;
};

}  // namespace

LandCheckResult landCheck(const store::CityDatabase& city, const LandCheckQuery& query, Progress& progress,
                          OriginNote* origin) {
  return LandCheck(city, query, progress, origin).run();
}

}  // namespace gis::query
