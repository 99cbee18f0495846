#include "ui/dialogs/export_profile_bar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/dialogs/dialog_texts.h"

namespace gis::ui {

ExportProfileBar::ExportProfileBar(CitySession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_box(named(new QComboBox, "exportProfileBox", tr("Profile of the bureau"))),
      m_save(named(new QPushButton(tr("Keep profile")), "exportProfileSave", tr("Keep profile"))),
      m_remove(named(new QPushButton(tr("Remove profile")), "exportProfileRemove", tr("Remove profile"))),
      m_status(named(new QLabel, "exportProfileStatus", tr("Profile of the bureau"))) {
  m_box->setEditable(true);
  m_box->setInsertPolicy(QComboBox::NoInsert);
  m_box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  m_box->lineEdit()->setPlaceholderText(tr("A bureau's profile, or a new name"));
  m_save->setToolTip(tr("Keep the choices below under this name, for next time and for colleagues"));
  m_remove->setToolTip(tr("Take this profile away; files that were made stay"));
  for (QPushButton* button : {m_save, m_remove}) button->setAutoDefault(false);
  m_status->setWordWrap(true);
  m_status->hide();
  auto* row = new QHBoxLayout;
  row->addWidget(m_box, 1);
  row->addWidget(m_save);
  row->addWidget(m_remove);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addLayout(row);
  column->addWidget(m_status);
  connect(m_box, &QComboBox::activated, this, &ExportProfileBar::choose);
  connect(m_box, &QComboBox::editTextChanged, this, &ExportProfileBar::typed);
  connect(m_save, &QPushButton::clicked, this, &ExportProfileBar::saveWanted);
  connect(m_remove, &QPushButton::clicked, this, &ExportProfileBar::remove);
  typed();
  read({});
}

void ExportProfileBar::typed() {
  const QString name = m_box->currentText().trimmed();
  m_save->setEnabled(!name.isEmpty() && !m_session.isReadOnly());
  const int known = name.isEmpty() ? -1 : m_box->findText(name);
  const bool shipped = known >= 0 && m_profiles[std::size_t(known)].shipped;
  m_remove->setEnabled(known >= 0 && !shipped && !m_session.isReadOnly());
}

void ExportProfileBar::say(const QString& text, bool trouble) {
  m_status->setText(trouble ? QStringLiteral("⚠ ") + text : text);
  m_status->setVisible(!text.isEmpty());
}

JobOptions ExportProfileBar::options() {
  JobOptions options;
  options.onError = [this](const QString& text, const Error&) { say(text, true); };
  return options;
}

/// Reads what the city keeps; `choose` is shown then, and nothing of it is applied.
void ExportProfileBar::read(const QString& choose) {
  m_session.read(
      tr("Read the export profiles"),
      [](const store::CityDatabase& city, Progress&) { return city::exportProfiles(city); }, this,
      [this, choose](const std::vector<city::ExportProfile>& profiles) {
        m_profiles = profiles;
        const QSignalBlocker quiet(m_box);
        m_box->clear();
        for (const city::ExportProfile& one : m_profiles) m_box->addItem(fromUtf8(one.name));
        m_box->setCurrentIndex(m_box->findText(choose));
        if (m_box->currentIndex() < 0) m_box->setEditText(choose);
        typed();
      },
      options());
}

void ExportProfileBar::choose(int index) {
  if (index < 0 || std::size_t(index) >= m_profiles.size()) return;
  m_current = m_profiles[std::size_t(index)];
  say({});
  typed();
  Q_EMIT chosen(m_current);
}

void ExportProfileBar::save(city::ExportProfile profile) {
  const QString name = m_box->currentText().trimmed();
  profile.name = toUtf8(name);
  m_session.write(
      tr("Keep an export profile"),
      [profile, actor = toUtf8(m_session.actor())](const store::CityDatabase& city, Progress&) {
        city::saveExportProfile(city, profile, actor, true);
      },
      this,
      [this, name, profile] {
        m_current = profile;
        say(tr("Kept as “%1”.").arg(name));
        read(name);
      },
      options());
}

void ExportProfileBar::remove() {
  const QString name = m_box->currentText().trimmed();
  m_session.write(
      tr("Remove an export profile"),
      [wanted = toUtf8(name)](const store::CityDatabase& city, Progress&) { city::removeExportProfile(city, wanted); },
      this,
      [this, name] {
        m_current = {};
        say(tr("“%1” is removed.").arg(name));
        read({});
      },
      options());
}

}  // namespace gis::ui
