#include "ui/panels/case_steps.h"

#include <QComboBox>
#include <QDate>
#include <QDateEdit>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "gis_core/city/case_asking.h"
#include "gis_core/city/codes.h"
#include "ui/models/case_texts.h"
#include "ui/models/incident_model.h"
#include "ui/panels/flow_layout.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {

/// Who or what a step names: a department, a handler or the other case.
bool namesSomeone(const city::CaseRule& rule) {
  return rule.needsDepartment || rule.action == "redispatch" || rule.action == "assign" || rule.action == "merge";
}

/// The trade that is responsible for this category, as a first suggestion for the department.
QString departmentOf(const city::Incident& incident) {
  for (const auto kind : {city::CategoryKind::matter, city::CategoryKind::component, city::CategoryKind::event}) {
    if (city::categoryKindName(kind) != incident.kind) continue;
    const city::Category* known = city::CodeTables::current().category(incident.codeSystem, kind, incident.category);
    if (known != nullptr) return fromUtf8(known->departmentZh);
  }
  return {};
}

}  // namespace

CaseSteps::CaseSteps(CitySession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_rows(new QFormLayout),
      m_heading(named(new QLabel, "caseStepsTitle")),
      m_note(named(new QLabel, "caseStepNote")),
      m_step(named(new QComboBox, "caseStep")),
      m_role(named(new QComboBox, "caseRole")),
      m_condition(named(new QComboBox, "caseCondition")),
      m_to(named(new QComboBox, "caseTo")),
      m_reason(named(new QLineEdit, "caseReason")),
      m_until(named(new QDateEdit, "caseUntil")),
      m_take(named(new QPushButton, "caseTake")),
      m_buttons(named(new QWidget, "caseActions")),
      m_clockText(named(new QLabel, "caseClock")) {
  setObjectName(QStringLiteral("caseSteps"));
  build();
  connect(m_step, &QComboBox::currentIndexChanged, this, &CaseSteps::stepChosen);
  connect(m_role, &QComboBox::activated, this, [this] { m_myRole = m_role->currentData().toString(); });
  for (QComboBox* box : {m_condition, m_to}) connect(box, &QComboBox::editTextChanged, this, &CaseSteps::updateState);
  connect(m_reason, &QLineEdit::textChanged, this, &CaseSteps::updateState);
  connect(m_take, &QPushButton::clicked, this, &CaseSteps::take);
  retranslate();
  clear();
}

void CaseSteps::build() {
  QFont bold = font();
  bold.setBold(true);
  m_heading->setFont(bold);
  m_note->setWordWrap(true);
  m_clockText->setWordWrap(true);
  for (QComboBox* box : {m_step, m_role, m_condition, m_to}) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
  }
  for (QComboBox* box : {m_condition, m_to}) box->setEditable(true);
  m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  for (QWidget* field :
       {static_cast<QWidget*>(m_step), static_cast<QWidget*>(m_role), static_cast<QWidget*>(m_to),
        static_cast<QWidget*>(m_condition), static_cast<QWidget*>(m_reason), static_cast<QWidget*>(m_until)}) {
    auto* label = new QLabel;
    label->setBuddy(field);
    m_labels.emplace_back(label, field);
    m_rows->addRow(label, field);
  }
  m_until->setCalendarPopup(true);
  m_until->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
  new FlowLayout(m_buttons);
  auto* bottom = new QHBoxLayout;
  bottom->addWidget(m_note, 1);
  bottom->addWidget(m_take, 0, Qt::AlignTop);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 6);
  all->addWidget(m_clockText);
  all->addWidget(m_heading);
  all->addWidget(m_buttons);
  all->addLayout(m_rows);
  all->addLayout(bottom);
}

void CaseSteps::setMyRole(const QString& role) {
  if (role.isEmpty() || role == m_myRole) return;
  m_myRole = role;
  if (m_case) fillSteps(0);
}

void CaseSteps::setPeople(std::vector<DeskOperator> people) {
  m_people = std::move(people);
}

/// The one who had the case, then the department's people as the list of operators has them.
QStringList CaseSteps::knownHandlers() const {
  QStringList names{fromUtf8(m_case->handler)};
  for (const DeskOperator& one : m_people) {
    if (one.role == QLatin1String("handler") && one.department == fromUtf8(m_case->department)) names << one.name;
  }
  names.removeAll(QString());
  names.removeDuplicates();
  return names;
}

