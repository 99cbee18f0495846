// citydesk-cli query: questions kept in the city, and where result layers come from.
#include <CLI/CLI.hpp>
#include <iostream>
#include <iterator>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "app/cli/feature_output.h"
#include "app/cli/figure_line.h"
#include "app/cli/question_options.h"
#include "app/cli/value_json.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/query/layer_origin.h"
#include "gis_core/query/question_answer.h"
#include "gis_core/query/question_check.h"
#include "gis_core/query/question_json.h"
#include "gis_core/query/question_parameters.h"
#include "gis_core/query/question_run.h"
#include "gis_core/query/saved_questions.h"
#include "gis_core/store/city.h"

namespace gis::cli {

namespace {

std::string readStandardInput() {
  return {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
}

class QueryCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "query"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Questions kept in the city: list, show, save, run, remove; origin of a result layer");
  }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("ACTION", m_action, GIS_TR("list, show, save, run, remove or origin"))->required();
    app.add_option("NAME", m_name, GIS_TR("Name of the question; of origin: of the layer"));
    app.add_option("--file", m_file, GIS_TR("The question as JSON; - is standard input"))->type_name("FILE");
    app.add_option("--set", m_values, GIS_TR("Value of a parameter; may be given again"))
        ->type_name("PARAMETER=VALUE")
        ->allow_extra_args(false);
    app.add_option("--into", m_into, GIS_TR("Name of the new layer"))->type_name("NAME");
    app.add_option("--fields", m_fields, GIS_TR("Only these fields"))->type_name("A,B");
    app.add_option("--geometry", m_geometry, GIS_TR("wkt, geojson or none"))->type_name("FORM");
    app.add_flag("--count", m_count, GIS_TR("Only how many"));
    app.add_flag("--explain", m_explain, GIS_TR("Only tell how it would be answered, with estimates"));
    app.add_flag("--replace", m_replace, GIS_TR("With save: in place of the one of this name"));
  }

  /// A question from a file or the city may hold SQL; it is tried on a sample when it is saved.
  [[nodiscard]] bool runsTypedSql() const override { return m_action == "run" || m_action == "save"; }

  int run(Context& context) override {
    if (m_action == "list") return list(context);
    if (m_action == "show") return show(context);
    if (m_action == "save") return save(context);
    if (m_action == "run") return runOne(context);
    if (m_action == "remove") return remove(context);
    if (m_action == "origin") return origin(context);
    throw Error(ErrorCode::usage, {GIS_TR("cannot read ACTION \"{0}\""), {m_action}}, {},
                GIS_TR("write list, show, save, run, remove or origin"));
  }

 private:
  [[nodiscard]] store::CityDatabase open(bool writes) const {
    return store::CityDatabase::open(m_city, writes ? store::OpenMode::readWrite : store::OpenMode::readOnly);
  }
  void needName() const {
    if (m_name.empty()) throw Error(ErrorCode::usage, GIS_TR("wrong usage"), GIS_TR("NAME is missing"));
  }

