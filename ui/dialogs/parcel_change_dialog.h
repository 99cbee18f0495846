// Changing the chosen parcels by the rules: what would become of them is shown before it is done.
#pragma once

#include <QDialog>
#include <optional>
#include <vector>

#include "gis_core/city/parcel_edit.h"
#include "ui/jobs/city_session.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTreeWidget;

namespace gis::ui {

/// One dialog for all: one parcel is split, loses a part, takes a gap or gets other letters; two are merged, get
/// another border, or one takes over from the other; more are merged. Reason and document go into the history. Thread
/// rule: GUI thread; the trial runs in a job, the change on the writer.
class ParcelChangeDialog : public QDialog {
  Q_OBJECT
 public:
  enum class Way { equalParts, toAreas, byLine, cutOut, fillGap, letters, merge, border, takeOver };
  enum class Draws { nothing, line, area, place };

  /// `fids` of the layer of role parcel; `way` is chosen first, where the number of parcels allows it.
  ParcelChangeDialog(CitySession& session, std::vector<std::int64_t> fids, Way way, QWidget* parent);

  [[nodiscard]] bool splits() const { return m_fids.size() == 1; }
  [[nodiscard]] Way way() const;
  /// What the chosen way wants drawn on the map.
  [[nodiscard]] Draws draws() const;
  /// What was drawn, in the map's system: the places of a line or an area, or one place.
  void takeDrawn(const std::vector<geom::MapPoint>& places);
  /// What would come out of it, in the map's system; empty: not known.
  [[nodiscard]] const std::vector<geom::Bytes>& preview() const { return m_preview; }

 Q_SIGNALS:
  /// The user wants to draw on the map what draws() says.
  void drawingWanted();
  void previewChanged();
  /// It is done: the new parcels.
  void parcelsChanged(const QString& layer, const std::vector<std::int64_t>& fids);

 private:
  struct Outcome {
    std::optional<city::ParcelChange> change;
    std::vector<geom::Bytes> shapes;
  };

  void build();
  void addWays(Way first);
  void addCodes(QFormLayout* form);
  void readRules();
  void writeRules();
  void writeTolerance();
  void wayChanged();
  void changed();
  [[nodiscard]] QString missing() const;
  void tryIt();
  void run();
  void take(const Outcome& outcome);
  void say(const QString& text, bool trouble = false);
  [[nodiscard]] std::function<Outcome(const store::CityDatabase&, Progress&)> work(bool triesOnly) const;

  CitySession& m_session;
  std::vector<std::int64_t> m_fids;
  std::vector<geom::MapPoint> m_drawn;  // in the map's system
  QComboBox* m_way = nullptr;
  QFormLayout* m_form = nullptr;
  QCheckBox *m_other = nullptr, *m_keepsCode = nullptr, *m_keepsNumber = nullptr;
  QSpinBox* m_parts = nullptr;
  QDoubleSpinBox *m_bearing = nullptr, *m_tolerance = nullptr;
  double m_toleranceKept = 0;
  QLineEdit *m_areas = nullptr, *m_letters = nullptr, *m_codes = nullptr, *m_reason = nullptr, *m_document = nullptr,
            *m_date = nullptr;
  QPushButton *m_draw = nullptr, *m_ok = nullptr;
  QTreeWidget* m_result = nullptr;
  QLabel* m_status = nullptr;
  std::vector<geom::Bytes> m_preview;
  JobHandle m_job;
  quint64 m_number = 0;
};

}  // namespace gis::ui
