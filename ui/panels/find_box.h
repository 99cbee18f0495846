// Find: one field for everything that has a name, a number or a place.
#pragma once

#include <QLineEdit>
#include <QTimer>
#include <memory>
#include <vector>

#include "gis_core/city/find.h"
#include "ui/jobs/city_session.h"
#include "ui/models/commands.h"

class QListWidget;

namespace gis::ui {

/// The field and the list that drops down from it. The index is made in the background when a city opens and
/// after its layers changed; the search runs in a worker, and only the newest answer is shown. GUI thread.
class FindBox : public QLineEdit {
  Q_OBJECT
 public:
  FindBox(CitySession& session, Commands& commands, QWidget* parent = nullptr);
  ~FindBox() override;

  [[nodiscard]] const std::vector<city::FindResult>& results() const { return m_results; }
  /// Is the index of the open city there?
  [[nodiscard]] bool isReady() const { return m_index != nullptr; }

 Q_SIGNALS:
  void chosen(const gis::city::FindResult& result);

 protected:
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void retranslate();
  void rebuild();
  void search();
  void showResults(std::vector<city::FindResult> results);
  void showNote(const QString& note);
  void showList();
  void choose(int row);
  [[nodiscard]] std::vector<city::FindCommand> commandNames() const;
  [[nodiscard]] static QString kindText(const std::string& kind);

  CitySession& m_session;
  Commands& m_commands;
  std::shared_ptr<const city::FindIndex> m_index;
  std::vector<city::FindResult> m_results;
  QListWidget* m_list;
  QTimer m_rebuild;
  JobHandle m_building;
  quint64 m_number = 0;  ///< of the newest search: older answers are dropped
  bool m_chooseWhenReady = false;
  bool m_isAsked = true;  ///< the index is wanted
};

}  // namespace gis::ui
