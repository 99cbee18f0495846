// Selections under names, and what can be made of two.
#pragma once

#include <QDialog>
#include <map>

#include "gis_core/query/saved_selections.h"
#include "ui/jobs/city_session.h"
#include "ui/models/selection.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace gis::ui {

/// Keeps the selection of a layer in the city, and takes kept ones instead of it, added to it, taken from it, or what
/// both have. Thread rule: GUI thread.
class NamedSelectionsDialog : public QDialog {
  Q_OBJECT
 public:
  /// `selection` outlives the dialog.
  NamedSelectionsDialog(CitySession& session, Selection& selection, const QString& layer, QWidget* parent);

 private:
  void build();
  void read();
  void fill(std::vector<query::SavedSelection> all);
  void take(SelectionMode mode);
  void save();
  void remove();
  void updateButtons();
  [[nodiscard]] const query::SavedSelection* chosen() const;
  void say(const QString& text, bool trouble = false);

  CitySession& m_session;
  Selection& m_selection;
  QString m_layer;
  std::vector<query::SavedSelection> m_all;
  QListWidget* m_list;
  QLineEdit* m_name;
  QPushButton *m_save, *m_replace, *m_add, *m_subtract, *m_intersect, *m_remove;
  QLabel *m_now, *m_status;
};

}  // namespace gis::ui
