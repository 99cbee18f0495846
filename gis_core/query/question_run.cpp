#include "gis_core/query/question_run.h"

#include <chrono>

#include "gis_core/base/error.h"
#include "gis_core/query/layer_origin.h"
#include "gis_core/query/question_answer.h"

namespace gis::query {

namespace {

class QuestionRunner {
 public:
  QuestionRunner(const store::CityDatabase& city, OriginNote& origin, Progress& progress)
      : m_city(city), m_origin(origin), m_progress(progress) {}

  QuestionOutcome operator()(const Ask& ask) {
    const auto begun = std::chrono::steady_clock::now();
    if (ask.target.kind == Target::Kind::layer) {
      needName(ask.target.into);
      store::checkLayerName(ask.target.into);
    }
    QuestionOutcome out;
    m_origin.read(m_city.connection());
    out.found = answer(m_city.connection(), ask, m_progress);
    out.rows = std::int64_t(out.found->fids.size());
    if (!ask.figures.empty() || ask.target.kind == Target::Kind::figure || !ask.by.empty()) {
      out.figures = figuresOf(m_city.connection(), ask, *out.found, m_progress);
      // told with those that the conditions left out
      out.found->withoutGeometry += out.figures->withoutGeometry;
      out.found->broken += out.figures->broken;
    }
    out.withoutGeometry = out.found->withoutGeometry;
    out.broken = out.found->broken;
    out.undecided = out.found->undecided;
    if (ask.target.kind == Target::Kind::layer) {
      out.rows = writeSelected(m_city, *out.found, ask.target.fields, ask.target.into, m_progress, &m_origin);
      out.into = ask.target.into;
    }
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return out;
  }
  QuestionOutcome operator()(const JoinQuery& q) { return made(q, join(m_city, named(q), m_progress, &m_origin)); }
  QuestionOutcome operator()(const OverlayQuery& q) {
    return made(q, overlay(m_city, named(q), m_progress, &m_origin));
  }
  QuestionOutcome operator()(const BufferQuery& q) { return made(q, buffer(m_city, named(q), m_progress, &m_origin)); }
  QuestionOutcome operator()(const DissolveQuery& q) {
    return made(q, dissolve(m_city, named(q), m_progress, &m_origin));
  }
  QuestionOutcome operator()(const AggregateQuery& q) {
    return made(q, aggregate(m_city, named(q), m_progress, &m_origin));
  }

 private:
  static void needName(const std::string& into) {
    if (!into.empty()) return;
    throw Error(ErrorCode::usage, GIS_TR("the question cannot be asked"), GIS_TR("the new layer has no name"),
                GIS_TR("give it one (--into)"));
  }
  template <class Query>
  static const Query& named(const Query& q) {
    needName(q.into);
    return q;
  }
  template <class Query, class Result>
  static QuestionOutcome made(const Query&, const Result& result) {
    QuestionOutcome out;
    out.into = result.into;
    out.rows = result.rows;
    out.withoutGeometry = result.withoutGeometry;
    out.broken = result.broken;
    out.seconds = result.seconds;
    if constexpr (requires { result.undecided; }) out.undecided = result.undecided;
    if constexpr (requires { result.repaired; }) out.repaired = result.repaired;
    if constexpr (requires { result.setAside; }) {
      out.setAside = result.setAside;
      out.setAsideTable = result.setAsideTable;
    }
    return out;
  }

  const store::CityDatabase& m_city;
  OriginNote& m_origin;
  Progress& m_progress;
};

}  // namespace

QuestionOutcome runQuestion(const store::CityDatabase& city, const Question& question, const std::string& actor,
                            Progress& progress) {
  OriginNote origin(question, actor);
  QuestionRunner run(city, origin, progress);
  return std::visit(run, question.what);
}

}  // namespace gis::query
