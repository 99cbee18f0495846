#include "gis_core/city/land_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "gis_core/city/class_names.h"
#include "gis_core/io/table_book.h"
#include "gis_core/store/value_text.h"

namespace gis::city {

namespace {

using Kind = LandTableRow::Kind;
using query::LandCheckResult;

class LandTableMaker {
 public:
  LandTableMaker(const LandCheckResult& result, bool chinese, const Say& say)
      : m_result(result), m_chinese(chinese), m_say(say) {}

  LandTable make() {
    for (const LandCheckResult::Theme& theme : m_result.themes) {
      const std::string& title = m_chinese ? theme.layer.titleZh : theme.layer.titleEn;
      m_titles.push_back(title.empty() ? theme.layer.name : title);
      m_systems.push_back(codeSystemOf(theme.layer, theme.field));
    }
    addLines();
    m_table.columns = {m_say(GIS_TR("Plot")),      m_say(GIS_TR("Layer")),         m_say(GIS_TR("Class")),
                       m_say(GIS_TR("Name")),      m_say(GIS_TR("Number")),        m_say(GIS_TR("Area (m²)")),
                       m_say(GIS_TR("Area (ha)")), m_say(GIS_TR("Area (mu, 亩)")), m_say(GIS_TR("Share (%)")),
                       m_say(GIS_TR("Length (m)"))};
    for (std::uint32_t plot = 0; plot < m_result.plots.size(); ++plot) addPlot(plot);
    if (m_result.plots.size() > 1) addAllPlots();
    return std::move(m_table);
  }

 private:
  void addLines() {
    const std::string crs = m_result.crs.name();
    m_table.lines.push_back(
        m_result.kind == crs::AreaKind::plane
            ? m_say({GIS_TR("Areas are measured on the plane of {0}."), {crs}})
            : m_say({GIS_TR("Areas are measured on the ellipsoid; the plots were cut in {0}."), {crs}}));
    const auto tell = [&](std::int64_t count, const char* text, const std::string& what = {}) {
      if (count > 0) m_table.lines.push_back(m_say({text, {std::to_string(count), what}}));
    };
    tell(m_result.plotsWithoutArea, GIS_TR("Plots without a usable geometry, which took no part: {0}."));
    tell(m_result.plotsRepaired, GIS_TR("Invalid plots, which took part in their repaired form: {0}."));
    for (std::size_t i = 0; i < m_result.themes.size(); ++i) {
      tell(m_result.themes[i].repaired, GIS_TR("Invalid features of {1}, which took part in their repaired form: {0}."),
           m_titles[i]);
      tell(m_result.themes[i].broken, GIS_TR("Features of {1} with a broken geometry, which took no part: {0}."),
           m_titles[i]);
    }
    tell(std::int64_t(m_result.setAside.size()), GIS_TR("Features that could not be computed and are set aside: {0}."));
  }

  LandTableRow& add(Kind kind, const std::string& plot, const std::string& layer = {}) {
    LandTableRow row;
    row.kind = kind;
    row.allPlots = m_all;
    row.plot = plot;
    row.layer = layer;
    m_table.rows.push_back(std::move(row));
    return m_table.rows.back();
  }
  void addArea(Kind kind, const std::string& plot, std::uint32_t theme, const char* text, double area, double whole) {
    LandTableRow& row = add(kind, plot, m_titles[theme]);
    row.name = m_say(text);
    row.area = area;
    if (whole > 0) row.share = area / whole;
  }
  void addPart(const LandCheckResult::Row& part, const std::string& plot) {
    const LandCheckResult::Theme& theme = m_result.themes[part.theme];
    LandTableRow& row = add(Kind::part, plot, m_titles[part.theme]);
    row.code = store::textOf(part.value);
    const ClassName name = classNameOf(m_systems[part.theme], row.code);
    row.name = m_chinese ? name.zh : name.en;
    if (row.code.empty() && !theme.field.empty()) row.name = m_say(GIS_TR("without a value"));
    row.count = part.count;
    if (theme.dimension == 2) {
      row.area = part.area;
      row.share = part.share;
    }
    if (theme.dimension == 1 && !std::isnan(part.length)) row.length = part.length;
  }
  void addBalance(const LandCheckResult::Balance& balance, const std::string& plot, double whole) {
    if (balance.uncovered > 0) {
      addArea(Kind::uncovered, plot, balance.theme, GIS_TR("covered by nothing"), balance.uncovered, whole);
    }
    if (balance.repeated > 0) {
      addArea(Kind::repeated, plot, balance.theme, GIS_TR("counted more than once above"), -balance.repeated, whole);
    }
    if (balance.gap != 0) addArea(Kind::rest, plot, balance.theme, GIS_TR("not explained"), balance.gap, whole);
    addArea(Kind::sum, plot, balance.theme, GIS_TR("sum"), whole, whole);
  }
  void addPlotItself(const std::string& name, double area) {
    LandTableRow& row = add(Kind::plot, name);
    row.name = m_say(GIS_TR("the whole plot"));
    row.area = area;
    if (area > 0) row.share = 1;
  }

