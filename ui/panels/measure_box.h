// The figures of a measurement, over the map.
#pragma once

#include <QFrame>
#include <vector>

#include "gis_core/geometry/envelope.h"
#include "ui/tools/measurement.h"

class QLabel;
class QToolButton;

namespace gis::ui {

class CitySession;

/// A small card in the corner of the map; figures come from a worker thread. GUI thread.
class MeasureBox : public QFrame {
  Q_OBJECT
 public:
  MeasureBox(CitySession& session, QWidget* canvas);
  /// No points: the card goes away.
  void show(const std::vector<geom::MapPoint>& points, bool area, bool visible);

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void ask();
  void say();
  void place();

  CitySession& m_session;
  QLabel *m_title, *m_figures;
  QToolButton* m_copy;
  std::vector<geom::MapPoint> m_points;
  Measurement m_measurement;
  bool m_area = false, m_asking = false, m_askAgain = false;
};

}  // namespace gis::ui
