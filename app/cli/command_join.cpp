// citydesk-cli join: attributes of one layer, or of a list, beside those of another.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "app/cli/question_options.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/io/table_file.h"
#include "gis_core/query/key_join.h"
#include "gis_core/query/layer_origin.h"
#include "gis_core/query/work_notes.h"
#include "gis_core/store/city.h"

namespace gis::cli {

namespace {

class JoinCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "join"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Attributes joined to a layer by place or by a code");
  }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("LEFT", m_left, GIS_TR("Layer whose features stay"))->required();
    app.add_option("RIGHT", m_right, GIS_TR("Layer, or with --on also a CSV or XLSX file"))->required();
    app.add_option("--relate", m_relate, GIS_TR("LEFT predicate RIGHT"))->type_name("PREDICATE");
    app.add_option("--within-distance", m_within, GIS_TR("At most so many metres apart"))->type_name("METRES");
    app.add_option("--nearest", m_nearest, GIS_TR("So many of RIGHT for each of LEFT"))->type_name("K");
    app.add_option("--max-distance", m_max, GIS_TR("With --nearest: no further than this"))->type_name("METRES");
    app.add_option("--on", m_on, GIS_TR("Field of LEFT = column of RIGHT"))->type_name("A=B");
    app.add_option("--normalise,--normalize", m_normalise,
                   GIS_TR("code: spaces, full width, hyphens, case and leading zeros do not count"))
        ->type_name("code");
    app.add_option("--take", m_take, GIS_TR("Only these fields of RIGHT"))->type_name("A,B");
    app.add_option("--keep", m_keep, GIS_TR("all (default) or matched"))->type_name("WHICH");
    app.add_flag("--one", m_one, GIS_TR("Only the first partner of each feature"));
    app.add_option("--into", m_into, GIS_TR("Name of the new layer"))->type_name("NAME")->required();
    m_options.setup(app);
  }

  int run(Context& context) override {
    check();
    return m_on.empty() ? byPlace(context) : byKey(context);
  }

 private:
  [[noreturn]] static void usage(const char* why) { throw Error(ErrorCode::usage, GIS_TR("wrong usage"), why); }

  void check() const {
    const int kinds =
        int(!m_relate.empty()) + int(m_within.has_value()) + int(m_nearest.has_value()) + int(!m_on.empty());
    if (kinds != 1) usage(GIS_TR("give exactly one of --relate, --within-distance, --nearest and --on"));
    if (m_keep != "all" && m_keep != "matched") usage(GIS_TR("--keep takes all or matched"));
    if (m_max && !m_nearest) usage(GIS_TR("--max-distance needs --nearest"));
    if (m_nearest && *m_nearest < 1) usage(GIS_TR("--nearest needs a number of at least 1"));
    if (!m_normalise.empty() && m_on.empty()) usage(GIS_TR("--normalise needs --on"));
    if (!m_normalise.empty() && m_normalise != "code") usage(GIS_TR("--normalise takes code"));
    if (!m_on.empty() && m_one) usage(GIS_TR("--one belongs to a join by place"));
    if (!m_on.empty() && m_options.isGiven()) usage(GIS_TR("--explain and --save belong to a join by place"));
  }

  int byPlace(Context& context) {
    query::JoinQuery query;
    query.left = m_left;
    query.right = m_right;
    if (!m_relate.empty()) query.relation = geom::Relation::parse(m_relate);
    query.withinMetres = m_within;
    query.nearest = m_nearest.value_or(0);
    query.maxMetres = m_max;
    if (m_take) query.take = parseList(*m_take);
    query.keepAll = m_keep == "all";
    query.one = m_one;
    query.into = m_into;
    const query::Question question{{}, {}, query};
    if (m_options.handle(context, m_city, question)) return kDone;
    const store::CityDatabase city = store::CityDatabase::open(m_city);
    query::OriginNote origin(question, context.operatorName);
    const query::JoinResult result = query::join(city, query, context.progress, &origin);
    const auto tell = [&](std::int64_t count, const char* text) {
      if (count > 0) note(context, {text, {m_left, m_right, std::to_string(count)}});
    };
    tell(result.withoutGeometry, GIS_TR("features of {0} and {1} without geometry, which took no part: {2}"));
    tell(result.broken, GIS_TR("features of {0} and {1} with a broken geometry, which took no part: {2}"));
    tell(result.undecided, GIS_TR("pairs of features of {0} and {1} that could not be decided and count as no: {2}"));
    if (!context.json) {
      print(textIn({GIS_TR("{0} matched, {1} rows in {2}"),
                    {std::to_string(result.matched), std::to_string(result.rows), result.into}},
                   context.language) +
            "\n");
      return kDone;
    }
    JsonWriter json;
    json.beginObject().member("matched", result.matched).member("rows", result.rows).member("into", result.into);
    json.member("seconds", result.seconds).endObject().finish();
    return kDone;
  }

  int byKey(Context& context) {
    const auto start = std::chrono::steady_clock::now();
    const std::size_t equals = m_on.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == m_on.size()) {
      usage(GIS_TR("--on takes FIELD=COLUMN"));
    }
    const std::string leftField = m_on.substr(0, equals);
    const std::string rightColumn = m_on.substr(equals + 1);
    const store::CityDatabase city = store::CityDatabase::open(m_city);
    const store::Connection& c = city.connection();
    const store::LayerInfo left = store::layerByName(c, m_left);
    store::checkLayerName(m_into);
    if (store::layerExists(c, m_into)) {
      throw Error(ErrorCode::exists, {GIS_TR("layer \"{0}\" cannot be made"), {m_into}}, GIS_TR("the name is taken"),
                  GIS_TR("choose another name"));
    }
    store::KeyTable table = tableOfRight(c, context);
    if (m_take) keepColumns(table, rightColumn);
    query::KeyRule rule;
    rule.normalise = rule.ignoreLeadingZeros = m_normalise == "code";
    const query::KeyMatch match = query::matchKeys(c, left, leftField, table, rightColumn, rule, context.progress);
    const query::KeyJoinWords words{m_left,         leftField,       {},
                                    m_right,        rightColumn,     store::layerExists(c, m_right),
                                    rule.normalise, m_keep == "all", m_into};
    query::OriginNote origin(query::workOf(words), context.operatorName);
    const std::int64_t rows = query::writeKeyJoin(city, left, table, rightColumn, match, m_keep == "all", m_into,
                                                  context.progress, {}, &origin);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    report(context, match, rows, seconds.count());
    return kDone;
  }
  /// A layer of that name, else a file.
  [[nodiscard]] store::KeyTable tableOfRight(const store::Connection& c, Context& context) const {
    if (store::layerExists(c, m_right)) {
      return query::tableOfLayer(c, store::layerByName(c, m_right), context.progress.token());
    }
    const std::filesystem::path file = platform::pathFromUtf8(m_right);
    if (std::filesystem::exists(file)) return io::tableFromFile(file, {}, context.progress.token());
    throw Error(ErrorCode::notFound, {GIS_TR("\"{0}\" cannot be joined"), {m_right}},
                GIS_TR("there is no layer and no file of this name"));
  }
  void keepColumns(store::KeyTable& table, const std::string& key) const {
    std::vector<store::KeyTable::Column> kept;
    for (const std::string& name : parseList(*m_take)) {
      const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                      [&](const store::KeyTable::Column& column) { return column.name == name; });
      if (found == table.columns.end()) {
        throw Error(ErrorCode::noSuchField, {GIS_TR("\"{0}\" has no column \"{1}\""), {table.name, name}});
      }
      if (name != key) kept.push_back(*found);
    }
    for (store::KeyTable::Column& column : table.columns) {
      if (column.name == key) kept.insert(kept.begin(), std::move(column));
    }
    table.columns = std::move(kept);
  }
  void report(const Context& context, const query::KeyMatch& match, std::int64_t rows, double seconds) const {
    if (!context.json) {
      print(textIn({GIS_TR("{0} matched, {1} unmatched, {2} double, {3} rows in {4}"),
                    {std::to_string(match.matched), std::to_string(match.unmatched), std::to_string(match.doubles),
                     std::to_string(rows), m_into}},
                   context.language) +
            "\n");
      return;
    }
    JsonWriter json;
    json.beginObject().member("matched", match.matched).member("rows", rows).member("into", m_into);
    json.member("seconds", seconds).member("unmatched", match.unmatched).member("double", match.doubles);
    json.endObject().finish();
  }

  std::string m_city;
  std::string m_left;
  std::string m_right;
  std::string m_relate;
  std::optional<double> m_within;
  std::optional<int> m_nearest;
  std::optional<double> m_max;
  std::string m_on;
  std::string m_normalise;
  std::optional<std::string> m_take;
  std::string m_keep = "all";
  bool m_one = false;
  std::string m_into;
  QuestionOptions m_options;
};

}  // namespace

std::unique_ptr<Command> makeJoinCommand() {
  return std::make_unique<JoinCommand>();
}

}  // namespace gis::cli
