// Divisions and grids checked: a report to click through.
#pragma once

#include <QDialog>
#include <vector>

#include "gis_core/city/grid_check.h"
#include "ui/jobs/city_session.h"

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace gis::ui {

/// Lists what city::checkGrids() finds, by layer and check; a click shows it on the map. GUI thread.
class GridDialog : public QDialog {
  Q_OBJECT
 public:
  explicit GridDialog(CitySession& session, QWidget* parent = nullptr);

  void check();
  [[nodiscard]] const city::GridReport& report() const { return m_report; }

 Q_SIGNALS:
  /// One is chosen: its place in the map's system, and its features.
  void findingChosen(const gis::geom::Envelope& box, const QString& layer, const std::vector<std::int64_t>& fids);

 private:
  void showReport(const city::GridReport& report);
  void fill();
  void setRunning(bool running);

  CitySession& m_session;
  city::GridReport m_report;
  JobHandle m_job;
  QComboBox* m_layer;
  QTreeWidget* m_list;
  QLabel* m_note;
  QPushButton *m_check, *m_stop;
  QDialogButtonBox* m_buttons;
};

}  // namespace gis::ui
