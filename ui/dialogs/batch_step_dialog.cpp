#include "ui/dialogs/batch_step_dialog.h"

#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <map>

#include "gis_core/city/case_asking.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"
#include "ui/models/case_texts.h"

namespace gis::ui {

BatchStepDialog::BatchStepDialog(CitySession& session, const QStringList& ids, const QString& role, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_role(role),
      m_step(new QComboBox),
      m_who(new QComboBox),
      m_to(new QLineEdit),
      m_condition(new QLineEdit),
      m_reason(new QLineEdit),
      m_until(new QDateEdit(QDate::currentDate().addDays(7))),
      m_note(new QLabel),
      m_refused(new QPlainTextEdit),
      m_take(new QPushButton(tr("Take the step"))) {
  setObjectName(QStringLiteral("batchStepDialog"));
  setWindowTitle(tr("One step for %n case(s)", nullptr, int(ids.size())));
  for (const QString& id : ids) m_ids.push_back(toUtf8(id));
  build();
  m_session.read(
      windowTitle(),
      [cases = m_ids](const store::CityDatabase& city, Progress& progress) {
        std::map<std::string, Offer> counted;
        for (const std::string& id : cases) {
          progress.token().check();
          try {
            const city::Incident incident = city::incidentById(city, id);
            for (const city::CaseRule* one : city::CaseRules::shipped().stepsFrom(incident)) {
              // into which one to merge differs from case to case
              if (one->action == "merge" || !city::mayAsk(*one, incident, utcNow())) continue;
              ++counted.try_emplace(one->action, Offer{one, 0}).first->second.count;
            }
          } catch (const Error& error) {
            if (error.code() != ErrorCode::notFound) throw;
          }
        }
        std::vector<Offer> offers;
        offers.reserve(counted.size());
        for (const auto& [action, offer] : counted) offers.push_back(offer);
        // what may be done in any state, such as forcing the close, is never what was meant first
        std::stable_sort(offers.begin(), offers.end(), [](const Offer& a, const Offer& b) {
          const bool anyA = a.rule->from == "*", anyB = b.rule->from == "*";
          return anyA != anyB ? anyB : a.count > b.count;
        });
        return offers;
      },
      this, [this](std::vector<Offer> offers) { showOffers(std::move(offers)); });
}

void BatchStepDialog::build() {
  const auto give = [](QWidget* widget, const char* name, const QString& accessible) {
    widget->setObjectName(QLatin1String(name));
    widget->setAccessibleName(accessible);
  };
  give(m_step, "batchStep", tr("Step"));
  give(m_who, "batchRole", tr("Role"));
  give(m_to, "batchTo", tr("Department or handler"));
  give(m_condition, "batchCondition", tr("Condition"));
  give(m_reason, "batchReason", tr("Reason"));
  give(m_until, "batchUntil", tr("Goes on"));
  give(m_note, "batchNote", tr("Note"));
  give(m_refused, "batchRefused", tr("Refused"));
  give(m_take, "batchTake", m_take->text());
  m_until->setCalendarPopup(true);
  m_until->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
  m_note->setWordWrap(true);
  m_refused->setReadOnly(true);
  m_refused->hide();
  m_take->setEnabled(false);
  auto* form = new QFormLayout;
  form->addRow(tr("Step"), m_step);
  form->addRow(tr("Role"), m_who);
  form->addRow(tr("Department or handler"), m_to);
  form->addRow(tr("Condition"), m_condition);
  form->addRow(tr("Reason"), m_reason);
  form->addRow(tr("Goes on"), m_until);
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  buttons->addButton(m_take, QDialogButtonBox::ActionRole);
  auto* all = new QVBoxLayout(this);
  all->addLayout(form);
  all->addWidget(m_note);
  all->addWidget(m_refused, 1);
  all->addWidget(buttons);
  resize(460, 320);
  connect(m_step, &QComboBox::currentIndexChanged, this, &BatchStepDialog::stepChosen);
  connect(m_take, &QPushButton::clicked, this, &BatchStepDialog::take);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void BatchStepDialog::showOffers(std::vector<Offer> offers) {
  m_offers = std::move(offers);
  int first = -1;
  for (std::size_t i = 0; i < m_offers.size(); ++i) {
    const city::CaseRule& one = *m_offers[i].rule;
    m_step->addItem(tr("%1 (%2 of %3)").arg(caseActionText(one.action)).arg(m_offers[i].count).arg(m_ids.size()),
                    fromUtf8(one.action));
    const bool mine = std::find(one.roles.begin(), one.roles.end(), toUtf8(m_role)) != one.roles.end();
    if (mine && first < 0) first = int(i);
  }
  m_step->setCurrentIndex(std::max(0, first));
  m_take->setEnabled(!m_offers.empty() && !m_session.isReadOnly());
  m_note->setText(m_offers.empty() ? tr("None of these cases has a further step.")
                                   : tr("All that may take the step take it together; one undo takes them all back."));
  stepChosen();
}

const city::CaseRule* BatchStepDialog::rule() const {
  const int row = m_step->currentIndex();
  return row >= 0 && row < int(m_offers.size()) ? m_offers[std::size_t(row)].rule : nullptr;
}

void BatchStepDialog::stepChosen() {
  const city::CaseRule* chosen = rule();
  m_who->clear();
  if (chosen == nullptr) return;
  for (const std::string& role : chosen->roles) {
    if (role != "system") m_who->addItem(caseRoleText(role), fromUtf8(role));
  }
  m_who->setCurrentIndex(std::max(0, m_who->findData(m_role)));
  m_to->setEnabled(chosen->needsDepartment || chosen->action == "redispatch" || chosen->action == "assign");
  m_condition->setEnabled(chosen->needsCondition);
  if (chosen->needsCondition && m_condition->text().isEmpty())
    m_condition->setText(chosen->action == "file" ? tr("Meets the filing condition")
                                                  : tr("Meets the closing condition"));
  m_until->setEnabled(chosen->action == "suspend");
}

void BatchStepDialog::take() {
  const city::CaseRule* chosen = rule();
  if (chosen == nullptr) return;
  city::CaseStep step;
  step.action = chosen->action;
  step.role = toUtf8(m_who->currentData().toString());
  step.reason = toUtf8(m_reason->text().trimmed());
  if (m_condition->isEnabled()) step.condition = toUtf8(m_condition->text().trimmed());
  if (m_to->isEnabled()) step.to = toUtf8(m_to->text().trimmed());
  if (chosen->handlerOfDepartment) step.handlerUnits = departmentsOf(m_people, m_to->text());
  if (m_until->isEnabled()) step.until = parseIso(toUtf8(m_until->date().toString(Qt::ISODate)), kCityOffsetMinutes);
  m_take->setEnabled(false);
  m_note->setText(tr("Saving …"));
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) {
    m_take->setEnabled(true);
    m_note->setText(QStringLiteral("⚠ ") + sentence);
  };
  m_session.write(
      windowTitle(),
      [ids = m_ids, step, actor = toUtf8(m_session.actor())](const store::CityDatabase& city, Progress& progress) {
        return city::advanceAll(city, ids, step, actor, progress.token());
      },
      this,
      [this](const city::BatchSteps& batch) {
        m_session.lookNow();
        m_take->setEnabled(true);
        m_note->setText(tr("Done: %1. Refused: %2.").arg(batch.done.size()).arg(batch.refused.size()));
        QStringList lines;
        for (const auto& [number, error] : batch.refused)
          lines << fromUtf8(number) + QStringLiteral(": ") + gis::ui::sentence(error);
        m_refused->setPlainText(lines.join(QLatin1Char('\n')));
        m_refused->setVisible(!lines.isEmpty());
        Q_EMIT taken(int(batch.done.size()));
      },
      options);
}

}  // namespace gis::ui
