#include "ui/dialogs/new_city_dialog.h"

#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "ui/dialogs/dialog_texts.h"

namespace gis::ui {

NewCityDialog::NewCityDialog(const QString& folder, QWidget* parent)
    : QDialog(parent),
      m_file(new QLineEdit(QDir(folder).filePath(QStringLiteral("city.citydb")))),
      m_choose(new QPushButton(tr("Browse…"))),
      m_crs(new QComboBox),
      m_codes(new QComboBox),
      m_note(new QLabel) {
  setObjectName(QStringLiteral("newCityDialog"));
  setWindowTitle(tr("New city"));
  nameField(m_file, "newCityFile", tr("City file"));
  nameField(m_choose, "newCityBrowse", tr("Choose the place of the file"));
  nameField(m_codes, "newCityCodes", tr("Codes of new cases"));
  nameField(m_crs, "newCityCrs", tr("Coordinate system"));
  m_file->setMinimumWidth(420);
  m_crs->setEditable(true);
  replaceOnTyping(m_crs);
  // The zones of CGCS2000 that Chinese cities use; any other EPSG code may be typed.
  for (int code = 4534, meridian = 75; code <= 4554; ++code, meridian += 3)
    m_crs->addItem(tr("EPSG:%1 – CGCS2000, 3-degree zone, central meridian %2° E").arg(code).arg(meridian),
                   QStringLiteral("EPSG:%1").arg(code));
  m_crs->addItem(tr("EPSG:4490 – CGCS2000, degrees"), QStringLiteral("EPSG:4490"));
  m_crs->setCurrentIndex(4549 - 4534);
  m_note->setWordWrap(true);
  auto* row = new QHBoxLayout;
  row->addWidget(m_file, 1);
  row->addWidget(m_choose);
  auto* form = new QFormLayout(this);
  form->addRow(tr("City file"), row);
  form->addRow(tr("Coordinate system"), m_crs);
  m_codes->addItem(tr("GB/T 47678.5-2026 (five digits)"), QStringLiteral("current"));
  m_codes->addItem(tr("CJ/T 214 (four digits)"), QStringLiteral("legacy"));
  form->addRow(tr("Codes of new cases"), m_codes);
  form->addRow(m_note);
  QDialogButtonBox* buttons = dialogButtons(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  m_ok = buttons->button(QDialogButtonBox::Ok);
  form->addRow(buttons);
  connect(m_choose, &QPushButton::clicked, this, &NewCityDialog::choose);
  connect(m_file, &QLineEdit::textChanged, this, &NewCityDialog::check);
  connect(m_crs, &QComboBox::currentTextChanged, this, &NewCityDialog::check);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  check();
}

QString NewCityDialog::file() const {
  QString file = m_file->text().trimmed();
  if (!file.endsWith(QLatin1String(".citydb"), Qt::CaseInsensitive)) file += QStringLiteral(".citydb");
  return QDir::fromNativeSeparators(file);
}

QString NewCityDialog::crs() const {
  const int index = m_crs->findText(m_crs->currentText());
  return index >= 0 ? m_crs->itemData(index).toString() : m_crs->currentText().trimmed();
}

QString NewCityDialog::codes() const {
  return m_codes->currentData().toString();
}

void NewCityDialog::choose() {
  askTarget(m_file, "newCityFileDialog", tr("New city"), tr("Cities (*.citydb)"));
}

void NewCityDialog::check() {
  const QFileInfo info(file());
  QString why;
  if (m_file->text().trimmed().isEmpty())
    why = tr("Give the file a name.");
  else if (info.exists())
    why = tr("This file is there already. Choose another name, or open it.");
  else if (!QFileInfo(info.absolutePath()).isDir())
    why = tr("The folder does not exist.");
  else if (crs().isEmpty())
    why = tr("Choose a coordinate system.");
  m_note->setText(why);
  m_ok->setEnabled(why.isEmpty());
}

}  // namespace gis::ui
