#include "ui/dialogs/correction_note_dialog.h"

#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "gis_core/city/metadata.h"
#include "ui/dialogs/dialog_texts.h"

namespace gis::ui {

CorrectionNoteDialog::CorrectionNoteDialog(CitySession& session, const QString& layer, int findings, QWidget* parent)
    : QDialog(parent) {
  setObjectName(QStringLiteral("correctionNoteDialog"));
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Correction note"));
  m_bureau = named(new QLineEdit, "correctionBureau", tr("Bureau"));
  const QDir folder = QFileInfo(session.city().file).dir();
  m_file = named(new QLineEdit(QDir::toNativeSeparators(
                     folder.filePath(tr("correction note") + QStringLiteral(" ") + layer + QStringLiteral(".xlsx")))),
                 "correctionFile", tr("File"));
  auto* browse = named(new QPushButton(tr("Browse…")), "correctionBrowse", tr("Choose the file"));
  browse->setAutoDefault(false);
  auto* file = new QHBoxLayout;
  file->addWidget(m_file, 1);
  file->addWidget(browse);
  const store::LayerInfo* info = session.layer(layer);
  auto* what =
      new QLabel(tr("%Ln finding(s) of %1 go to the bureau that owns the layer; the note is kept with its state.",
                    nullptr, findings)
                     .arg(info == nullptr ? layer : CitySession::layerTitle(*info)));
  what->setWordWrap(true);
  auto* form = new QFormLayout;
  form->addRow(tr("To the bureau"), m_bureau);
  form->addRow(tr("Into the file"), file);
  auto* buttons = dialogButtons(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  m_ok = buttons->button(QDialogButtonBox::Ok);
  auto* all = new QVBoxLayout(this);
  all->addWidget(what);
  all->addLayout(form);
  all->addWidget(buttons);
  resize(520, sizeHint().height());
  connect(browse, &QPushButton::clicked, this,
          [this] { askTarget(m_file, "correctionFileDialog", tr("Correction note"), tr("Spreadsheet (*.xlsx)")); });
  for (QLineEdit* field : {m_bureau, m_file})
    connect(field, &QLineEdit::textChanged, this, &CorrectionNoteDialog::changed);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(buttons, &QDialogButtonBox::accepted, this, [this] {
    Q_EMIT asked(m_bureau->text().trimmed(), m_file->text().trimmed());
    accept();
  });
  session.read(
      tr("Correction note"),
      [name = toUtf8(layer)](const store::CityDatabase& city, Progress&) {
        return city::metadataOf(city, store::layerByName(city.connection(), name)).provider;
      },
      this,
      [this](const std::string& provider) {
        if (m_bureau->text().isEmpty()) m_bureau->setText(fromUtf8(provider));
      });
  changed();
}

void CorrectionNoteDialog::changed() {
  m_ok->setEnabled(!m_bureau->text().trimmed().isEmpty() && !m_file->text().trimmed().isEmpty());
}

}  // namespace gis::ui
