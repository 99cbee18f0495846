// To whom a correction note goes, and into which file.
#pragma once

#include <QDialog>

#include "ui/jobs/city_session.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace gis::ui {

/// Proposes the bureau that the metadata sheet of the layer names as its provider. GUI thread.
class CorrectionNoteDialog : public QDialog {
  Q_OBJECT
 public:
  CorrectionNoteDialog(CitySession& session, const QString& layer, int findings, QWidget* parent = nullptr);

 Q_SIGNALS:
  void asked(const QString& bureau, const QString& file);

 private:
  void changed();

  QLineEdit *m_bureau, *m_file;
  QPushButton* m_ok;
};

}  // namespace gis::ui
