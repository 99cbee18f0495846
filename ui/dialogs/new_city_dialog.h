// Where a new city shall be, in which coordinate system, and under which codes its cases are filed.
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
  /// The codes of new cases: "current" or "legacy".
  [[nodiscard]] QString codes() const;

 private:
  void choose();
  void check();

  QLineEdit* m_file;
  QPushButton* m_choose;
  QComboBox *m_crs, *m_codes;
  QLabel* m_note;
  QPushButton* m_ok;
};

}  // namespace gis::ui
