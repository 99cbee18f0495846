// What a look at a file found out about one layer, in tables.
#pragma once

#include <QTabWidget>

#include "gis_core/io/import_survey.h"

class QTableWidget;

namespace gis::ui {

/// First rows, encodings with rows to look at, readings of the coordinates, columns, and faults. A row of the second
/// and third table can be chosen: by a double click, or Enter. GUI thread.
class ImportSurveyView : public QTabWidget {
  Q_OBJECT
 public:
  explicit ImportSurveyView(QWidget* parent = nullptr);
  void showLayer(const io::SurveyedLayer& layer);
  void clear();

 Q_SIGNALS:
  void encodingChosen(const QString& encoding);
  /// `system`: "EPSG:4549", "GCJ-02" …
  void readingChosen(const QString& system, bool northFirst);

 private:
  void showRows(const io::SurveyedLayer& layer);
  void showEncodings(const io::SurveyedLayer& layer);
  void showReadings(const io::SurveyedLayer& layer);
  void showColumns(const io::SurveyedLayer& layer);
  void showFaults(const io::SurveyedLayer& layer);

  QTableWidget *m_rows, *m_encodings, *m_readings, *m_columns, *m_faults;
};

}  // namespace gis::ui
