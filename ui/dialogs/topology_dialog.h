// The coverage check: findings as a list that is linked to the map, and what mends them.
#pragma once

#include <QDialog>
#include <memory>
#include <vector>

#include "gis_core/query/topology.h"
#include "ui/jobs/city_session.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace gis::ui {

/// Checks a layer of areas, lists the findings, mends those that are chosen or all, and marks the layer as coverage.
/// Every mending is one edit that undo takes back; the findings follow every edit of the layer, whoever makes it.
/// Thread rule: GUI thread; the work runs in jobs.
class TopologyDialog : public QDialog {
  Q_OBJECT
 public:
  TopologyDialog(CitySession& session, const QString& layer, QWidget* parent);

  /// The findings in the order of the list; empty before the first check.
  [[nodiscard]] const std::vector<geom::CoverageFinding>& findings() const;
  /// Their shapes in the map's system, for an overlay.
  [[nodiscard]] const std::vector<geom::Bytes>& shapes() const { return m_shapes; }
  [[nodiscard]] QString layerName() const;

 Q_SIGNALS:
  /// Other findings are listed than before.
  void findingsChanged();
  /// One is chosen: its place in the map's system, and its features.
  void findingChosen(const gis::geom::Envelope& box, const QString& layer, const std::vector<std::int64_t>& fids);
  void layerMade(const QString& layer);

 private:
  struct Answer {
    std::shared_ptr<const query::TopologyResult> result;
    std::vector<geom::Bytes> shapes;
    bool isMarked = false;
  };

  void build();
  void fillLayers(const QString& layer);
  void layerChosen();
  void changed();
  void check(const QString& into);
  void take(const Answer& answer);
  void follow();
  void mend(bool all);
  void mark(bool on);
  void setRunning(bool running);
  void say(const QString& text, bool trouble = false);
  [[nodiscard]] JobOptions options();
  [[nodiscard]] query::TopologyQuery query() const;
  [[nodiscard]] QString commandLine(bool fix) const;
  [[nodiscard]] std::vector<std::size_t> chosen() const;

  CitySession& m_session;
  QComboBox *m_layer = nullptr, *m_cut = nullptr;
  QDoubleSpinBox *m_tolerance = nullptr, *m_sliver = nullptr, *m_gap = nullptr;
  QCheckBox* m_mark = nullptr;
  QTreeWidget* m_list = nullptr;
  QLabel* m_status = nullptr;
  QLineEdit* m_command = nullptr;
  QPushButton *m_check = nullptr, *m_stop = nullptr, *m_fix = nullptr, *m_fixAll = nullptr, *m_makeLayer = nullptr;
  std::shared_ptr<const query::TopologyResult> m_result;
  std::vector<geom::Bytes> m_shapes;
  JobHandle m_job;
  bool m_running = false;
  bool m_behind = false;  ///< the layer changed while something ran
  QString m_after;        ///< what the mending did, said after the check that follows it
};

/// "overlap" … in the language of the program.
[[nodiscard]] QString coverageFaultTitle(geom::CoverageFault fault);

}  // namespace gis::ui
