#include "ui/dialogs/join_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QListWidget>
#include <QSignalBlocker>
#include <QSpinBox>

#include "ui/dialogs/dialog_texts.h"

namespace gis::ui {
namespace {

const char* const kNearestKind = "nearest";
const char* const kWithinKind = "within-distance";

}  // namespace

JoinDialog::JoinDialog(CitySession& session, const QString& layer, QWidget* parent)
    : NewLayerDialog(session, "nearest", parent) {
  setWindowTitle(tr("Join by place"));
  m_kind = named(new QComboBox(this), "nearestKindBox", tr("What belongs together"));
  const std::vector<std::pair<QString, const char*>> kinds{
      {tr("the nearest"), kNearestKind},   {tr("within a distance"), kWithinKind},
      {tr("intersects"), "intersects"},    {tr("lies within"), "within"},
      {tr("contains"), "contains"},        {tr("covers"), "covers"},
      {tr("is covered by"), "covered_by"}, {tr("touches"), "touches"},
      {tr("overlaps"), "overlaps"},        {tr("crosses"), "crosses"},
      {tr("is equal to"), "equals"}};
  for (const auto& [title, word] : kinds) m_kind->addItem(title, QString::fromLatin1(word));
  m_nearest = named(new QSpinBox(this), "nearestCountBox", tr("How many nearest ones"));
  m_nearest->setRange(1, 1000);
  m_limited = named(new QCheckBox(tr("no further than"), this), "nearestLimitBox", tr("No further than a distance"));
  m_metres = named(new QDoubleSpinBox(this), "nearestMetresBox", tr("Distance in metres"));
  m_metres->setRange(0, 1'000'000);
  m_metres->setDecimals(2);
  m_metres->setValue(500);
  m_metres->setSuffix(tr(" m"));
  m_other = named(new QComboBox(this), "nearestOtherBox", tr("Layer that is joined"));
  const auto layers = session.layers();
  for (auto item = layers->rbegin(); item != layers->rend(); ++item) {
    if (item->geometryType) m_other->addItem(CitySession::layerTitle(*item), fromUtf8(item->name));
  }
  m_fields = named(new QListWidget(this), "nearestFieldList", tr("Columns that are taken over"));
  m_all = named(new QCheckBox(tr("keep those without a partner"), this), "nearestKeepBox",
                tr("Features without a partner stay, with empty columns"));
  m_all->setChecked(true);
  form()->addRow(tr("Partner"), m_kind);
  form()->addRow(tr("Number"), m_nearest);
  form()->addRow(m_limited, m_metres);
  form()->addRow(tr("Of layer"), m_other);
  form()->addRow(tr("Columns"), m_fields);
  form()->addRow(QString(), m_all);
  hideCondition();

  connect(m_kind, &QComboBox::currentIndexChanged, this, &JoinDialog::kindChanged);
  connect(m_other, &QComboBox::currentIndexChanged, this, [this] {
    fillFields();
    changed();
  });
  connect(m_nearest, &QSpinBox::valueChanged, this, &JoinDialog::changed);
  connect(m_metres, &QDoubleSpinBox::valueChanged, this, &JoinDialog::changed);
  for (QCheckBox* box : {m_limited, m_all}) connect(box, &QCheckBox::toggled, this, &JoinDialog::kindChanged);
  connect(m_fields, &QListWidget::itemChanged, this, &JoinDialog::changed);
  begin(layer);
  const int roads = m_other->findData(QStringLiteral("roads"));
  if (roads >= 0) m_other->setCurrentIndex(roads);
  fillFields();
  kindChanged();
  resize(600, 520);
}

bool JoinDialog::isNearest() const {
  return m_kind->currentData().toString() == QLatin1String(kNearestKind);
}
bool JoinDialog::isDistance() const {
  return m_kind->currentData().toString() == QLatin1String(kWithinKind);
}

QString JoinDialog::nameEnding() const {
  return isNearest() ? QStringLiteral("nearest") : QStringLiteral("join");
}

const store::LayerInfo* JoinDialog::other() const {
  return session().layer(m_other->currentData().toString());
}

void JoinDialog::layerChanged() {
  fillFields();
}

void JoinDialog::kindChanged() {
  m_nearest->setEnabled(isNearest());
  m_limited->setEnabled(isNearest());
  if (!isNearest()) m_limited->setChecked(isDistance());
  m_metres->setEnabled(isDistance() || (isNearest() && m_limited->isChecked()));
  suggestName();
  changed();
}

void JoinDialog::fillFields() {
  const QSignalBlocker quiet(m_fields);
  m_fields->clear();
  const store::LayerInfo* info = other();
  if (info == nullptr) return;
  for (const store::Field& field : info->fields) {
    auto* item = new QListWidgetItem(fieldTitle(fromUtf8(info->name), fromUtf8(field.name)), m_fields);
    item->setData(Qt::UserRole, fromUtf8(field.name));
    item->setCheckState(Qt::Checked);
  }
}

QStringList JoinDialog::taken() const {
  QStringList names;
  for (int i = 0; i < m_fields->count(); ++i) {
    const QListWidgetItem* item = m_fields->item(i);
    if (item->checkState() == Qt::Checked) names << item->data(Qt::UserRole).toString();
  }
  return names;
}

QString JoinDialog::hindrance() const {
  if (other() == nullptr) return tr("There is no layer with geometry.");
  if (!layer()->filter.empty() || !other()->filter.empty())
    return tr("A join takes layers whole: remove the filter first.");
  return {};
}

query::JoinQuery JoinDialog::joinQuery() const {
  query::JoinQuery query;
  query.left = layer()->name;
  query.right = other()->name;
  if (isNearest()) {
    query.nearest = m_nearest->value();
    if (m_limited->isChecked()) query.maxMetres = m_metres->value();
  } else if (isDistance()) {
    query.withinMetres = m_metres->value();
  } else {
    query.relation = geom::Relation::parse(toUtf8(m_kind->currentData().toString()));
  }
  if (const QStringList names = taken(); names.size() != m_fields->count()) {
    query.take.emplace();
    for (const QString& name : names) query.take->push_back(toUtf8(name));
  }
  query.keepAll = m_all->isChecked();
  query.into = into();
  return query;
}

QString JoinDialog::options() const {
  if (other() == nullptr) return {};
  QString text = shellQuoted(m_other->currentData().toString());
  const QString metres = QStringLiteral("%1").arg(m_metres->value(), 0, 'g', 12);
  if (isNearest()) {
    text += QStringLiteral(" --nearest %1").arg(m_nearest->value());
    if (m_limited->isChecked()) text += QStringLiteral(" --max-distance ") + metres;
  } else if (isDistance()) {
    text += QStringLiteral(" --within-distance ") + metres;
  } else {
    text += QStringLiteral(" --relate ") + m_kind->currentData().toString();
  }
  if (const QStringList names = taken(); names.size() != m_fields->count())
    text += QStringLiteral(" --take ") + shellQuoted(names.join(QLatin1Char(',')));
  if (!m_all->isChecked()) text += QStringLiteral(" --keep matched");
  return text;
}

NewLayerDialog::Work JoinDialog::work() const {
  const query::JoinQuery query = joinQuery();
  return remembered(query, [query](const store::CityDatabase& city, Progress& progress, query::OriginNote* origin) {
    const query::JoinResult result = query::join(city, query, progress, origin);
    NewLayerOutcome outcome;
    outcome.rows = result.rows;
    outcome.leftOut = result.withoutGeometry + result.broken;
    return outcome;
  });
}

}  // namespace gis::ui
