#include "ui/map/case_text.h"

#include "gis_core/base/clock.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/check_words.h"
#include "gis_core/city/codes.h"
#include "ui/map/sheet_parts.h"

namespace gis::ui {

QString caseStateText(const std::string& state, bool chinese) {
  const city::CaseState* known = city::CaseRules::shipped().state(state);
  if (known == nullptr) return QString::fromStdString(state);
  return QString::fromStdString(chinese ? city::inCheckWords(known->zh) : known->en);
}

QString categoryText(const std::string& system, const std::string& kind, const std::string& code,
                     const std::string& nameZh, bool chinese) {
  if (!chinese) {
    for (const auto wanted : {city::CategoryKind::matter, city::CategoryKind::component, city::CategoryKind::event}) {
      if (city::categoryKindName(wanted) != kind) continue;
      if (const city::Category* known = city::CodeTables::current().category(system, wanted, code)) {
        return QString::fromStdString(code + " " + known->en);
      }
    }
  }
  return QString::fromStdString(code + " " + nameZh);
}

QString photoStageText(const std::string& stage, bool chinese) {
  if (stage == "report") return said(chinese, "上报", "reported");
  if (stage == "verify")
    return chinese ? QString::fromStdString(city::inCheckWords("核实")) : QStringLiteral("verified");
  if (stage == "handle") return said(chinese, "处置", "handled");
  if (stage == "check") return chinese ? QString::fromStdString(city::inCheckWords("核查")) : QStringLiteral("checked");
  return QString::fromStdString(stage);
}

QString cityTimeText(const std::string& isoUtc) {
  if (isoUtc.empty()) return {};
  QString text = QString::fromStdString(toIsoWithOffset(parseIso(isoUtc, 0), kCityOffsetMinutes)).left(16);
  text[10] = QLatin1Char(' ');
  return text;
}

QString printedNote(const QString& by, bool chinese) {
  QString note = said(chinese, "打印：", "Printed: ") + cityTimeText(toIsoUtc(utcNow()));
  if (!by.isEmpty()) note += QStringLiteral("  ") + by;
  return note;
}

bool isOverdue(const city::Incident& incident) {
  const city::CaseState* state = city::CaseRules::shipped().state(incident.state);
  if (incident.deadline.empty() || (state != nullptr && state->terminal)) return false;
  return parseIso(incident.deadline, 0) < utcNow();
}

}  // namespace gis::ui
