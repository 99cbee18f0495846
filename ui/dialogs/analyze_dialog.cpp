#include "ui/dialogs/analyze_dialog.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include "gis_core/city/analysis.h"
#include "gis_core/query/work_notes.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"
#include "ui/models/shown_rows.h"

namespace gis::ui {

namespace {

bool countsAsNumber(const store::Field& field) {
  return field.type == store::FieldType::integer || field.type == store::FieldType::real ||
         field.type == store::FieldType::boolean;
}

QString metresText(double metres) {
  return QString::number(metres, 'g', 12);
}

}  // namespace

AnalyzeDialog::AnalyzeDialog(CitySession& session, const QString& layer, QWidget* parent)
    : NewLayerDialog(session, "analyze", parent) {
  setWindowTitle(tr("Analysis"));
  build();
  fillOthers();
  for (QComboBox* box : {m_other, m_network})
    connect(box, &QComboBox::currentIndexChanged, this, &AnalyzeDialog::changed);
  connect(m_field, &QComboBox::currentIndexChanged, this, &AnalyzeDialog::figureChanged);
  for (QDoubleSpinBox* box : {m_metres, m_times, m_cell})
    connect(box, &QDoubleSpinBox::valueChanged, this, &AnalyzeDialog::changed);
  connect(m_otherWhere, &QLineEdit::textChanged, this, &AnalyzeDialog::changed);
  connect(m_kind, &QComboBox::currentIndexChanged, this, &AnalyzeDialog::kindChanged);
  begin(layer);
  kindChanged();
  resize(620, 440);
}

void AnalyzeDialog::build() {
  m_kind = named(new QComboBox(this), "analyzeKindBox", tr("What is looked for"));
  m_kind->addItem(tr("hot and cold spots of zones"), int(Kind::hotSpots));
  m_kind->addItem(tr("counts and rates of zones"), int(Kind::rates));
  m_kind->addItem(tr("what lies beyond a distance"), int(Kind::coverage));
  m_kind->addItem(tr("density of points as a grid"), int(Kind::density));
  form()->insertRow(0, tr("Look for"), m_kind);
  m_field = named(new QComboBox(this), "analyzeFieldBox", tr("Column with the figure"));
  m_other = named(new QComboBox(this), "analyzeOtherBox", tr("Layer that is counted, or shall be near"));
  m_otherWhere = named(new QLineEdit(this), "analyzeOtherWhereEdit", tr("Condition on the other layer"));
  m_otherWhere->setClearButtonEnabled(true);
  m_metres = named(new QDoubleSpinBox(this), "analyzeMetresBox", tr("Distance or radius in metres"));
  m_metres->setRange(0, 1'000'000);
  m_metres->setDecimals(1);
  m_metres->setSuffix(tr(" m"));
  m_times = named(new QDoubleSpinBox(this), "analyzeTimesBox", tr("Per so many"));
  m_times->setRange(1, 1'000'000'000);
  m_times->setDecimals(0);
  m_cell = named(new QDoubleSpinBox(this), "analyzeCellBox", tr("Side of a cell in metres"));
  m_cell->setRange(0, 100'000);
  m_cell->setDecimals(1);
  m_cell->setSuffix(tr(" m"));
  m_cell->setSpecialValueText(tr("a tenth of the radius"));
  form()->addRow(tr("Figure"), m_field);
  form()->addRow(tr("Counted layer"), m_other);
  form()->addRow(tr("Its condition"), m_otherWhere);
  form()->addRow(tr("Distance"), m_metres);
  m_network = named(new QComboBox(this), "analyzeNetworkBox", tr("Measured in a straight line, or along roads"));
  form()->addRow(tr("Measured"), m_network);
  form()->addRow(tr("Per"), m_times);
  form()->addRow(tr("Cells"), m_cell);
}

void AnalyzeDialog::fillOthers() {
  const auto layers = session().layers();
  for (auto item = layers->rbegin(); item != layers->rend(); ++item) {
    if (item->geometryType) m_other->addItem(CitySession::layerTitle(*item), fromUtf8(item->name));
  }
  m_other->setCurrentIndex(std::max(0, m_other->findData(QStringLiteral("city_incident"))));
  m_network->addItem(tr("in a straight line"), QString());
  for (auto item = layers->rbegin(); item != layers->rend(); ++item) {
    if (item->geometryType && item->geometryType->dimension() == 1)
      m_network->addItem(tr("along %1").arg(CitySession::layerTitle(*item)), fromUtf8(item->name));
  }
}

AnalyzeDialog::Kind AnalyzeDialog::kind() const {
  return Kind(m_kind->currentData().toInt());
}

QString AnalyzeDialog::nameEnding() const {
  switch (kind()) {
    case Kind::hotSpots: return QStringLiteral("hotspots");
    case Kind::rates: return QStringLiteral("rates");
    case Kind::coverage: return QStringLiteral("coverage");
    case Kind::density: return QStringLiteral("density");
  }
  return {};
}

QString AnalyzeDialog::command() const {
  return QStringLiteral("analyze ") + nameEnding();
}

/// What the column stands for when none is chosen.
QString AnalyzeDialog::fieldDefault() const {
  switch (kind()) {
    case Kind::hotSpots: return tr("number of features of the counted layer");
    case Kind::rates: return tr("per square kilometre");
    default: return tr("each feature counts 1");
  }
}

void AnalyzeDialog::kindChanged() {
  const Kind now = kind();
  layerChanged();
  m_metres->setSpecialValueText(now == Kind::hotSpots ? tr("the 8 nearest zones") : QString());
  m_metres->setValue(now == Kind::hotSpots ? 0 : now == Kind::coverage ? 1000 : 500);
  const auto label = [&](QWidget* field, const QString& text) {
    if (auto* found = qobject_cast<QLabel*>(form()->labelForField(field))) found->setText(text);
  };
  label(m_field, now == Kind::rates ? tr("In proportion to") : now == Kind::density ? tr("Weight") : tr("Figure"));
  label(m_other, now == Kind::coverage ? tr("Near to") : tr("Counted layer"));
  // cases are counted; schools and markets are what places shall be near to. Another choice stays.
  const QString usual[] = {QStringLiteral("city_incident"), QStringLiteral("poi")};
  const bool near = now == Kind::coverage;
  const int found = m_other->findData(usual[near ? 1 : 0]);
  if (found >= 0 && m_other->currentData() == usual[near ? 0 : 1]) m_other->setCurrentIndex(found);
  label(m_metres, now == Kind::hotSpots   ? tr("Neighbours within")
                  : now == Kind::coverage ? tr("Within")
                                          : tr("Radius"));
  form()->setRowVisible(m_field, now != Kind::coverage);
  form()->setRowVisible(m_other, now != Kind::density);
  form()->setRowVisible(m_otherWhere, now != Kind::density);
  form()->setRowVisible(m_metres, now != Kind::rates);
  form()->setRowVisible(m_network, now == Kind::coverage);
  form()->setRowVisible(m_times, now == Kind::rates);
  form()->setRowVisible(m_cell, now == Kind::density);
  suggestName();
  figureChanged();
}

void AnalyzeDialog::layerChanged() {
  const QSignalBlocker blocker(m_field);
  m_field->clear();
  m_field->addItem(fieldDefault(), QString());
  if (layer() == nullptr) return;
  for (const store::Field& field : layer()->fields) {
    if (countsAsNumber(field))
      m_field->addItem(fieldTitle(fromUtf8(layer()->name), fromUtf8(field.name)), fromUtf8(field.name));
  }
}

void AnalyzeDialog::titlesKnown() {
  if (layer() == nullptr) return;
  for (int i = 1; i < m_field->count(); ++i)
    m_field->setItemText(i, fieldTitle(fromUtf8(layer()->name), m_field->itemData(i).toString()));
}

const store::LayerInfo* AnalyzeDialog::other() const {
  return session().layer(m_other->currentData().toString());
}

bool AnalyzeDialog::needsOther() const {
  return kind() == Kind::rates || kind() == Kind::coverage || (kind() == Kind::hotSpots && fieldName().empty());
}

std::string AnalyzeDialog::otherWhere() const {
  const std::string typed = toUtf8(m_otherWhere->text().trimmed());
  return other() == nullptr ? typed : shownRows(*other(), typed);
}

std::string AnalyzeDialog::fieldName() const {
  return toUtf8(m_field->currentData().toString());
}

QString AnalyzeDialog::options() const {
  QString text;
  const auto add = [&](const char* option, const QString& value) {
    text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + QLatin1String(option) + QLatin1Char(' ') +
            shellQuoted(value);
  };
  if (needsOther()) {
    add("--of", m_other->currentData().toString());
    if (!otherWhere().empty()) add("--of-where", fromUtf8(otherWhere()));
  }
  const QString field = fromUtf8(fieldName());
  switch (kind()) {
    case Kind::hotSpots:
      if (!field.isEmpty()) add("--value", field);
      if (m_metres->value() > 0) add("--distance", metresText(m_metres->value()));
      break;
    case Kind::rates:
      if (!field.isEmpty()) add("--per", field);
      if (m_times->value() != 1) add("--times", metresText(m_times->value()));
      break;
    case Kind::coverage:
      add("--distance", metresText(m_metres->value()));
      if (const QString network = m_network->currentData().toString(); !network.isEmpty()) add("--network", network);
      break;
    case Kind::density:
      add("--radius", metresText(m_metres->value()));
      if (m_cell->value() > 0) add("--cell", metresText(m_cell->value()));
      if (!field.isEmpty()) add("--weight", field);
      break;
  }
  return text;
}

void AnalyzeDialog::figureChanged() {
  for (QWidget* widget : std::initializer_list<QWidget*>{m_other, m_otherWhere}) widget->setEnabled(needsOther());
  changed();
}

QString AnalyzeDialog::hindrance() const {
  const int dimension = layer()->geometryType->dimension();
  if ((kind() == Kind::hotSpots || kind() == Kind::rates) && (dimension == 0 || dimension == 1))
    return tr("Choose a layer of areas: they are the zones.");
  if (needsOther() && other() == nullptr) return tr("There is no other layer with geometry.");
  if (kind() == Kind::density && m_metres->value() <= 0) return tr("Give a radius above 0.");
  return {};
}

NewLayerDialog::Work AnalyzeDialog::work() const {
  const std::string otherLayer = needsOther() ? other()->name : std::string();
  const std::string condition = needsOther() ? otherWhere() : std::string();
  const std::string who = toUtf8(session().actor());
  switch (kind()) {
    case Kind::hotSpots: {
      query::HotSpotQuery query{layer()->name, where(), otherLayer, condition, fieldName(), {}, 8, into()};
      if (m_metres->value() > 0) query.metres = m_metres->value();
      return [query, who](const store::CityDatabase& city, Progress& progress) {
        query::OriginNote origin(query::workOf(query), who);
        const query::HotSpotResult result = city::analyseHotSpots(city, query, progress, &origin);
        return NewLayerOutcome{result.rows,
                               0,
                               0,
                               result.outside + result.withoutGeometry,
                               result.setAside,
                               result.setAsideTable,
                               true,
                               city::findingOf(result)};
      };
    }
    case Kind::rates: {
      const query::ZoneRateQuery query{layer()->name, where(),          otherLayer, condition,
                                       fieldName(),   m_times->value(), into()};
      return [query, who](const store::CityDatabase& city, Progress& progress) {
        query::OriginNote origin(query::workOf(query), who);
        const query::ZoneRateResult result = city::analyseRates(city, query, progress, &origin);
        return NewLayerOutcome{result.rows,
                               0,
                               0,
                               result.outside + result.withoutGeometry,
                               result.setAside,
                               result.setAsideTable,
                               true,
                               city::findingOf(result)};
      };
    }
    case Kind::coverage: {
      const query::ReachQuery query{layer()->name,
                                    where(),
                                    otherLayer,
                                    condition,
                                    m_metres->value(),
                                    into(),
                                    toUtf8(m_network->currentData().toString())};
      return [query, who](const store::CityDatabase& city, Progress& progress) {
        query::OriginNote origin(query::workOf(query), who);
        const query::ReachResult result = city::analyseReach(city, query, progress, &origin);
        return NewLayerOutcome{result.rows,
                               0,
                               0,
                               result.withoutGeometry,
                               result.setAside,
                               result.setAsideTable,
                               true,
                               city::findingOf(result)};
      };
    }
    case Kind::density: break;
  }
  const query::DensityQuery query{layer()->name, where(), fieldName(), m_metres->value(), m_cell->value(), into()};
  return [query, who](const store::CityDatabase& city, Progress& progress) {
    query::OriginNote origin(query::workOf(query), who);
    const query::DensityResult result = city::analyseDensity(city, query, progress, &origin);
    NewLayerOutcome outcome{result.rows, 0, 0, result.withoutGeometry + result.withoutWeight};
    outcome.finding = city::findingOf(result);
    return outcome;
  };
}

}  // namespace gis::ui
