// Questions kept in the city under a name.
#include <QAbstractItemView>
#include <QComboBox>

#include "gis_core/city/question_sentence.h"
#include "gis_core/query/saved_questions.h"
#include "ui/jobs/language.h"
#include "ui/panels/ask_panel.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

void AskPanel::readSaved() {
  if (!m_session.isOpen()) return;
  m_session.read(
      tr("Kept questions"),
      [](const store::CityDatabase& city, Progress&) {
        QStringList names;
        for (const query::SavedQuestion& one : query::listQuestions(city)) {
          if (one.question && std::holds_alternative<query::Ask>(one.question->what)) names << fromUtf8(one.name);
        }
        return names;
      },
      this,
      [this](const QStringList& names) {
        QStringList before;
        for (int i = 0; i < m_saved->count(); ++i) before << m_saved->itemText(i);
        if (names == before) {
          sayAll();
          return;
        }
        const bool isListOpen = m_saved->view()->isVisible();
        if (isListOpen) m_saved->hidePopup();
        m_setting = true;
        const QString text = m_saved->currentText();
        m_saved->clear();
        m_saved->addItems(names);
        m_saved->setCurrentIndex(m_saved->findText(text));
        showWords(*m_saved, text);
        m_setting = false;
        sayAll();
        if (isListOpen) m_saved->QComboBox::showPopup();  // without reading them once more
      });
}

void AskPanel::runSaved(const QString& name) {
  overtake();
  const quint64 number = m_answer;
  JobOptions options;
  options.onError = [this, number](const QString&, const Error& error) {
    if (number != m_answer) return;
    sayTrouble(error);
    readSaved();
  };
  m_session.read(
      tr("Kept questions"),
      [name = toUtf8(name)](const store::CityDatabase& city, Progress&) {
        return *query::questionNamed(city, name).question;
      },
      this,
      [this, number, name](const query::Question& question) {
        if (number != m_answer) return;  // something else was asked meanwhile
        setQuestion(question, name);
        if (m_saved->findText(name) < 0) readSaved();
        m_timer.stop();  // the answer counts, too
        answer(Purpose::select);
      },
      options);
}

void AskPanel::save() {
  const QString name = m_saved->currentText().trimmed();
  const bool there = m_saved->findText(name) >= 0;
  if (there && name != m_replace && name != m_name) {
    m_replace = name;
    say([name] { return tr("There is already a question named %1: press Save once more to replace it.").arg(name); });
    return;
  }
  query::Question kept = m_question;
  kept.title = m_names ? city::sentenceOf(ask(), *m_names, isChinese()) : std::string();
  JobOptions options;
  options.onError = [this](const QString&, const Error& error) { sayTrouble(error); };
  m_session.write(
      tr("Keep a question"),
      [kept, name = toUtf8(name), actor = toUtf8(m_session.actor())](const store::CityDatabase& city, Progress&) {
        query::saveQuestion(city, name, kept, actor, true);
      },
      this,
      [this, kept, name] {
        m_question = kept;
        m_name = name;
        m_replace.clear();
        say([name] { return tr("Kept as %1.").arg(name); });
        readSaved();
        sayAll();
      },
      options);
}

void AskPanel::removeSaved() {
  const QString name = m_saved->currentText().trimmed();
  JobOptions options;
  options.onError = [this](const QString&, const Error& error) { sayTrouble(error); };
  m_session.write(
      tr("Delete a kept question"),
      [name = toUtf8(name)](const store::CityDatabase& city, Progress&) { query::removeQuestion(city, name); }, this,
      [this, name] {
        if (m_name == name) m_name.clear();
        if (m_opening == name) {
          m_opening.clear();
          Q_EMIT atOpeningChanged({});
        }
        m_setting = true;
        m_saved->setEditText({});
        m_setting = false;
        say([name] { return tr("%1 is no longer kept.").arg(name); });
        readSaved();
      },
      options);
}

}  // namespace gis::ui
