// Where a new city shall be, and in which coordinate system.
#pragma once

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace gis::ui {

/// Asks for file and CRS of a new city. GUI thread.
class NewCityDialog : public QDialog {
  Q_OBJECT
 public:
  explicit NewCityDialog(const QString& folder, QWidget* parent = nullptr);
  [[nodiscard]] QString file() const;
  [[nodiscard]] QString crs() const;

 private:
  void choose();
  void check();

  QLineEdit* m_file;
  QPushButton* m_choose;
  QComboBox* m_crs;
  QLabel* m_note;
  QPushButton* m_ok;
};

}  // namespace gis::ui
