#include "ui/dialogs/find_replace_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include "gis_core/store/edit_within.h"
#include "ui/dialogs/dialog_job.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/dialogs/field_titles_of.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

void FindReplaceDialog::open(CitySession& session, const store::LayerInfo& layer, const store::TableOrder& rows,
                             QWidget* parent) {
  auto* dialog = new FindReplaceDialog(session, layer, rows, parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->show();
}

FindReplaceDialog::FindReplaceDialog(CitySession& session, store::LayerInfo layer, store::TableOrder rows,
                                     QWidget* parent)
    : QDialog(parent), m_session(session), m_layer(std::move(layer)), m_rows(std::move(rows)) {
  setObjectName(QStringLiteral("findReplaceDialog"));
  setWindowTitle(tr("Find and replace in %1").arg(CitySession::layerTitle(m_layer)));
  auto* column = new QVBoxLayout(this);
  auto* form = new QFormLayout;
  const auto named = [](QWidget* widget, const char* name, const QString& accessible) {
    widget->setObjectName(QLatin1String(name));
    widget->setAccessibleName(accessible);
  };
  m_field = new QComboBox(this);
  named(m_field, "replaceFieldBox", tr("Column"));
  for (const store::Field& field : m_layer.fields) {
    if (field.type == store::FieldType::text) m_field->addItem(fromUtf8(field.name), fromUtf8(field.name));
  }
  showFieldTitles(m_session, m_field, fromUtf8(m_layer.name));
  m_find = new QLineEdit(this);
  named(m_find, "replaceFindEdit", tr("Find"));
  m_with = new QLineEdit(this);
  named(m_with, "replaceWithEdit", tr("Replace with"));
  m_whole = new QCheckBox(tr("The whole cell must be equal"), this);
  named(m_whole, "replaceWholeBox", m_whole->text());
  m_case = new QCheckBox(tr("Match upper and lower case"), this);
  named(m_case, "replaceCaseBox", m_case->text());
  form->addRow(tr("Column"), m_field);
  form->addRow(tr("Find"), m_find);
  form->addRow(tr("Replace with"), m_with);
  form->addRow(QString(), m_whole);
  form->addRow(QString(), m_case);
  column->addLayout(form);
  m_examples = new QTableWidget(0, 3, this);
  named(m_examples, "replaceExamples", tr("Preview"));
  m_examples->setHorizontalHeaderLabels({tr("fid"), tr("Before"), tr("After")});
  m_examples->horizontalHeader()->setStretchLastSection(true);
  m_examples->setColumnWidth(0, 80);
  m_examples->setColumnWidth(1, 210);
  m_examples->verticalHeader()->hide();
  m_examples->setEditTriggers(QAbstractItemView::NoEditTriggers);
  column->addWidget(m_examples, 1);
  m_count = new QLabel(tr("Type what to find"), this);
  named(m_count, "replaceCount", tr("Number of cells that change"));
  m_count->setWordWrap(true);
  column->addWidget(m_count);
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  m_replace = buttons->addButton(tr("Replace all"), QDialogButtonBox::ApplyRole);
  named(m_replace, "replaceAllButton", m_replace->text());
  m_replace->setEnabled(false);
  m_replace->setAutoDefault(false);  // thousands of cells are not changed by Enter in a field
  column->addWidget(buttons);
  resize(560, 440);

  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_replace, &QPushButton::clicked, this, &FindReplaceDialog::replaceAll);
  for (QLineEdit* edit : {m_find, m_with}) connect(edit, &QLineEdit::textChanged, this, &FindReplaceDialog::preview);
  for (QCheckBox* box : {m_whole, m_case}) connect(box, &QCheckBox::toggled, this, &FindReplaceDialog::preview);
  connect(m_field, &QComboBox::currentIndexChanged, this, &FindReplaceDialog::preview);
}

store::Replacement FindReplaceDialog::replacement() const {
  store::Replacement out;
  out.field = toUtf8(m_field->currentData().toString());
  out.find = toUtf8(m_find->text());
  out.replace = toUtf8(m_with->text());
  out.wholeCell = m_whole->isChecked();
  out.matchCase = m_case->isChecked();
  out.rows = m_rows;
  return out;
}

void FindReplaceDialog::preview() {
  m_previewJob.cancel();
  m_replace->setEnabled(false);
  m_examples->setRowCount(0);
  if (m_find->text().isEmpty() || m_field->count() == 0) {
    m_count->setText(m_field->count() == 0 ? tr("This layer has no text column") : tr("Type what to find"));
    return;
  }
  m_count->setText(tr("Looking…"));
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { m_count->setText(sentence); };
  m_previewJob = m_session.readLong(
      tr("Find and replace: preview"),
      [layer = m_layer, how = replacement()](const store::CityDatabase& city, Progress& progress) {
        return store::previewReplacement(city.connection(), layer, how, progress.token());
      },
      this,
      [this](const store::ReplacementPreview& found) {
        m_count->setText(tr("%Ln cell(s) would change", nullptr, static_cast<int>(found.cells)));
        m_replace->setEnabled(found.cells > 0 && !m_session.isReadOnly());
        m_examples->setRowCount(static_cast<int>(found.examples.size()));
        for (int row = 0; row < m_examples->rowCount(); ++row) {
          const auto& example = found.examples[static_cast<std::size_t>(row)];
          m_examples->setItem(row, 0, new QTableWidgetItem(QString::number(example.fid)));
          m_examples->setItem(row, 1, new QTableWidgetItem(fromUtf8(example.before)));
          m_examples->setItem(row, 2, new QTableWidgetItem(fromUtf8(example.after)));
        }
      },
      options);
}

void FindReplaceDialog::replaceAll() {
  m_replace->setEnabled(false);
  m_session.write(
      tr("Find and replace"),
      [layer = m_layer, how = replacement(), actor = toUtf8(m_session.actor())](const store::CityDatabase& city,
                                                                                Progress& progress) {
        // nobody changes a cell between looking and writing
        store::Transaction transaction(city.connection());
        store::EditCommand command = store::replacementCommand(city.connection(), layer, how, progress.token());
        const store::FreesRowsBeside beside(command);
        command.actor = actor;
        store::EditResult result = store::applyWithin(city, command, progress);
        transaction.commit();
        return result;
      },
      this,
      [this](const store::EditResult& result) {
        Q_EMIT m_session.editApplied(result);
        m_count->setText(
            tr("%Ln cell(s) changed; Ctrl+Z takes it back", nullptr, static_cast<int>(result.fids.size())));
        m_examples->setRowCount(0);
      },
      dialogJob([this](const QString& text, bool) {
        m_count->setText(text);
        m_replace->setEnabled(true);
      }));
}

}  // namespace gis::ui
