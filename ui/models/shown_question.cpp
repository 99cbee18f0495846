#include "ui/models/shown_question.h"

#include "gis_core/query/question_json.h"

namespace gis::ui {

namespace {

/// A word as a POSIX shell reads it back.
QString shellWord(const QString& text) {
  QString quoted = text;
  quoted.replace(QLatin1Char('\''), QLatin1String("'\\''"));
  return QLatin1Char('\'') + quoted + QLatin1Char('\'');
}

void limitToShown(std::vector<query::Condition>& where, const std::string& layer, const CitySession& session) {
  for (query::Condition& one : where) {
    if (auto* group = std::get_if<query::Group>(&one.test)) {
      // the filter of the layer stands before the group already
      for (query::Condition& member : group->of) {
        std::vector<query::Condition> alone{std::move(member)};
        limitToShown(alone, {}, session);
        member = std::move(alone.front());
      }
    } else if (auto* relation = std::get_if<query::RelationTest>(&one.test)) {
      limitToShown(relation->other.where, relation->other.layer, session);
    } else if (auto* distance = std::get_if<query::DistanceTest>(&one.test)) {
      limitToShown(distance->other.where, distance->other.layer, session);
    }
  }
  const store::LayerInfo* info = layer.empty() ? nullptr : session.layer(fromUtf8(layer));
  if (info != nullptr && !info->filter.empty()) {
    where.insert(where.begin(), query::Condition{query::SqlTest{info->filter, {}}});
  }
}

}  // namespace

query::Ask amongShown(const query::Ask& ask, const CitySession& session) {
  query::Ask shown = ask;
  limitToShown(shown.where, shown.layer, session);
  return shown;
}

QString questionCommandLine(const query::Question& question, const QString& name,
                            const std::map<std::string, std::string>& values, const CitySession& session) {
  const QString city = shellWord(session.city().name + QStringLiteral(".citydb"));
  if (name.isEmpty()) {
    return QStringLiteral("printf %s %1 | citydesk-cli query %2 run --file -")
        .arg(shellWord(fromUtf8(query::toJsonText(question))), city);
  }
  QString line = QStringLiteral("citydesk-cli query %1 run %2").arg(city, shellWord(name));
  for (const auto& [parameter, value] : values) {
    line += QStringLiteral(" --set ") + shellWord(fromUtf8(parameter + "=" + value));
  }
  return line;
}

}  // namespace gis::ui
