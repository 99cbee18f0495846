#include "ui/dialogs/select_by_value_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "gis_core/query/select.h"
#include "gis_core/store/table_rows.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"
#include "ui/models/feature_table_model.h"
#include "ui/models/shown_rows.h"

namespace gis::ui {
namespace {

/// A text as an SQL literal; the condition as a whole is checked by the core before it runs.
std::string literal(const QString& text) {
  QString inner = text;
  return "'" + inner.replace(QLatin1Char('\''), QLatin1String("''")).toStdString() + "'";
}

}  // namespace

SelectByValueDialog::SelectByValueDialog(CitySession& session, store::LayerInfo layer, QWidget* parent)
    : QDialog(parent), m_session(session), m_layer(std::move(layer)) {
  setObjectName(QStringLiteral("selectByValueDialog"));
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Select by value in %1").arg(CitySession::layerTitle(m_layer)));
  auto* column = new QVBoxLayout(this);
  auto* form = new QFormLayout;
  const auto box = [this](const char* name, const QString& accessible) {
    auto* made = new QComboBox(this);
    made->setObjectName(QLatin1String(name));
    made->setAccessibleName(accessible);
    return made;
  };
  m_field = box("valueFieldBox", tr("Column"));
  for (const store::Field& field : m_layer.fields) m_field->addItem(fromUtf8(field.name));
  m_comparison = box("valueComparisonBox", tr("Comparison"));
  const std::vector<std::pair<QString, const char*>> comparisons{
      {tr("is equal to"), "="},      {tr("is not"), "<>"},           {tr("contains"), "contains"},
      {tr("begins with"), "begins"}, {tr("is less than"), "<"},      {tr("is greater than"), ">"},
      {tr("is empty"), "null"},      {tr("is not empty"), "notnull"}};
  for (const auto& [title, word] : comparisons) m_comparison->addItem(title, QString::fromLatin1(word));
  m_value = box("valueBox", tr("Value"));
  m_value->setEditable(true);
  m_value->setInsertPolicy(QComboBox::NoInsert);
  form->addRow(tr("Column"), m_field);
  form->addRow(tr("Comparison"), m_comparison);
  form->addRow(tr("Value"), m_value);
  column->addLayout(form);
  m_count = new QLabel(this);
  m_count->setObjectName(QStringLiteral("valueCount"));
  m_count->setAccessibleName(tr("Number of features found"));
  m_count->setWordWrap(true);
  column->addWidget(m_count);
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  auto* select = buttons->addButton(tr("Select"), QDialogButtonBox::ApplyRole);
  nameField(select, "valueSelectButton", tr("Select"));
  select->setDefault(true);
  column->addWidget(buttons);
  resize(420, 200);

  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(select, &QPushButton::clicked, this, &SelectByValueDialog::run);
  connect(m_field, &QComboBox::activated, this, &SelectByValueDialog::loadValues);
  connect(m_comparison, &QComboBox::activated, this,
          [this] { m_value->setEnabled(!m_comparison->currentData().toString().endsWith(QLatin1String("null"))); });
  loadValues();
}

void SelectByValueDialog::loadValues() {
  m_value->clear();
  if (m_field->currentIndex() < 0) return;
  const store::Field field = m_layer.fields[static_cast<std::size_t>(m_field->currentIndex())];
  m_session.read(
      tr("Read the commonest values"),
      [layer = m_layer, field](const store::CityDatabase& city, Progress& progress) {
        return store::columnStatistics(city.connection(), layer, field.name, shownRows(layer), progress.token());
      },
      this,
      [this, field](const store::ColumnStatistics& figures) {
        if (m_field->currentText() != fromUtf8(field.name)) return;
        const QString typed = m_value->currentText();
        for (const auto& [value, count] : figures.commonest)
          m_value->addItem(FeatureTableModel::display(value, field.type));
        m_value->setEditText(typed);
      });
}

std::string SelectByValueDialog::condition() const {
  if (m_field->currentIndex() < 0) return {};
  const store::Field& field = m_layer.fields[static_cast<std::size_t>(m_field->currentIndex())];
  const std::string name = store::quoted(std::string_view(field.name));
  const QString how = m_comparison->currentData().toString();
  const QString text = m_value->currentText();
  if (how == QLatin1String("null")) return name + " IS NULL OR " + name + " = ''";
  if (how == QLatin1String("notnull")) return name + " IS NOT NULL AND " + name + " <> ''";
  if (how == QLatin1String("contains")) return "instr(" + name + ", " + literal(text) + ") > 0";
  if (how == QLatin1String("begins"))
    return "substr(" + name + ", 1, " + std::to_string(text.toUcs4().size()) + ") = " + literal(text);
  const store::Value value = FeatureTableModel::parse(text, field);
  const bool number = std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
  return name + " " + how.toStdString() + " " +
         (number ? FeatureTableModel::display(value, field.type).toStdString() : literal(text));
}

void SelectByValueDialog::run() {
  query::SelectQuery asked;
  asked.layer = m_layer.name;
  try {
    asked.where = shownRows(m_layer, condition());
  } catch (const Error& error) {
    m_count->setText(QStringLiteral("⚠ ") + sentence(error));
    return;
  }
  m_job.cancel();
  JobOptions options;
  options.onError = [this](const QString& text, const Error&) { m_count->setText(QStringLiteral("⚠ ") + text); };
  m_job = m_session.readLong(
      tr("Select by value"),
      [asked](const store::CityDatabase& city, Progress& progress) {
        return query::select(city.connection(), asked, progress).fids;
      },
      this,
      [this](const std::vector<std::int64_t>& fids) {
        m_count->setText(tr("%Ln feature(s) found", nullptr, static_cast<int>(fids.size())));
        Q_EMIT selected(fromUtf8(m_layer.name), fids);
      },
      options);
}

}  // namespace gis::ui
