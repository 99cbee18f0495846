// A bureau's new version of a layer: compared, seen, taken over whole or in part.
#pragma once

#include <QDialog>
#include <memory>

#include "gis_core/io/update_layer.h"
#include "ui/jobs/city_session.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;
class QTreeWidget;
class QTreeWidgetItem;

namespace gis::ui {

class ChangePicture;
class UpdateModel;

/// Added, changed and removed features by a key, with the cells and shapes that differ; what is ticked is taken over in
/// one step that one undo takes back. With the file as it was handed out, what only this side changed stays, and where
/// both did, column by column somebody says which version holds. GUI thread.
class UpdateDialog : public QDialog {
  Q_OBJECT
 public:
  /// `folder`: where files are looked for first.
  UpdateDialog(CitySession& session, const QString& layer, const QString& folder, QWidget* parent = nullptr);

 Q_SIGNALS:
  /// A change is looked at: its feature, or where it comes to lie.
  void changeChosen(const QString& layer, std::int64_t fid, const gis::geom::Envelope& box);

 private:
  void build();
  void fillKeys();
  void buildList();
  void askFile(QLineEdit* into, const char* name, const QString& title);
  void compare();
  void take(std::shared_ptr<const io::UpdatePlan> plan);
  void rowChosen();
  void showCells(const io::UpdateChange& one);
  void showShapes(const io::UpdateChange& one);
  void sideTicked(QTreeWidgetItem* item, int column);
  void changed();
  void apply();
  void say(const QString& text, bool trouble = false);
  [[nodiscard]] JobOptions options();
  [[nodiscard]] io::UpdateRequest request() const;
  [[nodiscard]] QString planText(const io::UpdatePlan& plan) const;

  CitySession& m_session;
  const QString m_layer;
  const QString m_folder;
  UpdateModel* m_model;
  QLineEdit *m_file, *m_base, *m_reason, *m_command;
  QComboBox *m_key, *m_encoding, *m_crs, *m_kind;
  QPushButton *m_compare, *m_stop, *m_all, *m_none, *m_mine, *m_theirs, *m_apply;
  QTableView* m_list;
  QTreeWidget* m_cells;
  ChangePicture* m_picture;
  QLabel* m_status;
  JobHandle m_job;
  bool m_running = false;
};

}  // namespace gis::ui