void CaseSteps::setResponsible(const QString& unit) {
  m_responsible = unit;
  const city::CaseRule* chosen = rule();
  if (unit.isEmpty() || chosen == nullptr || !m_case || !m_case->department.empty()) return;
  if (chosen->action != "dispatch" && chosen->action != "redispatch") return;
  const bool untouched = m_to->currentText().isEmpty() || m_to->findText(m_to->currentText()) >= 0;
  if (m_to->findText(unit) < 0) m_to->insertItem(0, unit);
  if (untouched) m_to->setCurrentIndex(m_to->findText(unit));
}

void CaseSteps::showClock() {
  static constexpr const char* kColours[] = {"#808080", "#208020", "#c08000", "#c02020"};
  const bool any = m_case && m_clock.light != city::Light::none;
  m_clockText->setVisible(any);
  if (!any) return;
  constexpr std::int64_t kMinute = 60'000;
  const std::int64_t minutes = std::abs(m_clock.leftMillis) / kMinute;
  const QString time = tr("%1 h %2 min").arg(QLocale().toString(qlonglong(minutes / 60))).arg(minutes % 60);
  QString text = m_clock.leftMillis < 0 ? tr("overdue by %1").arg(time) : tr("%1 left").arg(time);
  if (m_clock.works) text += QLatin1Char(' ') + tr("of working time");
  if (!m_clock.runs) text += QStringLiteral(" · ") + tr("the clock stands");
  if (city::hasOpenCheck(*m_case)) text += QStringLiteral(" · ") + tr("the check waits for an inspector's photo");
  if (m_case->appeal == "granted") text += QStringLiteral(" · ") + tr("exempt: the appeal was granted");
  if (m_case->appeal == "refused") text += QStringLiteral(" · ") + tr("the appeal was refused");
  m_clockText->setText(QStringLiteral("<span style='color:%1;font-size:large'>●</span> %2 % · %3")
                           .arg(QLatin1String(kColours[int(m_clock.light)]),
                                QLocale().toString(int(m_clock.share * 100)), text.toHtmlEscaped()));
}

void CaseSteps::fillButtons() {
  while (QLayoutItem* item = m_buttons->layout()->takeAt(0)) {
    item->widget()->deleteLater();
    delete item;
  }
  constexpr int kKeys = 9;
  int number = 0;
  for (std::size_t row = 0; row < m_rules.size(); ++row) {
    const city::CaseRule& one = *m_rules[row];
    const bool mine = std::find(one.roles.begin(), one.roles.end(), toUtf8(m_myRole)) != one.roles.end();
    if (!m_myRole.isEmpty() && !mine) continue;  // the list below has those of the others
    auto* button = named(new QPushButton, ("caseAction_" + one.action).c_str());
    button->setText(++number <= kKeys ? tr("%1  (Alt+%2)").arg(caseActionText(one.action)).arg(number)
                                      : caseActionText(one.action));
    if (number <= kKeys) button->setShortcut(QKeySequence(Qt::ALT | Qt::Key(Qt::Key_0 + number)));
    button->setAccessibleName(caseActionText(one.action));
    button->setEnabled(!m_busy && !m_session.isReadOnly());
    connect(button, &QPushButton::clicked, this, [this, row] { pressed(int(row)); });
    m_buttons->layout()->addWidget(button);
  }
  m_buttons->setVisible(number > 0);
}

void CaseSteps::pressed(int row) {
  m_step->setCurrentIndex(row);
  if (missing().isEmpty()) {
    take();
    return;
  }
  // what is missing comes next
  for (QWidget* field :
       {static_cast<QWidget*>(m_to), static_cast<QWidget*>(m_condition), static_cast<QWidget*>(m_reason)}) {
    const auto* box = qobject_cast<QComboBox*>(field);
    const QString text = box != nullptr ? box->currentText() : m_reason->text();
    if (field->isVisibleTo(this) && text.trimmed().isEmpty()) {
      field->setFocus();
      return;
    }
  }
}

