// The list of incidents with its filters.
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/models/incident_model.h"
#include "ui/models/operators.h"
#include "ui/models/user_settings.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QTableView;
class QToolButton;

namespace gis::ui {

/// Bottom panel: every case that the filters let through, in the order of a column; filters are chips that a click
/// takes away, and views keep them under a name. GUI thread.
class IncidentList : public QWidget {
  Q_OBJECT
 public:
  /// The references must outlive it.
  IncidentList(CitySession& session, CaseKeeper& keeper, Operators& operators, UserSettings& settings,
               QWidget* parent = nullptr);

  /// What the map shows now (CRS of the city), for the filter "in the map window".
  void setVisibleExtent(const geom::Envelope& box);
  /// Makes this case the current row, at once or when it is read, unless the filter keeps it out of the list.
  void choose(const QString& id);
  /// Chooses the cases that are selected on the map (row ids).
  void chooseFids(const std::vector<std::int64_t>& fids);
  /// Shows what this filter lets through (from the board).
  void showFilter(const IncidentListFilter& filter);
  [[nodiscard]] IncidentModel& model() { return *m_model; }
  /// Ids of the chosen rows, the current one first.
  [[nodiscard]] QStringList chosen() const;
  [[nodiscard]] std::vector<std::int64_t> chosenFids() const;
  void focusFilter();

 Q_SIGNALS:
  void openWanted(const QString& id);
  void showWanted(std::int64_t fid, bool zoom);
  /// Sheets of these cases, the current one first.
  void printWanted(const QStringList& ids);
  /// One step for all of these cases.
  void stepWanted(const QStringList& ids);
  void chosenChanged();

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void build();
  void retranslate();
  void applyFilter();
  void showChips();
  void fillFilterMenu();
  void fillViewMenu();
  void addValueMenu(const QString& title, const char* column, QString IncidentListFilter::*member);
  void saveView();
  void sayCount();
  void goTo(int row);

  CitySession& m_session;
  CaseKeeper& m_keeper;
  Operators& m_operators;
  UserSettings& m_settings;
  IncidentModel* m_model;
  IncidentListFilter m_more;  ///< what the chips say; state, text, window and overdue have fields of their own
  QTableView* m_view;
  QComboBox* m_state;
  QLineEdit* m_text;
  QCheckBox *m_inWindow, *m_overdue;
  QToolButton *m_add, *m_views;
  QMenu *m_addMenu, *m_viewMenu;
  QWidget* m_bar;  ///< filters, buttons and chips, in as many lines as they need
  QList<QToolButton*> m_chips;
  QLabel* m_count;
  QPushButton *m_open, *m_zoom, *m_step, *m_print;
  QTimer m_typing;
  geom::Envelope m_extent;
  QString m_wanted;  ///< chosen as soon as it is loaded
  bool m_quiet = false;
};

}  // namespace gis::ui
