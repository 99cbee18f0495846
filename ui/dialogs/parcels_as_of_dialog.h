// Parcel > Parcels as of a date: the map as it was then, with the parcels that ended since greyed.
#pragma once

#include <QDialog>
#include <memory>
#include <vector>

#include "gis_core/geometry/wkb.h"
#include "ui/jobs/city_session.h"

class QDateEdit;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace gis::ui {

/// A parcel that was otherwise at the date.
struct ParcelThen {
  enum class Kind { ended, made, changed };
  Kind kind = Kind::ended;
  std::int64_t fid = 0;
  QString code;
  geom::Bytes wkb;  ///< in the map's system: as it was then; of one made since: as it is now
};

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

 private:
  struct Answer {
    std::int64_t count = 0, ended = 0, made = 0, changed = 0;
    std::shared_ptr<const std::vector<ParcelThen>> parcels;
  };
  void showThen();
  void take(const Answer& answer);
  void makeLayer();
  void setRunning(bool running);
  void say(const QString& text, bool trouble = false);
  [[nodiscard]] std::string moment() const;
  [[nodiscard]] JobOptions options();

  CitySession& m_session;
  QDateEdit* m_date = nullptr;
  QPushButton *m_show = nullptr, *m_layer = nullptr;
  QTreeWidget* m_list = nullptr;
  QLabel* m_status = nullptr;
  std::shared_ptr<const std::vector<ParcelThen>> m_parcels;  ///< never null
  JobHandle m_job;
};

}  // namespace gis::ui
