// Blacking faces and plates out of a photo of a case.
#pragma once

#include <QDialog>

#include "gis_core/city/incident.h"
#include "ui/jobs/city_session.h"

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QPushButton;

namespace gis::ui {

class PhotoBrush;

/// Marks are kept with the city by OK: every copy of the photo that leaves has them black. GUI thread.
class PhotoBrushDialog : public QDialog {
  Q_OBJECT
 public:
  PhotoBrushDialog(CitySession& session, const city::Attachment& photo, QWidget* parent = nullptr);

  void accept() override;

 private:
  void load();
  void updateState();

  CitySession& m_session;
  city::Attachment m_photo;
  PhotoBrush* m_brush;
  QComboBox* m_tool;
  QPushButton *m_undo, *m_clear;
  QLabel* m_note;
  QDialogButtonBox* m_buttons;
};

}  // namespace gis::ui
