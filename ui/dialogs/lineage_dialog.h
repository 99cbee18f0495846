// Parcel > Lineage graph: where a parcel came from and what became of it, generation by generation.
#pragma once

#include <QDialog>
#include <QPointF>
#include <map>
#include <vector>

#include "gis_core/city/parcel_lineage.h"
#include "ui/jobs/city_session.h"

class QGraphicsScene;
class QGraphicsView;
class QLabel;

namespace gis::ui {

/// Boxes from left to right: parents before children, the retired ones grey, the one that was asked for with a thick
/// border; lines carry what was done and when. GUI thread; reads by a job.
class LineageDialog : public QDialog {
  Q_OBJECT
 public:
  /// `fid` in the layer of role parcel.
  LineageDialog(CitySession& session, std::int64_t fid, QWidget* parent);
  [[nodiscard]] const city::ParcelLineage& lineage() const { return m_lineage; }
  /// Column of each parcel in the drawing, from 0, by its name in the lineage.
  [[nodiscard]] const std::map<std::string, int>& columns() const { return m_columns; }

 Q_SIGNALS:
  /// A current parcel was chosen with a double click.
  void parcelWanted(const QString& code);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void read();
  void draw();
  void fit();

  CitySession& m_session;
  std::int64_t m_fid;
  city::ParcelLineage m_lineage;
  std::map<std::string, int> m_columns;
  QPointF m_wanted;  ///< where the parcel that was asked for stands
  QGraphicsScene* m_scene = nullptr;
  QGraphicsView* m_view = nullptr;
  QLabel* m_note = nullptr;
};

}  // namespace gis::ui
