// Incident > Cases to place: cases that came without a position, and where they may be.
#pragma once

#include <QDialog>
#include <QTimer>
#include <memory>
#include <vector>

#include "gis_core/city/case_queue.h"
#include "ui/jobs/city_session.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QTreeWidget;

namespace gis::ui {

/// Stays open beside the map: the cases, and for the current one what Find makes of its address; the place is taken
/// from the list or clicked on the map. Every placing is one edit that undo takes back. Thread rule: GUI thread; the
/// work runs in jobs.
class PlaceQueueDialog : public QDialog {
  Q_OBJECT
 public:
  PlaceQueueDialog(CitySession& session, QWidget* parent);
  ~PlaceQueueDialog() override;

  /// The current case lies here (CRS of the city), as clicked on the map.
  void placeAt(geom::MapPoint at);
  /// Its UUID; empty without one.
  [[nodiscard]] QString currentCase() const;

 Q_SIGNALS:
  /// A candidate is looked at.
  void showWanted(const gis::geom::MapPoint& at);
  /// The next click on the map shall be the place.
  void mapWanted();
  void openWanted(const QString& id);

 private:
  void build();
  void readCases();
  void showCases(std::vector<city::Incident> cases);
  void readIndex();
  void caseChosen();
  void look();
  void showPlaces(std::vector<city::FindResult> places);
  void place(geom::MapPoint at);
  void setAvailable();
  [[nodiscard]] const city::Incident* current() const;
  [[nodiscard]] const city::FindResult* candidate() const;

  CitySession& m_session;
  QLabel *m_count, *m_note;
  QTreeWidget* m_list;
  QLineEdit* m_search;
  QListWidget* m_places;
  QPushButton *m_take, *m_click, *m_open;
  std::vector<city::Incident> m_cases;
  std::vector<city::FindResult> m_found;
  std::shared_ptr<const city::FindIndex> m_index;
  QTimer m_again, m_typing;
  JobHandle m_readJob, m_indexJob, m_lookJob;
  quint64 m_lookNumber = 0;
  bool m_placing = false;
};

}  // namespace gis::ui
