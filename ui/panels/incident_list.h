// The list of incidents with its filters.
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/models/incident_model.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace gis::ui {

/// Bottom panel: newest first, filtered by state, text, map window and overdue. GUI thread.
class IncidentList : public QWidget {
  Q_OBJECT
 public:
  explicit IncidentList(CitySession& session, QWidget* parent = nullptr);

  /// What the map shows now (CRS of the city), for the filter "in the map window".
  void setVisibleExtent(const geom::Envelope& box);
  /// Makes this case the current row, at once or when it is read, unless the filter keeps it out of the list.
  void choose(const QString& id);
  [[nodiscard]] IncidentModel& model() { return *m_model; }
  /// UUIDs of the chosen rows, the current one first.
  [[nodiscard]] QStringList chosen() const;
  void focusFilter();

 Q_SIGNALS:
  void openWanted(const QString& id);
  void showWanted(std::int64_t fid, bool zoom);
  /// Sheets of these cases, the current one first.
  void printWanted(const QStringList& ids);
  void chosenChanged();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void applyFilter();
  void sayCount();

  CitySession& m_session;
  IncidentModel* m_model;
  QTreeView* m_view;
  QComboBox* m_state;
  QLineEdit* m_text;
  QCheckBox *m_inWindow, *m_overdue;
  QLabel* m_count;
  QPushButton *m_open, *m_zoom, *m_print;
  QTimer m_typing;
  geom::Envelope m_extent;
  QString m_wanted;  ///< chosen as soon as it is loaded
};

}  // namespace gis::ui
