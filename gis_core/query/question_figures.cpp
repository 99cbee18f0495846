#include "gis_core/query/question_figures.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/crs/measure.h"
#include "gis_core/query/extended_layer.h"
#include "gis_core/query/figure_groups.h"
#include "gis_core/query/figure_zones.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/snapshot/cache.h"

namespace gis::query {

namespace {

class Measurer {
 public:
  Measurer(const store::LayerInfo& layer, bool wantsArea, bool wantsLength) : m_unit(layer.crs.metresPerUnit()) {
    if (!wantsArea && !wantsLength) return;
    requireGeometry(layer);
    if (!layer.crs.isKnown() || (wantsLength && m_unit <= 0)) (void)unitsOf(layer, 0);
    if (wantsArea && m_unit <= 0) m_meter.emplace(layer.crs, crs::AreaKind::ellipsoid);
  }
  [[nodiscard]] double area(geom::BytesView wkb) const {
    return m_meter ? m_meter->of(wkb) : geom::area(wkb) * m_unit * m_unit;
  }
  [[nodiscard]] double length(geom::BytesView wkb) const { return geom::length(wkb) * m_unit; }

 private:
  double m_unit;
  std::optional<crs::AreaMeter> m_meter;
};

/// The values of one grouping in a column of a snapshot, for one table of groups: what was looked at once is known by
/// its place in the column's dictionary, by its number, or by its hour.
class GroupColumn {
 public:
  GroupColumn(const snapshot::LayerView& view, int column, Grouping::Step step)
      : m_view(view),
        m_column(column),
        m_step(step),
        m_type(view.fields()[std::size_t(column)].type),
        m_isTime(step != Grouping::Step::value && m_type != store::FieldType::integer &&
                 m_type != store::FieldType::real),
        m_ofTexts(view.base().dictionaryOf(column).size(), kUnknown) {}
  /// The number of the value in row i, as the `field`-th of the groups.
  [[nodiscard]] std::uint32_t numberAt(snapshot::Index i, FigureGroups& groups, std::size_t field) {
    const auto fresh = [&] { return groups.numberFor(field, groupValue(m_view.valueOf(m_column, i), m_step)); };
    const snapshot::Snapshot& base = m_view.base();
    if (i >= base.info().count) return fresh();
    std::uint32_t* known = nullptr;
    if (!m_ofTexts.empty()) {
      const std::uint16_t text = base.dictionaryId(m_column, i);
      if (text < m_ofTexts.size()) known = &m_ofTexts[text];
    } else if (m_type == store::FieldType::integer && !base.isNull(m_column, i)) {
      const auto whole = std::get<std::int64_t>(base.valueOf(m_column, i));
      if (whole >= 0 && whole < kFewNumbers) known = &m_ofNumbers[std::size_t(whole)];
    } else if (m_isTime && !base.isNull(m_column, i)) {
      const std::string_view hour = hourOfUtc(base.textViewOf(m_column, i));
      if (!hour.empty()) known = &m_ofHours.try_emplace(hour, kUnknown).first->second;
    }
    if (known == nullptr) return fresh();
    if (*known == kUnknown) *known = fresh();
    return *known;
  }

 private:
  static constexpr std::uint32_t kUnknown = ~0U;
  static constexpr std::int64_t kFewNumbers = 4096;  // codes of classes, not numbers of rows

  const snapshot::LayerView& m_view;
  int m_column;
  Grouping::Step m_step;
  store::FieldType m_type;
  bool m_isTime;
  std::vector<std::uint32_t> m_ofTexts;
  std::unordered_map<std::string_view, std::uint32_t> m_ofHours;  // the texts are the snapshot's
  std::vector<std::uint32_t> m_ofNumbers =
      std::vector<std::uint32_t>(m_type == store::FieldType::integer ? std::size_t(kFewNumbers) : 0, kUnknown);
};

class FigureMaker {
 public:
  FigureMaker(const store::Connection& c, const Ask& ask, const SelectResult& found)
      : m_ask(ask), m_found(found), m_figures(ask.figures) {
    if (m_figures.empty()) m_figures.push_back({});
    for (const Grouping& by : ask.by) {
      m_byPlaces.push_back(m_fields.size());
      if (!by.zones.empty()) {
        addZones(c, by);
        continue;
      }
      store::Field field = store::requireField(m_found.layer, by.field);
      m_fields.push_back(field.name);
      if (by.step != Grouping::Step::value) {
        field.name += std::string("_") + stepWord(by.step);
        field.type = store::FieldType::text;
      }
      m_table.columns.push_back(std::move(field));
    }
    for (const Figure& figure : m_figures) addColumn(figure);
  }