void CaseSteps::showCase(const city::Incident& incident, const city::CaseClock& clock) {
  m_clock = clock;
  m_case = incident;
  m_failed.clear();
  m_unsaved = false;
  m_reason->clear();
  m_rules.clear();
  m_rules = city::CaseRules::shipped().stepsFrom(incident);
  std::erase_if(m_rules, [&](const city::CaseRule* rule) { return !city::mayAsk(*rule, incident, utcNow()); });
  m_until->setMinimumDate(QDate::currentDate().addDays(1));
  m_until->setMaximumDate(QDate::currentDate().addYears(1));
  m_until->setDate(QDate::currentDate().addDays(7));
  showClock();
  fillSteps(0);
  setVisible(true);
}

void CaseSteps::clear() {
  m_case.reset();
  m_rules.clear();
  m_photos.clear();
  m_failed.clear();
  m_responsible.clear();
  m_unsaved = m_busy = false;
  fillSteps(0);
  setVisible(false);
}

void CaseSteps::fillSteps(int chosen) {
  const QSignalBlocker quiet(m_step);
  m_step->clear();
  for (const city::CaseRule* rule : m_rules) {
    const QString action = caseActionText(rule->action);
    m_step->addItem((m_case && rule->to == m_case->state) || rule->to.empty() || rule->needsApproval
                        ? action
                        : tr("%1 → %2", "step → state after it").arg(action, caseStateText(rule->to)),
                    fromUtf8(rule->action));
  }
  if (!m_rules.empty()) m_step->setCurrentIndex(std::clamp(chosen, 0, int(m_rules.size()) - 1));
  fillButtons();
  stepChosen();
}

const city::CaseRule* CaseSteps::rule() const {
  const int row = m_step->currentIndex();
  return row >= 0 && row < int(m_rules.size()) ? m_rules[std::size_t(row)] : nullptr;
}

void CaseSteps::setRowVisible(QWidget* field, bool visible) {
  field->setVisible(visible);
  m_rows->labelForField(field)->setVisible(visible);
}

void CaseSteps::stepChosen() {
  m_failed.clear();
  const city::CaseRule* chosen = rule();
  m_role->clear();
  if (chosen != nullptr) {
    for (const std::string& role : chosen->roles) {
      if (role != "system") m_role->addItem(caseRoleText(role), fromUtf8(role));
    }
    m_role->setCurrentIndex(std::max(0, m_role->findData(m_myRole)));
  }
  const bool any = chosen != nullptr;
  const bool someone = any && namesSomeone(*chosen);
  setRowVisible(m_step, any);
  setRowVisible(m_role, any);
  setRowVisible(m_reason, any);
  setRowVisible(m_until, any && chosen->action == "suspend");
  setRowVisible(m_condition, any && chosen->needsCondition);
  setRowVisible(m_to, someone);
  m_take->setVisible(any);
  if (any && chosen->needsCondition) {
    m_condition->clear();
    if (chosen->action == "file") {
      for (const std::string& condition : city::filingConditions(m_case->category))
        m_condition->addItem(fromUtf8(condition));
      m_condition->addItem(tr("Meets the filing condition"));
    } else {
      m_condition->addItem(tr("Meets the closing condition"));
    }
  }
  if (someone) {
    m_to->clear();
    auto* label = static_cast<QLabel*>(m_rows->labelForField(m_to));
    label->setText(chosen->action == "assign"  ? tr("Handler")
                   : chosen->action == "merge" ? tr("Other case")
                                               : tr("Department"));
    m_to->setAccessibleName(label->text());
    if (chosen->action == "dispatch" || chosen->action == "redispatch") {
      QStringList names{fromUtf8(m_case->department), m_responsible, departmentOf(*m_case)};
      names.removeAll(QString());
      names.removeDuplicates();
      m_to->addItems(names);
    } else if (chosen->action == "assign") {
      m_to->addItems(knownHandlers());
      if (m_to->count() > 1) m_to->setCurrentIndex(-1);  // one of them is meant, and nobody is taken unasked
    }
  }
  updateState();
}

QString CaseSteps::missing() const {
  const city::CaseRule* chosen = rule();
  if (chosen == nullptr) return tr("No further step: the case is at its end.");
  if (m_session.isReadOnly()) return tr("The city is open read-only.");
  if (m_unsaved) return tr("Save the corrections first.");
  if (namesSomeone(*chosen) && chosen->action != "redispatch" && m_to->currentText().trimmed().isEmpty()) {
    return chosen->action == "merge"    ? tr("Name the other case.")
           : chosen->action == "assign" ? tr("Name the handler.")
                                        : tr("Name the department.");
  }
  if (chosen->needsCondition && m_condition->currentText().trimmed().isEmpty()) return tr("Choose the condition.");
  if (chosen->needsReason && m_reason->text().trimmed().isEmpty()) return tr("Write down the reason or the result.");
  if (chosen->needsPhoto && m_photos.isEmpty()) return tr("This step needs a photo: add it below.");
  return {};
}

