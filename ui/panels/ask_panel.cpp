#include "ui/panels/ask_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>

#include "gis_core/city/question_sentence.h"
#include "gis_core/query/question_parameters.h"
#include "ui/jobs/language.h"
#include "ui/models/shown_question.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {

constexpr int kRestMilliseconds = 250;  // typing goes on: count when it rests

}  // namespace

AskPanel::AskPanel(CitySession& session, ConditionEditor::Surroundings surroundings, QWidget* parent)
    : QWidget(parent), m_session(session), m_editor(new ConditionEditor(session, std::move(surroundings))) {
  setObjectName(QStringLiteral("askPanel"));
  m_question.what = query::Ask{};
  build();
  join();
  m_timer.setSingleShot(true);
  m_timer.setInterval(kRestMilliseconds);
  retranslate();
}

void AskPanel::join() {
  connect(m_understand, &QPushButton::clicked, this, &AskPanel::understand);
  connect(m_plain, &QLineEdit::returnPressed, this, &AskPanel::understand);
  connect(m_layer, &QComboBox::currentIndexChanged, this, [this] {
    if (m_setting || m_layer->currentIndex() < 0) return;
    query::Question fresh;
    query::Ask ask;
    ask.layer = toUtf8(m_layer->currentData().toString());
    fresh.what = ask;  // conditions on fields of another layer mean nothing here
    setQuestion(fresh);
  });
  connect(m_tree, &QTreeWidget::itemSelectionChanged, this, &AskPanel::itemChosen);
  connect(m_editor, &ConditionEditor::edited, this, &AskPanel::conditionEdited);
  connect(m_add, &QPushButton::clicked, this, &AskPanel::addCondition);
  connect(m_addAny, &QPushButton::clicked, this, [this] { addGroup(query::Group::Join::any); });
  connect(m_addNone, &QPushButton::clicked, this, [this] { addGroup(query::Group::Join::none); });
  connect(m_remove, &QPushButton::clicked, this, &AskPanel::removeChosen);
  connect(m_clear, &QPushButton::clicked, this, [this] {
    query::Question fresh;
    query::Ask empty;
    if (m_session.layer(fromUtf8(ask().layer)) != nullptr) empty.layer = ask().layer;
    fresh.what = empty;
    setQuestion(fresh);
  });
  connect(m_select, &QPushButton::clicked, this, [this] { answer(Purpose::select); });
  connect(m_list, &QPushButton::clicked, this, [this] { answer(Purpose::list); });
  connect(m_export, &QPushButton::clicked, this, [this] { answer(Purpose::exportFile); });
  connect(m_figures, &QPushButton::clicked, this, &AskPanel::showFigures);
  connect(m_make, &QPushButton::clicked, this, &AskPanel::makeLayer);
  connect(m_into, &QLineEdit::textChanged, this, &AskPanel::sayAll);
  connect(m_save, &QPushButton::clicked, this, &AskPanel::save);
  connect(m_removeSaved, &QPushButton::clicked, this, &AskPanel::removeSaved);
  joinSaved();
  connect(m_count, &QLabel::linkActivated, this, [this] {
    sayCounting();
    m_timer.start();
  });
  connect(&m_timer, &QTimer::timeout, this, &AskPanel::count);
  connect(&m_session, &CitySession::layersChanged, this, [this] {
    if (!seeLayers()) return;
    fillLayers();
    readWords();
    askChanged();
  });
  connect(&m_session, &CitySession::opened, this, [this] {
    query::Question fresh;
    fresh.what = query::Ask{};
    m_question = fresh;
    m_name.clear();
    m_opening.clear();
    m_setting = true;  // what was typed belongs to the city before
    m_plain->clear();
    m_into->clear();
    m_saved->clear();
    m_saved->setEditText({});
    m_setting = false;
    (void)seeLayers();
    fillLayers();
    readWords();
    readSaved();
    setQuestion(m_question);
  });
  connect(&m_session, &CitySession::closed, this, [this] {
    overtake();
    ++m_making;
    m_makeJob.cancel();
    m_words.reset();
  });
  connect(&m_session, &CitySession::dataChanged, this, [this] {
    if (isVisible()) m_timer.start();  // the number follows the data
  });
}

