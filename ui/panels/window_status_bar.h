// The status bar: place, scale, coordinate system, memory of pictures, running work.
#pragma once

#include <QStatusBar>

#include "gis_core/geometry/envelope.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QTimer;
class QToolButton;

namespace gis::ui {

class CitySession;
class MapCanvas;

/// Coordinates are transformed in a worker thread; the newest place wins. GUI thread.
class WindowStatusBar : public QStatusBar {
  Q_OBJECT
 public:
  WindowStatusBar(CitySession& session, MapCanvas& canvas, QWidget* parent = nullptr);
  void setHint(const QString& text);

 Q_SIGNALS:
  void crsClicked();
  void jobsClicked();
  void copied(const QString& text);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void showPlace(geom::MapPoint at);
  void askDegrees();
  void showScale();
  void takeScale();
  void showCrs();
  void showCache();
  void showJobs();

  CitySession& m_session;
  MapCanvas& m_canvas;
  QLabel* m_hint;
  QToolButton *m_place, *m_degrees, *m_crs, *m_cancel, *m_jobs;
  QLabel* m_scaleLabel;
  QComboBox* m_scale;
  QProgressBar *m_cache, *m_progress;
  QTimer* m_cacheTimer;
  geom::MapPoint m_at;
  bool m_asking = false, m_askAgain = false;
};

}  // namespace gis::ui
