#include "ui/dialogs/calculate_dialog.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include "ui/dialogs/dialog_job.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/dialogs/expression_edit.h"
#include "ui/dialogs/field_titles_of.h"
#include "ui/jobs/translate.h"
#include "ui/models/feature_table_model.h"

namespace gis::ui {

namespace {
constexpr int kRowsPreviewed = 20;
constexpr int kFidWidth = 80;
constexpr int kNowWidth = 210;
}  // namespace

void CalculateDialog::open(CitySession& session, const store::LayerInfo& layer, std::vector<std::int64_t> selected,
                           QWidget* parent) {
  auto* dialog = new CalculateDialog(session, layer, std::move(selected), parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->QDialog::show();
}

CalculateDialog::CalculateDialog(CitySession& session, store::LayerInfo layer, std::vector<std::int64_t> selected,
                                 QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_layer(std::move(layer)),
      m_selected(std::move(selected)),
      m_field(named(new QComboBox, "calculateFieldBox", tr("Column"))),
      m_rows(named(new QComboBox, "calculateRowsBox", tr("Rows"))),
      m_expression(named(new ExpressionEdit, "calculateExpressionEdit", tr("Expression"))),
      m_where(named(new QLineEdit, "calculateWhereEdit", tr("Condition"))),
      m_table(named(new QTableWidget(0, 3), "calculateTable", tr("Preview"))),
      m_status(named(new QLabel, "calculateStatus", tr("State"))) {
  setObjectName(QStringLiteral("calculateDialog"));
  setWindowTitle(tr("Calculate a column of %1").arg(CitySession::layerTitle(m_layer)));
  for (const store::Field& field : m_layer.fields) {
    if (field.type != store::FieldType::blob) m_field->addItem(fromUtf8(field.name), fromUtf8(field.name));
  }
  showFieldTitles(m_session, m_field, fromUtf8(m_layer.name));
  m_expression->setLayer(m_layer);
  m_expression->setPlaceholderText(tr("e.g. round(ST_Area(geometry), 2); two letters or Ctrl+Space list the names"));
  m_rows->addItem(tr("All rows"));
  m_rows->addItem(tr("The selected rows (%L1)").arg(m_selected.size()));
  m_rows->addItem(tr("Rows that meet a condition"));
  m_rows->setCurrentIndex(m_selected.empty() ? 0 : 1);
  m_where->setPlaceholderText(tr("e.g. area > 100"));
  auto* form = new QFormLayout;
  form->addRow(tr("Column"), m_field);
  form->addRow(tr("Expression"), m_expression);
  form->addRow(tr("Rows"), m_rows);
  form->addRow(tr("Condition"), m_where);
  m_table->setHorizontalHeaderLabels({QStringLiteral("fid"), tr("Now"), tr("Then")});
  m_table->horizontalHeader()->setStretchLastSection(true);
  m_table->setColumnWidth(0, kFidWidth);
  m_table->setColumnWidth(1, kNowWidth);
  m_table->verticalHeader()->hide();
  m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_status->setWordWrap(true);
  auto* column = new QVBoxLayout(this);
  column->addLayout(form, 1);
  column->addWidget(m_table, 1);
  column->addWidget(m_status);
  QDialogButtonBox* buttons = dialogButtons(QDialogButtonBox::Close);
  m_calculate = buttons->addButton(tr("Calculate"), QDialogButtonBox::ApplyRole);
  nameField(m_calculate, "calculateButton", m_calculate->text());
  m_calculate->setAutoDefault(false);
  column->addWidget(buttons);
  resize(560, 520);
  const auto follow = [this] {
    m_where->setEnabled(m_rows->currentIndex() == 2);
    preview();
  };
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_calculate, &QPushButton::clicked, this, &CalculateDialog::calculate);
  connect(m_field, &QComboBox::currentIndexChanged, this, &CalculateDialog::preview);
  connect(m_rows, &QComboBox::currentIndexChanged, this, follow);
  connect(m_where, &QLineEdit::textChanged, this, &CalculateDialog::preview);
  connect(m_expression, &QPlainTextEdit::textChanged, this, &CalculateDialog::preview);
  follow();
}

store::Calculation CalculateDialog::calculation() const {
  store::Calculation how;
  how.layer = m_layer.name;
  how.field = toUtf8(m_field->currentData().toString());
  how.expression = toUtf8(m_expression->toPlainText().trimmed());
  if (m_rows->currentIndex() == 1) how.fids = m_selected;
  if (m_rows->currentIndex() == 2) how.where = toUtf8(m_where->text().trimmed());
  return how;
}

void CalculateDialog::preview() {
  m_job.cancel();
  m_outcome.clear();
  m_calculate->setEnabled(false);
  m_table->setRowCount(0);
  const store::Calculation how = calculation();
  if (how.expression.empty() || m_field->count() == 0) {
    m_status->setText(m_field->count() == 0 ? tr("This layer has no columns.") : tr("Type an expression"));
    return;
  }
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) {
    m_status->setText(QStringLiteral("⚠ ") + sentence);
  };
  m_job = m_session.readLong(
      tr("Try the expression"),
      [how](const store::CityDatabase& city, Progress& progress) {
        return store::previewCalculation(city.connection(), how, kRowsPreviewed, progress.token());
      },
      this, [this](const std::vector<store::CalculatedCell>& cells) { show(cells); }, options);
}

void CalculateDialog::show(const std::vector<store::CalculatedCell>& cells) {
  const store::FieldType type = store::requireField(m_layer, toUtf8(m_field->currentData().toString())).type;
  m_table->setRowCount(static_cast<int>(cells.size()));
  QString fault;
  for (int row = 0; row < m_table->rowCount(); ++row) {
    const store::CalculatedCell& cell = cells[static_cast<std::size_t>(row)];
    m_table->setItem(row, 0, new QTableWidgetItem(QString::number(cell.fid)));
    m_table->setItem(row, 1, new QTableWidgetItem(FeatureTableModel::display(cell.before, type)));
    m_table->setItem(row, 2, new QTableWidgetItem(FeatureTableModel::display(cell.after, type)));
    if (cell.fault && fault.isEmpty()) fault = sentence(*cell.fault);
  }
  m_calculate->setEnabled(!cells.empty() && fault.isEmpty() && !m_session.isReadOnly());
  m_status->setText(!fault.isEmpty()       ? QStringLiteral("⚠ ") + fault
                    : !m_outcome.isEmpty() ? m_outcome
                    : cells.empty()        ? tr("No row is meant")
                                           : tr("The first rows; nothing is changed yet"));
}

void CalculateDialog::calculate() {
  m_calculate->setEnabled(false);
  const JobOptions options = dialogJob([this](const QString& text, bool trouble) {
    m_status->setText(trouble ? QStringLiteral("⚠ ") + text : text);
    m_calculate->setEnabled(true);
  });
  m_session.write(
      tr("Calculate a column"),
      [how = calculation(), actor = toUtf8(m_session.actor())](const store::CityDatabase& city, Progress& progress) {
        return store::calculateField(city, how, {}, actor, progress);
      },
      this,
      [this](const store::EditResult& result) {
        preview();
        // the preview that follows tells what once more would make, but not in place of what was done
        m_outcome = tr("%Ln row(s) changed; Ctrl+Z takes it back", nullptr, static_cast<int>(result.fids.size()));
        m_status->setText(m_outcome);
        m_session.lookNow();
      },
      options);
}

}  // namespace gis::ui
