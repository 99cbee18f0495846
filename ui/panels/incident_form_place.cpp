// What follows from the place of an incident, in its form.
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <algorithm>

#include "gis_core/city/kept_desk.h"
#include "gis_core/city/responsible.h"
#include "gis_core/crs/coordinate_text.h"
#include "ui/models/incident_model.h"
#include "ui/panels/case_steps.h"
#include "ui/panels/incident_form.h"

namespace gis::ui {

namespace {

QString codeAndName(const std::optional<city::PlaceHit>& hit) {
  return hit ? fromUtf8(hit->name.empty() ? hit->code : hit->name + "  " + hit->code) : QString();
}

QString metresText(double metres) {
  return QLocale().toString(metres, 'f', 1) + QStringLiteral(" m");
}

QString componentText(const city::Place& place) {
  if (!place.component) return {};
  return codeAndName(place.component->hit) + QStringLiteral("  ") +
         IncidentForm::tr("%1 away, class %2").arg(metresText(place.component->metres), fromUtf8(place.componentClass));
}

/// What lies beyond borders that are near, a line each.
QString secondText(const city::Place& place) {
  const std::pair<QString, const std::optional<city::NearHit>*> all[] = {
      {IncidentForm::tr("Unit grid"), &place.secondGrid},
      {IncidentForm::tr("Duty grid"), &place.secondDutyGrid},
      {IncidentForm::tr("Community"), &place.secondCommunity},
      {IncidentForm::tr("Subdistrict"), &place.secondSubdistrict},
      {IncidentForm::tr("District"), &place.secondDistrict}};
  QStringList lines;
  for (const auto& [title, second] : all) {
    if (!*second) continue;
    lines << QStringLiteral("%1: %2 (%3)").arg(title, codeAndName((*second)->hit), metresText((*second)->metres));
  }
  if (lines.isEmpty()) return {};
  return QStringLiteral("⚠ ") + IncidentForm::tr("Near a border; it may also be:") + QLatin1Char('\n') +
         lines.join(QLatin1Char('\n'));
}

}  // namespace

void IncidentForm::placeAt(geom::MapPoint at) {
  if (m_saving) return;
  // A click begins a new report, unless a kept case is being moved.
  if (m_case && !m_moving && holdsUnsaved()) {
    m_status->setText(tr("Save or close this case first."));
    return;
  }
  if (m_case && !m_moving) clear();
  m_at = at;
  sayTitle();
  if (m_case) m_status->setText(tr("Save moves the case here."));
  checkPhotos();
  lookPlaceUp();
  updateState();
  Q_EMIT placeChanged();
  if (!m_case && m_category == nullptr) m_categoryEdit->setFocus();
}

void IncidentForm::lookPlaceUp() {
  const quint64 number = ++m_lookUp;
  const geom::MapPoint at = *m_at;
  m_session.read(
      tr("What is at this place"),
      [at](const store::CityDatabase& city, Progress&) { return city::keptDesk(city).places().around(at); }, this,
      [this, number](const city::Place& place) {
        if (number == m_lookUp) showPlace(place);
      });
}

void IncidentForm::showPlace(const city::Place& place) {
  m_place = place;
  const QString texts[placeRows] = {
      codeAndName(place.grid),
      codeAndName(place.dutyGrid),
      codeAndName(place.community),
      codeAndName(place.subdistrict),
      codeAndName(place.district),
      place.parcel ? fromUtf8(place.parcel->code) : QString(),
      fromUtf8(place.roadName()),
      componentText(place),
      {},
      fromUtf8(crs::formatMap(place.at)),
      place.degrees ? fromUtf8(crs::formatDegrees(*place.degrees)) : QString(),
      m_case ? cityTimeText(m_case->reportedAt) : cityTimeText(toIsoUtc(utcNow())),
  };
  for (int i = 0; i < placeRows; ++i)
    m_places[std::size_t(i)].second->setText(texts[i].isEmpty() ? QStringLiteral("–") : texts[i]);
  const QString second = secondText(place);
  m_second->setText(second);
  m_second->setVisible(!second.isEmpty());
  if (!m_case && (m_address->text().isEmpty() || m_address->text() == m_foundAddress)) {
    m_foundAddress = fromUtf8(place.addressText());
    m_address->setText(m_foundAddress);
  }
  const auto layers = m_session.layers();
  const bool divided = std::any_of(layers->begin(), layers->end(), [](const auto& l) { return l.role == "district"; });
  if (!m_case && divided && !place.district && !place.subdistrict && !place.community)
    m_status->setText(tr("This place lies outside all districts of the city."));
  askUnit();
}

void IncidentForm::askUnit() {
  QLabel* value = m_places[unitRow].second;
  const quint64 number = ++m_unitLook;
  const city::Category* category = m_category;
  if (category == nullptr && m_case) {
    for (const auto kind : {city::CategoryKind::matter, city::CategoryKind::component, city::CategoryKind::event}) {
      if (city::categoryKindName(kind) != m_case->kind) continue;
      category = city::CodeTables::current().category(m_case->codeSystem, kind, m_case->category);
    }
  }
  if (category == nullptr || !m_place) {
    value->setText(m_at ? tr("follows from the category") : QStringLiteral("–"));
    return;
  }
  m_session.read(
      tr("Responsible unit"),
      [category, place = *m_place](const store::CityDatabase& city, Progress&) {
        return city::responsibleUnit(city, *category, place);
      },
      this,
      [this, number, value](const city::ResponsibleUnit& unit) {
        if (number != m_unitLook) return;
        const QString rule = unit.rule == "owner_first" ? tr("owner first") : tr("territory first");
        value->setText(unit.name.empty() ? QStringLiteral("–") + QStringLiteral(" (%1)").arg(rule)
                                         : tr("%1 (%2)").arg(fromUtf8(unit.name), rule));
        m_steps->setResponsible(fromUtf8(unit.name));
      });
}

}  // namespace gis::ui
