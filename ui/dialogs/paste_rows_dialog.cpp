#include "ui/dialogs/paste_rows_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/dialogs/dialog_job.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

namespace {
constexpr std::size_t kFaultsSaid = 5;
}

void PasteRowsDialog::open(CitySession& session, const store::LayerInfo& layer, const QString& text, QWidget* parent) {
  auto* dialog = new PasteRowsDialog(session, layer, text, parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->show();
}

PasteRowsDialog::PasteRowsDialog(CitySession& session, store::LayerInfo layer, const QString& text, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_layer(std::move(layer)),
      m_text(named(new QPlainTextEdit(text), "pasteRowsEdit", tr("Rows"))),
      m_key(named(new QComboBox, "pasteRowsKeyBox", tr("Key"))),
      m_skip(named(new QCheckBox(tr("Leave faulty rows out")), "pasteRowsSkipBox", tr("Leave faulty rows out"))),
      m_status(named(new QLabel, "pasteRowsStatus", tr("State"))) {
  setObjectName(QStringLiteral("pasteRowsDialog"));
  setWindowTitle(tr("Paste rows into %1").arg(CitySession::layerTitle(m_layer)));
  m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_text->setTabChangesFocus(false);
  m_text->setPlaceholderText(tr("Copy the rows in the spreadsheet together with the row of column names"));
  m_key->addItem(tr("All rows are new features"), QString());
  m_key->addItem(tr("Rows with the same %1 change that feature").arg(QStringLiteral("fid")), QStringLiteral("fid"));
  for (const store::Field& field : m_layer.fields)
    m_key->addItem(tr("Rows with the same %1 change that feature").arg(fromUtf8(field.name)), fromUtf8(field.name));
  m_status->setWordWrap(true);
  auto* column = new QVBoxLayout(this);
  column->addWidget(m_text, 1);
  auto* form = new QFormLayout;
  form->addRow(tr("Key"), m_key);
  form->addRow(QString(), m_skip);
  column->addLayout(form);
  column->addWidget(m_status);
  QDialogButtonBox* buttons = dialogButtons(QDialogButtonBox::Cancel);
  m_paste = buttons->addButton(tr("Paste the rows"), QDialogButtonBox::AcceptRole);
  nameField(m_paste, "pasteRowsButton", m_paste->text());
  column->addWidget(buttons);
  resize(560, 420);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(buttons, &QDialogButtonBox::accepted, this, &PasteRowsDialog::paste);
  connect(m_text, &QPlainTextEdit::textChanged, this, &PasteRowsDialog::plan);
  connect(m_key, &QComboBox::currentIndexChanged, this, &PasteRowsDialog::plan);
  connect(m_skip, &QCheckBox::toggled, this, &PasteRowsDialog::plan);
  plan();
}

io::PasteRequest PasteRowsDialog::request() const {
  return {m_layer.name, toUtf8(m_text->toPlainText()), toUtf8(m_key->currentData().toString())};
}

QString PasteRowsDialog::words(const io::PastePlan& plan) {
  QString text = tr("%L1 row(s): %L2 to be added, %L3 to be changed, %L4 as they are, %L5 faulty")
                     .arg(plan.rows)
                     .arg(plan.added)
                     .arg(plan.changed)
                     .arg(plan.unchanged)
                     .arg(plan.faults.size());
  QStringList ignored;
  for (const std::string& column : plan.ignoredColumns) ignored << fromUtf8(column);
  if (!ignored.isEmpty())
    text += QLatin1Char('\n') + tr("Columns that do not count: %1").arg(ignored.join(QStringLiteral(", ")));
  for (std::size_t i = 0; i < plan.faults.size() && i < kFaultsSaid; ++i) {
    const io::PasteFault& fault = plan.faults[i];
    text += QStringLiteral("\n⚠ ") +
            tr("Row %L1: %2").arg(fault.row).arg(sentence(Error(ErrorCode::invalidValue, fault.what, fault.why)));
  }
  return text;
}

void PasteRowsDialog::plan() {
  m_job.cancel();
  m_paste->setEnabled(false);
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) {
    m_status->setText(QStringLiteral("⚠ ") + sentence);
  };
  m_job = m_session.readLong(
      tr("Read the rows"),
      [request = request()](const store::CityDatabase& city, Progress& progress) {
        return io::planPaste(city.connection(), request, progress.token());
      },
      this,
      [this](const io::PastePlan& plan) {
        m_status->setText(words(plan));
        const bool any = plan.added + plan.changed > 0;
        m_paste->setEnabled(any && (plan.faults.empty() || m_skip->isChecked()) && !m_session.isReadOnly());
      },
      options);
}

void PasteRowsDialog::paste() {
  m_paste->setEnabled(false);
  const JobOptions options = dialogJob([this](const QString& text, bool trouble) {
    m_status->setText(trouble ? QStringLiteral("⚠ ") + text : text);
    m_paste->setEnabled(true);
  });
  m_session.write(
      tr("Paste rows"),
      [request = request(), skip = m_skip->isChecked(), actor = toUtf8(m_session.actor())](
          const store::CityDatabase& city, Progress& progress) {
        store::EditResult result;
        (void)io::pasteRows(city, request, skip, {}, actor, result, progress);
        return result;
      },
      this,
      [this](const store::EditResult& result) {
        Q_EMIT m_session.editApplied(result);
        m_session.lookNow();
        accept();
      },
      options);
}

}  // namespace gis::ui
