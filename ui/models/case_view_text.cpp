#include "ui/models/case_view_text.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <array>

namespace gis::ui {

namespace {

struct ViewText {
  const char* name;
  QString IncidentListFilter::*member;
};
constexpr std::array kViewTexts = {ViewText{"state", &IncidentListFilter::state},
                                   ViewText{"text", &IncidentListFilter::text},
                                   ViewText{"role", &IncidentListFilter::role},
                                   ViewText{"category", &IncidentListFilter::category},
                                   ViewText{"urgency", &IncidentListFilter::urgency},
                                   ViewText{"source", &IncidentListFilter::source},
                                   ViewText{"department", &IncidentListFilter::department},
                                   ViewText{"handler", &IncidentListFilter::handler},
                                   ViewText{"district", &IncidentListFilter::district},
                                   ViewText{"subdistrict", &IncidentListFilter::subdistrict},
                                   ViewText{"community", &IncidentListFilter::community},
                                   ViewText{"grid", &IncidentListFilter::grid}};

struct ViewFlag {
  const char* name;
  bool IncidentListFilter::*member;
};
constexpr std::array kViewFlags = {ViewFlag{"overdue", &IncidentListFilter::overdueOnly},
                                   ViewFlag{"due_today", &IncidentListFilter::dueToday},
                                   ViewFlag{"open", &IncidentListFilter::openOnly}};

}  // namespace

QString caseViewText(const IncidentListFilter& filter) {
  QJsonObject view;
  for (const ViewText& one : kViewTexts) {
    if (!(filter.*one.member).isEmpty()) view[QLatin1String(one.name)] = filter.*one.member;
  }
  for (const ViewFlag& one : kViewFlags) {
    if (filter.*one.member) view[QLatin1String(one.name)] = true;
  }
  return QString::fromUtf8(QJsonDocument(view).toJson(QJsonDocument::Compact));
}

IncidentListFilter caseViewFromText(const QString& text) {
  const QJsonObject view = QJsonDocument::fromJson(text.toUtf8()).object();
  IncidentListFilter filter;
  for (const ViewText& one : kViewTexts) filter.*one.member = view[QLatin1String(one.name)].toString();
  for (const ViewFlag& one : kViewFlags) filter.*one.member = view[QLatin1String(one.name)].toBool();
  return filter;
}

}  // namespace gis::ui
