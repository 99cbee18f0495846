// "Ask": a question to the city built from drop-downs and typed words, read aloud as a sentence.
#pragma once

#include <QTimer>
#include <QWidget>
#include <functional>
#include <map>
#include <memory>

#include "gis_core/city/plain_question.h"
#include "gis_core/query/question.h"
#include "ui/models/selection.h"
#include "ui/panels/condition_editor.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QTreeWidget;
class QTreeWidgetItem;

namespace gis::ui {

/// Any layer, any number of conditions in groups of and, or, not; the count follows while one builds, in the
/// background, the older count cancelled and never shown. Answers go out as signals: the window joins them to map and
/// table. Questions are kept in the city by name. Thread rule: GUI thread.
class AskPanel : public QWidget {
  Q_OBJECT
 public:
  AskPanel(CitySession& session, ConditionEditor::Surroundings surroundings, QWidget* parent = nullptr);

  /// Begins with this layer when no question stands there.
  void suggestLayer(const QString& layer);
  /// Shows a question; `name`: of the one kept in the city that it is.
  void setQuestion(const query::Question& question, const QString& name = {});
  /// The question as it stands, parameters and all.
  [[nodiscard]] const query::Question& question() const { return m_question; }
  /// Loads a kept question and answers it.
  void runSaved(const QString& name);
  [[nodiscard]] QString savedName() const { return m_name; }
  /// The kept question that is answered when the city is opened; empty: none.
  void setAtOpening(const QString& name);

 Q_SIGNALS:
  /// The features that were found: shown on the map (and in the table when `list`).
  void found(const QString& layer, const std::vector<std::int64_t>& fids, bool list);
  /// … for an export.
  void exportWanted(const QString& layer, const std::vector<std::int64_t>& fids);
  void layerMade(const QString& layer);
  /// The kept question that shall be answered when the city is opened; empty: none.
  void atOpeningChanged(const QString& name);
  /// More is shown: the panel would like to be this much higher.
  void roomWanted(int pixels);

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  enum class Purpose { select, list, exportFile };
  using Path = std::vector<std::size_t>;

  void build();
  [[nodiscard]] QWidget* buildSentence();
  [[nodiscard]] QWidget* buildTools();
  [[nodiscard]] QWidget* buildMore();
  void join();
  void joinSaved();
  void retranslate();
  void fillLayers();
  /// Did names, titles, fields or roles change? (Counts of features change all the time.)
  bool seeLayers();
  void readSaved();
  void readWords();
  void understand();
  void askChanged();
  /// Another question stands there: no count and no answer of the earlier one comes any more.
  void overtake();
  void showTree(const Path& chosen);
  void addItems(QTreeWidgetItem* parent, const std::vector<query::Condition>& conditions, const Path& path);
  void itemChosen();
  void conditionEdited();
  void addCondition();
  void addGroup(query::Group::Join join);
  void removeChosen();
  void showParameters();
  [[nodiscard]] QString titleOf(const query::Parameter& parameter) const;
  void settleParameters();
  [[nodiscard]] query::Ask withValuesTyped() const;
  [[nodiscard]] std::vector<store::LayerInfo> layersAsked() const;
  void sayAll();
  void count();
  void answer(Purpose purpose);
  void showFigures();
  void makeLayer();
  void save();
  void removeSaved();
  /// Says it in the line of the count, again when the language changes.
  void say(std::function<QString()> words, bool trouble = false);
  void sayTrouble(const Error& error);
  void sayCounting();
  /// Says so when the layer that is asked is not in the city.
  [[nodiscard]] bool isLayerGone();
  /// The user stopped it: said, with a way to count again.
  void sayCancelled();
  /// Says it, and takes as much height as it needs, up to some lines.
  void tellSentence(const QString& text);
  void fitSentence();
  [[nodiscard]] query::Ask& ask() { return std::get<query::Ask>(m_question.what); }
  [[nodiscard]] Path chosenPath() const;
  /// The condition at a path, and the list it stands in.
  [[nodiscard]] query::Condition* at(const Path& path);
  [[nodiscard]] std::vector<query::Condition>& listAt(Path& path);
  /// With values for its parameters, among the shown rows. Throws Error(usage | invalidValue).
  [[nodiscard]] query::Ask asked() const;
  [[nodiscard]] std::map<std::string, std::string> values() const;
  [[nodiscard]] QString sentence(const std::vector<query::Condition>& where) const;

  CitySession& m_session;
  query::Question m_question;
  QString m_name;     ///< of the kept question that this one is, unchanged; else empty
  QString m_opening;  ///< name of the kept one that is answered when the city is opened
  QString m_replace;  ///< a name in use that Save was pressed for once
  QString m_trouble;  ///< why the condition cannot be taken as it stands
  std::shared_ptr<const city::SentenceNames> m_names;
  std::shared_ptr<const city::PlainWords> m_words;
  std::map<QString, QLineEdit*> m_values;
  QStringList m_layersSeen;
  std::function<QString()> m_said;  ///< the line of the count
  bool m_setting = false;
  quint64 m_number = 0;  ///< of the question: older counts are dropped
  quint64 m_answer = 0;  ///< … older answers, too
  quint64 m_making = 0;  ///< of the layer that is made

  QLineEdit *m_plain, *m_into, *m_command;
  QPushButton *m_understand, *m_add, *m_addAny, *m_addNone, *m_remove, *m_select, *m_list, *m_figures, *m_export,
      *m_make, *m_save, *m_removeSaved, *m_clear, *m_more;
  QComboBox *m_layer, *m_saved;
  QTreeWidget* m_tree;
  ConditionEditor* m_editor;
  QLabel *m_layerLabel, *m_sentence, *m_count, *m_savedLabel;
  QCheckBox* m_atOpening;
  QScrollArea *m_sentenceArea, *m_scroll;
  QWidget *m_parameters, *m_moreRows;
  QTimer m_timer;
  JobHandle m_countJob, m_answerJob, m_makeJob;
};

}  // namespace gis::ui
