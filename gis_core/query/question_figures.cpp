#include "gis_core/query/question_figures.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "gis_core/base/error.h"
#include "gis_core/crs/measure.h"
#include "gis_core/query/extended_layer.h"
#include "gis_core/query/question_crs.h"

namespace gis::query {

namespace {

/// NULL, then numbers by size, then texts by their bytes.
struct ByValue {
  static int rank(const store::Value& v) {
    if (std::holds_alternative<std::monostate>(v)) return 0;
    if (std::holds_alternative<std::int64_t>(v) || std::holds_alternative<double>(v)) return 1;
    return std::holds_alternative<std::string>(v) ? 2 : 3;
  }
  static double number(const store::Value& v) {
    if (const auto* i = std::get_if<std::int64_t>(&v)) return double(*i);
    return std::get<double>(v);
  }
  bool operator()(const store::Value& a, const store::Value& b) const {
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    if (rank(a) == 1) return number(a) < number(b);
    if (rank(a) == 2) return std::get<std::string>(a) < std::get<std::string>(b);
    return rank(a) == 3 && std::get<geom::Bytes>(a) < std::get<geom::Bytes>(b);
  }
};

/// What one figure adds up to.
struct Sum {
  std::int64_t count = 0;
  double sum = 0;
  store::Value end;  ///< least or most
};

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

class FigureMaker {
 public:
  FigureMaker(const Ask& ask, const SelectResult& found) : m_ask(ask), m_layer(found.layer), m_figures(ask.figures) {
    if (m_figures.empty()) m_figures.push_back({});
    if (!ask.by.empty()) {
      m_fields.push_back(store::requireField(m_layer, ask.by).name);
      m_table.columns.push_back(store::requireField(m_layer, ask.by));
    }
    for (const Figure& figure : m_figures) addColumn(figure);
  }

  FigureTable run(const store::Connection& c, const SelectResult& found, Progress& progress) {
    const Measurer measure(m_layer, wants(Figure::Kind::area), wants(Figure::Kind::length));
    const bool shapes = wants(Figure::Kind::area) || wants(Figure::Kind::length);
    if (m_ask.by.empty()) m_groups[{}].resize(m_figures.size());
    if (m_fields.empty() && !shapes) {
      for (Sum& sum : m_groups[{}]) sum.count = std::int64_t(found.fids.size());
    } else {
      std::size_t done = 0;
      readSelected(
          c, found, m_fields, shapes,
          [&](store::Feature& feature) {
            add(feature, measure);
            if (++done % 4096 == 0) progress.report(done, found.fids.size());
            return true;
          },
          progress.token());
    }
    for (const auto& [value, sums] : m_groups) addRow(value, sums);
    return std::move(m_table);
  }

 private:
  [[nodiscard]] bool wants(Figure::Kind kind) const {
    return std::any_of(m_figures.begin(), m_figures.end(), [&](const Figure& f) { return f.kind == kind; });
  }
  void addColumn(const Figure& figure) {
    std::string name = figureWord(figure.kind);
    store::FieldType type = figure.kind == Figure::Kind::count ? store::FieldType::integer : store::FieldType::real;
    if (!figure.field.empty()) {
      const bool ends = figure.kind == Figure::Kind::least || figure.kind == Figure::Kind::most;
      const store::Field field = ends ? store::requireField(m_layer, figure.field) : numberField(m_layer, figure.field);
      if (ends) type = field.type;
      name += "_" + field.name;
      m_places.push_back(m_fields.size());
      m_fields.push_back(field.name);
    } else {
      m_places.push_back(0);
    }
    m_table.columns.push_back({name, type, 0, 0});
  }
  void add(const store::Feature& feature, const Measurer& measure) {
    std::vector<Sum>& sums = m_groups[m_ask.by.empty() ? store::Value() : feature.values[0]];
    sums.resize(m_figures.size());
    for (std::size_t k = 0; k < m_figures.size(); ++k) {
      Sum& sum = sums[k];
      switch (m_figures[k].kind) {
        case Figure::Kind::count: ++sum.count; break;
        case Figure::Kind::area: sum.sum += feature.wkb.empty() ? 0 : measure.area(feature.wkb); break;
        case Figure::Kind::length: sum.sum += feature.wkb.empty() ? 0 : measure.length(feature.wkb); break;
        case Figure::Kind::sum:
        case Figure::Kind::mean: {
          const double number = numberOf(feature.values[m_places[k]]);
          if (std::isnan(number)) break;
          ++sum.count;
          sum.sum += number;
          break;
        }
        case Figure::Kind::least:
        case Figure::Kind::most: {
          const store::Value& value = feature.values[m_places[k]];
          if (ByValue::rank(value) == 0) break;
          const bool first = sum.count++ == 0;
          const bool beyond =
              m_figures[k].kind == Figure::Kind::least ? ByValue()(value, sum.end) : ByValue()(sum.end, value);
          if (first || beyond) sum.end = value;
          break;
        }
      }
    }
  }
  void addRow(const store::Value& value, const std::vector<Sum>& sums) {
    std::vector<store::Value> row;
    if (!m_ask.by.empty()) row.push_back(value);
    for (std::size_t k = 0; k < m_figures.size(); ++k) {
      const Sum& sum = sums[k];
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
  const store::LayerInfo& m_layer;
  std::vector<Figure> m_figures;
  std::vector<std::string> m_fields;  // read of each feature
  std::vector<std::size_t> m_places;  // of each figure's field among them
  std::map<store::Value, std::vector<Sum>, ByValue> m_groups;
  FigureTable m_table;
};

}  // namespace

FigureTable figuresOf(const store::Connection& c, const Ask& ask, const SelectResult& found, Progress& progress) {
  return FigureMaker(ask, found).run(c, found, progress);
}

}  // namespace gis::query
