#include "ui/dialogs/desk_settings_dialog.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "gis_core/city/case_number.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

namespace {

using SettingKind = city::DeskSetting::Kind;

/// "case_no_pattern" → "deskCaseNoPattern"
QByteArray fieldName(const std::string& setting) {
  QByteArray name = "desk";
  bool upper = true;
  for (const char c : setting) {
    if (c == '_') {
      upper = true;
      continue;
    }
    name += upper ? char(std::toupper(static_cast<unsigned char>(c))) : c;
    upper = false;
  }
  return name;
}

}  // namespace

DeskSettingsDialog::DeskSettingsDialog(CitySession& session, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_note(named(new QLabel, "deskSettingsNote", tr("Note"))),
      m_buttons(dialogButtons(QDialogButtonBox::Ok | QDialogButtonBox::Cancel)) {
  setObjectName(QStringLiteral("deskSettingsDialog"));
  setWindowTitle(tr("Settings of the incident desk"));
  auto* form = new QFormLayout;
  for (const city::DeskSetting& setting : city::deskSettings()) addField(*form, setting);
  auto* words = new QLabel(tr(
      "Numbers are made of text and of {date}, {category}, {type} (C for a component, else E); they end with {seq4}, "
      "a running number of at least so many digits. Numbers that were given stay."));
  words->setWordWrap(true);
  m_note->setWordWrap(true);
  auto* all = new QVBoxLayout(this);
  all->addLayout(form);
  all->addWidget(words);
  all->addWidget(m_note);
  all->addWidget(m_buttons);
  resize(620, sizeHint().height());
  connect(m_buttons, &QDialogButtonBox::accepted, this, &DeskSettingsDialog::accept);
  connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  updateState();
  m_session.read(
      windowTitle(),
      [](const store::CityDatabase& city, Progress&) {
        store::SettingValues values;
        for (const city::DeskSetting& setting : city::deskSettings())
          values.emplace_back(setting.name, city::deskSetting(city, setting.name));
        return values;
      },
      this, [this](const store::SettingValues& values) { show(values); });
}

void DeskSettingsDialog::addField(QFormLayout& form, const city::DeskSetting& setting) {
  const QString title = translated(setting.title);
  const QByteArray name = fieldName(setting.name);
  QWidget* field = nullptr;
  if (setting.kind == SettingKind::pattern) {
    auto* line = new QLineEdit;
    auto* example = named(new QLabel, (name + "Example").constData(), tr("Example"));
    auto* both = new QVBoxLayout;
    both->setSpacing(2);
    both->addWidget(line);
    both->addWidget(example);
    form.addRow(title, both);
    m_examples[setting.name] = example;
    connect(line, &QLineEdit::textChanged, this, &DeskSettingsDialog::updateState);
    field = line;
  } else if (setting.kind == SettingKind::choice) {
    auto* box = new QComboBox;
    for (const city::DeskSetting::Choice& one : setting.choices)
      box->addItem(translated(one.title), fromUtf8(one.value));
    form.addRow(title, box);
    field = box;
  } else if (setting.kind == SettingKind::codes) {
    auto* box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->addItem(tr("All categories"), QStringLiteral("all"));
    box->addItem(tr("None"), QStringLiteral("none"));
    box->setToolTip(tr("Or codes and their beginnings, such as 06 09005"));
    form.addRow(title, box);
    connect(box, &QComboBox::currentTextChanged, this, &DeskSettingsDialog::updateState);
    field = box;
  } else {
    auto* box = new QDoubleSpinBox;
    box->setDecimals(setting.decimals);
    box->setRange(setting.least, setting.most);
    form.addRow(title, box);
    field = box;
  }
  nameField(field, name.constData(), title);
  m_fields[setting.name] = field;
}

void DeskSettingsDialog::show(const store::SettingValues& values) {
  for (const auto& [name, value] : values) {
    QWidget* field = m_fields.at(name);
    if (auto* line = qobject_cast<QLineEdit*>(field)) line->setText(fromUtf8(value));
    if (auto* box = qobject_cast<QComboBox*>(field)) {
      const int known = box->findData(fromUtf8(value));
      if (known < 0 && box->isEditable()) {
        box->setEditText(fromUtf8(value));
      } else {
        box->setCurrentIndex(std::max(0, known));
      }
    }
    if (auto* box = qobject_cast<QDoubleSpinBox*>(field)) box->setValue(fromUtf8(value).toDouble());
  }
  m_loaded = true;
  updateState();
}

std::string DeskSettingsDialog::valueOf(const city::DeskSetting& setting) const {
  QWidget* field = m_fields.at(setting.name);
  if (const auto* line = qobject_cast<const QLineEdit*>(field)) return toUtf8(line->text().trimmed());
  if (const auto* box = qobject_cast<const QComboBox*>(field)) {
    const int known = box->isEditable() ? box->findText(box->currentText().trimmed()) : box->currentIndex();
    return toUtf8(known < 0 ? box->currentText().trimmed() : box->itemData(known).toString());
  }
  const auto* box = qobject_cast<const QDoubleSpinBox*>(field);
  return QByteArray::number(box->value(), 'g', 10).toStdString();
}

void DeskSettingsDialog::updateState() {
  QString trouble;
  for (const city::DeskSetting& setting : city::deskSettings()) {
    if (setting.kind == SettingKind::codes) {
      try {
        city::checkDeskSetting(setting.name, valueOf(setting));
      } catch (const Error& error) {
        if (m_loaded && trouble.isEmpty()) trouble = QStringLiteral("⚠ ") + sentence(error);
      }
    }
    if (setting.kind != SettingKind::pattern) continue;
    const std::string pattern = valueOf(setting);
    QString example;
    try {
      example =
          tr("For example %1")
              .arg(fromUtf8(city::firstNumber(pattern.empty() ? setting.usual : pattern, "06010", "matter", utcNow())));
    } catch (const Error& error) {
      if (m_loaded && trouble.isEmpty()) trouble = QStringLiteral("⚠ ") + sentence(error);
    }
    m_examples.at(setting.name)->setText(example);
  }
  m_note->setText(trouble);
  // a sentence of two lines does not take from the fields
  if (const int wanted = layout()->totalHeightForWidth(width()); wanted > height()) resize(width(), wanted);
  m_buttons->button(QDialogButtonBox::Ok)->setEnabled(m_loaded && trouble.isEmpty() && !m_session.isReadOnly());
}

void DeskSettingsDialog::accept() {
  store::SettingValues values;
  for (const city::DeskSetting& setting : city::deskSettings()) values.emplace_back(setting.name, valueOf(setting));
  JobOptions options;
  options.onError = [this](const QString& why, const Error&) { m_note->setText(QStringLiteral("⚠ ") + why); };
  m_session.write(
      windowTitle(),
      [values, actor = toUtf8(m_session.actor())](const store::CityDatabase& city, Progress&) {
        city::changeDeskSettings(city, values, actor);
      },
      this, [this] { QDialog::accept(); }, options);
}

}  // namespace gis::ui
