// What a look at a file found out about one layer, in tables.
#pragma once

#include <QTabWidget>

#include "gis_core/io/import_survey.h"

class QTableWidget;

namespace gis::ui {

class ChangePicture;
class ImportFieldsView;

/// First rows, encodings with rows to look at, readings of the coordinates, columns, and faults. A row of the second
/// and third table can be chosen: by a double click, or Enter. GUI thread.
class ImportSurveyView : public QTabWidget {
  Q_OBJECT
 public:
  explicit ImportSurveyView(QWidget* parent = nullptr);
  /// `city`: its outline, under the boxes of where the readings put the layer.
  void showLayer(const io::SurveyedLayer& layer, const std::vector<geom::Bytes>& city);
  void clear();
  /// The tab where columns get the fields of a standard layer.
  [[nodiscard]] ImportFieldsView& fields() { return *m_fields; }

 Q_SIGNALS:
  void encodingChosen(const QString& encoding);
  /// `system`: "EPSG:4549", "GCJ-02" …
  void readingChosen(const QString& system, bool northFirst);

 private:
  void showRows(const io::SurveyedLayer& layer);
  void showEncodings(const io::SurveyedLayer& layer);
  void showReadings(const io::SurveyedLayer& layer);
  void showColumns(const io::SurveyedLayer& layer);
  void showPlaces();
  void showFaults(const io::SurveyedLayer& layer);

  std::vector<geom::Bytes> m_city;
  std::vector<io::CrsCandidate> m_places;
  ChangePicture* m_map;
  ImportFieldsView* m_fields;
  QTableWidget *m_rows, *m_encodings, *m_readings, *m_columns, *m_faults;
};

}  // namespace gis::ui
