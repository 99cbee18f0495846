// Parcel > Parcels as of a date: the map as it was then, with the parcels that ended since greyed.
#pragma once

#include <QDialog>
#include <memory>
#include <vector>

#include "gis_core/geometry/wkb.h"
#include "ui/jobs/city_session.h"
#include "ui/models/parcels_then.h"

class QDateEdit;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace gis::ui {

/// Reads by a job; what it found is an overlay of the map. GUI thread.
class ParcelsAsOfDialog : public QDialog {
  Q_OBJECT
 public:
  ParcelsAsOfDialog(CitySession& session, QWidget* parent);
  [[nodiscard]] const std::vector<ParcelThen>& parcels() const { return *m_parcels; }
  [[nodiscard]] std::shared_ptr<const std::vector<ParcelThen>> shared() const { return m_parcels; }

 Q_SIGNALS:
  /// Other parcels are shown than before.
  void parcelsChanged();
  /// One is chosen: its place in the map's system.
  void parcelChosen(const gis::geom::Envelope& box);
  /// The whole city as of the date (ISO UTC) is wanted.
  void cityWanted(const QString& at);

 private:
  void showThen();
  void take(const ParcelsThen& answer);
  void makeLayer();
  void setRunning(bool running);
  void say(const QString& text, bool trouble = false);
  [[nodiscard]] std::string moment() const;
  [[nodiscard]] JobOptions options();

  CitySession& m_session;
  QDateEdit* m_date = nullptr;
  QPushButton *m_open = nullptr, *m_show = nullptr, *m_layer = nullptr;
  QTreeWidget* m_list = nullptr;
  QLabel* m_status = nullptr;
  std::shared_ptr<const std::vector<ParcelThen>> m_parcels;  ///< never null
  JobHandle m_job;
};

}  // namespace gis::ui