void AskPanel::joinSaved() {
  connect(m_saved, &QComboBox::activated, this, [this](int index) { runSaved(m_saved->itemText(index)); });
  connect(m_saved->lineEdit(), &QLineEdit::returnPressed, this, [this] {
    // another program may have kept one since the list was read
    if (const QString name = m_saved->currentText().trimmed(); !name.isEmpty()) runSaved(name);
  });
  connect(m_saved, &QComboBox::editTextChanged, this, [this] {
    if (m_setting) return;
    m_replace.clear();
    sayAll();
  });
  connect(m_atOpening, &QCheckBox::toggled, this, [this](bool on) {
    if (m_setting) return;
    m_opening = on ? m_name : QString();
    Q_EMIT atOpeningChanged(m_opening);
  });
}

void AskPanel::retranslate() {
  m_plain->setPlaceholderText(
      tr("In plain words, e.g. incidents, overdue, within 50 m of schools, in Guangling District"));
  describe(m_plain, tr("The question in plain words"));
  m_understand->setText(tr("Understand"));
  m_layerLabel->setText(tr("Find"));
  describe(m_layer, tr("Layer that is asked"));
  describe(m_tree, tr("Conditions; all of them must be met"));
  m_add->setText(tr("+ Condition"));
  m_addAny->setText(tr("+ Or"));
  m_addNone->setText(tr("+ Not"));
  m_remove->setText(tr("Remove"));
  m_clear->setText(tr("Clear"));
  describe(m_add, tr("Add a condition"));
  describe(m_addAny, tr("Add a group of which one must be met"));
  describe(m_addNone, tr("Add a group of which none may be met"));
  describe(m_remove, tr("Remove the condition or group that is chosen"));
  describe(m_clear, tr("Begin anew"));
  m_sentence->setAccessibleName(tr("The question as a sentence"));
  m_count->setAccessibleName(tr("Number of features found"));
  m_select->setText(tr("Show on the map"));
  m_list->setText(tr("List"));
  m_export->setText(tr("Export…"));
  m_figures->setText(tr("Figures…"));
  m_more->setText(tr("More"));
  describe(m_more, tr("Make a layer, ask when the city opens, delete, the command line"));
  m_figures->setToolTip(tr("How many, sums, means, areas … for each value of a column or each day"));
  m_make->setText(tr("Make a layer"));
  m_into->setPlaceholderText(tr("Name of the new layer"));
  describe(m_into, tr("Name of the new layer"));
  describe(m_command, tr("The same on the command line"));
  m_savedLabel->setText(tr("Kept as"));
  describe(m_saved, tr("Questions kept in the city"));
  m_save->setText(tr("Save"));
  m_removeSaved->setText(tr("Delete"));
  describe(m_removeSaved, tr("Delete the kept question"));
  m_atOpening->setText(tr("Ask when the city opens"));
  for (QPushButton* button : {m_understand, m_select, m_list, m_export, m_figures, m_make, m_save})
    button->setAccessibleName(button->text());
  // as wide as their words: five short ones and two lists stand in one line
  for (QPushButton* button : {m_add, m_addAny, m_addNone, m_remove, m_clear, m_save})
    button->setFixedWidth(button->fontMetrics().horizontalAdvance(button->text()) + 24);
  m_atOpening->setAccessibleName(m_atOpening->text());
  m_editor->retranslate();
  fillLayers();
  readWords();
  showTree(chosenPath());
  sayAll();
  if (m_said) m_count->setText(m_said());
}

void AskPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

// ---- what the city knows

