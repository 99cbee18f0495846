// Rows of a spreadsheet into a layer.
#pragma once

#include <QDialog>

#include "gis_core/io/paste_rows.h"
#include "ui/jobs/city_session.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace gis::ui {

/// Starts with what is on the clipboard, tells before what would be added and changed and which rows are faulty; one
/// undo. Objects: pasteRowsDialog, pasteRowsEdit, pasteRowsKeyBox, pasteRowsSkipBox, pasteRowsStatus, pasteRowsButton.
/// GUI thread.
class PasteRowsDialog : public QDialog {
  Q_OBJECT
 public:
  static void open(CitySession& session, const store::LayerInfo& layer, const QString& text, QWidget* parent);

 private:
  PasteRowsDialog(CitySession& session, store::LayerInfo layer, const QString& text, QWidget* parent);
  void plan();
  void paste();
  [[nodiscard]] io::PasteRequest request() const;
  [[nodiscard]] static QString words(const io::PastePlan& plan);

  CitySession& m_session;
  store::LayerInfo m_layer;
  QPlainTextEdit* m_text;
  QComboBox* m_key;
  QCheckBox* m_skip;
  QLabel* m_status;
  QPushButton* m_paste;
  JobHandle m_job;
};

}  // namespace gis::ui
