#include "ui/dialogs/overlay_dialog.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>

#include "gis_core/query/overlay.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"
#include "ui/models/shown_rows.h"

namespace gis::ui {

OverlayDialog::OverlayDialog(CitySession& session, const QString& layer, QWidget* parent)
    : NewLayerDialog(session, "overlay", parent) {
  setWindowTitle(tr("Overlay"));
  m_kind = named(new QComboBox(this), "overlayKindBox", tr("What is kept"));
  const std::pair<QString, query::OverlayKind> kinds[] = {
      {tr("what both have (intersection)"), query::OverlayKind::intersection},
      {tr("all of both, cut (union)"), query::OverlayKind::combined},
      {tr("what only the first layer has (difference)"), query::OverlayKind::difference},
      {tr("what only one of them has (symmetric difference)"), query::OverlayKind::symmetricDifference},
      {tr("all of the first layer, cut (identity)"), query::OverlayKind::identity}};
  for (const auto& [title, kind] : kinds) m_kind->addItem(title, QLatin1String(query::overlayKindName(kind)));
  m_other = named(new QComboBox(this), "overlayOtherBox", tr("Layer that cuts it"));
  m_otherWhere = named(new QLineEdit(this), "overlayOtherWhereEdit", tr("Condition on the layer that cuts it"));
  m_otherWhere->setClearButtonEnabled(true);
  form()->addRow(tr("Kept is"), m_kind);
  form()->addRow(tr("Cut by"), m_other);
  form()->addRow(tr("Its condition"), m_otherWhere);
  const auto layers = session.layers();
  for (auto item = layers->rbegin(); item != layers->rend(); ++item) {
    if (item->geometryType && fromUtf8(item->name) != layer)
      m_other->addItem(CitySession::layerTitle(*item), fromUtf8(item->name));
  }
  if (const int own = m_other->findData(layer); own < 0 && session.layer(layer) != nullptr)
    m_other->addItem(CitySession::layerTitle(*session.layer(layer)), layer);
  for (int i = m_other->count() - 1; i >= 0; --i) {  // areas are what most cut with
    const store::LayerInfo* info = session.layer(m_other->itemData(i).toString());
    if (info != nullptr && info->geometryType->dimension() == 2 && fromUtf8(info->name) != layer)
      m_other->setCurrentIndex(i);
  }
  for (QComboBox* box : {m_kind, m_other}) connect(box, &QComboBox::currentIndexChanged, this, &OverlayDialog::changed);
  connect(m_otherWhere, &QLineEdit::textChanged, this, &OverlayDialog::changed);
  begin(layer);
  resize(600, 360);
}

const store::LayerInfo* OverlayDialog::other() const {
  return session().layer(m_other->currentData().toString());
}

std::string OverlayDialog::otherWhere() const {
  const std::string typed = toUtf8(m_otherWhere->text().trimmed());
  return other() == nullptr ? typed : shownRows(*other(), typed);
}

QString OverlayDialog::options() const {
  QString text =
      shellQuoted(m_other->currentData().toString()) + QStringLiteral(" --op ") + m_kind->currentData().toString();
  if (const std::string condition = otherWhere(); !condition.empty())
    text += QStringLiteral(" --other-where ") + shellQuoted(fromUtf8(condition));
  return text;
}

QString OverlayDialog::hindrance() const {
  return other() == nullptr ? tr("There is no other layer with geometry.") : QString();
}

NewLayerDialog::Work OverlayDialog::work() const {
  query::OverlayQuery query;
  query.a = layer()->name;
  query.b = other()->name;
  query.kind = query::parseOverlayKind(toUtf8(m_kind->currentData().toString()));
  query.whereA = where();
  query.whereB = otherWhere();
  query.into = into();
  return remembered(query, [query](const store::CityDatabase& city, Progress& progress, query::OriginNote* origin) {
    const query::OverlayResult result = query::overlay(city, query, progress, origin);
    return NewLayerOutcome{result.rows,     0,
                           result.repaired, result.withoutGeometry + result.broken,
                           result.setAside, result.setAsideTable,
                           result.balanced};
  });
}

}  // namespace gis::ui
