// View > Base map: what lies below the layers.
#pragma once

#include <QDialog>
#include <QString>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace gis::ui {

class UserSettings;

/// A raster file, a folder of tiles, 天地图 or another web map by its template. GUI thread.
class BaseMapDialog : public QDialog {
  Q_OBJECT
 public:
  /// `place`: what is shown now, or empty.
  BaseMapDialog(UserSettings& settings, const QString& place, QWidget* parent = nullptr);
  /// What was chosen, for raster::openBaseMap.
  [[nodiscard]] QString place() const;
  void accept() override;

 Q_SIGNALS:
  /// The person wants to change what of the network is allowed.
  void preferencesWanted();

 private:
  enum Kind { file, folder, tianditu, web };
  void build();
  void showKind();
  void browse();
  void readPlace(const QString& place);

  UserSettings& m_settings;
  QFormLayout* m_form = nullptr;
  QComboBox *m_kind, *m_service, *m_grid;
  QLineEdit *m_path, *m_template;
  QPushButton *m_browse, *m_preferences;
  QWidget *m_pathRow = nullptr, *m_noteRow = nullptr;
  QLabel* m_note;
};

}  // namespace gis::ui
