// citydesk-cli landcheck: what lies on plots of land, by layer and class.
#include <CLI/CLI.hpp>
#include <cmath>
#include <optional>
#include <span>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "app/cli/map_options.h"
#include "app/cli/value_json.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/class_names.h"
#include "gis_core/city/land_table.h"
#include "gis_core/io/answer_file.h"
#include "gis_core/io/area_file.h"
#include "gis_core/io/table_book.h"
#include "gis_core/query/work_notes.h"
#include "gis_core/store/city.h"
#include "gis_core/store/read_only_sql.h"
#include "gis_core/store/value_text.h"
#include "ui/map/case_text.h"
#include "ui/map/land_sheet.h"

namespace gis::cli {

namespace {

constexpr std::size_t kMostFaultsTold = 5;      // --json has more
constexpr std::size_t kMostFaultsListed = 100;  // in the JSON

class LandCheckCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "landcheck"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("What lies on plots of land, with areas that add up");
  }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("--plots", m_query.plotLayer, GIS_TR("Layer of areas whose features are the plots"))
        ->type_name("LAYER");
    app.add_option("--plots-where", m_query.plotWhere, GIS_TR("SQL condition on the plots' fields"))->type_name("SQL");
    app.add_option("--plot", m_query.plotFids, GIS_TR("Only this feature of the plots; may be given again"))
        ->type_name("ID")
        ->allow_extra_args(false);
    app.add_option("--plot-name", m_query.plotName, GIS_TR("Field with the names of the plots"))->type_name("FIELD");
    app.add_option("--wkt", m_wkt, GIS_TR("A plot as well-known text; may be given again"))
        ->type_name("WKT")
        ->allow_extra_args(false);
    app.add_option("--points", m_points, GIS_TR("A plot by its corners; may be given again"))
        ->type_name("X,Y;X,Y;…")
        ->allow_extra_args(false);
    app.add_option("--file", m_file, GIS_TR("File of plots: DXF, SHP, boundary-point TXT and the like"))
        ->type_name("FILE");
    app.add_option("--encoding", m_encoding, GIS_TR("Encoding of texts in the file"))->type_name("NAME");
    app.add_option("--crs", m_crs, GIS_TR("Coordinate system of the plots given (default: the file's or the city's)"))
        ->type_name("CRS");
    app.add_option("--against", m_against,
                   GIS_TR("Layer to check against, with the field of its classes; may be given again"))
        ->type_name("LAYER[:FIELD]")
        ->allow_extra_args(false)
        ->required();
    app.add_option("--against-where", m_againstWhere,
                   GIS_TR("SQL condition on the first layer to check against, then on the second, and so on"))
        ->type_name("SQL")
        ->allow_extra_args(false);
    app.add_option("--area", m_area, GIS_TR("plane (default) or ellipsoid"))->type_name("KIND");
    app.add_option("--into", m_query.into, GIS_TR("Write the parts as a new layer"))->type_name("NAME");
    app.add_option("--xlsx", m_xlsx, GIS_TR("Write the table as a spreadsheet"))->type_name("FILE");
    app.add_option("--pdf", m_pdf, GIS_TR("Write plots and table as a sheet to print"))->type_name("FILE");
    app.add_option("--heading", m_heading, GIS_TR("First line of the sheet"))->type_name("TEXT");
    app.add_option("--layers", m_map.layers,
                   GIS_TR("Layers of the sheet's map, bottom to top (default: the visible ones)"))
        ->type_name("A,B");
    app.add_flag("--overwrite", m_overwrite, GIS_TR("Replace the files that are there"));
  }

  [[nodiscard]] bool runsTypedSql() const override {
    return store::mayCallFunctions(m_query.plotWhere) ||
           std::any_of(m_againstWhere.begin(), m_againstWhere.end(), store::mayCallFunctions);
  }

  int run(Context& context) override {
    check();
    const store::CityDatabase city = store::CityDatabase::open(
        m_city, m_query.into.empty() ? store::OpenMode::readOnly : store::OpenMode::readWrite);
    city.connection().interruptOn(context.progress.token());
    for (const std::string& against : m_against) m_query.themes.push_back(themeOf(city, against));
    for (std::size_t i = 0; i < m_againstWhere.size(); ++i) m_query.themes[i].where = m_againstWhere[i];
    readPlots(context, city);
    for (const std::string& file : {m_xlsx, m_pdf}) {  // said before the work
      if (!file.empty()) io::refuseTarget(city, platform::pathFromUtf8(file), m_overwrite);
    }
    m_query.keepsShapes = !m_pdf.empty();
    query::OriginNote origin(query::workOf(m_query), context.operatorName);
    const query::LandCheckResult result = query::landCheck(city, m_query, context.progress, &origin);
    const city::Say say = [&](const Message& message) { return textIn(message, context.language); };
    const city::LandTable table = city::landTable(result, wantsChinese(context.language), say);
    if (!m_xlsx.empty()) {
      io::writeBook(city, platform::pathFromUtf8(m_xlsx), {city::landSheet(table, say)}, m_overwrite);
    }
    if (!m_pdf.empty()) writeSheet(context, city, result, table);
    for (std::size_t i = 0; i < std::min(kMostFaultsTold, result.setAside.size()); ++i) {
      const query::LandCheckResult::SetAside& one = result.setAside[i];
      if (one.layer.empty()) {
        note(context, {GIS_TR("plot {0} is set aside"), {std::to_string(one.fid)}}, one.reason);
      } else {
        note(context, {GIS_TR("feature {1} of {0} is set aside"), {one.layer, std::to_string(one.fid)}}, one.reason);
      }
    }
    if (context.json) {
      writeJson(result, wantsChinese(context.language));
    } else {
      writeText(table);
    }
    return result.setAside.empty() && m_unreadable == 0 ? kDone : kPartly;
  }

 private:
  [[noreturn]] static void usage(const char* why) { throw Error(ErrorCode::usage, GIS_TR("wrong usage"), why); }

  void check() {
    const int kinds = int(!m_query.plotLayer.empty()) + int(!m_wkt.empty() || !m_points.empty()) + int(!m_file.empty());
    if (kinds != 1) usage(GIS_TR("name the plots in one way: --plots, --wkt and --points, or --file"));
    const bool ofLayer = !m_query.plotWhere.empty() || !m_query.plotFids.empty() || !m_query.plotName.empty();
    if (m_query.plotLayer.empty() && ofLayer) usage(GIS_TR("--plot, --plots-where and --plot-name need --plots"));
    if (!m_query.plotLayer.empty() && !m_crs.empty())
      usage(GIS_TR("a layer knows its coordinate system: leave --crs out"));
    if (m_area != "plane" && m_area != "ellipsoid") usage(GIS_TR("--area takes plane or ellipsoid"));
    if (m_againstWhere.size() > m_against.size()) usage(GIS_TR("there are more --against-where than --against"));
    m_query.area = m_area == "plane" ? crs::AreaKind::plane : crs::AreaKind::ellipsoid;
  }
  /// LAYER, or LAYER:FIELD; a layer may have a colon in its name.
  static query::LandTheme themeOf(const store::CityDatabase& city, const std::string& text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos || store::layerExists(city.connection(), text)) return {text, {}, {}};
    return {text.substr(0, colon), text.substr(colon + 1), {}};
  }
  void readPlots(const Context& context, const store::CityDatabase& city) {
    if (!m_crs.empty()) m_query.plotsCrs = crs::Crs::parse(m_crs);
    for (const std::string& wkt : m_wkt) m_query.plots.push_back({{}, geom::fromWkt(wkt)});
    for (const std::string& points : m_points) m_query.plots.push_back({{}, ringOf(points)});
    if (m_file.empty()) return;
    io::FileAreas read = io::areasFromFile(platform::pathFromUtf8(m_file), m_encoding, context.progress.token());
    if (read.others > 0) {
      note(context,
           {GIS_TR("{1} shapes of {0} are no areas and were left out"), {m_file, std::to_string(read.others)}});
    }
    for (const Message& finding : read.findings) note(context, finding);
    m_unreadable = read.unreadable;
    for (io::FileArea& area : read.areas) m_query.plots.push_back({std::move(area.name), std::move(area.wkb)});
    if (m_query.plots.empty()) {
      throw Error(ErrorCode::invalidValue, {GIS_TR("there is no plot in {0}"), {m_file}},
                  GIS_TR("it holds neither areas nor closed lines"));
    }
    if (m_crs.empty()) m_query.plotsCrs = read.crs;
    if (!m_query.plotsCrs.isKnown()) {
      note(context, {GIS_TR("{0} does not name its coordinate system: that of the city, {1}, is taken"),
                     {m_file, city.crs().name()}});
    }
  }
  /// "X,Y;X,Y;…" as a closed ring.
  static geom::Bytes ringOf(const std::string& text) {
    std::vector<geom::MapPoint> ring;
    std::size_t start = 0;
    while (start < text.size()) {
      const std::size_t end = std::min(text.find(';', start), text.size());
      if (const std::string one = text.substr(start, end - start); one.find_first_not_of(' ') != std::string::npos) {
        ring.push_back(parsePoint(one, "--points"));
      }
      start = end + 1;
    }
    if (ring.size() < 3) {
      throw Error(ErrorCode::usage, {GIS_TR("cannot read {0} \"{1}\""), {"--points", text}},
                  GIS_TR("an area has at least three corners"), GIS_TR("write it as X,Y;X,Y;X,Y, east first"));
    }
    if (!(ring.front() == ring.back())) ring.push_back(ring.front());
    return geom::polygonWkb(ring);
  }
  void writeSheet(Context& context, const store::CityDatabase& city, const query::LandCheckResult& result,
                  const city::LandTable& table) const {
    startOffscreenGui();
    const auto scene = m_map.load(city, context);
    ui::LandSheet sheet;
    sheet.heading = QString::fromStdString(m_heading);
    sheet.table = table;
    sheet.plots = ui::landSheetPlots(result, scene->crs);
    sheet.printed = ui::printedNote(QString::fromStdString(context.operatorName), wantsChinese(context.language));
    sheet.chinese = wantsChinese(context.language);
    const QByteArray bytes = ui::LandSheetPages(sheet).pdf(*scene, context.progress);
    io::writeAnswer(city, platform::pathFromUtf8(m_pdf),
                    std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))), m_overwrite);
  }

  static void writeText(const city::LandTable& table) {
    const auto line = [](const std::vector<std::string>& cells) {
      std::string text;
      for (const std::string& cell : cells) text += (text.empty() && &cell == &cells.front() ? "" : "\t") + cell;
      print(text + "\n");
    };
    for (const std::string& text : table.lines) print(text + "\n");
    line(table.columns);
    for (const city::LandTableRow& row : table.rows) line(table.cells(row));
  }

  static void addArea(JsonWriter& json, const std::string& name, double area) {
    json.member(name, area);
    json.member(name + "_ha", area / query::kSquareMetresOfAHectare);
    json.member(name + "_mu", area / query::kSquareMetresOfAMu);
  }
  void writeJson(const query::LandCheckResult& result, bool chinese) const {
    JsonWriter json;
    json.beginObject().member("area_kind", m_area).memberOrNull("crs", result.crs.identifier());
    json.key("plots").beginArray();
    std::size_t row = 0;
    std::size_t balance = 0;
    for (std::uint32_t plot = 0; plot < result.plots.size(); ++plot) {
      json.beginObject().member("id", result.plots[plot].fid).member("name", result.plots[plot].name);
      addArea(json, "area", result.plots[plot].area);
      json.key("layers").beginArray();
      for (std::uint32_t theme = 0; theme < result.themes.size(); ++theme) {
        addTheme(json, result, plot, theme, row, balance, chinese);
      }
      json.endArray().endObject();
    }
    json.endArray().member("plots_without_area", result.plotsWithoutArea);
    json.member("plots_repaired", result.plotsRepaired).member("plots_unreadable", m_unreadable);
    json.member("set_aside", result.setAside.size()).key("set_aside_features").beginArray();
    for (std::size_t i = 0; i < std::min(kMostFaultsListed, result.setAside.size()); ++i) {
      const query::LandCheckResult::SetAside& one = result.setAside[i];
      json.beginObject().memberOrNull("layer", one.layer).member("id", one.fid);
      json.member("reason", one.reason.str()).endObject();
    }
    json.endArray().memberOrNull("into", result.into).member("rows", result.rowsInto);
    json.memberOrNull("xlsx", m_xlsx).memberOrNull("pdf", m_pdf).member("seconds", result.seconds).endObject().finish();
  }
  static void addTheme(JsonWriter& json, const query::LandCheckResult& result, std::uint32_t plot, std::uint32_t theme,
                       std::size_t& row, std::size_t& balance, bool chinese) {
    const query::LandCheckResult::Theme& info = result.themes[theme];
    const std::string system = city::codeSystemOf(info.layer, info.field);
    json.beginObject().member("layer", info.layer.name).memberOrNull("field", info.field);
    json.memberOrNull("code_system", system).key("classes").beginArray();
    for (; row < result.rows.size() && result.rows[row].plot == plot && result.rows[row].theme == theme; ++row) {
      const query::LandCheckResult::Row& one = result.rows[row];
      const city::ClassName name = city::classNameOf(system, store::textOf(one.value));
      json.beginObject().key("value");
      writeCell(json, one.value,
                info.field.empty() ? store::FieldType::text : store::requireField(info.layer, info.field).type);
      json.memberOrNull("name", chinese ? name.zh : name.en).member("count", one.count);
      if (info.dimension == 2) {
        addArea(json, "area", one.area);
        json.member("share", one.share);
      }
      if (info.dimension == 1) json.member("length", one.length);
      json.endObject();
    }
    json.endArray();
    if (balance < result.balances.size() && result.balances[balance].plot == plot &&
        result.balances[balance].theme == theme) {
      const query::LandCheckResult::Balance& sum = result.balances[balance++];
      json.member("sum", sum.sum).member("uncovered", sum.uncovered).member("repeated", sum.repeated);
      json.member("gap", sum.gap).member("undecided", sum.undecided);
    }
    json.endObject();
  }

  std::string m_city;
  query::LandCheckQuery m_query;
  std::vector<std::string> m_wkt, m_points, m_against, m_againstWhere;
  std::string m_file, m_encoding = "auto", m_crs, m_area = "plane", m_xlsx, m_pdf, m_heading;
  MapOptions m_map;
  std::int64_t m_unreadable = 0;  // shapes of the file
  bool m_overwrite = false;
};

}  // namespace

std::unique_ptr<Command> makeLandCheckCommand() {
  return std::make_unique<LandCheckCommand>();
}

}  // namespace gis::cli
