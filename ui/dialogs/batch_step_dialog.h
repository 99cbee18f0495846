// One step for many cases.
#pragma once

#include <QDialog>
#include <vector>

#include "gis_core/city/case_flow.h"
#include "ui/jobs/city_session.h"
#include "ui/models/operators.h"

class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace gis::ui {

/// Offers the steps that at least one of the cases may take, takes one for all that may, and tells the others. One
/// undo takes all back. GUI thread.
class BatchStepDialog : public QDialog {
  Q_OBJECT
 public:
  /// `role`: of who works here, or empty.
  BatchStepDialog(CitySession& session, const QStringList& ids, const QString& role, QWidget* parent = nullptr);
  /// The list of who works here: a handler of another department than the case's is refused.
  void setPeople(std::vector<DeskOperator> people) { m_people = std::move(people); }

 Q_SIGNALS:
  void taken(int done);

 private:
  struct Offer {
    const city::CaseRule* rule;
    int count;  ///< cases that may take it
  };
  void build();
  void showOffers(std::vector<Offer> offers);
  void stepChosen();
  void take();
  [[nodiscard]] const city::CaseRule* rule() const;

  CitySession& m_session;
  std::vector<std::string> m_ids;
  QString m_role;
  std::vector<Offer> m_offers;
  std::vector<DeskOperator> m_people;
  QComboBox *m_step, *m_who;
  QLineEdit *m_to, *m_condition, *m_reason;
  QDateEdit* m_until;
  QLabel* m_note;
  QPlainTextEdit* m_refused;
  QPushButton* m_take;
};

}  // namespace gis::ui
