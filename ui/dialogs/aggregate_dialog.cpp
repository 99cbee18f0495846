#include "ui/dialogs/aggregate_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QTreeWidget>

#include "gis_core/query/aggregate.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"
#include "ui/models/shown_rows.h"

namespace gis::ui {

namespace {

constexpr int kSumColumn = 1, kMeanColumn = 2;

bool holdsNumbers(const store::Field& field) {
  return field.type == store::FieldType::integer || field.type == store::FieldType::real ||
         field.type == store::FieldType::boolean;
}

}  // namespace

AggregateDialog::AggregateDialog(CitySession& session, const QString& layer, QWidget* parent)
    : NewLayerDialog(session, "aggregate", parent) {
  setWindowTitle(tr("Figures by zones"));
  m_zones = named(new QComboBox(this), "aggregateZonesBox", tr("Layer of the zones"));
  form()->addRow(tr("Zones"), m_zones);
  buildFigures();
  fillZones();
  for (QComboBox* box : {m_zones, m_by}) connect(box, &QComboBox::currentIndexChanged, this, &AggregateDialog::changed);
  for (QCheckBox* box : {m_count, m_measure}) connect(box, &QCheckBox::toggled, this, &AggregateDialog::changed);
  connect(m_fields, &QTreeWidget::itemChanged, this, &AggregateDialog::changed);
  begin(layer);
  resize(600, 520);
}

void AggregateDialog::buildFigures() {
  m_count = named(new QCheckBox(tr("how many features"), this), "aggregateCountBox", tr("Number of features"));
  m_count->setChecked(true);
  m_measure = named(new QCheckBox(this), "aggregateMeasureBox", tr("Area or length of the parts in each zone"));
  m_fields = named(new QTreeWidget(this), "aggregateFieldList",
                   tr("Columns to add up, shared out by the part in each zone, or to take the mean of"));
  m_fields->setColumnCount(3);
  m_fields->setHeaderLabels({tr("Column"), tr("Sum"), tr("Mean")});
  m_fields->setRootIsDecorated(false);
  m_fields->header()->setStretchLastSection(false);
  m_fields->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  m_by = named(new QComboBox(this), "aggregateByBox", tr("A row for each value of this column in each zone"));
  form()->addRow(tr("Figures"), m_count);
  form()->addRow(QString(), m_measure);
  form()->addRow(tr("Of columns"), m_fields);
  form()->addRow(tr("For each value of"), m_by);
}

/// Areas; the usual zones of a city first.
void AggregateDialog::fillZones() {
  const auto layers = session().layers();
  for (auto item = layers->rbegin(); item != layers->rend(); ++item) {
    if (!item->geometryType || (item->geometryType->dimension() != 2 && item->geometryType->dimension() >= 0)) continue;
    m_zones->addItem(CitySession::layerTitle(*item), fromUtf8(item->name));
  }
  for (const store::LayerInfo& item : *layers) {
    if (item.role != "community") continue;
    m_zones->setCurrentIndex(m_zones->findData(fromUtf8(item.name)));
  }
}

void AggregateDialog::layerChanged() {
  const QSignalBlocker fieldsBlocker(m_fields);
  const QSignalBlocker byBlocker(m_by);
  m_fields->clear();
  m_by->clear();
  m_by->addItem(tr("(no division)"), QString());
  if (layer() == nullptr) return;
  const QString name = fromUtf8(layer()->name);
  for (const store::Field& field : layer()->fields) {
    const QString own = fromUtf8(field.name);
    m_by->addItem(fieldTitle(name, own), own);
    if (!holdsNumbers(field)) continue;
    auto* item = new QTreeWidgetItem(m_fields, {fieldTitle(name, own)});
    item->setData(0, Qt::UserRole, own);
    item->setToolTip(0, own);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    for (const int column : {kSumColumn, kMeanColumn}) item->setCheckState(column, Qt::Unchecked);
  }
  const int dimension = layer()->geometryType->dimension();
  m_measure->setVisible(dimension == 1 || dimension == 2);
  m_measure->setText(dimension == 1 ? tr("length of the parts, in metres") : tr("area of the parts, in square metres"));
  if (dimension != 1 && dimension != 2) m_measure->setChecked(false);
}

void AggregateDialog::titlesKnown() {
  if (layer() == nullptr) return;
  const QString name = fromUtf8(layer()->name);
  const QSignalBlocker blocker(m_fields);
  for (int i = 0; i < m_fields->topLevelItemCount(); ++i) {
    QTreeWidgetItem* item = m_fields->topLevelItem(i);
    item->setText(0, fieldTitle(name, item->data(0, Qt::UserRole).toString()));
  }
  for (int i = 1; i < m_by->count(); ++i) m_by->setItemText(i, fieldTitle(name, m_by->itemData(i).toString()));
}

const store::LayerInfo* AggregateDialog::zones() const {
  return session().layer(m_zones->currentData().toString());
}

QStringList AggregateDialog::ticked(int column) const {
  QStringList names;
  for (int i = 0; i < m_fields->topLevelItemCount(); ++i) {
    const QTreeWidgetItem* item = m_fields->topLevelItem(i);
    if (item->checkState(column) == Qt::Checked) names << item->data(0, Qt::UserRole).toString();
  }
  return names;
}

QString AggregateDialog::options() const {
  QString text = QStringLiteral("--zones ") + shellQuoted(m_zones->currentData().toString());
  if (m_count->isChecked()) text += QStringLiteral(" --count");
  for (const QString& name : ticked(kSumColumn)) text += QStringLiteral(" --sum ") + shellQuoted(name);
  for (const QString& name : ticked(kMeanColumn)) text += QStringLiteral(" --mean ") + shellQuoted(name);
  if (m_measure->isChecked())
    text += layer() != nullptr && layer()->geometryType->dimension() == 1 ? QStringLiteral(" --length")
                                                                          : QStringLiteral(" --area");
  if (const QString by = m_by->currentData().toString(); !by.isEmpty())
    text += QStringLiteral(" --by ") + shellQuoted(by);
  if (const store::LayerInfo* info = zones(); info != nullptr && !shownRows(*info).empty())
    text += QStringLiteral(" --zones-where ") + shellQuoted(fromUtf8(shownRows(*info)));
  return text;
}

QString AggregateDialog::hindrance() const {
  if (zones() == nullptr) return tr("There is no layer of areas to be the zones.");
  if (!m_count->isChecked() && !m_measure->isChecked() && ticked(kSumColumn).isEmpty() && ticked(kMeanColumn).isEmpty())
    return tr("Tick at least one figure.");
  return {};
}

NewLayerDialog::Work AggregateDialog::work() const {
  query::AggregateQuery query;
  query.layer = layer()->name;
  query.zones = zones()->name;
  query.count = m_count->isChecked();
  for (const QString& name : ticked(kSumColumn)) query.sums.push_back(toUtf8(name));
  for (const QString& name : ticked(kMeanColumn)) query.means.push_back(toUtf8(name));
  const bool lines = layer()->geometryType->dimension() == 1;
  query.area = m_measure->isChecked() && !lines;
  query.length = m_measure->isChecked() && lines;
  if (const QString by = m_by->currentData().toString(); !by.isEmpty()) query.by = toUtf8(by);
  query.where = where();
  query.zonesWhere = shownRows(*zones());
  query.into = into();
  return remembered(query, [query](const store::CityDatabase& city, Progress& progress, query::OriginNote* origin) {
    const query::AggregateResult result = query::aggregate(city, query, progress, origin);
    return NewLayerOutcome{
        result.rows, 0, result.repaired, result.withoutGeometry + result.broken, result.setAside, result.setAsideTable};
  });
}

}  // namespace gis::ui
