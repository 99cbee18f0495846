// Where the cases are: what the board colours the map by, and the days of the report.
#pragma once

#include <QTimer>
#include <QWidget>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "ui/canvas/map_canvas.h"
#include "ui/models/case_keeper.h"
#include "ui/models/incident_model.h"
#include "ui/panels/case_areas.h"

class QComboBox;
class QLabel;
class QSlider;

namespace gis::ui {

/// The lower part of the board: which areas are coloured by which number, of one department or all, of the cases that
/// were reported within some days up to the slider's. Drawn by the map's worker; the map shows the last picture until
/// the next one is there. GUI thread.
class CaseMapBox : public QWidget {
  Q_OBJECT
 public:
  /// The references must outlive it.
  CaseMapBox(CitySession& session, CaseKeeper& keeper, MapCanvas& canvas, QWidget* parent = nullptr);

  /// The filter of the cases that an area's number counts; nothing when no area is coloured there.
  [[nodiscard]] std::optional<std::pair<QString, IncidentListFilter>> areaAt(geom::MapPoint place) const;
  /// What is coloured: code → number.
  [[nodiscard]] const std::map<std::string, std::int64_t>& counts() const { return m_counts; }
  [[nodiscard]] bool isOn() const;

 Q_SIGNALS:
  /// Another picture lies over the map, or none.
  void shown();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void tableReady();
  void chosen();
  void readAreas();
  void count();
  void draw();
  void lay();
  void sayDays();
  [[nodiscard]] city::CaseAreaQuery query() const;
  /// Another one when the layer of the role, or what it holds, is another one.
  [[nodiscard]] QString layerKey(const std::string& role) const;
  /// The days of the report as [from, to); zeros: all.
  [[nodiscard]] std::pair<UtcMillis, UtcMillis> days() const;

  CitySession& m_session;
  CaseKeeper& m_keeper;
  MapCanvas& m_canvas;
  QComboBox *m_area, *m_number, *m_department, *m_span;
  QLabel *m_areaTitle, *m_numberTitle, *m_departmentTitle, *m_spanTitle, *m_days;
  QSlider* m_slider;
  QTimer m_soon;  ///< the view rests
  UtcMillis m_first = 0, m_last = 0;
  std::shared_ptr<const CaseAreas> m_areas;
  std::string m_role;  ///< of m_areas
  QString m_key;       ///< of the layer that they were read from
  std::map<std::string, std::int64_t> m_counts;
  CaseAreaPicture m_picture;
  std::uint64_t m_drawnCases = 0;  ///< stamp of the cases on the last picture asked for
  JobHandle m_readJob, m_countJob, m_drawJob;
  quint64 m_readNumber = 0, m_countNumber = 0, m_drawNumber = 0;
};

}  // namespace gis::ui
