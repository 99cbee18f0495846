// citydesk-cli select: features of a layer that meet every condition.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/feature_output.h"
#include "app/cli/figure_line.h"
#include "app/cli/question_options.h"
#include "gis_core/base/error.h"
#include "gis_core/query/layer_origin.h"
#include "gis_core/query/question_answer.h"
#include "gis_core/query/question_run.h"
#include "gis_core/store/city.h"
#include "gis_core/store/read_only_sql.h"

namespace gis::cli {

namespace {

class SelectCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "select"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("Features of a layer that meet every condition"); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("LAYER", m_layer, GIS_TR("Layer"))->required();
    app.add_option("--where", m_where, GIS_TR("SQL condition on the layer's fields"))->type_name("SQL");
    app.add_option("--bbox", m_bbox, GIS_TR("The geometry meets this box"))->type_name("X1,Y1,X2,Y2");
    app.add_option("--crs", m_crs, GIS_TR("Coordinate system of --bbox (default: the city's)"))->type_name("CRS");
    m_app = &app;
    m_relateOption = app.add_option("--relate", m_relate, GIS_TR("LAYER predicate OTHER; may be given again"))
                         ->type_name("PREDICATE OTHER")
                         ->allow_extra_args(false);
    m_withinOption =
        app.add_option("--within-distance", m_within, GIS_TR("At most so many metres from OTHER; may be given again"))
            ->type_name("METRES OTHER")
            ->allow_extra_args(false);
    app.add_option("--other-where", m_otherWhere,
                   GIS_TR("SQL condition on OTHER: once for all of them, or once for each in turn (\"\": none)"))
        ->type_name("SQL")
        ->allow_extra_args(false);
    app.add_option("--fields", m_fields, GIS_TR("Only these fields"))->type_name("A,B");
    app.add_option("--limit", m_limit, GIS_TR("At most so many features"))->type_name("N");
    app.add_option("--geometry", m_geometry, GIS_TR("wkt, geojson or none"))->type_name("FORM");
    app.add_option("--into", m_into, GIS_TR("Write the features as a new layer"))->type_name("NAME");
    app.add_flag("--count", m_count, GIS_TR("Only how many"));
    app.add_option("--figures", m_figures,
                   GIS_TR("Only figures of them: count, sum:F, mean:F, min:F, max:F, area, length"))
        ->type_name("A,B");
    app.add_option(
           "--by", m_by,
           GIS_TR("The figures for each value of these fields; F:day, F:month … of a time; in:LAYER: for each zone"))
        ->type_name("F,G");
    m_options.setup(app);
  }

  [[nodiscard]] bool runsTypedSql() const override {
    return store::mayCallFunctions(m_where) ||
           std::any_of(m_otherWhere.begin(), m_otherWhere.end(), store::mayCallFunctions);
  }

  int run(Context& context) override {
    const GeometryForm form = parseGeometryForm(m_geometry);
    const query::SelectQuery query = checkedQuery();
    if (m_options.isGiven()) {
      const store::CityDatabase city = store::CityDatabase::open(m_city, store::OpenMode::readOnly);
      (void)m_options.handle(context, m_city, questionOf(withBox(query, city)));
      return kDone;
    }
    const bool writes = m_into.has_value();
    const store::CityDatabase city =
        store::CityDatabase::open(m_city, writes ? store::OpenMode::readWrite : store::OpenMode::readOnly);
    city.connection().interruptOn(context.progress.token());
    return answer(context, city, withBox(query, city), form);
  }

 private:
  [[noreturn]] static void usage(const char* what, const char* why) { throw Error(ErrorCode::usage, what, why); }

