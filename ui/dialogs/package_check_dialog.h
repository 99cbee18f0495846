// Is an exchange package still what was packed?
#pragma once

#include <QDialog>

#include "gis_core/city/exchange_package.h"
#include "ui/jobs/city_session.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace gis::ui {

/// Compares a package with its own manifest; nothing is unpacked. Works without an open city. GUI thread.
class PackageCheckDialog : public QDialog {
  Q_OBJECT
 public:
  PackageCheckDialog(CitySession& session, const QString& folder, QWidget* parent = nullptr);

 private:
  void askPackage();
  void check();
  void showResult(const city::PackageCheck& result);
  void say(const QString& text, bool trouble = false);

  CitySession& m_session;
  QLineEdit* m_file;
  QPushButton* m_check;
  QTreeWidget* m_list;
  QLabel* m_status;
};

}  // namespace gis::ui