void AskPanel::fillLayers() {
  m_setting = true;
  const QString kept = fromUtf8(ask().layer);
  m_layer->clear();
  const auto layers = m_session.layers();
  for (auto item = layers->rbegin(); item != layers->rend(); ++item)
    m_layer->addItem(CitySession::layerTitle(*item), fromUtf8(item->name));
  int row = m_layer->findData(kept);
  if (row < 0 && !kept.isEmpty() && m_session.isOpen()) {  // a question about a layer that is gone: not about another
    m_layer->insertItem(0, QStringLiteral("⚠ ") + kept, kept);
    row = 0;
  }
  if (row < 0) row = m_layer->findData(QStringLiteral("city_incident"));
  if (row < 0 && m_layer->count() > 0) row = 0;
  m_layer->setCurrentIndex(row);
  if (kept.isEmpty() && row >= 0) ask().layer = toUtf8(m_layer->currentData().toString());
  m_editor->setLayer(fromUtf8(ask().layer));
  m_setting = false;
}

bool AskPanel::seeLayers() {
  QStringList seen;
  for (const store::LayerInfo& layer : *m_session.layers()) {
    seen << fromUtf8(layer.name + "|" + layer.titleZh + "|" + layer.titleEn + "|" + layer.role + "|" + layer.filter);
    for (const store::Field& field : layer.fields) seen << fromUtf8(field.name);
  }
  return std::exchange(m_layersSeen, seen) != seen;
}

void AskPanel::readWords() {
  if (!m_session.isOpen()) return;
  JobOptions quietly;
  quietly.onError = [](const QString&, const Error&) {};  // names stay what they are in the city
  struct Vocabulary {
    std::shared_ptr<const city::SentenceNames> names;
    std::shared_ptr<const city::PlainWords> words;
  };
  m_session.readLong(
      tr("Words of the city"),
      [chinese = isChinese()](const store::CityDatabase& city, Progress& progress) {
        return Vocabulary{std::make_shared<city::SentenceNames>(city::sentenceNamesOf(city, chinese)),
                          std::make_shared<city::PlainWords>(city::PlainWords::of(city, progress.token()))};
      },
      this,
      [this](Vocabulary vocabulary) {
        m_names = std::move(vocabulary.names);
        m_words = std::move(vocabulary.words);
        m_editor->setNames(m_names);
        m_editor->retranslate();
        showTree(chosenPath());
        sayAll();
      },
      quietly);
}

void AskPanel::suggestLayer(const QString& layer) {
  if (!ask().where.empty() || m_layer->findData(layer) < 0) return;
  m_layer->setCurrentIndex(m_layer->findData(layer));
}

void AskPanel::understand() {
  const QString text = m_plain->text().trimmed();
  if (text.isEmpty()) return;
  if (!m_words) {
    say([] { return tr("The words of the city are being read; try again in a moment."); });
    return;
  }
  // some thousand words looked up in memory
  const city::PlainReading reading = city::readPlainly(toUtf8(text), *m_words);
  QStringList left;
  for (const std::string& word : reading.leftOver) left << QStringLiteral("“%1”").arg(fromUtf8(word));
  if (!reading.ask) {
    say([] { return tr("Not understood: no layer, class or state of this city is named."); }, true);
    return;
  }
  query::Question question;
  question.what = *reading.ask;
  setQuestion(question);
  if (!left.isEmpty()) {
    m_trouble.clear();
    tellSentence(m_sentence->text() + QLatin1Char('\n') +
                 tr("Not understood: %1").arg(left.join(isChinese() ? QStringLiteral("、") : QStringLiteral(", "))));
  }
  if (!reading.ask->figures.empty()) showFigures();
}

// ---- what is said

QString AskPanel::sentence(const std::vector<query::Condition>& where) const {
  if (!m_names) return QStringLiteral("…");
  query::Ask part;
  part.layer = std::get<query::Ask>(m_question.what).layer;
  part.where = where;
  const bool chinese = isChinese();
  QString text = fromUtf8(city::sentenceOf(part, *m_names, chinese));
  if (where.size() != 1) return text;
  // one condition alone: without the layer it speaks of
  const QString layer = fromUtf8(m_names->layer(part.layer));
  const QString of = QStringLiteral("的") + layer;
  if (chinese && text.endsWith(of)) text.chop(of.size());
  if (!chinese && text.startsWith(layer + QLatin1Char(' '))) text.remove(0, layer.size() + 1);
  return text;
}

