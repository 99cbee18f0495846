// Select by the value of one column.
#pragma once

#include <QDialog>
#include <vector>

#include "gis_core/store/layer.h"
#include "ui/jobs/city_session.h"

class QComboBox;
class QLabel;

namespace gis::ui {

/// Column, comparison, value; the commonest values are offered. GUI thread.
class SelectByValueDialog : public QDialog {
  Q_OBJECT
 public:
  SelectByValueDialog(CitySession& session, store::LayerInfo layer, QWidget* parent);

 Q_SIGNALS:
  void selected(const QString& layer, const std::vector<std::int64_t>& fids);

 private:
  void loadValues();
  void run();
  /// The condition in SQL; empty when nothing is asked.
  [[nodiscard]] std::string condition() const;

  CitySession& m_session;
  store::LayerInfo m_layer;
  QComboBox *m_field, *m_comparison, *m_value;
  QLabel* m_count;
  JobHandle m_job;
};

}  // namespace gis::ui