  void check() const {
    const bool area = wants(Figure::Kind::area), length = wants(Figure::Kind::length);
    if (m_zones == nullptr) {
      (void)Measurer(m_found.layer, area, length);
    } else if (area || length) {
      refuseMeasures();
    }
  }

  FigureTable run(const store::Connection& c, Progress& progress) {
    const bool shapes = wants(Figure::Kind::area) || wants(Figure::Kind::length);
    FigureGroups groups = noGroups();
    if (m_ask.by.empty()) (void)groups.of({});
    if (m_zones != nullptr) {
      addZoneParts(c, groups, shapes, progress);
    } else if (m_fields.empty() && !shapes) {
      for (std::size_t k = 0; k < m_figures.size(); ++k)
        groups.sumsOf(groups.of({}))[k].count = std::int64_t(m_found.fids.size());
    } else if (shapes || !addColumns(c, groups, progress)) {
      addRows(c, groups, shapes, progress);
    }
    for (const FigureGroups::Group group : groups.sorted()) addRow(groups.valuesOf(group), groups.sumsOf(group));
    return std::move(m_table);
  }

 private:
  // few and large parts: what is added up in each is put together in the end
  static constexpr std::size_t kMostParts = 4, kRowsOfPart = 65536;

  [[nodiscard]] bool wants(Figure::Kind kind) const {
    return std::any_of(m_figures.begin(), m_figures.end(), [&](const Figure& f) { return f.kind == kind; });
  }
  [[nodiscard]] FigureGroups noGroups() const {
    std::vector<Figure::Kind> kinds;
    for (const Figure& figure : m_figures) kinds.push_back(figure.kind);
    return {m_ask.by.size(), std::move(kinds)};
  }
  void addZones(const store::Connection& c, const Grouping& by) {
    if (m_zones != nullptr) {
      throw Error(ErrorCode::usage, GIS_TR("the question cannot be asked"),
                  GIS_TR("figures can be told for the zones of one layer at a time"));
    }
    m_zones = &by;
    store::Field field = zoneField(c, by);
    field.name = by.zones + "_" + field.name;
    m_table.columns.push_back(std::move(field));
  }
  void addColumn(const Figure& figure) {
    std::string name = figureWord(figure.kind);
    store::FieldType type = figure.kind == Figure::Kind::count ? store::FieldType::integer : store::FieldType::real;
    if (!figure.field.empty()) {
      const bool ends = figure.kind == Figure::Kind::least || figure.kind == Figure::Kind::most;
      const store::Field field =
          ends ? store::requireField(m_found.layer, figure.field) : numberField(m_found.layer, figure.field);
      if (ends) type = field.type;
      name += "_" + field.name;
      m_places.push_back(m_fields.size());
      m_fields.push_back(field.name);
    } else {
      m_places.push_back(0);
    }
    m_table.columns.push_back({name, type, 0, 0});
  }
  /// The same for the zones that the features lie in: rows with their parts.
  void addZoneParts(const store::Connection& c, FigureGroups& groups, bool shapes, Progress& progress) {
    if (shapes) refuseMeasures();
    const auto [parts, withoutGeometry, broken] =
        zonePartsOf(c, m_found, *m_zones, shapes || wants(Figure::Kind::sum), shapes, progress);
    m_table.withoutGeometry = withoutGeometry;
    m_table.broken = broken;
    std::vector<std::vector<store::Value>> values;  // of each feature
    if (!m_fields.empty()) values.resize(m_found.fids.size());
    std::size_t at = 0;
    const auto keep = [&](store::Feature& feature) {
      while (at < m_found.fids.size() && m_found.fids[at] < feature.fid) ++at;
      if (at < m_found.fids.size() && m_found.fids[at] == feature.fid) values[at] = std::move(feature.values);
      return true;
    };
    if (!m_fields.empty()) readSelected(c, m_found, m_fields, false, keep, progress.token());
    for (std::vector<store::Value>& row : values) row.resize(m_fields.size());  // of one that is gone meanwhile
    std::vector<store::Value> key(m_ask.by.size());
    std::size_t done = 0;
    for (const ZonePart& part : parts) {
      if (++done % 4096 == 0) progress.check();
      for (std::size_t k = 0; k < key.size(); ++k) {
        key[k] =
            m_ask.by[k].zones.empty() ? groupValue(values[part.feature][m_byPlaces[k]], m_ask.by[k].step) : part.zone;
      }
      addPart(groups, groups.of(key), part, values);
    }
  }
  void addPart(FigureGroups& groups, FigureGroups::Group group, const ZonePart& part,
               const std::vector<std::vector<store::Value>>& values) const {
    for (std::size_t k = 0; k < m_figures.size(); ++k) {
      const Figure::Kind kind = m_figures[k].kind;
      const auto value = [&]() -> const store::Value& { return values[part.feature][m_places[k]]; };
      if (kind == Figure::Kind::area || kind == Figure::Kind::length) {
        groups.add(group, k, part.measure);
      } else if (kind == Figure::Kind::sum) {
        groups.add(group, k, cellOf(numberOf(value()) * part.part));
      } else if (part.counts) {
        groups.add(group, k, kind == Figure::Kind::count ? store::Value() : value());
      }
    }
  }
  /// Parts of points have no area, parts of areas no length.
  void refuseMeasures() const {
    const int dimension = m_found.layer.geometryType ? m_found.layer.geometryType->dimension() : -1;
    for (const auto& [kind, wanted] : {std::pair{Figure::Kind::area, 2}, {Figure::Kind::length, 1}}) {
      if (!wants(kind) || dimension < 0 || dimension == wanted) continue;
      throw Error(ErrorCode::unsupported,
                  {GIS_TR("layer \"{0}\" has no {1} to share out"), {m_found.layer.name, figureWord(kind)}},
                  GIS_TR("areas have an area (--area), lines have a length (--length)"));
    }
  }
  /// `valueOf(k)`: the value of the k-th field; `measured(kind)`: area or length.
  template <typename ValueOf, typename Measured>
  void addOne(FigureGroups& groups, FigureGroups::Group group, ValueOf valueOf, Measured measured) const {
    for (std::size_t k = 0; k < m_figures.size(); ++k) {
      const Figure::Kind kind = m_figures[k].kind;
      if (kind == Figure::Kind::area || kind == Figure::Kind::length) {
        groups.add(group, k, measured(kind));
      } else {
        groups.add(group, k, kind == Figure::Kind::count ? store::Value() : valueOf(m_places[k]));
      }
    }
  }
  void addRows(const store::Connection& c, FigureGroups& groups, bool shapes, Progress& progress) {
    const Measurer measure(m_found.layer, wants(Figure::Kind::area), wants(Figure::Kind::length));
    std::vector<store::Value> key(m_ask.by.size());
    std::size_t done = 0;
    readSelected(
        c, m_found, m_fields, shapes,
        [&](store::Feature& feature) {
          const bool isMeasured = shapes && takesPart(feature.wkb);
          const auto measured = [&](Figure::Kind kind) {
            if (!isMeasured) return store::Value(0.0);
            return store::Value(kind == Figure::Kind::area ? measure.area(feature.wkb) : measure.length(feature.wkb));
          };
          for (std::size_t k = 0; k < key.size(); ++k)
            key[k] = groupValue(feature.values[m_byPlaces[k]], m_ask.by[k].step);
          addOne(
              groups, groups.of(key), [&](std::size_t k) { return feature.values[k]; }, measured);
          if (++done % 4096 == 0) progress.report(done, m_found.fids.size());
          return true;
        },
        progress.token());
  }
  /// Counts what does not, as other questions do.
  [[nodiscard]] bool takesPart(geom::BytesView wkb) {
    try {
      if (wkb.empty() || geom::envelopeOf(wkb).isEmpty()) {
        ++m_table.withoutGeometry;
        return false;
      }
      if (geom::hasFinitePlaces(wkb)) return true;
    } catch (const Error&) {
      // no geometry at all
    }
    ++m_table.broken;
    return false;
  }
  /// The same from the columns of the layer's snapshot, all cores; false when there is none that holds them all.
  [[nodiscard]] bool addColumns(const store::Connection& c, FigureGroups& groups, Progress& progress) const {
    const auto view = snapshot::existing(c, m_found.layer);
    if (view == nullptr) return false;
    std::vector<int> columns;
    for (const std::string& field : m_fields) {
      columns.push_back(view->base().columnOf(field));
      if (columns.back() < 0) return false;
    }
    const auto places = placesIn(*view, progress.token());
    if (!places) return false;
    const std::size_t rows = std::max(kRowsOfPart, (places->size() + kMostParts - 1) / kMostParts);
    std::vector<FigureGroups> parts((places->size() + rows - 1) / rows, noGroups());
    parallelFor(parts.size(), progress.token(), [&](std::size_t part, unsigned) {
      FigureGroups& own = parts[part];
      std::vector<GroupColumn> by;
      for (std::size_t k = 0; k < m_ask.by.size(); ++k)
        by.emplace_back(*view, columns[m_byPlaces[k]], m_ask.by[k].step);
      std::vector<std::uint32_t> numbers(by.size());
      const auto nothing = [](Figure::Kind) { return store::Value(); };
      for (std::size_t k = part * rows; k < std::min(places->size(), (part + 1) * rows); ++k) {
        if (k % 4096 == 0) progress.check();
        const snapshot::Index place = (*places)[k];
        for (std::size_t field = 0; field < by.size(); ++field) numbers[field] = by[field].numberAt(place, own, field);
        addOne(
            own, own.ofNumbers(numbers), [&](std::size_t field) { return view->valueOf(columns[field], place); },
            nothing);
      }
    });
    for (const FigureGroups& part : parts) groups.addAll(part);
    return true;
  }
  /// Where the features found stand in the view, in its order: what lies side by side is read side by side. Nothing
  /// when the city moved on meanwhile.
  [[nodiscard]] std::optional<std::vector<snapshot::Index>> placesIn(const snapshot::LayerView& view,
                                                                     const CancelToken& token) const {
    const std::vector<std::int64_t>& fids = m_found.fids;
    const std::size_t all = view.base().info().count + view.added().size();
    std::vector<snapshot::Index> places;
    places.reserve(fids.size());
    if (fids.size() == view.count()) {
      for (std::size_t i = 0; i < all; ++i)
        if (!view.isHidden(static_cast<snapshot::Index>(i))) places.push_back(static_cast<snapshot::Index>(i));
      return places;
    }
    for (const std::int64_t fid : fids) {
      if (places.size() % 4096 == 0) token.check();
      const auto i = view.indexOfFid(fid);
      if (!i) return std::nullopt;
      places.push_back(*i);
    }
    std::sort(places.begin(), places.end());
    return places;
  }
  void addRow(std::vector<store::Value> row, const FigureSum* sums) {
    for (std::size_t k = 0; k < m_figures.size(); ++k) {
      const FigureSum& sum = sums[k];
      switch (m_figures[k].kind) {
        case Figure::Kind::count: row.emplace_back(sum.count); break;
        case Figure::Kind::area:
        case Figure::Kind::length: row.emplace_back(sum.sum); break;
        case Figure::Kind::sum: row.push_back(sum.count == 0 ? store::Value() : store::Value(sum.sum)); break;
        case Figure::Kind::mean:
          row.push_back(sum.count == 0 ? store::Value() : store::Value(sum.sum / double(sum.count)));
          break;
        case Figure::Kind::least:
        case Figure::Kind::most: row.push_back(sum.end); break;
      }
    }
    m_table.rows.push_back(std::move(row));
  }

  const Ask& m_ask;
  const SelectResult& m_found;
  std::vector<Figure> m_figures;
  std::vector<std::string> m_fields;    // read of each feature: those of the groups first
  std::vector<std::size_t> m_byPlaces;  // of each grouping's field among them
  std::vector<std::size_t> m_places;    // of each figure's field among them
  const Grouping* m_zones = nullptr;    // the grouping by zones
  FigureTable m_table;
};

}  // namespace

FigureTable figuresOf(const store::Connection& c, const Ask& ask, const SelectResult& found, Progress& progress) {
  return FigureMaker(c, ask, found).run(c, progress);
}

void checkFigures(const store::Connection& c, const Ask& ask, const store::LayerInfo& layer) {
  SelectResult nothing;
  nothing.layer = layer;
  FigureMaker(c, ask, nothing).check();
}

}  // namespace gis::query
