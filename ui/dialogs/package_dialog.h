// Layers with all that explains them in one .zip for another bureau.
#pragma once

#include <QDialog>

#include "gis_core/city/exchange_package.h"
#include "ui/jobs/city_session.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QCheckBox;

namespace gis::ui {

/// Makes the package by a job while the dialog stays open, and says what became of it. GUI thread.
class PackageDialog : public QDialog {
  Q_OBJECT
 public:
  PackageDialog(CitySession& session, const QStringList& layers, const QString& folder, QWidget* parent = nullptr);

 private:
  void build();
  void fillLayers(const QStringList& chosen);
  void changed();
  void make();
  void say(const QString& text, bool trouble = false);
  [[nodiscard]] city::PackageRequest request() const;
  [[nodiscard]] QString commandLine() const;

  CitySession& m_session;
  QListWidget* m_layers;
  QLineEdit *m_file, *m_giver, *m_receiver, *m_purpose, *m_security, *m_command;
  QComboBox *m_crs, *m_encoding;
  QCheckBox* m_overwrite;
  QLabel* m_status;
  QPushButton *m_make, *m_stop;
  JobHandle m_job;
  bool m_running = false;
};

}  // namespace gis::ui
