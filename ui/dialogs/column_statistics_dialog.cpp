#include "ui/dialogs/column_statistics_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <cmath>

#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"
#include "ui/models/feature_table_model.h"

namespace gis::ui {

void ColumnStatisticsDialog::open(CitySession& session, const store::LayerInfo& layer, int column, const QString& where,
                                  QWidget* parent) {
  auto* dialog = new ColumnStatisticsDialog(session, layer, where, parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->m_field->setCurrentIndex(column);
  dialog->load();
  static_cast<QDialog*>(dialog)->show();
}

ColumnStatisticsDialog::ColumnStatisticsDialog(CitySession& session, store::LayerInfo layer, QString where,
                                               QWidget* parent)
    : QDialog(parent), m_session(session), m_layer(std::move(layer)), m_where(std::move(where)) {
  setObjectName(QStringLiteral("columnStatisticsDialog"));
  setWindowTitle(tr("Column statistics of %1").arg(CitySession::layerTitle(m_layer)));
  auto* column = new QVBoxLayout(this);
  auto* form = new QFormLayout;
  m_field = new QComboBox(this);
  m_field->setObjectName(QStringLiteral("statisticsFieldBox"));
  m_field->setAccessibleName(tr("Column"));
  for (const store::Field& field : m_layer.fields) m_field->addItem(fromUtf8(field.name));
  form->addRow(tr("Column"), m_field);
  column->addLayout(form);
  m_table = new QTableWidget(0, 2, this);
  m_table->setObjectName(QStringLiteral("statisticsTable"));
  m_table->setAccessibleName(tr("Figures"));
  m_table->setHorizontalHeaderLabels({tr("Figure"), tr("Value")});
  m_table->horizontalHeader()->setStretchLastSection(true);
  m_table->verticalHeader()->hide();
  m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  column->addWidget(m_table, 1);
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  buttons->button(QDialogButtonBox::Close)->setDefault(true);
  column->addWidget(buttons);
  resize(480, 520);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_field, &QComboBox::activated, this, &ColumnStatisticsDialog::load);
}

void ColumnStatisticsDialog::load() {
  m_job.cancel();
  m_table->setRowCount(0);
  if (m_field->currentIndex() < 0) return;
  m_job = m_session.readLong(
      tr("Column statistics"),
      [layer = m_layer, field = toUtf8(m_field->currentText()), where = toUtf8(m_where)](
          const store::CityDatabase& city, Progress& progress) {
        return store::columnStatistics(city.connection(), layer, field, where, progress.token());
      },
      this, [this](const store::ColumnStatistics& figures) { show(figures); });
}

void ColumnStatisticsDialog::show(const store::ColumnStatistics& figures) {
  const store::FieldType type = m_layer.fields[static_cast<std::size_t>(m_field->currentIndex())].type;
  const QLocale locale;
  const auto add = [this](const QString& name, const QString& value) {
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, 0, new QTableWidgetItem(name));
    m_table->setItem(row, 1, new QTableWidgetItem(value));
  };
  add(tr("Rows"), locale.toString(static_cast<qlonglong>(figures.rows)));
  add(tr("Empty (NULL)"), locale.toString(static_cast<qlonglong>(figures.nulls)));
  add(tr("Different values"), locale.toString(static_cast<qlonglong>(figures.distinct)));
  add(tr("Smallest"), FeatureTableModel::display(figures.minimum, type));
  add(tr("Largest"), FeatureTableModel::display(figures.maximum, type));
  if (!std::isnan(figures.mean)) {
    add(tr("Sum"), locale.toString(figures.sum, 'g', 12));
    add(tr("Mean"), locale.toString(figures.mean, 'g', 8));
    add(tr("Standard deviation"), locale.toString(figures.standardDeviation, 'g', 8));
  }
  for (const auto& [value, count] : figures.commonest) {
    const QString text = FeatureTableModel::display(value, type);
    add(tr("Value \"%1\"").arg(text.isEmpty() ? QStringLiteral("NULL") : text),
        locale.toString(static_cast<qlonglong>(count)));
  }
  m_table->resizeColumnToContents(0);
}

}  // namespace gis::ui
