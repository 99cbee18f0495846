#include "ui/panels/field_test_edit.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>

#include "gis_core/store/value_text.h"
#include "ui/models/field_domain.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {

constexpr int kMostOffered = 400;  // values of a column; further ones are typed

/// Values as they stand in the city.
std::vector<store::Value> valuesThere(const store::CityDatabase& city, const std::string& layer,
                                      const std::string& field) {
  std::vector<store::Value> values;
  // grouped by how often they occur in the first rows: a million rows must not be sorted for a drop-down
  store::Statement statement(city.connection(), "SELECT v FROM (SELECT " + store::quoted(field) + " AS v FROM " +
                                                    store::quoted(layer) + " WHERE " + store::quoted(field) +
                                                    " IS NOT NULL LIMIT 200000) GROUP BY v "
                                                    "ORDER BY count(*) DESC LIMIT ?1");
  statement.bind(1, kMostOffered);
  while (statement.step()) {
    switch (statement.type(0)) {
      case store::Statement::Type::integer: values.emplace_back(statement.integer(0)); break;
      case store::Statement::Type::real: values.emplace_back(statement.real(0)); break;
      case store::Statement::Type::text: values.emplace_back(statement.text(0)); break;
      default: break;
    }
  }
  return values;
}

bool takesSeveral(query::Comparison comparison) {
  return comparison == query::Comparison::oneOf || comparison == query::Comparison::between;
}

}  // namespace

FieldTestEdit::FieldTestEdit(CitySession& session, const char* prefix, bool optional, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_optional(optional),
      m_field(named(new QComboBox, (QByteArray(prefix) + "FieldBox").constData())),
      m_comparison(named(new QComboBox, (QByteArray(prefix) + "ComparisonBox").constData())),
      m_value(named(new QComboBox, (QByteArray(prefix) + "ValueBox").constData())) {
  m_value->setEditable(true);
  m_value->setInsertPolicy(QComboBox::NoInsert);
  m_value->completer()->setFilterMode(Qt::MatchContains);
  m_value->completer()->setCompletionMode(QCompleter::PopupCompletion);
  for (QComboBox* box : {m_field, m_value}) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(6);  // wider where there is room
  }
  for (int i = 0; i <= int(query::Comparison::isNull); ++i) m_comparison->addItem(QString(), i);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(m_field, 2);
  row->addWidget(m_comparison);
  row->addWidget(m_value, 3);
  connect(m_field, &QComboBox::currentIndexChanged, this, [this] {
    fieldChanged();
    if (!m_setting) Q_EMIT edited();
  });
  connect(m_comparison, &QComboBox::currentIndexChanged, this, [this] {
    m_value->setEnabled(comparison() != query::Comparison::isNull && m_field->currentData().isValid());
    if (!m_setting) Q_EMIT edited();
  });
  connect(m_value, &QComboBox::editTextChanged, this, [this] {
    if (!m_setting) Q_EMIT edited();
  });
  retranslate();
}

void FieldTestEdit::retranslate() {
  const QStringList words{tr("is"),        tr("is not"),      tr("is below"), tr("is at most"),
                          tr("is above"),  tr("is at least"), tr("holds"),    tr("begins with"),
                          tr("is one of"), tr("is between"),  tr("is empty")};
  for (int i = 0; i < m_comparison->count(); ++i) m_comparison->setItemText(i, words[i]);
  describe(m_field, tr("Field"));
  describe(m_comparison, tr("Comparison"));
  describe(m_value, tr("Value; several are divided by commas, \"?\" or \":name\" asks for it each time"));
  if (!m_layer.isEmpty()) fillFields();
}

void FieldTestEdit::setLayer(const QString& layer) {
  m_layer = layer;
  fillFields();
}

void FieldTestEdit::fillFields() {
  const QString kept = m_field->currentData().toString();
  const bool wasSetting = std::exchange(m_setting, true);
  m_field->clear();
  if (m_optional) m_field->addItem(tr("(all)"));
  if (const store::LayerInfo* info = m_session.layer(m_layer)) {
    for (const store::Field& field : info->fields) {
      const QString name = fromUtf8(field.name);
      const QString title = m_names ? fromUtf8(m_names->field(info->name, field.name)) : name;
      m_field->addItem(title == name ? name : QStringLiteral("%1 (%2)").arg(title, name), name);
    }
  }
  const int row = m_field->findData(kept);
  m_field->setCurrentIndex(row >= 0 ? row : (m_field->count() > 0 ? 0 : -1));
  m_setting = wasSetting;
  fieldChanged();
}

const store::Field* FieldTestEdit::field() const {
  const store::LayerInfo* info = m_session.layer(m_layer);
  if (info == nullptr) return nullptr;
  const std::string name = toUtf8(m_field->currentData().toString());
  for (const store::Field& one : info->fields)
    if (one.name == name) return &one;
  return nullptr;
}

query::Comparison FieldTestEdit::comparison() const {
  return query::Comparison(m_comparison->currentData().toInt());
}