/// As long as a parameter has no value that fits, it is spoken of by its name.
query::Ask AskPanel::withValuesTyped() const {
  try {
    return std::get<query::Ask>(query::withValues(m_question, values()).what);
  } catch (const Error&) {
    return std::get<query::Ask>(m_question.what);
  }
}

void AskPanel::askChanged() {
  if (!m_session.isOpen()) return;
  if (sender() != &m_session) overtake();
  m_replace.clear();
  if (!m_name.isEmpty() && sender() != nullptr && qobject_cast<QLineEdit*>(sender()) == nullptr &&
      sender() != &m_session) {
    m_name.clear();  // it is another question now
  }
  sayAll();
  sayCounting();
  m_timer.start();
}

void AskPanel::overtake() {
  ++m_number;
  m_countJob.cancel();
  ++m_answer;
  m_answerJob.cancel();
}

void AskPanel::sayAll() {
  const auto& now = std::get<query::Ask>(m_question.what);
  QString text = m_names ? fromUtf8(city::sentenceOf(withValuesTyped(), *m_names, isChinese())) : QStringLiteral("…");
  // a sentence begins with a capital; in Chinese it may begin with a column's name, which stays as it is
  if (!text.isEmpty() && !isChinese()) text[0] = text[0].toUpper();
  tellSentence(text);
  query::Question limited = m_question;
  if (limited.parameters.empty()) limited.what = amongShown(now, m_session);
  m_command->setText(questionCommandLine(limited, m_name, values(), m_session));
  m_command->setCursorPosition(0);
  const bool open = m_session.isOpen() && m_session.layer(fromUtf8(now.layer)) != nullptr;
  const bool writable = open && !m_session.isReadOnly();
  const bool spatial = open && m_session.layer(fromUtf8(now.layer))->geometryType.has_value();
  m_select->setEnabled(spatial);
  for (QPushButton* button : {m_list, m_export, m_figures, m_add, m_addAny, m_addNone}) button->setEnabled(open);
  m_make->setEnabled(writable && !m_into->text().trimmed().isEmpty());
  const QString name = m_saved->currentText().trimmed();
  m_save->setEnabled(writable && !name.isEmpty());
  m_removeSaved->setEnabled(writable && m_saved->findText(name) >= 0);
  m_atOpening->setEnabled(!m_name.isEmpty());
  const bool wasSetting = std::exchange(m_setting, true);
  m_atOpening->setChecked(!m_name.isEmpty() && m_name == m_opening);  // it tells of this question alone
  m_setting = wasSetting;
}

void AskPanel::setAtOpening(const QString& name) {
  m_opening = name;
  sayAll();
}

void AskPanel::say(std::function<QString()> words, bool trouble) {
  m_said = [words = std::move(words), trouble] { return trouble ? QStringLiteral("⚠ ") + words() : words(); };
  m_count->setTextFormat(Qt::PlainText);
  m_count->setText(m_said());
}

void AskPanel::sayTrouble(const Error& error) {
  say([error] { return gis::ui::sentence(error); }, true);
}

void AskPanel::sayCounting() {
  say([] { return tr("Counting…"); });
}

bool AskPanel::isLayerGone() {
  if (m_session.layer(fromUtf8(ask().layer)) != nullptr) return false;
  const QString name = fromUtf8(ask().layer);
  if (name.isEmpty()) {
    say([] { return QString(); });
  } else {
    say([name] { return tr("There is no layer %1 in this city: choose another one, or Clear.").arg(name); }, true);
  }
  return true;
}

void AskPanel::sayCancelled() {
  say([] { return QStringLiteral("%1 <a href=\"count\">%2</a>").arg(tr("Cancelled."), tr("Count again")); });
  m_count->setTextFormat(Qt::RichText);
}

}  // namespace gis::ui
