// Incident > Figures and ranking: the figures of a period by department, area or post, and the cases behind each.
#pragma once

#include <QDialog>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/city/case_figures.h"
#include "ui/jobs/city_session.h"

class QComboBox;
class QDateEdit;
class QLabel;
class QPushButton;
class QTableWidget;

namespace gis::ui {

/// A row for each group, best first, a column for each figure. A number that counts cases lists them below, where they
/// are opened or shown on the map. It stays beside the map. GUI thread.
class RankingDialog : public QDialog {
  Q_OBJECT
 public:
  RankingDialog(CitySession& session, QWidget* parent);
  ~RankingDialog() override;

 Q_SIGNALS:
  /// This case shall be opened.
  void caseWanted(const QString& uid);
  /// These cases shall be shown on the map.
  void casesWanted(const std::vector<std::int64_t>& fids);

 private:
  struct Answer;
  struct Behind;
  void build();
  void periodChosen();
  void count();
  void showAnswer(std::shared_ptr<const Answer> answer);
  void fillRow(int row, const city::FigureGroup& group, const QString& name);
  void cellChosen(int row, int column);
  void list(const Behind& behind);
  [[nodiscard]] JobOptions job();

  CitySession& m_session;
  QComboBox *m_by, *m_period, *m_division;
  QDateEdit *m_from, *m_to;
  QTableWidget *m_table, *m_cases;
  QLabel *m_note, *m_title;
  QPushButton* m_map;
  std::shared_ptr<const Answer> m_answer;
  std::vector<std::int64_t> m_fids;  ///< behind the number that was chosen
  JobHandle m_job, m_behindJob;
  quint64 m_number = 0;
};

}  // namespace gis::ui