  int list(const Context& context) const {
    const store::CityDatabase city = open(false);
    const auto all = query::listQuestions(city);
    if (!context.json) {
      for (const query::SavedQuestion& one : all) {
        print(one.name + "\t" + (one.question ? query::questionKind(*one.question) : "?") + "\t" +
              (one.trouble ? sentenceIn(*one.trouble, context.language) : one.question->title) + "\n");
      }
      return kDone;
    }
    JsonWriter json;
    json.beginObject().key("questions").beginArray();
    for (const query::SavedQuestion& one : all) {
      json.beginObject().member("name", one.name);
      json.memberOrNull("kind", one.question ? query::questionKind(*one.question) : "");
      json.memberOrNull("title", one.question ? one.question->title : "");
      json.key("layers").beginArray();
      if (one.question) {
        for (const std::string& layer : query::layersOf(*one.question)) json.value(layer);
      }
      json.endArray().key("parameters").beginArray();
      if (one.question) {
        for (const query::Parameter& parameter : one.question->parameters) json.value(parameter.name);
      }
      json.endArray().memberOrNull("saved_at", one.at).memberOrNull("saved_by", one.actor);
      json.memberOrNull("trouble", one.trouble ? sentenceIn(*one.trouble, context.language) : "").endObject();
    }
    json.endArray().endObject().finish();
    return kDone;
  }
  int show(const Context& context) const {
    needName();
    const store::CityDatabase city = open(false);
    const query::SavedQuestion one = query::questionNamed(city, m_name);
    if (!context.json) {
      print(query::toJsonText(*one.question, 2) + "\n");
      return kDone;
    }
    JsonWriter json;
    json.beginObject().member("name", one.name).key("question").raw(query::toJsonText(*one.question));
    json.memberOrNull("saved_at", one.at).memberOrNull("saved_by", one.actor).endObject().finish();
    return kDone;
  }
  [[nodiscard]] query::Question fromFile() const {
    const std::string text = m_file == "-" ? readStandardInput() : platform::readFile(platform::pathFromUtf8(m_file));
    return query::questionFromJson(text);
  }
  int save(const Context& context) const {
    needName();
    if (m_file.empty()) throw Error(ErrorCode::usage, GIS_TR("wrong usage"), GIS_TR("save needs --file"));
    const query::Question question = fromFile();
    const store::CityDatabase city = open(true);
    query::checkQuestion(city.connection(), question, context.progress.token());
    query::saveQuestion(city, m_name, question, context.operatorName, m_replace);
    if (context.json) {
      JsonWriter json;
      json.beginObject().member("saved", m_name).endObject().finish();
    } else {
      print(textIn({GIS_TR("saved as {0}"), {m_name}}, context.language) + "\n");
    }
    return kDone;
  }
  int remove(const Context& context) const {
    needName();
    const store::CityDatabase city = open(true);
    query::removeQuestion(city, m_name);
    if (context.json) {
      JsonWriter json;
      json.beginObject().member("removed", m_name).endObject().finish();
    } else {
      print(textIn({GIS_TR("removed {0}"), {m_name}}, context.language) + "\n");
    }
    return kDone;
  }