void CaseSteps::updateState() {
  const QString why = missing();
  for (QWidget* field : {static_cast<QWidget*>(m_step), static_cast<QWidget*>(m_role), static_cast<QWidget*>(m_to),
                         static_cast<QWidget*>(m_condition), static_cast<QWidget*>(m_reason),
                         static_cast<QWidget*>(m_until), static_cast<QWidget*>(m_buttons)}) {
    field->setEnabled(!m_busy && !m_session.isReadOnly());
  }
  m_take->setEnabled(!m_busy && why.isEmpty());
  m_take->setToolTip(why);
  QString note = m_busy ? tr("Saving …") : !m_failed.isEmpty() ? QStringLiteral("⚠ ") + m_failed : why;
  if (note.isEmpty() && !m_photos.isEmpty())
    note = tr("%n photo(s) go with the step.", nullptr, static_cast<int>(m_photos.size()));
  m_note->setText(note);
}

void CaseSteps::setPhotos(const QStringList& files) {
  m_photos = files;
  updateState();
}

void CaseSteps::setUnsaved(bool unsaved) {
  if (m_unsaved == unsaved) return;
  m_unsaved = unsaved;
  updateState();
}

city::CaseStep CaseSteps::step() const {
  city::CaseStep step;
  const city::CaseRule* chosen = rule();
  step.action = chosen->action;
  step.role = toUtf8(m_role->currentData().toString());
  step.reason = toUtf8(m_reason->text().trimmed());
  if (chosen->needsCondition) step.condition = toUtf8(m_condition->currentText().trimmed());
  if (namesSomeone(*chosen)) step.to = toUtf8(m_to->currentText().trimmed());
  if (chosen->handlerOfDepartment) step.handlerUnits = departmentsOf(m_people, m_to->currentText());
  if (chosen->action == "suspend")
    step.until = parseIso(toUtf8(m_until->date().toString(Qt::ISODate)), kCityOffsetMinutes);
  for (const QString& file : m_photos) step.photos.emplace_back(toUtf8(file));
  return step;
}

void CaseSteps::take() {
  if (m_busy || !m_case || !missing().isEmpty()) return;
  m_busy = true;
  m_failed.clear();
  updateState();
  Q_EMIT busyChanged();
  const QString title = caseActionText(rule()->action);
  const auto ended = [this](const QString& trouble) {
    m_busy = false;
    m_failed = trouble;
    updateState();
    if (!trouble.isEmpty())
      m_take->setFocus();  // a button that waits loses it, and the form would follow the next field
    Q_EMIT busyChanged();
  };
  JobOptions options;
  options.onError = [ended](const QString& sentence, const Error&) { ended(sentence); };
  options.onCancelled = [this, ended] { ended(tr("Nothing was saved.")); };
  m_session.write(
      title,
      [id = m_case->uid, step = step(), actor = toUtf8(m_session.actor())](const store::CityDatabase& city, Progress&) {
        return city::advance(city, id, step, actor);
      },
      this,
      [this, ended, title](const city::Incident& incident) {
        ended({});
        m_session.lookNow();
        Q_EMIT taken(fromUtf8(incident.uid),
                     tr("%1: done. The case is now: %2").arg(title, caseStateText(incident.state)));
      },
      options);
}

void CaseSteps::retranslate() {
  m_heading->setText(tr("Next step"));
  const QString titles[] = {tr("Step"), tr("Role"), tr("Department"), tr("Condition"), tr("Reason"), tr("Goes on")};
  for (std::size_t i = 0; i < m_labels.size(); ++i) {
    m_labels[i].first->setText(titles[i]);
    m_labels[i].second->setAccessibleName(titles[i]);
  }
  m_reason->setPlaceholderText(tr("Reason, result or remark"));
  m_take->setText(tr("Take the step"));
  m_take->setAccessibleName(m_take->text());
  m_note->setAccessibleName(tr("What the step needs"));
  m_clockText->setAccessibleName(tr("Clock of the case"));
  showClock();
  if (m_case) fillSteps(m_step->currentIndex());
}

void CaseSteps::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace gis::ui
