// The list of incidents: all that the filter lets through, read as it is looked at.
#pragma once

#include <QAbstractTableModel>
#include <QTimer>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "gis_core/city/case_table.h"
#include "ui/jobs/city_session.h"
#include "ui/map/case_text.h"
#include "ui/models/case_keeper.h"

namespace gis::ui {

/// What the list shows; empty members let everything through.
struct IncidentListFilter {
  QString state, text;
  QString role;  ///< what waits for it
  QString category, urgency, source, department, handler, district, subdistrict, community, grid;
  bool overdueOnly = false, dueToday = false, openOnly = false;
  bool dueSoon = false, reportedToday = false, closedToday = false;
  qint64 reportedFrom = 0, reportedTo = 0;  ///< from ≤ time < to; 0: no limit
  std::optional<geom::Envelope> box;        ///< CRS of the city
  friend bool operator==(const IncidentListFilter&, const IncidentListFilter&) = default;
};
/// The same for the core, as of now.
[[nodiscard]] city::IncidentFilter askedCases(const IncidentListFilter& filter);

/// Cases in the order of the list; rows are read in the background when they are looked at. It follows changes of the
/// city by itself and keeps selections while it does. Until all cases are in memory (a second for a million) it shows
/// the first 200 as the city gives them. GUI thread.
class IncidentModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column {
    numberColumn,
    stateColumn,
    categoryColumn,
    reportedColumn,
    deadlineColumn,
    placeColumn,
    textColumn,
    columns
  };
  enum Role { fidRole = Qt::UserRole, uidRole, overdueRole };

  /// `keeper` must outlive it.
  IncidentModel(CitySession& session, CaseKeeper& keeper, QObject* parent = nullptr);

  void setFilter(const IncidentListFilter& filter);
  [[nodiscard]] const IncidentListFilter& filter() const { return m_filter; }
  [[nodiscard]] city::CaseSort sorting() const { return m_sort; }
  /// Null when the row is not there or not read yet.
  [[nodiscard]] const city::Incident* incident(int row) const;
  [[nodiscard]] std::int64_t fidOf(int row) const;
  [[nodiscard]] int rowOfFid(std::int64_t fid) const;
  void reload();

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  void sort(int column, Qt::SortOrder order) override;
  /// Asks for the row of this case (any id); found() tells it, −1 when the filter keeps it out.
  void find(const QString& id);
  /// How many cases the filter lets through.
  [[nodiscard]] std::int64_t total() const;
  /// Only the first ones are there yet.
  [[nodiscard]] bool isPartial() const { return m_partial; }

 Q_SIGNALS:
  /// The order is there, or the cases were counted.
  void loaded();
  void found(const QString& id, int row);

 private:
  void readFirst();
  void readOrder();
  void takeOrder(std::vector<std::int64_t> order);
  void wantRow(int row) const;
  void readWanted();
  void refresh(const std::vector<std::int64_t>& fids);
  void takeRows(std::vector<city::Incident> rows);

  CitySession& m_session;
  CaseKeeper& m_keeper;
  IncidentListFilter m_filter;
  city::CaseSort m_sort;
  std::vector<std::int64_t> m_order;  ///< fids
  std::unordered_map<std::int64_t, city::Incident> m_rows;
  mutable std::unordered_set<std::int64_t> m_wanted, m_reading;
  mutable QTimer m_wantTimer;
  bool m_partial = true;
  std::int64_t m_counted = 0;
  quint64 m_number = 0, m_seekNumber = 0;  ///< of the newest questions: older answers are dropped
  JobHandle m_job, m_countJob, m_seekJob;
};

/// The words of ui/map/case_text.h in the language of the program.
[[nodiscard]] QString caseStateText(const std::string& state);
[[nodiscard]] QString categoryText(const std::string& system, const std::string& kind, const std::string& code,
                                   const std::string& nameZh);

}  // namespace gis::ui
