// What comes of a question: its number, features, figures, a layer.
#include <QLabel>
#include <QLineEdit>

#include "gis_core/base/platform/files.h"
#include "gis_core/query/question_answer.h"
#include "gis_core/query/question_parameters.h"
#include "gis_core/query/question_run.h"
#include "ui/dialogs/figures_dialog.h"
#include "ui/models/shown_question.h"
#include "ui/panels/ask_panel.h"

namespace gis::ui {

query::Ask AskPanel::asked() const {
  const query::Question filled = query::withValues(m_question, values());
  return amongShown(std::get<query::Ask>(filled.what), m_session);
}

void AskPanel::count() {
  m_countJob.cancel();
  if (!m_session.isOpen() || !m_trouble.isEmpty()) return;
  if (isLayerGone()) return;
  query::Ask now;
  try {
    now = asked();
  } catch (const Error& error) {
    sayTrouble(error);
    return;
  }
  const quint64 number = ++m_number;
  JobOptions options;
  options.onError = [this, number](const QString&, const Error& error) {
    if (number == m_number) sayTrouble(error);
  };
  m_countJob = m_session.readLong(
      tr("Count"),
      [now](const store::CityDatabase& city, Progress& progress) {
        city.connection().interruptOn(progress.token());
        return query::countAnswer(city.connection(), now, progress);
      },
      this,
      [this, number](std::int64_t found) {
        if (number == m_number) say([found] { return tr("%Ln feature(s) found", nullptr, int(found)); });
      },
      options);
}

void AskPanel::answer(Purpose purpose) {
  if (isLayerGone()) return;
  query::Ask now;
  try {
    if (!m_trouble.isEmpty()) {
      say([trouble = m_trouble] { return trouble; }, true);
      return;
    }
    now = asked();
  } catch (const Error& error) {
    sayTrouble(error);
    return;
  }
  m_answerJob.cancel();
  const quint64 number = ++m_answer;
  JobOptions options;
  options.shown = true;
  options.onError = [this, number](const QString&, const Error& error) {
    if (number == m_answer) sayTrouble(error);
  };
  options.onCancelled = [this, number] {
    if (number == m_answer) sayCancelled();
  };
  const QString layer = fromUtf8(now.layer);
  m_answerJob = m_session.readLong(
      tr("Ask"),
      [now](const store::CityDatabase& city, Progress& progress) {
        city.connection().interruptOn(progress.token());
        return query::answer(city.connection(), now, progress);
      },
      this,
      [this, number, layer, purpose](const query::SelectResult& result) {
        if (number != m_answer) return;  // it was on its way when another question was asked
        say([number = int(result.fids.size()), out = int(result.withoutGeometry + result.broken)] {
          QString text = tr("%Ln feature(s) found", nullptr, number);
          if (out > 0) text += QStringLiteral(" · ") + tr("%Ln feature(s) took no part", nullptr, out);
          return text;
        });
        if (purpose == Purpose::exportFile) {
          Q_EMIT exportWanted(layer, result.fids);
        } else {
          Q_EMIT found(layer, result.fids, purpose == Purpose::list);
        }
      },
      options);
}

void AskPanel::showFigures() {
  try {
    FiguresDialog::open(m_session, asked(), m_sentence->text(), this);
  } catch (const Error& error) {
    sayTrouble(error);
  }
}

void AskPanel::makeLayer() {
  query::Question question;
  try {
    question.what = asked();
  } catch (const Error& error) {
    sayTrouble(error);
    return;
  }
  const QString into = m_into->text().trimmed();
  query::setInto(question, toUtf8(into));
  m_makeJob.cancel();
  const quint64 number = ++m_making;
  JobOptions options;
  options.shown = true;
  options.onError = [this, number](const QString&, const Error& error) {
    if (number == m_making) sayTrouble(error);
  };
  options.onCancelled = [this, number] {
    if (number == m_making) sayCancelled();
  };
  m_makeJob = m_session.task(
      tr("Ask"),
      [question, file = toUtf8(m_session.city().file), actor = toUtf8(m_session.actor())](Progress& progress) {
        const auto city = store::CityDatabase::open(platform::pathFromUtf8(file));
        city.connection().interruptOn(progress.token());
        return query::runQuestion(city, question, actor, progress).rows;
      },
      this,
      [this, number, into](std::int64_t rows) {
        if (number != m_making) return;  // of the city that was open then
        say([into, rows] { return tr("Layer %1 made with %Ln feature(s)", nullptr, int(rows)).arg(into); });
        m_into->clear();
        m_session.lookNow();
        Q_EMIT layerMade(into);
      },
      options);
}

}  // namespace gis::ui