  void addPlot(std::uint32_t at) {
    const LandCheckResult::Plot& plot = m_result.plots[at];
    addPlotItself(plot.name, plot.area);
    for (std::uint32_t theme = 0; theme < m_result.themes.size(); ++theme) {
      for (; m_row < m_result.rows.size() && m_result.rows[m_row].plot == at && m_result.rows[m_row].theme == theme;
           ++m_row) {
        addPart(m_result.rows[m_row], plot.name);
      }
      if (m_balance >= m_result.balances.size()) continue;
      const LandCheckResult::Balance& balance = m_result.balances[m_balance];
      if (balance.plot != at || balance.theme != theme) continue;
      addBalance(balance, plot.name, plot.area);
      ++m_balance;
    }
  }

  void addAllPlots() {
    double whole = 0;
    for (const LandCheckResult::Plot& plot : m_result.plots) whole += plot.area;
    std::map<std::pair<std::uint32_t, store::Value>, LandCheckResult::Row> rows;
    for (const LandCheckResult::Row& part : m_result.rows) {
      LandCheckResult::Row& row = rows[{part.theme, part.value}];
      row.theme = part.theme;
      row.value = part.value;
      row.count += part.count;
      row.area += part.area;
      row.length += part.length;
      row.share = whole > 0 ? row.area / whole : 0;
    }
    std::map<std::uint32_t, LandCheckResult::Balance> balances;
    for (const LandCheckResult::Balance& one : m_result.balances) {
      LandCheckResult::Balance& sum = balances[one.theme];
      sum.theme = one.theme;
      sum.uncovered += one.uncovered;
      sum.repeated += one.repeated;
      sum.gap += one.gap;
    }
    m_all = true;
    const std::string name = m_say({GIS_TR("all {0} plots"), {std::to_string(m_result.plots.size())}});
    addPlotItself(name, whole);
    for (std::uint32_t theme = 0; theme < m_result.themes.size(); ++theme) {
      for (const auto& [key, row] : rows) {
        if (row.theme == theme) addPart(row, name);
      }
      if (const auto found = balances.find(theme); found != balances.end()) addBalance(found->second, name, whole);
    }
  }

  const LandCheckResult& m_result;
  bool m_chinese;
  const Say& m_say;
  std::vector<std::string> m_titles;   // of the themes
  std::vector<std::string> m_systems;  // of their fields
  std::size_t m_row = 0, m_balance = 0;
  bool m_all = false;
  LandTable m_table;
};

}  // namespace

std::vector<std::string> LandTable::cells(const LandTableRow& row) const {
  const auto number = [](const std::optional<double>& value, int decimals) {
    return value ? fmt::format("{:.{}f}", *value, decimals) : std::string();
  };
  const auto scaled = [](const std::optional<double>& value, double by) {
    return value ? std::optional<double>(*value / by) : std::nullopt;
  };
  return {row.plot,
          row.layer,
          row.code,
          row.name,
          row.count ? std::to_string(*row.count) : std::string(),
          number(row.area, 2),
          number(scaled(row.area, query::kSquareMetresOfAHectare), 4),
          number(scaled(row.area, query::kSquareMetresOfAMu), 3),
          number(scaled(row.share, 0.01), 2),
          number(row.length, 2)};
}

LandTable landTable(const query::LandCheckResult& result, bool chinese, const Say& say) {
  return LandTableMaker(result, chinese, say).make();
}

io::BookSheet landSheet(const LandTable& table, const Say& say) {
  io::BookSheet sheet;
  sheet.name = say(GIS_TR("Land check"));
  sheet.lines = table.lines;
  sheet.lines.insert(sheet.lines.begin(), sheet.name);
  sheet.columns = table.columns;
  sheet.widths = {18, 18, 12, 28, 9, 16, 12, 14, 10, 12};
  for (const LandTableRow& row : table.rows) {
    io::BookRow out;
    out.strong = row.kind == Kind::plot || row.kind == Kind::sum;
    const auto real = [&](const std::optional<double>& value, double by, int decimals) {
      io::BookCell cell;
      if (value) cell.value = *value / by;
      cell.decimals = decimals;
      out.cells.push_back(cell);
    };
    for (const std::string* text : {&row.plot, &row.layer, &row.code, &row.name}) {
      out.cells.emplace_back();
      if (!text->empty()) out.cells.back().value = *text;
    }
    out.cells.emplace_back();
    if (row.count) out.cells.back().value = *row.count;
    real(row.area, 1, 2);
    real(row.area, query::kSquareMetresOfAHectare, 4);
    real(row.area, query::kSquareMetresOfAMu, 3);
    real(row.share, 0.01, 2);
    real(row.length, 1, 2);
    sheet.rows.push_back(std::move(out));
  }
  return sheet;
}

}  // namespace gis::city
