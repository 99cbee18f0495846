// Photos of a case that leave the city.
#pragma once

#include <QDialog>
#include <vector>

#include "gis_core/city/incident.h"
#include "ui/jobs/city_session.h"

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace gis::ui {

/// Only ticked ones are written, without what the camera noted, what was marked black. GUI thread.
class PhotoOutDialog : public QDialog {
  Q_OBJECT
 public:
  /// `id` as for city::incidentById(); `folder`: suggested.
  PhotoOutDialog(CitySession& session, const QString& id, const QString& folder, QWidget* parent = nullptr);

  [[nodiscard]] QString folder() const;
  void accept() override;

 private:
  void load();
  void updateState();
  void blackOut();
  [[nodiscard]] std::vector<std::string> ticked() const;

  CitySession& m_session;
  std::string m_id;
  std::vector<city::Attachment> m_photos;
  QListWidget* m_list;
  QPushButton *m_black, *m_browse;
  QLineEdit* m_folder;
  QLabel* m_note;
  QDialogButtonBox* m_buttons;
};

}  // namespace gis::ui