  /// What can be said wrong without opening anything.
  [[nodiscard]] query::SelectQuery checkedQuery() const {
    query::SelectQuery query;
    query.layer = m_layer;
    query.where = m_where;
    if (m_limit && *m_limit < 0) usage(GIS_TR("cannot read --limit"), GIS_TR("it must not be negative"));
    query.limit = m_limit.value_or(-1);
    if (m_count && m_into) usage(GIS_TR("wrong usage"), GIS_TR("--count and --into exclude each other"));
    if ((m_count || m_into || m_fields) && wantsFigures()) {
      usage(GIS_TR("wrong usage"), GIS_TR("--figures and --by exclude --count, --into and --fields"));
    }
    if (!m_otherWhere.empty() && m_relate.empty() && m_within.empty()) {
      usage(GIS_TR("wrong usage"), GIS_TR("--other-where needs --relate or --within-distance"));
    }
    for (const auto& [predicate, other] : m_relate) {
      query.relations.push_back({geom::Relation::parse(predicate), other, {}});
    }
    for (const auto& [metres, other] : m_within) query.distances.push_back({metres, other, {}});
    giveOtherWhere(query);
    if (!m_bbox.empty()) query.bbox = parseBox(m_bbox, "--bbox");
    return query;
  }
  /// One condition is for every OTHER; else each has its own, in the order of the line.
  void giveOtherWhere(query::SelectQuery& query) const {
    const std::size_t others = query.relations.size() + query.distances.size();
    if (m_otherWhere.empty()) return;
    if (m_otherWhere.size() != 1 && m_otherWhere.size() != others) {
      throw Error(ErrorCode::usage, GIS_TR("wrong usage"),
                  {GIS_TR("--other-where is given {0} times for {1} layers"),
                   {std::to_string(m_otherWhere.size()), std::to_string(others)}},
                  GIS_TR("give it once for all of them, or once for each in turn"));
    }
    // each stands there twice, for its word and for OTHER
    std::size_t next = 0, relationWords = 0, distanceWords = 0;
    const auto condition = [&] { return m_otherWhere.size() == 1 ? m_otherWhere.front() : m_otherWhere[next++]; };
    for (const CLI::Option* option : m_app->parse_order()) {
      if (option == m_relateOption && relationWords++ % 2 == 0) {
        query.relations.at(relationWords / 2).otherWhere = condition();
      } else if (option == m_withinOption && distanceWords++ % 2 == 0) {
        query.distances.at(distanceWords / 2).otherWhere = condition();
      }
    }
  }
  [[nodiscard]] query::SelectQuery withBox(query::SelectQuery query, const store::CityDatabase& city) const {
    if (query.bbox) query.bboxCrs = m_crs.empty() ? city.crs() : crs::Crs::parse(m_crs);
    return query;
  }
  [[nodiscard]] bool wantsFigures() const { return !m_figures.empty() || !m_by.empty(); }
  [[nodiscard]] std::optional<std::vector<std::string>> fields() const {
    if (!m_fields) return std::nullopt;
    return parseList(*m_fields);
  }

  /// The same as the one value of all questions.
  [[nodiscard]] query::Question questionOf(const query::SelectQuery& query) const {
    query::Question question;
    query::Ask ask = query::askOf(query);
    ask.target.fields = fields();
    if (wantsFigures()) {
      ask.figures = figuresOfLine(m_figures);
      ask.by = groupingsOfLine(m_by);
      ask.target.kind = query::Target::Kind::figure;
    }
    if (m_into) {
      ask.target.kind = query::Target::Kind::layer;
      ask.target.into = *m_into;
    }
    question.what = std::move(ask);
    return question;
  }

  int answer(Context& context, const store::CityDatabase& city, const query::SelectQuery& query, GeometryForm form) {
    const store::Connection& c = city.connection();
    const query::Question question = questionOf(query);
    const auto& ask = std::get<query::Ask>(question.what);
    (void)query::fieldsOf(store::layerByName(c, m_layer), fields());  // a misspelt name is said before the work
    if (m_count) {
      query::SelectResult told;
      const std::int64_t count = query::countAnswer(c, ask, context.progress, &told);
      tellLosses(context, told);
      printCount(context, count);
      return kDone;
    }
    if (wantsFigures()) {
      const query::QuestionOutcome outcome = query::runQuestion(city, question, context.operatorName, context.progress);
      tellLosses(context, *outcome.found);
      printFigures(context, outcome.rows, *outcome.figures);
      return kDone;
    }
    query::OriginNote origin(question, context.operatorName);
    if (m_into) origin.read(c);
    const query::SelectResult result = query::answer(c, ask, context.progress);
    tellLosses(context, result);
    if (m_into) {
      const std::int64_t rows = query::writeSelected(city, result, fields(), *m_into, context.progress, &origin);
      printCount(context, rows);
      return kDone;
    }
    printFeatures(context, c, result, fields(), form);
    return kDone;
  }
  std::string m_city;
  std::string m_layer;
  std::string m_where;
  std::string m_bbox;
  std::string m_crs;
  std::vector<std::pair<std::string, std::string>> m_relate;
  std::vector<std::pair<double, std::string>> m_within;
  std::vector<std::string> m_otherWhere;
  const CLI::App* m_app = nullptr;  // knows the order of the line
  const CLI::Option* m_relateOption = nullptr;
  const CLI::Option* m_withinOption = nullptr;
  std::optional<std::string> m_fields;
  std::optional<std::int64_t> m_limit;
  std::string m_geometry = "wkt";
  std::optional<std::string> m_into;
  bool m_count = false;
  std::string m_figures, m_by;
  QuestionOptions m_options;
};

}  // namespace

std::unique_ptr<Command> makeSelectCommand() {
  return std::make_unique<SelectCommand>();
}

}  // namespace gis::cli
