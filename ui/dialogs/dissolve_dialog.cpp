#include "ui/dialogs/dissolve_dialog.h"

#include <QFormLayout>
#include <QListWidget>

#include "gis_core/query/dissolve.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

DissolveDialog::DissolveDialog(CitySession& session, const QString& layer, QWidget* parent)
    : NewLayerDialog(session, "dissolve", parent) {
  setWindowTitle(tr("Dissolve"));
  m_fields =
      named(new QListWidget(this), "dissolveFieldList", tr("Features that agree in the ticked fields become one"));
  form()->addRow(tr("By the fields"), m_fields);
  connect(m_fields, &QListWidget::itemChanged, this, &DissolveDialog::changed);
  begin(layer);
  resize(560, 420);
}

void DissolveDialog::layerChanged() {
  const QSignalBlocker blocker(m_fields);
  m_fields->clear();
  if (layer() == nullptr) return;
  for (const store::Field& field : layer()->fields) {
    auto* item = new QListWidgetItem(fieldTitle(fromUtf8(layer()->name), fromUtf8(field.name)), m_fields);
    item->setData(Qt::UserRole, fromUtf8(field.name));
    item->setToolTip(fromUtf8(field.name));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(Qt::Unchecked);
  }
}

void DissolveDialog::titlesKnown() {
  if (layer() == nullptr) return;
  const QSignalBlocker blocker(m_fields);
  for (int i = 0; i < m_fields->count(); ++i) {
    QListWidgetItem* item = m_fields->item(i);
    item->setText(fieldTitle(fromUtf8(layer()->name), item->data(Qt::UserRole).toString()));
  }
}

QStringList DissolveDialog::chosen() const {
  QStringList names;
  for (int i = 0; i < m_fields->count(); ++i) {
    if (m_fields->item(i)->checkState() == Qt::Checked) names << m_fields->item(i)->data(Qt::UserRole).toString();
  }
  return names;
}

QString DissolveDialog::options() const {
  QStringList words;
  for (const QString& name : chosen()) words << QStringLiteral("--by ") + shellQuoted(name);
  return words.join(QLatin1Char(' '));
}

QString DissolveDialog::hindrance() const {
  return chosen().isEmpty() ? tr("Tick at least one field.") : QString();
}

NewLayerDialog::Work DissolveDialog::work() const {
  query::DissolveQuery query;
  query.layer = layer()->name;
  query.where = where();
  for (const QString& name : chosen()) query.by.push_back(toUtf8(name));
  query.into = into();
  return remembered(query, [query](const store::CityDatabase& city, Progress& progress, query::OriginNote* origin) {
    const query::DissolveResult result = query::dissolve(city, query, progress, origin);
    return NewLayerOutcome{
        result.rows, 0, result.repaired, result.withoutGeometry + result.broken, result.setAside, result.setAsideTable};
  });
}

}  // namespace gis::ui