  [[nodiscard]] query::GivenValues values() const {
    query::GivenValues given;
    for (const std::string& one : m_values) {
      const std::size_t equals = one.find('=');
      if (equals == std::string::npos || equals == 0) {
        throw Error(ErrorCode::usage, {GIS_TR("cannot read --set \"{0}\""), {one}}, {},
                    GIS_TR("write PARAMETER=VALUE"));
      }
      given[one.substr(0, equals)] = one.substr(equals + 1);
    }
    return given;
  }
  /// The question with the values and the target of the line.
  [[nodiscard]] query::Question wanted() const {
    if (m_name.empty() == m_file.empty()) {
      throw Error(ErrorCode::usage, GIS_TR("wrong usage"), GIS_TR("run needs NAME or --file, one of the two"));
    }
    if (m_count && m_into) {
      throw Error(ErrorCode::usage, GIS_TR("wrong usage"), GIS_TR("--count and --into exclude each other"));
    }
    query::Question question = m_file.empty() ? *query::questionNamed(open(false), m_name).question : fromFile();
    question = query::withValues(question, values());
    if (m_into) query::setInto(question, *m_into);
    if (auto* ask = std::get_if<query::Ask>(&question.what)) {
      if (m_fields) ask->target.fields = parseList(*m_fields);
      if (m_count) {
        ask->target = {};
        ask->figures.clear();
        ask->by.clear();
      }
    }
    return question;
  }
  int runOne(Context& context) const {
    const GeometryForm form = parseGeometryForm(m_geometry);
    const query::Question question = wanted();
    const auto* ask = std::get_if<query::Ask>(&question.what);
    const bool writes = !m_explain && (ask == nullptr || ask->target.kind == query::Target::Kind::layer);
    const store::CityDatabase city = open(writes);
    city.connection().interruptOn(context.progress.token());
    if (m_explain) {
      printExplanation(context, city.connection(), question);
      return kDone;
    }
    if (m_count && ask != nullptr) {
      query::SelectResult told;
      const std::int64_t count = query::countAnswer(city.connection(), *ask, context.progress, &told);
      tellLosses(context, told);
      printCount(context, count);
      return kDone;
    }
    if (ask != nullptr) {
      (void)query::fieldsOf(store::layerByName(city.connection(), ask->layer), ask->target.fields);  // misspelt: now
    }
    const query::QuestionOutcome outcome = query::runQuestion(city, question, context.operatorName, context.progress);
    if (outcome.found) tellLosses(context, *outcome.found);
    if (!outcome.into.empty()) return printLayer(context, outcome);
    if (outcome.figures) {
      printFigures(context, outcome.rows, *outcome.figures);
    } else {
      printFeatures(context, city.connection(), *outcome.found, ask->target.fields, form);
    }
    return kDone;
  }
  static int printLayer(const Context& context, const query::QuestionOutcome& outcome) {
    const auto tell = [&](std::int64_t count, const char* text) {
      if (count > 0) note(context, {text, {outcome.into, std::to_string(count)}});
    };
    if (!outcome.found) {
      tell(outcome.withoutGeometry, GIS_TR("features without geometry, which took no part in {0}: {1}"));
      tell(outcome.broken, GIS_TR("features with a broken geometry, which took no part in {0}: {1}"));
      tell(outcome.undecided, GIS_TR("pairs of features that could not be decided and count as no in {0}: {1}"));
    }
    tell(outcome.repaired, GIS_TR("invalid features, which took part in {0} in their repaired form: {1}"));
    tell(outcome.setAside, GIS_TR("features that could not be computed and are left out of {0}: {1}"));
    tellSetAsideTable(context, outcome.setAsideTable);
    const int status = outcome.setAside > 0 ? kPartly : kDone;
    if (!context.json) {
      print(textIn({GIS_TR("{0} rows in {1}"), {std::to_string(outcome.rows), outcome.into}}, context.language) + "\n");
      return status;
    }
    JsonWriter json;
    json.beginObject().member("rows", outcome.rows).member("into", outcome.into).member("seconds", outcome.seconds);
    json.member("without_geometry", outcome.withoutGeometry).member("broken", outcome.broken);
    json.member("undecided", outcome.undecided).member("repaired", outcome.repaired);
    json.member("set_aside", outcome.setAside).memberOrNull("set_aside_table", outcome.setAsideTable);
    json.endObject().finish();
    return status;
  }

  int origin(const Context& context) const {
    needName();
    const store::CityDatabase city = open(false);
    const store::LayerInfo layer = store::layerByName(city.connection(), m_name);
    const auto origin = query::originOf(city, layer);
    if (!origin) {
      throw Error(ErrorCode::notFound, {GIS_TR("no question is known for layer \"{0}\""), {layer.name}},
                  GIS_TR("it was imported or made by hand, or by an older program"));
    }
    if (!context.json) {
      print(origin->question + "\n" + origin->at + "\t" + origin->actor + "\n");
      for (const query::OriginInput& input : origin->inputs) {
        print(input.name + "\t" + std::to_string(input.count) + "\t" +
              query::originStateWord(query::stateOf(city.connection(), input)) + "\n");
      }
      return kDone;
    }
    JsonWriter json;
    json.beginObject().member("layer", layer.name).key("question").raw(origin->question);
    json.member("made_at", origin->at).memberOrNull("made_by", origin->actor);
    json.member("state", query::originStateWord(query::stateOf(layer, *origin))).key("inputs").beginArray();
    for (const query::OriginInput& input : origin->inputs) {
      json.beginObject().member("layer", input.name).member("revision", input.revision).member("count", input.count);
      json.member("state", query::originStateWord(query::stateOf(city.connection(), input))).endObject();
    }
    json.endArray().endObject().finish();
    return kDone;
  }

  std::string m_city, m_action, m_name, m_file;
  std::vector<std::string> m_values;
  std::optional<std::string> m_into, m_fields;
  std::string m_geometry = "wkt";
  bool m_count = false, m_explain = false, m_replace = false;
};

}  // namespace

std::unique_ptr<Command> makeQueryCommand() {
  return std::make_unique<QueryCommand>();
}

}  // namespace gis::cli
