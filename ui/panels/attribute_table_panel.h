// The attribute table: a layer's rows, sorted, filtered, edited, copied.
#pragma once

#include <QTableView>
#include <QWidget>
#include <vector>

#include "ui/models/feature_table_model.h"

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolBar;

namespace gis::ui {

/// The dock's content. It knows the map only through its signals: who shows it joins them to the selection
/// and the canvas. Thread rule: GUI thread.
class AttributeTablePanel : public QWidget {
  Q_OBJECT
 public:
  explicit AttributeTablePanel(CitySession& session, QWidget* parent = nullptr);

  void showLayer(const QString& name);
  /// Only these rows of the layer, until the user asks for all.
  void showRows(const QString& name, std::vector<std::int64_t> fids);
  void addColumn();
  void showStatistics();
  [[nodiscard]] QString layerName() const { return m_model->layerName(); }
  /// The selection of the map, shown as selected rows (and as the only rows when asked for).
  void setSelection(const QString& layer, const std::vector<std::int64_t>& fids);
  [[nodiscard]] FeatureTableModel& model() { return *m_model; }
  /// First and last rows of what stands together.
  using Runs = std::vector<std::pair<int, int>>;

 Q_SIGNALS:
  /// The user selected rows: the map shall highlight them.
  void selectionRequested(const QString& layer, const std::vector<std::int64_t>& fids);
  void zoomRequested(const QString& layer, const std::vector<std::int64_t>& fids);
  void layerShown(const QString& layer);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void makeActions();
  void retranslate();
  void fillLayers();
  void loadDomains();
  void tellSelection();
  void copySelection();
  void removeSelected();
  void showMenu(const QPoint& place);
  void updateStatus();
  void moveToSelection(bool scroll);
  void showRuns(const Runs& runs, bool scroll);
  [[nodiscard]] int selectedCount() const;
  [[nodiscard]] std::vector<std::int64_t> selectedFids() const;

  CitySession& m_session;
  FeatureTableModel* m_model;
  QToolBar* m_bar;
  QComboBox* m_layers;
  QLineEdit* m_filter;
  QTableView* m_view;
  QLabel* m_status;
  QAction *m_onlySelected, *m_zoom, *m_copy, *m_remove, *m_replace, *m_statistics, *m_addColumn, *m_columns,
      *m_calculate, *m_paste, *m_reload;
  std::vector<std::int64_t> m_mapSelection;
  bool m_scattered = false;  ///< more selected runs than the view can show
  quint64 m_moving = 0;
  bool m_taking = false;  ///< the selection is being set from outside: do not send it back
};

}  // namespace gis::ui
