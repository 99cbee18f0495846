// The figures of one column.
#pragma once

#include <QDialog>

#include "gis_core/store/table_rows.h"
#include "ui/jobs/city_session.h"

class QComboBox;
class QTableWidget;

namespace gis::ui {

class ColumnStatisticsDialog : public QDialog {
  Q_OBJECT
 public:
  /// Opens it on the column with this number (among the fields) for the rows that meet `where`.
  static void open(CitySession& session, const store::LayerInfo& layer, int column, const QString& where,
                   QWidget* parent);

 private:
  ColumnStatisticsDialog(CitySession& session, store::LayerInfo layer, QString where, QWidget* parent);
  void load();
  void show(const store::ColumnStatistics& figures);

  CitySession& m_session;
  store::LayerInfo m_layer;
  QString m_where;
  QComboBox* m_field;
  QTableWidget* m_table;
  JobHandle m_job;
};

}  // namespace gis::ui
