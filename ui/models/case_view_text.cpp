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
                                   ViewFlag{"open", &IncidentListFilter::openOnly},
                                   ViewFlag{"due_soon", &IncidentListFilter::dueSoon},
                                   ViewFlag{"reported_today", &IncidentListFilter::reportedToday},
                                   ViewFlag{"closed_today", &IncidentListFilter::closedToday}};

}  // namespace

QString caseViewText(const IncidentListFilter& filter) {
  QJsonObject view;
  for (const ViewText& one : kViewTexts) {
    if (!(filter.*one.member).isEmpty()) view[QLatin1String(one.name)] = filter.*one.member;
  }
  for (const ViewFlag& one : kViewFlags) {
    if (filter.*one.member) view[QLatin1String(one.name)] = true;
  }
  if (filter.reportedFrom != 0) view[QLatin1String("reported_from")] = filter.reportedFrom;
  if (filter.reportedTo != 0) view[QLatin1String("reported_to")] = filter.reportedTo;
  return QString::fromUtf8(QJsonDocument(view).toJson(QJsonDocument::Compact));
}

IncidentListFilter caseViewFromText(const QString& text) {
  const QJsonObject view = QJsonDocument::fromJson(text.toUtf8()).object();
  IncidentListFilter filter;
  for (const ViewText& one : kViewTexts) filter.*one.member = view[QLatin1String(one.name)].toString();
  for (const ViewFlag& one : kViewFlags) filter.*one.member = view[QLatin1String(one.name)].toBool();
  filter.reportedFrom = view[QLatin1String("reported_from")].toInteger();
  filter.reportedTo = view[QLatin1String("reported_to")].toInteger();
  return filter;
}

}  // namespace gis::ui
