// "Which features of this layer … that layer": a spatial question with a live count.
#pragma once

#include <QDialog>
#include <QTimer>
#include <vector>

#include "gis_core/query/select.h"
#include "ui/jobs/city_session.h"
#include "ui/models/selection.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace gis::ui {

/// Builds a query::SelectQuery from choices, counts while the user changes them (in the background, the
/// older count cancelled), and takes the answer as selection or as a new layer. It also shows the command
/// line that asks the same. Thread rule: GUI thread.
class SelectByLocationDialog : public QDialog {
  Q_OBJECT
 public:
  SelectByLocationDialog(CitySession& session, const QString& layer, const geom::Envelope& visible, QWidget* parent);

  /// Off: only conditions on the layer itself.
  void setSpatial(bool on);

 Q_SIGNALS:
  void selected(const QString& layer, const std::vector<std::int64_t>& fids, gis::ui::SelectionMode mode);
  void layerMade(const QString& layer);

 private:
  void build();
  void fillLayers(const QString& layer);
  void changed();
  void count();
  void finish(bool intoLayer);
  void say(const QString& text, bool trouble = false);
  [[nodiscard]] bool isDistance() const;
  [[nodiscard]] query::SelectQuery query() const;
  [[nodiscard]] QString commandLine() const;

  CitySession& m_session;
  geom::Envelope m_visible;
  QComboBox *m_layer, *m_relation, *m_other, *m_mode;
  QLineEdit *m_where, *m_otherWhere, *m_into, *m_command;
  QDoubleSpinBox* m_metres;
  QCheckBox *m_spatial, *m_extent;
  QLabel* m_count;
  QPushButton *m_select, *m_makeLayer;
  QTimer m_timer;
  JobHandle m_job;
};

}  // namespace gis::ui
