#include "app/cli/question_options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>

#include "app/cli/error_text.h"
#include "gis_core/base/error.h"
#include "gis_core/query/question_check.h"
#include "gis_core/query/question_parameters.h"
#include "gis_core/query/question_plan.h"
#include "gis_core/query/saved_questions.h"

namespace gis::cli {

namespace {

/// "12", "3,400", "1.2 million" are no better than digits: whole numbers.
std::string rowsText(double rows) {
  return fmt::format("{:.0f}", rows);
}
std::string secondsText(double seconds) {
  if (seconds < 0.0995) return fmt::format("{:.0f} ms", std::max(1.0, seconds * 1000));
  return fmt::format("{:.1f} s", seconds);
}

}  // namespace

void QuestionOptions::setup(CLI::App& app) {
  app.add_flag("--explain", m_explain, GIS_TR("Only tell how it would be answered, with estimates"));
  app.add_option("--save", m_save, GIS_TR("Only keep the question in the city under this name"))->type_name("NAME");
  app.add_flag("--replace-question", m_replace, GIS_TR("With --save: in place of the one of this name"));
}

bool QuestionOptions::handle(Context& context, const std::string& cityFile, const query::Question& question) const {
  if (m_replace && m_save.empty()) {
    throw Error(ErrorCode::usage, GIS_TR("wrong usage"), GIS_TR("--replace-question needs --save"));
  }
  if (m_explain) {
    const auto city = store::CityDatabase::open(cityFile, store::OpenMode::readOnly);
    city.connection().interruptOn(context.progress.token());
    printExplanation(context, city.connection(), question);
  }
  if (m_save.empty()) return m_explain;
  const auto city = store::CityDatabase::open(cityFile);
  std::vector<store::LayerInfo> layers;
  for (const std::string& layer : query::layersOf(question))
    layers.push_back(store::layerByName(city.connection(), layer));
  query::Question kept = question;
  query::declareParameters(kept, layers);
  query::checkQuestion(city.connection(), kept, context.progress.token());
  query::saveQuestion(city, m_save, kept, context.operatorName, m_replace);
  if (m_explain) return true;
  if (!context.json) {
    print(textIn({GIS_TR("saved as {0}"), {m_save}}, context.language) + "\n");
    return true;
  }
  JsonWriter json;
  json.beginObject().member("saved", m_save).endObject().finish();
  return true;
}

namespace {

std::string lineText(const query::PlanLine& line, const std::string& language) {
  Message text = line.text;
  if (!line.word.empty() && !text.args.empty()) text.args.front() = textIn(line.word, language);
  return textIn(text, language);
}

}  // namespace

void printExplanation(Context& context, const store::Connection& c, const query::Question& question) {
  const query::Explanation plan = query::explain(c, question, context.progress.token());
  if (context.json) {
    JsonWriter json;
    json.beginObject().key("plan").beginArray();
    for (const query::PlanLine& line : plan.lines) {
      json.beginObject().member("step", line.step).member("text", lineText(line, context.language));
      json.member("depth", line.depth).memberOrNull("other", line.other).memberOrNull("tree", line.tree);
      json.member("rows", std::round(line.rows)).member("pairs", std::round(line.pairs));
      json.member("seconds", line.seconds).endObject();
    }
    json.endArray().member("rows", std::round(plan.rows)).member("seconds", plan.seconds);
    json.member("estimates_from", plan.fromSnapshots ? "snapshots" : "city").endObject().finish();
    return;
  }
  int number = 0;
  for (const query::PlanLine& line : plan.lines) {
    std::string text(std::size_t(line.depth) * 2, ' ');
    text += fmt::format("{}. {}\n", ++number, lineText(line, context.language));
    text += std::string(std::size_t(line.depth) * 2 + 3, ' ');
    text += textIn({line.pairs > 0 ? GIS_TR("about {0} rows, {1} pairs of boxes, {2}") : GIS_TR("about {0} rows, {2}"),
                    {rowsText(line.rows), rowsText(line.pairs), secondsText(line.seconds)}},
                   context.language);
    print(text + "\n");
  }
  print(
      textIn({plan.fromSnapshots ? GIS_TR("in all about {0} rows in about {1} (estimates from the snapshots)")
                                 : GIS_TR("in all about {0} rows in about {1} (estimates from the trees in the city)"),
              {rowsText(plan.rows), secondsText(plan.seconds)}},
             context.language) +
      "\n");
}

}  // namespace gis::cli
