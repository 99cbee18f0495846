// The step that the open case takes next.
#pragma once

#include <QWidget>
#include <optional>

#include "gis_core/city/case_clock.h"
#include "gis_core/city/case_flow.h"
#include "ui/jobs/city_session.h"
#include "ui/models/operators.h"

class QComboBox;
class QDateEdit;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace gis::ui {

/// Part of the incident form: the clock of the case, and what the rules of the life cycle allow for it as buttons
/// (Alt+1 …; those of the role that works here first). It asks for what the step needs, and takes it. GUI thread.
class CaseSteps : public QWidget {
  Q_OBJECT
 public:
  explicit CaseSteps(CitySession& session, QWidget* parent = nullptr);

  void showCase(const city::Incident& incident, const city::CaseClock& clock);
  /// The role of who works here: its steps come first.
  void setMyRole(const QString& role);
  /// The list of who works here: those of the case's department are suggested as handlers, and others' refused.
  void setPeople(std::vector<DeskOperator> people);
  void clear();
  /// Who is responsible for the case by the city's tables: suggested as the department.
  void setResponsible(const QString& unit);
  /// Photos that the form holds and that go with the step.
  void setPhotos(const QStringList& files);
  /// Corrections in the form that are not saved yet hold a step up.
  void setUnsaved(bool unsaved);
  [[nodiscard]] bool isBusy() const { return m_busy; }

 Q_SIGNALS:
  /// Busy or not any more.
  void busyChanged();
  /// The step is durable; `sentence` says so.
  void taken(const QString& id, const QString& sentence);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void retranslate();
  void fillSteps(int chosen);
  void fillButtons();
  void showClock();
  void pressed(int row);
  void stepChosen();
  void updateState();
  void take();
  void setRowVisible(QWidget* field, bool visible);
  [[nodiscard]] const city::CaseRule* rule() const;
  [[nodiscard]] QStringList knownHandlers() const;
  [[nodiscard]] QString missing() const;  ///< what stands in the way, or empty
  [[nodiscard]] city::CaseStep step() const;

  CitySession& m_session;
  std::optional<city::Incident> m_case;
  std::vector<const city::CaseRule*> m_rules;
  std::vector<DeskOperator> m_people;
  QStringList m_photos;
  QString m_myRole;  ///< the last role chosen: most people have one
  QString m_responsible;
  QString m_failed;
  bool m_unsaved = false, m_busy = false;
  QFormLayout* m_rows;
  QLabel *m_heading, *m_note;
  QComboBox *m_step, *m_role, *m_condition, *m_to;
  QLineEdit* m_reason;
  QDateEdit* m_until;
  QPushButton* m_take;
  QWidget* m_buttons;
  QLabel* m_clockText;
  city::CaseClock m_clock;
  std::vector<std::pair<QLabel*, QWidget*>> m_labels;
};

}  // namespace gis::ui
