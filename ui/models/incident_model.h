// The list of incidents, read page by page in the background.
#pragma once

#include <QAbstractTableModel>
#include <optional>
#include <vector>

#include "gis_core/city/incident.h"
#include "ui/jobs/city_session.h"
#include "ui/map/case_text.h"

namespace gis::ui {

/// What the list shows; empty members let everything through.
struct IncidentListFilter {
  QString state, text;
  bool overdueOnly = false;
  std::optional<geom::Envelope> box;  ///< CRS of the city
  friend bool operator==(const IncidentListFilter&, const IncidentListFilter&) = default;
};

/// Cases, newest report first, 200 a page. It follows changes of the city by itself. GUI thread.
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

  explicit IncidentModel(CitySession& session, QObject* parent = nullptr);

  void setFilter(const IncidentListFilter& filter);
  [[nodiscard]] const IncidentListFilter& filter() const { return m_filter; }
  /// Null when the row is not there.
  [[nodiscard]] const city::Incident* incident(int row) const;
  [[nodiscard]] int rowOfFid(std::int64_t fid) const;
  void reload();

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  /// Reads the next page if there is one and none is being read. (Not Qt's fetchMore: a tree view calls that at every
  /// layout and would read on until it has all cases of the city.)
  void readMore();
  /// Reads on until this case is in the list. Nothing happens when the filter keeps it out, when it lies behind the
  /// first 20,000, or while a page is being read: loaded() is the time to ask again.
  void readTo(const QString& uid);
  /// How many cases the filter lets through; rowCount() until they are counted.
  [[nodiscard]] std::int64_t total() const;

 Q_SIGNALS:
  /// A page arrived, or the cases were counted.
  void loaded();

 private:
  void read(std::int64_t offset, std::int64_t limit, bool replace);
  void take(std::vector<city::Incident> page, std::int64_t wanted, bool replace);
  void countAll();

  CitySession& m_session;
  IncidentListFilter m_filter;
  std::vector<city::Incident> m_rows;
  bool m_more = false, m_reading = false;
  std::int64_t m_counted = 0;
  quint64 m_number = 0, m_countNumber = 0, m_seekNumber = 0;  ///< of the newest questions: older answers are dropped
  JobHandle m_job, m_countJob, m_seekJob;
};

/// The words of ui/map/case_text.h in the language of the program.
[[nodiscard]] QString caseStateText(const std::string& state);
[[nodiscard]] QString categoryText(const std::string& system, const std::string& kind, const std::string& code,
                                   const std::string& nameZh);

}  // namespace gis::ui
