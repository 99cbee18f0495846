// Splitting and merging the chosen parcels: what would become of them is shown before it is done.
#pragma once

#include <QDialog>
#include <optional>
#include <vector>

#include "gis_core/city/parcel_edit.h"
#include "ui/jobs/city_session.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTreeWidget;

namespace gis::ui {

/// One dialog for both: with one parcel it splits, with several it merges. Reason and document go into the history.
/// Thread rule: GUI thread; the trial runs in a job, the change on the writer.
class ParcelChangeDialog : public QDialog {
  Q_OBJECT
 public:
  enum class Way { equalParts, toAreas, byLine };

  /// `fids` of the layer of role parcel.
  ParcelChangeDialog(CitySession& session, std::vector<std::int64_t> fids, QWidget* parent);

  [[nodiscard]] bool splits() const { return m_fids.size() == 1; }
  /// A line that was drawn, in the map's system: the parcel is split by it.
  void takeLine(const std::vector<geom::MapPoint>& line);
  /// What would come out of it, in the map's system; empty: not known.
  [[nodiscard]] const std::vector<geom::Bytes>& preview() const { return m_preview; }

 Q_SIGNALS:
  /// The user wants to draw the cut on the map.
  void lineWanted();
  void previewChanged();
  /// It is done: the new parcels.
  void parcelsChanged(const QString& layer, const std::vector<std::int64_t>& fids);

 private:
  struct Outcome {
    std::optional<city::ParcelChange> change;
    std::vector<geom::Bytes> shapes;
  };

  void build();
  void changed();
  void tryIt();
  void run();
  void take(const Outcome& outcome);
  void say(const QString& text, bool trouble = false);
  [[nodiscard]] std::function<Outcome(const store::CityDatabase&, Progress&)> work(bool triesOnly) const;

  CitySession& m_session;
  std::vector<std::int64_t> m_fids;
  std::vector<geom::MapPoint> m_line;  // in the map's system
  QComboBox* m_way = nullptr;
  QSpinBox* m_parts = nullptr;
  QDoubleSpinBox* m_bearing = nullptr;
  QLineEdit *m_areas = nullptr, *m_reason = nullptr, *m_document = nullptr, *m_date = nullptr;
  QPushButton *m_draw = nullptr, *m_ok = nullptr;
  QTreeWidget* m_result = nullptr;
  QLabel* m_status = nullptr;
  std::vector<geom::Bytes> m_preview;
  JobHandle m_job;
  quint64 m_number = 0;
};

}  // namespace gis::ui
