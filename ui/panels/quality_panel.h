// Quality of layers: scores, findings, what was ignored, correction notes.
#pragma once

#include <QWidget>
#include <vector>

#include "gis_core/city/quality_notes.h"
#include "ui/jobs/city_session.h"
#include "ui/models/quality_model.h"

class QAction;
class QComboBox;
class QLabel;
class QPushButton;
class QTabWidget;
class QTableView;
class QTreeWidget;
class QTreeWidgetItem;

namespace gis::ui {

/// Bottom panel: layers are checked by a job; each finding is repaired, ignored with a reason, exported, or sent to the
/// bureau. GUI thread.
class QualityPanel : public QWidget {
  Q_OBJECT
 public:
  explicit QualityPanel(CitySession& session, QWidget* parent = nullptr);

  /// Checks this layer; all of them when it is empty.
  void check(const QString& layer);
  /// What the list shows, for the map.
  [[nodiscard]] const QualityModel& findings() const { return *m_model; }

 Q_SIGNALS:
  /// The list shows other findings.
  void findingsChanged();
  /// The panel came into sight, or went.
  void shownChanged();
  void findingChosen(const QString& layer, std::int64_t fid, const gis::geom::Envelope& box);

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  struct Decisions {
    std::vector<city::IgnoredFinding> ignored;
    std::vector<city::CorrectionNote> notes;
  };
  /// A job: checks `layers`, after `before` has changed something.
  using Before = std::function<std::int64_t(store::CityDatabase& city, Progress& progress)>;

  void build();
  void retranslate();
  void fillLayers();
  void fillScores();
  void fillDecisions(const Decisions& decisions);
  void readDecisions();
  void showChosen();
  void rowChosen();
  void changed();
  void say(const QString& text, bool trouble = false);
  [[nodiscard]] JobOptions options();
  [[nodiscard]] std::vector<std::string> layersToCheck(const QString& layer) const;
  void run(const std::vector<std::string>& layers, Before before);
  void take(const std::vector<CheckedLayerPtr>& checked, std::int64_t fixed);
  /// The chosen rows by layer; all rows of the list when none is chosen.
  [[nodiscard]] std::vector<city::LayerQuality> chosen() const;
  void fix();
  void askReason();
  void ignore(const QString& reason);
  void heed();
  void exportSheet();
  void exportLayer();
  void makeNote();
  void answer(bool close);
  [[nodiscard]] QString layerOfList() const;

  CitySession& m_session;
  QualityModel* m_model;
  std::vector<CheckedLayerPtr> m_checked;
  Decisions m_decisions;
  QLabel* m_scopeTitle;
  QComboBox* m_scope;
  QPushButton *m_check, *m_stop, *m_fix, *m_ignore, *m_export, *m_note, *m_heed, *m_answer, *m_close;
  QAction *m_asSheet, *m_asLayer;
  QTabWidget* m_tabs;
  QTreeWidget *m_scores, *m_ignored, *m_notes;
  QTableView* m_list;
  QLabel* m_status;
  JobHandle m_job;
  bool m_running = false;
};

class MainWindow;
void addQuality(MainWindow& window);

}  // namespace gis::ui