void FieldTestEdit::fieldChanged() {
  const bool chosen = m_field->currentData().isValid();
  m_comparison->setEnabled(chosen);
  m_value->setEnabled(chosen && comparison() != query::Comparison::isNull);
  const bool wasSetting = std::exchange(m_setting, true);
  m_value->clear();
  m_value->setEditText({});
  m_setting = wasSetting;
  if (chosen) offerValues();
}

QString FieldTestEdit::shown(const store::Value& value) const {
  const std::string text = store::textOf(value);
  if (!m_names) return fromUtf8(text);
  const std::string name = m_names->value(toUtf8(m_layer), toUtf8(m_field->currentData().toString()), text);
  return name == text ? fromUtf8(text) : fromUtf8(name + " (" + text + ")");
}

void FieldTestEdit::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (m_offers) offerValues();
}

void FieldTestEdit::offerValues() {
  m_job.cancel();
  m_offers = !isVisible();
  if (m_offers) return;  // nobody looks: nothing is read
  JobOptions quietly;
  quietly.onError = [](const QString&, const Error&) {};  // a layer that is gone is said elsewhere
  m_job = m_session.readLong(
      tr("Values of a field"),
      [layer = toUtf8(m_layer), field = toUtf8(m_field->currentData().toString())](const store::CityDatabase& city,
                                                                                   Progress& progress) {
        city.connection().interruptOn(progress.token());
        return std::pair(field, valuesThere(city, layer, field));
      },
      this,
      [this](const std::pair<std::string, std::vector<store::Value>>& answer) {
        if (answer.first != toUtf8(m_field->currentData().toString())) return;  // stale
        const bool wasSetting = std::exchange(m_setting, true);
        const QString text = m_value->currentText();
        m_value->clear();
        for (const store::Value& value : answer.second) m_value->addItem(shown(value), fromUtf8(store::textOf(value)));
        m_value->setCurrentIndex(-1);
        showWords(*m_value, text);
        m_setting = wasSetting;
      },
      quietly);
}

void FieldTestEdit::set(const std::optional<query::FieldTest>& test) {
  m_setting = true;
  if (!test) {
    m_field->setCurrentIndex(0);
    m_value->setEditText({});
  } else {
    m_field->setCurrentIndex(std::max(0, m_field->findData(fromUtf8(test->field))));
    m_comparison->setCurrentIndex(int(test->comparison));
    QStringList texts;
    for (const query::Operand& operand : test->operands) {
      texts << (operand.parameter.empty()
                    ? (takesSeveral(test->comparison) ? fromUtf8(store::textOf(operand.value)) : shown(operand.value))
                    : QStringLiteral("〈%1〉").arg(fromUtf8(operand.parameter)));
    }
    showWords(*m_value, texts.join(QStringLiteral(", ")));
  }
  m_setting = false;
}

store::Value FieldTestEdit::typed(const QString& text) const {
  QString value = text.trimmed();
  if (const int row = m_value->findText(value); row >= 0) {
    value = m_value->itemData(row).toString();
  } else if (value.endsWith(QLatin1Char(')'))) {
    // "Closed (closed)", set before the values were read
    const qsizetype open = value.lastIndexOf(QLatin1String(" ("));
    const QString code = value.mid(open + 2, value.size() - open - 3);
    if (open > 0 && m_names &&
        value.left(open) == fromUtf8(m_names->value(toUtf8(m_layer), field()->name, toUtf8(code))))
      value = code;
  }
  return store::parseValue(toUtf8(value), *field());
}

/// "?" is called as the field, ":name" as it says, 〈name〉 is what was there; empty for a value.
QString FieldTestEdit::parameterNamed(const QString& text, int before) const {
  static const QRegularExpression named(QStringLiteral("^(?:〈(.+)〉|:([\\w]+))$"),
                                        QRegularExpression::UseUnicodePropertiesOption);
  if (text == QLatin1String("?") || text == QStringLiteral("？")) {
    const QString field = m_field->currentData().toString();
    return before == 0 ? field : field + QString::number(before + 1);
  }
  const QRegularExpressionMatch match = named.match(text);
  return match.captured(1) + match.captured(2);
}

std::optional<query::FieldTest> FieldTestEdit::test() const {
  const store::Field* of = field();
  if (of == nullptr) return std::nullopt;
  query::FieldTest test;
  test.field = of->name;
  test.comparison = comparison();
  if (test.comparison == query::Comparison::isNull) return test;
  const QString text = m_value->currentText();
  QStringList texts{text};
  if (takesSeveral(test.comparison)) {
    QString commas = text;
    commas.replace(QStringLiteral("，"), QStringLiteral(","));
    texts = commas.split(QLatin1Char(','), Qt::SkipEmptyParts);
  }
  for (const QString& one : texts) {
    if (const QString name = parameterNamed(one.trimmed(), int(test.operands.size())); !name.isEmpty()) {
      test.operands.push_back({{}, toUtf8(name)});
    } else {
      test.operands.push_back({typed(one), {}});
    }
  }
  if (test.comparison == query::Comparison::between && test.operands.size() != 2) {
    throw Error(ErrorCode::invalidValue, GIS_TR("the condition is not complete"),
                GIS_TR("\"between\" needs two values divided by a comma"));
  }
  return test;
}

}  // namespace gis::ui
